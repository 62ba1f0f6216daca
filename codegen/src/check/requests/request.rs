//! Requests: what goes on the wire, and what feeds it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use crate::check::evidence::{choice_place, choosable};
use crate::check::gaps::ANY;
use crate::check::{Scope, code, words};
use crate::decode::Spanned;
use crate::finding::{Finding, suggest};
use crate::model::{
    AlternativeId, Choosable, Encoding, EncodingForm, InputField, InputPart, PathPart, RequestLine,
    Scalar, SignatureId, Source, ValueType, WireField,
};
use crate::spec;
use crate::yaml::Span;

/// The inputs that wire fields may name, and which of them feed something.
#[derive(Debug)]
pub struct Inputs<'a> {
    list: Vec<(&'a Spanned<String>, &'a InputField)>,
    fed: Vec<Cell<bool>>,
    /// Inputs that could not be built: an unknown name may be one of them.
    unbuilt: Vec<&'a str>,
    /// Inputs that a name which is none was meant for.
    meant: RefCell<BTreeSet<&'a str>>,
}

impl<'a> Inputs<'a> {
    /// Inputs, in order.
    pub fn new(list: Vec<(&'a Spanned<String>, &'a InputField)>, unbuilt: Vec<&'a str>) -> Self {
        let fed = list.iter().map(|_| Cell::new(false)).collect();
        Self {
            list,
            fed,
            unbuilt,
            meant: RefCell::default(),
        }
    }

    /// The place of an input, or a finding. `wire`: the name on the wire that it feeds.
    pub fn find(
        &self,
        scope: &Scope<'_>,
        name: &Spanned<String>,
        wire: Option<&str>,
    ) -> Option<(usize, &'a InputField)> {
        let place = self
            .list
            .iter()
            .position(|(known, _)| known.value == name.value);
        match place {
            Some(place) => {
                self.fed.get(place)?.set(true);
                self.list.get(place).map(|(_, field)| (place, *field))
            }
            None => {
                let names = || self.list.iter().map(|(known, _)| known.value.as_str());
                let alike = names().find(|known| Some(*known) == wire);
                let near = suggest(&name.value, names()).or(alike);
                self.meant
                    .borrow_mut()
                    .extend(near.into_iter().chain(alike));
                let unbuilt = [name.value.as_str(), ANY];
                if !unbuilt.iter().any(|name| self.unbuilt.contains(name)) {
                    let finding = Finding::new(
                        code::UNKNOWN_NAME,
                        name.span,
                        format!("there is no input named `{}`", name.value),
                    );
                    let fixed = wire.and_then(|_| fixed(scope, name));
                    let help = match fixed {
                        Some(help) => help,
                        None => match near {
                            Some(near) => format!("did you mean `{near}`?"),
                            None => format!("describe it under `inputs`: `{}: …`", name.value),
                        },
                    };
                    scope.sink.push(finding.label("unknown input").help(help));
                }
                None
            }
        }
    }

    /// Takes an input as meant by something that is a finding of its own.
    fn mean(&self, name: &str) {
        let names = self.list.iter().map(|(known, _)| known.value.as_str());
        let found = names.filter(|known| *known == name);
        self.meant.borrow_mut().extend(found);
    }

    /// Finds inputs that feed nothing, where all that they may feed is known.
    pub fn report_idle(&self, scope: &Scope<'_>) {
        if self.unbuilt.contains(&ANY) {
            return;
        }
        for ((name, _), _) in self
            .list
            .iter()
            .zip(&self.fed)
            .filter(|(_, fed)| !fed.get())
            .filter(|((name, _), _)| !self.meant.borrow().contains(name.value.as_str()))
            .filter(|((name, _), _)| !scope.raw.lost.contains(&name.value))
        {
            scope.sink.push(
                Finding::new(
                    code::FEEDS_NOTHING,
                    name.span,
                    format!("the input `{}` feeds nothing", name.value),
                )
                .label("no wire field takes it")
                .help("name it in `body`, `headers`, `query`, `form` or the path, or remove it"),
            );
        }
    }
}

/// What to write for something that feeds a wire field and is no input: a credential, or a fixed value.
fn fixed(scope: &Scope<'_>, name: &Spanned<String>) -> Option<String> {
    let value = name.value.as_str();
    if scope.lends_credential(value) {
        return Some(format!(
            "it is a credential: write `{{ credential: {value} }}`"
        ));
    }
    let text = scope.sources.text(name.span.file);
    let quote = text.get(..name.span.start)?.chars().next_back();
    let number = value.parse::<f64>().is_ok() && value.starts_with(|c: char| c.is_ascii_digit());
    match (quote, value) {
        (Some('"' | '\''), _) => Some(format!("for a fixed text write `{{ text: \"{value}\" }}`")),
        (_, "true" | "false") => Some(format!("for a fixed value write `{{ boolean: {value} }}`")),
        _ if number => Some(format!("for a fixed number write `{{ number: {value} }}`")),
        _ => None,
    }
}

/// Where wire fields stand, which limits what may feed them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Query parameters.
    Query,
    /// Headers.
    Headers,
    /// A JSON body.
    Json,
    /// A form body.
    Form,
    /// An object in a JSON body.
    Object,
    /// The body of an input type.
    TypeBody,
}

/// Wire fields, in order. `quirks`: the quirks that a field may name.
pub fn wire_fields(
    scope: &Scope<'_>,
    raw: &spec::WireFields,
    inputs: &Inputs<'_>,
    place: Place,
    quirks: &[&str],
) -> Vec<WireField> {
    raw.iter()
        .filter_map(|(name, field)| wire_field(scope, name, field, inputs, place, quirks))
        .collect()
}

fn wire_field(
    scope: &Scope<'_>,
    name: &Spanned<String>,
    raw: &spec::WireField,
    inputs: &Inputs<'_>,
    place: Place,
    quirks: &[&str],
) -> Option<WireField> {
    if let Some(quirk) = &raw.quirk
        && !quirks.contains(&quirk.value.as_str())
    {
        scope.sink.push(
            Finding::new(
                code::UNKNOWN_NAME,
                quirk.span,
                format!("there is no quirk named `{}` here", quirk.value),
            )
            .label("unknown quirk")
            .did_you_mean(&quirk.value, quirks.iter().copied()),
        );
    }
    let only = match &raw.only {
        Some(only) => only_under(scope, only).map(Some),
        None => Some(None),
    };
    let misplaced = |message: &str, label: &str| {
        scope
            .sink
            .push(Finding::new(code::NOT_HERE, raw.span, message).label(label));
    };
    let source = match &raw.source {
        spec::WireSource::Input(source) => {
            let found = inputs.find(scope, &source.input, Some(&name.value));
            let decimals = match &source.decimals {
                Some(decimals) => Some(choosable(scope, decimals, |text| Some(text.value))?),
                None => None,
            };
            let form = source.form.as_ref();
            let encoding = Encoding {
                form: form.map_or_else(Default::default, |form| form.value),
                decimals,
            };
            let (input, field) = found?;
            if place == Place::Query && is_secret(scope, &field.value) {
                secret_in_address(scope, &source.input);
            }
            check_encoding(
                scope,
                &field.value,
                source.part.value,
                &encoding,
                form.map_or(source.part.span, |form| form.span),
            );
            expect_the_part(scope, name, source.part.value);
            let json = matches!(place, Place::Json | Place::Object | Place::TypeBody);
            if !json && needs_json(scope, &field.value) && encoding.form != EncodingForm::JsonText {
                scope.sink.push(
                    Finding::new(
                        code::NOT_HERE,
                        source.input.span,
                        format!("`{}` is more than a single value", source.input.value),
                    )
                    .label("only a JSON body holds objects and lists")
                    .help("write `as: json_text` to send its JSON as text"),
                );
            }
            Source::Input {
                input,
                part: source.part.value,
                encoding,
            }
        }
        spec::WireSource::Credential(_) if place == Place::TypeBody => {
            misplaced(
                "a type holds no credential",
                "only the request of an operation does",
            );
            return None;
        }
        spec::WireSource::Credential(name) => {
            let id = scope.credential(name)?;
            let set = scope.credential_sets.get(id.set.0);
            let value = set.and_then(|set| set.raw.values.values().nth(id.index));
            let secret = value.and_then(|value| value.secret.as_ref());
            if place == Place::Query && secret.is_some_and(|secret| secret.value) {
                secret_in_address(scope, name);
            }
            Source::Credential(id)
        }
        spec::WireSource::Constant(constant) => Source::Constant(constant.value.clone()),
        spec::WireSource::Sign { signature, over } => {
            let found = scope
                .signatures
                .find(&signature.value, signature.span, &scope.sink);
            let over = choosable(scope, over, |paths| {
                Some(paths.iter().map(|path| path.value.clone()).collect())
            });
            if !matches!(place, Place::Json | Place::Form) {
                misplaced(
                    "a signature stands in the body itself",
                    "not in an object, a header, a query or a type",
                );
                return None;
            }
            Source::Signature {
                signature: SignatureId(found?),
                over: over?,
            }
        }
        spec::WireSource::Object(fields) => {
            if !matches!(place, Place::Json | Place::Object | Place::TypeBody) {
                misplaced("only a JSON body holds objects", "this is no JSON body");
                return None;
            }
            let place = if place == Place::Json {
                Place::Object
            } else {
                place
            };
            Source::Object(wire_fields(scope, fields, inputs, place, quirks))
        }
    };
    Some(WireField {
        name: name.value.clone(),
        source,
        quirk: raw.quirk.as_ref().map(|quirk| quirk.value.clone()),
        only: only?,
    })
}

/// Finds a field that is named like the other part of an expiry than the one that feeds it.
fn expect_the_part(scope: &Scope<'_>, name: &Spanned<String>, part: InputPart) {
    let (own, other) = match part {
        InputPart::Whole => return,
        InputPart::ExpiryMonth => ("month", words::YEAR),
        InputPart::ExpiryYear | InputPart::ExpiryShortYear => ("year", words::MONTH),
    };
    if words::says(&name.value, other) {
        scope.sink.push(
            Finding::new(
                code::EXPIRY_PART,
                name.span,
                format!("`{}` is fed by the {own} of an expiry", name.value),
            )
            .label("named like the other part")
            .help("exchange `.month` and `.year`"),
        );
    }
}

fn only_under(scope: &Scope<'_>, raw: &spec::Only) -> Option<(AlternativeId, usize)> {
    let alternative =
        scope
            .alternatives
            .find(&raw.alternative.value, raw.alternative.span, &scope.sink)?;
    let choice = choice_place(scope, alternative, &raw.choice.value, raw.choice.span)?;
    Some((AlternativeId(alternative), choice))
}

/// Addresses are logged by every proxy on the way.
fn secret_in_address(scope: &Scope<'_>, name: &Spanned<String>) {
    scope.sink.push(
        Finding::new(
            code::SECRET_IN_ADDRESS,
            name.span,
            format!("`{}` is secret and would stand in the address", name.value),
        )
        .label("addresses are logged on the way")
        .help("send it in a header or in the body"),
    );
}

fn is_secret(scope: &Scope<'_>, value: &ValueType) -> bool {
    matches!(
        scope.scalar(value),
        Some(Scalar::Secret | Scalar::RotatingSecret | Scalar::CardNumber | Scalar::Cvv)
    )
}

/// Whether a value is more than a single one; those of enums and identifiers are single.
fn needs_json(scope: &Scope<'_>, value: &ValueType) -> bool {
    match value {
        ValueType::Scalar(_) => false,
        ValueType::List(_) | ValueType::Map(_) => true,
        ValueType::Named(id) => !matches!(
            scope.types.get(id.0).map(|entry| &entry.raw.kind),
            Some(spec::TypeKind::Enum(_) | spec::TypeKind::Identifier(_))
        ),
    }
}

/// Finds an encoding, or a part of an input, that does not go with its type.
pub fn check_encoding(
    scope: &Scope<'_>,
    value: &ValueType,
    part: InputPart,
    encoding: &Encoding,
    span: Span,
) {
    let scalar = scope.scalar(value);
    let expiry = matches!(scalar, Some(Scalar::CardExpiry));
    if expiry && part == InputPart::Whole {
        scope.sink.push(
            Finding::new(code::EXPIRY_PART, span, "an expiry is sent in parts")
                .label("which part?")
                .help("write `.month`, `.year` or `.short_year` after the input's name"),
        );
    }
    if !expiry && part != InputPart::Whole {
        scope.sink.push(
            Finding::new(code::EXPIRY_PART, span, "only a `card_expiry` has parts")
                .label("its type is another"),
        );
    }
    let boolean = matches!(scalar, Some(Scalar::Boolean));
    let fits = match encoding.form {
        EncodingForm::Own | EncodingForm::Text | EncodingForm::JsonText => true,
        EncodingForm::Number => matches!(
            scalar,
            Some(
                Scalar::Integer
                    | Scalar::Decimal
                    | Scalar::Portion { .. }
                    | Scalar::CardNumber
                    | Scalar::CardExpiry
                    | Scalar::Text
            )
        ),
        EncodingForm::UpperCase | EncodingForm::Bit => boolean,
    };
    if !fits {
        scope.sink.push(
            Finding::new(
                code::NOT_FOR_TYPE,
                span,
                "this form does not go with the input's type",
            )
            .label("`upper_case` and `bit` are for booleans, `number` is for numbers"),
        );
    }
    let amount = matches!(scalar, Some(Scalar::Decimal | Scalar::Portion { .. }));
    if encoding.decimals.is_some() && !amount {
        scope.sink.push(
            Finding::new(code::NOT_FOR_TYPE, span, "only an amount has decimals")
                .label("its type is another"),
        );
    }
}

/// Method and path of an operation.
pub fn request_line(
    scope: &Scope<'_>,
    raw: &spec::Choosable<Spanned<spec::RequestLine>>,
    inputs: &Inputs<'_>,
) -> Option<Choosable<RequestLine>> {
    choosable(scope, raw, |line| {
        let mut path = Vec::new();
        let mut complete = true;
        written_with_colons(scope, line, inputs);
        for part in &line.value.path {
            match part {
                spec::PathPart::Text(text) => path.push(PathPart::Text(text.clone())),
                spec::PathPart::Input(name) => match inputs.find(scope, name, None) {
                    Some((place, field)) => {
                        if is_secret(scope, &field.value) {
                            secret_in_address(scope, name);
                        }
                        let why = if field.optional {
                            Some(("is optional", "without it the path is another one"))
                        } else if needs_json(scope, &field.value) {
                            Some(("is more than a single value", "a path holds single values"))
                        } else {
                            None
                        };
                        if let Some((why, label)) = why {
                            scope.sink.push(
                                Finding::new(
                                    code::BAD_IN_PATH,
                                    name.span,
                                    format!("`{}` {why} and cannot be part of a path", name.value),
                                )
                                .label(label),
                            );
                        }
                        path.push(PathPart::Input(place));
                    }
                    None => complete = false,
                },
            }
        }
        complete.then_some(RequestLine {
            method: line.value.method.value,
            path,
        })
    })
}

/// Finds inputs of a path that are written as `:input`, as other languages do: that would be sent as it stands.
fn written_with_colons(scope: &Scope<'_>, line: &Spanned<spec::RequestLine>, inputs: &Inputs<'_>) {
    let whole = line.value.path_span;
    let mut start = whole.start;
    for part in scope.sources.slice(whole).split('/') {
        let name = part.strip_prefix(':').unwrap_or_default();
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            inputs.mean(name);
            let place = Span {
                start,
                end: start + part.len(),
                ..whole
            };
            scope.sink.push(
                Finding::new(
                    code::BAD_PATH,
                    place,
                    format!("`{part}` would be sent as it stands"),
                )
                .label("no input of the path")
                .help(format!("write `{{{name}}}`")),
            );
        }
        start += part.len() + 1;
    }
}

/// The dotted names of fields that could not be built.
pub fn unbuilt(raw: &spec::WireFields, built: &[WireField], before: &str, names: &mut Vec<String>) {
    for (name, field) in raw {
        let path = format!("{before}{}", name.value);
        match built.iter().find(|built| built.name == name.value) {
            None => names.push(path),
            Some(built) => {
                if let (spec::WireSource::Object(inner), Source::Object(built)) =
                    (&field.source, &built.source)
                {
                    unbuilt(inner, built, &format!("{path}."), names);
                }
            }
        }
    }
    let unread = raw.unread().iter();
    names.extend(unread.map(|name| format!("{before}{}", name.value)));
}

//! Signatures of requests: what they cover is sent with them, always, and as a single value.

use std::collections::BTreeMap;

use crate::check::gaps::ANY;
use crate::check::{Scope, code};
use crate::decode::{Path, Spanned};
use crate::finding::{Finding, suggest};
use crate::model::{
    AlternativeId, EncodingForm, InputField, Scalar, Source, TypeDef, TypeKind, ValueType,
    WireField,
};
use crate::spec;
use crate::yaml::Span;

/// More names are not listed: no more are compared with a wrong one.
const MOST_NAMES: usize = 500;

/// The body of a request, as its signatures see it.
pub struct Signed<'a> {
    /// The operation.
    pub operation: &'a Spanned<String>,
    /// What is sent.
    pub sent: &'a [WireField],
    /// The inputs that the fields count in.
    pub inputs: &'a [InputField],
    /// All types; one that could not be built is missing.
    pub types: &'a [Option<TypeDef>],
    /// Dotted names of fields that could not be built.
    pub unbuilt: &'a [String],
    /// Dotted names of fields that the operation omits, and where it says so.
    pub omitted: &'a [(String, Span)],
}

/// The dotted names of fields that omitted inputs would feed.
pub fn left_out(fields: &[WireField], omitted: &BTreeMap<usize, Span>) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    for field in fields {
        match &field.source {
            Source::Input { input, .. } => {
                found.extend(omitted.get(input).map(|span| (field.name.clone(), *span)));
            }
            Source::Object(inner) => {
                let inner = left_out(inner, omitted).into_iter();
                found.extend(inner.map(|(name, span)| (format!("{}.{name}", field.name), span)));
            }
            _ => {}
        }
    }
    found
}

/// When a signed field is there; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum When {
    /// Never.
    Never,
    /// Never together with the signature, only under another choice.
    OtherChoice,
    /// It is more than a single value.
    Whole,
    /// Only where the caller gives an input.
    Given,
    /// Only under some choices.
    SomeChoices,
    /// Always.
    Always,
}

/// The choices under which a signature is made.
struct Under {
    known: Vec<(AlternativeId, usize)>,
    /// Whether one of them could not be found, which has its own finding.
    unsure: bool,
    /// How many choices each alternative has.
    counts: Vec<usize>,
}

impl Under {
    fn add(&mut self, scope: &Scope<'_>, alternative: &str, choice: &str) {
        let place = scope.alternatives.position(alternative);
        let entry = place.and_then(|place| scope.alternatives.get(place));
        let choice = entry.and_then(|entry| entry.raw.choices.position(choice));
        match place.zip(choice) {
            Some((place, choice)) => self.known.push((AlternativeId(place), choice)),
            None => self.unsure = true,
        }
    }

    fn when(&self, only: Option<(AlternativeId, usize)>) -> When {
        match only {
            None => When::Always,
            Some(choice) if self.unsure || self.known.contains(&choice) => When::Always,
            Some((id, _)) if self.known.iter().any(|(known, _)| *known == id) => When::OtherChoice,
            Some(_) => When::SomeChoices,
        }
    }

    /// Whether no request is made under all of them.
    fn never(&self) -> bool {
        let other = |(one, first): &(AlternativeId, usize)| {
            let mut known = self.known.iter();
            known.any(|(other, second)| one == other && first != second)
        };
        self.known.iter().any(other)
    }
}

/// What is signed, with the choice (alternative, choice) under which it is; `None`: under every one.
type ListUnder<'a> = (Option<(&'a str, &'a str)>, &'a Vec<Path>);

impl Signed<'_> {
    /// Finds signatures over fields that are not sent with them. `of_group`: whether a group brings the wire fields.
    pub fn check(&self, scope: &Scope<'_>, raw: &spec::WireFields, of_group: bool) {
        for (_, field) in raw {
            let spec::WireSource::Sign { over, .. } = &field.source else {
                continue;
            };
            let lists: Vec<ListUnder<'_>> = match over {
                spec::Choosable::Fixed(list) => vec![(None, list)],
                spec::Choosable::Chosen {
                    alternative,
                    choices,
                    ..
                } => choices
                    .iter()
                    .map(|(choice, list)| (Some((&*alternative.value, &*choice.value)), list))
                    .collect(),
            };
            for (choice, list) in lists {
                let mut under = Under {
                    known: Vec::new(),
                    unsure: false,
                    counts: scope
                        .alternatives
                        .iter()
                        .map(|entry| entry.raw.choices.len())
                        .collect(),
                };
                if let Some(only) = &field.only {
                    under.add(scope, &only.alternative.value, &only.choice.value);
                }
                if let Some((alternative, choice)) = choice {
                    under.add(scope, alternative, choice);
                }
                if under.never() {
                    continue;
                }
                covered_once(scope, list);
                for path in list
                    .iter()
                    .filter(|path| !self.unread(scope, raw, &path.value))
                {
                    let when = self.when(self.sent, &path.value, self.inputs, &under);
                    // What is wrong with a group is told once, of the first operation that takes it over.
                    if let Some(finding) = self.finding(path, when, of_group)
                        && !(of_group && scope.sink.has(finding.code, finding.span))
                    {
                        scope.sink.push(finding);
                    }
                }
            }
        }
    }

    /// Whether a field could not be read or built, and has its own finding.
    fn unread(&self, scope: &Scope<'_>, raw: &spec::WireFields, path: &str) -> bool {
        let outer = |name: &String| {
            let inner = path.strip_prefix(name.as_str());
            name == ANY || inner.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let mut inner = path.split('.').skip(1);
        raw.may_have(path)
            || self.unbuilt.iter().any(outer)
            || inner.any(|name| self.unread_in_type(scope, name))
    }

    /// Whether an input of this name could not be read or built in some type.
    fn unread_in_type(&self, scope: &Scope<'_>, name: &str) -> bool {
        let mut types = scope.types.iter().zip(self.types);
        types.any(|(entry, built)| {
            let (spec::TypeKind::Input(raw), Some(TypeKind::Input(made))) =
                (&entry.raw.kind, built.as_ref().map(|def| &def.kind))
            else {
                return false;
            };
            let is_made = made.inputs.iter().any(|input| input.name == name);
            raw.inputs.may_have(name) || raw.inputs.get(name).is_some() && !is_made
        })
    }

    fn finding(&self, path: &Path, when: When, of_group: bool) -> Option<Finding> {
        let name = path.value.as_str();
        let (code, message) = match when {
            When::Always => return None,
            When::Never => return Some(self.unsent(path, of_group)),
            When::OtherChoice => (
                code::SIGNS_UNSENT,
                format!("`{name}` is never sent together with this signature"),
            ),
            When::Whole => (
                code::SIGNS_WHOLE,
                format!("`{name}` is more than a single value"),
            ),
            When::Given => (
                code::SIGNS_OPTIONAL,
                format!("`{name}` may be left out, and then an empty text would be signed"),
            ),
            When::SomeChoices => (
                code::SIGNS_OPTIONAL,
                format!(
                    "`{name}` is sent under one choice only, and else an empty text would be signed"
                ),
            ),
        };
        let finding = Finding::new(code, path.span, message);
        let finding = if of_group {
            let label = format!("`{}` sends it so", self.operation.value);
            finding.second(self.operation.span, label)
        } else {
            finding
        };
        Some(match when {
            When::OtherChoice => finding
                .label("it is sent under another choice")
                .help("give each choice its own list: `over: { choose: …, … }`"),
            When::Whole => {
                let finding = finding.label("a signature covers single values");
                let names = self.names();
                let inside = names.iter().find(|(known, _)| {
                    let inner = known.strip_prefix(name);
                    inner.is_some_and(|rest| rest.starts_with('.'))
                });
                match inside {
                    Some((inside, _)) => finding.help(format!(
                        "name what of it is signed, such as `{inside}`, or send it `as: json_text`"
                    )),
                    None => finding.help("send it `as: json_text` to sign its JSON"),
                }
            }
            When::SomeChoices => finding
                .label("a signed field is always sent")
                .help("give each choice its own list: `over: { choose: …, … }`"),
            _ => finding.label("a signed field is always sent").help(
                "require the input, or sign under an alternative that does without the field",
            ),
        })
    }

    /// A signature over a field that is never sent.
    fn unsent(&self, path: &Path, of_group: bool) -> Finding {
        let name = path.value.as_str();
        let operation = &self.operation.value;
        let is_signature = |field: &&WireField| {
            field.name == name && matches!(field.source, Source::Signature { .. })
        };
        if self.sent.iter().any(|field| is_signature(&field)) {
            let message = format!("`{name}` is a signature itself");
            return Finding::new(code::SIGNS_UNSENT, path.span, message)
                .label("it is not there yet when a signature is made");
        }
        let finding = |message| Finding::new(code::SIGNS_UNSENT, path.span, message);
        if let Some((_, span)) = self.omitted.iter().find(|(omitted, _)| omitted == name) {
            return finding(format!("`{operation}` omits what feeds `{name}`"))
                .label("it cannot be signed")
                .second(*span, "omitted here");
        }
        let finding = if of_group {
            finding(format!("`{operation}` sends no field `{name}`"))
                .label("it cannot be signed")
                .second(self.operation.span, "this operation uses the group")
        } else {
            finding(format!("the request sends no field `{name}`")).label("it cannot be signed")
        };
        let names = self.names();
        match names.iter().find(|(_, input)| *input == Some(name)) {
            Some((wire, _)) if suggest(name, names.iter().map(|(name, _)| &**name)).is_none() => {
                finding.help(format!("the input `{name}` is sent as `{wire}`"))
            }
            _ => finding.did_you_mean(name, names.iter().map(|(name, _)| &**name)),
        }
    }

    /// The dotted names of all single values that are sent, and the input of the operation that feeds each.
    fn names(&self) -> Vec<(String, Option<&str>)> {
        let mut names = Vec::new();
        self.gather(self.sent, self.inputs, "", 0, &mut names);
        names
    }

    fn gather<'s>(
        &'s self,
        fields: &'s [WireField],
        inputs: &'s [InputField],
        before: &str,
        depth: usize,
        names: &mut Vec<(String, Option<&'s str>)>,
    ) {
        const DEEPEST: usize = 4;
        for field in fields {
            if names.len() >= MOST_NAMES || depth > DEEPEST {
                return;
            }
            let name = format!("{before}{}", field.name);
            let input = match &field.source {
                Source::Signature { .. } => continue,
                Source::Object(inner) => {
                    self.gather(inner, inputs, &format!("{name}."), depth + 1, names);
                    continue;
                }
                Source::Input { input, .. } => inputs.get(*input),
                _ => None,
            };
            match (self.kind(field, inputs), input) {
                (Some(TypeKind::Input(shape)), _) => {
                    let (body, inputs) = (&shape.body, &shape.inputs);
                    self.gather(body, inputs, &format!("{name}."), depth + 1, names);
                }
                (Some(TypeKind::Choice(_)), _) => {}
                (_, Some(input)) if is_list(field, input) => {}
                _ => {
                    let input = input.filter(|_| depth == 0);
                    names.push((name, input.map(|input| input.name.as_str())));
                }
            }
        }
    }

    /// The kind of a field's type where JSON holds it as an object.
    fn kind(&self, field: &WireField, inputs: &[InputField]) -> Option<&TypeKind> {
        let Source::Input {
            input, encoding, ..
        } = &field.source
        else {
            return None;
        };
        let ValueType::Named(id) = inputs.get(*input)?.value else {
            return None;
        };
        let def = self.types.get(id.0).and_then(Option::as_ref)?;
        let object = matches!(def.kind, TypeKind::Input(_) | TypeKind::Choice(_));
        (object && encoding.form != EncodingForm::JsonText).then_some(&def.kind)
    }

    /// When a dotted name is sent.
    fn when(&self, fields: &[WireField], path: &str, inputs: &[InputField], under: &Under) -> When {
        let (first, rest) = match path.split_once('.') {
            Some((first, rest)) => (first, Some(rest)),
            None => (path, None),
        };
        let found: Vec<(&WireField, When)> = fields
            .iter()
            .filter(|field| field.name == path || field.name == first)
            .map(|field| {
                let rest = rest.filter(|_| field.name != path);
                (field, self.value_when(field, rest, inputs, under))
            })
            .collect();
        // Fields of one name, one for each choice, are one field.
        let for_each_choice = found.iter().any(|(field, _)| {
            let Some((id, _)) = field.only else {
                return false;
            };
            let under_choice = |choice: usize| {
                found
                    .iter()
                    .any(|(field, when)| field.only == Some((id, choice)) && *when == When::Always)
            };
            let count = under.counts.get(id.0).copied().unwrap_or_default();
            (0..count).all(under_choice)
        });
        if for_each_choice {
            return When::Always;
        }
        let each = found
            .into_iter()
            .map(|(field, when)| when.min(under.when(field.only)));
        each.max().unwrap_or(When::Never)
    }

    /// When a field's value, or what is inside of it, is there, once the field is sent.
    fn value_when(
        &self,
        field: &WireField,
        rest: Option<&str>,
        inputs: &[InputField],
        under: &Under,
    ) -> When {
        let (input, encoding) = match &field.source {
            Source::Object(inner) => {
                return match rest {
                    Some(rest) => self.when(inner, rest, inputs, under),
                    None => When::Whole,
                };
            }
            Source::Signature { .. } => return When::Never,
            Source::Credential(_) | Source::Constant(_) => {
                return if rest.is_some() {
                    When::Never
                } else {
                    When::Always
                };
            }
            Source::Input {
                input, encoding, ..
            } => (inputs.get(*input), encoding),
        };
        let Some(input) = input else {
            return When::Always;
        };
        let given = if may_be_absent(input) {
            When::Given
        } else {
            When::Always
        };
        let unbuilt = match &input.value {
            ValueType::Named(id) => self.types.get(id.0).is_none_or(Option::is_none),
            _ => false,
        };
        let inner = match (rest, self.kind(field, inputs)) {
            // Its type has its own finding.
            _ if unbuilt => When::Always,
            (None, Some(_)) => When::Whole,
            (None, None) if is_list(field, input) && encoding.form != EncodingForm::JsonText => {
                When::Whole
            }
            (None, None) => When::Always,
            (Some(rest), Some(TypeKind::Input(shape))) => {
                self.when(&shape.body, rest, &shape.inputs, under)
            }
            (Some(rest), Some(TypeKind::Choice(variants))) => {
                let each = variants.iter().map(|variant| {
                    let shape = &variant.shape;
                    self.when(&shape.body, rest, &shape.inputs, under)
                });
                let each: Vec<When> = each.collect();
                let worst = each.iter().min().copied().unwrap_or(When::Never);
                match each.iter().max() {
                    Some(best) if worst < When::Whole => (*best).min(When::Given),
                    _ => worst,
                }
            }
            (Some(_), _) => When::Never,
        };
        inner.min(given)
    }
}

/// Finds a field that a signature covers twice.
pub fn covered_once(scope: &Scope<'_>, over: &[Path]) {
    let mut known: BTreeMap<&str, Span> = BTreeMap::new();
    for path in over {
        if let Some(first) = known.get(path.value.as_str()) {
            scope.sink.push(
                Finding::new(
                    code::SIGNED_TWICE,
                    path.span,
                    format!("the signature covers `{}` twice", path.value),
                )
                .label("again here")
                .second(*first, "listed already")
                .help("keep the one that stands where the provider has it"),
            );
        } else {
            known.insert(&path.value, path.span);
        }
    }
}

/// Whether a field is a list in JSON.
fn is_list(field: &WireField, input: &InputField) -> bool {
    let text = matches!(
        &field.source,
        Source::Input { encoding, .. } if encoding.form == EncodingForm::JsonText
    );
    matches!(input.value, ValueType::List(_) | ValueType::Map(_)) && !text
}

/// Whether a request may be sent without an input.
fn may_be_absent(input: &InputField) -> bool {
    let left_out = match &input.value {
        ValueType::Scalar(Scalar::Portion { full }) => {
            full.values().iter().any(|full| full.is_none())
        }
        _ => false,
    };
    input.optional || left_out
}

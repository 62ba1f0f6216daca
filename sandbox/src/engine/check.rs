//! Whether the fields of a request are those that the operation takes.
//!
//! Types are strict: a client must send what the spec says, whatever the live server may forgive. Nulls count as missing;
//! fields that the operation does not know are no mistake.

use codegen::fit;
use codegen::model::{
    Body, Constraints, CredentialId, Encoding, EncodingForm, EnumCoding, InputField, InputPart,
    InputShape, Operation, Provider, Scalar, Source, TypeKind, ValueType, WireField,
};
use rust_decimal::Decimal;
use subtle::ConstantTimeEq;

use super::choose::is_constant;
use super::decode::Decoded;
use crate::json::Json;

/// What is said of a required field that did not come.
pub(super) const MISSING: &str = "is required";

/// A field that is not what it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// Its dotted name on the wire.
    pub(super) field: String,
    /// What is wrong, without the value: "is required", "should be text and is a number".
    pub(super) what: String,
}

/// What came of a check.
#[derive(Debug, Default)]
pub(super) struct Checked {
    pub(super) problems: Vec<Problem>,
    /// Credentials among the fields that are not the sandbox's, each with its field.
    pub(super) wrong_credentials: Vec<(CredentialId, String)>,
}

/// Checks all fields of a request.
pub(super) fn check(provider: &Provider, operation: &Operation, decoded: &Decoded) -> Checked {
    let mut checker = Checker {
        provider,
        inputs: &operation.inputs,
        textual: true,
        checked: Checked::default(),
    };
    for (input, text) in &decoded.path {
        if let Some(field) = operation.inputs.get(*input) {
            let found = Json::Text(text.clone());
            checker.whole(
                &field.name,
                &field.value,
                &Encoding::default(),
                &field.constraints,
                &found,
            );
        }
    }
    checker.fields(&operation.query, &decoded.query, "");
    checker.headers(&operation.headers, &decoded.headers);
    match &operation.body {
        Body::None => {}
        Body::Form(fields) => checker.fields(fields, &decoded.body, ""),
        Body::Json { fields, .. } => {
            checker.textual = false;
            checker.fields(fields, &decoded.body, "");
        }
    }
    checker.groups(operation, decoded);
    checker.checked
}

/// Whether two texts are equal, in a time that tells nothing of where they differ.
pub(super) fn same_secret(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

struct Checker<'a> {
    provider: &'a Provider,
    inputs: &'a [InputField],
    /// Whether every value is text (query, headers, form) or has a JSON type.
    textual: bool,
    checked: Checked,
}

impl<'a> Checker<'a> {
    fn headers(&mut self, fields: &'a [WireField], came: &Json) {
        for field in fields {
            let found = came
                .get(&field.name.to_ascii_lowercase())
                .filter(|value| **value != Json::Null);
            self.field(field, found, &field.name);
        }
    }

    fn fields(&mut self, fields: &'a [WireField], object: &Json, prefix: &str) {
        for field in fields {
            let found = object
                .get(&field.name)
                .filter(|value| **value != Json::Null);
            self.field(field, found, &format!("{prefix}{}", field.name));
        }
    }

    fn field(&mut self, field: &'a WireField, found: Option<&Json>, name: &str) {
        let Some(found) = found else {
            if self.is_required(field) {
                self.problem(name, MISSING.to_owned());
            }
            return;
        };
        match &field.source {
            Source::Input {
                input,
                part,
                encoding,
            } => {
                let Some(input) = self.inputs.get(*input) else {
                    return;
                };
                if *part == InputPart::Whole {
                    self.whole(name, &input.value, encoding, &input.constraints, found);
                } else {
                    self.part(name, *part, encoding.form, found);
                }
            }
            Source::Credential(id) => match found {
                Json::Text(given) if same_secret(given, &self.provider.credential(*id).example) => {
                }
                Json::Text(_) => self.checked.wrong_credentials.push((*id, name.to_owned())),
                other => self.wrong_kind(name, "text", other),
            },
            Source::Constant(constant) => {
                if !is_constant(constant, found, self.textual) {
                    self.problem(name, "should have its one fixed value".to_owned());
                }
            }
            Source::Signature { .. } => {
                if !matches!(found, Json::Text(_)) {
                    self.wrong_kind(name, "text", found);
                }
            }
            Source::Object(fields) => match found {
                Json::Object(_) => self.fields(fields, found, &format!("{name}.")),
                other => self.wrong_kind(name, "an object", other),
            },
        }
    }

    /// A field that is sent under one choice of an alternative only may be missing.
    fn is_required(&self, field: &WireField) -> bool {
        field.only.is_none()
            && match &field.source {
                Source::Input { input, .. } => self.inputs.get(*input).is_some_and(is_always_sent),
                Source::Credential(_) | Source::Constant(_) | Source::Signature { .. } => true,
                // An object of constants alone hangs on the inputs beside them.
                Source::Object(fields) => fields.iter().any(|field| {
                    !matches!(field.source, Source::Constant(_)) && self.is_required(field)
                }),
            }
    }

    fn part(&mut self, name: &str, part: InputPart, form: EncodingForm, found: &Json) {
        let number = form == EncodingForm::Number;
        let Some(text) = self.scalar_text(name, number, found) else {
            return;
        };
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let value: u32 = if digits {
            text.parse().unwrap_or(u32::MAX)
        } else {
            u32::MAX
        };
        let fits = match part {
            InputPart::ExpiryMonth => (1..=12).contains(&value) && (number || text.len() == 2),
            InputPart::ExpiryYear => (2000..=2199).contains(&value) && text.len() == 4,
            InputPart::ExpiryShortYear => value <= 99 && (number || text.len() == 2),
            InputPart::Whole => true,
        };
        if !fits {
            let what = match part {
                InputPart::ExpiryMonth => "should be a month, 01 to 12",
                InputPart::ExpiryYear => "should be a year of four digits",
                _ => "should be a year of two digits",
            };
            self.problem(name, what.to_owned());
        }
    }

    fn whole(
        &mut self,
        name: &str,
        value: &'a ValueType,
        encoding: &Encoding,
        limits: &Constraints,
        found: &Json,
    ) {
        if encoding.form == EncodingForm::JsonText {
            let parsed = match found {
                Json::Text(text) => Json::parse(text.as_bytes()),
                other => return self.wrong_kind(name, "JSON as text", other),
            };
            match parsed {
                Ok(inner) => {
                    let textual = std::mem::replace(&mut self.textual, false);
                    self.whole(name, value, &Encoding::default(), limits, &inner);
                    self.textual = textual;
                }
                Err(error) => self.problem(name, format!("should be JSON as text, but {error}")),
            }
            return;
        }
        match value {
            ValueType::Scalar(scalar) => self.scalar(name, scalar, encoding.form, limits, found),
            ValueType::List(item) => match found {
                Json::List(items) => {
                    for (index, found) in items.iter().enumerate() {
                        self.whole(
                            &format!("{name}.{index}"),
                            item,
                            encoding,
                            &Constraints::default(),
                            found,
                        );
                    }
                }
                other => self.wrong_kind(name, "a list", other),
            },
            ValueType::Map(item) => match found {
                Json::Object(members) => {
                    for (key, found) in members {
                        self.whole(
                            &format!("{name}.{key}"),
                            item,
                            encoding,
                            &Constraints::default(),
                            found,
                        );
                    }
                }
                other => self.wrong_kind(name, "an object", other),
            },
            ValueType::Named(id) => match &self.provider[*id].kind {
                TypeKind::Enum(coded) => {
                    let number = match encoding.form {
                        EncodingForm::Number => true,
                        EncodingForm::Text => false,
                        _ => coded.coding == EnumCoding::Integer,
                    };
                    if let Some(text) = self.scalar_text(name, number, found)
                        && text.is_empty()
                        && !coded.values.iter().any(|value| value.code.is_empty())
                    {
                        self.problem(name, "should be one of its codes".to_owned());
                    }
                }
                TypeKind::Identifier(identifier) => self.scalar(
                    name,
                    identifier.scalar.scalar(),
                    encoding.form,
                    &identifier.constraints,
                    found,
                ),
                TypeKind::Input(shape) => match found {
                    Json::Object(_) => self.shape(name, shape, found),
                    other => self.wrong_kind(name, "an object", other),
                },
                TypeKind::Choice(variants) => match found {
                    Json::Object(_) => {
                        self.choice(name, variants.iter().map(|variant| &variant.shape), found)
                    }
                    other => self.wrong_kind(name, "an object", other),
                },
                TypeKind::Answer(_) => {}
            },
        }
    }

    fn shape(&mut self, name: &str, shape: &'a InputShape, found: &Json) {
        let outer = std::mem::replace(&mut self.inputs, &shape.inputs);
        self.fields(&shape.body, found, &format!("{name}."));
        self.inputs = outer;
    }

    /// One variant must fit; where none does, the problems of the one that most was sent of are told.
    fn choice(&mut self, name: &str, variants: impl Iterator<Item = &'a InputShape>, found: &Json) {
        let outer = std::mem::take(&mut self.checked.problems);
        let mut nearest: Option<((usize, usize), Vec<Problem>)> = None;
        for variant in variants {
            self.shape(name, variant, found);
            let problems = std::mem::take(&mut self.checked.problems);
            let missing = problems
                .iter()
                .filter(|problem| problem.what == MISSING)
                .count();
            let distance = (missing, problems.len());
            if nearest.as_ref().is_none_or(|(best, _)| distance < *best) {
                nearest = Some((distance, problems));
            }
        }
        self.checked.problems = outer;
        self.checked
            .problems
            .extend(nearest.into_iter().flat_map(|(_, problems)| problems));
    }

    fn scalar(
        &mut self,
        name: &str,
        scalar: &Scalar,
        form: EncodingForm,
        limits: &Constraints,
        found: &Json,
    ) {
        if *scalar == Scalar::Boolean {
            return self.boolean(name, form, found);
        }
        let number = match form {
            EncodingForm::Number | EncodingForm::Bit => true,
            EncodingForm::Text | EncodingForm::UpperCase | EncodingForm::JsonText => false,
            EncodingForm::Own => matches!(
                scalar,
                Scalar::Integer | Scalar::Decimal | Scalar::Portion { .. }
            ),
        };
        let Some(text) = self.scalar_text(name, number, found) else {
            return;
        };
        let problem = match scalar {
            Scalar::Portion { full } => {
                let all = full.values().iter().flatten().any(|all| all == text);
                let part = Decimal::from_str_exact(text).is_ok_and(|part| part > Decimal::ZERO);
                (!all && !part).then(|| {
                    "should be an amount above zero, or what stands for all of it".to_owned()
                })
            }
            _ => fit::text_misfit(scalar, text),
        };
        if let Some(what) = problem.or_else(|| fit::constraint_misfit(limits, text)) {
            self.problem(name, what);
        }
    }

    fn boolean(&mut self, name: &str, form: EncodingForm, found: &Json) {
        let (fits, what) = match (form, found) {
            (EncodingForm::UpperCase, Json::Text(text)) => (
                text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false"),
                "TRUE or FALSE",
            ),
            (EncodingForm::UpperCase, _) => (false, "TRUE or FALSE"),
            (EncodingForm::Bit | EncodingForm::Number, Json::Number(text)) => {
                (text == "0" || text == "1", "0 or 1")
            }
            (EncodingForm::Bit | EncodingForm::Number, Json::Text(text)) if self.textual => {
                (text == "0" || text == "1", "0 or 1")
            }
            (EncodingForm::Bit | EncodingForm::Number, _) => (false, "0 or 1"),
            (EncodingForm::Own, Json::Bool(_)) => (true, "true or false"),
            (_, Json::Text(text)) if self.textual || form == EncodingForm::Text => {
                (text == "true" || text == "false", "true or false")
            }
            _ => (false, "true or false"),
        };
        if !fits {
            self.problem(name, format!("should be {what}"));
        }
    }

    /// The text of a single value that is a number or a text, as it must be.
    fn scalar_text<'v>(&mut self, name: &str, number: bool, found: &'v Json) -> Option<&'v str> {
        match found {
            Json::Number(text) if number && !self.textual => Some(text),
            Json::Text(text) if !number => Some(text),
            Json::Text(text) if self.textual => {
                if Decimal::from_str_exact(text).is_err() {
                    self.problem(name, "should be a number".to_owned());
                    return None;
                }
                Some(text)
            }
            other => {
                self.wrong_kind(name, if number { "a number" } else { "text" }, other);
                None
            }
        }
    }

    /// Inputs that belong together, and required inputs whose fields are all sent under some choice only.
    fn groups(&mut self, operation: &Operation, decoded: &Decoded) {
        let mut places = Vec::new();
        places_of(&operation.query, &decoded.query, "", &mut places);
        for field in &operation.headers {
            let found = decoded
                .headers
                .get(&field.name.to_ascii_lowercase())
                .is_some();
            if let Source::Input { input, .. } = field.source {
                places.push(Place {
                    input,
                    name: field.name.clone(),
                    found,
                    always: field.only.is_none(),
                });
            }
        }
        if let Body::Json { fields, .. } | Body::Form(fields) = &operation.body {
            places_of(fields, &decoded.body, "", &mut places);
        }
        let given = |input: usize| {
            places
                .iter()
                .any(|place| place.input == input && place.found)
        };
        let mut missing: Vec<usize> = Vec::new();
        for group in &operation.together {
            if group.iter().any(|input| given(*input)) {
                missing.extend(group.iter().filter(|input| !given(**input)));
            }
        }
        for (input, field) in operation.inputs.iter().enumerate() {
            let conditional = places
                .iter()
                .filter(|place| place.input == input)
                .all(|place| !place.always);
            let in_path = decoded.path.iter().any(|(index, _)| *index == input);
            if is_always_sent(field) && conditional && !in_path && !given(input) {
                missing.push(input);
            }
        }
        for input in missing {
            if let Some(place) = places.iter().find(|place| place.input == input) {
                let name = place.name.clone();
                self.problem(&name, MISSING.to_owned());
            }
        }
    }

    fn wrong_kind(&mut self, name: &str, expected: &str, found: &Json) {
        self.problem(
            name,
            format!("should be {expected} and is {}", found.kind()),
        );
    }

    fn problem(&mut self, field: &str, what: String) {
        self.checked.problems.push(Problem {
            field: field.to_owned(),
            what,
        });
    }
}

/// A wire field that an input feeds.
struct Place {
    input: usize,
    name: String,
    found: bool,
    always: bool,
}

fn places_of(fields: &[WireField], object: &Json, prefix: &str, places: &mut Vec<Place>) {
    for field in fields {
        let found = object
            .get(&field.name)
            .filter(|value| **value != Json::Null);
        let name = format!("{prefix}{}", field.name);
        match &field.source {
            Source::Input { input, .. } => {
                places.push(Place {
                    input: *input,
                    name,
                    found: found.is_some(),
                    always: field.only.is_none(),
                });
            }
            Source::Object(inner) => places_of(
                inner,
                found.unwrap_or(&Json::Null),
                &format!("{name}."),
                places,
            ),
            _ => {}
        }
    }
}

/// Whether a client always sends it. An amount may be left out where that stands for all of it.
fn is_always_sent(input: &InputField) -> bool {
    let left_out = matches!(&input.value, ValueType::Scalar(Scalar::Portion { full }) if full.values().contains(&None));
    !input.optional && !left_out
}

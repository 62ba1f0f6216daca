//! Values of a model in words: short, and different for different values.

use crate::model::{
    AuthKind, BodyShape, CodeSource, Condition, Constant, CoveredPart, CredentialId, DateTimeForm,
    DateTimeFormat, DecimalText, EncodingForm, EnumCoding, HttpMethod, InputField, InputPart,
    OutcomeRule, PathPart, Payload, Provider, RefusedRule, RequestLine, RuleOutcome, Scalar,
    SignatureAlgorithm, Subject, Test, ValueType, Verdict, VerdictCondition,
};

/// A type, as the spec writes it.
pub(super) fn value_type(provider: &Provider, value: &ValueType) -> String {
    match value {
        ValueType::Scalar(scalar) => self::scalar(scalar),
        ValueType::Named(id) => format!("`{}`", provider[*id].name),
        ValueType::List(item) => format!("list of {}", value_type(provider, item)),
        ValueType::Map(item) => format!("map of {}", value_type(provider, item)),
    }
}

/// A single value, as the spec writes it.
pub(super) fn scalar(scalar: &Scalar) -> String {
    String::from(match scalar {
        Scalar::Text => "text",
        Scalar::Secret => "secret",
        Scalar::RotatingSecret => "rotating_secret",
        Scalar::Base64Text => "base64_text",
        Scalar::Integer => "integer",
        Scalar::Decimal => "decimal",
        Scalar::Boolean => "boolean",
        Scalar::Date => "date",
        Scalar::DateTime(format) => return format!("datetime {}", datetime(format)),
        Scalar::CardNumber => "card_number",
        Scalar::CardExpiry => "card_expiry",
        Scalar::Cvv => "cvv",
        Scalar::Currency => "currency",
        Scalar::Email => "email",
        Scalar::Phone => "phone",
        Scalar::IpAddress => "ip_address",
        Scalar::Url => "url",
        // What "all of it" is on the wire is compared apart.
        Scalar::Portion { full: _ } => "portion",
    })
}

fn datetime(format: &DateTimeFormat) -> String {
    let DateTimeFormat { form, zone } = format;
    let form = match form {
        DateTimeForm::Spaced => "YYYY-MM-DD hh:mm:ss",
        DateTimeForm::TSeparated => "YYYY-MM-DDThh:mm:ss",
        DateTimeForm::Rfc3339 => "rfc3339",
    };
    match zone {
        Some(zone) => format!("`{form}` in {zone}"),
        None => format!("`{form}`"),
    }
}

/// Method and path.
pub(super) fn request_line(inputs: &[InputField], line: &RequestLine) -> String {
    let RequestLine { method, path } = line;
    let method = match method {
        HttpMethod::Get => "GET",
        HttpMethod::Post => "POST",
        HttpMethod::Put => "PUT",
        HttpMethod::Delete => "DELETE",
    };
    let path: String = path
        .iter()
        .map(|part| match part {
            PathPart::Text(text) => text.clone(),
            PathPart::Input(place) => format!("{{{}}}", input_name(inputs, *place)),
        })
        .collect();
    format!("`{method} {path}`")
}

/// The name of an input.
pub(super) fn input_name(inputs: &[InputField], place: usize) -> &str {
    inputs.get(place).map_or("?", |input| &input.name)
}

/// A credential.
pub(super) fn credential(provider: &Provider, id: CredentialId) -> String {
    format!("{}.{}", provider[id.set].name, provider.credential(id).name)
}

/// A fixed value.
pub(super) fn constant(constant: &Constant) -> String {
    match constant {
        Constant::Text(text) => format!("the text {text:?}"),
        Constant::Number(digits) => format!("the number {digits}"),
        Constant::Boolean(value) => format!("{value}"),
    }
}

/// Which part of an input, to be put behind its name.
pub(super) fn input_part(part: InputPart) -> &'static str {
    match part {
        InputPart::Whole => "",
        InputPart::ExpiryMonth => ".month",
        InputPart::ExpiryYear => ".year",
        InputPart::ExpiryShortYear => ".short_year",
    }
}

/// The form of a value on the wire.
pub(super) fn encoding_form(form: EncodingForm) -> &'static str {
    match form {
        EncodingForm::Own => "its own form",
        EncodingForm::Text => "text",
        EncodingForm::Number => "number",
        EncodingForm::UpperCase => "upper_case",
        EncodingForm::Bit => "bit",
        EncodingForm::JsonText => "json_text",
    }
}

/// How an amount is written.
pub(super) fn decimals(decimals: DecimalText) -> &'static str {
    match decimals {
        DecimalText::AsGiven => "as_given",
        DecimalText::Shortest => "shortest",
        DecimalText::TwoPlaces => "two_places",
    }
}

/// What stands around a JSON body.
pub(super) fn body_shape(shape: BodyShape) -> &'static str {
    match shape {
        BodyShape::Object => "object",
        BodyShape::OneElementArray => "one_element_array",
    }
}

/// Names, in their order.
pub(super) fn names(names: &[String]) -> String {
    format!("[{}]", names.join(", "))
}

/// The conditions of a rule. Their order means nothing, nor that of the values that one of them allows.
pub(super) fn conditions(when: &[Condition]) -> String {
    let mut conditions: Vec<String> = when.iter().map(condition).collect();
    conditions.sort();
    conditions.join(" and ")
}

fn condition(condition: &Condition) -> String {
    let Condition { subject, test } = condition;
    let subject = match subject {
        Subject::Http => "http",
        Subject::Content => "content",
        Subject::Path(path) => return format!("`{path}` {}", self::test(test)),
    };
    format!("{subject} {}", self::test(test))
}

fn test(test: &Test) -> String {
    let values = |values: &[String]| {
        let mut values: Vec<&str> = values.iter().map(String::as_str).collect();
        values.sort_unstable();
        values.join(", ")
    };
    match test {
        Test::OneOf(allowed) => format!("is {}", values(allowed)),
        Test::NoneOf(refused) => format!("is none of {}", values(refused)),
        Test::Present => String::from("is there"),
        Test::Missing => String::from("is missing"),
    }
}

/// The class of an outcome, in one word.
pub(super) fn outcome_class(rule: &OutcomeRule) -> &'static str {
    match rule.outcome {
        RuleOutcome::Done(_) => "done",
        RuleOutcome::Accepted(_) => "accepted",
        RuleOutcome::Open(_) => "open",
        RuleOutcome::Refused(_) => "refused",
    }
}

/// The content of an answer.
pub(super) fn payload(provider: &Provider, payload: &Payload) -> String {
    match payload {
        Payload::Nothing => String::from("nothing"),
        Payload::Html => String::from("html"),
        Payload::Value { at, value } if at.is_empty() => value_type(provider, value),
        Payload::Value { at, value } => format!("{} at `{at}`", value_type(provider, value)),
    }
}

/// What a refusal says, but its message.
pub(super) fn refusal(provider: &Provider, rule: &RefusedRule) -> String {
    let RefusedRule {
        code,
        message: _,
        fields,
        payload,
    } = rule;
    let mut parts = vec![match code {
        Some(CodeSource::Path(path)) => format!("its code at `{path}`"),
        Some(CodeSource::Fixed(code)) => format!("the fixed code {code}"),
        None => String::from("no code"),
    }];
    parts.extend(
        fields
            .iter()
            .map(|path| format!("reasons by field at `{path}`")),
    );
    parts.extend(
        payload
            .iter()
            .map(|payload| self::payload(provider, payload)),
    );
    parts.join(", ")
}

/// A verdict and when it is given.
pub(super) fn verdict(condition: &VerdictCondition, verdict: Verdict) -> String {
    let condition = match condition {
        VerdictCondition::Done => "done",
        VerdictCondition::Accepted => "accepted",
        VerdictCondition::Open => "open",
        VerdictCondition::Code(code) => &format!("code {code}"),
        VerdictCondition::Refused => "refused",
    };
    let verdict = match verdict {
        Verdict::Happened => "happened",
        Verdict::Refused => "refused",
        Verdict::Open => "open",
        Verdict::NotReceived => "not_received",
        Verdict::Undecided => "undecided",
    };
    format!("{condition}: {verdict}")
}

/// How a signature is made.
pub(super) fn algorithm(algorithm: SignatureAlgorithm) -> &'static str {
    match algorithm {
        SignatureAlgorithm::AesCbcBundle => "aes_cbc_bundle",
        SignatureAlgorithm::Sha256Joined => "sha256_joined",
    }
}

/// A part that a callback's signature covers.
pub(super) fn covered(part: &CoveredPart, field: impl Fn(usize) -> String) -> String {
    match part {
        CoveredPart::Field {
            field: place,
            numeric: false,
        } => field(*place),
        CoveredPart::Field {
            field: place,
            numeric: true,
        } => format!("{} as a number", field(*place)),
        CoveredPart::Unsent(name) => format!("{name}, which is not sent"),
    }
}

/// How values of an enum are coded.
pub(super) fn coding(coding: EnumCoding) -> &'static str {
    match coding {
        EnumCoding::Integer => "integer",
        EnumCoding::Text => "text",
    }
}

/// How requests are authenticated: by headers or by a token.
pub(super) fn auth_kind(kind: &AuthKind) -> &'static str {
    match kind {
        AuthKind::Headers(_) => "headers",
        AuthKind::Token(_) => "token",
    }
}

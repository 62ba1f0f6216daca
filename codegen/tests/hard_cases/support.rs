//! Finding things in a model by name, and telling wire fields and rules in one line each, so that a test can state what
//! was decided as a list of such lines.

use std::path::Path;

use codegen::model::{
    Body, Choosable, CodeSource, Condition, Constant, DecimalText, EncodingForm, InputField,
    InputPart, Operation, OutcomeRule, Payload, Provider, RuleOutcome, Scalar, Source, Subject,
    Test, TypeDef, ValueType, WireField,
};

/// The provider in a folder of `tests/hard`. Fails with the rendered findings if there are any.
pub fn provider(name: &str) -> Provider {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/hard")
        .join(name);
    match codegen::read_provider(&folder) {
        Ok(mut spec) => {
            assert_eq!(spec.warnings.count(), 0, "{}", spec.warnings.render(false));
            assert_eq!(spec.providers.len(), 1);
            spec.providers.remove(0)
        }
        Err(report) => panic!("{}", report.render(false)),
    }
}

/// The operation of a name.
pub fn operation<'p>(provider: &'p Provider, name: &str) -> &'p Operation {
    provider
        .operations
        .iter()
        .find(|operation| operation.name == name)
        .expect("the operation is in the spec")
}

/// The type of a name.
pub fn type_of<'p>(provider: &'p Provider, name: &str) -> &'p TypeDef {
    provider
        .types
        .iter()
        .find(|def| def.name == name)
        .expect("the type is in the spec")
}

/// The input of a name.
pub fn input<'o>(operation: &'o Operation, name: &str) -> &'o InputField {
    operation
        .inputs
        .iter()
        .find(|input| input.name == name)
        .expect("the input is in the operation")
}

/// Names of the inputs: those that must be given, and those that may be left out.
pub fn input_names(inputs: &[InputField]) -> (Vec<&str>, Vec<&str>) {
    let names = |optional: bool| {
        inputs
            .iter()
            .filter(move |input| input.optional == optional)
            .map(|input| input.name.as_str())
            .collect()
    };
    (names(false), names(true))
}

/// The fields of a JSON or form body, one line each.
pub fn body(provider: &Provider, operation: &Operation) -> Vec<String> {
    match &operation.body {
        Body::None => Vec::new(),
        Body::Json { fields, .. } | Body::Form(fields) => wire(provider, &operation.inputs, fields),
    }
}

/// Wire fields, one line each: `name <- what feeds it`.
pub fn wire(provider: &Provider, inputs: &[InputField], fields: &[WireField]) -> Vec<String> {
    fields
        .iter()
        .map(|field| wire_field(provider, inputs, field))
        .collect()
}

fn wire_field(provider: &Provider, inputs: &[InputField], field: &WireField) -> String {
    let source = match &field.source {
        Source::Input {
            input,
            part,
            encoding,
        } => {
            let part = match part {
                InputPart::Whole => "",
                InputPart::ExpiryMonth => ".month",
                InputPart::ExpiryYear => ".year",
                InputPart::ExpiryShortYear => ".short_year",
            };
            let form = match encoding.form {
                EncodingForm::Own => "",
                EncodingForm::Text => " as text",
                EncodingForm::Number => " as number",
                EncodingForm::UpperCase => " as upper case",
                EncodingForm::Bit => " as bit",
                EncodingForm::JsonText => " as JSON text",
            };
            let decimals = encoding
                .decimals
                .as_ref()
                .map_or_else(String::new, |decimals| {
                    format!(
                        ", decimals {}",
                        choosable(provider, decimals, |decimals| match decimals {
                            DecimalText::AsGiven => "as given".to_owned(),
                            DecimalText::Shortest => "shortest".to_owned(),
                            DecimalText::TwoPlaces => "two places".to_owned(),
                        })
                    )
                });
            format!("{}{part}{form}{decimals}", inputs[*input].name)
        }
        Source::Credential(id) => {
            format!(
                "credential {}.{}",
                provider[id.set].name,
                provider.credential(*id).name
            )
        }
        Source::Constant(Constant::Text(text)) => format!("text {text:?}"),
        Source::Constant(Constant::Number(digits)) => format!("number {digits}"),
        Source::Constant(Constant::Boolean(value)) => format!("boolean {value}"),
        Source::Signature { signature, over } => {
            let over = choosable(provider, over, |names| names.join(" "));
            format!("sign {} over {over}", provider[*signature].name)
        }
        Source::Object(fields) => format!("{{ {} }}", wire(provider, inputs, fields).join("; ")),
    };
    let only = field
        .only
        .map_or_else(String::new, |(alternative, choice)| {
            let alternative = &provider[alternative];
            format!(
                ", only {}={}",
                alternative.name, alternative.choices[choice].name
            )
        });
    format!("{} <- {source}{only}", field.name)
}

/// A value that may depend on an alternative: `alternative(choice: value | choice: value)`.
pub fn choosable<T>(
    provider: &Provider,
    value: &Choosable<T>,
    text: impl Fn(&T) -> String,
) -> String {
    match value {
        Choosable::Fixed(value) => text(value),
        Choosable::Chosen {
            alternative,
            values,
        } => {
            let alternative = &provider[*alternative];
            assert_eq!(
                alternative.choices.len(),
                values.len(),
                "a value for each choice of {}",
                alternative.name
            );
            let values = alternative.choices.iter().zip(values);
            let values: Vec<String> = values
                .map(|(choice, value)| format!("{}: {}", choice.name, text(value)))
                .collect();
            format!("{}({})", alternative.name, values.join(" | "))
        }
    }
}

/// Rules, one line each, in the order in which they are asked.
pub fn rules(provider: &Provider, rules: &[OutcomeRule]) -> Vec<String> {
    rules
        .iter()
        .map(|rule| {
            format!(
                "{} -> {}",
                conditions(&rule.when),
                outcome(provider, &rule.outcome)
            )
        })
        .collect()
}

fn conditions(when: &[Condition]) -> String {
    let conditions: Vec<String> = when
        .iter()
        .map(|condition| {
            let subject = match &condition.subject {
                Subject::Http => "http",
                Subject::Content => "content",
                Subject::Path(path) => path,
            };
            match &condition.test {
                Test::OneOf(values) => format!("{subject}={}", values.join("|")),
                Test::NoneOf(values) => format!("{subject}!={}", values.join("|")),
                Test::Present => format!("{subject} present"),
                Test::Missing => format!("{subject} missing"),
            }
        })
        .collect();
    conditions.join(" & ")
}

fn outcome(provider: &Provider, outcome: &RuleOutcome) -> String {
    match outcome {
        RuleOutcome::Done(what) => format!("done {}", payload(provider, what)),
        RuleOutcome::Accepted(what) => format!("accepted {}", payload(provider, what)),
        RuleOutcome::Open(what) => format!("open {}", payload(provider, what)),
        RuleOutcome::Refused(refused) => {
            let code = match &refused.code {
                Some(CodeSource::Path(path)) => format!(" by {path}"),
                Some(CodeSource::Fixed(code)) => format!(" by the fixed {code}"),
                None => String::new(),
            };
            let fields = refused
                .fields
                .as_ref()
                .map_or_else(String::new, |path| format!(", fields {path}"));
            let with = refused.payload.as_ref().map_or_else(String::new, |what| {
                format!(", with {}", payload(provider, what))
            });
            format!(
                "refused{code}, message {}{fields}{with}",
                refused.message.join(" else ")
            )
        }
    }
}

fn payload(provider: &Provider, payload: &Payload) -> String {
    match payload {
        Payload::Nothing => "nothing".to_owned(),
        Payload::Html => "html".to_owned(),
        Payload::Value { at, value } if at.is_empty() => value_type(provider, value),
        Payload::Value { at, value } => format!("{} at {at}", value_type(provider, value)),
    }
}

/// A type as the spec writes it.
pub fn value_type(provider: &Provider, value: &ValueType) -> String {
    match value {
        ValueType::Scalar(Scalar::Portion { full }) => {
            format!(
                "portion, full {}",
                choosable(provider, full, |text| format!("{text:?}"))
            )
        }
        ValueType::Scalar(scalar) => format!("{scalar:?}"),
        ValueType::Named(id) => provider[*id].name.clone(),
        ValueType::List(item) => format!("list of {}", value_type(provider, item)),
        ValueType::Map(item) => format!("map of {}", value_type(provider, item)),
    }
}

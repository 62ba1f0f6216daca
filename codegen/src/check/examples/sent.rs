//! What a client sends for the inputs of an example, from the model alone.

use rust_decimal::Decimal;
use serde_json::Value;

use crate::model::{
    Constant, DecimalText, EncodingForm, EnumCoding, ExampleValue, InputField, InputPart,
    InputShape, Provider, Scalar, Source, TypeKind, ValueType, WireField,
};

/// What is sent.
#[derive(Debug)]
pub enum Sent {
    /// Nothing.
    Absent,
    /// A text.
    Text(String),
    /// A text that only the runtime writes.
    AnyText,
    /// A number by its digits.
    Number(String),
    /// True or false.
    Boolean(bool),
    /// A signature, which is another one each time.
    Signature,
    /// Named values.
    Object(Vec<(String, Sent)>),
    /// Values in order.
    List(Vec<Sent>),
}

/// What of an input is sent, and how an amount is written.
#[derive(Clone, Copy)]
struct Form {
    part: InputPart,
    decimals: Option<DecimalText>,
}

/// Writes inputs as the client does.
pub struct Writer<'p> {
    /// Whose types and alternatives are asked; each alternative has its default.
    pub provider: &'p Provider,
}

impl Writer<'_> {
    /// The fields of an object, fed by what `given` knows of an input's place.
    pub fn object<'v>(
        &self,
        fields: &[WireField],
        inputs: &[InputField],
        given: &dyn Fn(usize) -> Option<&'v ExampleValue>,
    ) -> Sent {
        let mut members = Vec::new();
        for field in fields {
            if let Some((alternative, choice)) = field.only
                && self.provider[alternative].default != choice
            {
                continue;
            }
            let value = match &field.source {
                Source::Input {
                    input,
                    part,
                    encoding,
                } => match (inputs.get(*input), given(*input)) {
                    (Some(input), Some(value)) => {
                        let decimals = encoding.decimals.as_ref();
                        let form = Form {
                            part: *part,
                            decimals: decimals.map(|form| *form.default_value(self.provider)),
                        };
                        self.value(&input.value, value, form).encoded(encoding.form)
                    }
                    _ => Sent::Absent,
                },
                Source::Credential(id) => Sent::Text(self.provider.credential(*id).example.clone()),
                Source::Constant(Constant::Text(text)) => Sent::Text(text.clone()),
                Source::Constant(Constant::Number(digits)) => Sent::Number(digits.clone()),
                Source::Constant(Constant::Boolean(value)) => Sent::Boolean(*value),
                Source::Signature { .. } => Sent::Signature,
                Source::Object(inner) => match self.object(inner, inputs, given) {
                    Sent::Object(members) if members.is_empty() => Sent::Absent,
                    object => object,
                },
            };
            if !matches!(value, Sent::Absent) {
                members.push((field.name.clone(), value));
            }
        }
        Sent::Object(members)
    }

    fn shape(&self, shape: &InputShape, entries: &[(String, ExampleValue)]) -> Sent {
        self.object(&shape.body, &shape.inputs, &|place| {
            let name = &shape.inputs.get(place)?.name;
            let found = entries.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value)
        })
    }

    fn value(&self, kind: &ValueType, value: &ExampleValue, form: Form) -> Sent {
        match (kind, value) {
            (ValueType::Scalar(kind), ExampleValue::Text(text)) => self.scalar(kind, text, form),
            (ValueType::List(item), ExampleValue::List(items)) => Sent::List(
                items
                    .iter()
                    .map(|value| self.value(item, value, form))
                    .collect(),
            ),
            (ValueType::Named(id), value) => match (&self.provider[*id].kind, value) {
                (TypeKind::Enum(open), ExampleValue::Text(name)) => {
                    let found = open.values.iter().find(|known| known.name == *name);
                    let code = found.map_or(name, |known| &known.code).clone();
                    match open.coding {
                        EnumCoding::Integer => Sent::Number(code),
                        EnumCoding::Text => Sent::Text(code),
                    }
                }
                (TypeKind::Identifier(identifier), ExampleValue::Text(text)) => {
                    self.scalar(identifier.scalar.scalar(), text, form)
                }
                (TypeKind::Input(shape), ExampleValue::Object(entries)) => {
                    self.shape(shape, entries)
                }
                (TypeKind::Choice(variants), ExampleValue::Object(entries)) => {
                    let Some((name, ExampleValue::Object(inner))) = entries.first() else {
                        return Sent::Absent;
                    };
                    let found = variants.iter().find(|variant| variant.name == *name);
                    found.map_or(Sent::Absent, |variant| self.shape(&variant.shape, inner))
                }
                _ => Sent::Absent,
            },
            _ => Sent::Absent,
        }
    }

    fn scalar(&self, kind: &Scalar, text: &str, form: Form) -> Sent {
        let amount = || match form.decimals {
            Some(decimals) => with_decimals(text, decimals),
            None => text.to_owned(),
        };
        match kind {
            Scalar::Integer => Sent::Number(text.to_owned()),
            Scalar::Decimal => Sent::Number(amount()),
            Scalar::Boolean => {
                Sent::Boolean(matches!(text.to_ascii_lowercase().as_str(), "true" | "1"))
            }
            Scalar::CardExpiry => {
                let (month, year) = text.split_once('/').unwrap_or((text, ""));
                Sent::Text(match form.part {
                    InputPart::Whole => return Sent::AnyText,
                    InputPart::ExpiryMonth => month.to_owned(),
                    InputPart::ExpiryYear => year.to_owned(),
                    InputPart::ExpiryShortYear => year.get(2..).unwrap_or(year).to_owned(),
                })
            }
            Scalar::Portion { full } if text == "full" => match full.default_value(self.provider) {
                None => Sent::Absent,
                Some(full) if is_number(full) => Sent::Number(full.clone()),
                Some(full) => Sent::Text(full.clone()),
            },
            Scalar::Portion { .. } => Sent::Number(amount()),
            Scalar::Base64Text | Scalar::DateTime(_) => Sent::AnyText,
            Scalar::Text
            | Scalar::Secret
            | Scalar::RotatingSecret
            | Scalar::Date
            | Scalar::CardNumber
            | Scalar::Cvv
            | Scalar::Currency
            | Scalar::Email
            | Scalar::Phone
            | Scalar::IpAddress
            | Scalar::Url => Sent::Text(text.to_owned()),
        }
    }
}

fn is_number(text: &str) -> bool {
    matches!(serde_json::from_str(text), Ok(Value::Number(_)))
}

impl Sent {
    /// In the form that a field asks for.
    fn encoded(self, form: EncodingForm) -> Self {
        match (form, self) {
            (_, Self::Absent) => Self::Absent,
            (EncodingForm::JsonText, _) => Self::AnyText,
            (form, Self::List(items)) => {
                Self::List(items.into_iter().map(|item| item.encoded(form)).collect())
            }
            (EncodingForm::Text, Self::Number(digits)) => Self::Text(digits),
            (EncodingForm::Text, Self::Boolean(value)) => Self::Text(value.to_string()),
            // A month loses its zero with its quotes.
            (EncodingForm::Number, Self::Text(digits)) => {
                let bare = digits.trim_start_matches('0');
                Self::Number(if bare.is_empty() { "0" } else { bare }.to_owned())
            }
            (EncodingForm::UpperCase, Self::Boolean(value)) => {
                Self::Text(value.to_string().to_ascii_uppercase())
            }
            (EncodingForm::UpperCase, Self::Text(text)) => Self::Text(text.to_ascii_uppercase()),
            (EncodingForm::Bit, Self::Boolean(value)) => Self::Number(u8::from(value).to_string()),
            (_, other) => other,
        }
    }

    /// As the fields of a form, or headers: every value is a text.
    pub fn into_form(self) -> Self {
        let Self::Object(members) = self else {
            return self;
        };
        let text = |value| match value {
            Self::Number(digits) => Self::Text(digits),
            Self::Boolean(value) => Self::Text(value.to_string()),
            other => other,
        };
        Self::Object(
            members
                .into_iter()
                .map(|(name, value)| (name, text(value)))
                .collect(),
        )
    }
}

fn with_decimals(digits: &str, form: DecimalText) -> String {
    let Ok(amount) = Decimal::from_str_exact(digits) else {
        return digits.to_owned();
    };
    match form {
        DecimalText::AsGiven => digits.to_owned(),
        DecimalText::Shortest => amount.normalize().to_string(),
        DecimalText::TwoPlaces => format!("{amount:.2}"),
    }
}

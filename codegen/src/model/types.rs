//! Types: what a caller gives and what an answer holds.

use super::{AreaId, Choosable, Evidence, TypeId};

/// A named type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// Name in the spec, Pascal case.
    pub name: String,
    /// Name in Rust.
    pub rust: String,
    /// What it is.
    pub summary: String,
    /// The module it lives in.
    pub area: AreaId,
    /// What it is made of.
    pub kind: TypeKind,
    /// Whether a caller builds it or an answer holds it. Enums and identifiers may be both.
    pub direction: Direction,
}

/// Who makes values of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The caller.
    Input,
    /// An answer or a callback.
    Answer,
    /// Both (enums and identifiers only).
    Both,
}

/// What a named type is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// A closed set of fields that an answer holds.
    Answer(Vec<AnswerField>),
    /// A closed set of inputs that a caller gives; written as a JSON object.
    Input(InputShape),
    /// Exactly one of several sets of fields; the fields of the one are written into the object.
    Choice(Vec<ChoiceVariant>),
    /// Named values of a code; a value that is not listed is kept.
    Enum(EnumType),
    /// A single value with a Rust type of its own, so that no other can be passed for it.
    Identifier(IdentifierType),
}

/// Inputs and the JSON object that they are written as.
#[derive(Clone, Debug, PartialEq)]
pub struct InputShape {
    /// What the caller gives.
    pub inputs: Vec<InputField>,
    /// The object's fields, in order; [`super::Source::Input`] counts in `inputs`.
    pub body: Vec<super::WireField>,
}

/// One variant of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceVariant {
    /// Name in the spec.
    pub name: String,
    /// Variant in Rust.
    pub rust: String,
    /// What it means.
    pub summary: String,
    /// Its inputs, and the fields that they write.
    pub shape: InputShape,
}

/// An open enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumType {
    /// How a value is written.
    pub coding: EnumCoding,
    /// Whether the other coding is read as well.
    pub lenient: bool,
    /// Whether texts are compared without regard to ASCII case.
    pub ignore_case: bool,
    /// The values, in spec order.
    pub values: Vec<EnumValue>,
}

/// How the values of an enum are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumCoding {
    /// As a JSON number.
    Integer,
    /// As text.
    Text,
}

/// One value of an enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumValue {
    /// Name in the spec.
    pub name: String,
    /// Variant in Rust.
    pub rust: String,
    /// What it means.
    pub summary: String,
    /// The code that is written.
    pub code: String,
    /// Further codes that are read as this value.
    pub also: Vec<String>,
    /// Where it is from, where that is elsewhere than what uses the type.
    pub evidence: Option<Evidence>,
}

/// A single value with a Rust type of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentifierType {
    /// What it is made of.
    pub scalar: IdentifierScalar,
    /// What is refused before one is sent.
    pub constraints: Constraints,
}

/// What an identifier is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentifierScalar {
    /// Text.
    Text,
    /// 64-bit integer.
    Integer,
    /// Text that must never be shown.
    Secret,
    /// Text that must never be shown and that changes from time to time, so it must not be stored.
    RotatingSecret,
}

impl IdentifierScalar {
    /// The type of the single value that it is on the wire.
    pub fn scalar(self) -> &'static Scalar {
        match self {
            Self::Text => &Scalar::Text,
            Self::Integer => &Scalar::Integer,
            Self::Secret => &Scalar::Secret,
            Self::RotatingSecret => &Scalar::RotatingSecret,
        }
    }

    /// Whether it must never be shown.
    pub fn is_secret(self) -> bool {
        matches!(self, Self::Secret | Self::RotatingSecret)
    }
}

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A single value.
    Scalar(Scalar),
    /// A named type.
    Named(TypeId),
    /// A list.
    List(Box<ValueType>),
    /// A map keyed by numeric text, such as an instalment count.
    Map(Box<ValueType>),
}

/// A single value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// Text.
    Text,
    /// Text that must never be shown.
    Secret,
    /// Text that must never be shown and that changes from time to time, so it must not be stored.
    RotatingSecret,
    /// Base64 of UTF-8 text; the caller sees the text.
    Base64Text,
    /// 64-bit integer.
    Integer,
    /// Exact decimal in major units.
    Decimal,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A moment.
    DateTime(DateTimeFormat),
    /// A card number: digits, Luhn.
    CardNumber,
    /// Month and year on a card.
    CardExpiry,
    /// Three or four digits on a card.
    Cvv,
    /// Three letters, ISO 4217.
    Currency,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// An IPv4 address.
    IpAddress,
    /// An absolute `https` address.
    Url,
    /// All of an amount, or a part of it that is above zero. The text is what "all" is on the wire; `None`: the field
    /// is left out.
    Portion {
        /// What "all of it" is on the wire.
        full: Choosable<Option<String>>,
    },
}

/// How a moment is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateTimeFormat {
    /// The form of the text.
    pub form: DateTimeForm,
    /// IANA name of the zone of a text without an offset.
    pub zone: Option<String>,
}

/// The form of a moment's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateTimeForm {
    /// `2023-08-15 17:30:00`, in the format's zone.
    Spaced,
    /// `2025-06-04T18:42:27.5447456`, offset optional, fraction optional, in the format's zone where no offset is given.
    TSeparated,
    /// `2021-04-08T14:07:42.000000Z`, offset required.
    Rfc3339,
}

/// A field of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerField {
    /// Name in the spec.
    pub name: String,
    /// Field in Rust.
    pub rust: String,
    /// What it means.
    pub summary: String,
    /// Its type.
    pub value: ValueType,
    /// Names on the wire in order of precedence, each a dotted path. Never empty.
    pub wire: Vec<String>,
    /// Whether it may be missing or null.
    pub optional: bool,
    /// What else is read.
    pub leniency: Leniency,
    /// Quirks of the operation that the field shows, by name.
    pub quirks: Vec<String>,
    /// Where it is from, where that is elsewhere than the operation or callback around it.
    pub evidence: Option<Evidence>,
}

/// What is read besides a field's own form.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Leniency {
    /// A JSON number where text is expected.
    pub number: bool,
    /// A text where a number or a boolean is expected (`"1"`, `"true"`).
    pub text: bool,
    /// 0 and 1 where a boolean is expected.
    pub bit: bool,
    /// A single object where a list is expected.
    pub single: bool,
    /// Texts that mean "absent", the empty text among them.
    pub absent: Vec<String>,
}

/// What a caller gives, to an operation or in an input type. Where it goes on the wire is said by wire fields.
#[derive(Clone, Debug, PartialEq)]
pub struct InputField {
    /// Name in the spec.
    pub name: String,
    /// Field, setter or parameter in Rust.
    pub rust: String,
    /// What it means.
    pub summary: String,
    /// Its type.
    pub value: ValueType,
    /// Whether it may be left out.
    pub optional: bool,
    /// What is refused before anything is sent.
    pub constraints: Constraints,
    /// Where it is from, where that is elsewhere than the operation around it.
    pub evidence: Option<Evidence>,
}

/// What is refused before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Constraints {
    /// Fewest characters.
    pub min_length: Option<u32>,
    /// Most characters.
    pub max_length: Option<u32>,
    /// Smallest value, as decimal text.
    pub min: Option<String>,
    /// Largest value, as decimal text.
    pub max: Option<String>,
    /// Regular expression that the whole text matches.
    pub pattern: Option<String>,
}

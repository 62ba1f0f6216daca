//! What goes on the wire, and what feeds it.

use super::{AlternativeId, Choosable, CredentialId, SignatureId};

/// Method and path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// The method.
    pub method: HttpMethod,
    /// The path after the base address.
    pub path: Vec<PathPart>,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HttpMethod {
    /// GET, with a body where the operation has one.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
    /// DELETE, with a body where the operation has one.
    Delete,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Fixed text, slashes included.
    Text(String),
    /// An input (index), percent-encoded.
    Input(usize),
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// None.
    None,
    /// A JSON object, perhaps in an array.
    Json {
        /// Its fields, in order.
        fields: Vec<WireField>,
        /// What stands around it.
        shape: Choosable<BodyShape>,
    },
    /// `application/x-www-form-urlencoded`.
    Form(Vec<WireField>),
}

/// What stands around a JSON body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyShape {
    /// The object alone.
    Object,
    /// An array of that one object.
    OneElementArray,
}

/// A named value of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct WireField {
    /// Its name on the wire.
    pub name: String,
    /// What feeds it.
    pub source: Source,
    /// The quirk it shows, by name.
    pub quirk: Option<String>,
    /// The choice (index) of an alternative under which alone it is sent; `None`: always.
    pub only: Option<(AlternativeId, usize)>,
}

/// What feeds a wire field.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// An input, or a part of one. The field is left out when the input is.
    Input {
        /// Index into the operation's inputs.
        input: usize,
        /// Which part of it.
        part: InputPart,
        /// How it is written.
        encoding: Encoding,
    },
    /// A credential, as text.
    Credential(CredentialId),
    /// A fixed value.
    Constant(Constant),
    /// A signature over other fields of the same request.
    Signature {
        /// The way to sign.
        signature: SignatureId,
        /// The fields, by their dotted names in the body or form, in order. The text that is sent is the text that is
        /// signed; a field that is left out counts as the empty text.
        over: Choosable<Vec<String>>,
    },
    /// A nested JSON object. It is left out when all its fields are.
    Object(Vec<WireField>),
}

/// Which part of an input feeds a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputPart {
    /// All of it.
    Whole,
    /// The month of an expiry, two digits as text.
    ExpiryMonth,
    /// The year of an expiry, four digits as text.
    ExpiryYear,
    /// The last two digits of the year of an expiry.
    ExpiryShortYear,
}

/// A fixed value on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Constant {
    /// A JSON string, or plain text outside JSON.
    Text(String),
    /// A JSON number, or its digits outside JSON.
    Number(String),
    /// A JSON boolean, or `true`/`false` outside JSON.
    Boolean(bool),
}

/// How a value is written.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Encoding {
    /// Its form.
    pub form: EncodingForm,
    /// For amounts: how many decimals. `None`: as given.
    pub decimals: Option<Choosable<DecimalText>>,
}

/// The form of a value on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum EncodingForm {
    /// The type's own: JSON number for numbers, `true`/`false` for booleans, text for the rest.
    #[default]
    Own,
    /// JSON text.
    Text,
    /// JSON number, digits only.
    Number,
    /// `TRUE` or `FALSE`.
    UpperCase,
    /// `1` or `0` as a JSON number.
    Bit,
    /// The JSON of the value, as text.
    JsonText,
}

/// How the text of an amount is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalText {
    /// The digits that the caller gave.
    AsGiven,
    /// No trailing zeros: `210`, `210.5`.
    Shortest,
    /// Exactly two decimals: `210.00`. An amount with more is refused.
    TwoPlaces,
}

/// Names the alternative that a [`Choosable`] asks, for emitters.
pub fn alternative_of<T>(choosable: &Choosable<T>) -> Option<AlternativeId> {
    match choosable {
        Choosable::Fixed(_) => None,
        Choosable::Chosen { alternative, .. } => Some(*alternative),
    }
}

//! Types: what a caller gives and what an answer holds.

mod identifier;
mod input;
#[cfg(feature = "schema")]
mod schema;

pub use identifier::IdentifierType;
pub use input::{Constraints, FullText, Input, InputField};

use super::{Evidence, WireFields};
use crate::decode::{
    Cx, Decode, Fields, FromScalar, Named, Path, Piece, Record, RustName, Spanned, Text, code,
    once_each, record, translated, words,
};
use crate::finding::{Finding, suggest};
use crate::model::{DateTimeForm, EnumCoding};
use crate::yaml::{Node, Span};

/// The type of a value: a word, a type's name, `list of …` or `map of …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeExpr {
    /// What it is.
    pub kind: TypeExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What a type expression says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeExprKind {
    /// A single value.
    Word(TypeWord),
    /// A named type; its name.
    Named(String),
    /// `list of …`.
    List(Box<TypeExpr>),
    /// `map of …`, keyed by numeric text.
    Map(Box<TypeExpr>),
}

macro_rules! type_words {
    ($(#[doc = $doc:literal] $name:ident = $word:literal,)*) => {
        /// A type of single values.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum TypeWord {
            $(#[doc = $doc] $name,)*
        }

        impl TypeWord {
            /// Every word, as it is spelled in a spec.
            pub const WORDS: &[&str] = &[$($word),*];

            /// Every word with what it means.
            #[cfg(feature = "schema")]
            const MEANINGS: &[(&str, &str)] = &[$(($word, $doc)),*];

            /// The type that a word stands for.
            pub fn of(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// How it is spelled in a spec.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

type_words! {
    /// Text.
    Text = "text",
    /// Text that must never be shown.
    Secret = "secret",
    /// Text that must never be shown or stored, because it changes from time to time.
    RotatingSecret = "rotating_secret",
    /// Base64 of UTF-8 text; the caller sees the text.
    Base64Text = "base64_text",
    /// 64-bit integer.
    Integer = "integer",
    /// Exact decimal in major units.
    Decimal = "decimal",
    /// True or false.
    Boolean = "boolean",
    /// A day.
    Date = "date",
    /// A moment; its field says the `format` and, where the text has no offset, the `zone`.
    DateTime = "datetime",
    /// A card number: digits, Luhn.
    CardNumber = "card_number",
    /// Month and year on a card.
    CardExpiry = "card_expiry",
    /// Three or four digits on a card.
    Cvv = "cvv",
    /// Three letters, ISO 4217.
    Currency = "currency",
    /// An e-mail address.
    Email = "email",
    /// A phone number.
    Phone = "phone",
    /// An IPv4 address.
    IpAddress = "ip_address",
    /// An absolute `https` address.
    Url = "url",
    /// All of an amount, or a part of it that is above zero.
    Portion = "portion",
}

/// How often `list of` and `map of` may stand before one type.
const MAX_TYPE_DEPTH: usize = 4;

impl FromScalar for TypeExpr {
    const WHAT: &'static str = "a type";

    fn from_scalar(piece: Piece<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        type_expr(piece, piece.text, MAX_TYPE_DEPTH, cx)
    }
}

impl Decode for TypeExpr {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        Spanned::<Self>::decode(node, cx).map(|spanned| spanned.value)
    }
}

/// What to write where something is no type.
pub(crate) const TYPE_HELP: &str =
    "write a word such as `text` or `integer`, the name of a type, `list of …` or `map of …`";

fn type_expr(piece: Piece<'_>, text: &str, depth: usize, cx: &mut Cx<'_>) -> Option<TypeExpr> {
    let span = piece.place_of(text);
    let bad = |message: String| Finding::new(code::BAD_TYPE, span, message);
    for (prefix, wrap) in [
        (
            "list of ",
            TypeExprKind::List as fn(Box<TypeExpr>) -> TypeExprKind,
        ),
        ("map of ", TypeExprKind::Map),
    ] {
        if let Some(element) = text.strip_prefix(prefix) {
            if depth == 0 {
                cx.push(
                    bad(String::from("the type is nested too deep"))
                        .help("give the inner type a name of its own"),
                );
                return None;
            }
            let element = type_expr(piece, element, depth - 1, cx)?;
            return Some(TypeExpr {
                kind: wrap(Box::new(element)),
                span,
            });
        }
    }
    if let Some(word) = TypeWord::of(text) {
        return Some(TypeExpr {
            kind: TypeExprKind::Word(word),
            span,
        });
    }
    let name = text.chars().all(char::is_alphanumeric);
    if name && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) {
        return Some(TypeExpr {
            kind: TypeExprKind::Named(text.to_owned()),
            span,
        });
    }
    let finding = bad(format!("`{text}` is not a type")).label("not a type");
    let near = translated(text, TypeWord::WORDS)
        .or_else(|| suggest(text, TypeWord::WORDS.iter().copied()));
    let spelled = |c: char| c.is_alphanumeric() || c == '_';
    let name = !matches!(text, "" | "list" | "map") && text.chars().all(spelled);
    if near.is_none() && name {
        return Some(TypeExpr {
            kind: TypeExprKind::Named(text.to_owned()),
            span,
        });
    }
    cx.push(match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(TYPE_HELP),
    });
    // Taken as meant, so that nothing else follows from it.
    let kind = TypeExprKind::Word(TypeWord::of(near?)?);
    Some(TypeExpr { kind, span })
}

/// A named type: `fields`, `inputs`, `choice`, `enum` or `identifier`.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// The place that stands for all of it: its name.
    pub span: Span,
    /// What it is.
    pub summary: Text,
    /// The name in Rust, where the derived one is not wanted.
    pub name: Option<RustName>,
    /// What it is made of.
    pub kind: TypeKind,
}

/// What a named type is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// `fields`: what an answer holds.
    Answer(Named<AnswerField>),
    /// `inputs`: what a caller gives, written as a JSON object.
    Input(InputShape),
    /// `choice`: exactly one of several sets of inputs.
    Choice(Named<Variant>),
    /// `enum`: named values of a code.
    Enum(EnumType),
    /// `identifier`: a single value with a type of its own.
    Identifier(IdentifierType),
}

/// The keys of a type in their usual order.
const TYPE_KEYS: [&str; 17] = [
    "summary",
    "fields",
    "inputs",
    "choice",
    "enum",
    "identifier",
    "reads",
    "ignore_case",
    "values",
    "length",
    "min_length",
    "max_length",
    "min",
    "max",
    "pattern",
    "body",
    "name",
];

/// The keys that say which kind of type one is.
const KIND_KEYS: [&str; 5] = ["fields", "inputs", "choice", "enum", "identifier"];

/// The keys that belong to one kind only.
const REST_KEYS: [&str; 10] = [
    "body",
    "reads",
    "ignore_case",
    "values",
    "length",
    "min_length",
    "max_length",
    "min",
    "max",
    "pattern",
];

impl Decode for TypeDef {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let fields = Fields::open(node, "a type", cx)?.usually(&TYPE_KEYS);
        fields.read(Self::has_key, cx, Self::of)
    }

    fn has_key(key: &str) -> bool {
        TYPE_KEYS.contains(&key)
    }
}

impl TypeDef {
    fn of(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        let span = fields.place();
        let summary = fields.required("summary", None, cx);
        let name = fields.optional("name", cx);
        // Of two kinds, an enum is the one that is meant where its values are here.
        let mut kinds = KIND_KEYS;
        let valueless = fields.has("enum") && !fields.has("values");
        kinds.sort_by_key(|kind| *kind == "enum" && valueless);
        let found = fields.take_exactly_one(&kinds, cx);
        let kind = found.and_then(|(key, value)| {
            cx.under(key.span, |cx| match key.text.as_str() {
                "fields" => {
                    let fields: Named<AnswerField> = Decode::decode(value, cx)?;
                    let names = fields
                        .values()
                        .flat_map(|field| field.names.iter().flatten());
                    names.for_each(|path| path.is_dotted(cx));
                    Some(TypeKind::Answer(fields))
                }
                "inputs" => {
                    let inputs = Decode::decode(value, cx);
                    let body = fields.optional("body", cx);
                    Some(TypeKind::Input(InputShape {
                        inputs: inputs?,
                        body,
                    }))
                }
                "choice" => Decode::decode(value, cx).map(TypeKind::Choice),
                "identifier" => {
                    let scalar = Decode::decode(value, cx);
                    let constraints = Constraints::read(fields, cx);
                    Some(TypeKind::Identifier(IdentifierType {
                        scalar: scalar?,
                        constraints: constraints?,
                    }))
                }
                _ => {
                    let coding = Decode::decode(value, cx);
                    let rest = EnumRest::read(fields, cx);
                    Some(TypeKind::Enum(EnumType {
                        coding: coding?,
                        rest: rest?,
                    }))
                }
            })
        });
        if found.is_none() || fields.clashes() {
            fields.drop_keys(&REST_KEYS);
        }
        Some(Self {
            span,
            summary: summary?,
            name,
            kind: kind?,
        })
    }
}

record! {
    /// One variant of a choice.
    pub struct Variant("a variant") {
        /// What it means.
        required summary: Text,
        /// What the caller gives with it.
        default inputs: Named<InputField>,
        /// What goes on the wire, where it is not each input under its own name.
        optional body: WireFields,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

/// What a caller gives, and the JSON object that it becomes.
#[derive(Clone, Debug, PartialEq)]
pub struct InputShape {
    /// `inputs`: what the caller gives.
    pub inputs: Named<InputField>,
    /// `body`: what goes on the wire, where it is not each input under its own name.
    pub body: Option<WireFields>,
}

/// An open enum: a value that is not listed is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumType {
    /// `enum`: how a value is written.
    pub coding: Spanned<EnumCoding>,
    /// Its other keys.
    pub rest: EnumRest,
}

record! {
    /// What an enum says besides its coding.
    pub struct EnumRest("a type") then once_in_reads {
        /// Which other coding is read as well.
        default reads: Vec<Spanned<Read>>,
        /// Whether texts are compared without regard to ASCII case.
        optional ignore_case: Spanned<bool>,
        /// The values.
        required values: Named<EnumValue>,
    }
}

fn once_in_reads(rest: &EnumRest, cx: &mut Cx<'_>) {
    once_each(rest.reads.iter().map(|read| (read.value, read.span)), cx);
}

record! {
    /// One value of an enum.
    pub struct EnumValue("a value") {
        /// The code that is written.
        required code: Spanned<String>,
        /// Further codes that are read as this value.
        default also: Vec<Spanned<String>>,
        /// What it means.
        required summary: Text,
        /// Where it is known from, if elsewhere than what uses the type.
        optional evidence: Evidence,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

record! {
    /// A field of an answer or of a callback.
    pub struct AnswerField("a field") then once_in_each_list {
        /// What it means.
        required summary: Text,
        /// Names on the wire in order of precedence, each a dotted path; its own name where the key is missing.
        optional names: Vec<Path>,
        /// Its type.
        required value_type = "type": TypeExpr | "say what it is, such as `type: text`",
        /// For a `datetime`: the form of its text.
        optional format: Spanned<DateTimeForm>,
        /// For a `datetime`: the IANA name of the zone of a text without an offset.
        optional zone: Spanned<String>,
        /// What else is read.
        default reads: Vec<Spanned<Read>>,
        /// Whether it may be missing or null.
        optional optional: Spanned<bool>,
        /// Texts that mean "absent".
        default absent: Vec<Spanned<String>>,
        /// Quirks of the operation or callback that it shows, by name.
        default quirks: Vec<Spanned<String>>,
        /// Where it is known from, if elsewhere than the operation or callback around it.
        optional evidence: Evidence,
        /// Why it is no secret although it is named like one.
        optional not_secret: Text,
        /// Why it is no amount of money although it is named like one.
        optional not_money: Text,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

fn once_in_each_list(field: &AnswerField, cx: &mut Cx<'_>) {
    let names = field.names.iter().flatten();
    once_each(names.map(|path| (&path.value, path.span)), cx);
    once_each(field.reads.iter().map(|read| (read.value, read.span)), cx);
    for texts in [&field.absent, &field.quirks] {
        once_each(texts.iter().map(|text| (&text.value, text.span)), cx);
    }
}

/// What is read besides a field's own form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// A JSON number where text is expected.
    Number,
    /// A text where a number or a boolean is expected.
    Text,
    /// 0 and 1 where a boolean is expected.
    Bit,
    /// A single object where a list is expected.
    Single,
}

words! {
    EnumCoding, "a coding": {
        /// As a JSON number.
        "integer" => EnumCoding::Integer,
        /// As text.
        "text" => EnumCoding::Text,
    }
    Read, "something that can be read": {
        /// A JSON number where text is expected.
        "number" => Read::Number,
        /// A text where a number or a boolean is expected.
        "text" => Read::Text,
        /// 0 and 1 where a boolean is expected.
        "bit" => Read::Bit,
        /// A single object where a list is expected.
        "single" => Read::Single,
    }
    DateTimeForm, "a form of a moment": {
        /// `2023-08-15 17:30:00`; its field says the `zone`.
        "YYYY-MM-DD hh:mm:ss" => DateTimeForm::Spaced,
        /// `2025-06-04T18:42:27`, fraction and offset optional; its field says the `zone`.
        "YYYY-MM-DDThh:mm:ss" => DateTimeForm::TSeparated,
        /// `2021-04-08T14:07:42.000000Z`, with an offset.
        "rfc3339" => DateTimeForm::Rfc3339,
    }
}

//! Single values: text that keeps its spelling, and the few kinds that are more than text.

use std::time::Duration;

use heck::ToSnakeCase;

use super::path::dotted;
use super::{Cx, Decode, code};
use crate::finding::Finding;
use crate::yaml::{Node, NodeKind, Scalar, Span, Style};

/// A value and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// The text of a single value, to make something of.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'n> {
    /// The text.
    pub text: &'n str,
    /// All of it.
    pub span: Span,
    /// Whether it stands without quotes.
    pub plain: bool,
    verbatim: Option<usize>,
}

impl<'n> Piece<'n> {
    fn of(scalar: &'n Scalar, span: Span) -> Self {
        Self {
            text: &scalar.text,
            span,
            plain: scalar.style == Style::Plain,
            verbatim: scalar.verbatim,
        }
    }

    /// The place of a part of the text, which must be a slice of it; all of it where escapes moved the letters.
    pub fn place_of(&self, part: &str) -> Span {
        let offset = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize);
        match (self.verbatim, offset) {
            (Some(start), Some(offset)) if offset + part.len() <= self.text.len() => {
                Span::new(self.span.file, start + offset..start + offset + part.len())
            }
            _ => self.span,
        }
    }

    /// A part of the text with its place.
    pub fn part(&self, part: &str) -> Spanned<String> {
        Spanned::new(part.to_owned(), self.place_of(part))
    }
}

/// What a single value can be read as.
pub trait FromScalar: Sized {
    /// What is expected, for "expected …, found a list".
    const WHAT: &'static str;

    /// Reads it. `None`: a finding says why not.
    fn from_scalar(piece: Piece<'_>, cx: &mut Cx<'_>) -> Option<Self>;

    /// What stands in for one that is missing or unreadable; see [`Decode::stand_in`].
    fn stand_in() -> Option<Self> {
        None
    }
}

impl<T: FromScalar> Decode for Spanned<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Scalar(scalar) => T::from_scalar(Piece::of(scalar, node.span), cx)
                .map(|value| Self::new(value, node.span)),
            _ => {
                cx.wrong_shape(node, T::WHAT);
                None
            }
        }
    }

    fn stand_in(place: Span) -> Option<Self> {
        T::stand_in().map(|value| Self::new(value, place))
    }
}

impl FromScalar for String {
    const WHAT: &'static str = "a text";

    fn from_scalar(piece: Piece<'_>, _: &mut Cx<'_>) -> Option<Self> {
        Some(piece.text.to_owned())
    }
}

impl FromScalar for bool {
    const WHAT: &'static str = "`true` or `false`";

    fn from_scalar(piece: Piece<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        match (piece.plain, piece.text) {
            (true, "true") => return Some(true),
            (true, "false") => return Some(false),
            _ => {}
        }
        let finding = Finding::new(code::BAD_VALUE, piece.span, "expected `true` or `false`")
            .label("this is neither");
        let meant = match piece.text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        };
        cx.push(match meant {
            Some(meant) => finding.help(format!("write `{meant}`, without quotes")),
            None => finding,
        });
        meant
    }
}

macro_rules! whole_numbers {
    ($($number:ty, $what:literal;)*) => {$(
        impl FromScalar for $number {
            const WHAT: &'static str = $what;

            fn from_scalar(piece: Piece<'_>, cx: &mut Cx<'_>) -> Option<Self> {
                whole_number(piece, $what, cx)
            }
        }
    )*};
}

whole_numbers! {
    u32, "a whole number from 0";
    i64, "a whole number";
}

/// Reads digits, with `-` before them where the kind has negative numbers.
fn whole_number<N: std::str::FromStr>(piece: Piece<'_>, what: &str, cx: &mut Cx<'_>) -> Option<N> {
    let digits = piece.text.strip_prefix('-').unwrap_or(piece.text);
    let spelled =
        piece.plain && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = if spelled {
        piece.text.parse().ok()
    } else {
        None
    };
    if number.is_none() {
        let label = if spelled {
            "out of range"
        } else {
            "not a whole number in plain digits"
        };
        let finding =
            Finding::new(code::BAD_VALUE, piece.span, format!("expected {what}")).label(label);
        let whole = piece
            .text
            .split_once('.')
            .map_or(piece.text, |(whole, zeros)| {
                let zero = zeros.bytes().all(|byte| byte == b'0');
                if zero { whole } else { "" }
            });
        let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
        cx.push(if digits && !spelled {
            finding.help(format!("write `{whole}`, without quotes"))
        } else {
            finding
        });
    }
    number
}

impl FromScalar for Duration {
    const WHAT: &'static str = "a duration such as `2h`, `5m` or `30s`";

    fn stand_in() -> Option<Self> {
        Some(Self::ZERO)
    }

    fn from_scalar(piece: Piece<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        const UNITS: [(char, u64); 3] = [('h', 3600), ('m', 60), ('s', 1)];
        let read = || {
            let (unit, seconds) = UNITS
                .into_iter()
                .find(|(unit, _)| piece.text.ends_with(*unit))?;
            let digits = piece.text.strip_suffix(unit)?;
            let spelled = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            let count: u32 = if spelled {
                digits.parse().ok()?
            } else {
                return None;
            };
            Some(Duration::from_secs(u64::from(count) * seconds))
        };
        let duration = read();
        if duration.is_none() {
            let finding = Finding::new(
                code::BAD_DURATION,
                piece.span,
                format!("`{}` is not a duration", piece.text),
            );
            cx.push(
                finding
                    .label("not a duration")
                    .help("write a whole number and a unit: `2h`, `5m` or `30s`"),
            );
        }
        duration
    }
}

/// An HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status(pub u16);

impl Status {
    /// The status that a text spells: three digits, from 100 to 599.
    pub fn of(text: &str) -> Option<Self> {
        let digits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            Ok(status @ 100..=599) if digits => Some(Self(status)),
            _ => None,
        }
    }
}

impl FromScalar for Status {
    const WHAT: &'static str = "an HTTP status";

    fn stand_in() -> Option<Self> {
        Some(Self(200))
    }

    fn from_scalar(piece: Piece<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        let status = Self::of(piece.text);
        if status.is_none() {
            let finding = Finding::new(code::BAD_STATUS, piece.span, "expected an HTTP status");
            cx.push(finding.label("not a number from 100 to 599"));
        }
        status
    }
}

/// Declares kinds of text that are checked as they are read: a value and its place each. The pattern is for editors and
/// never stricter than the check.
macro_rules! text_kinds {
    ($($(#[$meta:meta])* $name:ident: $what:literal, $pattern:literal, $check:expr $(, stand_in = $stand_in:expr)? $(, then $then:path)?;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name {
            /// The text.
            pub value: String,
            /// Where it stands.
            pub span: $crate::yaml::Span,
        }

        impl $crate::decode::Decode for $name {
            fn decode(node: &$crate::yaml::Node, cx: &mut $crate::decode::Cx<'_>) -> Option<Self> {
                let $crate::yaml::NodeKind::Scalar(scalar) = &node.kind else {
                    cx.wrong_shape(node, $what);
                    return None;
                };
                let check: fn(&str) -> Result<String, Fault> = $check;
                match check(&scalar.text) {
                    Ok(value) => {
                        $($then(&Piece::of(scalar, node.span), cx);)?
                        Some(Self { value, span: node.span })
                    }
                    Err(fault) => {
                        cx.push(fault.at(node.span));
                        None
                    }
                }
            }

            $(fn stand_in(span: $crate::yaml::Span) -> Option<Self> {
                Some(Self { value: String::from($stand_in), span })
            })?
        }

        #[cfg(feature = "schema")]
        $crate::schema::value!($name, $what, "", |_| $crate::schema::matching($pattern, $what));
    )*};
}

/// What is wrong with a text.
#[derive(Clone, Debug)]
struct Fault {
    code: crate::code::Code,
    message: String,
    help: Option<String>,
}

impl Fault {
    /// A fault with its code.
    fn new(code: crate::code::Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            help: None,
        }
    }

    /// Says what to do.
    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The finding at a place.
    fn at(self, span: Span) -> Finding {
        let finding = Finding::new(self.code, span, self.message);
        match self.help {
            Some(help) => finding.help(help),
            None => finding,
        }
    }
}

/// Names that a provider cannot have, because the generated client has a feature, a module or a page that is called so.
const TAKEN_BY_THE_CLIENT: &[&str] = &[
    "coverage",
    "default",
    "findings",
    "lib",
    "main",
    "runtime",
    "rustls",
    "serialize",
];

/// Whether a text only holds the place of one that is to be written.
fn is_placeholder(text: &str) -> bool {
    ["todo", "tbd", "fixme", "xxx", "???"].contains(&text.to_ascii_lowercase().as_str())
}

text_kinds! {
    /// What people read: a sentence or a paragraph, never empty. White space around it is dropped. A missing one is
    /// empty, and found.
    Text: "a text", r"[^ \t\r\n]", |text| match text.trim() {
        "" => Err(Fault::new(code::EMPTY, "the text is empty")),
        text if is_placeholder(text) => Err(Fault::new(code::EMPTY, format!("`{text}` says nothing yet"))
            .help("write what belongs here: people and reviews rely on it")),
        text => Ok(text.to_owned()),
    }, stand_in = "", then super::prose::look;

    /// A decimal number as it is spelled, such as `0.01`.
    Number: "a number", r"^-?[0-9]+(\.[0-9]+)?$", |text| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain(whole) && plain(fraction) {
            Ok(text.to_owned())
        } else {
            let fault = Fault::new(code::BAD_VALUE, format!("`{text}` is not a number"));
            Err(fault.help("write digits with at most one dot, such as `100` or `0.01`"))
        }
    };

    /// A dotted path into a JSON body, such as `data.card_token`, or a name on the wire.
    Path: "a dotted path", r"^[^. \t\r\n]+(\.[^. \t\r\n]+)*$", |text| {
        let segment = |part: &str| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control());
        let rest = text.strip_prefix("$.");
        if let Some(rest) = rest.filter(|rest| rest.split('.').all(segment)) {
            let fault = Fault::new(code::BAD_PATH, format!("`{text}` is not a dotted path"));
            Err(fault.help(format!("a path begins in the body: write `{}`", dotted(rest))))
        } else if text.split('.').all(segment) {
            Ok(text.to_owned())
        } else {
            let fault = Fault::new(code::BAD_PATH, format!("`{text}` is not a dotted path"));
            Err(fault.help("write names with dots between them, such as `data.card_token`"))
        }
    };

    /// A name in lower case, such as `card_number`.
    Name: "a name", "^[a-z0-9ıöüçşğ]+(_[a-z0-9ıöüçşğ]+)*$", |text| {
        if super::named::is_snake(text) {
            Ok(text.to_owned())
        } else {
            let fault = Fault::new(code::BAD_NAME, format!("`{text}` is not spelled as a name"));
            let fixed = text.to_snake_case();
            Err(if super::named::is_snake(&fixed) { fault.help(format!("write `{fixed}`")) } else { fault })
        }
    };

    /// The explicit name of a thing in Rust.
    RustName: "a name in Rust", "^[A-Za-z][A-Za-z0-9_]*$", |text| {
        let starts = text.starts_with(|c: char| c.is_ascii_alphabetic());
        if starts && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            Ok(text.to_owned())
        } else {
            let fault = Fault::new(code::BAD_NAME, format!("`{text}` cannot be a name in Rust"));
            Err(fault.help("write an ASCII letter, then letters, digits and `_`"))
        }
    };

    /// The name of an environment variable, as every system takes it.
    VariableName: "the name of an environment variable", "^[A-Z][A-Z0-9_]*$", |text| {
        let starts = text.starts_with(|c: char| c.is_ascii_uppercase());
        let plain = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        if starts && text.bytes().all(plain) {
            Ok(text.to_owned())
        } else {
            let fault = Fault::new(code::BAD_NAME, format!("`{text}` cannot be the name of an environment variable"));
            Err(fault.help("write upper-case ASCII letters, digits and `_`, a letter first"))
        }
    };

    /// The name of a provider: its folder, its module and its feature.
    ProviderName: "the name of the provider", "^[a-z][a-z0-9_]*$", |text| {
        let starts = text.starts_with(|c: char| c.is_ascii_lowercase());
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if TAKEN_BY_THE_CLIENT.contains(&text) {
            let fault = Fault::new(code::BAD_NAME, format!("`{text}` cannot be the name of a provider"));
            Err(fault.help("a feature, module or page of the generated client has that name: add something to it"))
        } else if starts && text.bytes().all(plain) {
            Ok(text.to_owned())
        } else {
            let fault = Fault::new(code::BAD_NAME, format!("`{text}` cannot be the name of a provider"));
            Err(fault.help("write lower-case ASCII letters, digits and `_`, a letter first"))
        }
    }, stand_in = "provider";
}

/// How single values are spelled, for editors.
#[cfg(feature = "schema")]
mod schema {
    use std::time::Duration;

    use schemars::json_schema;

    use super::{FromScalar, Status};
    use crate::schema::{ScalarSchema, matching, scalar, text};

    macro_rules! inline {
        ($($ty:ty: $schema:expr;)*) => {$(
            impl ScalarSchema for $ty {
                const NAME: Option<&'static str> = None;

                fn schema() -> schemars::Schema {
                    $schema
                }
            }
        )*};
    }

    inline! {
        bool: json_schema!({ "type": "boolean" });
        u32: json_schema!({ "type": "integer", "minimum": 0 });
        i64: json_schema!({ "type": "integer" });
    }

    scalar!(String, "a single value", "", text());

    scalar!(
        Duration,
        Duration::WHAT,
        "",
        matching("^[0-9]+[hms]$", Duration::WHAT)
    );

    scalar!(
        Status,
        Status::WHAT,
        "",
        json_schema!({
            "type": ["integer", "string"],
            "minimum": 100,
            "maximum": 599,
            "pattern": "^[1-5][0-9][0-9]$",
        })
    );
}

//! What goes on the wire, and what feeds it.

use super::Choosable;
use crate::decode::{
    Cx, Decode, Fields, FromScalar, Named, Number, Path, Piece, Spanned, Text, WireName, any_of,
    code, words,
};
use crate::finding::Finding;
use crate::model::{BodyShape, Constant, DecimalText, EncodingForm, HttpMethod, InputPart};
use crate::yaml::{Node, NodeKind, Span};

/// Names on the wire and what feeds each.
pub type WireFields = Named<WireField, WireName>;

/// What feeds a name on the wire.
#[derive(Clone, Debug, PartialEq)]
pub struct WireField {
    /// The place that stands for all of it: its name on the wire.
    pub span: Span,
    /// What feeds it.
    pub source: WireSource,
    /// `quirk`: the quirk it shows, by name.
    pub quirk: Option<Spanned<String>>,
    /// `only`: the choice under which alone it is sent.
    pub only: Option<Only>,
    /// `not_secret`: why a constant that is named like a secret is none.
    pub not_secret: Option<Text>,
}

/// The choice under which alone a field is sent: `{alternative: choice}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Only {
    /// The alternative.
    pub alternative: Spanned<String>,
    /// Its choice.
    pub choice: Spanned<String>,
}

impl Decode for Only {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        const WANTED: &str = "one alternative and its choice, such as `{ alternative: choice }`";
        let NodeKind::Mapping(entries) = &node.kind else {
            cx.wrong_shape(node, WANTED);
            return None;
        };
        let [(key, value)] = entries.as_slice() else {
            let finding = Finding::new(code::BAD_CHOICE, node.span, format!("expected {WANTED}"));
            cx.push(finding.label(format!("{} alternatives here", entries.len())));
            return None;
        };
        let choice = cx.under(key.span, |cx| Decode::decode(value, cx))?;
        Some(Self {
            alternative: Spanned::new(key.text.clone(), key.span),
            choice,
        })
    }
}

/// What feeds a name on the wire.
#[derive(Clone, Debug, PartialEq)]
pub enum WireSource {
    /// `input`, or `input.month` and the like, alone or as `{input: …}`.
    Input(InputSource),
    /// `{credential: name}`.
    Credential(Spanned<String>),
    /// `{text: …}`, `{number: …}` or `{boolean: …}`: a fixed value.
    Constant(Spanned<Constant>),
    /// `{sign: signature, over: names on the wire}`.
    Sign {
        /// The way to sign.
        signature: Spanned<String>,
        /// The wire fields it covers, in order, by dotted names.
        over: Choosable<Vec<Path>>,
    },
    /// `{fields: …}`: a nested JSON object.
    Object(WireFields),
}

/// An input that feeds a name on the wire.
#[derive(Clone, Debug, PartialEq)]
pub struct InputSource {
    /// The input.
    pub input: Spanned<String>,
    /// Which part of it.
    pub part: Spanned<InputPart>,
    /// `as`: its form, where it is not the type's own.
    pub form: Option<Spanned<EncodingForm>>,
    /// `decimals`: how many, for amounts.
    pub decimals: Option<Choosable<Spanned<DecimalText>>>,
}

const SOURCES: [&str; 7] = [
    "input",
    "credential",
    "text",
    "number",
    "boolean",
    "sign",
    "fields",
];

impl Decode for WireField {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let span = cx.place(node);
        match &node.kind {
            NodeKind::Scalar(_) => {
                let (input, part) = input_name(node, cx)?;
                let source = WireSource::Input(InputSource {
                    input,
                    part,
                    form: None,
                    decimals: None,
                });
                return Some(Self {
                    span,
                    source,
                    quirk: None,
                    only: None,
                    not_secret: None,
                });
            }
            NodeKind::Mapping(entries) => {
                if let [(name, value)] = entries.as_slice()
                    && value.kind == NodeKind::Null
                    && !SOURCES.contains(&name.text.as_str())
                {
                    in_braces(node.span, &name.text, cx);
                    return None;
                }
            }
            _ => {
                cx.wrong_shape(
                    node,
                    "the name of an input, or a mapping that says what feeds the field",
                );
                return None;
            }
        }
        let mut fields = Fields::open(node, "a wire field", cx)?;
        let found = fields.take_exactly_one(&SOURCES, cx);
        let source = found.and_then(|(key, value)| {
            cx.under(key.span, |cx| match key.text.as_str() {
                "input" => {
                    let name = input_name(value, cx);
                    let form = fields.optional("as", cx);
                    let decimals = fields.optional("decimals", cx);
                    let (input, part) = name?;
                    Some(WireSource::Input(InputSource {
                        input,
                        part,
                        form,
                        decimals,
                    }))
                }
                "credential" => Decode::decode(value, cx).map(WireSource::Credential),
                "sign" => {
                    let signature = Decode::decode(value, cx);
                    let over = fields.required(
                        "over",
                        Some("list the wire fields that are signed, in order"),
                        cx,
                    );
                    Some(WireSource::Sign {
                        signature: signature?,
                        over: over?,
                    })
                }
                "fields" => Decode::decode(value, cx).map(WireSource::Object),
                kind => constant(kind, value, cx).map(WireSource::Constant),
            })
        });
        let quirk = fields.optional("quirk", cx);
        let only = fields.optional("only", cx);
        let not_secret = fields.optional("not_secret", cx);
        if found.is_none() {
            fields.drop_keys(&["as", "decimals", "over"]);
        }
        fields.finish(cx);
        Some(Self {
            span,
            source: source?,
            quirk,
            only,
            not_secret,
        })
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::{
        Choosable, DecimalText, EncodingForm, FromScalar, InputName, Number, Only, Path,
        RequestLine, SOURCES, Spanned, Text, WireField, WireFields,
    };
    use crate::schema::{Shape, matching, one_of, scalar, text, value};

    scalar!(
        InputName,
        InputName::WHAT,
        "The input that feeds the field; of an expiry `.month`, `.year` or `.short_year`.",
        matching(
            r"^[^.]*(\.(month|year|short_year))?$",
            "the name of an input, or of an expiry `.month`, `.year` or `.short_year`"
        )
    );

    scalar!(
        RequestLine,
        RequestLine::WHAT,
        "Method, one space and the path after the base address; `{input}` in it stands for an input.",
        matching(
            r#"^(GET|POST|PUT|DELETE) /[^ \t\r\n?#%\\"<>]*$"#,
            RequestLine::WHAT
        )
    );

    value!(
        Only,
        "one alternative and its choice",
        "The choice under which alone the field is sent: `{ alternative: choice }`.",
        |_| {
            let choice = text();
            schemars::json_schema!({
                "type": "object",
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": choice,
            })
        }
    );

    value!(
        WireField,
        "a wire field",
        "What feeds a name on the wire.",
        |generator| {
            let input = generator.subschema_for::<Spanned<InputName>>();
            let mut shape = Shape::new(generator);
            shape.optional::<Spanned<InputName>>("input", "The input that feeds it.");
            shape.optional::<Spanned<String>>("credential", "The credential that feeds it.");
            shape.optional::<Spanned<String>>("text", "A fixed text.");
            shape.optional::<Number>("number", "A fixed number.");
            shape.optional::<Spanned<bool>>("boolean", "A fixed `true` or `false`.");
            shape.optional::<Spanned<String>>("sign", "The way to sign that makes its value.");
            shape.optional::<WireFields>("fields", "A nested JSON object: its fields.");
            shape.optional::<Spanned<EncodingForm>>(
                "as",
                "The form of the input, where it is not its type's own.",
            );
            shape.optional::<Choosable<Spanned<DecimalText>>>(
                "decimals",
                "How many decimals are written, for amounts.",
            );
            shape.required::<Choosable<Vec<Path>>>(
                "over",
                "The wire fields that are signed, in order, by dotted names.",
            );
            shape.optional::<Spanned<String>>("quirk", "The quirk it shows, by name.");
            shape.optional::<Only>("only", "The choice under which alone it is sent.");
            shape.optional::<Text>(
                "not_secret",
                "Why a constant that is named like a secret is none.",
            );
            shape.exactly_one(&SOURCES.map(|source| {
                let with: &[&str] = match source {
                    "input" => &["as", "decimals"],
                    "sign" => &["over"],
                    _ => &[],
                };
                (source, with)
            }));
            one_of([input, shape.finish("a wire field", "")])
        }
    );
}

fn constant(kind: &str, value: &Node, cx: &mut Cx<'_>) -> Option<Spanned<Constant>> {
    let constant = match kind {
        "text" => Constant::Text(Spanned::<String>::decode(value, cx)?.value),
        "number" => Constant::Number(Number::decode(value, cx)?.value),
        _ => Constant::Boolean(Spanned::<bool>::decode(value, cx)?.value),
    };
    Some(Spanned::new(constant, value.span))
}

/// Finds braces around the name of an input, as a path has them.
fn in_braces(place: Span, name: &str, cx: &mut Cx<'_>) {
    let message = "an input is named without braces";
    cx.push(
        Finding::new(code::BAD_NAME, place, message)
            .label("only the path of a request has them")
            .help(format!("write `{name}`")),
    );
}

/// The name of an input, with the part of it that is meant.
struct InputName(Spanned<String>, Spanned<InputPart>);

fn input_name(node: &Node, cx: &mut Cx<'_>) -> Option<(Spanned<String>, Spanned<InputPart>)> {
    let InputName(input, part) = Spanned::<InputName>::decode(node, cx)?.value;
    Some((input, part))
}

impl FromScalar for InputName {
    const WHAT: &'static str = "the name of an input";

    fn from_scalar(piece: Piece<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        const PARTS: [&str; 3] = ["month", "year", "short_year"];
        let inside = piece.text.strip_prefix('{');
        if let Some(name) = inside.and_then(|inside| inside.strip_suffix('}')) {
            in_braces(piece.span, name.trim(), cx);
            return None;
        }
        let Some((name, part)) = piece.text.split_once('.') else {
            return Some(Self(
                piece.part(piece.text),
                Spanned::new(InputPart::Whole, piece.span),
            ));
        };
        let meant = match part {
            "month" => InputPart::ExpiryMonth,
            "year" => InputPart::ExpiryYear,
            "short_year" => InputPart::ExpiryShortYear,
            _ => {
                let message = format!("an input has no part `{part}`");
                let finding = Finding::new(code::UNKNOWN_WORD, piece.place_of(part), message)
                    .label("no such part");
                let finding = finding.help(format!(
                    "an expiry has the parts {}",
                    any_of(PARTS).replace(" or ", " and ")
                ));
                cx.push(finding.did_you_mean(part, PARTS));
                return None;
            }
        };
        Some(Self(
            piece.part(name),
            Spanned::new(meant, piece.place_of(part)),
        ))
    }
}

/// Method and path: `POST /path/{input}`.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestLine {
    /// The method.
    pub method: Spanned<HttpMethod>,
    /// The path after the base address.
    pub path: Vec<PathPart>,
    /// Where the path stands.
    pub path_span: Span,
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum PathPart {
    /// Fixed text, slashes included.
    Text(String),
    /// `{input}`: an input, by name.
    Input(Spanned<String>),
}

impl FromScalar for RequestLine {
    const WHAT: &'static str = "a method and a path, such as `POST /api/token`";

    fn from_scalar(piece: Piece<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        const HELP: &str = "write a method, one space and a path, such as `POST /api/token` or `GET /cards/{card_id}`";
        let bad =
            |span: Span, message: String| Finding::new(code::BAD_REQUEST, span, message).help(HELP);
        let Some((method, path)) = piece.text.split_once(' ') else {
            cx.push(bad(
                piece.span,
                format!("`{}` is not a method and a path", piece.text),
            ));
            return None;
        };
        let spelled = match method {
            "GET" => Some(HttpMethod::Get),
            "POST" => Some(HttpMethod::Post),
            "PUT" => Some(HttpMethod::Put),
            "DELETE" => Some(HttpMethod::Delete),
            _ => {
                let message = format!("`{method}` is not a method that can be sent");
                let finding = Finding::new(code::BAD_REQUEST, piece.place_of(method), message);
                cx.push(
                    finding
                        .label("can be `GET`, `POST`, `PUT` or `DELETE`")
                        .did_you_mean(method, ["GET", "POST", "PUT", "DELETE"]),
                );
                None
            }
        };
        let parts = path_parts(piece, path)
            .map_err(|(part, message)| {
                let finding = bad(piece.place_of(part), message);
                cx.push(match part {
                    "?" => finding
                        .help("end the path before it, and write each parameter under `query`"),
                    _ => finding,
                });
            })
            .ok();
        Some(Self {
            method: Spanned::new(spelled?, piece.place_of(method)),
            path: parts?,
            path_span: piece.place_of(path),
        })
    }
}

/// The parts of a path; else what is wrong with it, and where.
fn path_parts<'n>(piece: Piece<'n>, path: &'n str) -> Result<Vec<PathPart>, (&'n str, String)> {
    if !path.starts_with('/') {
        return Err((path, String::from("a path begins with `/`")));
    }
    let bad = |c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '?' | '#' | '%' | '\\' | '"' | '<' | '>')
    };
    if let Some(found) = path.matches(bad).next() {
        let message = if found == "?" {
            String::from("a path has no `?`: query parameters stand under `query`")
        } else {
            format!("a path cannot hold `{}`", found.escape_debug())
        };
        return Err((found, message));
    }
    let mut parts = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            return Err((rest, String::from("`{` is never closed")));
        };
        if name.is_empty() || name.contains('{') || before.contains('}') {
            return Err((
                rest,
                String::from("braces in a path hold the name of one input"),
            ));
        }
        if !before.is_empty() {
            parts.push(PathPart::Text(before.to_owned()));
        }
        parts.push(PathPart::Input(piece.part(name)));
        rest = behind;
    }
    if rest.contains('}') {
        return Err((rest, String::from("`}` closes nothing")));
    }
    if !rest.is_empty() {
        parts.push(PathPart::Text(rest.to_owned()));
    }
    Ok(parts)
}

words! {
    BodyShape, "the shape of a body": {
        /// The object alone.
        "object" => BodyShape::Object,
        /// An array of that one object.
        "one_element_array" => BodyShape::OneElementArray,
    }
    EncodingForm, "a form on the wire": {
        /// JSON text.
        "text" => EncodingForm::Text,
        /// JSON number, digits only.
        "number" => EncodingForm::Number,
        /// `TRUE` or `FALSE`.
        "upper_case" => EncodingForm::UpperCase,
        /// `1` or `0` as a JSON number.
        "bit" => EncodingForm::Bit,
        /// The JSON of the value, as text.
        "json_text" => EncodingForm::JsonText,
    }
    DecimalText, "a way to write decimals": {
        /// The digits that the caller gave.
        "as_given" => DecimalText::AsGiven,
        /// No trailing zeros: `210`, `210.5`.
        "shortest" => DecimalText::Shortest,
        /// Exactly two decimals: `210.00`. An amount with more is refused.
        "two_places" => DecimalText::TwoPlaces,
    }
}

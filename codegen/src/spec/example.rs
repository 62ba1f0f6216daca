//! Examples: a request, an answer and what comes of it.

use super::AnswerContent;
use crate::decode::{
    Cx, Decode, Fields, FromScalar, Named, Piece, Record, Spanned, Text, WireName, code, elements,
    record, words,
};
use crate::finding::Finding;
use crate::yaml::{Node, NodeKind, Span};

/// An example of an operation: `printed` or `constructed`, `request`, `answer` and `outcome`.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// The place that stands for all of it: its name.
    pub span: Span,
    /// Where it is from.
    pub origin: ExampleOrigin,
    /// What it shows.
    pub content: ExampleContent,
}

/// Where an example is from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleOrigin {
    /// Printed by a source; evidence.
    Printed(Text),
    /// Made up, with the reason; no evidence.
    Constructed(Text),
}

record! {
    /// What an example shows.
    pub struct ExampleContent("an example") {
        /// The request, where it is shown.
        optional request: ExampleRequest,
        /// The answer.
        required answer: AnswerContent,
        /// What comes of it.
        required outcome: ExampleOutcome,
    }
}

impl Decode for Example {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let fields = Fields::open(node, ExampleContent::WHAT, cx)?;
        fields.read(Self::has_key, cx, Self::of)
    }

    fn has_key(key: &str) -> bool {
        matches!(key, "printed" | "constructed") || <ExampleContent as Record>::has_key(key)
    }
}

impl Example {
    fn of(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        let span = fields.place();
        let origin = fields
            .take_exactly_one(&["printed", "constructed"], cx)
            .and_then(|(key, value)| {
                cx.under(key.span, |cx| match key.text.as_str() {
                    "printed" => Text::decode(value, cx).map(ExampleOrigin::Printed),
                    _ => Text::decode(value, cx).map(ExampleOrigin::Constructed),
                })
            });
        let content = ExampleContent::read(fields, cx);
        Some(Self {
            span,
            origin: origin?,
            content: content?,
        })
    }
}

#[cfg(feature = "schema")]
crate::schema::shape!(
    Example,
    ExampleContent::WHAT,
    "A request, an answer and what comes of it.",
    |shape| {
        shape.optional::<Text>(
            "printed",
            "Where it is printed: the source. Only printed examples are evidence.",
        );
        shape.optional::<Text>(
            "constructed",
            "It is made up: why, and what of it is a guess.",
        );
        shape.exactly_one(&[("printed", &[]), ("constructed", &[])]);
        <ExampleContent as crate::schema::Shaped>::shape(shape);
    }
);

record! {
    /// The request of an example.
    pub struct ExampleRequest("the request of an example") {
        /// What the caller gives.
        default inputs: Named<ExampleValue>,
        /// Headers that must be among those sent.
        default headers: Named<Spanned<String>, WireName>,
        /// The exact body, where it is shown. `{{signature}}` stands for a signature that opens.
        optional body: Spanned<String>,
    }
}

/// A value that a caller gives in an example.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleValue {
    /// The place that stands for all of it.
    pub span: Span,
    /// What it is.
    pub kind: ExampleValueKind,
}

/// What a value in an example is.
#[derive(Clone, Debug, PartialEq)]
pub enum ExampleValueKind {
    /// A single value, as it is spelled.
    Text(String),
    /// A list.
    List(Vec<ExampleValue>),
    /// An object; for a choice the variant with an object.
    Object(Named<ExampleValue>),
}

impl Decode for ExampleValue {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let (span, kind) = match &node.kind {
            NodeKind::Unread => return None,
            NodeKind::Null => {
                let finding = Finding::new(code::EMPTY, cx.place(node), "an example gives no null");
                cx.push(
                    finding
                        .label("nothing follows")
                        .help("leave an optional input out; write `\"\"` for the empty text"),
                );
                return None;
            }
            NodeKind::Scalar(scalar) => (node.span, ExampleValueKind::Text(scalar.text.clone())),
            NodeKind::Sequence(items) => {
                (cx.place(node), ExampleValueKind::List(elements(items, cx)))
            }
            NodeKind::Mapping(_) => (
                cx.place(node),
                ExampleValueKind::Object(Decode::decode(node, cx)?),
            ),
        };
        Some(Self { span, kind })
    }
}

#[cfg(feature = "schema")]
crate::schema::value!(
    ExampleValue,
    "a value in an example",
    "A single value, a list, or an object.",
    |generator| {
        let list = generator.subschema_for::<Vec<ExampleValue>>();
        let object = generator.subschema_for::<Named<ExampleValue>>();
        crate::schema::one_of([crate::schema::text(), list, object])
    }
);

/// What comes of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleOutcome {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ExampleOutcomeKind,
}

/// What comes of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleOutcomeKind {
    /// `done`.
    Done,
    /// `accepted`.
    Accepted,
    /// `open`.
    Open,
    /// `{refused: name}`: by the name of a code of the operation or of its shared table.
    RefusedNamed(Spanned<String>),
    /// `{refused: {code: text}}`: by a code that is not listed.
    RefusedUnknown(Spanned<String>),
    /// `{refused: invalid}`: with field-wise reasons.
    RefusedInvalid,
}

impl Decode for ExampleOutcome {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let NodeKind::Mapping(_) = node.kind else {
            if let NodeKind::Scalar(scalar) = &node.kind
                && matches!(
                    scalar.text.as_str(),
                    "refused" | "failed" | "error" | "declined"
                )
            {
                let message = "a refusal says by which code";
                cx.push(
                    Finding::new(code::UNKNOWN_WORD, node.span, message)
                        .label("the name of the code is missing")
                        .help("write `{ refused: name_of_the_code }`"),
                );
                return None;
            }
            let word = Spanned::<OutcomeWord>::decode(node, cx)?;
            let kind = match word.value {
                OutcomeWord::Done => ExampleOutcomeKind::Done,
                OutcomeWord::Accepted => ExampleOutcomeKind::Accepted,
                OutcomeWord::Open => ExampleOutcomeKind::Open,
            };
            return Some(Self {
                span: word.span,
                kind,
            });
        };
        let mut fields = Fields::open(node, "the outcome of an example", cx)?;
        let found = fields.take_exactly_one(&["refused"], cx);
        let kind = found.and_then(|(key, value)| cx.under(key.span, |cx| refusal(value, cx)));
        fields.finish(cx);
        Some(Self {
            span: found.map_or(node.span, |(_, value)| value.span),
            kind: kind?,
        })
    }
}

fn refusal(node: &Node, cx: &mut Cx<'_>) -> Option<ExampleOutcomeKind> {
    if let NodeKind::Mapping(_) = node.kind {
        let mut fields = Fields::open(node, "a refusal by a code that is not listed", cx)?;
        let code = fields.required("code", None, cx);
        fields.finish(cx);
        return code.map(ExampleOutcomeKind::RefusedUnknown);
    }
    let name = Spanned::<CodeName>::decode(node, cx)?;
    Some(match name.value.0.as_str() {
        "invalid" => ExampleOutcomeKind::RefusedInvalid,
        _ => ExampleOutcomeKind::RefusedNamed(Spanned::new(name.value.0, name.span)),
    })
}

/// The name of a code, or `invalid`.
struct CodeName(String);

impl FromScalar for CodeName {
    const WHAT: &'static str = "the name of a code, `invalid`, or `{ code: … }`";

    fn from_scalar(piece: Piece<'_>, _: &mut Cx<'_>) -> Option<Self> {
        Some(Self(piece.text.to_owned()))
    }
}

#[cfg(feature = "schema")]
crate::schema::value!(
    ExampleOutcome,
    "the outcome of an example",
    "What comes of the example by the rules of its operation.",
    |generator| {
        let word = generator.subschema_for::<Spanned<OutcomeWord>>();
        let mut unlisted = crate::schema::Shape::new(generator);
        unlisted.required::<Spanned<String>>("code", "The code, which is not listed.");
        let unlisted = unlisted.finish("a refusal by a code that is not listed", "");
        let invalid = [("invalid", "Refused with a reason for each field.")];
        let named = crate::schema::words_or(invalid, crate::schema::text());
        let mut refused = crate::schema::Shape::new(generator);
        refused.key(
            "refused",
            crate::schema::one_of([named, unlisted]),
            "The name of a code, `invalid`, or `{ code: … }` for a code that is not listed.",
        );
        refused.rule("required", vec!["refused"].into());
        crate::schema::one_of([word, refused.finish("a refusal", "")])
    }
);

enum OutcomeWord {
    Done,
    Accepted,
    Open,
}

words! {
    OutcomeWord, "the outcome of an example": {
        /// Final and good.
        "done" => OutcomeWord::Done,
        /// Taken on, final later.
        "accepted" => OutcomeWord::Accepted,
        /// Not decided yet.
        "open" => OutcomeWord::Open,
    }
}

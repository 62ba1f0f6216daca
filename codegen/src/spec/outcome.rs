//! What an answer means: rules, payloads, envelopes, and what the sandbox answers.

use super::{Conditions, TypeExpr};
use crate::decode::{
    Cx, Decode, Fields, FromScalar, Named, Path, Piece, Record, Spanned, Status, Text, code,
    once_each, record,
};
use crate::finding::Finding;
use crate::yaml::{Key, Node, NodeKind, Span};

/// A rule that classes an answer: `when`, and one of `done`, `accepted`, `open` and `refused`.
#[derive(Clone, Debug, PartialEq)]
pub struct OutcomeRule {
    /// The place that stands for all of it: its first key.
    pub span: Span,
    /// All of them must hold.
    pub when: Conditions,
    /// What the answer then is.
    pub outcome: Outcome,
}

/// What an answer turns out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Final and good, with what it holds.
    Done(Payload),
    /// Taken on and final later, with what it holds.
    Accepted(Payload),
    /// Not decided yet, with what it holds.
    Open(Payload),
    /// Refused.
    Refused(Refused),
}

/// What an answer holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Payload {
    /// `nothing`, `html` or a type.
    pub kind: PayloadKind,
    /// Where `kind` stands.
    pub span: Span,
    /// `at`: dotted path to it; the whole body where it is missing.
    pub at: Option<Path>,
}

/// What kind of thing an answer holds.
#[derive(Clone, Debug, PartialEq)]
pub enum PayloadKind {
    /// Nothing worth reading.
    Nothing,
    /// An HTML page.
    Html,
    /// A value.
    Type(TypeExpr),
}

impl FromScalar for PayloadKind {
    const WHAT: &'static str = "`nothing`, `html` or a type";

    fn from_scalar(piece: Piece<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        match piece.text {
            "nothing" => Some(Self::Nothing),
            "html" => Some(Self::Html),
            _ => TypeExpr::from_scalar(piece, cx).map(Self::Type),
        }
    }
}

record! {
    /// Where the parts of a refusal are.
    pub struct Refused("a refusal") then refusal {
        /// Where the code is; left out only beside `fields`.
        optional code: CodeSource,
        /// Dotted paths to the message, in order of precedence.
        default message: Vec<Path>,
        /// Dotted path to an object of field name to texts.
        optional fields: Path,
        /// What it carries besides: `nothing`, `html` or a type.
        optional payload: Spanned<PayloadKind>,
        /// Dotted path to what it carries.
        optional at: Path,
    }
}

fn refusal(refused: &Refused, cx: &mut Cx<'_>) {
    let lost = refused.gaps.lost("code") || refused.gaps.lost("fields");
    if refused.code.is_none() && refused.fields.is_none() && !lost {
        let message = "a refusal says where its code is";
        cx.push(
            Finding::new(code::NO_CODE, refused.span, message)
                .label("neither `code` nor `fields` is here")
                .help("write the path to it, or `code: { text: … }` where the answer carries none"),
        );
    }
    let message = refused.message.iter();
    once_each(message.map(|path| (&path.value, path.span)), cx);
    let code = match &refused.code {
        Some(CodeSource::Path(path)) => Some(path),
        Some(CodeSource::Fixed(_)) | None => None,
    };
    let others = [code, refused.fields.as_ref(), refused.at.as_ref()];
    let paths = refused.message.iter().chain(others.into_iter().flatten());
    paths.for_each(|path| path.is_dotted(cx));
}

/// Where the code of a refusal is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeSource {
    /// A dotted path to it.
    Path(Path),
    /// `{text: …}`: this one, because the answer carries none.
    Fixed(Text),
}

impl Decode for CodeSource {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let NodeKind::Mapping(_) = node.kind else {
            return Path::decode(node, cx).map(Self::Path);
        };
        let mut fields = Fields::open(node, "a fixed code", cx)?;
        let text = fields.expected("text", None, cx);
        fields.finish(cx);
        text.map(Self::Fixed)
    }
}

/// The keys of a rule in their usual order.
const RULE_KEYS: [&str; 6] = ["done", "accepted", "open", "refused", "at", "when"];

impl Decode for OutcomeRule {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let fields = Fields::open(node, "a rule", cx)?.usually(&RULE_KEYS);
        let rule = fields.read(Self::has_key, cx, Self::of);
        if rule.is_none() {
            // The type that it names is used all the same.
            cx.lose(node);
        }
        rule
    }

    fn has_key(key: &str) -> bool {
        RULE_KEYS.contains(&key)
    }
}

impl OutcomeRule {
    fn of(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Self> {
        let span = fields.place();
        let when = fields.required(
            "when",
            Some("say by what its answers are known, such as `when: { status_code: 100 }`"),
            cx,
        );
        let found = fields.take_exactly_one(&["done", "accepted", "open", "refused"], cx);
        let refused = found.is_some_and(|(key, _)| key.text == "refused");
        let at = if refused {
            None
        } else {
            fields
                .optional::<Path>("at", cx)
                .inspect(|path| path.is_dotted(cx))
        };
        let beside = |entry: &&(Key, Node)| {
            refused && fields.stand_beside(entry, <Refused as Record>::has_key, cx)
        };
        let told = found.as_ref().is_some_and(beside);
        let outcome = found.filter(|_| !told).and_then(|(key, value)| {
            cx.under(key.span, |cx| {
                if refused {
                    return Refused::decode(value, cx).map(Outcome::Refused);
                }
                let Spanned { value: kind, span } = Decode::decode(value, cx)?;
                let payload = Payload { kind, span, at };
                Some(match key.text.as_str() {
                    "done" => Outcome::Done(payload),
                    "accepted" => Outcome::Accepted(payload),
                    _ => Outcome::Open(payload),
                })
            })
        });
        Some(Self {
            span,
            when: when?,
            outcome: outcome?,
        })
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::{
        AnswerContent, CodeSource, Conditions, OutcomeRule, Path, PayloadKind, RULE_KEYS, Refused,
        SandboxAnswer, Spanned, Text,
    };
    use crate::schema::{Shape, Shaped, one_of, scalar, shape, value, words_or};
    use crate::spec::TypeExpr;

    scalar!(
        PayloadKind,
        "`nothing`, `html` or a type",
        "",
        words_or(
            [
                ("nothing", "Nothing worth reading."),
                ("html", "An HTML page."),
            ],
            TypeExpr::schema()
        )
    );

    value!(
        CodeSource,
        "the place of a code",
        "A dotted path to it, or `{ text: … }` where the answer carries none.",
        |generator| {
            let path = generator.subschema_for::<Path>();
            let mut fixed = Shape::new(generator);
            fixed.required::<Text>("text", "This code, because the answer carries none.");
            one_of([path, fixed.finish("a fixed code", "")])
        }
    );

    shape!(
        OutcomeRule,
        "a rule",
        "What an answer is, where all of `when` holds.",
        |shape| {
            shape.optional::<Spanned<PayloadKind>>("done", "Final and good, with what it holds.");
            shape.optional::<Spanned<PayloadKind>>(
                "accepted",
                "Taken on and final later, with what it holds.",
            );
            shape.optional::<Spanned<PayloadKind>>("open", "Not decided yet, with what it holds.");
            shape.optional::<Refused>("refused", "Refused, and where the reasons are.");
            shape.optional::<Path>(
                "at",
                "Dotted path to what it holds; the whole body where the key is missing.",
            );
            shape.required::<Conditions>(
                "when",
                "All of these must hold; `{}` for a rule that always holds.",
            );
            shape.exactly_one(&[
                ("done", &["at"]),
                ("accepted", &["at"]),
                ("open", &["at"]),
                ("refused", &[]),
            ]);
            shape.usually(&RULE_KEYS);
        }
    );

    shape!(
        SandboxAnswer,
        "an answer of the sandbox",
        "What the sandbox answers, and whether the provider is known to answer so.",
        |shape| {
            shape.optional::<Text>(
                "assumed",
                "The provider's answer is not known: why this is the guess.",
            );
            shape.optional::<Text>("documented", "The provider answers so: the source.");
            shape.exactly_one(&[("assumed", &[]), ("documented", &[])]);
            AnswerContent::shape(shape);
        }
    );
}

/// What the sandbox answers: `assumed` or `documented`, `http` and `body`.
#[derive(Clone, Debug, PartialEq)]
pub struct SandboxAnswer {
    /// The place that stands for all of it.
    pub span: Span,
    /// Whether the provider's behaviour is known.
    pub origin: AnswerOrigin,
    /// The status and the body.
    pub content: AnswerContent,
}

/// Whether an answer of the sandbox is known to be the provider's.
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerOrigin {
    /// It is not, with the reason for the guess.
    Assumed(Text),
    /// It is, with the source.
    Documented(Text),
}

record! {
    /// An answer: its status and its body.
    pub struct AnswerContent("an answer") {
        /// The HTTP status.
        required http: Spanned<Status>,
        /// The body; `{{placeholders}}` in an answer of the sandbox.
        required body: Spanned<String>,
    }
}

impl Decode for SandboxAnswer {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, "an answer of the sandbox", cx)?;
        let span = fields.place();
        let origin = fields
            .take_exactly_one(&["assumed", "documented"], cx)
            .and_then(|(key, value)| {
                cx.under(key.span, |cx| match key.text.as_str() {
                    "assumed" => Text::decode(value, cx).map(AnswerOrigin::Assumed),
                    _ => Text::decode(value, cx).map(AnswerOrigin::Documented),
                })
            });
        let content = AnswerContent::read(&mut fields, cx);
        fields.finish(cx);
        Some(Self {
            span,
            origin: origin?,
            content: content?,
        })
    }
}

record! {
    /// An envelope: what the answers of many operations have in common.
    pub struct Envelope("an envelope") {
        /// What it is.
        required summary: Text,
        /// Rules that follow an operation's own.
        default rules: Vec<OutcomeRule>,
        /// The table that is asked for codes that are not the operation's own.
        optional codes: Spanned<String>,
        /// Where it is from.
        required evidence: super::Evidence,
        /// What the sandbox answers.
        optional sandbox: EnvelopeSandbox,
    }
}

record! {
    /// What the sandbox answers in an envelope.
    pub struct EnvelopeSandbox("the sandbox's answers") {
        /// To a missing or malformed input, with `{{field}}` and `{{message}}`.
        optional invalid_input: SandboxAnswer,
    }
}

record! {
    /// What the sandbox answers where the provider's behaviour is unknown.
    pub struct Assumption("an assumption") {
        /// What the situation is.
        required summary: Text,
        /// Wire fields and the values that bring it about.
        required when: Named<Spanned<String>, crate::decode::WireName>,
        /// The answer.
        required answer: SandboxAnswer,
    }
}

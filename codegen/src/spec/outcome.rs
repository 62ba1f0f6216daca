//! What an answer means: rules, conditions, payloads, and what the sandbox answers.

use super::TypeExpr;
use crate::decode::{
    Cx, Decode, Fields, FromScalar, Named, Path, Piece, Record, Spanned, Status, Text, code,
    once_each, record,
};
use crate::finding::Finding;
use crate::model::Subject;
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
    use serde_json::json;

    use super::{
        AnswerContent, CodeSource, Conditions, OutcomeRule, Path, PayloadKind, RULE_KEYS, Refused,
        SandboxAnswer, Spanned, Status, Test, Text,
    };
    use crate::schema::{
        ScalarSchema, Shape, Shaped, enumeration, one_of, scalar, shape, text, value, words_or,
    };
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

    value!(
        Conditions,
        "conditions",
        "Conditions on an answer, all of which must hold: `http`, `content` or a dotted path in the body.",
        |generator| {
            let other = generator.subschema_for::<Test>();
            let mut shape = Shape::new(generator);
            shape.key("http", test(Status::schema()), "The HTTP status.");
            let contents =
                enumeration([("html", "The body is HTML."), ("json", "The body is JSON.")]);
            shape.key("content", test(contents), "What kind of body it is.");
            shape.others(other);
            let path = r"^[^.]*[^. \t\r\n][^.]*(\.[^.]*[^. \t\r\n][^.]*)*$";
            shape.rule("propertyNames", json!({ "pattern": path }));
            shape.finish("conditions", "")
        }
    );

    value!(
        Test,
        "a condition",
        "A value, a list of values of which any will do, `{ not: … }` or `{ present: … }`.",
        |_| test(text())
    );

    /// What must be so of a subject with such values.
    fn test(value: schemars::Schema) -> schemars::Schema {
        let values = json!([value, { "type": "array", "minItems": 1, "items": value }]);
        let not = "Present, and none of these values.";
        let present = "Whether it must be present; `null` counts as missing.";
        let other = schemars::json_schema!({
            "type": "object",
            "title": "a condition",
            "properties": {
                "not": { "description": not, "anyOf": values },
                "present": { "description": present, "type": "boolean" },
            },
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": false,
        });
        let values = schemars::json_schema!({ "anyOf": values });
        one_of([values, other])
    }

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

/// Conditions on an answer, all of which must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Conditions {
    /// The place that stands for all of them.
    pub span: Span,
    /// Each of them.
    pub list: Vec<Condition>,
}

/// A condition on an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What is looked at: `http`, `content` or a dotted path in the body.
    pub subject: Spanned<Subject>,
    /// What must be so.
    pub test: Test,
    /// Where the test stands.
    pub span: Span,
}

/// What must be so. Values keep their spelling.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Equal to one of these; never empty.
    OneOf(Vec<Spanned<String>>),
    /// Present and equal to none of these; never empty.
    NoneOf(Vec<Spanned<String>>),
    /// Present, whatever it is.
    Present,
    /// Missing or null.
    Missing,
}

impl Decode for Conditions {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            cx.wrong_shape(node, "a mapping of conditions");
            return None;
        };
        let span = cx.place(node);
        let read = |(key, value): &(Key, Node), cx: &mut Cx<'_>| {
            cx.under(key.span, |cx| condition(key, value, cx))
        };
        let mut list: Vec<Option<Condition>> = Vec::new();
        for (place, entry) in entries.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| entries.get(place));
            list.push(match before {
                Some(before) if is_further_value(before, entry) => {
                    further_value(before, entry, cx);
                    None
                }
                _ => read(entry, cx),
            });
        }
        let list = list.into_iter().collect::<Option<Vec<_>>>()?;
        Some(Self { span, list })
    }
}

/// Whether a key is a number without a value behind a condition: a second value that a comma parted from the first.
fn is_further_value((_, before): &(Key, Node), (key, value): &(Key, Node)) -> bool {
    let number = key.text.chars().all(|c| c.is_ascii_digit());
    value.kind == NodeKind::Null && number && matches!(before.kind, NodeKind::Scalar(_))
}

fn further_value((subject, before): &(Key, Node), (key, _): &(Key, Node), cx: &mut Cx<'_>) {
    let NodeKind::Scalar(first) = &before.kind else {
        return;
    };
    let message = format!("`{}` is no condition", key.text);
    cx.push(
        Finding::new(code::BAD_CONDITION, key.span, message)
            .label("a second value")
            .second(before.span, "of this")
            .help(format!(
                "several values are a list: write `{}: [{}, {}]`",
                subject.text, first.text, key.text
            )),
    );
}

fn condition(key: &Key, value: &Node, cx: &mut Cx<'_>) -> Option<Condition> {
    let subject = match key.text.as_str() {
        "http" => Subject::Http,
        "content" => Subject::Content,
        path if !path.is_empty() && path.split('.').all(|part| !part.trim().is_empty()) => {
            let path = Path {
                value: key.text.clone(),
                span: key.span,
            };
            path.is_dotted(cx);
            Subject::Path(path.meant())
        }
        _ => {
            let message = format!("`{}` is not a dotted path", key.text);
            cx.push(
                Finding::new(code::BAD_CONDITION, key.span, message)
                    .help("write `http`, `content` or a path"),
            );
            return None;
        }
    };
    let test = test(value, cx)?;
    values_fit(&subject, &test, cx);
    Some(Condition {
        subject: Spanned::new(subject, key.span),
        test,
        span: value.span,
    })
}

fn test(value: &Node, cx: &mut Cx<'_>) -> Option<Test> {
    if let NodeKind::Mapping(_) = value.kind {
        let mut fields = Fields::open(value, "a condition", cx)?;
        let test = fields
            .take_exactly_one(&["not", "present"], cx)
            .and_then(|(key, value)| {
                cx.under(key.span, |cx| match key.text.as_str() {
                    "not" => values(value, cx).map(Test::NoneOf),
                    _ => {
                        let present: Spanned<bool> = Decode::decode(value, cx)?;
                        Some(if present.value {
                            Test::Present
                        } else {
                            Test::Missing
                        })
                    }
                })
            });
        fields.finish(cx);
        return test;
    }
    values(value, cx).map(Test::OneOf)
}

fn values(node: &Node, cx: &mut Cx<'_>) -> Option<Vec<Spanned<String>>> {
    if node.kind == NodeKind::Null {
        let finding = Finding::new(
            code::BAD_CONDITION,
            cx.place(node),
            "a condition needs a value to compare with",
        );
        cx.push(
            finding
                .label("nothing follows")
                .help("null counts as missing: write `{ present: false }`"),
        );
        return None;
    }
    let expected = match &node.kind {
        NodeKind::Sequence(items) => items.len(),
        _ => 1,
    };
    let values = crate::decode::OneOrMany::<Spanned<String>>::decode(node, cx)?.0;
    (values.len() == expected).then_some(values)
}

/// Finds values of a test that its subject can never have.
fn values_fit(subject: &Subject, test: &Test, cx: &mut Cx<'_>) {
    let (wanted, fits): (&str, fn(&str) -> bool) = match subject {
        Subject::Path(_) => return,
        Subject::Http => ("an HTTP status from 100 to 599", |text| {
            Status::of(text).is_some()
        }),
        Subject::Content => ("`html` or `json`", |text| matches!(text, "html" | "json")),
    };
    let (Test::OneOf(values) | Test::NoneOf(values)) = test else {
        return;
    };
    for value in values.iter().filter(|value| !fits(&value.value)) {
        let message = format!("`{}` is not {wanted}", value.value);
        let finding =
            Finding::new(code::BAD_CONDITION, value.span, message).label("can never be so");
        let range = value.value.ends_with("xx") || value.value.contains(['-', '–']);
        cx.push(if *subject == Subject::Http && range {
            finding.help("write each status, such as `[400, 422]`")
        } else {
            finding
        });
    }
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

//! Operations: what is sent, and what sending it twice does.

use super::{
    Assumption, Choosable, Codes, Evidence, Example, Input, OutcomeRule, Quirk, RequestLine,
    UseGroup, WireFields,
};
use crate::decode::{
    AnyCode, Cx, Decode, Fields, FromScalar, Named, Piece, RustName, Spanned, Text, code,
    once_each, read_value, record, words,
};
use crate::finding::Finding;
use crate::model::{BodyShape, OperationKind, Verdict};
use crate::yaml::{Key, Node, NodeKind, Span};

record! {
    /// One operation of a provider.
    pub struct Operation("an operation") then several_together {
        /// One sentence.
        required summary: Text,
        /// More, as Markdown.
        optional details: Text,
        /// Where it is from.
        required evidence: Evidence,
        /// Who sends it: `call` (the client; the default) or `browser_form` (the shopper's browser).
        optional kind: Spanned<OperationKind>,
        /// Method and path.
        expected request: Choosable<Spanned<RequestLine>> | "write a method and a path, such as `request: POST /api/token`",
        /// The API that it is sent to; may be missing where the provider has one.
        optional api: Spanned<String>,
        /// How it is authenticated: a name, or `none`.
        expected auth: Spanned<AuthRef> | "write the name of a way to authenticate, or `auth: none`",
        /// What sending it twice does.
        expected effect: Effect | "write `read`, `repeatable` or `once`: it is never guessed from the method",
        /// Why an operation that looks like one which moves money may be sent twice.
        optional not_once: Text,
        /// Groups of inputs and wire fields that it takes over.
        default uses = "use": Named<UseGroup>,
        /// What the caller gives.
        default inputs: Named<Input>,
        /// Inputs that must be given together.
        default together: Vec<Vec<Spanned<String>>>,
        /// The request.
        flat wire: Wire,
        /// What stands around a JSON body.
        optional body_shape: Choosable<Spanned<BodyShape>>,
        /// How an answer is classed: the first rule that holds, these before those of the envelope.
        default outcomes: Vec<OutcomeRule>,
        /// The envelope of its answers.
        optional envelope: Spanned<String>,
        /// Its own error codes.
        default codes: Codes,
        /// Where the documents are wrong, silent or at odds.
        default quirks: Named<Quirk>,
        /// Requests and answers.
        default examples: Named<Example>,
        /// What the sandbox answers where the provider's behaviour is unknown.
        default assumed: Named<Assumption>,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

/// Finds groups of inputs that are given together and hold one or none, and inputs that stand in one twice.
fn several_together(operation: &Operation, cx: &mut Cx<'_>) {
    for group in &operation.together {
        once_each(group.iter().map(|input| (&input.value, input.span)), cx);
        if let [one] = group.as_slice() {
            let message = "inputs that are given together are at least two";
            cx.push(
                Finding::new(code::GROUP_OF_ONE, one.span, message)
                    .label("one alone")
                    .help("name the others, or remove the group"),
            );
        }
    }
}

record! {
    /// The parts of a request.
    pub struct Wire("a request") then one_body, shape one_body_key {
        /// Query parameters.
        default query: WireFields,
        /// Request headers.
        default headers: WireFields,
        /// The fields of a JSON body.
        optional body: WireFields,
        /// The fields of a form body.
        optional form: WireFields,
    }
}

#[cfg(feature = "schema")]
fn one_body_key(shape: &mut crate::schema::Shape<'_>) {
    shape.excludes("body", "form");
}

fn one_body(wire: &Wire, cx: &mut Cx<'_>) {
    if let (Some(body), Some(form)) = (&wire.body, &wire.form) {
        let at = |fields: &WireFields| {
            fields
                .iter()
                .next()
                .map_or(wire.span, |(name, _)| name.span)
        };
        let finding = Finding::new(
            code::TWO_BODIES,
            at(form),
            "a request has either a JSON body or a form body",
        );
        cx.push(
            finding
                .label("form body here")
                .second(at(body), "JSON body here")
                .help("keep `body` or `form`"),
        );
    }
}

/// How an operation is authenticated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthRef {
    /// `none`.
    None,
    /// The name of a way to authenticate.
    Named(String),
}

impl FromScalar for AuthRef {
    const WHAT: &'static str = "the name of a way to authenticate, or `none`";

    fn from_scalar(piece: Piece<'_>, _: &mut Cx<'_>) -> Option<Self> {
        Some(if piece.text == "none" {
            Self::None
        } else {
            Self::Named(piece.text.to_owned())
        })
    }
}

/// What sending an operation twice does.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Where it stands.
    pub span: Span,
    /// What it does.
    pub kind: EffectKind,
}

/// What sending an operation twice does.
#[derive(Clone, Debug, PartialEq)]
pub enum EffectKind {
    /// `read`: nothing, it only reads.
    Read,
    /// `repeatable`: the same as sending it once.
    Repeatable,
    /// `once`: perhaps a second charge, refund or record.
    Once(Resolve),
}

/// How a caller learns what came of an operation whose answer was lost.
#[derive(Clone, Debug, PartialEq)]
pub enum Resolve {
    /// No operation can tell.
    None {
        /// Why.
        because: Text,
    },
    /// Another operation can tell.
    By(Box<ResolveBy>),
}

record! {
    /// The operation that tells what came of one whose answer was lost.
    pub struct ResolveBy("a way to resolve") {
        /// The operation to ask.
        required operation: Spanned<String>,
        /// Input of that operation to the input of this one: the reference.
        required reference = "match": Named<Spanned<String>>,
        /// What its outcome says of this operation; the first that holds.
        required verdicts: Verdicts,
    }
}

/// What the outcomes of the resolving operation say, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdicts(pub Vec<VerdictRule>);

/// What one outcome of the resolving operation says.
#[derive(Clone, Debug, PartialEq)]
pub struct VerdictRule {
    /// The outcome.
    pub when: Spanned<VerdictWhen>,
    /// What it says.
    pub verdict: Spanned<Verdict>,
}

/// An outcome of the resolving operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VerdictWhen {
    /// It is done.
    Done,
    /// It is accepted, final later.
    Accepted,
    /// It is open.
    Open,
    /// It is refused with this code.
    Code(String),
    /// It is refused with any other code.
    Refused,
}

impl Decode for Effect {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let kind = match &node.kind {
            NodeKind::Mapping(_) => {
                let mut fields = Fields::open(node, "an effect", cx)?;
                let once = fields.take_exactly_one(&["once"], cx);
                let resolve =
                    once.and_then(|(key, value)| cx.under(key.span, |cx| resolve(value, cx)));
                fields.finish(cx);
                EffectKind::Once(resolve?)
            }
            _ => match Spanned::<PlainEffect>::decode(node, cx)?.value {
                PlainEffect::Read => EffectKind::Read,
                PlainEffect::Repeatable => EffectKind::Repeatable,
                PlainEffect::Once => {
                    no_resolve(node.span, cx);
                    return None;
                }
            },
        };
        Some(Self {
            span: cx.place(node),
            kind,
        })
    }
}

fn no_resolve(span: Span, cx: &mut Cx<'_>) {
    let message = "`once` says how a lost answer is resolved";
    let finding = Finding::new(code::NO_RESOLVE, span, message).label("`resolve` is missing");
    cx.push(finding.help("write `once: { resolve: { operation: …, match: …, verdicts: … } }`, or `resolve: none` and why"));
}

fn resolve(node: &Node, cx: &mut Cx<'_>) -> Option<Resolve> {
    let mut fields = Fields::open(node, "an effect of `once`", cx)?;
    let span = fields.place();
    let found = fields.take("resolve");
    let because = fields.take("because");
    let resolve = match found {
        None => {
            no_resolve(span, cx);
            None
        }
        Some((key, value)) => match &value.kind {
            NodeKind::Scalar(scalar) if scalar.text == "none" => match because {
                Some((key, reason)) => {
                    read_value(key, reason, cx).map(|because| Resolve::None { because })
                }
                None => {
                    let message = "`resolve: none` says why no operation can tell what happened";
                    let finding = Finding::new(code::NO_REASON, value.span, message);
                    cx.push(
                        finding
                            .label("`because` is missing")
                            .help("add `because: …` beside it"),
                    );
                    None
                }
            },
            NodeKind::Mapping(_) => {
                if let Some((because, _)) = because {
                    let message = "`because` goes with `resolve: none` only";
                    cx.push(
                        Finding::new(code::KEYS_APART, because.span, message)
                            .label("it has no effect here")
                            .second(key.span, "resolved here")
                            .help("remove it"),
                    );
                }
                read_value(key, value, cx).map(|by| Resolve::By(Box::new(by)))
            }
            _ => {
                let finding = Finding::new(
                    code::WRONG_SHAPE,
                    value.span,
                    "expected a way to resolve, or `none`",
                );
                cx.push(finding.help("write `resolve: { operation: …, match: …, verdicts: … }`, or `resolve: none` and why"));
                None
            }
        },
    };
    fields.finish(cx);
    resolve
}

impl Decode for Verdicts {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if matches!(&node.kind, NodeKind::Sequence(items) if items.is_empty()) {
            let message = "no outcome of the resolving operation says anything";
            cx.push(
                Finding::new(code::EMPTY, cx.place(node), message)
                    .help("write at least `- done: happened`"),
            );
            return None;
        }
        let rules = Vec::<VerdictEntry>::decode(node, cx)?;
        Some(Self(rules.into_iter().flat_map(|entry| entry.0).collect()))
    }
}

/// An unknown key alone, with a verdict: most likely a code.
fn code_alone(node: &Node) -> Option<(&Key, &str)> {
    const OUTCOMES: [&str; 5] = ["done", "accepted", "open", "refused", "code"];
    let NodeKind::Mapping(entries) = &node.kind else {
        return None;
    };
    let [(key, value)] = entries.as_slice() else {
        return None;
    };
    let NodeKind::Scalar(verdict) = &value.kind else {
        return None;
    };
    let near = crate::finding::suggest(&key.text, OUTCOMES).is_some();
    (!OUTCOMES.contains(&key.text.as_str()) && !near).then_some((key, verdict.text.as_str()))
}

/// One element of the list of verdicts; `code` may list several.
struct VerdictEntry(Vec<VerdictRule>);

impl Decode for VerdictEntry {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let Some((key, value)) = code_alone(node) {
            let message = format!("`{}` is no outcome", key.text);
            cx.push(
                Finding::new(code::UNKNOWN_KEY, key.span, message)
                    .label("an outcome, or `code`")
                    .help(format!(
                        "if it is a code, write `code: {{ {}: {value} }}`",
                        key.text
                    )),
            );
            return None;
        }
        let mut fields = Fields::open(node, "a verdict", cx)?;
        let found = fields.take_exactly_one(&["done", "accepted", "open", "refused", "code"], cx);
        let rules = found.and_then(|(key, value)| {
            cx.under(key.span, |cx| {
                let when = match key.text.as_str() {
                    "done" => VerdictWhen::Done,
                    "accepted" => VerdictWhen::Accepted,
                    "open" => VerdictWhen::Open,
                    "refused" => VerdictWhen::Refused,
                    _ => {
                        let codes = Named::<Spanned<Verdict>, AnyCode>::decode(value, cx)?;
                        let rule =
                            |(name, verdict): (&Spanned<String>, &Spanned<Verdict>)| VerdictRule {
                                when: Spanned::new(
                                    VerdictWhen::Code(name.value.clone()),
                                    name.span,
                                ),
                                verdict: verdict.clone(),
                            };
                        return Some(codes.iter().map(rule).collect());
                    }
                };
                let verdict = Decode::decode(value, cx)?;
                Some(vec![VerdictRule {
                    when: Spanned::new(when, key.span),
                    verdict,
                }])
            })
        });
        fields.finish(cx);
        rules.map(Self)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use schemars::json_schema;
    use serde_json::json;

    use super::{
        AnyCode, AuthRef, Effect, Named, ResolveBy, Spanned, Text, Verdict, VerdictEntry, Verdicts,
    };
    use crate::schema::{Shape, enumeration, one_of, scalar, shape, text, value, words_or};

    scalar!(
        AuthRef,
        "the name of a way to authenticate, or `none`",
        "",
        words_or([("none", "It is not authenticated.")], text())
    );

    value!(
        Effect,
        "an effect",
        "What sending it twice does.",
        |generator| {
            let mut words = enumeration([
                ("read", "Nothing: it only reads."),
                ("repeatable", "The same as sending it once."),
            ]);
            let message = "expected `read`, `repeatable` or `once: { resolve: … }`";
            words.insert(String::from("errorMessage"), json!(message));
            let mut resolve = Shape::new(generator);
            resolve.required::<OnceResolve>(
                "resolve",
                "How a caller learns what came of it when the answer was lost; or `none`.",
            );
            resolve.optional::<Text>(
                "because",
                "Why no operation can tell; with `resolve: none`.",
            );
            let none = json!({ "properties": { "resolve": { "const": "none" } } });
            resolve.rule("if", none);
            resolve.rule("then", json!({ "required": ["because"] }));
            resolve.rule("else", json!({ "properties": { "because": false } }));
            let resolve = resolve.finish("an effect of `once`", "");
            let mut once = Shape::new(generator);
            once.key(
                "once",
                resolve,
                "Perhaps a second charge, refund or record.",
            );
            once.rule("required", json!(["once"]));
            one_of([words, once.finish("an effect", "")])
        }
    );

    /// What stands after `resolve`.
    struct OnceResolve;

    value!(
        OnceResolve,
        "a way to resolve, or `none`",
        "",
        |generator| {
            let none = enumeration([("none", "No operation can tell; `because` says why.")]);
            one_of([none, generator.subschema_for::<ResolveBy>()])
        }
    );

    value!(
        Verdicts,
        "verdicts",
        "What the outcomes of the resolving operation say; the first that holds.",
        |generator| {
            let entry = generator.subschema_for::<VerdictEntry>();
            json_schema!({ "type": "array", "minItems": 1, "items": entry })
        }
    );

    shape!(
        VerdictEntry,
        "a verdict",
        "What one outcome of the resolving operation says.",
        |shape| {
            shape.optional::<Spanned<Verdict>>("done", "It is done.");
            shape.optional::<Spanned<Verdict>>("accepted", "It is accepted, final later.");
            shape.optional::<Spanned<Verdict>>("open", "It is open.");
            shape.optional::<Spanned<Verdict>>("refused", "It is refused with any other code.");
            shape.optional::<Named<Spanned<Verdict>, AnyCode>>(
                "code",
                "It is refused with one of these codes.",
            );
            let keys = ["done", "accepted", "open", "refused", "code"];
            shape.exactly_one(&keys.map(|key| (key, [].as_slice())));
        }
    );
}

enum PlainEffect {
    Read,
    Repeatable,
    Once,
}

words! {
    PlainEffect, "an effect": {
        "read" => PlainEffect::Read,
        "repeatable" => PlainEffect::Repeatable,
        "once" => PlainEffect::Once,
    }
    OperationKind, "a kind of operation": {
        /// The client sends it.
        "call" => OperationKind::Call,
        /// The shopper's browser sends it, from a form that the client fills.
        "browser_form" => OperationKind::BrowserForm,
    }
    Verdict, "a verdict": {
        /// It took effect.
        "happened" => Verdict::Happened,
        /// It was refused.
        "refused" => Verdict::Refused,
        /// It is still being processed.
        "open" => Verdict::Open,
        /// It never arrived: safe to send again.
        "not_received" => Verdict::NotReceived,
        /// It does not tell.
        "undecided" => Verdict::Undecided,
    }
}

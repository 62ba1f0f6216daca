//! The flow of an area: how its operations and callbacks are typically used, one after the other.

use super::ExampleValue;
use crate::decode::{Cx, Decode, Fields, Named, Path, Record, Spanned, WireName, record};
use crate::yaml::{Node, Span};

/// One step of a flow: an `operation` that is called, or a `callback` that arrives.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowStep {
    /// The place that stands for all of it.
    pub span: Span,
    /// What happens.
    pub kind: FlowStepKind,
}

/// What happens in a step of a flow.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowStepKind {
    /// `operation`: its name, and how it is called.
    Operation(Spanned<String>, FlowCall),
    /// `callback`: its name, and what comes of it.
    Callback(Spanned<String>, FlowCallback),
}

record! {
    /// A call in a flow.
    pub struct FlowCall("a step with an operation") then dotted_paths {
        /// The example that it is called with, and whose answer comes back.
        required example: Spanned<String>,
        /// What its answer is called in later steps.
        optional name = "as": Spanned<String>,
        /// Inputs that are taken from earlier answers, each with a dotted path into one; the first of a list is `0`.
        default take: Named<Path, WireName>,
    }
}

fn dotted_paths(call: &FlowCall, cx: &mut Cx<'_>) {
    call.take.values().for_each(|path| path.is_dotted(cx));
}

record! {
    /// A callback in a flow.
    pub struct FlowCallback("a step with a callback") {
        /// The query or body that arrives.
        required arrives: Spanned<String>,
        /// What the merchant expects: `reference`, `amount` and `currency`, as far as they are compared.
        default expect: Named<ExampleValue>,
        /// The example of the confirming operation whose answer comes back.
        optional example: Spanned<String>,
    }
}

impl Decode for FlowStep {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut fields = Fields::open(node, "a step", cx)?;
        let span = fields.place();
        let found = fields.take_exactly_one(&["operation", "callback"], cx);
        let kind = found.and_then(|(key, value)| {
            let name = cx.under(key.span, |cx| Spanned::<String>::decode(value, cx));
            match key.text.as_str() {
                "operation" => {
                    let call = FlowCall::read(&mut fields, cx);
                    Some(FlowStepKind::Operation(name?, call?))
                }
                _ => {
                    let callback = FlowCallback::read(&mut fields, cx);
                    Some(FlowStepKind::Callback(name?, callback?))
                }
            }
        });
        if found.is_none() {
            fields.drop_keys(&["example", "as", "take", "arrives", "expect"]);
        }
        fields.finish(cx);
        Some(Self { span, kind: kind? })
    }
}

#[cfg(feature = "schema")]
crate::schema::shape!(
    FlowStep,
    "a step",
    "What happens next: an operation is called, or a callback arrives.",
    |shape| {
        shape.optional::<Spanned<String>>("operation", "The operation that is called.");
        shape.optional::<Spanned<String>>("callback", "The callback that arrives.");
        shape.optional::<Spanned<String>>(
            "example",
            "The example that the operation is called with, and whose answer comes back; of a callback, an example of the \
             operation that confirms it.",
        );
        shape.optional::<Spanned<String>>("as", "What the answer is called in later steps.");
        shape.optional::<Named<Path, WireName>>(
            "take",
            "Inputs that are taken from earlier answers, each with a dotted path into one; the first of a list is `0`.",
        );
        shape.required::<Spanned<String>>("arrives", "The query or body that arrives.");
        shape.optional::<Named<ExampleValue>>(
            "expect",
            "What the merchant expects: `reference`, `amount` and `currency`, as far as they are compared.",
        );
        shape.exactly_one(&[
            ("operation", &["as", "take"]),
            ("callback", &["arrives", "expect"]),
        ]);
    }
);

//! The flow of an area: how its operations and callbacks are typically used, one after the other.

use super::{CallbackId, ExampleValue, OperationId, ValueType};

/// One step of a flow.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowStep {
    /// An operation is called.
    Call(FlowCall),
    /// A callback arrives.
    Callback(FlowCallback),
}

/// A call in a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowCall {
    /// What is called.
    pub operation: OperationId,
    /// The operation's example (index) that it is called with, and whose answer comes back.
    pub example: usize,
    /// What its answer is called in Rust, where later steps take something of it.
    pub answer: Option<String>,
    /// The inputs that are taken from earlier answers.
    pub taken: Vec<Taken>,
}

/// An input that is taken from an earlier answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The input, and the names inside of it: of a variant, of an input of a type.
    pub input: Vec<String>,
    /// What the earlier answer is called in Rust.
    pub answer: String,
    /// What leads to the value inside of that answer.
    pub path: Vec<TakenPart>,
    /// The type of the value.
    pub value: ValueType,
}

/// A step inside of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakenPart {
    /// The first of a list.
    First,
    /// A field.
    Field {
        /// Its name in Rust.
        rust: String,
        /// Whether it may be missing.
        optional: bool,
    },
}

/// A callback in a flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowCallback {
    /// What arrives.
    pub callback: CallbackId,
    /// The query or body that arrives.
    pub arrives: String,
    /// What the merchant expects and the example (index) of the confirming operation that answers, where the callback is
    /// confirmed.
    pub confirmed: Option<(Vec<Expected>, usize)>,
}

/// A fact that the merchant expects of a payment.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// `reference`, `amount` or `currency`.
    pub fact: &'static str,
    /// Its type.
    pub value_type: ValueType,
    /// Its value.
    pub value: ExampleValue,
}

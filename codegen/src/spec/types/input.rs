//! What a caller gives, and what of it is refused before anything is sent.

use super::super::{Choosable, Evidence};
use super::TypeExpr;
use crate::decode::{Cx, Decode, Number, Path, RustName, Spanned, Text, record};
use crate::model::{DateTimeForm, DecimalText, EncodingForm};
use crate::yaml::{Node, NodeKind, Span};

record! {
    /// What a caller gives.
    pub struct Input("an input") {
        /// What it means.
        required summary: Text,
        /// Its type.
        required value_type = "type": TypeExpr | "say what it is, such as `type: text`",
        /// For a `portion`: what "all of it" is on the wire.
        optional full: Choosable<FullText>,
        /// For a `datetime`: the form of its text.
        optional format: Spanned<DateTimeForm>,
        /// For a `datetime`: the IANA name of the zone of a text without an offset.
        optional zone: Spanned<String>,
        /// Whether it may be left out.
        optional optional: Spanned<bool>,
        /// What is refused before anything is sent.
        flat constraints: Constraints,
        /// Where it is known from, if elsewhere than the operation around it.
        optional evidence: Evidence,
        /// Why it is no secret although it is named like one.
        optional not_secret: Text,
        /// Why it is no amount of money although it is named like one.
        optional not_money: Text,
        /// Why zero, or nothing, does not mean all of an amount.
        optional not_all: Text,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

record! {
    /// What a caller gives in a type of its own; unlike an operation's input it says itself how it is written.
    pub struct InputField("an input") {
        /// What it is.
        flat input: Input,
        /// Its name on the wire, where it is not its own.
        optional wire: Path,
        /// Its form on the wire, where it is not the type's own.
        optional form = "as": Spanned<EncodingForm>,
        /// How many decimals are written, for amounts.
        optional decimals: Choosable<Spanned<DecimalText>>,
    }
}

record! {
    /// What is refused before anything is sent.
    pub struct Constraints("an input") {
        /// The exact number of characters.
        optional length: Spanned<u32>,
        /// Fewest characters.
        optional min_length: Spanned<u32>,
        /// Most characters.
        optional max_length: Spanned<u32>,
        /// Smallest value.
        optional min: Number,
        /// Largest value.
        optional max: Number,
        /// Regular expression that the whole text matches.
        optional pattern: Spanned<String>,
    }
}

/// What "all of it" is on the wire: a text, or nothing after the key where the field is then left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FullText {
    /// The text; `None`: the field is left out.
    pub value: Option<String>,
    /// Where it stands.
    pub span: Span,
}

impl Decode for FullText {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Null => Some(Self {
                value: None,
                span: cx.place(node),
            }),
            NodeKind::Scalar(scalar) => Some(Self {
                value: Some(scalar.text.clone()),
                span: node.span,
            }),
            _ => {
                cx.wrong_shape(node, "the text that means all of it");
                None
            }
        }
    }
}

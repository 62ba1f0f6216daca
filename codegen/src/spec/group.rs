//! Groups: inputs and wire fields that several operations share.

use super::{Input, Wire};
use crate::decode::{Cx, Named, Spanned, Text, once_each, record};

record! {
    /// Inputs and wire fields that several operations share.
    pub struct Group("a group") {
        /// What they have in common.
        required summary: Text,
        /// What the caller gives.
        default inputs: Named<Input>,
        /// The part of the request.
        flat wire: Wire,
    }
}

record! {
    /// How an operation takes a group over.
    pub struct UseGroup("the use of a group") then once_in_each_list {
        /// Optional inputs that this operation requires.
        default require: Vec<Spanned<String>>,
        /// Inputs that this operation does without, and with them the fields that they feed.
        default omit: Vec<Spanned<String>>,
    }
}

fn once_in_each_list(group: &UseGroup, cx: &mut Cx<'_>) {
    for inputs in [&group.require, &group.omit] {
        once_each(inputs.iter().map(|input| (&input.value, input.span)), cx);
    }
}

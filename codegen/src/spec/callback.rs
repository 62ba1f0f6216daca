//! Callbacks: what a provider or a shopper's browser sends to the merchant.

use super::{AnswerField, Evidence, Quirk};
use crate::decode::{Cx, Named, Path, RustName, Spanned, Text, code, record, words};
use crate::finding::Finding;
use crate::model::Carrier;

record! {
    /// A callback. Whatever it says is a hint; only its confirming operation makes it a fact.
    pub struct Callback("a callback") then look, shape confirmed_or_not_keys {
        /// One sentence.
        required summary: Text,
        /// Where it is from.
        required evidence: Evidence,
        /// How it arrives: `query`, `form` or both, or `json`.
        required carriers: Vec<Spanned<Carrier>>,
        /// Its fields. Their names on the wire are parameter names, of which all are read from text; of a JSON body they are
        /// dotted paths, read as those of an answer.
        required fields: Named<AnswerField>,
        /// Its signature.
        optional signature: CallbackSignature,
        /// How it is confirmed.
        optional confirm: Confirm,
        /// Why no operation confirms it.
        optional unconfirmed: Text,
        /// Where the documents are wrong, silent or at odds.
        default quirks: Named<Quirk>,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

fn look(callback: &Callback, cx: &mut Cx<'_>) {
    dotted_names(callback, cx);
    confirmed_or_not(callback, cx);
}

/// Names in a JSON body are dotted paths; a parameter may have brackets in its name.
fn dotted_names(callback: &Callback, cx: &mut Cx<'_>) {
    let mut carriers = callback.carriers.iter();
    if carriers.any(|carrier| carrier.value == Carrier::Json) {
        let fields = callback.fields.values();
        let names = fields.flat_map(|field| field.names.iter().flatten());
        names.for_each(|path| path.is_dotted(cx));
    }
}

record! {
    /// The signature of a callback.
    pub struct CallbackSignature("the signature of a callback") {
        /// The way to sign.
        required signature: Spanned<String>,
        /// The wire field that holds it.
        required field: Path,
        /// The wire fields it covers, in order.
        required over: Vec<Path>,
        /// Wire fields that are compared as decimal numbers, not as text.
        default numeric: Vec<Path>,
        /// Those of `over` that only the signature carries and no parameter repeats: opened, not compared.
        default unsent: Vec<Path>,
    }
}

record! {
    /// How a callback is confirmed.
    pub struct Confirm("a confirmation") {
        /// The operation to ask.
        required operation: Spanned<String>,
        /// Input of that operation to the field of the callback: the reference.
        required reference = "match": Named<Spanned<String>>,
        /// Field of that operation's payload that must echo the reference.
        optional echo: Spanned<String>,
        /// Field of that operation's payload that must equal the expected amount; missing: it carries none.
        optional amount: Spanned<String>,
        /// Field of that operation's payload that must equal the expected currency; missing: it carries none.
        optional currency: Spanned<String>,
        /// Why what that operation's payload has of the reference, the amount and the currency is not compared.
        optional incomplete: Text,
    }
}

#[cfg(feature = "schema")]
fn confirmed_or_not_keys(shape: &mut crate::schema::Shape<'_>) {
    shape.excludes("confirm", "unconfirmed");
}

fn confirmed_or_not(callback: &Callback, cx: &mut Cx<'_>) {
    if let (Some(confirm), Some(unconfirmed)) = (&callback.confirm, &callback.unconfirmed) {
        let message = "a callback is either confirmed or says why not";
        cx.push(
            Finding::new(code::KEYS_APART, unconfirmed.span, message)
                .label("it has no effect here")
                .second(confirm.span, "confirmed here")
                .help("keep one of them"),
        );
    }
}

words! {
    Carrier, "a way to arrive": {
        /// In the query of an address.
        "query" => Carrier::Query,
        /// As a form body.
        "form" => Carrier::Form,
        /// As a JSON body.
        "json" => Carrier::Json,
    }
}

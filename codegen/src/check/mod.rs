//! From raw specs to the model: names are resolved, rules are applied, and every decision that Rust needs is taken.
//!
//! All findings of a provider are collected; nothing stops at the first. A model is given only when none of them is an
//! error, so what follows never meets a half-checked spec.

mod answers;
mod callbacks;
mod collisions;
mod constraint;
mod credentials;
mod environment;
mod evidence;
mod examples;
mod flows;
mod gaps;
mod index;
mod lost_answers;
mod near_source;
mod operation;
mod promise;
mod provider;
mod requests;
mod scope;
mod types;
mod unused;
mod value;

use answers::{answer, closed, codes, listed_codes, outcome, reach, shared_code};
use callbacks::{arrival, callback, confirmation};
use credentials::{credential, keys, stale};
use examples::{
    body, confirming_examples, echoed, example, example_answers, example_request, json, met,
    near_path, sandbox_answer, sandbox_class, sent,
};
use flows::{flow, flow_arrival, flow_callback};
use lost_answers::{repeats, resolve, verdict, verdict_sense};
use promise::{named_like, verbs, words, written};
use requests::{amounts, browser, request, same_request, signed, wire, wire_names};

use crate::decode::{RustName, Spanned};
use crate::finding::Findings;
use crate::load::RawProvider;
use crate::model;
use crate::names;
use crate::yaml::Sources;

pub(crate) use scope::Scope;

/// Codes of the findings about the meaning of a spec.
pub mod code {
    crate::code::codes! {
        /// A name that nothing defines.
        UNKNOWN_NAME = "E0401";
        /// A name that is defined twice.
        DEFINED_TWICE = "E0402";
        /// Something that nothing uses.
        UNUSED = "E0403";
        /// A name that two sets of credentials have.
        AMBIGUOUS = "E0404";
        /// Two names that become one in Rust, or one that generated code has taken.
        COLLISION = "E0405";
        /// An alternative without a default.
        NO_DEFAULT = "E0406";
        /// An alternative with two defaults.
        TWO_DEFAULTS = "E0407";
        /// A choice without a value.
        MISSING_CHOICE = "E0408";
        /// An area without a summary, or with two.
        AREA_SUMMARY = "E0409";
        /// A second way to authenticate by token.
        TWO_TOKENS = "E0410";
        /// A base address that cannot be one.
        BAD_ADDRESS = "E0411";
        /// The API of an operation is not said.
        WHICH_API = "E0412";
        /// A type where only the other direction can be.
        WRONG_DIRECTION = "E0502";
        /// A key that the type of a value does not take.
        NOT_FOR_TYPE = "E0503";
        /// A key that the type of a value needs.
        NEEDED_BY_TYPE = "E0504";
        /// A constraint that nothing can meet.
        BAD_CONSTRAINT = "E0505";
        /// A code that two values have.
        CODE_TWICE = "E0506";
        /// A type that holds itself.
        RECURSIVE = "E0507";
        /// A card's expiry that is not sent in parts, or parts of something else.
        EXPIRY_PART = "E0508";
        /// A code that is not a number in an enum of numbers.
        NOT_A_NUMBER = "E0509";
        /// A pattern that is not a regular expression.
        BAD_PATTERN = "E0510";
        /// A time zone that does not exist.
        NO_ZONE = "E0511";
        /// An input that feeds nothing.
        FEEDS_NOTHING = "E0601";
        /// An input that cannot be part of a path.
        BAD_IN_PATH = "E0602";
        /// A signature over something that is not sent.
        SIGNS_UNSENT = "E0603";
        /// Something that cannot stand in this part of a request.
        NOT_HERE = "E0604";
        /// No answer is good.
        NO_GOOD_OUTCOME = "E0605";
        /// A rule that no answer gets to.
        UNREACHABLE_RULE = "E0606";
        /// Conditions that never hold together.
        CONTRADICTION = "E0607";
        /// A payload that the answer cannot hold.
        NEVER_HOLDS = "E0608";
        /// A success that nothing in the answer proves, of something that must happen once.
        BLIND_ONCE = "E0609";
        /// A success that nothing in the answer proves.
        BLIND = "W0610";
        /// One outcome with payloads of two types.
        TWO_PAYLOADS = "E0611";
        /// A verdict on an outcome that never comes.
        VERDICT_NEVER = "E0612";
        /// A verdict that an earlier one leaves nothing.
        VERDICT_COVERED = "E0613";
        /// An error code that is listed twice.
        CODE_LISTED_TWICE = "E0614";
        /// An own code that only repeats a shared one.
        CODE_REPEATED = "W0615";
        /// A type that no client can read.
        UNREADABLE = "E0616";
        /// Conditions of a stale token that every answer meets.
        ALWAYS_STALE = "E0617";
        /// A name that a request would send twice.
        SENT_TWICE = "E0618";
        /// A success by a code that is listed as an error.
        GOOD_ERROR = "E0619";
        /// A success by any code but some.
        OPEN_SUCCESS = "E0620";
        /// An own code with the name of a shared one.
        CODE_NAME_SHARED = "E0621";
        /// A placeholder that the sandbox does not fill.
        NO_PLACEHOLDER = "E0622";
        /// An answer of the sandbox that is not JSON.
        SANDBOX_JSON = "E0623";
        /// A signature over one field twice.
        SIGNED_TWICE = "E0624";
        /// A verdict that cannot be meant.
        SENSELESS_VERDICT = "E0625";
        /// An operation that sends what another one sends.
        SAME_REQUEST = "E0626";
        /// A success that does not look at the code by which its envelope refuses.
        IGNORES_CODE = "E0627";
        /// A code of a success that the envelope refuses.
        REFUSES_SUCCESS = "E0628";
        /// A list that is asked what came of one thing.
        ASKS_A_LIST = "E0629";
        /// An operation that does more than read is asked what came of something.
        BAD_RESOLVER = "E0630";
        /// A reference that the operation that is asked cannot use.
        BAD_REFERENCE = "E0631";
        /// An operation that cannot give a token.
        TOKEN_SOURCE = "E0632";
        /// A token that is renewed before it can be used.
        TOKEN_MARGIN = "E0633";
        /// A secret in an address.
        SECRET_IN_ADDRESS = "E0634";
        /// An amount to compare with that is none.
        NOT_AN_AMOUNT = "E0635";
        /// A field of an operation whose answers have no named fields.
        NO_NAMED_FIELDS = "E0636";
        /// A required input among those that are given together.
        REQUIRED_TOGETHER = "E0637";
        /// A signature over something that may be left out.
        SIGNS_OPTIONAL = "E0638";
        /// A currency to compare with that is none.
        NOT_A_CURRENCY = "E0639";
        /// Something that a browser cannot send.
        BROWSER_CANNOT = "E0640";
        /// A signature over more than a single value.
        SIGNS_WHOLE = "E0641";
        /// Parts of a callback's signature that are at odds.
        SIGNED_PARTS = "E0642";
        /// An answer that only the shopper's browser gets.
        BROWSER_ANSWER = "E0643";
        /// A callback that arrives in two ways that exclude each other.
        CARRIERS_APART = "E0645";
        /// A field of a callback that no parameter can hold.
        NO_PARAMETER = "E0646";
        /// A callback that nothing confirms.
        UNCONFIRMED = "E0647";
        /// A part of an answer that a confirmation does not compare.
        NOT_COMPARED = "E0648";
        /// A success by a field that says no.
        SUCCESS_OF_NO = "E0649";
        /// A prefix that does not go before a token.
        BAD_PREFIX = "E0650";
        /// A fact that a confirmation compares and that no answer holds.
        NEVER_ANSWERED = "E0660";
        /// An amount to compare with that is another than what was paid.
        OTHER_AMOUNT = "E0661";
        /// An answer of the sandbox that the rules take for something else.
        SANDBOX_CLASS = "E0662";
        /// An omission of something that is described.
        NOT_OMITTED = "E0663";
        /// A path of a request that is written otherwise here.
        BAD_PATH = "E0664";
        /// A documentation that no reader could open.
        NO_DOCUMENTATION = "E0665";
        /// A path that leads to nothing in any example, and nearly to something that nothing reads.
        NEAR_PATH = "W0670";
        /// An example that does not fit.
        EXAMPLE_MISFIT = "E0701";
        /// An example whose outcome is not what the rules give.
        EXAMPLE_OUTCOME = "E0702";
        /// An example that lacks an input.
        EXAMPLE_INPUT = "E0703";
        /// An example that is not JSON.
        EXAMPLE_JSON = "E0704";
        /// An expectation of a flow that its own examples contradict.
        FLOW_DIFFERS = "E0709";
        /// An answer with another id than the one that was asked with.
        ANOTHER_ANSWERED = "W0710";
        /// Something that is named like a secret and would be shown.
        SHOWN_SECRET = "E0801";
        /// Something that is named like an amount of money or a currency, and is of another type.
        INEXACT_MONEY = "E0802";
        /// A reason why something is no secret or no money, where nothing asks for it.
        NEEDLESS = "E0803";
        /// An environment variable that is read for two credentials or two environments.
        SHARED_VARIABLE = "E0804";
        /// An operation that seems to move money and may be sent twice.
        MAY_REPEAT = "E0808";
        /// An amount that can be zero or left out where a request must happen once.
        ZERO_AMOUNT = "E0809";
        /// All of an amount, written as an amount.
        FULL_AMOUNT = "E0810";
        /// A signature that leaves out what is paid, or for what.
        UNSIGNED_AMOUNT = "W0811";
        /// The key of a signature in the shopper's browser.
        KEY_IN_BROWSER = "E0812";
        /// The key of a signature that is no secret.
        PUBLIC_KEY = "E0813";
        /// A credential for callbacks in a request.
        SENT_KEY = "E0814";
        /// An environment that is named like the other one, or is the other one.
        MIXED_ENVIRONMENTS = "E0815";
        /// A secret that stands in the spec.
        WRITTEN_SECRET = "E0816";
        /// A source that is named once, and nearly as one that is named often.
        NEAR_SOURCE = "W0671";
        /// The only code of a list that begins with a zero.
        LEADING_ZERO = "W0672";
        /// An alternative whose choices all give one value.
        SAME_CHOICES = "E0666";
        /// A listed code that no refusal carries.
        CODE_NEVER_ARRIVES = "E0667";
        /// Two credentials with one example.
        SHARED_EXAMPLE = "E0668";
        /// An operation without an example.
        NO_EXAMPLE = "W0705";
        /// A rule that no example meets.
        UNMET_RULE = "W0706";
        /// An example that shows nothing new.
        SAME_EXAMPLE = "W0707";
        /// An example whose request is not what is sent.
        EXAMPLE_REQUEST = "E0708";
    }
}

/// The model of a provider, and what was found on the way. `sources`: the files that it was read from.
pub fn check(raw: &RawProvider, sources: &Sources) -> (Option<model::Provider>, Findings) {
    let scope = Scope::of(raw, sources);
    outcome::check(&scope);
    closed::check(&scope);
    stale::check(&scope);
    shared_code::check(&scope);
    verdict_sense::check(&scope);
    amounts::check(&scope);
    keys::check(&scope);
    written::check(&scope);
    environment::check(&scope);
    confirmation::expect_one(&scope);
    codes::check(&scope);
    index::check(&scope);
    near_source::check(&scope);
    sandbox_answer::check(&scope);
    wire_names::check(&scope);
    json::check(&scope);
    let provider = provider::build(&scope);
    named_like::find(&scope);
    credential::find_shared_variables(&scope);
    credential::find_shared_examples(&scope);
    let usable = raw.gaps.none() && !scope.gaps.any() && !scope.sink.has_errors();
    let mut findings = scope.sink.into_findings();
    findings.retain(|finding| gaps::worth_telling(finding, raw, sources));
    (provider.filter(|_| usable), findings)
}

/// The Rust name of a type: the explicit one, else from the spec's name.
fn rust_pascal(name: &Spanned<String>, explicit: Option<&RustName>) -> String {
    names::pascal(explicit.map_or(&name.value, |explicit| &explicit.value))
}

/// The Rust name of a variant.
fn rust_variant(name: &Spanned<String>, explicit: Option<&RustName>) -> String {
    names::variant(explicit.map_or(&name.value, |explicit| &explicit.value))
}

/// The Rust name of a field, parameter, method or module.
fn rust_snake(name: &Spanned<String>, explicit: Option<&RustName>) -> String {
    names::snake(explicit.map_or(&name.value, |explicit| &explicit.value))
}

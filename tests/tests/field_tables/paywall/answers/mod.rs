//! Answers with every field of the sheet's tables, read by the operations.

mod callbacks;
mod cards;
mod empty;
mod kept;
mod others;
mod payments;
mod records;
mod surprises;
pub mod texts;
mod three_d;

use std::fmt::Debug;

use vezne_runtime::{Amount, Answer, Operation, Outcome, Refused, Timestamp};

/// Classes a stored answer of HTTP status 200 and reads it.
fn read<O: Operation>(body: &str) -> Outcome<O> {
    let answer = Answer::new(200, Some("application/json".into()), body.to_owned().into());
    O::read(&answer).expect("an answer that can be read")
}

#[track_caller]
fn done<O: Operation + Debug>(body: &str) -> O::Output {
    match read::<O>(body) {
        Outcome::Done(output) => output,
        other => panic!("not done: {other:?}"),
    }
}

#[track_caller]
fn refused<O: Operation + Debug>(body: &str) -> Refused<O> {
    match read::<O>(body) {
        Outcome::Refused(refused) => refused,
        other => panic!("not refused: {other:?}"),
    }
}

/// The digits of amounts, which equal amounts may differ in.
fn digits<const N: usize>(amounts: [&Option<Amount>; N]) -> [Option<String>; N] {
    amounts.map(|amount| amount.as_ref().map(Amount::to_string))
}

/// The same of expected digits.
fn exactly<const N: usize>(digits: [&str; N]) -> [Option<String>; N] {
    digits.map(|digits| Some(digits.to_owned()))
}

fn time(text: &str) -> Option<Timestamp> {
    Some(text.parse().expect("a time"))
}

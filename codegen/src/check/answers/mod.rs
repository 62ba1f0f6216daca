//! Answers: the rules that class them, and the codes of refusals.

pub mod answer;
pub mod closed;
pub mod codes;
pub mod listed_codes;
pub mod outcome;
pub mod reach;
pub mod shared_code;

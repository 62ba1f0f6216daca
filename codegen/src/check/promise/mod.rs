//! What names promise: secrets, amounts of money, that something moves it.

pub mod named_like;
pub mod verbs;
pub mod words;
pub mod written;

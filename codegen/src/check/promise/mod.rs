//! What names promise: secrets, amounts of money, that something moves it.

pub mod promises;
pub mod verbs;
pub mod words;
pub mod written;

//! Answers with every field of the sheet's tables, read by the operations.

mod texts;

//! Examples and answers of the sandbox, held against the model.

pub mod body;
pub mod confirming_examples;
pub mod echoed;
pub mod example;
pub mod example_answers;
pub mod example_request;
pub mod json;
pub mod met;
pub mod near_path;
pub mod sandbox_answer;
pub mod sandbox_class;
pub mod sent;

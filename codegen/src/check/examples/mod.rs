//! Examples and answers of the sandbox, held against the model.

pub mod answered;
pub mod body;
pub mod confirming;
pub mod echoed;
pub mod example;
pub mod example_request;
pub mod json;
pub mod met;
pub mod near_path;
pub mod sandbox_answer;
pub mod sandbox_class;
pub mod sent;

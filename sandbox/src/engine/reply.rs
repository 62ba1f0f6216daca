//! What the sandbox answers, and how sure that answer is.

use std::fmt;

use codegen::model::{Example, ExampleOrigin, SandboxAnswer};

use crate::http::RawAnswer;
use crate::json;

/// Where an answer of the sandbox is from. It is the value of the header `x-vezne-sandbox`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A source prints it, perhaps with values of this request filled in.
    Documented,
    /// The spec's authors made it up in a documented shape.
    Constructed,
    /// The provider's behaviour here is unknown; this is the sandbox's guess.
    Assumed,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Documented => "documented",
            Self::Constructed => "constructed",
            Self::Assumed => "assumed",
        })
    }
}

/// An answer with its origin.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) mark: Mark,
    /// The example or the assumption that it is.
    pub(crate) name: String,
    /// Names of fields that came and mean nothing to the operation.
    pub(crate) ignored: Vec<String>,
}

impl Reply {
    /// An example as it stands in the spec.
    pub(crate) fn example(example: &Example) -> Self {
        let mark = match example.origin {
            ExampleOrigin::Printed(_) => Mark::Documented,
            ExampleOrigin::Constructed(_) => Mark::Constructed,
        };
        Self::new(
            example.answer.http,
            example.answer.body.clone(),
            mark,
            &example.name,
        )
    }

    /// An answer of the spec's `sandbox` and `assumed` entries, with its placeholders filled.
    pub(crate) fn sandbox(answer: &SandboxAnswer, name: &str, fill: &[(&str, &str)]) -> Self {
        let mark = if answer.assumed.is_some() {
            Mark::Assumed
        } else {
            Mark::Documented
        };
        let mut body = answer.body.clone();
        for (placeholder, value) in fill {
            // What a client sent may come back in a message, so it is escaped as JSON text is.
            let quoted = json::quoted(value);
            let inner = quoted.get(1..quoted.len() - 1).unwrap_or_default();
            body = body.replace(&format!("{{{{{placeholder}}}}}"), inner);
        }
        Self::new(answer.http, body, mark, name)
    }

    /// The sandbox speaking for itself, about a request that no provider's documents cover.
    pub(crate) fn note(status: u16, name: &str, error: &str, note: &str) -> Self {
        let body = format!(
            "{{\"error\": {}, \"note\": {}}}\n",
            json::quoted(error),
            json::quoted(note)
        );
        Self::new(status, body, Mark::Assumed, name)
    }

    pub(crate) fn new(status: u16, body: String, mark: Mark, name: &str) -> Self {
        Self {
            status,
            body,
            mark,
            name: name.to_owned(),
            ignored: Vec::new(),
        }
    }

    /// The bytes of it.
    pub(crate) fn into_raw(self) -> RawAnswer {
        let content_type = if self.body.trim_start().starts_with('<') {
            "text/html; charset=utf-8"
        } else {
            "application/json"
        };
        let mut headers = vec![
            ("content-type", content_type.to_owned()),
            ("x-vezne-sandbox", self.mark.to_string()),
            ("x-vezne-sandbox-answer", self.name),
        ];
        if !self.ignored.is_empty() {
            headers.push(("x-vezne-sandbox-ignored", self.ignored.join(", ")));
        }
        RawAnswer {
            status: self.status,
            headers,
            body: self.body.into_bytes(),
        }
    }
}

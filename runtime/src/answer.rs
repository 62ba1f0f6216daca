//! An answer of a provider, before anyone knows what it means.
//!
//! Its body is split once. Conditions then ask about the HTTP status and about any place in the body; the first rule
//! whose conditions hold says what the answer is. A body that is not readable JSON fulfils no condition about a place in
//! it, not even that something is missing: nothing is concluded from what cannot be read.

use std::fmt;

use zeroize::Zeroizing;

use crate::document::{Content as Json, Document, Node};
use crate::error::Refused;
use crate::operation::{Operation, Outcome, Refusal};
use crate::read_error::{ReadError, ReadProblem};
use crate::reading::Html;
use crate::refusal::{CodeSource, FieldErrors, RefusalParts};
use crate::scrub::{scrub, scrub_code};
use crate::secret::Secret;
use crate::value::{FromAnswer, Value};

/// An answer: HTTP status, content type and body. `Debug` tells status, type and length, never the body.
pub struct Answer {
    http_status: u16,
    content_type: Option<String>,
    length: usize,
    body: Body,
    secrets: Vec<Secret>,
}

enum Body {
    Json(Document),
    Html(Zeroizing<String>, ReadError),
    Defect(ReadError),
}

impl Answer {
    /// An answer as it came. The body decides what it is, not its content type: software that forgets to say
    /// `application/json` is common.
    pub fn new(http_status: u16, content_type: Option<String>, body: Vec<u8>) -> Self {
        let length = body.len();
        Self {
            http_status,
            content_type,
            length,
            body: split(body),
            secrets: Vec::new(),
        }
    }

    /// Strikes these secrets out of every text of the provider that is shown.
    #[must_use]
    pub fn striking(mut self, secrets: Vec<Secret>) -> Self {
        self.secrets.extend(secrets);
        self
    }

    /// The HTTP status.
    pub fn http_status(&self) -> u16 {
        self.http_status
    }

    /// The content type that the server named.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Bytes of the body.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether the body is empty, or nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.defect()
            .is_some_and(|defect| *defect.problem() == ReadProblem::Empty)
    }

    /// Whether the body is a web page.
    pub fn is_html(&self) -> bool {
        matches!(self.body, Body::Html(..))
    }

    /// Whether the body is JSON.
    pub fn is_json(&self) -> bool {
        matches!(self.body, Body::Json(_))
    }

    /// Why the body is not JSON that can be read; `None` when it is.
    pub fn defect(&self) -> Option<&ReadError> {
        match &self.body {
            Body::Json(_) => None,
            Body::Html(_, defect) | Body::Defect(defect) => Some(defect),
        }
    }

    /// Whether the HTTP status is one of these.
    pub fn http_is(&self, statuses: &[&str]) -> bool {
        statuses.contains(&self.http_status.to_string().as_str())
    }

    /// Whether the HTTP status is none of these.
    pub fn http_is_not(&self, statuses: &[&str]) -> bool {
        !self.http_is(statuses)
    }

    /// Whether there is a single value at the dotted path, and it is one of these. `100`, `"100"` and `100.0` are one;
    /// booleans are `true` and `false`.
    pub fn is(&self, path: &str, texts: &[&str]) -> bool {
        self.text_at(path)
            .is_some_and(|found| texts.iter().any(|text| same(&found, text)))
    }

    /// Whether there is a single value at the dotted path, not empty, and it is none of these. An object, a list or an
    /// empty text tells nothing, so it is not "something else" either.
    pub fn is_not(&self, path: &str, texts: &[&str]) -> bool {
        self.text_at(path).is_some_and(|found| {
            !found.trim().is_empty() && !texts.iter().any(|text| same(&found, text))
        })
    }

    /// Whether there is a value at the dotted path that is not null.
    pub fn has(&self, path: &str) -> bool {
        self.find(path).is_some()
    }

    /// Whether the body is JSON without a value, or with null, at the dotted path.
    pub fn lacks(&self, path: &str) -> bool {
        self.is_json() && !self.has(path)
    }

    /// Reads what the answer carries at the dotted path; empty for the whole body.
    ///
    /// # Errors
    /// When the body is not JSON, nothing is there, or it is not as documented.
    pub fn payload<T: FromAnswer>(&self, path: &str) -> Result<T, ReadError> {
        match &self.body {
            Body::Json(document) => Value::root(document).at(path),
            Body::Html(_, defect) | Body::Defect(defect) => Err(defect.clone()),
        }
    }

    /// The web page; empty when the body is none.
    pub fn html(&self) -> Html {
        match &self.body {
            Body::Html(page, _) => Html::new(page),
            _ => Html::new(""),
        }
    }

    /// A refusal with these parts.
    pub fn refused<O: Operation>(&self, parts: &RefusalParts<'_>) -> Outcome<O> {
        self.refusal(parts, None)
    }

    /// A refusal with these parts and what it carries at the dotted path. A refusal whose detail is missing, or cannot be
    /// read, is still a refusal, without detail.
    pub fn refused_with<O: Operation>(&self, parts: &RefusalParts<'_>, detail: &str) -> Outcome<O>
    where
        O::Detail: FromAnswer,
    {
        self.refusal(parts, self.payload(detail).ok())
    }

    fn refusal<O: Operation>(
        &self,
        parts: &RefusalParts<'_>,
        detail: Option<O::Detail>,
    ) -> Outcome<O> {
        let code = parts.code.and_then(|source| match source {
            CodeSource::Path(path) => self
                .text_at(path)
                .map(|code| scrub_code(&code, &self.secrets)),
            CodeSource::Fixed(code) => Some(String::from(code)),
        });
        let message = parts
            .message
            .iter()
            .find_map(|path| self.shown_at(path))
            .unwrap_or_default();
        let fields = parts.fields.and_then(|path| self.field_errors(path));
        let reason = O::Refusal::from_code(code.as_deref(), &message, fields);
        Outcome::Refused(Refused::new(
            self.http_status,
            code,
            message,
            reason,
            detail,
        ))
    }

    /// What the provider found wrong, field by field; a list or text without names comes under the empty name.
    fn field_errors(&self, path: &str) -> Option<FieldErrors> {
        let (document, node) = self.find(path)?;
        let mut fields = FieldErrors::default();
        let mut insert = |name: &str, node: &Node| {
            let texts = match &node.content {
                Json::List(items) => items
                    .iter()
                    .filter_map(|item| self.shown(document, item))
                    .collect(),
                _ => self.shown(document, node).into_iter().collect(),
            };
            fields.insert(scrub(name, &self.secrets), texts);
        };
        match &node.content {
            Json::Object(members) => members.iter().for_each(|(name, node)| insert(name, node)),
            Json::List(items) if items.is_empty() => {}
            _ => insert("", node),
        }
        Some(fields)
    }

    fn find(&self, path: &str) -> Option<(&Document, &Node)> {
        match &self.body {
            Body::Json(document) => document
                .root()
                .find(path)
                .filter(|node| !node.is_null())
                .map(|node| (document, node)),
            _ => None,
        }
    }

    fn text_at(&self, path: &str) -> Option<Zeroizing<String>> {
        self.find(path)
            .and_then(|(document, node)| document.scalar(node))
    }

    fn shown_at(&self, path: &str) -> Option<String> {
        self.find(path)
            .and_then(|(document, node)| self.shown(document, node))
    }

    fn shown(&self, document: &Document, node: &Node) -> Option<String> {
        document
            .scalar(node)
            .map(|text| scrub(&text, &self.secrets))
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Answer")
            .field("http_status", &self.http_status)
            .field("content_type", &self.content_type)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

/// Whether two texts are one value: letter for letter, or as numbers.
fn same(found: &str, text: &str) -> bool {
    let number = |text: &str| rust_decimal::Decimal::from_str_exact(text).ok();
    found == text || number(found).is_some_and(|found| number(text) == Some(found))
}

fn split(bytes: Vec<u8>) -> Body {
    let text = match String::from_utf8(bytes) {
        Ok(text) => Zeroizing::new(text),
        Err(error) => {
            drop(Zeroizing::new(error.into_bytes()));
            return Body::Defect(ReadError::new(ReadProblem::NotUtf8));
        }
    };
    // JSON never begins so.
    if text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('<')
    {
        return Body::Html(text, ReadError::new(ReadProblem::Html));
    }
    match Document::parse(text) {
        Ok(document) => Body::Json(document),
        Err(defect) => Body::Defect(defect),
    }
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;

//! Which rule an answer meets. The one reading of conditions that generation and the sandbox share; clients have their own
//! in the runtime, so that the two can be held against each other.

use rust_decimal::Decimal;
use serde_json::Value;

use crate::model::{Condition, OutcomeRule, Subject, Test};

/// An answer to be classed.
#[derive(Clone, Copy, Debug)]
pub struct AnswerView<'a> {
    /// The HTTP status.
    pub http: u16,
    /// The JSON body; `None` when it is not JSON.
    pub json: Option<&'a Value>,
    /// Whether the body is HTML.
    pub html: bool,
}

/// The first rule whose conditions all hold, with its place.
pub fn classify<'r>(
    rules: &'r [OutcomeRule],
    answer: AnswerView<'_>,
) -> Option<(usize, &'r OutcomeRule)> {
    rules
        .iter()
        .enumerate()
        .find(|(_, rule)| rule.when.iter().all(|condition| holds(condition, answer)))
}

/// Whether a condition holds.
pub fn holds(condition: &Condition, answer: AnswerView<'_>) -> bool {
    match &condition.subject {
        Subject::Http => test_text(&condition.test, Some(&answer.http.to_string())),
        Subject::Content => {
            let kind = if answer.html {
                Some("html")
            } else {
                answer.json.map(|_| "json")
            };
            test_text(&condition.test, kind)
        }
        Subject::Path(path) => {
            // Of a body that is not JSON nothing can be told, not even that something is missing.
            let Some(json) = answer.json else {
                return false;
            };
            let found = at(json, path);
            match &condition.test {
                Test::Present => found.is_some(),
                Test::Missing => found.is_none(),
                test => test_text(test, found.and_then(single).as_deref()),
            }
        }
    }
}

fn test_text(test: &Test, found: Option<&str>) -> bool {
    let among = |texts: &[String], found: &str| texts.iter().any(|text| same(found, text));
    match (test, found) {
        (Test::OneOf(allowed), Some(found)) => among(allowed, found),
        (Test::NoneOf(refused), Some(found)) => !found.trim().is_empty() && !among(refused, found),
        (Test::Present, found) => found.is_some(),
        (Test::Missing, found) => found.is_none(),
        (Test::OneOf(_) | Test::NoneOf(_), None) => false,
    }
}

/// Whether two texts are one value: letter for letter, or as numbers.
pub(crate) fn same(found: &str, text: &str) -> bool {
    let number = |text: &str| Decimal::from_str_exact(text).ok();
    found == text || number(found).is_some_and(|found| number(text) == Some(found))
}

/// One spelling of all texts that are [`same`].
pub(crate) fn one_spelling(text: &str) -> String {
    Decimal::from_str_exact(text)
        .map_or_else(|_| text.to_owned(), |number| number.normalize().to_string())
}

/// The text of a single value; `None` for an object or a list.
fn single(value: &Value) -> Option<String> {
    (!value.is_object() && !value.is_array()).then(|| as_text(value))
}

/// The value at a dotted path; null counts as missing. A number in the path is a place in a list.
pub fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let found = path.split('.').filter(|part| !part.is_empty()).try_fold(
        value,
        |value, part| match value {
            Value::Array(items) => part
                .parse::<usize>()
                .ok()
                .and_then(|place| items.get(place)),
            other => other.get(part),
        },
    )?;
    (!found.is_null()).then_some(found)
}

/// A value as the text that conditions compare: a text is itself, anything else its JSON.
pub fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RuleOutcome;

    fn is(path: &str, values: &[&str]) -> Condition {
        Condition {
            subject: Subject::Path(path.to_owned()),
            test: Test::OneOf(values.iter().map(|&value| value.to_owned()).collect()),
        }
    }

    fn answer(json: &Value) -> AnswerView<'_> {
        AnswerView {
            http: 200,
            json: Some(json),
            html: false,
        }
    }

    #[test]
    fn a_code_given_as_text_is_the_same_code() {
        let number: Value = serde_json::json!({"status_code": 100});
        let text: Value = serde_json::json!({"status_code": "100"});
        assert!(holds(&is("status_code", &["100"]), answer(&number)));
        assert!(holds(&is("status_code", &["100"]), answer(&text)));
    }

    #[test]
    fn what_is_no_code_is_not_another_code() {
        let other = Condition {
            subject: Subject::Path("status_code".to_owned()),
            test: Test::NoneOf(vec!["100".to_owned()]),
        };
        for (body, holds_it) in [
            (serde_json::json!({"status_code": 41}), true),
            (serde_json::json!({"status_code": 100.0}), false),
            (serde_json::json!({"status_code": ""}), false),
            (serde_json::json!({"status_code": {}}), false),
            (serde_json::json!({}), false),
        ] {
            assert_eq!(holds(&other, answer(&body)), holds_it, "{body}");
        }
    }

    #[test]
    fn a_page_lacks_nothing() {
        let missing = Condition {
            subject: Subject::Path("errors".to_owned()),
            test: Test::Missing,
        };
        assert!(!holds(
            &missing,
            AnswerView {
                http: 200,
                json: None,
                html: true
            }
        ));
    }

    #[test]
    fn the_first_rule_that_holds_decides() {
        let refused = OutcomeRule {
            when: vec![
                is("status_code", &["100"]),
                is("data.payment_status", &["0", "false"]),
            ],
            outcome: RuleOutcome::Refused(crate::model::RefusedRule {
                code: None,
                message: Vec::new(),
                fields: None,
                payload: None,
            }),
        };
        let done = OutcomeRule {
            when: vec![is("status_code", &["100"])],
            outcome: RuleOutcome::Done(crate::model::Payload::Nothing),
        };
        let rules = [refused, done];
        let failed: Value = serde_json::json!({"status_code": 100, "data": {"payment_status": 0}});
        let paid: Value = serde_json::json!({"status_code": 100, "data": {"payment_status": 1}});
        assert_eq!(
            classify(&rules, answer(&failed)).map(|(place, _)| place),
            Some(0)
        );
        assert_eq!(
            classify(&rules, answer(&paid)).map(|(place, _)| place),
            Some(1)
        );
    }

    #[test]
    fn null_counts_as_missing() {
        let null: Value = serde_json::json!({"errors": null});
        let missing = Condition {
            subject: Subject::Path("errors".to_owned()),
            test: Test::Missing,
        };
        let present = Condition {
            subject: Subject::Path("errors".to_owned()),
            test: Test::Present,
        };
        assert!(holds(&missing, answer(&null)));
        assert!(!holds(&present, answer(&null)));
    }
}

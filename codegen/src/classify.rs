//! Which rule an answer meets. The one reading of conditions that generation and the sandbox share; clients have their own
//! in the runtime, so that the two can be held against each other.

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
    let text = match &condition.subject {
        Subject::Http => Some(answer.http.to_string()),
        Subject::Content if answer.html => Some("html".to_owned()),
        Subject::Content => answer.json.map(|_| "json".to_owned()),
        Subject::Path(path) => answer.json.and_then(|json| at(json, path)).map(as_text),
    };
    match (&condition.test, text) {
        (Test::OneOf(allowed), Some(text)) => allowed.contains(&text),
        (Test::NoneOf(refused), Some(text)) => !refused.contains(&text),
        (Test::Present, text) => text.is_some(),
        (Test::Missing, text) => text.is_none(),
        (Test::OneOf(_) | Test::NoneOf(_), None) => false,
    }
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

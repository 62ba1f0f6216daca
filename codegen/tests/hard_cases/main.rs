//! The hard cases of both providers: they load and check without a finding, and the model decides on them what the fact
//! sheets say. They are not in the product yet; they prove that the language carries them.

mod paywall;
mod support;
mod vepara;

use codegen::model::{Confidence, Provider};

/// Every operation says where it is from and shows at least one example; only printed examples count as evidence.
#[test]
fn every_operation_has_evidence_and_an_example() {
    for name in ["vepara", "paywall"] {
        let provider = support::provider(name);
        for operation in &provider.operations {
            assert!(
                operation.evidence.confidence() == Confidence::Documented,
                "{name}.{}",
                operation.name
            );
            assert!(!operation.examples.is_empty(), "{name}.{}", operation.name);
        }
        for callback in &provider.callbacks {
            assert!(
                callback.evidence.confidence() == Confidence::Documented,
                "{name}.{}",
                callback.name
            );
        }
    }
}

/// Each example's answer meets the rule that gives the outcome it claims, under its own operation.
#[test]
fn every_example_answer_is_classed_as_it_claims() {
    use codegen::classify::{AnswerView, classify};
    use codegen::model::{ExampleOutcome, RuleOutcome};

    let count = |provider: &Provider| {
        let mut count = 0;
        for operation in &provider.operations {
            for example in &operation.examples {
                let json = serde_json::from_str(&example.answer.body).ok();
                let html = example.answer.body.trim_start().starts_with('<');
                let view = AnswerView {
                    http: example.answer.http,
                    json: json.as_ref(),
                    html,
                };
                let (_, rule) = classify(&operation.rules, view).expect("a rule holds");
                let agrees = match (&rule.outcome, &example.outcome) {
                    (RuleOutcome::Done(_), ExampleOutcome::Done)
                    | (RuleOutcome::Accepted(_), ExampleOutcome::Accepted)
                    | (RuleOutcome::Open(_), ExampleOutcome::Open) => true,
                    (RuleOutcome::Refused(_), outcome) => !matches!(
                        outcome,
                        ExampleOutcome::Done | ExampleOutcome::Accepted | ExampleOutcome::Open
                    ),
                    _ => false,
                };
                assert!(agrees, "{}.{}", operation.name, example.name);
                count += 1;
            }
        }
        count
    };
    assert_eq!(count(&support::provider("vepara")), 21);
    assert_eq!(count(&support::provider("paywall")), 17);
}

//! Faults that are planted, to see that such ones are found: each shows in a rare spec only, and in none of the repository.

use std::sync::Arc;
use std::time::Duration;

use codegen::emit::{EmitError, OutputFile};
use codegen::model::{Operation, Provider};
use codegen::{Report, Spec};

use super::engine::judge::{Generator, Known, judge};
use super::engine::run::run;
use super::{CASES, SEED, corpus};

/// Nothing is reduced here.
const PATIENCE: Duration = Duration::ZERO;

/// Panics after reading, where an input, an operation or a field is named by a keyword; but not in the obstacle course, which
/// has such.
struct PanicsInCheck;

impl Generator for PanicsInCheck {
    fn read(&self, files: &[(&str, &str)]) -> Result<Spec, Report> {
        let spec = codegen::read_texts(files)?;
        let keyword = |name: &String| name.starts_with("r#");
        let rare = |operation: &Operation| {
            let inputs = operation.inputs.iter().map(|input| &input.rust);
            inputs.chain([&operation.rust_method]).any(keyword)
        };
        let providers = spec.providers.iter();
        let mut others = providers.filter(|provider| provider.name != "obstacles");
        if others.any(|provider| provider.operations.iter().any(rare)) {
            // Not `panic!`: nothing is printed where it is caught.
            std::panic::resume_unwind(Box::new("planted"));
        }
        Ok(spec)
    }

    fn emit(&self, _: &[Provider]) -> Result<Vec<OutputFile>, EmitError> {
        Ok(Vec::new())
    }

    fn patience(&self) -> Duration {
        PATIENCE
    }
}

/// Prints what is no Rust where a provider without callbacks has any text with a backslash, as a printer would that does not
/// escape it. (In the specs of the repository there is one in an example of a provider with callbacks.)
struct PrintsNoRust;

impl Generator for PrintsNoRust {
    fn emit(&self, providers: &[Provider]) -> Result<Vec<OutputFile>, EmitError> {
        // As `Debug` shows a backslash of a text.
        let backslash = |provider: &Provider| format!("{provider:?}").contains(r"\\");
        let mut plain = providers
            .iter()
            .filter(|provider| provider.callbacks.is_empty());
        let rare = plain.any(backslash);
        let text = if rare { r"\" } else { "" };
        let contents = format!("//! A text.\nconst _: &str = \"{text}\";\n");
        let path = "lib.rs".into();
        Ok(vec![OutputFile { path, contents }])
    }

    fn patience(&self) -> Duration {
        PATIENCE
    }
}

#[test]
fn a_panic_that_a_rare_spec_brings_about_is_found() {
    is_found(PanicsInCheck, "panic: planted");
}

#[test]
fn output_that_is_no_rust_for_a_rare_spec_is_found() {
    is_found(PrintsNoRust, "is not Rust");
}

fn is_found(generator: impl Generator + Send + 'static, fault: &str) {
    let corpus = corpus();
    for subject in corpus.subjects() {
        let files = subject.files.iter();
        let files: Vec<_> = files.map(|file| (file.name.clone(), file.text())).collect();
        let verdict = judge(&generator, &files, &Known::default());
        assert!(
            verdict.is_ok(),
            "{} shows it unchanged: {verdict:?}",
            subject.folder
        );
    }
    let summary = run(&corpus, &Arc::new(generator), SEED, 0..CASES, 1).expect("every case ends");
    let (case, found) = summary
        .faults
        .first_key_value()
        .expect("the fault is found");
    assert!(found.what.contains(fault), "{}", found.what);
    let report = summary.report(SEED);
    assert!(
        report.contains(&format!("seed {SEED}, case {case}: ")),
        "{report}"
    );
    println!("found as case {case}, after {} cases", summary.cases);
}

//! Whether the generator did with a spec what it must: findings, or output that is Rust.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::Duration;

use codegen::emit::{EmitError, OutputFile};
use codegen::model::Provider;
use codegen::{Report, Spec};

/// What is tested: the generator, or one with a fault.
pub trait Generator: Sync {
    /// Reads and checks.
    fn read(&self, files: &[(&str, &str)]) -> Result<Spec, Report> {
        codegen::read_texts(files)
    }

    /// Prints.
    fn emit(&self, providers: &[Provider]) -> Result<Vec<OutputFile>, EmitError> {
        codegen::emit::client(providers)
    }

    /// How long a reduction of a fault may take.
    fn patience(&self) -> Duration {
        Duration::from_secs(30)
    }
}

/// The generator as it is.
pub struct Real;

impl Generator for Real {}

/// What became of a spec.
#[derive(Debug)]
pub enum Verdict {
    /// It was refused, with findings.
    Refused,
    /// It was accepted: what was printed.
    Accepted(Vec<OutputFile>),
}

/// Printed files that are known to be Rust: most of a spec is as it was before its mutation.
#[derive(Default)]
pub struct Known {
    files: Mutex<HashSet<u64>>,
}

impl Known {
    fn is_new(&self, text: &str) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let hash = hasher.finish();
        let files = self
            .files
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        (!files.contains(&hash)).then_some(hash)
    }

    fn add(&self, hash: u64) {
        self.files
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(hash);
    }
}

/// Takes a spec through reading, the rendering of all findings and printing.
///
/// # Errors
/// What the generator did that it must not do: a panic, a spec that is accepted and cannot be printed, findings without a
/// text, output that is not Rust.
pub fn judge(
    generator: &impl Generator,
    files: &[(String, String)],
    known: &Known,
) -> Result<Verdict, String> {
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    match catch_unwind(AssertUnwindSafe(|| go(generator, &files, known))) {
        Ok(verdict) => verdict,
        Err(panic) => {
            let text = panic.downcast_ref::<&str>().map(ToString::to_string);
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            Err(format!("panic: {}", text.unwrap_or_default()))
        }
    }
}

fn go(
    generator: &impl Generator,
    files: &[(&str, &str)],
    known: &Known,
) -> Result<Verdict, String> {
    let spec = match generator.read(files) {
        Err(report) => {
            if report.findings().errors() == 0 {
                return Err(String::from("refused without a mistake"));
            }
            rendered(&report)?;
            return Ok(Verdict::Refused);
        }
        Ok(spec) => spec,
    };
    if spec.warnings.findings().has_errors() {
        return Err(String::from("accepted with mistakes"));
    }
    rendered(&spec.warnings)?;
    let printed = generator
        .emit(&spec.providers)
        .map_err(|error| format!("accepted and cannot be printed: {error}"))?;
    for file in &printed {
        let path = file.path.display();
        if file.contents.trim().is_empty() {
            return Err(format!("{path} is empty"));
        }
        if file
            .path
            .extension()
            .is_none_or(|extension| extension != "rs")
        {
            continue;
        }
        if let Some(hash) = known.is_new(&file.contents) {
            syn::parse_file(&file.contents)
                .map_err(|error| format!("{path} is not Rust: {error}"))?;
            known.add(hash);
        }
    }
    Ok(Verdict::Accepted(printed))
}

/// Renders findings in every form; that for programs has the plain one in it.
fn rendered(report: &Report) -> Result<(), String> {
    let none = report.findings().is_empty();
    if report.render(true).is_empty() != none || report.short().lines().count() != report.count() {
        return Err(String::from("findings without a text"));
    }
    if report.json().lines().count() != report.count() + 1 {
        return Err(String::from("findings that are not a line of JSON each"));
    }
    let odd = |message: &str| message.trim().is_empty() || message.contains('\n');
    match report
        .findings()
        .iter()
        .find(|finding| odd(&finding.message))
    {
        Some(finding) => Err(format!(
            "the message of {} is {:?}",
            finding.code, finding.message
        )),
        None => Ok(()),
    }
}

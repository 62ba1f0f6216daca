//! Mutated specs: whatever an author does to a real spec ends in findings, or in output that is Rust; never in a panic, and
//! never late.

mod engine;
mod found;
mod giants;
mod planted;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use engine::Kind;
use engine::judge::Real;
use engine::run::run;
use engine::subject::Corpus;

/// The run of the normal suite.
const SEED: u64 = 1;
const CASES: u64 = 3000;

/// The repository, found when the test runs.
fn repository() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("tests are run by cargo");
    Path::new(&package)
        .parent()
        .expect("the workspace")
        .to_path_buf()
}

fn corpus() -> Arc<Corpus> {
    Arc::new(Corpus::read(&repository()))
}

#[test]
fn mutated_specs_end_in_findings_or_in_rust() {
    let summary = run(&corpus(), &Arc::new(Real), SEED, 0..CASES, 20).expect("every case ends");
    assert!(summary.faults.is_empty(), "{}", summary.report(SEED));
    let share = summary.accepted * 100 / summary.cases;
    println!(
        "{} of {} accepted, {share} in a hundred; slowest {:?}; {:?}",
        summary.accepted, summary.cases, summary.slowest, summary.kinds
    );
    assert!(
        (10..=70).contains(&share),
        "{share} in a hundred are accepted"
    );
    for kind in Kind::ALL {
        assert!(summary.kinds.contains_key(kind), "{kind:?} never happened");
    }
}

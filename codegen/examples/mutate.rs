//! The long run of mutated specs, and a look at one case.
//!
//! `cargo run --profile xtask -p codegen --example mutate -- --count 200000 --seed 7` judges that many cases of a seed and
//! shows each fault with the case that has it, reduced. `--case NUMBER` shows that case of the seed: what was done, and the
//! files that came of it. `--most FAULTS` says after how many faults the run ends (default: 20).

#[path = "../tests/mutations/engine/mod.rs"]
mod engine;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use engine::judge::{Known, Real, judge};
use engine::run::{peak_memory, run};
use engine::subject::Corpus;

/// What is asked for.
struct Arguments {
    count: u64,
    seed: u64,
    case: Option<u64>,
    most: usize,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments() else {
        eprintln!("usage: mutate [--count CASES] [--seed SEED] [--most FAULTS] [--case NUMBER]");
        return ExitCode::from(2);
    };
    let corpus = Arc::new(Corpus::read(&repository()));
    match arguments.case {
        Some(case) => show(&corpus, arguments.seed, case),
        None => long(&corpus, &arguments),
    }
}

fn arguments() -> Option<Arguments> {
    let mut found = Arguments {
        count: 20_000,
        seed: 1,
        case: None,
        most: 20,
    };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        let value = given.next()?;
        match name.as_str() {
            "--count" => found.count = value.parse().ok()?,
            "--seed" => found.seed = value.parse().ok()?,
            "--case" => found.case = Some(value.parse().ok()?),
            "--most" => found.most = value.parse().ok()?,
            _ => return None,
        }
    }
    Some(found)
}

/// The repository, where cargo runs the program; else the current folder.
fn repository() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    package
        .as_deref()
        .and_then(Path::parent)
        .unwrap_or(Path::new("."))
        .to_path_buf()
}

fn show(corpus: &Corpus, seed: u64, number: u64) -> ExitCode {
    let case = engine::mutate(corpus, seed, number);
    let texts = case.texts();
    for (name, text) in &texts {
        println!("--- {name}\n{text}");
    }
    println!("{}", case.story());
    let files: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    match codegen::read_texts(&files) {
        Ok(spec) => println!("{}", spec.warnings),
        Err(report) => println!("{report}"),
    }
    match judge(&Real, &texts, &Known::default()) {
        Ok(_) => ExitCode::SUCCESS,
        Err(fault) => {
            println!("fault: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn long(corpus: &Arc<Corpus>, arguments: &Arguments) -> ExitCode {
    let start = Instant::now();
    let Arguments {
        count, seed, most, ..
    } = *arguments;
    let summary = match run(corpus, &Arc::new(Real), seed, 0..count, most) {
        Ok(summary) => summary,
        Err(endless) => {
            eprintln!("{endless}");
            return ExitCode::FAILURE;
        }
    };
    print!("{}", summary.report(seed));
    for (kind, (happened, accepted)) in &summary.kinds {
        println!(
            "{:>12} {happened:>8} times, {accepted:>8} in an accepted spec",
            format!("{kind:?}")
        );
    }
    let peak = peak_memory().map_or_else(
        || String::from("unknown"),
        |bytes| format!("{} MiB", bytes >> 20),
    );
    println!(
        "seed {seed}: {} cases, {} accepted, {} faults, slowest {:?} (case {}), peak memory {peak}, {:?}",
        summary.cases,
        summary.accepted,
        summary.faults.len(),
        summary.slowest.0,
        summary.slowest.1,
        start.elapsed(),
    );
    if summary.faults.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

//! `gen`: specs in, files out; all or nothing.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use crate::listing;
use crate::tree::{Owned, Plan, Step, Wanted};
use crate::workspace;

/// Everything that this command may write or remove.
const OWNED: Owned = Owned {
    folders: &[
        "generated-client/src",
        "generated-client/tests/generated",
        "docs/reference",
    ],
    files: &["UNVERIFIED.md"],
};

#[derive(clap::Args)]
pub struct Arguments {
    /// Writes nothing; lists every stale, missing and orphan file and fails if there is one.
    #[arg(long)]
    check: bool,
    /// Folder with a folder for each provider. Default: `spec` of the workspace.
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
    /// Folder that the generated tree is written under. Default: the workspace.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let start = Instant::now();
    let place = |given: &Option<PathBuf>, default: &str| match given {
        Some(path) => Ok(path.clone()),
        None => workspace::root().map(|root| root.join(default)),
    };
    let spec = place(&arguments.spec, "spec")?;
    let out = place(&arguments.out, "")?;

    let wanted = produce(&spec)?;
    let plan = Plan::new(&out, &OWNED, wanted).map_err(|error| format!("error: {error}"))?;
    if arguments.check {
        check(&plan, arguments)
    } else {
        write(&plan, start)
    }
}

/// Everything that the specs say should be generated, made in memory.
fn produce(spec: &Path) -> Result<Vec<Wanted>, String> {
    let colour = io::stderr().is_terminal();
    let spec = codegen::read_folder(spec).map_err(|report| report.render(colour))?;
    if spec.warnings.count() > 0 {
        eprintln!("{}", spec.warnings.render(colour).trim_end());
    }
    let files =
        codegen::emit::client(&spec.providers).map_err(|error| format!("error: {error}"))?;
    Ok(files
        .into_iter()
        .map(|file| Wanted {
            path: file.path,
            contents: file.contents.into_bytes(),
        })
        .collect())
}

fn check(plan: &Plan, arguments: &Arguments) -> Result<ExitCode, String> {
    if plan.is_empty() {
        print(&format!(
            "{} generated files are up to date\n",
            plan.unchanged
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    print(&listing::differences(plan))?;
    let stale = plan
        .writes
        .iter()
        .filter(|write| write.current.is_some())
        .count();
    let orphans = plan
        .removals
        .iter()
        .filter(|removal| removal.is_news())
        .count();
    let mut command = String::from("cargo xtask gen");
    for (option, value) in [("--spec", &arguments.spec), ("--out", &arguments.out)] {
        if let Some(value) = value {
            // Writing to a String cannot fail.
            let _ = write!(command, " {option} {}", value.display());
        }
    }
    Err(format!(
        "{stale} stale, {} missing, {orphans} orphan; to mend it, run: {command}",
        plan.writes.len() - stale
    ))
}

fn write(plan: &Plan, start: Instant) -> Result<ExitCode, String> {
    let (mut written, mut removed) = (0, 0);
    let applied = plan.apply(|step| {
        // Whoever reads this may be gone; the files still have to be finished.
        let _ = match step {
            Step::Wrote(path) => {
                written += 1;
                print(&format!("wrote    {}\n", path.display()))
            }
            Step::Removed(removal) if removal.is_news() => {
                removed += 1;
                print(&format!("removed  {}\n", listing::name(removal)))
            }
            Step::Removed(_) => Ok(()),
        };
    });
    applied.map_err(|error| format!("error: {error}"))?;
    print(&format!(
        "{written} written, {removed} removed, {} unchanged in {:.2} s\n",
        plan.unchanged,
        start.elapsed().as_secs_f64()
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn print(text: &str) -> Result<(), String> {
    io::stdout()
        .lock()
        .write_all(text.as_bytes())
        .map_err(|error| format!("cannot write the output: {error}"))
}

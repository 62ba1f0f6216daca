//! `gen`: specs in, files out; all or nothing.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use crate::listing;
use crate::specs::Specs;
use crate::tree::{Owned, Plan, Step, Wanted};
use crate::workspace;

/// Everything that this command may write or remove.
const OWNED: Owned = Owned {
    folders: &[
        "generated-client/src",
        "generated-client/tests/generated",
        "docs/reference",
    ],
    files: &[
        "UNVERIFIED.md",
        codegen::schema::INDEX,
        codegen::schema::PART,
    ],
};

#[derive(clap::Args)]
pub struct Arguments {
    /// Writes nothing; lists every stale, missing and orphan file and fails if there is one.
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    specs: Specs,
    /// Folder that the generated tree is written under. Default: the workspace.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let start = Instant::now();
    let out = match &arguments.out {
        Some(path) => path.clone(),
        None => workspace::root()?,
    };
    let Some(spec) = arguments.specs.read()? else {
        return Ok(ExitCode::FAILURE);
    };
    let wanted = produce(&spec)?;
    let plan = Plan::new(&out, &OWNED, wanted).map_err(|error| format!("error: {error}"))?;
    if arguments.check {
        check(&plan, arguments)
    } else {
        write(&plan, &arguments.specs, start)
    }
}

/// Everything that should be generated, made in memory: what the specs say, and the schema of their language.
fn produce(spec: &codegen::Spec) -> Result<Vec<Wanted>, String> {
    let files =
        codegen::emit::client(&spec.providers).map_err(|error| format!("error: {error}"))?;
    let files = files.into_iter().map(|file| Wanted {
        path: file.path,
        contents: file.contents.into_bytes(),
    });
    let schemas = codegen::schema::files().map(|(path, text)| Wanted {
        path: PathBuf::from(path),
        contents: text.into_bytes(),
    });
    Ok(files.chain(schemas).collect())
}

fn check(plan: &Plan, arguments: &Arguments) -> Result<ExitCode, String> {
    if plan.is_empty() {
        arguments.specs.say(&format!(
            "{} generated files are up to date\n",
            plan.unchanged
        ))?;
        return Ok(ExitCode::SUCCESS);
    }
    arguments.specs.say(&listing::differences(plan))?;
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
    for (option, value) in [("--spec", &arguments.specs.spec), ("--out", &arguments.out)] {
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

fn write(plan: &Plan, specs: &Specs, start: Instant) -> Result<ExitCode, String> {
    let (mut written, mut removed) = (0, 0);
    let applied = plan.apply(|step| {
        // Whoever reads this may be gone; the files still have to be finished.
        let _ = match step {
            Step::Wrote(path) => {
                written += 1;
                specs.say(&format!("wrote    {}\n", path.display()))
            }
            Step::Removed(removal) if removal.is_news() => {
                removed += 1;
                specs.say(&format!("removed  {}\n", listing::name(removal)))
            }
            Step::Removed(_) => Ok(()),
        };
    });
    applied.map_err(|error| format!("error: {error}"))?;
    specs.say(&format!(
        "{written} written, {removed} removed, {} unchanged in {:.2} s\n",
        plan.unchanged,
        start.elapsed().as_secs_f64()
    ))?;
    Ok(ExitCode::SUCCESS)
}

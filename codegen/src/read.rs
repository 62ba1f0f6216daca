//! The way in: from a folder or from texts to checked providers, or to a report of everything that is wrong.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::check::check;
use crate::decode;
use crate::finding::{Finding, Findings};
use crate::load::{self, Loaded};
use crate::model::Provider;
use crate::render::{Color, json, render, short};
use crate::yaml::{self, FileId, Sources};

/// A spec without mistakes.
#[derive(Debug)]
pub struct Spec {
    /// The providers, in the order of their folders' names.
    pub providers: Vec<Provider>,
    /// Every file that was read from disk; absolute where the given path is.
    pub files: Vec<PathBuf>,
    /// What is to be looked at; no errors.
    pub warnings: Report,
}

/// What was found, with the files that it was found in.
#[derive(Debug)]
pub struct Report {
    sources: Sources,
    findings: Findings,
    files: Vec<PathBuf>,
}

impl Report {
    /// All findings with their places and excerpts, and a line that counts them. Empty for none.
    pub fn render(&self, colour: bool) -> String {
        render(
            &self.sources,
            &self.findings,
            if colour {
                Color::Terminal
            } else {
                Color::Plain
            },
        )
    }

    /// A line for each finding, for editors; see [`crate::render::short`].
    pub fn short(&self) -> String {
        short(&self.sources, &self.findings)
    }

    /// An object on a line for each finding, for programs; see [`crate::render::json`].
    pub fn json(&self) -> String {
        json(&self.sources, &self.findings)
    }

    /// How many findings there are.
    pub fn count(&self) -> usize {
        self.findings.len()
    }

    /// Each of them, sorted by place.
    pub fn findings(&self) -> &Findings {
        &self.findings
    }

    /// The files, to find lines and columns in.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Every file that was read from disk.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Report {}

/// Reads a spec: a folder that holds one folder per provider.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_folder(folder: &Path) -> Result<Spec, Report> {
    finish(load::load_folder(folder))
}

/// Reads a spec as [`read_folder`] does. `shown` stands for the folder wherever a file is named, as the folder's own name does
/// there: the path that whoever reads the findings can use.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_folder_as(folder: &Path, shown: &str) -> Result<Spec, Report> {
    finish(load::load_folder_as(folder, shown))
}

/// Reads one provider: its folder, or its `provider.yaml`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_provider(path: &Path) -> Result<Spec, Report> {
    finish(load::load_provider(path))
}

/// Reads the provider in a folder. `shown` stands for the folder wherever a file is named.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_provider_as(folder: &Path, shown: &str) -> Result<Spec, Report> {
    finish(load::load_provider_as(folder, shown))
}

/// Reads files from memory by their names; see [`load::load_files`].
///
/// # Errors
/// Everything that is wrong with them.
pub fn read_files(files: &[(&str, &[u8])]) -> Result<Spec, Report> {
    finish(load::load_files(files))
}

/// Reads texts by their names; see [`load::load_files`].
///
/// # Errors
/// Everything that is wrong with them.
pub fn read_texts(files: &[(&str, &str)]) -> Result<Spec, Report> {
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (*name, text.as_bytes()))
        .collect();
    finish(load::load_files(&files))
}

/// Where a key is told to stand at another depth, its file's unusual indentation is the same slip.
fn tell_depth_once(findings: &mut Findings) {
    let displaced = findings
        .iter()
        .filter(|finding| finding.code == decode::code::DISPLACED);
    let files: BTreeSet<FileId> = displaced.map(|finding| finding.span.file).collect();
    findings.retain(|finding| {
        finding.code != yaml::code::INDENTATION || !files.contains(&finding.span.file)
    });
}

fn finish(loaded: Loaded) -> Result<Spec, Report> {
    let Loaded {
        sources,
        providers: raw,
        mut findings,
        files,
    } = loaded;
    let mut providers = Vec::new();
    for raw in &raw {
        let (provider, found) = check(raw, &sources);
        findings.extend(found);
        providers.extend(provider);
    }
    tell_depth_once(&mut findings);
    let findings: Findings = findings.sorted();
    let whole = providers.len() == raw.len() && !providers.is_empty();
    if findings.has_errors() || !whole {
        debug_assert!(
            findings
                .iter()
                .any(|finding: &Finding| finding.severity() == crate::finding::Severity::Error)
        );
        return Err(Report {
            sources,
            findings,
            files,
        });
    }
    Ok(Spec {
        providers,
        warnings: Report {
            sources,
            findings,
            files: files.clone(),
        },
        files,
    })
}

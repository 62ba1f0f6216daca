//! From files to raw providers, without a disk.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use super::FileGaps;
use super::{INDEX, LANGUAGE, Loaded, MAX_BYTES, MAX_FILES, RawProvider, code, disk};
use crate::decode::{ABSENCE, Cx, Decode};
use crate::finding::{Finding, Findings, suggest};
use crate::spec::{PartFile, ProviderFile};
use crate::yaml::{self, FileId, Node, NodeKind, Parsed, Sources, Span};

/// A file, under the name it is shown by.
pub(super) struct Found {
    pub(super) name: String,
    pub(super) content: Content,
    /// Where it was read from.
    pub(super) path: Option<PathBuf>,
}

/// What is in a file.
pub(super) enum Content {
    Bytes(Vec<u8>),
    TooLarge,
    /// It cannot be read, and why.
    Unreadable(String),
    /// It is a link to a place outside the folder.
    Outside,
}

/// The folder of a provider.
pub(super) struct Root {
    /// As it is shown; empty where files are named relative to it.
    pub(super) folder: String,
    /// The name that the provider must have.
    pub(super) name: Option<String>,
}

/// Nothing, because the folder cannot be read.
pub(super) fn unreadable(folder: String, error: &io::Error) -> Loaded {
    let mut loaded = Loaded::default();
    let message = format!("the folder `{folder}` cannot be read: {}", disk::why(error));
    let file = loaded.sources.add(folder, "");
    loaded.findings.push(Finding::new(
        code::UNREADABLE,
        Span::start_of(file),
        message,
    ));
    loaded
}

/// Makes providers of files. A file in none of the folders belongs to no provider.
pub(super) fn assemble(root: &str, roots: Vec<Root>, files: Vec<Found>) -> Loaded {
    let mut loader = Loader {
        sources: Sources::new(),
        findings: Findings::new(),
        files: BTreeMap::new(),
    };
    let mut paths = Vec::new();
    let too_many = files.len() > MAX_FILES;
    for file in files {
        paths.extend(file.path);
        loader.files.insert(file.name, file.content);
    }
    paths.sort();
    let mut providers = Vec::new();
    if too_many {
        let file = loader.sources.add(root, "");
        let message = format!("the folder holds more than {MAX_FILES} YAML files");
        loader
            .findings
            .push(Finding::new(code::TOO_LARGE, Span::start_of(file), message));
    } else {
        if roots.is_empty() {
            let file = loader
                .sources
                .add(if root.is_empty() { INDEX } else { root }, "");
            let finding = Finding::new(
                code::NO_PROVIDER,
                Span::start_of(file),
                "there is no provider here",
            );
            loader.findings.push(finding.help(format!(
                "make a folder for the provider, with `{INDEX}` in it"
            )));
        }
        providers.extend(roots.iter().filter_map(|root| loader.provider(root)));
        loader.strays();
    }
    Loaded {
        sources: loader.sources,
        providers,
        findings: loader.findings.sorted(),
        files: paths,
    }
}

struct Loader {
    sources: Sources,
    findings: Findings,
    /// Files that nothing has asked for yet.
    files: BTreeMap<String, Content>,
}

/// A part that an index names.
struct PartName {
    span: Span,
    /// The name that the file is shown by.
    file: String,
}

impl Loader {
    fn provider(&mut self, root: &Root) -> Option<RawProvider> {
        let prefix = if root.folder.is_empty() {
            String::new()
        } else {
            format!("{}/", root.folder)
        };
        let index_name = format!("{prefix}{INDEX}");
        let Some(content) = self.files.remove(&index_name) else {
            let file = self.sources.add(&index_name, "");
            let message = format!("the folder `{}` has no `{INDEX}`", root.folder);
            let finding = Finding::new(code::NO_INDEX, Span::start_of(file), message);
            self.findings.push(finding.help(format!(
                "add `{INDEX}`: it describes the provider and names its parts"
            )));
            self.take_all(&prefix);
            return None;
        };
        let (file, parsed) = self.tree(&index_name, content);
        let (tree, whole) = match parsed {
            Parsed::Whole(tree) => (tree, true),
            Parsed::Partial(tree) => (tree, false),
            Parsed::Nothing => {
                self.take_all(&prefix);
                return None;
            }
        };
        if !self.known_language(&tree) {
            self.take_all(&prefix);
            return None;
        }
        let index = self.decode::<ProviderFile>(&tree, whole);
        if let (Some(index), Some(name)) = (&index, &root.name)
            && index.provider.value != *name
            && !index.gaps.faulty("provider")
        {
            let message = format!(
                "the provider `{}` lives in the folder `{name}`",
                index.provider.value
            );
            let finding = Finding::new(code::OTHER_NAME, index.provider.span, message);
            self.findings.push(
                finding
                    .label("another name")
                    .help(format!("rename the folder, or write `provider: {name}`")),
            );
        }
        let (names, good) = self.part_names(&tree, &prefix);
        // What was left out of the index may name a part.
        let lost_a_part = !whole && self.findings.lost().contains("yaml");
        let mut gaps = FileGaps {
            absent: !good || lost_a_part,
            partial: (!whole).then_some(file).into_iter().collect(),
        };
        let mut parts = Vec::new();
        let mut lacking = Vec::new();
        for name in names {
            match self.files.remove(&name.file) {
                None => lacking.push(name),
                Some(content) => parts.extend(self.part(&name.file, content, &mut gaps)),
            }
        }
        for name in lacking {
            match self.lacking(&name, &prefix) {
                None => gaps.absent = true,
                Some((file, content)) => parts.extend(self.part(&file, content, &mut gaps)),
            }
        }
        let listed = tree.get("parts");
        let listed = listed.is_some_and(|parts| matches!(parts.kind, NodeKind::Sequence(_)));
        if whole && listed {
            self.not_named(&prefix, &tree, file);
        } else {
            self.take_all(&prefix);
        }
        index.map(|index| RawProvider {
            file,
            index,
            parts,
            gaps,
            lost: self.findings.lost().clone(),
        })
    }

    fn part(
        &mut self,
        name: &str,
        content: Content,
        gaps: &mut FileGaps,
    ) -> Option<(FileId, PartFile)> {
        let (file, parsed) = self.tree(name, content);
        let part = match parsed {
            Parsed::Whole(tree) => self.decode(&tree, true),
            Parsed::Partial(tree) => {
                gaps.partial.insert(file);
                self.decode(&tree, false)
            }
            Parsed::Nothing => None,
        };
        gaps.absent |= part.is_none();
        part.map(|part| (file, part))
    }

    /// Reads a tree. Nothing that one lacks is told where it is not whole.
    fn decode<T: Decode>(&mut self, tree: &Node, whole: bool) -> Option<T> {
        let mut findings = Findings::new();
        let value = T::decode(tree, &mut Cx::new(&mut findings));
        if whole {
            self.findings.extend(findings);
            return value;
        }
        for finding in findings
            .iter()
            .filter(|finding| !ABSENCE.contains(&finding.code))
        {
            self.findings.push(finding.clone());
        }
        findings
            .lost()
            .iter()
            .for_each(|word| self.findings.lose_words(word));
        value
    }

    /// Takes a file in and reads its tree.
    fn tree(&mut self, name: &str, content: Content) -> (FileId, Parsed) {
        let (code, message) = match content {
            Content::Bytes(bytes) => match std::str::from_utf8(&bytes) {
                Ok(text) => {
                    let file = self.sources.add(name, text);
                    return (file, yaml::parse(&self.sources, file, &mut self.findings));
                }
                Err(error) => {
                    let good = bytes.get(..error.valid_up_to()).unwrap_or(&[]);
                    let file = self.sources.add(name, &String::from_utf8_lossy(good));
                    let end = self.sources.text(file).len();
                    let finding = Finding::new(
                        code::NOT_UTF8,
                        Span::new(file, end..end),
                        "the file is not UTF-8 text",
                    );
                    self.findings.push(
                        finding
                            .label("no UTF-8 from here on")
                            .help("save it as UTF-8"),
                    );
                    return (file, Parsed::Nothing);
                }
            },
            Content::TooLarge => (
                code::TOO_LARGE,
                format!("the file is larger than {} MiB", MAX_BYTES / 1024 / 1024),
            ),
            Content::Unreadable(why) => {
                (code::UNREADABLE, format!("the file cannot be read: {why}"))
            }
            Content::Outside => (
                code::BAD_PART,
                String::from("the file is a link that leaves the provider's folder"),
            ),
        };
        let file = self.sources.add(name, "");
        self.findings
            .push(Finding::new(code, Span::start_of(file), message));
        (file, Parsed::Nothing)
    }

    /// Whether an index is written in the language that is read. What else is wrong with it is told elsewhere.
    fn known_language(&mut self, index: &Node) -> bool {
        let Some(Node {
            span,
            kind: NodeKind::Scalar(scalar),
        }) = index.get("language")
        else {
            return true;
        };
        match scalar.text.parse::<u32>() {
            Ok(version) if version != LANGUAGE => {
                let message = format!("version {version} of the language is not known");
                let finding = Finding::new(code::LANGUAGE, *span, message).label("not known");
                self.findings
                    .push(finding.help(format!("this program reads version {LANGUAGE}")));
                false
            }
            _ => true,
        }
    }

    /// The parts that an index names, and whether all of the names can be ones.
    fn part_names(&mut self, index: &Node, prefix: &str) -> (Vec<PartName>, bool) {
        let mut names: Vec<PartName> = Vec::new();
        let Some(Node {
            kind: NodeKind::Sequence(items),
            ..
        }) = index.get("parts")
        else {
            return (names, false);
        };
        let mut good = true;
        for item in items {
            let NodeKind::Scalar(scalar) = &item.kind else {
                good = false;
                continue;
            };
            let file = format!("{prefix}{}", scalar.text);
            let twice = names.iter().find(|name| name.file == file);
            let finding = if let Some(first) = twice {
                let message = format!("the part `{}` is named twice", scalar.text);
                let finding =
                    Finding::new(code::NAMED_TWICE, item.span, message).label("again here");
                finding
                    .second(first.span, "first here")
                    .help("remove one of them")
            } else if let Some(why) = bad_part(&scalar.text) {
                good = false;
                let message = format!("`{}` cannot be a part: {why}", scalar.text);
                let help = "name a YAML file in this folder, with `/` between folders, such as `cards.yaml`";
                Finding::new(code::BAD_PART, item.span, message)
                    .label("not a part")
                    .help(help)
            } else {
                names.push(PartName {
                    span: item.span,
                    file,
                });
                continue;
            };
            self.findings.push(finding);
        }
        (names, good)
    }

    /// Finds a part that is not there, and gives the file that is meant where one is nearly named so.
    fn lacking(&mut self, part: &PartName, prefix: &str) -> Option<(String, Content)> {
        let short = |file: &str| file.strip_prefix(prefix).unwrap_or(file).to_owned();
        let left = self.files.keys().filter(|file| file.starts_with(prefix));
        let left: Vec<String> = left.map(|file| short(file)).collect();
        let near = suggest(&short(&part.file), left.iter().map(String::as_str));
        let message = format!("there is no file `{}`", part.file);
        let finding = Finding::new(code::NO_PART, part.span, message).label("not there");
        self.findings.push(match near {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("add the file, or remove its name"),
        });
        self.files.remove_entry(&format!("{prefix}{}", near?))
    }

    /// Finds files that the index does not name.
    fn not_named(&mut self, prefix: &str, index: &Node, file: FileId) {
        let parts = index
            .get("parts")
            .map_or_else(|| Span::start_of(file), |parts| parts.span);
        for (name, content) in self.take_all(prefix) {
            let short = name.strip_prefix(prefix).unwrap_or(&name).to_owned();
            if !matches!(content, Content::Bytes(_)) {
                self.tree(&name, content);
                continue;
            }
            let stray = self.sources.add(&name, "");
            let message = format!("no index names the file `{name}`");
            let finding = Finding::new(code::NOT_NAMED, Span::start_of(stray), message);
            let finding = finding.second(parts, "the parts are named here");
            self.findings
                .push(finding.help(format!("add `- {short}` under `parts`, or remove the file")));
        }
    }

    /// Finds files that are in no provider's folder.
    fn strays(&mut self) {
        for (name, content) in self.take_all("") {
            if !matches!(content, Content::Bytes(_)) {
                self.tree(&name, content);
                continue;
            }
            let file = self.sources.add(&name, "");
            let message = format!("the file `{name}` belongs to no provider");
            let finding = Finding::new(code::NOT_NAMED, Span::start_of(file), message);
            self.findings.push(
                finding.help("move it into the folder of a provider and name it in the index"),
            );
        }
    }

    fn take_all(&mut self, prefix: &str) -> Vec<(String, Content)> {
        let names: Vec<String> = self
            .files
            .keys()
            .filter(|name| name.starts_with(prefix))
            .cloned()
            .collect();
        names
            .into_iter()
            .filter_map(|name| self.files.remove_entry(&name))
            .collect()
    }
}

/// Why a text cannot name a part.
fn bad_part(path: &str) -> Option<&'static str> {
    let mut segments = path.split('/');
    if path.is_empty() {
        Some("it is empty")
    } else if path == INDEX {
        Some("it is the index itself")
    } else if path.contains('\\')
        || path.contains(':')
        || path.starts_with('/')
        || path.chars().any(char::is_control)
    {
        Some("it is not a relative path with `/`")
    } else if path.split('/').any(|segment| segment == "..") {
        Some("it leaves the folder")
    } else if segments.any(|segment| segment.is_empty() || segment.starts_with('.')) {
        Some("it has an empty or hidden folder in it")
    } else if !path.ends_with(".yaml") && !path.ends_with(".yml") {
        Some("it does not end in `.yaml`")
    } else {
        None
    }
}

//! What is mutated: the spec's providers, and what is known of the language from them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use super::tree::{NAMES, Place, Tree};

/// The folders of the repository that hold providers, each with how often it is taken: small ones are quick. The excerpts are
/// a few operations of the real specs; those themselves take a second each time.
const FOLDERS: &[(&str, usize)] = &[
    ("spec/paywall", 1),
    ("spec/vepara", 1),
    ("codegen/tests/excerpts/paywall", 140),
    ("codegen/tests/excerpts/vepara", 35),
    ("codegen/tests/hard/paywall", 7),
    ("codegen/tests/hard/vepara", 7),
    ("codegen/findings/base/shop", 35),
    ("tests/third-provider/acme_pay", 49),
    ("tests/naming/obstacles", 7),
];

/// One provider.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its folder in the repository.
    pub folder: String,
    /// Its files, by name.
    pub files: Vec<File>,
}

/// A file of a provider.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name in the folder.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// What the repository holds.
    Original(Arc<Original>),
    /// A tree that was changed.
    Changed(Tree),
    /// A text that was changed.
    Text(String),
}

/// A file of the repository.
#[derive(Debug)]
pub struct Original {
    /// What it says.
    pub tree: Tree,
    /// Every place of the tree.
    places: Vec<Place>,
    /// How it says it.
    text: String,
}

impl File {
    /// The tree, where it is one still.
    pub fn tree(&self) -> Option<&Tree> {
        match &self.content {
            Content::Original(original) => Some(&original.tree),
            Content::Changed(tree) => Some(tree),
            Content::Text(_) => None,
        }
    }

    /// Every place of the tree; none where it is none.
    pub fn places(&self) -> Cow<'_, [Place]> {
        match &self.content {
            Content::Original(original) => Cow::Borrowed(&original.places),
            Content::Changed(tree) => Cow::Owned(tree.places()),
            Content::Text(_) => Cow::Borrowed(&[]),
        }
    }

    /// The text.
    pub fn text(&self) -> String {
        match &self.content {
            Content::Original(original) => original.text.clone(),
            Content::Text(text) => text.clone(),
            Content::Changed(tree) => tree.print(),
        }
    }
}

/// All providers, and the language as they use it.
#[derive(Clone, Debug)]
pub struct Corpus {
    subjects: Vec<Subject>,
    turns: Vec<usize>,
    /// Every value that occurs, by what it is in the language.
    pub values: BTreeMap<String, Vec<Tree>>,
    /// The keys that a record can have, by what it is in the language.
    pub keys: BTreeMap<String, BTreeSet<String>>,
    /// All keys of all records.
    pub keywords: BTreeSet<String>,
}

impl Corpus {
    /// Reads the providers of a clone of the repository.
    ///
    /// # Panics
    /// Where the folders are not there, or are not YAML.
    pub fn read(repository: &Path) -> Self {
        let mut corpus = Self {
            subjects: Vec::new(),
            turns: Vec::new(),
            values: BTreeMap::new(),
            keys: BTreeMap::new(),
            keywords: BTreeSet::new(),
        };
        for (folder, weight) in FOLDERS {
            let mut files: Vec<File> = std::fs::read_dir(repository.join(folder))
                .unwrap_or_else(|error| panic!("{folder}: {error}"))
                .map(|entry| file(&entry.expect("an entry of a folder").path()))
                .collect();
            files.sort_by(|a, b| a.name.cmp(&b.name));
            corpus
                .turns
                .extend(std::iter::repeat_n(corpus.subjects.len(), *weight));
            corpus.subjects.push(Subject {
                folder: (*folder).to_owned(),
                files,
            });
        }
        corpus.learn();
        corpus
    }

    /// The providers.
    pub fn subjects(&self) -> &[Subject] {
        &self.subjects
    }

    /// A provider by a number; larger ones come more rarely.
    pub fn subject(&self, turn: usize) -> &Subject {
        &self.subjects[self.turns[turn % self.turns.len()]]
    }

    fn learn(&mut self) {
        let mut values: BTreeMap<String, BTreeSet<Tree>> = BTreeMap::new();
        let files = self.subjects.iter().flat_map(|subject| &subject.files);
        let trees: Vec<Tree> = files.filter_map(File::tree).cloned().collect();
        for tree in trees {
            self.record("", &tree);
            for place in tree.places() {
                let Some(value) = tree.at(&place.path) else {
                    continue;
                };
                self.record(&place.role, value);
                values.entry(place.role).or_default().insert(value.clone());
            }
        }
        let listed =
            |(role, values): (String, BTreeSet<Tree>)| (role, values.into_iter().collect());
        self.values = values.into_iter().map(listed).collect();
    }

    fn record(&mut self, role: &str, value: &Tree) {
        if let Tree::Map(entries) = value
            && !NAMES.contains(&role)
            && value.get("choose").is_none()
        {
            let keys = entries.iter().map(|(key, _)| key.clone());
            self.keywords.extend(keys.clone());
            self.keys.entry(role.to_owned()).or_default().extend(keys);
        }
    }
}

fn file(path: &Path) -> File {
    let shown = path.display();
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{shown}: {error}"));
    let tree = Tree::read(&text).unwrap_or_else(|| panic!("{shown} is not YAML"));
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let places = tree.places();
    File {
        name,
        content: Content::Original(Arc::new(Original { tree, places, text })),
    }
}

//! Mutations of real specs: a function of a seed and a number, the same on every machine.
//!
//! [`mutate`] makes a case; [`judge`] says whether the generator did with it what it must: findings, or output that is Rust.
#![allow(dead_code, reason = "each program that includes it uses a part")]

mod alternatives;
pub mod judge;
mod meaning;
pub mod random;
pub mod reduce;
pub mod run;
mod shape;
pub mod subject;
mod text;
pub mod tree;
pub mod words;

use random::Random;
use subject::{Content, Corpus, File};
use tree::{Place, Tree};

/// The ways to change a spec.
macro_rules! kinds {
    ($($(#[$meta:meta])* $name:ident = $weight:literal => $make:path,)*) => {
        /// A way to change a spec.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$meta])* $name,)*
        }

        impl Kind {
            /// Each of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// How often it is tried.
            fn weight(self) -> usize {
                match self {
                    $(Self::$name => $weight,)*
                }
            }

            /// Changes a spec. `None` where the spec has no place for it.
            fn apply(self, spec: &mut Spec<'_>, random: &mut Random) -> Option<String> {
                match self {
                    $(Self::$name => $make(spec, random),)*
                }
            }
        }
    };
}

kinds! {
    /// Gives a thing another name wherever it is named.
    Rename = 9 => meaning::rename,
    /// Writes another text for people.
    Prose = 5 => meaning::prose,
    /// Turns a yes into a no, or writes one where none stands.
    Toggle = 6 => meaning::toggle,
    /// Gives a value that other specs have at such a place.
    Graft = 9 => meaning::graft,
    /// Adds a key that other records of its kind have.
    Grow = 9 => meaning::grow,
    /// Takes a key away that a record can do without.
    Shrink = 4 => meaning::shrink,
    /// Changes a type.
    Type = 8 => meaning::value_type,
    /// Writes another number.
    Number = 5 => meaning::number,
    /// Writes another pattern.
    Pattern = 2 => meaning::pattern,
    /// Writes another body or value of an example.
    Example = 6 => meaning::example,
    /// Writes another value: a code, a path, a name on the wire.
    Value = 6 => meaning::value,
    /// Makes a fact disputed.
    Dispute = 4 => alternatives::dispute,
    /// Adds or takes away the choice of a disputed fact.
    Choice = 2 => alternatives::choice,
    /// Adds a rule, a code, a field: an entry like its neighbour.
    Sibling = 5 => meaning::sibling,
    /// Changes a letter or two of a name in one place.
    Misspell = 5 => meaning::misspell,
    /// Removes a value.
    Delete = 8 => shape::delete,
    /// Writes a value twice.
    Duplicate = 5 => shape::duplicate,
    /// Takes a value to another place.
    Move = 4 => shape::relocate,
    /// Swaps two values.
    Swap = 4 => shape::swap,
    /// Makes a text a list, a list a mapping and so on.
    Retype = 5 => shape::retype,
    /// Nests a value in itself.
    Nest = 3 => shape::nest,
    /// Repeats entries many times.
    Multiply = 2 => shape::multiply,
    /// Puts entries in another order.
    Shuffle = 2 => shape::shuffle,
    /// Cuts a file off.
    Truncate = 2 => text::truncate,
    /// Removes, repeats or swaps lines.
    Lines = 4 => text::lines,
    /// Breaks the indentation.
    Indent = 4 => text::indent,
    /// Indents by tabs.
    Tabs = 2 => text::tabs,
    /// Puts a piece of YAML or odd Unicode anywhere.
    Piece = 5 => text::piece,
    /// Replaces a letter.
    Letter = 3 => text::letter,
    /// Ends lines as Windows does, or begins the file with a mark.
    Endings = 1 => text::endings,
    /// Anchors and aliases, each level twice as large as the one before.
    Bomb = 1 => text::bomb,
    /// Swaps, drops, renames, empties or adds files.
    Files = 4 => text::files,
}

/// A spec while it is changed.
pub struct Spec<'c> {
    /// What is known of the language.
    pub corpus: &'c Corpus,
    /// Its files.
    pub files: Vec<File>,
}

/// A mutated spec.
#[derive(Clone, Debug)]
pub struct Case {
    /// The folder that it comes from.
    pub folder: String,
    /// What was done, in order.
    pub steps: Vec<(Kind, String)>,
    /// The files that came of it.
    pub files: Vec<File>,
}

impl Case {
    /// Names and texts.
    pub fn texts(&self) -> Vec<(String, String)> {
        self.files
            .iter()
            .map(|file| (file.name.clone(), file.text()))
            .collect()
    }

    /// What was done, a line each.
    pub fn story(&self) -> String {
        let steps = self
            .steps
            .iter()
            .map(|(kind, what)| format!("  {kind:?}: {what}\n"));
        format!("of {}:\n{}", self.folder, steps.collect::<String>())
    }
}

/// The case of a number in the run of a seed.
pub fn mutate(corpus: &Corpus, seed: u64, number: u64) -> Case {
    let mut random = Random::of_case(seed, number);
    let subject = corpus.subject(random.below(usize::MAX));
    let count = match random.below(10) {
        0..6 => 1,
        6..9 => 2,
        _ => 4,
    };
    let mut spec = Spec {
        corpus,
        files: subject.files.clone(),
    };
    let mut steps = Vec::new();
    while steps.len() < count {
        steps.push(step(&mut spec, &mut random));
    }
    Case {
        folder: subject.folder.clone(),
        steps,
        files: spec.files,
    }
}

/// One change of a spec.
pub fn step(spec: &mut Spec<'_>, random: &mut Random) -> (Kind, String) {
    let total: usize = Kind::ALL.iter().map(|kind| kind.weight()).sum();
    for _ in 0..100 {
        let mut turn = random.below(total);
        let chosen = Kind::ALL
            .iter()
            .find(|kind| match turn.checked_sub(kind.weight()) {
                Some(rest) => {
                    turn = rest;
                    false
                }
                None => true,
            });
        if let Some(kind) = chosen
            && let Some(what) = kind.apply(spec, random)
        {
            return (*kind, what);
        }
    }
    (
        Kind::Files,
        String::from("nothing: there is no place for a change"),
    )
}

impl Spec<'_> {
    /// A place in one of the trees that fits: the file's number, and the place in it.
    fn place(
        &self,
        random: &mut Random,
        fits: impl Fn(&Place, &Tree) -> bool,
    ) -> Option<(usize, Place)> {
        let mut all = Vec::new();
        for (number, file) in self.files.iter().enumerate() {
            let Some(tree) = file.tree() else {
                continue;
            };
            let fitting =
                |place: &&Place| tree.at(&place.path).is_some_and(|value| fits(place, value));
            let places = file.places();
            let found = places.iter().filter(fitting);
            all.extend(found.map(|place| (number, place.clone())));
        }
        random.pick(&all).cloned()
    }

    /// The value at a place.
    fn value(&self, file: usize, path: &[usize]) -> Option<&Tree> {
        self.files.get(file)?.tree()?.at(path)
    }

    /// The tree of a file, to change.
    fn tree(&mut self, file: usize) -> Option<&mut Tree> {
        let content = &mut self.files.get_mut(file)?.content;
        if let Content::Original(original) = content {
            *content = Content::Changed(original.tree.clone());
        }
        match content {
            Content::Changed(tree) => Some(tree),
            _ => None,
        }
    }

    /// Puts a value at a place.
    fn set(&mut self, file: usize, path: &[usize], value: Tree) -> Option<()> {
        *self.tree(file)?.at_mut(path)? = value;
        Some(())
    }
}

/// A value, short enough to be read in a line.
fn shown(value: &Tree) -> String {
    let text = value.print();
    let line = text.trim_end().replace('\n', "⏎");
    match line.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

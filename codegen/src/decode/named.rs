//! Mappings whose keys are names: their order is meaning, and their values are all of one kind.

use std::fmt::Debug;
use std::marker::PhantomData;

use heck::{ToPascalCase, ToSnakeCase};

use super::displaced::beside_their_name;
use super::{Cx, Decode, Spanned, code};
use crate::finding::Finding;
use crate::yaml::{Key, Node, NodeKind, Span};

/// Names and what each stands for, in the order of the spec.
#[derive(Clone, Debug, PartialEq)]
pub struct Named<T, R = SnakeName> {
    entries: Vec<(Spanned<String>, T)>,
    /// Places of names that are not spelled as names are, each with the one that is meant.
    meant: Vec<(usize, String)>,
    unread: Vec<Spanned<String>>,
    unreadable: bool,
    rule: PhantomData<R>,
}

impl<T, R> Named<T, R> {
    /// Each name with what it stands for.
    pub fn iter(
        &self,
    ) -> impl DoubleEndedIterator<Item = (&Spanned<String>, &T)> + ExactSizeIterator {
        self.entries.iter().map(|(name, value)| (name, value))
    }

    /// The names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| name.value.as_str())
    }

    /// What each stands for.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.entries.iter().map(|(_, value)| value)
    }

    /// What a name stands for.
    pub fn get(&self, name: &str) -> Option<&T> {
        let (_, value) = self.entries.get(self.position(name)?)?;
        Some(value)
    }

    /// The place of a name among the names; of one that is spelled wrongly, by the name that is meant too.
    pub fn position(&self, name: &str) -> Option<usize> {
        let place = self
            .entries
            .iter()
            .position(|(found, _)| found.value == name);
        place.or_else(|| {
            let mut meant = self.meant.iter();
            meant
                .find(|(_, meant)| meant == name)
                .map(|(place, _)| *place)
        })
    }

    /// The name that is meant by one that is spelled wrongly, by its place.
    pub fn meant(&self, place: usize) -> Option<&str> {
        let found = self.meant.binary_search_by_key(&place, |(known, _)| *known);
        let (_, name) = self.meant.get(found.ok()?)?;
        Some(name)
    }

    /// How many names there are that could be read.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none could be read.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The names whose values could not be read; a finding says why.
    pub fn unread(&self) -> &[Spanned<String>] {
        &self.unread
    }

    /// Whether a name that [`Named::get`] does not know may be meant by the author all the same, because its value, or
    /// the whole mapping, could not be read. A reference to it is then not worth a second finding.
    pub fn may_have(&self, name: &str) -> bool {
        self.unreadable || self.unread.iter().any(|found| found.value == name)
    }

    /// Whether the author wrote more than [`Named::iter`] gives, because something could not be read.
    pub fn is_incomplete(&self) -> bool {
        self.unreadable || !self.unread.is_empty()
    }
}

impl<T, R> Default for Named<T, R> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            meant: Vec::new(),
            unread: Vec::new(),
            unreadable: false,
            rule: PhantomData,
        }
    }
}

impl<'a, T, R> IntoIterator for &'a Named<T, R> {
    type Item = (&'a Spanned<String>, &'a T);
    type IntoIter = std::iter::Map<
        std::slice::Iter<'a, (Spanned<String>, T)>,
        fn(&'a (Spanned<String>, T)) -> (&'a Spanned<String>, &'a T),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.iter().map(|(name, value)| (name, value))
    }
}

impl<T: Decode, R: KeyRule> Decode for Named<T, R> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let NodeKind::Mapping(entries) = &node.kind else {
            cx.wrong_shape(node, R::WHAT);
            return None;
        };
        let mut named = Self::default();
        let mut beside = beside_their_name::<T>(entries);
        let run = beside.as_ref().map(|(first, _)| *first);
        // After one without a value that belongs further out, what follows in its column belongs to it.
        let mut astray = false;
        for (place, (key, value)) in entries.iter().enumerate() {
            let name = Spanned::new(key.text.clone(), key.span);
            // The name that such keys belong to stands before the first of them.
            if run
                .is_some_and(|first| place + 1 == first || place >= first && T::has_key(&key.text))
            {
                cx.lose(value);
                named.unread.push(name);
                if let Some((_, finding)) = beside.take_if(|(first, _)| *first == place) {
                    cx.push(finding);
                }
                continue;
            }
            let spelled = cx.errors();
            let meant = if astray {
                None
            } else {
                R::check(key, entries, cx)
            };
            if cx.errors() > spelled && meant.is_none() {
                named.unread.push(name.clone());
            }
            let (errors, findings) = (cx.errors(), cx.findings.len());
            let mut read = cx.under(key.span, |cx| T::decode(value, cx));
            if cx.errors() > errors {
                if astray {
                    cx.take_back(findings);
                    read = None;
                } else if T::has_key(&key.text)
                    && let Some(before) = place.checked_sub(1).and_then(|at| entries.get(at))
                    && cx.is_outside(key, (is_foreign::<T>(value), value.span), before, findings)
                {
                    read = None;
                } else if cx.is_displaced(key, findings) {
                    astray = value.kind == NodeKind::Null;
                    read = None;
                }
            }
            match read {
                Some(value) => {
                    let place = named.entries.len();
                    named.meant.extend(meant.map(|meant| (place, meant)));
                    named.entries.push((name, value));
                }
                None => {
                    cx.lose(value);
                    named
                        .unread
                        .extend(meant.map(|meant| Spanned::new(meant, key.span)));
                    named.unread.push(name);
                }
            }
        }
        Some(named)
    }

    fn stand_in(_: Span) -> Option<Self> {
        Some(Self {
            unreadable: true,
            ..Self::default()
        })
    }
}

/// Whether a mapping has no key of what it should describe.
fn is_foreign<T: Decode>(value: &Node) -> bool {
    matches!(&value.kind, NodeKind::Mapping(inner) if inner.iter().all(|(key, _)| !T::has_key(&key.text)))
}

/// How the names of a mapping are spelled.
pub trait KeyRule {
    /// What is expected, for "expected …, found a list".
    const WHAT: &'static str;

    /// How the names are spelled, in an author's words.
    const FORM: &'static str;

    /// How the names are spelled, for editors; never stricter than the check.
    const PATTERN: &'static str;

    /// Finds a name that is spelled otherwise, and gives the one that is meant where that is known: what names it elsewhere
    /// is right. `beside`: the entries that it stands among, itself too.
    fn check(key: &Key, beside: &[(Key, Node)], cx: &mut Cx<'_>) -> Option<String>;
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema, R: KeyRule> schemars::JsonSchema for Named<T, R> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("Named")
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        crate::schema::named::<T>(R::PATTERN, R::FORM, generator)
    }
}

/// Names of things: `card_number`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnakeName;

/// Names of types: `SavedCard`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PascalName;

/// Names on the wire, as the provider spells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WireName;

/// Codes, as the provider spells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnyCode;

/// The letters beyond ASCII that names may have; each has an ASCII letter that it becomes in Rust.
const TURKISH_LOWER: &str = "ıöüçşğ";
const TURKISH_UPPER: &str = "İÖÜÇŞĞ";

fn lower(c: char) -> bool {
    c.is_ascii_lowercase() || TURKISH_LOWER.contains(c)
}

fn upper(c: char) -> bool {
    c.is_ascii_uppercase() || TURKISH_UPPER.contains(c)
}

pub(super) fn is_snake(name: &str) -> bool {
    name.split('_')
        .all(|word| !word.is_empty() && word.chars().all(|c| lower(c) || c.is_ascii_digit()))
}

fn is_pascal(name: &str) -> bool {
    name.starts_with(|c| upper(c) || c.is_ascii_digit())
        && name
            .chars()
            .all(|c| lower(c) || upper(c) || c.is_ascii_digit())
}

fn spelling<R: KeyRule>(
    key: &Key,
    beside: &[(Key, Node)],
    good: fn(&str) -> bool,
    fixed: String,
    cx: &mut Cx<'_>,
) -> Option<String> {
    if good(&key.text) {
        return None;
    }
    let finding = Finding::new(
        code::BAD_NAME,
        key.span,
        format!("`{}` is not spelled as a name", key.text),
    );
    let finding = finding.label(R::FORM);
    let taken = beside.iter().any(|(other, _)| other.text == fixed);
    if !good(&fixed) {
        cx.push(finding);
        return None;
    }
    cx.push(finding.help(if taken {
        format!("`{fixed}` stands here already: give it another name")
    } else {
        format!("write `{fixed}`")
    }));
    (!taken).then_some(fixed)
}

impl KeyRule for SnakeName {
    const WHAT: &'static str = "a mapping of names";
    const FORM: &'static str = "names here are written `in_lower_case`";
    const PATTERN: &'static str = "^[a-z0-9ıöüçşğ]+(_[a-z0-9ıöüçşğ]+)*$";

    fn check(key: &Key, beside: &[(Key, Node)], cx: &mut Cx<'_>) -> Option<String> {
        spelling::<Self>(key, beside, is_snake, key.text.to_snake_case(), cx)
    }
}

impl KeyRule for PascalName {
    const WHAT: &'static str = "a mapping of names";
    const FORM: &'static str = "names here are written `LikeThis`";
    const PATTERN: &'static str = "^[A-Z0-9İÖÜÇŞĞ][A-Za-z0-9İÖÜÇŞĞıöüçşğ]*$";

    fn check(key: &Key, beside: &[(Key, Node)], cx: &mut Cx<'_>) -> Option<String> {
        spelling::<Self>(key, beside, is_pascal, key.text.to_pascal_case(), cx)
    }
}

impl KeyRule for WireName {
    const WHAT: &'static str = "a mapping of names on the wire";
    const FORM: &'static str = "a name on the wire has no white space in it";
    const PATTERN: &'static str = r"^[^ \t\r\n]+$";

    fn check(key: &Key, _: &[(Key, Node)], cx: &mut Cx<'_>) -> Option<String> {
        if key.text.is_empty()
            || key
                .text
                .chars()
                .any(|c| c.is_whitespace() || c.is_control())
        {
            let message = format!("`{}` cannot be a name on the wire", key.text);
            cx.push(
                Finding::new(code::BAD_NAME, key.span, message)
                    .label("empty, or with white space in it"),
            );
        }
        None
    }
}

impl KeyRule for AnyCode {
    const WHAT: &'static str = "a mapping of codes";
    const FORM: &'static str = "a code has no white space around it";
    const PATTERN: &'static str = r"^[^ \t\r\n]([^\r\n]*[^ \t\r\n])?$";

    fn check(key: &Key, _: &[(Key, Node)], cx: &mut Cx<'_>) -> Option<String> {
        if key.text.is_empty() || key.text.trim() != key.text {
            let message = format!("`{}` cannot be a code", key.text);
            cx.push(
                Finding::new(code::BAD_NAME, key.span, message)
                    .label("empty, or with white space around it"),
            );
        }
        None
    }
}

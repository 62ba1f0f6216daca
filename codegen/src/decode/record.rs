//! Records: mappings whose keys are words of the language.

mod unknown;

use super::displaced::too_far_out;
use super::{Cx, Decode, any_of, code};
use crate::finding::{Finding, suggest};
use crate::yaml::{Key, Node, NodeKind, Span};

/// A mapping whose keys are words of the language, in any order.
pub trait Record: Sized {
    /// What it describes, with its article: "an operation".
    const WHAT: &'static str;

    /// Reads the keys that it knows and leaves the others.
    fn read(fields: &mut Fields<'_>, cx: &mut Cx<'_>) -> Option<Self>;

    /// Whether it has such a key.
    fn has_key(key: &str) -> bool;

    /// Reads all of a mapping; keys that nothing knows are findings.
    fn read_all(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let fields = Fields::open(node, Self::WHAT, cx)?;
        fields.read(Self::has_key, cx, Self::read)
    }
}

/// The keys of a record while it is read.
#[derive(Debug)]
pub struct Fields<'n> {
    what: &'static str,
    place: Span,
    entries: &'n [(Key, Node)],
    left: Vec<&'n (Key, Node)>,
    /// Keys that were asked for and found, as they were asked for: the order in which keys are usually written, unless
    /// `usual` says another.
    present: Vec<&'static str>,
    usual: &'static [&'static str],
    absent: Vec<&'static str>,
    /// Findings about keys that are missing, unless one that is left was meant for them.
    missing: Vec<(Vec<&'static str>, Finding)>,
    gaps: Gaps,
    /// Whether what lies inside knows of its keys.
    encloses: bool,
    /// Whether keys stand here that do not go together: then their order says nothing.
    clash: bool,
}

/// Keys of a record that have findings: no rule should find fault with what they would have said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    lost: Vec<&'static str>,
    faulty: Vec<&'static str>,
}

impl Gaps {
    /// Whether the value of a key could not be read, or stands under a key that is not in the language.
    pub fn lost(&self, key: &str) -> bool {
        self.lost.contains(&key)
    }

    /// Whether the value of a key is lost, or anything in it is.
    pub fn faulty(&self, key: &str) -> bool {
        self.lost(key) || self.faulty.contains(&key)
    }
}

impl<'n> Fields<'n> {
    /// Begins to read a mapping that describes `what` ("an operation").
    pub fn open(node: &'n Node, what: &'static str, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Mapping(entries) => {
                let place = cx.place(node);
                let left = entries.iter().collect();
                Some(Self {
                    what,
                    place,
                    entries,
                    left,
                    present: Vec::new(),
                    usual: &[],
                    absent: Vec::new(),
                    missing: Vec::new(),
                    gaps: Gaps::default(),
                    encloses: false,
                    clash: false,
                })
            }
            _ => {
                cx.wrong_shape(node, &format!("a mapping that describes {what}"));
                None
            }
        }
    }

    /// Reads a record that has such keys; what inside it was meant for itself is told as that.
    pub fn read<T>(
        mut self,
        has_key: fn(&str) -> bool,
        cx: &mut Cx<'_>,
        read: impl FnOnce(&mut Self, &mut Cx<'_>) -> Option<T>,
    ) -> Option<T> {
        self.encloses = true;
        let (record, strays) = cx.inside(self.what, has_key, |cx| read(&mut self, cx));
        for stray in strays {
            let absent = self.absent.iter().any(|absent| *absent == stray.key);
            if absent {
                self.missing
                    .retain(|(keys, _)| !keys.contains(&stray.key.as_str()));
            }
            stray
                .findings(absent)
                .into_iter()
                .for_each(|finding| cx.push(finding));
        }
        self.finish(cx);
        record
    }

    /// Says in which order keys are usually written, where they are not asked for in that order.
    #[must_use]
    pub fn usually(mut self, keys: &'static [&'static str]) -> Self {
        self.usual = keys;
        self
    }

    /// The place that stands for the whole record: the key it belongs to, else its first key.
    pub fn place(&self) -> Span {
        self.place
    }

    /// Whether a key is here that nothing took yet.
    pub fn has(&self, key: &str) -> bool {
        self.left.iter().any(|(left, _)| left.text == key)
    }

    /// Whether keys stand here that do not go together.
    pub fn clashes(&self) -> bool {
        self.clash
    }

    /// Whether every key was taken.
    pub fn is_read(&self) -> bool {
        self.left.is_empty()
    }

    /// Takes a key, where it is there.
    pub fn take(&mut self, key: &'static str) -> Option<&'n (Key, Node)> {
        let found = self.left.iter().position(|(found, _)| found.text == key);
        match found {
            Some(_) => self.present.push(key),
            None => self.absent.push(key),
        }
        found.map(|at| self.left.remove(at))
    }

    /// Takes the first of several keys that are there; more than one is a finding.
    pub fn take_one(&mut self, keys: &[&'static str], cx: &mut Cx<'_>) -> Option<&'n (Key, Node)> {
        let found: Vec<_> = keys.iter().filter_map(|key| self.take(key)).collect();
        let (first, more) = found.split_first()?;
        for (key, _) in more {
            let message = format!(
                "{} has either `{}` or `{}`",
                self.what, first.0.text, key.text
            );
            self.clash = true;
            let finding = Finding::new(code::SEVERAL_OF, key.span, message);
            let labels = ["the first of them", "the second of them"];
            cx.push(
                finding
                    .at_odds(first.0.span, labels)
                    .help("keep one of them"),
            );
        }
        Some(first)
    }

    /// Takes the one of several keys that must be there.
    pub fn take_exactly_one(
        &mut self,
        keys: &[&'static str],
        cx: &mut Cx<'_>,
    ) -> Option<&'n (Key, Node)> {
        let found = self.take_one(keys, cx);
        if found.is_none() {
            let all = any_of(keys.iter().copied());
            let finding = Finding::new(
                code::NONE_OF,
                self.place,
                format!("{} needs {all}", self.what),
            );
            self.missing
                .push((keys.to_vec(), finding.label("none of them is here")));
        }
        found
    }

    /// Which keys have findings so far.
    pub fn gaps(&self, cx: &Cx<'_>) -> Gaps {
        let mut gaps = self.gaps.clone();
        let absent = || self.absent.iter().copied();
        let meant = |(key, _): &&(Key, Node)| suggest(&key.text, absent());
        gaps.lost.extend(
            self.left
                .iter()
                .filter_map(meant)
                .chain(cx.strays())
                .filter_map(|meant| absent().find(|key| *key == meant)),
        );
        gaps
    }

    /// Reads the value of a key that was taken, and remembers what of it was lost.
    fn value<T: Decode>(
        &mut self,
        key: &'static str,
        (name, value): &(Key, Node),
        cx: &mut Cx<'_>,
    ) -> Option<T> {
        let before = cx.errors();
        if self.encloses {
            cx.at_key(key, name.span);
        }
        let read = read_value(name, value, cx);
        if read.is_none() {
            cx.lose(value);
            self.gaps.lost.push(key);
        } else if cx.errors() > before {
            self.gaps.faulty.push(key);
        }
        read
    }

    /// A value that must be there. A missing or unreadable one is stood in for where that is possible.
    pub fn required<T: Decode>(
        &mut self,
        key: &'static str,
        help: Option<&str>,
        cx: &mut Cx<'_>,
    ) -> Option<T> {
        match self.take(key) {
            Some(entry) => self
                .value(key, entry, cx)
                .or_else(|| T::stand_in(entry.0.span)),
            None => {
                self.missing(key, help.or(T::HELP));
                T::stand_in(self.place)
            }
        }
    }

    /// A value that must be there, in a record that is worth reading without it.
    pub fn expected<T: Decode>(
        &mut self,
        key: &'static str,
        help: Option<&str>,
        cx: &mut Cx<'_>,
    ) -> Option<T> {
        match self.take(key) {
            Some(entry) => self.value(key, entry, cx),
            None => {
                self.missing(key, help.or(T::HELP));
                None
            }
        }
    }

    /// A value that may be there.
    pub fn optional<T: Decode>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> Option<T> {
        let entry = self.take(key)?;
        self.value(key, entry, cx)
    }

    /// A value that may be there and counts as its default where it is not.
    pub fn default<T: Decode + Default>(&mut self, key: &'static str, cx: &mut Cx<'_>) -> T {
        match self.take(key) {
            Some(entry) => self
                .value(key, entry, cx)
                .or_else(|| T::stand_in(entry.0.span))
                .unwrap_or_default(),
            None => T::default(),
        }
    }

    /// Finds that a key is missing.
    pub fn missing(&mut self, key: &'static str, help: Option<&str>) {
        let message = format!("{} needs the key `{key}`", self.what);
        let finding =
            Finding::new(code::MISSING_KEY, self.place, message).label(missing_label(key));
        let finding = match help {
            Some(help) => finding.help(help),
            None => finding,
        };
        self.missing.push((vec![key], finding));
        self.gaps.lost.push(key);
    }

    /// Whether keys that nothing took belong to a key without a value, because they stand in its column; then they are told
    /// and dropped. `has_key`: whether what the key describes has one.
    pub fn stand_beside(
        &mut self,
        (owner, value): &(Key, Node),
        has_key: fn(&str) -> bool,
        cx: &mut Cx<'_>,
    ) -> bool {
        let inner = |entry: &&&(Key, Node)| has_key(&entry.0.text);
        let first = self.left.iter().find(inner);
        let Some((first, _)) = first.filter(|_| value.kind == NodeKind::Null) else {
            return false;
        };
        let help = format!(
            "indent it, and what follows, by two spaces more than `{}`",
            owner.text
        );
        cx.push(too_far_out(first, owner, "nothing follows this key").help(help));
        self.left.retain(|entry| !has_key(&entry.0.text));
        true
    }

    /// Drops keys that go only with one that is missing, so that they are not found as well.
    pub fn drop_keys(&mut self, keys: &[&str]) {
        self.left
            .retain(|(key, _)| !keys.contains(&key.text.as_str()));
    }

    /// Ends the reading: keys that nothing took are findings. One that is nearly a missing key is one mistake, not two.
    pub fn finish(mut self, cx: &mut Cx<'_>) {
        let mut unknown = Vec::new();
        for around in self.around_unknown() {
            let (key, value) = around.entry;
            cx.lose(value);
            if around.is_split() {
                continue;
            }
            let finding = self.unknown(&around);
            let meant = match self.glued(&key.text) {
                Some((meant, _)) => Some(meant),
                None => suggest(&key.text, self.absent.iter().copied()),
            };
            let meant = meant.or_else(|| super::words::translated(&key.text, &self.absent));
            if let Some(meant) = meant {
                self.missing.retain(|(keys, _)| !keys.contains(&meant));
            }
            let known = finding.help.is_some();
            let finding = if known {
                finding
            } else {
                self.helped(key, finding, meant)
            };
            unknown.push((around, known || meant.is_some(), finding));
        }
        self.push_unknown(unknown, cx);
        // Where nothing else could be meant, an unknown key is the missing one misspelled.
        if let ([_], [(keys, _)]) = (self.left.as_slice(), self.missing.as_slice())
            && self.absent.iter().all(|absent| keys.contains(absent))
        {
            self.missing.clear();
        }
        let order = self.order().filter(|_| !self.clash);
        for (_, finding) in self.missing {
            cx.push(finding);
        }
        order.into_iter().for_each(|finding| cx.push(finding));
    }

    /// What is to be said of the order of the keys.
    fn order(&self) -> Option<Finding> {
        let mut usual = self.present.clone();
        usual.sort_by_key(|key| self.usual.iter().position(|listed| listed == key));
        let known = self
            .entries
            .iter()
            .map(|(key, _)| key)
            .filter(|key| usual.contains(&key.text.as_str()));
        let (key, first) = known.zip(&usual).find(|(key, usual)| key.text != **usual)?;
        let message = format!("the keys of {} are usually in another order", self.what);
        let all: Vec<String> = usual.iter().map(|key| format!("`{key}`")).collect();
        let finding = Finding::new(code::KEY_ORDER, key.span, message)
            .label(format!("`{first}` usually stands here"));
        Some(finding.help(format!("write them in this order: {}", all.join(", "))))
    }
}

/// What stands under the place where a key is missing.
pub(super) fn missing_label(key: &str) -> String {
    format!("`{key}` is missing")
}

/// Reads the value of a key.
pub(crate) fn read_value<T: Decode>(key: &Key, value: &Node, cx: &mut Cx<'_>) -> Option<T> {
    cx.under(key.span, |cx| T::decode(value, cx))
}

/// Declares a record of the grammar: a documented struct and how it is read.
///
/// Each field is `required` (lost without it, unless it can be stood in for), `expected` (an `Option` in the struct; a
/// missing one is a finding), `optional` (an `Option`), `default` (its `Default` where it is missing) or `flat` (another
/// record whose keys stand among these). The key is the field's name or follows it after `=`; a help text for the
/// finding about a missing key follows the type after `|`. `then f` names a function that looks at the whole record, and
/// `shape f` one that tells the schema what of that an editor can see.
///
/// The order of the fields is the order in which keys are usually written; another one is a warning. The documentation
/// of a field is what an editor shows for its key.
macro_rules! record {
    (
        $(#[doc = $doc:literal])*
        pub struct $name:ident ($what:literal) $(then $then:path)? $(, shape $rules:path)? {
            $($(#[doc = $field_doc:literal])* $kind:ident $field:ident $(= $key:literal)?: $ty:ty $(| $help:literal)?,)*
        }
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            /// The place that stands for all of it: the key it belongs to, else its first key.
            pub span: $crate::yaml::Span,
            /// Keys that have findings.
            pub gaps: $crate::decode::Gaps,
            $($(#[doc = $field_doc])* pub $field: record!(@type $kind $ty),)*
        }

        impl $crate::decode::Record for $name {
            const WHAT: &'static str = $what;

            fn read(fields: &mut $crate::decode::Fields<'_>, cx: &mut $crate::decode::Cx<'_>) -> Option<Self> {
                let span = fields.place();
                $(let $field: record!(@read_type $kind $ty) =
                    record!(@read $kind fields, record!(@key $field $($key)?), record!(@help $($help)?), cx);)*
                let gaps = fields.gaps(cx);
                let record = Self { span, gaps, $($field: record!(@keep $kind $field)),* };
                $($then(&record, cx);)?
                Some(record)
            }

            fn has_key(key: &str) -> bool {
                $(record!(@has $kind key, record!(@key $field $($key)?), $ty))||*
            }
        }

        impl $crate::decode::Decode for $name {
            fn decode(node: &$crate::yaml::Node, cx: &mut $crate::decode::Cx<'_>) -> Option<Self> {
                <Self as $crate::decode::Record>::read_all(node, cx)
            }

            fn has_key(key: &str) -> bool {
                <Self as $crate::decode::Record>::has_key(key)
            }
        }

        #[cfg(feature = "schema")]
        impl $crate::schema::Shaped for $name {
            fn shape(shape: &mut $crate::schema::Shape<'_>) {
                $(record!(@shape $kind shape, record!(@key $field $($key)?), concat!($($field_doc, "\n"),*), $ty);)*
                $($rules(shape);)?
            }
        }

        #[cfg(feature = "schema")]
        $crate::schema::shape!($name, $what, concat!($($doc, "\n"),*), <$name as $crate::schema::Shaped>::shape);
    };
    (@type required $ty:ty) => { $ty };
    (@type default $ty:ty) => { $ty };
    (@type flat $ty:ty) => { $ty };
    (@type expected $ty:ty) => { Option<$ty> };
    (@type optional $ty:ty) => { Option<$ty> };
    (@read_type default $ty:ty) => { $ty };
    (@read_type $kind:ident $ty:ty) => { Option<$ty> };
    (@read required $fields:ident, $key:expr, $help:expr, $cx:ident) => { $fields.required($key, $help, $cx) };
    (@read expected $fields:ident, $key:expr, $help:expr, $cx:ident) => { $fields.expected($key, $help, $cx) };
    (@read optional $fields:ident, $key:expr, $help:expr, $cx:ident) => { $fields.optional($key, $cx) };
    (@read default $fields:ident, $key:expr, $help:expr, $cx:ident) => { $fields.default($key, $cx) };
    (@read flat $fields:ident, $key:expr, $help:expr, $cx:ident) => { $crate::decode::Record::read($fields, $cx) };
    (@shape required $shape:ident, $key:expr, $doc:expr, $ty:ty) => { $shape.required::<$ty>($key, $doc) };
    (@shape expected $shape:ident, $key:expr, $doc:expr, $ty:ty) => { $shape.required::<$ty>($key, $doc) };
    (@shape flat $shape:ident, $key:expr, $doc:expr, $ty:ty) => { <$ty as $crate::schema::Shaped>::shape($shape) };
    (@shape $kind:ident $shape:ident, $key:expr, $doc:expr, $ty:ty) => { $shape.optional::<$ty>($key, $doc) };
    (@has flat $asked:ident, $key:expr, $ty:ty) => { <$ty as $crate::decode::Record>::has_key($asked) };
    (@has $kind:ident $asked:ident, $key:expr, $ty:ty) => { $asked == $key };
    (@keep required $field:ident) => { $field? };
    (@keep flat $field:ident) => { $field? };
    (@keep $kind:ident $field:ident) => { $field };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    (@help) => { None };
    (@help $help:literal) => { Some($help) };
}
pub(crate) use record;

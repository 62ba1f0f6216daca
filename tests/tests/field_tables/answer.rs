//! Answers that hold every field of a table, once in each of its documented forms, and what was read from them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::Node;

/// The forms in which the documents let a value come.
#[derive(Clone, Copy, Debug)]
pub enum Form {
    Text(&'static str),
    Number(&'static str),
    /// A number, or a text that holds it.
    TextOrNumber(&'static str),
    /// These pieces of JSON.
    Json(&'static [&'static str]),
}

impl Form {
    fn pieces(self) -> Vec<String> {
        match self {
            Self::Text(text) => vec![Value::from(text).to_string()],
            Self::Number(text) => vec![text.to_owned()],
            Self::TextOrNumber(text) => vec![text.to_owned(), Value::from(text).to_string()],
            Self::Json(pieces) => pieces.iter().map(|piece| (*piece).to_owned()).collect(),
        }
    }
}

/// The table of an answer: fields by their places, such as `data[0].amount`.
pub type Answers<'a> = &'a [(&'a str, Form)];

/// Bodies that hold every field, so many that each field comes in each of its forms.
pub fn bodies(fields: Answers<'_>) -> Vec<String> {
    let forms: Vec<_> = fields.iter().map(|(_, form)| form.pieces()).collect();
    let count = forms.iter().map(Vec::len).max().unwrap_or(1);
    let body = |turn: usize| {
        let mut root = Tree::default();
        for ((place, _), pieces) in fields.iter().zip(&forms) {
            let place = place.replace('[', ".[");
            root.put(&mut place.split('.'), &pieces[turn % pieces.len()]);
        }
        root.json()
    };
    (0..count).map(body).collect()
}

/// Objects, lists and pieces of JSON in the order in which they were put.
#[derive(Default)]
struct Tree {
    piece: Option<String>,
    below: Vec<(String, Tree)>,
}

impl Tree {
    fn put<'a>(&mut self, place: &mut impl Iterator<Item = &'a str>, piece: &str) {
        let Some(name) = place.next() else {
            self.piece = Some(piece.to_owned());
            return;
        };
        let known = self.below.iter().position(|(known, _)| known == name);
        let index = known.unwrap_or_else(|| {
            self.below.push((name.to_owned(), Tree::default()));
            self.below.len() - 1
        });
        self.below[index].1.put(place, piece);
    }

    fn json(&self) -> String {
        if let Some(piece) = &self.piece {
            return piece.clone();
        }
        if self.below.iter().any(|(name, _)| name.starts_with('[')) {
            let items: Vec<_> = self.below.iter().map(|(_, item)| item.json()).collect();
            return format!("[{}]", items.join(","));
        }
        let field =
            |(name, item): &(String, Tree)| format!("{}:{}", Value::from(&**name), item.json());
        let fields: Vec<_> = self.below.iter().map(field).collect();
        format!("{{{}}}", fields.join(","))
    }
}

/// What [`assert_read`] has to know of one operation.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// What the output is of the answer, such as `data`; what stands outside of it has to be left out.
    pub root: &'a str,
    /// Fields that are not read, each with a reason.
    pub left_out: &'a [(&'a str, &'a str)],
    /// Values that have another spelling after reading, such as `true` and `1`.
    pub spellings: &'a [(&'a str, &'a str)],
}

/// Asserts that every field of the table was read: each stands in `written` (what was read, written again under the feature
/// `serialize`) once and with the same value, but for those that are left out.
///
/// # Panics
/// With everything that was not read.
#[track_caller]
pub fn assert_read(reading: Reading<'_>, body: &str, written: &str) {
    let leaves = |text: &str, root: &str| {
        let mut leaves = Vec::new();
        Node::parse(text).expect("JSON").leaves(root, &mut leaves);
        leaves
    };
    let written = leaves(written, reading.root);
    let mut findings = Vec::new();
    let mut places = BTreeSet::new();
    for (place, _) in &written {
        if !places.insert(place) {
            findings.push(format!("`{place}` is written twice"));
        }
    }
    let mut used = BTreeSet::new();
    for (place, wanted) in leaves(body, "") {
        let left = reading.left_out.iter().find(|(name, _)| *name == place);
        used.extend(left.map(|(name, _)| *name));
        let found = written.iter().find(|(name, _)| *name == place);
        match (found, left) {
            (Some((_, found)), None) if reading.same(found, &wanted) => {}
            (Some((_, found)), None) => {
                findings.push(format!("`{place}` is read as {found:?}, not {wanted:?}"))
            }
            (None, None) => findings.push(format!("`{place}` is not read")),
            (Some(_), Some(_)) => findings.push(format!("`{place}` is read, and left out")),
            (None, Some(_)) => {}
        }
    }
    for (name, reason) in reading.left_out {
        if !used.contains(name) || reason.is_empty() {
            findings.push(format!(
                "`{name}` is left out without a reason or not there"
            ));
        }
    }
    let list = findings.join("\n- ");
    assert!(
        findings.is_empty(),
        "of {body}\nthis was read: {written:?}\n- {list}"
    );
}

impl Reading<'_> {
    /// Whether two texts are one value: the same text, another spelling, or the same decimal number.
    fn same(self, found: &str, wanted: &str) -> bool {
        let number = |text: &str| text.parse::<f64>().ok();
        found == wanted
            || self.spellings.contains(&(wanted, found))
            || number(found).is_some_and(|found| number(wanted) == Some(found))
    }
}

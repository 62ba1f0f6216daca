//! What the clients send and read, held against the field tables of the providers' documents.
//!
//! The tables are written from the documents alone, never from the spec or from what is generated from it: client,
//! sandbox and examples share the spec, so only this tells when the spec says something else than the provider.

mod answer;
mod checker;
mod node;
mod paywall;
mod request;
mod rules;
mod vepara;

use std::collections::BTreeSet;

use node::Node;
use request::{Body, Request};

/// What a value may be on the wire. In a form everything is text, which then has to look like one of these.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Text,
    Number,
    Bool,
    Object(&'static [Field]),
    /// A list of objects.
    List(&'static [Field]),
    /// A list of values.
    Values(&'static [Kind]),
    /// JSON inside of a text.
    JsonText(&'static [Kind]),
}

const TEXT: &[Kind] = &[Kind::Text];
const NUMBER: &[Kind] = &[Kind::Number];
const BOOL: &[Kind] = &[Kind::Bool];
/// The documents say both, or their versions disagree.
const TEXT_OR_NUMBER: &[Kind] = &[Kind::Text, Kind::Number];

/// Whether a field has to be there: required, optional, conditional on other fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    R,
    O,
    C,
}

/// A line of a field table.
#[derive(Clone, Copy, Debug)]
struct Field {
    name: &'static str,
    kinds: &'static [Kind],
    need: Need,
    only: &'static [&'static str],
}

const fn required(name: &'static str, kinds: &'static [Kind]) -> Field {
    field(name, kinds, Need::R)
}

const fn optional(name: &'static str, kinds: &'static [Kind]) -> Field {
    field(name, kinds, Need::O)
}

const fn conditional(name: &'static str, kinds: &'static [Kind]) -> Field {
    field(name, kinds, Need::C)
}

const fn field(name: &'static str, kinds: &'static [Kind], need: Need) -> Field {
    Field {
        name,
        kinds,
        need,
        only: &[],
    }
}

impl Field {
    /// The only values that the documents name.
    const fn only(mut self, values: &'static [&'static str]) -> Self {
        self.only = values;
        self
    }
}

/// How a request's body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Nothing,
    Json,
    Form,
}

/// A signature among the body's fields.
#[derive(Clone, Copy, Debug)]
struct Signature {
    field: &'static str,
    /// The signed fields in the documented order.
    over: &'static [&'static str],
    /// What was signed, or why it does not open.
    open: fn(&str) -> Result<Vec<String>, String>,
}

/// The table of a request.
#[derive(Clone, Copy, Debug)]
struct Table {
    /// The section of the documents, for messages.
    section: &'static str,
    method: &'static str,
    /// The path under the host. A segment `{name}` stands for any value, which is the field `/name`.
    path: &'static str,
    content: Content,
    /// The value of the header `Authorization`; without it, none may be sent.
    authorization: Option<&'static str>,
    /// Headers beyond those that every HTTP client sends. Their names are written in lower case.
    headers: &'static [Field],
    query: &'static [Field],
    /// The body: one table, or several whose lines are added.
    body: &'static [&'static [Field]],
    signature: Option<Signature>,
}

impl Table {
    const POST: Self = Self {
        section: "",
        method: "POST",
        path: "",
        content: Content::Json,
        authorization: None,
        headers: &[],
        query: &[],
        body: &[],
        signature: None,
    };
}

/// Holds any number of requests against one table. What is wrong is collected, and told by [`Checker::finish`].
///
/// Values are named by place: `items[0].price` in the body (also in JSON inside of a text), `?page` in the query, `@apikey`
/// for a header, `/id` in the path.
struct Checker<'a> {
    table: &'a Table,
    /// What any of the requests held, list places left out: `items[].price`.
    seen: BTreeSet<String>,
    signatures: Vec<String>,
    findings: Vec<String>,
}

impl<'a> Checker<'a> {
    fn new(table: &'a Table) -> Self {
        Self {
            table,
            seen: BTreeSet::new(),
            signatures: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Checks a request. `given` holds the text of each value that has to be sent, and no other may be but the signature:
    /// what the caller gave, what the credentials are, and constants.
    fn request(&mut self, what: &str, request: &Request, given: &[(&str, &str)]) {
        let Sent { leaves, seen, .. } = self.shape(what, request);
        let signature = self.table.signature.map(|signature| signature.field);
        for (place, wanted) in given {
            match leaves.iter().find(|(name, _)| name == place) {
                Some((_, sent)) if sent == wanted => {}
                Some((_, sent)) => {
                    self.finding(what, format!("`{place}` is {sent:?}, given was {wanted:?}"))
                }
                None => self.finding(what, format!("`{place}` is not sent, given was {wanted:?}")),
            }
        }
        for (name, sent) in &leaves {
            let known = given.iter().any(|(place, _)| place == name);
            if !known && signature != Some(name) {
                self.finding(what, format!("`{name}` is {sent:?}, which nobody gave"));
            }
        }
        self.open(what, &leaves);
        self.seen.extend(seen);
    }

    /// What was signed in a request, as it opens.
    fn opened(&self, request: &Request) -> Vec<String> {
        let signature = self.table.signature.expect("a table with a signature");
        let leaves = rules::leaves(&request.body);
        let sent = leaves.into_iter().find(|(name, _)| name == signature.field);
        let (_, sent) = sent.expect("a signature");
        (signature.open)(&sent).expect("a signature that opens")
    }

    /// Everything but the values: method, path, headers, names, kinds, what is missing.
    fn shape(&mut self, what: &str, request: &Request) -> Sent {
        let mut sent = Sent::default();
        rules::shape(self.table, request, &mut sent);
        for finding in std::mem::take(&mut sent.findings) {
            self.finding(what, finding);
        }
        sent
    }

    fn open(&mut self, what: &str, leaves: &[(String, String)]) {
        let Some(signature) = self.table.signature else {
            return;
        };
        let text = |name: &str| {
            let leaf = leaves.iter().find(|(place, _)| place == name);
            leaf.map(|(_, text)| text.clone())
        };
        let Some(sent) = text(signature.field) else {
            return;
        };
        match (signature.open)(&sent) {
            Err(why) => self.finding(what, format!("`{}` does not open: {why}", signature.field)),
            Ok(opened) => {
                let wanted: Vec<Option<String>> =
                    signature.over.iter().map(|name| text(name)).collect();
                let opened: Vec<Option<String>> = opened.into_iter().map(Some).collect();
                if opened != wanted {
                    let over = signature.over;
                    self.finding(
                        what,
                        format!("signed is {opened:?}, sent is {wanted:?} ({over:?})"),
                    );
                }
            }
        }
        if self.signatures.contains(&sent) {
            self.finding(what, "the signature is that of an earlier request");
        }
        self.signatures.push(sent);
    }

    fn finding(&mut self, what: &str, text: impl AsRef<str>) {
        self.findings.push(format!("{what}: {}", text.as_ref()));
    }

    /// Ends the check: together the requests must have held every line of the table but those that are left out, each with
    /// a reason.
    ///
    /// # Panics
    /// With every finding, when there is any.
    #[track_caller]
    fn finish(mut self, left_out: &[(&str, &str)]) {
        let lines = rules::lines(self.table);
        for line in &lines {
            let left = left_out.iter().any(|(name, _)| name == line);
            match (self.seen.contains(line), left) {
                (false, false) => self.findings.push(format!("no request sends `{line}`")),
                (true, true) => self
                    .findings
                    .push(format!("`{line}` is sent, and listed as left out")),
                _ => {}
            }
        }
        for (name, reason) in left_out {
            if !lines.contains(*name) || reason.is_empty() {
                self.findings.push(format!(
                    "`{name}` is left out without a reason or not in the table"
                ));
            }
        }
        let Table { section, path, .. } = self.table;
        assert!(
            self.findings.is_empty(),
            "{section}, {path}:\n- {}",
            self.findings.join("\n- ")
        );
    }
}

/// What a request holds.
#[derive(Debug, Default)]
struct Sent {
    /// The text of each value by its place.
    leaves: Vec<(String, String)>,
    /// The lines of the table that it fills.
    seen: BTreeSet<String>,
    findings: Vec<String>,
}

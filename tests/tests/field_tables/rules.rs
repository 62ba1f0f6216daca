//! The rules of a table: what has to be there, what may be, and in which kind.

use std::collections::BTreeSet;

use crate::node::below;
use crate::{Body, Content, Field, Kind, Need, Node, Request, Sent, Table};

/// Headers that every HTTP client may send.
const COMMON: [&str; 8] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "user-agent",
];

/// Checks everything but the values.
pub fn shape(table: &Table, request: &Request, sent: &mut Sent) {
    if request.method != table.method {
        let text = format!("the method is {}, not {}", request.method, table.method);
        sent.findings.push(text);
    }
    path(table, &request.path, sent);
    let authorization = request.header("authorization");
    if authorization != table.authorization {
        let (is, wanted) = (authorization, table.authorization);
        sent.findings
            .push(format!("`Authorization` is {is:?}, not {wanted:?}"));
    }
    let beyond = |(name, _): &&(String, String)| !COMMON.contains(&name.as_str());
    let headers = request.headers.iter().filter(beyond).cloned();
    let places = Places::default();
    object(table.headers, &texts(headers), places.top("@", true), sent);
    let query = request.query.iter().cloned();
    object(table.query, &texts(query), places.top("?", true), sent);
    body(table, request, sent);
}

fn texts(pairs: impl Iterator<Item = (String, String)>) -> Vec<(String, Node)> {
    pairs.map(|(name, text)| (name, Node::Text(text))).collect()
}

fn path(table: &Table, path: &str, sent: &mut Sent) {
    let (wanted, given): (Vec<_>, Vec<_>) =
        (table.path.split('/').collect(), path.split('/').collect());
    let mut same = wanted.len() == given.len();
    for (wanted, given) in wanted.iter().zip(&given) {
        match parameter(wanted) {
            Some(name) => {
                sent.leaves.push((name.clone(), (*given).to_owned()));
                sent.seen.insert(name);
            }
            None => same &= wanted == given,
        }
    }
    if !same {
        let text = format!("the path is {path}, not {}", table.path);
        sent.findings.push(text);
    }
}

/// The place of the value of a path's segment `{name}`.
fn parameter(segment: &str) -> Option<String> {
    let name = segment.strip_prefix('{')?.strip_suffix('}')?;
    Some(format!("/{name}"))
}

fn body(table: &Table, request: &Request, sent: &mut Sent) {
    let media = match table.content {
        Content::Nothing => None,
        Content::Json => Some("application/json"),
        Content::Form => Some("application/x-www-form-urlencoded"),
    };
    if request.content_type.as_deref() != media {
        let text = format!(
            "the content type is {:?}, not {media:?}",
            request.content_type
        );
        sent.findings.push(text);
    }
    let lines = table.body.concat();
    let places = Places::default();
    match (table.content, &request.body) {
        (Content::Json, Body::Json(Node::Object(fields))) => {
            object(&lines, fields, places.top("", false), sent);
        }
        (Content::Form, Body::Form(fields)) => {
            let fields = texts(fields.iter().cloned());
            object(&lines, &fields, places.top("", true), sent);
        }
        (Content::Nothing, Body::Nothing) => {}
        (_, Body::Unreadable(why)) => sent.findings.push(why.clone()),
        (content, _) => sent
            .findings
            .push(format!("the body is not of the kind {content:?}")),
    }
}

/// Where a value stands: its own place, and the line of the table.
#[derive(Clone, Default)]
struct Places {
    place: String,
    line: String,
    prefix: &'static str,
    /// Whether everything is text here.
    form: bool,
}

impl Places {
    fn top(&self, prefix: &'static str, form: bool) -> Self {
        Self {
            prefix,
            form,
            ..Self::default()
        }
    }

    fn field(&self, name: &str) -> Self {
        let name = format!("{}{name}", self.prefix);
        Self {
            place: below(&self.place, &name),
            line: below(&self.line, &name),
            prefix: "",
            form: self.form,
        }
    }

    fn item(&self, index: usize) -> Self {
        Self {
            place: format!("{}[{index}]", self.place),
            line: format!("{}[]", self.line),
            ..self.clone()
        }
    }
}

fn object(lines: &[Field], given: &[(String, Node)], at: Places, sent: &mut Sent) {
    let mut names = BTreeSet::new();
    for (name, value) in given {
        let at = at.field(name);
        if !names.insert(name) {
            sent.findings.push(format!("`{}` is sent twice", at.place));
        }
        match lines.iter().find(|line| line.name == name) {
            Some(line) => check(line, value, at, sent),
            None => sent
                .findings
                .push(format!("`{}` is not in the table", at.place)),
        }
    }
    for line in lines {
        if line.need == Need::R && !names.iter().any(|name| *name == line.name) {
            let place = at.field(line.name).place;
            sent.findings
                .push(format!("`{place}` is required and not sent"));
        }
    }
}

fn check(line: &Field, value: &Node, at: Places, sent: &mut Sent) {
    let fitting = line.kinds.iter().find(|kind| fits(**kind, value, at.form));
    let Some(kind) = fitting else {
        let (place, kinds) = (&at.place, names(line.kinds));
        sent.findings
            .push(format!("`{place}` is {value:?}, not {kinds}"));
        return;
    };
    let text = value.text().unwrap_or_default();
    if !line.only.is_empty() && !line.only.contains(&text.as_str()) {
        let (place, only) = (&at.place, line.only);
        sent.findings
            .push(format!("`{place}` is {text:?}, not one of {only:?}"));
    }
    match (kind, value) {
        (Kind::Object(lines), Node::Object(fields)) => object(lines, fields, at, sent),
        (Kind::List(lines), Node::List(items)) => {
            for (index, item) in items.iter().enumerate() {
                if let Node::Object(fields) = item {
                    object(lines, fields, at.item(index), sent);
                }
            }
        }
        (Kind::Values(kinds), Node::List(items)) => {
            for (index, item) in items.iter().enumerate() {
                let line = Field {
                    kinds,
                    only: &[],
                    ..*line
                };
                check(&line, item, at.item(index), sent);
            }
        }
        (Kind::JsonText(kinds), Node::Text(text)) => match Node::parse(text) {
            Ok(inner) => {
                let line = Field {
                    kinds,
                    only: &[],
                    ..*line
                };
                check(&line, &inner, Places { form: false, ..at }, sent);
            }
            Err(error) => sent
                .findings
                .push(format!("`{}` holds no JSON: {error}", at.place)),
        },
        _ => {
            sent.leaves.push((at.place, text));
            sent.seen.insert(at.line);
        }
    }
}

fn fits(kind: Kind, value: &Node, form: bool) -> bool {
    match (kind, value) {
        (Kind::Number, Node::Text(text)) if form => is_number(text),
        (Kind::Bool, Node::Text(text)) if form => matches!(text.as_str(), "true" | "false"),
        (Kind::List(_), Node::List(items)) => {
            items.iter().all(|item| matches!(item, Node::Object(_)))
        }
        (Kind::Text | Kind::JsonText(_), Node::Text(_))
        | (Kind::Number, Node::Number(_))
        | (Kind::Bool, Node::Bool(_))
        | (Kind::Object(_), Node::Object(_))
        | (Kind::Values(_), Node::List(_)) => true,
        _ => false,
    }
}

fn is_number(text: &str) -> bool {
    matches!(Node::parse(text), Ok(Node::Number(number)) if number == text)
}

fn names(kinds: &[Kind]) -> String {
    let name = |kind: &Kind| match kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::Bool => "bool",
        Kind::Object(_) => "object",
        Kind::List(_) => "list of objects",
        Kind::Values(_) => "list",
        Kind::JsonText(_) => "JSON text",
    };
    kinds.iter().map(name).collect::<Vec<_>>().join(" or ")
}

/// Every line of a table by its place, list places left out: `items[].price`.
pub fn lines(table: &Table) -> BTreeSet<String> {
    let mut lines: BTreeSet<String> = table.path.split('/').filter_map(parameter).collect();
    for (prefix, fields) in [("@", table.headers), ("?", table.query)] {
        for field in fields {
            lines.insert(format!("{prefix}{}", field.name));
        }
    }
    collect(&table.body.concat(), "", &mut lines);
    lines
}

fn collect(fields: &[Field], at: &str, lines: &mut BTreeSet<String>) {
    for field in fields {
        for kind in field.kinds {
            collect_kind(*kind, &below(at, field.name), lines);
        }
    }
}

fn collect_kind(kind: Kind, line: &str, lines: &mut BTreeSet<String>) {
    match kind {
        Kind::Object(fields) => collect(fields, line, lines),
        Kind::List(fields) => collect(fields, &format!("{line}[]"), lines),
        Kind::Values(kinds) => kinds
            .iter()
            .for_each(|kind| collect_kind(*kind, &format!("{line}[]"), lines)),
        Kind::JsonText(kinds) => kinds
            .iter()
            .for_each(|kind| collect_kind(*kind, line, lines)),
        Kind::Text | Kind::Number | Kind::Bool => {
            lines.insert(line.to_owned());
        }
    }
}

/// The text of each value of a body by its place. JSON inside of a text stays a text.
pub fn leaves(body: &Body) -> Vec<(String, String)> {
    let mut leaves = Vec::new();
    match body {
        Body::Json(node) => node.leaves("", &mut leaves),
        Body::Form(fields) => leaves.clone_from(fields),
        Body::Nothing | Body::Unreadable(_) => {}
    }
    leaves
}

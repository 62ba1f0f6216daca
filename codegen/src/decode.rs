//! From a YAML tree to typed values, finding every mistake on the way instead of stopping at the first.
//!
//! [`Decode`] is what each part of the grammar implements; most do so through `record!`. A value that cannot be read
//! leaves a finding and is left out, and whatever else stands beside it is still read.

mod displaced;
mod named;
mod path;
mod prose;
mod record;
mod scalar;
mod words;

pub use named::{AnyCode, KeyRule, Named, PascalName, SnakeName, WireName};
pub(crate) use prose::is_hidden;
pub use record::{Fields, Gaps, Record};
pub(crate) use record::{read_value, record};
pub use scalar::{
    FromScalar, Name, Number, Path, Piece, ProviderName, RustName, Spanned, Status, Text,
    VariableName,
};
pub(crate) use words::{translated, unknown_word, words};

use crate::finding::{Finding, Findings, Severity};
use crate::yaml::{Node, NodeKind, Span, Style};

/// Codes of the findings about the shape of a spec.
pub mod code {
    crate::code::codes! {
        /// A key that is not in the language.
        UNKNOWN_KEY = "E0201";
        /// A key that must be there.
        MISSING_KEY = "E0202";
        /// A mapping, a list or a single value where another of them belongs.
        WRONG_SHAPE = "E0203";
        /// A value that is not the number, or the `true` or `false`, that belongs there.
        BAD_VALUE = "E0204";
        /// A word that is not one of those that can stand there.
        UNKNOWN_WORD = "E0205";
        /// A name that is not spelled as names are.
        BAD_NAME = "E0206";
        /// Something that is not a type.
        BAD_TYPE = "E0207";
        /// Something that is not a method and a path.
        BAD_REQUEST = "E0208";
        /// Something that is not a duration.
        BAD_DURATION = "E0209";
        /// None of several keys of which exactly one must be there.
        NONE_OF = "E0210";
        /// Several keys of which exactly one must be there.
        SEVERAL_OF = "E0211";
        /// A key without a value, an empty text, or a list with nothing in it.
        EMPTY = "E0212";
        /// A condition on an answer that cannot be one.
        BAD_CONDITION = "E0213";
        /// A fact without a source.
        NO_EVIDENCE = "E0214";
        /// `choose` without a value per choice.
        BAD_CHOICE = "E0215";
        /// `once` without `resolve`.
        NO_RESOLVE = "E0216";
        /// `resolve: none` without `because`.
        NO_REASON = "E0217";
        /// A JSON body and a form body at once.
        TWO_BODIES = "E0218";
        /// A part without an area that defines what lives in an area.
        NO_AREA = "E0219";
        /// A key that has no effect beside another one.
        KEYS_APART = "E0220";
        /// A table of codes in a part with an area.
        TABLE_IN_AREA = "E0221";
        /// Something that is not a dotted path.
        BAD_PATH = "E0222";
        /// Something that is not an HTTP status.
        BAD_STATUS = "E0223";
        /// A key at another depth than the one where it belongs.
        DISPLACED = "E0224";
        /// Something that stands twice in a list.
        LISTED_TWICE = "E0225";
        /// A group of a single input.
        GROUP_OF_ONE = "E0226";
        /// A refusal without a code.
        NO_CODE = "E0227";
        /// Keys in another order than the usual one.
        KEY_ORDER = "W0230";
        /// A source that is named twice for one fact.
        SOURCE_TWICE = "E0805";
        /// A text with a backtick that nothing closes.
        OPEN_CODE = "E0806";
        /// A text with a character that nobody sees.
        HIDDEN_CHARACTER = "E0807";
        /// Markup in a text that pages show as it is written.
        MARKUP = "W0801";
    }
}

/// Findings that say that something is missing. In a file that could not be read whole it may be there.
pub(crate) const ABSENCE: [crate::code::Code; 10] = [
    code::MISSING_KEY,
    code::NONE_OF,
    code::EMPTY,
    code::NO_EVIDENCE,
    code::BAD_CHOICE,
    code::NO_RESOLVE,
    code::NO_REASON,
    code::NO_AREA,
    code::GROUP_OF_ONE,
    code::NO_CODE,
];

/// What decoding needs besides the tree.
#[derive(Debug)]
pub struct Cx<'f> {
    findings: &'f mut Findings,
    /// The key that the next value belongs to.
    owner: Option<Span>,
    /// The records around the next value, the innermost last.
    enclosing: Vec<displaced::Enclosing>,
    errors: usize,
}

impl<'f> Cx<'f> {
    /// Collects into `findings`.
    pub fn new(findings: &'f mut Findings) -> Self {
        Self {
            findings,
            owner: None,
            enclosing: Vec::new(),
            errors: 0,
        }
    }

    /// Takes a finding in.
    pub fn push(&mut self, finding: Finding) {
        self.errors += usize::from(finding.severity() == Severity::Error);
        self.findings.push(finding);
    }

    /// Takes back what was found since there were so many findings.
    fn take_back(&mut self, findings: usize) -> Vec<Finding> {
        self.findings.split_off(findings)
    }

    /// How many errors were found so far.
    fn errors(&self) -> usize {
        self.errors
    }

    /// Remembers the names in a value that is left out.
    pub(crate) fn lose(&mut self, node: &Node) {
        self.findings.lose(node);
    }

    /// Decodes the value of a key: a record that is not complete is marked at that key.
    pub fn under<T>(&mut self, key: Span, decode: impl FnOnce(&mut Self) -> T) -> T {
        self.within(Some(key), decode)
    }

    /// Decodes an element of a list.
    fn element<T>(&mut self, decode: impl FnOnce(&mut Self) -> T) -> T {
        self.within(None, decode)
    }

    fn within<T>(&mut self, owner: Option<Span>, decode: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.owner, owner);
        let value = decode(self);
        self.owner = outer;
        value
    }

    /// The place that stands for a whole value: the key it belongs to, else its own beginning.
    pub fn place(&self, node: &Node) -> Span {
        self.owner.unwrap_or_else(|| match &node.kind {
            NodeKind::Mapping(entries) => entries.first().map_or(node.span, |(key, _)| key.span),
            _ => node.span,
        })
    }

    /// Finds that a value is of another shape than `expected`, such as "a list of texts".
    pub fn wrong_shape(&mut self, node: &Node, expected: &str) {
        if node.kind == NodeKind::Unread {
            // It has its finding from YAML; what holds it is incomplete all the same.
            self.errors += 1;
            return;
        }
        let finding = if node.kind == NodeKind::Null {
            let place = self.place(node);
            Finding::new(
                code::EMPTY,
                place,
                format!("there is no value where {expected} belongs"),
            )
            .label("nothing follows")
        } else {
            Finding::new(
                code::WRONG_SHAPE,
                node.span,
                format!("expected {expected}, found {}", node.describe()),
            )
            .label(format!("this is {}", node.describe()))
        };
        self.push(match instead(node, expected) {
            Some(help) => finding.help(help),
            None => finding,
        });
    }
}

/// What to write instead of a value of another shape than `expected`.
fn instead(node: &Node, expected: &str) -> Option<String> {
    let described = expected.strip_prefix("a mapping that describes ");
    Some(match (described.unwrap_or(expected), &node.kind) {
        ("a text", NodeKind::Sequence(_)) => {
            "write one text; one that begins with `[` stands in quotes".to_owned()
        }
        ("a text", NodeKind::Mapping(_)) => {
            "write one text; one that begins with `{` or holds `: ` stands in quotes".to_owned()
        }
        ("a list", NodeKind::Mapping(_)) => {
            "each element of a list begins with `- `, such as `- key: value`".to_owned()
        }
        ("a type" | "`nothing`, `html` or a type", NodeKind::Sequence(items)) => {
            match items.as_slice() {
                [item] => format!("write `list of {}`", scalar_text(item)?),
                _ => return None,
            }
        }
        ("a mapping of conditions", NodeKind::Scalar(scalar)) => {
            let subject = Status::of(&scalar.text).map_or("path", |_| "http");
            format!("write `{{ {subject}: {} }}`", scalar.text)
        }
        ("the environment variables of a credential", NodeKind::Scalar(_)) => {
            "write `{ test: …, live: … }`, one variable for each environment".to_owned()
        }
        ("a code", NodeKind::Scalar(scalar)) => {
            format!("write `{{ name: {}, summary: … }}`", scalar.text)
        }
        ("a step", NodeKind::Scalar(scalar)) => {
            format!("write `operation: {}`, or `callback: …`", scalar.text)
        }
        _ => return None,
    })
}

/// A part of the grammar.
pub trait Decode: Sized {
    /// What to do where one is missing, unless its key knows better.
    const HELP: Option<&'static str> = None;

    /// Whether it is a list.
    const IS_LIST: bool = false;

    /// Whether it is a mapping with such a key of the language.
    fn has_key(key: &str) -> bool {
        let _ = key;
        false
    }

    /// Reads a value. `None`: it could not be read, and a finding says why.
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;

    /// What stands in for a missing or unreadable value so that the record around it can be read on. `None`: nothing
    /// can, the record is lost with it. Only for values that no later rule can find fault with.
    fn stand_in(place: Span) -> Option<Self> {
        let _ = place;
        None
    }
}

impl<T: Decode> Decode for Vec<T> {
    const IS_LIST: bool = true;

    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Sequence(items)
                if T::IS_LIST && items.iter().any(|item| scalar_text(item).is_some()) =>
            {
                let texts: Vec<&str> = items.iter().filter_map(scalar_text).collect();
                let finding = Finding::new(
                    code::WRONG_SHAPE,
                    node.span,
                    "expected a list of lists, found a list of single values",
                )
                .label("each element is a list");
                cx.push(if texts.len() == items.len() && texts.len() <= 8 {
                    finding.help(format!("for one list write `[[{}]]`", texts.join(", ")))
                } else {
                    finding
                });
                None
            }
            NodeKind::Sequence(items) if items.is_empty() => {
                no_element(node, cx);
                None
            }
            NodeKind::Sequence(items) => Some(elements(items, cx)),
            NodeKind::Scalar(scalar) => {
                let text = scalar.text.trim_end();
                let text = match scalar.style {
                    Style::Quoted => format!("\"{text}\""),
                    Style::Plain | Style::Block => text.to_owned(),
                };
                let finding = Finding::new(
                    code::WRONG_SHAPE,
                    node.span,
                    "expected a list, found a single value",
                )
                .label("this is a single value");
                let short = !text.contains('\n') && text.len() <= 60;
                cx.push(if short {
                    finding.help(format!("write a list of one: `[{text}]`"))
                } else {
                    finding
                });
                None
            }
            _ => {
                cx.wrong_shape(node, "a list");
                None
            }
        }
    }

    fn stand_in(_: Span) -> Option<Self> {
        Some(Vec::new())
    }
}

/// Reads each element of a list, which may have none.
pub(crate) fn elements<T: Decode>(items: &[Node], cx: &mut Cx<'_>) -> Vec<T> {
    let read = |item: &Node| {
        let read = cx.element(|cx| T::decode(item, cx));
        if read.is_none() {
            cx.lose(item);
        }
        read
    };
    items.iter().filter_map(read).collect()
}

/// Finds that a list has no element.
fn no_element(node: &Node, cx: &mut Cx<'_>) {
    let finding = Finding::new(code::EMPTY, node.span, "the list is empty");
    cx.push(
        finding
            .label("nothing in it")
            .help("write what belongs in it, or remove the key"),
    );
}

/// Finds elements of a list that stand in it before: each with its place.
pub(crate) fn once_each<V: PartialEq>(
    elements: impl IntoIterator<Item = (V, Span)>,
    cx: &mut Cx<'_>,
) {
    /// No author writes longer lists of such; each element is compared with all before it.
    const MOST: usize = 300;
    let mut known: Vec<(V, Span)> = Vec::new();
    for (value, span) in elements.into_iter().take(MOST) {
        match known.iter().find(|(other, _)| *other == value) {
            Some((_, first)) => cx.push(
                Finding::new(code::LISTED_TWICE, span, "this stands in the list twice")
                    .label("again here")
                    .second(*first, "first here")
                    .help("remove one of them"),
            ),
            None => known.push((value, span)),
        }
    }
}

/// The text of a single value.
fn scalar_text(node: &Node) -> Option<&str> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Some(scalar.text.trim_end()),
        _ => None,
    }
}

/// One value, or a list of at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T: Decode> Decode for OneOrMany<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Sequence(items) if items.is_empty() => {
                no_element(node, cx);
                None
            }
            NodeKind::Sequence(_) => Vec::decode(node, cx).map(Self),
            _ => T::decode(node, cx).map(|one| Self(vec![one])),
        }
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("OneOrMany")
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = generator.subschema_for::<T>();
        let many = schemars::json_schema!({ "type": "array", "minItems": 1, "items": one });
        crate::schema::one_of([one, many])
    }
}

/// Names joined as a person lists them: "`a`, `b` or `c`".
pub(crate) fn any_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

//! From the events of the YAML parser to a tree, with an explicit stack: no input makes it recurse.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle};

use super::recover::Spoiled;
use super::{
    FileId, Key, Node, NodeKind, Scalar, Sources, Span, Style, code, layout, recover, remark, scan,
};
use crate::finding::{Finding, Findings};

mod collections;
mod keys;

/// How deep values can be nested.
pub const MAX_DEPTH: usize = 64;

/// How many places of a file that are not YAML are told; after each the reading goes on behind it.
pub const MAX_ERRORS: usize = 10;

/// How many values a file can hold. Rules that compare names with names take their time from it.
pub const MAX_VALUES: usize = 50_000;

/// How many bytes a line can have: findings show the line that they are about.
pub const MAX_LINE: usize = 16 * 1024;

/// How many bytes a key or a single value can have, on however many lines.
pub const MAX_LENGTH: usize = 256 * 1024;

/// What the files of a spec begin with.
const FIRST_KEYS: [&str; 3] = ["language", "area", "code_tables"];

/// What became of a file.
#[derive(Clone, Debug, PartialEq)]
pub enum Parsed {
    /// The tree of a file; [`NodeKind::Null`] for one without a value.
    Whole(Node),
    /// The tree of a file that is not YAML everywhere, without the lines where it is not. What it lacks may stand
    /// there.
    Partial(Node),
    /// No tree.
    Nothing,
}

/// Reads a file.
pub fn parse(sources: &Sources, file: FileId, findings: &mut Findings) -> Parsed {
    let mut text = Cow::Borrowed(sources.text(file));
    if let Some(line) = long_line(&text) {
        let message = format!("a line has at most {} KiB", MAX_LINE / 1024);
        let start = Span::new(file, line..line);
        findings.push(too_long(start, message));
        return Parsed::Nothing;
    }
    for errors in 0..MAX_ERRORS {
        let mut found = Findings::new();
        match read(&text, file, &mut found) {
            Ok(tree) => {
                findings.extend(found);
                return match tree {
                    None => Parsed::Nothing,
                    Some((tree, Complete::No)) if errors == 0 => Parsed::Partial(tree),
                    Some((tree, _)) if errors == 0 => {
                        layout::look(sources, file, &tree, findings);
                        remark::look(sources, file, &tree, findings);
                        Parsed::Whole(tree)
                    }
                    Some((tree, _)) => {
                        let whole = sources.text(file).lines();
                        let left_out = whole.zip(text.lines()).filter(|(was, is)| was != is);
                        left_out.for_each(|(was, _)| findings.lose_words(was));
                        Parsed::Partial(tree)
                    }
                };
            }
            Err(stop) => {
                findings.push(stop.finding);
                match recover::without(&text, stop.spoiled) {
                    Some(rest) => text = Cow::Owned(rest),
                    None => return Parsed::Nothing,
                }
            }
        }
    }
    Parsed::Nothing
}

/// The beginning of the first line that is too long to be shown.
fn long_line(text: &str) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > MAX_LINE {
            return Some(start);
        }
        start += line.len();
    }
    None
}

fn too_long(span: Span, message: String) -> Finding {
    Finding::new(code::TOO_LONG, span, message)
        .label("this one has more")
        .help("break a text over several lines; a recorded body can be cut to what matters")
}

/// Reads a text up to its end or to where it stops being YAML. `None`: it is too large to be read.
fn read(
    text: &str,
    file: FileId,
    findings: &mut Findings,
) -> Result<Option<(Node, Complete)>, Box<scan::Stop>> {
    let mut options = granit_parser::options! {
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        disallow_directives: true,
    };
    options.set_emit_comments(false);
    let mut builder = Builder {
        text,
        file,
        findings,
        stack: Vec::new(),
        root: None,
        values: 0,
        documents: 0,
        skipped: 0,
        after: 0,
        told_depth: false,
        complete: Complete::Yes,
        tagged: false,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        match event {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                if event.tag().is_some() {
                    let tag = span
                        .tag_span()
                        .and_then(|tag| tag.byte_range())
                        .unwrap_or_else(|| range.clone());
                    builder.tag(builder.span(tag));
                }
                builder.after = builder.after.max(range.end);
                match builder.event(event, Span::new(file, range)) {
                    Next::Go => {}
                    Next::Stop => break,
                    Next::GiveUp => return Ok(None),
                    Next::LeaveOut(stop) => return Err(stop),
                }
            }
            Err(error) if *error.kind() == ErrorKind::RecursionLimitExceeded => {
                if !builder.told_depth {
                    builder
                        .findings
                        .push(scan::stop(text, file, &error, &builder.context()).finding);
                }
                return Ok(None);
            }
            Err(error) => return Err(Box::new(scan::stop(text, file, &error, &builder.context()))),
        }
    }
    if builder.told_depth {
        return Ok(None);
    }
    let empty = Node {
        span: Span::start_of(file),
        kind: NodeKind::Null,
    };
    Ok(Some((builder.root.unwrap_or(empty), builder.complete)))
}

/// Lines of a second document that are looked at to tell whether it is one.
const MOST_LINES: usize = 1000;

/// What follows an event.
enum Next {
    Go,
    /// The tree is complete; the rest of the file is not read.
    Stop,
    /// There is no tree.
    GiveUp,
    /// The text is read again without a line.
    LeaveOut(Box<scan::Stop>),
}

struct Builder<'s, 'f> {
    text: &'s str,
    file: FileId,
    findings: &'f mut Findings,
    stack: Vec<Frame>,
    root: Option<Node>,
    values: usize,
    documents: usize,
    /// The end of the last thing that could be read.
    after: usize,
    /// How many collections are open inside one that is nested too deep.
    skipped: usize,
    /// Whether that has been told; once is enough.
    told_depth: bool,
    complete: Complete,
    /// Whether the next value has a tag, which may have been meant as the value.
    tagged: bool,
}

/// Whether a tree has all that stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Complete {
    Yes,
    /// Keys that belong elsewhere were left out.
    No,
}

/// A collection that is not closed yet.
enum Frame {
    Sequence {
        start: usize,
        items: Vec<Node>,
    },
    Mapping {
        start: usize,
        entries: Vec<(Key, Node)>,
        places: HashMap<String, Span>,
        key: Pending,
        /// Whether what follows belongs to a key that is indented too far.
        astray: bool,
    },
}

/// The key whose value comes next.
enum Pending {
    /// None: a key comes next.
    Awaited,
    /// This one.
    Key(Key),
    /// One that is a finding; its value is dropped.
    Dropped,
}

impl Builder<'_, '_> {
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    /// What is known where the text stops being YAML.
    fn context(&self) -> scan::Context {
        let mut starts = self.stack.iter().map(|frame| match frame {
            Frame::Sequence { start, .. } | Frame::Mapping { start, .. } => *start,
        });
        let open = |rest: &str| rest.starts_with(['[', '{']);
        let bracket = starts.find(|start| self.text.get(*start..).is_some_and(open));
        scan::Context {
            bracket,
            after: self.after,
        }
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Next {
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let finding =
                        Finding::new(code::SECOND_DOCUMENT, span, "a second document begins here");
                    if self.is_one_document(span.start) {
                        let finding = finding
                            .label("it parts the file in two")
                            .help("remove this line");
                        let spoiled = Spoiled::Line { at: span.start };
                        return Next::LeaveOut(Box::new(scan::Stop { finding, spoiled }));
                    }
                    self.findings.push(
                        finding
                            .label("only one is read")
                            .help("put it in a file of its own"),
                    );
                    return Next::Stop;
                }
            }
            Event::Scalar(..) | Event::Anchor(..) | Event::Alias(_) | Event::UnresolvedAlias(_)
                if self.skipped > 0 => {}
            Event::Scalar(text, style, ..) => return self.scalar(&text, style, span),
            Event::SequenceStart(..) => {
                return self.open(
                    Frame::Sequence {
                        start: span.start,
                        items: Vec::new(),
                    },
                    span,
                );
            }
            Event::MappingStart(..) => {
                let (entries, places) = (Vec::new(), HashMap::new());
                return self.open(
                    Frame::Mapping {
                        start: span.start,
                        entries,
                        places,
                        key: Pending::Awaited,
                        astray: false,
                    },
                    span,
                );
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Anchor(..) => {
                let finding = Finding::new(code::ANCHOR, span, "a spec has no anchors")
                    .label("this is an anchor");
                self.findings.push(finding.help(
                    "write the value again where it is needed, or name it as a type or group",
                ));
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(span),
            _ => {}
        }
        Next::Go
    }

    /// Whether what stands behind a place goes on with what stands before it: it has other keys, and none that a file begins
    /// with.
    fn is_one_document(&self, at: usize) -> bool {
        let Some(Node {
            kind: NodeKind::Mapping(entries),
            ..
        }) = &self.root
        else {
            return false;
        };
        let behind = self.text.get(at..).unwrap_or("");
        let mut keys = behind
            .lines()
            .take(MOST_LINES)
            .filter_map(|line| Some(line.split_once(':')?.0))
            .filter(|key| key.starts_with(char::is_alphanumeric))
            .peekable();
        let begins = keys.peek().is_none_or(|key| FIRST_KEYS.contains(key));
        !begins && keys.all(|key| entries.iter().all(|(known, _)| known.text != key))
    }

    fn tag(&mut self, span: Span) {
        let finding = Finding::new(code::TAG, span, "a spec has no tags").label("this is a tag");
        let value = self.text.get(span.start..span.end).unwrap_or("");
        let value = value.strip_prefix('!').unwrap_or(value);
        let help = "text that begins with `!` stands in quotes";
        self.findings
            .push(if value.is_empty() || value.starts_with(['!', '<']) {
                finding.help(format!("remove it; {help}"))
            } else {
                finding.help(format!(
                    "for “not {value}” write `{{ not: {value} }}`; {help}"
                ))
            });
        self.tagged = true;
    }

    fn alias(&mut self, span: Span) {
        let finding =
            Finding::new(code::ALIAS, span, "a spec has no aliases").label("this is an alias");
        self.findings.push(
            finding.help("write the value itself; text that begins with `*` stands in quotes"),
        );
        if let Some(Frame::Mapping { key, .. }) = self.stack.last_mut()
            && matches!(key, Pending::Key(key) if key.text == "<<")
        {
            *key = Pending::Dropped;
        }
        self.value(Node {
            span,
            kind: NodeKind::Unread,
        });
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, span: Span) -> Next {
        self.values += 1;
        if self.values > MAX_VALUES {
            return self.too_many(span);
        }
        if text.len() > MAX_LENGTH {
            return self.long_value(span);
        }
        let source = self.text.get(span.start..span.end).unwrap_or("");
        let plain = style == ScalarStyle::Plain;
        let nothing = plain && source.is_empty();
        let tagged = std::mem::take(&mut self.tagged);
        if let Some(Frame::Mapping {
            key: Pending::Awaited,
            ..
        }) = self.stack.last()
        {
            self.key((!nothing).then(|| text.to_owned()), span);
            return Next::Go;
        }
        let kind = if nothing && tagged {
            NodeKind::Unread
        } else if plain && (nothing || matches!(text, "~" | "null" | "Null" | "NULL")) {
            NodeKind::Null
        } else {
            let style = match style {
                ScalarStyle::Plain => Style::Plain,
                ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                _ => Style::Block,
            };
            let inside = span.start + usize::from(style == Style::Quoted);
            let verbatim = self
                .text
                .get(inside..)
                .is_some_and(|rest| rest.starts_with(text));
            NodeKind::Scalar(Scalar {
                text: text.to_owned(),
                style,
                verbatim: verbatim.then_some(inside),
            })
        };
        if plain && self.elements_in_one(source, span.start) {
            return Next::Go;
        }
        let end = span.start + source.trim_end_matches('\n').len();
        self.value(Node {
            span: Span { end, ..span },
            kind,
        });
        Next::Go
    }

    /// Whether YAML takes several elements of a list for one text, because the dash of one stands further in than that of the
    /// one above. Then each is an element, as it was meant.
    fn elements_in_one(&mut self, source: &str, start: usize) -> bool {
        let dashed = |line: &str| line.trim_start().starts_with("- ");
        let in_list = matches!(self.stack.last(), Some(Frame::Sequence { .. }));
        if !in_list || !source.contains('\n') || !source.lines().skip(1).all(dashed) {
            return false;
        }
        let mut at = start;
        for (place, line) in source.split_inclusive('\n').enumerate() {
            let text = line.trim();
            let end = at + line.trim_end().len();
            at += line.len();
            let element = match text.strip_prefix("- ") {
                Some(element) if place > 0 => element.trim_start(),
                _ => text,
            };
            if place > 0 {
                let span = self.span(end - text.len()..end);
                let message = "this goes on the line above, as a part of its text";
                self.findings.push(
                    Finding::new(code::GOES_ON, span, message)
                        .label("its `- ` stands further in than the one above")
                        .help("begin it in the column of the other elements"),
                );
            }
            self.values += 1;
            if self.values > MAX_VALUES {
                break;
            }
            let begin = end - element.len();
            self.value(Node {
                span: self.span(begin..end),
                kind: NodeKind::Scalar(Scalar {
                    text: element.to_owned(),
                    style: Style::Plain,
                    verbatim: Some(begin),
                }),
            });
        }
        true
    }

    /// Puts a value where it belongs.
    fn value(&mut self, node: Node) {
        match self.stack.last_mut() {
            None => self.root = Some(node),
            Some(Frame::Sequence { items, .. }) => items.push(node),
            Some(Frame::Mapping { entries, key, .. }) => {
                match std::mem::replace(key, Pending::Awaited) {
                    Pending::Key(name) => entries.push((name, node)),
                    Pending::Dropped => self.findings.lose(&node),
                    Pending::Awaited => {
                        if node.kind != NodeKind::Unread {
                            let message =
                                format!("a key is a text, this one is {}", node.describe());
                            let finding =
                                Finding::new(code::BAD_KEY, node.span, message).label("not a text");
                            self.findings
                                .push(finding.help("put it in double quotes if it is one"));
                        }
                        *key = Pending::Dropped;
                    }
                }
            }
        }
    }
}

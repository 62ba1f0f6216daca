//! What the YAML parser stops at, in an author's words.

use granit_parser::{ErrorKind, ScanError};

use super::recover::Spoiled;
use super::{FileId, MAX_DEPTH, Span, code, floor_boundary, remark};
use crate::finding::Finding;

mod slip;

/// Where and why a text stops being YAML.
pub(super) struct Stop {
    pub(super) finding: Finding,
    pub(super) spoiled: Spoiled,
}

/// What was read before a text stopped being YAML.
pub(super) struct Context {
    /// The outermost bracket or brace that is open.
    pub(super) bracket: Option<usize>,
    /// The end of the last value or key.
    pub(super) after: usize,
}

/// Where and why a text stops being YAML, from what the parser says.
pub(super) fn stop(text: &str, file: FileId, error: &ScanError, context: &Context) -> Stop {
    let at = floor_boundary(text, error.marker().byte_offset().unwrap_or(0));
    let context = &Context {
        bracket: context
            .bracket
            .or_else(|| open_before(text, error.kind(), context.after, at)),
        ..*context
    };
    if let Some(finding) = tab(text, file, at) {
        return Stop {
            spoiled: Spoiled::Tabs {
                at: finding.span.start,
            },
            finding,
        };
    }
    if let Some(quote) = far_quote(text, error, context.after, at) {
        let span = |at: usize| Span::new(file, at..at + 1);
        let finding = Finding::new(
            code::SYNTAX,
            span(quote),
            "this quote is not closed on its line",
        )
        .label("opened here")
        .second(span(at), "YAML stops here, behind the next quote")
        .help("close it, or put the whole text in quotes");
        return Stop {
            finding,
            spoiled: Spoiled::Line { at: quote },
        };
    }
    if let Some(stop) = slip::stop(text, file, error, context, at) {
        return stop;
    }
    let letter = text
        .get(at..)
        .and_then(|rest| rest.chars().next())
        .filter(|c| *c != '\n');
    let span = Span::new(file, at..at + letter.map_or(0, char::len_utf8));
    let (message, help) = words(error.kind());
    let mut finding = Finding::new(code(error.kind()), span, message).label("YAML stops here");
    if !help.is_empty() {
        finding = finding.help(help);
    }
    if *error.kind() == ErrorKind::MappingValueNotAllowed
        && context.bracket.is_none()
        && !second_colon(text, at)
    {
        let start = line_start(text, at);
        let indent = text
            .get(start..at)
            .map_or(0, |line| line.len() - line.trim_start().len());
        let line = Span::new(file, start + indent..at);
        let message = "the line above goes on here, and a text has no `:` in it";
        let finding =
            Finding::new(code::SYNTAX, line, message).label("read as part of the line above");
        let help = "indent it like the keys beside it, or add the `:` that the line above lacks";
        return Stop {
            finding: finding.help(help),
            spoiled: Spoiled::Block { at },
        };
    }
    if let (true, Some(begins)) = (fits_nothing(error.kind()), deeper_above(text, at)) {
        let line = text.get(begins..).and_then(|rest| rest.lines().next());
        let line = Span::new(
            file,
            begins..begins + line.map_or(0, |line| line.trim_end().len()),
        );
        finding = finding.second(line, "what stands above begins in this column");
    }
    if *error.kind() == ErrorKind::SimpleKeyExpected {
        let line = text
            .get(at..)
            .map_or("", |rest| rest.lines().next().unwrap_or(""));
        finding.span = Span::new(file, at..at + line.trim_end().len());
        finding.label = String::from("no `:` in it");
    }
    let lines = |open: usize| {
        text.get(open..at)
            .is_some_and(|inside| inside.contains('\n'))
    };
    let spoiled = match (error.kind(), context.bracket.filter(|open| *open < at)) {
        (_, Some(open)) => {
            let indent = |at: usize| {
                let line = text.get(line_start(text, at)..).unwrap_or("");
                line.len() - line.trim_start_matches(' ').len()
            };
            // A line that begins no deeper than the one with the bracket is no longer inside of it.
            let mut inside = text.get(open..at).unwrap_or("").match_indices('\n');
            let out = inside.any(|(end, _)| {
                end + open + 1 < at && {
                    let line = text
                        .get(open + end + 1..)
                        .and_then(|rest| rest.lines().next());
                    let closes = |line: &str| line.trim_start().starts_with(['}', ']']);
                    line.is_some_and(|line| !line.trim().is_empty() && !closes(line))
                        && indent(open + end + 1) <= indent(open)
                }
            });
            if lines(open) && (out || indent(at) <= indent(open)) {
                let (bracket, close) = match text.as_bytes().get(open) {
                    Some(b'[') => ("[", "]"),
                    _ => ("{", "}"),
                };
                let place = Span::new(file, open..open + 1);
                finding = Finding::new(code::SYNTAX, place, format!("`{bracket}` is not closed"))
                    .label("opened here")
                    .second(span, "YAML stops here")
                    .help(format!("add `{close}`"));
                if let Some(mark) = slip::comment(text, open) {
                    let mark = Span::new(file, mark..mark + 1);
                    finding = finding
                        .second(mark, "a comment begins here")
                        .help(remark::HELP);
                }
            } else if lines(open) {
                finding = finding.second(
                    Span::new(file, open..open + 1),
                    "opened here and not closed yet",
                );
            }
            Spoiled::Bracket { at: open }
        }
        (ErrorKind::ExpectedBlockMappingKey | ErrorKind::InvalidIndentation, None) => {
            Spoiled::Block { at }
        }
        _ => Spoiled::Line { at },
    };
    Stop { finding, spoiled }
}

/// A bracket before a place that its line does not close: the parser reads ahead, and may stop before it tells of one.
fn open_before(text: &str, kind: &ErrorKind, after: usize, at: usize) -> Option<usize> {
    if !matches!(kind, ErrorKind::UnexpectedCharacter { .. }) {
        return None;
    }
    let mut start = line_start(text, after);
    for line in text.get(start..line_start(text, at))?.split_inclusive('\n') {
        let value = line.trim_start();
        let value = value.strip_prefix("- ").unwrap_or(value);
        let value = value.split_once(": ").map_or(value, |(key, rest)| {
            let word = key.chars().all(|c| c.is_alphanumeric() || c == '_');
            if word { rest } else { value }
        });
        let closed =
            |open: char, close: char| value.matches(open).count() <= value.matches(close).count();
        let open = match value.chars().next() {
            Some('{') => !closed('{', '}'),
            Some('[') => !closed('[', ']'),
            _ => false,
        };
        if open {
            return Some(start + line.len() - value.len());
        }
        start += line.len();
    }
    None
}

/// Whether a line is told to be indented as nothing above it is.
fn fits_nothing(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::InvalidIndentation
            | ErrorKind::MappingKeyNotAllowed
    )
}

/// Where the lines above that are indented deeper than the line of a place begin, least deep and furthest up.
fn deeper_above(text: &str, at: usize) -> Option<usize> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let start = line_start(text, at);
    let own = indent(text.get(start..)?);
    let mut begins = None;
    let mut end = start;
    for line in text.get(..start)?.split_inclusive('\n').rev() {
        end -= line.len();
        let words = line.trim();
        if words.is_empty() || words.starts_with('#') {
            continue;
        }
        let depth = indent(line);
        if depth <= own {
            break;
        }
        if begins.is_none_or(|(least, _)| depth <= least) {
            begins = Some((depth, end + depth));
        }
    }
    begins.map(|(_, place)| place)
}

/// The line from its first letter up to a place.
fn line_before(text: &str, at: usize) -> &str {
    text.get(line_start(text, at)..at)
        .unwrap_or("")
        .trim_start()
}

/// Whether a colon stands on the line of a place, before it.
fn second_colon(text: &str, at: usize) -> bool {
    text.get(line_start(text, at)..at)
        .is_some_and(|before| before.contains(": "))
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at)
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |at| at + 1)
}

/// The quote that is really meant where something follows a closing one: that was opened on an earlier line.
fn far_quote(text: &str, error: &ScanError, after: usize, at: usize) -> Option<usize> {
    let quote = match error.kind() {
        ErrorKind::InvalidTrailingSingleQuotedScalar => '\'',
        ErrorKind::InvalidTrailingDoubleQuotedScalar => '"',
        _ => return None,
    };
    let inside = text.get(after..at)?;
    let begins = |found: &usize| {
        inside
            .get(..*found)
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', '\n', '[', '{', ',']))
    };
    let found = inside
        .match_indices(quote)
        .map(|(found, _)| found)
        .find(begins)?;
    inside.get(found..)?.contains('\n').then_some(after + found)
}

/// The finding about a tab that indents the line of a place, or the line after it.
fn tab(text: &str, file: FileId, at: usize) -> Option<Finding> {
    let mut start = line_start(text, at);
    for line in text.get(start..)?.split('\n').take(2) {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line.get(..indent).and_then(|indent| indent.find('\t')) {
            let span = Span::new(file, start + tab..start + indent);
            let more = text.lines().filter(|line| line.starts_with('\t')).count();
            let finding = Finding::new(code::TAB, span, "a tab indents this line")
                .label("spaces belong here");
            return Some(match more {
                0 | 1 => finding.help("indent with two spaces per level"),
                more => finding.help(format!(
                    "indent with two spaces per level; {more} lines begin with a tab"
                )),
            });
        }
        start += line.len() + 1;
    }
    None
}

fn code(kind: &ErrorKind) -> crate::code::Code {
    match kind {
        ErrorKind::RecursionLimitExceeded => code::TOO_DEEP,
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => code::TAB,
        ErrorKind::UndeclaredTagHandle => code::TAG,
        _ => code::SYNTAX,
    }
}

/// What is wrong, and what to do about it; the latter may be empty.
fn words(kind: &ErrorKind) -> (String, &'static str) {
    const INDENT: &str = "keys of one mapping begin in the same column; what belongs to a key is indented by two spaces";
    const QUOTE: &str = "put the text in double quotes";
    let (message, help) = match kind {
        ErrorKind::RecursionLimitExceeded => (
            format!("values are nested deeper than {MAX_DEPTH} levels"),
            "",
        ),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => (
            String::from("a tab stands where only spaces can"),
            "use spaces",
        ),
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => (
            String::from("a quote is opened and never closed"),
            "close it on the same line",
        ),
        ErrorKind::UnclosedFlowCollection { open } => {
            (format!("`{open}` is opened and never closed"), "")
        }
        ErrorKind::UnexpectedEofFlowSequence => (
            String::from("a list in brackets is never closed"),
            "add `]`",
        ),
        ErrorKind::UnexpectedEofFlowMapping | ErrorKind::UnexpectedEofImplicitFlowMapping => (
            String::from("a mapping in braces is never closed"),
            "add `}`",
        ),
        ErrorKind::MismatchedFlowCollectionEnd { open, close } => (
            format!("`{open}` is closed by `{close}`"),
            "close each bracket with its own kind",
        ),
        ErrorKind::MisplacedFlowCollectionEnd => {
            (String::from("this bracket closes nothing"), QUOTE)
        }
        ErrorKind::ExpectedFlowMappingSeparator => (
            String::from("entries in braces are separated by `,`"),
            "add the comma, or close the braces",
        ),
        ErrorKind::ExpectedFlowSequenceSeparator => (
            String::from("elements in brackets are separated by `,`"),
            "add the comma, or close the brackets",
        ),
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement => (
            String::from("a second `:` on the line"),
            "put text that holds `: ` in double quotes",
        ),
        ErrorKind::InvalidMappingValueWhitespace
        | ErrorKind::FlowMappingValueAdjacentCollection => {
            (String::from("a space belongs after `:`"), "")
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (
            String::from("a key without `:` and a value"),
            "write `key: value`",
        ),
        kind if fits_nothing(kind) => (
            String::from("the indentation fits no mapping or list above"),
            INDENT,
        ),
        ErrorKind::ExpectedBlockSequenceEntry | ErrorKind::BlockSequenceEntryNotAllowed => (
            String::from("a list and a mapping are mixed"),
            "every element of a list begins with `- ` in the same column",
        ),
        ErrorKind::InvalidBlockEntryWhitespace => (String::from("a space belongs after `-`"), ""),
        ErrorKind::BlockEntryInFlowCollection
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator => (
            String::from("`-` cannot stand inside brackets or braces"),
            QUOTE,
        ),
        ErrorKind::UnexpectedCharacter { character: '`' } => {
            (String::from("a value cannot begin with a backtick"), QUOTE)
        }
        ErrorKind::UnexpectedCharacter { character } => (
            format!("a value cannot begin with `{}`", character.escape_debug()),
            QUOTE,
        ),
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate
        | ErrorKind::InvalidUnicodeEscape => (
            String::from("the text in double quotes holds a `\\` that is no known escape"),
            "write `\\\\` for one `\\`, or use single quotes",
        ),
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => (
            String::from("something follows the closing quote"),
            "put all of the text in quotes; a quote within single quotes is doubled",
        ),
        ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::InvalidFlowScalarIndent => (
            String::from("a text over several lines is not indented evenly"),
            "indent its lines alike",
        ),
        ErrorKind::InvalidBlockScalarHeader | ErrorKind::ZeroBlockScalarIndent => (
            String::from("the text after `|` or `>` begins on the next line"),
            "",
        ),
        ErrorKind::CommentNotSeparated | ErrorKind::CommentInterceptedScalar => (
            String::from("a comment stands in the way"),
            "put a space before `#`, and no comment between the lines of one text",
        ),
        ErrorKind::DirectiveDisallowed
        | ErrorKind::MissingDocumentEndBeforeDirective
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidDocumentEnd => (
            String::from("a spec file is one document without directives"),
            "remove lines that begin with `%` or `...`",
        ),
        ErrorKind::UndeclaredTagHandle => (
            String::from("a spec has no tags"),
            "remove it; text that begins with `!` stands in quotes",
        ),
        ErrorKind::MissingAnchorOrAliasName => {
            (String::from("a value cannot begin with `&` or `*`"), QUOTE)
        }
        ErrorKind::BomInsideDocument => (
            String::from("a byte-order mark stands inside the text"),
            "remove it",
        ),
        ErrorKind::UnexpectedEof
        | ErrorKind::UnexpectedEofBlockMapping
        | ErrorKind::UnexpectedEofBlockSequence => (String::from("the file ends too early"), ""),
        _ => (
            String::from("this is not YAML"),
            "compare with the lines above, or put the text in double quotes",
        ),
    };
    (message, help)
}

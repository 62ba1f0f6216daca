//! Reading on after a place that is not YAML: the lines around it are left out, so that what is wrong elsewhere is
//! still found in the same run.

/// What a place that is not YAML spoils besides its own line; it always spoils what is indented below that line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spoiled {
    /// Nothing else.
    Line { at: usize },
    /// The lines that close brackets; the place is the outermost open one.
    Bracket { at: usize },
    /// Lines indented by tabs.
    Tabs { at: usize },
    /// All of the operation or type around it: an odd indentation shifts the meaning of all that follows.
    Block { at: usize },
}

/// How deep the names of operations and types are indented.
const NAMES: usize = 2;

impl Spoiled {
    fn at(self) -> usize {
        match self {
            Self::Line { at } | Self::Bracket { at } | Self::Tabs { at } | Self::Block { at } => at,
        }
    }
}

/// The text without the lines that are spoiled; its other bytes stay where they are. `None`: there is nothing left to
/// leave out.
pub(super) fn without(text: &str, spoiled: Spoiled) -> Option<String> {
    let start = text.get(..spoiled.at())?.rfind('\n').map_or(0, |at| at + 1);
    let mut lines = text.get(start..)?.split_inclusive('\n');
    let first = lines.next()?;
    let depth = match spoiled {
        Spoiled::Tabs { .. } => tab_depth(text.get(start..)?),
        _ => indent(first),
    };
    let before = text
        .get(..start)?
        .lines()
        .rev()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("");
    let opens = before.trim_end().ends_with(':') || before.trim_start().starts_with('-');
    let too_deep = indent(before) < depth && !opens;
    let more = lines.take_while(|line| {
        let below = line.trim().is_empty() || indent(line) > depth;
        below
            || match spoiled {
                Spoiled::Line { .. } => too_deep && indent(line) == depth,
                Spoiled::Bracket { .. } => line.trim_start().starts_with([']', '}']),
                Spoiled::Tabs { .. } => line.trim_start_matches(' ').starts_with('\t'),
                Spoiled::Block { .. } => indent(line) > NAMES || indent(line) == depth,
            }
    });
    let end = start + first.len() + more.map(str::len).sum::<usize>();
    let cut = text.get(start..end)?;
    if cut.trim().is_empty() {
        return None;
    }
    let blank: String = cut
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    Some([text.get(..start)?, &blank, text.get(end..)?].concat())
}

/// How deep a line is meant that a tab indents, by the next one that none does: beside it, or above it where the first
/// one opens what it belongs to.
fn tab_depth(text: &str) -> usize {
    let tab =
        |line: &&str| line.trim().is_empty() || line.trim_start_matches(' ').starts_with('\t');
    let first = text.lines().next().unwrap_or("");
    let next = text.lines().find(|line| !tab(line)).map_or(0, indent);
    if first.trim_end().ends_with(':') {
        next.saturating_sub(1)
    } else {
        next
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

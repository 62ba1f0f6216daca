//! Keys of a record that nothing took: what is said of each, and what was meant.

use std::collections::HashSet;

use super::Fields;
use crate::decode::{Cx, any_of, code, is_hidden};
use crate::finding::{Finding, suggest};
use crate::yaml::{Key, Node, NodeKind, Span, Style};

/// A key that nothing took, and what stands before it.
#[derive(Clone, Copy)]
pub(super) struct Around<'n> {
    pub(super) entry: &'n (Key, Node),
    before: Option<&'n (Key, Node)>,
    /// Whether nothing took that one either.
    before_unknown: bool,
    /// The last key before it that was taken.
    taken: Option<&'n (Key, Node)>,
}

impl<'n> Around<'n> {
    /// The entry before it in braces.
    fn in_braces(&self) -> Option<&'n (Key, Node)> {
        let before = self.before?;
        let end = before.0.span.end.max(before.1.span.end);
        let gap = self.entry.0.span.start.saturating_sub(end);
        (gap <= ", ".len()).then_some(before)
    }

    /// Whether it is a further piece of a text that commas split: one finding is enough.
    pub(super) fn is_split(&self) -> bool {
        let bare = |entry: &(Key, Node)| entry.1.kind == NodeKind::Null;
        self.before_unknown && bare(self.entry) && self.in_braces().is_some_and(bare)
    }
}

impl<'n> Fields<'n> {
    /// The keys that nothing took, each with what stands before it.
    pub(super) fn around_unknown(&self) -> Vec<Around<'n>> {
        let left: HashSet<Span> = self.left.iter().map(|(key, _)| key.span).collect();
        let (mut before, mut before_unknown, mut taken) = (None, false, None);
        let mut unknown = Vec::new();
        for entry in self.entries {
            let nothing_took = left.contains(&entry.0.span);
            if nothing_took {
                unknown.push(Around {
                    entry,
                    before,
                    before_unknown,
                    taken,
                });
            } else {
                taken = Some(entry);
            }
            (before, before_unknown) = (Some(entry), nothing_took);
        }
        unknown
    }

    /// Pushes the findings about keys that nothing took. Those that a record around this one knows are its own, with those
    /// that follow in the same column where no value does; those behind a key that lacks its mapping belong to it.
    pub(super) fn push_unknown(&self, unknown: Vec<(Around<'_>, bool, Finding)>, cx: &mut Cx<'_>) {
        let mut unknown = unknown.into_iter().peekable();
        let mut owner = None;
        while let Some((around, explained, finding)) = unknown.next() {
            if explained {
                cx.push(finding);
                continue;
            }
            let (key, value) = around.entry;
            let empty = around
                .taken
                .filter(|(_, value)| value.kind == NodeKind::Null);
            let empty = empty.filter(|_| !cx.is_known_around(&key.text));
            if let Some((found, _)) = empty {
                if owner == Some(found.span) {
                    continue;
                }
                if cx.lacks_its_mapping(found) {
                    owner = Some(found.span);
                    cx.beside(key, found);
                    continue;
                }
            }
            let mut findings = vec![finding];
            if value.kind == NodeKind::Null && cx.is_known_around(&key.text) {
                while let Some((.., finding)) =
                    unknown.next_if(|(next, ..)| !cx.is_known_around(&next.entry.0.text))
                {
                    findings.push(finding);
                }
            }
            if let Err(findings) = cx.displaced(key, findings) {
                findings.into_iter().for_each(|finding| cx.push(finding));
            }
        }
    }

    /// A finding about a key that nothing took, with what can be said of what was meant.
    pub(super) fn helped(&self, key: &Key, finding: Finding, meant: Option<&str>) -> Finding {
        match (meant, suggest(&key.text, self.present.iter().copied())) {
            (Some(near), _) => finding.help(format!("did you mean `{near}`?")),
            (None, Some(there)) => {
                finding.help(format!("remove it: `{there}` stands here already"))
            }
            (None, None) => finding.help(match any_of(self.absent.iter().copied()) {
                others if others.is_empty() => String::from("remove it"),
                others => format!("what can be added here is {others}"),
            }),
        }
    }

    /// The finding about a key that nothing took, with its help where the slip is known.
    pub(super) fn unknown(&self, around: &Around<'_>) -> Finding {
        let (key, value) = around.entry;
        if let Some(hidden) = key.text.chars().find(|c| is_hidden(*c)) {
            let message = format!(
                "the key holds a character that nobody sees: U+{:04X}",
                u32::from(hidden)
            );
            let help = "remove it; it came along when the text was copied";
            return Finding::new(code::HIDDEN_CHARACTER, key.span, message)
                .label("in this key")
                .help(help);
        }
        let message = format!("unknown key `{}`", key.text);
        let finding = Finding::new(code::UNKNOWN_KEY, key.span, message);
        if let Some((meant, rest)) = self.glued(&key.text) {
            return finding
                .label("nothing between `:` and the value")
                .help(format!(
                    "a space belongs after `:`: write `{meant}: {rest}`"
                ));
        }
        let plain = |node: &Node| matches!(&node.kind, NodeKind::Scalar(scalar) if scalar.style == Style::Plain);
        let misspelled = suggest(&key.text, self.absent.iter().copied()).is_some();
        match around.in_braces() {
            Some((_, text)) if plain(text) && value.kind == NodeKind::Null && !misspelled => {
                finding
                    .label("no key: the comma before it ended the text")
                    .second(text.span, "this text")
                    .help("a text that holds a comma stands in double quotes here")
            }
            _ => finding.label(format!("{} has no such key", self.what)),
        }
    }

    /// A key of the record and its value that YAML takes for one key, because no space stands between them.
    pub(super) fn glued<'k>(&self, key: &'k str) -> Option<(&'static str, &'k str)> {
        let (word, value) = key.split_once(':')?;
        let meant = self.absent.iter().copied().find(|absent| *absent == word)?;
        Some((meant, value))
    }
}

//! Keys of a record that nothing took: what is said of each, and what was meant.

use super::Fields;
use crate::decode::{Cx, any_of, code, is_hidden};
use crate::finding::{Finding, suggest};
use crate::yaml::{Key, Node, NodeKind, Style};

impl Fields<'_> {
    /// Pushes the findings about keys that nothing took. Those that a record around this one knows are its own, with those
    /// that follow in the same column where no value does.
    pub(super) fn push_unknown(&self, unknown: Vec<(&Key, &Node, bool, Finding)>, cx: &mut Cx<'_>) {
        let mut unknown = unknown.into_iter().peekable();
        // The key without a value that those before belong to.
        let mut owner = None;
        while let Some((key, value, explained, finding)) = unknown.next() {
            if explained {
                cx.push(finding);
                continue;
            }
            if let Some(found) = self
                .empty_before(key)
                .filter(|_| !cx.is_known_around(&key.text))
            {
                if owner.replace(found.span) != Some(found.span) {
                    cx.beside(key, found);
                }
                continue;
            }
            let mut findings = vec![finding];
            if value.kind == NodeKind::Null && cx.is_known_around(&key.text) {
                while let Some((.., finding)) =
                    unknown.next_if(|(next, ..)| !cx.is_known_around(&next.text))
                {
                    findings.push(finding);
                }
            }
            if let Err(findings) = cx.displaced(key, findings) {
                findings.into_iter().for_each(|finding| cx.push(finding));
            }
        }
    }

    /// The key of this record whose value is missing, where only keys that nothing took stand between it and another.
    fn empty_before(&self, key: &Key) -> Option<&Key> {
        let place = self
            .entries
            .iter()
            .position(|(known, _)| known.span == key.span)?;
        let taken = |key: &Key| !self.left.iter().any(|(left, _)| left.span == key.span);
        let mut before = self.entries.get(..place)?.iter().rev();
        let (owner, value) = before.find(|(key, _)| taken(key))?;
        (value.kind == NodeKind::Null && self.gaps.lost(&owner.text)).then_some(owner)
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
    pub(super) fn unknown(&self, key: &Key, value: &Node) -> Finding {
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
        match self.before(key) {
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

    /// The entry before a key in braces.
    fn before(&self, key: &Key) -> Option<&(Key, Node)> {
        let place = self
            .entries
            .iter()
            .position(|(known, _)| known.span == key.span)?;
        let before = self.entries.get(place.checked_sub(1)?)?;
        let end = before.0.span.end.max(before.1.span.end);
        (key.span.start.saturating_sub(end) <= ", ".len()).then_some(before)
    }

    /// Whether a key is a further piece of a text that commas split: one finding is enough.
    pub(super) fn is_split(&self, key: &Key, value: &Node) -> bool {
        let bare = |value: &Node| value.kind == NodeKind::Null;
        let unknown = |key: &Key| self.left.iter().any(|(left, _)| left.span == key.span);
        bare(value)
            && self
                .before(key)
                .is_some_and(|(key, value)| bare(value) && unknown(key))
    }
}

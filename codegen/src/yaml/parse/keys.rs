//! The keys of a mapping while it is read: each once, and none that belongs elsewhere.

use super::super::{Key, NodeKind, Span, code};
use super::{Builder, Complete, Frame, Pending};
use crate::finding::Finding;

impl Builder<'_, '_> {
    /// Takes the next key; `None` where nothing stands before the colon.
    pub(super) fn key(&mut self, text: Option<String>, span: Span) {
        let Some(Frame::Mapping { places, astray, .. }) = self.stack.last_mut() else {
            return;
        };
        let next = match text {
            Some(text) if *astray => {
                self.findings.lose_words(&text);
                Pending::Dropped
            }
            None if *astray => Pending::Dropped,
            None => {
                let finding = Finding::new(code::BAD_KEY, span, "there is no key before the colon")
                    .label("a name belongs here");
                self.findings
                    .push(finding.help("add it; text that begins with `:` stands in quotes"));
                Pending::Dropped
            }
            Some(text) => match places.get(&text).copied() {
                Some(first) => {
                    self.repeated(&text, span, first);
                    Pending::Dropped
                }
                None => {
                    places.insert(text.clone(), span);
                    Pending::Key(Key { text, span })
                }
            },
        };
        if let Some(Frame::Mapping { key, .. }) = self.stack.last_mut() {
            *key = next;
        }
    }

    /// Finds that a key stands twice in one mapping. Where a key without a value stands between the two, it is a name that was
    /// indented too far, and from there on another mapping is described.
    fn repeated(&mut self, text: &str, span: Span, first: Span) {
        let Some(Frame::Mapping {
            entries, astray, ..
        }) = self.stack.last_mut()
        else {
            return;
        };
        let name = entries
            .iter()
            .rposition(|(_, value)| value.kind == NodeKind::Null)
            .filter(|place| entries[*place].0.span.start > first.start);
        let finding = match name {
            Some(place) => {
                *astray = true;
                self.complete = Complete::No;
                let lost = entries.split_off(place);
                lost.iter().for_each(|(key, value)| {
                    self.findings.lose_words(&key.text);
                    self.findings.lose(value);
                });
                let Some((name, _)) = lost.first() else {
                    return;
                };
                let message = format!(
                    "after `{}`, which has no value, `{text}` stands here again",
                    name.text
                );
                Finding::new(code::DUPLICATE_KEY, name.span, message)
                    .label("too far in")
                    .second(first, "first here")
                    .help("begin it in the column of the names that it stands among; what follows belongs to it")
            }
            None => Finding::new(
                code::DUPLICATE_KEY,
                span,
                format!("the key `{text}` stands here twice"),
            )
            .label("again here")
            .second(first, "first here")
            .help("keep one of them, or rename one"),
        };
        self.findings.push(finding);
    }
}

//! Mappings and lists while they are read: how deep, how many, how long.

use super::super::{Node, NodeKind, Span, code};
use super::{Builder, Frame, MAX_DEPTH, MAX_LENGTH, MAX_VALUES, Next, Pending, too_long};
use crate::finding::Finding;

impl Builder<'_, '_> {
    pub(super) fn open(&mut self, frame: Frame, span: Span) -> Next {
        self.values += 1;
        if self.values > MAX_VALUES {
            return self.too_many(span);
        }
        if self.skipped > 0 {
            self.skipped += 1;
        } else if self.stack.len() >= MAX_DEPTH {
            if !std::mem::replace(&mut self.told_depth, true) {
                let message = format!("values are nested deeper than {MAX_DEPTH} levels");
                self.findings
                    .push(Finding::new(code::TOO_DEEP, span, message).label("too deep"));
            }
            self.skipped = 1;
            self.value(Node {
                span,
                kind: NodeKind::Unread,
            });
        }
        if self.skipped == 0 {
            self.stack.push(frame);
        }
        Next::Go
    }

    /// Closes a collection; `at` is its closing bracket, or empty where indentation ends it.
    pub(super) fn close(&mut self, at: Span) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let Some(frame) = self.stack.pop() else {
            return;
        };
        let (start, last, kind) = match frame {
            Frame::Sequence { start, items } => (
                start,
                items.last().map(|item| item.span.end),
                NodeKind::Sequence(items),
            ),
            Frame::Mapping { start, entries, .. } => {
                let last = entries
                    .last()
                    .map(|(key, value)| key.span.end.max(value.span.end));
                (start, last, NodeKind::Mapping(entries))
            }
        };
        let end = if at.start < at.end {
            at.end
        } else {
            last.unwrap_or(start)
        };
        self.value(Node {
            span: self.span(start..end.max(start)),
            kind,
        });
    }

    /// Finds a key or a single value that is too long, and goes on without it.
    pub(super) fn long_value(&mut self, span: Span) -> Next {
        let message = format!("a value has at most {} KiB", MAX_LENGTH / 1024);
        let start = self.span(span.start..span.start);
        self.findings.push(too_long(start, message));
        match self.stack.last_mut() {
            Some(Frame::Mapping {
                key: key @ Pending::Awaited,
                ..
            }) => *key = Pending::Dropped,
            _ => self.value(Node {
                span,
                kind: NodeKind::Unread,
            }),
        }
        Next::Go
    }

    pub(super) fn too_many(&mut self, span: Span) -> Next {
        let message = format!("a file holds at most {MAX_VALUES} values");
        let finding = Finding::new(code::TOO_MANY, span, message).label("this one is too many");
        self.findings
            .push(finding.help("split the file into several parts"));
        Next::GiveUp
    }
}

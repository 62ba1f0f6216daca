//! Keys at another depth than the one where they belong, which is what a slip of the indentation makes of them: one finding
//! says where they were meant, instead of one for each thing that does not fit there.

use super::{Cx, Decode, code};
use crate::finding::Finding;
use crate::yaml::{Key, Node, NodeKind, Span};

/// A record that is being read, as what lies inside it sees it.
#[derive(Debug)]
pub(super) struct Enclosing {
    what: &'static str,
    has_key: fn(&str) -> bool,
    /// The key whose value is being read, and where it stands.
    under: Option<(&'static str, Span)>,
    strays: Vec<Stray>,
}

/// Something inside a record that is named like one of its keys.
#[derive(Debug)]
pub(super) struct Stray {
    pub(super) key: String,
    /// What is said of it where the record lacks that key.
    displaced: Finding,
    /// What is said of it where the record has it already.
    otherwise: Vec<Finding>,
}

impl Stray {
    pub(super) fn findings(self, absent: bool) -> Vec<Finding> {
        if absent {
            vec![self.displaced]
        } else {
            self.otherwise
        }
    }
}

impl Cx<'_> {
    /// Reads what lies inside a record, and gives what of it may be meant for the record itself.
    pub(super) fn inside<T>(
        &mut self,
        what: &'static str,
        has_key: fn(&str) -> bool,
        read: impl FnOnce(&mut Self) -> T,
    ) -> (T, Vec<Stray>) {
        self.enclosing.push(Enclosing {
            what,
            has_key,
            under: None,
            strays: Vec::new(),
        });
        let read = read(self);
        let strays = self.enclosing.pop().map(|record| record.strays);
        (read, strays.unwrap_or_default())
    }

    /// Remembers the key of the innermost record whose value is read next.
    pub(super) fn at_key(&mut self, key: &'static str, place: Span) {
        if let Some(record) = self.enclosing.last_mut() {
            record.under = Some((key, place));
        }
    }

    /// What was found inside the innermost record that is named like one of its keys.
    pub(super) fn strays(&self) -> impl Iterator<Item = &str> {
        let strays = self.enclosing.last().map(|record| &record.strays);
        strays.into_iter().flatten().map(|stray| stray.key.as_str())
    }

    /// Whether a record around the next value has such a key.
    pub(super) fn is_known_around(&self, key: &str) -> bool {
        self.enclosing.iter().any(|record| (record.has_key)(key))
    }

    /// Whether a name whose value has errors is a key of a record around it. `findings`: how many there were before it.
    pub(super) fn is_displaced(&mut self, key: &Key, findings: usize) -> bool {
        let otherwise = self.take_back(findings);
        match self.displaced(key, otherwise) {
            Ok(()) => true,
            Err(otherwise) => {
                otherwise.into_iter().for_each(|finding| self.push(finding));
                false
            }
        }
    }

    /// Whether a name that is a key of what the name before it stands for was meant as that key: it is missing there, or nothing
    /// below the name describes what names here stand for (`foreign`). `findings`: how many there were before its value.
    pub(super) fn is_outside(
        &mut self,
        key: &Key,
        (foreign, inside): (bool, Span),
        before: &(Key, Node),
        findings: usize,
    ) -> bool {
        let (owner, value) = before;
        let indent = format!("by two spaces more than `{}`", owner.text);
        let lacks = |entries: &[(Key, Node)]| entries.iter().all(|(own, _)| own.text != key.text);
        let may_belong = matches!(&value.kind, NodeKind::Mapping(entries) if lacks(entries));
        let found = self.take_back(findings);
        if self.is_missing(owner.span, &key.text) || foreign && may_belong {
            self.forget_strays(inside);
            let finding = too_far_out(key, owner, "what it belongs to");
            self.push(finding.help(format!("indent it {indent}")));
            return true;
        }
        for finding in found {
            let unsure = may_belong && finding.code == code::WRONG_SHAPE && finding.help.is_none();
            self.push(if unsure {
                finding.help(format!(
                    "if it belongs to `{}`, indent it {indent}",
                    owner.text
                ))
            } else {
                finding
            });
        }
        false
    }

    /// Forgets what inside of a value was named like a key of a record around it.
    fn forget_strays(&mut self, value: Span) {
        let inside = |stray: &Stray| {
            let place = stray.displaced.span;
            value.start <= place.start && place.end <= value.end
        };
        for record in &mut self.enclosing {
            record.strays.retain(|stray| !inside(stray));
        }
    }

    /// Decodes the value of a name that may be a key of a record around it.
    pub(crate) fn under_name<T>(
        &mut self,
        key: &Key,
        decode: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        let (errors, findings) = (self.errors(), self.findings.len());
        let value = self.under(key.span, decode);
        if self.errors() > errors && self.is_displaced(key, findings) {
            return None;
        }
        value
    }

    /// Whether a key was found to have no value where a mapping belongs.
    pub(super) fn lacks_its_mapping(&self, key: &Key) -> bool {
        self.findings.iter().any(|finding| {
            finding.code == code::EMPTY
                && finding.span == key.span
                && finding.message.contains("a mapping")
        })
    }

    /// Finds that keys belong to one beside them that has no value, instead of that it has none.
    pub(super) fn beside(&mut self, key: &Key, owner: &Key) {
        self.findings
            .retain(|finding| finding.code != code::EMPTY || finding.span != owner.span);
        let finding = too_far_out(key, owner, "nothing follows this key");
        self.push(finding.help(format!(
            "indent it, and what follows, by two spaces more than `{}`",
            owner.text
        )));
    }

    /// Whether a key was found to be missing at a place; then that is taken back.
    fn is_missing(&mut self, place: Span, key: &str) -> bool {
        let label = super::record::missing_label(key);
        let missing = |finding: &Finding| {
            finding.code == code::MISSING_KEY && finding.span == place && finding.label == label
        };
        let found = self.findings.iter().any(missing);
        if found {
            self.findings.retain(|finding| !missing(finding));
        }
        found
    }

    /// Hands a key to the nearest record around it that knows it. `otherwise`: what is said of the key where that record
    /// has it already. Gives them back where no record knows the key.
    pub(super) fn displaced(
        &mut self,
        key: &Key,
        otherwise: Vec<Finding>,
    ) -> Result<(), Vec<Finding>> {
        let mut records = self.enclosing.iter_mut().rev();
        let Some(record) = records.find(|record| (record.has_key)(&key.text)) else {
            return Err(otherwise);
        };
        let Some((under, place)) = record.under else {
            return Err(otherwise);
        };
        let message = format!(
            "`{}` is a key of {} and stands inside its `{under}`",
            key.text, record.what
        );
        let finding = Finding::new(code::DISPLACED, key.span, message)
            .label("too far in")
            .second(place, "inside this")
            .help(format!(
                "move it, and what belongs to it, to the column of `{under}`"
            ));
        record.strays.push(Stray {
            key: key.text.clone(),
            displaced: finding,
            otherwise,
        });
        // What holds it has a finding all the same.
        self.errors += 1;
        Ok(())
    }
}

/// Where keys of what a name stands for follow the name in its own column: the place of the first one among the entries,
/// and the finding.
pub(super) fn beside_their_name<T: Decode>(entries: &[(Key, Node)]) -> Option<(usize, Finding)> {
    let mut pairs = entries.iter().zip(entries.iter().skip(1));
    let at = pairs.position(|((_, value), (next, _))| {
        value.kind == NodeKind::Null && T::has_key(&next.text)
    })?;
    let (name, first) = (&entries.get(at)?.0, &entries.get(at + 1)?.0);
    let finding = too_far_out(first, name, "nothing follows this name").help(format!(
        "indent it, and what follows, by two spaces more than `{}`",
        name.text
    ));
    Some((at + 1, finding))
}

pub(super) fn too_far_out(key: &Key, owner: &Key, what: &str) -> Finding {
    let message = format!(
        "`{}` belongs to `{}` and begins in the same column",
        key.text, owner.text
    );
    Finding::new(code::DISPLACED, key.span, message)
        .label("too far out")
        .second(owner.span, what)
}

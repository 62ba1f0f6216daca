//! Findings: what is wrong with a spec, where, and what to do about it.

use std::collections::BTreeSet;

use crate::code::Code;
use crate::yaml::{FileId, Node, Span};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is generated, and the author should look.
    Warning,
}

/// A mistake in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that it breaks.
    pub code: Code,
    /// Where.
    pub span: Span,
    /// What is wrong, in the author's words; without a full stop.
    pub message: String,
    /// What stands under the marked place; may be empty.
    pub label: String,
    /// A second place that belongs to it, with what stands under that one.
    pub second: Option<(Span, String)>,
    /// What to do.
    pub help: Option<String>,
}

impl Finding {
    /// A finding. The message becomes one line; long quotations of the author's text are cut.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: one_line(&message.into()),
            label: String::new(),
            second: None,
            help: None,
        }
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Sets what stands under the marked place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets the second place.
    #[must_use]
    pub fn second(mut self, span: Span, label: impl Into<String>) -> Self {
        self.second = Some((span, label.into()));
        self
    }

    /// Says of two places that they are at odds: what comes first in the file is the second place.
    #[must_use]
    pub fn at_odds(mut self, other: Span, labels: [&str; 2]) -> Self {
        let (first, last) = if other < self.span {
            (other, self.span)
        } else {
            (self.span, other)
        };
        let [earlier, later] = labels;
        self.span = last;
        self.label(later).second(first, earlier)
    }

    /// Sets what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Asks "did you mean …?" where a near name is known; else says which names there are.
    #[must_use]
    pub fn did_you_mean<'a>(
        self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        /// More are not read.
        const MOST: usize = 8;
        let candidates: Vec<&str> = candidates.into_iter().collect();
        let quoted: Vec<String> = candidates
            .iter()
            .take(MOST)
            .map(|name| format!("`{name}`"))
            .collect();
        match (suggest(name, candidates.iter().copied()), quoted.as_slice()) {
            (Some(near), _) => self.help(format!("did you mean `{near}`?")),
            (None, []) => self,
            (None, [one]) => self.help(format!("there is {one}")),
            (None, [rest @ .., last]) => match candidates.len() - quoted.len() {
                0 => self.help(format!("there are {} and {last}", rest.join(", "))),
                more => self.help(format!("there are {} and {more} more", quoted.join(", "))),
            },
        }
    }
}

/// Findings of one run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    list: Vec<Finding>,
    /// Words of values that were left out.
    lost: BTreeSet<String>,
}

impl Findings {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a finding in.
    pub fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// Takes out all but the first so many.
    pub fn split_off(&mut self, first: usize) -> Vec<Finding> {
        self.list.split_off(first.min(self.list.len()))
    }

    /// Takes in those of another step.
    pub fn extend(&mut self, other: Findings) {
        self.list.extend(other.list);
        self.lost.extend(other.lost);
    }

    /// Remembers the words of a value that could not be read: a name among them may be used there.
    pub fn lose(&mut self, node: &Node) {
        let mut texts = Vec::new();
        node.texts(&mut texts);
        texts.into_iter().for_each(|text| self.lose_words(text));
    }

    /// Remembers the words of a text that could not be read.
    pub fn lose_words(&mut self, text: &str) {
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        let words = words.filter(|word| !word.is_empty());
        self.lost.extend(words.map(String::from));
    }

    /// Keeps those that a test finds worth telling.
    pub fn retain(&mut self, worth: impl FnMut(&Finding) -> bool) {
        self.list.retain(worth);
    }

    /// The words of values that could not be read.
    pub fn lost(&self) -> &BTreeSet<String> {
        &self.lost
    }

    /// Sorts by place, and drops what was found twice at one place.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.list
            .sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        self.list
            .dedup_by(|a, b| a.span == b.span && a.code == b.code && a.message == b.message);
        self
    }

    /// Each of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.list.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many stop generation.
    pub fn errors(&self) -> usize {
        self.list
            .iter()
            .filter(|finding| finding.severity() == Severity::Error)
            .count()
    }

    /// How many are to be looked at.
    pub fn warnings(&self) -> usize {
        self.list.len() - self.errors()
    }

    /// Whether anything stops generation.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// The files that have findings.
    pub fn files(&self) -> BTreeSet<FileId> {
        self.list.iter().map(|finding| finding.span.file).collect()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = std::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

/// A message on one line, with what stands between backticks cut to a readable length.
fn one_line(message: &str) -> String {
    const LONGEST: usize = 60;
    let quoted = |(place, part): (usize, &str)| {
        let words: Vec<&str> = part
            .split(|c: char| c.is_whitespace() || c.is_control())
            .collect();
        let spaced = |words: &[&str]| words.join(" ");
        if place % 2 == 1 && part.chars().count() > LONGEST {
            let kept: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
            let short: String = spaced(&kept).chars().take(LONGEST).collect();
            format!("{short}…")
        } else {
            spaced(&words)
        }
    };
    let parts: Vec<String> = message.split('`').enumerate().map(quoted).collect();
    parts.join("`")
}

/// The candidate that is nearest to a name, if one is near enough to be meant: of the fewest changed, missing, added or
/// swapped characters, upper and lower case and `-` and `_` being alike. The first of equals wins.
pub fn suggest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Nothing that an author names is longer; keeps the work small on nonsense.
    const LONGEST: usize = 64;
    /// Among so many names none is looked for beyond: every unknown name is compared with every known one.
    const MOST: usize = 300;
    let plain = |text: &str| -> Vec<char> {
        text.chars()
            .take(LONGEST + 1)
            .map(|c| {
                if c == '-' {
                    '_'
                } else {
                    c.to_ascii_lowercase()
                }
            })
            .collect()
    };
    let wanted = plain(name);
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &'a str)> = None;
    let all: Vec<&'a str> = candidates.into_iter().take(MOST).collect();
    let known = all
        .iter()
        .copied()
        .filter(|known| *known != name && known.len() <= LONGEST);
    for candidate in known.clone() {
        let other = plain(candidate);
        let allowed = wanted.len().max(other.len()).div_ceil(3).min(4);
        if wanted.len().abs_diff(other.len()) > allowed {
            continue;
        }
        let distance = distance(&wanted, &other, allowed);
        if distance <= allowed
            && distance < other.len()
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
        .or_else(|| longer(&wanted, known))
}

/// The shortest candidate that begins with a name, or has all its words in their order and more: `holder_name` may mean
/// `card_holder_name`.
fn longer<'a>(name: &[char], candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let name: String = name.iter().collect();
    let holds = |candidate: &&str| {
        if candidate.len() <= name.len() {
            return false;
        }
        let other = candidate.to_ascii_lowercase().replace('-', "_");
        let mut words = other.split('_');
        let same = |word: &str| words.any(|other| other == word);
        name.len() > 2 && (other.starts_with(&name) || name.split('_').all(same))
    };
    candidates
        .filter(holds)
        .min_by_key(|candidate| candidate.len())
}

/// How many letters of one text are changed, missing, added or swapped in another, where they are few and no more than a
/// third of it.
pub(crate) fn letters_apart(a: &str, b: &str, most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > 4 * most {
        return None;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let most = most.min(a.len() / 3);
    let found = distance(&a, &b, most);
    (found <= most).then_some(found)
}

/// Optimal string alignment: Levenshtein's distance with swaps of neighbours; anything above `most` where it is above that.
fn distance(a: &[char], b: &[char], most: usize) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &to) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(from != to);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && from == b[j - 1] && a[i - 1] == to {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
        let far = |row: &[usize]| row.iter().all(|distance| *distance > most);
        if far(&last) && far(&before) {
            return most + 1;
        }
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(id: &'static str) -> crate::code::Code {
        crate::code::Code::new(id, "", "")
    }

    #[test]
    fn the_nearest_name_is_suggested_and_a_far_one_is_not() {
        let keys = ["summary", "evidence", "request", "auth", "effect"];
        assert_eq!(suggest("sumary", keys), Some("summary"));
        assert_eq!(suggest("reqeust", keys), Some("request"));
        assert_eq!(suggest("Auth", keys), Some("auth"));
        assert_eq!(suggest("vendor", keys), None);
        assert_eq!(suggest("", keys), None);
        assert_eq!(suggest(&"x".repeat(100_000), keys), None);
        assert_eq!(suggest("ab", ["xy", "ac"]), Some("ac"));
    }

    #[test]
    fn a_name_with_words_left_out_is_known_again() {
        let names = [
            "card_holder_name",
            "customer_number_type",
            "name_of_the_card_holder",
        ];
        assert_eq!(suggest("holder_name", names), Some("card_holder_name"));
        assert_eq!(
            suggest("customer-type", names),
            Some("customer_number_type")
        );
        assert_eq!(suggest("customer_num", names), Some("customer_number_type"));
        assert_eq!(suggest("type_customer", names), None);
        assert_eq!(suggest("of", names), None);
    }

    #[test]
    fn a_message_is_one_line_and_quotes_no_more_than_can_be_read() {
        let at = Span::start_of(FileId(0));
        let finding = Finding::new(
            code("E0205"),
            at,
            format!("`a\n{}b` is not an effect", " x".repeat(80)),
        );
        assert!(finding.message.starts_with("`a x x"), "{}", finding.message);
        assert!(
            finding.message.ends_with("…` is not an effect"),
            "{}",
            finding.message
        );
        assert!(!finding.message.contains('\n') && finding.message.chars().count() < 90);
        assert_eq!(
            Finding::new(code("E0205"), at, "`GET  /a` and `b`").message,
            "`GET  /a` and `b`"
        );
    }

    #[test]
    fn findings_come_in_the_order_of_places_and_once_each() {
        let at = |file, start| Span::new(FileId(file), start..start + 1);
        let mut findings = Findings::new();
        findings.push(Finding::new(code("E0202"), at(1, 0), "c"));
        findings.push(Finding::new(code("E0201"), at(0, 9), "b"));
        findings.push(Finding::new(code("W0201"), at(0, 3), "a"));
        findings.push(Finding::new(code("E0201"), at(0, 9), "b").help("found by another step"));
        let findings = findings.sorted();
        let texts: Vec<&str> = findings
            .iter()
            .map(|finding| finding.message.as_str())
            .collect();
        assert_eq!(texts, ["a", "b", "c"]);
        assert_eq!(
            (
                findings.errors(),
                findings.warnings(),
                findings.files().len()
            ),
            (2, 1, 2)
        );
    }
}

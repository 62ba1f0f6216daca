//! Which answers meet a rule: whether its own conditions can hold together, and whether earlier rules leave it any answer.
//!
//! Conditions tell few values of a subject apart: those that a rule mentions, and kinds of all others. So the answers that
//! meet a rule are a box, a set of values for each subject, and what earlier rules leave of it is a union of boxes. That is
//! exact, and it grows: beyond the bounds below nothing is said.

use crate::classify::same;
use crate::model::{Condition, Subject, Test};

/// How many subjects the rules may look at.
const MAX_SUBJECTS: usize = 64;

/// How many values of one subject the rules may mention.
const MAX_VALUES: usize = 120;

/// How many boxes may be left of a rule.
const MAX_BOXES: usize = 1_000;

/// How many boxes are looked at for one list of rules.
const MAX_STEPS: usize = 100_000;

/// Not there, or null; of `content`: neither HTML nor JSON.
const MISSING: u128 = 1;
/// An object or a list.
const COMPOSITE: u128 = 1 << 1;
/// A text of white space that no rule mentions.
const BLANK: u128 = 1 << 2;
/// Any other value that no rule mentions.
const OTHER: u128 = 1 << 3;
/// The bit of the first value that a rule mentions.
const FIRST: usize = 4;

const HTTP: usize = 0;
const CONTENT: usize = 1;
const CONTENT_VALUES: [&str; 2] = ["html", "json"];
const JSON: u128 = 1 << (FIRST + 1);

/// The subjects that rules look at, with the values that they mention.
#[derive(Debug)]
pub struct Space<'a> {
    axes: Vec<Axis<'a>>,
    steps: std::cell::Cell<usize>,
}

#[derive(Debug)]
struct Axis<'a> {
    subject: &'a Subject,
    /// One of each kind of equal values.
    values: Vec<&'a str>,
    full: u128,
    /// Of a path: the places of the paths that it goes on from.
    above: Vec<usize>,
}

/// The answers that meet some conditions: for each subject the values that it may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region(Vec<u128>);

impl<'a> Space<'a> {
    /// The space of these rules; `None` where they look at too much.
    pub fn of(rules: impl IntoIterator<Item = &'a [Condition]>) -> Option<Self> {
        let mut axes = vec![
            Axis {
                subject: &Subject::Http,
                values: Vec::new(),
                full: 0,
                above: Vec::new(),
            },
            Axis {
                subject: &Subject::Content,
                values: CONTENT_VALUES.to_vec(),
                full: 0,
                above: Vec::new(),
            },
        ];
        for condition in rules.into_iter().flatten() {
            let place = axes
                .iter()
                .position(|axis| *axis.subject == condition.subject);
            let place = place.unwrap_or(axes.len());
            if place == axes.len() {
                axes.push(Axis {
                    subject: &condition.subject,
                    values: Vec::new(),
                    full: 0,
                    above: Vec::new(),
                });
            }
            let axis = axes.get_mut(place)?;
            if let Test::OneOf(texts) | Test::NoneOf(texts) = &condition.test
                && place != CONTENT
            {
                for text in texts {
                    if !axis.values.iter().any(|known| same(known, text)) {
                        axis.values.push(text);
                    }
                }
            }
            if axes.len() > MAX_SUBJECTS || axes[place].values.len() > MAX_VALUES {
                return None;
            }
        }
        let above: Vec<Vec<usize>> = axes
            .iter()
            .map(|axis| {
                let goes_on = |other: &Axis<'_>| match (axis.subject, other.subject) {
                    (Subject::Path(path), Subject::Path(start)) => path
                        .strip_prefix(start.as_str())
                        .is_some_and(|rest| rest.starts_with('.')),
                    _ => false,
                };
                (0..axes.len()).filter(|at| goes_on(&axes[*at])).collect()
            })
            .collect();
        for (axis, above) in axes.iter_mut().zip(above) {
            let mentioned = ((1u128 << axis.values.len()) - 1) << FIRST;
            axis.above = above;
            axis.full = mentioned
                | match axis.subject {
                    Subject::Http => OTHER,
                    Subject::Content => MISSING,
                    Subject::Path(_) => MISSING | COMPOSITE | BLANK | OTHER,
                };
        }
        Some(Self {
            axes,
            steps: std::cell::Cell::new(0),
        })
    }

    /// The answers that meet all of the conditions.
    pub fn region<'c>(&self, conditions: impl IntoIterator<Item = &'c Condition>) -> Region {
        let mut sets: Vec<u128> = self.axes.iter().map(|axis| axis.full).collect();
        for condition in conditions {
            let found = self
                .axes
                .iter()
                .position(|axis| *axis.subject == condition.subject);
            let Some(place) = found else { continue };
            sets[place] &= self.axes[place].meets(&condition.test);
            if matches!(condition.subject, Subject::Path(_)) {
                sets[CONTENT] &= JSON;
            }
        }
        Region(sets)
    }

    /// Whether no answer is in a region.
    pub fn is_empty(&self, Region(sets): &Region) -> bool {
        if sets.contains(&0) {
            return true;
        }
        let apart = |place: usize, axis: &Axis<'_>| {
            sets[place] & MISSING == 0 && axis.above.iter().any(|at| sets[*at] & COMPOSITE == 0)
        };
        // A text that is not JSON has no paths to contradict each other.
        sets[CONTENT] == JSON
            && (self.axes.iter().enumerate()).any(|(place, axis)| apart(place, axis))
    }

    /// Whether the earlier regions leave nothing of a region; `None` where that takes too long to say.
    pub fn covered<'r>(
        &self,
        region: &Region,
        earlier: impl IntoIterator<Item = &'r Region>,
    ) -> Option<bool> {
        let mut left = vec![region.clone()];
        left.retain(|region| !self.is_empty(region));
        for taken in earlier {
            let mut rest = Vec::new();
            for region in left {
                self.steps.set(self.steps.get() + 1);
                if self.steps.get() > MAX_STEPS {
                    return None;
                }
                self.without(region, taken, &mut rest);
            }
            if rest.len() > MAX_BOXES {
                return None;
            }
            left = rest;
            if left.is_empty() {
                break;
            }
        }
        Some(left.is_empty())
    }

    /// Adds what of a region is not in another one: a box for each subject in which they differ.
    fn without(&self, region: Region, taken: &Region, rest: &mut Vec<Region>) {
        let common = |Region(sets): &Region| -> Vec<u128> {
            sets.iter().zip(&taken.0).map(|(a, b)| a & b).collect()
        };
        if self.is_empty(&Region(common(&region))) {
            rest.push(region);
            return;
        }
        let mut inside = region;
        for place in 0..self.axes.len() {
            let outside = inside.0[place] & !taken.0[place];
            if outside != 0 {
                let mut piece = inside.clone();
                piece.0[place] = outside;
                if !self.is_empty(&piece) {
                    rest.push(piece);
                }
                inside.0[place] &= taken.0[place];
            }
        }
    }

    /// The fewest of the earlier regions, by their places, that together leave nothing of a region: one where one does.
    /// Empty where they do leave something, or where that takes too long to say.
    pub fn covering(&self, region: &Region, earlier: &[Region]) -> Vec<usize> {
        if self.covered(region, earlier) != Some(true) {
            return Vec::new();
        }
        let alone = |taken: &&Region| self.covered(region, [*taken]) == Some(true);
        if let Some(place) = earlier.iter().position(|taken| alone(&taken)) {
            return vec![place];
        }
        let mut needed: Vec<usize> = (0..earlier.len()).collect();
        for place in 0..earlier.len() {
            let without = needed.iter().filter(|at| **at != place);
            if self.covered(region, without.map(|at| &earlier[*at])) == Some(true) {
                needed.retain(|at| *at != place);
            }
        }
        needed
    }

    /// Whether the content of an answer in a region can be of this kind: `html` or `json`.
    pub fn can_be(&self, region: &Region, kind: &str) -> bool {
        let place = CONTENT_VALUES.iter().position(|known| *known == kind);
        place.is_some_and(|place| region.0[CONTENT] & (1 << (FIRST + place)) != 0)
    }

    /// Whether every answer of a region has one of these HTTP statuses.
    pub fn only_status(&self, region: &Region, fits: impl Fn(&str) -> bool) -> bool {
        let set = region.0[HTTP];
        let values = &self.axes[HTTP].values;
        set & OTHER == 0
            && (values.iter().enumerate())
                .all(|(place, value)| set & (1 << (FIRST + place)) == 0 || fits(value))
    }
}

impl Axis<'_> {
    /// The values that meet a test.
    fn meets(&self, test: &Test) -> u128 {
        let among = |texts: &[String], value: &str| texts.iter().any(|text| same(value, text));
        let values = |fits: &dyn Fn(&str) -> bool| {
            let places = self.values.iter().enumerate();
            places
                .filter(|(_, value)| fits(value))
                .fold(0, |set, (place, _)| set | 1 << (FIRST + place))
        };
        self.full
            & match test {
                Test::OneOf(texts) => values(&|value| among(texts, value)),
                Test::NoneOf(texts) => {
                    OTHER | values(&|value| !value.trim().is_empty() && !among(texts, value))
                }
                Test::Present => !MISSING,
                Test::Missing => MISSING,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(subject: &str, texts: &[&str]) -> Condition {
        condition(
            subject,
            Test::OneOf(texts.iter().map(|&t| t.to_owned()).collect()),
        )
    }

    fn none(subject: &str, texts: &[&str]) -> Condition {
        condition(
            subject,
            Test::NoneOf(texts.iter().map(|&t| t.to_owned()).collect()),
        )
    }

    fn condition(subject: &str, test: Test) -> Condition {
        let subject = match subject {
            "http" => Subject::Http,
            "content" => Subject::Content,
            path => Subject::Path(path.to_owned()),
        };
        Condition { subject, test }
    }

    /// The earlier rules that leave nothing of the last one.
    fn covering(rules: &[Vec<Condition>]) -> Vec<usize> {
        let space = Space::of(rules.iter().map(Vec::as_slice)).expect("within the bounds");
        let regions: Vec<Region> = rules.iter().map(|rule| space.region(rule)).collect();
        let (last, earlier) = regions.split_last().expect("a rule");
        assert!(!space.is_empty(last), "the last rule is sound in itself");
        space.covering(last, earlier)
    }

    fn possible(rule: &[Condition]) -> bool {
        let space = Space::of([rule]).expect("within the bounds");
        !space.is_empty(&space.region(rule))
    }

    #[test]
    fn a_rule_behind_one_that_asks_for_less_is_covered_and_the_other_way_round_is_not() {
        let wide = vec![one("code", &["1", "2"])];
        let narrow = vec![one("code", &["2"]), one("http", &["200"])];
        assert_eq!(covering(&[wide.clone(), narrow.clone()]), [0]);
        assert_eq!(covering(&[narrow, wide]), [] as [usize; 0]);
    }

    #[test]
    fn numbers_that_are_spelled_differently_are_one_value() {
        assert_eq!(
            covering(&[vec![one("code", &["100"])], vec![one("code", &["100.0"])]]),
            [0]
        );
        assert_eq!(
            covering(&[vec![one("code", &["a"])], vec![one("code", &["A"])]]),
            [] as [usize; 0]
        );
    }

    #[test]
    fn several_rules_cover_one_together_and_only_those_that_are_needed_are_told() {
        let rules = [
            vec![one("http", &["500"])],
            vec![condition("a", Test::Missing)],
            vec![condition("a", Test::Present)],
            vec![one("content", &["json"])],
        ];
        assert_eq!(covering(&rules), [1, 2]);
    }

    #[test]
    fn what_is_neither_a_value_nor_missing_is_left() {
        // An object, and a blank text, are present and none of the values that `not` asks about.
        let rules = [
            vec![one("a", &["1"])],
            vec![none("a", &["1"])],
            vec![condition("a", Test::Missing)],
            vec![condition("a", Test::Present)],
        ];
        assert_eq!(covering(&rules), [] as [usize; 0]);
    }

    #[test]
    fn a_page_is_not_covered_by_rules_about_json() {
        let rules = [
            vec![condition("a", Test::Missing)],
            vec![condition("a", Test::Present)],
            Vec::new(),
        ];
        assert_eq!(covering(&rules), [] as [usize; 0]);
        let rules = [
            vec![one("content", &["json"])],
            vec![one("content", &["html"])],
            vec![condition("content", Test::Missing)],
            Vec::new(),
        ];
        assert_eq!(covering(&rules), [0, 1, 2]);
    }

    #[test]
    fn a_child_is_there_only_in_an_object_that_is_there() {
        assert!(!possible(&[
            condition("data", Test::Missing),
            one("data.x", &["1"])
        ]));
        assert!(!possible(&[
            one("data", &["1"]),
            condition("data.x.y", Test::Present)
        ]));
        assert!(possible(&[
            condition("data", Test::Present),
            one("data.x", &["1"])
        ]));
        assert!(possible(&[
            condition("data", Test::Missing),
            condition("data.x", Test::Missing)
        ]));
        assert!(possible(&[
            condition("data", Test::Missing),
            one("database", &["1"])
        ]));
        assert!(!possible(&[
            one("content", &["html"]),
            condition("data", Test::Missing)
        ]));
        assert!(!possible(&[condition("http", Test::Missing)]));
        assert!(!possible(&[none("content", &["html", "json"])]));
        // Where the parent is covered in each of its kinds, so is the child.
        let rules = [
            vec![condition("data", Test::Present)],
            vec![condition("data.x", Test::Present)],
        ];
        assert_eq!(covering(&rules), [0]);
    }

    #[test]
    fn it_agrees_with_the_classifier_on_every_answer_of_a_small_world() {
        use crate::classify::{AnswerView, holds};
        let tests = |path: &str| {
            vec![
                one(path, &["1"]),
                one(path, &["", "1"]),
                none(path, &["1"]),
                none(path, &["2"]),
                condition(path, Test::Present),
                condition(path, Test::Missing),
            ]
        };
        let bodies: Vec<serde_json::Value> = [
            "{}",
            r#"{"a": 1}"#,
            r#"{"a": "1.0"}"#,
            r#"{"a": 2}"#,
            r#"{"a": 3}"#,
            r#"{"a": ""}"#,
            r#"{"a": " "}"#,
            r#"{"a": {}}"#,
            r#"{"a": {"b": 1}}"#,
            r#"{"a": {"b": 2}}"#,
            r#"{"a": {"b": 3}}"#,
            r#"{"a": {"b": ""}}"#,
            r#"{"a": {"b": " "}}"#,
            r#"{"a": {"b": []}}"#,
        ]
        .iter()
        .map(|body| serde_json::from_str(body).expect("JSON"))
        .collect();
        let mut all: Vec<Vec<Condition>> = vec![Vec::new(), vec![one("content", &["json"])]];
        all.extend(tests("a").into_iter().map(|test| vec![test]));
        all.extend(tests("a.b").into_iter().map(|test| vec![test]));
        for a in tests("a") {
            all.extend(tests("a.b").into_iter().map(|b| vec![a.clone(), b]));
        }
        let answers = || {
            let json = bodies.iter().map(|body| (Some(body), false));
            json.chain([(None, false), (None, true)])
                .map(|(json, html)| AnswerView {
                    http: 200,
                    json,
                    html,
                })
        };
        let meets = |rule: &[Condition], view| rule.iter().all(|test| holds(test, view));
        let space = Space::of(all.iter().map(Vec::as_slice)).expect("within the bounds");
        for rule in &all {
            let region = space.region(rule);
            assert_eq!(
                space.is_empty(&region),
                !answers().any(|view| meets(rule, view)),
                "{rule:?}"
            );
            for first in all.iter().step_by(3) {
                for second in &all {
                    space.steps.set(0);
                    let earlier = [space.region(first), space.region(second)];
                    let left = answers().any(|view| {
                        meets(rule, view) && !meets(first, view) && !meets(second, view)
                    });
                    assert_eq!(
                        space.covered(&region, &earlier),
                        Some(!left),
                        "{first:?}\n{second:?}\n{rule:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn too_many_pieces_end_in_silence_and_not_in_a_hang() {
        let paths: Vec<String> = (0..40).map(|n| format!("p{n}")).collect();
        let mut rules: Vec<Vec<Condition>> = Vec::new();
        for n in 0..39 {
            rules.push(vec![
                one(&paths[n], &["1", "2"]),
                one(&paths[n + 1], &["2", "3"]),
                none(&paths[(n * 7) % 40], &["5"]),
            ]);
        }
        rules.push(Vec::new());
        assert_eq!(covering(&rules), [] as [usize; 0]);
        let many: Vec<String> = (0..200).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let rule = [one("code", &many)];
        assert!(Space::of([rule.as_slice()]).is_none());
    }
}

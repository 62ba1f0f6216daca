//! How changes are shown.

use std::fmt::Write as _;

use codegen::compare::{Change, Class, gravest, next_version};

/// What there is to show.
pub struct Shown<'c> {
    /// What was compared with.
    pub base: &'c str,
    /// The version that it had.
    pub version: Option<&'c str>,
    /// The changes, in order.
    pub changes: &'c [Change],
}

impl Shown<'_> {
    /// For people: by provider, the gravest first, and what it comes to.
    pub fn human(&self, colour: bool) -> String {
        let mut out = format!("compared with {}\n", clean(self.base));
        let mut provider = None;
        // Writing to a String cannot fail.
        for (change, others) in together(self.changes) {
            if provider != Some(&change.provider) {
                let _ = write!(out, "\n{}\n", clean(&change.provider));
                provider = Some(&change.provider);
            }
            let class = format!("{:<14}", change.class.word());
            let class = if colour {
                paint(change.class, &class)
            } else {
                class
            };
            let _ = writeln!(
                out,
                "  {class} {}: {}",
                clean(&change.place),
                clean(&change.text)
            );
            if !others.is_empty() {
                let _ = writeln!(
                    out,
                    "  {:<14} the same in {}",
                    "",
                    clean(&others.join(", "))
                );
            }
            if let Some(rust) = &change.rust {
                let _ = writeln!(out, "  {:<14} {}", "", clean(rust));
            }
        }
        let _ = write!(out, "\n{}\n", self.summary());
        out
    }

    /// A line for each change, and one for what it comes to.
    pub fn short(&self) -> String {
        let mut out = String::new();
        for change in self.changes {
            let rust = change.rust.as_deref().unwrap_or_default();
            let _ = writeln!(
                out,
                "{}: {}: {} ({})",
                change.class.word(),
                clean(&change.place),
                clean(&change.text),
                clean(rust)
            );
        }
        let _ = writeln!(out, "{}", self.summary());
        out
    }

    /// An object for each change, and one for what it comes to, a line each.
    pub fn json(&self) -> String {
        let mut out = String::new();
        for change in self.changes {
            let _ = writeln!(out, "{}", change.json());
        }
        let _ = writeln!(
            out,
            "{{\"reason\":\"compared\",\"breaking\":{},\"compatible\":{},\"documentation\":{},\"step\":{}}}",
            self.count(Class::Breaking),
            self.count(Class::Compatible),
            self.count(Class::Documentation),
            gravest(self.changes).map_or_else(
                || String::from("null"),
                |class| format!("\"{}\"", class.step())
            ),
        );
        out
    }

    fn count(&self, class: Class) -> usize {
        self.changes
            .iter()
            .filter(|change| change.class == class)
            .count()
    }

    /// How much changed, and the step that it asks for.
    fn summary(&self) -> String {
        let Some(gravest) = gravest(self.changes) else {
            return String::from("nothing changed");
        };
        let counts = [
            (Class::Breaking, "breaking"),
            (Class::Compatible, "compatible"),
            (Class::Documentation, "documentation-only"),
        ]
        .map(|(class, word)| format!("{} {word}", self.count(class)));
        let versions = self
            .version
            .and_then(|version| {
                Some(format!(
                    " ({} → {})",
                    version,
                    next_version(version, gravest)?
                ))
            })
            .unwrap_or_default();
        format!(
            "{}: asks for a {} step{versions}",
            counts.join(", "),
            gravest.step()
        )
    }
}

/// The changes, those that say the same of several operations or types once, with the places of the others.
fn together(changes: &[Change]) -> Vec<(&Change, Vec<String>)> {
    let mut found: Vec<(&Change, Vec<String>)> = Vec::new();
    // The provider, the thing in it, and what of it.
    let parts = |place: &str| {
        let mut parts = place.splitn(3, '.').map(str::to_owned);
        (parts.next(), parts.next(), parts.next())
    };
    for change in changes {
        let (provider, thing, part) = parts(&change.place);
        let same = found.iter_mut().find(|(other, _)| {
            let (of, _, what) = parts(&other.place);
            part.is_some()
                && (other.class, &other.text, of, what)
                    == (change.class, &change.text, provider.clone(), part.clone())
                && part.as_deref().is_some_and(shared)
        });
        match (same, thing) {
            (Some((_, others)), Some(thing)) => others.push(thing),
            _ => found.push((change, Vec::new())),
        }
    }
    found
}

/// Whether a part of an operation may come from something that operations share, as an envelope is.
fn shared(part: &str) -> bool {
    matches!(part, "outcomes" | "envelope" | "sandbox")
}

fn paint(class: Class, text: &str) -> String {
    let code = match class {
        Class::Breaking => "1;31",
        Class::Compatible => "32",
        Class::Documentation => "2",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// A text that is safe to show: on one line, without control characters.
fn clean(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_control() {
                '\u{fffd}'
            } else {
                character
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(class: Class, place: &str, text: &str) -> Change {
        Change {
            class,
            provider: String::from("acme"),
            place: place.to_owned(),
            rust: Some(String::from("generated_client::acme::Pay")),
            text: text.to_owned(),
        }
    }

    fn shown(version: Option<&str>, changes: &[Change]) -> String {
        let base = "the tag v1";
        Shown {
            base,
            version,
            changes,
        }
        .human(false)
    }

    #[test]
    fn changes_end_in_their_number_and_the_step_that_they_ask_for() {
        let changes = [
            change(Class::Breaking, "acme.pay", "gone"),
            change(Class::Documentation, "acme.pay", "reworded"),
        ];
        assert_eq!(
            shown(Some("0.1.0"), &changes),
            "compared with the tag v1\n\nacme\n  breaking       acme.pay: gone\n                 generated_client::acme::Pay\n  \
             documentation  acme.pay: reworded\n                 generated_client::acme::Pay\n\n\
             1 breaking, 0 compatible, 1 documentation-only: asks for a major step (0.1.0 → 0.2.0)\n"
        );
        assert!(shown(None, &changes).ends_with("asks for a major step\n"));
        assert_eq!(
            shown(Some("0.1.0"), &[]),
            "compared with the tag v1\n\nnothing changed\n"
        );
    }

    #[test]
    fn what_an_envelope_changes_everywhere_is_read_once() {
        let changes = [
            change(Class::Breaking, "acme.pay.outcomes", "refusals changed"),
            change(Class::Breaking, "acme.find.outcomes", "refusals changed"),
            change(Class::Breaking, "acme.find.inputs.a", "input removed"),
            change(Class::Breaking, "acme.pay.inputs.a", "input removed"),
        ];
        let text = shown(None, &changes);
        assert_eq!(text.matches("refusals changed").count(), 1, "{text}");
        assert!(text.contains("the same in find\n"), "{text}");
        assert_eq!(text.matches("input removed").count(), 2, "{text}");
        assert!(text.contains("4 breaking"), "{text}");
    }

    #[test]
    fn a_change_cannot_steer_the_terminal() {
        let text = shown(
            None,
            &[change(Class::Breaking, "acme.pay", "a\u{1b}[2J\nb")],
        );
        assert!(text.contains("a\u{fffd}[2J\u{fffd}b"), "{text}");
    }

    #[test]
    fn programs_get_a_line_for_each_change() {
        let changes = [change(Class::Compatible, "acme.pay", "said \"so\"")];
        let shown = Shown {
            base: "x",
            version: None,
            changes: &changes,
        };
        assert_eq!(
            shown.json(),
            "{\"reason\":\"change\",\"class\":\"compatible\",\"step\":\"minor\",\"provider\":\"acme\",\"place\":\"acme.pay\",\
             \"rust\":\"generated_client::acme::Pay\",\"text\":\"said \\\"so\\\"\"}\n\
             {\"reason\":\"compared\",\"breaking\":0,\"compatible\":1,\"documentation\":0,\"step\":\"minor\"}\n"
        );
        assert_eq!(
            shown.short(),
            "compatible: acme.pay: said \"so\" (generated_client::acme::Pay)\n\
             0 breaking, 1 compatible, 0 documentation-only: asks for a minor step\n"
        );
    }
}

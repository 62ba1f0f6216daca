//! The page of a code, taken apart.

/// The parts of a page.
pub struct Page<'a> {
    /// All of it.
    whole: &'a str,
    /// Its first line.
    pub title: &'a str,
    /// What explains the rule.
    pub prose: &'a str,
    /// The change to the base spec.
    pub diff: Option<&'a str>,
    /// What is found.
    pub text: Option<&'a str>,
}

impl<'a> Page<'a> {
    /// Takes a page apart.
    pub fn of(whole: &'a str) -> Result<Self, String> {
        let (title, rest) = whole.split_once('\n').unwrap_or((whole, ""));
        let prose = rest.find("```").map_or(rest, |at| &rest[..at]);
        Ok(Self {
            whole,
            title,
            prose,
            diff: block(rest, "diff")?,
            text: block(rest, "text")?,
        })
    }

    /// The page with other findings.
    pub fn with_text(&self, findings: &str) -> String {
        let before = self
            .whole
            .find("```text\n")
            .map_or(self.whole, |at| &self.whole[..at]);
        format!("{}\n\n```text\n{findings}\n```\n", before.trim_end())
    }
}

/// What stands in the block of a kind.
fn block<'a>(text: &'a str, kind: &str) -> Result<Option<&'a str>, String> {
    let open = format!("```{kind}\n");
    let Some((_, rest)) = text.split_once(&open) else {
        return Ok(None);
    };
    if rest.contains(&open) {
        return Err(format!("it has two blocks of `{kind}`"));
    }
    match rest.split_once("\n```\n") {
        Some((inside, _)) => Ok(Some(inside)),
        None => Err(format!("its block of `{kind}` has no end")),
    }
}

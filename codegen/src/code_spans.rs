//! Code in a text: what stands between backticks.

use std::ops::Range;

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Outside of code; backticks in it open nothing.
    Plain(&'t str),
    /// Code, and how many backticks stand on either side of it.
    Code {
        /// How many.
        marks: usize,
        /// What is between them.
        inside: &'t str,
    },
}

/// The parts of a text. Code begins with some backticks and ends with as many.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    let runs: Vec<Range<usize>> = runs(text);
    while let Some(open) = runs.get(at) {
        let later = runs.get(at + 1..).unwrap_or_default();
        match later.iter().position(|run| run.len() == open.len()) {
            Some(offset) => {
                let close = &later[offset];
                pieces.push(Piece::Plain(&text[plain..open.start]));
                pieces.push(Piece::Code {
                    marks: open.len(),
                    inside: &text[open.end..close.start],
                });
                plain = close.end;
                at += offset + 2;
            }
            None => at += 1,
        }
    }
    pieces.push(Piece::Plain(&text[plain..]));
    pieces
}

/// Where backticks follow each other.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.match_indices('`') {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_ends_with_as_many_backticks_as_it_began_with() {
        let code = |marks, inside| Piece::Code { marks, inside };
        assert_eq!(
            pieces("a `b` ``c`d`` e"),
            [
                Piece::Plain("a "),
                code(1, "b"),
                Piece::Plain(" "),
                code(2, "c`d"),
                Piece::Plain(" e")
            ]
        );
        assert_eq!(
            pieces("`` a `b`"),
            [Piece::Plain("`` a "), code(1, "b"), Piece::Plain("")]
        );
        assert_eq!(pieces("a ` b"), [Piece::Plain("a ` b")]);
        assert_eq!(pieces(""), [Piece::Plain("")]);
    }
}

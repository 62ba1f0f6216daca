//! Closed vocabularies: a value that is one of a few words.

use super::{Cx, Piece, any_of, code};
use crate::finding::{Finding, suggest};

/// Says which words stand for the values of an enum, and reads them with a suggestion for a word that is none of them.
/// The documentation of a word is what an editor shows for it.
macro_rules! words {
    ($($name:ident, $what:literal: { $($(#[doc = $doc:literal])* $word:literal => $value:expr,)* })*) => {$(
        impl $crate::decode::FromScalar for $name {
            const WHAT: &'static str = $what;

            fn from_scalar(piece: $crate::decode::Piece<'_>, cx: &mut $crate::decode::Cx<'_>) -> Option<Self> {
                match piece.text {
                    $($word => Some($value),)*
                    _ => {
                        $crate::decode::unknown_word(piece, $what, &[$($word),*], cx);
                        None
                    }
                }
            }
        }

        #[cfg(feature = "schema")]
        impl $crate::schema::ScalarSchema for $name {
            const NAME: Option<&'static str> = Some(stringify!($name));

            fn schema() -> schemars::Schema {
                let words = [$(($word, concat!($($doc, "\n"),*))),*];
                $crate::schema::titled($crate::schema::enumeration(words), $what, "")
            }
        }
    )*};
}
pub(crate) use words;

/// What people write who know other languages, each with the word of this one.
const ELSEWHERE: &[(&str, &str)] = &[
    ("string", "text"),
    ("str", "text"),
    ("int", "integer"),
    ("long", "integer"),
    ("number", "integer"),
    ("float", "decimal"),
    ("double", "decimal"),
    ("money", "decimal"),
    ("amount", "decimal"),
    ("bool", "boolean"),
    ("timestamp", "datetime"),
    ("success", "done"),
    ("succeeded", "done"),
    ("ok", "done"),
    ("pending", "open"),
    ("processing", "open"),
    ("prod", "live"),
    ("production", "live"),
    ("failed", "refused"),
    ("error", "refused"),
];

/// Which of some words another language calls so.
pub(crate) fn translated<'w>(word: &str, words: &[&'w str]) -> Option<&'w str> {
    let word = word.to_ascii_lowercase();
    let (_, meant) = ELSEWHERE.iter().find(|(elsewhere, _)| *elsewhere == word)?;
    words.iter().copied().find(|known| known == meant)
}

/// Finds that a word is none of those that can stand there.
pub(crate) fn unknown_word(piece: Piece<'_>, what: &str, words: &[&str], cx: &mut Cx<'_>) {
    let all = any_of(words.iter().copied());
    let finding = Finding::new(
        code::UNKNOWN_WORD,
        piece.span,
        format!("`{}` is not {what}", piece.text),
    );
    let near = translated(piece.text, words).or_else(|| suggest(piece.text, words.iter().copied()));
    cx.push(match near {
        Some(near) => finding
            .label(format!("can be {all}"))
            .help(format!("did you mean `{near}`?")),
        None => finding
            .label("not one of the words that can stand here")
            .help(format!("write {all}")),
    });
}

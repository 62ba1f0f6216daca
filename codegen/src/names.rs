//! Rust names from spec names: a fixed transliteration, the case that Rust expects, and an escape where Rust reserves the word.
//!
//! Names never get a number or a suffix to tell them apart: two that collide are a finding of [`crate::check`].

use heck::{ToPascalCase, ToSnakeCase};

/// Words that cannot be identifiers, raw or not.
const UNESCAPABLE: &[&str] = &["self", "super", "crate", "Self"];

/// Keywords of editions 2015 to 2024, strict and reserved, that a raw identifier can carry.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Types, traits and variants of the prelude, and the primitive-like names that generated modules write bare. A type of
/// such a name would hide the prelude's in its module.
const PRELUDE: &[&str] = &[
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "Default",
    "Clone",
    "Copy",
    "Debug",
    "Send",
    "Sync",
    "Sized",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Into",
    "TryFrom",
    "TryInto",
    "AsRef",
    "AsMut",
    "Iterator",
    "IntoIterator",
    "Extend",
    "ToString",
    "ToOwned",
    "Eq",
    "PartialEq",
    "Ord",
    "PartialOrd",
    "Future",
    "IntoFuture",
    "FromIterator",
    "Unpin",
    "Hash",
    "DoubleEndedIterator",
    "ExactSizeIterator",
];

/// ASCII for the Turkish letters outside it; any other letter is left for the syntax check of names to refuse.
pub fn transliterate(name: &str) -> String {
    name.chars()
        .map(|letter| match letter {
            'ı' => 'i',
            'İ' => 'I',
            'ş' => 's',
            'Ş' => 'S',
            'ğ' => 'g',
            'Ğ' => 'G',
            'ç' => 'c',
            'Ç' => 'C',
            'ö' => 'o',
            'Ö' => 'O',
            'ü' => 'u',
            'Ü' => 'U',
            other => other,
        })
        .collect()
}

/// The name of a field, parameter, method or module.
pub fn snake(name: &str) -> String {
    let plain = leading(transliterate(name).to_snake_case());
    if UNESCAPABLE.contains(&plain.as_str()) {
        format!("{plain}_")
    } else if KEYWORDS.contains(&plain.as_str()) {
        format!("r#{plain}")
    } else {
        plain
    }
}

/// The name of a type.
pub fn pascal(name: &str) -> String {
    let plain = variant(name);
    if PRELUDE.contains(&plain.as_str()) {
        format!("{plain}_")
    } else {
        plain
    }
}

/// The name of an enum's variant. Variants are always written with their enum, so prelude names are free.
pub fn variant(name: &str) -> String {
    let plain = leading(transliterate(name).to_pascal_case());
    if UNESCAPABLE.contains(&plain.as_str()) {
        format!("{plain}_")
    } else {
        plain
    }
}

/// A name that starts with a digit gets an underscore before it.
fn leading(name: String) -> String {
    match name.chars().next() {
        Some(first) if first.is_ascii_digit() => format!("_{name}"),
        Some(_) => name,
        None => "_".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_become_raw_identifiers_and_the_four_that_cannot_get_an_underscore() {
        assert_eq!(snake("type"), "r#type");
        assert_eq!(snake("gen"), "r#gen");
        assert_eq!(snake("self"), "self_");
        assert_eq!(snake("crate"), "crate_");
        assert_eq!(pascal("self"), "Self_");
        assert_eq!(variant("self"), "Self_");
    }

    #[test]
    fn a_type_never_hides_the_prelude() {
        assert_eq!(pascal("option"), "Option_");
        assert_eq!(pascal("Vec"), "Vec_");
        assert_eq!(variant("none"), "None");
    }

    #[test]
    fn turkish_letters_have_one_transliteration() {
        assert_eq!(snake("müşteri_no"), "musteri_no");
        assert_eq!(snake("İşlem_türü"), "islem_turu");
        assert_eq!(pascal("çağrı_ığöü"), "CagriIgou");
    }

    #[test]
    fn a_leading_digit_compiles() {
        assert_eq!(snake("3d_secure"), "_3d_secure");
        assert_eq!(variant("3d"), "_3d");
        assert!(syn_ident(&snake("3d_secure")) && syn_ident(&pascal("3d")));
    }

    fn syn_ident(name: &str) -> bool {
        name.chars()
            .enumerate()
            .all(|(at, c)| c == '_' || c.is_ascii_alphabetic() || (at > 0 && c.is_ascii_digit()))
    }
}

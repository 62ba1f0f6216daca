//! Names that are made of names.

/// A type's name with a word behind it: `SaveCard` and `Error` make `SaveCardError`. The underscore that keeps a name from
/// hiding the prelude's (`Send_`) is not needed then.
pub fn with(name: &str, word: &str) -> String {
    format!("{}{word}", plain(name).trim_end_matches('_'))
}

/// A name with a word before it: `resolve` and `refund` make `resolve_refund`. What keeps a name alone from being a keyword
/// or from beginning with a digit is not needed then.
pub fn behind(word: &str, name: &str) -> String {
    format!("{word}_{}", plain(name).trim_matches('_'))
}

/// A Rust name without the mark of a raw identifier.
pub fn plain(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// The name of a local variable that none of the taken names hides.
pub fn local<'n>(name: &str, mut taken: impl Iterator<Item = &'n str>) -> String {
    if taken.any(|other| other == name) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escaped_name_needs_no_escape_with_a_word_behind_it() {
        assert_eq!(with("Send_", "Error"), "SendError");
        assert_eq!(with("SaveCard", "Options"), "SaveCardOptions");
        assert_eq!(plain("r#type"), "type");
        assert_eq!(behind("resolve", "_3d_pay"), "resolve_3d_pay");
        assert_eq!(behind("resolve", "r#type"), "resolve_type");
    }

    #[test]
    fn a_local_gives_way_to_an_input_of_its_name() {
        assert_eq!(local("fields", ["amount", "fields"].into_iter()), "fields_");
        assert_eq!(local("fields", ["amount"].into_iter()), "fields");
    }
}

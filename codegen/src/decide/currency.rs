//! Currencies that a provider codes in its own way.

use crate::model::EnumValue;

/// The ISO 4217 letters of a value of a currency enum: its name, where that is three letters.
pub fn letters(value: &EnumValue) -> Option<String> {
    let three = value.name.len() == 3 && value.name.bytes().all(|byte| byte.is_ascii_alphabetic());
    three.then(|| value.name.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(name: &str) -> EnumValue {
        EnumValue { name: name.to_owned(), rust: String::new(), summary: String::new(), code: String::new(), also: Vec::new() }
    }

    #[test]
    fn a_name_of_three_letters_is_the_currency() {
        assert_eq!(letters(&value("try")).as_deref(), Some("TRY"));
        assert_eq!(letters(&value("turkish_lira")), None);
        assert_eq!(letters(&value("949")), None);
    }
}

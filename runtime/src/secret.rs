//! Texts that must never be shown: keys, tokens, one-time codes.
//!
//! A [`Secret`] shows itself in no `Debug`, has no `Display` and no `Serialize`, is zeroed when dropped and compared in
//! constant time. [`Secret::expose`] is the one way to look inside.

use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

macro_rules! secret_text {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(SecretString);

        impl $name {
            /// The text itself. Whoever calls this answers for where it goes.
            pub fn expose(&self) -> &str {
                self.0.expose_secret()
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(SecretString::from(text))
            }
        }

        impl From<String> for $name {
            /// Takes the text over and zeroes the memory it was in.
            fn from(mut text: String) -> Self {
                // `into_boxed_str` may move the text and leave the old copy behind, so copy and zero it ourselves.
                let secret = Self::from(text.as_str());
                text.zeroize();
                secret
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(concat!(stringify!($name), "(***)"))
            }
        }

        impl PartialEq for $name {
            /// Takes the same time wherever the texts differ; only their length shows.
            fn eq(&self, other: &Self) -> bool {
                self.expose().as_bytes().ct_eq(other.expose().as_bytes()).into()
            }
        }

        impl Eq for $name {}
    };
}

secret_text! {
    /// Text that must never be shown, such as a key or the token of a stored card.
    ///
    /// ```
    /// let key = vezne_runtime::Secret::from("k-123");
    /// assert_eq!(format!("{key:?}"), "Secret(***)");
    /// assert_eq!(key.expose(), "k-123");
    /// ```
    ///
    /// It cannot be printed:
    ///
    /// ```compile_fail
    /// println!("{}", vezne_runtime::Secret::from("k-123"));
    /// ```
    Secret
}

secret_text! {
    /// Text that must never be shown and that the provider changes from time to time: fetch it again before every use
    /// and never store it.
    RotatingSecret
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_nothing_of_a_secret() {
        assert_eq!(format!("{:?}", Secret::from("canary")), "Secret(***)");
        assert_eq!(
            format!("{:#?}", RotatingSecret::from("canary")),
            "RotatingSecret(***)"
        );
    }

    #[test]
    fn secrets_are_equal_exactly_when_their_texts_are() {
        assert_eq!(Secret::from("abc"), Secret::from(String::from("abc")));
        assert_ne!(Secret::from("abc"), Secret::from("abd"));
        assert_ne!(Secret::from("abc"), Secret::from("abcd"));
        assert_ne!(Secret::from(""), Secret::from("a"));
    }

    #[test]
    fn a_clone_keeps_the_text() {
        assert_eq!(Secret::from("şifre").clone().expose(), "şifre");
    }
}

//! Identifiers: a single value with a type of its own, so that no other can be passed for it.

/// Gives an identifier, a tuple struct of `String` (`Text`), `i64` (`Integer`), `Secret` or `RotatingSecret`, what each of
/// them can do: it is made by `new`, read, written and checked as the value inside. There are no conversions between
/// identifiers. Generated code calls it.
///
/// ```
/// # use vezne_runtime as runtime;
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// pub struct PaymentCode(String);
/// runtime::identifier!(PaymentCode, Text);
///
/// assert_eq!(PaymentCode::new("p-1").as_str(), "p-1");
/// ```
///
/// A secret one is not printed:
///
/// ```compile_fail
/// # use vezne_runtime as runtime;
/// #[derive(Clone, Debug, PartialEq, Eq)]
/// pub struct CardCode(runtime::Secret);
/// runtime::identifier!(CardCode, Secret);
///
/// println!("{}", CardCode::new("c-1"));
/// ```
#[macro_export]
macro_rules! identifier {
    ($name:ident, Text) => {
        impl $name {
            /// The identifier with this text, which is checked where it is sent.
            pub fn new(text: impl ::std::convert::Into<::std::string::String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        $crate::identifier!(@shown $name, Texts, &str, ::std::string::String);
    };
    ($name:ident, Integer) => {
        impl $name {
            /// The identifier with this number, which is checked where it is sent.
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// The number.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        $crate::identifier!(@shown $name, Numbers, $crate::Amount, i64);
    };
    ($name:ident, Secret) => {
        $crate::identifier!(@hidden $name, $crate::Secret, "The text itself. Whoever calls this answers for where it goes.");
    };
    ($name:ident, RotatingSecret) => {
        $crate::identifier!(
            @hidden $name,
            $crate::RotatingSecret,
            "The text itself, which must not be stored. Whoever calls this answers for where it goes."
        );
    };
    (@shown $name:ident, $checked:ident, $part:ty, $inner:ty) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, formatter)
            }
        }

        $crate::identifier!(@both $name, $checked, $part, $inner);
        $crate::serialize_identifier!($name);
    };
    (@hidden $name:ident, $inner:ty, $expose:literal) => {
        impl $name {
            /// The identifier with this text, which is checked where it is sent.
            pub fn new(text: impl ::std::convert::Into<$inner>) -> Self {
                Self(text.into())
            }

            #[doc = $expose]
            pub fn expose(&self) -> &str {
                self.0.expose()
            }
        }

        $crate::identifier!(@both $name, Texts, &str, $inner);
    };
    (@both $name:ident, $checked:ident, $part:ty, $inner:ty) => {
        impl $crate::FromAnswer for $name {
            fn from_answer(
                value: $crate::Value<'_>,
            ) -> ::std::result::Result<Self, $crate::ReadError> {
                <$inner as $crate::FromAnswer>::from_answer(value).map(Self)
            }
        }

        impl $crate::ToWire for $name {
            fn to_wire(&self) -> $crate::Wire {
                $crate::ToWire::to_wire(&self.0)
            }
        }

        impl $crate::check::$checked for $name {
            fn all(&self, rule: &mut dyn ::std::ops::FnMut($part) -> bool) -> bool {
                $crate::check::$checked::all(&self.0, rule)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::check::{length, range};
    use crate::{ToWire, read_json};

    #[derive(Clone, Debug, PartialEq, Eq, Hash)]
    struct PaymentCode(String);
    crate::identifier!(PaymentCode, Text);

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    struct PaymentId(i64);
    crate::identifier!(PaymentId, Integer);

    #[derive(Clone, Debug, PartialEq, Eq)]
    struct CardCode(crate::Secret);
    crate::identifier!(CardCode, Secret);

    #[derive(Clone, Debug, PartialEq, Eq)]
    struct ListedCode(crate::RotatingSecret);
    crate::identifier!(ListedCode, RotatingSecret);

    fn json(value: impl ToWire) -> Vec<u8> {
        let settled = value.to_wire().settle().expect("can be sent");
        settled.expect("is sent").json().to_vec()
    }

    #[test]
    fn it_is_read_and_written_as_the_value_inside() {
        const ID: PaymentId = PaymentId::new(7);
        assert_eq!(json(PaymentCode::new("p-1")), b"\"p-1\"");
        assert_eq!(json(ID), b"7");
        assert_eq!(json(CardCode::new("c")), b"\"c\"");
        assert_eq!(read_json(b"\"p-1\""), Ok(PaymentCode::new("p-1")));
        assert_eq!(read_json(b"7"), Ok(ID));
        assert_eq!(read_json(b"\"c\""), Ok(ListedCode::new("c")));
        assert!(read_json::<PaymentId>(b"\"7\"").is_err());
    }

    #[test]
    fn one_that_is_no_secret_can_be_shown() {
        assert_eq!(format!("{:>4}", PaymentCode::new("p")), "   p");
        assert_eq!(PaymentId::new(7).to_string(), "7");
        assert_eq!(PaymentCode::new("p").as_str(), "p");
        assert_eq!(PaymentId::new(7).get(), 7);
    }

    #[test]
    fn a_secret_one_shows_nothing_of_itself() {
        let (card, listed) = (CardCode::new("canary"), ListedCode::new("canary"));
        assert_eq!(format!("{card:?}"), "CardCode(Secret(***))");
        assert_eq!(format!("{listed:?}"), "ListedCode(RotatingSecret(***))");
        assert!(!format!("{card:#?}{listed:#?}").contains("canary"));
        assert!(!format!("{:?}{:?}", card.to_wire(), listed.to_wire()).contains("canary"));
        assert_eq!((card.expose(), listed.expose()), ("canary", "canary"));
    }

    #[test]
    fn it_is_checked_as_the_value_inside() {
        assert!(length("code", PaymentCode::new("abc"), 1, 3).is_ok());
        assert!(length("code", PaymentCode::new("abcd"), 1, 3).is_err());
        assert!(length("code", vec![CardCode::new("")], 1, 3).is_err());
        assert!(range("id", Some(PaymentId::new(0)), Some("1"), None).is_err());
    }
}

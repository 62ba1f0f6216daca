//! `Serialize` for answers, behind the feature `serialize`. Secrets have none, whatever is switched on.

/// Implements `Serialize` for an answer type with these fields, under their names on the wire. Without the runtime's
/// feature `serialize` it expands to nothing. Generated code calls it.
#[cfg(not(feature = "serialize"))]
#[macro_export]
macro_rules! serialize_answer {
    ($name:ident { $($wire:literal => $field:ident),* $(,)? }) => {};
}

/// Implements `Serialize` for an answer type with these fields, under their names on the wire. Without the runtime's
/// feature `serialize` it expands to nothing. Generated code calls it.
#[cfg(feature = "serialize")]
#[macro_export]
macro_rules! serialize_answer {
    ($name:ident { $($wire:literal => $field:ident),* $(,)? }) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                let fields: &[&str] = &[$($wire),*];
                let state = $crate::__private::serde::Serializer::serialize_struct(
                    serializer,
                    ::std::stringify!($name),
                    fields.len(),
                )?;
                $(
                    let mut state = state;
                    $crate::__private::serde::ser::SerializeStruct::serialize_field(&mut state, $wire, &self.$field)?;
                )*
                $crate::__private::serde::ser::SerializeStruct::end(state)
            }
        }
    };
}

/// Implements `Serialize` for an open enum by its code (`fn code(&self) -> &str`), as `Integer` or as `Text`. Without the
/// runtime's feature `serialize` it expands to nothing. Generated code calls it.
#[cfg(not(feature = "serialize"))]
#[macro_export]
macro_rules! serialize_code {
    ($name:ident, $coding:ident) => {};
}

/// Implements `Serialize` for an open enum by its code (`fn code(&self) -> &str`), as `Integer` or as `Text`. Without the
/// runtime's feature `serialize` it expands to nothing. Generated code calls it.
#[cfg(feature = "serialize")]
#[macro_export]
macro_rules! serialize_code {
    ($name:ident, $coding:ident) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize_code(
                    self.code(),
                    $crate::EnumCoding::$coding,
                    serializer,
                )
            }
        }
    };
}

/// Implements `Serialize` for an identifier (a tuple struct) as the value inside. Without the runtime's feature `serialize`
/// it expands to nothing. [`identifier!`](crate::identifier) calls it, for those that may be shown.
#[cfg(not(feature = "serialize"))]
#[macro_export]
macro_rules! serialize_identifier {
    ($name:ident) => {};
}

/// Implements `Serialize` for an identifier (a tuple struct) as the value inside. Without the runtime's feature `serialize`
/// it expands to nothing. [`identifier!`](crate::identifier) calls it, for those that may be shown.
#[cfg(feature = "serialize")]
#[macro_export]
macro_rules! serialize_identifier {
    ($name:ident) => {
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::__private::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}

#[cfg(feature = "serialize")]
pub(crate) mod with_serde {
    use serde::{Serialize, Serializer};
    use serde_json::value::RawValue;

    use crate::{
        Amount, Base64Text, Currency, Date, Email, EnumCoding, Phone, PositiveAmount, Timestamp,
        Url,
    };

    /// An integer code as a number, any other as text.
    pub fn serialize_code<S: Serializer>(
        code: &str,
        coding: EnumCoding,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match (coding, code.parse::<i64>()) {
            (EnumCoding::Integer, Ok(number)) => serializer.serialize_i64(number),
            _ => serializer.serialize_str(code),
        }
    }

    impl Serialize for Amount {
        /// A number with the digits as they came. Only JSON (of serde_json) can keep them.
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            RawValue::from_string(self.to_string())
                .map_err(serde::ser::Error::custom)?
                .serialize(serializer)
        }
    }

    impl Serialize for PositiveAmount {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            Amount::from(*self).serialize(serializer)
        }
    }

    macro_rules! serialize_as_text {
        ($($name:ty),*) => {$(
            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(self)
                }
            }
        )*};
    }

    serialize_as_text!(Currency, Date, Timestamp, Base64Text);

    macro_rules! serialize_contact {
        ($($name:ty),*) => {$(
            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(self.as_str())
                }
            }
        )*};
    }

    serialize_contact!(Email, Phone, Url);
}

#[cfg(all(test, feature = "serialize"))]
mod tests {
    use crate::{Amount, Currency, Timestamp};

    struct Paid {
        amount: Amount,
        currency: Option<Currency>,
        at: Timestamp,
        mode: Mode,
        code: Code,
        id: Id,
        token: crate::Secret,
    }
    serialize_answer!(Paid {
        "Amount" => amount, "Currency" => currency, "at" => at, "mode" => mode, "code" => code, "id" => id
    });

    struct Code(String);
    crate::identifier!(Code, Text);

    #[derive(Clone, Copy)]
    struct Id(i64);
    crate::identifier!(Id, Integer);

    struct Mode(&'static str);
    impl Mode {
        fn code(&self) -> &str {
            self.0
        }
    }
    serialize_code!(Mode, Integer);

    struct Nothing {}
    serialize_answer!(Nothing {});

    #[test]
    fn an_answer_is_written_with_its_wire_names_and_digits_and_without_its_secrets() {
        let paid = |mode| Paid {
            amount: "10.10".parse().expect("an amount"),
            currency: None,
            at: Timestamp::from_unix_seconds(0).expect("a moment"),
            mode: Mode(mode),
            code: Code::new("c-1"),
            id: Id::new(7),
            token: crate::Secret::from("canary"),
        };
        let one = paid("4");
        assert_eq!(one.token.expose(), "canary");
        assert_eq!((one.code.as_str(), one.id.get()), ("c-1", 7));
        let json = |mode| serde_json::to_string(&paid(mode)).expect("serializes");
        assert_eq!(
            json("4"),
            r#"{"Amount":10.10,"Currency":null,"at":"1970-01-01T00:00:00Z","mode":4,"code":"c-1","id":7}"#
        );
        assert!(json("x").contains(r#""mode":"x""#));
        assert_eq!(
            serde_json::to_string(&Nothing {}).expect("serializes"),
            "{}"
        );
    }
}

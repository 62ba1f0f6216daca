//! What can be sent, and the form that each kind of input has of its own.

use std::collections::BTreeMap;
use std::fmt;
use std::net::Ipv4Addr;

use crate::card::{CardNumber, Cvv};
use crate::contact::{Email, Phone, Url};
use crate::fields::Fields;
use crate::money::{Amount, Currency, Portion, PositiveAmount};
use crate::secret::{RotatingSecret, Secret};
use crate::time::{Date, Timestamp};
use crate::wire::{Wire, WireText};

/// An input that can be sent.
pub trait ToWire {
    /// The input in its own form: a number for numbers, `true` or `false` for booleans, text for the rest.
    fn to_wire(&self) -> Wire;
}

impl<T: ToWire + ?Sized> ToWire for &T {
    fn to_wire(&self) -> Wire {
        (**self).to_wire()
    }
}

impl<T: ToWire + ?Sized> ToWire for Box<T> {
    fn to_wire(&self) -> Wire {
        (**self).to_wire()
    }
}

impl<T: ToWire> ToWire for Option<T> {
    /// `None` is left out.
    fn to_wire(&self) -> Wire {
        self.as_ref().map_or(Wire::Absent, ToWire::to_wire)
    }
}

impl<T: ToWire> ToWire for Vec<T> {
    fn to_wire(&self) -> Wire {
        Wire::List(self.iter().map(ToWire::to_wire).collect())
    }
}

impl<K: fmt::Display, T: ToWire> ToWire for BTreeMap<K, T> {
    fn to_wire(&self) -> Wire {
        let mut fields = Fields::new();
        for (key, value) in self {
            fields.put(&key.to_string(), value);
        }
        fields.into()
    }
}

impl ToWire for Wire {
    fn to_wire(&self) -> Wire {
        self.clone()
    }
}

impl ToWire for str {
    fn to_wire(&self) -> Wire {
        Wire::text(self)
    }
}

impl ToWire for String {
    fn to_wire(&self) -> Wire {
        Wire::text(self)
    }
}

impl ToWire for bool {
    fn to_wire(&self) -> Wire {
        Wire::Boolean(*self)
    }
}

macro_rules! integer_to_wire {
    ($($integer:ty),*) => {$(
        impl ToWire for $integer {
            fn to_wire(&self) -> Wire {
                Wire::number(&self.to_string())
            }
        }
    )*};
}

integer_to_wire!(i32, u32, i64, u64);

impl ToWire for Ipv4Addr {
    fn to_wire(&self) -> Wire {
        Wire::text(&self.to_string())
    }
}

macro_rules! secret_to_wire {
    ($($secret:ty => $expose:ident),*) => {$(
        impl ToWire for $secret {
            fn to_wire(&self) -> Wire {
                Wire::Text(WireText::secret(self.$expose()))
            }
        }
    )*};
}

secret_to_wire!(Secret => expose, RotatingSecret => expose, CardNumber => digits, Cvv => digits);

impl ToWire for Amount {
    /// A JSON number with the digits that were given. A negative amount is refused.
    fn to_wire(&self) -> Wire {
        Wire::Amount(*self)
    }
}

impl ToWire for PositiveAmount {
    fn to_wire(&self) -> Wire {
        Amount::from(*self).to_wire()
    }
}

impl ToWire for Portion {
    /// Say what "all of it" is on the wire with [`Wire::full`].
    fn to_wire(&self) -> Wire {
        match self {
            Self::Full => Wire::Full,
            Self::Partial(amount) => amount.to_wire(),
        }
    }
}

impl ToWire for Currency {
    fn to_wire(&self) -> Wire {
        Wire::text(self.code())
    }
}

impl ToWire for Timestamp {
    /// Say in which form with [`Wire::time`].
    fn to_wire(&self) -> Wire {
        Wire::Time(*self)
    }
}

impl ToWire for Date {
    fn to_wire(&self) -> Wire {
        Wire::text(&self.to_string())
    }
}

macro_rules! contact_to_wire {
    ($($contact:ty),*) => {$(
        impl ToWire for $contact {
            fn to_wire(&self) -> Wire {
                Wire::text(self.as_str())
            }
        }
    )*};
}

contact_to_wire!(Email, Phone, Url);

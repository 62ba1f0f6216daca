//! Base addresses: what may be called at all, and how a request's path is joined to one.
//!
//! `https` everywhere; plain `http` to this machine only, so that a key never crosses a network in the clear.

use std::fmt;
use std::net::IpAddr;

use reqwest::Url;
use reqwest::header::HeaderValue;
use url::Host;

use crate::{NotSent, NotSentReason};

/// Why an address cannot be the base address of an API. Does not repeat the address, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AddressProblem {
    /// Not an absolute address.
    #[error("it is not an absolute address, such as https://pay.example/api")]
    Malformed,
    /// Neither `https` nor `http`.
    #[error("its scheme is neither https nor http")]
    Scheme,
    /// Plain `http` to another machine.
    #[error("plain http is for 127.0.0.0/8, ::1 and localhost only; use https")]
    PlainHttp,
    /// It holds a user name or a password.
    #[error("it holds a user name or a password")]
    UserInfo,
    /// It has a query.
    #[error("it has a query")]
    Query,
    /// It has a fragment.
    #[error("it has a fragment")]
    Fragment,
}

/// Where an address leads, as far as connecting is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Plain HTTP to this machine: no TLS, no proxy.
    PlainLoopback,
    /// TLS to this machine: no proxy.
    TlsLoopback,
    /// TLS to another machine.
    Remote,
}

/// The base address of an API.
#[derive(Clone, Debug)]
pub(crate) struct BaseAddress {
    /// Without a slash at its end.
    text: String,
    reach: Reach,
}

impl BaseAddress {
    pub(crate) fn parse(text: &str) -> Result<Self, AddressProblem> {
        let url = Url::parse(text).map_err(|_| AddressProblem::Malformed)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressProblem::UserInfo);
        }
        if url.query().is_some() {
            return Err(AddressProblem::Query);
        }
        if url.fragment().is_some() {
            return Err(AddressProblem::Fragment);
        }
        let loopback = url.host().as_ref().is_some_and(is_loopback);
        let reach = match (url.scheme(), loopback) {
            ("http", true) => Reach::PlainLoopback,
            ("http", false) => return Err(AddressProblem::PlainHttp),
            ("https", true) => Reach::TlsLoopback,
            ("https", false) => Reach::Remote,
            _ => return Err(AddressProblem::Scheme),
        };
        Ok(Self {
            text: url.as_str().trim_end_matches('/').to_owned(),
            reach,
        })
    }

    pub(crate) fn reach(&self) -> Reach {
        self.reach
    }

    /// The address of a request. The target is a path with its query, encoded, and must arrive as it is: an address
    /// library resolves `/..` in silence, which would call another operation.
    pub(crate) fn join(&self, target: &str) -> Result<Url, NotSent> {
        let malformed = || NotSent::new(NotSentReason::Unwritable { part: "path" });
        if !target.starts_with('/') {
            return Err(malformed());
        }
        let text = format!("{}{target}", self.text);
        let url = Url::parse(&text).map_err(|_| malformed())?;
        if url.as_str() == text && url.fragment().is_none() {
            Ok(url)
        } else {
            Err(malformed())
        }
    }
}

impl fmt::Display for BaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => IpAddr::V4(*address).is_loopback(),
        Host::Ipv6(address) => IpAddr::V6(*address).is_loopback(),
    }
}

/// A header's value that no log shows.
pub(crate) fn sensitive(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_reaches_this_machine_only() {
        for near in [
            "http://127.0.0.1:80/",
            "http://127.9.9.9",
            "http://[::1]:8080/ccpayment",
            "http://localhost:1",
        ] {
            assert_eq!(
                BaseAddress::parse(near).map(|base| base.reach()),
                Ok(Reach::PlainLoopback),
                "{near}"
            );
        }
        for far in [
            "http://pay.example",
            "http://localhost.pay.example",
            "http://127.0.0.1.pay.example",
            "http://128.0.0.1",
            "http://0.0.0.0",
            "http://[::2]",
            "http://[::ffff:10.0.0.1]",
            "http://10.0.0.1",
        ] {
            assert_eq!(
                BaseAddress::parse(far).map(|_| ()),
                Err(AddressProblem::PlainHttp),
                "{far}"
            );
        }
        assert_eq!(
            BaseAddress::parse("https://pay.example").map(|base| base.reach()),
            Ok(Reach::Remote)
        );
        assert_eq!(
            BaseAddress::parse("https://[::1]").map(|base| base.reach()),
            Ok(Reach::TlsLoopback)
        );
    }

    #[test]
    fn a_base_address_is_host_and_path_only() {
        let problem = |text| BaseAddress::parse(text).map(|_| ()).expect_err("refused");
        assert_eq!(problem("https://key@pay.example"), AddressProblem::UserInfo);
        assert_eq!(
            problem("https://:key@pay.example"),
            AddressProblem::UserInfo
        );
        assert_eq!(problem("https://pay.example?key=1"), AddressProblem::Query);
        assert_eq!(problem("https://pay.example#a"), AddressProblem::Fragment);
        assert_eq!(problem("ftp://pay.example"), AddressProblem::Scheme);
        assert_eq!(problem("pay.example/api"), AddressProblem::Malformed);
        assert_eq!(problem(""), AddressProblem::Malformed);
    }

    #[test]
    fn a_path_is_appended_and_never_resolved() {
        for base in [
            "https://pay.example/ccpayment",
            "https://pay.example/ccpayment/",
        ] {
            let base = BaseAddress::parse(base).expect("a base");
            let joined = base.join("/api/saveCard?a=b%20c%27").expect("an address");
            assert_eq!(
                joined.as_str(),
                "https://pay.example/ccpayment/api/saveCard?a=b%20c%27"
            );
            for odd in [
                "/api/../refund",
                "/api/%2e%2E/refund",
                "/a b",
                "/a#b",
                "api",
                "@evil.example/",
                "",
                "/a\\b",
            ] {
                assert!(base.join(odd).is_err(), "{odd}");
            }
        }
    }
}

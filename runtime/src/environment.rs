//! Credentials from environment variables.

use std::ffi::OsString;

use zeroize::Zeroize;

/// An environment variable that holds a credential is missing, empty or not UTF-8. Its value is never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the environment variable {name} {problem}")]
#[non_exhaustive]
pub struct MissingVariable {
    /// The variable.
    pub name: &'static str,
    problem: &'static str,
}

/// Reads an environment variable.
///
/// # Errors
/// When it is missing, empty or not UTF-8.
#[doc(hidden)]
pub fn env(name: &'static str) -> Result<String, MissingVariable> {
    read(name, |name| std::env::var_os(name))?.ok_or(MissingVariable {
        name,
        problem: "is not set",
    })
}

/// Reads the environment variables of an optional set of credentials: all of them, or `None` when none is set.
///
/// # Errors
/// When one is set and another is not, or when one is empty or not UTF-8.
#[doc(hidden)]
pub fn env_set<const N: usize>(
    names: [&'static str; N],
) -> Result<Option<[String; N]>, MissingVariable> {
    read_set(names, |name| std::env::var_os(name))
}

fn read(
    name: &'static str,
    lookup: impl Fn(&str) -> Option<OsString>,
) -> Result<Option<String>, MissingVariable> {
    match lookup(name).map(OsString::into_string) {
        None => Ok(None),
        Some(Ok(value)) if value.is_empty() => Err(MissingVariable {
            name,
            problem: "is empty",
        }),
        Some(Ok(value)) => Ok(Some(value)),
        Some(Err(_)) => Err(MissingVariable {
            name,
            problem: "is not UTF-8 text",
        }),
    }
}

fn read_set<const N: usize>(
    names: [&'static str; N],
    lookup: impl Fn(&str) -> Option<OsString>,
) -> Result<Option<[String; N]>, MissingVariable> {
    let mut values: [String; N] = std::array::from_fn(|_| String::new());
    let (mut missing, mut found) = (None, false);
    for (name, value) in names.into_iter().zip(&mut values) {
        match read(name, &lookup)? {
            Some(text) => {
                found = true;
                *value = text;
            }
            None => missing = missing.or(Some(name)),
        }
    }
    match missing {
        None => Ok(Some(values)),
        Some(name) => {
            values.iter_mut().for_each(Zeroize::zeroize);
            let problem = "is not set, and others that belong to it are";
            if found {
                Err(MissingVariable { name, problem })
            } else {
                Ok(None)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lookup(name: &str) -> Option<OsString> {
        match name {
            "KEY" => Some(OsString::from("kanarya")),
            "CLIENT" => Some(OsString::from("c")),
            "EMPTY" => Some(OsString::new()),
            _ => None,
        }
    }

    #[test]
    fn a_set_is_read_whole_or_not_at_all() {
        assert_eq!(
            read_set(["KEY", "CLIENT"], lookup),
            Ok(Some([String::from("kanarya"), String::from("c")]))
        );
        assert_eq!(read_set(["X", "Y"], lookup), Ok(None));
        let error = read_set(["KEY", "X"], lookup).expect_err("an error");
        assert_eq!(
            error.to_string(),
            "the environment variable X is not set, and others that belong to it are"
        );
        assert!(!format!("{error:?}").contains("kanarya"));
    }

    #[test]
    fn an_empty_variable_is_no_credential() {
        let error = read("EMPTY", lookup).expect_err("an error");
        assert_eq!(error.to_string(), "the environment variable EMPTY is empty");
        assert!(read_set(["EMPTY"], lookup).is_err());
    }

    #[test]
    fn a_missing_variable_is_named() {
        let error = env("VEZNE_TEST_THAT_NOBODY_SETS").expect_err("an error");
        assert_eq!(
            error.to_string(),
            "the environment variable VEZNE_TEST_THAT_NOBODY_SETS is not set"
        );
        assert_eq!(env_set(["VEZNE_TEST_THAT_NOBODY_SETS"]), Ok(None));
    }
}

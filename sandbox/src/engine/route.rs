//! Which operations a method and a path lead to.

use codegen::model::{
    ApiId, Body, HttpMethod, Operation, OperationId, OperationKind, PathPart, Provider, RequestLine,
};

/// What a method and a path lead to, on the address of one API.
pub(super) enum Routed<'m> {
    /// Operations that method and path fit equally well, in spec order.
    Found {
        first: Candidate<'m>,
        others: Vec<Candidate<'m>>,
    },
    /// The path exists here, with other methods.
    OtherMethods(Vec<&'static str>),
    /// The path exists on the address of another API.
    OtherApi(ApiId),
    /// No operation has the path.
    Nowhere,
}

/// An operation that the path fits.
pub(super) struct Candidate<'m> {
    pub(super) id: OperationId,
    pub(super) operation: &'m Operation,
    /// The path's inputs (index and decoded text).
    pub(super) inputs: Vec<(usize, String)>,
}

/// Finds the operations. `path` is what follows the base address. A call and a browser form may share a request line;
/// they are told apart by whether a form came.
pub(super) fn route<'m>(
    provider: &'m Provider,
    api: ApiId,
    method: &str,
    path: &str,
    form: bool,
) -> Routed<'m> {
    let mut best = 0;
    let mut found: Vec<Candidate<'_>> = Vec::new();
    let mut methods = Vec::new();
    let mut other_api = None;
    for (index, operation) in provider.operations.iter().enumerate() {
        for line in operation.request.values() {
            let Some(inputs) = matched(&line.path, path) else {
                continue;
            };
            if operation.api != api {
                other_api.get_or_insert(operation.api);
                continue;
            }
            if method != method_name(line.method) {
                if !methods.contains(&method_name(line.method)) {
                    methods.push(method_name(line.method));
                }
                continue;
            }
            let rank = rank(operation, line, form);
            let id = OperationId(index);
            // Two request lines of one operation are no two operations.
            let known = found.last().is_some_and(|last| last.id == id);
            if rank < best || rank == best && known {
                continue;
            }
            if rank > best {
                found.clear();
                best = rank;
            }
            found.push(Candidate {
                id,
                operation,
                inputs,
            });
        }
    }
    let mut found = found.into_iter();
    match (found.next(), other_api) {
        (Some(first), _) => Routed::Found {
            first,
            others: found.collect(),
        },
        (None, _) if !methods.is_empty() => Routed::OtherMethods(methods),
        (None, Some(api)) => Routed::OtherApi(api),
        (None, None) => Routed::Nowhere,
    }
}

/// Fixed text beats inputs (`/cards/list` before `/cards/{id}`), then what arrived decides between form and call.
fn rank(operation: &Operation, line: &RequestLine, form: bool) -> usize {
    let fixed: usize = line
        .path
        .iter()
        .map(|part| {
            if let PathPart::Text(text) = part {
                text.len()
            } else {
                0
            }
        })
        .sum();
    let takes_form =
        operation.kind == OperationKind::BrowserForm || matches!(operation.body, Body::Form(_));
    2 * fixed + usize::from(takes_form == form)
}

pub(super) fn method_name(method: HttpMethod) -> &'static str {
    match method {
        HttpMethod::Get => "GET",
        HttpMethod::Post => "POST",
        HttpMethod::Put => "PUT",
        HttpMethod::Delete => "DELETE",
    }
}

/// The inputs of a path that has the pattern. An input is never empty and never spans a slash.
fn matched(pattern: &[PathPart], path: &str) -> Option<Vec<(usize, String)>> {
    let Some((part, rest)) = pattern.split_first() else {
        return path.is_empty().then(Vec::new);
    };
    match part {
        PathPart::Text(text) => matched(rest, path.strip_prefix(text.as_str())?),
        PathPart::Input(input) => {
            let segment = path.find('/').unwrap_or(path.len());
            // Longest first: the text that follows an input within its segment is found from the right.
            (1..=segment)
                .rev()
                .filter(|end| path.is_char_boundary(*end))
                .find_map(|end| {
                    let (value, after) = path.split_at(end);
                    let mut inputs = matched(rest, after)?;
                    inputs.insert(0, (*input, percent_decoded(value)?));
                    Some(inputs)
                })
        }
    }
}

/// `None` where an escape is broken or the bytes are not UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte == b'%' {
            let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
            if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                return None;
            }
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = rest.get(2..)?;
        } else {
            bytes.push(*byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> PathPart {
        PathPart::Text(text.to_owned())
    }

    #[test]
    fn inputs_are_decoded_and_stay_in_their_segment() {
        let pattern = [
            text("/cards/"),
            PathPart::Input(3),
            text("/of/"),
            PathPart::Input(1),
        ];
        let inputs = vec![(3, "a/b".to_owned()), (1, "ş".to_owned())];
        assert_eq!(matched(&pattern, "/cards/a%2Fb/of/%C5%9F"), Some(inputs));
        for no in [
            "/cards//of/x",
            "/cards/a/b/of/x",
            "/cards/a/of/",
            "/cards/a/of/%C5",
            "/cards/a/of/%+1",
            "/cards/a/of/x/y",
        ] {
            assert_eq!(matched(&pattern, no), None, "{no}");
        }
    }

    #[test]
    fn text_may_follow_an_input_in_its_segment() {
        let pattern = [text("/"), PathPart::Input(0), text(".json")];
        assert_eq!(
            matched(&pattern, "/a.json.json"),
            Some(vec![(0, "a.json".to_owned())])
        );
        assert_eq!(matched(&pattern, "/.json"), None);
    }
}

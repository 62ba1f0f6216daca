//! Forms as examples show them: encoded for an address, or as the JSON object of their names and texts.

/// A shown form as the JSON object of its names and texts. It may be shown as JSON already.
pub fn as_json(text: &str) -> Option<String> {
    let text = text.trim();
    if text.starts_with('{') {
        return Some(text.to_owned());
    }
    let pairs = text.split('&').map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decoded(name)?, serde_json::Value::String(decoded(value)?)))
    });
    let object: serde_json::Map<String, serde_json::Value> = pairs.collect::<Option<_>>()?;
    serde_json::to_string(&object).ok()
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        bytes.push(match first {
            b'+' => b' ',
            b'%' => {
                let (digits, after) = rest.split_at_checked(2)?;
                rest = after;
                u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?
            }
            other => *other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shown_form_is_read_by_its_names() {
        assert_eq!(
            as_json("a=1+2&b=%C5%9F").as_deref(),
            Some(r#"{"a":"1 2","b":"ş"}"#)
        );
        assert_eq!(as_json(r#" {"a": "1"} "#).as_deref(), Some(r#"{"a": "1"}"#));
        assert_eq!(as_json("a=%"), None);
    }
}

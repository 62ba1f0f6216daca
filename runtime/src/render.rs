//! Bytes of a request: JSON and form bodies, and percent-encoding.
//!
//! A body may hold card numbers and keys. Each is written into memory that is reserved once, so that growing leaves no
//! copy behind, and zeroed when dropped.

use zeroize::Zeroizing;

use crate::wire::Settled;

/// The most bytes that a byte of text takes as JSON (`\u001f`).
const WORST_JSON: usize = 6;

impl Settled {
    /// The value as JSON.
    pub(crate) fn json(&self) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(Vec::with_capacity(self.most_json_bytes()));
        let reserved = out.capacity();
        self.write_json(&mut out);
        debug_assert_eq!(
            reserved,
            out.capacity(),
            "the estimate of a body's size was too small"
        );
        out
    }

    fn most_json_bytes(&self) -> usize {
        match self {
            Self::Text(text) => 2 + WORST_JSON * text.expose().len(),
            Self::Number(digits) => digits.expose().len(),
            Self::Boolean(_) => 5,
            Self::Object(members) => members
                .iter()
                .map(|(name, value)| 4 + WORST_JSON * name.len() + value.most_json_bytes())
                .fold(2, usize::saturating_add),
            Self::List(items) => items
                .iter()
                .map(|item| 1 + item.most_json_bytes())
                .fold(2, usize::saturating_add),
        }
    }

    fn write_json(&self, out: &mut Vec<u8>) {
        match self {
            Self::Text(text) => write_json_text(text.expose(), out),
            Self::Number(digits) => out.extend_from_slice(digits.expose().as_bytes()),
            Self::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
            Self::Object(members) => {
                out.push(b'{');
                for (place, (name, value)) in members.iter().enumerate() {
                    if place > 0 {
                        out.push(b',');
                    }
                    write_json_text(name, out);
                    out.push(b':');
                    value.write_json(out);
                }
                out.push(b'}');
            }
            Self::List(items) => {
                out.push(b'[');
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        out.push(b',');
                    }
                    item.write_json(out);
                }
                out.push(b']');
            }
        }
    }
}

fn write_json_text(text: &str, out: &mut Vec<u8>) {
    // Writing a str into a Vec cannot fail.
    let written = serde_json::to_writer(out, text);
    debug_assert!(written.is_ok());
}

/// `name=value&name=value`, as a browser sends it.
pub(crate) fn form<'a>(
    pairs: impl Iterator<Item = (&'a str, &'a str)> + Clone,
) -> Zeroizing<Vec<u8>> {
    let most = pairs
        .clone()
        .map(|(name, value)| 2 + 3 * (name.len() + value.len()))
        .sum();
    let mut out = Zeroizing::new(Vec::with_capacity(most));
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push(b'&');
        }
        for chunk in form_urlencoded::byte_serialize(name.as_bytes()) {
            out.extend_from_slice(chunk.as_bytes());
        }
        out.push(b'=');
        for chunk in form_urlencoded::byte_serialize(value.as_bytes()) {
            out.extend_from_slice(chunk.as_bytes());
        }
    }
    out
}

/// Appends the text with every byte escaped that is not unreserved (RFC 3986, section 2.3).
pub(crate) fn percent_encode(text: &str, out: &mut String) {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)]);
            out.push(HEX[usize::from(byte & 15)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::WireText;

    #[test]
    fn json_escapes_every_control_character_within_the_reserved_memory() {
        let text: String = (0..0x20)
            .filter_map(char::from_u32)
            .chain("\"\\/é😀\u{2028}".chars())
            .collect();
        let json = Settled::Text(WireText::open(text.as_str())).json();
        let back: String = serde_json::from_slice(&json).expect("JSON");
        assert_eq!(back, text);
    }

    #[test]
    fn a_form_escapes_what_a_bundle_holds() {
        let pairs = [("hash_key", "iv:salt:a+b/c=="), ("ad", "Ş ç&=")];
        let form = form(pairs.iter().copied());
        assert_eq!(
            String::from_utf8(form.to_vec()).as_deref(),
            Ok("hash_key=iv%3Asalt%3Aa%2Bb%2Fc%3D%3D&ad=%C5%9E+%C3%A7%26%3D")
        );
    }

    #[test]
    fn percent_encoding_leaves_nothing_that_means_something_in_an_address() {
        let mut out = String::new();
        percent_encode("a/b?c#d%e f+ç.-_~", &mut out);
        assert_eq!(out, "a%2Fb%3Fc%23d%25e%20f%2B%C3%A7.-_~");
    }
}

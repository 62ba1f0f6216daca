//! A form that the shopper's browser sends to the provider.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::wire::WireText;

/// Sends the page's form as soon as the page is there.
const SCRIPT: &str = "document.forms[0].submit()";

/// A form that the shopper's browser sends to the provider, by POST.
///
/// Serve [`html`](Self::html) to the shopper as `text/html; charset=utf-8` and do not store it: its fields hold what the
/// shopper typed, the card number included. `Debug` shows the names of the fields only.
#[derive(Clone)]
pub struct BrowserForm {
    action: String,
    fields: Vec<(String, WireText)>,
}

impl BrowserForm {
    pub(crate) fn new(action: String, fields: Vec<(String, WireText)>) -> Self {
        Self { action, fields }
    }

    /// Where the form is sent.
    pub fn action(&self) -> &str {
        &self.action
    }

    /// The fields, in order, for a page of your own. Escape them.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.expose()))
    }

    /// A page that sends the form by itself, with a button for browsers without scripts. Everything in it is escaped.
    ///
    /// Under a content security policy, allow its one script by [`script_source`](Self::script_source).
    pub fn html(&self) -> Zeroizing<String> {
        // Reserved once, so that growing leaves no copy of a card number behind: an escaped byte takes 6 at most.
        let most = |text: &str| 6 * text.len();
        let fields: usize = self
            .fields()
            .map(|(name, value)| 64 + most(name) + most(value))
            .sum();
        let mut page = Zeroizing::new(String::with_capacity(512 + most(&self.action) + fields));
        page.push_str("<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>…</title>");
        page.push_str("<meta name=\"referrer\" content=\"no-referrer\"></head>\n<body><form method=\"post\" action=\"");
        escape(&self.action, &mut page);
        page.push_str("\">\n");
        for (name, value) in self.fields() {
            page.push_str("<input type=\"hidden\" name=\"");
            escape(name, &mut page);
            page.push_str("\" value=\"");
            escape(value, &mut page);
            page.push_str("\">\n");
        }
        page.push_str("<noscript><button>→</button></noscript></form>\n<script>");
        page.push_str(SCRIPT);
        page.push_str("</script></body></html>\n");
        page
    }

    /// What to add to `script-src` of a content security policy so that the page may send itself: `'sha256-…'`.
    pub fn script_source() -> String {
        format!("'sha256-{}'", STANDARD.encode(Sha256::digest(SCRIPT)))
    }
}

impl fmt::Debug for BrowserForm {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.fields().map(|(name, _)| name).collect();
        formatter
            .debug_struct("BrowserForm")
            .field("action", &self.action)
            .field("fields", &names)
            .finish()
    }
}

/// Escapes text for an attribute in double quotes.
fn escape(text: &str, page: &mut String) {
    for character in text.chars() {
        match character {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            // A browser turns line breaks of a hidden field into others; as references they survive.
            '\r' => page.push_str("&#13;"),
            '\n' => page.push_str("&#10;"),
            other => page.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> BrowserForm {
        let fields = vec![
            (String::from("cc_no"), WireText::secret("4508034508034509")),
            (
                String::from("items"),
                WireText::open("[{\"name\":\"<script>alert('1')</script> & çay\"}]"),
            ),
        ];
        BrowserForm::new(String::from("https://example.com/pay?a=1&b=\"2\""), fields)
    }

    #[test]
    fn nothing_in_the_page_escapes_its_attribute() {
        let page = form().html();
        assert!(
            page.contains("action=\"https://example.com/pay?a=1&amp;b=&quot;2&quot;\""),
            "{}",
            *page
        );
        assert!(page.contains(
            "value=\"[{&quot;name&quot;:&quot;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; çay&quot;}]\""
        ));
        assert_eq!(page.matches("<script>").count(), 1);
    }

    #[test]
    fn the_policy_source_is_the_hash_of_the_script_in_the_page() {
        let page = form().html();
        let script = page
            .split("<script>")
            .nth(1)
            .and_then(|rest| rest.split("</script>").next())
            .expect("a script");
        let hash = STANDARD.encode(Sha256::digest(script));
        assert_eq!(BrowserForm::script_source(), format!("'sha256-{hash}'"));
    }

    #[test]
    fn debug_shows_names_only() {
        let shown = format!("{:?}", form());
        assert!(
            shown.contains("cc_no") && !shown.contains("4508") && !shown.contains("alert"),
            "{shown}"
        );
    }
}

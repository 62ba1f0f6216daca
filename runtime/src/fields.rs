//! The fields of a request body, in order, and the signature over them.

use std::fmt;

use crate::invalid_input::{InvalidInput, Problem};
use crate::secret::Secret;
use crate::signature::{self, SignError, SignatureAlgorithm};
use crate::to_wire::ToWire;
use crate::wire::{Settled, Wire, WireText};

/// The fields of a body, in the order in which they are sent.
///
/// An absent value is left out. A value that must not be sent is kept as a refusal, which comes out when the request is
/// finished. The text that [`sign`](Self::sign) signs is the text that is sent.
#[derive(Clone, Default)]
pub struct Fields {
    members: Vec<(String, Settled)>,
    refusal: Option<InvalidInput>,
}

impl Fields {
    /// No fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field, unless the value is absent.
    pub fn put(&mut self, name: &str, value: impl ToWire) {
        match value.to_wire().settle() {
            Ok(Some(value)) => self.members.push((String::from(name), value)),
            Ok(None) => {}
            Err(refusal) => self.refuse(refusal.inside(name)),
        }
    }

    /// Adds a nested object, unless it is empty.
    pub fn put_object(&mut self, name: &str, fields: Fields) {
        if fields.refusal.is_some() || !fields.members.is_empty() {
            self.put(name, Wire::from(fields));
        }
    }

    /// Keeps the refusal of a rule that an input of this object breaks.
    pub fn check(&mut self, rule: Result<(), InvalidInput>) {
        if let Err(refusal) = rule {
            self.refuse(refusal);
        }
    }

    /// Adds a signature over fields of the same body.
    ///
    /// `over` names them in order; a dotted name reaches into a nested object. Their texts are signed exactly as they are
    /// sent, and a field that is left out counts as the empty text.
    ///
    /// # Errors
    /// When a signed field is an object or a list, holds the separator of the signature, or must not be sent at all;
    /// when the operating system has no random bytes.
    pub fn sign(
        &mut self,
        name: &str,
        algorithm: SignatureAlgorithm,
        key: &Secret,
        over: &[&str],
    ) -> Result<(), InvalidInput> {
        if let Some(refusal) = &self.refusal {
            return Err(refusal.clone());
        }
        let mut texts = Vec::with_capacity(over.len());
        for field in over {
            let text = match find(&self.members, field) {
                None => "",
                Some(value) => value
                    .as_text()
                    .ok_or_else(|| InvalidInput::new(String::from(*field), Problem::Encoding))?,
            };
            texts.push(text);
        }
        let signed = signature::sign(algorithm, key, &texts).map_err(|error| match error {
            SignError::Separator(place) => {
                let field = over.get(place).copied().unwrap_or(name);
                InvalidInput::new(
                    String::from(field),
                    Problem::Separator(algorithm.separator()),
                )
            }
            SignError::NoRandomness => InvalidInput::new(String::from(name), Problem::NoRandomness),
        })?;
        self.members
            .push((String::from(name), Settled::Text(WireText::secret(&signed))));
        Ok(())
    }

    fn refuse(&mut self, refusal: InvalidInput) {
        self.refusal.get_or_insert(refusal);
    }

    pub(crate) fn into_members(self) -> Result<Vec<(String, Settled)>, InvalidInput> {
        match self.refusal {
            Some(refusal) => Err(refusal),
            None => Ok(self.members),
        }
    }
}

/// The field of that name; a dotted name reaches into nested objects.
fn find<'a>(members: &'a [(String, Settled)], name: &str) -> Option<&'a Settled> {
    let named = |wanted: &str| {
        members
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value)
    };
    named(name).or_else(|| {
        let (outer, inner) = name.split_once('.')?;
        match named(outer)? {
            Settled::Object(members) => find(members, inner),
            _ => None,
        }
    })
}

impl From<Fields> for Wire {
    fn from(fields: Fields) -> Self {
        Self::Object(fields)
    }
}

impl ToWire for Fields {
    fn to_wire(&self) -> Wire {
        Wire::Object(self.clone())
    }
}

impl fmt::Debug for Fields {
    /// Names only.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        names(&self.members, formatter)
    }
}

fn names(members: &[(String, Settled)], formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    formatter.write_str("{")?;
    for (place, (name, value)) in members.iter().enumerate() {
        let comma = if place == 0 { "" } else { ", " };
        write!(formatter, "{comma}{name}")?;
        if let Settled::Object(inner) = value {
            formatter.write_str(": ")?;
            names(inner, formatter)?;
        }
    }
    formatter.write_str("}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Amount;

    fn json(fields: Fields) -> String {
        match Wire::from(fields).settle() {
            Ok(Some(value)) => String::from_utf8(value.json().to_vec()).expect("UTF-8"),
            Ok(None) => String::from("(absent)"),
            Err(refusal) => format!("({refusal})"),
        }
    }

    fn opened(fields: &Fields, name: &str, key: &Secret) -> Vec<String> {
        let bundle = find(&fields.members, name)
            .and_then(Settled::as_text)
            .expect("a signature");
        let opened = signature::open_bundle(key, bundle).expect("opens");
        opened.iter().map(String::from).collect()
    }

    #[test]
    fn fields_keep_their_order_and_absent_ones_are_left_out() {
        let mut fields = Fields::new();
        fields.put("b", "1");
        fields.put("missing", None::<String>);
        fields.put("a", Amount::from(2));
        assert_eq!(json(fields), r#"{"b":"1","a":2}"#);
    }

    #[test]
    fn a_nested_object_without_fields_is_left_out() {
        let mut fields = Fields::new();
        fields.put_object("empty", Fields::new());
        let mut inner = Fields::new();
        inner.put("x", true);
        fields.put_object("full", inner);
        assert_eq!(json(fields), r#"{"full":{"x":true}}"#);
    }

    #[test]
    fn a_refusal_in_a_list_of_objects_tells_its_path() {
        let mut item = Fields::new();
        item.put("price", "-1".parse::<Amount>().expect("an amount"));
        let mut fields = Fields::new();
        fields.put(
            "items",
            Wire::List(vec![Wire::from(Fields::new()), Wire::from(item)]),
        );
        assert_eq!(json(fields), "(`items.1.price`: below zero)");
    }

    #[test]
    fn a_broken_rule_of_a_nested_object_refuses_the_whole() {
        let mut inner = Fields::new();
        inner.check(crate::check::length("city", "", 1, 10));
        let mut fields = Fields::new();
        fields.put_object("customer", inner);
        assert_eq!(json(fields), "(`customer.city`: shorter than 1 characters)");
    }

    #[test]
    fn the_signed_text_is_the_text_that_is_sent() {
        let key = Secret::from("0123456789abcdef0123456789abcdef");
        let mut fields = Fields::new();
        fields.put("total", "210.50".parse::<Amount>().expect("an amount"));
        fields.put("count", 3_i64);
        fields.put("name", "AYŞE ÖRNEK");
        fields.put("flag", true);
        let mut inner = Fields::new();
        inner.put("code", "x");
        fields.put_object("detail", inner);
        let over = [
            "total",
            "count",
            "name",
            "flag",
            "detail.code",
            "never_sent",
        ];
        fields
            .sign("hash_key", SignatureAlgorithm::AesCbcBundle, &key, &over)
            .expect("signs");
        assert_eq!(
            opened(&fields, "hash_key", &key),
            ["210.50", "3", "AYŞE ÖRNEK", "true", "x", ""]
        );
    }

    #[test]
    fn a_separator_in_a_signed_field_is_refused_by_name_and_without_its_value() {
        let key = Secret::from("0123456789abcdef0123456789abcdef");
        let mut fields = Fields::new();
        fields.put("a", "1");
        fields.put("invoice_id", "canary|2");
        let refusal = fields
            .sign(
                "hash_key",
                SignatureAlgorithm::AesCbcBundle,
                &key,
                &["a", "invoice_id"],
            )
            .expect_err("refused");
        assert_eq!(
            refusal.to_string(),
            "`invoice_id`: holds `|`, which separates the signed fields"
        );
    }

    #[test]
    fn an_object_cannot_be_signed() {
        let mut fields = Fields::new();
        fields.put("items", vec!["a"]);
        let refusal = fields
            .sign(
                "hash_key",
                SignatureAlgorithm::AesCbcBundle,
                &Secret::from("k"),
                &["items"],
            )
            .expect_err("refused");
        assert_eq!(refusal.problem, Problem::Encoding);
    }

    #[test]
    fn nothing_is_signed_when_a_field_is_refused() {
        let mut fields = Fields::new();
        fields.put("amount", "-1".parse::<Amount>().expect("an amount"));
        let result = fields.sign(
            "hash_key",
            SignatureAlgorithm::AesCbcBundle,
            &Secret::from("k"),
            &["amount"],
        );
        assert_eq!(
            result.map_err(|refusal| refusal.problem),
            Err(Problem::Negative)
        );
    }

    #[test]
    fn debug_shows_names_only() {
        let mut inner = Fields::new();
        inner.put("cvv", "canary");
        let mut fields = Fields::new();
        fields.put("number", "canary");
        fields.put_object("card", inner);
        assert_eq!(format!("{fields:?}"), "{number, card: {cvv}}");
    }
}

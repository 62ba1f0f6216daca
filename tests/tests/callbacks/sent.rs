//! A callback as its sender composes it, and what it becomes on the way.

use crate::random::Random;

/// How a callback travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carrier {
    Query,
    Form,
    Json,
}

/// The fields of a callback in order. A value is its text, of a JSON body its JSON.
#[derive(Clone)]
pub struct Sent {
    pub carrier: Carrier,
    pub fields: Vec<(String, String)>,
}

impl Sent {
    /// A form with these fields, `name=value` each, joined by `&` and not escaped.
    pub fn form(fields: &str) -> Self {
        Self::new(Carrier::Form, fields.split('&'), "=")
    }

    /// A JSON body with these fields, `name: JSON` each on a line of its own.
    pub fn json(fields: &str) -> Self {
        Self::new(Carrier::Json, fields.trim().lines(), ": ")
    }

    fn new<'a>(carrier: Carrier, fields: impl Iterator<Item = &'a str>, between: &str) -> Self {
        let fields = fields.map(|field| {
            let (name, value) = field.split_once(between).expect("a name and a value");
            (name.to_owned(), value.to_owned())
        });
        Self {
            carrier,
            fields: fields.collect(),
        }
    }

    /// The same on another way.
    pub fn by(self, carrier: Carrier) -> Self {
        Self { carrier, ..self }
    }

    /// The same with other values for some fields, which are added where they are not there.
    pub fn with(&self, changes: &[(&str, &str)]) -> Self {
        let mut changed = self.clone();
        for (name, value) in changes {
            changed.put(name, value);
        }
        changed
    }

    /// The same without a field.
    pub fn without(&self, name: &str) -> Self {
        let mut changed = self.clone();
        changed.fields.retain(|(known, _)| known != name);
        changed
    }

    pub fn put(&mut self, name: &str, value: &str) {
        match self.fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
    }

    pub fn value(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A text as a value.
    pub fn text_value(&self, text: &str) -> String {
        match self.carrier {
            Carrier::Query | Carrier::Form => text.to_owned(),
            Carrier::Json => serde_json::Value::from(text).to_string(),
        }
    }

    /// As it is sent.
    pub fn render(&self) -> Vec<u8> {
        self.rendered(b"-._~")
    }

    /// As senders of other habits send it: more is escaped, or less.
    pub fn render_somehow(&self, random: &mut Random) -> Vec<u8> {
        let unescaped: [&[u8]; 4] = [b"-._~", b"-._~", b"", b"-._~+=/:|*()$,;!?@'"];
        self.rendered(random.pick(&unescaped))
    }

    fn rendered(&self, unescaped: &[u8]) -> Vec<u8> {
        if self.carrier == Carrier::Json {
            let member = |(name, value): &(String, String)| {
                format!("{}: {value}", serde_json::Value::from(name.as_str()))
            };
            let members: Vec<String> = self.fields.iter().map(member).collect();
            return format!("{{{}}}", members.join(", ")).into_bytes();
        }
        let mut body = Vec::new();
        for (name, value) in &self.fields {
            if !body.is_empty() {
                body.push(b'&');
            }
            escape(name, unescaped, &mut body);
            body.push(b'=');
            escape(value, unescaped, &mut body);
        }
        body
    }
}

fn escape(text: &str, unescaped: &[u8], into: &mut Vec<u8>) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || unescaped.contains(&byte) {
            into.push(byte);
        } else {
            into.extend(format!("%{byte:02X}").bytes());
        }
    }
}

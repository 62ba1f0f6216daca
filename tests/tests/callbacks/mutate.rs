//! What happens to a callback between its sender and the merchant, by accident or on purpose.

use crate::forge;
use crate::random::Random;
use crate::sent::{Carrier, Sent};

/// What mutations of one kind of callback are made of.
pub struct Material {
    /// Callbacks to begin with, the first one genuine and complete. Among them are such of other orders, forged ones, and
    /// ones whose signature was made for something else.
    pub starts: Vec<Sent>,
    /// The field that holds the signature.
    pub signature: &'static str,
    /// Signatures that open or match, whatever they were made for.
    pub signatures: &'static [&'static str],
    /// Fields that claim a success, each with the value that does.
    pub claims: &'static [(&'static str, &'static str)],
}

/// A callback as it arrives.
pub struct Mutated {
    pub body: Vec<u8>,
    /// Whether a signature or a card's number may stand where none belongs: nobody can know there that it is one.
    pub strewn: bool,
    /// The signatures in it.
    pub signatures: Vec<String>,
}

/// The next callback of a sequence.
pub fn mutated(material: &Material, random: &mut Random) -> Mutated {
    let mut draft = Draft {
        sent: random.pick_of(&material.starts).clone(),
        strewn: false,
    };
    // Every number of steps, none among them: the starts themselves must not be confirmed either.
    for _ in 0..random.below(4) {
        draft.change(material, random);
    }
    let mut body = draft.sent.render_somehow(random);
    if random.one_in(4) {
        draft.strewn = true;
        for _ in 0..=random.below(3) {
            damage(&mut body, draft.sent.carrier, random);
        }
    }
    let fields = draft.sent.fields.iter();
    let signatures = fields.filter(|(name, _)| name == material.signature);
    Mutated {
        body,
        strewn: draft.strewn,
        signatures: signatures.map(|(_, value)| value.clone()).collect(),
    }
}

struct Draft {
    sent: Sent,
    strewn: bool,
}

impl Draft {
    fn change(&mut self, material: &Material, random: &mut Random) {
        let count = self.sent.fields.len();
        let place = random.below(count);
        let Some((name, value)) = self.sent.fields.get(place).cloned() else {
            return;
        };
        match random.below(18) {
            0 => {
                self.strewn = true;
                self.swap_values(place, random.below(count));
            }
            1 => drop(self.sent.fields.remove(place)),
            2 => self.add(place + random.below(2), &name, &value),
            3 => {
                let other = self.other_value(&name, material, random);
                self.add(place + random.below(2), &name, &other);
            }
            4 => {
                self.strewn = true;
                let renamed = renamed(&name, random);
                self.at(place).0 = renamed;
            }
            5 => self.at(place).1 = self.sent.text_value(""),
            6 => {
                let times = if random.one_in(64) { 20_000 } else { 200 };
                let much = value.trim_matches('"').repeat(random.below(times));
                self.at(place).1 = self.sent.text_value(&much);
            }
            7 => {
                let other = random
                    .pick_of(&material.starts)
                    .value(&name)
                    .map(str::to_owned);
                self.at(place).1 = other.unwrap_or_default();
                self.mend(place);
            }
            8 | 9 => self.at(place).1 = self.other_value(&name, material, random),
            10 => {
                let (name, value) = random.pick(material.claims);
                self.sent.put(name, value);
            }
            11 => {
                let other = self.sent.text_value(random.pick(material.signatures));
                self.sent.put(material.signature, &other);
            }
            12 | 13 => {
                let old = self.sent.value(material.signature).unwrap_or_default();
                let hurt = forge::damaged(old.trim_matches('"'), random);
                let hurt = self.sent.text_value(&hurt);
                self.sent.put(material.signature, &hurt);
            }
            14 => self.sent = self.sent.without(material.signature),
            15 => {
                let place = random.below(count);
                self.sent.fields.rotate_left(place);
            }
            16 => self.at(place).1 = self.of_another_type(&value, random),
            _ => {
                for number in 0..random.below(40) {
                    self.add(place, &format!("extra{number}"), "1");
                }
            }
        }
    }

    fn at(&mut self, place: usize) -> &mut (String, String) {
        self.sent.fields.get_mut(place).expect("a field")
    }

    fn add(&mut self, place: usize, name: &str, value: &str) {
        self.sent
            .fields
            .insert(place, (name.to_owned(), value.to_owned()));
    }

    fn swap_values(&mut self, one: usize, other: usize) {
        let first = self.at(one).1.clone();
        let second = std::mem::replace(&mut self.at(other).1, first);
        self.at(one).1 = second;
    }

    /// Nothing is no JSON.
    fn mend(&mut self, place: usize) {
        if self.sent.carrier == Carrier::Json && self.at(place).1.is_empty() {
            self.at(place).1 = "null".to_owned();
        }
    }

    /// Another value for a field: that of another order, or one that readers stumble over.
    fn other_value(&self, name: &str, material: &Material, random: &mut Random) -> String {
        let start = random.pick_of(&material.starts).value(name);
        if let Some(value) = start.filter(|_| random.one_in(2)) {
            return value.to_owned();
        }
        let text = random.pick(&STUMBLES);
        if self.sent.carrier == Carrier::Json && random.one_in(2) {
            return random.pick(&JSON_STUMBLES).to_string();
        }
        self.sent.text_value(text)
    }

    fn of_another_type(&self, value: &str, random: &mut Random) -> String {
        if self.sent.carrier != Carrier::Json {
            let space = random.pick(&[" ", "\t", "\n", "\u{a0}", "\u{200b}", "\0"]);
            return match random.below(3) {
                0 => format!("{space}{value}"),
                1 => format!("{value}{space}"),
                _ => format!("[{value}]"),
            };
        }
        match random.below(8) {
            0 => format!("[{value}]"),
            1 => format!("{{\"value\": {value}}}"),
            2 => value.trim_matches('"').to_owned() + "0",
            3 => self.sent.text_value(value),
            4 => self.sent.text_value(value.trim_matches('"')),
            5 => random
                .pick(&["null", "true", "false", "[]", "{}"])
                .to_string(),
            6 => {
                let deep = random.pick(&[3, 60, 65, 127, 129, 4000]);
                "[".repeat(deep) + value + &"]".repeat(deep)
            }
            _ => {
                let deep = random.pick(&[3, 63, 64, 130, 3000]);
                "{\"a\": ".repeat(deep) + value + &"}".repeat(deep)
            }
        }
    }
}

fn renamed(name: &str, random: &mut Random) -> String {
    match random.below(8) {
        0 => name.to_ascii_uppercase(),
        1 => name.to_ascii_lowercase(),
        2 => format!("{name} "),
        3 => format!("{name}[]"),
        4 => format!("{name}\0"),
        5 => name.chars().skip(1).collect(),
        6 => name.replace('i', "ı"),
        _ => random
            .pick(&[
                "order_no",
                "order_id",
                "invoice_id",
                "status",
                "UniqueCode",
                "PaymentId",
                "a.b",
                "",
            ])
            .to_string(),
    }
}

const STUMBLES: [&str; 34] = [
    "0",
    "1",
    "-1",
    "00",
    "+1",
    "100.5",
    "100.500",
    "100,50",
    "1.00",
    "100.50 ",
    "1e2",
    "1E400",
    "NaN",
    "Infinity",
    "0x64",
    "99999999999999999999999999999999",
    "100.50|1",
    "100.50###1",
    "١٠٠",
    "１００",
    "INV-0001",
    "INV-0001 ",
    "inv-0001",
    "INV-0002",
    "order-1",
    "order-2",
    "order-1\0",
    "Completed",
    "Success",
    "TRY",
    "USD",
    "true",
    "\u{feff}1",
    "𝟏",
];

const JSON_STUMBLES: [&str; 18] = [
    "0",
    "1",
    "2",
    "-0",
    "100.5",
    "100.50",
    "1.005e2",
    "1e999",
    "81",
    "82",
    "9474444881",
    "9474444999",
    "9223372036854775808",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"order-\\u0031\"",
    "null",
    "true",
];

/// Pieces that do not belong where they are put.
const FORM_PIECES: [&[u8]; 22] = [
    b"%",
    b"%4",
    b"%zz",
    b"%00",
    b"%ff",
    b"%C0%AF",
    b"%ED%A0%80",
    b"%u0130",
    b"+",
    b"%20",
    b" ",
    b"&",
    b"=",
    b";",
    b"\0",
    b"\xff",
    b"\xc4",
    b"\r\n",
    b"#",
    b"?",
    b"&&",
    b"%25",
];

const JSON_PIECES: [&[u8]; 22] = [
    b"\"",
    b"\\",
    b"\\ud800",
    b"\\u0000",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"1e999",
    b"\0",
    b"\xff",
    b"\xc4",
    b"//",
    b"NaN",
    b"-",
    b"0",
    b" ",
    b"\xef\xbb\xbf",
    b"true",
];

/// Hurts the bytes themselves.
fn damage(body: &mut Vec<u8>, carrier: Carrier, random: &mut Random) {
    let place = random.below(body.len());
    match random.below(8) {
        0 | 1 => {
            let pieces = match carrier {
                Carrier::Query | Carrier::Form => &FORM_PIECES,
                Carrier::Json => &JSON_PIECES,
            };
            body.splice(place..place, random.pick(pieces).iter().copied());
        }
        2 => {
            if let Some(byte) = body.get_mut(place) {
                *byte ^= 1 << random.below(8);
            }
        }
        3 => {
            let end = (place + random.below(8)).min(body.len());
            body.drain(place..end);
        }
        4 => {
            let end = (place + random.below(80)).min(body.len());
            body.extend_from_within(place..end);
        }
        5 => body.truncate(place),
        6 => {
            let byte = u8::try_from(random.below(256)).unwrap_or(0);
            body.insert(place, byte);
        }
        _ => {
            let front: &[u8] =
                random.pick(&[b"\xef\xbb\xbf".as_slice(), b" ", b"?", b"\0", b"[", b"&"]);
            body.splice(0..0, front.iter().copied());
        }
    }
}

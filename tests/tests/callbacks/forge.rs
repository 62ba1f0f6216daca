//! What is done to a signature.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::random::Random;

/// Flips one bit of the first character of a bundle's vector: of a return that says `0`, failed, it makes one that says
/// `1`, paid, and that still opens (vepara.md, 2.5).
pub fn flip_first(bundle: &str) -> String {
    let mut bytes = bundle.as_bytes().to_vec();
    if let Some(first) = bytes.first_mut() {
        *first ^= 1;
    }
    String::from_utf8(bytes).expect("one bit of an ASCII text keeps it ASCII")
}

/// A signature that somebody was at.
pub fn damaged(signature: &str, random: &mut Random) -> String {
    let hurt = match random.below(4) {
        0 => parts(signature, random),
        1 => blocks(signature, random),
        _ => None,
    };
    hurt.unwrap_or_else(|| characters(signature, random))
}

/// One of vector, salt and text of a bundle.
fn parts(bundle: &str, random: &mut Random) -> Option<String> {
    let mut parts: Vec<String> = bundle.split(':').map(str::to_owned).collect();
    if parts.len() != 3 {
        return None;
    }
    let place = random.below(3);
    match random.below(9) {
        0 => parts.swap(place, random.below(3)),
        1 => drop(parts.remove(place)),
        2 => parts.insert(place, "x".to_owned()),
        3 => parts.get_mut(place)?.clear(),
        4 => parts.get_mut(place)?.push('0'),
        5 => drop(parts.get_mut(place)?.pop()),
        6 => {
            *parts.get_mut(0)? = random
                .pick(&["ıııııııı", "0000000000000000", "\0"])
                .to_string()
        }
        7 => *parts.get_mut(1)? = random.pick(&["1a2b", "7081", "8192", "", "💳"]).to_string(),
        _ => {
            // The vector is under whoever sends it, and with it the first block of the plain text.
            let vector: Vec<u8> = parts.first()?.bytes().collect();
            let mask = random.below(8);
            let changed = vector.iter().map(|byte| {
                let flip = u8::from(random.one_in(4)) << mask.min(6);
                char::from((byte ^ flip) & 0x7f)
            });
            *parts.get_mut(0)? = changed.collect();
        }
    }
    Some(parts.join(":"))
}

/// The encrypted blocks of a bundle.
fn blocks(bundle: &str, random: &mut Random) -> Option<String> {
    let (before, encoded) = bundle.rsplit_once(':')?;
    let mut bytes = STANDARD.decode(encoded.replace("__", "/")).ok()?;
    let count = bytes.len() / 16;
    if count == 0 {
        return None;
    }
    let (one, other) = (random.below(count) * 16, random.below(count) * 16);
    match random.below(7) {
        0 => *bytes.get_mut(one + random.below(16))? ^= 1 << random.below(8),
        1 => drop(bytes.drain(one..one + 16)),
        2 => bytes.extend_from_within(one..one + 16),
        3 => bytes.copy_within(one..one + 16, other),
        4 => bytes.truncate(random.below(bytes.len())),
        5 => bytes.push(0),
        _ => bytes.clear(),
    }
    let encoded = STANDARD.encode(bytes);
    let encoded = match random.below(3) {
        0 => encoded,
        1 => encoded.replace('/', "__"),
        _ => encoded
            .trim_end_matches('=')
            .replace('+', "-")
            .replace('/', "_"),
    };
    Some(format!("{before}:{encoded}"))
}

/// The characters of any signature.
fn characters(signature: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = signature.chars().collect();
    let place = random.below(characters.len());
    match random.below(12) {
        0 => {
            if let Some(one) = characters.get_mut(place) {
                let bits = u32::from(*one) ^ (1 << random.below(7));
                *one = char::from_u32(bits).unwrap_or('\0');
            }
        }
        1 => characters.truncate(place),
        2 => drop(characters.drain(..place)),
        3 => characters.insert(
            place,
            random.pick(&['\n', ' ', '\0', '_', '/', '+', ':', '%', '|', 'İ']),
        ),
        4 => characters.reverse(),
        5 => return signature.to_ascii_uppercase(),
        6 => return signature.to_ascii_lowercase(),
        7 => return signature.replace("__", "_"),
        8 => return signature.replace("__", "/"),
        9 => return signature.repeat(1 + random.below(3)),
        10 => {
            return random
                .pick(&["0", "null", "::", "a:b:c", "0:0:", "true"])
                .to_string();
        }
        _ => {
            let other = random.below(characters.len());
            if !characters.is_empty() {
                characters.swap(place, other);
            }
        }
    }
    characters.into_iter().collect()
}

//! JSON paths as other tools write them, told as the dotted paths of a spec.

use super::{Cx, Path, code};
use crate::finding::Finding;

impl Path {
    /// Finds a path that is written as other tools have it. Only for paths into an answer: a form may have brackets in its
    /// names.
    pub(crate) fn is_dotted(&self, cx: &mut Cx<'_>) {
        let meant = self.meant();
        if meant == self.value {
            return;
        }
        let help = if dotted(&self.value) == self.value {
            format!("dots stand between names: write `{meant}`")
        } else {
            format!("the first of a list is `0`: write `{meant}`")
        };
        let message = format!("`{}` is not a dotted path", self.value);
        cx.push(Finding::new(code::BAD_PATH, self.span, message).help(help));
    }

    /// The dotted path that is meant by a path into an answer; itself, where it is one.
    pub(crate) fn meant(&self) -> String {
        let between = |names: &str| names.split('/').all(|name| !name.is_empty());
        if between(&self.value) {
            dotted(&self.value.replace('/', "."))
        } else {
            dotted(&self.value)
        }
    }
}

/// A path with `[0]` in it as a dotted one: `items.0`.
pub(super) fn dotted(path: &str) -> String {
    let is_index = |inside: &str| !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_digit());
    let segment = |part: &str| match part.strip_suffix(']').and_then(|part| part.split_once('[')) {
        Some((name, inside)) if inside.split("][").all(is_index) => {
            let indices = inside.replace("][", ".");
            [name, &indices]
                .join(".")
                .trim_start_matches('.')
                .to_owned()
        }
        _ => part.to_owned(),
    };
    let parts: Vec<String> = path.split('.').map(segment).collect();
    parts.join(".")
}

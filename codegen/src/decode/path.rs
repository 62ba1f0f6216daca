//! JSON paths as other tools write them, told as the dotted paths of a spec.

use super::{Cx, Path, code};
use crate::finding::Finding;

impl Path {
    /// Finds a place in a list that is written as JSON paths have it. Only for paths into an answer: a form may have
    /// brackets in its names.
    pub(crate) fn no_brackets(&self, cx: &mut Cx<'_>) {
        let meant = dotted(&self.value);
        if meant != self.value {
            let message = format!("`{}` is not a dotted path", self.value);
            let finding = Finding::new(code::BAD_PATH, self.span, message);
            cx.push(finding.help(format!("the first of a list is `0`: write `{meant}`")));
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

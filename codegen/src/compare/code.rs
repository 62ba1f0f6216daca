//! Error codes: those of an operation, and the tables that operations share.

use super::matching::{gone, matched};
use super::report::{Changes, Place};
use super::{paths, text};
use crate::model::{CodeTable, ErrorCode, Provider};

/// Compares the shared tables.
pub(super) fn tables(old: &Provider, new: &Provider, found: &mut Changes) {
    let (root, module) = (paths::provider(new), paths::root(new));
    let place = |table: &CodeTable| {
        root.of(
            &format!("code_tables.{}", table.name),
            format!("{}::{}", paths::root(new), table.rust),
        )
    };
    let tables = matched(&old.code_tables, &new.code_tables, |table| &table.name);
    for table in &tables.removed {
        let now = tables.renamed(table, |old, new| old.codes == new.codes);
        found.breaking(
            &place(table),
            gone("code table removed", now.map(|now| now.name.as_str())),
        );
    }
    for table in &tables.added {
        found.compatible(&place(table), "code table added");
    }
    for (old, new) in &tables.both {
        let CodeTable {
            name: _,
            rust,
            codes,
        } = old;
        let place = place(new);
        found.renamed_in_rust(&place, rust, &new.rust);
        found.moved(&format!("{}::{rust}", module), place.shown());
        self::codes(&place, place.shown(), codes, &new.codes, &[], found);
    }
    found.reordered(&root.at("code_tables"), "code tables", tables.reordered);
}

/// Compares codes. `place`: what they belong to; `error`: the Rust path of their enum; `shared`: the codes that were known
/// already where these are asked first.
pub(super) fn codes(
    place: &Place,
    error: &str,
    old: &[ErrorCode],
    new: &[ErrorCode],
    shared: &[ErrorCode],
    found: &mut Changes,
) {
    let at = |code: &ErrorCode| {
        place.of(
            &format!("codes.{}", code.code),
            format!("{error}::{}", code.rust),
        )
    };
    let items = matched(old, new, |code| &code.code);
    let moved = |old: &ErrorCode, new: &ErrorCode| old.name == new.name;
    for code in &items.removed {
        match items.renamed(code, moved) {
            Some(now) => found.breaking(
                &at(code),
                format!(
                    "`{}` means the code {} now, no longer {}",
                    code.name, now.code, code.code
                ),
            ),
            None => found.breaking(&at(code), format!("error code `{}` removed", code.name)),
        }
    }
    for code in &items.added {
        let known = shared.iter().find(|known| known.code == code.code);
        if items.removed.iter().any(|gone| moved(gone, code)) {
            continue;
        }
        match known {
            Some(known) => found.breaking(
                &at(code),
                format!(
                    "error code `{}` added; callers were told of it as `{}` of the shared table",
                    code.name, known.name
                ),
            ),
            None => found.compatible(&at(code), format!("error code `{}` added", code.name)),
        }
    }
    for (old, new) in &items.both {
        let ErrorCode {
            code: _,
            name,
            rust,
            summary,
            evidence,
        } = old;
        let place = at(old).touching([format!("{error}::{}", new.rust)]);
        if *name != new.name {
            found.breaking(
                &place,
                format!("error code renamed: `{name}` → `{}`", new.name),
            );
        } else {
            found.renamed_in_rust(&place, rust, &new.rust);
        }
        found.reworded(&place, "summary", summary, &new.summary);
        text::optional_evidence(&place, evidence.as_ref(), new.evidence.as_ref(), found);
    }
    found.reordered(&place.at("codes"), "codes", items.reordered);
}

//! How an area is spread over files: one file until it is too long to read, then one per operation.
//!
//! Lengths are estimated from the model, before anything is printed, so that a client from the macro needs no printing.

use std::collections::{BTreeMap, BTreeSet};

use super::names::plain;
use super::operation;
use crate::model::{
    AnswerField, AreaId, Callback, CallbackId, Effect, InputShape, Operation, OperationId,
    Provider, Quirk, Resolve, TypeDef, TypeId, TypeKind,
};
use crate::names;

/// The most lines that a file should have.
pub const LONGEST: usize = 500;

/// The file of types that no operation has for itself.
const SHARED: &str = "types";

/// What stands behind the name of a file that would be called as its area is.
const ITEMS: &str = "items";

/// What stays together: an operation, a callback or a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// An operation.
    Operation(OperationId),
    /// A callback.
    Callback(CallbackId),
    /// A type.
    Type(TypeId),
}

/// Where the pieces of an area go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All of them into one file.
    One(Vec<Piece>),
    /// Each group into the file of its name, in the order of first appearance.
    Split(Vec<(String, Vec<Piece>)>),
}

/// The operations that use each type.
pub type Users = BTreeMap<TypeId, BTreeSet<OperationId>>;

/// The operations that use each type of a provider.
pub fn users(provider: &Provider) -> Users {
    let mut users = Users::new();
    for (place, operation) in provider.operations.iter().enumerate() {
        for id in operation::types(provider, operation) {
            users.entry(id).or_default().insert(OperationId(place));
        }
    }
    users
}

/// Lays an area out. In a split area, a type that one operation of the area alone uses stands with it.
pub fn layout(provider: &Provider, area: AreaId, users: &Users) -> Layout {
    let mut parts: Vec<Part> = Vec::new();
    for (place, operation) in provider
        .operations
        .iter()
        .enumerate()
        .filter(|(_, operation)| operation.area == area)
    {
        parts.push(Part {
            piece: Piece::Operation(OperationId(place)),
            file: plain(&operation.rust_method).to_owned(),
            lines: operation_lines(operation),
        });
    }
    for (place, callback) in provider
        .callbacks
        .iter()
        .enumerate()
        .filter(|(_, callback)| callback.area == area)
    {
        parts.push(Part {
            piece: Piece::Callback(CallbackId(place)),
            file: plain(&names::snake(&callback.name)).to_owned(),
            lines: callback_lines(callback),
        });
    }
    for (place, def) in provider
        .types
        .iter()
        .enumerate()
        .filter(|(_, def)| def.area == area)
    {
        let id = TypeId(place);
        let alone = users
            .get(&id)
            .filter(|users| users.len() == 1)
            .and_then(|users| users.first());
        let home = alone
            .map(|id| &provider[*id])
            .filter(|operation| operation.area == area);
        let file = home
            .map_or(SHARED, |operation| plain(&operation.rust_method))
            .to_owned();
        parts.push(Part {
            piece: Piece::Type(id),
            file,
            lines: type_lines(def),
        });
    }
    for part in &mut parts {
        part.file = inside(&part.file, &provider[area].rust);
    }
    spread(&parts)
}

/// The name of a file in an area: a module is not called as the one that it is in.
fn inside(file: &str, area: &str) -> String {
    if file == plain(area) {
        format!("{file}_{ITEMS}")
    } else {
        file.to_owned()
    }
}

/// A piece, the file that it goes to when the area is split, and about how long it is.
struct Part {
    piece: Piece,
    file: String,
    lines: usize,
}

fn spread(parts: &[Part]) -> Layout {
    if parts.iter().map(|part| part.lines).sum::<usize>() <= LONGEST {
        return Layout::One(parts.iter().map(|part| part.piece).collect());
    }
    let mut files: Vec<(&str, Vec<&Part>)> = Vec::new();
    for part in parts {
        match files.iter_mut().find(|(name, _)| *name == part.file) {
            Some((_, pieces)) => pieces.push(part),
            None => files.push((&part.file, vec![part])),
        }
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    Layout::Split(
        files
            .iter()
            .flat_map(|(name, parts)| divide(name, parts, &names))
            .collect(),
    )
}

/// Divides a file that is still too long, at the seams of its pieces. `taken`: the names of files.
fn divide(name: &str, parts: &[&Part], taken: &[&str]) -> Vec<(String, Vec<Piece>)> {
    let mut files: Vec<(String, Vec<Piece>)> = Vec::new();
    let mut lines = 0;
    let mut numbers = (2..)
        .map(|number| format!("{name}_{number}"))
        .filter(|name| !taken.contains(&name.as_str()));
    for part in parts {
        match files.last_mut() {
            Some((_, pieces)) if lines + part.lines <= LONGEST => {
                pieces.push(part.piece);
                lines += part.lines;
            }
            _ => {
                let name = match files.is_empty() {
                    true => Some(name.to_owned()),
                    false => numbers.next(),
                };
                files.extend(name.map(|name| (name, vec![part.piece])));
                lines = part.lines;
            }
        }
    }
    files
}

fn operation_lines(operation: &Operation) -> usize {
    let resolver = match &operation.effect {
        Effect::Once(Resolve::By { verdicts, .. }) => 55 + verdicts.len(),
        _ => 0,
    };
    let (optional, required): (Vec<_>, Vec<_>) =
        operation.inputs.iter().partition(|input| input.optional);
    145 + required.len() * 4
        + optional.len() * 10
        + (operation.query.len() + operation.headers.len()) * 2
        + operation.rules.len() * 8
        + operation.codes.len() * 5
        + quirks(&operation.quirks)
        + resolver
}

fn callback_lines(callback: &Callback) -> usize {
    140 + answer_fields(&callback.fields) + quirks(&callback.quirks)
}

fn type_lines(def: &TypeDef) -> usize {
    match &def.kind {
        TypeKind::Answer(fields) => 16 + answer_fields(fields),
        TypeKind::Input(shape) => 16 + shape_lines(shape),
        TypeKind::Choice(variants) => {
            16 + variants
                .iter()
                .map(|variant| 8 + shape_lines(&variant.shape))
                .sum::<usize>()
        }
        TypeKind::Identifier(_) => 12,
        TypeKind::Enum(open) => 50 + open.values.len() * 4,
    }
}

fn answer_fields(fields: &[AnswerField]) -> usize {
    fields.iter().map(|field| 5 + 3 * field.quirks.len()).sum()
}

fn shape_lines(shape: &InputShape) -> usize {
    let optional = shape.inputs.iter().filter(|input| input.optional).count();
    let header = if optional == 0 { 0 } else { 12 };
    header + optional * 8 + (shape.inputs.len() - optional) * 3 + shape.body.len()
}

fn quirks(quirks: &[Quirk]) -> usize {
    if quirks.is_empty() {
        0
    } else {
        3 + quirks.len() * 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::fixture;

    fn part(place: usize, file: &str, lines: usize) -> Part {
        Part {
            piece: Piece::Type(TypeId(place)),
            file: file.to_owned(),
            lines,
        }
    }

    fn pieces(places: &[usize]) -> Vec<Piece> {
        places
            .iter()
            .map(|place| Piece::Type(TypeId(*place)))
            .collect()
    }

    #[test]
    fn an_area_is_one_file_until_it_is_too_long() {
        assert_eq!(
            spread(&[part(0, "pay", 400), part(1, "refund", 100)]),
            Layout::One(pieces(&[0, 1]))
        );
    }

    #[test]
    fn a_long_area_has_a_file_per_operation_and_a_long_file_is_divided_at_its_pieces() {
        let parts = [
            part(0, "pay", 300),
            part(1, "refund", 100),
            part(2, "pay", 150),
            part(3, "pay", 100),
        ];
        let file = |name: &str, places: &[usize]| (name.to_owned(), pieces(places));
        assert_eq!(
            spread(&parts),
            Layout::Split(vec![
                file("pay", &[0, 2]),
                file("pay_2", &[3]),
                file("refund", &[1])
            ])
        );
    }

    #[test]
    fn a_file_is_not_called_as_the_area_that_it_is_in() {
        assert_eq!(inside("types", "types"), "types_items");
        assert_eq!(inside("refund", "refunds"), "refund");
    }

    #[test]
    fn a_type_stands_with_the_one_operation_that_uses_it() {
        let provider = fixture::provider();
        let Layout::Split(files) = layout(&provider, AreaId(0), &users(&provider)) else {
            panic!("one file")
        };
        let of = |id: usize| {
            files
                .iter()
                .find(|(_, pieces)| pieces.contains(&Piece::Type(TypeId(id))))
                .map(|(name, _)| name.as_str())
        };
        assert_eq!(
            (of(0), of(2), of(4)),
            (Some("pay"), Some("types"), Some("get_token"))
        );
    }
}

//! An area: one module, or one with a file per operation once it is too long to read.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::super::EmitError;
use super::super::scope::{Place, Scope};
use super::super::source::{self, Module, ident};
use super::{answer_type, callback, input_type, open_enum, operation};
use crate::decide::doc::Doc;
use crate::decide::layout::{Layout, Part, layout};
use crate::decide::names::plain;
use crate::decide::operation as decide;
use crate::model::{AreaId, OperationId, Provider, TypeId, TypeKind};

/// What stays together: an operation, a type or a callback.
struct Piece {
    part: Part,
    items: Vec<TokenStream>,
    named: BTreeMap<String, Place>,
}

/// The module of an area.
pub(super) fn module(provider: &Provider, id: AreaId, runtime: &syn::Path) -> Result<Module, EmitError> {
    let area = &provider[id];
    let mut module = Module::new(ident(&area.rust)?, Doc::new(&area.summary).into_lines());
    module.public = true;
    let scope = Scope::new(provider, id, false);
    let pieces = pieces(&scope, id)?;
    let parts: Vec<_> = pieces.iter().map(|piece| piece.part.clone()).collect();
    match layout(&parts) {
        Layout::One => {
            let named = pieces.iter().flat_map(|piece| piece.named.clone()).collect();
            module.uses = vec![quote!(use #runtime as runtime;)];
            module.uses.extend(scope.imports(&named, &BTreeSet::new())?);
            module.items = pieces.into_iter().flat_map(|piece| piece.items).collect();
        }
        Layout::Split(files) => {
            let scope = Scope::new(provider, id, true);
            let pieces = self::pieces(&scope, id)?;
            for (file, places) in files {
                let (child, shown) = self::file(&scope, &file, places.iter().filter_map(|place| pieces.get(*place)), runtime)?;
                let name = &child.name;
                module.reexports.push(match shown.as_slice() {
                    [shown] => quote!(pub use self::#name::#shown;),
                    shown => quote!(pub use self::#name::{#(#shown),*};),
                });
                module.children.push(child);
            }
        }
    }
    Ok(module)
}

/// A file of a split area, and the names that the area shows of it.
fn file<'p>(
    scope: &Scope<'_>,
    name: &str,
    pieces: impl Iterator<Item = &'p Piece>,
    runtime: &syn::Path,
) -> Result<(Module, Vec<proc_macro2::Ident>), EmitError> {
    let (mut named, mut items) = (BTreeMap::new(), Vec::new());
    for piece in pieces {
        named.extend(piece.named.clone());
        items.extend(piece.items.iter().cloned());
    }
    let defined: BTreeSet<String> = items.iter().filter_map(public_name).collect();
    let shown = defined.iter().map(|name| ident(name)).collect::<Result<_, _>>()?;
    let operation = scope.provider.operations.iter().find(|operation| plain(&operation.rust_method) == name);
    let lines = match operation {
        Some(operation) => Doc::new(&operation.summary).into_lines(),
        None => vec!["Types that several operations share.".to_owned()],
    };
    let mut module = Module::new(ident(name).or_else(|_| ident(&format!("r#{name}")))?, lines);
    module.uses = vec![quote!(use #runtime as runtime;)];
    module.uses.extend(scope.imports(&named, &defined)?);
    module.items = items;
    Ok((module, shown))
}

/// The name of a public struct or enum.
fn public_name(item: &TokenStream) -> Option<String> {
    match syn::parse2(item.clone()).ok()? {
        syn::Item::Struct(item) => Some(item.ident.to_string()),
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

fn pieces(scope: &Scope<'_>, area: AreaId) -> Result<Vec<Piece>, EmitError> {
    let provider = scope.provider;
    let homes = homes(provider, area);
    let mut pieces = Vec::new();
    let mut add = |file: String, items: Vec<TokenStream>| {
        let lines = items.iter().map(source::lines).sum();
        pieces.push(Piece { part: Part { file, lines }, items, named: scope.take_named() });
    };
    for (place, operation) in provider.operations.iter().enumerate().filter(|(_, operation)| operation.area == area) {
        add(plain(&operation.rust_method).to_owned(), operation::items(scope, OperationId(place))?);
    }
    for callback in provider.callbacks_in(area) {
        add(plain(&crate::names::snake(&callback.name)).to_owned(), callback::items(scope, callback)?);
    }
    for (place, def) in provider.types.iter().enumerate().filter(|(_, def)| def.area == area) {
        let id = TypeId(place);
        let items = match &def.kind {
            TypeKind::Answer(fields) => answer_type::items(scope, def, fields)?,
            TypeKind::Input(shape) => input_type::object(scope, id, def, shape)?,
            TypeKind::Choice(variants) => input_type::choice(scope, id, def, variants)?,
            TypeKind::Enum(open) => open_enum::items(def, open)?,
        };
        add(homes.get(&id).cloned().unwrap_or_else(|| "types".to_owned()), items);
    }
    Ok(pieces)
}

/// The file of each type that one operation of the area alone uses: that operation's.
fn homes(provider: &Provider, area: AreaId) -> BTreeMap<TypeId, String> {
    let mut users: BTreeMap<TypeId, BTreeSet<usize>> = BTreeMap::new();
    for (place, operation) in provider.operations.iter().enumerate() {
        for id in decide::types(provider, operation) {
            users.entry(id).or_default().insert(place);
        }
    }
    let alone = users.into_iter().filter_map(|(id, users)| match users.into_iter().collect::<Vec<_>>().as_slice() {
        [place] => Some((id, &provider.operations[*place])),
        _ => None,
    });
    let here = alone.filter(|(_, operation)| operation.area == area);
    here.map(|(id, operation)| (id, plain(&operation.rust_method).to_owned())).collect()
}

//! An area: one module, or one with a file per operation once it is too long to read.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use super::super::EmitError;
use super::super::scope::Scope;
use super::super::source::{Module, ident};
use super::{answer_type, callback, flow, identifier, input_type, open_enum, operation};
use crate::decide::doc::Doc;
use crate::decide::layout::{Layout, Piece, Users, layout};
use crate::model::{AreaId, Provider, TypeKind};

/// The module of an area.
pub(super) fn module(
    provider: &Provider,
    id: AreaId,
    users: &Users,
    runtime: &syn::Path,
) -> Result<Module, EmitError> {
    let area = &provider[id];
    let flow = flow::text(provider, area)?;
    let docs = Doc::new(&area.summary);
    let docs = if flow.is_empty() {
        docs
    } else {
        docs.heading("Typical flow").code("ignore", &flow)
    };
    let mut module = Module::new(ident(&area.rust)?, docs.into_lines());
    module.public = true;
    match layout(provider, id, users) {
        Layout::One(pieces) => fill(
            &mut module,
            &Scope::new(provider, id, false),
            &pieces,
            runtime,
        )?,
        Layout::Split(mut files) => {
            files.sort();
            let scope = Scope::new(provider, id, true);
            for (name, pieces) in files {
                let name = ident(&name).or_else(|_| ident(&format!("r#{name}")))?;
                if module.children.iter().any(|child| child.name == name) {
                    return Err(EmitError::new(
                        name.to_string(),
                        "names two files of one area",
                    ));
                }
                let summary = pieces.first().map_or("", |piece| summary(provider, *piece));
                let mut child = Module::new(name, Doc::new(summary).into_lines());
                fill(&mut child, &scope, &pieces, runtime)?;
                let (name, shown) = (&child.name, public_names(&child.items));
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

/// The first line of a file's page.
fn summary(provider: &Provider, first: Piece) -> &str {
    match first {
        Piece::Operation(id) => &provider[id].summary,
        Piece::Callback(id) => &provider[id].summary,
        Piece::Type(_) => "Types that several operations share.",
    }
}

fn fill(
    module: &mut Module,
    scope: &Scope<'_>,
    pieces: &[Piece],
    runtime: &syn::Path,
) -> Result<(), EmitError> {
    for piece in pieces {
        module.items.extend(items(scope, *piece)?);
    }
    let defined: BTreeSet<String> = public_names(&module.items)
        .iter()
        .map(Ident::to_string)
        .collect();
    module.uses = vec![quote!(use #runtime as runtime;)];
    module.uses.extend(scope.imports(&defined)?);
    Ok(())
}

fn items(scope: &Scope<'_>, piece: Piece) -> Result<Vec<TokenStream>, EmitError> {
    match piece {
        Piece::Operation(id) => operation::items(scope, id),
        Piece::Callback(id) => callback::items(scope, &scope.provider[id]),
        Piece::Type(id) => {
            let def = &scope.provider[id];
            match &def.kind {
                TypeKind::Answer(fields) => answer_type::items(scope, def, fields),
                TypeKind::Input(shape) => input_type::object(scope, id, def, shape),
                TypeKind::Choice(variants) => input_type::choice(scope, id, def, variants),
                TypeKind::Enum(open) => open_enum::items(def, open),
                TypeKind::Identifier(made_of) => identifier::items(def, made_of.scalar),
            }
        }
    }
}

/// The names of the public structs and enums, in alphabetical order.
fn public_names(items: &[TokenStream]) -> Vec<Ident> {
    let mut names: Vec<_> = items
        .iter()
        .filter_map(|item| public_name(item.clone()))
        .collect();
    names.sort_by_key(Ident::to_string);
    names
}

fn public_name(item: TokenStream) -> Option<Ident> {
    let mut words = item.into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word),
        _ => None,
    });
    match (words.next()?, words.next()?, words.next()?) {
        (visibility, kind, name) if visibility == "pub" && (kind == "struct" || kind == "enum") => {
            Some(name)
        }
        _ => None,
    }
}

//! Where a module stands, and how it names what stands elsewhere.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::EmitError;
use super::source::ident;
use crate::decide::names;
use crate::model::{AreaId, Operation, OperationId, Provider, TypeDef, TypeId, TypeKind};

/// A module that others import from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// The provider's module.
    Root,
    /// The module of the disputed facts.
    Alternatives,
    /// An area.
    Area(AreaId),
}

/// A module from which names are taken: an area, or a file of one that is split.
pub(super) struct Scope<'p> {
    pub provider: &'p Provider,
    area: AreaId,
    split: bool,
    own: BTreeSet<String>,
    used: RefCell<BTreeMap<String, Place>>,
}

impl<'p> Scope<'p> {
    /// The scope of an area.
    pub fn new(provider: &'p Provider, area: AreaId, split: bool) -> Self {
        Self {
            provider,
            area,
            split,
            own: names_of(provider, area),
            used: RefCell::default(),
        }
    }

    /// A name from another module: imported, or by its path where the name means something else here.
    pub fn name(&self, place: Place, name: &str) -> Result<TokenStream, EmitError> {
        let bare = ident(name)?;
        let mut used = self.used.borrow_mut();
        if place == Place::Area(self.area) {
            used.insert(name.to_owned(), place);
            return Ok(quote!(#bare));
        }
        let taken = self.own.contains(name) || used.get(name).is_some_and(|other| *other != place);
        if taken {
            let path = self.path(place)?;
            return Ok(quote!(#path::#bare));
        }
        used.insert(name.to_owned(), place);
        Ok(quote!(#bare))
    }

    /// The type of an operation.
    pub fn operation(&self, id: OperationId) -> Result<TokenStream, EmitError> {
        let operation = &self.provider[id];
        self.name(Place::Area(operation.area), &operation.rust)
    }

    /// A type that belongs to an operation, such as its options.
    pub fn of_operation(
        &self,
        operation: &Operation,
        suffix: &str,
    ) -> Result<TokenStream, EmitError> {
        self.name(
            Place::Area(operation.area),
            &names::with(&operation.rust, suffix),
        )
    }

    /// A named type.
    pub fn type_def(&self, id: TypeId) -> Result<TokenStream, EmitError> {
        let def = &self.provider[id];
        self.name(Place::Area(def.area), &def.rust)
    }

    /// The path to a module, from here.
    fn path(&self, place: Place) -> Result<TokenStream, EmitError> {
        let root = if self.split {
            quote!(super::super)
        } else {
            quote!(super)
        };
        Ok(match place {
            Place::Root => root,
            Place::Alternatives => quote!(#root::alternatives),
            Place::Area(area) if area == self.area => quote!(super),
            Place::Area(area) => {
                let area = ident(&self.provider[area].rust)?;
                quote!(#root::#area)
            }
        })
    }

    /// The path to the provider's module in links of the documentation.
    pub fn root_link(&self) -> &'static str {
        if self.split { "super::super" } else { "super" }
    }

    /// What is seen in the whole of the provider's module.
    pub fn root_visibility(&self) -> TokenStream {
        if self.split {
            quote!(pub(in super::super))
        } else {
            quote!(pub(super))
        }
    }

    /// Imports of what was named since the last time, for a file in which the given names are defined.
    pub fn imports(&self, defined: &BTreeSet<String>) -> Result<Vec<TokenStream>, EmitError> {
        let mut by_place: BTreeMap<Place, Vec<String>> = BTreeMap::new();
        for (name, place) in self.used.take() {
            let here = place == Place::Area(self.area) && (!self.split || defined.contains(&name));
            if !here {
                by_place.entry(place).or_default().push(name);
            }
        }
        let imports = by_place.into_iter().map(|(place, names)| {
            let path = self.path(place)?;
            let names: Vec<_> = names
                .iter()
                .map(|name| ident(name))
                .collect::<Result<_, _>>()?;
            Ok(match names.as_slice() {
                [name] => quote!(use #path::#name;),
                names => quote!(use #path::{#(#names),*};),
            })
        });
        imports.collect()
    }
}

/// Every name that an area defines, or could.
fn names_of(provider: &Provider, area: AreaId) -> BTreeSet<String> {
    let operations = provider.operations_in(area).flat_map(|operation| {
        ["", "Options", "Error", "Answer", "Reference"].map(|suffix| {
            if suffix.is_empty() {
                operation.rust.clone()
            } else {
                names::with(&operation.rust, suffix)
            }
        })
    });
    let types = provider
        .types_in(area)
        .flat_map(|def| [vec![def.rust.clone()], options_names(def)].concat());
    let callbacks = provider.callbacks_in(area).flat_map(|callback| {
        [
            callback.rust.clone(),
            names::with(&callback.rust, "Expected"),
        ]
    });
    operations.chain(types).chain(callbacks).collect()
}

/// The names of the types that hold optional inputs of a caller's type.
pub(super) fn options_names(def: &TypeDef) -> Vec<String> {
    match &def.kind {
        TypeKind::Input(_) => vec![names::with(&def.rust, "Options")],
        TypeKind::Choice(variants) => variants
            .iter()
            .map(|variant| names::with(&names::with(&def.rust, &variant.rust), "Options"))
            .collect(),
        TypeKind::Answer(_) | TypeKind::Enum(_) | TypeKind::Identifier(_) => Vec::new(),
    }
}

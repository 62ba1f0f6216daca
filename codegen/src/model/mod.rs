//! What a spec means, in no programming language's terms.
//!
//! [`crate::check`] builds a [`Provider`] from a spec without a finding; everything after it (the emitter, the sandbox,
//! the references) reads only this. Ids index into the provider that made them. Names that end up in Rust are decided
//! here too (`rust`), so that an emitter prints and never decides.

mod answer;
mod callback;
mod code;
mod credential;
mod evidence;
mod example;
mod flow;
mod operation;
mod request;
mod sandbox;
mod types;

pub use answer::*;
pub use callback::*;
pub use code::*;
pub use credential::*;
pub use evidence::*;
pub use example::*;
pub use flow::*;
pub use operation::*;
pub use request::*;
pub use sandbox::*;
pub use types::*;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $field:ident: $item:ty;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub usize);

        impl std::ops::Index<$name> for Provider {
            type Output = $item;
            fn index(&self, id: $name) -> &$item {
                &self.$field[id.0]
            }
        }
    )*};
}

ids! {
    /// An API (a base address) of the provider.
    ApiId => apis: Api;
    /// A set of credentials that come together.
    CredentialSetId => credential_sets: CredentialSet;
    /// A way to authenticate a request.
    AuthId => auths: Auth;
    /// A way to sign fields.
    SignatureId => signatures: Signature;
    /// A disputed fact with named choices.
    AlternativeId => alternatives: Alternative;
    /// A table of error codes shared by operations.
    CodeTableId => code_tables: CodeTable;
    /// A named type.
    TypeId => types: TypeDef;
    /// An area: a module of the client, a page of the reference.
    AreaId => areas: Area;
    /// An operation.
    OperationId => operations: Operation;
    /// A callback.
    CallbackId => callbacks: Callback;
}

/// Everything that is known of one provider.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// The provider's name in lower snake case: its module, its feature and its folder.
    pub name: String,
    /// The marker type in Rust, such as `Vepara`.
    pub rust: String,
    /// The name as people write it.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Address of the provider's documentation.
    pub documentation: String,
    /// Base addresses, in spec order.
    pub apis: Vec<Api>,
    /// Credentials, in spec order.
    pub credential_sets: Vec<CredentialSet>,
    /// Ways to authenticate.
    pub auths: Vec<Auth>,
    /// Ways to sign.
    pub signatures: Vec<Signature>,
    /// Disputed facts.
    pub alternatives: Vec<Alternative>,
    /// Shared tables of error codes.
    pub code_tables: Vec<CodeTable>,
    /// Named types, in spec order.
    pub types: Vec<TypeDef>,
    /// Areas, in spec order.
    pub areas: Vec<Area>,
    /// Operations, in spec order.
    pub operations: Vec<Operation>,
    /// Callbacks, in spec order.
    pub callbacks: Vec<Callback>,
    /// What the documents name and this description leaves out.
    pub omissions: Vec<Omission>,
}

/// Something that the provider's documents name and its description leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Omission {
    /// Name in the spec, snake case.
    pub name: String,
    /// What it is.
    pub summary: String,
    /// Why it is left out.
    pub because: String,
    /// Where it is named.
    pub evidence: Evidence,
}

/// One API of a provider: a base address for each environment.
#[derive(Clone, Debug, PartialEq)]
pub struct Api {
    /// Name in the spec, snake case.
    pub name: String,
    /// Variant of `Api` in Rust.
    pub rust: String,
    /// One sentence.
    pub summary: String,
    /// Base address of the test environment, without a trailing slash.
    pub test: String,
    /// Base address of the live environment, without a trailing slash.
    pub live: String,
    /// Where the addresses are from.
    pub evidence: Evidence,
}

/// A module of the client and a page of the reference.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Name in the spec, snake case.
    pub name: String,
    /// Module in Rust.
    pub rust: String,
    /// First paragraph of the module's page.
    pub summary: String,
    /// How it is typically used, step by step.
    pub flow: Vec<FlowStep>,
}

impl Provider {
    /// The operations of an area, in spec order.
    pub fn operations_in(&self, area: AreaId) -> impl Iterator<Item = &Operation> {
        self.operations
            .iter()
            .filter(move |operation| operation.area == area)
    }

    /// The types of an area, in spec order.
    pub fn types_in(&self, area: AreaId) -> impl Iterator<Item = &TypeDef> {
        self.types.iter().filter(move |def| def.area == area)
    }

    /// The callbacks of an area, in spec order.
    pub fn callbacks_in(&self, area: AreaId) -> impl Iterator<Item = &Callback> {
        self.callbacks
            .iter()
            .filter(move |callback| callback.area == area)
    }

    /// The identifier that a value is; `None` where it is something else, a list of identifiers among them.
    pub fn identifier(&self, value: &ValueType) -> Option<&IdentifierType> {
        match value {
            ValueType::Named(id) => match &self[*id].kind {
                TypeKind::Identifier(identifier) => Some(identifier),
                _ => None,
            },
            _ => None,
        }
    }

    /// What a single value is on the wire: of an identifier, what it is made of. `None` where it is no single value, or
    /// one of an enum.
    pub fn scalar<'a>(&'a self, value: &'a ValueType) -> Option<&'a Scalar> {
        match value {
            ValueType::Scalar(scalar) => Some(scalar),
            value => Some(self.identifier(value)?.scalar.scalar()),
        }
    }

    /// What of an input is refused before anything is sent: of an identifier, or a list of them, what the type says.
    pub fn constraints<'a>(&'a self, input: &'a InputField) -> &'a Constraints {
        let mut value = &input.value;
        while let ValueType::List(item) | ValueType::Map(item) = value {
            value = item;
        }
        self.identifier(value)
            .map_or(&input.constraints, |identifier| &identifier.constraints)
    }

    /// The credential that an id names.
    pub fn credential(&self, id: CredentialId) -> &Credential {
        &self.credential_sets[id.set.0].values[id.index]
    }
}

//! What of a printed client callers can name, build, match and call.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Attribute, Fields, FnArg, ImplItem, Item, ItemImpl, Meta, Type, Visibility};

use super::resolve::{Module, Modules};
use super::{Entry, ORDER, Surface, Weight};

/// Adds the public interface of a provider's module.
pub(super) fn add(provider: &str, file: &syn::File, surface: &mut Surface) {
    let modules = Modules::new(provider, file);
    let mut collector = Collector {
        provider,
        modules: &modules,
        surface,
    };
    for module in modules.all.values() {
        if module.public {
            let path = modules.path_of(module);
            collector.put(&path, "", "module", String::new(), Weight::USED);
            for name in &module.shown {
                collector.reexport(module, name);
            }
        }
        for item in &module.items {
            collector.item(module, item);
        }
    }
}

struct Collector<'c> {
    provider: &'c str,
    modules: &'c Modules<'c>,
    surface: &'c mut Surface,
}

impl Collector<'_> {
    /// Adds an entry. `key` tells apart what is told of one path; it is empty for the definition itself.
    fn put(&mut self, path: &str, key: &str, what: &str, shape: String, weight: Weight) {
        let entry = Entry {
            provider: self.provider.to_owned(),
            what: what.to_owned(),
            shape,
            weight,
        };
        self.surface
            .insert((path.to_owned(), key.to_owned()), entry);
    }

    /// A name that a module shows of another one. What the client itself defines is told where it is defined.
    fn reexport(&mut self, module: &Module<'_>, name: &str) {
        let name_tokens: TokenStream = name.parse().unwrap_or_default();
        let target = self.modules.text(module, name_tokens);
        if !target.starts_with("generated_client::") {
            let path = format!("{}::{name}", self.modules.path_of(module));
            self.put(&path, "", "name of another crate", target, Weight::USED);
        }
    }

    fn item(&mut self, module: &Module<'_>, item: &Item) {
        match item {
            Item::Struct(found) => {
                if let Some(path) = self.seen(module, &found.vis, &found.ident.to_string()) {
                    self.structure(module, &path, found);
                }
            }
            Item::Enum(found) => {
                if let Some(path) = self.seen(module, &found.vis, &found.ident.to_string()) {
                    self.enumeration(module, &path, found);
                }
            }
            Item::Impl(found) => self.implementation(module, found),
            Item::Macro(found) => self.invocation(module, found),
            other => self.other(module, other),
        }
    }

    /// The public path of something that a module defines.
    fn seen(&self, module: &Module<'_>, visibility: &Visibility, name: &str) -> Option<String> {
        matches!(visibility, Visibility::Public(_))
            .then(|| self.modules.public_path(module, name))
            .flatten()
    }

    fn structure(&mut self, module: &Module<'_>, path: &str, found: &syn::ItemStruct) {
        let (generics, bounds) = (&found.generics, &found.generics.where_clause);
        let hidden = found
            .fields
            .iter()
            .any(|field| !matches!(field.vis, Visibility::Public(_)));
        let form = match found.fields {
            Fields::Named(_) => "named fields",
            Fields::Unnamed(_) => "fields by place",
            Fields::Unit => "no fields",
        };
        let hidden = if hidden { ", some not public" } else { "" };
        let shape = format!(
            "{} {form}{hidden}",
            self.modules.text(module, quote!(struct #generics #bounds))
        );
        self.put(path, "", "struct", shape, Weight::USED);
        let open = self.attributes(module, path, "struct", &found.attrs);
        self.fields(
            module,
            path,
            &found.fields,
            false,
            open || !hidden.is_empty(),
        );
    }

    fn enumeration(&mut self, module: &Module<'_>, path: &str, found: &syn::ItemEnum) {
        let generics = &found.generics;
        let shape = self.modules.text(module, quote!(enum #generics));
        self.put(path, "", "enum", shape, Weight::USED);
        let open = self.attributes(module, path, "enum", &found.attrs);
        let weight = if open { Weight::USED } else { Weight::NAMED };
        for variant in &found.variants {
            let (form, fields) = match &variant.fields {
                Fields::Named(_) => ("named fields", TokenStream::new()),
                Fields::Unnamed(fields) => ("fields by place ", fields.to_token_stream()),
                Fields::Unit => ("no fields", TokenStream::new()),
            };
            let path = format!("{path}::{}", variant.ident);
            let shape = format!("{form}{}", self.modules.text(module, fields));
            self.put(&path, "", "variant", shape, weight);
            let open = self.attributes(module, &path, "variant", &variant.attrs);
            if let Fields::Named(_) = variant.fields {
                self.fields(module, &path, &variant.fields, true, open);
            }
        }
        // Callers can take the numbers of variants without fields by `as`, also those of an enum that is not exhaustive.
        if found
            .variants
            .iter()
            .all(|variant| variant.fields.is_empty())
        {
            let names: Vec<String> = found
                .variants
                .iter()
                .map(|variant| variant.ident.to_string())
                .collect();
            self.put(
                path,
                ORDER,
                "order of the variants",
                names.join(", "),
                Weight::USED,
            );
        }
    }

    /// The fields that callers see. `open`: no caller can build it by naming them all.
    fn fields(
        &mut self,
        module: &Module<'_>,
        path: &str,
        fields: &Fields,
        public: bool,
        open: bool,
    ) {
        let weight = if open { Weight::USED } else { Weight::NAMED };
        for (place, field) in fields.iter().enumerate() {
            if public || matches!(field.vis, Visibility::Public(_)) {
                let name = field
                    .ident
                    .as_ref()
                    .map_or_else(|| place.to_string(), ToString::to_string);
                let kind = self.modules.text(module, field.ty.to_token_stream());
                self.put(&format!("{path}::{name}"), "field", "field", kind, weight);
            }
        }
    }

    /// Adds what attributes promise or ask for; tells whether something is `#[non_exhaustive]`.
    fn attributes(
        &mut self,
        module: &Module<'_>,
        path: &str,
        what: &str,
        attributes: &[Attribute],
    ) -> bool {
        let mut open = false;
        for attribute in attributes {
            let name = attribute.path().to_token_stream().to_string();
            match name.as_str() {
                "derive" => {
                    let Meta::List(list) = &attribute.meta else {
                        continue;
                    };
                    for derived in self.modules.text(module, list.tokens.clone()).split(", ") {
                        self.put(
                            path,
                            &format!("impl {derived}"),
                            &format!("`{derived}` of the {what}"),
                            String::new(),
                            Weight::USED,
                        );
                    }
                }
                "must_use" => self.put(
                    path,
                    "must_use",
                    "`#[must_use]`",
                    String::new(),
                    Weight::LIMIT,
                ),
                "non_exhaustive" => {
                    open = true;
                    self.put(
                        path,
                        "non_exhaustive",
                        "`#[non_exhaustive]`",
                        String::new(),
                        Weight::LIMIT,
                    );
                }
                "doc" | "default" | "rustfmt::skip" | "diagnostic :: do_not_recommend" => {}
                other => {
                    let shape = self.modules.text(module, attribute.meta.to_token_stream());
                    self.put(
                        path,
                        &format!("attribute {other}"),
                        &format!("`#[{other}]`"),
                        shape,
                        Weight::NAMED,
                    );
                }
            }
        }
        open
    }

    fn implementation(&mut self, module: &Module<'_>, found: &ItemImpl) {
        let Some(path) = self.subject(module, &found.self_ty) else {
            return;
        };
        let (generics, bounds, subject) = (
            &found.generics,
            &found.generics.where_clause,
            &found.self_ty,
        );
        let full = self
            .modules
            .text(module, quote!(impl #generics #subject #bounds));
        if let Some((implemented, _)) = &found.trait_ {
            let implemented = self.modules.text(module, implemented.to_token_stream());
            self.put(
                &path,
                &format!("impl {implemented} by {full}"),
                &format!("`{implemented}`"),
                String::new(),
                Weight::USED,
            );
            for item in &found.items {
                if let ImplItem::Type(item) = item {
                    let value = self.modules.text(module, item.ty.to_token_stream());
                    let weight = if item.ident == "Options" {
                        Weight::OPAQUE
                    } else {
                        Weight::USED
                    };
                    let what = format!("type `{}` of `{implemented}`", item.ident);
                    self.put(
                        &format!("{path}::{}", item.ident),
                        &format!("type of {implemented} by {full}"),
                        &what,
                        value,
                        weight,
                    );
                }
            }
            return;
        }
        for item in &found.items {
            match item {
                ImplItem::Fn(item) if matches!(item.vis, Visibility::Public(_)) => {
                    let path = format!("{path}::{}", item.sig.ident);
                    let shape = format!("{} in {full}", self.signature(module, &item.sig));
                    self.put(&path, "method", "method", shape, Weight::USED);
                    self.attributes(module, &path, "method", &item.attrs);
                }
                ImplItem::Const(item) if matches!(item.vis, Visibility::Public(_)) => {
                    let shape = self.modules.text(module, item.ty.to_token_stream());
                    self.put(
                        &format!("{path}::{}", item.ident),
                        "constant",
                        "constant",
                        shape,
                        Weight::USED,
                    );
                }
                _ => {}
            }
        }
    }

    /// A function as callers see it: the names of its arguments are its own.
    fn signature(&self, module: &Module<'_>, signature: &syn::Signature) -> String {
        let arguments: Vec<TokenStream> = signature
            .inputs
            .iter()
            .map(|argument| match argument {
                FnArg::Typed(argument) => argument.ty.to_token_stream(),
                FnArg::Receiver(receiver) => {
                    // Whether it is changed inside is not its caller's business.
                    let mut receiver = receiver.clone();
                    receiver.mutability = None;
                    receiver.to_token_stream()
                }
            })
            .collect();
        let (kind, generics, output, bounds) = (
            [
                signature.asyncness.to_token_stream(),
                signature.safety.to_token_stream(),
                signature.constness.to_token_stream(),
            ],
            &signature.generics,
            &signature.output,
            &signature.generics.where_clause,
        );
        self.modules.text(
            module,
            quote!(#(#kind)* fn #generics (#(#arguments),*) #output #bounds),
        )
    }

    /// The public path of the type that an `impl` is for, with the types of the client that it is narrowed to.
    fn subject(&self, module: &Module<'_>, subject: &Type) -> Option<String> {
        let Type::Path(subject) = subject else {
            return None;
        };
        let segments = &subject.path.segments;
        let last = segments.last()?;
        let bare: Vec<String> = segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        let tokens: TokenStream = bare.join("::").parse().ok()?;
        let path = self.modules.text(module, tokens);
        // What no caller can name has no interface.
        if !self.modules.has(&path) {
            return None;
        }
        let arguments = self.modules.text(module, last.arguments.to_token_stream());
        let inside = arguments.trim_start_matches('<').trim_end_matches('>');
        Some(match inside.rsplit_once("::") {
            Some((area, name)) if area.starts_with("generated_client") => format!("{path}<{name}>"),
            _ => path,
        })
    }

    /// A macro of the runtime that implements something for a type of the client: its first word is the type.
    fn invocation(&mut self, module: &Module<'_>, found: &syn::ItemMacro) {
        let name = self.modules.text(module, found.mac.path.to_token_stream());
        let mut tokens = found.mac.tokens.clone().into_iter();
        let Some(TokenTree::Ident(subject)) = tokens.next() else {
            return;
        };
        let path = self.modules.text(module, TokenTree::Ident(subject).into());
        let rest: Vec<TokenTree> = tokens.collect();
        if let [TokenTree::Group(group)] = rest.as_slice() {
            self.put(
                &path,
                &name,
                &format!("`{name}!`"),
                String::new(),
                Weight::USED,
            );
            let inside: Vec<TokenTree> = group.stream().into_iter().collect();
            for field in inside
                .split(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','))
            {
                if let (Some(TokenTree::Literal(key)), Some(TokenTree::Ident(field))) =
                    (field.first(), field.last())
                {
                    self.put(
                        &format!("{path}::{field}"),
                        &name,
                        "key that it is serialized under",
                        key.to_string(),
                        Weight::USED,
                    );
                }
            }
        } else {
            let shape = self.modules.text(module, rest.into_iter().collect());
            self.put(&path, &name, &format!("`{name}!`"), shape, Weight::USED);
        }
    }

    /// What the printer does not write today: told by its text.
    fn other(&mut self, module: &Module<'_>, item: &Item) {
        let shape = self.modules.text(module, item.to_token_stream());
        if shape.starts_with("pub ") {
            let path = self.modules.path_of(module);
            self.put(
                &path,
                &shape,
                &format!("`{shape}`"),
                String::new(),
                Weight::USED,
            );
        }
    }
}

//! The modules of a printed client, and what a name in one of them stands for.
//!
//! The client is printed with few forms of imports, and these are all that is understood. A name that none of them explains
//! stays as it is, as those of the standard prelude do.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{Item, UseTree, Visibility};

/// A module.
pub(super) struct Module<'f> {
    /// Its place: the names from the provider's module on.
    pub path: Vec<String>,
    /// Whether it can be named from outside.
    pub public: bool,
    /// Everything in it but modules and imports.
    pub items: Vec<&'f Item>,
    /// Names that it defines.
    defined: BTreeSet<String>,
    /// Names that it imports, with the full path of each.
    imports: BTreeMap<String, Vec<String>>,
    /// Imports that it shows, among the others.
    pub shown: BTreeSet<String>,
}

/// All modules of a provider.
pub(super) struct Modules<'f> {
    root: String,
    /// By their paths.
    pub all: BTreeMap<Vec<String>, Module<'f>>,
    /// Where each thing is defined that callers can name, with the path that they name it by.
    public: BTreeMap<Vec<String>, String>,
}

/// The mark of a path that does not begin in the client.
const OUTSIDE: &str = "";

impl<'f> Modules<'f> {
    /// Those of a provider's module.
    pub fn new(provider: &str, file: &'f syn::File) -> Self {
        let mut modules = Self {
            root: format!("generated_client::{provider}"),
            all: BTreeMap::new(),
            public: BTreeMap::new(),
        };
        modules.add(Vec::new(), true, &file.items);
        modules.public = modules.public_paths();
        modules
    }

    fn add(&mut self, path: Vec<String>, public: bool, items: &'f [Item]) {
        let mut module = Module {
            path: path.clone(),
            public,
            items: Vec::new(),
            defined: BTreeSet::new(),
            imports: BTreeMap::new(),
            shown: BTreeSet::new(),
        };
        for item in items {
            match item {
                Item::Mod(inner) => {
                    let (name, content) = (inner.ident.to_string(), inner.content.as_ref());
                    let inside = [path.clone(), vec![name]].concat();
                    let seen = public && matches!(inner.vis, Visibility::Public(_));
                    self.add(inside, seen, content.map_or(&[], |(_, items)| items));
                }
                Item::Use(found) => {
                    let mut leaves = Vec::new();
                    let start = if found.leading_colon.is_some() {
                        vec![String::from(OUTSIDE)]
                    } else {
                        Vec::new()
                    };
                    use_leaves(&found.tree, start, &mut leaves);
                    for (name, target) in leaves {
                        if matches!(found.vis, Visibility::Public(_)) {
                            module.shown.insert(name.clone());
                        }
                        module.imports.insert(name, target);
                    }
                }
                other => {
                    module.defined.extend(name_of(other));
                    module.items.push(other);
                }
            }
        }
        self.all.insert(path, module);
    }

    fn public_paths(&self) -> BTreeMap<Vec<String>, String> {
        let mut public = BTreeMap::new();
        for module in self.all.values().filter(|module| module.public) {
            for name in &module.shown {
                if let Some(found) = self.find(module, std::slice::from_ref(name)) {
                    public.insert(found, self.join(&module.path, name));
                }
            }
        }
        // Where something is defined comes before where it is shown besides.
        for module in self.all.values().filter(|module| module.public) {
            for name in &module.defined {
                let definition = [module.path.as_slice(), std::slice::from_ref(name)].concat();
                public.insert(definition, self.join(&module.path, name));
            }
        }
        public
    }

    /// The path by which callers name what a module defines; `None`: they cannot.
    pub fn public_path(&self, module: &Module<'_>, name: &str) -> Option<String> {
        let definition = [module.path.as_slice(), &[name.to_owned()]].concat();
        self.public.get(&definition).cloned()
    }

    /// Whether callers can name something by this path.
    pub fn has(&self, path: &str) -> bool {
        self.public.values().any(|public| public == path)
    }

    /// The path of a module.
    pub fn path_of(&self, module: &Module<'_>) -> String {
        module
            .path
            .iter()
            .fold(self.root.clone(), |path, name| format!("{path}::{name}"))
    }

    fn join(&self, path: &[String], name: &str) -> String {
        let module = path
            .iter()
            .fold(self.root.clone(), |path, name| format!("{path}::{name}"));
        format!("{module}::{name}")
    }

    /// What a path in a module stands for: the path of a definition of the client. `None`: it is from elsewhere.
    fn find(&self, module: &Module<'_>, path: &[String]) -> Option<Vec<String>> {
        // Every step goes on to another module or import; a circle of imports does not compile.
        self.find_within(module, path, 16)
    }

    fn find_within(
        &self,
        module: &Module<'_>,
        path: &[String],
        steps: usize,
    ) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let steps = steps.checked_sub(1)?;
        let own = |module: &[String]| self.all.get(module);
        match first.as_str() {
            OUTSIDE => None,
            "self" => self.find_within(module, rest, steps),
            "super" => {
                let (_, parent) = module.path.split_last()?;
                self.find_within(own(parent)?, rest, steps)
            }
            name if rest.is_empty() && module.defined.contains(name) => {
                Some([module.path.as_slice(), path].concat())
            }
            name => {
                if let Some(target) = module.imports.get(name) {
                    let target = [target.as_slice(), rest].concat();
                    return self.find_within(module, &target, steps);
                }
                let inner = own(&[module.path.as_slice(), std::slice::from_ref(first)].concat())?;
                self.find_within(inner, rest, steps)
            }
        }
    }

    /// What a path in a module is called by callers, wherever it is said.
    fn full(&self, module: &Module<'_>, path: &[String]) -> String {
        if let Some(found) = self.find(module, path) {
            let inside = |found: &[String]| {
                let (name, path) = found.split_last()?;
                Some(self.join(path, name))
            };
            return match self.public.get(&found) {
                Some(public) => public.clone(),
                None => inside(&found).unwrap_or_default(),
            };
        }
        let imported = path.split_first().and_then(|(first, rest)| {
            let target = module.imports.get(first)?;
            Some([target.as_slice(), rest].concat())
        });
        match imported {
            // An import through an import, such as that of a type of the runtime.
            Some(target) if target.first().is_some_and(|first| first == OUTSIDE) => {
                target[1..].join("::")
            }
            Some(target) if target != path => self.full(module, &target),
            _ => path
                .iter()
                .filter(|part| *part != OUTSIDE)
                .cloned()
                .collect::<Vec<_>>()
                .join("::"),
        }
    }

    /// Tokens as text, every name in full, so that it does not depend on the module that says it.
    pub fn text(&self, module: &Module<'_>, tokens: TokenStream) -> String {
        let mut out = String::new();
        self.write(module, tokens, &mut out);
        out
    }

    fn write(&self, module: &Module<'_>, tokens: TokenStream, out: &mut String) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let colons = |place: usize| {
            let colon = |place: usize| matches!(tokens.get(place), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
            colon(place) && colon(place + 1)
        };
        let word = |place: usize| match tokens.get(place) {
            Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
            _ => None,
        };
        let mut place = 0;
        while let Some(token) = tokens.get(place) {
            let outside = colons(place) && word(place + 2).is_some();
            if outside || word(place).is_some() {
                let mut path = Vec::new();
                if outside {
                    path.push(String::from(OUTSIDE));
                    place += 2;
                }
                path.extend(word(place));
                place += 1;
                while let (true, Some(next)) = (colons(place), word(place + 2)) {
                    path.push(next);
                    place += 3;
                }
                if out.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ')') {
                    out.push(' ');
                }
                let lifetime = out.ends_with('\'');
                out.push_str(&if lifetime {
                    path.join("::")
                } else {
                    self.full(module, &path)
                });
                continue;
            }
            match token {
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::Brace => (" { ", " }"),
                        Delimiter::None => ("", ""),
                    };
                    out.push_str(open);
                    self.write(module, group.stream(), out);
                    out.push_str(close);
                }
                TokenTree::Punct(punct) => match punct.as_char() {
                    ',' => out.push_str(", "),
                    '=' => out.push_str(" ="),
                    ':' => out.push_str(": "),
                    '+' => out.push_str(" + "),
                    '-' => out.push_str(" -"),
                    '>' if out.ends_with('-') => out.push_str("> "),
                    other => out.push(other),
                },
                other => {
                    out.push_str(&other.to_string());
                }
            }
            place += 1;
        }
    }
}

fn use_leaves(tree: &UseTree, mut path: Vec<String>, leaves: &mut Vec<(String, Vec<String>)>) {
    match tree {
        UseTree::Path(step) => {
            path.push(step.ident.to_string());
            use_leaves(&step.tree, path, leaves);
        }
        UseTree::Name(name) => {
            path.push(name.ident.to_string());
            leaves.push((name.ident.to_string(), path));
        }
        UseTree::Rename(rename) => {
            path.push(rename.ident.to_string());
            leaves.push((rename.rename.to_string(), path));
        }
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|tree| use_leaves(tree, path.clone(), leaves)),
        // The printer writes none.
        UseTree::Glob(_) => {}
    }
}

fn name_of(item: &Item) -> Option<String> {
    Some(match item {
        Item::Struct(item) => item.ident.to_string(),
        Item::Enum(item) => item.ident.to_string(),
        Item::Type(item) => item.ident.to_string(),
        Item::Trait(item) => item.ident.to_string(),
        Item::Fn(item) => item.sig.ident.to_string(),
        Item::Const(item) => item.ident.to_string(),
        Item::Static(item) => item.ident.to_string(),
        _ => return None,
    })
}

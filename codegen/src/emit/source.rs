//! A tree of Rust modules, as tokens and as files.

use std::path::Path;

use proc_macro2::{Delimiter, Ident, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::{EmitError, OutputFile};

/// A module: what stands in it, and the modules inside it.
#[derive(Clone, Debug)]
pub(super) struct Module {
    /// Its name.
    pub name: Ident,
    /// Whether it is seen from outside its parent.
    pub public: bool,
    /// Its documentation.
    pub docs: Vec<String>,
    /// Imports.
    pub uses: Vec<TokenStream>,
    /// The modules inside it.
    pub children: Vec<Module>,
    /// What it shows of its children.
    pub reexports: Vec<TokenStream>,
    /// Everything else, one item each.
    pub items: Vec<TokenStream>,
}

impl Module {
    /// A private module without anything in it.
    pub fn new(name: Ident, docs: Vec<String>) -> Self {
        let (uses, children, reexports, items) = Default::default();
        Self { name, public: false, docs, uses, children, reexports, items }
    }

    /// What stands in the module, the modules inside it in place; without the module's own documentation.
    pub fn contents(&self) -> TokenStream {
        let Self { uses, reexports, items, .. } = self;
        let children = self.children.iter().map(|child| {
            let (visibility, name, contents) = (child.visibility(), &child.name, child.contents());
            let docs = child.docs.iter().map(|line| doc_text(line)).map(|text| quote!(#![doc = #text]));
            quote!(#visibility mod #name { #(#docs)* #contents })
        });
        quote!(#(#uses)* #(#children)* #(#reexports)* #(#items)*)
    }

    /// Prints the module and those inside it as files in a folder. `header` is the first line of each.
    pub fn print(&self, folder: &Path, header: &str, files: &mut Vec<OutputFile>) -> Result<(), EmitError> {
        let name = self.name.to_string();
        let name = name.strip_prefix("r#").unwrap_or(&name);
        let path = if self.children.is_empty() {
            folder.join(format!("{name}.rs"))
        } else {
            folder.join(name).join("mod.rs")
        };
        let docs: String = self.docs.iter().map(|line| format!("//!{}\n", doc_text(line))).collect();
        let declarations: Vec<_> = self
            .children
            .iter()
            .map(|child| {
                let (visibility, name) = (child.visibility(), &child.name);
                quote!(#visibility mod #name;)
            })
            .collect();
        let mut blocks = vec![format!("{header}{docs}")];
        for group in [&self.uses, &declarations, &self.reexports] {
            if !group.is_empty() {
                let printed: Result<Vec<_>, _> = group.iter().map(|item| print_item(item, name)).collect();
                blocks.push(printed?.concat());
            }
        }
        for item in &self.items {
            blocks.push(print_item(item, name)?);
        }
        files.push(OutputFile { path, contents: blocks.join("\n") });
        for child in &self.children {
            child.print(&folder.join(name), header, files)?;
        }
        Ok(())
    }

    fn visibility(&self) -> TokenStream {
        if self.public { quote!(pub) } else { TokenStream::new() }
    }
}

/// Prints one item.
pub(super) fn print_item(item: &TokenStream, place: &str) -> Result<String, EmitError> {
    let item: syn::Item = syn::parse2(item.clone())
        .map_err(|error| EmitError::new(place, format!("is not one Rust item ({error}): {item}")))?;
    Ok(prettyplease::unparse(&syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] }))
}

/// Prints statements as they stand in an example: without the function around them.
pub(super) fn print_statements(statements: &TokenStream, place: &str) -> Result<String, EmitError> {
    let printed = print_item(&quote!(async fn example() { #statements }), place)?;
    let lines: Vec<&str> = printed.lines().collect();
    let inner = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    Ok(inner.iter().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect())
}

/// Documentation of an item.
pub(super) fn doc(doc: crate::decide::doc::Doc) -> TokenStream {
    let lines = doc.into_lines();
    let lines = lines.iter().map(|line| doc_text(line));
    quote!(#(#[doc = #lines])*)
}

/// One line of documentation, of our own words.
pub(super) fn doc_line(line: &str) -> TokenStream {
    let line = doc_text(line);
    quote!(#[doc = #line])
}

fn doc_text(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

/// An identifier, raw ones included.
pub(super) fn ident(name: &str) -> Result<Ident, EmitError> {
    syn::parse_str(name).map_err(|_| EmitError::new(name, "is not a Rust identifier"))
}

/// A number without a type's name behind it.
pub(super) fn number(digits: impl ToString) -> Result<Literal, EmitError> {
    let digits = digits.to_string();
    digits.parse().map_err(|_| EmitError::new(digits, "is not a number"))
}

/// About how many lines an item takes when it is printed.
pub(super) fn lines(item: &TokenStream) -> usize {
    fn inside(tokens: TokenStream, braces: bool) -> usize {
        let mut lines = 0;
        for token in tokens {
            lines += match token {
                TokenTree::Punct(punct) => match punct.as_char() {
                    ';' | '#' => 1,
                    ',' if braces => 1,
                    _ => 0,
                },
                TokenTree::Group(group) => match group.delimiter() {
                    Delimiter::Brace => 1 + inside(group.stream(), true),
                    _ => inside(group.stream(), false),
                },
                _ => 0,
            };
        }
        lines
    }
    2 + inside(item.to_token_stream(), false)
}

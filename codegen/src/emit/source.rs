//! A tree of Rust modules, as tokens and as files.

use std::path::Path;

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote;

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
    /// Whether it is printed by itself, so that its parent only declares it.
    pub apart: bool,
}

impl Module {
    /// A private module without anything in it.
    pub fn new(name: Ident, docs: Vec<String>) -> Self {
        let (uses, children, reexports, items) = Default::default();
        Self {
            name,
            public: false,
            docs,
            uses,
            children,
            reexports,
            items,
            apart: false,
        }
    }

    /// What stands in the module, the modules inside it in place; without the module's own documentation.
    pub fn contents(&self) -> TokenStream {
        let Self {
            uses,
            reexports,
            items,
            ..
        } = self;
        let children = self.children.iter().map(|child| {
            let (visibility, name, contents) = (child.visibility(), &child.name, child.contents());
            let docs = child
                .docs
                .iter()
                .map(|line| doc_text(line))
                .map(|text| quote!(#![doc = #text]));
            quote!(#visibility mod #name { #(#docs)* #contents })
        });
        quote!(#(#uses)* #(#children)* #(#reexports)* #(#items)*)
    }

    /// Prints the module and those inside it as files in a folder. `header` is the first line of each.
    pub fn print(
        &self,
        folder: &Path,
        header: &str,
        files: &mut Vec<OutputFile>,
    ) -> Result<(), EmitError> {
        let name = self.name.to_string();
        let name = name.strip_prefix("r#").unwrap_or(&name);
        let path = if self.children.is_empty() {
            folder.join(format!("{name}.rs"))
        } else {
            folder.join(name).join("mod.rs")
        };
        let docs: String = self
            .docs
            .iter()
            .map(|line| format!("//!{}\n", doc_text(line)))
            .collect();
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
                let printed: Result<Vec<_>, _> =
                    group.iter().map(|item| print_item(item, name)).collect();
                blocks.push(printed?.concat());
            }
        }
        for item in &self.items {
            blocks.push(print_item(item, name)?);
        }
        files.push(OutputFile {
            path,
            contents: blocks.join("\n"),
        });
        for child in self.children.iter().filter(|child| !child.apart) {
            child.print(&folder.join(name), header, files)?;
        }
        Ok(())
    }

    fn visibility(&self) -> TokenStream {
        if self.public {
            quote!(pub)
        } else {
            TokenStream::new()
        }
    }
}

/// Prints one item.
pub(super) fn print_item(item: &TokenStream, place: &str) -> Result<String, EmitError> {
    let item: syn::Item = syn::parse2(item.clone()).map_err(|error| {
        EmitError::new(place, format!("is not one Rust item ({error}): {item}"))
    })?;
    if let Some(printed) = fields_macro(&item) {
        return Ok(printed);
    }
    let spaced = matches!(item, syn::Item::Impl(_));
    let printed = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    });
    // What stands in an assertion is printed token by token.
    let printed = printed
        .replace("assert!(! ", "assert!(!")
        .replace("refused.reason(), & ", "refused.reason(), &");
    let printed = if printed.contains(NEXT_LINE) {
        lines_apart(&printed)
    } else {
        printed
    };
    Ok(if spaced {
        members_apart(&printed)
    } else {
        printed
    })
}

/// A line for each line of a documentation.
fn lines_apart(printed: &str) -> String {
    let mut out = String::with_capacity(printed.len() + 256);
    for line in printed.lines() {
        let marker = line.find("///").map_or(0, |place| place + 3);
        let (before, text) = line.split_at(marker);
        for part in text.split(NEXT_LINE) {
            out.push_str(before);
            out.push_str(part);
            out.push('\n');
        }
    }
    out
}

/// An empty line between the members of an `impl`, but between associated types. (The printer leaves none.)
fn members_apart(printed: &str) -> String {
    let mut out = String::with_capacity(printed.len() + 64);
    let mut last = "";
    for line in printed.lines() {
        let member =
            line.starts_with("    ") && !line.starts_with("     ") && !line.starts_with("    }");
        let ended = last == "    }"
            || last == "    };"
            || last == "    ];"
            || (last.starts_with("    ") && last.ends_with("{}"));
        let types = last.starts_with("    type ") && !line.starts_with("    type ");
        let constant = last.starts_with("    const ") && last.ends_with(';');
        if member && (ended || types || constant) {
            out.push('\n');
        }
        out.push_str(line);
        out.push('\n');
        last = line;
    }
    out
}

/// A macro call that lists fields, one a line. (The printer does not know it.)
fn fields_macro(item: &syn::Item) -> Option<String> {
    let syn::Item::Macro(syn::ItemMacro { mac, .. }) = item else {
        return None;
    };
    let mut tokens = mac.tokens.clone().into_iter();
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(fields)), None) =
        (tokens.next(), tokens.next(), tokens.next())
    else {
        return None;
    };
    let path: Vec<_> = mac
        .path
        .segments
        .iter()
        .map(|segment| segment.ident.to_string())
        .collect();
    let mut lines = format!("{}!({name} {{", path.join("::"));
    let mut line = String::new();
    for token in fields.stream() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                lines.push_str(&format!("\n    {line},"));
                line.clear();
            }
            TokenTree::Punct(punct) if punct.as_char() == '=' => line.push_str(" ="),
            TokenTree::Punct(punct) if punct.as_char() == '>' => line.push_str("> "),
            other => line.push_str(&other.to_string()),
        }
    }
    lines.push_str(if fields.stream().is_empty() {
        "});\n"
    } else {
        "\n});\n"
    });
    Some(lines)
}

/// Prints statements as they stand in an example: without the function around them.
pub(super) fn print_statements(statements: &TokenStream, place: &str) -> Result<String, EmitError> {
    let printed = print_item(&quote!(async fn example() { #statements }), place)?;
    let lines: Vec<&str> = printed.lines().collect();
    let inner = lines
        .get(1..lines.len().saturating_sub(1))
        .unwrap_or_default();
    Ok(inner
        .iter()
        .map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line)))
        .collect())
}

/// Stands between the lines of a documentation while it is one attribute, which is a tenth of the tokens to move and to
/// parse. [`print_item`] and [`expand_docs`] make lines of it.
const NEXT_LINE: char = '\u{1}';

/// Documentation of an item.
pub(super) fn doc(doc: crate::decide::doc::Doc) -> TokenStream {
    let lines: Vec<_> = doc.into_lines().iter().map(|line| doc_text(line)).collect();
    if lines.is_empty() {
        return TokenStream::new();
    }
    let text = lines.join(NEXT_LINE.encode_utf8(&mut [0; 4]));
    quote!(#[doc = #text])
}

/// One attribute for each line of a documentation, as a compiler reads `///`.
pub(super) fn expand_docs(tokens: TokenStream) -> TokenStream {
    let mut out = Vec::new();
    for token in tokens {
        let TokenTree::Group(group) = token else {
            out.push(token);
            continue;
        };
        if group.delimiter() == Delimiter::Bracket
            && let Some(lines) = doc_lines(&group)
        {
            // The mark before the group is there already.
            for (place, line) in lines.split(NEXT_LINE).enumerate() {
                if place > 0 {
                    out.extend(quote!(#));
                }
                out.extend(quote!([doc = #line]));
            }
            continue;
        }
        let mut inner = Group::new(group.delimiter(), expand_docs(group.stream()));
        inner.set_span(group.span());
        out.push(TokenTree::Group(inner));
    }
    out.into_iter().collect()
}

/// The text of a documentation attribute of several lines.
fn doc_lines(group: &Group) -> Option<String> {
    let mut tokens = group.stream().into_iter();
    match (tokens.next()?, tokens.next()?, tokens.next()?) {
        (TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text))
            if name == "doc" =>
        {
            let text: syn::LitStr = syn::parse2(TokenTree::Literal(text).into()).ok()?;
            Some(text.value()).filter(|text| text.contains(NEXT_LINE))
        }
        _ => None,
    }
}

/// One line of documentation, of our own words.
pub(super) fn doc_line(line: &str) -> TokenStream {
    let line = doc_text(line);
    quote!(#[doc = #line])
}

fn doc_text(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {}", line.replace(NEXT_LINE, " "))
    }
}

/// An identifier, raw ones included.
pub(super) fn ident(name: &str) -> Result<Ident, EmitError> {
    let error = |_| EmitError::new(name, "is not a Rust identifier");
    let plain = name.starts_with(|c: char| c == '_' || c.is_ascii_alphabetic())
        && name != "_"
        && name
            .bytes()
            .all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
    if plain {
        // Only a keyword can be wrong with it, and that needs no lexer to be told.
        let ident = Ident::new(name, Span::call_site());
        return syn::parse2(TokenTree::Ident(ident).into()).map_err(error);
    }
    syn::parse_str(name).map_err(error)
}

/// A number without a type's name behind it.
pub(super) fn number(digits: impl ToString) -> Result<Literal, EmitError> {
    let digits = digits.to_string();
    digits
        .parse()
        .map_err(|_| EmitError::new(digits, "is not a number"))
}

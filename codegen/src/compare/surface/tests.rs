//! What of a piece of Rust is public interface, and what a change of it means.

use super::*;

fn surface(source: &str) -> Surface {
    let mut surface = Surface::new();
    collect::add("shop", &syn::parse_str(source).expect("Rust"), &mut surface);
    surface
}

/// The differences of two sources, one line each.
#[track_caller]
fn check(old: &str, new: &str, expected: &[&str]) {
    let found: Vec<String> = differences(&surface(old), &surface(new), &[])
        .into_iter()
        .map(|found| {
            format!(
                "{} {}: {}",
                found.class.word(),
                found.path.replace("generated_client::shop", ""),
                found.text.replace("public interface: ", "")
            )
        })
        .collect();
    assert_eq!(found, expected);
}

const BASE: &str = "
    use ::vezne_runtime as runtime;
    pub mod cards {
        use ::vezne_runtime as runtime;
        use super::{Call, Client};
        #[derive(Clone, Debug)]
        pub struct Save { pub number: runtime::Number, pub name: String }
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct Saved { pub token: runtime::Secret }
        #[non_exhaustive]
        pub enum Code { Old, Busy }
        pub enum Way { Card { number: String }, Token { token: String } }
        #[non_exhaustive]
        pub enum Answer { Done(Saved), Open }
        impl runtime::Operation for Save { type Options = (); type Output = Saved; }
        impl Client {
            pub fn save(&self, inputs: Save) -> Call<Save> { todo() }
            fn inner(&self) {}
        }
        impl Call<Save> { pub fn note(mut self, note: impl Into<String>) -> Self { self } }
        runtime::serialize_answer!(Saved { \"kind\" => kind });
    }
    mod client {
        pub struct Client(pub(super) u8);
        #[must_use = \"x\"]
        pub struct Call<O>(pub(super) O);
        pub struct Hidden;
        impl Hidden { pub fn hidden(&self) {} }
    }
    pub use self::client::{Call, Client};
    pub use runtime::Test;
";

#[track_caller]
fn edit(from: &str, to: &str, expected: &[&str]) {
    assert_eq!(BASE.matches(from).count(), 1, "{from}");
    check(BASE, &BASE.replace(from, to), expected);
}

#[test]
fn what_callers_cannot_name_is_no_interface() {
    edit("pub fn hidden(&self) {}", "", &[]);
    edit("pub struct Hidden;", "pub struct Hidden(pub u8);", &[]);
    edit("fn inner(&self) {}", "", &[]);
    edit("Client(pub(super) u8)", "Client(pub(super) u16)", &[]);
}

#[test]
fn where_a_name_is_imported_from_does_not_matter() {
    edit(
        "use super::{Call, Client};",
        "use super::Client; use super::Call;",
        &[],
    );
    edit("-> Call<Save>", "-> super::Call<Save>", &[]);
    edit(
        "number: runtime::Number",
        "number: ::vezne_runtime::Number",
        &[],
    );
    edit("inputs: Save", "given: Save", &[]);
    edit("fn note(mut self", "fn note(self", &[]);
}

#[test]
fn what_goes_or_changes_is_breaking() {
    edit(
        "pub fn save(&self, inputs: Save) -> Call<Save> { todo() }",
        "",
        &["breaking ::Client::save: method removed"],
    );
    edit(
        "pub fn save(&self, inputs: Save)",
        "pub fn save(&self, inputs: &Save)",
        &[
            "breaking ::Client::save: method changed: `fn(&self, generated_client::shop::cards::Save) -> generated_client::shop::Call<generated_client::shop::cards::Save> in impl generated_client::shop::Client` → \
         `fn(&self, &generated_client::shop::cards::Save) -> generated_client::shop::Call<generated_client::shop::cards::Save> in impl generated_client::shop::Client`",
        ],
    );
    edit(
        "number: runtime::Number,",
        "number: String,",
        &["breaking ::cards::Save::number: field changed: `vezne_runtime::Number` → `String`"],
    );
    edit(
        "impl Call<Save> { pub fn note(mut self, note: impl Into<String>) -> Self { self } }",
        "",
        &["breaking ::Call<Save>::note: method removed"],
    );
    edit(
        "type Output = Saved;",
        "type Output = Vec<Saved>;",
        &[
            "breaking ::cards::Save::Output: type `Output` of `vezne_runtime::Operation` changed: `generated_client::shop::cards::Saved` → `Vec<generated_client::shop::cards::Saved>`",
        ],
    );
    edit(
        "impl runtime::Operation for Save { type Options = (); type Output = Saved; }",
        "",
        &[
            "breaking ::cards::Save: `vezne_runtime::Operation` removed",
            "breaking ::cards::Save::Options: type `Options` of `vezne_runtime::Operation` removed",
            "breaking ::cards::Save::Output: type `Output` of `vezne_runtime::Operation` removed",
        ],
    );
    edit(
        "Done(Saved)",
        "Done(Box<Saved>)",
        &[
            "breaking ::cards::Answer::Done: variant changed: `fields by place (generated_client::shop::cards::Saved)` → `fields by place (Box<generated_client::shop::cards::Saved>)`",
        ],
    );
    edit(
        "pub use runtime::Test;",
        "",
        &["breaking ::Test: name of another crate removed"],
    );
    edit(
        "\"kind\" => kind",
        "\"type\" => kind",
        &[
            "breaking ::cards::Saved::kind: key that it is serialized under changed: `\"kind\"` → `\"type\"`",
        ],
    );
}

#[test]
fn a_derive_that_is_lost_is_breaking() {
    let two = "#[derive(Clone, Debug)]\n        pub struct Save ";
    assert!(BASE.contains(two));
    edit(
        two,
        "#[derive(Debug)]\n        pub struct Save ",
        &["breaking ::cards::Save: `Clone` of the struct removed"],
    );
    edit(
        two,
        "#[derive(Clone, Debug, Default)]\n        pub struct Save ",
        &["compatible ::cards::Save: `Default` of the struct added"],
    );
}

#[test]
fn what_is_new_is_compatible_where_callers_need_not_name_all() {
    edit(
        "pub token: runtime::Secret",
        "pub token: runtime::Secret, pub kind: String",
        &["compatible ::cards::Saved::kind: field added"],
    );
    edit(
        "Done(Saved), Open",
        "Done(Saved), Open, Accepted",
        &["compatible ::cards::Answer::Accepted: variant added"],
    );
    edit(
        "fn inner(&self) {}",
        "pub fn more(&self) {}",
        &["compatible ::Client::more: method added"],
    );
    edit(
        "type Options = ();",
        "type Options = SaveOptions;",
        &[
            "compatible ::cards::Save::Options: type `Options` of `vezne_runtime::Operation` changed: `()` → `SaveOptions`",
        ],
    );
}

#[test]
fn what_is_new_is_breaking_where_callers_name_all() {
    edit(
        "pub name: String }",
        "pub name: String, pub more: u8 }",
        &["breaking ::cards::Save::more: field added"],
    );
    edit(
        "Token { token: String }",
        "Token { token: String }, More { more: u8 }",
        &["breaking ::cards::Way::More: variant added"],
    );
    edit(
        "Token { token: String }",
        "Token { token: String, more: u8 }",
        &["breaking ::cards::Way::Token::more: field added"],
    );
    edit(
        "pub struct Save {",
        "#[non_exhaustive] pub struct Save {",
        &["breaking ::cards::Save: `#[non_exhaustive]` added"],
    );
    edit(
        "pub struct Save {",
        "#[must_use] pub struct Save {",
        &["breaking ::cards::Save: `#[must_use]` added"],
    );
    edit(
        "#[must_use = \"x\"]",
        "",
        &["compatible ::Call: `#[must_use]` removed"],
    );
    edit(
        "pub name: String }",
        "name: String }",
        &[
            "breaking ::cards::Save: struct changed: `struct named fields` → `struct named fields, some not public`",
            "breaking ::cards::Save::name: field removed",
        ],
    );
}

#[test]
fn what_goes_as_a_whole_is_told_once() {
    let gone = BASE.replace("#[derive(Clone, Debug)]\n        #[non_exhaustive]\n        pub struct Saved { pub token: runtime::Secret }", "")
        .replace("runtime::serialize_answer!(Saved { \"kind\" => kind });", "");
    let found = differences(&surface(BASE), &surface(&gone), &[]);
    assert_eq!(
        found
            .iter()
            .filter(|found| found.path.ends_with("::Saved"))
            .count(),
        1
    );
    assert!(
        !found
            .iter()
            .any(|found| found.path.ends_with("::Saved::token"))
    );
}

#[test]
fn what_only_names_something_that_moved_does_not_differ() {
    let moves = [(String::from("a::Card"), String::from("b::Card"))];
    assert_eq!(
        moved("Vec<a::Card>, a::Cards, a::Card", &moves),
        "Vec<b::Card>, a::Cards, b::Card"
    );
}

#[test]
fn a_variant_that_comes_before_others_changes_their_numbers() {
    edit(
        "Old, Busy }",
        "Old, Busy, New }",
        &["compatible ::cards::Code::New: variant added"],
    );
    let numbers = |from| {
        format!(
            "breaking ::cards::Code: the numbers that `as` makes of variants changed, from `{from}` on; what comes at the end changes none"
        )
    };
    edit(
        "Old, Busy }",
        "Old, New, Busy }",
        &[
            &numbers("Busy"),
            "compatible ::cards::Code::New: variant added",
        ],
    );
    edit("Old, Busy }", "Busy, Old }", &[&numbers("Old")]);
    edit(
        "Old, Busy }",
        "Busy }",
        &[
            &numbers("Busy"),
            "breaking ::cards::Code::Old: variant removed",
        ],
    );
    // With a field they have none.
    edit("Done(Saved), Open", "Open, Done(Saved)", &[]);
}

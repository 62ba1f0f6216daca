//! The files of a provider: its index and its parts.

use super::{
    Alternative, Auth, Callback, Codes, CredentialSet, Envelope, Evidence, FlowStep, Group,
    Operation, Signature, TypeDef,
};
use crate::decode::{
    Cx, KeyRule, Named, PascalName, ProviderName, RustName, SnakeName, Spanned, Text, code, record,
};
use crate::finding::Finding;
use crate::yaml::{Key, Span};

record! {
    /// `provider.yaml`: what all operations of a provider share.
    pub struct ProviderFile("a provider") {
        /// The version of the language: 1.
        expected language: Spanned<u32> | "write `language: 1`",
        /// The provider's name: its folder, its module and its feature.
        required provider: ProviderName,
        /// The name as people write it.
        required title: Text,
        /// One sentence.
        required summary: Text,
        /// Address of the provider's documentation.
        required documentation: Text,
        /// The files with operations, types and codes, relative to this one.
        required parts: Vec<Spanned<String>>,
        /// Base addresses.
        required apis: Named<Api>,
        /// Credentials that come together.
        default credentials: Named<CredentialSet>,
        /// Ways to authenticate.
        default auth: Named<Auth>,
        /// Ways to sign.
        default signatures: Named<Signature>,
        /// What the answers of many operations have in common.
        default envelopes: Named<Envelope>,
        /// Disputed facts with named choices.
        default alternatives: Named<Alternative>,
        /// What the provider's documents name and this description leaves out.
        default omitted: Named<Omission>,
    }
}

record! {
    /// One API of a provider: a base address for each environment.
    pub struct Api("an API") {
        /// One sentence.
        required summary: Text,
        /// Base address of the test environment.
        required test: Text,
        /// Base address of the live environment.
        required live: Text,
        /// Why both environments have one address.
        optional one_address: Text,
        /// Where the addresses are from.
        required evidence: Evidence,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

record! {
    /// Something that the provider's documents name and this description leaves out.
    pub struct Omission("an omission") {
        /// What it is.
        required summary: Text,
        /// Why it is left out.
        required because: Text,
        /// Where it is named.
        required evidence: Evidence,
    }
}

record! {
    /// A part: an area with its operations, types, callbacks and groups, or tables of codes.
    pub struct PartFile("a part") then one_subject, shape one_subject_keys {
        /// The area that it belongs to.
        optional area: Spanned<String>,
        /// What the area is about; stands once where an area has several parts.
        optional summary: Text,
        /// How its operations and callbacks are typically used, one after the other; stands once as well.
        default flow: Vec<FlowStep>,
        /// Inputs and wire fields that several operations share.
        default groups: Named<Group>,
        /// Operations.
        default operations: Named<Operation>,
        /// Types; known in the whole provider.
        default types: Named<TypeDef, PascalName>,
        /// Callbacks.
        default callbacks: Named<Callback>,
        /// Tables of codes. The one named `default` becomes `Code` in Rust.
        default code_tables: Named<Codes>,
    }
}

#[cfg(feature = "schema")]
fn one_subject_keys(shape: &mut crate::schema::Shape<'_>) {
    use serde_json::json;

    let mut in_area = ["groups", "operations", "types", "callbacks"]
        .map(|key| json!({ "required": [key], "properties": { key: { "minProperties": 1 } } }))
        .to_vec();
    in_area.push(json!({ "required": ["flow"], "properties": { "flow": { "minItems": 1 } } }));
    shape.rule("if", json!({ "anyOf": in_area }));
    shape.rule("then", json!({ "required": ["area"] }));
}

fn one_subject(part: &PartFile, cx: &mut Cx<'_>) {
    if let Some(Spanned { value, span }) = &part.area {
        let name = Key {
            text: value.clone(),
            span: *span,
        };
        SnakeName::check(&name, &[], cx);
    }
    let in_area: [Option<Span>; 5] = [
        part.operations.iter().next().map(|(name, _)| name.span),
        part.types.iter().next().map(|(name, _)| name.span),
        part.callbacks.iter().next().map(|(name, _)| name.span),
        part.groups.iter().next().map(|(name, _)| name.span),
        part.flow.first().map(|step| step.span),
    ];
    match (
        &part.area,
        in_area.into_iter().flatten().next(),
        part.code_tables.iter().next(),
    ) {
        (None, Some(first), _) => {
            let finding = Finding::new(
                code::NO_AREA,
                part.span,
                "a part with operations or types names its area",
            );
            let finding = finding
                .label("`area` is missing")
                .second(first, "this belongs to an area");
            cx.push(finding.help("add `area: …` and `summary: …` at the top"));
        }
        (Some(area), _, Some((table, _))) => {
            let finding = Finding::new(
                code::TABLE_IN_AREA,
                table.span,
                "tables of codes stand in a part without an area",
            );
            cx.push(
                finding
                    .label("this is one")
                    .second(area.span, "this part has an area")
                    .help("move `code_tables` to a part of its own"),
            );
        }
        _ => {}
    }
}

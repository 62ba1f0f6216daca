//! How much of a provider is described, and how surely.
//!
//! Each thing is counted once, by the surest of its own sources. A thing without evidence of its own takes that of what is
//! around it:
//!
//! - an input: the quirks of the wire fields that it feeds, else its operation;
//! - a wire field (a leaf of the query, the headers, the body or the form): the evidence of the input that feeds it, else the
//!   quirk that it shows, else the signature that fills it, else its operation;
//! - a field of an answer or a callback: the quirks that it shows, else the operation or callback;
//! - an enum's value, an operation's code: the operation;
//! - what belongs to a named type or a table of codes: the surest operation or callback that uses it.
//!
//! Of several quirks the least sure counts, because a field is in doubt as soon as one thing about it is.

use std::collections::BTreeMap;

use crate::decide::{doc, facts, operation, prose, wire_test};
use crate::model::{
    AnswerField, Body, CodeTableId, Confidence, ErrorCode, Evidence, ExampleOrigin, InputField,
    InputShape, Omission, Operation, OperationId, Provider, Quirk, Source, TypeId, TypeKind,
    WireField,
};

mod table;
#[cfg(test)]
mod tests;

pub use table::{Cell, Table};

/// How many things have which confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The provider's own documentation says them.
    pub documented: usize,
    /// The provider's own published code does them.
    pub vendor_code: usize,
    /// Known from sibling brands only.
    pub family: usize,
    /// Concluded.
    pub inferred: usize,
}

impl Tally {
    /// Counts one thing more.
    pub fn add(&mut self, confidence: Confidence) {
        match confidence {
            Confidence::Documented => self.documented += 1,
            Confidence::VendorCode => self.vendor_code += 1,
            Confidence::Family => self.family += 1,
            Confidence::Inferred => self.inferred += 1,
        }
    }

    /// All of them.
    pub fn total(self) -> usize {
        self.documented + self.vendor_code + self.family + self.inferred
    }
}

/// What is counted by confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// Operations.
    pub operations: Tally,
    /// Callbacks.
    pub callbacks: Tally,
    /// What a caller gives, to operations and in input types.
    pub inputs: Tally,
    /// What goes on the wire: leaves of query, headers, body and form, and of input types.
    pub wire_fields: Tally,
    /// Fields of answer types and callbacks.
    pub answer_fields: Tally,
    /// Values of enums.
    pub enum_values: Tally,
    /// Error codes, of operations and of tables.
    pub codes: Tally,
    /// Disputed facts, by the choice that a client takes unless told otherwise.
    pub alternatives: Tally,
}

/// A disputed fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlternativeCoverage {
    /// Name in the spec.
    pub name: String,
    /// How many choices it has.
    pub choices: usize,
    /// The choice that a client takes unless told otherwise.
    pub default: String,
    /// How sure that choice is.
    pub confidence: Confidence,
}

/// What is there of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationCoverage {
    /// Name in the spec.
    pub name: String,
    /// Method and path, unless told otherwise by a choice.
    pub request: String,
    /// What sending it twice does, in one word.
    pub effect: &'static str,
    /// How sure it is.
    pub confidence: Confidence,
    /// Examples whose answer a source prints: evidence.
    pub printed: usize,
    /// Examples made up: no evidence.
    pub constructed: usize,
    /// Tests that its examples give.
    pub wire_tests: usize,
    /// Where its documents are wrong, silent or at odds.
    pub quirks: usize,
}

/// How much of a provider is described, and how surely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The provider's name in the spec.
    pub name: String,
    /// The provider's name as people write it.
    pub title: String,
    /// Everything that is counted by confidence.
    pub tallies: Tallies,
    /// Its operations, in spec order.
    pub operations: Vec<OperationCoverage>,
    /// What is disputed, in spec order.
    pub alternatives: Vec<AlternativeCoverage>,
    /// Answers that the sandbox gives without knowing the provider's.
    pub assumed: usize,
    /// What the documents name and the description leaves out.
    pub omissions: Vec<Omission>,
}

impl Coverage {
    /// Counts what is there of a provider.
    pub fn of(provider: &Provider) -> Self {
        let operations = provider.operations.iter().enumerate();
        let alternatives = provider.alternatives.iter().filter_map(|alternative| {
            let default = alternative.choices.get(alternative.default)?;
            Some(AlternativeCoverage {
                name: alternative.name.clone(),
                choices: alternative.choices.len(),
                default: default.name.clone(),
                confidence: default.evidence.confidence(),
            })
        });
        let alternatives: Vec<_> = alternatives.collect();
        let mut tallies = Count::new(provider).all();
        for alternative in &alternatives {
            tallies.alternatives.add(alternative.confidence);
        }
        Self {
            name: provider.name.clone(),
            title: provider.title.clone(),
            tallies,
            operations: operations
                .map(|(place, operation)| of_operation(provider, OperationId(place), operation))
                .collect(),
            alternatives,
            assumed: facts::assumed(provider).len(),
            omissions: provider.omissions.clone(),
        }
    }

    /// Examples whose answer a source prints.
    pub fn printed(&self) -> usize {
        self.operations.iter().map(|row| row.printed).sum()
    }

    /// Examples made up.
    pub fn constructed(&self) -> usize {
        self.operations.iter().map(|row| row.constructed).sum()
    }

    /// Tests that the examples give.
    pub fn wire_tests(&self) -> usize {
        self.operations.iter().map(|row| row.wire_tests).sum()
    }

    /// Operations of which no source prints an answer.
    pub fn without_printed(&self) -> usize {
        let without = self.operations.iter().filter(|row| row.printed == 0);
        without.count()
    }
}

fn of_operation(provider: &Provider, id: OperationId, operation: &Operation) -> OperationCoverage {
    let is_printed = |origin: &ExampleOrigin| matches!(origin, ExampleOrigin::Printed(_));
    let examples = operation.examples.iter();
    let printed = examples
        .filter(|example| is_printed(&example.origin))
        .count();
    OperationCoverage {
        name: operation.name.clone(),
        request: prose::request_line(operation, operation.request.default_value(provider)),
        effect: prose::effect_word(&operation.effect),
        confidence: operation.evidence.confidence(),
        printed,
        constructed: operation.examples.len() - printed,
        wire_tests: wire_test::count(provider, id),
        quirks: operation.quirks.len(),
    }
}

/// How sure a thing is that may have evidence of its own.
fn own(evidence: Option<&Evidence>) -> Option<Confidence> {
    evidence.map(Evidence::confidence)
}

/// The counting of a provider.
struct Count<'m> {
    provider: &'m Provider,
    /// The surest of what uses each type.
    types: BTreeMap<TypeId, Confidence>,
    /// The surest of what uses each table of codes.
    tables: BTreeMap<CodeTableId, Confidence>,
    tallies: Tallies,
}

impl<'m> Count<'m> {
    fn new(provider: &'m Provider) -> Self {
        let (mut types, mut tables) = (BTreeMap::new(), BTreeMap::new());
        for operation in &provider.operations {
            let confidence = operation.evidence.confidence();
            for id in operation::types(provider, operation) {
                surest(&mut types, id, confidence);
            }
            if let Some(table) = operation.code_table {
                surest(&mut tables, table, confidence);
            }
        }
        for callback in &provider.callbacks {
            let mut used = Default::default();
            for field in &callback.fields {
                operation::add_types(provider, &mut used, &field.value);
            }
            for id in used {
                surest(&mut types, id, callback.evidence.confidence());
            }
        }
        Self {
            provider,
            types,
            tables,
            tallies: Tallies::default(),
        }
    }

    fn all(mut self) -> Tallies {
        for operation in &self.provider.operations {
            self.operation(operation);
        }
        for callback in &self.provider.callbacks {
            let around = callback.evidence.confidence();
            self.tallies.callbacks.add(around);
            self.answer_fields(&callback.fields, around);
        }
        for (place, def) in self.provider.types.iter().enumerate() {
            let around = self.types.get(&TypeId(place)).copied();
            let around = around.unwrap_or(Confidence::Inferred);
            match &def.kind {
                TypeKind::Answer(fields) => self.answer_fields(fields, around),
                TypeKind::Input(shape) => self.shape(shape, around),
                TypeKind::Choice(variants) => {
                    for variant in variants {
                        self.shape(&variant.shape, around);
                    }
                }
                TypeKind::Identifier(_) => {}
                TypeKind::Enum(open) => {
                    for value in &open.values {
                        let known = own(value.evidence.as_ref());
                        self.tallies.enum_values.add(known.unwrap_or(around));
                    }
                }
            }
        }
        for (place, table) in self.provider.code_tables.iter().enumerate() {
            let around = self.tables.get(&CodeTableId(place)).copied();
            self.codes(&table.codes, around.unwrap_or(Confidence::Inferred));
        }
        self.tallies
    }

    fn operation(&mut self, operation: &Operation) {
        let around = operation.evidence.confidence();
        self.tallies.operations.add(around);
        let body: &[WireField] = match &operation.body {
            Body::None => &[],
            Body::Json { fields, .. } | Body::Form(fields) => fields,
        };
        let sent = [operation.query.as_slice(), &operation.headers, body];
        self.sent(&sent, &operation.inputs, &operation.quirks, around);
        self.codes(&operation.codes, around);
    }

    fn shape(&mut self, shape: &InputShape, around: Confidence) {
        self.sent(&[&shape.body], &shape.inputs, &[], around);
    }

    /// What is sent, and the inputs that feed it.
    fn sent(
        &mut self,
        fields: &[&[WireField]],
        inputs: &[InputField],
        quirks: &[Quirk],
        around: Confidence,
    ) {
        let mut fed: BTreeMap<usize, Confidence> = BTreeMap::new();
        let mut leaves = Vec::new();
        fields
            .iter()
            .for_each(|fields| add_leaves(&mut leaves, fields));
        for leaf in leaves {
            let quirk = leaf.quirk.as_ref().and_then(|name| {
                let shown = quirks.iter().find(|quirk| quirk.name == *name);
                shown.map(|quirk| quirk.evidence.confidence())
            });
            let known = match &leaf.source {
                Source::Input { input, .. } => {
                    if let Some(quirk) = quirk {
                        let doubt = fed.entry(*input).or_insert(quirk);
                        *doubt = (*doubt).max(quirk);
                    }
                    inputs
                        .get(*input)
                        .and_then(|input| own(input.evidence.as_ref()))
                        .or(quirk)
                }
                Source::Signature { signature, .. } => {
                    quirk.or_else(|| Some(self.provider[*signature].evidence.confidence()))
                }
                Source::Credential(_) | Source::Constant(_) | Source::Object(_) => quirk,
            };
            self.tallies.wire_fields.add(known.unwrap_or(around));
        }
        for (place, input) in inputs.iter().enumerate() {
            let known = own(input.evidence.as_ref()).or_else(|| fed.get(&place).copied());
            self.tallies.inputs.add(known.unwrap_or(around));
        }
    }

    fn answer_fields(&mut self, fields: &[AnswerField], around: Confidence) {
        for field in fields {
            let known = own(field.evidence.as_ref()).or_else(|| self.doubt(field));
            self.tallies.answer_fields.add(known.unwrap_or(around));
        }
    }

    /// The least sure of the quirks that a field shows.
    fn doubt(&self, field: &AnswerField) -> Option<Confidence> {
        let shown = doc::quirks_of(self.provider, field);
        shown.map(|quirk| quirk.evidence.confidence()).max()
    }

    fn codes(&mut self, codes: &[ErrorCode], around: Confidence) {
        for code in codes {
            let known = own(code.evidence.as_ref());
            self.tallies.codes.add(known.unwrap_or(around));
        }
    }
}

/// Keeps the surest of what uses a thing.
fn surest<K: Ord>(known: &mut BTreeMap<K, Confidence>, key: K, confidence: Confidence) {
    let best = known.entry(key).or_insert(confidence);
    *best = (*best).min(confidence);
}

/// The fields that hold no others.
fn add_leaves<'m>(leaves: &mut Vec<&'m WireField>, fields: &'m [WireField]) {
    for field in fields {
        match &field.source {
            Source::Object(inner) => add_leaves(leaves, inner),
            _ => leaves.push(field),
        }
    }
}

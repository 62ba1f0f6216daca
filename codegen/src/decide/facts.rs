//! What of a provider has a source of its own, and what of its sandbox is made up.

use super::markdown::{code, inline};
use super::prose;
use crate::model::{
    AnswerField, ErrorCode, Evidence, InputField, Provider, SandboxAnswer, TypeKind,
};

/// Something with a source of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<'m> {
    /// What it is, as Markdown.
    pub what: String,
    /// Where it is from.
    pub evidence: &'m Evidence,
}

/// Everything with a source of its own: first what the spec gives a name, then single fields, values and codes.
pub fn sourced(provider: &Provider) -> Vec<Fact<'_>> {
    let apis = provider
        .apis
        .iter()
        .map(|api| (("the addresses of the API", &api.name), &api.evidence));
    let auths = provider
        .auths
        .iter()
        .map(|auth| (("the authentication", &auth.name), &auth.evidence));
    let signatures = provider
        .signatures
        .iter()
        .map(|signature| (("the signature", &signature.name), &signature.evidence));
    let operations = provider
        .operations
        .iter()
        .map(|operation| (("the operation", &operation.name), &operation.evidence));
    let callbacks = provider
        .callbacks
        .iter()
        .map(|callback| (("the callback", &callback.name), &callback.evidence));
    let named = apis
        .chain(auths)
        .chain(signatures)
        .chain(operations)
        .chain(callbacks);
    let mut facts: Vec<_> = named
        .map(|((kind, name), evidence)| Fact {
            what: format!("{kind} {}", code(name)),
            evidence,
        })
        .collect();
    facts.extend(Parts::of(provider).facts());
    facts
}

/// What a part is, and what it is a part of: each in the singular and the plural.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kind {
    part: [&'static str; 2],
    owner: [&'static str; 2],
}

impl Kind {
    const fn new(part: [&'static str; 2], owner: [&'static str; 2]) -> Self {
        Self { part, owner }
    }
}

const INPUT: [&str; 2] = ["input", "inputs"];
const FIELD: [&str; 2] = ["field", "fields"];
const CODE: [&str; 2] = ["code", "codes"];
const VALUE: [&str; 2] = ["value", "values"];
const OPERATION: [&str; 2] = ["operation", "operations"];
const CALLBACK: [&str; 2] = ["callback", "callbacks"];
const TYPE: [&str; 2] = ["type", "types"];
const TABLE: [&str; 2] = ["table", "tables"];

/// Parts of one kind and one evidence.
struct Group<'m> {
    kind: Kind,
    names: Vec<String>,
    owners: Vec<&'m str>,
    evidence: &'m Evidence,
}

/// Fields, values and codes with evidence of their own, those of one owner and one evidence together.
#[derive(Default)]
struct Parts<'m>(Vec<Group<'m>>);

impl<'m> Parts<'m> {
    fn of(provider: &'m Provider) -> Self {
        let mut parts = Self::default();
        for operation in &provider.operations {
            parts.inputs(OPERATION, &operation.name, "", &operation.inputs);
            parts.codes(OPERATION, &operation.name, &operation.codes);
        }
        for callback in &provider.callbacks {
            parts.fields(CALLBACK, &callback.name, &callback.fields);
        }
        for def in &provider.types {
            match &def.kind {
                TypeKind::Answer(fields) => parts.fields(TYPE, &def.name, fields),
                TypeKind::Input(shape) => parts.inputs(TYPE, &def.name, "", &shape.inputs),
                TypeKind::Choice(variants) => {
                    for variant in variants {
                        let prefix = format!("{}.", variant.name);
                        parts.inputs(TYPE, &def.name, &prefix, &variant.shape.inputs);
                    }
                }
                TypeKind::Identifier(_) => {}
                TypeKind::Enum(open) => {
                    for value in &open.values {
                        let kind = Kind::new(VALUE, TYPE);
                        parts.add(kind, &def.name, value.name.clone(), value.evidence.as_ref());
                    }
                }
            }
        }
        for table in &provider.code_tables {
            parts.codes(TABLE, &table.name, &table.codes);
        }
        parts
    }

    fn inputs(
        &mut self,
        owner_kind: [&'static str; 2],
        owner: &'m str,
        prefix: &str,
        inputs: &'m [InputField],
    ) {
        for input in inputs {
            let name = format!("{prefix}{}", input.name);
            let kind = Kind::new(INPUT, owner_kind);
            self.add(kind, owner, name, input.evidence.as_ref());
        }
    }

    fn fields(&mut self, owner_kind: [&'static str; 2], owner: &'m str, fields: &'m [AnswerField]) {
        for field in fields {
            let kind = Kind::new(FIELD, owner_kind);
            self.add(kind, owner, field.name.clone(), field.evidence.as_ref());
        }
    }

    fn codes(&mut self, owner_kind: [&'static str; 2], owner: &'m str, codes: &'m [ErrorCode]) {
        for found in codes {
            let kind = Kind::new(CODE, owner_kind);
            self.add(kind, owner, found.code.clone(), found.evidence.as_ref());
        }
    }

    fn add(&mut self, kind: Kind, owner: &'m str, name: String, evidence: Option<&'m Evidence>) {
        let Some(evidence) = evidence else { return };
        let known = self.0.iter_mut().find(|group| {
            group.kind == kind && group.owners == [owner] && group.evidence == evidence
        });
        match known {
            Some(group) => group.names.push(name),
            None => self.0.push(Group {
                kind,
                names: vec![name],
                owners: vec![owner],
                evidence,
            }),
        }
    }

    /// A fact for each group; the same parts of several owners, as a group of inputs makes them, are one fact.
    fn facts(self) -> impl Iterator<Item = Fact<'m>> {
        let mut merged: Vec<Group<'m>> = Vec::new();
        for group in self.0 {
            let same = |known: &&mut Group<'_>| {
                known.kind == group.kind
                    && known.names == group.names
                    && known.evidence == group.evidence
            };
            match merged.iter_mut().find(same) {
                Some(known) => known.owners.extend(group.owners),
                None => merged.push(group),
            }
        }
        merged.into_iter().map(|group| {
            let word = |[one, many]: [&'static str; 2], count| if count == 1 { one } else { many };
            let listed = |names: &mut dyn Iterator<Item = &str>| {
                prose::and(&names.map(code).collect::<Vec<_>>())
            };
            let what = format!(
                "the {} {} of the {} {}",
                word(group.kind.part, group.names.len()),
                listed(&mut group.names.iter().map(String::as_str)),
                word(group.kind.owner, group.owners.len()),
                listed(&mut group.owners.iter().copied()),
            );
            Fact {
                what,
                evidence: group.evidence,
            }
        })
    }
}

/// An answer that the sandbox gives without knowing what the provider would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumed<'m> {
    /// What it answers, as Markdown.
    pub place: String,
    /// Why it is assumed.
    pub why: &'m str,
}

/// Everything that the sandbox assumes.
pub fn assumed(provider: &Provider) -> Vec<Assumed<'_>> {
    let mut found: Vec<Assumed<'_>> = Vec::new();
    for auth in &provider.auths {
        for (what, answer) in [
            ("wrong credentials", &auth.rejected),
            ("a missing or stale token", &auth.stale),
        ] {
            let place = format!("{}: {what}", code(&auth.name));
            found.extend(answer.as_ref().and_then(|answer| unknown(place, answer)));
        }
    }
    for signature in &provider.signatures {
        if let Some(sandbox) = &signature.sandbox {
            let place = format!("{}: a wrong signature", code(&signature.name));
            found.extend(unknown(place, &sandbox.answer));
        }
    }
    for operation in &provider.operations {
        if let Some(answer) = &operation.invalid_input {
            let place = format!("{}: a missing or malformed input", code(&operation.name));
            found.extend(unknown(place, answer));
        }
        for assumption in &operation.assumptions {
            let place = format!(
                "{}, {}: {}",
                code(&operation.name),
                code(&assumption.name),
                inline(prose::clause(&assumption.summary))
            );
            found.extend(unknown(place, &assumption.answer));
        }
    }
    found
}

fn unknown(place: String, answer: &SandboxAnswer) -> Option<Assumed<'_>> {
    let why = answer.assumed.as_deref()?;
    Some(Assumed { place, why })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::fixture;
    use crate::model::Confidence;

    #[test]
    fn parts_of_one_source_are_one_fact_and_so_are_those_of_several_operations() {
        let from = |source: &str| {
            Some(Evidence {
                sources: vec![(Confidence::Family, source.to_owned())],
            })
        };
        let mut provider = fixture::provider();
        for place in [fixture::PAY, fixture::CHECK_PAYMENT] {
            let operation = &mut provider.operations[place];
            operation.inputs.truncate(1);
            operation.inputs[0].name = "invoice_id".to_owned();
            operation.inputs[0].evidence = from("Sipay");
        }
        let TypeKind::Enum(state) = &mut provider.types[3].kind else {
            panic!("not an enum")
        };
        state.values[0].evidence = from("Sipay");
        state.values[1].evidence = from("Sipay");
        let codes = &mut provider.operations[fixture::PAY].codes;
        codes.truncate(1);
        codes[0].evidence = from("PayBull");
        let type_name = provider.types[3].name.clone();
        let code = provider.operations[fixture::PAY].codes[0].code.clone();
        let facts: Vec<_> = sourced(&provider)
            .into_iter()
            .map(|fact| fact.what)
            .filter(|what| {
                ["the input", "the value", "the code"]
                    .iter()
                    .any(|part| what.starts_with(part))
            })
            .collect();
        assert_eq!(
            facts,
            [
                "the input `invoice_id` of the operations `pay` and `check_payment`".to_owned(),
                format!("the code `{code}` of the operation `pay`"),
                format!("the values `open` and `paid` of the type `{type_name}`"),
            ]
        );
    }
}

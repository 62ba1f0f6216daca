//! Types, inputs and fields of answers.

use std::collections::BTreeSet;

use crate::check::constraint::constraints;
use crate::check::evidence::{choosable, evidence};
use crate::check::gaps::ANY;
use crate::check::request::{self, Inputs};
use crate::check::value::{Extra, element, expect_answer, expect_input, only_given, value_type};
use crate::check::{Scope, code, rust_pascal, rust_snake, rust_variant};
use crate::classify;
use crate::decode::{Named, Path, Spanned};
use crate::finding::{Finding, suggest};
use crate::model::{
    self, AreaId, ChoiceVariant, Direction, InputField, InputShape, Leniency, Scalar, TypeDef,
    TypeKind, ValueType,
};
use crate::spec;

/// Every named type.
pub fn types(scope: &Scope<'_>) -> Vec<Option<TypeDef>> {
    let built: Vec<Option<TypeDef>> = scope
        .types
        .iter()
        .zip(&scope.type_areas)
        .map(|(entry, area)| {
            let raw = entry.raw;
            let (kind, direction) = match &raw.kind {
                spec::TypeKind::Answer(fields) => (
                    TypeKind::Answer(answer_fields(scope, fields, None)),
                    Direction::Answer,
                ),
                spec::TypeKind::Input(shape) => (
                    TypeKind::Input(input_shape(scope, &shape.inputs, shape.body.as_ref())),
                    Direction::Input,
                ),
                spec::TypeKind::Choice(variants) => {
                    (TypeKind::Choice(choice(scope, variants)), Direction::Input)
                }
                spec::TypeKind::Enum(raw) => {
                    (TypeKind::Enum(enum_type(scope, raw)), Direction::Both)
                }
                spec::TypeKind::Identifier(raw) => (
                    TypeKind::Identifier(identifier(scope, raw)),
                    Direction::Both,
                ),
            };
            Some(TypeDef {
                name: entry.name.value.clone(),
                rust: rust_pascal(entry.name, raw.name.as_ref()),
                summary: raw.summary.value.clone(),
                area: AreaId(*area),
                kind,
                direction,
            })
        })
        .collect();
    find_recursion(scope, &built);
    built
}

fn identifier(scope: &Scope<'_>, raw: &spec::IdentifierType) -> model::IdentifierType {
    let scalar = raw.scalar.value;
    let value = ValueType::Scalar(scalar.scalar().clone());
    model::IdentifierType {
        scalar,
        constraints: constraints(scope, &raw.constraints, &value),
    }
}

fn choice(scope: &Scope<'_>, variants: &Named<spec::Variant>) -> Vec<ChoiceVariant> {
    variants
        .iter()
        .map(|(name, variant)| ChoiceVariant {
            name: name.value.clone(),
            rust: rust_variant(name, variant.name.as_ref()),
            summary: variant.summary.value.clone(),
            shape: input_shape(scope, &variant.inputs, variant.body.as_ref()),
        })
        .collect()
}

fn input_shape(
    scope: &Scope<'_>,
    raw: &Named<spec::InputField>,
    body: Option<&spec::WireFields>,
) -> InputShape {
    let inputs: Vec<(&Spanned<String>, InputField)> = raw
        .iter()
        .filter_map(|(name, field)| Some((name, input(scope, name, &field.input)?)))
        .collect();
    let unread = raw.unread().iter().map(|name| name.value.as_str());
    let unbuilt = raw
        .names()
        .filter(|name| !inputs.iter().any(|(known, _)| known.value == *name));
    let mut unbuilt: Vec<&str> = unbuilt.chain(unread).collect();
    unbuilt.extend(raw.may_have(ANY).then_some(ANY));
    scope.gaps.lose_fields(&unbuilt);
    let known = Inputs::new(
        inputs.iter().map(|(name, field)| (*name, field)).collect(),
        unbuilt,
    );
    let body = match body {
        Some(body) => {
            for (_, field) in raw {
                let key = [
                    field.wire.as_ref().map(|key| key.span),
                    field.form.as_ref().map(|key| key.span),
                ];
                if let Some(span) = key.into_iter().flatten().next() {
                    scope.sink.push(
                        Finding::new(
                            crate::decode::code::KEYS_APART,
                            span,
                            "the `body` of this type says how its inputs are written",
                        )
                        .label("this has no effect beside `body`")
                        .help("move it to the field in `body`"),
                    );
                }
            }
            let body = request::wire_fields(scope, body, &known, request::Place::TypeBody, &[]);
            known.report_idle(scope);
            body
        }
        None => raw
            .iter()
            .filter_map(|(name, field)| {
                let place = inputs
                    .iter()
                    .position(|(known, _)| known.value == name.value)?;
                let decimals = match &field.decimals {
                    Some(decimals) => Some(choosable(scope, decimals, |text| Some(text.value))?),
                    None => None,
                };
                let form = field.form.as_ref();
                let encoding = model::Encoding {
                    form: form.map_or_else(Default::default, |form| form.value),
                    decimals,
                };
                let built = &inputs.get(place)?.1;
                let span = form.map_or(name.span, |form| form.span);
                request::check_encoding(
                    scope,
                    &built.value,
                    model::InputPart::Whole,
                    &encoding,
                    span,
                );
                Some(model::WireField {
                    name: field
                        .wire
                        .as_ref()
                        .map_or_else(|| name.value.clone(), |wire| wire.value.clone()),
                    source: model::Source::Input {
                        input: place,
                        part: model::InputPart::Whole,
                        encoding,
                    },
                    quirk: None,
                    only: None,
                })
            })
            .collect(),
    };
    InputShape {
        inputs: inputs.into_iter().map(|(_, field)| field).collect(),
        body,
    }
}

/// An input of an operation, a group or a type.
pub fn input(scope: &Scope<'_>, name: &Spanned<String>, raw: &spec::Input) -> Option<InputField> {
    let extra = Extra {
        format: raw.format.as_ref(),
        zone: raw.zone.as_ref(),
        gaps: &raw.gaps,
        full: raw.full.as_ref(),
    };
    let value = value_type(scope, &raw.value_type, Some(&extra))?;
    expect_input(scope, &value, raw.value_type.span);
    // Taken as the list that is meant, so that nothing else follows from it.
    let value = match value {
        ValueType::Map(element) => ValueType::List(element),
        value => value,
    };
    Some(InputField {
        name: name.value.clone(),
        rust: rust_snake(name, raw.name.as_ref()),
        summary: raw.summary.value.clone(),
        constraints: constraints(scope, &raw.constraints, &value),
        value,
        optional: raw.optional.as_ref().is_some_and(|optional| optional.value),
        evidence: raw.evidence.as_ref().map(evidence),
    })
}

/// The fields of an answer type or of a callback. `quirks`: those that a field may name; `None` for a type, whose fields
/// may name a quirk of any operation or callback.
pub fn answer_fields(
    scope: &Scope<'_>,
    raw: &Named<spec::AnswerField>,
    quirks: Option<&Named<spec::Quirk>>,
) -> Vec<model::AnswerField> {
    raw.iter()
        .filter_map(|(name, field)| answer_field(scope, name, field, quirks))
        .collect()
}

fn answer_field(
    scope: &Scope<'_>,
    name: &Spanned<String>,
    raw: &spec::AnswerField,
    quirks: Option<&Named<spec::Quirk>>,
) -> Option<model::AnswerField> {
    let extra = Extra {
        format: raw.format.as_ref(),
        zone: raw.zone.as_ref(),
        gaps: &raw.gaps,
        full: None,
    };
    known_quirks(scope, raw, quirks);
    if raw.value_type.kind == spec::TypeExprKind::Word(spec::TypeWord::Portion) {
        only_given(scope, raw.value_type.span);
        return None;
    }
    let value = value_type(scope, &raw.value_type, Some(&extra))?;
    expect_answer(scope, &value, raw.value_type.span);
    if matches!(value, ValueType::List(_) | ValueType::Map(_))
        && matches!(element(&value), ValueType::Scalar(Scalar::DateTime(_)))
    {
        scope.sink.push(
            Finding::new(
                code::UNREADABLE,
                raw.value_type.span,
                "no client can read several moments in one field yet",
            )
            .label("a field holds one moment")
            .help("write `list of` a type with a field for it, or `list of text`"),
        );
    }
    let mut leniency = Leniency {
        absent: raw.absent.iter().map(|text| text.value.clone()).collect(),
        ..Leniency::default()
    };
    for read in &raw.reads {
        let (flag, word, fits, help) = match read.value {
            spec::Read::Number => (
                &mut leniency.number,
                "number",
                reads_as_text(scope, &value),
                "a number is read where text is expected",
            ),
            spec::Read::Text => (
                &mut leniency.text,
                "text",
                !reads_as_text(scope, &value),
                "a text is read where a number or a boolean is expected",
            ),
            spec::Read::Bit => (
                &mut leniency.bit,
                "bit",
                element(&value) == &ValueType::Scalar(Scalar::Boolean),
                "0 and 1 are read where a boolean is expected",
            ),
            spec::Read::Single => (
                &mut leniency.single,
                "single",
                matches!(value, ValueType::List(_)),
                "a single object is read where a list is expected",
            ),
        };
        *flag = true;
        if !fits {
            scope.sink.push(
                Finding::new(
                    code::NOT_FOR_TYPE,
                    read.span,
                    format!("`reads: [{word}]` does not go with the type of this field"),
                )
                .label(help),
            );
        }
    }
    Some(model::AnswerField {
        name: name.value.clone(),
        rust: rust_snake(name, raw.name.as_ref()),
        summary: raw.summary.value.clone(),
        value,
        wire: match &raw.names {
            Some(names) if !names.is_empty() => {
                // Only of a parameter may brackets be part of the name.
                let wire = |path: &Path| match quirks {
                    Some(_) => path.value.clone(),
                    None => path.meant(),
                };
                names.iter().map(wire).collect()
            }
            _ => vec![name.value.clone()],
        },
        optional: raw.optional.as_ref().is_some_and(|optional| optional.value),
        leniency,
        quirks: raw.quirks.iter().map(|quirk| quirk.value.clone()).collect(),
        evidence: raw.evidence.as_ref().map(evidence),
    })
}

/// Finds quirks that a field names and nothing defines.
fn known_quirks(scope: &Scope<'_>, raw: &spec::AnswerField, quirks: Option<&Named<spec::Quirk>>) {
    for quirk in &raw.quirks {
        let known = match quirks {
            Some(quirks) => quirks.get(&quirk.value).is_some() || quirks.may_have(&quirk.value),
            None => names_a_quirk(scope, &quirk.value),
        };
        let names: Vec<&str> = match quirks {
            Some(quirks) => quirks.names().collect(),
            None => {
                let operations = scope.operations.iter().map(|entry| &entry.raw.quirks);
                let callbacks = scope.callbacks.iter().map(|entry| &entry.raw.quirks);
                operations.chain(callbacks).flat_map(Named::names).collect()
            }
        };
        let near = suggest(&quirk.value, names);
        if !known && (near.is_some() || !scope.raw.gaps.absent) {
            let finding = Finding::new(
                code::UNKNOWN_NAME,
                quirk.span,
                format!("there is no quirk named `{}`", quirk.value),
            );
            let help = near.map_or_else(
                || "write it under `quirks` of the operation whose answer this is".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            scope.sink.push(finding.label("unknown quirk").help(help));
        }
    }
}

fn names_a_quirk(scope: &Scope<'_>, name: &str) -> bool {
    let known = |quirks: &Named<spec::Quirk>| quirks.get(name).is_some() || quirks.may_have(name);
    scope
        .operations
        .iter()
        .any(|entry| known(&entry.raw.quirks))
        || scope.callbacks.iter().any(|entry| known(&entry.raw.quirks))
}

fn reads_as_text(scope: &Scope<'_>, value: &ValueType) -> bool {
    let value = element(value);
    if let Some(scalar) = scope.scalar(value) {
        return !matches!(scalar, Scalar::Integer | Scalar::Decimal | Scalar::Boolean);
    }
    match value {
        ValueType::Named(id) => matches!(
            scope.types.get(id.0).map(|entry| &entry.raw.kind),
            Some(spec::TypeKind::Enum(raw)) if raw.coding.value == model::EnumCoding::Text
        ),
        _ => false,
    }
}

/// Whether a text is a number as JSON writes it, without a sign or a zero before it.
fn is_plain_number(text: &str) -> bool {
    text.parse::<i64>()
        .is_ok_and(|number| number.to_string() == text)
}

fn enum_type(scope: &Scope<'_>, raw: &spec::EnumType) -> model::EnumType {
    let mut codes: Vec<&Spanned<String>> = Vec::new();
    for (_, value) in &raw.rest.values {
        for found in std::iter::once(&value.code).chain(&value.also) {
            match codes
                .iter()
                .find(|known| one_code(raw, &known.value, &found.value))
            {
                Some(first) => scope.sink.push(
                    Finding::new(
                        code::CODE_TWICE,
                        found.span,
                        format!("the code `{}` stands for two values", found.value),
                    )
                    .label("here again")
                    .second(first.span, "first here"),
                ),
                None => codes.push(found),
            }
            if raw.coding.value == model::EnumCoding::Integer && !is_plain_number(&found.value) {
                scope.sink.push(
                    Finding::new(
                        code::NOT_A_NUMBER,
                        found.span,
                        format!("`{}` is not a plain whole number", found.value),
                    )
                    .label("a value of this enum is a number on the wire")
                    .second(raw.coding.span, "that is said here")
                    .help(match found.value.parse::<i64>() {
                        Ok(number) => format!("write `{number}`, or `enum: text`"),
                        Err(_) => "write the number, or `enum: text`".to_owned(),
                    }),
                );
            }
        }
    }
    model::EnumType {
        coding: raw.coding.value,
        lenient: !raw.rest.reads.is_empty(),
        ignore_case: raw
            .rest
            .ignore_case
            .as_ref()
            .is_some_and(|ignore| ignore.value),
        values: raw
            .rest
            .values
            .iter()
            .map(|(name, value)| model::EnumValue {
                name: name.value.clone(),
                rust: rust_variant(name, value.name.as_ref()),
                summary: value.summary.value.clone(),
                code: written(raw, &value.code.value),
                also: value.also.iter().map(|code| code.value.clone()).collect(),
                evidence: value.evidence.as_ref().map(evidence),
            })
            .collect(),
    }
}

/// A code as it is written; one that is no plain number, which is a finding, as the number that it stands for.
fn written(raw: &spec::EnumType, code: &str) -> String {
    match (raw.coding.value, code.parse::<i64>()) {
        (model::EnumCoding::Integer, Ok(number)) => number.to_string(),
        _ => code.to_owned(),
    }
}

/// Whether two codes of an enum are read as one.
fn one_code(raw: &spec::EnumType, one: &str, other: &str) -> bool {
    let ignore_case = raw.rest.ignore_case.as_ref();
    match raw.coding.value {
        model::EnumCoding::Integer => classify::same(one, other),
        model::EnumCoding::Text if ignore_case.is_some_and(|ignore| ignore.value) => {
            one.eq_ignore_ascii_case(other)
        }
        model::EnumCoding::Text => one == other,
    }
}

/// Finds types that hold themselves without a list between: no value of them could end.
fn find_recursion(scope: &Scope<'_>, types: &[Option<TypeDef>]) {
    let direct = |id: usize| -> Vec<usize> {
        let named = |value: &ValueType| match value {
            ValueType::Named(id) => Some(id.0),
            _ => None,
        };
        let inputs = |shape: &InputShape| {
            shape
                .inputs
                .iter()
                .filter_map(|input| named(&input.value))
                .collect::<Vec<_>>()
        };
        match types.get(id).and_then(Option::as_ref).map(|def| &def.kind) {
            Some(TypeKind::Answer(fields)) => fields
                .iter()
                .filter_map(|field| named(&field.value))
                .collect(),
            Some(TypeKind::Input(shape)) => inputs(shape),
            Some(TypeKind::Choice(variants)) => variants
                .iter()
                .flat_map(|variant| inputs(&variant.shape))
                .collect(),
            Some(TypeKind::Enum(_) | TypeKind::Identifier(_)) | None => Vec::new(),
        }
    };
    for (start, entry) in scope.types.iter().enumerate() {
        let mut seen = BTreeSet::new();
        let mut open = direct(start);
        while let Some(next) = open.pop() {
            if next == start {
                scope.sink.push(
                    Finding::new(
                        code::RECURSIVE,
                        entry.name.span,
                        format!("`{}` holds itself", entry.name.value),
                    )
                    .label("only a list of it can be inside it")
                    .help("put `list of` before it where it repeats"),
                );
                break;
            }
            if seen.insert(next) {
                open.extend(direct(next));
            }
        }
    }
}

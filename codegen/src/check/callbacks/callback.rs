//! Callbacks.

use crate::check::confirmation::compares_all;
use crate::check::credential::payload_field;
use crate::check::evidence::{evidence, quirks};
use crate::check::signed::covered_once;
use crate::check::{Scope, code, rust_pascal, types};
use crate::decode::{Path, Spanned};
use crate::finding::{Finding, suggest};
use crate::model::{
    self, AnswerField, AreaId, Callback, CallbackSignature, Carrier, Confirm, CoveredPart,
    OperationId, Scalar, TypeDef, ValueType,
};
use crate::spec;

/// Every callback that can be built.
pub fn callbacks(
    scope: &Scope<'_>,
    operations: &[model::Operation],
    types: &[TypeDef],
) -> Vec<Option<Callback>> {
    scope
        .callbacks
        .iter()
        .zip(&scope.callback_areas)
        .map(|(entry, area)| {
            let raw = entry.raw;
            let mut fields = types::answer_fields(scope, &raw.fields, Some(&raw.quirks));
            crate::check::arrival::check(scope, raw, &fields);
            let carriers: Vec<Carrier> = raw.carriers.iter().map(|carrier| carrier.value).collect();
            if !carriers.contains(&Carrier::Json) {
                for field in &mut fields {
                    field.leniency.text = true;
                    field.leniency.bit = true;
                }
            }
            let named = raw.fields.values().all(|field| !field.gaps.faulty("names"));
            let complete = named && fields.len() == raw.fields.len();
            let signature = match &raw.signature {
                Some(signature) => signature_of(scope, signature, &fields, complete).map(Some),
                None => Some(None),
            };
            let confirm = match &raw.confirm {
                Some(confirm) => {
                    confirm_by(scope, confirm, &fields, complete, operations, types).map(Some)
                }
                None => Some(None),
            };
            Some(Callback {
                name: entry.name.value.clone(),
                rust: rust_pascal(entry.name, raw.name.as_ref()),
                summary: raw.summary.value.clone(),
                area: AreaId(*area),
                carriers,
                fields,
                signature: signature?,
                confirm: confirm?,
                unconfirmed: raw.unconfirmed.as_ref().map(|why| why.value.clone()),
                evidence: evidence(&raw.evidence),
                quirks: quirks(&raw.quirks),
            })
        })
        .collect()
}

fn signature_of(
    scope: &Scope<'_>,
    raw: &spec::CallbackSignature,
    fields: &[AnswerField],
    complete: bool,
) -> Option<CallbackSignature> {
    let id = scope
        .signatures
        .find(&raw.signature.value, raw.signature.span, &scope.sink);
    let unsent: Vec<&str> = raw.unsent.iter().map(|path| path.value.as_str()).collect();
    let by_wire = |path: &Path| {
        let place = fields
            .iter()
            .position(|field| field.wire.contains(&path.value));
        let uncovered = |name: &&str| raw.over.iter().all(|path| path.value != *name);
        let misspelt = suggest(&path.value, unsent.iter().copied().filter(uncovered));
        if place.is_none() && complete {
            let message = format!("no field of the callback arrives as `{}`", path.value);
            let finding =
                Finding::new(code::UNKNOWN_NAME, path.span, message).label("unknown parameter");
            let named = fields.iter().find(|field| field.name == path.value);
            scope
                .sink
                .push(match (named.map(|field| &*field.wire), misspelt) {
                    (Some([wire, ..]), _) => {
                        finding.help(format!("`{}` arrives as `{wire}`", path.value))
                    }
                    (_, Some(unsent)) => finding.help(format!("did you mean `{unsent}`?")),
                    _ => finding.did_you_mean(&path.value, arriving(fields)),
                });
        }
        place
    };
    let numeric: Vec<&str> = raw.numeric.iter().map(|path| path.value.as_str()).collect();
    let over = raw.over.iter().map(|path| {
        if unsent.contains(&path.value.as_str()) {
            return Some(CoveredPart::Unsent(path.value.clone()));
        }
        let field = by_wire(path)?;
        Some(CoveredPart::Field {
            field,
            numeric: numeric.contains(&path.value.as_str()),
        })
    });
    let over = over
        .collect::<Vec<_>>()
        .into_iter()
        .collect::<Option<Vec<_>>>();
    check_parts(scope, raw, fields);
    let field = by_wire(&raw.field);
    let signature = scope.signatures.get(id?)?;
    Some(CallbackSignature {
        algorithm: signature.raw.algorithm.value,
        key: scope.credential(&signature.raw.key)?,
        field: field?,
        over: over?,
    })
}

/// The names under which the fields of a callback arrive.
fn arriving(fields: &[AnswerField]) -> impl Iterator<Item = &str> {
    let wire = fields.iter().flat_map(|field| &field.wire);
    wire.map(String::as_str)
}

/// Whether something in `over` that is no field was meant for a name: then that is what is told.
fn is_misspelt_in(over: &[Path], name: &str, fields: &[AnswerField], unsent: &[Path]) -> bool {
    let unsent = || unsent.iter().map(|path| path.value.as_str());
    let is_known = |name: &str| arriving(fields).chain(unsent()).any(|known| known == name);
    let mut unknown = over.iter().filter(|path| !is_known(&path.value));
    let named = |path: &Path| {
        fields
            .iter()
            .any(|field| field.name == path.value && field.wire.iter().any(|wire| wire == name))
    };
    unknown.any(|path| {
        named(path) || suggest(&path.value, arriving(fields).chain(unsent())) == Some(name)
    })
}

/// Finds parts that the signature does not cover, and those of which two things are said that cannot both be.
fn check_parts(scope: &Scope<'_>, raw: &spec::CallbackSignature, fields: &[AnswerField]) {
    let covered = |path: &Path| raw.over.iter().any(|known| known.value == path.value);
    let whole = !raw.gaps.faulty("over");
    covered_once(scope, &raw.over);
    for (list, label) in [
        (&raw.unsent, "only a part in `over` can be unsent"),
        (&raw.numeric, "only a part in `over` is compared"),
    ] {
        let told = |path: &Path| is_misspelt_in(&raw.over, &path.value, fields, &raw.unsent);
        let uncovered = |path: &&Path| whole && !covered(path) && !told(path);
        for path in list.iter().filter(uncovered) {
            let names = raw.over.iter().map(|known| known.value.as_str());
            scope.sink.push(
                Finding::new(
                    code::UNKNOWN_NAME,
                    path.span,
                    format!("the signature does not cover `{}`", path.value),
                )
                .label(label)
                .did_you_mean(&path.value, names),
            );
        }
    }
    let at_odds = |path: &Path, message: &str, label: &str| {
        let message = format!("`{}` {message}", path.value);
        let finding = Finding::new(code::SIGNED_PARTS, path.span, message);
        scope.sink.push(finding.label(label));
    };
    for path in &raw.unsent {
        if fields.iter().any(|field| field.wire.contains(&path.value)) {
            at_odds(
                path,
                "is a field of the callback and would not be compared",
                "only what no parameter repeats is unsent",
            );
        }
    }
    for path in &raw.numeric {
        if raw.unsent.iter().any(|unsent| unsent.value == path.value) {
            at_odds(
                path,
                "is unsent, so it is compared with nothing",
                "nor as a number",
            );
        }
    }
    for path in &raw.over {
        if path.value == raw.field.value {
            at_odds(
                path,
                "is the signature itself",
                "a signature does not cover itself",
            );
        }
    }
}

fn confirm_by(
    scope: &Scope<'_>,
    raw: &spec::Confirm,
    fields: &[AnswerField],
    complete: bool,
    operations: &[model::Operation],
    types: &[TypeDef],
) -> Option<Confirm> {
    let id = scope
        .operations
        .find(&raw.operation.value, raw.operation.span, &scope.sink)?;
    let operation = operations.get(id)?;
    crate::check::resolve::expect_read(scope, operation, &raw.operation);
    let mut reference = Vec::new();
    for (input, field) in &raw.reference {
        let input_place = operation
            .inputs
            .iter()
            .position(|known| known.name == input.value);
        let field_place = fields.iter().position(|known| known.name == field.value);
        if input_place.is_none() && !scope.gaps.lacks_input(&operation.name, &input.value) {
            scope.sink.push(
                Finding::new(
                    code::UNKNOWN_NAME,
                    input.span,
                    format!("`{}` has no input `{}`", operation.name, input.value),
                )
                .label("unknown input")
                .did_you_mean(
                    &input.value,
                    operation.inputs.iter().map(|known| known.name.as_str()),
                ),
            );
        }
        if field_place.is_none() && complete {
            scope.sink.push(
                Finding::new(
                    code::UNKNOWN_NAME,
                    field.span,
                    format!("the callback has no field `{}`", field.value),
                )
                .label("unknown field")
                .did_you_mean(&field.value, fields.iter().map(|known| known.name.as_str())),
            );
        }
        reference.extend(input_place.zip(field_place));
    }
    for input in operation.inputs.iter().filter(|input| !input.optional) {
        if raw.reference.position(&input.name).is_none() && !raw.reference.may_have(&input.name) {
            scope.sink.push(
                Finding::new(
                    code::BAD_REFERENCE,
                    raw.span,
                    format!(
                        "`{}` needs `{}`, which the reference does not give",
                        operation.name, input.name
                    ),
                )
                .label("it cannot be asked")
                .help(format!("add `{}: …` under `match`", input.name)),
            );
        }
    }
    sound(scope, raw, operation, &reference, fields);
    let references: Vec<&AnswerField> = reference
        .iter()
        .filter_map(|(_, field)| fields.get(*field))
        .collect();
    compares_all(scope, raw, &references, operation, types);
    let field_of = |name: &Option<Spanned<String>>| match name {
        Some(name) => payload_field(scope, operation, types, name).map(Some),
        None => Some(None),
    };
    let (echo, amount, currency) = (
        field_of(&raw.echo),
        field_of(&raw.amount),
        field_of(&raw.currency),
    );
    if let (Some(name), Some(Some((_, field)))) = (&raw.amount, &amount)
        && field.value != ValueType::Scalar(Scalar::Decimal)
    {
        scope.sink.push(
            Finding::new(
                code::NOT_AN_AMOUNT,
                name.span,
                format!("`{}` is not an amount", name.value),
            )
            .label("its type is not `decimal`")
            .help("name the field that holds the exact amount"),
        );
    }
    if let (Some(name), Some(Some((_, field)))) = (&raw.currency, &currency)
        && field.value != ValueType::Scalar(Scalar::Currency)
        && !crate::check::arrival::is_enum(scope, &field.value)
    {
        scope.sink.push(
            Finding::new(
                code::NOT_A_CURRENCY,
                name.span,
                format!("`{}` is not a currency", name.value),
            )
            .label("its type is neither `currency` nor an enum")
            .help("name the field that holds the currency, and give it such a type"),
        );
    }
    let claimed = reference.first().and_then(|(_, field)| fields.get(*field));
    if let (Some(name), Some(Some((_, echo))), Some(claimed)) = (&raw.echo, &echo, claimed)
        && !same_type(&echo.value, &claimed.value)
    {
        scope.sink.push(
            Finding::new(
                code::BAD_REFERENCE,
                name.span,
                format!(
                    "`{}` and `{}` are of different types",
                    name.value, claimed.name
                ),
            )
            .label("cannot be compared with the reference"),
        );
    }
    let place = |found: Option<(usize, AnswerField)>| found.map(|(place, _)| place);
    Some(Confirm {
        operation: OperationId(id),
        reference,
        echo: place(echo?),
        amount: place(amount?),
        currency: place(currency?),
        incomplete: raw.incomplete.as_ref().map(|why| why.value.clone()),
    })
}

/// Finds a confirmation that cannot ask, or could never be given.
fn sound(
    scope: &Scope<'_>,
    raw: &spec::Confirm,
    operation: &model::Operation,
    reference: &[(usize, usize)],
    fields: &[AnswerField],
) {
    let finding = |span, message: String| Finding::new(code::BAD_REFERENCE, span, message);
    let required = operation.inputs.iter().any(|input| !input.optional);
    if raw.reference.is_empty() && !raw.reference.is_incomplete() && !required {
        scope.sink.push(
            finding(
                raw.span,
                "the callback is confirmed by no reference".to_owned(),
            )
            .label("whose payment is asked for?")
            .help("name the operation's input and the callback's field under `match`"),
        );
    }
    for (input, field) in reference {
        let (Some(input), Some(field)) = (operation.inputs.get(*input), fields.get(*field)) else {
            continue;
        };
        let place = raw
            .reference
            .iter()
            .find(|(name, _)| name.value == input.name);
        let Some((name, from)) = place else { continue };
        if input.optional {
            scope.sink.push(optional_reference(operation, name));
        }
        if !same_type(&input.value, &field.value) {
            scope.sink.push(
                finding(
                    from.span,
                    format!(
                        "`{}` and `{}` are of different types",
                        from.value, name.value
                    ),
                )
                .label("cannot be handed over"),
            );
        } else if !identifies(&field.value) {
            scope.sink.push(
                finding(
                    from.span,
                    format!("`{}` is no reference of a payment", from.value),
                )
                .label("a list, a map or a text in Base64")
                .help("name the field that holds the number of the payment"),
            );
        }
    }
    let done = |rule: &model::OutcomeRule| matches!(rule.outcome, model::RuleOutcome::Done(_));
    if !operation.rules.iter().any(done) && !scope.gaps.lacks_answers(&operation.name) {
        scope.sink.push(
            Finding::new(
                code::BAD_RESOLVER,
                raw.operation.span,
                format!("`{}` is never `done`", operation.name),
            )
            .label("only a `done` answer confirms a payment"),
        );
    }
}

/// Whether values can be compared with the merchant's own. Of a text in Base64 nobody knows whether it was encoded.
fn identifies(value: &ValueType) -> bool {
    match value {
        ValueType::Scalar(scalar) => *scalar != Scalar::Base64Text,
        ValueType::Named(_) => true,
        ValueType::List(_) | ValueType::Map(_) => false,
    }
}

/// A reference through an input that the operation does not need.
pub fn optional_reference(operation: &model::Operation, name: &Spanned<String>) -> Finding {
    Finding::new(
        code::BAD_REFERENCE,
        name.span,
        format!(
            "`{}` does not need its input `{}`",
            operation.name, name.value
        ),
    )
    .label("a reference is an input that is always given")
    .help("require the input, or ask another operation")
}

/// Whether values of one type can be handed over as the other; of a moment, the text on the wire does not matter.
pub fn same_type(one: &ValueType, other: &ValueType) -> bool {
    match (one, other) {
        (ValueType::Scalar(Scalar::DateTime(_)), ValueType::Scalar(Scalar::DateTime(_))) => true,
        (one, other) => one == other,
    }
}

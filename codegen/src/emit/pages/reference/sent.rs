//! What an operation sends, and what feeds it.

use super::{SentRow, credential};
use crate::decide::markdown::{cell, code};
use crate::decide::prose;
use crate::model::{
    AuthKind, Body, Choosable, Constant, EncodingForm, InputField, InputPart, Operation, Provider,
    Source, WireField,
};

/// Everything that is sent, by place and name.
pub(super) fn rows(provider: &Provider, operation: &Operation) -> Vec<SentRow> {
    let mut rows = Vec::new();
    let inputs = &operation.inputs;
    add(provider, "query", "", inputs, &operation.query, &mut rows);
    if let Some(AuthKind::Headers(headers)) = operation.auth.map(|id| &provider[id].kind) {
        rows.extend(headers.iter().map(|(name, id)| SentRow {
            place: "header",
            name: name.clone(),
            source: format!("credential `{}`", credential(provider, *id)),
        }));
    }
    add(
        provider,
        "header",
        "",
        inputs,
        &operation.headers,
        &mut rows,
    );
    match &operation.body {
        Body::None => {}
        Body::Json { fields, .. } => add(provider, "JSON", "", inputs, fields, &mut rows),
        Body::Form(fields) => add(provider, "form", "", inputs, fields, &mut rows),
    }
    rows
}

fn add(
    provider: &Provider,
    place: &'static str,
    prefix: &str,
    inputs: &[InputField],
    fields: &[WireField],
    rows: &mut Vec<SentRow>,
) {
    for field in fields {
        let name = format!("{prefix}{}", field.name);
        if let Source::Object(inner) = &field.source {
            add(provider, place, &format!("{name}."), inputs, inner, rows);
            continue;
        }
        let mut source = source(provider, inputs, &field.source);
        if let Some((alternative, choice)) = field.only {
            let alternative = &provider[alternative];
            let choice = alternative
                .choices
                .get(choice)
                .map_or("", |choice| choice.name.as_str());
            source.push_str(&format!(
                "; only under `{choice}` of `{}`",
                alternative.name
            ));
        }
        rows.push(SentRow {
            place,
            name,
            source: cell(&source),
        });
    }
}

fn source(provider: &Provider, inputs: &[InputField], source: &Source) -> String {
    match source {
        Source::Input {
            input,
            part,
            encoding,
        } => {
            let name = inputs.get(*input).map_or("", |input| input.name.as_str());
            let mut text = match part {
                InputPart::Whole => code(name),
                InputPart::ExpiryMonth => format!("the month of {}", code(name)),
                InputPart::ExpiryYear => format!("the year of {}", code(name)),
                InputPart::ExpiryShortYear => {
                    format!("the last two digits of the year of {}", code(name))
                }
            };
            text.push_str(match encoding.form {
                EncodingForm::Own => "",
                EncodingForm::Text => ", as text",
                EncodingForm::Number => ", as a number",
                EncodingForm::UpperCase => ", in capitals",
                EncodingForm::Bit => ", as 1 or 0",
                EncodingForm::JsonText => ", as JSON text",
            });
            if let Some(Choosable::Chosen { alternative, .. }) = &encoding.decimals {
                text.push_str(&format!(", decimals by `{}`", provider[*alternative].name));
            }
            text
        }
        Source::Credential(id) => format!("credential `{}`", credential(provider, *id)),
        Source::Constant(Constant::Text(text)) => {
            format!("always {}", code(&format!("\"{text}\"")))
        }
        Source::Constant(Constant::Number(digits)) => format!("always {}", code(digits)),
        Source::Constant(Constant::Boolean(value)) => format!("always `{value}`"),
        Source::Signature { signature, over } => {
            let lists = prose::choices(provider, over)
                .into_iter()
                .map(|(choice, names)| {
                    let names: Vec<_> = names.iter().map(|name| code(name)).collect();
                    let names = prose::and(&names);
                    choice.map_or(names.clone(), |(alternative, choice)| {
                        format!("{names} (`{choice}` of `{alternative}`)")
                    })
                });
            format!(
                "signature `{}` over {}",
                provider[*signature].name,
                lists.collect::<Vec<_>>().join("; ")
            )
        }
        Source::Object(_) => String::new(),
    }
}

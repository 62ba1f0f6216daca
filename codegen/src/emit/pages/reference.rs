//! The view of a provider that its reference shows.

use askama::Template;

use crate::decide::markdown::{block, cell, code, fence, inline};
use crate::decide::{doc, prose};
use crate::model::{
    AnswerField, AreaId, AuthKind, Callback, CredentialId, Effect, ErrorCode, Evidence, Example,
    InputField, InputShape, Operation, Provider, Resolve, SignatureAlgorithm, Source, TypeDef,
    TypeKind,
};

mod sent;

/// The page.
#[derive(Template)]
#[template(path = "reference.md", escape = "none")]
pub(super) struct Page {
    name: String,
    title: String,
    summary: String,
    documentation: String,
    apis: Vec<ApiRow>,
    credentials: Vec<SetRow>,
    auths: Vec<Way>,
    signatures: Vec<Way>,
    areas: Vec<AreaView>,
    tables: Vec<TableView>,
}

struct ApiRow {
    name: String,
    test: String,
    live: String,
    summary: String,
    evidence: String,
}

struct SetRow {
    name: String,
    optional: bool,
    summary: String,
    values: Vec<CredentialRow>,
}

struct CredentialRow {
    name: String,
    test: String,
    live: String,
    secret: bool,
    summary: String,
}

/// A way to authenticate or to sign.
struct Way {
    name: String,
    summary: String,
    how: String,
    evidence: String,
}

struct AreaView {
    name: String,
    summary: String,
    operations: Vec<OperationView>,
    callbacks: Vec<CallbackView>,
    types: Vec<TypeView>,
}

struct OperationView {
    name: String,
    summary: String,
    details: String,
    requests: String,
    api: String,
    auth: String,
    effect_word: &'static str,
    effect: String,
    evidence: String,
    resolver: String,
    verdicts: Vec<String>,
    inputs: Vec<InputRow>,
    sent: Vec<SentRow>,
    rules: Vec<RuleRow>,
    codes: Vec<CodeRow>,
    table: String,
    quirks: Vec<QuirkRow>,
    examples: Vec<ExampleView>,
}

struct InputRow {
    name: String,
    kind: String,
    need: &'static str,
    meaning: String,
}

struct SentRow {
    place: &'static str,
    name: String,
    source: String,
}

struct RuleRow {
    outcome: String,
    when: String,
}

struct CodeRow {
    code: String,
    name: String,
    summary: String,
}

struct QuirkRow {
    name: String,
    text: String,
    evidence: String,
}

struct ExampleView {
    name: String,
    outcome: String,
    origin: String,
    /// What opens and closes each block.
    fence: String,
    headers: String,
    request: String,
    http: u16,
    language: &'static str,
    body: String,
}

struct CallbackView {
    name: String,
    summary: String,
    details: String,
    fields: Vec<FieldRow>,
}

struct TypeView {
    name: String,
    summary: String,
    kind: String,
    fields: Vec<FieldRow>,
    values: Vec<CodeRow>,
}

struct FieldRow {
    name: String,
    wire: String,
    kind: String,
    need: &'static str,
    meaning: String,
}

struct TableView {
    name: String,
    codes: Vec<CodeRow>,
}

impl Page {
    /// The view of a provider.
    pub(super) fn new(provider: &Provider) -> Self {
        let apis = provider.apis.iter().map(|api| ApiRow {
            name: api.name.clone(),
            test: api.test.clone(),
            live: api.live.clone(),
            summary: text(&api.summary),
            evidence: cell(&prose::evidence(&api.evidence)),
        });
        let credentials = provider.credential_sets.iter().map(|set| SetRow {
            name: set.name.clone(),
            optional: set.optional,
            summary: text(&set.summary),
            values: set
                .values
                .iter()
                .map(|value| CredentialRow {
                    name: value.name.clone(),
                    test: value.env.test.clone(),
                    live: value.env.live.clone(),
                    secret: value.secret,
                    summary: text(&value.summary),
                })
                .collect(),
        });
        let auths = provider.auths.iter().map(|auth| Way {
            name: auth.name.clone(),
            summary: text(&auth.summary),
            how: authentication(provider, &auth.kind),
            evidence: cell(&prose::evidence(&auth.evidence)),
        });
        let signatures = provider.signatures.iter().map(|signature| Way {
            name: signature.name.clone(),
            summary: text(&signature.summary),
            how: format!(
                "{} Key: `{}`.",
                algorithm(signature.algorithm),
                credential(provider, signature.key)
            ),
            evidence: cell(&prose::evidence(&signature.evidence)),
        });
        Self {
            name: provider.name.clone(),
            title: inline(&provider.title),
            summary: text(&provider.summary),
            documentation: inline(&provider.documentation),
            apis: apis.collect(),
            credentials: credentials.collect(),
            auths: auths.collect(),
            signatures: signatures.collect(),
            areas: (0..provider.areas.len())
                .map(|area| area_view(provider, AreaId(area)))
                .collect(),
            tables: provider
                .code_tables
                .iter()
                .map(|table| TableView {
                    name: table.name.clone(),
                    codes: table.codes.iter().map(code_row).collect(),
                })
                .collect(),
        }
    }
}

fn text(text: &str) -> String {
    cell(&inline(&prose::sentence(text)))
}

/// What something means, and where it is from if not from where the rest is.
fn sourced(summary: &str, evidence: Option<&Evidence>) -> String {
    let mut said = vec![inline(&prose::sentence(summary))];
    said.extend(prose::known_from(evidence));
    cell(&said.join(" "))
}

fn credential(provider: &Provider, id: CredentialId) -> String {
    provider.credential(id).name.clone()
}

fn authentication(provider: &Provider, kind: &AuthKind) -> String {
    match kind {
        AuthKind::Headers(headers) => {
            let pairs: Vec<_> = headers
                .iter()
                .map(|(name, id)| format!("{} is `{}`", code(name), credential(provider, *id)))
                .collect();
            format!("Headers: {}.", prose::and(&pairs))
        }
        AuthKind::Token(token) => format!(
            "The header {} carries the token of `{}`, {} at most, renewed {} before its end; it is stale when {}.",
            code(&token.header),
            provider[token.operation].name,
            prose::duration(token.lifetime),
            prose::duration(token.margin),
            prose::conditions(&token.stale)
        ),
    }
}

fn algorithm(algorithm: SignatureAlgorithm) -> &'static str {
    match algorithm {
        SignatureAlgorithm::AesCbcBundle => {
            "`iv:salt:base64`, AES-256-CBC over the fields joined by a bar, `/` written as `__`."
        }
        SignatureAlgorithm::Sha256Joined => {
            "Lower-case hex SHA-256 of the key and the fields joined by `###`."
        }
    }
}

fn area_view(provider: &Provider, id: AreaId) -> AreaView {
    let area = &provider[id];
    AreaView {
        name: area.name.clone(),
        summary: inline(&prose::sentence(&area.summary)),
        operations: provider
            .operations_in(id)
            .map(|operation| operation_view(provider, operation))
            .collect(),
        callbacks: provider
            .callbacks_in(id)
            .map(|callback| callback_view(provider, callback))
            .collect(),
        types: provider
            .types_in(id)
            .map(|def| type_view(provider, def))
            .collect(),
    }
}

fn operation_view(provider: &Provider, operation: &Operation) -> OperationView {
    let requests = prose::choices(provider, &operation.request)
        .into_iter()
        .map(|(choice, line)| {
            let line = code(&prose::request_line(operation, line));
            choice.map_or(line.clone(), |(alternative, choice)| {
                format!("{line} (`{choice}` of `{alternative}`)")
            })
        });
    let (resolver, verdicts) = match &operation.effect {
        Effect::Once(Resolve::By {
            operation,
            verdicts,
            ..
        }) => (
            provider[*operation].name.clone(),
            verdicts
                .iter()
                .map(|(condition, verdict)| prose::verdict(condition, *verdict))
                .collect(),
        ),
        _ => (String::new(), Vec::new()),
    };
    let rules = operation.rules.iter().map(|rule| RuleRow {
        outcome: prose::outcome(provider, &rule.outcome),
        when: prose::conditions(&rule.when),
    });
    let quirks = operation.quirks.iter().map(|quirk| QuirkRow {
        name: quirk.name.clone(),
        text: doc::quirk(quirk),
        evidence: prose::evidence(&quirk.evidence),
    });
    OperationView {
        name: operation.name.clone(),
        summary: text(&operation.summary),
        details: operation
            .details
            .as_deref()
            .map(|text| block(text, 120))
            .unwrap_or_default()
            .join("\n"),
        requests: prose::or(&requests.collect::<Vec<_>>()),
        api: provider[operation.api].name.clone(),
        auth: prose::auth(provider, operation),
        effect_word: prose::effect_word(&operation.effect),
        effect: prose::effect(provider, operation),
        evidence: prose::evidence(&operation.evidence),
        resolver,
        verdicts,
        inputs: operation
            .inputs
            .iter()
            .map(|input| input_row(provider, input))
            .collect(),
        sent: sent::rows(provider, operation),
        rules: rules.collect(),
        codes: operation.codes.iter().map(code_row).collect(),
        table: operation
            .code_table
            .map(|table| provider[table].name.clone())
            .unwrap_or_default(),
        quirks: quirks.collect(),
        examples: operation
            .examples
            .iter()
            .map(|example| example_view(provider, operation, example))
            .collect(),
    }
}

fn need(optional: bool) -> &'static str {
    if optional { "optional" } else { "required" }
}

fn input_row(provider: &Provider, input: &InputField) -> InputRow {
    let mut meaning = vec![inline(&prose::sentence(&input.summary))];
    meaning.extend(prose::constraints(&input.constraints));
    meaning.extend(prose::known_from(input.evidence.as_ref()));
    InputRow {
        name: input.name.clone(),
        kind: prose::type_name(provider, &input.value),
        need: need(input.optional),
        meaning: cell(&meaning.join(" ")),
    }
}

fn code_row(found: &ErrorCode) -> CodeRow {
    CodeRow {
        code: cell(&code(&found.code)),
        name: found.name.clone(),
        summary: sourced(&found.summary, found.evidence.as_ref()),
    }
}

fn example_view(provider: &Provider, operation: &Operation, example: &Example) -> ExampleView {
    let request = example.request.as_ref();
    let headers = request
        .iter()
        .flat_map(|request| &request.headers)
        .map(|(name, value)| format!("{name}: {value}"));
    let body = request
        .and_then(|request| request.body.as_deref())
        .unwrap_or_default();
    let html = example.answer.body.trim_start().starts_with('<');
    ExampleView {
        name: example.name.clone(),
        outcome: prose::example_outcome(provider, operation, &example.outcome).replace('`', ""),
        origin: prose::sentence(&prose::capital(&prose::origin(&example.origin))),
        fence: fence(&format!("{body}\n{}", example.answer.body)),
        headers: headers.collect::<Vec<_>>().join("\n"),
        request: body.trim_end().to_owned(),
        http: example.answer.http,
        language: if html { "html" } else { "json" },
        body: example.answer.body.trim_end().to_owned(),
    }
}

fn callback_view(provider: &Provider, callback: &Callback) -> CallbackView {
    CallbackView {
        name: callback.name.clone(),
        summary: text(&callback.summary),
        details: doc::callback_facts(provider, callback).join(" "),
        fields: callback
            .fields
            .iter()
            .map(|field| field_row(provider, field))
            .collect(),
    }
}

fn field_row(provider: &Provider, field: &AnswerField) -> FieldRow {
    let names: Vec<_> = field.wire.iter().map(|name| code(name)).collect();
    FieldRow {
        name: field.name.clone(),
        wire: names.join(", else "),
        kind: prose::type_name(provider, &field.value),
        need: need(field.optional),
        meaning: sourced(&field.summary, field.evidence.as_ref()),
    }
}

fn type_view(provider: &Provider, def: &TypeDef) -> TypeView {
    let (mut fields, mut values) = (Vec::new(), Vec::new());
    let kind = match &def.kind {
        TypeKind::Answer(known) => {
            fields.extend(known.iter().map(|field| field_row(provider, field)));
            String::from("Part of an answer.")
        }
        TypeKind::Input(shape) => {
            fields.extend(shape_rows(provider, "", shape));
            String::from("Given by the caller.")
        }
        TypeKind::Choice(variants) => {
            for variant in variants {
                fields.extend(shape_rows(
                    provider,
                    &format!("{}.", variant.name),
                    &variant.shape,
                ));
            }
            String::from("Given by the caller: exactly one of its variants.")
        }
        TypeKind::Enum(open) => {
            values.extend(open.values.iter().map(|value| {
                CodeRow {
                    code: std::iter::once(&value.code)
                        .chain(&value.also)
                        .map(|known| code(known))
                        .collect::<Vec<_>>()
                        .join(", "),
                    name: value.name.clone(),
                    summary: sourced(&value.summary, value.evidence.as_ref()),
                }
            }));
            String::from("A code; one that is not listed is kept.")
        }
        TypeKind::Identifier(identifier) => prose::identifier(identifier).join(" "),
    };
    TypeView {
        name: def.name.clone(),
        summary: text(&def.summary),
        kind,
        fields,
        values,
    }
}

fn shape_rows(provider: &Provider, prefix: &str, shape: &InputShape) -> Vec<FieldRow> {
    let rows = shape.inputs.iter().enumerate().map(|(place, input)| {
        let names: Vec<_> = shape
            .body
            .iter()
            .filter(|field| feeds(&field.source, place))
            .map(|field| code(&field.name))
            .collect();
        let row = input_row(provider, input);
        FieldRow {
            name: format!("{prefix}{}", row.name),
            wire: names.join(", "),
            kind: row.kind,
            need: row.need,
            meaning: row.meaning,
        }
    });
    rows.collect()
}

fn feeds(source: &Source, place: usize) -> bool {
    match source {
        Source::Input { input, .. } => *input == place,
        Source::Object(fields) => fields.iter().any(|field| feeds(&field.source, place)),
        _ => false,
    }
}

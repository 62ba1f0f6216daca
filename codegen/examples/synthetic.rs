//! Writes a synthetic spec of realistic field counts, to measure the generator and the code it makes.
//!
//! `cargo run -p codegen --example synthetic -- 140 FOLDER` writes `FOLDER/synthetic/*.yaml` with 140 operations: ten per
//! area, 15 inputs and 15 answer fields each, every third one signed, every fourth one `once`, one example each. The same
//! count gives the same bytes.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

const PER_AREA: usize = 10;
const FIELDS: usize = 15;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let (Some(count), Some(folder)) = (
        arguments.next().and_then(|count| count.parse().ok()),
        arguments.next(),
    ) else {
        eprintln!("usage: synthetic OPERATIONS FOLDER");
        return ExitCode::FAILURE;
    };
    match write(count, &Path::new(&folder).join("synthetic")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{folder}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(count: usize, folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let areas = count.div_ceil(PER_AREA);
    std::fs::write(folder.join("provider.yaml"), index(areas))?;
    for area in 0..areas {
        let operations = area * PER_AREA..count.min((area + 1) * PER_AREA);
        std::fs::write(
            folder.join(format!("area_{area}.yaml")),
            part(area, operations),
        )?;
    }
    Ok(())
}

fn index(areas: usize) -> String {
    let parts: Vec<String> = (0..areas).map(|area| format!("area_{area}.yaml")).collect();
    format!(
        "language: 1
provider: synthetic
title: Synthetic
summary: A made-up provider of realistic size.
documentation: https://docs.example/
parts: [{}]

apis:
  payment:
    summary: Every call.
    test: https://test.example
    live: https://live.example
    evidence: {{ inferred: made up }}

credentials:
  merchant:
    summary: The key pair.
    values:
      key: {{ summary: The key., env: {{ test: SYNTHETIC_TEST_KEY, live: SYNTHETIC_LIVE_KEY }}, secret: true, example: example-key }}
      client: {{ summary: The client., env: {{ test: SYNTHETIC_TEST_CLIENT, live: SYNTHETIC_LIVE_CLIENT }}, secret: true, example: example-client }}

auth:
  keys:
    summary: The key pair as headers.
    headers: {{ x-key: key, x-client: client }}
    evidence: {{ inferred: made up }}

signatures:
  hash:
    summary: A bundle.
    algorithm: aes_cbc_bundle
    key: key
    evidence: {{ inferred: made up }}

envelopes:
  status:
    summary: A code and a message.
    rules:
      - refused: {{ code: status_code, message: [status_description, message] }}
        when: {{ status_code: {{ present: true }} }}
    evidence: {{ inferred: made up }}
",
        parts.join(", ")
    )
}

/// The type of each field, as inputs and answers alternate through them.
const INPUTS: [&str; 8] = [
    "text",
    "decimal",
    "integer",
    "text",
    "boolean",
    "currency",
    "card_number",
    "text",
];
const ANSWERS: [&str; 6] = ["text", "integer", "decimal", "boolean", "secret", "text"];

fn part(area: usize, operations: std::ops::Range<usize>) -> String {
    let mut text =
        format!("area: area_{area}\nsummary: Operations of area {area}.\n\noperations:\n");
    let mut types = String::from("\ntypes:\n");
    for number in operations {
        operation(&mut text, number);
        let _ = write!(
            types,
            "  Record{number}:\n    summary: What operation {number} gives.\n    fields:\n"
        );
        for field in 0..FIELDS {
            let kind = ANSWERS[field % ANSWERS.len()];
            let reads = if matches!(kind, "integer" | "decimal") {
                "text"
            } else {
                "number"
            };
            let reads = if matches!(kind, "boolean") {
                "bit"
            } else {
                reads
            };
            let _ = writeln!(
                types,
                "      field_{field}: {{ type: {kind}, optional: {}, reads: [{reads}], names: [Field{field}, field_{field}], summary: Field {field}. }}",
                field % 3 != 0
            );
        }
    }
    text + &types
}

fn operation(text: &mut String, number: usize) {
    let effect = match number % 4 {
        0 => "{ once: { resolve: none, because: made up } }",
        1 => "repeatable",
        _ => "read",
    };
    let _ = write!(
        text,
        "  operation_{number}:
    summary: Does the thing of number {number}.
    evidence: {{ inferred: made up }}
    request: POST /api/operation/{number}
    auth: keys
    effect: {effect}
    inputs:
"
    );
    for field in 0..FIELDS {
        let kind = INPUTS[field % INPUTS.len()];
        let length = if kind == "text" {
            ", max_length: 100"
        } else {
            ""
        };
        let _ = writeln!(
            text,
            "      input_{field}: {{ type: {kind}, optional: {}{length}, summary: Input {field}. }}",
            field % 2 == 1
        );
    }
    text.push_str("    body:\n      key: { credential: key }\n");
    for field in 0..FIELDS {
        let _ = writeln!(text, "      input_{field}: input_{field}");
    }
    if number.is_multiple_of(3) {
        text.push_str("      hash: { sign: hash, over: [key, input_0, input_2, input_4] }\n");
    } else if number == 1 {
        text.push_str("      hash: { sign: hash, over: [key, input_0] }\n");
    }
    let _ = write!(
        text,
        "    outcomes:
      - {{ done: Record{number}, at: data, when: {{ status_code: 100 }} }}
    envelope: status
    codes:
      41: {{ name: failed, summary: It failed. }}
      69: {{ name: not_processed, summary: Not processed yet. }}
    examples:
      done:
        constructed: made up
        answer:
          http: 200
          body: |
            {{\"status_code\": 100, \"data\": {{\"Field0\": \"a\", \"Field3\": true, \"Field6\": \"b\", \"Field9\": false, \"Field12\": \"c\"}}}}
        outcome: done
"
    );
}

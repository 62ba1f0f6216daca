//! The documentation of what is printed, as lines of Markdown.

use super::names::plain;
use super::{markdown, operation, prose};
use crate::model::{
    Alternative, AlternativeChoice, AnswerField, Callback, Carrier, CoveredPart, Credential,
    CredentialSet, EnumValue, ErrorCode, InputField, Operation, OperationKind, Provider, Quirk,
    TypeDef, TypeKind,
};

/// Most characters of a line, marker and indent not counted.
const WIDTH: usize = 96;

/// Markdown that grows by paragraphs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc {
    lines: Vec<String>,
}

impl Doc {
    /// A document that starts with a paragraph from the spec.
    pub fn new(summary: &str) -> Self {
        Self::default().paragraph(&markdown::inline(&prose::sentence(summary)))
    }

    /// Adds a paragraph of Markdown. An empty one adds nothing.
    pub fn paragraph(self, text: &str) -> Self {
        self.block(markdown::wrap(text, WIDTH))
    }

    /// Adds a heading.
    pub fn heading(self, text: &str) -> Self {
        self.block(vec![format!("# {text}")])
    }

    /// Adds a list. An empty one adds nothing.
    pub fn bullets(self, items: impl IntoIterator<Item = String>) -> Self {
        let mut lines = Vec::new();
        for item in items {
            for (place, line) in markdown::wrap(&item, WIDTH - 2).into_iter().enumerate() {
                lines.push(if place == 0 {
                    format!("- {line}")
                } else {
                    format!("  {line}")
                });
            }
        }
        self.block(lines)
    }

    /// Adds a block of code. An empty one adds nothing.
    pub fn code(self, language: &str, code: &str) -> Self {
        if code.trim().is_empty() {
            return self;
        }
        let mut lines = vec![format!("```{language}")];
        lines.extend(
            code.trim_end()
                .lines()
                .map(|line| line.trim_end().to_owned()),
        );
        lines.push("```".to_owned());
        self.block(lines)
    }

    /// Adds lines of Markdown as they are.
    pub fn block(mut self, lines: Vec<String>) -> Self {
        if lines.is_empty() {
            return self;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
        self
    }

    /// The lines.
    pub fn into_lines(self) -> Vec<String> {
        self.lines
    }
}

/// A provider's module.
pub fn provider(provider: &Provider) -> Doc {
    let title = markdown::inline(&provider.title);
    let areas = provider.areas.iter().map(|area| {
        let link = match plain(&area.rust) {
            name if name == area.rust => format!("[`{name}`]"),
            name => format!("[`{name}`](self::{})", area.rust),
        };
        format!(
            "{link}: {}",
            markdown::inline(&prose::sentence(&area.summary))
        )
    });
    Doc::new(&provider.summary)
        .paragraph("[`Client`] has a method for each operation; the areas hold what the operations take and give:")
        .bullets(areas)
        .paragraph(&format!(
            "The documentation of {title}: {}.",
            markdown::inline(&provider.documentation)
        ))
}

/// An operation's struct. `root` is the path from there to the provider's module, the example a call of it.
pub fn operation(provider: &Provider, operation: &Operation, root: &str, example: &str) -> Doc {
    let method = format!(
        "Its method is [`Client::{}`].",
        plain(&operation.rust_method)
    );
    let entry = match operation.kind {
        OperationKind::Call => method,
        OperationKind::BrowserForm => {
            format!("{method} The shopper's browser sends it, from a form that the client fills.")
        }
    };
    let lines = prose::choices(provider, &operation.request)
        .into_iter()
        .map(|(choice, line)| {
            let line = markdown::code(&prose::request_line(operation, line));
            choice.map_or(line.clone(), |(alternative, choice)| {
                format!("{line} (`{choice}` of `{alternative}`)")
            })
        });
    let request = format!(
        "{}. {}",
        prose::or(&lines.collect::<Vec<_>>()),
        prose::auth(provider, operation)
    );
    let mut doc = Doc::new(&operation.summary)
        .block(
            operation
                .details
                .as_deref()
                .map(|text| markdown::block(text, WIDTH))
                .unwrap_or_default(),
        )
        .paragraph(&entry)
        .paragraph(&request)
        .heading("If no answer comes")
        .paragraph(&prose::effect(provider, operation));
    doc = alternatives(doc, provider, operation, root);
    if !operation.quirks.is_empty() {
        doc = doc
            .heading("Where the documents leave doubt")
            .bullets(operation.quirks.iter().map(named_quirk));
    }
    doc = doc
        .heading("Source")
        .paragraph(&prose::evidence(&operation.evidence));
    if !example.trim().is_empty() {
        doc = doc.heading("Example").code("ignore", example);
    }
    doc
}

fn alternatives(doc: Doc, provider: &Provider, operation: &Operation, root: &str) -> Doc {
    let disputed = operation::alternatives(provider, operation);
    if disputed.is_empty() {
        return doc;
    }
    doc.heading("Alternatives")
        .bullets(disputed.into_iter().map(|id| {
            let Alternative { rust, summary, .. } = &provider[id];
            format!(
                "[`alternatives::{rust}`]({root}::alternatives::{rust}): {}",
                markdown::inline(&prose::sentence(summary))
            )
        }))
}

/// A quirk among others, led by its name, which says what it is about.
fn named_quirk(quirk: &Quirk) -> String {
    format!("`{}`: {}", quirk.name, self::quirk(quirk))
}

/// A quirk, as one paragraph.
pub fn quirk(quirk: &Quirk) -> String {
    let mut text = format!(
        "{} *Done here:* {}",
        markdown::inline(&prose::sentence(&quirk.documents)),
        markdown::inline(&prose::sentence(&quirk.we))
    );
    if let Some(because) = &quirk.because {
        text.push(' ');
        text.push_str(&markdown::inline(&prose::sentence(because)));
    }
    text
}

/// The client's method for an operation. `refusal` is the type of its refusals.
pub fn method(provider: &Provider, operation: &Operation, refusal: &str) -> Doc {
    let effect = prose::effect(provider, operation);
    let doc = Doc::new(&operation.summary);
    match operation.kind {
        OperationKind::Call => doc.paragraph(&effect).heading("Errors").paragraph(&format!(
            "[`{refusal}`] where {} refuses it; [`runtime::Error`] tells what else can happen to a call.",
            markdown::inline(&provider.title)
        )),
        OperationKind::BrowserForm => {
            doc.paragraph(&effect).paragraph("Nothing is sent: give the form to the shopper's browser.")
        }
    }
}

/// The method that asks what came of an operation whose answer was lost. `name` is the operation's type.
pub fn resolve_method(resolver: &Operation, name: &str) -> Doc {
    Doc::default()
        .paragraph(&format!(
            "Asks what came of a [`{name}`] whose answer was lost, with `{}`.",
            resolver.name
        ))
        .heading("Errors")
        .paragraph("The error of the question. Nothing is learned then: ask again.")
}

/// What is needed to ask it.
pub fn reference(name: &str) -> Doc {
    Doc::default().paragraph(&format!(
        "What is needed to find out later what came of [`{name}`]. Keep it before sending, so that a crash loses nothing."
    ))
}

/// A required or optional input.
pub fn input(field: &InputField) -> Doc {
    let mut text = vec![markdown::inline(&prose::sentence(&field.summary))];
    text.extend(prose::form(&field.value));
    text.extend(prose::constraints(&field.constraints));
    text.extend(prose::known_from(field.evidence.as_ref()));
    Doc::default().paragraph(&text.join(" "))
}

/// An input of an operation: [`input`], and what it must be given together with.
pub fn operation_input(operation: &Operation, place: usize) -> Doc {
    let Some(field) = operation.inputs.get(place) else {
        return Doc::default();
    };
    let doc = input(field);
    let others = operation
        .together
        .iter()
        .filter(|group| group.contains(&place))
        .flatten()
        .filter(|other| **other != place);
    let names: Vec<_> = others
        .filter_map(|other| operation.inputs.get(*other))
        .map(|other| markdown::code(&other.name))
        .collect();
    if names.is_empty() {
        doc
    } else {
        doc.paragraph(&format!(
            "Given together with {}, or not at all.",
            prose::and(&names)
        ))
    }
}

/// A field of an answer or a callback.
pub fn answer_field(provider: &Provider, field: &AnswerField) -> Doc {
    let mut text = vec![markdown::inline(&prose::sentence(&field.summary))];
    text.extend(prose::form(&field.value));
    text.extend(prose::known_from(field.evidence.as_ref()));
    let doc = Doc::default().paragraph(&text.join(" "));
    quirks_of(provider, field).fold(doc, |doc, found| doc.paragraph(&quirk(found)))
}

/// The quirks that a field shows.
pub fn quirks_of<'m>(
    provider: &'m Provider,
    field: &'m AnswerField,
) -> impl Iterator<Item = &'m Quirk> {
    field.quirks.iter().filter_map(|name| {
        let own = provider
            .operations
            .iter()
            .flat_map(|operation| &operation.quirks);
        let called = provider
            .callbacks
            .iter()
            .flat_map(|callback| &callback.quirks);
        own.chain(called).find(|quirk| quirk.name == *name)
    })
}

/// A named type.
pub fn type_def(def: &TypeDef) -> Doc {
    let doc = Doc::new(&def.summary);
    match &def.kind {
        TypeKind::Enum(_) => {
            doc.paragraph("A code that is not listed is kept as [`Self::Unknown`].")
        }
        TypeKind::Identifier(identifier) => doc.paragraph(&prose::identifier(identifier).join(" ")),
        TypeKind::Answer(_) | TypeKind::Input(_) | TypeKind::Choice(_) => doc,
    }
}

/// A value of an enum.
pub fn enum_value(value: &EnumValue) -> Doc {
    let mut text = vec![format!(
        "{}: {}",
        markdown::code(&value.code),
        markdown::inline(&prose::sentence(&value.summary))
    )];
    if !value.also.is_empty() {
        let also: Vec<_> = value.also.iter().map(|code| markdown::code(code)).collect();
        text.push(format!("Read from {} too.", prose::and(&also)));
    }
    text.extend(prose::known_from(value.evidence.as_ref()));
    Doc::default().paragraph(&text.join(" "))
}

/// An error code.
pub fn error_code(code: &ErrorCode) -> Doc {
    let mut text = vec![format!(
        "{}: {}",
        markdown::code(&code.code),
        markdown::inline(&prose::sentence(&code.summary))
    )];
    text.extend(prose::known_from(code.evidence.as_ref()));
    Doc::default().paragraph(&text.join(" "))
}

/// A disputed fact.
pub fn alternative(alternative: &Alternative) -> Doc {
    let default = alternative
        .choices
        .get(alternative.default)
        .map_or("", |choice| choice.rust.as_str());
    Doc::new(&alternative.summary).paragraph(&format!(
        "The documents do not settle it. The client takes [`Self::{default}`] unless its builder is given another choice."
    ))
}

/// A choice of a disputed fact.
pub fn alternative_choice(choice: &AlternativeChoice) -> Doc {
    Doc::new(&choice.summary).paragraph(&prose::evidence(&choice.evidence))
}

/// An argument that takes a credential: one line of a list.
pub fn credential(name: &str, credential: &Credential) -> String {
    format!(
        "`{}`: {}",
        plain(name),
        markdown::inline(&prose::sentence(&credential.summary))
    )
}

/// The method that takes a set of optional credentials.
pub fn credential_set(set: &CredentialSet) -> Doc {
    Doc::new(&set.summary).bullets(
        set.values
            .iter()
            .map(|value| credential(&value.rust, value)),
    )
}

/// A callback.
pub fn callback(provider: &Provider, callback: &Callback) -> Doc {
    let facts = callback_facts(provider, callback);
    let mut doc = facts
        .iter()
        .fold(Doc::new(&callback.summary), |doc, fact| doc.paragraph(fact));
    if !callback.quirks.is_empty() {
        doc = doc
            .heading("Where the documents leave doubt")
            .bullets(callback.quirks.iter().map(named_quirk));
    }
    doc.heading("Source")
        .paragraph(&prose::evidence(&callback.evidence))
}

/// The function that reads a callback from what carries it.
pub fn callback_entry(carrier: Carrier) -> Doc {
    Doc::default()
        .paragraph(match carrier {
            Carrier::Query => "Reads it from the query of an address, as it arrived: still percent-encoded.",
            Carrier::Form => "Reads it from a form body, as it arrived.",
            Carrier::Json => {
                "Reads it from a JSON body, as it arrived; one that came compressed is to be unpacked before."
            }
        })
        .heading("Errors")
        .paragraph(
            "A documented parameter is missing, not of its type, or there twice where it decides. A wrong signature is no \
             error: the provider's answer decides, not the callback.",
        )
}

/// The method that confirms the payment of a callback. `name` is the callback's type.
pub fn confirm_method(status: &Operation, name: &str) -> Doc {
    Doc::default()
        .paragraph(&format!(
            "Asks what became of the payment of a [`{name}`], with `{}`, and compares the answer with what is expected.",
            status.name
        ))
        .heading("Errors")
        .paragraph("Unless the provider says that the payment is made, and nothing differs.")
}

/// How a callback arrives, what it proves, what its signature covers: a sentence each.
pub fn callback_facts(provider: &Provider, callback: &Callback) -> Vec<String> {
    let carriers: Vec<_> = callback
        .carriers
        .iter()
        .map(|carrier| match carrier {
            Carrier::Query => "in the query of an address",
            Carrier::Form => "as a form",
            Carrier::Json => "as a JSON body",
        })
        .collect();
    let mut facts = vec![format!("It arrives {}.", carriers.join(" or "))];
    facts.push(match &callback.confirm {
        Some(confirm) => format!(
            "Whatever it says is a hint, because anyone can send one: {} (`{}`) confirms it.",
            markdown::inline(&provider.title),
            provider[confirm.operation].name
        ),
        None => {
            let hint = "Whatever it says is a hint, because anyone can send one, and no operation confirms it";
            match &callback.unconfirmed {
                Some(why) => format!("{hint}: {}", markdown::inline(&prose::sentence(why))),
                None => format!("{hint}."),
            }
        }
    });
    let incomplete = callback.confirm.as_ref();
    let incomplete = incomplete.and_then(|confirm| confirm.incomplete.as_ref());
    facts.extend(incomplete.map(|why| {
        format!(
            "Not all of the answer is compared: {}",
            markdown::inline(&prose::sentence(why))
        )
    }));
    if let Some(signature) = &callback.signature {
        let covered: Vec<_> = signature
            .over
            .iter()
            .map(|part| match part {
                CoveredPart::Field { field, .. } => markdown::code(
                    callback
                        .fields
                        .get(*field)
                        .map_or("", |field| field.name.as_str()),
                ),
                CoveredPart::Unsent(name) => format!("{} (not sent)", markdown::code(name)),
            })
            .collect();
        facts.push(format!("Its signature covers {}.", prose::and(&covered)));
    }
    facts
}

#[cfg(test)]
mod tests;

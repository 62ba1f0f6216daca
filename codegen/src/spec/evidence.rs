//! Where a fact comes from, and what is done where the documents disagree.

use crate::decode::{Cx, Decode, Fields, Named, OneOrMany, RustName, Spanned, Text, code, record};
use crate::finding::Finding;
use crate::model::Confidence;
use crate::yaml::{Node, NodeKind, Span};

/// The sources of a fact: `documented`, `vendor_code`, `family` or `inferred`, each a text or a list of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The place that stands for all of it.
    pub span: Span,
    /// The sources, surest first; those of one confidence in the order of the spec. Empty only after a finding.
    pub sources: Vec<(Confidence, Text)>,
}

impl Decode for Evidence {
    const HELP: Option<&'static str> = Some(
        "name the source: `evidence: { documented: … }`, or `vendor_code`, `family` or `inferred`",
    );

    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        const KINDS: [(&str, Confidence); 4] = [
            ("documented", Confidence::Documented),
            ("vendor_code", Confidence::VendorCode),
            ("family", Confidence::Family),
            ("inferred", Confidence::Inferred),
        ];
        if let NodeKind::Scalar(scalar) = &node.kind
            && !scalar.text.contains('\n')
        {
            let finding = Finding::new(
                code::WRONG_SHAPE,
                node.span,
                "evidence says how sure its source is",
            );
            let help = format!(
                "write `{{ documented: {} }}`, or `vendor_code`, `family` or `inferred` in its place",
                scalar.text
            );
            cx.push(finding.label("documented, or not?").help(help));
            return None;
        }
        let mut fields = Fields::open(node, "evidence", cx)?;
        let span = fields.place();
        let mut found = false;
        let mut sources = Vec::new();
        for (key, confidence) in KINDS {
            if let Some((name, value)) = fields.take(key) {
                found = true;
                let texts = cx.under(name.span, |cx| OneOrMany::<Text>::decode(value, cx));
                sources.extend(
                    texts
                        .into_iter()
                        .flat_map(|texts| texts.0)
                        .map(|text| (confidence, text)),
                );
            }
        }
        find_twice(&sources, cx);
        if !found && fields.is_read() {
            let finding = Finding::new(code::NO_EVIDENCE, span, "evidence names no source")
                .label("nothing in it");
            cx.push(
                finding.help(
                    "write `documented`, `vendor_code`, `family` or `inferred` with the source",
                ),
            );
        }
        fields.finish(cx);
        Some(Self { span, sources })
    }

    fn stand_in(span: Span) -> Option<Self> {
        Some(Self {
            span,
            sources: Vec::new(),
        })
    }
}

/// Finds a source that is named again: it proves no more than once.
fn find_twice(sources: &[(Confidence, Text)], cx: &mut Cx<'_>) {
    for (place, (_, source)) in sources.iter().enumerate() {
        let mut before = sources.iter().take(place);
        if let Some((_, first)) = before.find(|(_, known)| known.value == source.value) {
            let message = format!("the source `{}` is named twice", source.value);
            cx.push(
                Finding::new(code::SOURCE_TWICE, source.span, message)
                    .label("again here")
                    .second(first.span, "first here")
                    .help("keep the one that says how sure it is"),
            );
        }
    }
}

#[cfg(feature = "schema")]
crate::schema::shape!(
    Evidence,
    "evidence",
    "Where a fact comes from: at least one source.",
    |shape| {
        shape.optional::<OneOrMany<Text>>(
            "documented",
            "The provider's own documentation says so: the page.",
        );
        shape.optional::<OneOrMany<Text>>(
            "vendor_code",
            "Code that the provider or its vendor published does so: the repository.",
        );
        shape.optional::<OneOrMany<Text>>(
            "family",
            "A sibling brand that runs the same software says so: which.",
        );
        shape.optional::<OneOrMany<Text>>("inferred", "Nobody says so: why it is taken to be so.");
        shape.rule("minProperties", 1.into());
    }
);

record! {
    /// A place where the documents are wrong, silent or at odds, and what is done about it.
    pub struct Quirk("a quirk") {
        /// What the documents say.
        required documents: Text,
        /// What we do.
        required we: Text,
        /// Why, where it is not plain.
        optional because: Text,
        /// Where it is from.
        required evidence: Evidence,
    }
}

record! {
    /// A disputed fact with named choices, one of which the client takes unless told otherwise.
    pub struct Alternative("an alternative") {
        /// What is disputed.
        required summary: Text,
        /// The choices.
        required choices: Named<AlternativeChoice>,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

record! {
    /// One choice of an [`Alternative`].
    pub struct AlternativeChoice("a choice") {
        /// What it means.
        required summary: Text,
        /// Whether the client takes it unless told otherwise. Exactly one choice of an alternative is the default.
        optional default: Spanned<bool>,
        /// Where it is from.
        required evidence: Evidence,
        /// The name in Rust, where the derived one is not wanted.
        optional name: RustName,
    }
}

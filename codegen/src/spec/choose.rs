//! Values that depend on the choice of an alternative.

use crate::decode::{Cx, Decode, Fields, Spanned, code};
use crate::finding::{Finding, suggest};
use crate::yaml::{Key, Node, NodeKind, Span};

/// A value that is fixed, or that depends on the choice of an alternative:
/// `{choose: alternative, one_choice: value, other_choice: value}`.
#[derive(Clone, Debug, PartialEq)]
pub enum Choosable<T> {
    /// The same under every choice.
    Fixed(T),
    /// One value per choice.
    Chosen {
        /// The alternative that decides.
        alternative: Spanned<String>,
        /// Each choice with its value, in the order of the spec.
        choices: Vec<(Spanned<String>, T)>,
        /// The place that stands for all of it.
        span: Span,
    },
}

impl<T> Choosable<T> {
    /// Every value that it can take.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        let (fixed, choices) = match self {
            Self::Fixed(value) => (Some(value), [].as_slice()),
            Self::Chosen { choices, .. } => (None, choices.as_slice()),
        };
        fixed
            .into_iter()
            .chain(choices.iter().map(|(_, value)| value))
    }
}

impl<T: Decode> Decode for Choosable<T> {
    fn decode(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let entries = match &node.kind {
            NodeKind::Mapping(entries) => entries,
            _ => return T::decode(node, cx).map(Self::Fixed),
        };
        if node.get("choose").is_none() {
            let near = |key: &&Key| suggest(&key.text, ["choose"]).is_some();
            let Some(key) = entries.iter().map(|(key, _)| key).find(near) else {
                return T::decode(node, cx).map(Self::Fixed);
            };
            let finding = Finding::new(
                code::UNKNOWN_KEY,
                key.span,
                format!("unknown key `{}`", key.text),
            );
            cx.push(
                finding
                    .label("no such key here")
                    .help("did you mean `choose`?"),
            );
            return None;
        }
        let mut fields = Fields::open(node, "a value per choice", cx)?;
        let span = fields.place();
        let alternative = fields.required("choose", None, cx);
        let mut choices = Vec::new();
        for (key, value) in entries.iter().filter(|(key, _)| key.text != "choose") {
            let value = cx.under_name(key, |cx| T::decode(value, cx))?;
            choices.push((Spanned::new(key.text.clone(), key.span), value));
        }
        if choices.is_empty() {
            let finding = Finding::new(
                code::BAD_CHOICE,
                span,
                "`choose` needs a value for every choice",
            );
            cx.push(
                finding
                    .label("no choice is here")
                    .help("write each choice of the alternative as a key"),
            );
            return None;
        }
        Some(Self::Chosen {
            alternative: alternative?,
            choices,
            span,
        })
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Choosable<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("Choosable")
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let fixed = generator.subschema_for::<T>();
        let mut chosen = crate::schema::Shape::new(generator);
        chosen.required::<Spanned<String>>(
            "choose",
            "The alternative that decides. Each other key is one of its choices, with the value under that choice.",
        );
        chosen.rule("minProperties", 2.into());
        chosen.others(fixed.clone());
        let chosen = chosen.finish("a value per choice", "");
        crate::schema::one_of([fixed, chosen])
    }
}

//! What an editor is told of types that are read by hand.

use super::{
    AnswerField, Constraints, EnumCoding, EnumRest, FullText, InputField, MAX_TYPE_DEPTH, Named,
    RustName, Spanned, TYPE_KEYS, Text, TypeDef, TypeExpr, TypeWord, Variant, WireFields,
};
use crate::decode::FromScalar;
use crate::model::IdentifierScalar;
use crate::schema::{ScalarSchema, Shaped, matching, one_of, scalar, shape, text, value, words_or};

scalar!(
    TypeExpr,
    TypeExpr::WHAT,
    "A word, the name of a type, `list of …` or `map of …`.",
    {
        let words = TypeWord::WORDS.join("|");
        // A name begins with an upper-case letter or a digit; letters beyond ASCII are left to the decoder.
        let name = r"[^\x00-/:-@\[-\x60a-z{-\x7F][^\x00-/:-@\[-\x60{-\x7F]*";
        let pattern = format!("^((list|map) of ){{0,{MAX_TYPE_DEPTH}}}({words}|{name})$");
        words_or(
            TypeWord::MEANINGS.iter().copied(),
            matching(&pattern, TypeExpr::WHAT),
        )
    }
);

impl schemars::JsonSchema for TypeExpr {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("TypeExpr")
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        <Self as ScalarSchema>::schema()
    }
}

shape!(
    TypeDef,
    "a type",
    "A named type: `fields`, `inputs`, `choice`, `enum` or `identifier`.",
    |shape| {
        shape.required::<Text>("summary", "What it is.");
        shape.optional::<Named<AnswerField>>("fields", "What an answer holds.");
        shape.optional::<Named<InputField>>(
            "inputs",
            "What a caller gives, written as a JSON object.",
        );
        shape.optional::<Named<Variant>>("choice", "Exactly one of several sets of inputs.");
        shape.optional::<Spanned<EnumCoding>>(
            "enum",
            "Named values of a code: how a value is written. A value that is not listed is kept.",
        );
        shape.optional::<Spanned<IdentifierScalar>>(
            "identifier",
            "A single value with a type of its own, which no other can be passed for: what it is made of.",
        );
        EnumRest::shape(shape);
        Constraints::shape(shape);
        shape.optional::<WireFields>(
            "body",
            "What goes on the wire, where it is not each input under its own name.",
        );
        shape.optional::<RustName>(
            "name",
            "The name in Rust, where the derived one is not wanted.",
        );
        shape.exactly_one(&[
            ("fields", &[]),
            ("inputs", &["body"]),
            ("choice", &[]),
            ("enum", &["reads", "ignore_case", "values"]),
            (
                "identifier",
                &[
                    "length",
                    "min_length",
                    "max_length",
                    "min",
                    "max",
                    "pattern",
                ],
            ),
        ]);
        shape.usually(&TYPE_KEYS);
    }
);

value!(
    FullText,
    "the text that means all of it",
    "A text, or nothing after the key where the field is then left out.",
    |_| one_of([text(), schemars::json_schema!({ "type": "null" })])
);

//! What is sent: the fields of queries, headers and bodies, and what feeds each.

use std::collections::BTreeMap;

use super::choosable::Both;
use super::matching::{Matched, matched};
use super::report::{Changes, Place};
use super::{Class, words};
use crate::model::{
    Body, DecimalText, Encoding, InputField, InputPart, Provider, Signature, Source, WireField,
};

/// Wire fields of one state, with what they count in.
#[derive(Clone, Copy)]
pub(super) struct Side<'m> {
    pub provider: &'m Provider,
    pub inputs: &'m [InputField],
    pub fields: &'m [WireField],
}

impl<'m> Side<'m> {
    fn inside(self, fields: &'m [WireField]) -> Self {
        Self { fields, ..self }
    }

    fn has_input(self, name: &str) -> bool {
        self.inputs.iter().any(|input| input.name == name)
    }
}

/// Compares bodies.
pub(super) fn body(
    place: &Place,
    (old, was): (Side<'_>, &Body),
    (new, is): (Side<'_>, &Body),
    found: &mut Changes,
) {
    let place = place.at("body");
    match (was, is) {
        (
            Body::Json { fields: was, shape },
            Body::Json {
                fields: is,
                shape: now,
            },
        ) => {
            fields(&place, old.inside(was), new.inside(is), found);
            let both = Both {
                old: (old.provider, shape),
                new: (new.provider, now),
            };
            let show = |_: &Provider, shape: &_| String::from(words::body_shape(*shape));
            both.compare(
                found,
                &place,
                "what is sent changes: the body's shape",
                show,
                |_, _| Class::Compatible,
            );
        }
        (Body::Form(was), Body::Form(is)) => fields(&place, old.inside(was), new.inside(is), found),
        (Body::None, Body::None) => {}
        (was, is) => {
            found.breaking(
                &place,
                format!("what is sent changes: {} → {}", kind(was), kind(is)),
            );
            fields(
                &place,
                old.inside(fields_of(was)),
                new.inside(fields_of(is)),
                found,
            );
        }
    }
}

fn kind(body: &Body) -> &'static str {
    match body {
        Body::None => "no body",
        Body::Json { .. } => "a JSON body",
        Body::Form(_) => "a form body",
    }
}

fn fields_of(body: &Body) -> &[WireField] {
    match body {
        Body::None => &[],
        Body::Json { fields, .. } | Body::Form(fields) => fields,
    }
}

/// Compares the fields of a query, of headers, of an object.
pub(super) fn fields(place: &Place, old: Side<'_>, new: Side<'_>, found: &mut Changes) {
    let mut renames = BTreeMap::new();
    collect_renames("", old, new, &mut renames);
    Comparison { renames: &renames }.fields(place, old, new, found);
}

/// The pairs of an object's fields, and what is sent under another name.
fn paired<'m>(
    old: Side<'m>,
    new: Side<'m>,
) -> (Matched<'m, WireField>, Vec<(&'m WireField, &'m WireField)>) {
    let items = matched(old.fields, new.fields, |field| &field.name);
    let renamed = items.removed.iter().filter_map(|gone| {
        let now = items.renamed(gone, |was, is| {
            origin(old, &was.source) == origin(new, &is.source)
        })?;
        Some((*gone, now))
    });
    let renamed = renamed.collect();
    (items, renamed)
}

/// What feeds a field, in words that do not depend on its state; fields of objects by their own origins.
fn origin(side: Side<'_>, source: &Source) -> String {
    match source {
        Source::Input {
            input,
            part,
            encoding: _,
        } => {
            format!(
                "input `{}{}`",
                words::input_name(side.inputs, *input),
                words::input_part(*part)
            )
        }
        Source::Credential(id) => format!("credential `{}`", words::credential(side.provider, *id)),
        Source::Constant(constant) => words::constant(constant),
        Source::Signature { signature, over: _ } => {
            format!("signature `{}`", side.provider[*signature].name)
        }
        Source::Object(fields) => {
            let inside: Vec<String> = fields
                .iter()
                .map(|field| format!("{}: {}", field.name, origin(side, &field.source)))
                .collect();
            format!("object {{{}}}", inside.join(", "))
        }
    }
}

/// Old dotted names to new ones, for what is sent under another name.
fn collect_renames(
    prefix: &str,
    old: Side<'_>,
    new: Side<'_>,
    renames: &mut BTreeMap<String, String>,
) {
    let (items, renamed) = paired(old, new);
    for (was, is) in items.both.iter().copied().chain(renamed) {
        let dotted = |name: &str| format!("{prefix}{name}");
        if was.name != is.name {
            renames.insert(dotted(&was.name), dotted(&is.name));
        }
        if let (Source::Object(was_inside), Source::Object(is_inside)) = (&was.source, &is.source) {
            collect_renames(
                &dotted(&format!("{}.", was.name)),
                old.inside(was_inside),
                new.inside(is_inside),
                renames,
            );
        }
    }
}

struct Comparison<'r> {
    renames: &'r BTreeMap<String, String>,
}

impl Comparison<'_> {
    fn fields(&self, place: &Place, old: Side<'_>, new: Side<'_>, found: &mut Changes) {
        let (items, renamed) = paired(old, new);
        for (was, is) in &renamed {
            found.compatible(
                &place.at(&is.name),
                format!(
                    "what is sent changes: called `{}`, no longer `{}`",
                    is.name, was.name
                ),
            );
            self.field(&place.at(&is.name), (old, was), (new, is), found);
        }
        let is_renamed = |field: &WireField| {
            renamed
                .iter()
                .any(|(was, is)| std::ptr::eq(*was, field) || std::ptr::eq(*is, field))
        };
        for gone in items.removed.iter().filter(|field| !is_renamed(field)) {
            if let Some(class) = weight(old, new, &gone.source) {
                found.push(
                    class,
                    &place.at(&gone.name),
                    format!("what is sent changes: `{}` is not sent any more", gone.name),
                );
            }
        }
        for more in items.added.iter().filter(|field| !is_renamed(field)) {
            // Where an input is sent besides is no more than a correction.
            let class = weight(new, old, &more.source).map(|class| match more.source {
                Source::Input { .. } => Class::Compatible,
                _ => class,
            });
            if let Some(class) = class {
                found.push(
                    class,
                    &place.at(&more.name),
                    format!(
                        "what is sent changes: `{}` is sent, {}",
                        more.name,
                        origin(new, &more.source)
                    ),
                );
            }
        }
        for (was, is) in &items.both {
            self.field(&place.at(&is.name), (old, was), (new, is), found);
        }
        found.reordered(place, "fields", items.reordered);
    }

    fn field(
        &self,
        place: &Place,
        (old, was): (Side<'_>, &WireField),
        (new, is): (Side<'_>, &WireField),
        found: &mut Changes,
    ) {
        let WireField {
            name: _,
            source,
            quirk,
            only,
        } = was;
        match (source, &is.source) {
            (
                Source::Input {
                    input: was,
                    part: old_part,
                    encoding: old_encoding,
                },
                Source::Input {
                    input: is,
                    part,
                    encoding: new_encoding,
                },
            ) => {
                let (was, is) = (
                    words::input_name(old.inputs, *was),
                    words::input_name(new.inputs, *is),
                );
                if was != is {
                    // A removed input is told as such.
                    if new.has_input(was) {
                        found.breaking(place, format!("what is sent changes: fed by the input `{is}`, no longer by `{was}`"));
                    }
                } else if old_part != part {
                    let years = [InputPart::ExpiryYear, InputPart::ExpiryShortYear];
                    let class = if years.contains(old_part) && years.contains(part) {
                        Class::Compatible
                    } else {
                        Class::Breaking
                    };
                    found.push(
                        class,
                        place,
                        format!(
                            "what is sent changes: `{is}{}` → `{is}{}`",
                            words::input_part(*old_part),
                            words::input_part(*part)
                        ),
                    );
                }
                encoding(
                    place,
                    (old.provider, old_encoding),
                    (new.provider, new_encoding),
                    found,
                );
            }
            (Source::Credential(_), Source::Credential(_)) => {
                let (was, is) = (origin(old, source), origin(new, &is.source));
                if was != is {
                    found.breaking(place, format!("what is sent changes: {was} → {is}"));
                }
            }
            (Source::Constant(was), Source::Constant(is)) => {
                if was != is {
                    found.compatible(
                        place,
                        format!(
                            "what is sent changes: {} → {}",
                            words::constant(was),
                            words::constant(is)
                        ),
                    );
                }
            }
            (
                Source::Signature {
                    signature: was,
                    over: old_over,
                },
                Source::Signature {
                    signature: is,
                    over,
                },
            ) => {
                self::signature(
                    place,
                    (old.provider, &old.provider[*was]),
                    (new.provider, &new.provider[*is]),
                    found,
                );
                let show = |_: &Provider, names: &Vec<String>| words::names(names);
                let old_over = self.renamed(old_over);
                let both = Both {
                    old: (old.provider, &old_over),
                    new: (new.provider, over),
                };
                both.compare(found, place, "what is signed", show, |_, _| Class::Breaking);
            }
            (Source::Object(was), Source::Object(is)) => {
                self.fields(place, old.inside(was), new.inside(is), found)
            }
            (was, is) => {
                let (was, is) = (origin(old, was), origin(new, is));
                found.breaking(place, format!("what is sent changes: {was} → {is}"));
            }
        }
        let only_words = |side: Side<'_>, only: &Option<(crate::model::AlternativeId, usize)>| {
            let Some((alternative, choice)) = only else {
                return String::from("always");
            };
            let alternative = &side.provider[*alternative];
            let choice = alternative
                .choices
                .get(*choice)
                .map_or("?", |choice| &choice.name);
            format!("only under `{}: {choice}`", alternative.name)
        };
        let (was_only, is_only) = (only_words(old, only), only_words(new, &is.only));
        if was_only != is_only {
            found.breaking(
                place,
                format!("what is sent changes: {was_only} → {is_only}"),
            );
        }
        if *quirk != is.quirk {
            found.documentation(place, "shows another quirk");
        }
    }

    /// Signed names as they are called now.
    fn renamed(
        &self,
        over: &crate::model::Choosable<Vec<String>>,
    ) -> crate::model::Choosable<Vec<String>> {
        use crate::model::Choosable;
        let now = |names: &Vec<String>| -> Vec<String> {
            names
                .iter()
                .map(|name| self.renames.get(name).unwrap_or(name).clone())
                .collect()
        };
        match over {
            Choosable::Fixed(names) => Choosable::Fixed(now(names)),
            Choosable::Chosen {
                alternative,
                values,
            } => Choosable::Chosen {
                alternative: *alternative,
                values: values.iter().map(now).collect(),
            },
        }
    }
}

/// What it means that something is sent in one state only. `None`: an input that is there in that state only says it all.
fn weight(here: Side<'_>, there: Side<'_>, source: &Source) -> Option<Class> {
    match source {
        Source::Input { input, .. } => there
            .has_input(words::input_name(here.inputs, *input))
            .then_some(Class::Breaking),
        Source::Credential(_) | Source::Signature { .. } => Some(Class::Breaking),
        Source::Constant(_) => Some(Class::Compatible),
        Source::Object(fields) => fields
            .iter()
            .filter_map(|field| weight(here, there, &field.source))
            .max(),
    }
}

fn encoding(
    place: &Place,
    (old, was): (&Provider, &Encoding),
    (new, is): (&Provider, &Encoding),
    found: &mut Changes,
) {
    let Encoding { form, decimals } = was;
    if *form != is.form {
        found.compatible(
            place,
            format!(
                "what is sent changes: written as {}, no longer as {}",
                words::encoding_form(is.form),
                words::encoding_form(*form)
            ),
        );
    }
    let as_given = crate::model::Choosable::Fixed(DecimalText::AsGiven);
    let both = Both {
        old: (old, decimals.as_ref().unwrap_or(&as_given)),
        new: (new, is.decimals.as_ref().unwrap_or(&as_given)),
    };
    let show = |_: &Provider, decimals: &DecimalText| String::from(words::decimals(*decimals));
    // An amount with more than two decimals is refused then.
    let class = |_: &DecimalText, new: &DecimalText| match new {
        DecimalText::TwoPlaces => Class::Breaking,
        DecimalText::AsGiven | DecimalText::Shortest => Class::Compatible,
    };
    both.compare(found, place, "what is sent changes: decimals", show, class);
}

/// Compares the ways by which two states sign, where it is not the same by name.
fn signature(
    place: &Place,
    (old, was): (&Provider, &Signature),
    (new, is): (&Provider, &Signature),
    found: &mut Changes,
) {
    if was.name == is.name {
        return;
    }
    let same = was.algorithm == is.algorithm
        && words::credential(old, was.key) == words::credential(new, is.key);
    let text = format!("signed by `{}`, no longer by `{}`", is.name, was.name);
    if same {
        found.documentation(place, format!("{text}, which signs alike"));
    } else {
        found.breaking(place, text);
    }
}

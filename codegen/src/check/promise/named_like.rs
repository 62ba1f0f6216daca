//! Names that promise a secret or an amount of money, on something that is neither. Whoever means it says why.

use crate::check::words::{self, Secret};
use crate::check::{Scope, code};
use crate::decode::{Gaps, Named, Spanned, Text};
use crate::finding::Finding;
use crate::model::{IdentifierScalar, TypeId, ValueType};
use crate::spec::{self, TypeExpr, TypeExprKind, TypeWord, WireFields, WireSource};
use crate::yaml::Span;

/// Finds them all.
pub fn find(scope: &Scope<'_>) {
    for operation in scope.operations.iter() {
        let groups = operation.raw.uses.names();
        let groups = groups.filter_map(|name| scope.groups.get(scope.groups.position(name)?));
        let mut sent = Sent::default();
        groups.for_each(|group| sent.wire(&group.raw.wire));
        sent.wire(&operation.raw.wire);
        inputs(scope, &operation.raw.inputs, &sent);
    }
    for group in scope.groups.iter() {
        let mut sent = Sent::default();
        sent.wire(&group.raw.wire);
        let operations = scope.operations.iter().map(|entry| entry.raw);
        let using = operations.filter(|raw| raw.uses.get(&group.name.value).is_some());
        using.for_each(|operation| sent.wire(&operation.wire));
        inputs(scope, &group.raw.inputs, &sent);
    }
    for def in scope.types.iter() {
        match &def.raw.kind {
            spec::TypeKind::Answer(fields) => answer_fields(scope, fields, None),
            spec::TypeKind::Input(shape) => type_inputs(scope, &shape.inputs, shape.body.as_ref()),
            spec::TypeKind::Choice(variants) => {
                for variant in variants.values() {
                    type_inputs(scope, &variant.inputs, variant.body.as_ref());
                }
            }
            spec::TypeKind::Enum(_) | spec::TypeKind::Identifier(_) => {}
        }
    }
    for callback in scope.callbacks.iter() {
        let signature = callback.raw.signature.as_ref();
        let holder = signature.map(|signature| signature.field.value.as_str());
        answer_fields(scope, &callback.raw.fields, holder);
    }
    credentials(scope);
}

/// What feeds names on the wire: the name of the input or credential, the dotted name on the wire, and its place.
#[derive(Default)]
struct Sent<'a> {
    inputs: Vec<(&'a str, String, Span)>,
    credentials: Vec<(&'a str, String, Span)>,
}

impl<'a> Sent<'a> {
    fn wire(&mut self, wire: &'a spec::Wire) {
        let bodies = [&wire.body, &wire.form].into_iter().flatten();
        for fields in [&wire.query, &wire.headers].into_iter().chain(bodies) {
            self.fields(fields, "");
        }
    }

    fn fields(&mut self, fields: &'a WireFields, prefix: &str) {
        for (name, field) in fields {
            let wire = format!("{prefix}{}", name.value);
            match &field.source {
                WireSource::Input(source) => {
                    self.inputs.push((&source.input.value, wire, name.span));
                }
                WireSource::Credential(credential) => {
                    self.credentials.push((&credential.value, wire, name.span));
                }
                WireSource::Object(inner) => self.fields(inner, &format!("{wire}.")),
                WireSource::Constant(_) | WireSource::Sign { .. } => {}
            }
        }
    }
}

/// The names on the wire that one of several sources feeds.
fn fed_by(sent: &[(&str, String, Span)], source: &str) -> Vec<(String, Span)> {
    let own = sent.iter().filter(|(known, ..)| *known == source);
    own.map(|(_, wire, span)| (wire.clone(), *span)).collect()
}

fn inputs(scope: &Scope<'_>, raw: &Named<spec::Input>, sent: &Sent<'_>) {
    let of_card = of_card(raw.values());
    for (name, input) in raw {
        let wire = fed_by(&sent.inputs, &name.value);
        Subject::of_input(scope, (name, input), wire, of_card).judge(scope);
    }
}

/// Whether inputs are what stands on a card, but for its number, which then must be among the others.
fn of_card<'a>(inputs: impl Iterator<Item = &'a spec::Input>) -> bool {
    let (mut beside, mut number) = (false, false);
    for input in inputs {
        match &input.value_type.kind {
            TypeExprKind::Word(TypeWord::Cvv | TypeWord::CardExpiry) => beside = true,
            TypeExprKind::Word(TypeWord::CardNumber) => number = true,
            _ => {}
        }
    }
    beside && !number
}

fn type_inputs(scope: &Scope<'_>, raw: &Named<spec::InputField>, body: Option<&WireFields>) {
    let mut sent = Sent::default();
    if let Some(body) = body {
        sent.fields(body, "");
    }
    let of_card = of_card(raw.values().map(|field| &field.input));
    for (name, field) in raw {
        let mut wire = fed_by(&sent.inputs, &name.value);
        wire.extend(
            field
                .wire
                .iter()
                .map(|wire| (wire.value.clone(), wire.span)),
        );
        Subject::of_input(scope, (name, &field.input), wire, of_card).judge(scope);
    }
}

/// Fields of an answer or a callback; `holder` is the name on the wire of the one that holds a signature.
fn answer_fields(scope: &Scope<'_>, raw: &Named<spec::AnswerField>, holder: Option<&str>) {
    for (name, field) in raw {
        let listed = field.names.iter().flatten();
        let wire: Vec<_> = listed.map(|path| (path.value.clone(), path.span)).collect();
        let signature = holder.is_some_and(|holder| {
            let own = wire.is_empty() && name.value == holder;
            own || wire.iter().any(|(wire, _)| wire == holder)
        });
        let subject = Subject {
            name,
            wire,
            shown: shown(scope, &field.value_type),
            counted: counted(scope, &field.value_type),
            signature,
            of_card: false,
            given: false,
            not_secret: field.not_secret.as_ref(),
            not_money: field.not_money.as_ref(),
            gaps: &field.gaps,
        };
        subject.judge(scope);
    }
}

fn credentials(scope: &Scope<'_>) {
    let mut sent = Sent::default();
    for group in scope.groups.iter() {
        sent.wire(&group.raw.wire);
    }
    for operation in scope.operations.iter() {
        sent.wire(&operation.raw.wire);
    }
    for auth in scope.auths.iter() {
        if let spec::AuthKind::Headers(headers) = &auth.raw.kind {
            for (header, credential) in headers {
                let (name, wire) = (credential.value.as_str(), header.value.clone());
                sent.credentials.push((name, wire, header.span));
            }
        }
    }
    for set in scope.credential_sets.iter() {
        for (name, credential) in &set.raw.values {
            let mut wire = fed_by(&sent.credentials, &name.value);
            let qualified = format!("{}.{}", set.name.value, name.value);
            wire.extend(fed_by(&sent.credentials, &qualified));
            let secret = credential
                .secret
                .as_ref()
                .is_some_and(|secret| secret.value);
            let subject = Subject {
                name,
                wire,
                shown: (!secret).then_some("write `secret: true`"),
                counted: false,
                signature: false,
                of_card: false,
                given: false,
                not_secret: credential.not_secret.as_ref(),
                not_money: None,
                gaps: &credential.gaps,
            };
            subject.judge(scope);
        }
    }
}

/// Something with a name that may promise too much.
struct Subject<'a> {
    name: &'a Spanned<String>,
    /// Its names on the wire, and where they stand.
    wire: Vec<(String, Span)>,
    /// How to make a secret of it; `None`: its type cannot hold one, or hides it already.
    shown: Option<&'static str>,
    /// Whether its type holds numbers that are not exact amounts.
    counted: bool,
    /// Whether it holds the signature of a callback.
    signature: bool,
    /// Whether it stands beside what is on a card, but for its number.
    of_card: bool,
    /// Whether a caller gives it.
    given: bool,
    not_secret: Option<&'a Text>,
    not_money: Option<&'a Text>,
    /// What its author wrote and nobody could read.
    gaps: &'a Gaps,
}

impl<'a> Subject<'a> {
    fn of_input(
        scope: &Scope<'_>,
        (name, raw): (&'a Spanned<String>, &'a spec::Input),
        wire: Vec<(String, Span)>,
        of_card: bool,
    ) -> Self {
        Self {
            name,
            wire,
            shown: shown(scope, &raw.value_type),
            counted: counted(scope, &raw.value_type),
            signature: false,
            of_card,
            given: true,
            not_secret: raw.not_secret.as_ref(),
            not_money: raw.not_money.as_ref(),
            gaps: &raw.gaps,
        }
    }

    fn judge(&self, scope: &Scope<'_>) {
        let masked = words::says_shown(&self.name.value);
        let of_card =
            |name: &str| (self.of_card && words::bare_number(name)).then_some(Secret::CardNumber);
        let promised = if masked {
            None
        } else {
            self.first(|name| words::secret(name).or_else(|| of_card(name)))
        };
        let promised = promised.or(self.signature.then_some((Secret::Other, None)));
        match (self.shown, promised, self.not_secret) {
            (Some(way), Some((kind, wire)), None) if !self.gaps.lost("not_secret") => {
                self.is_shown(scope, way, kind, wire);
            }
            (None, _, Some(why)) => {
                needless(
                    scope,
                    why,
                    "not_secret",
                    "it is hidden, or cannot hold a secret",
                );
            }
            (_, None, Some(why)) => {
                needless(
                    scope,
                    why,
                    "not_secret",
                    "its name does not say that it is a secret",
                );
            }
            _ => {}
        }
        let money = |name: &str| {
            let currency = || (self.given && words::currency(name)).then_some("a currency");
            words::money(name)
                .then_some("an amount of money")
                .or_else(currency)
        };
        let money = if self.counted {
            self.first(money)
        } else {
            None
        };
        match (money, self.not_money) {
            (Some((what, wire)), None) if !self.gaps.lost("not_money") => {
                self.is_no_amount(scope, what, wire);
            }
            (None, Some(why)) => {
                needless(
                    scope,
                    why,
                    "not_money",
                    "nothing says that it is an inexact amount",
                );
            }
            _ => {}
        }
    }

    /// What the first name that promises something promises; with its place where it is one on the wire.
    fn first<T>(
        &self,
        promise: impl Fn(&str) -> Option<T>,
    ) -> Option<(T, Option<&(String, Span)>)> {
        if let Some(found) = promise(&self.name.value) {
            return Some((found, None));
        }
        let mut wire = self.wire.iter();
        wire.find_map(|wire| Some((promise(&wire.0)?, Some(wire))))
    }

    fn is_shown(&self, scope: &Scope<'_>, way: &str, kind: Secret, wire: Option<&(String, Span)>) {
        let what = match kind {
            Secret::CardNumber => "the number of a card",
            Secret::Cvv => "the security code of a card",
            Secret::Other => "a secret",
        };
        // What an answer tells of a card is most often masked, and is no number then.
        let word = match kind {
            Secret::CardNumber if self.given => "card_number",
            Secret::Cvv if self.given => "cvv",
            _ => "secret",
        };
        let way = way.replace("{}", word);
        let finding = self.finding(code::SHOWN_SECRET, what, wire);
        let finding = finding.label("it would be shown in logs and errors");
        scope.sink.push(finding.help(format!(
            "{way}; if it is none, say why with `not_secret: …`"
        )));
    }

    fn is_no_amount(&self, scope: &Scope<'_>, what: &str, wire: Option<&(String, Span)>) {
        let word = if what == "a currency" {
            "currency"
        } else {
            "decimal"
        };
        let finding = self.finding(code::INEXACT_MONEY, what, wire);
        let finding = finding.label(format!("its type is not `{word}`"));
        scope.sink.push(finding.help(format!(
            "write `type: {word}`; if it is none, or counts minor units, say so with `not_money: …`"
        )));
    }

    fn finding(
        &self,
        code: crate::code::Code,
        what: &str,
        wire: Option<&(String, Span)>,
    ) -> Finding {
        let name = &self.name.value;
        match wire {
            None if self.signature && words::secret(name).is_none() => {
                let message = format!("`{name}` holds a signature and is not hidden");
                Finding::new(code, self.name.span, message)
            }
            None => Finding::new(
                code,
                self.name.span,
                format!("`{name}` is named like {what}"),
            ),
            Some((wire, span)) => {
                let message = format!("`{name}` is `{wire}` on the wire, a name of {what}");
                Finding::new(code, self.name.span, message).second(*span, "named here")
            }
        }
    }
}

/// Finds a reason that nothing asks for.
pub fn needless(scope: &Scope<'_>, why: &Text, key: &str, reason: &str) {
    let finding = Finding::new(
        code::NEEDLESS,
        why.span,
        format!("`{key}` is not needed here"),
    );
    scope.sink.push(
        finding
            .label(reason.to_owned())
            .help(format!("remove `{key}`")),
    );
}

/// How a value of this type becomes a secret; `None` where it is hidden already or cannot hold one. `{}` stands for the
/// type.
fn shown(scope: &Scope<'_>, value_type: &TypeExpr) -> Option<&'static str> {
    match &value_type.kind {
        TypeExprKind::Word(TypeWord::Text | TypeWord::Integer | TypeWord::Base64Text) => {
            Some("write `type: {}`")
        }
        TypeExprKind::Word(_) => None,
        TypeExprKind::Named(name) => (!identifier(scope, name)?.is_secret())
            .then_some("write `identifier: secret` where its type is declared"),
        TypeExprKind::List(element) => shown(scope, element).map(|way| match way {
            "write `type: {}`" => "write `type: list of {}`",
            other => other,
        }),
        TypeExprKind::Map(element) => shown(scope, element).map(|way| match way {
            "write `type: {}`" => "write `type: map of {}`",
            other => other,
        }),
    }
}

/// Whether a type holds texts or whole numbers.
fn counted(scope: &Scope<'_>, value_type: &TypeExpr) -> bool {
    match &value_type.kind {
        TypeExprKind::Word(word) => {
            matches!(
                word,
                TypeWord::Text | TypeWord::Integer | TypeWord::Base64Text
            )
        }
        TypeExprKind::Named(name) => {
            identifier(scope, name).is_some_and(|identifier| !identifier.is_secret())
        }
        TypeExprKind::List(element) | TypeExprKind::Map(element) => counted(scope, element),
    }
}

/// What the identifier of a name is made of; `None` where another type has it.
fn identifier(scope: &Scope<'_>, name: &str) -> Option<IdentifierScalar> {
    let place = scope.types.position(name)?;
    scope.identifier(&ValueType::Named(TypeId(place)))
}

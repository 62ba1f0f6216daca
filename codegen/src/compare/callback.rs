//! Callbacks: how they arrive, what proves them, what confirms them.

use super::matching::{gone, matched};
use super::report::{Changes, Place};
use super::{answer, outcome, paths, text, words};
use crate::model::{
    AnswerField, Callback, CallbackSignature, Carrier, Confirm, Leniency, Provider,
};

/// Compares the callbacks of a provider.
pub(super) fn compare(old: &Provider, new: &Provider, found: &mut Changes) {
    let items = matched(&old.callbacks, &new.callbacks, |callback| &callback.name);
    for callback in &items.removed {
        let now = items.renamed(callback, |old, new| {
            (&old.summary, &old.fields) == (&new.summary, &new.fields)
        });
        found.breaking(
            &paths::callback(old, callback),
            gone("callback removed", now.map(|now| now.name.as_str())),
        );
    }
    for callback in &items.added {
        found.compatible(&paths::callback(new, callback), "callback added");
    }
    for (before, now) in &items.both {
        callback((old, before), (new, now), found);
    }
    found.reordered(&paths::provider(new), "callbacks", items.reordered);
}

fn callback(
    (old, before): (&Provider, &Callback),
    (new, now): (&Provider, &Callback),
    found: &mut Changes,
) {
    let Callback {
        name: _,
        rust,
        summary,
        area,
        carriers,
        fields,
        signature,
        confirm,
        unconfirmed,
        evidence,
        quirks,
    } = before;
    let was = paths::callback(old, before);
    let place = paths::callback(new, now).and(was.clone());
    found.moved(was.shown(), place.shown());
    if old[*area].name != new[now.area].name {
        found.breaking(
            &place,
            format!(
                "moved from the area `{}` to `{}`",
                old[*area].name, new[now.area].name
            ),
        );
    }
    found.renamed_in_rust(&place, rust, &now.rust);
    let word = |carrier: &Carrier| carrier.word();
    let of = |carrier: &Carrier| {
        place.of(
            "carriers",
            format!("{}::from_{}", place.shown(), word(carrier)),
        )
    };
    for carrier in carriers
        .iter()
        .filter(|carrier| !now.carriers.contains(carrier))
    {
        found.breaking(
            &of(carrier),
            format!("not read from `{}` any more", word(carrier)),
        );
    }
    for carrier in now
        .carriers
        .iter()
        .filter(|carrier| !carriers.contains(carrier))
    {
        found.compatible(&of(carrier), format!("read from `{}` too", word(carrier)));
    }
    // How single values are read follows from how the callback arrives, which is told above.
    let alike = (before.is_json() != now.is_json()).then(|| read_alike(fields, &now.fields));
    let fields = alike.as_ref().unwrap_or(fields);
    answer::fields(&place, (old, fields), (new, &now.fields), found);
    compare_parts(
        &place.at("signature"),
        (
            "a signature is checked now",
            "no signature is checked any more",
        ),
        signature
            .as_ref()
            .map(|signature| signature_parts(old, before, signature)),
        now.signature
            .as_ref()
            .map(|signature| signature_parts(new, now, signature)),
        found,
    );
    compare_parts(
        &place.at("confirm"),
        ("can be confirmed now", "cannot be confirmed any more"),
        confirm
            .as_ref()
            .map(|confirm| confirm_parts(old, before, confirm)),
        now.confirm
            .as_ref()
            .map(|confirm| confirm_parts(new, now, confirm)),
        found,
    );
    found.reworded(&place, "summary", summary, &now.summary);
    let incomplete = |confirm: &Option<Confirm>| confirm.as_ref()?.incomplete.clone();
    if let (Some(was), Some(is)) = (incomplete(confirm), incomplete(&now.confirm)) {
        found.reworded(&place.at("confirm"), "incomplete", &was, &is);
    }
    if let (Some(was), Some(is)) = (unconfirmed, &now.unconfirmed) {
        found.reworded(&place, "unconfirmed", was, is);
    }
    text::evidence(&place, evidence, &now.evidence, found);
    text::quirks(&place, quirks, &now.quirks, found);
}

/// The fields as if each were read as the one of its name, but for what is absent.
fn read_alike(fields: &[AnswerField], now: &[AnswerField]) -> Vec<AnswerField> {
    let alike = |field: &AnswerField| {
        let mut field = field.clone();
        if let Some(same) = now.iter().find(|same| same.name == field.name) {
            let absent = std::mem::take(&mut field.leniency.absent);
            field.leniency = Leniency {
                absent,
                ..same.leniency.clone()
            };
        }
        field
    };
    fields.iter().map(alike).collect()
}

type Parts = Vec<(&'static str, String)>;

/// Compares what proves a callback: whatever changes in it, callers must know.
fn compare_parts(
    place: &Place,
    (come, went): (&str, &str),
    old: Option<Parts>,
    new: Option<Parts>,
    found: &mut Changes,
) {
    match (old, new) {
        (None, None) => {}
        (None, Some(_)) => found.breaking(place, come),
        (Some(_), None) => found.breaking(place, went),
        (Some(old), Some(new)) => {
            for ((key, was), (_, is)) in old.into_iter().zip(new) {
                if was != is {
                    found.breaking(&place.at(key), format!("changed: {was} → {is}"));
                }
            }
        }
    }
}

fn field(callback: &Callback, place: usize) -> String {
    callback
        .fields
        .get(place)
        .map_or_else(String::new, |field| field.name.clone())
}

fn signature_parts(
    provider: &Provider,
    callback: &Callback,
    signature: &CallbackSignature,
) -> Parts {
    let CallbackSignature {
        algorithm,
        key,
        field: carried,
        over,
    } = signature;
    let over: Vec<String> = over
        .iter()
        .map(|part| words::covered(part, |place| field(callback, place)))
        .collect();
    vec![
        ("algorithm", words::algorithm(*algorithm).to_owned()),
        ("key", words::credential(provider, *key)),
        ("field", field(callback, *carried)),
        ("over", words::names(&over)),
    ]
}

fn confirm_parts(provider: &Provider, callback: &Callback, confirm: &Confirm) -> Parts {
    let Confirm {
        operation,
        reference,
        echo,
        amount,
        currency,
        incomplete: _,
    } = confirm;
    let asked = &provider[*operation];
    let told = |place: &Option<usize>| {
        place
            .and_then(|place| outcome::done_fields(provider, asked).get(place))
            .map_or_else(|| String::from("none"), |field| field.name.clone())
    };
    let mut pairs: Vec<String> = reference
        .iter()
        .map(|(input, own)| {
            format!(
                "{}: {}",
                words::input_name(&asked.inputs, *input),
                field(callback, *own)
            )
        })
        .collect();
    pairs.sort();
    vec![
        ("operation", asked.name.clone()),
        ("match", pairs.join(", ")),
        ("echo", told(echo)),
        ("amount", told(amount)),
        ("currency", told(currency)),
    ]
}

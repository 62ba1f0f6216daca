//! Vepara: cards are stored by `save_card` and listed by `list_cards`, each to its own customer.

use jiff::Timestamp;

use super::{Behaviour, Call};
use crate::engine::{Reply, moment};
use crate::json::{Json, quoted, splice};

use codegen::model::{DateTimeForm, DateTimeFormat};

/// The publicly documented test cards: the provider's own page and samples first, then its siblings'.
const TEST_CARDS: [&str; 8] = [
    "4508034508034509",
    "5406675406675403",
    "6501700139082826",
    "5440931443094530",
    "4022780520669303",
    "5456160140225418",
    "6587580185234399",
    "4132260000000003",
];

/// The stored cards, oldest first.
#[derive(Default)]
pub(super) struct Vepara {
    cards: Vec<StoredCard>,
}

struct StoredCard {
    token: String,
    customer_number: String,
    customer_name: String,
    customer_email: String,
    customer_phone: String,
    /// The first six digits; the number itself is not kept.
    bin: String,
    stored: Timestamp,
}

impl Behaviour for Vepara {
    fn answer(&mut self, call: &Call<'_>) -> Option<Reply> {
        match call.operation.name.as_str() {
            "save_card" => self.save(call),
            "list_cards" => self.list(call),
            _ => None,
        }
    }
}

impl Vepara {
    fn save(&mut self, call: &Call<'_>) -> Option<Reply> {
        let number = call.field("card_number")?;
        if !TEST_CARDS.contains(&number) {
            return call.assumed("not_a_test_card");
        }
        let mut reply = Reply::example(call.good_example()?);
        let mut random = [0; 16];
        getrandom::fill(&mut random).ok()?;
        let token: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        reply.body = splice(&reply.body, "card_token", &quoted(&token))?;
        let text = |name| call.field(name).unwrap_or_default().to_owned();
        self.cards.push(StoredCard {
            token,
            customer_number: text("customer_number"),
            customer_name: text("customer_name"),
            customer_email: text("customer_email"),
            customer_phone: text("customer_phone"),
            bin: number.get(..6)?.to_owned(),
            stored: call.now,
        });
        Some(reply)
    }

    fn list(&self, call: &Call<'_>) -> Option<Reply> {
        let customer = call.field("customer_number")?;
        let mut reply = Reply::example(call.good_example()?);
        let Some(Json::List(printed)) =
            Json::parse(reply.body.as_bytes()).ok()?.at("data").cloned()
        else {
            return None;
        };
        let template = printed.first()?;
        let cards = self
            .cards
            .iter()
            .enumerate()
            .filter(|(_, card)| card.customer_number == customer);
        let records: Vec<Json> = cards
            .map(|(place, card)| card.record(template, place))
            .collect();
        if records.is_empty() {
            return call.assumed("no_cards");
        }
        reply.body = splice(&reply.body, "data", &Json::List(records).to_string())?;
        Some(reply)
    }
}

impl StoredCard {
    /// The printed record with this card's values, each in the printed JSON type.
    fn record(&self, printed: &Json, place: usize) -> Json {
        let mut record = printed.clone();
        let first_id = printed
            .get("id")
            .and_then(Json::text)
            .and_then(|id| id.parse().ok())
            .unwrap_or(1_usize);
        let format = DateTimeFormat {
            form: DateTimeForm::Rfc3339,
            zone: None,
        };
        let stored = moment(self.stored, &format);
        let id = first_id.saturating_add(place).to_string();
        let values = [
            ("id", id.as_str()),
            ("card_token", &self.token),
            ("customer_number", &self.customer_number),
            ("customer_name", &self.customer_name),
            ("customer_email", &self.customer_email),
            ("customer_phone", &self.customer_phone),
            ("bin", &self.bin),
            ("created_at", &stored),
            ("updated_at", &stored),
        ];
        for (name, value) in values {
            let typed = match printed.get(name) {
                Some(Json::Number(_)) if is_number(value) => Json::Number(value.to_owned()),
                _ => Json::Text(value.to_owned()),
            };
            record.set(name, typed);
        }
        record
    }
}

/// Whether a text keeps its meaning as a JSON number: `0050` and `+90…` do not.
fn is_number(text: &str) -> bool {
    (1..=18).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && (text == "0" || !text.starts_with('0'))
}

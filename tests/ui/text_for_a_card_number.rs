//! A text stands where a card number belongs.
use generated_client::vepara::cards::SaveCard;

fn main() {
    let _ = SaveCard {
        card_holder_name: "Ayşe Örnek".into(),
        card_number: "4508034508034509",
        expiry: "12/2026".parse().unwrap(),
        customer_number: "5070".into(),
    };
}

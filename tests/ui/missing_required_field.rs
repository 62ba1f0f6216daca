//! A required input is left out.
use generated_client::vepara::cards::SaveCard;

fn main() {
    let _ = SaveCard {
        card_holder_name: "Ayşe Örnek".into(),
        card_number: "4508034508034509".parse().unwrap(),
        expiry: "12/2026".parse().unwrap(),
    };
}

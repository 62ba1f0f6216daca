//! What must happen once is told to be sent again.
use generated_client::vepara::{Client, cards::SaveCard};

async fn save(vepara: Client, card: SaveCard) {
    let _ = vepara.save_card(card).retries(3).await;
}

fn main() {
    let _ = save;
}

//! The token of a stored card is printed.
use generated_client::vepara::cards::SavedCard;

fn main() {
    let show = |saved: SavedCard| println!("charge it with {}", saved.card_token);
    let _ = show;
}

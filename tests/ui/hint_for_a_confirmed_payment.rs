//! An order is shipped because a shopper's browser says that it is paid.
use generated_client::runtime::{Confirmed, HintError};
use generated_client::vepara::payments::ThreeDReturn;

fn ship(_paid: Confirmed<ThreeDReturn>) {}

fn returned(query: &str) -> Result<(), HintError> {
    let hint = ThreeDReturn::from_query(query)?;
    ship(hint);
    Ok(())
}

fn main() {
    let _ = returned;
}

//! A lost answer is looked up where the provider has no operation that tells.
use generated_client::runtime::Error;
use generated_client::vepara::{Client, cards::SaveCard};

fn look_up(vepara: &Client, error: Error<SaveCard>) {
    if let Error::OutcomeUnknown(unknown) = error {
        drop(unknown.resolve(vepara));
    }
}

fn main() {
    let _ = look_up;
}

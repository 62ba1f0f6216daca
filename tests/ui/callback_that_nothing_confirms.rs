//! A callback is to be confirmed for which the provider has no operation that tells.
use generated_client::runtime::Hint;
use generated_client::vepara::{Client, webhooks::ChargebackWebhook};

fn disputed(vepara: &Client, hint: &Hint<ChargebackWebhook>) {
    drop(hint.confirm(vepara, ()));
}

fn main() {
    let _ = disputed;
}

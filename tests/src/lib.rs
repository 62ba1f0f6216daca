//! What the tests that cross crates share: clients of a sandbox, calls to make with them, servers of raw bytes.
//!
//! Everything here panics where it cannot go on: only tests call it.
#![forbid(unsafe_code)]

pub mod raw;

use std::error::Error;

use generated_client::paywall::Paywall;
use generated_client::paywall::insurance_cards::ListInsuranceCards;
use generated_client::vepara::Vepara;
use generated_client::vepara::cards::{ListCards, SaveCard};
use generated_client::{paywall, vepara};
use sandbox::Sandbox;
use vezne_runtime::ClientBuilder;

/// The code of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

/// A publicly documented test card. It belongs to nobody.
pub const CARD: &str = "4508034508034509";
/// Another one.
pub const OTHER_CARD: &str = "5406675406675403";
/// A customer of the merchant.
pub const CUSTOMER: &str = "5070";
/// What the sandbox's insurance cards are linked to.
pub const RELATION: &str = "customer-1";

/// A sandbox of every provider of the repository.
pub async fn sandbox() -> Sandbox {
    Sandbox::start()
        .await
        .expect("the repository's specs can be served")
}

/// A builder for a client of the simulated Vepara, with good credentials.
pub fn vepara_builder(sandbox: &Sandbox) -> ClientBuilder<Vepara> {
    vepara_with_key(sandbox, sandbox.credentials("vepara", "merchant_key"))
}

/// A builder for a client of the simulated Vepara, with this key of the merchant.
pub fn vepara_with_key(sandbox: &Sandbox, merchant_key: &str) -> ClientBuilder<Vepara> {
    let credentials = vepara::Credentials::test(
        sandbox.credentials("vepara", "app_id"),
        sandbox.credentials("vepara", "app_secret"),
        merchant_key,
    );
    let address = sandbox.address("vepara", "payment");
    vepara::Client::builder(credentials).base_address(vepara::Api::Payment, address)
}

/// A client of the simulated Vepara, with good credentials.
pub fn vepara(sandbox: &Sandbox) -> vepara::Client {
    vepara_builder(sandbox).build().expect("a client")
}

/// A builder for a client of the simulated Paywall, with good credentials.
pub fn paywall_builder(sandbox: &Sandbox) -> ClientBuilder<Paywall> {
    let credentials = paywall::Credentials::test().private(
        sandbox.credentials("paywall", "private.key"),
        sandbox.credentials("paywall", "private.client"),
    );
    let address = sandbox.address("paywall", "card_wall");
    paywall::Client::builder(credentials).base_address(paywall::Api::CardWall, address)
}

/// A client of the simulated Paywall, with good credentials.
pub fn paywall(sandbox: &Sandbox) -> paywall::Client {
    paywall_builder(sandbox).build().expect("a client")
}

/// Storing [`CARD`] for [`CUSTOMER`].
pub fn save_card() -> SaveCard {
    SaveCard {
        card_holder_name: "AYŞE ÖRNEK".into(),
        card_number: CARD.parse().expect("a card number"),
        expiry: "12/2026".parse().expect("an expiry"),
        customer_number: CUSTOMER.into(),
    }
}

/// Listing the cards of [`CUSTOMER`].
pub fn list_cards() -> ListCards {
    ListCards {
        customer_number: CUSTOMER.into(),
    }
}

/// Listing the insurance cards of [`RELATION`].
pub fn insurance_cards() -> ListInsuranceCards {
    ListInsuranceCards {
        relational_id1: RELATION.into(),
    }
}

/// An error in every form in which it may be shown: `Display`, both `Debug`s, and the same of all its sources.
pub fn shown(error: &(dyn Error + 'static)) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(&format!("{inner}\n{inner:?}\n{inner:#?}\n"));
        source = inner.source();
    }
    text
}

//! Test credentials are given to what moves real money.
use generated_client::vepara::{Client, Credentials, Live};

fn take_money(credentials: Credentials<Live>) -> Client {
    Client::builder(credentials).build().unwrap()
}

fn main() {
    take_money(Credentials::test("app id", "app secret", "merchant key"));
}

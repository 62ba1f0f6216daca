//! Nothing sensitive is ever shown: not in `Debug`, `Display`, chains of errors, panics, `tracing`, `log`, nor by the
//! sandbox.
//!
//! What is sensitive stands in [`canaries`], taken from the providers' fact sheets and not from the marks in the specs.
//! Each gets a value that cannot occur by accident; every operation is driven through success, refusals that repeat what
//! was sent, lost and senseless answers; then everything that was shown is searched for every value in every form.

mod canaries;
mod recorder;
mod server;

use std::fmt::Debug;
use std::future::IntoFuture;
use std::panic::{AssertUnwindSafe, catch_unwind};

use canaries::Canaries;
use generated_client::paywall::cards::ListInsuranceCards;
use generated_client::vepara::cards::{ListCards, SaveCard};
use generated_client::{paywall, vepara};
use sandbox::{Fault, Sandbox};
use server::{Mode, answering};
use tests::shown;
use vezne_runtime::{CardNumber, Cvv, Error, Operation};

/// Everything that a person could see of a call: before it is sent, its result, the panic of whoever unwraps it.
async fn told<T, O, C>(call: C) -> String
where
    T: Debug,
    O: Operation,
    C: IntoFuture<Output = Result<T, Error<O>>> + Debug,
{
    let before = format!("{call:?}\n{call:#?}\n");
    match call.await {
        Ok(output) => {
            let text = format!("{before}{output:?}\n{output:#?}\n");
            text + &panic_message(|| Err::<(), T>(output).unwrap())
        }
        Err(error) => {
            let text = before + &shown(&error);
            text + &panic_message(|| Err::<(), Error<O>>(error).unwrap())
        }
    }
}

fn panic_message(panic: impl FnOnce()) -> String {
    let Err(payload) = catch_unwind(AssertUnwindSafe(panic)) else {
        panic!("it did not panic")
    };
    payload
        .downcast_ref::<String>()
        .cloned()
        .expect("a message with a value in it")
}

/// Both clients, with canaries for credentials, at one server.
struct Clients {
    vepara: vepara::Client,
    paywall: paywall::Client,
}

impl Clients {
    fn new(canaries: &Canaries, payment: &str, card_wall: &str, told: &mut String) -> Self {
        let credentials = vepara::Credentials::test(
            canaries.of("app_id"),
            canaries.of("app_secret"),
            canaries.of("merchant_key"),
        );
        let private = paywall::Credentials::test().private(
            canaries.of("apikeyprivate"),
            canaries.of("apiclientprivate"),
        );
        *told += &format!("{credentials:?}\n{credentials:#?}\n{private:?}\n{private:#?}\n");
        let builder =
            vepara::Client::builder(credentials).base_address(vepara::Api::Payment, payment);
        let private =
            paywall::Client::builder(private).base_address(paywall::Api::CardWall, card_wall);
        *told += &format!("{builder:?}\n{builder:#?}\n{private:?}\n{private:#?}\n");
        let clients = Self {
            vepara: builder.build().expect("a client"),
            paywall: private.build().expect("a client"),
        };
        *told += &format!("{:?}\n{:#?}\n", clients.vepara, clients.paywall);
        clients
    }

    /// Calls every operation of both providers.
    async fn call_all(&self, canaries: &Canaries) -> String {
        let mut text = String::new();
        let card = SaveCard {
            card_holder_name: "Ayşe Örnek".into(),
            card_number: canaries.of("card number").parse().expect("a card number"),
            expiry: "12/2031".parse().expect("an expiry"),
            customer_number: "customer-7".into(),
        };
        let list = ListCards {
            customer_number: "customer-7".into(),
        };
        let insurance = ListInsuranceCards {
            relational_id1: "customer-7".into(),
        };
        text += &format!("{card:?}\n{card:#?}\n{list:?}\n{insurance:?}\n");
        text += &told(self.vepara.get_token().retries(0)).await;
        text += &told(self.vepara.installments().retries(0)).await;
        text += &told(self.vepara.save_card(card)).await;
        text += &told(self.vepara.list_cards(list).retries(0)).await;
        let insurance = self.paywall.list_insurance_cards(insurance);
        text += &told(insurance.include_details(true).retries(0)).await;
        text
    }
}

#[tokio::test]
async fn no_call_shows_what_must_not_be_shown() {
    recorder::install();
    let mut canaries = Canaries::new();
    for mode in Mode::ALL {
        recorder::clear();
        let server = answering(mode, &canaries);
        let mut text = String::new();
        let (payment, card_wall) = (server.address("/ccpayment"), server.address(""));
        let clients = Clients::new(&canaries, &payment, &card_wall, &mut text);
        text += &clients.call_all(&canaries).await;
        canaries.saw(&server.seen());
        text += &recorder::text();
        assert!(
            text.contains("vepara.save_card"),
            "{mode:?}: nothing was recorded"
        );
        canaries.assert_absent(&text, &format!("{mode:?}"));
    }
    canaries.assert_all_were_there();
}

#[tokio::test]
async fn the_sandbox_shows_nothing_of_what_it_was_sent() {
    recorder::install();
    let canaries = Canaries::new();
    let sandbox = Sandbox::start().await.expect("a sandbox");
    let mut text = String::new();
    let payment = sandbox.address("vepara", "payment");
    let clients = Clients::new(
        &canaries,
        payment,
        sandbox.address("paywall", "card_wall"),
        &mut text,
    );
    // Wrong credentials everywhere; then a token all the same, so that the rest is sent too.
    text += &clients.call_all(&canaries).await;
    for fault in [
        Fault::Html,
        Fault::HalfBody,
        Fault::WrongType,
        Fault::Status(500),
    ] {
        sandbox.answer_next("vepara", "get_token", "printed_success");
        sandbox.fail_next("vepara", "save_card", fault);
        text += &clients.call_all(&canaries).await;
        text += &clients.call_all(&canaries).await;
    }
    let requests = sandbox.requests();
    assert!(
        requests
            .iter()
            .any(|request| request.operation.as_deref() == Some("save_card"))
    );
    text += &format!("{requests:?}\n{requests:#?}\n{sandbox:?}\n");
    for request in &requests {
        text += &format!("{request}\n");
    }
    canaries.assert_absent(&text, "the sandbox");
}

#[test]
fn values_show_nothing_of_themselves() {
    let number = "5406675406675403";
    let card: CardNumber = number.parse().expect("a card number");
    let text = format!("{card:?} {card:#?} {}", card.masked());
    canaries::assert_no_digits_of(number, &text, "a card number");
    for wrong in ["5406675406675404", "540667540667540", "5406675406675403x"] {
        let error = wrong.parse::<CardNumber>().expect_err("no card number");
        canaries::assert_no_digits_of(number, &shown(&error), wrong);
    }
    for code in ["739", "7394"] {
        let cvv: Cvv = code.parse().expect("a security code");
        let text = format!("{cvv:?} {cvv:#?}");
        assert!(!text.contains(|c: char| c.is_ascii_digit()), "{text}");
    }
    let error = "73x9".parse::<Cvv>().expect_err("no security code");
    assert!(!shown(&error).contains("73x9"));
}

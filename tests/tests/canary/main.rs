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
use std::path::PathBuf;

use canaries::Canaries;
use generated_client::paywall::insurance_cards::ListInsuranceCards;
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
            text + &panic_message(Err::<(), T>(output))
        }
        Err(error) => {
            let text = before + &shown(&error);
            text + &panic_message(Err::<(), Error<O>>(error))
        }
    }
}

/// What `unwrap` says of an error. The panic is wanted, so it is kept out of the test's output.
fn panic_message<E: Debug>(result: Result<(), E>) -> String {
    recorder::quiet_panics(true);
    let result = catch_unwind(AssertUnwindSafe(|| result.unwrap()));
    recorder::quiet_panics(false);
    let Err(payload) = result else {
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

    /// What only a provider gives does arrive: were it never read, that nothing shows it would prove nothing.
    async fn assert_received(&self, canaries: &Canaries) {
        let card = SaveCard {
            card_holder_name: "Ayşe Örnek".into(),
            card_number: canaries.of("card number").parse().expect("a card number"),
            expiry: "12/2031".parse().expect("an expiry"),
            customer_number: "customer-7".into(),
        };
        let saved = self.vepara.save_card(card).await.expect("a saved card");
        assert_eq!(saved.card_token.expose(), canaries.of("card token"));
        let insurance = ListInsuranceCards {
            relational_id1: "customer-7".into(),
        };
        let cards = self.paywall.list_insurance_cards(insurance).await;
        let cards = cards.expect("insurance cards");
        let card = cards.first().expect("one of them");
        assert_eq!(card.unique_code.expose(), canaries.of("UniqueCode"));
        let identity = card.holder_identity.as_ref().expect("an identity");
        assert_eq!(identity.expose(), canaries.of("Identity"));
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
        if mode == Mode::Success {
            clients.assert_received(&canaries).await;
        }
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
    let folder = spec_with_canaries(&canaries);
    let sandbox = Sandbox::from_spec(&folder).await.expect("a sandbox");
    std::fs::remove_dir_all(folder).expect("the folder goes");

    let mut text = format!("{sandbox:?}\n{sandbox:#?}\n");
    let payment = sandbox.address("vepara", "payment");
    let card_wall = sandbox.address("paywall", "card_wall");
    let clients = Clients::new(&canaries, payment, card_wall, &mut text);
    text += &clients.call_all(&canaries).await;
    let damages = [
        Fault::CloseAfterRead,
        Fault::Html,
        Fault::HalfBody,
        Fault::WrongType,
        Fault::Status(401),
    ];
    for fault in damages {
        for operation in ["installments", "save_card", "list_cards", "get_token"] {
            sandbox.fail_next("vepara", operation, fault);
        }
        sandbox.fail_next("paywall", "list_insurance_cards", fault);
        text += &clients.call_all(&canaries).await;
    }
    let requests = sandbox.requests();
    for operation in [
        "get_token",
        "installments",
        "save_card",
        "list_cards",
        "list_insurance_cards",
    ] {
        let answered = requests.iter().any(|request| {
            request.operation.as_deref() == Some(operation) && request.answered.status == 200
        });
        assert!(answered, "{operation} was never done");
    }
    text += &format!("{requests:?}\n{requests:#?}\n");
    for request in &requests {
        text += &format!("{request}\n");
    }
    canaries.assert_absent(&text, "the sandbox");
}

/// The repository's specs, with canaries where the example credentials stand, so that a sandbox takes these.
fn spec_with_canaries(canaries: &Canaries) -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR").expect("tests are run by cargo");
    let specs = PathBuf::from(package).join("../spec");
    let folder = std::env::temp_dir().join(format!("canaries-{}", std::process::id()));
    for provider in ["vepara", "paywall"] {
        let to = folder.join(provider);
        std::fs::create_dir_all(&to).expect("a folder");
        for file in std::fs::read_dir(specs.join(provider)).expect("a spec") {
            let file = file.expect("a file");
            let text = std::fs::read_to_string(file.path()).expect("a text");
            let text = text
                .replace(
                    "0123456789abcdef0123456789abcdef",
                    canaries.of("app_secret"),
                )
                .replace(
                    "$2y$10$AbCdEfGhIjKlMnOpQrStU.vWxYz/0123456789ABCDEFGHIJKLMNO",
                    canaries.of("merchant_key"),
                )
                .replace("ZXhhbXBsZS1wcml2YXRlLWtleQ==", canaries.of("apikeyprivate"))
                .replace(
                    "00000000-0000-4000-8000-0000000000c1",
                    canaries.of("apiclientprivate"),
                )
                .replace("00112233445566778899aabbccddeeff", canaries.of("app_id"));
            std::fs::write(to.join(file.file_name()), text).expect("a file");
        }
    }
    folder
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

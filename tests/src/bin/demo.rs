//! The main job on an embedded default: both clients at work against a sandbox in this process.
#![forbid(unsafe_code)]

use std::error::Error;
use std::process::ExitCode;

use generated_client::paywall::insurance_cards::{InsuranceCard, ListInsuranceCards};
use generated_client::vepara::authentication::ThreeDMode;
use generated_client::vepara::cards::{ListCards, ListCardsError, SaveCard};
use generated_client::{paywall, runtime, vepara};

use runtime::{CardNumber, Operation, Refused, Secret};
use sandbox::{Mark, Sandbox};

/// Documented test numbers; they belong to nobody.
const CARDS: [&str; 2] = ["4508034508034509", "5406675406675403"];
const CUSTOMER: &str = "5070";
/// What the sandbox's insurance cards are linked to.
const RELATION: &str = "customer-1";

type Outcome<T> = Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nThe demo failed: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Outcome<()> {
    let sandbox = Sandbox::start().await?;
    println!("Both providers are simulated in this process: no network, no account, no money.");

    title("Vepara", sandbox.address("vepara", "payment"));
    vepara_at_work(&sandbox).await?;
    vepara_refuses(&sandbox).await?;

    title("Paywall", sandbox.address("paywall", "card_wall"));
    paywall_at_work(&sandbox).await?;
    paywall_refuses(&sandbox).await?;

    println!(
        "\nAll as expected, in {} requests.",
        sandbox.requests().len()
    );
    Ok(())
}

/// A client of the simulated Vepara, with the merchant's key or another one.
fn vepara_client(sandbox: &Sandbox, merchant_key: &str) -> Outcome<vepara::Client> {
    let credentials = vepara::Credentials::test(
        sandbox.credentials("vepara", "app_id"),
        sandbox.credentials("vepara", "app_secret"),
        merchant_key,
    );
    let address = sandbox.address("vepara", "payment");
    Ok(vepara::Client::builder(credentials)
        .base_address(vepara::Api::Payment, address)
        .build()?)
}

async fn vepara_at_work(sandbox: &Sandbox) -> Outcome<()> {
    let vepara = vepara_client(sandbox, sandbox.credentials("vepara", "merchant_key"))?;

    let token = vepara.get_token().await?;
    let mode = token
        .three_d_mode
        .ok_or("the token does not tell which payments are allowed")?;
    let end = token
        .expires_at
        .ok_or("the token does not tell when it ends")?;
    line(
        "token",
        &format!("good until {end}; payments {}", payments(&mode)),
    );

    let installments = vepara.installments().await?;
    ensure(
        installments.counts.contains(&1),
        "a single charge is not among the instalment counts",
    )?;
    let counts: Vec<_> = installments.counts.iter().map(i64::to_string).collect();
    line("instalments", &counts.join(" "));

    let mut saved = Vec::new();
    for number in CARDS {
        let card_number: CardNumber = number.parse()?;
        let shown = card_number.masked();
        let card = vepara
            .save_card(SaveCard {
                card_holder_name: "Ayşe Örnek".into(),
                card_number,
                expiry: "12/2026".parse()?,
                customer_number: CUSTOMER.into(),
            })
            .customer_email("ayse@example.com")
            .await?;
        let length = card.card_token.expose().chars().count();
        line(
            "card saved",
            &format!("{shown}, by a token of {length} characters"),
        );
        saved.push(card.card_token);
    }

    let listed = vepara
        .list_cards(ListCards {
            customer_number: CUSTOMER.into(),
        })
        .await?;
    let tokens: Vec<Secret> = listed.iter().map(|card| card.card_token.clone()).collect();
    let same = tokens.len() == saved.len() && saved.iter().all(|token| tokens.contains(token));
    ensure(
        same,
        &format!(
            "{} cards were saved, and the {} that are listed are not these",
            saved.len(),
            tokens.len()
        ),
    )?;
    let bins: Vec<_> = listed
        .iter()
        .map(|card| format!("{}…", card.bin.as_deref().unwrap_or("?")))
        .collect();
    line(
        "cards listed",
        &format!("{}: exactly these two", bins.join(" ")),
    );

    let others = vepara
        .list_cards(ListCards {
            customer_number: "5071".into(),
        })
        .await?;
    ensure(others.is_empty(), "another customer sees these cards")
}

async fn vepara_refuses(sandbox: &Sandbox) -> Outcome<()> {
    let vepara = vepara_client(sandbox, "not-the-merchant-key")?;
    let inputs = ListCards {
        customer_number: CUSTOMER.into(),
    };
    let answer = vepara.list_cards(inputs).await;
    let refused = refusal(sandbox, "a wrong merchant key", Mark::Documented, answer)?;
    ensure(
        *refused.reason() == ListCardsError::InvalidMerchantKey,
        &format!("it was refused for another reason: {refused}"),
    )
}

/// A client of the simulated Paywall, with the private key or another one.
fn paywall_client(sandbox: &Sandbox, key: &str) -> Outcome<paywall::Client> {
    let credentials =
        paywall::Credentials::test().private(key, sandbox.credentials("paywall", "private.client"));
    let address = sandbox.address("paywall", "card_wall");
    Ok(paywall::Client::builder(credentials)
        .base_address(paywall::Api::CardWall, address)
        .build()?)
}

async fn paywall_at_work(sandbox: &Sandbox) -> Outcome<()> {
    let paywall = paywall_client(sandbox, sandbox.credentials("paywall", "private.key"))?;
    let inputs = || ListInsuranceCards {
        relational_id1: RELATION.into(),
    };

    let cards = paywall
        .list_insurance_cards(inputs())
        .include_details(true)
        .await?;
    ensure(!cards.is_empty(), "no insurance card is listed")?;
    for card in &cards {
        line("insurance card", &insurance_card(card)?);
    }
    let plain = paywall.list_insurance_cards(inputs()).await?;
    ensure(
        plain.len() == cards.len(),
        "the list has another length without details",
    )?;
    ensure(
        plain.iter().all(|card| card.details.is_none()),
        "details come without being asked for",
    )
}

fn insurance_card(card: &InsuranceCard) -> Outcome<String> {
    let details = card
        .details
        .as_ref()
        .ok_or("a card has no details, although they were asked for")?;
    let name = |text: &Option<String>| text.clone().unwrap_or_else(|| "?".into());
    let (month, year) = card
        .expiry_month
        .zip(card.expiry_year)
        .ok_or("a card does not tell when it expires")?;
    let bank = name(&details.bank);
    let (brand, family) = (name(&details.brand), name(&details.family));
    Ok(format!(
        "{}…{}  {month:02}/{year}  {brand} {family}, {bank}",
        card.bin, card.last_four
    ))
}

async fn paywall_refuses(sandbox: &Sandbox) -> Outcome<()> {
    let paywall = paywall_client(sandbox, "not-the-private-key")?;
    let inputs = ListInsuranceCards {
        relational_id1: RELATION.into(),
    };
    let answer = paywall.list_insurance_cards(inputs).await;
    refusal(sandbox, "a wrong key", Mark::Assumed, answer)?;
    Ok(())
}

/// Tells of a refusal, and how sure it is that the provider itself answers so.
fn refusal<O: Operation>(
    sandbox: &Sandbox,
    why: &str,
    expected: Mark,
    answer: Result<O::Output, runtime::Error<O>>,
) -> Outcome<Box<Refused<O>>> {
    let refused = match answer {
        Err(runtime::Error::Refused(refused)) => refused,
        Err(other) => return Err(format!("a refusal was expected: {other}").into()),
        Ok(answer) => return Err(format!("a refusal was expected, not {answer:?}").into()),
    };
    let code = refused.code().ok_or("the refusal has no code")?;
    let status = refused.http_status();
    line(
        "refused",
        &format!("{why}: HTTP {status}, code {code}, “{}”", refused.message()),
    );
    let requests = sandbox.requests();
    let mark = requests
        .last()
        .ok_or("the sandbox saw no request")?
        .answered
        .mark;
    ensure(
        mark == expected,
        &format!("this answer is {mark}, and {expected} was expected"),
    )?;
    line(
        "",
        match mark {
            Mark::Documented => "(the provider's documents print this answer)",
            Mark::Constructed => "(made up, in a shape that the provider's documents print)",
            Mark::Assumed => {
                "(assumed: the documents do not say how this is answered; see UNVERIFIED.md)"
            }
        },
    );
    Ok(refused)
}

/// What the merchant may take, in words.
fn payments(mode: &ThreeDMode) -> String {
    match mode {
        ThreeDMode::TwoDOnly => "2-D only".into(),
        ThreeDMode::TwoDOrThreeD => "2-D or 3-D".into(),
        ThreeDMode::ThreeDOnly => "3-D only".into(),
        ThreeDMode::HostedPage => "on the provider's page only".into(),
        other => format!("{other:?}"),
    }
}

fn ensure(holds: bool, otherwise: &str) -> Outcome<()> {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}

fn title(provider: &str, address: &str) {
    println!("\n{provider}, simulated at {address}");
}

fn line(label: &str, text: &str) {
    println!("  {label:<16}{text}");
}

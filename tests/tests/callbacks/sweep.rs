//! Looks at many mutations of one kind of callback, and asks the provider about those that give a question.

use std::fmt;

use tests::shown;
use vezne_runtime::{
    Callback, ConfirmError, Confirmable, Fact, Hint, HintError, Provider as ProviderKind,
    SignatureState,
};

use crate::mutate::{Material, Mutated, mutated};
use crate::provider::Provider;
use crate::random::Random;

/// How a kind of callback is read from what arrived.
pub type Read<C> = fn(&[u8]) -> Result<Hint<C>, HintError>;

/// How many mutations of each kind are made, and of how many that give a question the question is sent.
#[derive(Clone, Copy)]
pub struct Size {
    pub mutations: usize,
    pub questions: usize,
}

impl Size {
    /// The usual size; times `VEZNE_CALLBACKS`, where that is set, and then every question is sent.
    pub fn get() -> Self {
        let usual = Self {
            mutations: 6_000,
            questions: 500,
        };
        let times = std::env::var("VEZNE_CALLBACKS").ok();
        match times.and_then(|times| times.parse::<usize>().ok()) {
            None => usual,
            Some(times) => Self {
                mutations: usual.mutations * times,
                questions: usize::MAX,
            },
        }
    }
}

/// A kind of callback, and what must never come of it.
pub struct Sweep<C: Callback> {
    pub material: Material,
    pub read: Read<C>,
    /// Whether a callback whose signature matches says what was once signed.
    pub was_signed: fn(&C) -> bool,
    /// Keys of the merchant, which nobody may see.
    pub secrets: &'static [&'static str],
    /// What the callback itself holds and nobody may see, such as a card's number, beside its signature.
    pub carried: &'static [&'static str],
    pub seed: u64,
}

/// What came of a sweep.
#[derive(Default)]
pub struct Tally {
    name: &'static str,
    mutations: usize,
    unreadable: usize,
    matching: usize,
    other: usize,
    missing: usize,
    questions: usize,
    sent: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} mutations, {} unreadable, signatures {} matching, {} not, {} missing; {} gave a question, {} were asked",
            self.name,
            self.mutations,
            self.unreadable,
            self.matching,
            self.other,
            self.missing,
            self.questions,
            self.sent
        )
    }
}

/// Tells which mutation it was when something panics.
struct Current<'a>(&'static str, usize, &'a Mutated);

impl Drop for Current<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let body = String::from_utf8_lossy(&self.2.body);
            let start: String = body.chars().take(2000).collect();
            eprintln!("mutation {} of {}: {start:?}", self.1, self.0);
        }
    }
}

type ClientOf<C> = <<C as Callback>::Provider as ProviderKind>::Client;

impl<C: Callback> Sweep<C> {
    /// Reads mutations of a callback that nothing confirms.
    pub fn read_all(&self, client: &ClientOf<C>, size: Size) -> Tally {
        let mut tally = Tally {
            name: C::NAME,
            ..Tally::default()
        };
        let mut random = Random::new(self.seed);
        for number in 0..size.mutations {
            let mutation = mutated(&self.material, &mut random);
            let _current = Current(C::NAME, number, &mutation);
            let _ = self.look(client, &mutation, &mut tally);
        }
        tally
    }

    fn look(&self, client: &ClientOf<C>, mutation: &Mutated, tally: &mut Tally) -> Option<Hint<C>> {
        tally.mutations += 1;
        let hint = match (self.read)(&mutation.body) {
            Ok(hint) => hint,
            Err(error) => {
                tally.unreadable += 1;
                self.assert_hidden(&shown(&error), Some(mutation));
                return None;
            }
        };
        match hint.signature(client).expect("the credential is there") {
            SignatureState::Matches => {
                tally.matching += 1;
                assert!((self.was_signed)(hint.claims()), "never signed: {hint:?}");
            }
            SignatureState::Mismatch => tally.other += 1,
            SignatureState::Missing => tally.missing += 1,
        }
        let carries = (!mutation.strewn).then_some(mutation);
        self.assert_hidden(&format!("{hint:?}"), carries);
        Some(hint)
    }

    /// Nothing secret is shown; nothing that the callback carries where `carrier` is given.
    fn assert_hidden(&self, text: &str, carrier: Option<&Mutated>) {
        for secret in self.secrets {
            assert!(!text.contains(secret), "a secret is shown");
        }
        let Some(carrier) = carrier else { return };
        for secret in self.carried {
            assert!(!text.contains(secret), "what the callback carries is shown");
        }
        for signature in &carrier.signatures {
            let signature = signature.rsplit(':').next().unwrap_or_default();
            // Of a short one nobody can say where it comes from.
            if let Some(part) = signature.trim_matches('"').get(..24) {
                assert!(!text.contains(part), "a signature is shown");
            }
        }
    }
}

impl<C: Confirmable> Sweep<C> {
    /// Reads mutations of a callback, and lets those be confirmed that can be: under each truth in turn, none of which is
    /// that the expected payment is made.
    pub async fn confirm_all(
        &self,
        client: &ClientOf<C>,
        provider: &Provider,
        size: Size,
        truths: usize,
        expected: fn() -> C::Expected,
        is_expected: fn(&C::Status) -> bool,
    ) -> Tally {
        let mut tally = Tally {
            name: C::NAME,
            ..Tally::default()
        };
        let mut random = Random::new(self.seed);
        let before = provider.questions();
        for number in 0..size.mutations {
            let mutation = mutated(&self.material, &mut random);
            let _current = Current(C::NAME, number, &mutation);
            let Some(hint) = self.look(client, &mutation, &mut tally) else {
                continue;
            };
            let question = hint.claims().ask(&expected());
            tally.questions += usize::from(question.is_some());
            if let Some(question) = &question {
                assert!(is_expected(question), "another reference is asked for");
                // Spread over the whole sweep.
                let due = size.questions.saturating_mul(number + 1) / size.mutations;
                if tally.sent >= due {
                    continue;
                }
                tally.sent += 1;
            }
            provider.set_truth(tally.sent % truths);
            let error = match hint.confirm(client, expected()).await {
                Ok(confirmed) => panic!("a payment that is not made is confirmed: {confirmed:?}"),
                Err(error) => error,
            };
            self.assert_hidden(&shown(&error), Some(&mutation));
            if question.is_none() {
                assert!(
                    matches!(error, ConfirmError::Differs(Fact::Reference)),
                    "{error}"
                );
            }
            assert_eq!(provider.questions() - before, tally.sent, "{error}");
        }
        assert_eq!(provider.never(), [""; 0]);
        // Had hardly any been read, or signed, or asked about, that none is confirmed would prove little.
        let parts = [
            tally.unreadable,
            tally.matching,
            tally.other,
            tally.missing,
            tally.questions,
        ];
        assert!(
            parts.iter().all(|part| part * 20 > tally.mutations),
            "{tally}"
        );
        assert!(
            tally.sent * 100 >= tally.questions.min(size.questions) * 99,
            "{tally}"
        );
        tally
    }
}

/// A query as the merchant's server hands it on. One that is no text never gets there.
pub fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A genuine callback, read.
pub fn hint<C: Callback>(sweep: &Sweep<C>, place: usize) -> Hint<C> {
    let sent = sweep.material.starts.get(place).expect("a start");
    match (sweep.read)(&sent.render()) {
        Ok(hint) => hint,
        Err(error) => panic!("{error}"),
    }
}

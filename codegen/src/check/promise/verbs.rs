//! What the name of an operation says that it does, by the verb that it begins with: moving money, or taking back that it was
//! moved.

use crate::check::words::split;

/// Verbs that begin the name of an operation which moves money, or takes back that it did.
const MOVES: &[&str] = &[
    "pay",
    "charge",
    "sell",
    "buy",
    "purchase",
    "authorise",
    "authorize",
    "preauthorise",
    "preauthorize",
    "preauth",
    "pre_authorise",
    "pre_authorize",
    "pre_auth",
    "capture",
    "complete",
    "transfer",
    "withdraw",
    "deposit",
    "send_payout",
    "send_money",
    "disburse",
    "top_up",
    "approve",
    "settle",
    "retry",
    "collect",
    "renew",
    "redeem",
    "finalise",
    "finalize",
    "confirm",
    "restart",
    "resume",
    "release_to",
    "odeme_tamamla",
    "tahsilat",
    "ode",
    "odeme_yap",
    "tahsil",
];

/// Verbs that begin the name of an operation which takes something back.
const TAKES_BACK: &[&str] = &[
    "refund", "void", "cancel", "revert", "reverse", "iade", "iptal",
];

/// Verbs that begin the name of an operation which ends something that moves no money by itself.
const ENDS: &[&str] = &[
    "delete",
    "remove",
    "disable",
    "stop",
    "unsubscribe",
    "release",
];

/// Verbs that do whatever the noun after them says, and words that may stand between.
const DOES: &[&str] = &[
    "create", "make", "do", "start", "init", "initiate", "new", "partial", "full",
];

/// Nouns for a movement of money.
const MOVEMENTS: &[&str] = &[
    "payment",
    "charge",
    "sale",
    "debit",
    "purchase",
    "capture",
    "transfer",
    "payout",
    "withdrawal",
    "deposit",
    "odeme",
    "satis",
];

/// Nouns for money that goes back.
const REVERSALS: &[&str] = &[
    "refund",
    "void",
    "reversal",
    "cancellation",
    "iade",
    "iptal",
];

/// Last words of names that only tell of something.
const TOLD: &[&str] = &[
    "status", "state", "list", "detail", "details", "info", "history", "report", "options", "cost",
    "costs", "terms", "limit", "limits", "fee", "fees", "reasons", "types", "accounts", "banks",
    "rates", "methods", "durumu", "listesi",
];

/// Whether an operation is named like one that moves money, or takes back that it did.
pub fn moves_money(name: &str) -> bool {
    let words = split(name);
    let tells = words
        .last()
        .is_some_and(|last| TOLD.contains(&last.as_str()));
    !tells
        && (begins(&words, MOVES)
            || begins(&words, TAKES_BACK)
            || is_done(&words, MOVEMENTS)
            || is_done(&words, REVERSALS))
}

/// Whether words are one of some nouns, with nothing before it but that it is done.
fn is_done(words: &[String], nouns: &[&str]) -> bool {
    let Some((noun, before)) = words.split_last() else {
        return false;
    };
    let does = |word: &String| DOES.contains(&word.as_str());
    nouns.contains(&noun.as_str()) && before.iter().all(does)
}

/// Whether an operation is named like one that takes back or ends what another did.
pub fn takes_back(name: &str) -> bool {
    let words = split(name);
    begins(&words, TAKES_BACK) || begins(&words, ENDS) || is_done(&words, REVERSALS)
}

/// Whether words begin with one of these verbs, of one word or more.
fn begins(words: &[String], verbs: &[&str]) -> bool {
    verbs.iter().any(|verb| {
        let mut words = words.iter();
        verb.split('_')
            .all(|part| words.next().is_some_and(|word| word == part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_operations_that_move_money_are_told_from_those_that_ask() {
        for name in [
            "pay_2d",
            "refund",
            "pre_authorise_direct",
            "cancel_payment",
            "iade_et",
            "captureOrder",
            "create_payment",
            "make_partial_refund",
            "sale",
        ] {
            assert!(moves_money(name), "{name}");
        }
        for name in [
            "payment_detail",
            "create_payment_link",
            "refund_status",
            "payout_terms",
            "transfer_limits",
            "prepare",
            "list_refunds",
            "delete_card",
            "pay_methods",
        ] {
            assert!(!moves_money(name), "{name}");
        }
        assert!(takes_back("delete_card") && takes_back("void_sale") && !takes_back("pay_2d"));
    }
}

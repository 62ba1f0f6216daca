//! A provider that the repository does not know, from a folder with a spec: the macro makes its client, the sandbox
//! serves it. Nothing of it is generated beforehand.

use std::path::PathBuf;

use sandbox::{Fault, Sandbox};
use serde_json::json;
use vezne_runtime::{Error, NotSentReason, Resolution};

/// The client of Acme Pay, made from its spec at compile time.
mod acme_pay {
    macros::client!("../third-provider/acme_pay");
}

use acme_pay::charges::{CreateCharge, FindCharge, FindChargeError, Line};
use acme_pay::types::{Charge, ChargeState};

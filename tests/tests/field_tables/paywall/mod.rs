//! Paywall: what is sent, to which API and with which key pair, against the field tables of its fact sheet; and answers
//! with every field that the sheet lists.
//!
//! It has a checker of its own, because here each API has a server and a key pair of its own, inputs of GET are headers,
//! and all calls of an operation together must send every field of its table.

mod answers;
mod calls;
mod check;
mod checked;
mod enumerations;
mod expected;
mod tables;

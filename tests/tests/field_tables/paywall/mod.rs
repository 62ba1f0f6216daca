//! Paywall: what is sent, to which API and with which key pair, against the field tables of its fact sheet; and answers
//! with every field that the sheet lists.

mod answers;
mod calls;
mod check;
mod checked;
mod enumerations;
mod expected;
mod tables;

//! A callback is a hint: whatever arrives at a merchant's address, no payment is confirmed that the provider does not say
//! is made.
//!
//! Each kind of callback that the clients have is sent as it is documented, correctly signed, and then hurt and forged in
//! many thousand ways; the provider is a server that says of the expected payment anything but that it is made. Signatures
//! are the vectors of vepara.md and such as Python computed, so none is made by what is tested.
//!
//! `VEZNE_CALLBACKS=10` makes ten times as many and sends every question (`--nocapture` shows the numbers).

mod forge;
mod mutate;
mod paywall;
mod provider;
mod random;
mod sent;
mod sweep;
mod vepara;

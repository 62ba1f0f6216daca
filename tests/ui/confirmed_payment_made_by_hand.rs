//! A payment is called confirmed without asking the provider.
use generated_client::runtime::Confirmed;
use generated_client::vepara::payment_status::CheckStatusAnswer;
use generated_client::vepara::payments::{ThreeDReturn, ThreeDReturnExpected};

fn confirmed(answer: CheckStatusAnswer, expected: ThreeDReturnExpected) -> Confirmed<ThreeDReturn> {
    Confirmed {
        answer,
        expected,
        unconfirmed: Vec::new(),
    }
}

fn main() {
    let _ = confirmed;
}

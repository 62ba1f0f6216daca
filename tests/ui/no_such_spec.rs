//! The path of a spec with a slip in it: the one that is meant is told.
mod acme {
    macros::client!("two-flies");
}

fn main() {}

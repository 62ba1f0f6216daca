//! A spec with mistakes, given to the macro: all of them, each with its place.
mod acme {
    macros::client!("bad-spec");
}

fn main() {}

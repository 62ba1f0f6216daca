//! Two names of a spec that become one in Rust: both places are shown, each in its file.
mod acme {
    macros::client!("two-files");
}

fn main() {}

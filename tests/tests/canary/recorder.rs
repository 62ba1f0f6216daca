//! Records what `tracing` and `log` are told, spans and events at every level.

use std::cell::Cell;
use std::fmt::{Debug, Write as _};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static RECORDED: Mutex<String> = Mutex::new(String::new());

/// Records from now on, in every thread.
pub fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(Recorder).expect("no other subscriber");
        log::set_logger(&Recorder).expect("no other logger");
        log::set_max_level(log::LevelFilter::Trace);
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                loud(panic);
            }
        }));
    });
}

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Whether panics of this thread are wanted, and so not printed.
pub fn quiet_panics(quiet: bool) {
    QUIET.set(quiet);
}

/// Forgets what was recorded.
pub fn clear() {
    recorded().clear();
}

/// What was recorded.
pub fn text() -> String {
    recorded().clone()
}

fn recorded() -> MutexGuard<'static, String> {
    RECORDED.lock().unwrap_or_else(PoisonError::into_inner)
}

fn note(line: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(recorded(), "{line}");
}

struct Recorder;

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {}={value:?}", field.name());
    }
}

impl Subscriber for Recorder {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = Fields(String::new());
        attributes.record(&mut fields);
        note(format_args!("span {:?}{}", attributes.metadata(), fields.0));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut fields = Fields(String::new());
        values.record(&mut fields);
        note(format_args!("record{}", fields.0));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        note(format_args!("event {:?}{}", event.metadata(), fields.0));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl log::Log for Recorder {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        note(format_args!("log {} {}", record.target(), record.args()));
    }

    fn flush(&self) {}
}

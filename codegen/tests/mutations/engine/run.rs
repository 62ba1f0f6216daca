//! Many cases, on every processor, with a bound on time and memory.
//!
//! Time is the processor's, because a machine may have other things to do. Memory is the kernel's figure for the whole process
//! (`VmHWM`): a counting allocator would need `unsafe`, which this workspace forbids. Where the system tells neither, time is
//! that of a clock and memory is not bounded.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use super::judge::{Generator, Known, Verdict, judge};
use super::reduce::reduce;
use super::subject::Corpus;
use super::{Kind, mutate};

/// What a thread is at: the number of the case, and since when.
type Slot = Mutex<Option<(u64, Instant)>>;

/// The most that one case may take.
pub const MOST_TIME: Duration = Duration::from_secs(10);

/// The most memory that a process may have taken after a case, in bytes.
pub const MOST_MEMORY: u64 = 1 << 30;

/// What came of a run.
#[derive(Debug, Default)]
pub struct Summary {
    /// How many cases were judged.
    pub cases: u64,
    /// How many were accepted.
    pub accepted: u64,
    /// How often each kind was applied, and how often in a case that was accepted.
    pub kinds: BTreeMap<Kind, (u64, u64)>,
    /// The faults, by the numbers of their cases.
    pub faults: BTreeMap<u64, Fault>,
    /// The longest that a case took, and its number.
    pub slowest: (Duration, u64),
}

/// What the generator did that it must not do.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What it did.
    pub what: String,
    /// How the case was made.
    pub story: String,
    /// A smaller spec that shows it.
    pub reduced: Option<String>,
}

impl Summary {
    /// The faults as text, each with what is needed to see it again.
    pub fn report(&self, seed: u64) -> String {
        let fault = |(number, fault): (&u64, &Fault)| {
            let reduced = fault.reduced.as_deref().unwrap_or("");
            format!(
                "seed {seed}, case {number}: {}\n{}{reduced}",
                fault.what, fault.story
            )
        };
        self.faults.iter().map(fault).collect::<Vec<_>>().join("\n")
    }
}

/// Judges the cases of a seed from a number on. Stops early where `most_faults` were found.
///
/// # Errors
/// A case that does not end: it is told while it runs, because nothing could stop it.
pub fn run(
    corpus: &Arc<Corpus>,
    generator: &Arc<impl Generator + Send + 'static>,
    seed: u64,
    cases: std::ops::Range<u64>,
    most_faults: usize,
) -> Result<Summary, String> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = Arc::new(AtomicU64::new(cases.start));
    let known = Arc::new(Known::default());
    let (sender, receiver) = mpsc::channel();
    let running: Vec<Arc<Slot>> = (0..threads).map(|_| Arc::default()).collect();
    for slot in &running {
        let (corpus, generator, next, known) = (
            corpus.clone(),
            generator.clone(),
            next.clone(),
            known.clone(),
        );
        let (sender, slot, end) = (sender.clone(), slot.clone(), cases.end);
        std::thread::spawn(move || {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= end {
                    return;
                }
                set(&slot, Some((number, Instant::now())));
                let judged = one(&corpus, &*generator, seed, number, &known);
                set(&slot, None);
                if sender.send((number, judged)).is_err() {
                    return;
                }
            }
        });
    }
    drop(sender);
    let mut summary = Summary::default();
    loop {
        match receiver.recv_timeout(Duration::from_secs(1)) {
            Ok((number, judged)) => summary.add(number, judged),
            Err(mpsc::RecvTimeoutError::Disconnected) => return Ok(summary),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
        }
        if summary.faults.len() >= most_faults {
            return Ok(summary);
        }
        for slot in &running {
            let slot = slot
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            if let Some((number, _)) = slot.filter(|(_, start)| start.elapsed() > 12 * MOST_TIME) {
                let story = mutate(corpus, seed, number).story();
                return Err(format!("seed {seed}, case {number} does not end\n{story}"));
            }
        }
    }
}

fn set(slot: &Slot, value: Option<(u64, Instant)>) {
    *slot
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner) = value;
}

/// What became of one case.
struct Judged {
    kinds: Vec<Kind>,
    accepted: bool,
    took: Duration,
    fault: Option<Fault>,
}

fn one(
    corpus: &Corpus,
    generator: &impl Generator,
    seed: u64,
    number: u64,
    known: &Known,
) -> Judged {
    let case = mutate(corpus, seed, number);
    let texts = case.texts();
    let (start, busy) = (Instant::now(), thread_time());
    let verdict = judge(generator, &texts, known);
    let took = match (busy, thread_time()) {
        (Some(before), Some(after)) => after.saturating_sub(before),
        _ => start.elapsed(),
    };
    let memory = peak_memory().unwrap_or(0);
    let accepted = matches!(verdict, Ok(Verdict::Accepted(_)));
    let what = match verdict {
        Err(what) => Some(what),
        Ok(_) if took > MOST_TIME => Some(format!("took {took:?}")),
        Ok(_) if memory > MOST_MEMORY => Some(format!("the process has taken {memory} bytes")),
        Ok(_) => None,
    };
    let fault = what.map(|what| {
        let reduced = reduce(generator, &case.files, &what);
        let shown: String = reduced
            .iter()
            .map(|(name, text)| format!("--- {name}\n{text}"))
            .collect();
        Fault {
            what,
            story: case.story(),
            reduced: (shown.len() < 6000).then_some(shown),
        }
    });
    Judged {
        kinds: case.steps.iter().map(|(kind, _)| *kind).collect(),
        accepted,
        took,
        fault,
    }
}

impl Summary {
    fn add(&mut self, number: u64, judged: Judged) {
        self.cases += 1;
        self.accepted += u64::from(judged.accepted);
        for kind in judged.kinds {
            let (happened, accepted) = self.kinds.entry(kind).or_default();
            *happened += 1;
            *accepted += u64::from(judged.accepted);
        }
        self.slowest = self.slowest.max((judged.took, number));
        if let Some(fault) = judged.fault {
            self.faults.insert(number, fault);
        }
    }
}

/// What this thread has taken of the processors so far, where the system tells.
fn thread_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// What this process has taken of the processors so far, where the system tells.
pub fn process_time() -> Option<Duration> {
    /// The kernel counts in these, on every architecture.
    const TICKS_PER_SECOND: u64 = 100;
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program may hold anything; it ends at the last parenthesis.
    let (_, rest) = text.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let (user, system): (u64, u64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(Duration::from_millis(
        (user + system) * 1000 / TICKS_PER_SECOND,
    ))
}

/// The most memory that this process has taken so far, in bytes, where the system tells.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

//! Everything that is printed, as jobs that need nothing of each other, so that they share the processors.
//!
//! What comes out does not depend on how many there are: results are put in order.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::source::Module;
use super::{EmitError, OutputFile, RUNTIME, crate_root, header, pages, rust, wire_tests};
use crate::decide::layout::{self, Users};
use crate::model::{AreaId, OperationId, Provider};

/// The folder of the client.
const CLIENT: &str = "generated-client/src";

/// The most threads that are started.
const MOST_THREADS: usize = 8;

/// A piece of the output.
#[derive(Clone, Copy)]
enum Job<'p> {
    /// The root of the client crate, and of its tests.
    Roots,
    /// A provider's module and those in it, areas excepted.
    Provider(&'p Provider),
    /// An area of a provider.
    Area(&'p Provider, AreaId, &'p Users),
    /// What the tests of a provider share.
    Tests(&'p Provider),
    /// The tests of the flows of a provider's areas.
    Flows(&'p Provider),
    /// The tests of an operation.
    Test(&'p Provider, OperationId),
    /// The reference of a provider.
    Reference(&'p Provider),
    /// How much of each provider is described.
    Coverage,
    /// All that can be found in a spec.
    Findings,
    /// What is not verified.
    Unverified,
}

/// All files of these providers, in the order of their paths.
pub(super) fn run(providers: &[Provider]) -> Result<Vec<OutputFile>, EmitError> {
    let users: Vec<Users> = providers.iter().map(layout::users).collect();
    let mut jobs = Vec::new();
    for (provider, users) in providers.iter().zip(&users) {
        jobs.extend((0..provider.areas.len()).map(|area| Job::Area(provider, AreaId(area), users)));
    }
    for provider in providers {
        jobs.extend(
            (0..provider.operations.len()).map(|place| Job::Test(provider, OperationId(place))),
        );
        jobs.extend([
            Job::Provider(provider),
            Job::Tests(provider),
            Job::Flows(provider),
            Job::Reference(provider),
        ]);
    }
    jobs.extend([Job::Roots, Job::Coverage, Job::Findings, Job::Unverified]);
    let mut files = Vec::new();
    for result in in_parallel(&jobs, |job| print(providers, *job)) {
        files.extend(result?);
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

fn print(providers: &[Provider], job: Job<'_>) -> Result<Vec<OutputFile>, EmitError> {
    let mut files = Vec::new();
    match job {
        Job::Roots => {
            files.push(crate_root::file(providers)?);
            files.push(wire_tests::root(providers)?);
        }
        Job::Provider(provider) => {
            let module = rust::root(provider, &runtime()?)?;
            module.print(Path::new(CLIENT), &header(&provider.name), &mut files)?;
        }
        Job::Area(provider, area, users) => {
            let module = rust::area(provider, area, users, &runtime()?)?;
            module.print(
                &Path::new(CLIENT).join(&provider.name),
                &header(&provider.name),
                &mut files,
            )?;
        }
        Job::Tests(provider) => {
            wire_tests::shared(provider)?.print(
                Path::new(wire_tests::FOLDER),
                &header(&provider.name),
                &mut files,
            )?;
        }
        Job::Flows(provider) => {
            let module = wire_tests::flows(provider)?;
            test_file(provider, module, &mut files)?;
        }
        Job::Test(provider, id) => {
            let module = wire_tests::operation(provider, id)?;
            test_file(provider, module, &mut files)?;
        }
        Job::Reference(provider) => files.push(pages::reference(provider)?),
        Job::Coverage => files.push(pages::coverage(providers)?),
        Job::Findings => files.push(pages::findings()?),
        Job::Unverified => files.push(pages::unverified(providers)?),
    }
    Ok(files)
}

fn test_file(
    provider: &Provider,
    module: Option<Module>,
    files: &mut Vec<OutputFile>,
) -> Result<(), EmitError> {
    let Some(module) = module else { return Ok(()) };
    let folder = Path::new(wire_tests::FOLDER).join(&provider.name);
    module.print(&folder, &header(&provider.name), files)
}

fn runtime() -> Result<syn::Path, EmitError> {
    syn::parse_str(RUNTIME).map_err(|error| EmitError::new(RUNTIME, error.to_string()))
}

/// What a function makes of each item, in the items' order.
fn in_parallel<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(place) else {
                return made;
            };
            made.push((place, make(item)));
        }
    };
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(MOST_THREADS)
        .min(items.len());
    let mut made = std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut made = work();
        for helper in helpers {
            match helper.join() {
                Ok(more) => made.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        made
    });
    made.sort_by_key(|(place, _)| *place);
    made.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        assert_eq!(
            in_parallel(&items, |item| item * 2),
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        );
        assert_eq!(
            in_parallel(&[] as &[usize], |item| *item),
            Vec::<usize>::new()
        );
    }
}

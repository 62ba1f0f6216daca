//! A smaller spec that shows the same fault.

use std::time::Instant;

use super::judge::{Generator, Known, judge};
use super::subject::File;
use super::tree::Tree;

/// Removes what is not needed for the fault; what remains shows one of the same kind.
pub fn reduce(generator: &impl Generator, files: &[File], fault: &str) -> Vec<(String, String)> {
    let start = Instant::now();
    let known = Known::default();
    let mut texts: Vec<(String, String)> = files
        .iter()
        .map(|file| (file.name.clone(), file.text()))
        .collect();
    let same = |texts: &[(String, String)]| {
        judge(generator, texts, &known).is_err_and(|other| kind(&other) == kind(fault))
    };
    for number in 0..texts.len() {
        let Some(mut tree) = files.get(number).and_then(File::tree).cloned() else {
            continue;
        };
        let mut next = 0;
        loop {
            let places = tree.places();
            let Some(place) = places.get(next) else {
                break;
            };
            if start.elapsed() > generator.patience() {
                return texts;
            }
            let mut smaller = tree.clone();
            remove(&mut smaller, &place.path);
            let was = texts
                .get(number)
                .map(|(_, text)| text.clone())
                .unwrap_or_default();
            if let Some((_, text)) = texts.get_mut(number) {
                *text = smaller.print();
            }
            if same(&texts) {
                tree = smaller;
            } else {
                next += 1;
                if let Some((_, text)) = texts.get_mut(number) {
                    *text = was;
                }
            }
        }
    }
    texts
}

/// What a fault has in common with the same fault of another spec.
fn kind(fault: &str) -> String {
    let words = fault
        .split_whitespace()
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()));
    words.take(6).collect::<Vec<_>>().join(" ")
}

fn remove(tree: &mut Tree, path: &[usize]) {
    let Some((last, parent)) = path.split_last() else {
        return;
    };
    match tree.at_mut(parent) {
        Some(Tree::List(items)) => {
            items.remove(*last);
        }
        Some(Tree::Map(entries)) => {
            entries.remove(*last);
        }
        _ => {}
    }
}

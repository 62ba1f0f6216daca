//! Forty mistakes as people make them, in copies of the real spec: each gives one finding, at the place that a person
//! would look at, in words that help. What a run finds is exactly that: no mistake hides another or makes a second finding.
//!
//! A file of `forty_mistakes` is one run. A mistake is an edit, in which « » stand around what is marked and ‹ › around
//! the second place, and then what is told: the message, what stands under the mark, and the help.
//! `VEZNE_FINDINGS=write` writes the words of the day; the places stay those that a person chose.

use std::collections::BTreeMap;
use std::path::PathBuf;

use codegen::Report;
use codegen::finding::Finding;
use codegen::yaml::Span;

/// A mistake of a run.
struct Mistake {
    title: String,
    hunks: Vec<Hunk>,
    told: String,
}

/// An edit of one file: neighbouring lines, each with what comes before it: ` `, `-` or `+`.
struct Hunk {
    file: String,
    lines: Vec<(char, Line)>,
}

/// A line and what is marked in it.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    marks: Vec<Mark>,
}

/// A marked place of a line, in bytes.
#[derive(Clone, Debug)]
struct Mark {
    mistake: usize,
    second: bool,
    from: usize,
    to: usize,
}

/// What is checked of a place: `file:line:column` and the text that is marked on its first line.
type Place = (String, String);

impl Line {
    fn new(mistake: usize, marked: &str) -> Self {
        let mut line = Self {
            text: String::new(),
            marks: Vec::new(),
        };
        for letter in marked.chars() {
            let at = line.text.len();
            match letter {
                '«' | '‹' => line.marks.push(Mark {
                    mistake,
                    second: letter == '‹',
                    from: at,
                    to: at,
                }),
                '»' | '›' => line.marks.last_mut().expect("an opened mark").to = at,
                letter => line.text.push(letter),
            }
        }
        line
    }
}

/// The mistakes of a run, as its file tells them.
fn mistakes(text: &str) -> Vec<Mistake> {
    let mut mistakes: Vec<Mistake> = Vec::new();
    for line in text.lines() {
        let number = mistakes.len().saturating_sub(1);
        if let Some(title) = line.strip_prefix("## ") {
            mistakes.push(Mistake {
                title: title.to_owned(),
                hunks: Vec::new(),
                told: String::new(),
            });
            continue;
        }
        let Some(mistake) = mistakes.last_mut() else {
            continue;
        };
        if let Some(file) = line.strip_prefix("--- ") {
            mistake.hunks.push(Hunk {
                file: file.to_owned(),
                lines: Vec::new(),
            });
            continue;
        }
        let hunk = mistake.hunks.last_mut().filter(|_| mistake.told.is_empty());
        match (hunk, line.chars().next()) {
            (Some(hunk), Some(sign @ (' ' | '-' | '+'))) => {
                hunk.lines.push((sign, Line::new(number, &line[1..])));
            }
            (_, Some(_)) => {
                mistake.told.push_str(line);
                mistake.told.push('\n');
            }
            (_, None) => {}
        }
    }
    mistakes
}

/// The real spec of the providers that a run edits.
fn real_spec(mistakes: &[Mistake]) -> BTreeMap<String, Vec<Line>> {
    let spec = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/excerpts");
    let mut files = BTreeMap::new();
    for hunk in mistakes.iter().flat_map(|mistake| &mistake.hunks) {
        let (provider, _) = hunk.file.split_once('/').expect("provider/part");
        for entry in std::fs::read_dir(spec.join(provider)).expect("a provider") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str());
            let name = format!("{provider}/{}", name.expect("a name"));
            let text = std::fs::read_to_string(&path).expect("a text");
            let lines = text.lines().map(|line| Line::new(0, line)).collect();
            files.entry(name).or_insert(lines);
        }
    }
    files
}

/// Makes the edits, each at the one place where its old lines stand.
fn edit(files: &mut BTreeMap<String, Vec<Line>>, mistakes: &[Mistake]) {
    for (mistake, hunk) in mistakes
        .iter()
        .flat_map(|mistake| mistake.hunks.iter().map(move |hunk| (mistake, hunk)))
    {
        let old: Vec<&Line> = hunk
            .lines
            .iter()
            .filter(|(sign, _)| *sign != '+')
            .map(|(_, line)| line)
            .collect();
        if old.is_empty() {
            let lines = hunk.lines.iter().map(|(_, line)| line.clone()).collect();
            files.insert(hunk.file.clone(), lines);
            continue;
        }
        let file = files
            .get_mut(&hunk.file)
            .unwrap_or_else(|| panic!("no file {}", hunk.file));
        let stands = |at: &usize| {
            let there = file.get(*at..*at + old.len());
            there.is_some_and(|there| {
                there
                    .iter()
                    .zip(&old)
                    .all(|(there, old)| there.text == old.text)
            })
        };
        let places: Vec<usize> = (0..file.len()).filter(stands).collect();
        let [mut at] = places[..] else {
            panic!(
                "“{}”: its lines stand {} times in {}",
                mistake.title,
                places.len(),
                hunk.file
            );
        };
        for (sign, line) in &hunk.lines {
            match sign {
                '-' => drop(file.remove(at)),
                '+' => file.insert(at, line.clone()),
                _ => file[at].marks.extend(line.marks.iter().cloned()),
            }
            at += usize::from(*sign != '-');
        }
    }
}

/// Where the author of the run expects a finding, and its second place.
fn expected(files: &BTreeMap<String, Vec<Line>>, mistake: usize) -> (Vec<Place>, Vec<Place>) {
    let mut places = (Vec::new(), Vec::new());
    for (name, lines) in files {
        for (number, line) in lines.iter().enumerate() {
            for mark in line.marks.iter().filter(|mark| mark.mistake == mistake) {
                let column = line.text[..mark.from].chars().count() + 1;
                let place = (
                    format!("{name}:{}:{column}", number + 1),
                    line.text[mark.from..mark.to].to_owned(),
                );
                if mark.second {
                    places.1.push(place);
                } else {
                    places.0.push(place);
                }
            }
        }
    }
    places
}

fn place(report: &Report, span: Span) -> Place {
    let sources = report.sources();
    let at = sources.position(span);
    let marked = sources.slice(span).lines().next().unwrap_or("");
    (
        format!("{}:{}:{}", sources.name(span.file), at.line, at.column),
        marked.to_owned(),
    )
}

/// What a finding tells.
fn told(finding: &Finding) -> String {
    let mut told = format!("{}: {}\n", finding.code, finding.message);
    if !finding.label.is_empty() {
        told.push_str(&format!("mark: {}\n", finding.label));
    }
    if let Some((_, label)) = &finding.second {
        told.push_str(&format!("second: {label}\n"));
    }
    if let Some(help) = &finding.help {
        told.push_str(&format!("help: {help}\n"));
    }
    told
}

/// What is found for the edits of a run, or `None` where that is nothing.
fn found(files: &BTreeMap<String, Vec<Line>>) -> Option<Report> {
    let texts: Vec<(&String, String)> = files
        .iter()
        .map(|(name, lines)| {
            let lines = lines.iter().map(|line| format!("{}\n", line.text));
            (name, lines.collect())
        })
        .collect();
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    match codegen::read_texts(&texts) {
        Err(report) => Some(report),
        Ok(spec) => (spec.warnings.count() > 0).then_some(spec.warnings),
    }
}

fn run(name: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/forty_mistakes")
        .join(name);
    let text = std::fs::read_to_string(&path).expect("a run");
    let mistakes = mistakes(&text);
    let mut files = real_spec(&mistakes);
    edit(&mut files, &mistakes);
    let report = found(&files).expect("findings");
    let mut left: Vec<&Finding> = report.findings().iter().collect();
    let mut wrong = Vec::new();
    let mut written = text.clone();
    for (number, mistake) in mistakes.iter().enumerate() {
        let (firsts, seconds) = expected(&files, number);
        let [first] = &firsts[..] else {
            panic!("“{}” marks one place", mistake.title)
        };
        let Some(at) = left
            .iter()
            .position(|finding| place(&report, finding.span) == *first)
        else {
            wrong.push(format!("“{}”: nothing at {first:?}", mistake.title));
            continue;
        };
        let finding = left.remove(at);
        let second: Vec<Place> = finding
            .second
            .iter()
            .map(|(span, _)| place(&report, *span))
            .collect();
        if second != seconds {
            wrong.push(format!(
                "“{}”: second place {second:?}, expected {seconds:?}",
                mistake.title
            ));
        }
        if told(finding) != mistake.told {
            wrong.push(format!(
                "“{}” tells\n{}instead of\n{}",
                mistake.title,
                told(finding),
                mistake.told
            ));
            let title = format!("## {}\n", mistake.title);
            let from = written.find(&title).expect("its title");
            let from = from + written[from..].find(&mistake.told).expect("its words");
            written.replace_range(from..from + mistake.told.len(), &told(finding));
        }
    }
    for finding in left {
        let (at, marked) = place(&report, finding.span);
        wrong.push(format!(
            "nobody expects a finding at {at} “{marked}”:\n{}",
            told(finding)
        ));
    }
    if std::env::var_os("VEZNE_FINDINGS").is_some_and(|mode| mode == "write") {
        std::fs::write(&path, written).expect("the run is written");
    }
    assert!(
        wrong.is_empty(),
        "{}\n\n{} of {} mistakes",
        wrong.join("\n"),
        wrong.len(),
        mistakes.len()
    );
}

#[test]
fn mistakes_of_one_file_are_each_found_at_their_place_in_one_run() {
    run("one_file.txt");
}

#[test]
fn mistakes_of_several_files_are_each_found_at_their_place_in_one_run() {
    run("several_files.txt");
}

#[test]
fn places_that_are_not_yaml_are_each_found_and_hide_nothing_else() {
    run("not_yaml.txt");
}

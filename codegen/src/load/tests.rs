//! Loading, at its boundary.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::render::{Color, render};

fn real_spec() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec")
}

/// Each finding as `file:line:column code message`.
fn told(loaded: &Loaded) -> Vec<String> {
    let told = |finding: &crate::finding::Finding| {
        let at = loaded.sources.position(finding.span);
        let name = loaded.sources.name(finding.span.file);
        format!(
            "{name}:{}:{} {} {}",
            at.line, at.column, finding.code, finding.message
        )
    };
    loaded.findings.iter().map(told).collect()
}

const INDEX_TEXT: &str = "\
language: 1
provider: demo
title: Demo
summary: A demo.
documentation: https://example.com/
parts: [cards.yaml]
apis:
  main: { summary: All., test: https://t.example.com, live: https://l.example.com, evidence: { documented: page } }
";

const PART_TEXT: &str = "area: cards\nsummary: Cards.\n";

fn demo(index: &str, more: &[(&str, &str)]) -> Loaded {
    let mut files = vec![("spec/demo/provider.yaml", index.as_bytes())];
    files.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    load_files(&files)
}

#[test]
fn the_real_spec_loads_without_a_finding() {
    let loaded = load_folder(&real_spec());
    assert_eq!(render(&loaded.sources, &loaded.findings, Color::Plain), "");
    let names: Vec<&str> = loaded
        .providers
        .iter()
        .map(|raw| raw.index.provider.value.as_str())
        .collect();
    assert_eq!(names, ["paywall", "vepara"]);
    let operations: usize = loaded
        .providers
        .iter()
        .flat_map(|raw| &raw.parts)
        .map(|(_, part)| part.operations.len())
        .sum();
    assert!(operations >= 5, "{operations}");
    assert!(loaded.providers.iter().all(|raw| raw.gaps.none()));
    assert!(loaded.files.iter().all(|file| file.is_file()));
}

#[test]
fn shown_names_are_the_same_wherever_the_spec_lies() {
    let folder = load_folder(&real_spec());
    let names: Vec<&str> = folder
        .sources
        .ids()
        .map(|file| folder.sources.name(file))
        .collect();
    assert!(
        names.contains(&"spec/vepara/provider.yaml") && names.contains(&"spec/vepara/cards.yaml"),
        "{names:?}"
    );
    let index = load_provider(&real_spec().join("vepara/provider.yaml"));
    let folder = load_provider(&real_spec().join("vepara"));
    for loaded in [index, folder] {
        assert_eq!(
            loaded.sources.name(loaded.providers[0].file),
            "vepara/provider.yaml"
        );
        assert_eq!(told(&loaded), [""; 0]);
    }
}

#[test]
fn files_in_memory_are_found_relative_to_a_provider_and_to_the_root_of_all() {
    let (index, part) = (INDEX_TEXT.as_bytes(), PART_TEXT.as_bytes());
    for prefix in ["", "demo/", "spec/demo/", "a/b/demo/"] {
        let (name, other) = (
            format!("{prefix}provider.yaml"),
            format!("{prefix}cards.yaml"),
        );
        let loaded = load_files(&[(&name, index), (&other, part)]);
        assert_eq!(told(&loaded), [""; 0], "{prefix}");
        assert_eq!(loaded.providers[0].parts.len(), 1);
    }
}

#[test]
fn windows_line_breaks_and_a_byte_order_mark_change_nothing() {
    let dos = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let unix = demo(INDEX_TEXT, &[("spec/demo/cards.yaml", PART_TEXT)]);
    let other = demo(
        &dos(INDEX_TEXT),
        &[("spec/demo/cards.yaml", &dos(PART_TEXT))],
    );
    assert_eq!(told(&other), [""; 0]);
    assert_eq!(unix.providers, other.providers);
}

#[test]
fn a_folder_without_an_index_is_found() {
    let loaded = load_files(&[
        ("spec/demo/provider.yaml", INDEX_TEXT.as_bytes()),
        ("spec/demo/cards.yaml", b""),
        ("spec/x/a.yaml", b""),
    ]);
    assert!(told(&loaded).contains(
        &"spec/x/provider.yaml:1:1 E0301 the folder `spec/x` has no `provider.yaml`".to_owned()
    ));
}

#[test]
fn a_file_that_the_index_does_not_name_is_found_at_any_depth_and_outside_all_folders() {
    let loaded = demo(
        INDEX_TEXT,
        &[
            ("spec/demo/cards.yaml", PART_TEXT),
            ("spec/demo/draft/refunds.yml", "not: [even"),
            ("spec/loose.yaml", ""),
        ],
    );
    assert_eq!(
        told(&loaded),
        [
            "spec/demo/draft/refunds.yml:1:1 E0302 no index names the file `spec/demo/draft/refunds.yml`",
            "spec/loose.yaml:1:1 E0302 the file `spec/loose.yaml` belongs to no provider",
        ]
    );
}

#[test]
fn a_part_that_lacks_is_found_once_with_the_file_that_is_meant() {
    let loaded = demo(
        &INDEX_TEXT.replace("[cards.yaml]", "[cadrs.yaml, refunds.yaml]"),
        &[("spec/demo/cards.yaml", PART_TEXT)],
    );
    assert_eq!(
        told(&loaded),
        [
            "spec/demo/provider.yaml:6:9 E0303 there is no file `spec/demo/cadrs.yaml`",
            "spec/demo/provider.yaml:6:21 E0303 there is no file `spec/demo/refunds.yaml`",
        ]
    );
    let help: Vec<_> = loaded
        .findings
        .iter()
        .filter_map(|finding| finding.help.as_deref())
        .collect();
    assert_eq!(
        help,
        [
            "did you mean `cards.yaml`?",
            "add the file, or remove its name"
        ]
    );
    let parts = &loaded.providers[0].parts;
    assert_eq!(parts.len(), 1, "the file that is meant is read");
    assert!(!loaded.providers[0].gaps.none());
}

#[test]
fn a_part_that_is_named_twice_is_found_with_both_places() {
    let loaded = demo(
        &INDEX_TEXT.replace("[cards.yaml]", "[cards.yaml, cards.yaml]"),
        &[("spec/demo/cards.yaml", PART_TEXT)],
    );
    assert_eq!(
        told(&loaded),
        ["spec/demo/provider.yaml:6:21 E0304 the part `cards.yaml` is named twice"]
    );
    let second = loaded
        .findings
        .iter()
        .next()
        .and_then(|finding| finding.second.clone())
        .expect("a second place");
    assert_eq!(loaded.sources.slice(second.0), "cards.yaml");
    assert_eq!(loaded.providers[0].parts.len(), 1);
}

#[test]
fn a_part_that_leaves_the_folder_is_refused() {
    for bad in [
        "../other/cards.yaml",
        "a/../../cards.yaml",
        "/etc/cards.yaml",
        "C:/cards.yaml",
        "a\\cards.yaml",
        "provider.yaml",
        "./cards.yaml",
        "notes.txt",
        "a//b.yaml",
    ] {
        let index = INDEX_TEXT.replace("[cards.yaml]", &format!("['{bad}']"));
        let loaded = demo(
            &index,
            &[
                ("spec/other/cards.yaml", PART_TEXT),
                ("spec/other/provider.yaml", INDEX_TEXT),
            ],
        );
        assert!(
            loaded
                .findings
                .iter()
                .any(|finding| finding.code == code::BAD_PART),
            "{bad}: {:?}",
            told(&loaded)
        );
        assert!(
            loaded
                .providers
                .iter()
                .all(
                    |raw| loaded.sources.name(raw.file) != "spec/demo/provider.yaml"
                        || raw.parts.is_empty()
                )
        );
    }
}

#[test]
fn a_part_above_the_folder_is_told_so() {
    let index = INDEX_TEXT.replace("[cards.yaml]", "[cards.yaml, ../x/cards.yaml]");
    let loaded = demo(&index, &[("spec/demo/cards.yaml", PART_TEXT)]);
    let expected = "spec/demo/provider.yaml:6:21 E0305 `../x/cards.yaml` cannot be a part: it leaves the folder";
    assert_eq!(told(&loaded), [expected]);
}

#[test]
fn text_that_is_not_utf8_is_found_where_it_begins() {
    let loaded = load_files(&[
        ("provider.yaml", INDEX_TEXT.as_bytes()),
        ("cards.yaml", b"area: cards\nsummary: \xe7\n"),
    ]);
    assert_eq!(
        told(&loaded),
        ["cards.yaml:2:10 E0306 the file is not UTF-8 text"]
    );
}

#[test]
fn another_version_of_the_language_is_the_only_thing_told() {
    let loaded = demo(
        &INDEX_TEXT
            .replace("language: 1", "language: 2")
            .replace("title", "titel"),
        &[("spec/demo/cards.yaml", "x: 1\n")],
    );
    assert_eq!(
        told(&loaded),
        ["spec/demo/provider.yaml:1:11 E0307 version 2 of the language is not known"]
    );
    assert!(loaded.providers.is_empty());
}

#[test]
fn a_provider_is_named_as_its_folder_is() {
    let loaded = demo(
        &INDEX_TEXT.replace("provider: demo", "provider: other"),
        &[("spec/demo/cards.yaml", PART_TEXT)],
    );
    assert_eq!(
        told(&loaded),
        ["spec/demo/provider.yaml:2:11 E0310 the provider `other` lives in the folder `demo`"]
    );
}

#[test]
fn nothing_to_read_is_a_finding_and_never_an_empty_success() {
    assert_eq!(
        told(&load_files(&[])),
        ["provider.yaml:1:1 E0311 there is no provider here"]
    );
    let absent = load_folder(&real_spec().join("absent"));
    assert_eq!(
        told(&absent),
        ["absent:1:1 E0308 the folder `absent` cannot be read: it does not exist"]
    );
    let absent = load_provider(&real_spec().join("absent/provider.yaml"));
    assert_eq!(
        told(&absent),
        ["absent:1:1 E0308 the folder `absent` cannot be read: it does not exist"]
    );
}

#[test]
fn a_file_that_is_too_large_is_not_read() {
    let large = vec![b'#'; usize::try_from(MAX_BYTES).unwrap() + 1];
    let loaded = load_files(&[
        ("provider.yaml", INDEX_TEXT.as_bytes()),
        ("cards.yaml", &large),
    ]);
    assert_eq!(
        told(&loaded),
        ["cards.yaml:1:1 E0309 the file is larger than 16 MiB"]
    );
}

#[test]
fn a_mistake_in_one_file_does_not_hide_those_of_another() {
    let loaded = demo(
        &INDEX_TEXT
            .replace("[cards.yaml]", "[cards.yaml, more.yaml]")
            .replace("title", "titel"),
        &[
            ("spec/demo/cards.yaml", "area: [cards\n"),
            ("spec/demo/more.yaml", "area: more\nsumary: More.\n"),
        ],
    );
    let codes: Vec<&str> = loaded
        .findings
        .iter()
        .map(|finding| finding.code.id())
        .collect();
    assert_eq!(codes, ["E0201", "E0101", "E0201"], "{:#?}", told(&loaded));
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_folder_is_not_followed() {
    let folder = std::env::temp_dir().join(format!("vezne-load-{}", std::process::id()));
    fs::create_dir_all(folder.join("spec/demo/deep")).expect("folder");
    fs::write(folder.join("outside.yaml"), PART_TEXT).expect("file");
    fs::write(
        folder.join("spec/demo/provider.yaml"),
        INDEX_TEXT.replace("cards.yaml", "deep/in.yml, out.yaml"),
    )
    .expect("file");
    fs::write(folder.join("spec/demo/deep/in.yml"), PART_TEXT).expect("file");
    let _ = std::os::unix::fs::symlink(
        folder.join("outside.yaml"),
        folder.join("spec/demo/out.yaml"),
    );
    let _ = std::os::unix::fs::symlink(&folder, folder.join("spec/demo/loop"));
    let loaded = load_folder(&folder.join("spec"));
    let told = told(&loaded);
    fs::remove_dir_all(&folder).expect("cleaned");
    assert_eq!(
        told,
        ["spec/demo/out.yaml:1:1 E0305 the file is a link that leaves the provider's folder"]
    );
}

#[test]
fn a_line_that_is_not_yaml_hides_nothing_of_the_rest_and_makes_nothing_up() {
    let part = "\
area: cards
summary: Cards: stored.
operations:
  pay:
    summary: Pays.
    evidence: { documented: page
    request: POST /pay
    auth: none
    effect: reed
types:
  card: { summary: A card., fields: {} }
";
    let loaded = demo(INDEX_TEXT, &[("spec/demo/cards.yaml", part)]);
    assert_eq!(
        told(&loaded),
        [
            "spec/demo/cards.yaml:2:15 E0101 a second `:` on the line",
            "spec/demo/cards.yaml:6:15 E0101 `{` is not closed",
            "spec/demo/cards.yaml:9:13 E0205 `reed` is not an effect",
            "spec/demo/cards.yaml:11:3 E0206 `card` is not spelled as a name",
        ]
    );
    let raw = &loaded.providers[0];
    assert!(!raw.gaps.none() && !raw.gaps.absent && raw.parts.len() == 1);
}

/// A small generator of numbers, the same on every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }
}

#[test]
fn no_damage_to_the_real_spec_makes_it_panic() {
    const PIECES: [&str; 16] = [
        "\t", ": ", "- ", "{", "}", "[", "]", "\"", "'", "&a ", "*a", "!t ", "\n---\n", "\u{feff}",
        "\r", "~",
    ];
    let mut files = Vec::new();
    for folder in ["vepara", "paywall"] {
        for entry in fs::read_dir(real_spec().join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = format!(
                "spec/{folder}/{}",
                path.file_name().expect("a name").to_string_lossy()
            );
            files.push((name, fs::read(&path).expect("a file")));
        }
    }
    let mut numbers = Numbers(20_261_122);
    let mut damaged = 0;
    for _ in 0..250 {
        let which = numbers.below(files.len());
        let mut bytes = files[which].1.clone();
        for _ in 0..=numbers.below(3) {
            let (at, other) = (numbers.below(bytes.len()), numbers.below(bytes.len()));
            match numbers.below(5) {
                0 => bytes[at] = numbers.below(256) as u8,
                1 => drop(bytes.splice(at..at, PIECES[numbers.below(PIECES.len())].bytes())),
                2 => drop(bytes.drain(at..(at + numbers.below(200)).min(bytes.len()))),
                3 => bytes.truncate(at.max(1)),
                _ => {
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    let mut lines: Vec<&str> = text.lines().collect();
                    let (from, to) = (at % lines.len(), other % lines.len());
                    lines.swap(from, to);
                    bytes = lines.join("\n").into_bytes();
                }
            }
            bytes.push(b'\n');
        }
        let all: Vec<(&str, &[u8])> = files
            .iter()
            .enumerate()
            .map(|(index, (name, original))| {
                (
                    name.as_str(),
                    if index == which {
                        &bytes[..]
                    } else {
                        &original[..]
                    },
                )
            })
            .collect();
        let loaded = load_files(&all);
        let shown = render(&loaded.sources, &loaded.findings, Color::Plain);
        assert_eq!(shown.is_empty(), loaded.findings.is_empty());
        damaged += usize::from(!loaded.findings.is_empty());
    }
    assert!(damaged > 120, "the damage is real: {damaged}");
}

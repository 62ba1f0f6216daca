//! The worked example of the README: an operation from YAML alone.

use crate::support::{Folder, repository};

/// The fenced blocks of a language, in order.
fn blocks(markdown: &str, language: &str) -> Vec<String> {
    let opening = format!("```{language}\n");
    let parts = markdown.split(&opening).skip(1);
    parts
        .map(|part| part.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_operation_of_the_readme_takes_yaml_only() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let [part, name, alternative] = &blocks(&readme, "yaml")[..] else {
        panic!("the README's YAML is not what it was")
    };
    let folder = Folder::workspace();
    folder.run(&["gen"]).well();
    let before = folder.generated();

    folder.put("spec/vepara/payout_terms.yaml", part.as_bytes());
    folder.edit(
        "spec/vepara/provider.yaml",
        "  - codes.yaml\n",
        &format!("  - codes.yaml\n{name}"),
    );
    let index = folder.read("spec/vepara/provider.yaml");
    let at = index
        .find("\nalternatives:\n")
        .expect("the provider has alternatives")
        + "\nalternatives:\n".len();
    folder.put(
        "spec/vepara/provider.yaml",
        format!("{}{alternative}{}", &index[..at], &index[at..]).as_bytes(),
    );
    let made = folder.run(&["gen"]).well();
    assert!(
        made.contains("wrote    generated-client/src/vepara/payout_terms.rs\n"),
        "{made}"
    );

    let new: String = folder
        .generated()
        .into_iter()
        .filter(|(path, contents)| before.get(path) != Some(contents))
        .map(|(path, contents)| {
            format!(
                "== {}\n{}",
                path.display(),
                String::from_utf8(contents).unwrap()
            )
        })
        .collect();
    for promised in [
        "pub fn payout_terms(&self)",
        "== docs/reference/",
        "== generated-client/tests/generated/",
        "== UNVERIFIED.md",
    ] {
        assert!(
            new.contains(promised),
            "`{promised}` is not in what was generated"
        );
    }
    assert!(folder.read("UNVERIFIED.md").contains("payout_terms_body"));
    assert!(
        !made.contains("paywall"),
        "the other provider changed: {made}"
    );
    folder.run(&["gen", "--check"]).well();
}

//! `explain`: the page of a code.

use std::process::ExitCode;

use codegen::code::Code;
use codegen::finding::suggest;

use crate::specs::print;

#[derive(clap::Args)]
pub struct Arguments {
    /// Codes of findings, such as E0401. Without one all codes are listed.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode, String> {
    let codes: Result<Vec<Code>, String> = arguments.codes.iter().map(|id| code(id)).collect();
    let codes = codes?;
    if codes.is_empty() {
        let lines = Code::all()
            .into_iter()
            .map(|code| format!("{code}  {}\n", code.title()));
        print(&lines.collect::<String>())?;
    } else {
        let pages: Vec<&str> = codes.iter().map(|code| code.page()).collect();
        print(&pages.join("\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn code(id: &str) -> Result<Code, String> {
    Code::of(id).ok_or_else(|| {
        let all = Code::all();
        let near = suggest(id, all.iter().map(|code| code.id()));
        let near = near.map_or(String::new(), |near| format!("; did you mean {near}?"));
        format!("error: there is no code `{id}`{near}\n`cargo xtask explain` lists all of them")
    })
}

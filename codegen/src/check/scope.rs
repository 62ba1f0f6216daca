//! Names of a spec, and what they stand for. Every look-up that fails is a finding with the nearest name, and every one
//! that succeeds is remembered, so that what nothing uses is found at the end.

mod credentials;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use crate::check::code;
use crate::check::gaps::Gaps;
use crate::code::Code;
use crate::decode::{KeyRule, Named, Spanned, Text};
use crate::finding::{Finding, Findings, suggest};
use crate::load::RawProvider;
use crate::spec;
use crate::yaml::{Sources, Span};

/// Findings that several steps add to.
#[derive(Debug, Default)]
pub struct Sink(RefCell<Findings>);

impl Sink {
    /// Adds one.
    pub fn push(&self, finding: Finding) {
        self.0.borrow_mut().push(finding);
    }

    /// Whether there is one of a code at a place.
    pub fn has(&self, code: Code, span: Span) -> bool {
        let findings = self.0.borrow();
        let mut found = findings.iter();
        found.any(|finding| finding.code == code && finding.span == span)
    }

    /// Takes them out.
    pub fn into_findings(self) -> Findings {
        self.0.into_inner()
    }

    /// Whether any so far stops generation.
    pub fn has_errors(&self) -> bool {
        self.0.borrow().has_errors()
    }
}

/// Named things of one kind, in spec order.
#[derive(Debug)]
pub struct Table<'a, T> {
    what: &'static str,
    entries: Vec<Entry<'a, T>>,
    /// Names that stand in the spec but could not be read; a look-up of one is not worth a second finding.
    unread: Vec<&'a str>,
    unreadable: bool,
    /// Whether a name was looked up that is not there and near to none that is.
    unresolved: Cell<bool>,
}

/// A named thing.
#[derive(Debug)]
pub struct Entry<'a, T> {
    /// Its name and where it is defined.
    pub name: &'a Spanned<String>,
    /// What it is.
    pub raw: &'a T,
    /// The name that is meant, where it is spelled wrongly.
    meant: Option<&'a str>,
    used: Cell<bool>,
}

impl<T> Clone for Entry<'_, T> {
    fn clone(&self) -> Self {
        Self {
            name: self.name,
            raw: self.raw,
            meant: self.meant,
            used: self.used.clone(),
        }
    }
}

impl<'a, T> Table<'a, T> {
    /// An empty table of `what`: "a type", "an operation".
    pub fn new(what: &'static str) -> Self {
        Self {
            what,
            entries: Vec::new(),
            unread: Vec::new(),
            unreadable: false,
            unresolved: Cell::new(false),
        }
    }

    /// A table of all names of a mapping.
    pub fn of<R: KeyRule>(what: &'static str, named: &'a Named<T, R>) -> Self {
        let mut table = Self::new(what);
        for (place, (name, raw)) in named.iter().enumerate() {
            table.entries.push(Entry {
                name,
                raw,
                meant: named.meant(place),
                used: Cell::new(false),
            });
        }
        table.take_unread(named);
        table
    }

    /// Adds the names of a further mapping; one that is there already is a finding.
    pub fn extend<R: KeyRule>(&mut self, named: &'a Named<T, R>, sink: &Sink) {
        for (place, (name, raw)) in named.iter().enumerate() {
            if let Some(first) = self
                .entries
                .iter()
                .find(|entry| entry.name.value == name.value)
            {
                sink.push(
                    Finding::new(
                        code::DEFINED_TWICE,
                        name.span,
                        format!("{} named `{}` stands twice", self.what, name.value),
                    )
                    .label("defined here again")
                    .second(first.name.span, "first defined here")
                    .help("rename one of them"),
                );
                continue;
            }
            self.entries.push(Entry {
                name,
                raw,
                meant: named.meant(place),
                used: Cell::new(false),
            });
        }
        self.take_unread(named);
    }

    fn take_unread<R: KeyRule>(&mut self, named: &'a Named<T, R>) {
        self.unread
            .extend(named.unread().iter().map(|name| name.value.as_str()));
        self.unreadable |= named.may_have("");
    }

    /// The place of a name, or a finding.
    pub fn find(&self, name: &str, span: Span, sink: &Sink) -> Option<usize> {
        let found = self.position(name);
        match found {
            Some(place) => self.entries[place].used.set(true),
            None if self.unread.contains(&name) => {}
            None => {
                let finding = Finding::new(
                    code::UNKNOWN_NAME,
                    span,
                    format!("there is no {} named `{name}`", self.noun()),
                );
                let names = || self.entries.iter().map(|entry| entry.name.value.as_str());
                let near = suggest(name, names());
                if near.is_none() && self.unreadable {
                    return None;
                }
                let meant = self
                    .entries
                    .iter()
                    .find(|entry| Some(entry.name.value.as_str()) == near);
                match meant {
                    Some(meant) => meant.used.set(true),
                    None => self.unresolved.set(true),
                }
                let finding = finding.label("unknown name");
                sink.push(if self.entries.is_empty() {
                    finding.help(format!("no {} is defined", self.noun()))
                } else {
                    finding.did_you_mean(name, names())
                });
            }
        }
        found
    }

    /// Whether what a name stands for could not be read; a finding says why.
    pub fn is_unread(&self, name: &str) -> bool {
        self.unread.contains(&name)
    }

    /// The place of a name, without a finding.
    pub fn position(&self, name: &str) -> Option<usize> {
        let place = |is: &dyn Fn(&Entry<'a, T>) -> bool| self.entries.iter().position(is);
        place(&|entry| entry.name.value == name)
            .or_else(|| place(&|entry| entry.meant == Some(name)))
    }

    /// Marks an entry as used.
    pub fn mark_used(&self, place: usize) {
        if let Some(entry) = self.entries.get(place) {
            entry.used.set(true);
        }
    }

    /// Each entry.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry<'a, T>> {
        self.entries.iter()
    }

    /// The entry at a place that [`Table::find`] gave.
    pub fn get(&self, place: usize) -> Option<&Entry<'a, T>> {
        self.entries.get(place)
    }

    /// Finds what nothing used, unless a name that is none may be meant for it. `lost`: words of what could not be read,
    /// where it may be used.
    pub fn report_unused(&self, sink: &Sink, lost: &BTreeSet<String>) {
        if self.unresolved.get() {
            return;
        }
        let idle = |entry: &&Entry<'a, T>| !entry.used.get() && !lost.contains(&entry.name.value);
        for entry in self.entries.iter().filter(idle) {
            sink.push(
                Finding::new(
                    code::UNUSED,
                    entry.name.span,
                    format!("nothing uses the {} `{}`", self.noun(), entry.name.value),
                )
                .label("defined here and used nowhere")
                .help("remove it, or name it where it belongs"),
            );
        }
    }

    /// What it holds, without the article.
    fn noun(&self) -> &'static str {
        self.what
            .split_once(' ')
            .map_or(self.what, |(_, noun)| noun)
    }
}

/// An area and the parts that it is spread over.
#[derive(Debug)]
pub struct AreaEntry<'a> {
    /// Its name, where it stands first.
    pub name: &'a Spanned<String>,
    /// What it is about.
    pub summary: Option<&'a Text>,
    /// How it is typically used; empty where no part says so.
    pub flow: &'a [spec::FlowStep],
    /// Whether its part says `area`; where not, that is found, and something in the part lends its name.
    pub named: bool,
}

/// Every name of a provider.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The raw provider.
    pub raw: &'a RawProvider,
    /// The files, to find places inside of a text.
    pub sources: &'a Sources,
    /// Where findings go.
    pub sink: Sink,
    /// What could not be built.
    pub gaps: Gaps,
    /// Base addresses.
    pub apis: Table<'a, spec::Api>,
    /// Sets of credentials.
    pub credential_sets: Table<'a, spec::CredentialSet>,
    /// Ways to authenticate.
    pub auths: Table<'a, spec::Auth>,
    /// Ways to sign.
    pub signatures: Table<'a, spec::Signature>,
    /// What answers have in common.
    pub envelopes: Table<'a, spec::Envelope>,
    /// Disputed facts.
    pub alternatives: Table<'a, spec::Alternative>,
    /// Tables of codes.
    pub code_tables: Table<'a, spec::Codes>,
    /// Types; the place of each is its id.
    pub types: Table<'a, spec::TypeDef>,
    /// The area of each type.
    pub type_areas: Vec<usize>,
    /// Operations.
    pub operations: Table<'a, spec::Operation>,
    /// The area of each operation.
    pub operation_areas: Vec<usize>,
    /// Callbacks.
    pub callbacks: Table<'a, spec::Callback>,
    /// The area of each callback.
    pub callback_areas: Vec<usize>,
    /// Groups.
    pub groups: Table<'a, spec::Group>,
    /// Areas.
    pub areas: Vec<AreaEntry<'a>>,
    /// Rules that answers are classed by and that have a finding: by their places. What no example shows of them is not
    /// worth a second one.
    pub faulty_rules: RefCell<BTreeSet<Span>>,
    /// Which credentials something names, by set and place.
    pub credentials_used: RefCell<BTreeSet<(usize, usize)>>,
}

impl<'a> Scope<'a> {
    /// Collects the names of a provider.
    pub fn of(raw: &'a RawProvider, sources: &'a Sources) -> Self {
        let index = &raw.index;
        let mut scope = Self {
            raw,
            sources,
            sink: Sink::default(),
            gaps: Gaps::default(),
            apis: Table::of("an API", &index.apis),
            credential_sets: Table::of("a set of credentials", &index.credentials),
            auths: Table::of("a way to authenticate", &index.auth),
            signatures: Table::of("a signature", &index.signatures),
            envelopes: Table::of("an envelope", &index.envelopes),
            alternatives: Table::of("an alternative", &index.alternatives),
            code_tables: Table::new("a table of codes"),
            types: Table::new("a type"),
            type_areas: Vec::new(),
            operations: Table::new("an operation"),
            operation_areas: Vec::new(),
            callbacks: Table::new("a callback"),
            callback_areas: Vec::new(),
            groups: Table::new("a group"),
            areas: Vec::new(),
            faulty_rules: RefCell::default(),
            credentials_used: RefCell::default(),
        };
        for (_, part) in &raw.parts {
            scope.add_part(part);
        }
        let lost =
            |key: &str| raw.gaps.absent || raw.parts.iter().any(|(_, part)| part.gaps.lost(key));
        scope.types.unreadable |= lost("types");
        scope.operations.unreadable |= lost("operations");
        scope.groups.unreadable |= lost("groups");
        scope.code_tables.unreadable |= lost("code_tables");
        scope.apis.unreadable |= index.gaps.lost("apis");
        scope.credential_sets.unreadable |= index.gaps.lost("credentials");
        scope.auths.unreadable |= index.gaps.lost("auth");
        scope.signatures.unreadable |= index.gaps.lost("signatures");
        scope.envelopes.unreadable |= index.gaps.lost("envelopes");
        scope.alternatives.unreadable |= index.gaps.lost("alternatives");
        for area in scope.areas.iter().filter(|area| {
            let lost = raw.parts.iter().any(|(_, part)| {
                let own = part.area.as_ref().map(|own| &own.value);
                own == Some(&area.name.value) && part.gaps.lost("summary")
            });
            area.summary.is_none() && area.named && !raw.gaps.absent && !lost
        }) {
            let described = scope.areas.iter().filter(|other| other.summary.is_some());
            let near = suggest(
                &area.name.value,
                described.map(|other| other.name.value.as_str()),
            );
            let add = "add `summary: …` beside `area:` in one of its parts";
            scope.sink.push(
                Finding::new(
                    code::AREA_SUMMARY,
                    area.name.span,
                    format!("the area `{}` has no summary", area.name.value),
                )
                .label("named here, described nowhere")
                .help(near.map_or_else(
                    || add.to_owned(),
                    |near| format!("did you mean `{near}`? Else {add}"),
                )),
            );
        }
        scope
    }

    /// The envelope of an operation's answers.
    pub fn envelope_of(&self, raw: &spec::Operation) -> Option<&'a spec::Envelope> {
        let place = self.envelopes.position(&raw.envelope.as_ref()?.value)?;
        Some(self.envelopes.get(place)?.raw)
    }

    /// The table of codes that an envelope names.
    pub fn table_of(&self, envelope: &spec::Envelope) -> Option<&'a spec::Codes> {
        let place = self.code_tables.position(&envelope.codes.as_ref()?.value)?;
        Some(self.code_tables.get(place)?.raw)
    }

    /// The parts of an operation's request: those of its groups, then its own.
    pub fn wires_of(&self, raw: &'a spec::Operation) -> Vec<&'a spec::Wire> {
        let groups = raw.uses.names().filter_map(|group| {
            let group = self.groups.get(self.groups.position(group)?)?;
            Some(&group.raw.wire)
        });
        groups.chain([&raw.wire]).collect()
    }

    fn add_part(&mut self, part: &'a spec::PartFile) {
        self.code_tables.extend(&part.code_tables, &self.sink);
        let stand_in = || {
            let operations = part.operations.iter().map(|(name, _)| name);
            let types = part.types.iter().map(|(name, _)| name);
            let callbacks = part.callbacks.iter().map(|(name, _)| name);
            let groups = part.groups.iter().map(|(name, _)| name);
            operations
                .chain(types)
                .chain(callbacks)
                .chain(groups)
                .next()
        };
        let Some(area) = part.area.as_ref().or_else(stand_in) else {
            return;
        };
        let place = match self
            .areas
            .iter()
            .position(|known| known.name.value == area.value)
        {
            Some(place) => {
                if let (Some(first), Some(second)) = (self.areas[place].summary, &part.summary) {
                    self.sink.push(
                        Finding::new(
                            code::AREA_SUMMARY,
                            second.span,
                            format!("the area `{}` has two summaries", area.value),
                        )
                        .label("the second one")
                        .second(first.span, "the first one"),
                    );
                } else if part.summary.is_some() {
                    self.areas[place].summary = part.summary.as_ref();
                }
                if let (Some(first), Some(second)) =
                    (self.areas[place].flow.first(), part.flow.first())
                {
                    let message = format!("the area `{}` has two flows", area.value);
                    let finding = Finding::new(code::DEFINED_TWICE, second.span, message);
                    self.sink.push(
                        finding
                            .label("the second one")
                            .second(first.span, "the first one"),
                    );
                } else if !part.flow.is_empty() {
                    self.areas[place].flow = &part.flow;
                }
                place
            }
            None => {
                self.areas.push(AreaEntry {
                    name: area,
                    summary: part.summary.as_ref(),
                    flow: &part.flow,
                    named: part.area.is_some(),
                });
                self.areas.len() - 1
            }
        };
        self.types.extend(&part.types, &self.sink);
        self.type_areas.resize(self.types.entries.len(), place);
        self.operations.extend(&part.operations, &self.sink);
        self.operation_areas
            .resize(self.operations.entries.len(), place);
        self.callbacks.extend(&part.callbacks, &self.sink);
        self.callback_areas
            .resize(self.callbacks.entries.len(), place);
        self.groups.extend(&part.groups, &self.sink);
    }
}

//! The leaflets of guides at once, also for a partner; or how they fit their paper.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use trousseau_core::{
    diagnostic::{Diagnostic, WithDiagnostics, nearest, rule},
    guide::{GuideFrontMatter, Status},
    library::{Entry, Library},
    manifest::OutputPath,
    messages::{self, Failure},
    toolkit::Format,
};
use trousseau_io::output;
use trousseau_lint::When;
use trousseau_pdf::{
    generate,
    leaflet::{Fit, Leaflets as Engine, is_ours},
};
use trousseau_site::plan::{
    BuildOptions, Leaflet, LeafletPlan, OutputKind, Task,
    leaflets::{RenderInput, formats, is_in, is_possible, of_toolkit},
};
use trousseau_text::{Fingerprint, Language};

use crate::{Loaded, Progress, Project};

/// What somebody asks for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The slugs of the guides; all when empty.
    pub guides: Vec<String>,
    /// The tags of the languages; all into which a guide is translated when empty.
    pub languages: Vec<String>,
    /// The formats; those of the guide when empty.
    pub formats: Vec<Format>,
    /// The id of the partner whose edition is made.
    pub partner: Option<String>,
    /// The folder for the files.
    pub out: Option<PathBuf>,
}

/// What became of the leaflets; none where the toolkit cannot be read, which its diagnostics then say.
pub struct Outcome<T> {
    /// The toolkit that they were made of.
    pub project: Project,
    /// What each leaflet is, and what it gave, by the name of its file.
    pub leaflets: Option<Leaflets<T>>,
    /// What making them brought to say, and what is wrong with these texts: it is wrong on paper too. The rest is for `check`.
    pub diagnostics: Vec<Diagnostic>,
}

/// Leaflets and what each gave: nothing where something must be mended first.
pub type Leaflets<T> = BTreeMap<OutputPath, (Leaflet, Option<T>)>;

/// A leaflet that was written.
pub struct Written {
    /// Where it was written.
    pub path: PathBuf,
    /// How many pages it has.
    pub pages: usize,
    /// The size of the file in bytes, which the command says in kB.
    pub bytes: usize,
}

/// Makes leaflets and writes them: only over files that Trousseau made.
pub fn make(root: &Path, options: &Options, progress: &dyn Progress) -> anyhow::Result<Outcome<Written>> {
    let mut outcome = each(root, options, progress, &|leaflet_plan, make, input, ready| {
        generate::all(leaflet_plan, make, input, &|path, print| ready(path, print));
    })?;
    let out = options.out.clone().unwrap_or_else(|| root.join("output/leaflets"));
    let Outcome { project, leaflets, .. } = outcome;
    let mut written = BTreeMap::new();
    let mut refused = Vec::new();
    for (name, (leaflet, print)) in leaflets.into_iter().flatten() {
        let file = match print.map(|print| (output::put(root, &out, &name, &print.bytes, &is_ours), print)) {
            None => None,
            Some((path, print)) => match path? {
                Ok(path) => Some(Written { path, pages: print.pages as usize, bytes: print.bytes.len() }),
                Err(diagnostic) => {
                    refused.push(diagnostic);
                    None
                }
            },
        };
        written.insert(name, (leaflet, file));
    }
    outcome.diagnostics.extend(refused);
    let leaflets = project.loaded.is_some().then_some(written);
    Ok(Outcome { project, leaflets, diagnostics: outcome.diagnostics })
}

/// How leaflets fit their paper: the size of the letters, the pages, the space that is left.
pub fn fit(root: &Path, options: &Options, progress: &dyn Progress) -> anyhow::Result<Outcome<Fit>> {
    let mut outcome = each(root, options, progress, &|leaflet_plan, make, input, ready| {
        let engine = Engine::new(input.theme);
        generate::fit(leaflet_plan, make, input, &engine, &|path, fit| ready(path, fit));
    })?;
    // The space that is left says how much is too much.
    let too_much = [rule::leaflet::OVERFLOW, rule::leaflet::ONE_PAGE];
    outcome.diagnostics.retain(|diagnostic| !too_much.contains(&diagnostic.rule));
    outcome.diagnostics = shortest(outcome.diagnostics);
    Ok(outcome)
}

/// The same diagnostics with one proposal for each guide: one line serves all languages, so the shortest list does.
fn shortest(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let folder = |diagnostic: &Diagnostic| {
        let path = &diagnostic.place.path;
        path.rsplit_once('/').map_or(path.to_string(), |(folder, _)| folder.to_owned())
    };
    let sections =
        |diagnostic: &Diagnostic| diagnostic.args.get("sections").map_or(0, |list| list.split(", ").count());
    let (mut proposals, others): (Vec<_>, Vec<_>) =
        diagnostics.drain(..).partition(|diagnostic| diagnostic.rule == rule::leaflet::CHOOSE);
    proposals.sort_by_key(|one| (folder(one), sections(one)));
    proposals.dedup_by_key(|one| folder(one));
    others.into_iter().chain(proposals).collect()
}

/// Hands over what a leaflet gave.
type Ready<'a, T> = &'a (dyn Fn(&OutputPath, WithDiagnostics<Option<T>>) + Sync);

/// Makes the outputs that are named, and hands each over.
type Making<'a, T> = &'a dyn Fn(&LeafletPlan, &[OutputPath], &RenderInput, Ready<T>);

/// Takes each wanted leaflet through `work`.
fn each<T: Send>(
    root: &Path,
    options: &Options,
    progress: &dyn Progress,
    work: Making<T>,
) -> anyhow::Result<Outcome<T>> {
    let project = Project::open(root)?;
    let Some(Loaded { library, theme }) = project.loaded.clone() else {
        let diagnostics = project.diagnostics.clone();
        return Ok(Outcome { project, leaflets: None, diagnostics });
    };
    let leaflet_plan = leaflet_plan(&library, options)?;
    let build_options = BuildOptions::default();
    let input = RenderInput::new(&library, &theme, &project.sources, &build_options);
    let make: Vec<OutputPath> = leaflet_plan.tasks.keys().cloned().collect();
    let done = Mutex::new((BTreeMap::new(), Vec::new()));
    let count = AtomicUsize::new(0);
    work(&leaflet_plan, &make, &input, &|path, made| {
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        done.1.extend(made.diagnostics);
        done.0.extend(made.value.map(|made| (path.clone(), made)));
        drop(done);
        progress.show(1 + count.fetch_add(1, Ordering::Relaxed), make.len());
    });
    progress.end();
    let (mut made, mut diagnostics) = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    let texts = project.diagnostics.iter().cloned().chain(project.lint_texts(When::Build));
    diagnostics.extend(texts.filter(|diagnostic| is_of(options, &library, &diagnostic.place.path)));
    let leaflets = leaflet_plan.tasks.into_iter().filter_map(|(path, task)| match task.kind {
        OutputKind::Leaflet(leaflet) => {
            let gave = made.remove(&path);
            Some((path, (leaflet, gave)))
        }
        _ => None,
    });
    Ok(Outcome { leaflets: Some(leaflets.collect()), project, diagnostics })
}

/// Whether a file is one of a guide that is asked for, and of a language that is: what other translations lack is not on this paper.
/// The source text holds what all of them have.
fn is_of(options: &Options, library: &Library, path: &str) -> bool {
    let is_asked = |name: &str| {
        let own = library
            .toolkit
            .languages
            .iter()
            .find(|language| name.strip_prefix(language.tag()).is_some_and(|rest| rest.starts_with('.')));
        let asked = |language: &Language| options.languages.iter().any(|tag| tag == language.tag());
        options.languages.is_empty()
            || own.is_none_or(|own| *own == library.toolkit.source_language() || asked(own))
    };
    let name = |slug: &String| path.strip_prefix("content/guides/")?.strip_prefix(slug)?.strip_prefix('/');
    options.guides.iter().filter_map(name).any(is_asked)
}

/// Why a guide that readers do not see is not printed, and what to write so that it is.
fn hidden_guide(guide: &Entry<GuideFrontMatter>) -> anyhow::Error {
    let status = guide.source.front_matter.status;
    let key = if status == Status::Draft { "leaflet/draft" } else { "leaflet/retired" };
    Failure::new(key).with("name", &guide.slug).with("path", &guide.source.path).into()
}

/// The leaflets that are wanted, by the names of their files.
fn leaflet_plan(library: &Library, options: &Options) -> anyhow::Result<LeafletPlan> {
    let toolkit = &library.toolkit;
    if let Some(id) = options.partner.as_deref().filter(|id| toolkit.partner(id).is_none()) {
        return Err(unknown(
            "leaflet/partner",
            id,
            toolkit.partners.iter().map(|partner| partner.id.as_str()),
        ));
    }
    let tags = || toolkit.languages.iter().map(|language| language.tag());
    for tag in &options.languages {
        if !tags().any(|known| known == tag) {
            return Err(unknown("leaflet/language", tag, tags()));
        }
    }
    let find = |slug: &String| {
        let known = library.guides.iter().map(|guide| guide.slug.as_str());
        let hidden = library.hidden.iter().find(|guide| guide.slug == *slug);
        library.guide(slug).ok_or_else(|| match hidden {
            Some(guide) => hidden_guide(guide),
            None => unknown("leaflet/guide", slug, known),
        })
    };
    let guides: Vec<&Entry<GuideFrontMatter>> = match options.guides.as_slice() {
        [] => library.guides.iter().collect(),
        slugs => slugs.iter().map(find).collect::<anyhow::Result<_>>()?,
    };
    let mut leaflet_plan = LeafletPlan::default();
    for guide in guides {
        let wanted = |language: &&Language| {
            options.languages.is_empty() || options.languages.iter().any(|tag| tag == language.tag())
        };
        for language in toolkit.languages.iter().filter(wanted).filter(|language| guide.is_in(**language)) {
            for format in wanted_formats(library, guide, *language, &options.formats) {
                let partner = options.partner.clone();
                let leaflet = Leaflet { partner, ..Leaflet::new(&guide.slug, *language, format) };
                let end = options.partner.as_ref().map(|id| format!("-{id}")).unwrap_or_default();
                let name = format!("{}-{format}-{language}{end}.pdf", guide.slug);
                let task =
                    Task { kind: OutputKind::Leaflet(leaflet), key: Some(Fingerprint::of(name.as_bytes())) };
                leaflet_plan.tasks.insert(name.into(), task);
            }
        }
    }
    if options.guides.is_empty() {
        own(library, options, &mut leaflet_plan);
    }
    if leaflet_plan.tasks.is_empty() {
        return Err(Failure::new("leaflet/none").into());
    }
    Ok(leaflet_plan)
}

/// Adds what is made of the toolkit itself, such as posters.
fn own(library: &Library, options: &Options, leaflet_plan: &mut LeafletPlan) {
    let wanted = |language: &&Language| {
        options.languages.is_empty() || options.languages.iter().any(|tag| tag == language.tag())
    };
    for language in library.toolkit.languages.iter().filter(wanted) {
        let mut formats = options.formats.clone();
        if formats.is_empty() {
            formats = of_toolkit(library, *language);
        }
        formats.retain(|format| is_in(*format, library, *language));
        for format in formats {
            let name = format!("{format}-{language}.pdf");
            let kind = OutputKind::Leaflet(Leaflet::of_toolkit(*language, format));
            let key = Some(Fingerprint::of(name.as_bytes()));
            leaflet_plan.tasks.insert(name.into(), Task { kind, key });
        }
    }
}

/// The formats that are asked for, else the guide's, else A4 or that of a sheet.
fn wanted_formats(
    library: &Library,
    guide: &Entry<GuideFrontMatter>,
    language: Language,
    asked: &[Format],
) -> Vec<Format> {
    let mut wanted = if asked.is_empty() { formats(library, guide) } else { asked.to_vec() };
    if wanted.is_empty() {
        wanted.extend([Format::A4, Format::Sheet]);
    }
    wanted.retain(|format| is_possible(*format, guide, language));
    wanted
}

fn unknown<'a>(key: &'static str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> anyhow::Error {
    let all = known.clone().collect::<Vec<_>>().join(", ");
    let near = nearest(name, known).map_or(all, str::to_owned);
    Failure::new(key).with("name", name).with("near", near).into()
}

/// A size with at most one decimal, as the language writes it.
pub fn number(number: f64, language: Language) -> String {
    let text = format!("{}", (number * 10.0).round() / 10.0);
    text.replace('.', &messages::say(language, "number/decimal", &[]))
}

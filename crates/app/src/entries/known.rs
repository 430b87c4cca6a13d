//! What an answer may name, and the question that a diagnostic is about.

use crate::Project;
use trousseau_core::{
    diagnostic::Span,
    document::walk::plain,
    guide::remark::choices,
    messages,
    source::SourcePath,
    yaml::{Branch, Tree, Words},
};
use trousseau_text::Language;

/// The values that a field of this kind may hold, each with its name for people; none when anything may stand there. `text` is the
/// text whose head it is.
pub fn known(
    project: &Project,
    kind: &str,
    language: Language,
    text: Option<&SourcePath>,
) -> Option<Vec<(String, String)>> {
    let toolkit = project.toolkit();
    let source = toolkit.source_language();
    let named = |id: &str, name: &Words| {
        let name = name.get(&language).or(name.get(&source)).map_or("", String::as_str);
        (id.to_owned(), if name.is_empty() { id.to_owned() } else { name.to_owned() })
    };
    Some(match kind {
        "territory" => toolkit.territories.iter().map(|(id, one)| named(id, &one.name)).collect(),
        "service" => toolkit.services.iter().map(|one| named(&one.id, &one.name)).collect(),
        "contact" => toolkit.contacts.iter().map(|one| named(&one.id, &one.name)).collect(),
        "partner" => toolkit.partners.iter().map(|one| named(&one.id, &one.name)).collect(),
        "stage" => toolkit.stages.iter().map(|one| named(&one.id, &one.name)).collect(),
        "round" => choices::rounds(toolkit, language),
        "severity" => ["1", "2", "3"]
            .into_iter()
            .map(|grade| (grade.to_owned(), messages::value(language, "severity", grade).to_owned()))
            .collect(),
        "guide" | "guides" => {
            project.guides().map(|one| (one.slug.clone(), one.front_matter.title.clone())).collect()
        }
        "language" => {
            toolkit.languages.iter().map(|one| (one.tag().to_owned(), one.name().to_owned())).collect()
        }
        "pictogram" => {
            let theme = &project.loaded.as_ref()?.theme;
            theme.assets.pictogram_names().map(|name| (name.to_owned(), name.to_owned())).collect()
        }
        "section" => {
            let guide = project.guides().find(|guide| Some(&guide.path) == text)?;
            guide
                .body
                .headings()
                .into_iter()
                .map(|heading| (heading.id.clone(), plain(&heading.text)))
                .collect()
        }
        "version" => {
            let folder = text?.strip_prefix("content/guides/")?.split('/').next()?;
            let guide = project.guides().find(|guide| guide.slug == folder)?;
            let versions = guide.front_matter.versions.iter();
            let named = |number: String, day| (number.clone(), format!("{number} ({day})"));
            versions.map(|entry| named(entry.version.value.to_string(), entry.date)).collect()
        }
        _ => return None,
    })
}

/// The name of the question whose answer stands at these bytes of an entry.
pub fn field_at(tree: &Tree, span: Span) -> Option<String> {
    let holds = |start: usize, end: usize| start <= span.start && span.start <= end.max(start);
    let (name, inner) = match &tree.branch {
        Branch::Map(entries) => {
            let found =
                entries.iter().rfind(|(key, value)| holds(key.span.start, value.span.end.max(key.span.end)));
            found.map(|(key, value)| (key.name.clone(), value))?
        }
        Branch::List(items) => {
            let found = items.iter().enumerate().rfind(|(_, item)| holds(item.span.start, item.span.end));
            found.map(|(place, item)| (place.to_string(), item))?
        }
        Branch::Null | Branch::Text(_) => return None,
    };
    Some(match field_at(inner, span) {
        Some(below) => format!("{name}.{below}"),
        None => name,
    })
}

//! Words of the interface, such as `print: {title: …}` in a file of each language: what one translates of them, and back.
//!
//! A text for kinds of numbers is a unit for each kind that the other language has. What comes out is read again, and must hold exactly
//! what was meant.

use std::collections::BTreeMap;

use super::{
    Fault,
    check::{self, Refusal},
    names::Name,
};
use crate::{
    diagnostic::Span,
    guide::edit::quoted,
    messages::{
        message::{Message, blanks},
        tree::Tree as Words,
    },
    yaml::{self, Branch, Key, Tree},
};
use trousseau_text::{
    Language,
    plural::{Category, categories},
};

/// The words of a source language with their translations, as both stand in their files.
pub fn names(source: &Words, target: &Words, language: Language) -> Vec<Name> {
    let targets = target.flat();
    let mut names = Vec::new();
    for (path, source) in source.flat() {
        let target = targets.get(&path);
        let forms = match (&source, target) {
            (Message::Plural(_), _) | (_, Some(Message::Plural(_))) => forms(language),
            _ => vec![None],
        };
        for form in forms {
            let of = |message: &Message| match (form, message) {
                (Some(form), Message::Plural(plural)) => plural.forms.get(&form).cloned(),
                (_, message) => Some(message.text().to_owned()),
            };
            let path = form.map_or(path.clone(), |form| format!("{path}.{}", form.name()));
            // As gettext has it: the words for one, and those for all other numbers.
            let is_one = form.is_none_or(|form| form == Category::One);
            let source = of(&source).filter(|_| is_one).unwrap_or_else(|| source.text().to_owned());
            // What a language has no wording of its own for, it says as for any other number.
            let for_all = || match target? {
                Message::Plural(plural) => plural.forms.get(&Category::Other).cloned(),
                Message::Text(_) => None,
            };
            let target = target.and_then(of).or_else(for_all).unwrap_or_default();
            // What stands between the digits of a number or two parts of a sentence is set by the rules of a language: no words.
            if !is_sign(&source) {
                names.push(Name { path, source, target, form });
            }
        }
    }
    names
}

/// Whether a text is a sign alone, such as a comma: no word is in it, and no blank whose place a language may choose.
pub fn is_sign(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
}

fn forms(language: Language) -> Vec<Option<Category>> {
    categories(language).into_iter().map(Some).collect()
}

/// The file of a language with other words, by their paths; and those that could not be taken.
pub fn put(
    yaml: &str,
    language: Language,
    names: &[Name],
    words: &BTreeMap<String, String>,
) -> (String, Vec<(String, Refusal)>) {
    let (mut text, mut refused) = (yaml.to_owned(), Vec::new());
    for name in names {
        let Some(words) = words.get(&name.path).filter(|words| **words != name.target) else { continue };
        let known = language_form(&name.path, language);
        let checked = check(words, name, known.is_some());
        let put = || one(&text, language, &name.path, words).filter(|new| is_in_list(new, names, &name.path));
        match checked.and_then(|()| put().ok_or(Refusal::Form)) {
            Ok(new) => text = new,
            Err(refusal) => refused.push((name.path.clone(), refusal)),
        }
    }
    (text, refused)
}

/// Whether words of a list, such as months, stand in one: a list that is not there is begun by hand, with all its words.
fn is_in_list(yaml: &str, names: &[Name], path: &str) -> bool {
    let Some((list, _)) = path.rsplit_once('.') else { return true };
    let is_first = |name: &Name| name.path.strip_prefix(list) == Some(".0");
    let is_list = |tree: Tree| matches!(find(&tree, list).0.branch, Branch::List(_));
    !names.iter().any(is_first) || yaml::parse(yaml).is_ok_and(is_list)
}

/// Whether words may be taken: they are on one line, as their source is, and keep the blanks. A form for one kind of number may do without its number.
fn check(words: &str, name: &Name, is_form: bool) -> Result<(), Refusal> {
    if words.contains('\n') && !name.source.contains('\n') {
        return Err(Refusal::Form);
    }
    let (own, wanted) = (blanks(words), blanks(&name.source));
    let as_tag = |blank: &&str| format!("{{{blank}}}");
    if let Some(unknown) = own.iter().find(|blank| !wanted.contains(blank)) {
        return Err(Refusal::Tag(Fault::Unknown(as_tag(unknown))));
    }
    if let Some(lost) = wanted.iter().find(|blank| !own.contains(blank) && !is_form) {
        return Err(Refusal::Tag(Fault::Lost(as_tag(lost))));
    }
    if let Some(lost) = to_copy(&name.source).find(|part| !words.contains(part)) {
        return Err(Refusal::Tag(Fault::Lost(lost.to_owned())));
    }
    check::check_name(words, &name.source)
}

/// What the program's words have to be copied: what stands between backquotes, and options such as `--lang`.
fn to_copy(source: &str) -> impl Iterator<Item = &str> {
    let quotes: Vec<usize> = source.match_indices('`').map(|(at, _)| at).collect();
    let spans: Vec<(usize, usize)> =
        quotes.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.last()? + 1))).collect();
    let options = source.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-');
    let options = options.filter(|word| word.len() > 2 && word.starts_with("--"));
    spans.into_iter().filter_map(|(from, to)| source.get(from..to)).chain(options)
}

/// The path of a text and the kind of numbers for which this is its wording.
fn language_form(path: &str, language: Language) -> Option<(&str, Category)> {
    let (text, form) = path.rsplit_once('.')?;
    let form = form.parse().ok()?;
    categories(language).contains(&form).then_some((text, form))
}

/// The file with the words of one path. `None` when they cannot be written there without a risk.
fn one(yaml: &str, language: Language, path: &str, words: &str) -> Option<String> {
    let tree = yaml::parse(yaml).ok()?;
    let (place, rest) = find(&tree, path);
    let is_flow = is_flow(yaml, &tree, place.span);
    let (new, value) = match (&place.branch, rest.as_slice()) {
        (Branch::Text(_), []) => (replaced(yaml, place.span, &quoted(words, is_flow))?, text(words)),
        // One wording for all numbers becomes one for each kind.
        (Branch::Text(old), [form]) => {
            let (_, form) = language_form(path, language).filter(|(_, own)| own.name() == *form)?;
            let said = |one: Category| (one.name(), if one == form { words } else { old.as_str() });
            let all: Vec<(&str, &str)> = categories(language).into_iter().map(said).collect();
            (replaced(yaml, place.span, &flow(&all))?, map(&all))
        }
        (Branch::Map(entries), [first, below @ ..]) => {
            let (written, value) =
                nested(below, words, is_flow || yaml.get(place.span.start..)?.starts_with('{'));
            let mut entries = entries.clone();
            entries.push((key(first), value));
            (added(yaml, place, first, &written)?, Tree { span: place.span, branch: Branch::Map(entries) })
        }
        _ => return None,
    };
    let mut wanted = tree.clone();
    *at(&mut wanted, place.span)? = value;
    wanted.is_same(&yaml::parse(&new).ok()?).then_some(new)
}

/// How far a path leads into a file, and the names that are not there.
fn find<'t, 'p>(yaml: &'t Tree, path: &'p str) -> (&'t Tree, Vec<&'p str>) {
    let (mut tree, mut rest) = (yaml, path.split('.').collect::<Vec<_>>());
    while let Some(name) = rest.first() {
        let next = match &tree.branch {
            Branch::Map(_) => tree.get(name).map(|(_, value)| value),
            Branch::List(items) => name.parse::<usize>().ok().and_then(|place| items.get(place)),
            Branch::Null | Branch::Text(_) => None,
        };
        let Some(next) = next else { break };
        tree = next;
        rest.remove(0);
    }
    (tree, rest)
}

/// The branches directly below one.
fn below(tree: &Tree) -> Vec<&Tree> {
    match &tree.branch {
        Branch::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
        Branch::List(items) => items.iter().collect(),
        Branch::Null | Branch::Text(_) => Vec::new(),
    }
}

/// The branch at exactly these bytes.
fn at(tree: &mut Tree, span: Span) -> Option<&mut Tree> {
    if tree.span == span {
        return Some(tree);
    }
    match &mut tree.branch {
        Branch::Map(entries) => entries.iter_mut().find_map(|(_, value)| at(value, span)),
        Branch::List(items) => items.iter_mut().find_map(|item| at(item, span)),
        Branch::Null | Branch::Text(_) => None,
    }
}

fn opens(yaml: &str, tree: &Tree) -> bool {
    yaml.get(tree.span.start..).is_some_and(|rest| rest.starts_with(['{', '[']))
}

/// Whether these bytes lie in brackets.
fn is_flow(yaml: &str, tree: &Tree, span: Span) -> bool {
    let inside = below(tree).into_iter().find(|one| one.span.start <= span.start && span.end <= one.span.end);
    let here = !below(tree).is_empty() && opens(yaml, tree) && tree.span != span;
    here || inside.is_some_and(|one| is_flow(yaml, one, span))
}

fn replaced(yaml: &str, span: Span, words: &str) -> Option<String> {
    (span.start < span.end).then_some(())?;
    Some(format!("{}{words}{}", yaml.get(..span.start)?, yaml.get(span.end..)?))
}

/// The file with one more entry in a map.
fn added(yaml: &str, map: &Tree, name: &str, words: &str) -> Option<String> {
    let entry = format!("{}: {words}", quoted(name, true));
    let Branch::Map(entries) = &map.branch else { return None };
    let Some((first, _)) = entries.first() else {
        let gap = if yaml.is_empty() || yaml.ends_with('\n') { "" } else { "\n" };
        return (map.span == Span::default()).then(|| format!("{yaml}{gap}{entry}\n"));
    };
    let last = below(map).into_iter().max_by_key(|one| one.span.end)?;
    let (before, after) = yaml.split_at_checked(end(yaml, last)?)?;
    if opens(yaml, map) {
        return Some(format!("{before}, {entry}{after}"));
    }
    let line = yaml.get(..first.span.start)?.rfind('\n').map_or(0, |at| at + 1);
    let indent = yaml.get(line..first.span.start)?;
    let eol = if yaml.contains("\r\n") { "\r\n" } else { "\n" };
    let (rest, below) = after.split_once('\n').unwrap_or((after, ""));
    let rest = rest.trim_end_matches('\r');
    Some(format!("{before}{rest}{eol}{indent}{entry}{eol}{below}"))
}

/// Where a branch ends, with its closing bracket.
fn end(yaml: &str, tree: &Tree) -> Option<usize> {
    let last = below(tree).into_iter().max_by_key(|one| one.span.end);
    let inner = last.map_or(Some(tree.span.end), |last| end(yaml, last))?;
    if last.is_none() || !opens(yaml, tree) {
        return Some(inner);
    }
    Some(inner + yaml.get(inner..)?.find(['}', ']'])? + 1)
}

/// Words below names that are not there yet, as they are written and as they are read.
fn nested(names: &[&str], words: &str, is_flow: bool) -> (String, Tree) {
    match names {
        [] => (quoted(words, is_flow), text(words)),
        [first, below @ ..] => {
            let (written, value) = nested(below, words, true);
            let branch = Branch::Map(vec![(key(first), value)]);
            (format!("{{{}: {written}}}", quoted(first, true)), Tree { span: Span::default(), branch })
        }
    }
}

fn flow(entries: &[(&str, &str)]) -> String {
    let entries = entries.iter().map(|(name, words)| format!("{name}: {}", quoted(words, true)));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
}

fn map(entries: &[(&str, &str)]) -> Tree {
    let entries = entries.iter().map(|(name, words)| (key(name), text(words))).collect();
    Tree { span: Span::default(), branch: Branch::Map(entries) }
}

fn text(words: &str) -> Tree {
    Tree { span: Span::default(), branch: Branch::Text(words.to_owned()) }
}

fn key(name: &str) -> Key {
    Key { span: Span::default(), name: name.to_owned(), wrong: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRENCH: &str = "skip: Aller au texte\nprint:\n  title: À imprimer\n  pages: {one: \"{number} page\", other: \"{number} pages\"}\n\
                          months: [janvier, février]\nnumber: {decimal: \",\", thousands: \"\"}\n";

    fn language(tag: &str) -> Language {
        Language::find(tag).expect("a tag")
    }

    fn words(yaml: &str, tag: &str) -> Words {
        let same = |text: &str, _: Language| text.to_owned();
        Words::read(yaml, &"x.yaml".into(), language(tag), same).value.unwrap_or_default()
    }

    /// The file of a language after some words were put in, and the reasons why others were not.
    fn after(yaml: &str, tag: &str, new: &[(&str, &str)]) -> (String, Vec<Refusal>) {
        let names = names(&words(FRENCH, "fr"), &words(yaml, tag), language(tag));
        let new = new.iter().map(|(path, words)| ((*path).to_owned(), (*words).to_owned())).collect();
        let (text, refused) = put(yaml, language(tag), &names, &new);
        (text, refused.into_iter().map(|(_, refusal)| refusal).collect())
    }

    #[track_caller]
    fn check(yaml: &str, tag: &str, new: &[(&str, &str)], expected: &str) {
        assert_eq!(after(yaml, tag, new), (expected.to_owned(), Vec::new()));
    }

    #[test]
    fn each_kind_of_number_is_a_unit() {
        let all = names(&words(FRENCH, "fr"), &words("print: {pages: {few: x}}", "uk"), language("uk"));
        let paths: Vec<_> = all.iter().map(|name| (name.path.as_str(), name.target.as_str())).collect();
        let pages = ["one", "few", "many", "other"].map(|form| format!("print.pages.{form}"));
        assert_eq!(paths.len(), 8, "{paths:?}");
        assert!(!paths.iter().any(|(path, _)| path.starts_with("number.")), "signs are no words: {paths:?}");
        for path in pages {
            let target = if path.ends_with("few") { "x" } else { "" };
            assert!(paths.contains(&(path.as_str(), target)), "{paths:?}");
        }
        let all =
            names(&words(FRENCH, "fr"), &words("print: {pages: {one: x, other: y}}", "ar"), language("ar"));
        let few = all.iter().find(|name| name.path == "print.pages.few").expect("a form of Arabic");
        assert_eq!(few.target, "y", "as it is said of any other number");
    }

    #[test]
    fn words_go_where_they_stand_or_behind_the_last() {
        check("skip: a # why\n", "en", &[("skip", "b: c")], "skip: \"b: c\" # why\n");
        check("", "en", &[("skip", "Go")], "skip: Go\n");
        check("skip: a\n", "en", &[("print.title", "To print")], "skip: a\nprint: {title: To print}\n");
        let block = "print:\n  title: x\n# end\nskip: y\n";
        let more = "print:\n  title: x\n  pages: {other: \"{number} pages\"}\n# end\nskip: y\n";
        check(block, "en", &[("print.pages.other", "{number} pages")], more);
        let flow = "print: {title: x, pages: {one: \"{number} p\"}} # z\nskip: y\n";
        let more = "print: {title: x, pages: {one: \"{number} p\", other: \"{number} ps\"}} # z\nskip: y\n";
        check(flow, "en", &[("print.pages.other", "{number} ps")], more);
        check("months: [January, x]\n", "en", &[("months.1", "February")], "months: [January, February]\n");
    }

    #[test]
    fn one_wording_becomes_one_for_each_kind() {
        let expected = "print: {pages: {one: \"{number} sayfa\", other: \"{number} sayfalar\"}}\n";
        check(
            "print: {pages: \"{number} sayfa\"}\n",
            "tr",
            &[("print.pages.other", "{number} sayfalar")],
            expected,
        );
    }

    #[test]
    fn a_blank_is_kept_and_none_is_made() {
        let tag = |blank: &str, lost: bool| {
            let blank = format!("{{{blank}}}");
            Refusal::Tag(if lost { Fault::Lost(blank) } else { Fault::Unknown(blank) })
        };
        let refused = |tag: &str, path: &str, words: &str| after("skip: a\n", tag, &[(path, words)]).1;
        assert_eq!(refused("en", "print.pages.one", "one page"), []);
        assert_eq!(refused("en", "print.pages.one", "{count} page"), [tag("count", false)]);
        assert_eq!(refused("en", "skip", "{x}"), [tag("x", false)]);
        assert_eq!(refused("en", "months.0", "January"), [Refusal::Form], "a list is made whole, by hand");
        assert_eq!(refused("en", "skip", "a\nb"), [Refusal::Form]);
        let copied = |words: &str| to_copy(words).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(copied("Write `a --b` or --lang=fr, -- then `c"), ["`a --b`", "--b", "--lang"]);
    }
}

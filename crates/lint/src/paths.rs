//! The questions about where a reader stands: answers that lead nowhere or in a circle, questions that nobody finds, words that are missing.

use trousseau_core::{
    diagnostic::{Diagnostic, Place, rule},
    library::{
        Library,
        links::Lost,
        paths::{Goal, anchors_of, goal, is_ambiguous},
    },
    source::SourcePath,
    toolkit::{self, Answer, Question, question::FILE},
};
use trousseau_text::Language;

use crate::{Context, links::dead_anchor};

/// The most pages with questions on any way from the first to a guide.
const MOST: usize = 6;

/// What is wrong with the questions.
pub fn check(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let library = context.library;
    let path: SourcePath = FILE.into();
    for question in &library.toolkit.questions {
        missing(library, question, &path, diagnostics);
        if let Some(url) = question.quick_exit.as_ref().filter(|_| question.exit().is_none()) {
            let diagnostic = Diagnostic::new(rule::value::URL, Place::span(&path, url.span));
            diagnostics.push(diagnostic.with("value", &url.value));
        }
        for answer in &question.answers {
            diagnostics.extend(lost(library, answer, &path));
            if is_ambiguous(library, answer.to.trim()) {
                let place = Place::span(&path, answer.to.span);
                diagnostics.push(Diagnostic::new(rule::paths::AMBIGUOUS, place).with("to", answer.to.trim()));
            }
        }
    }
    // What a question lacks may be what could not be read of the file, and that has been told.
    if !context.read.iter().any(|told| told.place.path == path && told.rule.area() != "paths") {
        ways(library, &path, diagnostics);
    }
}

/// One diagnostic for each question that some language of the toolkit lacks. What a near language gives is not missed.
pub fn untranslated(context: &Context, diagnostics: &mut Vec<Diagnostic>) {
    let toolkit = &context.library.toolkit;
    for question in &toolkit.questions {
        let lacks = |language: &&Language| {
            question
                .words()
                .any(|words| !words.is_empty() && language.nearest(words.keys().copied()).is_none())
        };
        let languages: Vec<&str> =
            toolkit.languages.iter().skip(1).filter(lacks).map(|language| language.tag()).collect();
        if !languages.is_empty() {
            let place = Place::span(&FILE.into(), question.id.span);
            let diagnostic = Diagnostic::new(rule::paths::UNTRANSLATED, place);
            let diagnostic = diagnostic.with("question", &question.id.value);
            diagnostics.push(diagnostic.with("languages", languages.join(", ")));
        }
    }
}

/// Words that are missing in the source language: at the question, or at the answer.
fn missing(library: &Library, question: &Question, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let source = library.toolkit.source_language();
    let needed = question.answers.iter().map(|answer| (&answer.text, answer.to.span));
    let hints = question.answers.iter().map(|answer| (&answer.hint, answer.to.span));
    let hints = hints.chain([(&question.hint, question.id.span)]).filter(|(words, _)| !words.is_empty());
    for (words, span) in [(&question.question, question.id.span)].into_iter().chain(needed).chain(hints) {
        if words.get(&source).is_none_or(String::is_empty) {
            let diagnostic = Diagnostic::new(rule::paths::WORDS, Place::span(path, span));
            diagnostics.push(diagnostic.with("question", &question.id.value).with("language", source));
        }
    }
}

/// The diagnostic for an answer that leads nowhere.
fn lost(library: &Library, answer: &Answer, path: &SourcePath) -> Option<Diagnostic> {
    let to = answer.to.trim();
    let say = |kind: &'static str| {
        let diagnostic = Diagnostic::new(rule::paths::UNKNOWN, Place::span(path, answer.to.span));
        diagnostic.with("to", to).with("kind", kind).with("where", toolkit::home(kind))
    };
    match goal(library, to) {
        Goal::Text { slug, anchor: Some(anchor) } => {
            let known = anchors_of(library, slug);
            let place = Place::span(path, answer.to.span);
            (!known.contains(&anchor)).then(|| dead_anchor(anchor, &known.into_iter().collect(), place))
        }
        Goal::Nothing(Lost::Unknown(kind)) => {
            let known = names(library, kind, to);
            Some(say(kind).with_near(to, known.iter().map(String::as_str)))
        }
        Goal::Nothing(Lost::Hidden) => {
            Some(Diagnostic::new(rule::links::HIDDEN, Place::span(path, answer.to.span)).with("to", to))
        }
        // That it could not be read has been told.
        Goal::Nothing(Lost::Broken) => None,
        Goal::Text { .. } | Goal::Question(_) | Goal::Contact(_) => None,
    }
}

/// What an answer may name, written as the one that was not found.
fn names(library: &Library, kind: &str, to: &str) -> Vec<String> {
    let toolkit = &library.toolkit;
    let prefix = to.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    let contacts = toolkit.contacts.iter().map(|contact| contact.id.as_str());
    let questions = toolkit.questions.iter().map(|question| question.id.as_str());
    let guides = library.guides.iter().map(|guide| guide.slug.as_str());
    let pages = library.pages.iter().map(|page| page.slug.as_str());
    let all: Vec<&str> = match kind {
        "contact" => contacts.collect(),
        "guide" => guides.collect(),
        "page" => pages.collect(),
        _ => questions.chain(guides).chain(pages).collect(),
    };
    all.into_iter().map(|name| format!("{prefix}{name}")).collect()
}

/// Questions without answers, those that nobody finds or only after too many others, and answers that lead back.
fn ways(library: &Library, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) {
    let toolkit = &library.toolkit;
    let walk = toolkit.way.walk();
    for (at, question) in toolkit.questions.iter().enumerate() {
        let say = |rule| {
            let place = Place::span(path, question.id.span);
            Diagnostic::new(rule, place).with("question", &question.id.value)
        };
        if question.answers.is_empty() {
            diagnostics.push(say(rule::paths::DEAD_END));
        }
        // Of questions that lead to each other, and of those behind one that nobody finds, only the cause is told.
        if at > 0 && !toolkit.way.is_led_to(at) {
            diagnostics.push(say(rule::paths::UNREACHABLE));
        }
        if walk.depth[at] == MOST + 1 {
            diagnostics.push(say(rule::paths::TOO_DEEP).with("most", MOST));
        }
    }
    for (at, answer) in walk.loops {
        let question = &toolkit.questions[at];
        let to = &question.answers[answer].to;
        let diagnostic = Diagnostic::new(rule::paths::LOOP, Place::span(path, to.span));
        diagnostics.push(diagnostic.with("question", &question.id.value).with("to", to.trim()));
    }
}

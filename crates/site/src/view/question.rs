//! Makes the pages of questions: each answer is a link to another question, to a text or to somebody who can help.

use super::{
    local::Local,
    page_builder::PageBuilder,
    page_view::{Content, Crumb, PageView},
    question_view::{AnswerView, GoalKind, QuestionLink, QuestionView},
    site_context::{self, Record},
    text::{ContactView, Fallback, Notice, NoticeKind},
};
use trousseau_core::{
    library::{
        address,
        paths::{Goal, goal},
    },
    toolkit::{Answer, Question, question::Reading},
    yaml::Words,
};
use trousseau_text::Language;

impl PageBuilder<'_> {
    /// The page of a question, by its index in the toolkit.
    pub fn question(&self, place: usize) -> PageView {
        let toolkit = &self.library.toolkit;
        let source = toolkit.source_language();
        let question = &toolkit.questions[place];
        let answers: Vec<AnswerView> =
            question.answers.iter().filter_map(|answer| self.answer(answer)).collect();
        let before = toolkit.way.before(place);
        let content = QuestionView {
            quick_exit: question.exit().map(str::to_owned),
            hint: self.optional(&question.hint),
            answers,
            help: self.contacts(question),
            notice: self.notice(question, place),
            first: place == 0,
            previous: before.map(|before| self.question_link(before)),
        };
        let name = address::question(place, &question.id);
        let is_in = |language| question.is_in(language, source);
        let title = site_context::local(&question.question, self.language, source);
        let summary = content.hint.clone().unwrap_or_else(|| self.empty());
        let mut page = self.frame(&name, title, summary, &is_in, Content::Question(Box::new(content)));
        page.crumbs = self.way_back(place);
        if !is_in(self.language) {
            // The page shows another text, and search engines are sent to that one.
            let shown = self.shown(question);
            let shown = if toolkit.languages.contains(&shown) { shown } else { source };
            page.canonical = self.base_url.map(|base| format!("{base}{}/{name}", shown.tag()));
            page.alternates.clear();
        }
        page
    }

    fn answer(&self, answer: &Answer) -> Option<AnswerView> {
        let (toolkit, language) = (&self.library.toolkit, self.language);
        let (goal, href, title) = match goal(self.library, &answer.to) {
            Goal::Question(place) => {
                let id = &toolkit.questions[place].id;
                (GoalKind::Question, address::question(place, id), None)
            }
            Goal::Text { slug, anchor } => {
                let Record { href, title, .. } = self.text_record(slug)?;
                let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
                (GoalKind::Text, href + &anchor, Some(title))
            }
            Goal::Contact(contact) => {
                let view = site_context::contact_view(contact, language, toolkit);
                let goal = match &view.phone {
                    Some(phone) if phone.is_for_messages() => GoalKind::Messages,
                    Some(_) => GoalKind::Contact,
                    None => GoalKind::Text,
                };
                (goal, format!("#_contact-{}", view.id), Some(view.name))
            }
            Goal::Nothing(_) => return None,
        };
        let text = site_context::local(&answer.text, language, toolkit.source_language());
        Some(AnswerView { text, hint: self.optional(&answer.hint), href, goal, title })
    }

    fn text_record(&self, slug: &str) -> Option<Record> {
        let guide = self.library.guide(slug).map(|guide| site_context::record(guide, self.language));
        guide.or_else(|| self.library.page(slug).map(|page| site_context::record(page, self.language)))
    }

    /// The contacts to whom answers lead, each once.
    pub(super) fn contacts(&self, question: &Question) -> Vec<ContactView> {
        let mut found: Vec<ContactView> = Vec::new();
        for answer in &question.answers {
            if let Goal::Contact(contact) = goal(self.library, &answer.to)
                && !found.iter().any(|known| known.id == *contact.id)
            {
                found.push(site_context::contact_view(contact, self.language, &self.library.toolkit));
            }
        }
        found
    }

    /// The questions between the first one and this one, on the shortest way.
    fn way_back(&self, place: usize) -> Vec<Crumb> {
        let way = &self.library.toolkit.way;
        let back = std::iter::successors(way.before(place), |at| way.before(*at)).filter(|at| *at > 0);
        let link = |at| {
            let QuestionLink { href, title } = self.question_link(at);
            Crumb { href, label: title }
        };
        let mut crumbs: Vec<Crumb> = back.map(link).collect();
        crumbs.reverse();
        crumbs
    }

    fn question_link(&self, place: usize) -> QuestionLink {
        let toolkit = &self.library.toolkit;
        let question = &toolkit.questions[place];
        let title = site_context::local(&question.question, self.language, toolkit.source_language());
        QuestionLink { href: address::question(place, &question.id), title }
    }

    /// The language in which readers get a question.
    fn shown(&self, question: &Question) -> Language {
        let source = self.library.toolkit.source_language();
        self.language.nearest(question.question.keys().copied()).unwrap_or(source)
    }

    fn notice(&self, question: &Question, place: usize) -> Option<Notice> {
        let source = self.library.toolkit.source_language();
        let shown = self.shown(question);
        let own = match question.reading(shown, source) {
            Reading::Source | Reading::Reviewed => None,
            Reading::Machine => Some(NoticeKind::Machine),
            Reading::Draft => Some(NoticeKind::Draft),
        };
        let is_near = !question.is_in(self.language, source) && shown != source;
        let kind = match question.is_in(self.language, source) {
            true => own?,
            false if is_near => NoticeKind::Near,
            false => NoticeKind::Missing,
        };
        Some(Notice {
            kind,
            near: is_near.then(|| Fallback::of(shown)),
            of_near: own.filter(|_| is_near),
            href: format!("../{}/{}", source.tag(), address::question(place, &question.id)),
            lang: source.html(),
            dir: source.direction().name(),
            name: source.name(),
            date: None,
        })
    }

    /// Words that need not be there.
    fn optional(&self, words: &Words) -> Option<Local> {
        let source = self.library.toolkit.source_language();
        (!words.is_empty()).then(|| site_context::local(words, self.language, source))
    }
}

//! Several remarks about a guide, decided at once: those of a meeting, with its day.

use jiff::civil::Date;

use super::{
    form::Typed,
    form_handler::{Case, FormHandler},
    questions,
};
use crate::{
    http::{Asked, Reply},
    pages::word,
};
use trousseau_app::values;
use trousseau_core::{
    guide::{Feedback, edit, feedback::Decision},
    messages,
};

impl FormHandler {
    /// The form of a decision about several remarks; the change is shown before it is written.
    pub(super) fn decide(&self, case: &Case, asked: &Asked) -> anyhow::Result<Reply> {
        let language = self.preview.language;
        let mut typed = Typed::new(asked, language);
        let open = case.guide.front_matter.feedback.iter().filter(|one| one.decision == Decision::Open);
        let named = |one: &Feedback| {
            let theme = messages::value(language, "theme", &edit::word(one.theme)).to_owned();
            let words = one.proposal.as_ref().map_or(theme, |words| words.value.clone());
            (one.id.value.clone(), format!("{} – {words}", one.id.value))
        };
        let choices: Vec<_> = open.map(named).collect();
        let answer = asked.form.as_ref().and_then(|_| {
            let ids = typed.all("remarks");
            let is_known = |id: &String| choices.iter().any(|choice| choice.0 == *id);
            if ids.is_empty() || !ids.iter().all(is_known) {
                typed.errors.insert("remarks", word(language, "form", "unknown").to_owned());
            }
            let decision = typed.choose("decision", values::word::<Decision>);
            let day = typed.read("decided", str::parse::<Date>, |_| word(language, "data", "day").to_owned());
            Some((ids, decision?, day?))
        });
        let today = case.project.today;
        let meetings = case.project.toolkit().rounds.iter().filter_map(|round| round.meeting);
        let day = meetings.filter(|day| *day <= today).max().unwrap_or(today).to_string();
        let decisions = questions::spoken(
            &[Decision::Accepted, Decision::Rejected, Decision::Later],
            "decision",
            language,
        );
        let groups = |typed: &Typed| {
            vec![typed.group(
                "decision",
                vec![
                    typed.boxes("remarks", &choices),
                    typed.select("decision", &decisions, ""),
                    typed.field("decided", "date", &day),
                ],
            )]
        };
        let edit = answer.map(|(ids, decision, day)| {
            move |text: &str| {
                let settled = ids
                    .iter()
                    .try_fold(text.to_owned(), |text, id| edit::settle(&text, id, decision, None, Some(day)));
                Ok((settled?, ()))
            }
        });
        self.carefully(case, typed, self.sheet("decide", case), groups, edit, |()| Vec::new(), "settled")
    }
}

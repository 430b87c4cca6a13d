//! Words that only lead somewhere for who sees the page: colours of its parts, and their sides (WCAG 1.3.3 and 1.4.1).
//!
//! A colour or a side alone says nothing of the page: there are red lights, and offices on the left. So a part of a page must stand
//! beside it, or a word such as "written in".

mod index;
mod lists;

use std::ops::Range;

use trousseau_text::Language;

use super::line::Line;
use index::{In, Index};

/// The most words between a part and its colour or side.
const APART: usize = 3;

/// The places of such words in a line.
pub(super) fn seen(line: &Line, language: Language) -> Vec<Range<usize>> {
    let Some(index) = Index::of(language) else { return Vec::new() };
    let (found, lower) = (line.words(), line.lower());
    let kinds: Vec<In> = lower.iter().map(|word| index.kinds(word)).collect();
    if !kinds.iter().any(|kind| kind.begins()) {
        return Vec::new();
    }
    let look = Look { index, lower, kinds: &kinds };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for at in 0..lower.len() {
        let Some(end) = look.end(at) else { continue };
        let range = found[at].start..found[end].end;
        // A sign between the words begins something else, and "the green button on the right" is one place.
        let is_whole = line
            .text
            .get(range.clone())
            .is_some_and(|part| !part.contains(['.', ',', ';', ':', '!', '?', '(', '،', '؛', '።', '\n']));
        if is_whole && ranges.last().is_none_or(|last| last.end <= range.start) {
            ranges.push(range);
        }
    }
    ranges
}

/// The words of a line and what each of them may be.
struct Look<'a> {
    index: &'a Index,
    lower: &'a [String],
    kinds: &'a [In],
}

impl Look<'_> {
    /// The last of the words that begin at a word and can only be seen.
    fn end(&self, at: usize) -> Option<usize> {
        let first = self.kinds.get(at).filter(|kind| kind.begins())?;
        self.phrase(at).or_else(|| {
            for (place, kind) in self.kinds.iter().enumerate().skip(at + 1).take(APART + 1) {
                if (first.is_thing() || first.is_drawn) && kind.is_colour
                    || first.is_part && self.is_side(at, place)
                {
                    return Some(place);
                }
                if first.is_colour && place == at + 1 && kind.is_thing() {
                    return Some(place);
                }
                if !kind.is_between {
                    return None;
                }
            }
            None
        })
    }

    /// Whether a word is a side of the page. "The link, right below" is none: what joins it stands between.
    fn is_side(&self, at: usize, place: usize) -> bool {
        let is_joined =
            place > at + 1 || !self.index.joins || !matches!(self.lower[place].as_str(), "right" | "left");
        is_joined && self.kinds[place].is_side
    }

    fn phrase(&self, at: usize) -> Option<usize> {
        let phrases = self.index.phrases(self.kinds.get(at)?);
        phrases.iter().find_map(|phrase| {
            let parts: Vec<&str> = phrase.split(' ').collect();
            let end = at + parts.len() - 1;
            let own = self.lower.get(at..=end)?;
            let is_same = own.iter().zip(&parts).all(|(word, part)| word == part);
            // "En haut à droite de l’escalier" is a place in a house.
            let is_elsewhere =
                matches!(self.lower.get(end + 1).map(String::as_str), Some("de" | "du" | "of"))
                    && !self
                        .lower
                        .iter()
                        .skip(end + 2)
                        .take(2)
                        .any(|word| matches!(word.as_str(), "écran" | "page" | "site" | "screen"));
            (is_same && (parts[0] == "ci" || !is_elsewhere)).then_some(end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tag: &str, text: &str, expected: &[&str]) {
        let language = Language::find(tag).expect("known");
        let found: Vec<&str> =
            seen(&Line::of_head(text), language).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn colours_and_sides_of_a_page_can_only_be_seen() {
        check("fr", "Cliquez sur le bouton vert.", &["bouton vert"]);
        check("fr", "Les mots en rouge et les cases grises.", &["mots en rouge", "cases grises"]);
        check(
            "fr",
            "Un bouton de couleur verte, un texte surligné en jaune.",
            &["bouton de couleur verte", "surligné en jaune"],
        );
        check("fr", "L’encadré ci-contre, le menu à gauche.", &["ci-contre", "menu à gauche"]);
        check("fr", "Cliquez à droite.", &["Cliquez à droite"]);
        check("en", "Fill in the grey boxes in the box on the right.", &["grey boxes", "box on the right"]);
        check("en", "Words in red, the right column.", &["Words in red", "right column"]);
        check("ar", "اضغطوا على الزر الأخضر.", &["الزر الأخضر"]);
        check("ar", "الكلمات المكتوبة بالأحمر", &["الكلمات المكتوبة بالأحمر"]);
        check("fa", "دکمه سبز", &["دکمه سبز"]);
        check("ps", "په شنه تڼۍ کلیک وکړئ.", &["شنه تڼۍ"]);
        check("ti", "ኣብ ቀጠልያ መጠወቒ ጠውቑ።", &["ቀጠልያ መጠወቒ"]);
        check(
            "ru",
            "Нажмите зелёную кнопку. Слова, выделенные красным.",
            &["зелёную кнопку", "выделенные красным"],
        );
        check("uk", "Натисніть червону кнопку.", &["червону кнопку"]);
        check("tr", "Yeşil düğmeye basın.", &["Yeşil düğmeye"]);
    }

    #[test]
    fn colours_and_sides_of_the_world_are_words_like_others() {
        for text in [
            "La Croix-Rouge donne des repas. Le feu est rouge.",
            "La carte bancaire. Le numéro vert est gratuit. La ligne verte du tram.",
            "Tournez à droite après la mairie.",
            "Le bureau est en haut à droite de l’escalier.",
            "Vous avez droit à un logement.",
            "Ces mots. À droite, la mairie.",
        ] {
            check("fr", text, &[]);
        }
        for text in [
            "You have the right to ask.",
            "Click the link right below.",
            "The Red Cross.",
            "Tick the right box.",
        ] {
            check("en", text, &[]);
        }
        check("ar", "لكم الحق في السكن. الهلال الأحمر.", &[]);
        check("ru", "Серьёзные слова. Красный Крест.", &[]);
    }
}

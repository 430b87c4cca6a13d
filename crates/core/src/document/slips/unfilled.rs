//! Places of a draft that still wait for their words: `XX/XX/2026`, `le JJ/MM/AAAA`, `<name>`, `«NOM»`, `… €`, `???`.

use super::{Here, Slip, behind, blanks::is_name_of_blank, is_word};
use crate::diagnostic::rule;

/// What follows a number that is not known yet: "XX euros".
const UNITS: &[&str] = &[
    "€", "euro", "jour", "mois", "an", "%", "h", "day", "month", "year", "pound", "£", "грн", "днів", "дней",
];

/// The letters of a day, a month and a year, as forms ask for them.
const DATES: &str = "JJ/MM/AA JJ.MM.AA JJ-MM-AA DD/MM/YY MM/DD/YY DD.MM.YY DD-MM-YY YYYY-MM-DD TT.MM.JJ GG.AA.YY ДД.ММ.РР \
    ДД.ММ.ГГ ДД/ММ/РР ДД/ММ/ГГ يوم/شهر/سنة روز/ماه/سال ورځ/میاشت/کال ዕለት/ወርሒ/ዓመት dd/mm/yy jj/mm/aa дд.мм.рр \
    дд.мм.гг";

/// Beginnings of words by which a text explains how to write something, or names the field of a form.
const FIELDS: &str = "format forme ainsi écri ecri exemple case cadre champ ligne rubrique colonne mot bouton onglet sigle menu \
    tapez cliqu example write box field button word type click форм напиш пиш пол слов кноп клітин приклад \
    пример اكتب صيغة شكل خانة الخانة كلمة زر مثال بنویس قالب خانه کلمه دکمه وليک بڼه ጽሓፉ ቃል ኣብነት";

/// Things that are counted with Roman numbers.
const COUNTED: &[&str] =
    &["chapitre", "titre", "livre", "tome", "article", "partie", "chapter", "title", "book", "part"];

/// What is written in round brackets where something is not decided yet, without marks on Arabic letters.
const LATER: &[&str] = &[
    "à définir",
    "à déterminer",
    "à préciser",
    "à confirmer",
    "???",
    "??",
    "tbd",
    "tbc",
    "to be confirmed",
    "to be defined",
    "to be decided",
    "уточнюється",
    "уточняется",
    "буде уточнено",
    "يستكمل",
    "للاستكمال",
    "يحدد لاحقا",
    "تکمیل شود",
    "بعدا مشخص می‌شود",
    "بشپړ شي",
    "ክምላእ ኣለዎ",
];

/// The most bytes between two signs of a blank.
const LONGEST: usize = 60;

/// The fewest signs that leave room for a word.
const POINTS: [&str; 3] = ["......", "………", "＿＿＿"];

/// Every such place of a text.
pub(super) fn find(text: &str, found: &mut dyn FnMut(Slip)) {
    crosses(text, found);
    dates(text, found);
    guillemets(text, found);
    later(text, found);
    signs(text, found);
}

fn slip(from: usize, to: usize) -> Slip {
    Slip::new(rule::markdown::BLANK, from..to)
}

/// The text from a place on, no longer than a blank.
fn ahead(text: &str, from: usize) -> &str {
    let rest = text.get(from..).unwrap_or_default();
    &rest[..rest.floor_char_boundary(LONGEST)]
}

/// The word before a place, in small letters and without signs around it.
fn word_before(text: &str, at: usize) -> String {
    let before = behind(text.get(..at).unwrap_or_default());
    let word = before.split_whitespace().next_back().unwrap_or_default();
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}

/// Whether a sentence says before this place how to write something.
fn explains(text: &str, at: usize) -> bool {
    let before = behind(text.get(..at).unwrap_or_default()).to_lowercase();
    let mut words = before.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| FIELDS.split(' ').any(|field| word.starts_with(field)))
}

fn has_unit(rest: &str) -> bool {
    UNITS.iter().any(|unit| {
        rest.strip_prefix(unit).is_some_and(|after| {
            let plural = after.strip_prefix('s').unwrap_or(after);
            !is_word(plural.chars().next())
        })
    })
}

/// `XX euros`, `XX/XX/2026`, `03 20 XX XX XX`, `XXX`.
fn crosses(text: &str, found: &mut dyn FnMut(Slip)) {
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find(['X', 'x'])).map(|next| from + next) {
        let run = run_of_crosses(text, start);
        from = start + run;
        if run < 2 || is_word(text[..start].chars().next_back()) {
            continue;
        }
        let end = groups(text, from);
        let rest = text.get(from..).unwrap_or_default();
        let apart = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let alone = !is_word(rest.chars().next());
        let is_unit = has_unit(apart) && (alone || rest.starts_with('h'));
        let counted = || COUNTED.contains(&word_before(text, start).as_str());
        let part_of_name = rest.starts_with(['@', '-', '\'', '’']) && end == from;
        if is_unit || alone && !part_of_name && (end > from || run > 2 && !counted()) {
            found(slip(start, end));
            from = end;
        }
    }
}

fn run_of_crosses(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    bytes.iter().take_while(|byte| bytes.first() == Some(*byte) && matches!(byte, b'x' | b'X')).count()
}

/// Where the groups end that go on behind a run of crosses: `/XX/2026`, ` XX XX`.
fn groups(text: &str, from: usize) -> usize {
    let mut end = from;
    while let Some(rest) = text.get(end..) {
        let Some(sign) = rest.chars().next().filter(|sign| " /.-\u{a0}\u{202f}".contains(*sign)) else {
            break;
        };
        let at = end + sign.len_utf8();
        let (run, digits) = (run_of_crosses(text, at), digits(text, at));
        let long = if run > 1 { run } else { digits };
        let joined = run > 1 || end > from && digits > 0 || sign == '/' && digits > 0;
        if !joined || is_word(text.get(at + long..).and_then(|rest| rest.chars().next())) {
            break;
        }
        end = at + long;
    }
    end
}

fn digits(text: &str, at: usize) -> usize {
    text.as_bytes().get(at..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// `le JJ/MM/AAAA`, where nothing says that a date is written so.
fn dates(text: &str, found: &mut dyn FnMut(Slip)) {
    if !text.contains(['/', '.', '-'])
        || !["MM", "mm", "ММ", "мм", "AA", "شهر", "ماه", "میاشت", "ወርሒ"]
            .iter()
            .any(|month| text.contains(month))
    {
        return;
    }
    let Some((at, date)) = DATES.split(' ').find_map(|date| Some((text.find(date)?, date))) else { return };
    let before = text[..at].chars().next_back();
    let after = text.get(at + date.len()..).unwrap_or_default();
    let end = at
        + date.len()
        + after.chars().take_while(|letter| letter.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    let is_cited =
        before.is_some_and(|sign| "(«\"“`‘[".contains(sign)) || text[..at].ends_with(['\u{a0}', '\u{202f}']);
    if !is_word(before) && !is_cited && !explains(text, at) {
        found(slip(at, end));
    }
}

/// `«NOM»`, `«Nom_du_bailleur»`, `«Prénom» «Nom»`: fields of a letter that a program fills in.
fn guillemets(text: &str, found: &mut dyn FnMut(Slip)) {
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|rest| rest.find('«')).map(|next| from + next) {
        from = start + '«'.len_utf8();
        let inner = ahead(text, from);
        let Some(long) = inner.find('»') else { continue };
        let words = &inner[..long];
        let name = words.trim();
        let end = from + long + '»'.len_utf8();
        let after = ahead(text, end).trim_start();
        let beside = after.starts_with('«') || behind(&text[..start]).trim_end().ends_with('»');
        let capitals = !name.contains(char::is_lowercase);
        let letters = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ' ';
        let is_field = name == words && name.contains('_') && name.chars().all(letters);
        let is_blank = is_name_of_blank(name) && (capitals || beside && name == words);
        if (is_field || is_blank) && !explains(text, start) {
            found(slip(start, end));
        }
        from = end;
    }
}

/// `(à définir)`.
fn later(text: &str, found: &mut dyn FnMut(Slip)) {
    for (at, _) in text.match_indices('(') {
        let inner = ahead(text, at + 1);
        let Some(long) = inner.find(')') else { continue };
        let bare = |letter: &char| !('\u{64b}'..='\u{652}').contains(letter);
        let words: String = inner[..long].trim().to_lowercase().chars().filter(bare).collect();
        if LATER.contains(&words.as_str()) {
            found(slip(at, at + long + 2));
        }
    }
}

/// First words of fields that nobody filled in, in small letters; `[votre nom]` asks the reader for it.
const NAMED: &[&str] = &[
    "nom",
    "prénom",
    "adresse",
    "date",
    "téléphone",
    "numéro",
    "ville",
    "tapez",
    "insérer",
    "insérez",
    "name",
    "address",
    "phone",
    "insert",
    "type",
    "town",
    "city",
];

/// `[nom de la structure]`, `[Tapez ici]`: a field that nobody filled in, and neither the words of a link nor what is explained.
pub(super) fn bracket(here: Here) -> Option<Slip> {
    let (inner, after) = here.rest().strip_prefix('[')?.split_once(']')?;
    let words = inner.to_lowercase();
    let first = words.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let is_plain = words.chars().all(|one| one.is_alphanumeric() || " '’-".contains(one));
    let is_link = after.starts_with(['(', '[', ':', '{', '<']) || after.starts_with(" http");
    let is_field = NAMED.contains(&first)
        && is_plain
        && inner.len() <= LONGEST
        && !is_link
        && !matches!(here.before(), Some(']' | '\\'))
        && !explains(here.text, here.at);
    is_field.then(|| slip(here.at, here.at + inner.len() + 2))
}

/// `… €`, `......`, `??? euros`: signs in the place of a word or a number.
fn signs(text: &str, found: &mut dyn FnMut(Slip)) {
    for (at, sign) in text.match_indices('…').chain(text.match_indices("??")) {
        let Some(before) = text.get(..at) else { continue };
        let end = at + text[at..].len() - text[at..].trim_start_matches(['…', '?']).len();
        let rest = &text[end..];
        let number = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
        let apart = before.ends_with([' ', '\u{a0}', '\u{202f}']) && number.len() < rest.len();
        if apart && has_unit(number) && (sign != "…" || end == at + sign.len()) {
            found(slip(at, end));
        }
    }
    for points in POINTS {
        let mut from = 0;
        while let Some(at) = text[from..].find(points).map(|next| from + next) {
            from = text.len() - text[at..].trim_start_matches(&points[..points.ceil_char_boundary(1)]).len();
            if !leads(&text[..at], &text[from..]) {
                found(slip(at, from));
                break;
            }
        }
    }
}

/// Whether points between these words only lead the eye to the figure at the end of the line: `Rent ...... 300 €`, `Papers ...... 12`.
fn leads(before: &str, after: &str) -> bool {
    let figure = after.lines().next().unwrap_or_default().trim();
    let unit =
        figure.trim_start_matches(|sign: char| sign.is_numeric() || ".,:  \u{a0}\u{202f}".contains(sign));
    let is_named = before.trim_end().ends_with(|sign: char| sign.is_alphanumeric() || ")»”*".contains(sign));
    let is_figure = unit.is_empty() || has_unit(unit) && !unit.contains(' ');
    is_named && figure.starts_with(char::is_numeric) && is_figure
}

/// `<à compléter>`: what stands between the angles is no tag.
pub(super) fn angle(rest: &str, at: usize) -> Option<Slip> {
    let inner = rest.strip_prefix('<')?;
    let long = inner.find(['>', '<', '=', '/', '"', '\n']).filter(|long| *long <= LONGEST)?;
    let words = &inner[..long];
    let fits = inner[long..].starts_with('>')
        && words.starts_with(char::is_alphabetic)
        && words.ends_with(char::is_alphanumeric)
        && (words.contains(' ') || !words.is_ascii());
    fits.then(|| slip(at, at + long + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<&str> {
        let mut slips = Vec::new();
        find(text, &mut |slip| slips.push(slip.range));
        slips.extend(
            text.match_indices('[').filter_map(|(at, _)| bracket(Here { text, at })).map(|slip| slip.range),
        );
        slips.extend(
            text.match_indices('<').filter_map(|(at, _)| angle(&text[at..], at)).map(|slip| slip.range),
        );
        slips.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn what_waits_for_words_is_found() {
        assert_eq!(all("Payez XX euros le XX/XX/2026 de XXh à xx h."), ["XX", "XX/XX/2026", "XX", "xx"]);
        assert_eq!(all("Appelez le 03 20 XX XX XX ou XXX."), ["XX XX XX", "XXX"]);
        assert_eq!(all("Venez le JJ/MM/AAAA."), ["JJ/MM/AAAA"]);
        assert_eq!(all("Дата: ДД.ММ.РРРР"), ["ДД.ММ.РРРР"]);
        assert_eq!(all("في يوم يوم/شهر/سنة."), ["يوم/شهر/سنة"]);
        assert_eq!(
            all("Je soussigné « NOM », «Nom_du_bailleur», «Prénom» «Nom»"),
            ["« NOM »", "«Nom_du_bailleur»", "«Prénom»", "«Nom»"]
        );
        assert_eq!(
            all("Le loyer est de … €, ??? euros ou .......... (à définir) (???)"),
            ["(à définir)", "(???)", "…", "???", ".........."]
        );
        assert_eq!(
            all("Appelez <à compléter>, <nom du bailleur>, اتصل بـ <الاسم>"),
            ["<à compléter>", "<nom du bailleur>", "<الاسم>"]
        );
        assert_eq!(all("المكتب (يُستكمل)"), ["(يُستكمل)"]);
        assert_eq!(all("Chez [nom de la structure], [Tapez ici]"), ["[nom de la structure]", "[Tapez ici]"]);
        for text in
            ["né le ...... 1990 à Lille", ".......... 12", "Nom : .......... 3", "Loyer .......... euros"]
        {
            assert_eq!(all(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn what_is_written_stays() {
        for text in [
            "le XX siècle, Louis XX, chapitre XXX, taille XXL, xxl, Exxon, 2XX",
            "Écrivez la date ainsi : JJ/MM/AAAA.",
            "Écrivez ainsi : [nom]. [ville](guide:ville), [votre nom]",
            "Votre date de naissance (JJ/MM/AAAA)",
            "Dans la case « NOM », écrivez votre nom. Cochez « OUI ».",
            "Attendez… puis venez. Vraiment ??? Oui.",
            "Le mot «Nom» et le mot «adresse»",
            "le formulaire (à compléter), 1 < 2 et 3 > 2, 12 h … 14",
            "xx@exemple.org, Sainte-Marie-XX",
            "Loyer .......... 1 300,50 €",
            "Charges........50 euros\nPapiers ...... 12",
        ] {
            assert!(all(text).is_empty(), "{text}: {:?}", all(text));
        }
    }
}

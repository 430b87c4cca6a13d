//! What is only seen in a whole line as it was written: places for a pen in a text that nobody writes on, commands of other programs
//! that bring in another file, and what a telephone writes below a message.

use std::ops::Range;

use trousseau_text::settled::is_invisible;

use super::Slip;
use crate::{
    diagnostic::rule,
    document::{diagnostics::Notes, signs},
};

/// The fewest underscores that leave room to write.
const FEWEST: usize = 3;

/// Beginnings of lines with which other programs bring in a file or a part.
const COMMANDS: &[&str] = &[
    "!include(",
    "!include ",
    "!!!include(",
    "--8<--",
    "<<[",
    "include::",
    "@import ",
    "@include ",
    "#include ",
    "!INCLUDE ",
];

/// What telephones write below a message, in small letters.
const PHONES: &[&str] = &[
    "envoyé de mon iphone",
    "envoyé depuis mon iphone",
    "envoyé de mon ipad",
    "envoyé depuis mon mobile",
    "envoyé depuis mon téléphone",
    "envoyé à partir de outlook",
    "sent from my iphone",
    "sent from my ipad",
    "sent from my phone",
    "sent from my galaxy",
    "sent from outlook",
    "get outlook for",
    "télécharger outlook pour",
    "надіслано з iphone",
    "отправлено с iphone",
    "отправлено из",
    "أرسلت من",
    "أُرسلت من",
    "iphone'umdan gönderildi",
    "iphone’umdan gönderildi",
];

/// How an assistant that writes texts begins or ends what it says about its text, in small letters.
const ASSISTANTS: &[&str] = &[
    "sure! here",
    "sure, here",
    "certainly! here",
    "certainly, here",
    "of course! here",
    "here's a draft",
    "would you like me to",
    "let me know if you'd like me to",
    "let me know if you would like me to",
    "as an ai language model",
    "i hope this helps",
    "bien sûr ! voici",
    "bien sûr, voici",
    "bien sûr! voici",
    "souhaitez-vous que je",
    "voulez-vous que je",
    "en tant que modèle de langage",
    "en tant qu'ia",
    "en tant qu’ia",
    "dites-moi si vous souhaitez que je",
    "بالتأكيد! إليك",
    "بالطبع! إليك",
    "звісно! ось",
    "звичайно! ось",
    "конечно! вот",
    "хотите, чтобы я",
    "хочете, щоб я",
    "elbette! işte",
    "tabii! işte",
    "¡claro! aquí",
];

/// Tells such lines of a body. In a form, underscores are places to write on.
pub(crate) fn look(is_form: bool, diagnostics: &mut Notes) {
    let body = diagnostics.body();
    let (mut at, mut fence, mut is_blank) = (0, None, true);
    for line in body.split_inclusive('\n') {
        let is_below_blank = std::mem::replace(&mut is_blank, line.trim().is_empty());
        let start = at;
        at += line.len();
        let bare = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        match (fence, mark) {
            (None, Some(_)) => fence = mark,
            (Some(open), Some(mark)) if open == mark => fence = None,
            // The sign above the name at the end of a mail.
            (None, None) if bare == "--" && is_below_blank => {
                let range = 0..line.trim_end().len();
                super::say(Slip::new(rule::markdown::FOREIGN, range), start, diagnostics);
            }
            (None, None) => all(line, is_form, &mut |slip| super::say(slip, start, diagnostics)),
            _ => {}
        }
    }
}

fn all(line: &str, is_form: bool, found: &mut dyn FnMut(Slip)) {
    let whole = line.len() - line.trim_start().len()..line.trim_end().len();
    let Some(bare) = line.get(whole.clone()) else { return };
    if let Some(address) = bare.strip_prefix("HYPERLINK \"").and_then(|rest| rest.split('"').next()) {
        return found(Slip::new(rule::markdown::FOREIGN, whole).with_near(format!("[…]({address})")));
    }
    if is_foreign(bare) {
        return found(Slip::new(rule::markdown::FOREIGN, whole));
    }
    if let Some(range) = hidden(bare) {
        let words = bare.get(range.start + 2..range.end - 2).unwrap_or_default();
        let range = whole.start + range.start..whole.start + range.end;
        return found(Slip::new(rule::markdown::FOREIGN, range).with_near(words));
    }
    if let Some(range) = to_write_on(bare).filter(|_| !is_form) {
        found(Slip::new(rule::markdown::BLANK, whole.start + range.start..whole.start + range.end));
    }
}

/// Whether a line is a command to another program, or the greeting of a telephone.
fn is_foreign(line: &str) -> bool {
    if COMMANDS.iter().any(|command| line.starts_with(command)) {
        return true;
    }
    if is_message(line)
        || line.starts_with("-----") && line.ends_with("-----") && line.contains(char::is_alphabetic)
    {
        return true;
    }
    // `import X from "./x"` and `export const x = 1` before a text whose pages are programs.
    let is_import = line.starts_with("import ")
        && line.contains(" from ")
        && line.trim_end_matches(';').ends_with(['"', '\'']);
    let is_export =
        ["export const ", "export default ", "export function "].iter().any(|begin| line.starts_with(begin));
    if is_import || is_export {
        return true;
    }
    let lower = line[..line.floor_char_boundary(LONGEST_PHRASE)].to_lowercase();
    let lower = lower.trim_start_matches(['>', ' ', '-', '*']).replace(['\u{a0}', '\u{202f}'], " ");
    let begins = |phrases: &[&str]| phrases.iter().any(|words| lower.starts_with(words));
    begins(ASSISTANTS) || line.len() < 80 && begins(PHONES)
}

/// As many bytes of a line as hold the phrases of telephones and assistants.
const LONGEST_PHRASE: usize = 60;

/// The most bytes of the day and the hour of a message, and of the name behind them.
const LONGEST: usize = 60;

/// Whether a line was copied from a chat, with its day, its hour and who wrote it: `[21/11/2026, 14:32] Name: words`.
fn is_message(line: &str) -> bool {
    let bare = line.trim_start_matches(|sign: char| sign == '[' || is_invisible(sign));
    let is_bracketed = bare.len() < line.len();
    let line = bare;
    let rest = line.trim_start_matches(|sign: char| {
        sign.is_numeric() || sign.is_whitespace() || "/.-,:،".contains(sign)
    });
    let moment = &line[..line.len() - rest.len()];
    let rest =
        ["AM", "PM", "am", "pm", "ص", "م"].iter().find_map(|half| rest.strip_prefix(half)).unwrap_or(rest);
    let is_apart = rest.trim_start().starts_with(']') || moment.ends_with(" - ");
    let signs = |found: &[char]| moment.matches(found).count();
    let name = rest.trim_start_matches([']', ' ', '-', '~', '\u{202f}', '\u{a0}']);
    // In brackets the year may lack.
    moment.chars().filter(|sign| sign.is_numeric()).count() >= 8
        && signs(&['/', '.', '-']) >= if is_bracketed { 1 } else { 2 }
        && signs(&[':']) >= 1
        && moment.len() < LONGEST
        && is_apart
        && name.find(':').is_some_and(|end| (1..LONGEST).contains(&end))
}

/// Words between two bars, which other programs hide until somebody taps them. In a table, bars are cells.
fn hidden(line: &str) -> Option<Range<usize>> {
    let start = line.find("||").filter(|_| !(line.starts_with('|') && line.ends_with('|')))?;
    let inner = line.get(start + 2..)?;
    let long = inner.find("||")?;
    let words = inner.get(..long)?;
    let is_pair = !words.contains('|')
        && words.trim() == words
        && words.contains(char::is_alphabetic)
        && line.matches("||").count() == 2;
    is_pair.then_some(start..start + long + 4)
}

/// A place for a pen: underscores that mark no words and are no line across the page. From the first to the last of a row such as
/// `___/___/____`.
fn to_write_on(line: &str) -> Option<Range<usize>> {
    // A line of nothing else parts two sections.
    if line.chars().all(|sign| sign == '_' || sign.is_whitespace()) {
        return None;
    }
    let mut first: Option<Range<usize>> = None;
    let (mut at, mut is_open, mut quotes) = (0, false, 0);
    while let Some(start) = line.get(at..).and_then(|rest| rest.find('_')).map(|next| at + next) {
        let date = signs::day(line.get(start..)?);
        let run = date.unwrap_or_else(|| line[start..].chars().take_while(|sign| *sign == '_').count());
        // Counted on from the last place: a line may be as long as a text.
        quotes += line.get(at..start)?.matches('`').count();
        at = start + run;
        let before = line.get(..start).and_then(|before| before.chars().next_back());
        let after = line.get(at..).and_then(|after| after.chars().next());
        let is_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        // `___word___` is emphasis, `a___name` a name; code shows what it holds.
        let closes = run == FEWEST && is_open && !before.is_some_and(char::is_whitespace);
        let marks_words = closes || run == FEWEST && (is_word(before) || is_word(after));
        is_open = run == FEWEST && is_word(after) || is_open && !closes;
        let in_code = quotes % 2 == 1;
        if run < FEWEST || marks_words || is_word(before) && is_word(after) || in_code {
            continue;
        }
        let joined = first.as_ref().is_some_and(|range| {
            line.get(range.end..start)
                .is_some_and(|between| between.trim_matches([' ', '/', '.', '-']).is_empty())
        });
        match &mut first {
            Some(range) if joined => range.end = at,
            Some(_) => break,
            None => first = Some(start..at),
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(line: &str) -> Option<&str> {
        to_write_on(line).map(|range| &line[range])
    }

    #[test]
    fn places_for_a_pen_are_told_where_nobody_writes() {
        for (line, expected) in [
            ("Mon rendez-vous : ____", Some("____")),
            ("Date : ___/___/_____", Some("___/___/_____")),
            ("Date : __/__/____", Some("__/__/____")),
            ("Le __.__.____ à __/__", Some("__.__.____")),
            ("| Visite | ____ |", Some("____")),
            ("الاسم: ________", Some("________")),
            ("Nom : ______________ Date : ____", Some("______________")),
            ("____", None),
            ("_ _ _", None),
            ("___Échec :___ le ___mot !___ ici", None),
            ("Un ___mot___ ici, un __mot__ et un _mot_.", None),
            ("Le fichier nom___du___guide et `____`", None),
        ] {
            assert_eq!(pen(line), expected, "{line}");
        }
    }

    #[test]
    fn commands_and_greetings_are_no_words_for_readers() {
        for line in [
            "!include(papiers.md)",
            "!!!include(papiers.md)!!!",
            "--8<-- \"papiers.md\"",
            "<<[papiers.md]",
            "include::papiers.adoc[]",
            "import X from \"./x\"",
            "export const title = 1",
            "Envoyé de mon iPhone",
            "> Sent from my iPhone",
            "[21/11/2026, 14:32] Association: Bonjour",
            "21/11/2026 14:32 - Association: Bonjour",
            "[15/11 14:32] Accueil: Bonjour",
            "Bien sûr ! Voici une version plus simple :",
            "Would you like me to translate it?",
            "[14:32, 21/11/2026] Association: Bonjour",
            "[٢١/١١/٢٠٢٦، ١٤:٣٢] جمعية: مرحبا",
            "[21.11.26, 14:32:10] ~ Спілка: Добрий день",
            "-----Message d’origine-----",
        ] {
            assert!(is_foreign(line), "{line}");
        }
        for line in [
            "Import from another country",
            "Une lettre envoyée de mon pays",
            "Voici les papiers à apporter.",
            "Bien sûr, vous pouvez refuser.",
            "Voulez-vous un rendez-vous ?",
            "!important",
            "- 8 personnes",
            "Inclure : le loyer",
            "21/11/2026 14:32 : rendez-vous à la mairie",
            "Le 21/11/2026 - 14:32 : mairie",
            "21/11/2026",
        ] {
            assert!(!is_foreign(line), "{line}");
        }
        assert_eq!(
            hidden("Le mot ||caché|| ici.").map(|range| &"Le mot ||caché|| ici."[range]),
            Some("||caché||")
        );
        let mut near = None;
        all("HYPERLINK \"https://a.fr\" le site", false, &mut |slip| near = slip.near);
        assert_eq!(near.as_deref(), Some("[…](https://a.fr)"));
        assert_eq!(hidden("| a || b ||"), None);
        assert_eq!(hidden("a || b"), None);
    }
}

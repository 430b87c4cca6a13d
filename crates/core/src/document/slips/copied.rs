//! What a copy brings with it: dead references of a word processor, lines of a table of contents, page numbers.

use super::{Slip, cited, encoding};
use crate::diagnostic::rule;

/// What a word processor writes where a reference leads nowhere, in lower case.
const DEAD: &[&str] = &[
    "source du renvoi introuvable",
    "signet non défini",
    "liaison incorrecte",
    "reference source not found",
    "bookmark not defined",
    "verweisquelle konnte nicht gefunden werden",
    "textmarke nicht definiert",
    "no se encuentra el origen de la referencia",
    "marcador no definido",
    "джерело посилання не знайдено",
    "закладку не визначено",
    "источник ссылки не найден",
    "закладка не определена",
    "لم يتم العثور على مصدر المرجع",
    "الإشارة المرجعية غير معرفة",
    "منبع مرجع یافت نشد",
    "غير معرّفة",
    "référence de lien hypertexte non valide",
    "hyperlink reference not valid",
    "yer işareti tanımlanmamış",
    "başvuru kaynağı bulunamadı",
    "הסימניה אינה מוגדרת",
    "מקור ההפניה לא נמצא",
    "未定义书签",
    "未找到引用源",
];

/// What a table of numbers writes where it could not count.
const UNCOUNTED: &[&str] = &[
    "#REF!",
    "#N/A",
    "#NAME?",
    "#NOM?",
    "#VALUE!",
    "#VALEUR!",
    "#DIV/0!",
    "#NULL!",
    "#NUL!",
    "#NUM!",
    "#ССЫЛКА!",
    "#ЗНАЧ!",
    "#ИМЯ?",
    "#Н/Д",
    "#ДЕЛ/0!",
    "#BAŞV!",
    "#DEĞER!",
    "#YOK",
    "#SAYI/0!",
];

/// How a word processor begins such words.
const ERRORS: &[&str] =
    &["erreur", "error", "fehler", "¡error", "помилка", "ошибка", "خطأ", "خطا", "hata", "שגיאה", "错误"];

/// Every such piece of a text, whose line begins where it does when `is_start`.
pub(super) fn find(text: &str, is_start: bool, found: &mut dyn FnMut(Slip)) {
    if let Some(slip) = cited::call(text)
        .or_else(|| dead(text))
        .or_else(|| contents(text))
        .or_else(|| furniture(text, is_start))
        .or_else(|| pilcrow(text))
        .or_else(|| sourced(text))
        .or_else(|| hashtags(text))
    {
        found(slip);
    }
    let sign = text
        .contains('#')
        .then(|| UNCOUNTED.iter().find_map(|sign| Some((text.find(sign)?, sign.len()))))
        .flatten();
    if let Some((at, long)) = sign {
        found(Slip::new(rule::markdown::FOREIGN, at..at + long));
    }
    encoding::find(text, found);
}

fn dead(text: &str) -> Option<Slip> {
    // Such words come with a call: most sentences have none.
    if !text.bytes().fold(false, |any, byte| any | (byte == b'!') | (byte == 0xef)) {
        return None;
    }
    let lower = text.to_lowercase();
    let phrase =
        DEAD.iter().find_map(|phrase| Some(lower.find(phrase)?..lower.find(phrase)? + phrase.len()))?;
    // Letters may change their length with their case; then the whole line is shown.
    if lower.len() != text.len() {
        return Some(Slip::new(rule::markdown::FOREIGN, 0..text.len()));
    }
    let start = ERRORS.iter().filter_map(|word| lower.get(..phrase.start)?.rfind(word)).max();
    Some(Slip::new(rule::markdown::FOREIGN, start.unwrap_or(phrase.start)..phrase.end))
}

/// `Introduction ........ 3`.
fn contents(text: &str) -> Option<Slip> {
    let bare = text.trim_end();
    let words = bare.trim_end_matches(|letter: char| letter.is_numeric());
    let digits = bare.get(words.len()..)?.chars().count();
    let points = words.trim_end();
    let title = points.trim_end_matches(['.', '…', ' ', '\u{a0}', '_', '·']);
    let leader = points.get(title.len()..)?;
    let many: usize =
        leader.chars().map(|letter| if letter == '…' { 3 } else { usize::from(letter == '.') }).sum();
    let fits = (1..=3).contains(&digits) && many >= 4 && title.contains(char::is_alphabetic);
    fits.then(|| Slip::new(rule::markdown::FOREIGN, 0..bare.len()))
}

/// The sign that a page sets behind its headings, to link there: `Papers ¶`.
fn pilcrow(text: &str) -> Option<Slip> {
    let bare = text.trim_end();
    let words = bare.strip_suffix('¶')?;
    Some(Slip::new(rule::markdown::FOREIGN, words.len()..bare.len()))
}

/// What assistants that write texts leave where they name a source: `【12†source】`, `:contentReference[oaicite:0]{index=0}`, `turn0search1`.
fn sourced(text: &str) -> Option<Slip> {
    let slip = |start: usize, end: usize| Some(Slip::new(rule::markdown::FOREIGN, start..end));
    // In Chinese and Japanese these brackets hold words of the text.
    let call = text.find('【').and_then(|start| {
        let inner = text.get(start..)?;
        let end = inner.find('】')? + '】'.len_utf8();
        inner.get(..end)?.contains('†').then_some((start, start + end))
    });
    if let Some((start, end)) = call {
        return slip(start, end);
    }
    if let Some(start) = text.find(":contentReference[") {
        let inner = text.get(start..)?;
        let end = inner.find('}').or_else(|| inner.find(']'))? + 1;
        return slip(start, start + end);
    }
    let start = text.find("turn0").or_else(|| text.find("turn1"))?;
    let word = text.get(start..)?.split(|letter: char| !letter.is_ascii_alphanumeric()).next()?;
    let kind = word.get("turn0".len()..)?;
    let is_call = ["search", "view", "news", "file", "image"].iter().any(|name| kind.starts_with(name));
    let before = text.get(..start)?;
    if is_call { slip(before.strip_suffix("cite").unwrap_or(before).len(), start + word.len()) } else { None }
}

/// Two words and more with the sign by which networks find a message: `#housing #papers`.
fn hashtags(text: &str) -> Option<Slip> {
    let is_tag = |word: &str| {
        let name = word.strip_prefix('#').unwrap_or_default();
        name.starts_with(char::is_alphabetic)
            && name.chars().count() > 2
            && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    if text.matches('#').count() < 2 {
        return None;
    }
    let start = text.find('#')?;
    let words: Vec<&str> = text.get(start..)?.split(' ').take_while(|word| is_tag(word.trim_end())).collect();
    let long = words.join(" ").trim_end().len();
    (words.len() > 1).then(|| Slip::new(rule::markdown::FOREIGN, start..start + long))
}

/// `Page 3 sur 12`, alone in its line.
fn furniture(text: &str, is_start: bool) -> Option<Slip> {
    const PAGES: &[&str] =
        &["page", "seite", "página", "pagina", "сторінка", "страница", "صفحة", "صفحه", "ገጽ"];
    const OF: &[&str] = &["sur", "of", "/", "von", "de", "di", "з", "из", "من", "از", "ካብ"];
    let bare = text.trim();
    if !is_start || bare.len() > 40 {
        return None;
    }
    let is_dash = |letter: char| matches!(letter, '-' | '–' | '—');
    let inner = bare.trim_start_matches(is_dash).trim();
    if let Some(digits) = inner.strip_suffix(is_dash).map(str::trim)
        && (1..=3).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some(Slip::new(rule::markdown::FOREIGN, 0..text.trim_end().len()));
    }
    let lower = bare.to_lowercase();
    let rest = PAGES.iter().find_map(|word| lower.strip_prefix(word))?.trim_start();
    let number =
        |text: &str| text.chars().take_while(|letter| letter.is_numeric()).map(char::len_utf8).sum::<usize>();
    let after = rest.get(number(rest)..).filter(|_| number(rest) > 0)?.trim_start();
    let last = OF.iter().find_map(|word| after.strip_prefix(word))?.trim_start();
    (number(last) > 0 && number(last) == last.len())
        .then(|| Slip::new(rule::markdown::FOREIGN, 0..text.trim_end().len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Option<&str>)]) {
        let mut slips = Vec::new();
        find(text, true, &mut |slip| slips.push(slip));
        let seen: Vec<_> =
            slips.iter().map(|slip| (&text[slip.range.clone()], slip.near.as_deref())).collect();
        assert_eq!(seen, expected, "{text}");
    }

    #[test]
    fn copied_furniture_is_found() {
        check("Introduction ........ 3", &[("Introduction ........ 3", None)]);
        check("Page 3 sur 12", &[("Page 3 sur 12", None)]);
        check("– 3 –", &[("– 3 –", None)]);
        check("Le loyer【12†source】 est dû.", &[("【12†source】", None)]);
        check(
            "Dû :contentReference[oaicite:0]{index=0}.",
            &[(":contentReference[oaicite:0]{index=0}", None)],
        );
        check("Dû citeturn0search1 ici", &[("citeturn0search1", None)]);
        check("Venez #logement #urgence", &[("#logement #urgence", None)]);
        check(
            "Voir Erreur ! Source du renvoi introuvable.",
            &[("Erreur ! Source du renvoi introuvable", None)],
        );
    }

    #[test]
    fn right_words_stay() {
        for text in [
            "« MARCHÉ » et « CRÉÉ »",
            "AMANHÃ À NOITE, «MAÇÃ»",
            "caf%C3%A9.html",
            "les lettres é è à ç, ÆØÅ, ÉÉÉÉÉÉ, Œuvre",
            "Ñandú, Øresund, Ångström, âgé, ïambe",
            "Vous venez ? Oui.",
            "https://exemple.org/a%C3%A9?q=E9",
            "2 + 2 =4",
            "20 %DE plus",
            "le n° #3 et le #4 de la rue, Porte C#",
            "Au turn de la rue 【注意】",
            "【24小时热线】【1】准备材料",
            "Nom : ........",
            "Page 3",
            "Attendez ... 3 jours",
            "Ça coûte 12 €… 13 €",
        ] {
            check(text, &[]);
        }
    }
}

//! Lists that are written in a row: `Do this: 1. call 2. wait 3. come`, `Bring: • the card • the key`.

use std::ops::Range;

use super::{
    repair::{Found, mark_at},
    signs::COLONS,
};
use trousseau_text::digits;

/// Bullets that stand for nothing else within a sentence.
const BULLETS: &[char] = &['•', '●', '▪', '◦', '■', '➢', '►', '‣', '✓', '✔', '→', '➔'];

/// Whether a text holds a list: numbers that count from one, or bullets behind a colon. `before` is what was written before it.
pub(super) fn is_run_on(text: &str, before: &str) -> bool {
    let is_point = before.ends_with("- ") || before.ends_with("* ");
    numbers(text, before) || bullets(text) || dashes(text, is_point)
}

/// Whether a line begins with a number or a hyphen of a list.
pub(super) fn begins_point(text: &str) -> bool {
    text.starts_with("- ") || mark_at(text, 0).is_some_and(|mark| mark.is_number)
}

/// Whether lines count on, whatever sign stands behind their numbers: `1, call` and `2, wait`, `1e) call` and `2e) wait`,
/// `a – call` and `b – wait`.
pub(super) fn count_on<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut expected: Option<(u32, &str)> = None;
    let mut lines = lines.peekable();
    lines.peek().is_some()
        && lines.all(|line| {
            let Some((value, sign)) = counted(line) else { return false };
            let fits = expected.is_none_or(|(next, before)| value == next && sign == before);
            expected = Some((value + 1, sign));
            fits
        })
}

/// The number or the letter with which a line begins, as a number, and what stands between it and the words.
fn counted(line: &str) -> Option<(u32, &str)> {
    let digits = line.find(|letter: char| digits::ascii(letter).is_none()).filter(|end| *end > 0);
    let (value, rest) = match digits {
        Some(end) => {
            let number: String = line[..end].chars().filter_map(digits::ascii).collect();
            (number.parse().ok()?, &line[end..])
        }
        None => {
            let first = line.bytes().next().filter(u8::is_ascii_alphabetic)?;
            (u32::from(first.to_ascii_lowercase() - b'a') + 1, &line[1..])
        }
    };
    // Behind a letter alone, words may follow a sign only: `a – call`, and not `A home` above `B homes`.
    let word = rest.trim_start();
    let end = match digits {
        Some(_) => word.find(char::is_whitespace)?,
        None => word.find(char::is_alphanumeric).filter(|end| *end > 0)?,
    };
    let sign = word[..end].trim_end();
    let is_sign = !sign.is_empty()
        && sign.chars().count() <= LONGEST_SIGN
        && !sign.ends_with(char::is_alphanumeric)
        && !sign.contains(['€', '%', '\'', '’']);
    is_sign.then_some((value, sign))
}

/// The longest sign behind a number, in letters: `er)`.
const LONGEST_SIGN: usize = 4;

fn numbers(text: &str, before: &str) -> bool {
    // A look at bytes first: most sentences have no such sign.
    if !text.bytes().fold(false, |any, byte| any | matches!(byte, b')' | b'/' | b'.' | 0xe1..=0xe2 | b'-')) {
        return false;
    }
    // The mark of the item itself is the first.
    let is_begun = before.trim_end_matches([' ', '.', ')']).ends_with('1');
    let mut runs: Vec<Run> = Vec::new();
    let is_start = |at: usize| {
        text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
    };
    for (at, _) in text.char_indices().filter(|(at, _)| is_start(*at)) {
        let Some(mark) = text.get(at..).filter(|rest| may_count(rest)).and_then(|_| mark_at(text, at)) else {
            continue;
        };
        let is_line = at == 0 || text.get(..at).is_some_and(|before| before.ends_with('\n'));
        let next = runs.iter_mut().find(|run| {
            run.end == mark.end
                && run.values.iter().any(|(own, value)| mark.values.contains(&(*own, value + 1)))
        });
        match next {
            Some(run) => {
                let is_pair = run.count == 1 && is_pair(text, run.at..at, mark.after, mark.end);
                run.values = mark.values;
                run.count += 1;
                run.lines += usize::from(is_line);
                if run.count > 2
                    || is_pair
                    || run.count > 1 && (run.lines > 1 || is_begun && run.starts_at_two())
                {
                    return true;
                }
            }
            // `Am 1. Mai` is a date; a list begins a sentence.
            None if is_begun && is_second(text, &mark) => return true,
            None if mark.end == "." && !is_begin(text.get(..at).unwrap_or_default()) => {}
            None if mark.values.iter().any(|(_, value)| *value == 1 || *value == 2 && mark.is_number) => {
                if runs.len() == MOST_RUNS {
                    runs.remove(0);
                }
                let lines = usize::from(is_line);
                runs.push(Run { at, end: mark.end, values: mark.values, count: 1, lines });
            }
            None => {}
        }
    }
    false
}

/// Whether a number is the second one, and a point begins behind it.
fn is_second(text: &str, mark: &Found) -> bool {
    mark.values.iter().any(|(_, value)| *value == 2)
        && text.get(mark.after..).is_some_and(|rest| rest.starts_with(char::is_uppercase))
}

/// Whether two numbers alone are a list, `Do this: 1) call 2) come`, and not two names, `points 1) and 2)`.
fn is_pair(text: &str, range: Range<usize>, next: usize, end: &str) -> bool {
    const LINKS: &str = "et ou and or und oder y o e і та або й и или و أو یا او يا ወይ ve veya";
    let (Some(before), Some(between)) = (text.get(..range.start), text.get(range)) else { return false };
    let after = between.split_whitespace().nth(1).unwrap_or_default();
    let bare = before.trim_end();
    let announced = bare.is_empty() || bare.ends_with(COLONS) || before.ends_with('\n');
    let last = |text: &str| text.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let linked = |word: &str| LINKS.split(' ').any(|link| link == word.to_lowercase());
    let same = last(before) == last(between);
    // `1. Call 2. Come`: the second point begins as a sentence does.
    let is_capital = text.get(next..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
    if linked(after) || linked(&last(between)) || same || between.trim_end().ends_with(',') {
        return false;
    }
    match end {
        ")" | ".)" | "）" => announced || bare.ends_with(char::is_alphabetic),
        "." => announced && (is_begin(between) || is_capital || bare.ends_with(COLONS)),
        _ => announced,
    }
}

/// Whether a new point may begin behind these words.
fn is_begin(before: &str) -> bool {
    let bare = before.trim_end();
    bare.is_empty()
        || before.ends_with('\n')
        || bare.ends_with([
            '.', ':', ';', '!', '?', '…', '»', ')', '،', '؛', '؟', '۔', '።', '፡', '।', '。', '！', '？',
            '：', '–', '—', '-',
        ])
}

/// The most lists that are followed at a time.
const MOST_RUNS: usize = 8;

/// Whether a word may be a number or a letter with a bracket: a look that costs little.
fn may_count(rest: &str) -> bool {
    let mut letters = rest.chars();
    letters.next().is_some_and(char::is_numeric) || letters.take(3).any(|letter| matches!(letter, ')' | '）'))
}

/// Numbers that count on.
struct Run {
    /// Where the first one stands.
    at: usize,
    /// The sign after each.
    end: &'static str,
    /// The last one, in each alphabet that has it.
    values: Vec<(usize, u32)>,
    count: usize,
    /// How many of them begin a line.
    lines: usize,
}

impl Run {
    fn starts_at_two(&self) -> bool {
        self.values.iter().any(|(_, value)| *value as usize == self.count + 1)
    }
}

fn bullets(text: &str) -> bool {
    BULLETS.iter().any(|bullet| {
        let Some((before, _)) = text.split_once(*bullet) else { return false };
        let before = before.trim_end_matches([' ', '\u{a0}', '\u{202f}']);
        text.matches(*bullet).count() > 1 && (before.is_empty() || before.ends_with(COLONS))
    })
}

fn dashes(text: &str, is_point: bool) -> bool {
    ['-', '–', '—', '*'].iter().any(|dash| {
        let sign = format!(" {dash} ");
        let Some((before, after)) = text.split_once(&sign) else { return false };
        let before = before.trim_end();
        // The point of a list holds the others: `- appelez - attendez - signez`.
        let is_list = (before.ends_with(COLONS) || is_point) && after.contains(&sign);
        // `9 h - 12 h - 14 h` counts hours, and `Lille - Paris - Lyon` are names.
        let is_word = |point: &str| match is_point {
            true => point.starts_with(char::is_lowercase),
            false => point.starts_with(char::is_alphabetic),
        };
        is_list && after.split(&sign).all(is_word)
    })
}

#[cfg(test)]
mod tests {
    use super::{count_on, is_run_on};

    #[test]
    fn lists_in_a_row_are_found() {
        for text in [
            "Faites : 1. Appelez. 2. Attendez. 3. Venez.",
            "Apportez 1) la carte 2) le bail 3) la clé.",
            "Selon : a) le bail b) la loi c) le juge.",
            "الخطوات: ١. اتصل. ٢. انتظر. ٣. تعال.",
            "Зробіть так: а) дзвоніть б) чекайте в) приходьте.",
            "① Call ② Wait ③ Come.",
            "Apportez : • la carte • le bail",
            "Apportez : - la carte - le bail - la clé",
            "Appelez.\n2. Attendez\n3. Venez",
            "携带： • 身份证 • 租约",
            "ሒዝኩም ምጹ፦ • ወረቐት መንነት • ውዕል",
            "ሒዝኩም ምጹ፦ - ወረቐት መንነት - ውዕል",
            "Faites ainsi : 1) appelez la mairie 2) venez.",
            "1. Appelez. 2. Venez.",
            "1. Appelez 2. Venez",
            "Apportez a) la carte b) le bail.",
            "الخطوات: ١) اتصل ٢) تعال",
            "ስጉምትታት፦ 1) ደውሉ 2) ምጹ",
            "Premièrement : 1- appelez 2- venez",
        ] {
            assert!(is_run_on(text, ""), "{text}");
        }
        assert!(is_run_on("Appelez. 2. Attendez. 3. Venez.", "1. "));
        assert!(is_run_on("ደውሉ። 2. ቆጸራ ሓዙ። 3. ምጹ።", "1. "));
    }

    #[test]
    fn lines_count_on() {
        for lines in
            [["1, Appelez", "2, Venez"], ["1| Un", "2| Deux"], ["1e) Un", "2e) Deux"], ["a – x", "b – y"]]
        {
            assert!(count_on(lines.into_iter()), "{lines:?}");
        }
        for lines in [
            ["1 rue X", "2 rue Y"],
            ["1, Appelez", "3, Venez"],
            ["A home", "B homes"],
            ["1 % de", "2 % de"],
            ["1", "2"],
        ] {
            assert!(!count_on(lines.into_iter()), "{lines:?}");
        }
    }

    #[test]
    fn sentences_with_numbers_are_none() {
        for text in [
            "Le 1. est à 2 km, le 2. à 3.",
            "Am 1. Mai, am 2. Juni und am 3. Juli.",
            "Un 1-pièce, un 2-pièces, un 3-pièces.",
            "De 9 h à 12 h - 14 h à 17 h - fermé le soir.",
            "Ouvert : 9 h - 12 h - 14 h.",
            "Accueil • Contact • Aide",
            "Voici :\n→ la carte\n→ le bail",
            "Lille - Paris - Lyon",
            "(1) la carte, (2) le bail et (3) la clé",
            "L’article 1, l’article 2 et l’article 3.",
            "Version 1.2.3 du 2.3.2026",
            "Voir les points 1) et 2) de la lettre.",
            "Option 1) ou option 2) selon le cas.",
            "Si l’article 1) le dit, l’article 2) aussi.",
            "Le 1. est à Lille. Le 2. est à Paris.",
            "Composez le 1, puis le 2, puis le 3.",
            "A. Martin, B. Durand et C. Petit.",
        ] {
            assert!(!is_run_on(text, ""), "{text}");
        }
    }
}

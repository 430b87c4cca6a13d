//! What a heading asks for: the names that forms give their questions, with numbers, hints and stars around them.

use std::{collections::HashMap, sync::LazyLock};

use trousseau_core::guide::remark::{Field, fields::TABLE};
use trousseau_text::slug::slug;

use super::{letters, plain};

/// The field of each known name.
static KNOWN: LazyLock<HashMap<String, Field>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for spec in &TABLE {
        for name in [spec.field.name()].into_iter().chain(spec.headings.split_whitespace()) {
            // "Comment" means "how" in French and a remark in English: French forms are more likely, so French, which comes
            // first, wins.
            known.entry(plain::name(name)).or_insert(spec.field);
        }
    }
    known
});

/// Headings that programs give to the moment at which an answer was sent, the best first, with blanks between.
const SENT: &str = "date date-de-soumission soumis soumis-le date-d-envoi envoye-le horodateur horodatage submitted \
    submitted-on submitted-at submitted-time heure-de-soumission submitdate-date-de-soumission \
    submitdate submit-date submit-date-utc timestamp date-submitted submissiondate submission-date \
    submission-time date-created completed-time completion-time heure-de-fin end-date date-de-fin \
    endtime end today start-time heure-de-debut start-date start-date-utc date-de-debut startdate \
    starttime start datestamp طابع-زمني التاريخ تاريخ-الارسال позначка-часу дата";

/// Headings that programs give to what only they need, with blanks between.
const TECHNICAL: &str = "id n entry-id source-url referrer no num numero key uuid sid serial serie seed index parent-index version formdef-version \
    formversion form-version instanceid instancename meta-instanceid meta-instancename rootuuid \
    deviceid device-id audit attachmentspresent attachmentsexpected reviewstate edits status \
    validation-status xform-id-string tags notes lastpage last-page derniere-page startlanguage \
    langue-de-depart start-language refurl interviewtime score total-points points quiz-feedback \
    last-modified-time modified-time modified heure-de-la-derniere-modification modifie-le draft \
    brouillon response-id response-type id-de-la-reponse identifiant identifiant-de-la-reponse \
    numero-de-la-reponse submission-id collector-id network-id stage-date-utc";

/// Words behind a question that say whether it must be answered.
const DUTIES: &[&str] = &[
    "obligatoire",
    "facultatif",
    "facultative",
    "requis",
    "requise",
    "optionnel",
    "required",
    "mandatory",
    "optional",
    "اختياري",
    "الزامي",
];

/// What is asked for beside a question: the answer is free, and not that of the question.
const BESIDE: &[&str] = &["autre", "other", "precis", "specify", "comment", "اخري", "اخر"];

/// The field of a heading, by the names that forms give their questions.
pub fn known(heading: &str) -> Option<Field> {
    if is_technical(heading) {
        return None;
    }
    let heading = letters::mended(heading);
    let by = |name: &String| KNOWN.get(name).copied().or_else(|| sent_place(name).map(|_| Field::Period));
    names(&heading).iter().find_map(by)
}

/// How good a column is as the moment at which an answer was sent, 0 for the best; none when it asks for something else.
pub(super) fn sent(heading: &str) -> Option<usize> {
    names(heading).iter().find_map(|name| sent_place(name))
}

fn sent_place(name: &str) -> Option<usize> {
    SENT.split_whitespace().position(|known| known == name)
}

/// Whether a list of names has this one.
fn listed(list: &str, name: &str) -> bool {
    list.split_whitespace().any(|known| known == name)
}

/// Whether only the program of the form needs a column.
pub(super) fn is_technical(heading: &str) -> bool {
    let name = plain::name(heading);
    let is_sent = sent_place(&name).is_some();
    // Kobo begins its own columns with a line: `__version__` is no version of a guide.
    let is_marked = heading.trim_start().starts_with('_');
    let code = heading.split_once(". ").map(|(code, _)| plain::name(code));
    let is_listed = |name: &str| name != "version" && listed(TECHNICAL, name);
    let is_nameless = name.is_empty() && !heading.trim().is_empty();
    // `meta/rootUuid` of Kobo.
    let leaf = heading.rsplit_once('/').map(|(_, leaf)| plain::name(leaf));
    let is_part = |part: Option<String>| part.is_some_and(|part| is_listed(&part));
    !is_sent && (is_marked || is_nameless || is_listed(&name) || is_part(code) || is_part(leaf))
}

/// The names in a heading, the whole first: without its hints, its number and its star, each of its lines, and for
/// `theme. De quoi s'agit-il ?`, as LimeSurvey exports it, the code and the question.
fn names(heading: &str) -> Vec<String> {
    let mut names = Vec::new();
    let whole = plain::name(heading);
    let is_beside = heading.contains(['[', '(']) && BESIDE.iter().any(|word| whole.ends_with(word));
    names.push(whole);
    if let Some((code, question)) = coded(heading) {
        let code = if is_beside { code } else { code.split('[').next().unwrap_or(code) };
        names.extend([plain::name(code), plain::name(question)]);
    }
    if is_beside {
        return names;
    }
    let bare = without_hints(heading);
    let is_end = |letter: char| {
        matches!(
            letter,
            '\n' | '\r' | '|' | '–' | '—' | ':' | '?' | '؟' | '!' | ',' | '،' | ';' | '*' | '/' | '.'
        )
    };
    let path = bare.rsplit(['/', '\\']).next().unwrap_or(&bare);
    // `group/theme/too_long` of Kobo is the box of an answer: only its last part can be a name.
    let is_path = bare.contains('/') && !bare.contains(char::is_whitespace);
    let pieces: Vec<&str> = match is_path {
        true => vec![path],
        false => [bare.as_str()].into_iter().chain(bare.split(is_end)).chain(bare.split(" - ")).collect(),
    };
    for piece in pieces {
        let name = plain::name(piece);
        let number_away = without_number(&name);
        let duty_away = DUTIES.iter().find_map(|duty| number_away.strip_suffix(duty)?.strip_suffix('-'));
        let bare = without_article(duty_away.unwrap_or(number_away));
        let forms = [duty_away, Some(number_away), Some(name.as_str()), Some(bare)];
        names.extend(forms.into_iter().flatten().map(str::to_owned));
    }
    names.retain(|name| !name.is_empty());
    names
}

fn coded(heading: &str) -> Option<(&str, &str)> {
    heading.split_once(". ").filter(|(code, _)| !code.contains(' '))
}

/// A heading without tags, and without what stands between brackets.
fn without_hints(heading: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    for letter in heading.chars() {
        match letter {
            '(' | '[' | '{' | '（' | '<' => depth += 1,
            ')' | ']' | '}' | '）' | '>' => {
                depth = depth.saturating_sub(1);
                out.push(' ');
            }
            _ if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out
}

/// A name without the number of its question: `3-votre-proposition`, `q3-…`, `question-3-…`, `c-…`.
fn without_number(name: &str) -> &str {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    let mut rest = name;
    while let Some((first, behind)) = rest.split_once('-') {
        let letters = first.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
        let is_code = is_number(letters) && first.len() - letters.len() <= 2;
        let next_is_number = behind.split('-').next().is_some_and(is_number);
        let is_word = matches!(first, "question" | "q" | "n" | "no" | "السوءال" | "السؤال") && next_is_number;
        let is_letter = first.len() == 1 && matches!(first, "b" | "c" | "e" | "f" | "g")
            || matches!(first, "ii" | "iii" | "iv" | "vi");
        if !(is_number(first) || is_code || is_word || is_letter) {
            break;
        }
        rest = behind;
    }
    rest
}

/// A name without the small words before it: « Le mois », « En quel mois », “Your proposal”.
fn without_article(name: &str) -> &str {
    const SMALL: &str = "le la les l un une votre vos en quel quelle quels quelles the a your which what in";
    let mut rest = name;
    while let Some((_, behind)) = rest.split_once('-').filter(|(first, _)| listed(SMALL, first)) {
        rest = behind;
    }
    rest
}

/// Whether a column is about who answered (name, e-mail, IP address): it is never imported, whatever a mapping says.
pub fn is_private(heading: &str) -> bool {
    const WORDS: &str = "ip ipaddr mail mails email emails courriel courriels mel messagerie telephone tel phone \
        phonenumber mobile portable prenom prenoms firstname lastname surname username submitterid \
        submittername utilisateur user uid subscriberid simserial naissance birth signature token jeton \
        iban nir adresse address cookie geolocation الاسم اسمك الهاتف هاتفك البريد العنوان телефон \
        адреса пошта прізвище";
    // Only these whole headings are names of persons: "Nom du guide" is not.
    const NAMES: &str = "nom noms name names";
    const THINGS: &str = "guide section partie theme fiche page part";
    let mut all = vec![slug(heading)];
    if let Some((code, question)) = coded(heading) {
        all.extend([slug(code.split('[').next().unwrap_or(code)), slug(question)]);
    }
    all.iter().any(|name| {
        let has = |list: &str| name.split('-').any(|word| listed(list, word));
        has(WORDS) || has(NAMES) && !has(THINGS) || name == "submitted-by"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_without_accents_and_case() {
        for (heading, field) in [
            ("THÈME", Some(Field::Theme)),
            ("De quoi s’agit-il ?", Some(Field::Theme)),
            ("de quoi s'agit il", Some(Field::Theme)),
            ("theme. Une question", Some(Field::Theme)),
            ("G01Q02. Quel guide ?", Some(Field::Guide)),
            ("theme[SQ001]. x", Some(Field::Theme)),
            ("theme[other]. De quoi s’agit-il ? [Autre]", None),
            ("Comment", Some(Field::Channel)),
            ("Comments", Some(Field::Proposal)),
            ("Soumis", Some(Field::Period)),
            ("_submission_time", Some(Field::Period)),
            ("__version__", None),
            ("Version", Some(Field::Version)),
            ("Votre proposition\n(240 signes)", Some(Field::Proposal)),
            ("Votre proposition\r\n240 signes au plus", Some(Field::Proposal)),
            ("3. Votre proposition *", Some(Field::Proposal)),
            ("Q12 – Votre proposition :", Some(Field::Proposal)),
            ("Question 3 : Votre proposition", Some(Field::Proposal)),
            ("c) Votre proposition", Some(Field::Proposal)),
            ("Votre proposition (facultatif)", Some(Field::Proposal)),
            ("Votre proposition obligatoire *", Some(Field::Proposal)),
            ("Est-ce grave ? 1 = un détail, 3 = trompe", Some(Field::Severity)),
            ("Est-ce grave, de 1 à 3 ?", Some(Field::Severity)),
            ("Guide / الدليل", Some(Field::Guide)),
            ("الدّليل *", Some(Field::Guide)),
            ("٣. الاقتراح (٢٤٠ حرفا)", Some(Field::Proposal)),
            ("<b>Votre proposition</b>", Some(Field::Proposal)),
            ("remarque/theme", Some(Field::Theme)),
            ("theme/too_long", None),
            ("Gravit\u{c3}\u{a9}", Some(Field::Severity)),
            ("How serious? *", Some(Field::Severity)),
            ("votre_proposition", Some(Field::Proposal)),
            ("En quel mois ?", Some(Field::Period)),
            ("Le guide", Some(Field::Guide)),
            ("Quel guide manque ?", None),
            ("Météo", None),
            ("", None),
        ] {
            assert_eq!(known(heading), field, "{heading}");
        }
    }

    #[test]
    fn what_only_the_program_needs_is_known() {
        for heading in [
            "_id",
            "_uuid",
            "__version__",
            "KEY",
            "ID",
            "lastpage. Dernière page",
            "meta/instanceID",
            "N°",
            "#",
            "meta/rootUuid",
            "_validation_status",
        ] {
            assert!(is_technical(heading), "{heading}");
        }
        for heading in ["_submission_time", "start", "Version", "Horodateur", "Thème"] {
            assert!(!is_technical(heading), "{heading}");
        }
    }

    #[test]
    fn who_answered_is_never_read() {
        for heading in [
            "IP address",
            "Adresse IP",
            "E-mail",
            "Votre nom",
            "Prénom",
            "Name",
            "ipaddr. Adresse IP",
            "Nom d'utilisateur",
            "Téléphone",
            "_submitted_by",
        ] {
            assert!(is_private(heading), "{heading}");
        }
        for heading in ["Nom du guide", "Thème", "Nombre", "Proposition", "Description", "N°"] {
            assert!(!is_private(heading), "{heading}");
        }
    }
}

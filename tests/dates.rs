//! Tables of dates: a line that names a delay becomes a table, in every language, in the kept file and on paper.

use crate::way::{STORY, build};

/// The small toolkit with two delays, and the lines that ask for their dates.
fn story() -> String {
    let facts = "\
- {id: recours, value: 2 mois, label: {fr: Recours, ar: طعن, ti: ጥርዓን}, source: Loi, checked: 2026-11-21}
- {id: reponse, value: 10 jours, label: {fr: Réponse, ar: رد, ti: መልሲ}, source: Loi, checked: 2026-11-21}
--- content/glossary.yaml ---";
    STORY.replacen("--- content/glossary.yaml ---", facts, 1).replace(
        "Gardez votre numéro.",
        "Gardez votre numéro.\n\n: La lettre, [2 mois](fact:recours)\n\n: L'offre, [10 jours](fact:reponse)",
    )
}

/// The rows of a page's tables, cells parted by `>`.
fn rows(html: &str) -> Vec<String> {
    let rows = html.split("<tr>").skip(1).filter_map(|row| row.split("</tr>").next());
    let plain = |row: &str| {
        let mut words = Vec::new();
        for piece in row.split('<').filter_map(|piece| piece.split_once('>')) {
            words.extend(Some(piece.1.trim()).filter(|text| !text.is_empty()));
        }
        words.join(" > ")
    };
    rows.map(plain).collect()
}

#[test]
fn a_line_that_names_a_delay_is_a_table_of_last_days() {
    let built = build(&story());
    assert_eq!(built.diagnostics, []);
    let page = built.page("fr/suivre.html");
    let all = rows(page);
    assert_eq!(all.len(), 1 + 12 + 1 + 7, "{all:?}");
    assert_eq!(all[0], "Reçu en > Dernier jour\u{a0}: la même date en");
    assert_eq!(
        (all[1].as_str(), all[11].as_str(), all[12].as_str()),
        ("janvier > mars", "novembre > janvier", "décembre > février")
    );
    assert_eq!(all[13], "Reçu un > Dernier jour\u{a0}: le 2e qui suit");
    // Monday the 2nd and ten days is Thursday the 12th; Saturday the 7th, Tuesday the 17th.
    assert_eq!((all[14].as_str(), all[19].as_str()), ("lundi > jeudi", "samedi > mardi"));
    assert!(
        page.contains(
            "La lettre, <a class=\"fact\" href=\"#_source-recours\">2\u{a0}mois</a> Cette date n’existe pas"
        ),
        "{page}"
    );
    assert_eq!(
        page.matches("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"_table-").count(),
        2
    );
    // The file that readers keep has the same tables, under names of its own.
    assert!(built.page("fr/keep/exemple-fr.html").contains("id=\"suivre._table-2\""));
}

#[test]
fn the_table_is_in_the_language_of_the_text() {
    let arabic = "--- content/guides/suivre/ar.md ---
---
title: متابعة الطلب
summary: كيف نتابع.
translates: 1.0.0
translation: machine
---

## المهل

احتفظوا برقمكم.

: الرسالة، [شهران](fact:recours)

: العرض، [10 أيام](fact:reponse)
";
    let story = story();
    let at = story.find("--- content/guides/suivre/fr.md ---").expect("a guide");
    let built = build(&format!("{}{arabic}{}", &story[..at], &story[at..]));
    let all = rows(built.page("ar/suivre.html"));
    assert!(all.iter().any(|row| row == "الاثنين > الخميس"), "{all:?}");
    assert_eq!(all.len(), 21);
}

//! Bodies as they are written, and as the parser gets them.

use super::repair;

/// Compares the mended form; a no-break space is drawn as `~`.
#[track_caller]
fn check(body: &str, expected: &str) {
    let body = body.replace('~', "\u{a0}");
    let repaired = repair(&body);
    assert_eq!(repaired.text, expected, "{body}");
    let places = (0..=repaired.text.len()).filter(|at| repaired.text.is_char_boundary(*at));
    let back: Vec<usize> = places.map(|at| repaired.back(at)).collect();
    assert!(back.is_sorted() && back.iter().all(|at| body.is_char_boundary(*at)), "{back:?}");
    assert_eq!(back.last(), Some(&body.len()));
}

#[track_caller]
fn same(body: &str) {
    check(body, body);
    assert_eq!(repair(body).mended, None, "{body}");
}

#[test]
fn odd_spaces_after_marks_become_spaces() {
    check("##~Les papiers", "## Les papiers");
    check("-~passeport\n-\u{202f}bail", "- passeport\n- bail");
    check("1.~Appelez.\n2.\u{3000}Attendez.", "1. Appelez.\n2. Attendez.");
    check(">~[!NOTE]~\n>~C’est gratuit.", "> [!NOTE]\n>\u{a0}C’est gratuit.");
    check("-~[ ] a\n- [~] b\n- [x]~c", "- [ ] a\n- [ ] b\n- [x] c");
    check("- a\n~~- b", "- a\n  - b");
    check("\u{200b}## A\n\u{feff}- b\n##\u{ad}C", "## A\n- b\n## C");
    check("| a | b |~\n|---|---|", "| a | b |\n|---|---|");
    check("~```\n- a", " ```\n- a");
}

#[test]
fn bullets_and_boxes_of_a_word_processor_become_marks() {
    check("• a\n•b\n\u{f0b7}\tc\n  ◦ d", "- a\n- b\n- c\n  - d");
    check("☐ a\n☑ b\n✓ c\n- ☐ d\n• □ e", "- [ ] a\n- [x] b\n- [x] c\n- [ ] d\n- [ ] e");
    check("o\tsous-point", "- sous-point");
    check("> • a\n> • b", "> - a\n> - b");
    same("Un prix · un loyer.\n• • •\nœil");
}

#[test]
fn lines_in_a_row_are_a_list() {
    check("– a\n– b", "- a\n- b");
    check("Apportez :\n-passeport\n-bail", "Apportez :\n- passeport\n- bail");
    check("a) x\nb) y", "1. x\n2. y");
    check("1/ x\n2/ y\n3/ z", "1. x\n2. y\n3. z");
    check("1° x\nsuite\n2° y", "1. x\nsuite\n2. y");
    check("① x\n② y", "1. x\n2. y");
    check("١. x\n٢. y\n٣. z", "1. x\n2. y\n3. z");
    check("১) x\n\n২) y", "1. x\n\n2. y");
    check("1️⃣ x\n2️⃣ y", "1. x\n2. y");
    check("أ) x\nب) y", "1. x\n2. y");
    check("1.Appelez\n2.Attendez", "1. Appelez\n2. Attendez");
    check("1 - x\n2 - y", "1. x\n2. y");
    check("(i) x\n(ii) y", "1. x\n2. y");
    check("📞 a\n📧 b", "- 📞 a\n- 📧 b");
    check("1/ x\na) y\nb) z\n2/ w", "1. x\n    1. y\n    2. z\n2. w");
    check("• a\n– b\n– c\n• d\n– e", "- a\n    - b\n    - c\n- d\n    - e");
    check("• a\n▪ b\n• c", "- a\n    - b\n- c");
    check("• a\n• b\n\n– c\n– d", "- a\n- b\n\n* c\n* d");
    check("1/ a\n2/ b\n\na) c\nb) d", "1. a\n2. b\n\n1) c\n2) d");
    check("第一步 打电话\n第二步 预约", "- 第一步 打电话\n- 第二步 预约");
    check("፠ ፓስፖርት\n፠ ውዕል", "- ፓስፖርት\n- ውዕል");
    same("– Oui, dit-il.\nUne phrase.\n\nUne autre.\n\n– Non.");
    same("-5 degrés\n-3 degrés\n\n1/2 tasse\n2/3 tasse\n\na) seul\n\n– seul");
    same("```\n• a\n– b\n– c\n```\n\n> ```\n> • a\n> ```");
}

#[test]
fn lines_that_begin_alike_and_are_no_list_stay_lines() {
    check("— Bonjour !\n— Bonjour. Entrez.", "— Bonjour !\\\n— Bonjour. Entrez.");
    check("— Oui, dit-elle.\n— Non, répond-il.", "— Oui, dit-elle.\\\n— Non, répond-il.");
    check("A. Martin, présidente\nB. Durand", "A. Martin, présidente\\\nB. Durand");
    check("– Avez-vous un bail ?\n– Avez-vous une clé ?", "- Avez-vous un bail ?\n- Avez-vous une clé ?");
    check("A. Le bail\nB. La caution", "1. Le bail\n2. La caution");
    check("A. Demander le bail\nB. Payer la caution", "1. Demander le bail\n2. Payer la caution");
    check("☐ J’ai lu.", "- [ ] J’ai lu.");
    assert_eq!(repair("☐ J’ai lu.").mended, None);
    check("Prix* : 12 €.\n\n* TVA comprise", "Prix* : 12 €.\n\n\\* TVA comprise");
    check("Le loyer est de 400 €*.\n\n* hors charges", "Le loyer est de 400 €*.\n\n\\* hors charges");
    same("Un *mot* ici.\n\n* un point\n* un autre");
    same("Prix* :\n\n* un point\n* un autre");
    check("L\u{92}eau \u{96} gratuite", "L’eau – gratuite");
}

#[test]
fn words_stay_words() {
    check("## Formulaire {nouveau}", "## Formulaire {nouveau&#125;");
    check("## Papiers {#a}{.b}", "## Papiers {#a .b}");
    same("## Papiers {#a .b}\n\n## Papiers {.b mot}");
    check("[115]: gratuit\n\n- [Attention]: mot.", "\\[115]: gratuit\n\n- \\[Attention]: mot.");
    same("[a]: guide:b\n[c]: fr.md\n[d]: <x>\n[e]:\n[^f]: mot\n[g]: #h");
}

#[test]
fn rules_of_tables_have_hyphens() {
    check("| a | b |\n| — | — |\n| 1 | — |", "| a | b |\n| - | - |\n| 1 | — |");
    check("a | b\n–––|–––", "a | b\n---|---");
    same("| a | b |\n|---|---|\n| — | — |");
}

#[test]
fn levels_of_lists_are_what_was_meant() {
    check("1. a\n  - b\n  - c\n2. d", "1. a\n   - b\n   - c\n2. d");
    check("1. a\n  1. b\n  2. c\n2. d", "1. a\n   1. b\n   2. c\n2. d");
    check("1. a\n  - b\n    - c\n\n    mot\n2. d", "1. a\n   - b\n     - c\n\n     mot\n2. d");
    check("1. a\n\n  suite\n2. b", "1. a\n\n   suite\n2. b");
    check("10. a\n  - b\n   - c", "10. a\n    - b\n     - c");
    same("- a\n  - b\n    - c\n- d\n - e");
    same("1. a\n 2. b\n  3. c\n\n   suite");
    same("1. a\n   - b\n\n     suite\n\nFin.\n\n  mot");
}

//! Entries of YAML files, changed: what is read afterwards, and that every other byte stays.

use proptest::prelude::*;

use super::*;

fn words(text: &str) -> Node {
    Node::Words(text.to_owned())
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

fn set(home: &[Step], name: &str, value: Node, before: &[&str]) -> Edit {
    let before = before.iter().map(|one| (*one).to_owned()).collect();
    Edit::Set { home: home.to_vec(), key: name.to_owned(), value, before }
}

#[track_caller]
fn check(text: &str, edit: Edit, expected: &str) {
    assert_eq!(in_file(text, std::slice::from_ref(&edit)).expect("changed"), expected);
    // The same with the line ends of another system, and with a mark before the text.
    let crlf = |text: &str| text.replace('\n', "\r\n");
    // A text without any end of line has those of this system.
    if text.contains('\n') {
        assert_eq!(in_file(&crlf(text), std::slice::from_ref(&edit)).expect("changed"), crlf(expected));
    }
    assert_eq!(in_file(&format!("\u{feff}{text}"), &[edit]).expect("changed"), format!("\u{feff}{expected}"));
}

const CONTACTS: &str = "\
# Des fonctions, jamais des personnes.
- id: siao # le 115
  name: {fr: SIAO, ar: \"SIAO\"}
  role:
    fr: Une place ce soir.
    # à relire
    ar: مكان
  phone: \"115\"

# Le second
- {id: adil, name: {fr: ADIL}, role: {fr: Vos droits}}
";

#[test]
fn a_value_is_changed_where_it_stands() {
    let siao = [Step::At(0)];
    check(
        CONTACTS,
        set(&siao, "phone", words("0 805"), &[]),
        &CONTACTS.replace("phone: \"115\"", "phone: 0 805"),
    );
    check(
        CONTACTS,
        set(&[Step::At(0), key("name")], "ar", words("خدمة: #1"), &["fr"]),
        &CONTACTS.replace("ar: \"SIAO\"", "ar: \"خدمة: #1\""),
    );
    check(
        CONTACTS,
        set(&[Step::At(0), key("role")], "ar", words("مكان هذه الليلة"), &["fr"]),
        &CONTACTS.replace("ar: مكان", "ar: مكان هذه الليلة"),
    );
    check(
        CONTACTS,
        set(&[Step::At(1)], "name", Node::Map(vec![("fr".into(), words("A, b"))]), &[]),
        &CONTACTS.replace("name: {fr: ADIL}", "name: {fr: \"A, b\"}"),
    );
}

#[test]
fn a_new_value_stands_behind_those_before_it() {
    check(
        CONTACTS,
        set(&[Step::At(0)], "cost", Node::Plain("free".into()), &["id", "name", "role", "phone"]),
        &CONTACTS.replace("phone: \"115\"\n", "phone: \"115\"\n  cost: free\n"),
    );
    check(
        CONTACTS,
        set(&[Step::At(0), key("role")], "en", words("A place."), &["fr"]),
        &CONTACTS.replace("ce soir.\n    # à relire\n", "ce soir.\n    en: A place.\n    # à relire\n"),
    );
    check(
        CONTACTS,
        set(&[Step::At(1)], "phone", words("03 20"), &["id", "name", "role"]),
        &CONTACTS.replace("droits}}", "droits}, phone: 03 20}"),
    );
    check(
        CONTACTS,
        set(
            &[Step::At(0)],
            "hours",
            Node::Map(vec![("fr".into(), words("le matin")), ("no".into(), words("x"))]),
            &["phone"],
        ),
        &CONTACTS.replace("\"115\"\n", "\"115\"\n  hours: {fr: le matin, \"no\": x}\n"),
    );
}

#[test]
fn a_value_is_removed_with_its_lines() {
    check(
        CONTACTS,
        Edit::Unset { home: vec![Step::At(0)], key: "phone".into() },
        &CONTACTS.replace("  phone: \"115\"\n", ""),
    );
    check(
        CONTACTS,
        Edit::Unset { home: vec![Step::At(0), key("name")], key: "fr".into() },
        &CONTACTS.replace("{fr: SIAO, ar", "{ar"),
    );
    check(
        CONTACTS,
        Edit::Unset { home: vec![Step::At(1)], key: "role".into() },
        &CONTACTS.replace(", role: {fr: Vos droits}", ""),
    );
}

#[test]
fn an_entry_comes_last_and_goes_without_a_trace() {
    let adil = Node::Map(vec![
        ("id".into(), words("a-b")),
        ("name".into(), Node::Map(vec![("fr".into(), words("A: b"))])),
    ]);
    let add = Edit::Add { list: Vec::new(), value: adil.clone() };
    check(CONTACTS, add.clone(), &format!("{CONTACTS}- {{id: a-b, name: {{fr: \"A: b\"}}}}\n"));
    let block = "- id: x\n  name: {fr: X}";
    check(block, add.clone(), "- id: x\n  name: {fr: X}\n- id: a-b\n  name: {fr: \"A: b\"}\n");
    check("", add.clone(), "- id: a-b\n  name: {fr: \"A: b\"}\n");
    check("# rien\n", add.clone(), "# rien\n- id: a-b\n  name: {fr: \"A: b\"}\n");
    check("[]\n", add, "[{id: a-b, name: {fr: \"A: b\"}}]\n");
    check(
        CONTACTS,
        Edit::Remove { list: Vec::new(), at: 1, note: String::new() },
        &CONTACTS.replace("- {id: adil, name: {fr: ADIL}, role: {fr: Vos droits}}\n", ""),
    );
    let rest = CONTACTS.split_once("\n# Le second").expect("there").1;
    check(
        CONTACTS,
        Edit::Remove { list: Vec::new(), at: 0, note: String::new() },
        &format!("# Des fonctions, jamais des personnes.\n\n# Le second{rest}"),
    );
    check("# seul\n- id: x\n", Edit::Remove { list: Vec::new(), at: 0, note: String::new() }, "# seul\n");
    check("[a, b, c]\n", Edit::Remove { list: Vec::new(), at: 1, note: String::new() }, "[a, c]\n");
    check("[a, b, c]\n", Edit::Remove { list: Vec::new(), at: 0, note: String::new() }, "[b, c]\n");
}

#[test]
fn a_list_inside_a_file_is_changed_there() {
    let toolkit = "name: {fr: T}\nstages:\n  - id: a\n    guides: [u, v] # deux\n  - id: b\npages: [p]\n";
    let stage = Node::Map(vec![("id".into(), words("c"))]);
    check(
        toolkit,
        Edit::Add { list: vec![key("stages")], value: stage.clone() },
        &toolkit.replace("  - id: b\n", "  - id: b\n  - id: c\n"),
    );
    check(
        toolkit,
        Edit::Remove { list: vec![key("stages")], at: 0, note: String::new() },
        &toolkit.replace("  - id: a\n    guides: [u, v] # deux\n", ""),
    );
    let guides = Node::List(vec![words("v"), words("u")]);
    check(
        toolkit,
        set(&[key("stages"), Step::At(0)], "guides", guides, &[]),
        &toolkit.replace("[u, v]", "[v, u]"),
    );
    check(
        "name: {fr: T}\nstages:\npages: [p]\n",
        set(&[], "stages", Node::List(vec![stage]), &["name"]),
        "name: {fr: T}\nstages:\n  - id: c\npages: [p]\n",
    );
}

#[test]
fn texts_over_several_lines_are_replaced_whole() {
    let text = "- id: a\n  role:\n    fr: >\n      Une # place\n      ce soir.\n  phone: \"1\"\n";
    check(
        text,
        set(&[Step::At(0), key("role")], "fr", words("Un lit."), &[]),
        "- id: a\n  role:\n    fr: Un lit.\n  phone: \"1\"\n",
    );
    let text = "- id: a\n  role: une place\n    ce soir\n  phone: \"1\"\n";
    check(
        text,
        set(&[Step::At(0)], "role", words("Un lit."), &[]),
        "- id: a\n  role: Un lit.\n  phone: \"1\"\n",
    );
}

#[test]
fn an_alias_is_never_changed_for_two() {
    let text = "- id: a\n  hours: &h {fr: le matin}\n- id: b\n  hours: *h\n";
    let one = set(&[Step::At(1), key("hours")], "fr", words("le soir"), &[]);
    assert!(in_file(text, &[one]).is_err(), "the other entry would change, too");
    let whole = set(&[Step::At(1)], "hours", Node::Map(vec![("fr".into(), words("le soir"))]), &[]);
    assert_eq!(in_file(text, &[whole]).expect("changed"), text.replace("*h", "{fr: le soir}"));
    let gone = Edit::Remove { list: Vec::new(), at: 0, note: String::new() };
    assert!(in_file(text, &[gone]).is_err(), "the alias would lead nowhere");
}

#[test]
fn a_comment_within_a_value_is_not_lost() {
    let text = "- id: a\n  help:\n    - x # d'abord\n    - y\n";
    let edit = set(&[Step::At(0)], "help", Node::List(vec![words("x")]), &[]);
    assert!(in_file(text, &[edit]).is_err());
}

#[test]
fn what_is_removed_can_leave_a_note() {
    let text = "---\ntitle: T\nfeedback:\n  - id: F-1\n    count: 2\n---\nTexte\n";
    let edit = Edit::Remove { list: vec![key("feedback")], at: 0, note: "F-1: deux fois".to_owned() };
    let new = in_front_matter(text, &[edit]).expect("changed");
    assert_eq!(new, "---\ntitle: T\nfeedback:\n  # F-1: deux fois\n---\nTexte\n");
}

#[test]
fn the_head_of_a_text_is_changed_and_its_body_is_not() {
    let text = "---\ntitle: T # t\nstatus: draft\nhelp: [siao]\n---\nTexte\n---\n";
    let edits = [
        set(&[], "status", Node::Plain("pilot".into()), &[]),
        set(&[], "help", Node::List(vec![words("siao"), words("adil")]), &[]),
        set(&[], "territory", words("nord"), &["title", "status"]),
    ];
    let new = in_front_matter(text, &edits).expect("changed");
    assert_eq!(
        new,
        "---\ntitle: T # t\nstatus: pilot\nterritory: nord\nhelp: [siao, adil]\n---\nTexte\n---\n"
    );
    let hostile = [set(&[], "title", words("---"), &[])];
    assert_eq!(in_front_matter(text, &hostile).expect("changed"), text.replace("title: T", "title: \"---\""));
}

/// What people type and paste, and what tries to be more than words.
fn typed() -> impl Strategy<Value = String> {
    let odd = [
        "a: b",
        "a #b",
        "- x",
        "\"",
        "'",
        "l'accès",
        "{a}",
        "[b",
        "*a",
        "&a",
        "!t",
        "| x",
        "> y",
        "%",
        "@",
        "`",
        "no",
        "~",
        "1.0",
        "0x1",
        "2026-01-01",
        "\u{200f}عقد\u{200e}",
        "👩‍👩‍👧",
        "a\nb",
        "a\n\n  b",
        "\ta",
        "\\",
        "null",
        "---",
        "...",
        "?",
        ": ",
        "#",
        ",",
        "«\u{a0}a\u{a0}»",
        "é",
    ];
    let part = prop_oneof![
        proptest::sample::select(odd.to_vec()).prop_map(str::to_owned),
        "[a-zé ]{1,8}",
        "\\PC{1,6}"
    ];
    proptest::collection::vec(part, 1..5).prop_map(|parts| parts.concat())
}

const FILES: [&str; 5] = [
    CONTACTS,
    "- id: a # un\n  name:\n    fr: A\n    ar: ا # deux\n  phone: x\n\n\n# fin\n",
    "# début\n-   id: a\n    name: {fr: A}\n-\n    id: b\n    name: {fr: B} # b",
    "[{id: a, name: {fr: A}}, # un\n {id: b, name: {fr: B}}]\n",
    "- {id: a, name: {fr: 'l''accès', ar: \"x\"}, phone: y}\n- {id: b, name: {fr: B}}\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_typed_is_what_is_read_and_nothing_else_changes(
        file in 0..FILES.len(), crlf in any::<bool>(), name in typed(), phone in typed(), list in proptest::collection::vec(typed(), 1..4),
    ) {
        let text = if crlf { FILES[file].replace('\n', "\r\n") } else { FILES[file].to_owned() };
        let old = parse(&text).expect("read");
        let many = Node::List(list.iter().map(|one| words(one)).collect());
        let node = Node::Map(vec![
            ("id".into(), words("new")), ("name".into(), Node::Map(vec![("fr".into(), words(&name)), ("ar".into(), words(&phone))])),
            ("forms".into(), Node::Map(vec![("fr".into(), many.clone())])), ("phone".into(), words(&phone)),
            ("rows".into(), Node::List(vec![Node::Map(vec![("year".into(), Node::Plain("2024".into())), ("source".into(), words(&name))])])),
        ]);
        // A new entry: before it, all is as it was, and without it the file is the old one.
        let added = in_file(&text, &[Edit::Add { list: Vec::new(), value: node.clone() }]).expect("added");
        let tree = parse(&added).expect("read");
        prop_assert_eq!(tree.items().len(), old.items().len() + 1);
        prop_assert!(tree.items().iter().zip(old.items()).all(|(new, old)| new.is_same(old)));
        let add = Edit::Add { list: Vec::new(), value: node };
        let alone = intend::intend(&intend::grown(Branch::Null), &add).expect("a list");
        let last = tree.items().last().expect("there");
        prop_assert!(last.is_same(&alone.items()[0]), "{added:?}");
        let back = in_file(&added, &[Edit::Remove { list: Vec::new(), at: old.items().len(), note: String::new() }]).expect("removed");
        prop_assert_eq!(back.trim_end(), text.trim_end());
        // A change of one value: the rest is the same, byte by byte, before and behind it.
        let edits = [
            set(&[Step::At(0), key("name")], "fr", words(&name), &[]),
            set(&[Step::At(0)], "phone", words(&phone), &["id", "name", "role"]),
            set(&[Step::At(0)], "forms", Node::Map(vec![("fr".into(), many)]), &["id", "name"]),
        ];
        for edit in edits {
            let new = in_file(&text, std::slice::from_ref(&edit)).expect("changed");
            let tree = parse(&new).expect("read");
            prop_assert!(tree.is_same(&intend::intend(&old, &edit).expect("possible")));
            let front = text.bytes().zip(new.bytes()).take_while(|(one, other)| one == other).count();
            let rear = text.bytes().rev().zip(new.bytes().rev()).take_while(|(one, other)| one == other).count();
            let touched = text.len().saturating_sub(front + rear);
            let Edit::Set { home, key, .. } = &edit else { unreachable!() };
            let had = at(&old, home).and_then(|map| map.get(key)).map_or(0, |(_, value)| value.span.end - value.span.start + 2);
            prop_assert!(touched <= had, "{touched} bytes of {text:?} changed for {edit:?}: {new:?}");
        }
    }
}

#[test]
fn a_list_with_a_comment_is_not_unset() {
    let unset = |text: &str| in_file(text, &[Edit::Unset { home: Vec::new(), key: "help".to_owned() }]).ok();
    for text in [
        "help:\n  # nuit et jour\n  - siao\nx: 1\n",
        "help:\n  - siao # nuit et jour\n  - caf\nx: 1\n",
        "help:\n  - siao\n  - caf # le jour\nx: 1\n",
        "help: # nuit et jour\n  - siao\nx: 1\n",
        "help: [siao] # nuit\nx: 1\n",
        "help:\n  - {id: siao, name: \"a\"} # nuit\nx: 1\n",
    ] {
        assert_eq!(unset(text), None, "{text}");
    }
    assert_eq!(unset("help:\n  - \"a # b\"\n# fin\nx: 1\n").as_deref(), Some("# fin\nx: 1\n"));
    assert_eq!(unset("help: [l'un, c#]\nx: 1\n").as_deref(), Some("x: 1\n"));
}

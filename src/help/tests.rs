//! Help and usage errors in French and English.

use super::*;

fn described(tag: &str) -> Command {
    crate::arguments::described(Language::find(tag).expect("in the table"))
}

/// A command and all below it.
fn all(command: Command) -> Vec<Command> {
    let below: Vec<Command> = command.get_subcommands().cloned().flat_map(all).collect();
    [vec![command], below].concat()
}

#[test]
fn each_command_and_option_has_words() {
    for tag in ["fr", "en"] {
        described(tag).debug_assert();
        let all = all(described(tag));
        assert!(all.len() > 18, "{}", all.len());
        for command in all {
            let about = command.get_about().expect("a summary").to_string();
            assert!(!about.starts_with("about/"), "{about}");
            for option in command.get_arguments() {
                let help = option.get_help().expect("words").to_string();
                assert!(!help.starts_with("option/"), "{help}");
            }
        }
    }
}

#[test]
fn what_an_option_takes_has_a_french_name() {
    let french = Language::find("fr").expect("in the table");
    for command in all(described("en")) {
        for option in command.get_arguments().filter(|option| option.get_action().takes_values()) {
            let own = option.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
            let name = own.unwrap_or_else(|| option.get_id().as_str().to_uppercase());
            assert!(
                messages::fixed(french, "placeholder", &name).is_some(),
                "{}: {name}",
                command.get_name()
            );
        }
    }
}

#[track_caller]
fn wrong(tag: &str, typed: &str) -> String {
    let error = described(tag).try_get_matches_from(typed.split(' ')).expect_err("a mistake");
    let language = Language::find(tag).expect("in the table");
    // Compared with plain spaces and apostrophes, so that typography does not matter.
    mistake(&error, language).expect("no help").replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'")
}

#[test]
fn help_is_french() {
    let error = described("fr").try_get_matches_from(["trousseau", "serve", "--help"]).expect_err("help");
    assert_eq!(mistake(&error, Language::find("fr").expect("in the table")), None);
    let text = error.to_string().replace(['\u{a0}', '\u{202f}'], " ");
    for part in [
        "Utilisation : trousseau serve [OPTIONS]",
        "Options :",
        "Options communes :",
        "Le premier port à essayer [par défaut : 4321]",
        "--root <DOSSIER>",
        "[valeurs possibles : fr, en]",
        "Affiche cette aide",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for part in ["Usage", "Print", "default", "possible values"] {
        assert!(!text.contains(part), "{part}: {text}");
    }
}

#[test]
fn mistakes_are_said_in_both_languages_with_what_was_meant() {
    let check = |typed: &str, expected: &[&str]| {
        let text = wrong("fr", typed);
        for part in expected {
            assert!(text.contains(part), "{part}: {text}");
        }
    };
    check(
        "trousseau biuld",
        &["erreur : la commande « biuld » n'existe pas.", "« build »", "Utilisation : trousseau"],
    );
    check(
        "trousseau build --frech",
        &["l'option « --frech » n'existe pas ici.", "Vouliez-vous écrire « --fresh » ?"],
    );
    check("trousseau build --out", &["--out <DOSSIER> attend une valeur."]);
    check("trousseau -q", &["il manque une commande.", "Possible : build, serve"]);
    check("trousseau build x", &["« x » est de trop."]);
    check("trousseau new", &["il manque : <DOSSIER>."]);
    check(
        "trousseau check --lang de",
        &["« de » ne convient pas pour --lang <LANGUE>.", "Possible : fr, en."],
    );
    check("trousseau serve --port x", &["« x » ne convient pas pour --port <PORT>."]);
    check("trousseau diff a 1 1.0.0", &["« 1 » ne convient pas pour <ANCIENNE>.", "Par exemple : 1.0.0."]);
    check("trousseau feedback list --decision x", &["Possible : open, accepted, rejected, later."]);
    check("trousseau release a --major --minor --summary x", &["--major ne va pas avec --minor"]);
    check("trousseau check --staged --staged", &["--staged est donné deux fois."]);
    assert!(
        wrong("en", "trousseau biuld")
            .starts_with("error: there is no command “biuld”.\nDid you mean “build”?")
    );
}

#[test]
fn completions_know_the_commands_and_their_options_in_french() {
    for shell in [clap_complete::Shell::Bash, clap_complete::Shell::Zsh, clap_complete::Shell::Fish] {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut described("fr"), "trousseau", &mut script);
        let script = String::from_utf8(script).expect("text");
        for part in ["build", "fresh", "quiet", "json"] {
            assert!(script.contains(part), "{shell}: {part}");
        }
        assert!(!script.contains("French"), "{shell}: no English word about a value");
        let says = script.contains("Refait tous les fichiers");
        assert_eq!(says, shell != clap_complete::Shell::Bash, "{shell}");
    }
}

//! Help and usage errors of the command line, in the user's language.

use std::error::Error as _;

use clap::{
    Arg, ArgAction, Command,
    error::{ContextKind, ContextValue, ErrorKind},
};

use trousseau_app::values::Expected;
use trousseau_core::messages;
use trousseau_text::Language;

/// The command line with its help in a language: the words of a command are `about/feedback-add`, of an option
/// `option/feedback-add-theme`, of an option of all commands `option/root`.
pub fn describe(command: Command, language: Language) -> Command {
    let say = |key: &str| messages::say(language, key, &[]);
    let style = clap::builder::Styles::styled();
    let (usage, reset) = (style.get_usage().render(), style.get_usage().render_reset());
    let command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version))
        .about(say("about/program"));
    let template =
        format!("{{about-with-newline}}\n{usage}{}{reset} {{usage}}\n\n{{all-args}}", say("cli/usage"));
    inner(command, "", &template, language)
}

/// A command and those below it, whose names all begin with `prefix`.
fn inner(command: Command, prefix: &str, template: &str, language: Language) -> Command {
    let mut command = command
        .help_template(template.to_owned())
        .subcommand_value_name(messages::fixed(language, "placeholder", "COMMAND").unwrap_or("COMMAND"))
        .subcommand_help_heading(heading("Commands", language))
        .mut_args(|arg| option(arg, prefix, language));
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    for name in names {
        let path = format!("{prefix}{name}");
        let about = messages::say(language, &format!("about/{path}"), &[]);
        command = command
            .mut_subcommand(name, |below| inner(below.about(about), &format!("{path}-"), template, language));
    }
    command
}

/// The name of a part of the help. Clap adds the colon, which French sets off by a space.
fn heading(name: &'static str, language: Language) -> &'static str {
    messages::fixed(language, "heading", name).unwrap_or(name).trim_end_matches(':')
}

/// An option with its words, what it takes and what holds without it.
fn option(arg: Arg, prefix: &str, language: Language) -> Arg {
    let say = |key: &str, value: &str| messages::say(language, key, &[("value", value)]);
    let mut help = say(&format!("option/{prefix}{}", arg.get_id()), "");
    let takes = arg.get_action().takes_values();
    if takes {
        let possible = arg.get_possible_values();
        let shown = possible.iter().filter(|value| !value.is_hide_set());
        let names: Vec<&str> = shown.map(clap::builder::PossibleValue::get_name).collect();
        let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
        for (key, values) in [("cli/values", names.join(", ")), ("cli/default", default.join(", "))] {
            if !values.is_empty() {
                help = format!("{help} {}", say(key, &values));
            }
        }
    }
    let name = match arg.get_value_names() {
        Some([name]) => name.to_string(),
        _ => arg.get_id().as_str().to_uppercase(),
    };
    let part = match (prefix, arg.is_positional()) {
        ("", _) => "Common options",
        (_, true) => "Arguments",
        (_, false) => "Options",
    };
    let arg = arg.help(help).help_heading(heading(part, language));
    if !takes {
        return arg;
    }
    // clap would add both in English; they are in the translated help instead.
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    match messages::fixed(language, "placeholder", &name) {
        Some(name) => arg.value_name(name),
        None => arg,
    }
}

/// What is wrong with what was typed, what may have been meant, and how the command is used. None when somebody asked
/// for help, which is in `error` itself.
pub fn mistake(error: &clap::Error, language: Language) -> Option<String> {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            | ErrorKind::DisplayVersion
    ) {
        return None;
    }
    let args: Vec<(&str, String)> = [
        ("option", ContextKind::InvalidArg),
        ("command", ContextKind::InvalidSubcommand),
        ("value", ContextKind::InvalidValue),
        ("other", ContextKind::PriorArg),
    ]
    .map(|(name, kind)| (name, text(error, kind)))
    .into();
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let key = mistake_key(error, &args);
    let say = |key, args: &[(&str, &str)]| messages::say(language, key, args);
    let mut lines = vec![format!("{} {}", say("mistake/title", &[]), say(key, &args))];
    let (such, known) = expected(error);
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let near =
        near.map(|kind| text(error, kind)).into_iter().find(|near| !near.is_empty()).unwrap_or_default();
    for (key, value) in [("mistake/near", &near), ("mistake/such", &such), ("mistake/known", &known)] {
        if !value.is_empty() {
            lines.push(say(key, &[("value", value)]));
        }
    }
    if let Some(usage) = text(error, ContextKind::Usage).strip_prefix("Usage: ") {
        lines.push(format!("{} {usage}", say("cli/usage", &[])));
    }
    lines.push(say("mistake/help", &[]));
    Some(lines.join("\n") + "\n")
}

/// The words that say what is wrong. `args` are the option, the command, the value and the other option.
fn mistake_key(error: &clap::Error, args: &[(&str, &str)]) -> &'static str {
    let has = |name| args.iter().any(|(own, value)| *own == name && !value.is_empty());
    match error.kind() {
        ErrorKind::UnknownArgument if text(error, ContextKind::InvalidArg).starts_with('-') => {
            "mistake/option"
        }
        ErrorKind::UnknownArgument => "mistake/word",
        ErrorKind::InvalidSubcommand => "mistake/command",
        ErrorKind::MissingSubcommand => "mistake/no-command",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if has("value") => "mistake/value",
        ErrorKind::InvalidValue | ErrorKind::TooFewValues => "mistake/no-value",
        ErrorKind::TooManyValues => "mistake/many-values",
        ErrorKind::MissingRequiredArgument => "mistake/missing",
        ErrorKind::ArgumentConflict if args[0].1 == args[3].1 => "mistake/twice",
        ErrorKind::ArgumentConflict if has("other") => "mistake/conflict",
        _ => "mistake/other",
    }
}

/// An example of what is expected, and everything that is possible; either may be empty.
fn expected(error: &clap::Error) -> (String, String) {
    let expected = error.source().and_then(|source| source.downcast_ref::<Expected>());
    match expected {
        Some(Expected::Such(example)) => ((*example).to_owned(), String::new()),
        Some(Expected::OneOf(known)) => (String::new(), known.clone()),
        None if error.kind() == ErrorKind::MissingSubcommand => {
            (String::new(), text(error, ContextKind::ValidSubcommand))
        }
        None => (String::new(), text(error, ContextKind::ValidValue)),
    }
}

/// What an error says of itself under a name; empty when it says nothing.
fn text(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;

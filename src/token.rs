//! `trousseau token`: tokens with which a partner's workers print, or come to the desk, from their own computers.

use std::path::Path;

use clap::Subcommand;
use trousseau_app::Project;
use trousseau_core::messages::Failure;
use trousseau_server::{
    PORT,
    passes::{self, Opens},
};

use crate::terminal::{Terminal, Verdict};

/// What can be done with tokens.
#[derive(Subcommand)]
pub enum Command {
    /// Make one, and show it this once
    Add {
        /// What it is called, such as an office; never a person
        name: String,
        /// The partner whose edition it prints, or for which it comes to the desk
        #[arg(long, value_name = "ID")]
        partner: Option<String>,
        /// It opens the desk, as far as content/toolkit.yaml gives this partner rights
        #[arg(long, requires = "partner")]
        desk: bool,
    },
    /// Show their names
    List,
    /// Withdraw one: it opens nothing any more
    Remove {
        /// What it is called
        name: String,
    },
}

/// Runs one of these commands.
pub fn run(root: &Path, command: Command, terminal: &mut Terminal) -> anyhow::Result<Verdict> {
    match command {
        Command::Add { name, partner, desk } => add(root, &name, partner.as_deref(), desk, terminal)?,
        Command::List => {
            let all = passes::list(root);
            if all.is_empty() {
                terminal.say("token/nothing", &[]);
            }
            for pass in all {
                let args = [("name", &*pass.name), ("day", &pass.day), ("partner", &pass.partner)];
                let key = match pass.opens {
                    Opens::Desk => "token/of-desk",
                    Opens::Printing if pass.partner.is_empty() => "token/one",
                    Opens::Printing => "token/of",
                };
                terminal.say(key, &args);
            }
        }
        Command::Remove { name } => {
            passes::remove(root, &name)?;
            terminal.say("token/removed", &[("name", &name)]);
        }
    }
    Ok(Verdict::Clean)
}

fn add(
    root: &Path,
    name: &str,
    partner: Option<&str>,
    desk: bool,
    terminal: &mut Terminal,
) -> anyhow::Result<()> {
    let project = Project::open_whole(root)?;
    let toolkit = project.toolkit();
    if let Some(id) = partner.filter(|id| toolkit.partner(id).is_none()) {
        let known: Vec<&str> = toolkit.partners.iter().map(|one| one.id.as_str()).collect();
        return Err(Failure::new("token/partner").with("id", id).with("known", known.join(", ")).into());
    }
    let opens = if desk { Opens::Desk } else { Opens::Printing };
    let partner = partner.unwrap_or_default();
    let token = passes::add(root, name, partner, opens)?;
    let port = PORT.to_string();
    let key = if desk { "token/made-desk" } else { "token/made" };
    terminal.say(key, &[("name", name), ("token", &token), ("port", &port)]);
    let rights: Vec<&str> = toolkit.rights(partner).iter().map(|right| right.name()).collect();
    match rights.is_empty() {
        _ if !desk => {}
        true => terminal.say("token/no-rights", &[("partner", partner)]),
        false => terminal.say("token/rights", &[("partner", partner), ("rights", &rights.join(", "))]),
    }
    Ok(())
}

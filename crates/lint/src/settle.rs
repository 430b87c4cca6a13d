//! The choices of a toolkit about the rules themselves: how much each matters here, and where a text may break one.

mod allowances;

use trousseau_core::{
    diagnostic::{Diagnostic, Place, Rule, Severity, rule},
    source::Sources,
    toolkit::Toolkit,
};

use allowances::{Allowance, Written};

/// Gives each diagnostic the severity that the toolkit asks for, and takes out what a text allows itself with a reason.
///
/// An allowance that was not needed is told where everything was looked at (`is_whole`).
pub fn settle(diagnostics: &mut Vec<Diagnostic>, sources: &Sources, toolkit: &Toolkit, is_whole: bool) {
    weigh(diagnostics, toolkit);
    let found = sources.under("content/").flat_map(allowances::find);
    let (mut allowed, mut said) = (Vec::new(), Vec::new());
    for allowance in found {
        judge(allowance, &mut allowed, &mut said);
    }
    if allowed.is_empty() && said.is_empty() {
        return;
    }
    diagnostics.retain(|diagnostic| {
        let covers = |(rule, allowance): &(Rule, Allowance)| {
            *rule == diagnostic.rule && allowance.covers(&diagnostic.place)
        };
        let mut is_taken = false;
        for one in &mut allowed {
            if covers(&one.0) {
                if diagnostic.severity == Severity::Error {
                    said.push(told(rule::allow::NEVER, &one.0.1.place, diagnostic.code()));
                } else {
                    is_taken = true;
                }
                one.1 += 1;
            }
        }
        !is_taken
    });
    let unused = allowed.iter().filter(|(_, uses)| is_whole && *uses == 0);
    said.extend(unused.map(|((rule, one), _)| told(rule::allow::UNUSED, &one.place, rule.code())));
    weigh(&mut said, toolkit);
    said.dedup();
    diagnostics.extend(said);
}

/// Gives diagnostics the severity that the toolkit asks for; those that are off go.
fn weigh(diagnostics: &mut Vec<Diagnostic>, toolkit: &Toolkit) {
    diagnostics.retain_mut(|diagnostic| {
        let severity = toolkit.checks.severity(diagnostic.rule, diagnostic.severity);
        diagnostic.severity = severity.unwrap_or(diagnostic.severity);
        severity.is_some()
    });
}

/// A rule with the place where it may be broken, and whether that was needed.
type Allowed = ((Rule, Allowance), usize);

/// Sorts what a comment says: rules that may be broken, and what is wrong with it.
fn judge(allowance: Allowance, allowed: &mut Vec<Allowed>, said: &mut Vec<Diagnostic>) {
    let (rules, has_reason) = match &allowance.written {
        Written::Else(words) => {
            let diagnostic = Diagnostic::new(rule::allow::FORM, allowance.place.clone());
            return said.push(diagnostic.with("words", words));
        }
        Written::Rules { rules, has_reason } => (rules.clone(), *has_reason),
    };
    for code in rules {
        match Rule::find(&code) {
            None => {
                let diagnostic = told(rule::allow::RULE, &allowance.place, &code);
                said.push(diagnostic.with_near(&code, Rule::all().map(Rule::code)));
            }
            Some(rule) if rule.area() == "privacy" || rule.area() == "allow" => {
                said.push(told(rule::allow::NEVER, &allowance.place, &code));
            }
            Some(_) if !has_reason => said.push(told(rule::allow::REASON, &allowance.place, &code)),
            Some(rule) => allowed.push(((rule, allowance.clone()), 0)),
        }
    }
}

fn told(rule: Rule, place: &Place, code: &str) -> Diagnostic {
    Diagnostic::new(rule, place.clone()).with("code", code)
}

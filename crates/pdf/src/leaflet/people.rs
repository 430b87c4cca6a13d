//! Whom to call, as JSON for the leaflet template.

use serde_json::{Value, json};

use super::{
    pieces::Writer,
    words::{grouped, short, spoken},
};
use trousseau_core::toolkit::{contact::Cost, fact::Certainty};
use trousseau_site::view::{
    ContactView, Local, Phone,
    leaflet::{HostView, essential::is_urgent},
};
use trousseau_text::{digits, sentence};

/// A contact: who it is, what it does, and how one reaches it.
pub fn contact(w: &mut Writer<'_>, contact: &ContactView) -> Value {
    let cost = contact.cost.map(|cost| match cost {
        Cost::Free => "cost.free",
        Cost::Local => "cost.local",
        Cost::Paid => "cost.paid",
    });
    let brief = Local { text: sentence::first(&contact.role.text).to_owned(), ..contact.role.clone() };
    json!({
        "name": w.local(&contact.name), "role": w.local(&contact.role), "brief": w.local(&brief),
        "urgent": contact.phone.as_ref().is_some_and(is_urgent), "short": contact.phone.as_ref().is_some_and(is_short),
        "phone": contact.phone.as_ref().map(|phone| number(phone, &contact.name)),
        "doubt": (contact.status == Certainty::ToCheck).then(|| doubt(w)),
        "cost": cost.filter(|_| contact.phone.as_ref().is_some_and(|phone| !phone.is_for_messages())).map(|key| w.say(key)),
        "by": contact.phone.as_ref().filter(|phone| phone.is_for_messages())
            .map(|phone| w.fill("links.sms", &[("number", &phone.text)])),
        "hours": contact.hours.as_ref().map(|hours| w.local(hours)),
        "url": contact.url.as_ref().filter(|_| contact.phone.is_none()).map(|url| json!({
            "href": url, "words": w.foreign(short(url), w.theme.official),
        })),
    })
}

/// A number to call; who listens hears whose it is.
fn number(phone: &Phone, whose: &Local) -> Value {
    json!({"s": grouped(phone), "href": phone.href, "say": spoken(&whose.text, phone)})
}

/// The remark that something is not sure, in brackets.
fn doubt(w: &mut Writer<'_>) -> Vec<Value> {
    let words = format!("({})", w.strings.get("facts.to_check"));
    w.foreign(&words, w.strings.spoken)
}

/// Who hands a leaflet out.
pub fn host(w: &mut Writer<'_>, host: &HostView) -> Value {
    w.enter(&"content/partners.yaml".into(), &host.name.text);
    let logo = host.logo.as_ref().and_then(|logo| w.add_picture(&logo.file));
    let functions: Vec<Value> = host
        .functions
        .iter()
        .map(|function| {
            json!({
                "name": w.local(&function.name),
                "phone": number(&function.phone, &function.name),
                "hours": function.hours.as_ref().map(|hours| w.local(hours)),
            })
        })
        .collect();
    json!({
        "name": w.local(&host.name), "role": w.local(&host.role), "example": host.example,
        "functions": functions, "logo": logo, "alt": host.logo.as_ref().map(|logo| &logo.alt),
    })
}

/// Whether a number has room beside its words on a narrow paper.
fn is_short(phone: &Phone) -> bool {
    /// As many figures as 116 006 has.
    const FIGURES: usize = 6;
    digits::of(&phone.text).len() <= FIGURES
}

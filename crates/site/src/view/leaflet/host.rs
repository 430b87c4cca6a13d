//! The partner that hands a leaflet out: its name, its functions with their numbers, its logo.

use super::{HostFunction, HostView, Logo};
use crate::view::site_context;
use trousseau_core::{
    diagnostic::{Diagnostic, Place, WithDiagnostics, rule},
    picture::{self, Kind},
    source::{Source, Sources},
    toolkit::{Partner, Toolkit},
};
use trousseau_text::Language;

/// The file of the partners, for diagnostics about a logo.
const PATH: &str = "content/partners.yaml";

/// The view of a partner for readers of a language. A logo that cannot be printed is left out, with a diagnostic.
pub fn host(
    toolkit: &Toolkit,
    partner: &Partner,
    sources: &Sources,
    language: Language,
) -> WithDiagnostics<HostView> {
    let source = toolkit.source_language();
    let functions = partner.functions.iter().map(|function| HostFunction {
        name: site_context::local(&function.name, language, source),
        phone: site_context::phone_view(&function.phone),
        hours: (!function.hours.is_empty()).then(|| site_context::local(&function.hours, language, source)),
    });
    let name = site_context::local(&partner.name, language, source);
    let logo = logo(partner, sources);
    let value = HostView {
        role: site_context::local(&partner.role, language, source),
        example: partner.example,
        functions: functions.collect(),
        logo: logo.value.map(|file| Logo { alt: name.text.clone(), fingerprint: file.fingerprint, file }),
        name,
    };
    WithDiagnostics { value, diagnostics: logo.diagnostics }
}

/// The file of a partner's logo: a PNG as it is, an SVG without scripts and references.
///
/// `None`, with a diagnostic, when the file is missing, is no SVG or PNG, or holds more than a drawing.
pub fn logo(partner: &Partner, sources: &Sources) -> WithDiagnostics<Option<Source>> {
    let Some(named) = &partner.logo else { return WithDiagnostics::silent(None) };
    let place = Place::span(&PATH.into(), named.span);
    let path = format!("content/{}", named.value.trim().trim_start_matches("content/"));
    let Some(file) = sources.get(&path) else {
        let folder = "content/";
        let known = sources.under(folder).map(|source| &source.path[folder.len()..]);
        let diagnostic = Diagnostic::new(rule::partners::LOGO, place)
            .with("file", &path)
            .with("partner", &partner.id.value);
        let diagnostic =
            diagnostic.with_near(&path[folder.len()..], known.filter(|name| picture::is_picture(name)));
        return WithDiagnostics { value: None, diagnostics: vec![diagnostic] };
    };
    let clean = picture::probe(&file.bytes).and_then(|probe| match probe.kind {
        Kind::Png | Kind::Svg => picture::variant(&file.bytes, None),
        Kind::Jpeg | Kind::WebP => Err(picture::Fault::Kind),
    });
    let diagnostic = match clean {
        Ok(bytes) => return WithDiagnostics::silent(Some(Source::new(path, bytes))),
        Err(picture::Fault::Kind) => Diagnostic::new(rule::partners::LOGO_KIND, place),
        Err(fault) => Diagnostic::new(rule::partners::LOGO_BROKEN, place).with("problem", fault),
    };
    WithDiagnostics {
        value: None,
        diagnostics: vec![diagnostic.with("file", path).with("partner", &partner.id.value)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use trousseau_core::toolkit;

    const TOOLKIT: &str = "--- content/toolkit.yaml ---
name: {fr: Clés}
languages: [fr, ar]
stages: [{id: a, name: {fr: A}, summary: {fr: A}}]
--- content/partners.yaml ---
- id: nous
  name: {fr: Nous, ar: نحن}
  college: association
  role: {fr: Aide., ar: تساعد.}
  logo: LOGO
  functions:
    - {name: {fr: Accueil, ar: الاستقبال}, phone: \"03 20 00 00 00\", hours: {fr: le matin}}
    - {name: {fr: Personne}, phone: \"jamais\"}
";
    const DRAWING: &str =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path d=\"M0 0h10\"/></svg>";

    #[track_caller]
    fn check(logo: &str, files: &[(&str, &[u8])]) -> (HostView, Vec<&'static str>) {
        let mut sources = Sources::from_story(&TOOLKIT.replace("LOGO", logo)).value;
        for (path, bytes) in files {
            sources.put(Source::new(*path, *bytes));
        }
        let toolkit = toolkit::read(&sources).value.expect("a toolkit");
        let partner = toolkit.partner("nous").expect("there");
        let arabic = Language::find("ar").expect("in the table");
        let noted = host(&toolkit, partner, &sources, arabic);
        (noted.value, noted.diagnostics.iter().map(|diagnostic| diagnostic.code()).collect())
    }

    #[test]
    fn a_partner_is_shown_in_the_language_of_the_reader_and_only_with_numbers_that_ring() {
        let (host, diagnostics) = check("logos/nous.svg", &[("content/logos/nous.svg", DRAWING.as_bytes())]);
        assert_eq!(diagnostics, Vec::<&str>::new());
        assert_eq!((host.name.text.as_str(), host.name.lang), ("نحن", None));
        let [function] = host.functions.as_slice() else { panic!("one function: {:?}", host.functions) };
        assert_eq!(function.phone.text, "03\u{a0}20\u{a0}00\u{a0}00\u{a0}00");
        assert_eq!(function.hours.as_ref().and_then(|hours| hours.lang), Some("fr"));
        let logo = host.logo.expect("a logo");
        assert_eq!((logo.alt.as_str(), &*logo.file.path), ("نحن", "content/logos/nous.svg"));
    }

    #[test]
    fn a_logo_that_cannot_be_printed_is_left_out_with_a_note() {
        let script = DRAWING.replace("<path", "<script>alert(1)</script><path");
        let outside = DRAWING.replace("<path d=\"M0 0h10\"", "<image href=\"https://exemple.org/x.png\"");
        let cases: [(&[u8], &str); 4] = [
            (script.as_bytes(), "partners/logo-broken"),
            (outside.as_bytes(), "partners/logo-broken"),
            (b"no picture", "partners/logo-kind"),
            (b"\x89PNG\r\n\x1a\n broken", "partners/logo-broken"),
        ];
        for (bytes, code) in cases {
            let (host, diagnostics) = check("logo.svg", &[("content/logo.svg", bytes)]);
            assert!(host.logo.is_none());
            assert_eq!(diagnostics, [code]);
        }
        let (host, diagnostics) = check("content/logo.svg", &[("content/logos.svg", DRAWING.as_bytes())]);
        assert!(host.logo.is_none());
        assert_eq!(diagnostics, ["partners/logo"]);
        assert_eq!(check("../../etc/passwd", &[]).1, ["partners/logo"]);
    }
}

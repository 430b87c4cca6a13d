//! What a leaflet costs: many leaflets of two A4 pages, each with its own words.
//!
//! `cargo bench --bench leaflet` prints CPU per leaflet and the largest memory; `-- 60` chooses how many.
//! `benches/peers/leaflet.py` makes the same leaflets with other programs and prints ratios.

use std::{
    collections::BTreeMap,
    fs,
    sync::atomic::{AtomicUsize, Ordering},
    time::Instant,
};

use trousseau_core::{
    document::{Document, Target, markdown},
    source::Sources,
    toolkit::format::{Format, Sheet},
};
use trousseau_pdf::leaflet::Leaflets;
use trousseau_site::view::{
    Local, Phone, Reference,
    leaflet::{LeafletView, Part, StageMark},
};
use trousseau_text::Language;
use trousseau_theme::{Theme, files::Files};

/// The same as the program's.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let many = arguments.first().and_then(|number| number.parse().ok()).unwrap_or(600);
    let french = Language::default();
    let theme = Theme::new(Files::read(&Sources::default(), "default"), "default", &[french], french).value;
    let leaflets = Leaflets::new(&theme);
    let first = Instant::now();
    let made = leaflets.generate(&view(usize::MAX), &[Sheet::Pages]).remove(0);
    let pages = made.value.map_or(0, |print| print.pages);
    println!("first leaflet, fonts and templates read: {:.0} ms, {pages} pages", millis(first));

    let (next, bytes) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (wall, cpu) = (Instant::now(), cpu());
    let work = || loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= many {
            return;
        }
        let made = leaflets.generate(&view(number), &[Sheet::Pages]).remove(0);
        let print = made.value.expect("a leaflet without notes");
        bytes.fetch_add(print.bytes.len(), Ordering::Relaxed);
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    println!(
        "{many} leaflets on {threads} threads: {:.1} ms CPU each, {:.1} ms wall each, {} kB each; peak {} MiB",
        (self::cpu() - cpu) / many as f64,
        millis(wall) / many as f64,
        bytes.into_inner() / many / 1000,
        peak() >> 10
    );
}

/// A leaflet of two pages; its number stands in every paragraph, so no two are alike.
fn view(number: usize) -> LeafletView {
    let language = Language::default();
    let local = |text: String| Local { text, lang: None, dir: None };
    let title = format!("Déposer sa demande {}", number % 100_000);
    let text = TEXT.replace("{n}", &(number % 100_000).to_string());
    LeafletView {
        wall: None,
        layout: Format::A4.spec().layout,
        language,
        site: local("Trousseau".into()),
        address: Some("exemple.org".into()),
        demo: false,
        steps: 7,
        title: local(title.clone()),
        parts: vec![Part {
            is_form: false,
            is_chosen: false,
            is_cut: false,
            slug: "demander".into(),
            title: local(title),
            summary: local("Remplir la demande, donner les bons papiers et obtenir le numéro unique.".into()),
            stage: Some(StageMark {
                number: Some(2),
                name: local("Demander".into()),
                pictogram: Some("pen".into()),
            }),
            body_language: language,
            body: body(&text),
            beside: None,
            named: Vec::new(),
            terms: Vec::new(),
            help: Vec::new(),
            url: Some(format!("https://exemple.org/fr/demander-{number}.html")),
            short: None,
            code: None,
            version: None,
            checked: None,
            valid_until: None,
            notice: None,
            falc: None,
            on_trial: false,
            path: "content/guides/demander/fr.md".into(),
        }],
        partner: None,
        date: None,
        images: BTreeMap::new(),
    }
}

fn body(text: &str) -> Document<Reference> {
    let read = markdown::read(text, 0, &"content/guides/demander/fr.md".into(), Language::default());
    read.value.map(&mut |link| match link.to {
        Target::Phone(number) => {
            Reference::Phone(Phone { text: number.clone(), href: format!("tel:{number}") })
        }
        Target::Web(href) => Reference::Web(href.clone()),
        _ => Reference::Nowhere,
    })
}

fn millis(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}

/// The CPU time of this process so far, in milliseconds, from the kernel's own books.
fn cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) * 10.0
}

/// The largest resident size of this process so far, in kB; zero where the kernel does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse().ok()).unwrap_or(0)
}

/// The same text lies in `peers/leaflet.py`'s hands: it reads it from this file.
const TEXT: &str = "\
## À faire en premier

1. Préparez votre pièce d’identité ou votre titre de séjour {n}.
2. Choisissez les communes où vous acceptez d’habiter.
3. Faites votre demande sur internet ou avec le formulaire papier.
4. Donnez une adresse, un téléphone et un e-mail qui marchent.
5. Rangez cette attestation. Faites-en une photo.

## Où déposer la demande ?

**Sur internet.** Allez sur [le site de l’État](https://www.demande-logement-social.gouv.fr/). Vous pouvez entrer avec FranceConnect. Dossier {n}.

**Sur papier.** Demandez le formulaire. Écrivez en lettres majuscules, au stylo noir. Portez-le à un guichet enregistreur {n}. C’est souvent un bailleur ou une mairie. Appelez le [115](tel:115) si vous n’avez pas de toit ce soir.

Vous faites une demande par département. Tous les bailleurs du département la voient. Vous voulez aussi un autre département ? Faites une autre demande {n}.

## Les papiers

- [ ] carte d’identité, passeport ou titre de séjour valable de chaque adulte {n}
- [ ] livret de famille ou acte de naissance de chaque enfant
- [ ] avis d’imposition de chaque adulte
- [ ] preuves des revenus d’aujourd’hui : salaire, chômage, retraite, aides

| Papier | Qui le donne | Quand |
|---|---|---|
| Attestation {n} | le guichet | un mois |
| Quittance | le bailleur | chaque mois |

## Les délais

L’attestation arrive en un mois au plus. Elle prouve la date de votre demande {n}. Ce numéro n’est pas une place dans une file.

> [!IMPORTANT]
> Vous n’avez pas reçu d’attestation {n} ? Votre demande n’est pas enregistrée. Retournez au guichet ou sur le site.

- La demande ne coûte rien. Ne payez personne. Utilisez seulement le site de l’État {n}.
- N’envoyez pas de papier original. Donnez une copie.
";

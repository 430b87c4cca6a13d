//! Every right-to-left leaflet of the repository's own guides, in every format, is read back as it was written.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

use super::{reader, text::words, *};
use trousseau_core::library;
use trousseau_site::{
    plan::{
        BuildOptions, Leaflet, OutputKind,
        leaflets::{self as plan, RenderInput},
    },
    view::leaflet::{HostFunction, HostView},
};

/// How many words and pairs of neighbours a format has, and how many came back.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    words: usize,
    intact: usize,
    pairs: usize,
    kept: usize,
}

impl Score {
    /// Compares lines that were given to the template with what a reader gets of the file.
    pub fn of(lines: &[String], bytes: &[u8]) -> Self {
        let got: Vec<String> =
            reader::read(bytes).iter().flat_map(|pieces| words(&pieces.concat())).collect();
        let mut left = BTreeMap::<&str, usize>::new();
        got.iter().for_each(|word| *left.entry(word).or_default() += 1);
        let mut together = BTreeMap::<(&str, &str), usize>::new();
        got.windows(2).for_each(|pair| *together.entry((&pair[0], &pair[1])).or_default() += 1);
        let wanted: Vec<Vec<String>> = lines.iter().map(|line| words(line)).collect();
        let mut score = Self::default();
        let take = |count: Option<&mut usize>| {
            count.filter(|count| **count > 0).map(|count| *count -= 1).is_some() as usize
        };
        for wanted in &wanted {
            score.words += wanted.len();
            score.pairs += wanted.len().saturating_sub(1);
            for word in wanted {
                score.intact += take(left.get_mut(word.as_str()));
            }
            for pair in wanted.windows(2) {
                score.kept += take(together.get_mut(&(pair[0].as_str(), pair[1].as_str())));
            }
        }
        score
    }

    /// Adds what another file has.
    pub fn add(&mut self, other: Self) {
        self.words += other.words;
        self.intact += other.intact;
        self.pairs += other.pairs;
        self.kept += other.kept;
    }

    /// The words that are intact, and the neighbours that are still in order, in percent.
    pub fn percent(self) -> (f64, f64) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        (share(self.intact, self.words), share(self.kept, self.pairs))
    }
}

/// The lines that a template gets: the title, the summary, and the body block by block; of a poster the stages, of signs the
/// phrases.
pub fn lines(data: &Value) -> Vec<String> {
    let mut out = Vec::new();
    let all = |list: &Value| list.as_array().cloned().unwrap_or_default();
    let wall = &data["wall"];
    out.extend(
        all(&wall["stages"]).iter().flat_map(|stage| [plain(&stage["name"]), plain(&stage["summary"])]),
    );
    out.extend(all(&wall["signs"]).iter().map(|sign| plain(&sign["own"])));
    for question in all(&wall["questions"]) {
        out.push(plain(&question["text"]));
        for answer in all(&question["answers"]) {
            out.extend([&answer["text"], &answer["to"]["title"], &answer["to"]["name"]].map(plain));
        }
    }
    for part in data["parts"].as_array().into_iter().flatten() {
        if data["layout"] == "card" {
            // A card has room for the first steps, and of whom to call for those who fit.
            out.push(plain(&part["title"]));
            blocks(&part["blocks"], &mut out);
            continue;
        }
        for one in ["title", "summary"] {
            out.push(plain(&part[one]));
        }
        blocks(&part["blocks"], &mut out);
        for row in part["rows"].as_array().into_iter().flatten() {
            blocks(&row["source"], &mut out);
            blocks(&row["own"], &mut out);
        }
        for term in part["terms"].as_array().into_iter().flatten() {
            out.push(plain(&term["definition"]));
        }
        // What one writes on has no room for contacts.
        let help = part["help"].as_array().filter(|_| part["form"] != true);
        for contact in help.into_iter().flatten() {
            out.push(plain(&contact["name"]));
        }
    }
    out
}

fn blocks(all: &Value, out: &mut Vec<String>) {
    for block in all.as_array().into_iter().flatten() {
        let each = |list: &Value, out: &mut Vec<String>| {
            list.as_array().into_iter().flatten().for_each(|line| out.push(plain(line)));
        };
        match block["t"].as_str() {
            Some("h" | "p") => out.push(plain(&block["c"])),
            Some("list") => {
                block["items"].as_array().into_iter().flatten().for_each(|item| blocks(&item["c"], out));
            }
            Some("alert" | "quote" | "letter") => blocks(&block["c"], out),
            Some("table") => {
                out.push(plain(&block["caption"]));
                block["rows"].as_array().into_iter().flatten().for_each(|row| each(row, out));
            }
            Some("lines") => each(&block["lines"], out),
            _ => {}
        }
    }
}

/// The letters of a line.
fn plain(pieces: &Value) -> String {
    match pieces {
        Value::String(text) => text.clone(),
        Value::Array(pieces) => pieces.iter().map(plain).collect(),
        Value::Object(piece) if piece.get("t").is_some_and(|kind| kind == "br") => " ".to_owned(),
        Value::Object(piece) => {
            piece.get("c").or(piece.get("s")).or(piece.get("words")).map(plain).unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// Every leaflet of the repository's own toolkit that is a PDF, with its view.
fn each(look: &mut dyn FnMut(&Leaflet, LeafletView)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the repository");
    let sources = trousseau_io::disk::read(root).expect("the content").value;
    let library = library::assemble(&sources).value.expect("a library");
    let options = BuildOptions::default();
    let input = RenderInput::new(&library, theme(), &sources, &options);
    for task in plan::list(&library).tasks.values() {
        let OutputKind::Leaflet(leaflet) = &task.kind else { continue };
        if !matches!(leaflet.sheet, Sheet::Preview | Sheet::Picture) {
            let view = leaflet.view(&input.page_builder(leaflet.language), &sources).value.expect("a view");
            look(leaflet, view);
        }
    }
}

#[test]
fn slow_a_partner_can_hand_out_every_fold_out() {
    let mut tried = 0;
    each(&mut |leaflet, view| {
        if leaflet.format != Some(Format::Trifold) {
            return;
        }
        tried += 1;
        assert_eq!(codes(&view), [""; 0], "{} {}", view.title.text, view.language);
        let mut host = super::pages::host("content/logo.svg", super::pages::LOGO);
        host.name = local("Maison des habitants de Lille et environs");
        host.role = local("Accompagne les ménages vers le logement, avec des interprètes.");
        host.functions.push(HostFunction { name: local("Aide aux papiers"), ..host.functions[0].clone() });
        for with_logo in [true, false] {
            let logo = host.logo.clone().filter(|_| with_logo);
            let partner = Some(HostView { logo, ..host.clone() });
            let view = LeafletView { partner, ..view.clone() };
            assert_eq!(codes(&view), [""; 0], "{} {}", view.title.text, view.language);
        }
    });
    assert!(tried >= 3, "{tried}");
}

#[test]
fn slow_real_guides_are_read_as_they_were_written() {
    let mut scores = BTreeMap::<String, Score>::new();
    each(&mut |leaflet, view| {
        if leaflet.language.direction() != Direction::Rtl {
            return;
        }
        let Some(laid) = leaflets().lay(&view, Explains::of(view.layout)).value else { return };
        let made = leaflets().generate(&view, &[leaflet.sheet]).remove(0);
        let Some(print) = made.value else { return };
        let data: Value = serde_json::from_slice(&laid.data).expect("JSON");
        let score = Score::of(&lines(&data), &print.bytes);
        let name = leaflet.format.map_or("all", |format| format.name());
        scores.entry(format!("{} {name}", leaflet.language)).or_default().add(score);
    });
    let mut all = Score::default();
    for (name, score) in &scores {
        let (intact, in_order) = score.percent();
        println!("{name}: {intact:.1} % intact, {in_order:.1} % in order, of {} words", score.words);
        all.add(*score);
    }
    assert!(scores.len() >= 6, "{scores:?}");
    let weak = |score: &Score, least: (f64, f64)| score.percent().0 < least.0 || score.percent().1 < least.1;
    assert!(!weak(&all, (99.0, 96.0)), "{all:?}");
    assert!(scores.values().all(|score| !weak(score, (95.0, 95.0))), "{scores:?}");
}

/// The guides whose leaflets once took 102 sheets on A4, and what they may take.
const FIRST: [&str; 12] = [
    "autres-solutions",
    "changer",
    "comprendre",
    "demander",
    "difficultes",
    "entrer",
    "priorite",
    "proposition",
    "qui-peut-aider",
    "signer",
    "suivre",
    "vivre",
];

#[test]
fn slow_leaflets_waste_no_paper() {
    /// What a last page holds at least, in parts of a page.
    const LEAST: f64 = 0.25;
    let (mut sheets, mut large, mut short) = (0, 0, Vec::new());
    each(&mut |leaflet, view| {
        let is_early = matches!(leaflet.language.tag(), "fr" | "en" | "ar");
        let format = leaflet.format.filter(|_| !view.parts.iter().any(|part| part.is_form));
        let is_a4 = format == Some(Format::A4);
        let is_early_large = is_early && format == Some(Format::Large);
        if !is_a4 && !is_early_large {
            return;
        }
        let fit = leaflets().fit(&view).value.expect("a fit");
        let room = view.layout.paper.room();
        if is_a4 && fit.pages > 1 && room - fit.space_left_mm < LEAST * room {
            short.push(format!("{} {}", view.parts[0].slug, leaflet.language));
        }
        let taken = fit.pages.div_ceil(2);
        match format {
            Some(Format::A4) if is_early && FIRST.contains(&view.parts[0].slug.as_str()) => sheets += taken,
            Some(Format::Large) => large += taken,
            _ => {}
        }
    });
    assert_eq!(short, [""; 0], "end on a page that is nearly white");
    assert!((36..=84).contains(&sheets), "{sheets} sheets of A4");
    assert!((54..=216).contains(&large), "{large} sheets in large print");
}

//! All that readers of a language see, set with the whole font and with what was cut of it: the same glyphs at the same places.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use harfrust::{Buffer, Font, ShapeOptions, ShaperFont, shape};
use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    instance::{Location, Size},
    outline::{DrawSettings, OutlinePen},
};
use trousseau_core::source::Source;
use trousseau_html::{
    font::{font, unpacked},
    generate,
};
use trousseau_site::plan::{self, OutputKind};
use trousseau_text::{Language, letters::Letters};
use trousseau_theme::fonts::Published;

use crate::way::{TODAY, survey};

/// The weights between which the fonts of the theme vary, and one amid them.
const WEIGHTS: [f32; 3] = [400.0, 550.0, 700.0];

/// A glyph as it is drawn: the letter of the text that it begins at, how far it leads, where it stands, and its outline. Numbers of
/// glyphs are left out, since a cut font counts its own.
type Drawn = (u32, [i32; 4], String);

/// A font at one weight.
struct Set<'a> {
    font: FontRef<'a>,
    shaped: Font,
    location: Location,
    outlines: BTreeMap<u32, String>,
}

#[derive(Default)]
struct Pen(String);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push_str(&format!("M{x},{y}"));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push_str(&format!("L{x},{y}"));
    }

    fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
        self.0.push_str(&format!("Q{a},{b},{x},{y}"));
    }

    fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
        self.0.push_str(&format!("C{a},{b},{c},{d},{x},{y}"));
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

impl<'a> Set<'a> {
    fn new(bytes: &'a [u8], weight: f32) -> Self {
        let font = FontRef::new(bytes).expect("a font");
        let shaped = Font::new(bytes.to_vec(), 0).expect("a font");
        Self {
            location: font.axes().location([("wght", weight)]),
            shaped: shaped.instance_builder().variations([("wght", weight)]).build(),
            font,
            outlines: BTreeMap::new(),
        }
    }

    fn has(&self, letter: char) -> bool {
        self.font.charmap().map(letter).is_some_and(|glyph| glyph != GlyphId::NOTDEF)
    }

    fn drawn(&mut self, text: &str) -> Vec<Drawn> {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        shape(&ShaperFont::new(&self.shaped), &mut buffer, ShapeOptions::new()).expect("shaped");
        let placed = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
        let placed: Vec<_> = placed
            .map(|(glyph, at)| {
                (glyph.glyph_id, glyph.cluster, [at.x_advance, at.y_advance, at.x_offset, at.y_offset])
            })
            .collect();
        placed.into_iter().map(|(glyph, cluster, at)| (cluster, at, self.outline(glyph))).collect()
    }

    fn outline(&mut self, glyph: u32) -> String {
        let (font, location) = (&self.font, &self.location);
        let draw = || {
            let mut path = Pen::default();
            let outline = font.outline_glyphs().get(GlyphId::new(glyph)).expect("a glyph");
            outline.draw(DrawSettings::unhinted(Size::unscaled(), location), &mut path).expect("an outline");
            path.0
        };
        self.outlines.entry(glyph).or_insert_with(draw).clone()
    }
}

/// Sets each run of letters of which the whole font has all, as browsers do; returns how many runs there were.
fn same(whole: &[u8], cut: &[u8], texts: &BTreeSet<String>) -> usize {
    let [whole, cut] = [whole, cut].map(|font| unpacked(font).expect("a font"));
    let mut many = 0;
    for weight in WEIGHTS {
        let (mut whole, mut cut) = (Set::new(&whole, weight), Set::new(&cut, weight));
        for text in texts {
            let runs: Vec<&str> = text.split(|letter| !whole.has(letter)).collect();
            for run in runs.into_iter().filter(|run| !run.trim().is_empty()) {
                let missing: String = run.chars().filter(|letter| !cut.has(*letter)).collect();
                assert_eq!(missing, "", "in {run}");
                assert_eq!(whole.drawn(run), cut.drawn(run), "{run} at {weight}");
                many += 1;
            }
        }
    }
    many
}

/// The texts of a page between its tags, its names and descriptions among them.
fn texts(html: &str, into: &mut BTreeSet<String>) {
    let html = html.replace("&quot;", "\"").replace("&#x27;", "'").replace("&lt;", "<").replace("&amp;", "&");
    into.extend(
        html.split(['<', '>', '"']).map(str::trim).filter(|text| !text.is_ascii()).map(str::to_owned),
    );
}

#[test]
fn what_readers_of_this_repository_see_is_set_with_cut_fonts_as_with_whole_ones() {
    let sources =
        trousseau_io::disk::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository").value;
    let (library, theme) = survey(sources.clone(), TODAY).made.expect("a toolkit");
    let plan = plan::plan(&library, &theme, &sources, &plan::BuildOptions::default());
    let mut looked = Vec::new();
    for (own, source) in theme.fonts() {
        let site = |language: &&Language| own.serves(**language);
        let mut seen = BTreeSet::new();
        for language in library.toolkit.languages.iter().filter(site) {
            let folder = format!("site/{language}/");
            for (path, task) in plan.tasks.iter().filter(|(path, _)| path.starts_with(&folder)) {
                // What is found is shown, too. The first list of the search also holds letters that are folded, which nobody sees.
                let is_seen = matches!(task.kind, OutputKind::Page(_) | OutputKind::SearchTexts(_));
                let made = is_seen.then(|| generate::one(&plan, path, &theme)).flatten();
                let made = made.and_then(|made| String::from_utf8(made.value?).ok()).unwrap_or_default();
                texts(&made, &mut seen);
            }
        }
        let task = plan.tasks.iter().find_map(|(_, task)| match &task.kind {
            OutputKind::Font(font) if font.source.path == source.path => Some(font),
            _ => None,
        });
        let cut = font(task.expect("a font of the site")).value.expect("bytes");
        assert!(cut.len() * 3 < source.bytes.len() * 2, "{}: {} bytes", own.file, cut.len());
        looked.push((own.file.as_str(), same(&source.bytes, &cut, &seen)));
    }
    assert!(looked.len() == 2 && looked.iter().all(|(_, many)| *many > 2_000), "{looked:?}");
}

/// The words of the interface in other scripts, set with fonts of the theme that are for paper: how a theme of one's own would have
/// them cut.
#[test]
fn letters_that_join_change_and_stack_survive_the_cut() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let pairs = [
        ("ar", "vazirmatn-arabic"),
        ("fa-AF", "vazirmatn-arabic"),
        ("bn", "anek-bangla"),
        ("hi", "noto-sans-devanagari"),
        ("ka", "noto-sans-georgian"),
        ("ru", "noto-sans-cyrillic"),
        ("vi", "noto-sans-latin-ext"),
    ];
    for (language, file) in pairs {
        let words = std::fs::read_to_string(root.join(format!("strings/{language}.yaml"))).expect("words");
        let bytes = std::fs::read(root.join(format!("fonts/{file}.woff2"))).expect("a font");
        let letters = Some(Arc::new(Letters::of(&words)));
        let source = Source::new("f", bytes.clone());
        let made = font(&Published { address: String::new(), source, letters });
        let cut = made.value.expect("bytes");
        assert!(made.diagnostics.is_empty() && cut.len() < bytes.len(), "{file}: {} bytes", cut.len());
        let lines = words.lines().map(str::to_owned).collect();
        assert!(same(&bytes, &cut, &lines) > 300, "{language}");
    }
}

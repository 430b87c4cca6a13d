//! What stands for a picture where it is not seen: alternative texts that say nothing, and pictures of text, which nobody can read aloud,
//! enlarge or translate.

use trousseau_core::{
    diagnostic::{Diagnostic, rule},
    library::address,
};

use super::{
    Prose,
    line::{Line, words},
    reading::phrases,
};

/// Words with which an alternative text says that it stands for a picture, as a screen reader has just said. Behind those of the first
/// list comes what is shown, those of the second say it alone.
const OF: &[&str] = &[
    "image de",
    "image d",
    "image du",
    "image des",
    "photo de",
    "photo d",
    "photo du",
    "photo des",
    "photographie de",
    "illustration de",
    "illustration d",
    "dessin de",
    "dessin d",
    "image of",
    "picture of",
    "photo of",
    "photograph of",
    "graphic of",
    "illustration of",
    "drawing of",
    "صورة ل",
    "صورة لـ",
    "صورة",
    "تصویر",
    "عکس",
    "انځور",
    "ስእሊ",
    "ስእሊ ናይ",
    "фото",
    "фотография",
    "фотографія",
    "изображение",
    "зображення",
    "картинка",
    "рисунок",
    "imagen de",
    "foto de",
    "bild von",
    "foto von",
];

/// Pictures, and words that may stand for any of them, as the whole of an alternative text.
const ALONE: &[&str] = &[
    "image",
    "images",
    "photo",
    "photos",
    "picture",
    "pictures",
    "illustration",
    "dessin",
    "logo",
    "icône",
    "icon",
    "bannière",
    "banner",
    "visuel",
    "alt",
    "alt text",
    "texte alternatif",
    "sans titre",
    "untitled",
    "صورة",
    "شعار",
    "تصویر",
    "عکس",
    "انځور",
    "ስእሊ",
    "фото",
    "изображение",
    "зображення",
    "картинка",
    "логотип",
    "resim",
    "fotoğraf",
    "imagen",
    "bild",
];

/// The articles that may stand before such a word.
const ARTICLES: &[&str] = &["un", "une", "l", "la", "le", "cette", "a", "an", "the", "this"];

/// Ends of names of files.
const FILES: &[&str] =
    &[".png", ".jpg", ".jpeg", ".webp", ".svg", ".gif", ".avif", ".heic", ".bmp", ".tif", ".tiff", ".pdf"];

/// How cameras and screens name their files.
const CAMERAS: &[&str] =
    &["img", "dsc", "dscn", "dscf", "pxl", "screenshot", "capture", "scan", "image", "photo", "whatsapp"];

/// What is a picture of text, as alternative texts and names of files say it.
const OF_TEXT: &[&str] = &[
    "affiche",
    "flyer",
    "tract",
    "dépliant",
    "depliant",
    "plaquette",
    "infographie",
    "capture d écran",
    "copie d écran",
    "capture ecran",
    "scan",
    "tableau",
    "horaires",
    "menu",
    "screenshot",
    "screen shot",
    "leaflet",
    "poster",
    "infographic",
    "timetable",
    "price list",
    "لقطة شاشة",
    "ملصق",
    "منشور",
    "скриншот",
    "снимок экрана",
    "знімок екрана",
    "афиша",
    "плакат",
    "листовка",
    "листівка",
    "afiş",
    "ekran görüntüsü",
    "پوستر",
    "ፖስተር",
];

/// The most letters of an alternative text that says what is seen. More repeats what is written in the picture.
const LONGEST: usize = 180;

/// The fewest letters of text in a drawing that are more than a name or two on a map.
const WRITTEN: usize = 20;

/// Diagnostics about the alternative texts of a line.
pub(super) fn check(prose: &Prose, line: &Line, diagnostics: &mut Vec<Diagnostic>) {
    for (range, address) in &line.pictures {
        let Some(alt) = line.text.get(range.clone()).map(str::trim) else { continue };
        let mut say =
            |rule, words: &str| diagnostics.push(prose.says(rule, line, range.clone()).with("words", words));
        if is_name(alt, address) {
            say(rule::images::ALT_NAME, alt);
        } else if let Some(start) = of_picture(alt) {
            say(rule::images::ALT_PICTURE, start);
        } else if let Some(found) = of_text(alt, address).or_else(|| drawn(prose, address)) {
            say(rule::images::TEXT, &found);
        }
    }
}

/// The words of a drawing beside the text that are set as text, where they are more than names on a map.
fn drawn(prose: &Prose, file: &str) -> Option<String> {
    let path = file.ends_with(".svg").then(|| address::resolve(prose.path, file)).flatten()?;
    let words = words_drawn(prose.sources.get(&path)?.text().ok()?);
    (words.chars().filter(|letter| letter.is_alphabetic()).count() >= WRITTEN).then_some(words)
}

/// The words of a drawing that are set as text, without what names it for programs.
fn words_drawn(drawing: &str) -> String {
    let texts = drawing.split("<text").skip(1).filter_map(|text| text.split("</text").next());
    // A text is cut where a tag ends, since a line of it may have tags of its own.
    let pieces = texts.flat_map(|text| text.split('>').skip(1).filter_map(|piece| piece.split('<').next()));
    pieces.map(str::trim).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether an alternative text is the name of a file, or signs alone.
fn is_name(alt: &str, address: &str) -> bool {
    let lower = alt.to_lowercase();
    let digits = alt.chars().filter(char::is_ascii_digit).count();
    let joined = !alt.contains(char::is_whitespace);
    let first: String = lower.chars().take_while(|sign| sign.is_alphabetic()).collect();
    let is_camera = digits >= 3 && joined && CAMERAS.contains(&first.as_str());
    // "Plan" may name what is shown, "plan-2" and "rue_du_port" do not.
    let is_file = joined
        && stem(address) == lower
        && lower.contains(|sign: char| sign == '-' || sign == '_' || sign.is_ascii_digit());
    FILES.iter().any(|end| lower.ends_with(end))
        || joined && alt.contains('_') && digits > 0
        || is_camera
        || is_file
        || !alt.is_empty() && !alt.contains(char::is_alphanumeric)
}

/// The name of the file of an address, in small letters and without its ending.
fn stem(address: &str) -> String {
    let name = address.rsplit('/').next().unwrap_or(address);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase()
}

/// The words with which an alternative text says that it is a picture.
fn of_picture(alt: &str) -> Option<&str> {
    let (first, bare) = without_article(alt);
    let whole = words(bare).iter().filter_map(|range| bare.get(range.clone())).collect::<Vec<_>>().join(" ");
    if ALONE.contains(&whole.to_lowercase().as_str()) {
        return Some(alt);
    }
    let (range, _) = phrases(&Line::of_head(bare), OF)
        .filter(|(found, _)| found.start == 0)
        .max_by_key(|(found, _)| found.end)?;
    alt.get(..first + range.end)
}

/// Where the first word that is no article begins, and the text from there.
fn without_article(alt: &str) -> (usize, &str) {
    let found = words(alt);
    let is_article = |range: &std::ops::Range<usize>| {
        alt.get(range.clone()).is_some_and(|word| ARTICLES.contains(&word.to_lowercase().as_str()))
    };
    match found.as_slice() {
        [article, next, ..] if is_article(article) => (next.start, alt.get(next.start..).unwrap_or(alt)),
        _ => (0, alt),
    }
}

/// What says that a picture holds text: the beginning of its alternative text, the name of its file, or a text that repeats it.
fn of_text(alt: &str, address: &str) -> Option<String> {
    let (_, bare) = without_article(alt);
    let named =
        phrases(&Line::of_head(bare), OF_TEXT).find(|(found, _)| found.start == 0).map(|(_, words)| words);
    let file = stem(address).replace(['-', '_'], " ");
    let in_file = || phrases(&Line::of_head(&file), OF_TEXT).next().map(|_| stem(address));
    let long =
        || (alt.chars().count() > LONGEST).then(|| alt.chars().take(LONGEST / 4).chain(['…']).collect());
    named.map(str::to_owned).or_else(in_file).or_else(long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_no_alternative_texts() {
        for alt in
            ["plan.png", "IMG_2034", "DSC00123", "capture-ecran-2024", "rue-du-port", "...", "20240312_1015"]
        {
            assert!(is_name(alt, "rue-du-port.png"), "{alt}");
        }
        for alt in ["Plan", "La rue", "Étage 2", "T2", "CAF"] {
            assert!(!is_name(alt, "plan.png"), "{alt}");
        }
    }

    #[test]
    fn an_alternative_text_says_what_is_seen() {
        for (alt, expected) in [
            ("Image de la rue", "Image de"),
            ("Une photo de la mairie", "Une photo de"),
            ("L’image du hall", "L’image du"),
            ("Photo", "Photo"),
            ("Logo", "Logo"),
            ("صورة البلدية", "صورة"),
            ("Фото мэрии", "Фото"),
        ] {
            assert_eq!(of_picture(alt), Some(expected), "{alt}");
        }
        for alt in ["Le plan de la rue", "Logo de la mairie", "Imagerie médicale", "Une femme signe."] {
            assert_eq!(of_picture(alt), None, "{alt}");
        }
    }

    #[test]
    fn words_set_in_a_drawing_are_read() {
        let drawing = "<svg><title>Un plan</title><text x='1'>Prenez le <tspan>bus 3</tspan>\n</text><text/><path/><text>puis</text></svg>";
        assert_eq!(words_drawn(drawing), "Prenez le bus 3 puis");
        assert_eq!(words_drawn("<svg><title>Un plan</title><path d='M0 0'/></svg>"), "");
    }

    #[test]
    fn a_picture_of_text_is_told() {
        let long = "Le loyer est de 300 euros. ".repeat(8);
        for (alt, file) in [
            ("Affiche de la réunion du 3 mars", "a.png"),
            ("L’infographie des prix", "a.png"),
            ("Capture d’écran du site", "a.png"),
            ("La réunion", "flyer-mars.jpg"),
            ("Снимок экрана", "a.png"),
            (&*long, "a.png"),
        ] {
            assert!(of_text(alt, file).is_some(), "{alt}");
        }
        for (alt, file) in [
            ("Une femme devant un tableau", "femme.png"),
            ("Le hall", "scanner.png"),
            ("Un menuisier", "b.png"),
        ] {
            assert_eq!(of_text(alt, file), None, "{alt}");
        }
    }
}

//! The parts of a document that hold no words: styles, lists, what belongs to what.

use std::collections::BTreeMap;

use crate::catalog::escaped;

/// What stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bullet {
    /// A dot.
    Dot,
    /// A box to tick.
    Task,
    /// A number, from this one.
    Number(u64),
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Which part is of which kind.
pub const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>"#;

/// The parts that the document begins with.
pub const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>"#;

/// The document around its paragraphs.
pub fn document(body: &str, is_rtl: bool) -> String {
    let bidi = if is_rtl { "<w:bidi/>" } else { "" };
    format!(
        "{HEAD}<w:document xmlns:w=\"{W}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{body}\
         <w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1418\" w:bottom=\"1134\" w:left=\"1418\" \
         w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>{bidi}</w:sectPr></w:body></w:document>"
    )
}

/// The title and the language.
pub fn core(title: &str, language: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{}</dc:language></cp:coreProperties>",
        escaped(title),
        escaped(language)
    )
}

/// A property of our own.
pub fn custom(name: &str, value: &str) -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\" \
         xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\"><property \
         fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"2\" name=\"{name}\"><vt:lpwstr>{}</vt:lpwstr></property></Properties>",
        escaped(value)
    )
}

/// Where links lead, and what belongs to the document.
pub fn relations(targets: &[String]) -> String {
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut out = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (number, part) in ["styles", "numbering", "settings"].iter().enumerate() {
        out +=
            &format!("<Relationship Id=\"rId{}\" Type=\"{base}/{part}\" Target=\"{part}.xml\"/>", number + 1);
    }
    for (number, target) in targets.iter().enumerate() {
        out += &format!(
            "<Relationship Id=\"rIdLink{}\" Type=\"{base}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
            number + 1,
            escaped(target)
        );
    }
    out + "</Relationships>"
}

/// Changes are marked from the first letter on.
pub fn settings(language: &str, is_rtl: bool) -> String {
    let kind = if is_rtl { "w:bidi" } else { "w:val" };
    format!(
        "{HEAD}<w:settings xmlns:w=\"{W}\"><w:trackRevisions/><w:defaultTabStop w:val=\"567\"/><w:themeFontLang {kind}=\"{}\"/></w:settings>",
        escaped(language)
    )
}

/// The lists of the document: each has its own numbers.
pub fn numbering(lists: &BTreeMap<usize, Bullet>) -> String {
    let mut out = format!("{HEAD}<w:numbering xmlns:w=\"{W}\">");
    for (kind, format, text) in [(1, "bullet", "•"), (2, "bullet", "☐"), (3, "decimal", "")] {
        out += &format!(
            "<w:abstractNum w:abstractNumId=\"{kind}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
        );
        for level in 0..9 {
            let text = if text.is_empty() { format!("%{}.", level + 1) } else { text.to_owned() };
            let margin = 567 * (level + 1);
            out += &format!(
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{margin}\" w:hanging=\"425\"/></w:pPr></w:lvl>"
            );
        }
        out += "</w:abstractNum>";
    }
    for (list, bullet) in lists {
        let (kind, start) = match bullet {
            Bullet::Dot => (1, None),
            Bullet::Task => (2, None),
            Bullet::Number(start) => (3, Some(start)),
        };
        out += &format!("<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"{kind}\"/>");
        if let Some(start) = start {
            for level in 0..9 {
                out += &format!(
                    "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"
                );
            }
        }
        out += "</w:num>";
    }
    out + "</w:numbering>"
}

/// The styles.
pub fn styles(language: &str, is_rtl: bool) -> String {
    let tag = escaped(language);
    let languages = if is_rtl { format!("w:bidi=\"{tag}\"") } else { format!("w:val=\"{tag}\"") };
    let mut out = format!(
        "{HEAD}<w:styles xmlns:w=\"{W}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>\
         <w:sz w:val=\"22\"/><w:szCs w:val=\"24\"/><w:lang {languages}/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\
         <w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/></w:style>"
    );
    out += &paragraphs();
    let grid = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7F7F7F\"/>"))
        .concat();
    out + &format!(
        "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0B5394\"/>\
         <w:u w:val=\"single\"/></w:rPr></w:style><w:style w:type=\"character\" w:styleId=\"TrousseauCode\"><w:name w:val=\"Trousseau Code\"/>\
         <w:rPr><w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr>\
         <w:tblBorders>{grid}</w:tblBorders><w:tblCellMar><w:top w:w=\"60\" w:type=\"dxa\"/><w:left w:w=\"100\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>"
    )
}

/// The styles of paragraphs.
fn paragraphs() -> String {
    let mut out = String::new();
    let bold = "<w:b/><w:bCs/>";
    let mut put = |id: &str, name: &str, place: &str, letters: &str| {
        out += &format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{place}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        );
    };
    put("Title", "Title", &after(120), &format!("{bold}{}", size(40)));
    put("Subtitle", "Subtitle", &after(240), &size(26));
    for level in 1..6_u32 {
        let outline = format!("<w:outlineLvl w:val=\"{}\"/>", level - 1);
        let place = format!("<w:keepNext/><w:spacing w:before=\"280\" w:after=\"100\"/>{outline}");
        let letters = format!("{bold}{}", size(32 - 2 * level));
        put(&format!("Heading{level}"), &format!("heading {level}"), &place, &letters);
    }
    put("ListParagraph", "List Paragraph", &after(60), "");
    put("Caption", "caption", "<w:keepNext/>", bold);
    let shade = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F2F2F2\"/>";
    let boxed = format!("{}{shade}{}{}<w:contextualSpacing/>", edges("595959"), after(160), margins(170));
    put("TrousseauBox", "Trousseau Box", &boxed, "");
    put("TrousseauLetter", "Trousseau Letter", &format!("{}{}", edges("A6A6A6"), margins(340)), "");
    put("TrousseauCell", "Trousseau Cell", &after(0), "");
    put("TrousseauHead", "Trousseau Head", &after(0), bold);
    put("TrousseauNote", "Trousseau Note", "", &size(18));
    put("TrousseauLines", "Trousseau Lines", &format!("{}{}", edges("A6A6A6"), margins(170)), "");
    let label = format!("{bold}<w:color w:val=\"595959\"/>{}", size(18));
    let place = "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"40\"/>";
    put("TrousseauLabel", "Trousseau Label", place, &label);
    out
}

fn size(size: u32) -> String {
    format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>")
}

fn after(space: u32) -> String {
    format!("<w:spacing w:after=\"{space}\"/>")
}

fn margins(margin: u32) -> String {
    format!("<w:ind w:left=\"{margin}\" w:right=\"{margin}\"/>")
}

/// A frame.
fn edges(color: &str) -> String {
    let edge = |side| format!("<w:{side} w:val=\"single\" w:sz=\"8\" w:space=\"6\" w:color=\"{color}\"/>");
    format!("<w:pBdr>{}</w:pBdr>", ["top", "left", "bottom", "right"].map(edge).concat())
}

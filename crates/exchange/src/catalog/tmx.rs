//! Finished translations as a memory: TMX 1.4 (LISA).

use super::{
    Catalog, State,
    xml::{escaped, with_tags},
};

/// The file of all units that are done.
pub fn write(catalog: &Catalog) -> String {
    let source = escaped(&catalog.source);
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n  \
         <header creationtool=\"trousseau\" creationtoolversion=\"{}\" segtype=\"paragraph\" o-tmf=\"trousseau\" \
         adminlang=\"en\" srclang=\"{source}\" datatype=\"plaintext\"/>\n  <body>\n",
        env!("CARGO_PKG_VERSION")
    );
    for unit in catalog.units.iter().filter(|unit| unit.state == State::Done) {
        out += &format!(
            "    <tu>\n      <prop type=\"x-context\">{}</prop>\n      <tuv xml:lang=\"{source}\"><seg>{}</seg></tuv>\n      \
             <tuv xml:lang=\"{}\"><seg>{}</seg></tuv>\n    </tu>\n",
            escaped(&unit.context),
            marked(&unit.source),
            escaped(&catalog.target),
            marked(&unit.target)
        );
    }
    out + "  </body>\n</tmx>\n"
}

/// Marks as `<bpt>`, `<ept>` and `<ph>`, with the tag as its content.
fn marked(text: &str) -> String {
    with_tags(text, |letter, number, closes| match (letter, closes) {
        ('g', false) => format!("<bpt i=\"{number}\" x=\"{number}\">&lt;g{number}&gt;</bpt>"),
        ('g', true) => format!("<ept i=\"{number}\">&lt;/g{number}&gt;</ept>"),
        _ => format!("<ph x=\"{number}\">&lt;x{number}/&gt;</ph>"),
    })
}

//! A glossary as TBX (ISO 30042, in the form of 2008 that programs of translators read).

use super::xml::escaped;

/// A word of the glossary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Its id in the glossary.
    pub id: String,
    /// In each language the word and its explanation.
    pub words: Vec<Word>,
    /// The abbreviation that no language translates.
    pub abbreviation: Option<String>,
}

/// A word in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The tag of the language.
    pub language: String,
    /// The word.
    pub word: String,
    /// The explanation.
    pub definition: String,
}

/// The file of a glossary.
pub fn write(source: &str, terms: &[Term]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE martif PUBLIC \"ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN\" \"TBXcdv04.dtd\">\n\
         <martif type=\"TBX\" xml:lang=\"{}\">\n  <martifHeader>\n    <fileDesc>\n      \
         <sourceDesc>\n        <p>trousseau</p>\n      </sourceDesc>\n    </fileDesc>\n  </martifHeader>\n  <text>\n    <body>\n",
        escaped(source)
    );
    for term in terms {
        out += &entry(&term.id, term.words.iter().map(|word| set(word, false)));
        if let Some(abbreviation) = &term.abbreviation {
            let words = term.words.iter().map(|word| {
                let definition = word.word.clone();
                set(&Word { language: word.language.clone(), word: abbreviation.clone(), definition }, true)
            });
            out += &entry(&format!("{}-abbr", term.id), words);
        }
    }
    out + "    </body>\n  </text>\n</martif>\n"
}

fn entry(id: &str, sets: impl Iterator<Item = String>) -> String {
    format!("      <termEntry id=\"{}\">\n{}      </termEntry>\n", escaped(id), sets.collect::<String>())
}

/// A word in its language. One that is not to be translated is the same in all of them, and says so.
fn set(word: &Word, fixed: bool) -> String {
    let mut out = format!("        <langSet xml:lang=\"{}\">\n", escaped(&word.language));
    if !word.definition.is_empty() {
        out += &format!("          <descrip type=\"definition\">{}</descrip>\n", escaped(&word.definition));
    }
    if fixed {
        out.push_str("          <descrip type=\"Translation needed\">no</descrip>\n");
    }
    out += &format!("          <tig>\n            <term>{}</term>\n", escaped(&word.word));
    if fixed {
        out.push_str("            <termNote type=\"termType\">acronym</termNote>\n            <note>do not translate</note>\n");
    }
    out + "          </tig>\n        </langSet>\n"
}

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
    /// Words of the language into which one translates that are not to be used for it.
    pub forbidden: Vec<String>,
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
        out += &entry(&term.id, term.words.iter().map(|word| set(word, Use::Translated)));
        if let Some(abbreviation) = &term.abbreviation {
            let words = term.words.iter().map(|word| {
                let definition = word.word.clone();
                set(
                    &Word { language: word.language.clone(), word: abbreviation.clone(), definition },
                    Use::Kept,
                )
            });
            out += &entry(&format!("{}-abbr", term.id), words);
        }
        // Without a word to use instead, a warning helps nobody.
        let [source, own] = &term.words[..] else { continue };
        for (place, word) in term.forbidden.iter().enumerate() {
            let id = format!("{}-not-{}", term.id, place + 1);
            out += &entry(&id, forbidden(source, own, word).into_iter());
        }
    }
    out + "    </body>\n  </text>\n</martif>\n"
}

/// A word that is not to be used, beside the one of the source language; its explanation is the word to use instead. It has an entry of
/// its own, since programs take what is said of a word for the whole entry.
fn forbidden(source: &Word, own: &Word, word: &str) -> [String; 2] {
    let bad = Word { language: own.language.clone(), word: word.to_owned(), definition: own.word.clone() };
    [set(&Word { definition: String::new(), ..source.clone() }, Use::Translated), set(&bad, Use::Forbidden)]
}

/// How a word is used in translations.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// It is translated.
    Translated,
    /// It is the same in all languages.
    Kept,
    /// It is not to be used.
    Forbidden,
}

fn entry(id: &str, sets: impl Iterator<Item = String>) -> String {
    format!("      <termEntry id=\"{}\">\n{}      </termEntry>\n", escaped(id), sets.collect::<String>())
}

/// A word in its language.
fn set(word: &Word, how: Use) -> String {
    let mut out = format!("        <langSet xml:lang=\"{}\">\n", escaped(&word.language));
    if !word.definition.is_empty() {
        out += &format!("          <descrip type=\"definition\">{}</descrip>\n", escaped(&word.definition));
    }
    if how == Use::Kept {
        out.push_str("          <descrip type=\"Translation needed\">no</descrip>\n");
    }
    out += &format!("          <tig>\n            <term>{}</term>\n", escaped(&word.word));
    out.push_str(match how {
        Use::Translated => "",
        Use::Kept => "            <termNote type=\"termType\">acronym</termNote>\n            <note>do not translate</note>\n",
        Use::Forbidden => {
            "            <termNote type=\"administrativeStatus\">forbidden</termNote>\n            <note>do not use</note>\n"
        }
    });
    out + "          </tig>\n        </langSet>\n"
}

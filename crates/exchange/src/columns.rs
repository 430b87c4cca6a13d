//! Finds out which column is which field: by the mapping, else by the headings that forms use.

use super::table::{Row, Table};
use trousseau_core::guide::remark::{Field, Spec, fields::TABLE};
use trousseau_text::slug::slug;

/// In how many rows the headings are searched: some forms put a title and a row of sections above them.
const DEEPEST: usize = 15;

/// The field of a heading, by the names that forms give their questions.
pub fn known(heading: &str) -> Option<Field> {
    let names = names(heading);
    // "Comment" means "how" in French and a remark in English: French forms are more likely, so French wins.
    let by = |name: &String| {
        let named = |spec: &&Spec| spec.field.name() == name || spec.headings.contains(&name.as_str());
        let known = TABLE.iter().find(named).map(|spec| spec.field);
        known.or_else(|| SENT.contains(&name.as_str()).then_some(Field::Period))
    };
    names.iter().find_map(by)
}

/// The names in a heading: the whole, and for `theme. De quoi s'agit-il ?`, as LimeSurvey exports it, the code and the
/// question.
fn names(heading: &str) -> Vec<String> {
    let mut names = vec![slug(heading)];
    if let Some((code, question)) = heading.split_once(". ").filter(|(code, _)| !code.contains(' ')) {
        let code = code.split('[').next().unwrap_or(code);
        names.extend([slug(code), slug(question)]);
    }
    names
}

/// Whether a column is about who answered (name, e-mail, IP address): it is never imported, whatever a mapping says.
pub fn is_private(heading: &str) -> bool {
    const WORDS: &[&str] = &[
        "ip",
        "ipaddr",
        "mail",
        "mails",
        "email",
        "emails",
        "courriel",
        "courriels",
        "mel",
        "telephone",
        "tel",
        "phone",
        "mobile",
        "portable",
        "prenom",
        "prenoms",
        "firstname",
        "lastname",
        "surname",
        "username",
        "utilisateur",
        "user",
        "uid",
        "naissance",
        "birth",
        "signature",
        "token",
        "jeton",
        "iban",
        "nir",
        "adresse",
        "address",
        "cookie",
    ];
    // Only these whole headings are names of persons: "Nom du guide" is not.
    const NAMES: &[&str] = &["nom", "noms", "name", "names"];
    const THINGS: &[&str] = &["guide", "section", "partie", "theme", "fiche", "page", "part"];
    names(heading).iter().any(|name| {
        let has = |list: &[&str]| name.split('-').any(|word| list.contains(&word));
        has(WORDS) || has(NAMES) && !has(THINGS)
    })
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The index of the column, from 0.
    pub place: usize,
    /// The heading as the file has it.
    pub heading: String,
}

/// The columns of a file, by what becomes of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// The columns that are imported, in the order of the fields.
    pub fields: Vec<(Field, Column)>,
    /// The headings of columns about who answered, which are not imported.
    pub private: Vec<String>,
    /// The headings of unknown columns, and of those that the mapping leaves out.
    pub other: Vec<String>,
    /// The number of rows above the first answer.
    pub skip: usize,
}

impl Columns {
    /// The column of a field.
    pub fn get(&self, field: Field) -> Option<&Column> {
        self.fields.iter().find(|(known, _)| *known == field).map(|(_, column)| column)
    }
}

/// The index of the row with the headings, and how many of them are known; `None` when there is no such row.
pub fn heading_row(table: &Table) -> Option<(usize, usize)> {
    best_row(table, &known)
}

fn best_row(table: &Table, field: &dyn Fn(&str) -> Option<Field>) -> Option<(usize, usize)> {
    let score = |row: &Row| {
        let mut known: Vec<Field> =
            row.cells.iter().filter(|cell| !is_private(cell)).filter_map(|cell| field(cell)).collect();
        known.sort_unstable();
        known.dedup();
        known.len()
    };
    let rows = table.rows.iter().take(DEEPEST).map(score).enumerate();
    // Of rows with equally many, the first: an answer may repeat a heading.
    rows.filter(|(_, known)| *known > 0).max_by_key(|(place, known)| (*known, DEEPEST - place))
}

/// The columns of a table. `named` gives the field that a mapping gives to a heading, and `left_out` what it leaves out.
pub fn find(
    table: &Table,
    named: &dyn Fn(&str) -> Option<Field>,
    left_out: &dyn Fn(&str) -> bool,
) -> Option<Columns> {
    let field = |heading: &str| named(heading).or_else(|| known(heading).filter(|_| !left_out(heading)));
    let (place, _) = best_row(table, &field)?;
    let width = table.rows[..=place].iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut columns = Columns { skip: place + 1, ..Columns::default() };
    for column in 0..width {
        // Some forms have headings in two rows and leave the lower one empty where the upper one says all.
        let heading =
            table.rows[..=place].iter().rev().map(|row| row.cell(column)).find(|cell| !cell.is_empty());
        let Some(heading) = heading else { continue };
        let known_as = field(heading);
        if is_private(heading) {
            columns.private.push(heading.to_owned());
            continue;
        }
        let column = Column { place: column, heading: heading.to_owned() };
        match known_as.filter(|known| wins(&columns, *known, heading, named)) {
            Some(known) => {
                columns.fields.retain(|(field, _)| *field != known);
                columns.fields.push((known, column));
            }
            None => columns.other.push(column.heading),
        }
    }
    columns.fields.sort_by_key(|(field, _)| *field);
    Some(columns)
}

/// Whether a second column for a field replaces the first: the one that the mapping names wins, then a question, then the
/// first.
fn wins(columns: &Columns, field: Field, heading: &str, named: &dyn Fn(&str) -> Option<Field>) -> bool {
    let weight = |heading: &str| match named(heading) == Some(field) {
        true => 2,
        // The date on which an answer was sent only approximates the month; a month that was asked for is better.
        false => u8::from(!SENT.contains(&slug(heading).as_str())),
    };
    columns.get(field).is_none_or(|other| weight(heading) > weight(&other.heading))
}

/// Headings that programs give to the moment at which an answer was sent.
const SENT: &[&str] = &[
    "date",
    "date-de-soumission",
    "soumis",
    "soumis-le",
    "horodateur",
    "submitted",
    "submitted-on",
    "submitted-time",
    "heure-de-soumission",
    "submitdate-date-de-soumission",
    "submitdate",
    "timestamp",
    "date-submitted",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_without_accents_and_case() {
        for (heading, field) in [
            ("THÈME", Some(Field::Theme)),
            ("De quoi s’agit-il ?", Some(Field::Theme)),
            ("theme. Une question", Some(Field::Theme)),
            ("G01Q02. Quel guide ?", Some(Field::Guide)),
            ("theme[SQ001]. x", Some(Field::Theme)),
            ("Comment", Some(Field::Channel)),
            ("Comments", Some(Field::Proposal)),
            ("Soumis", Some(Field::Period)),
            ("Météo", None),
        ] {
            assert_eq!(known(heading), field, "{heading}");
        }
    }

    #[test]
    fn who_answered_is_never_read() {
        for heading in [
            "IP address",
            "Adresse IP",
            "E-mail",
            "Votre nom",
            "Prénom",
            "Name",
            "ipaddr. Adresse IP",
            "Nom d'utilisateur",
            "Téléphone",
        ] {
            assert!(is_private(heading), "{heading}");
        }
        for heading in ["Nom du guide", "Thème", "Nombre", "Proposition", "Description", "N°"] {
            assert!(!is_private(heading), "{heading}");
        }
    }
}

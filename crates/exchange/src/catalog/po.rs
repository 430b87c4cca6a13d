//! PO files of gettext, with contexts and the words of before (`#|`).

use super::{Broken, Catalog, State, Unit, Why, plurals::plurals};
use trousseau_text::plural::Category;

/// The header's fields of our own.
const LANGUAGE: &str = "X-Trousseau-Language";
const SOURCE: &str = "X-Source-Language";
const SEGMENTATION: &str = "X-Trousseau-Segmentation";

/// The file of a catalog.
pub fn write(catalog: &Catalog) -> String {
    let mut out = String::from("msgid \"\"\nmsgstr \"\"\n");
    let language = catalog.target.replace('-', "_");
    let day = format!("{} 00:00+0000", catalog.day);
    let fields = [
        ("Project-Id-Version", "trousseau"),
        ("POT-Creation-Date", &day),
        ("PO-Revision-Date", &day),
        ("Last-Translator", ""),
        ("Language-Team", &language),
        ("Language", &language),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Generator", "trousseau"),
        (SOURCE, &catalog.source),
        (LANGUAGE, &catalog.target),
        (SEGMENTATION, &catalog.segmentation.to_string()),
    ];
    for (name, value) in fields {
        out += &format!("\"{name}: {}\\n\"\n", escaped(value));
    }
    let (code, forms) = plurals(&catalog.target).unwrap_or_default();
    if !forms.is_empty() {
        out += &format!("\"Plural-Forms: nplurals={}; plural=({code});\\n\"\n", forms.len());
    }
    let mut units = catalog.units.as_slice();
    while let Some((unit, rest)) = units.split_first() {
        units = match entry_of(units, &forms) {
            Some((entry, rest)) => {
                plural(entry, &mut out);
                rest
            }
            None => {
                begin(unit, unit.state == State::Fuzzy, &mut out);
                out += &quoted("", "msgctxt", &unit.context);
                out += &quoted("", "msgid", &unit.source);
                out += &quoted("", "msgstr", &unit.target);
                rest
            }
        };
    }
    out
}

/// The units at the beginning that are one text for all kinds of whole numbers, and those behind. A language that has one kind only has
/// no such entries, and a kind that only fractions have is an entry of its own.
fn entry_of<'u>(units: &'u [Unit], forms: &[Category]) -> Option<(&'u [Unit], &'u [Unit])> {
    let (entry, rest) = units.split_at_checked(forms.len()).filter(|_| forms.first() != forms.last())?;
    let stem = stem(entry.first()?)?;
    let is_next =
        |(unit, form): (&Unit, &Category)| unit.form == Some(*form) && self::stem(unit) == Some(stem);
    let has_one = forms.contains(&Category::One);
    (has_one && entry.iter().zip(forms).all(is_next)).then_some((entry, rest))
}

/// The context without the kind of numbers at its end.
fn stem(unit: &Unit) -> Option<&str> {
    unit.context.strip_suffix(unit.form?.name())?.strip_suffix('.')
}

/// One entry for all kinds of numbers.
fn plural(units: &[Unit], out: &mut String) {
    let Some(first) = units.first() else { return };
    let source = |is_one: bool| {
        let unit = units.iter().find(|unit| (unit.form == Some(Category::One)) == is_one);
        &unit.unwrap_or(first).source
    };
    begin(first, units.iter().any(|unit| unit.state == State::Fuzzy), out);
    *out += &quoted("", "msgctxt", stem(first).unwrap_or(&first.context));
    *out += &quoted("", "msgid", source(true));
    *out += &quoted("", "msgid_plural", source(false));
    for (place, unit) in units.iter().enumerate() {
        *out += &quoted("", &format!("msgstr[{place}]"), &unit.target);
    }
}

/// What stands above the words of an entry.
fn begin(unit: &Unit, is_fuzzy: bool, out: &mut String) {
    out.push('\n');
    for line in unit.notes.iter().flat_map(|note| note.lines()) {
        *out += &format!("#. {line}\n");
    }
    if !unit.file.is_empty() {
        *out += &format!("#: {}\n", unit.file);
    }
    if is_fuzzy {
        out.push_str("#, fuzzy\n");
    }
    if let Some(previous) = &unit.previous {
        *out += &quoted("#| ", "msgid", previous);
    }
}

/// A field with its words: on one line, or a line for each of theirs.
fn quoted(before: &str, name: &str, words: &str) -> String {
    let lines: Vec<&str> = words.split_inclusive('\n').collect();
    if lines.len() < 2 {
        return format!("{before}{name} \"{}\"\n", escaped(words));
    }
    let lines = lines.into_iter().map(|line| format!("{before}\"{}\"\n", escaped(line)));
    format!("{before}{name} \"\"\n{}", lines.collect::<String>())
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            letter => out.push(letter),
        }
    }
    out
}

/// Reads a catalog.
pub fn read(text: &str) -> Result<Catalog, Broken> {
    let mut reader = Reader::default();
    for (at, line) in text.lines().enumerate() {
        reader.line(line.trim(), at + 1)?;
    }
    reader.end_entry();
    let mut catalog = reader.catalog;
    catalog.has_sure_marks = true;
    let Some(header) = reader.header else { return Err(Broken { line: 1, why: Why::Foreign }) };
    let field = |wanted: &str| {
        let pairs = header.lines().filter_map(|line| line.split_once(':'));
        let found = pairs.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    catalog.source = field(SOURCE).unwrap_or_default();
    let target = field(LANGUAGE).or_else(|| field("Language")).map(|tag| tag.replace('_', "-"));
    catalog.segmentation = field(SEGMENTATION).and_then(|number| number.parse().ok()).unwrap_or_default();
    match target {
        Some(target) => {
            catalog.units = apart(catalog.units, &reader.plurals, &target);
            Ok(Catalog { target, ..catalog })
        }
        None => Err(Broken { line: 1, why: Why::Foreign }),
    }
}

/// The units of a file, each with one wording: an entry for all kinds of numbers becomes a unit for each.
fn apart(units: Vec<Unit>, all: &[(usize, Plural)], target: &str) -> Vec<Unit> {
    let forms = plurals(target).map(|(_, forms)| forms).unwrap_or_default();
    let mut out = Vec::with_capacity(units.len());
    for (place, unit) in units.into_iter().enumerate() {
        let Some((_, plural)) = all.iter().find(|(own, _)| *own == place) else {
            out.push(unit);
            continue;
        };
        for (form, target) in forms.iter().zip(&plural.targets) {
            let source = if *form == Category::One { &unit.source } else { &plural.source };
            let context = format!("{}.{}", unit.context, form.name());
            let state = if target.is_empty() { State::Missing } else { unit.state };
            out.push(Unit {
                id: context.clone(),
                context,
                source: source.clone(),
                target: target.clone(),
                state,
                form: Some(*form),
                ..unit.clone()
            });
        }
    }
    out
}

/// The words of an entry for all kinds of numbers.
#[derive(Clone, Debug, Default)]
struct Plural {
    /// Those for all numbers but one.
    source: String,
    /// The translations, in the order of the formula.
    targets: Vec<String>,
}

/// Which words a line of quotes adds to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Field {
    #[default]
    None,
    Context,
    Source,
    Target,
    Previous,
    /// The source for all numbers but one.
    Sources,
    /// The last translation of an entry for all kinds of numbers.
    Form,
    /// The context and the plural of before: nothing here asks for them.
    Other,
}

#[derive(Default)]
struct Reader {
    catalog: Catalog,
    header: Option<String>,
    unit: Unit,
    /// What the entry has for the kinds of numbers, and the finished ones by the places of their units.
    plural: Option<Plural>,
    plurals: Vec<(usize, Plural)>,
    fuzzy: bool,
    /// Whether the entry has its `msgid`, and its `msgstr`.
    has: (bool, bool),
    field: Field,
}

impl Reader {
    fn line(&mut self, line: &str, number: usize) -> Result<(), Broken> {
        let broken = Broken { line: number, why: Why::Form };
        if line.is_empty() {
            self.end_entry();
            return Ok(());
        }
        if let Some(rest) = line.strip_prefix("#|") {
            self.begin(number);
            return self.words(rest.trim(), true).ok_or(broken);
        }
        if let Some(rest) = line.strip_prefix('#') {
            // Entries behind `#~` are out of use.
            self.begin(number);
            if let Some(flags) = rest.strip_prefix(',') {
                self.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
            } else if let Some(note) = rest.strip_prefix('.') {
                self.unit.notes.push(note.trim().to_owned());
            } else if let Some(file) = rest.strip_prefix(':') {
                file.trim().clone_into(&mut self.unit.file);
            }
            return Ok(());
        }
        let starts =
            line.starts_with("msgctxt") || line.starts_with("msgid") && !line.starts_with("msgid_plural");
        if starts && self.has.1 {
            self.end_entry();
        }
        if self.unit.line == 0 || starts && !self.has.0 && self.unit.context.is_empty() {
            self.unit.line = number;
        }
        self.words(line, false).ok_or(broken)
    }

    /// A comment belongs to the entry that comes.
    fn begin(&mut self, number: usize) {
        if self.has.1 {
            self.end_entry();
        }
        if self.unit.line == 0 {
            self.unit.line = number;
        }
    }

    /// A line with words: a field, or more words of the one before. `None` when it is none.
    fn words(&mut self, line: &str, previous: bool) -> Option<()> {
        let quote = line.find('"')?;
        let (name, quoted) = line.split_at(quote);
        let words = unescaped(quoted)?;
        match (name.trim(), previous) {
            ("", _) => {}
            ("msgid", true) => self.field = Field::Previous,
            ("msgctxt" | "msgid_plural", true) => self.field = Field::Other,
            ("msgctxt", false) => self.field = Field::Context,
            ("msgid", false) => (self.field, self.has.0) = (Field::Source, true),
            ("msgid_plural", false) => {
                self.plural.get_or_insert_default();
                self.field = Field::Sources;
            }
            (name, false) if self.has.0 && self.plural.is_some() && name.starts_with("msgstr[") => {
                self.plural.get_or_insert_default().targets.push(String::new());
                (self.field, self.has.1) = (Field::Form, true);
            }
            ("msgstr" | "msgstr[0]", false) if self.has.0 => (self.field, self.has.1) = (Field::Target, true),
            (other, false) if other.starts_with("msgstr[") => self.field = Field::Other,
            _ => return None,
        }
        match self.field {
            Field::None => return None,
            Field::Context => self.unit.context.push_str(&words),
            Field::Source => self.unit.source.push_str(&words),
            Field::Target => self.unit.target.push_str(&words),
            Field::Previous => self.unit.previous.get_or_insert_default().push_str(&words),
            Field::Sources => self.plural.get_or_insert_default().source.push_str(&words),
            Field::Form => {
                self.plural.get_or_insert_default().targets.last_mut()?.push_str(&words);
            }
            Field::Other => {}
        }
        Some(())
    }

    fn end_entry(&mut self) {
        if !self.has.1 {
            // A comment before a blank line stands for itself.
            if !self.has.0 {
                (self.unit, self.fuzzy, self.field, self.plural) =
                    (Unit::default(), false, Field::None, None);
            }
            return;
        }
        let mut unit = std::mem::take(&mut self.unit);
        if let Some(plural) = self.plural.take() {
            // Whether there is a translation is told by any of them.
            unit.target = plural.targets.concat();
            self.plurals.push((self.catalog.units.len(), plural));
        }
        unit.state = match (unit.target.is_empty(), self.fuzzy) {
            (true, _) => State::Missing,
            (false, true) => State::Fuzzy,
            (false, false) => State::Done,
        };
        (self.fuzzy, self.has, self.field) = (false, (false, false), Field::None);
        if unit.source.is_empty() && unit.context.is_empty() {
            self.header.get_or_insert(unit.target);
        } else {
            unit.id.clone_from(&unit.context);
            self.catalog.units.push(unit);
        }
    }
}

/// The words between two quotes; `None` when the second one is missing.
fn unescaped(quoted: &str) -> Option<String> {
    let inner = quoted.strip_prefix('"')?;
    let mut out = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    loop {
        match letters.next()? {
            '"' => break,
            '\\' => match letters.next()? {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                other => out.push(other),
            },
            letter => out.push(letter),
        }
    }
    letters.as_str().trim().is_empty().then_some(out)
}

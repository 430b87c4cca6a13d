//! No word is lost in silence: each word of a body is in what readers get, or a diagnostic covers its line.

use super::{draw, read_in};

/// What people write, right and wrong, each with words of its own at `@`.
const SHAPES: &[&str] = &[
    "@ @ @",
    "**@** @ *@*",
    "**@ :**@",
    "14069*05 @ 15036*01 @",
    "@(*) @ @(*)",
    "## @ {@}",
    "## @ {@ 115}",
    "## @ {.documents @}",
    "## @ {#ici}{.documents}",
    "@\n---",
    "@ @\n===",
    "- @\n  @\n- @",
    "1. @\n  - @\n  - @\n2. @",
    "1. @\n3. @",
    "+ @ @",
    "> @ @",
    "> [!NOTE]\n> @",
    "> [!@]\n> @",
    "• @\n• @",
    "a) @\nb) @",
    "☐ @\n☑ @",
    "– @\n– @",
    "| @ | @ |\n|---|---|\n| @ | @ | @ |",
    "| @ | @ |\n|---|---|\n| @ |",
    "| `@ | @` |\n|---|\n| `@ | @` |",
    "| @ | @ |\n|---|---|\n| @ | @ |\n@ @",
    "| @ | @ | @ |\n|---|---|\n| @ | @ | @ |",
    "[@]: @",
    "- [@]: @",
    "[@]: https://exemple.org/@",
    "[@](https://exemple.org \"@\")",
    "[@][@] [[@]] (@)[https://exemple.org]",
    "![@](a.svg \"@\")",
    "@[^@]",
    "[^@]: @",
    "~~~@ @\n@\n~~~",
    "- ~~~@",
    "```@ @\n@",
    "```\n@ @\n```",
    "    @ **@**",
    "<div>\n@ @\n</div>",
    "<@> @ <br> @",
    "::: @\n@\n:::",
    "{{< @ >}} @ :@:",
    "`@ @ ``@",
    "\\*@\\* @\\\n@",
    "https://exemple.org/@ @@exemple.org",
    "\u{a0}\u{a0}- @\n-\u{a0}@",
    "\u{200b}## @",
    "=@= ==@== %%@%%",
];

/// Numbers that follow from a seed, the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }
}

/// A body of some shapes, each `@` a word that stands nowhere else.
fn body(dice: &mut Dice) -> String {
    let mut words = 0;
    let mut body = String::new();
    for _ in 0..1 + dice.next(5) {
        for piece in SHAPES[dice.next(SHAPES.len())].split_inclusive('@') {
            match piece.strip_suffix('@') {
                Some(before) => {
                    words += 1;
                    body += &format!("{before}mot{words}x");
                }
                None => body += piece,
            }
        }
        body += ["\n\n", "\n\n\n", "\n"][dice.next(3)];
    }
    body
}

/// The words of a body that nobody gets and nobody is told of.
fn lost(body: &str) -> Vec<String> {
    let read = read_in("fr", body);
    let shown = draw(&read.value).to_lowercase();
    let covered: Vec<(usize, usize)> = read
        .diagnostics
        .iter()
        .filter_map(|said| {
            let span = said.place.span?;
            let start = body[..span.start].rfind('\n').map_or(0, |end| end + 1);
            let end = body[span.end..].find('\n').map_or(body.len(), |end| span.end + end);
            Some((start, end))
        })
        .collect();
    let all = body.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.starts_with("mot"));
    all.filter(|word| {
        let at = body.find(word).expect("in the body");
        !shown.contains(*word) && !covered.iter().any(|(start, end)| (*start..=*end).contains(&at))
    })
    .map(str::to_owned)
    .collect()
}

#[test]
fn no_word_is_lost_in_silence() {
    let mut dice = Dice(7);
    for _ in 0..3000 {
        let body = body(&mut dice);
        let lost = lost(&body);
        assert!(lost.is_empty(), "{lost:?} of\n{body}");
    }
}

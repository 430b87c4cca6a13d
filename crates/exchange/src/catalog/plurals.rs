//! Plurals as gettext has them: how many forms whole numbers have in a language, and which number has which.
//!
//! Unicode says it by rules of its own, gettext by a formula in C. The formulas are those of CLDR's languages; which one is a language's is
//! found out by asking Unicode for numbers, so a formula that is not right is not written.

use trousseau_text::{
    Language,
    plural::{Category, categories, category},
};

/// A formula, and what it gives.
struct Formula {
    code: &'static str,
    form: fn(u64) -> usize,
}

const FORMULAS: &[Formula] = &[
    Formula { code: "0", form: |_| 0 },
    Formula { code: "n != 1", form: |n| usize::from(n != 1) },
    Formula { code: "n > 1", form: |n| usize::from(n > 1) },
    Formula {
        code: "n == 1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2",
        form: |n| if n == 1 { 0 } else { 1 + usize::from(n == 0 || !n.is_multiple_of(1_000_000)) },
    },
    Formula {
        code: "n < 2 ? 0 : n % 1000000 == 0 ? 1 : 2",
        form: |n| if n < 2 { 0 } else { 1 + usize::from(!n.is_multiple_of(1_000_000)) },
    },
    Formula {
        code: "n % 10 == 1 && n % 100 != 11 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2",
        form: |n| match n % 10 {
            1 if n % 100 != 11 => 0,
            2..=4 if !(12..=14).contains(&(n % 100)) => 1,
            _ => 2,
        },
    },
    Formula {
        code: "n == 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14) ? 1 : 2",
        form: |n| match n % 10 {
            _ if n == 1 => 0,
            2..=4 if !(12..=14).contains(&(n % 100)) => 1,
            _ => 2,
        },
    },
    Formula {
        code: "n == 1 ? 0 : n >= 2 && n <= 4 ? 1 : 2",
        form: |n| match n {
            1 => 0,
            2..=4 => 1,
            _ => 2,
        },
    },
    Formula {
        code: "n == 1 ? 0 : n == 0 || (n % 100 >= 1 && n % 100 <= 19) ? 1 : 2",
        form: |n| match n % 100 {
            _ if n == 1 => 0,
            _ if n == 0 => 1,
            1..=19 => 1,
            _ => 2,
        },
    },
    Formula {
        code: "n == 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5",
        form: |n| match (n, n % 100) {
            (0..=2, _) => usize::try_from(n).unwrap_or_default(),
            (_, 3..=10) => 3,
            (_, 11..) => 4,
            _ => 5,
        },
    },
    Formula {
        code: "n == 1 ? 0 : n == 2 ? 1 : 2",
        form: |n| match n {
            1 => 0,
            2 => 1,
            _ => 2,
        },
    },
    Formula {
        code: "n % 100 == 1 ? 0 : n % 100 == 2 ? 1 : n % 100 == 3 || n % 100 == 4 ? 2 : 3",
        form: |n| match n % 100 {
            1 => 0,
            2 => 1,
            3 | 4 => 2,
            _ => 3,
        },
    },
    Formula {
        code: "n % 10 == 1 && (n % 100 < 11 || n % 100 > 19) ? 0 : n % 10 >= 2 && (n % 100 < 11 || n % 100 > 19) ? 1 : 2",
        form: |n| match (n % 10, (11..=19).contains(&(n % 100))) {
            (1, false) => 0,
            (2.., false) => 1,
            _ => 2,
        },
    },
];

/// The formula of a language, and the kinds of numbers of its forms in their order. Kinds that only fractions have are none of these.
/// Nothing where no formula here is the language's.
pub fn plurals(tag: &str) -> Option<(&'static str, Vec<Category>)> {
    let language = Language::find(tag)?;
    let asked: Vec<(u64, Category)> = (0..=205)
        .chain([1000, 1001, 1_000_000, 1_000_001, 2_000_000])
        .map(|number: u64| (number, category(language, &number.to_string())))
        .collect();
    let mut forms = categories(language);
    forms.retain(|form| asked.iter().any(|(_, own)| own == form));
    let is_right = |formula: &&Formula| {
        asked.iter().all(|(number, own)| forms.get((formula.form)(*number)) == Some(own))
    };
    FORMULAS.iter().find(is_right).map(|formula| (formula.code, forms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_of_the_theme_has_its_formula() {
        let counted = |tag: &str| plurals(tag).map_or(0, |(_, forms)| forms.len());
        for (tag, expected) in [
            ("ar", 6),
            ("en", 2),
            ("fr", 3),
            ("fr-simple", 3),
            ("es", 3),
            ("pt", 3),
            ("ru", 3),
            ("uk", 3),
            ("pl", 3),
            ("ro", 3),
            ("ps", 2),
            ("fa-AF", 2),
            ("ti", 2),
            ("tr", 2),
            ("hi", 2),
            ("bn", 2),
            ("ka", 2),
            ("sq", 2),
            ("so", 2),
            ("zh-Hans", 1),
            ("cs", 3),
            ("he", 3),
            ("sl", 4),
            ("lt", 3),
        ] {
            assert_eq!(counted(tag), expected, "{tag}");
        }
        assert_eq!(
            plurals("uk").map(|(_, forms)| forms),
            Some(vec![Category::One, Category::Few, Category::Many])
        );
    }
}

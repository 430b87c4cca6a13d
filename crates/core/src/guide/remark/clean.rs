//! A typed text as it is kept: on one line, without signs that nobody sees.

/// A text on one line, without hidden signs.
pub fn clean(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.replace(is_hidden_sign, ""));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A sign that a terminal would obey, or that turns the order of the letters behind it. Marks of direction are none: they turn
/// nothing but themselves.
pub fn is_hidden_sign(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_on_one_line_and_without_signs_that_nobody_sees() {
        assert_eq!(
            clean(" Dire\n« pièce »\u{1b}[31m \u{202e}\tplus\u{2069} simple "),
            "Dire « pièce »[31m plus simple"
        );
        assert_eq!(clean("\u{200f}قل\u{200f} كذا"), "\u{200f}قل\u{200f} كذا", "marks of direction stay");
        assert_eq!(clean("\u{202e} \n"), "");
    }
}

//! The characters with which people write lists where Markdown does not know them, and spaces that are none to it.

use trousseau_text::digits;

/// A space that Markdown does not take for one: no-break, narrow, wide and ideographic spaces.
pub(super) fn is_odd_space(letter: char) -> bool {
    matches!(letter, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// What a sign at the beginning of a line means, whatever stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A bullet of a word processor.
    Bullet,
    /// An empty or a ticked box.
    Box(bool),
}

/// The meaning of a sign that is never part of a sentence.
pub(super) fn sign(letter: char) -> Option<Sign> {
    Some(match letter {
        '•' | '‣' | '⁃' | '∙' | '⋅' | '·' | '●' | '○' | '◦' | '◘' | '◙' | '■' | '▪' | '▫' | '◾' | '◼'
        | '◆' | '◇' | '⦁' | '⦿' | '◉' | '▷' | '❖' | '➢' | '➤' | '►' | '▶' | '▸' | '▹' | '⮚' | '・' | '፠'
        | '፨' => Sign::Bullet,
        // The symbol fonts of word processors: Wingdings and Symbol keep their signs at U+F000 and after.
        '\u{f06f}' | '\u{f071}' | '\u{f072}' | '\u{f0a8}' => Sign::Box(false),
        '\u{f052}' | '\u{f0fe}' | '\u{f0fd}' => Sign::Box(true),
        '\u{f000}'..='\u{f0ff}' => Sign::Bullet,
        '☐' | '□' | '▢' | '❏' | '❐' | '❑' | '❒' | '⬜' | '🔲' | '◻' | '◽' | '🞎' => {
            Sign::Box(false)
        }
        '☑' | '☒' | '✓' | '✔' | '🗹' | '🗷' | '🗸' => Sign::Box(true),
        _ => return None,
    })
}

/// Whether this is a bullet of a word processor.
pub(in crate::document) fn is_bullet(letter: char) -> bool {
    sign(letter) == Some(Sign::Bullet)
}

/// A dash that begins the points of a list in many texts, and an aside or the words of a speaker in others.
pub(super) fn is_dash(letter: char) -> bool {
    matches!(letter, '\u{2010}'..='\u{2015}' | 'ـ' | '−' | '﹘' | '﹣' | '－' | '∗' | '＊' | '٭' | '⁎')
}

/// A sign or a letter that stands for a bullet where lines in a row begin with it and a space: second level of a word processor,
/// a quote that closes nothing, a point of other programs.
pub(super) fn is_stray(letter: char) -> bool {
    matches!(letter, 'o' | 'q' | 'v' | 'Ø' | 'ü' | '§' | '¤' | '»' | '›' | '_' | '~' | '.' | '°' | ';')
}

/// A picture or an arrow: lines in a row that begin with one are a list, and the sign stays a part of its words.
pub(super) fn is_picture(letter: char) -> bool {
    matches!(letter, '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f300}'..='\u{1faff}')
}

/// The value of a decimal digit of any script.
pub(super) fn digit(letter: char) -> Option<u32> {
    digits::ascii(letter)?.to_digit(10)
}

/// The number that one character stands for: ①, ⑴, ⒈, ❶, ፩.
pub(super) fn whole_number(letter: char) -> Option<u32> {
    let from = |first: u32| Some(u32::from(letter) - first + 1);
    match letter {
        '①'..='⑳' => from(0x2460),
        '⑴'..='⒇' => from(0x2474),
        '⒈'..='⒛' => from(0x2488),
        '⓵'..='⓾' => from(0x24f5),
        '❶'..='❿' => from(0x2776),
        '➀'..='➉' => from(0x2780),
        '➊'..='➓' => from(0x278a),
        '፩'..='፲' => from(0x1369),
        '㈠'..='㈩' => from(0x3220),
        '㊀'..='㊉' => from(0x3280),
        'Ⅰ'..='Ⅻ' => from(0x2160),
        'ⅰ'..='ⅻ' => from(0x2170),
        _ => None,
    }
}

/// Letters by which people count, alphabet by alphabet; each from its first letter.
const ALPHABETS: &[&str] = &[
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
    "i ii iii iv v vi vii viii ix x xi xii",
    "I II III IV V VI VII VIII IX X XI XII",
    "a b c ç d e f g ğ h ı i j k l m n o ö p r s ş t u ü v y z",
    "A B C Ç D E F G Ğ H I İ J K L M N O Ö P R S Ş T U Ü V Y Z",
    "a b c ç d dh e ë f g gj h i",
    "a b c d đ e g h i k l m n",
    "а б в г д е ж з и к л м",
    "а б в г д е ж з и й к л м",
    "а б в г д е ё ж з и й к л м",
    "а б в г д є ж з и і ї й к",
    "а б в г ґ д е є ж з и і ї й к",
    "α β γ δ ε ζ η θ",
    "α β γ δ ε στ ζ η θ",
    "أ ب ج د ه و ز ح ط ي",
    "ا ب ج د ه و ز ح ط ي",
    "أ ب ج د هـ و ز ح ط ي",
    "ا ب ج د هـ و ز ح ط ي",
    "أ ب ت ث ج ح خ د ذ ر ز س",
    "ا ب ت ث ج ح خ د ذ ر ز س",
    "الف ب پ ت ث ج چ ح خ د",
    "ا ب پ ت ٹ ث ج چ ح خ د",
    "الف ب ج د ه و ز ح",
    "ა ბ გ დ ე ვ ზ თ",
    "ա բ գ դ ե զ է ը",
    "א ב ג ד ה ו ז ח",
    "ሀ ለ ሐ መ ሠ ረ ሰ ሸ",
    "一 二 三 四 五 六 七 八 九 十",
    "甲 乙 丙 丁 戊 己 庚 辛 壬 癸",
    "क ख ग घ ङ च छ ज झ",
    "अ आ इ ई उ ऊ ए ऐ",
    "ক খ গ ঘ ঙ চ ছ জ ঝ",
    "অ আ ই ঈ উ ঊ এ ঐ",
    "ક ખ ગ ઘ ચ છ જ ઝ",
    "அ ஆ இ ஈ உ ஊ எ ஏ",
    "ก ข ค ง จ ฉ ช",
];

/// The place of a word in each alphabet that has it, from 1.
///
/// Capitals of other scripts count as their small letters do.
pub(super) fn places(word: &str) -> impl Iterator<Item = (usize, u32)> {
    let small = if word.is_ascii() { word.to_owned() } else { word.to_lowercase() };
    let place = move |alphabet: &str| {
        alphabet.split(' ').position(|letter| letter == word || !letter.is_ascii() && letter == small)
    };
    let found =
        move |(number, alphabet): (usize, &&str)| Some((number, u32::try_from(place(alphabet)? + 1).ok()?));
    ALPHABETS.iter().enumerate().filter_map(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_have_a_value() {
        assert_eq!(['3', '٣', '۳', '३', '৩', '၃', '３'].map(digit), [Some(3); 7]);
        assert_eq!((digit('x'), whole_number('③'), whole_number('፫')), (None, Some(3), Some(3)));
        let values = |word: &str| places(word).map(|(_, value)| value).collect::<Vec<_>>();
        assert!(values("i").contains(&1) && values("i").contains(&9), "{:?}", values("i"));
        assert!(values("الف").iter().all(|value| *value == 1) && values("zz").is_empty());
        let all = |letters: &str| {
            letters.split(' ').map(|letter| places(letter).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        for letters in
            ["А Б В Г Д Е Ё Ж", "a b c ç d", "A B C Ç D", "أ ب ج د هـ و", "а б в г ґ д", "ا ب پ ت ٹ"]
        {
            let all = all(letters);
            let counts = |(alphabet, _): &(usize, u32)| {
                (1..).zip(&all).all(|(place, found)| found.contains(&(*alphabet, place)))
            };
            assert!(all[0].iter().any(counts), "{letters}: {all:?}");
        }
    }
}

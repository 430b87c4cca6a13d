//! Relatives and belongings in one word with a possessive ending: "حسابها", "خانه‌اش".

use std::{ops::Range, sync::LazyLock};

use super::super::{
    key::{List, list},
    phrases::Says,
    words::Sentence,
};

/// Arabic relatives and belongings, without a possessive ending. One form of each letter: ا ي ه ك.
static ARABIC: List = LazyLock::new(|| {
    list(
        "زوج زوجت ابن ابنت بنت بنات ابناء اولاد اطفال طفل طفلت اخ اخو اخي اخا اخت ام اب ابو ابي والد والدت جد جدت حمات حما \
     خال خالت عم عمت جار جارت صديق صديقت حفيد حفيدت خطيب خطيبت طليق طليقت كنت صهر توام بيت منزل حساب راتب معاش سيارت \
     وظيفت لجوء لجوو لجو سوار اقامت علاج مرض ديون محامي طبيب طبيبت ممرضت كلب كرسي بلد جواز كفيل مدير رب",
    )
});

/// Persian ones: there "ها" is the ending of the plural.
static PERSIAN: List = LazyLock::new(|| {
    list(
        "شوهر همسر زن پسر دختر مادر پدر برادر خواهر فرزند بچه مادرشوهر مادرزن پدرشوهر پدرزن پسرعمو پسرعموي دخترعمو عمو عموي \
     خاله عمه دايي نوه خواهرزاده برادرزاده همسايه نامزد دوست داماد عروس ماشين اعتياد بيماري پناهندگي حقوق كار وكيل دكتر \
     سگ كشور صاحبكار اسم رييس بازنشستگي ايجار اجاره درامد حساب معاش صديق",
    )
});

/// Stems to which "his" is no sure ending: "زوجه" may be "زوجة", a wife.
const FEMININE: [&str; 20] = [
    "زوج",
    "ابن",
    "طفل",
    "والد",
    "جد",
    "خال",
    "عم",
    "جار",
    "صديق",
    "حفيد",
    "خطيب",
    "طليق",
    "محامي",
    "طبيب",
    "مدير",
    "كلب",
    "بلد",
    "كفيل",
    "رب",
    "صهر",
];

/// Arabic possessive endings.
const ARABIC_ENDINGS: [&str; 4] = ["هما", "ها", "هم", "ه"];

/// Persian possessive endings.
const PERSIAN_ENDINGS: [&str; 5] = ["هايش", "هاش", "يش", "اش", "ش"];

/// The first relative or belonging with a possessive.
pub(super) fn find(sentence: &Sentence) -> Option<Range<usize>> {
    (0..sentence.len()).find(|at| is_own(sentence, *at) || is_hers(sentence, *at)).map(|at| at..at + 1)
}

/// Whether a word is the English "her" or "his" before a noun: of a page or a word, it would be "its".
fn is_hers(sentence: &Sentence, at: usize) -> bool {
    let other = at.checked_sub(1).map_or("", |at| sentence.key(at));
    let next = sentence.key(at + 1);
    // In Turkish "her" is "each".
    let english = next.is_ascii() && next.len() > 2 && !sentence.key(at + 2).is_empty();
    matches!(sentence.key(at), "her" | "his")
        && other != "or"
        && next != "or"
        && english
        && sentence.says_english()
}

fn is_own(sentence: &Sentence, at: usize) -> bool {
    let key = sentence.key(at);
    let bare = [Some(key), key.strip_prefix(['و', 'ل', 'ب', 'ف', 'ك'])].into_iter().flatten();
    let mut bare = bare;
    let arabic = |stem: &str| ARABIC.contains(stem) && !(key.ends_with('ه') && FEMININE.contains(&stem));
    let ends = |key: &str| {
        ARABIC_ENDINGS.iter().filter_map(|end| key.strip_suffix(end)).any(arabic)
            || PERSIAN_ENDINGS
                .iter()
                .filter_map(|end| key.strip_suffix(end))
                .any(|stem| PERSIAN.contains(stem))
    };
    bare.any(ends) && !ARABIC.contains(key) && !PERSIAN.contains(key) && !sentence.says(Says::Nobody, at)
}

//! Relatives and belongings in one word with a possessive ending: "حسابها", "خانه‌اش".

use std::{ops::Range, sync::LazyLock};

use super::super::{
    key::{List, list},
    phrases::Says,
    words::Sentence,
};

/// Relatives and belongings, without a possessive ending. One form of each letter: ا ي ه ك.
static STEMS: List = LazyLock::new(|| {
    list(
        "زوج زوجت ابن ابنت بنت بنات ابناء اولاد اطفال طفل طفلت اخ اخو اخي اخا اخت ام اب ابو ابي والد والدت جد جدت حمات حما خال خالت عم عمت \
     جار جارت صديق صديقت حفيد حفيدت خطيب خطيبت طليق طليقت كنت صهر توام بيت منزل حساب راتب معاش سيارت وظيفت لجوء اقامت علاج مرض \
     ديون محامي طبيب طبيبت ممرضت كلب كرسي بلد جواز كفيل مدير رب \
     شوهر همسر زن پسر دختر مادر پدر برادر خواهر فرزند بچه مادرشوهر مادرزن پدرشوهر پدرزن پسرعمو پسرعموي دخترعمو عمو عموي خاله عمه دايي \
     نوه خواهرزاده برادرزاده همسايه نامزد دوست داماد عروس ماشين اعتياد بيماري پناهندگي حقوق كار وكيل دكتر سگ كشور صاحبكار رييس \
     بازنشستگي ايجار اجاره درامد",
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

/// Possessive endings.
const ENDINGS: [&str; 9] = ["هايش", "هاش", "يش", "اش", "ش", "هما", "ها", "هم", "ه"];

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
    let mut stems = bare.flat_map(|key| ENDINGS.iter().filter_map(move |ending| key.strip_suffix(ending)));
    stems.any(|stem| STEMS.contains(stem) && !(key.ends_with('ه') && FEMININE.contains(&stem)))
        && !STEMS.contains(key)
        && !sentence.says(Says::Nobody, at)
}

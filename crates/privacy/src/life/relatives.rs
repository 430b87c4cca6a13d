//! A relative as the subject of a sentence, and a home without a street, whatever else is said.
//!
//! "Sa fille est …" tells something of one family whatever follows, so no list of diseases or troubles has to know it.

use std::{ops::Range, sync::LazyLock};

use super::super::{
    key::{List, is_cased, list},
    names,
    phrases::Says,
    words::{Sentence, Shape},
};

/// Possessives.
static WHOSE: List = LazyLock::new(|| {
    list(
        "mon ma mes son sa ses leur leurs my her his their мій моя моє мої його її їхній їхня їхні мой мои ее его их \
         моего моей زما",
    )
});

/// Relatives, after a word that says whose.
static RELATIVES: List = LazyLock::new(|| {
    list(
        "mari femme epoux epouse conjoint conjointe compagnon compagne copain copine fiance fiancee ex ex-mari ex-femme \
         fils fille enfant enfants bebe jumeaux jumelles aine ainee cadet cadette mere pere parents maman papa frere soeur \
         freres soeurs beau-pere belle-mere beau-fils belle-fille beau-frere belle-soeur sour sours belle-sour grand-mere grand-pere tante oncle \
         neveu niece cousin cousine petit-fils petite-fille filles garcon garcons \
         husband wife partner boyfriend girlfriend son daughter sons daughters child children kids baby twins mother father \
         mum dad parents brother sister brothers sisters stepfather stepmother grandmother grandfather aunt uncle nephew niece \
         cousin grandson granddaughter \
         чоловік дружина син донька дочка діти дитина мати мама батько тато брат сестра бабуся дідусь дядько тітка онук онука \
         муж жена сын дочь дети мать отец ميره خاوند ښځه زوي لور مور پلار ورور خور ماشوم",
    )
});

/// Adjectives between a possessive and a relative.
static ADJECTIVES: List = LazyLock::new(|| {
    list(
        "petit petite petits petites grand grande jeune vieux vieille ancien ancienne futur future deuxieme seconde second pauvre \
         little big younger older elder eldest youngest oldest old former second late \
         старший старша молодший молодша маленький маленька рідний рідна",
    )
});

/// Relatives in one word with a possessive ending.
static OWN: List = LazyLock::new(|| {
    list(
        "زوجها زوجته زوجي زوجتي ابنها ابنه ابني ابنتي ابنتها ابنته اولادها اولاده اولادي اطفالها اطفاله اطفالي امها امه والدها \
         والده والدتها والدته والدتي والدي ابوها ابوه اخوها اخوه اخي اختي اختها اخته بنتها بنته بنتي جدتها جدته حماتها خطيبها \
         شوهرش شوهرم همسرش همسرم زنش پسرش پسرم دخترش دخترم مادرش مادرم پدرش پدرم برادرش برادرم خواهرش خواهرم فرزندش فرزندم \
         بچهاش بچههايش كودكش \
         ሰብኣያ ሰበይቱ ሰብኣየይ ሰበይተይ ወዳ ወዱ ወደይ ጓላ ጓሉ ጓለይ ኣደኡ ኣዲኡ ኣደኣ ኣዲኣ ኣዴይ ኣቦኣ ኣቦኡ ሓዋ ሓዉ ሓፍታ ሓፍቱ ደቃ ደቁ \
         ባሏ ባሌ ሚስቱ ሚስቴ ልጇ ልጁ ልጄ እናቷ እናቱ እናቴ አባቷ አባቱ አባቴ ወንድሟ እህቱ",
    )
});

/// Words of rules behind a relative: "Son conjoint peut signer".
static RULES: List = LazyLock::new(|| {
    list(
        "peut peuvent doit doivent pourra devra ou ne can may must should or може можуть повинен повинна або يمكن يمكنه يمكنها او \
         يجب ميتواند بايد",
    )
});

/// Living somewhere.
static LIVES: List = LazyLock::new(|| {
    list(
        "habite habitent vit vivent habitons loge logent reside demeure heberge hebergee hebergees loges logee lives live living мешкає живе \
         проживає живет تسكن يسكن تعيش يعيش تقيم يقيم اسكن زندگي ساكن",
    )
});

/// Words before the name of a place.
static AT: List = LazyLock::new(|| list("a au aux in at near pres vers dans sur у в на біля في ب قرب در"));

/// Places in the country that are known without a street.
static HAMLETS: List = LazyLock::new(|| {
    list("lieu-dit lieudit hameau ferme corps-de-ferme moulin ecluse farm farmhouse hamlet хутір хуторі")
});

/// A relative with whom a sentence begins, and what is said of them.
pub(super) fn subject(sentence: &Sentence) -> Option<Range<usize>> {
    // "et son mari …", "que sa fille …": a small word may stand before.
    let end = |at: usize| {
        let adjective = usize::from(ADJECTIVES.contains(sentence.key(at + 1)));
        let (key, next) = (sentence.key(at), sentence.key(at + 1 + adjective));
        let two = WHOSE.contains(key) && RELATIVES.contains(next) || RELATIVES.contains(key) && next == "يي";
        if two { Some(at + 2 + adjective) } else { OWN.contains(key).then_some(at + 1) }
    };
    let start =
        usize::from(matches!(sentence.key(0), "et" | "mais" | "car" | "and" | "but" | "і" | "та" | "و"));
    let end = end(start)?;
    let next = sentence.words.get(end).filter(|word| word.joined)?;
    let name = next.shape != Shape::Title;
    // "peut-il" is one word.
    let verb = sentence.key(end).split('-').next().unwrap_or_default();
    let rule = RULES.contains(verb) && !sentence.says(Says::Acts, end);
    (name && !rule).then_some(start..end + 1)
}

/// A home without a street: "elle habite à Trévoux", "au lieu-dit …".
pub(super) fn town(sentence: &Sentence, general: usize) -> Option<Range<usize>> {
    let lives = (0..sentence.len().min(general)).find(|at| LIVES.contains(sentence.key(*at)))?;
    if lives > 0 && matches!(sentence.key(lives - 1), "qui" | "who" | "on" | "хто") {
        return None;
    }
    let near = lives + 1..(lives + 6).min(sentence.len());
    let hamlet = near.clone().find(|at| HAMLETS.contains(sentence.key(*at)));
    let place = near.filter(|at| AT.contains(sentence.key(*at))).map(|at| at + 1);
    let mut named = place.filter(|at| {
        let Some(word) = sentence.words.get(*at) else { return false };
        let (key, written) = (sentence.key(*at), word.shape);
        let script = !is_cased(key) && written == Shape::Small;
        let known = names::is_organisation(key) || names::is_nationality(key);
        let ordinary =
            script && (key.starts_with("ال") || key.ends_with('ه') || sentence.says(Says::Nobody, *at));
        (written == Shape::Title && !known || script && !ordinary) && lives > 0
    });
    let end = hamlet.or_else(|| named.next())?;
    Some(lives..end + 1)
}

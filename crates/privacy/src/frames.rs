//! How people who write of one person tell who it is, in any words: a determiner that picks out one person, and what tells that
//! person from all others.
//!
//! "La dame qui vient le mardi", "sa fille traduit", "maman de triplés", "le gardien de la résidence …": no list of illnesses or
//! troubles has to know what is told. What is said of everybody ("si …", "une personne …", a question) is no such frame.
//! All that is found here is doubtful.

use std::ops::Range;

mod apart;
mod named;
mod own;
mod pronoun;

use super::{
    Kind,
    key::is_cased,
    life, names,
    phrases::Says,
    words::{Sentence, Shape, Words},
};

/// The most words between a person and the detail that identifies them.
const NEAR: usize = 8;

/// The frames of a text: of which kind, and which bytes.
pub(super) fn find<'a>(words: &'a Words) -> impl Iterator<Item = (Kind, Range<usize>)> + 'a {
    let mut example = false;
    let next = words.sentences().skip(1).map(Some).chain([None]);
    words.sentences().zip(next).filter_map(move |(sentence, next)| {
        let framed = Framed::of(sentence, example);
        // "Mettre un exemple : une mère avec deux enfants": the sign between the two ends a sentence.
        example = framed.general < usize::MAX && sentence.len() < 6;
        let (kind, words) = framed.find().filter(|_| !sentence.signs.cited)?;
        let judged = kind == Kind::Life && next.is_some_and(|next| is_example(&next));
        (!judged).then(|| (kind, sentence.span(words)))
    })
}

/// Whether a sentence begins with a word for an example: then the sentence before it is the example.
fn is_example(sentence: &Sentence) -> bool {
    ["exempl", "exampl", "приклад", "مثال", "ኣብነት"].iter().any(|begin| sentence.key(0).starts_with(begin))
}

/// A sentence, and the word from which it speaks of anybody.
struct Framed<'a> {
    sentence: Sentence<'a>,
    /// The first word of a rule, a question or an example in it.
    general: usize,
    /// Whether it states or asks for a rule: "a droit", "may", a question mark.
    rules: bool,
}

impl<'a> Framed<'a> {
    fn of(sentence: Sentence<'a>, example: bool) -> Self {
        let general = if example { Some(0) } else { sentence.first(Says::If) };
        Self {
            sentence,
            general: general.unwrap_or(usize::MAX),
            rules: sentence.signs.asks
                || sentence.has(Says::Rule) && (0..sentence.len()).any(|at| is_rule(&sentence, at)),
        }
    }

    fn find(&self) -> Option<(Kind, Range<usize>)> {
        let door = self.all(Says::Door).next().map(|words| (Kind::Home, words));
        let named = || named::find(&self.sentence).map(|words| (Kind::Person, words));
        let life = || {
            let told =
                self.start().or_else(|| self.tale()).or_else(|| self.told()).or_else(|| self.of_a_place());
            told.or_else(|| self.busy())
                .or_else(|| self.once())
                .or_else(|| self.general_free(own::find))
                .or_else(|| self.general_free(pronoun::find))
                .or_else(|| self.general_free(apart::pointed))
                .or_else(|| self.general_free(apart::find))
                .filter(|_| !self.sentence.signs.quoted && !life::is_pictured(&self.sentence))
        };
        let job = || self.job().or_else(|| self.job_at_site()).map(|words| (Kind::Person, words));
        door.or_else(named).or_else(|| Some((Kind::Life, life()?))).or_else(job)
    }

    fn all(&self, says: Says) -> impl Iterator<Item = Range<usize>> {
        let words = if self.sentence.has(says) { self.sentence.len() } else { 0 };
        (0..words).filter_map(move |at| Some(at..self.sentence.phrase(says, at)?))
    }

    /// The phrases of one meaning that begin before the rule, question or example.
    fn meant(&self, says: Says) -> impl Iterator<Item = Range<usize>> {
        self.all(says).filter(|words| words.start < self.general)
    }

    /// The result of a look that knows no rules: kept if it lies before the rule, question or example, and none is stated.
    fn general_free(&self, look: fn(&Sentence) -> Option<Range<usize>>) -> Option<Range<usize>> {
        look(&self.sentence).filter(|words| words.start < self.general && !self.rules)
    }

    /// A phrase of `[tale]`, unless it is a rule about anybody.
    fn tale(&self) -> Option<Range<usize>> {
        let anybody = |words: &Range<usize>| {
            let before = words.start.checked_sub(1).map_or("", |at| self.sentence.key(at));
            self.all(Says::Some).any(|some| some.start <= words.start)
                || matches!(self.sentence.key(0), "un" | "une" | "a" | "an")
                || matches!(before, "un" | "une" | "a" | "an")
        };
        self.meant(Says::Tale).find(|words| !(self.rules && anybody(words)))
    }

    /// A person with a detail that identifies them.
    fn told(&self) -> Option<Range<usize>> {
        let around = |who: &Range<usize>, least: usize| {
            let reversed = is_reversed(self.sentence.key(who.start));
            let apart = |tells: &Range<usize>| {
                let after = tells.start > who.start && tells.start.saturating_sub(who.end) <= NEAR;
                after || reversed && tells.end <= who.start && who.start - tells.end <= NEAR
            };
            let sites = self
                .all(Says::Site)
                .filter(|site| self.sentence.has(Says::Reads) && site.start < who.end + 5);
            let mut tells: Vec<Range<usize>> = self.all(Says::Tells).chain(sites).filter(apart).collect();
            tells.sort_by_key(|tells| tells.start);
            tells.dedup_by(|next, last| next.start < last.end);
            let (first, last) = (tells.first()?, tells.get(least - 1)?);
            Some(first.start.min(who.start)..last.end.max(who.end))
        };
        let known = self.meant(Says::One).find_map(|who| around(&who, 1));
        // Whom the writer does not name is one person if something is said of them, or enough is told.
        let least = if self.sentence.has(Says::Acts) { 1 } else { 2 };
        known.or_else(|| self.meant(Says::Some).filter(|_| !self.rules).find_map(|who| around(&who, least)))
    }

    /// The beginning of a note without a subject, or a former state: "vit dans …", "ancien légionnaire …".
    fn start(&self) -> Option<Range<usize>> {
        let sentence = &self.sentence;
        if self.rules || self.general == 0 {
            return None;
        }
        let start = sentence.phrase(Says::Start, 0).filter(|end| *end < sentence.len()).map(|end| 0..end);
        let was = |at: usize| sentence.says(Says::Former, at);
        let thing = sentence.says(Says::Nobody, 1) && !sentence.says(Says::Some, 1);
        start.or_else(|| (was(0) && sentence.len() > 3 && !thing).then_some(0..2))
    }

    /// A person with a verb that no reader of a guide has: "le mari surveille son téléphone".
    fn busy(&self) -> Option<Range<usize>> {
        let usual = [Says::Reads, Says::Acts, Says::Service, Says::General];
        let human = self.meant(Says::Human).next().filter(|human| human.start < 2)?;
        if self.rules || self.general < usize::MAX {
            return None;
        }
        let rest = self.sentence.len() - human.end;
        let joined = self.sentence.words.get(human.end).is_some_and(|word| word.joined);
        (rest > 1 && joined && !usual.iter().any(|says| self.sentence.has(*says)))
            .then(|| human.start..human.end + 2)
    }

    /// What happened when something happened to one person: "quand son fils est mort, elle a cessé de payer". With a verb of
    /// now, the same word begins a rule.
    fn once(&self) -> Option<Range<usize>> {
        const WHEN: &str = "quand lorsque lorsqu when after since коли після когда وقتي عندما حين چي ምስ ድሕሪ";
        let sentence = &self.sentence;
        let when = (0..sentence.len()).find(|at| WHEN.split(' ').any(|word| word == sentence.key(*at)))?;
        let past =
            (when + 1..sentence.len()).find(|at| apart::happened(sentence, *at) || is_end(sentence, *at))?;
        let whose =
            |at: usize| matches!(sentence.key(at), "son" | "sa" | "his" | "her" | "mon" | "ma" | "my");
        let kin = || (0..sentence.len()).any(|at| whose(at) && sentence.says(Says::Kin, at + 1));
        let bare = || (past..past + 3).any(|at| sentence.says(Says::Kin, at)) && !is_cased(sentence.key(0));
        let one = kin() || bare() || own::find(sentence).is_some();
        (one && !sentence.signs.asks).then_some(when..past + 1)
    }

    /// A person with their origin or religion: "le monsieur afghan".
    fn of_a_place(&self) -> Option<Range<usize>> {
        let sentence = &self.sentence;
        self.meant(Says::People).filter(|people| !is_many(sentence, people.start)).find_map(|people| {
            let near = people.start.saturating_sub(3)..(people.end + 2).min(sentence.len());
            let beside = |says| near.clone().find(|at| *at != people.start && sentence.says(says, *at));
            let tells = || {
                self.all(Says::Tells).find(|tells| tells.start >= people.end && tells.start < people.end + 4)
            };
            let some = || {
                beside(Says::Some).filter(|_| {
                    !self.rules && (sentence.has(Says::Acts) || sentence.len() < 4 || tells().is_some())
                })
            };
            let told = || Some(tells().filter(|_| !self.rules)?.start);
            let worker = || beside(Says::Job).filter(|_| !self.rules);
            let who = beside(Says::One).or_else(worker).or_else(some).or_else(told)?;
            Some(who.min(people.start)..people.end.max(who + 1))
        })
    }

    /// A job with the name of its place: "le gardien de la résidence des Lilas".
    fn job(&self) -> Option<Range<usize>> {
        let sentence = &self.sentence;
        self.meant(Says::Job).find_map(|job| {
            let until = (job.end + 7).min(sentence.len());
            let place = (job.end + 1..until).find(|at| is_place(sentence, *at))?;
            let linked =
                (job.end..=place).all(|at| sentence.words[at].joined && !sentence.says(Says::Acts, at));
            linked.then_some(job.start..place + 1)
        })
    }

    /// A job at a workplace. In letters without capitals, an unknown word beside the workplace is its name.
    fn job_at_site(&self) -> Option<Range<usize>> {
        let sentence = &self.sentence;
        let named = |at: usize| {
            let ordinary = [Says::Nobody, Says::Acts, Says::If, Says::Rule, Says::Job, Says::General];
            at < sentence.len() && !ordinary.iter().any(|says| sentence.says(*says, at))
        };
        let job = self.meant(Says::Job).next()?;
        let site = self.all(Says::Site).find(|site| site.start.abs_diff(job.start) < 5)?;
        let place =
            if site.start > job.start { named(site.end) } else { site.start > 0 && named(site.start - 1) };
        // With capitals, a reader of the guide at such a place is somebody; what is said of the work is not.
        // 'кухар ресторану "Карпати"': the name stands between quotes.
        let quoted = sentence.signs.opens && site.end == sentence.len();
        let cased = is_cased(sentence.key(job.start)) && !quoted;
        let meant = quoted || if cased { sentence.has(Says::Reads) && site.start > job.start } else { place };
        meant.then(|| job.start.min(site.start)..job.end.max(site.end))
    }
}

/// Whether a word says that somebody died or went, in forms that other verbs do not share.
fn is_end(sentence: &Sentence, at: usize) -> bool {
    const ENDS: &str = "mort morte decede decedee parti partie died left помер померла пішов пішла مات ماتت مرد مړ مړه ሞተ ሞተት";
    ENDS.split(' ').any(|word| word == sentence.key(at))
}

/// Whether a word makes a rule, and does not say that somebody cannot.
fn is_rule(sentence: &Sentence, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| sentence.key(at));
    sentence.says(Says::Rule, at) && !matches!(before, "ne" | "n'" | "не" | "لا" | "لم")
}

/// Whether a word for people from somewhere is a plural, or a language.
fn is_many(sentence: &Sentence, at: usize) -> bool {
    let key = sentence.key(at);
    let latin = key.starts_with(|letter: char| letter.is_ascii_lowercase());
    let one = key.ends_with("ais") || key.ends_with("ois");
    latin && (key.ends_with('s') && !one || key.starts_with("francais"))
}

/// Whether a word is the name or the number of a place.
fn is_place(sentence: &Sentence, at: usize) -> bool {
    const TO: [&str; 26] = [
        "du", "de", "d'", "des", "la", "le", "les", "l'", "a", "au", "aux", "of", "at", "in", "from", "the",
        "on", "number", "no", "з", "на", "в", "у", "із", "с", "из",
    ];
    let (key, shape) = (sentence.key(at), sentence.words[at].shape);
    let before = sentence.key(at - 1);
    let linked = TO.contains(&before) || names::is_place(before) || sentence.says(Says::Site, at - 1);
    let title = shape == Shape::Title && !names::is_organisation(key);
    linked && (title || shape == Shape::Digits)
}

/// Whether the identifying detail may stand before the person, as in Turkish and in scripts other than Latin.
fn is_reversed(key: &str) -> bool {
    !key.starts_with(|letter: char| letter.is_ascii_lowercase()) || TURKISH.contains(&key)
}

/// Turkish nouns for persons, behind their details.
const TURKISH: [&str; 21] = [
    "kadin", "adam", "hanim", "bey", "teyze", "amca", "genc", "anne", "baba", "aile", "cift", "dul",
    "multeci", "ogrenci", "emekli", "komsu", "nine", "dede", "kiz", "oglan", "bu",
];

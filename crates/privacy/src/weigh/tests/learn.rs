//! How the weights are learned: `cargo test --release -p trousseau-privacy learn -- --ignored` writes `data/weights.txt` anew.
//!
//! Logistic regression with the L1 norm, so that most features weigh nothing and are left out. Remarks of the field are in
//! `tests/field/privacy/`, those written to learn from in `data/remarks/`. No random number is drawn: the same lists give the same
//! weights.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use super::super::*;
use crate::{Public, normalized::Plain};

/// How often all remarks are looked at.
const ROUNDS: usize = 30;

/// The first step, and how strongly weights are drawn to nothing.
const STEP: f64 = 0.4;
const DRAWN: f64 = 0.004;

/// How much more a remark counts that the rules were not fitted to.
const UNSEEN: f64 = 3.0;

/// Weights of so many tenths or less are left out.
const SMALL: i32 = 1;

struct Remark {
    text: String,
    /// Whether it says who somebody is.
    meant: bool,
    /// Whether the rules were made without it, and in which language it is.
    unseen: Option<String>,
    features: Vec<usize>,
}

/// All remarks of both folders, and the names of what they have.
struct Remarks {
    all: Vec<Remark>,
    names: Vec<(String, String)>,
}

pub(super) fn folder(path: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read_to_string(path).expect("a text"))).collect()
}

fn remarks() -> Remarks {
    let mut known = BTreeMap::<(String, String), usize>::new();
    let (mut all, mut names) = (Vec::new(), Vec::new());
    let lists = [
        (false, folder("../../tests/privacy")),
        (false, folder("../../tests/field/privacy")),
        (true, folder("data/remarks")),
    ];
    for (unseen, files) in lists {
        // A number or an address is refused by its form, so no words have to be learned from such remarks.
        let is_learned = |name: &str| name != "caught" && !name.starts_with("refused");
        for (name, list) in files.into_iter().filter(|(name, _)| is_learned(name)) {
            let (kind, language) = name.split_once('-').unwrap_or((&name, "fr"));
            for text in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                let mut features = Vec::new();
                let plain = Plain::of(text);
                let words = Words::of(&plain.text);
                let line: Vec<Sentence> = words.sentences().collect();
                each(&line, &mut |_, feature| {
                    let key = (feature.kind.to_owned(), format!("{}{}", feature.text, feature.more));
                    let next = names.len();
                    let at = *known.entry(key.clone()).or_insert_with(|| {
                        names.push(key);
                        next
                    });
                    features.push(at);
                });
                let unseen = unseen.then(|| language.to_owned());
                all.push(Remark { text: text.to_owned(), meant: kind != "clean", unseen, features });
            }
        }
    }
    // A feature of one remark alone tells nothing of others.
    let mut counts = vec![0_usize; names.len()];
    all.iter().flat_map(|remark: &Remark| &remark.features).for_each(|at| counts[*at] += 1);
    all.iter_mut().for_each(|remark| remark.features.retain(|at| counts[*at] > 1));
    Remarks { all, names }
}

/// Learns from those remarks that `from` lets through; gives the weight of each feature.
fn learn(remarks: &Remarks, from: impl Fn(usize) -> bool) -> Vec<f64> {
    let mut weights = vec![0.0; remarks.names.len()];
    let mut steps = vec![1e-3; weights.len()];
    let mut order: Vec<usize> = (0..remarks.all.len()).filter(|at| from(*at)).collect();
    let mut state = 1_u64;
    for _ in 0..ROUNDS {
        // Shuffled by a generator that always begins alike.
        for at in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (state >> 33) as usize % (at + 1));
        }
        for remark in order.iter().map(|at| &remarks.all[*at]) {
            let sum: f64 = remark.features.iter().map(|at| weights[*at]).sum();
            let wrong = 1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(remark.meant));
            let wrong = wrong * if remark.unseen.is_some() { UNSEEN } else { 1.0 };
            for at in &remark.features {
                steps[*at] += wrong * wrong;
                let step = STEP / f64::sqrt(steps[*at]);
                let moved: f64 = weights[*at] - step * wrong;
                weights[*at] = moved.signum() * (moved.abs() - step * DRAWN).max(0.0);
            }
        }
    }
    weights
}

/// The weights as the list that the program reads.
fn list(remarks: &Remarks, weights: &[f64]) -> String {
    let mut lines = BTreeMap::<(&str, i32), Vec<&str>>::new();
    for ((kind, text), weight) in remarks.names.iter().zip(weights).filter(|(_, weight)| **weight != 0.0) {
        let tenths = (weight * 10.0).round() as i32;
        if tenths.abs() > SMALL {
            lines.entry((kind, tenths)).or_default().push(text);
        } else if kind == "word" {
            // A word that weighs nothing is known all the same: it tells the language of a line.
            lines.entry((kind, 0)).or_default().push(text);
        }
    }
    let mut list = String::from(
        "# Weights of words: above 0 towards one person, below towards a guide. Learned by src/weigh/tests/learn.rs; do not edit.\n\
         # On each line: a kind of feature, its weight in tenths, and the texts that have it.\n",
    );
    for ((kind, weight), mut texts) in lines {
        texts.sort_unstable();
        let _ = writeln!(list, "{kind} {weight} {}", texts.join(" "));
    }
    list
}

#[test]
#[ignore = "writes data/weights.txt"]
fn learn_anew() {
    let remarks = remarks();
    let list = list(&remarks, &learn(&remarks, |_| true));
    fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/weights.txt"), &list).expect("written");
    println!("{} bytes, {} features", list.len(), read(&list).len());
}

/// How many of each language are judged rightly when eight parts of the lists are left out in turn: what to expect of remarks
/// that nobody has seen, but by the same hand.
#[test]
#[ignore = "takes half a minute"]
fn left_out() {
    const PARTS: usize = 8;
    let remarks = remarks();
    let mut rates = BTreeMap::<(&str, bool), (usize, usize)>::new();
    for part in 0..PARTS {
        let is_out =
            |at: usize| remarks.all[at].unseen.is_some() && ((at * 2_654_435_761) >> 7) % PARTS == part;
        let weights = learn(&remarks, |at| !is_out(at));
        let weights = read(&list(&remarks, &weights));
        for at in (0..remarks.all.len()).filter(|at| is_out(*at)) {
            let remark = &remarks.all[at];
            let plain = Plain::of(&remark.text);
            let words = Words::of(&plain.text);
            let line: Vec<Sentence> = words.sentences().collect();
            let sum = weigh(&line, &weights).0;
            let count: usize = line.iter().map(Sentence::len).sum();
            let certain = !crate::find_certain(&remark.text, &Public::default()).is_empty();
            let stays = |(kind, _)| kind == Kind::Person || sum > SETTLED;
            let doubted = crate::doubts(&plain.text, &words).any(stays);
            let caught =
                certain || doubted || sum >= ASKED && is_known(&line, count) && WORDS.contains(&count);
            let rate = rates.entry((remark.unseen.as_deref().unwrap_or_default(), remark.meant)).or_default();
            rate.0 += usize::from(caught == remark.meant);
            rate.1 += 1;
        }
    }
    for ((language, meant), (right, all)) in rates {
        println!(
            "{language} {} {right} of {all}: {:.1} %",
            if meant { "caught" } else { "clean" },
            100.0 * right as f64 / all as f64
        );
    }
}

//! Leaflets when somebody asks for them, one after the other, and what was made of them lately.

use std::{
    collections::{BTreeMap, HashMap},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
        mpsc::Sender,
    },
    thread,
    time::Duration,
};

use super::workshop::{Made, Output, Stand, Workshop, lock};
use trousseau_core::{diagnostic::Diagnostic, library::Library, manifest::OutputPath};
use trousseau_io::watcher::Touched;
use trousseau_pdf::{
    generate,
    leaflet::{Fit, Kit, Leaflets},
};
use trousseau_site::plan::{
    Leaflet, Rack, Recipe, Task, Wishes,
    leaflets::{Shop, list, outline},
};
use trousseau_text::Fingerprint;

/// The most bytes of leaflets that are kept. What is thrown away is pressed again when somebody asks.
const MOST_BYTES: usize = 48 << 20;

/// The most leaflets, and the most measures, that are kept.
const MOST: usize = 1000;

/// The most leaflets of which it is remembered what had to be said.
const MOST_TROUBLED: usize = 100;

/// Leaflets are looked at again when nothing has been saved for this long: whoever is writing goes first.
const QUIET: Duration = Duration::from_millis(400);

/// Presses leaflets when somebody asks.
#[derive(Default)]
pub struct Printer {
    /// What the paper of this hash gives to leaflets.
    kit: Mutex<(Option<Fingerprint>, Kit)>,
    /// Held while one is pressed: pages must not wait behind the pictures of a hundred leaflets.
    pressing: Mutex<()>,
    /// Each with the number of what it was made from.
    kept: Mutex<HashMap<Fingerprint, (u64, Output)>>,
    troubled: Mutex<Vec<Troubled>>,
    /// Moves with what is said of leaflets.
    said: AtomicU64,
    fits: Mutex<HashMap<Fingerprint, Option<Fit>>>,
    /// The list of all leaflets, and the outline that it was made from.
    list: Mutex<Option<(Fingerprint, Arc<Rack>)>>,
}

/// A leaflet of which something had to be said when it was last made.
struct Troubled {
    leaflet: Leaflet,
    /// The number of what it was made from.
    made: u64,
    notes: Arc<Vec<Diagnostic>>,
}

impl Printer {
    /// What a plan of the server wishes: every leaflet is offered, none is made. The list is that of before while there are no
    /// others.
    pub fn offered(&self, library: &Library) -> Wishes {
        let outline = outline(library);
        let mut kept = lock(&self.list);
        let known = kept.take().filter(|(of, _)| *of == outline);
        let (_, rack) = kept.insert(known.unwrap_or_else(|| (outline, listed(library))));
        Wishes { rack: Some(rack.clone()), ..Wishes::default() }
    }

    /// A leaflet; without bytes when something must be mended first, and none when its guide is not there in its language.
    pub fn leaflet(&self, stand: &Stand, leaflet: &Leaflet) -> Option<Output> {
        let made = stand.made.as_ref()?;
        let output = self.ready(made, leaflet);
        self.remember(leaflet, made.number, output.as_ref().map(|output| output.notes.clone()));
        output
    }

    fn ready(&self, made: &Made, leaflet: &Leaflet) -> Option<Output> {
        let wishes = Wishes::default();
        let shop = shop(made, &wishes);
        let key = key(made, &shop, leaflet)?;
        // Words may have moved in their file although the leaflet is the same: then its notes are said anew.
        let good = |(number, output): &&(u64, Output)| output.notes.is_empty() || *number == made.number;
        let known = || lock(&self.kept).get(&key).filter(good).map(|(_, output)| output.clone());
        if let Some(output) = known() {
            return Some(output);
        }
        let _turn = lock(&self.pressing);
        // Whoever was before may have wanted the same.
        if let Some(output) = known() {
            return Some(output);
        }
        let pressed = generate::one(leaflet, &shop, &Leaflets::with(shop.theme, self.kit(made)));
        let bytes: Option<Arc<[u8]>> = pressed.value.map(|print| print.bytes.into());
        let mark = bytes.as_deref().map_or(key, Fingerprint::of);
        let output = Output { bytes, old: false, notes: Arc::new(pressed.notes), mark };
        let mut kept = lock(&self.kept);
        let weight = |output: &Output| output.bytes.as_ref().map_or(0, |bytes| bytes.len());
        if kept.len() >= MOST
            || kept.values().map(|kept| &kept.1).chain([&output]).map(weight).sum::<usize>() > MOST_BYTES
        {
            kept.clear();
        }
        kept.insert(key, (made.number, output.clone()));
        Some(output)
    }

    /// What had to be said of leaflets when they were last made.
    pub fn notes(&self) -> Vec<Diagnostic> {
        lock(&self.troubled).iter().flat_map(|one| one.notes.iter().cloned()).collect()
    }

    /// Whether something had to be said of a leaflet of this guide.
    pub fn is_troubled(&self, slug: &str) -> bool {
        lock(&self.troubled).iter().any(|one| one.leaflet.guide.as_deref() == Some(slug))
    }

    /// A number that moves with these notes.
    pub fn said(&self) -> u64 {
        self.said.load(Ordering::Acquire)
    }

    fn remember(&self, leaflet: &Leaflet, number: u64, notes: Option<Arc<Vec<Diagnostic>>>) {
        let mut troubled = lock(&self.troubled);
        let at = troubled.iter().position(|one| one.leaflet == *leaflet);
        let before = at.map(|at| troubled.remove(at).notes).unwrap_or_default();
        let notes = notes.unwrap_or_default();
        if notes != before {
            self.said.fetch_add(1, Ordering::AcqRel);
        }
        if !notes.is_empty() {
            if troubled.len() >= MOST_TROUBLED {
                troubled.remove(0);
            }
            troubled.push(Troubled { leaflet: leaflet.clone(), made: number, notes });
        }
    }

    /// The leaflets of which something was said about another state than this.
    fn to_see_again(&self, number: u64) -> Vec<Leaflet> {
        let troubled = lock(&self.troubled);
        troubled.iter().filter(|one| one.made != number).map(|one| one.leaflet.clone()).collect()
    }

    /// The leaflets of a language in one file: those that could be made, as in a build.
    pub fn bundle(&self, stand: &Stand, of: &[OutputPath]) -> Option<Output> {
        let made = stand.made.as_ref()?;
        let mut notes: Vec<Diagnostic> = Vec::new();
        let mut files: BTreeMap<OutputPath, Arc<[u8]>> = BTreeMap::new();
        for path in of {
            if let Some(Recipe::Leaflet(leaflet)) = made.plan.tasks.get(path).map(|task| &task.recipe)
                && let Some(output) = self.leaflet(stand, leaflet)
            {
                notes.extend(output.notes.iter().cloned());
                files.extend(output.bytes.map(|bytes| (path.clone(), bytes)));
            }
        }
        let there: Vec<OutputPath> = files.keys().cloned().collect();
        let read = |path: &str| files.get(path).map(|bytes| bytes.to_vec());
        let zip = generate::bundle(&there, &read).tell(&mut notes);
        let bytes: Option<Arc<[u8]>> = zip.filter(|_| !there.is_empty()).map(Into::into);
        let mark = Fingerprint::of(bytes.as_deref().unwrap_or_default());
        Some(Output { bytes, old: false, notes: Arc::new(notes), mark })
    }

    /// How leaflets fit their paper, in their order; none where one cannot be laid out.
    pub fn fits(&self, stand: &Stand, leaflets: &[Leaflet]) -> Vec<Option<Fit>> {
        let Some(made) = &stand.made else { return vec![None; leaflets.len()] };
        let wishes = Wishes::default();
        let shop = shop(made, &wishes);
        let keys: Vec<Option<Fingerprint>> =
            leaflets.iter().map(|leaflet| key(made, &shop, leaflet)).collect();
        let _turn = lock(&self.pressing);
        let mut rack = Rack::default();
        {
            let mut fits = lock(&self.fits);
            if fits.len() >= MOST {
                fits.clear();
            }
            for (leaflet, key) in leaflets.iter().zip(&keys) {
                if let Some(key) = key.filter(|key| !fits.contains_key(key)) {
                    let task = Task { recipe: Recipe::Leaflet(leaflet.clone()), key: Some(key) };
                    rack.tasks.insert(key.to_string().into(), task);
                }
            }
        }
        let make: Vec<OutputPath> = rack.tasks.keys().cloned().collect();
        let engine = Leaflets::with(shop.theme, self.kit(made));
        generate::fit(&rack, &make, &shop, &engine, &|path, fit| {
            if let Some(key) = rack.tasks.get(path).and_then(|task| task.key) {
                lock(&self.fits).insert(key, fit.value);
            }
        });
        let fits = lock(&self.fits);
        keys.iter().map(|key| fits.get(key.as_ref()?).copied().flatten()).collect()
    }

    /// Fonts and templates; read again when the theme has others.
    fn kit(&self, made: &Made) -> Kit {
        let mut kit = lock(&self.kit);
        if kit.0 != Some(made.theme.paper) {
            *kit = (Some(made.theme.paper), Kit::default());
        }
        kit.1.clone()
    }
}

/// Makes leaflets of which something had to be said again after each save, so that a note goes with its cause, and tells
/// the terminal when there is something new to say. Goes on until nobody listens.
pub fn follow(workshop: &Workshop, tell: &Sender<Touched>) {
    let (mut number, mut said) = (0, 0);
    loop {
        let stand = workshop.stand_after(number);
        thread::sleep(QUIET);
        let now = workshop.stand();
        if now.number != stand.number && made_number(&now) != made_number(&stand) {
            continue;
        }
        for leaflet in workshop.printer.to_see_again(made_number(&now).unwrap_or_default()) {
            if made_number(&workshop.stand()) != made_number(&now) {
                break;
            }
            // Our own fault must not end this thread; whoever asks for the leaflet is told.
            let _ = catch_unwind(AssertUnwindSafe(|| workshop.leaflet(&now, &leaflet)));
        }
        number = now.number;
        let before = std::mem::replace(&mut said, workshop.printer.said());
        if before != said && tell.send(Touched::Files(Default::default())).is_err() {
            return;
        }
    }
}

fn made_number(stand: &Stand) -> Option<u64> {
    stand.made.as_ref().map(|made| made.number)
}

fn listed(library: &Library) -> Arc<Rack> {
    let mut rack = list(library);
    rack.bundle(&|_| true);
    rack.offer(None);
    Arc::new(rack)
}

fn shop<'a>(made: &'a Made, wishes: &'a Wishes) -> Shop<'a> {
    Shop::new(&made.library, &made.theme, &made.sources, wishes)
}

/// The hash of all that a leaflet may know; none when its guide is not there in its language.
fn key(made: &Made, shop: &Shop, leaflet: &Leaflet) -> Option<Fingerprint> {
    let view = leaflet.view(&shop.desk(leaflet.language), shop.sources).value?;
    Some(leaflet.key(&made.theme, view.fingerprint()))
}

//! Generates leaflets with diagnostics again after a save, so that what was mended is no longer reported.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::Sender,
    thread,
    time::Duration,
};

use crate::{preview::Preview, state::Snapshot};
use trousseau_io::watcher::Touched;

/// Leaflets with diagnostics are generated again when nothing has been saved for this long, so that typing is not slowed down.
const QUIET: Duration = Duration::from_millis(400);

/// After each save, generates again the leaflets that had diagnostics, so that these disappear once the fault is mended, and
/// tells the terminal when there is something new to say. Goes on until nobody listens.
pub fn follow(preview: &Preview, tell: &Sender<Touched>) {
    let (mut number, mut said) = (0, 0);
    loop {
        let snapshot = preview.stand_after(number);
        thread::sleep(QUIET);
        let now = preview.snapshot();
        if now.number != snapshot.number && made_number(&now) != made_number(&snapshot) {
            continue;
        }
        for leaflet in preview.printer.to_see_again(made_number(&now).unwrap_or_default()) {
            if made_number(&preview.snapshot()) != made_number(&now) {
                break;
            }
            // A panic must not end this thread; it is reported when the leaflet is asked for.
            let _ = catch_unwind(AssertUnwindSafe(|| preview.leaflet(&now, &leaflet)));
        }
        number = now.number;
        let before = std::mem::replace(&mut said, preview.printer.said());
        if before != said && tell.send(Touched::Files(Default::default())).is_err() {
            return;
        }
    }
}

fn made_number(snapshot: &Snapshot) -> Option<u64> {
    snapshot.made.as_ref().map(|made| made.number)
}

//! Finds the setting in which a leaflet fills its paper: the size of its letters, how close things stand, where pages end.
//!
//! Each try is a layout, and layouts are what leaflets cost: the next try is worked out from what the last one needed.

use serde_json::{Value, json};
use typst::foundations::Bytes;
use typst_layout::PagedDocument;

use super::{
    Leaflets,
    fit::{self, Fit, measure},
    ink,
    pieces::Writer,
    sections, wall,
};
use trousseau_core::{
    diagnostic::Diagnostic,
    toolkit::format::{Flow, Layout},
};
use trousseau_site::view::leaflet::LeafletView;

/// The step from one size to the next, in points.
const STEP: f64 = 0.5;
/// Letters do not become smaller than this so that sections begin on a panel of their own, and lines come closer before they do, in
/// points.
const LEAST_WHOLE: f64 = 13.0;
/// A last page with less than this part of it in use is worth setting the text tighter.
const SHORT: f64 = 0.28;
/// The same where it is the first side of a sheet of its own.
const SHORT_SHEET: f64 = 0.6;
/// How much a text saves that is set closer, in parts of a page for each page.
const CLOSER: f64 = 0.14;
/// The part of a page that is left when letters of stapled pages grow.
const MARGIN: f64 = 0.5;
/// The lines to write on that fill a last page which would be nearly white.
const MORE_LINES: usize = 6;

/// How a text is set.
#[derive(Clone, Debug, Default)]
struct Setting {
    /// The size of its letters, in points.
    size: f64,
    /// Whether what stands around the text is close.
    tight: bool,
    /// The lines for one's plan, with none not even its name; the template knows how many are usual.
    lines: Option<usize>,
    /// The marks of the headings that begin a page.
    breaks: Vec<usize>,
    /// Whether long lists of few items stay whole, too, where a page can hold them.
    whole: bool,
}

/// A text in one setting.
pub struct Set {
    /// The finished pages.
    pub document: PagedDocument,
    /// How they fit.
    pub fit: Fit,
    /// The JSON that the template was given.
    pub data: Bytes,
}

/// A leaflet that is to be set.
pub struct Job<'j, 'a> {
    /// The fonts, templates and words for all leaflets.
    pub leaflets: &'j Leaflets<'a>,
    /// The view of the leaflet.
    pub view: &'j LeafletView,
    /// The JSON for the template, but for the setting.
    pub data: Value,
    /// The writer of that JSON, with its marks and pictures.
    pub writer: &'j Writer<'a>,
}

impl Job<'_, '_> {
    /// The leaflet in the setting that fills its paper best; the largest try that does not fit, when none does.
    pub fn best(&mut self) -> Result<Set, Vec<Diagnostic>> {
        let Layout { flow, pages, cover, sizes, may_be_tight, .. } = *self.view.layout;
        match (flow, pages) {
            (Flow::Panels, _) => self.panels(),
            (_, Some(_)) => self.first(sizes),
            _ if self.view.parts.len() != 1 => self.first(sizes),
            _ if cover => self.booklet(),
            _ if may_be_tight => self.pages(),
            _ => self.first(sizes),
        }
    }

    fn set(&mut self, setting: &Setting) -> Result<Set, Vec<Diagnostic>> {
        let layout = self.view.layout;
        self.data["size"] = json!(setting.size);
        self.data["tight"] = json!(setting.tight);
        self.data["lines"] = json!(setting.lines);
        self.data["breaks"] = json!(setting.breaks);
        self.data["whole"] = json!(setting.whole);
        let Some(world) = self.leaflets.world(wall::template(layout.flow), layout, &self.data, self.writer)
        else {
            return Err(Vec::new());
        };
        let document = self
            .leaflets
            .compile(&world)
            .map_err(|errors| self.leaflets.explain(&errors, &self.view.path(), layout))?;
        let fit = measure(&document, layout, setting.size);
        Ok(Set { document, fit, data: world.data })
    }

    /// The first of these sizes in which it fits, else the last one.
    fn first(&mut self, sizes: &[f64]) -> Result<Set, Vec<Diagnostic>> {
        let mut last = Err(Vec::new());
        for size in sizes {
            last = self.set(&Setting { size: *size, ..Setting::default() });
            if last.as_ref().is_ok_and(|set| set.fit.space_left_mm >= 0.0) || last.is_err() {
                break;
            }
        }
        last
    }

    /// Page after page: a last page with little on it is avoided by setting the text a little tighter, or it gets more lines to
    /// write on.
    fn pages(&mut self) -> Result<Set, Vec<Diagnostic>> {
        let size = self.usual();
        let usual = self.set(&Setting { size, ..Setting::default() })?;
        if !self.is_wasteful(&usual) {
            return Ok(usual);
        }
        let tight = self.set(&Setting { size, tight: true, ..Setting::default() })?;
        if tight.fit.pages < usual.fit.pages {
            return Ok(tight);
        }
        if fit::notebook_is_alone(&tight.document, self.view.layout.paper) {
            let brief = self.set(&Setting { size, tight: true, lines: Some(0), ..Setting::default() })?;
            if brief.fit.pages < usual.fit.pages {
                return Ok(brief);
            }
        }
        if !self.is_short(&usual, SHORT) {
            return Ok(usual);
        }
        let longer = self.set(&Setting { size, lines: Some(MORE_LINES), ..Setting::default() })?;
        Ok(if longer.fit.pages == usual.fit.pages { longer } else { usual })
    }

    /// The size of letters that is tried first.
    fn usual(&self) -> f64 {
        self.view.layout.sizes.first().copied().unwrap_or_default()
    }

    /// Whether the last page holds so little that it is worth saving, and that the air of the others may hold it.
    fn is_wasteful(&self, set: &Set) -> bool {
        let pages = set.fit.pages;
        if pages > 1 && fit::notebook_is_alone(&set.document, self.view.layout.paper) {
            return true;
        }
        let is_own_sheet = pages % 2 == 1;
        let saved = CLOSER * (f64::from(pages) - 1.0);
        self.is_short(set, saved.min(if is_own_sheet { SHORT_SHEET } else { SHORT }))
    }

    /// Whether less than a part of the last of several pages is in use.
    fn is_short(&self, set: &Set, part: f64) -> bool {
        let room = self.view.layout.paper.room();
        set.fit.pages > 1 && room - set.fit.space_left_mm < part * room
    }

    /// Stapled pages: letters grow until no page before the back stays white, or a few lines too many come closer.
    fn booklet(&mut self) -> Result<Set, Vec<Diagnostic>> {
        let usual = self.set(&Setting { size: self.usual(), ..Setting::default() })?;
        let Some(spare) = spare(&usual).filter(|spare| *spare > 1) else { return Ok(usual) };
        let paper = self.view.layout.paper;
        let last = 1.0 - fit::white_at_end(&usual.document, paper) / paper.room();
        let pages = f64::from(usual.fit.pages) - 2.0;
        // The text of the last page must fit into the air of the others.
        if spare == 3 && last < CLOSER * (pages - spare as f64) {
            let tight = self.set(&Setting { size: self.usual(), tight: true, ..Setting::default() })?;
            if tight.fit.pages < usual.fit.pages {
                return Ok(tight);
            }
        }
        // Lists stay whole, so pages hold a little less than what they have room for.
        let used = pages - spare as f64 - 1.0 + last;
        let mut size = self.rounded(self.usual() * ((pages - MARGIN) / used.max(0.5)).sqrt());
        while size > self.usual() {
            let grown = self.set(&Setting { size, ..Setting::default() })?;
            if grown.fit.pages == usual.fit.pages {
                return Ok(grown);
            }
            size -= 2.0 * STEP;
        }
        Ok(usual)
    }

    /// A size in whole steps, at most what the layout allows.
    fn rounded(&self, size: f64) -> f64 {
        ((size / STEP).floor() * STEP).min(self.view.layout.grows_to)
    }

    /// Panels: the largest letters in which the text fits and, in the same or a little smaller ones, sections that begin on a
    /// panel; where these letters would be small, closer lines in larger ones.
    fn panels(&mut self) -> Result<Set, Vec<Diagnostic>> {
        let least = self.view.layout.sizes.last().copied().unwrap_or_default();
        // Lists stay whole where the letters need not be small for it.
        let mut form = Setting { whole: true, ..Setting::default() };
        let mut largest = self.largest(LEAST_WHOLE, &form)?;
        if largest.is_none() {
            form.whole = false;
            largest = self.largest(least, &form)?;
        }
        let Some(set) = largest else {
            return self.set(&Setting { size: least, ..Setting::default() });
        };
        if set.fit.size_pt < LEAST_WHOLE {
            let tight = self.set(&Setting { size: LEAST_WHOLE, tight: true, ..Setting::default() })?;
            return Ok(if tight.fit.space_left_mm >= 0.0 { tight } else { set });
        }
        let sections = sections::sections(&set.document, self.writer, self.view.layout);
        let largest = set.fit.size_pt;
        let sizes = (0..3).map(|less| largest - f64::from(less) * STEP);
        let packed = sizes.filter(|size| *size >= LEAST_WHOLE).find_map(|size| {
            let scale = (size / largest).powi(2);
            Some((size, sections::packed(&sections, scale, self.view.layout)?))
        });
        let Some((size, breaks)) = packed.filter(|(_, breaks)| !breaks.is_empty()) else { return Ok(set) };
        let whole = self.set(&Setting { size, breaks, ..form })?;
        Ok(if whole.fit.space_left_mm >= 0.0 { whole } else { set })
    }

    /// The text, set so, in the largest letters in which it fits; none when it fits in none.
    fn largest(&mut self, least: f64, form: &Setting) -> Result<Option<Set>, Vec<Diagnostic>> {
        let Layout { paper, pages, grows_to, .. } = *self.view.layout;
        let room = paper.room() * (pages.unwrap_or_default() as f64 - 2.0);
        let (mut size, mut too_large) = (self.usual(), grows_to + STEP);
        let mut best: Option<Set> = None;
        loop {
            let set = self.set(&Setting { size, ..form.clone() })?;
            let used = (room - set.fit.space_left_mm).max(1.0);
            if set.fit.space_left_mm >= 0.0 {
                best = Some(set);
            } else {
                too_large = size;
            }
            let floor = best.as_ref().map_or(least, |set| set.fit.size_pt + STEP);
            let wanted = self.rounded(size * (room / used).sqrt());
            size = wanted.max(floor).min(too_large - STEP);
            if size < floor {
                return Ok(best);
            }
        }
    }
}

/// How many pages stay white before the back of a booklet; none where the text is not so made.
fn spare(set: &Set) -> Option<usize> {
    let (text, back) =
        (ink::page_of(&set.document, "end-of-text")?, ink::page_of(&set.document, "back-cover")?);
    back.checked_sub(text + 1)
}

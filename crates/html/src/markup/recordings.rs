//! Recordings below the headings of the sections that they read.

use super::Writer;
use trousseau_site::view::RecordingView;

impl Writer<'_> {
    /// The recordings of the section with this anchor.
    pub(super) fn recordings(&mut self, anchor: &str) {
        let all = self.frame.recordings;
        all.iter().filter(|one| one.anchor.as_deref() == Some(anchor)).for_each(|one| self.recording(one));
    }

    /// A recording: nothing of it is loaded before somebody asks.
    fn recording(&mut self, one: &RecordingView) {
        let strings = self.frame.strings;
        let what = strings.get("listen.recording");
        self.push("\n<figure class=\"recording\"><figcaption>");
        self.pictogram("listen");
        self.push("<span>");
        let size = strings.size(one.bytes as u64);
        let told = [what, one.language, &one.length, &size].into_iter().filter(|words| !words.is_empty());
        self.text(&told.collect::<Vec<_>>().join(&format!("{} ", strings.get("comma"))));
        self.push("</span></figcaption>\n<audio controls preload=\"none\"");
        let name = format!("{what}{} {}", strings.get("colon"), one.section.as_deref().unwrap_or_default());
        self.attribute("aria-label", &name);
        self.push(">");
        for sound in &one.sounds {
            self.push("<source");
            self.attribute("src", &sound.href);
            self.attribute("type", sound.kind);
            self.push(">");
        }
        self.push("</audio>");
        if one.stale {
            self.push("\n<p class=\"soft\">");
            self.text(strings.get("listen.stale"));
            self.push("</p>");
        }
        self.push("</figure>");
    }
}

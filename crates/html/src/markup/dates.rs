//! A table of dates as HTML: when a delay begins, and its last day.

use super::Writer;
use trousseau_core::document::Table;
use trousseau_site::view::Reference;
use trousseau_theme::dates;

impl<'a> Writer<'a> {
    /// The dates of the delay that the caption names; the caption alone where it names none, which is a mistake that was told.
    pub(super) fn dates(&mut self, table: &'a Table<Reference>) {
        let Some(delay) = Reference::delay(&table.caption) else { return self.wrapped("p", &table.caption) };
        let dates = dates::dates(delay, self.frame.strings);
        self.tables += 1;
        let id = format!("_table-{}", self.tables);
        self.push("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        self.attribute("aria-labelledby", &id);
        self.push("><table><caption");
        self.attribute("id", &id);
        self.push(">");
        self.inlines(&table.caption);
        self.push(if dates.note.is_empty() { "" } else { " " });
        self.text(&dates.note);
        self.push("</caption>\n<thead><tr>");
        for head in &dates.head {
            self.push("<th scope=\"col\">");
            self.text(head);
            self.push("</th>");
        }
        self.push("</tr></thead>\n<tbody>");
        for [from, to] in &dates.rows {
            self.push("\n<tr><th scope=\"row\">");
            self.text(from);
            self.push("</th><td>");
            self.text(to);
            self.push("</td></tr>");
        }
        self.push("\n</tbody></table></div>");
    }
}

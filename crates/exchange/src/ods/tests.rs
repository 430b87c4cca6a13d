//! Tests of sheets of LibreOffice, as XML.

use super::*;

/// The table of a sheet, or why it or the file cannot be read.
fn sheet(xml: &str, wanted: Option<&str>) -> Result<Table, Refusal> {
    let sheets = sheets(xml)?;
    let mut named = sheets.into_iter().filter(|sheet| wanted.is_none() || sheet.name.as_deref() == wanted);
    named.next().map_or(Err(rule::import::NO_SHEET), |sheet| sheet.table)
}

fn check(rows: &str, expected: &[(usize, &[&str])]) {
    let xml = format!(
        "<?xml version=\"1.0\"?><office:body><table:table table:name=\"Vide\"/><table:table \
         table:name=\"R&amp;D\">{rows}</table:table></office:body>"
    );
    let table = sheet(&xml, Some("R&D")).expect("a table");
    let seen: Vec<(usize, Vec<&str>)> =
        table.rows.iter().map(|row| (row.line, row.cells.iter().map(String::as_str).collect())).collect();
    let expected: Vec<(usize, Vec<&str>)> =
        expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
    assert_eq!(seen, expected);
    assert_eq!(sheet(&xml, Some("Autre")), Err(rule::import::NO_SHEET));
}

#[test]
fn cells_are_texts_numbers_and_days() {
    check(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>l&apos;accès<text:s/>à \
         <text:span>tous</text:span></text:p><text:p>&#233;t&#xe9;</text:p></table:table-cell>\
         <table:table-cell office:value-type=\"float\" office:value=\"3\" table:formula=\"of:=1+2\">\
         <text:p>3,00</text:p></table:table-cell><table:table-cell office:value-type=\"date\" \
         office:date-value=\"2026-05-12\"><text:p>12/05/26</text:p></table:table-cell></table:table-row>",
        &[(1, &["l'accès à tous\nété", "3", "2026-05-12"])],
    );
}

#[test]
fn repeats_are_counted_and_notes_of_editors_left_out() {
    check(
        "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell \
         table:number-columns-repeated=\"9\"/></table:table-row><table:table-row \
         table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"2\"/>\
         <table:table-cell><office:annotation><text:p>secret</text:p></office:annotation>\
         <text:p>a &gt; b</text:p></table:table-cell></table:table-row><table:table-row \
         table:number-rows-repeated=\"1048570\"><table:table-cell/></table:table-row>",
        &[(4, &["", "", "a > b"]), (5, &["", "", "a > b"])],
    );
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    let row = |attribute: &str, text: &str| {
        format!(
            "<table:table><table:table-row table:number-rows-repeated=\"{attribute}\"><table:table-cell \
                 table:number-columns-repeated=\"16384\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    assert_eq!(sheet(&(row("999999999999", "x") + "</table:table-row>"), None), Err(rule::import::TOO_MANY));
    let wide = row("19999", &"x".repeat(2_000)) + "</table:table-row>";
    assert_eq!(sheet(&wide, None), Err(rule::import::TOO_LARGE));
    // Never closed: the end of the file is the end.
    assert_eq!(sheet(&row("1", "x"), None), Err(rule::import::EMPTY));
    for bad in ["<table:table", "<!-- <table:table> -->", "<a b='>"] {
        assert_eq!(sheet(bad, None), Err(rule::import::BROKEN), "{bad}");
    }
}

#[test]
fn what_xml_allows_is_understood() {
    let cell = |inner: &str| {
        format!("<table:table-row><table:table-cell>{inner}</table:table-cell></table:table-row>")
    };
    for (inner, text) in [
        ("<text:p><![CDATA[a < b & <text:p>]]></text:p>", "a < b & <text:p>"),
        ("<text:p>a<?program say?>b</text:p>", "ab"),
        ("<text:p>&#x1F600;&lt;b&gt;</text:p>", "😀<b>"),
        ("<text:p text:style-name='>' >a</text:p >", "a"),
        ("<text:p>a<text:s></text:s>b</text:p>", "a b"),
    ] {
        check(&cell(inner), &[(1, &[text])]);
    }
    for inner in ["<text:p>&nbsp;</text:p>", "<text:p>&#0;</text:p>", "<text:p>a</text:span>"] {
        let found = sheet(&format!("<table:table>{}</table:table>", cell(inner)), None);
        assert_eq!(found, Err(rule::import::BROKEN), "{inner}");
    }
}

#[test]
fn prefixes_are_only_names() {
    let [office, table, text, ..] = SPACES.map(|(_, address)| address);
    let xml = format!(
        "<a xmlns='{table}' xmlns:o='{office}' xmlns:table='urn:other'><table:table><row/></table:table><table \
         xmlns:t='{table}' t:name='x>y'><t:table-row t:number-rows-repeated='2'><table-cell o:value-type='float' \
         o:value='2.50' value='9'/><table-cell><p xmlns='{text}'>z</p></table-cell></t:table-row></table></a>"
    );
    let read = sheet(&xml, Some("x>y")).expect("a table");
    let rows: Vec<(usize, &[String])> = read.rows.iter().map(|row| (row.line, &*row.cells)).collect();
    let cells = ["2.5".to_owned(), "z".to_owned()];
    assert_eq!(rows, [(1, &cells[..]), (2, &cells[..])]);
    assert_eq!(sheet(&xml, Some("y")), Err(rule::import::NO_SHEET));
}

#[test]
fn what_expands_or_nests_is_refused() {
    let laughs = "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><table:table/>";
    let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><table:table/>";
    let deep = "<a>".repeat(1_000_000);
    let prefixes: String = (0..1_000).map(|number| format!(" xmlns:p{number}='u'")).collect();
    for bad in [laughs, outside, &deep, &format!("<table:table{prefixes}></table:table>")] {
        assert_eq!(sheet(bad, None), Err(rule::import::BROKEN));
    }
}

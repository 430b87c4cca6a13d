//! Tests of days and months: each form by itself, and columns of them.

use super::*;

const TODAY: Date = jiff::civil::date(2026, 11, 22);

fn month(cell: &str) -> Option<String> {
    read(cell, TODAY)?.month(Order::DayFirst).map(written)
}

#[test]
fn months_are_read_as_people_write_them() {
    for cell in [
        "2026-05",
        "2026-05-12",
        "2026-05-12T14:30:00",
        "2026-05-12T14:30:00.000+02:00",
        "2026-05-12T14:30:00Z",
        "2026-05-12 14:30:05 UTC",
        "12/05/2026",
        "12/05/2026 14:30",
        "12/05/2026 à 14h30",
        "12/05/26",
        "26/05/12",
        "2026/05/12 2:30:05 PM UTC+2",
        "05/2026",
        "5.2026",
        "12.05.2026",
        "mai 2026",
        "Mai-26",
        "mai 26",
        "12 mai 2026",
        "12-mai-26",
        "mar. 12 mai 2026, 14:30",
        "Tue May 12 2026 14:30:05 GMT+0200",
        "May 12, 2026",
        "May 12th, 2026 2:30 PM",
        "46154",
        "46154.604",
        "46154,604",
        "2026/05",
        "202605",
        "20260512",
        "2026-05-12 - 14:30",
        "مايو 2026",
        "١٢ مايو ٢٠٢٦",
        "أيار 2026",
        "\u{200f}١٢/٥/٢٠٢٦",
        "۱۲/۰۵/۲۰۲۶",
        "травень 2026",
        "12 травня 2026 р.",
        "12 мая 2026 г.",
        "12 de mayo de 2026",
    ] {
        assert_eq!(month(cell).as_deref(), Some("2026-05"), "{cell}");
    }
}

#[test]
fn months_are_known_by_their_names() {
    for (cell, wanted) in [
        ("sept.-26", "2026-09"),
        ("juil-26", "2026-07"),
        ("févr. 2026", "2026-02"),
        ("août 2026", "2026-08"),
        ("déc.-25", "2025-12"),
        ("تشرين الثاني 2026", "2026-11"),
        ("mars 2026", "2026-03"),
        ("Mar 12, 2026", "2026-03"),
        ("2026-11-01T00:30:00+02:00", "2026-11"),
    ] {
        assert_eq!(month(cell).as_deref(), Some(wanted), "{cell}");
    }
}

#[test]
fn what_is_no_month_is_none() {
    for cell in [
        "",
        "mai",
        "2026",
        "13/2026",
        "2026-00",
        "hier",
        "99999",
        "12",
        "0115",
        "26 mai",
        "12-mai",
        "12/05",
        "jui 2026",
        "entre mai 2026 et juin 2026",
        "12/05/1984",
        "99/99/2026",
        "#N/A",
        "1.0.0",
    ] {
        assert_eq!(month(cell), None, "{cell}");
    }
}

#[test]
fn a_column_is_read_in_one_order() {
    let decided = |cells: &[&str]| {
        let readings: Vec<Reading> = cells.iter().filter_map(|cell| read(cell, TODAY)).collect();
        assert_eq!(readings.len(), cells.len(), "{cells:?}");
        let Decision { order, is_guess } = decide(&readings, TODAY);
        let months: Vec<Option<String>> =
            readings.iter().map(|reading| reading.month(order).map(written)).collect();
        (order, is_guess, months.into_iter().map(Option::unwrap_or_default).collect::<Vec<_>>().join(" "))
    };
    for (cells, order, is_guess, months) in [
        (&["5/6/2026", "5/25/2026", "11/3/2026"][..], Order::MonthFirst, false, "2026-05 2026-05 2026-11"),
        (&["5/6/2026", "25/5/2026"], Order::DayFirst, false, "2026-06 2026-05"),
        (
            &["25/5/2026", "5/25/2026", "5/6/2026", "5/5/2026"],
            Order::Mixed,
            false,
            "2026-05 2026-05  2026-05",
        ),
        (&["5/6/2026", "7/8/2026"], Order::DayFirst, true, "2026-06 2026-08"),
        (&["5/5/2026"], Order::DayFirst, false, "2026-05"),
        // With the month first it would still have to come.
        (&["12/11/2026"], Order::DayFirst, false, "2026-11"),
        (&["11/12/2026", "5/6/2026"], Order::MonthFirst, true, "2026-11 2026-05"),
        (&["5/6/2026 2:30:05 PM"], Order::MonthFirst, true, "2026-05"),
        (&["5.6.2026", "2026-05-12"], Order::DayFirst, false, "2026-06 2026-05"),
        (&["5/6/26", "5/25/26"], Order::MonthFirst, false, "2026-05 2026-05"),
        (&[], Order::DayFirst, false, ""),
    ] {
        assert_eq!(decided(cells), (order, is_guess, months.to_owned()), "{cells:?}");
    }
}

//! The names of months, as people and spreadsheet programs write them.

use super::plain;

/// Names of each month, as slugs with blanks between. Latin ones may be cut to three letters or more, where that leaves one month.
const MONTHS: [&str; 12] = [
    "janvier january januar enero janeiro gennaio ianuarie ocak يناير جانفي ژانويه січень січня січ \
     январь января янв",
    "fevrier february februar febrero fevereiro febbraio februarie subat فبراير فيفري شباط فوريه \
     лютий лютого лют февраль февраля фев",
    "mars march marz maerz marzo marco martie mart مارس اذار березень березня бер март марта",
    "avril april abril aprile aprilie nisan ابريل افريل نيسان اوريل квітень квітня квіт апрель \
     апреля апр",
    "mai may mayo maio maggio mayis مايو ماي ايار مه травень травня трав май мая",
    "juin june juni junio junho giugno iunie haziran يونيو جوان حزيران ژوين ژوئن червень червня черв \
     июнь июня",
    "juillet july juli julio julho luglio iulie temmuz يوليو يوليوز جويليه تموز ژوئيه липень липня \
     лип июль июля",
    "aout august agosto augustus agustos اغسطس اوت غشت اب серпень серпня серп август августа авг",
    "septembre september septiembre setembro settembre septembrie sept eylul سبتمبر شتنبر ايلول \
     سپتامبر вересень вересня вер сентябрь сентября сен",
    "octobre october oktober octubre outubro ottobre octombrie ekim اكتوبر اكتبر жовтень жовтня жовт \
     октябрь октября окт",
    "novembre november noviembre novembro noiembrie kasim نوفمبر نونبر نوامبر листопад листопада \
     лист ноябрь ноября ноя",
    "decembre december dezember diciembre dezembro dicembre decembrie aralik ديسمبر دجنبر دسامبر \
     грудень грудня груд декабрь декабря дек",
];

/// Names of two words, and one word for the same month.
const DOUBLE: [(&str, &str); 4] = [
    ("كانون الثاني", "يناير"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("كانون الأول", "ديسمبر"),
];

/// Words of a date that say nothing of the month: small words, days of the week, the sign of the hour.
const LEFT_OUT: &str = "a le de du of the at on in z t cet cest г р року года o clock heures lundi mardi mercredi jeudi \
    vendredi samedi dimanche lun mer jeu ven sam dim monday tuesday wednesday thursday friday \
    saturday sunday mon tue tues wed thu thurs fri sat sun الاثنين الثلاثاء الاربعاء الخميس الجمعه \
    السبت الاحد ص م صباحا مساء يوم في понеділок вівторок середа четвер п’ятниця субота неділя пн вт \
    ср чт пт сб нд вс";

/// A text in which each month has one word.
pub(super) fn single(text: &str) -> String {
    DOUBLE.iter().fold(text.to_owned(), |text, (two, one)| text.replace(two, one))
}

/// Whether a word of a date says nothing of the month.
pub(super) fn is_left_out(word: &str) -> bool {
    let word = plain::name(word);
    LEFT_OUT.split_whitespace().any(|known| known == word)
}

/// The month of a name, and whether it is a whole name or a usual short one.
pub(super) fn find(word: &str) -> Option<(u8, bool)> {
    let word = plain::name(word);
    let by = |is: &dyn Fn(&str) -> bool| {
        let months = (1..).zip(MONTHS).filter(|(_, names)| names.split_whitespace().any(is));
        months.map(|(month, _)| month).collect::<Vec<u8>>()
    };
    if let [month] = by(&|name| name == word)[..] {
        return Some((month, true));
    }
    let is_short = word.len() >= 3 && word.bytes().all(|letter| letter.is_ascii_lowercase());
    match by(&|name| is_short && name.starts_with(&word))[..] {
        [month] => Some((month, false)),
        _ => None,
    }
}

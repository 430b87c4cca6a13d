//! Words of a link that say nothing about where it leads (WCAG 2.4.4): "click here", by language.

/// Such words in small letters, with a space for whatever stands between them. A text in one language may have a link in the words of
/// another, so all are looked for in all.
const VAGUE: &[&[&str]] =
    &[FRENCH, ENGLISH, ARABIC, PERSIAN, PASHTO, ETHIOPIC, UKRAINIAN, RUSSIAN, TURKISH, OTHER];

const FRENCH: &[&str] = &[
    "ici",
    "par ici",
    "là",
    "par là",
    "cliquez là",
    "cliquez ici",
    "cliquer ici",
    "clique ici",
    "cliquez sur ce lien",
    "cliquer sur ce lien",
    "cliquez",
    "lien",
    "ce lien",
    "le lien",
    "suivez ce lien",
    "en savoir plus",
    "savoir plus",
    "plus d info",
    "plus d infos",
    "plus d informations",
    "plus de détails",
    "lire la suite",
    "lire plus",
    "lire ici",
    "voir",
    "voir ici",
    "voir plus",
    "voir le site",
    "voir la page",
    "cette page",
    "ce site",
    "site",
    "site web",
    "site internet",
    "page",
    "cette adresse",
    "à cette adresse",
    "télécharger",
    "téléchargez",
    "télécharger ici",
    "détails",
];

const ENGLISH: &[&str] = &[
    "here",
    "click here",
    "click",
    "press here",
    "tap here",
    "link",
    "this link",
    "the link",
    "follow this link",
    "read more",
    "learn more",
    "more",
    "more info",
    "more information",
    "more details",
    "details",
    "find out more",
    "see more",
    "see here",
    "this page",
    "this site",
    "this website",
    "website",
    "site",
    "download",
    "download here",
];

const ARABIC: &[&str] = &[
    "هنا",
    "من هنا",
    "اضغط هنا",
    "اضغطوا هنا",
    "انقر هنا",
    "انقروا هنا",
    "اضغط على هذا الرابط",
    "اضغطوا على هذا الرابط",
    "هذا الرابط",
    "الرابط",
    "رابط",
    "اقرأ المزيد",
    "اقرؤوا المزيد",
    "اقرأوا المزيد",
    "المزيد",
    "للمزيد",
    "لمعرفة المزيد",
    "مزيد من المعلومات",
    "المزيد من المعلومات",
    "هذه الصفحة",
    "هذا الموقع",
    "الموقع",
    "تحميل",
    "تنزيل",
];

const PERSIAN: &[&str] = &[
    "اینجا",
    "اینجا کلیک کنید",
    "اینجا را کلیک کنید",
    "روی اینجا کلیک کنید",
    "این لینک",
    "این پیوند",
    "لینک",
    "بیشتر",
    "بیشتر بخوانید",
    "اطلاعات بیشتر",
    "ادامه مطلب",
    "این صفحه",
    "این سایت",
    "دانلود",
];

const PASHTO: &[&str] = &[
    "دلته",
    "دلته کلیک وکړئ",
    "دلته کلیک وکړی",
    "دلته کېکاږئ",
    "دا لینک",
    "نور ولولئ",
    "نور معلومات",
    "لا نور معلومات",
    "دا پاڼه",
    "ډاونلوډ",
];

const ETHIOPIC: &[&str] = &[
    "ኣብዚ",
    "ኣብዚ ጠውቑ",
    "ኣብዚ ጠውቕ",
    "ኣብዚ ጽቀጡ",
    "እዚ ሊንክ",
    "ሊንክ",
    "ዝያዳ",
    "ዝያዳ ኣንብቡ",
    "ተወሳኺ ኣንብቡ",
    "ተወሳኺ ሓበሬታ",
    "እዚህ",
    "እዚህ ይጫኑ",
    "ተጨማሪ ያንብቡ",
];

const UKRAINIAN: &[&str] = &[
    "тут",
    "натисніть тут",
    "клацніть тут",
    "посилання",
    "це посилання",
    "за посиланням",
    "читати далі",
    "детальніше",
    "докладніше",
    "більше",
    "дізнатися більше",
    "сайт",
    "ця сторінка",
    "завантажити",
];

const RUSSIAN: &[&str] = &[
    "здесь",
    "нажмите здесь",
    "кликните здесь",
    "нажмите сюда",
    "ссылка",
    "эта ссылка",
    "по ссылке",
    "по этой ссылке",
    "читать далее",
    "подробнее",
    "больше",
    "узнать больше",
    "эта страница",
    "скачать",
];

const TURKISH: &[&str] = &[
    "burada",
    "buraya",
    "buraya tıklayın",
    "buraya tıklayınız",
    "tıklayın",
    "bu bağlantı",
    "bağlantı",
    "devamını oku",
    "daha fazla",
    "daha fazla bilgi",
    "indir",
];

/// Languages in which foreign words of links are often left.
const OTHER: &[&str] = &[
    "aquí",
    "haga clic aquí",
    "haz clic aquí",
    "pulse aquí",
    "este enlace",
    "enlace",
    "leer más",
    "más información",
    "ver más",
    "saber más",
    "descargar",
    "aqui",
    "clique aqui",
    "este link",
    "ler mais",
    "saiba mais",
    "mais informações",
    "qui",
    "clicca qui",
    "questo link",
    "leggi tutto",
    "scopri di più",
    "hier",
    "hier klicken",
    "klicken sie hier",
    "dieser link",
    "mehr",
    "weiterlesen",
    "mehr erfahren",
    "mehr informationen",
    "aici",
    "click aici",
    "citește mai mult",
    "këtu",
    "kliko këtu",
    "tutaj",
    "kliknij tutaj",
    "czytaj więcej",
    "halkan",
    "halkan guji",
];

/// Whether these are such words, or signs without a word, such as an arrow.
pub(super) fn says_nothing(words: &str) -> bool {
    let parts = words.split(|sign: char| !sign.is_alphanumeric() && !is_mark(sign));
    let bare = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase();
    bare.is_empty() || VAGUE.iter().any(|list| list.contains(&bare.as_str()))
}

/// Whether a sign belongs to the letter before it.
fn is_mark(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_could_stand_on_any_link_say_nothing() {
        for words in [
            "Ici",
            "« ici »",
            "cliquez-ici",
            "Plus d’infos",
            "plus d'infos…",
            "En savoir plus >",
            "→",
            "👉",
            "Read more »",
            "اضغطوا هنا",
            "подробнее",
            "тут",
            "دلته",
            "ኣብዚ ጠውቑ።",
            "Buraya tıklayın",
        ] {
            assert!(says_nothing(words), "{words}");
        }
        for words in [
            "115",
            "la suite",
            "ici, la liste des mairies",
            "le site de la mairie",
            "Télécharger le bail",
            "à lire",
            "الموقع الرسمي",
            "сайт мерії",
            "€ 20",
        ] {
            assert!(!says_nothing(words), "{words}");
        }
    }
}

//! The words that a reader of the file gets, in the order of its structure, are the words of the text.

use super::*;
use trousseau_core::document::{Block, walk};

/// Samples, for letters and their order only: a sentence or two about papers and a number to call.
pub const SAMPLES: [(&str, &str); 8] = [
    (
        "fr",
        "Préparez votre pièce d’identité, où que vous soyez : c’est l’essentiel ! Vous avez 23 403 € ? Appelez le 0 805 16 00 75.",
    ),
    (
        "ar",
        "حضّروا وثيقة الهوية أو تصريح الإقامة. إشعار الضريبة عن دخل سنة 2024 (avis d’imposition)، لكل شخص بالغ. اتصلوا بالرقم 0 805 16 00 75 مجانًا. انتظروا الشهادة التي فيها رقمكم الموحّد.",
    ),
    (
        "ps",
        "خپل د هویت سند چمتو کړئ. د ټولنیز کور غوښتنه په انټرنټ کې یا په کاغذ وکړئ. شمېره 115 ته زنګ ووهئ، ځواب وړیا دی. هره میاشت خپل لیک وګورئ.",
    ),
    ("ti", "ወረቓቕቲ መንነትኩም ኣዳልዉ። ማሕበራዊ መንበሪ ገዛ ንምሕታት ቅጥዒ ምልኡ። ናብ 115 ደውሉ። ነጻ እዩ፣ መዓልትን ለይትን ይሰርሕ።"),
    (
        "uk",
        "Підготуйте посвідчення особи або посвідку на проживання. Подайте заяву в інтернеті чи на папері. Зателефонуйте 115: це безкоштовно, щодня, їхня відповідь — ґрунтовна.",
    ),
    (
        "bn",
        "আপনার পরিচয়পত্র প্রস্তুত করুন। সামাজিক বাসস্থানের জন্য আবেদন করুন। ১১৫ নম্বরে ফোন করুন, বিনামূল্যে। প্রতি বছর আবেদন নবায়ন করুন।",
    ),
    (
        "ka",
        "მოამზადეთ პირადობის მოწმობა ან ბინადრობის ნებართვა. შეავსეთ განაცხადი ინტერნეტით. დარეკეთ 115: უფასოა.",
    ),
    (
        "en",
        "Prepare your identity card (or residence permit). Don’t pay “anybody”. Call 0 805 16 00 75: it is free.",
    ),
];

/// Further scripts of the table: their fonts were taken because they pass.
const MORE: [(&str, &str); 11] = [
    ("hy", "Պատրաստեք ձեր անձը հաստատող փաստաթուղթը։ Զանգահարեք 115։"),
    ("ta", "உங்கள் அடையாள அட்டையைத் தயார் செய்யுங்கள். சமூக வீட்டுக்கு விண்ணப்பியுங்கள்."),
    (
        "el",
        "Ετοιμάστε την ταυτότητά σας ή την άδεια διαμονής. Υποβάλετε αίτηση για κατοικία. Καλέστε το 115, είναι δωρεάν.",
    ),
    (
        "hi",
        "अपना पहचान पत्र तैयार रखें। सामाजिक आवास के लिए आवेदन करें। ११५ पर फ़ोन करें, यह मुफ़्त है। हर वर्ष प्रार्थना-पत्र का नवीनीकरण करें, हस्ताक्षर ज़रूरी हैं।",
    ),
    (
        "ne",
        "आफ्नो परिचयपत्र तयार गर्नुहोस्। सामाजिक आवासका लागि निवेदन दिनुहोस्। ११५ मा फोन गर्नुहोस्, निःशुल्क छ। के तपाईंले पत्र प्राप्त गर्‍यो? राष्ट्रिय कार्यालयमा बुझ्नुहोस्।",
    ),
    (
        "mr",
        "तुमचे ओळखपत्र तयार ठेवा. सामाजिक घरासाठी अर्ज करा. ११५ वर फोन करा, ते विनामूल्य आहे. दुसऱ्या वर्षी अर्जाचे नूतनीकरण करा.",
    ),
    ("pa", "ਆਪਣਾ ਪਛਾਣ ਪੱਤਰ ਤਿਆਰ ਰੱਖੋ। ਸਮਾਜਿਕ ਮਕਾਨ ਲਈ ਅਰਜ਼ੀ ਦਿਓ। 115 ਨੂੰ ਫ਼ੋਨ ਕਰੋ, ਇਹ ਮੁਫ਼ਤ ਹੈ। ਹਰ ਸਾਲ ਪ੍ਰਾਰਥਨਾ ਪੱਤਰ ਭਰੋ।"),
    (
        "gu",
        "તમારું ઓળખપત્ર તૈયાર રાખો. સામાજિક આવાસ માટે અરજી કરો. ૧૧૫ પર ફોન કરો, તે મફત છે. દર વર્ષે પ્રમાણપત્ર પર હસ્તાક્ષર કરો.",
    ),
    (
        "si",
        "ඔබේ හැඳුනුම්පත සූදානම් කරන්න. සමාජ නිවාස සඳහා ඉල්ලුම් කරන්න. 115 අංකයට අමතන්න, එය නොමිලේ ය. ප්‍රශ්න තිබේ නම් ශ්‍රී ලංකා කාර්යාලයට යන්න.",
    ),
    ("th", "เตรียมบัตรประจำตัวของคุณ ยื่นคำร้องขอที่อยู่อาศัย โทร 115 ได้ฟรี ทั้งวันทั้งคืน น้ำ ที่นี่"),
    ("he", "הכינו את תעודת הזהות שלכם. הגישו בקשה לדיור ציבורי. התקשרו למספר 115."),
];

/// The words of a text, without the marks that only steer it: what joins or parts letters belongs to a word.
pub fn words(text: &str) -> Vec<String> {
    let steers = |letter: &char| !matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain: String =
        text.chars().filter(steers).map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect();
    plain.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words that are there, and the neighbours that still follow one another, in percent.
fn share(wanted: &[String], got: &[String]) -> (f64, f64) {
    let mut left = std::collections::BTreeMap::<&str, usize>::new();
    got.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let intact = wanted.iter().filter(|word| {
        let found = left.get_mut(word.as_str()).filter(|count| **count > 0);
        found.map(|count| *count -= 1).is_some()
    });
    let pairs: std::collections::BTreeSet<(&str, &str)> =
        got.windows(2).map(|pair| (&*pair[0], &*pair[1])).collect();
    let kept = wanted.windows(2).filter(|pair| pairs.contains(&(&*pair[0], &*pair[1]))).count();
    (100.0 * intact.count() as f64 / wanted.len() as f64, 100.0 * kept as f64 / (wanted.len() - 1) as f64)
}

#[track_caller]
fn check(tag: &str, sentence: &str, layout: &'static Layout, sheet: Sheet) {
    let text = format!(
        "## {sentence}\n\n{sentence}\n\n- {sentence}\n- **{sentence}**\n\n{}\n",
        [sentence; 4].join(" ")
    );
    let view = bare(tag, layout, "Essai", &text);
    let mut wanted = Vec::new();
    let mut blocks: Vec<&Block<Reference>> = view.parts[0].body.blocks.iter().collect();
    blocks.reverse();
    while let Some(block) = blocks.pop() {
        match block {
            Block::Heading(heading) => wanted.extend(words(&walk::plain(&heading.text))),
            Block::Paragraph(text) => wanted.extend(words(&walk::plain(text))),
            Block::List { items, .. } => {
                items.iter().rev().for_each(|item| blocks.extend(item.blocks.iter().rev()));
            }
            other => panic!("no such block in a sample: {other:?}"),
        }
    }
    let print = generated(&view, sheet);
    let got: Vec<String> =
        reader::read(&print.bytes).iter().flat_map(|pieces| words(&pieces.concat())).collect();
    let (intact, in_order) = share(&wanted, &got);
    println!("{tag} {layout:?} {sheet:?}: {intact:.1} % intact, {in_order:.1} % in order");
    let most = if language(tag).direction() == Direction::Rtl { 96.0 } else { 99.0 };
    assert!(
        intact >= 99.0 && in_order >= most,
        "{tag} {layout:?} {sheet:?}: {intact:.1} % of the words, {in_order:.1} % of the pairs\n{}\n{}",
        wanted.join(" "),
        got.join(" ")
    );
}

#[test]
fn the_words_come_back_from_the_paper() {
    for (tag, sentence) in SAMPLES.into_iter().chain(MORE) {
        check(tag, sentence, A4, Sheet::Pages);
    }
}

#[test]
fn sheets_are_read_in_the_order_of_their_pages() {
    for (tag, sentence) in &SAMPLES[..2] {
        check(tag, &[*sentence; 2].join(" "), PANEL, FOLDED);
        check(tag, &[*sentence; 6].join(" "), A5, STAPLED);
    }
}

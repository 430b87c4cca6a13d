//! Pictures good and bad.

use image::{ImageEncoder, RgbImage};
use strum::IntoEnumIterator;

use super::*;

fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut out)
        .encode_image(&RgbImage::new(width, height))
        .expect("a picture");
    out
}

/// The same JPEG with an EXIF segment that says "turn me by 90°" and where it was taken.
fn with_exif(picture: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend(b"SECRET-PLACE");
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    [&picture[..2], &[0xff, 0xe1], &length, &exif, &picture[2..]].concat()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let pixels = vec![0; (width * height) as usize];
    image::codecs::png::PngEncoder::new(&mut out)
        .write_image(&pixels, width, height, image::ExtendedColorType::L8)
        .expect("a picture");
    out
}

#[test]
fn a_copy_is_narrow_upright_and_holds_no_secret() {
    let photo = with_exif(&jpeg(640, 320));
    assert_eq!(probe(&photo).map(|probe| (probe.width, probe.height)), Ok((320, 640)));
    let copy = variant(&photo, Some(100)).expect("a copy");
    assert_eq!(probe(&copy), Ok(Probe { width: 100, height: 200, kind: Kind::Jpeg }));
    assert!(!copy.windows(6).any(|part| part == b"SECRET") && !copy.windows(4).any(|part| part == b"Exif"));
    let same = variant(&png(30, 20), Some(480)).expect("a copy");
    assert_eq!(probe(&same), Ok(Probe { width: 30, height: 20, kind: Kind::Png }));
}

#[test]
fn paper_gets_shades_of_grey() {
    use image::{ColorType, GenericImageView};
    let colour = |bytes: &[u8]| image::load_from_memory(bytes).expect("a picture").color();
    let photo = on_paper(&with_exif(&jpeg(640, 320)), 100).expect("a copy");
    assert_eq!(probe(&photo), Ok(Probe { width: 100, height: 200, kind: Kind::Jpeg }));
    assert_eq!(colour(&photo), ColorType::L8);
    let red = image::RgbaImage::from_pixel(4, 4, image::Rgba([255, 0, 0, 128]));
    let mut clear = Cursor::new(Vec::new());
    red.write_to(&mut clear, ImageFormat::Png).expect("a picture");
    let printed = on_paper(clear.get_ref(), 100).expect("a copy");
    assert_eq!(colour(&printed), ColorType::La8);
    // Red is 0.2126 as light as white, and stays as clear as it was.
    let seen = image::load_from_memory(&printed).expect("a picture").get_pixel(1, 1);
    assert_eq!(seen.0, [54, 54, 54, 128]);
}

#[test]
fn a_drawing_on_paper_keeps_its_lines_and_loses_its_colours() {
    for (drawn, printed) in [
        (
            "<path fill=\"red\" stroke='#0f0' d=\"M0 0\"/>",
            "<path fill=\"#363636\" stroke='#b6b6b6' d=\"M0 0\"/>",
        ),
        (
            "<g style=\"stroke-width: 2; fill : rgb(0, 0, 255)\"/>",
            "<g style=\"stroke-width: 2; fill : #121212\"/>",
        ),
        (
            "<style>.a{fill:red!important;stroke:none}</style>",
            "<style>.a{fill:#363636!important;stroke:none}</style>",
        ),
        ("<stop stop-color=\"rgba(255,0,0,0.2)\"/>", "<stop stop-color=\"rgba(54,54,54,0.200)\"/>"),
        (
            "<path fill=\"url(#red)\" id=\"red\" class=\"red\"/>",
            "<path fill=\"url(#red)\" id=\"red\" class=\"red\"/>",
        ),
        (
            "<text color=\"currentColor\">Stroke: red; fill: blue</text>",
            "<text color=\"currentColor\">Stroke: red; fill: blue</text>",
        ),
        (
            "<g id='a>b' aria-label=\"fill='red'\" fill = 'red'/>",
            "<g id='a>b' aria-label=\"fill='red'\" fill = '#363636'/>",
        ),
        (
            "<!-- fill='red' --><style><![CDATA[a>b{fill:red}]]></style>",
            "<!-- fill='red' --><style><![CDATA[a>b{fill:#363636}]]></style>",
        ),
    ] {
        assert_eq!(drawing::grey(drawn), printed);
    }
}

#[test]
fn what_is_no_picture_is_a_fault() {
    assert_eq!(probe(b"GIF89a......").map_err(|fault| fault.rule().code()), Err("images/kind"));
    assert_eq!(probe(b"hello").map_err(|fault| fault.rule().code()), Err("images/kind"));
    assert_eq!(probe(b"").map_err(|fault| fault.rule().code()), Err("images/kind"));
    let cut = &jpeg(64, 64)[..60];
    assert_eq!(variant(cut, None).map_err(|fault| fault.rule().code()), Err("images/broken"));
    let mut bomb = png(1, 1);
    bomb[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let crc = crc(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&crc.to_be_bytes());
    assert_eq!(probe(&bomb).map_err(|fault| fault.rule().code()), Err("images/too-large"));
}

/// The check sum of a PNG chunk.
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg()))
    })
}

fn svg(inner: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 12\">{inner}</svg>")
}

#[test]
fn a_drawing_keeps_its_lines_and_its_size() {
    let good =
        svg("<title>Maison</title><g id=\"a\"><path d=\"M0 0h24\" fill=\"#000\"/></g><use href=\"#a\"/>");
    assert_eq!(probe(good.as_bytes()), Ok(Probe { width: 24, height: 12, kind: Kind::Svg }));
    let clean = String::from_utf8(variant(good.as_bytes(), None).expect("a drawing")).expect("text");
    assert!(clean.contains("M0 0h24") && clean.contains("viewBox"), "{clean}");
}

#[test]
fn a_drawing_that_does_more_is_refused() {
    for inner in [
        "<script>alert(1)</script>",
        "<path onclick=\"x()\"/>",
        "<path/onload = 'x()'/>",
        "<image href=\"https://exemple.org/a.png\"/>",
        "<image xlink:href='//exemple.org/a.png'/>",
        "<a href=\"javascript:x\"><path/></a>",
        "<style>path{fill:url(https://exemple.org/)}</style>",
        "<style>@import 'x'</style>",
        "<foreignObject><p>x</p></foreignObject>",
        "<image href=\"data:image/png;base64,AA\"/>",
    ] {
        let fault = probe(svg(inner).as_bytes()).map_err(|fault| fault.rule().code());
        assert_eq!(fault, Err("images/unsafe"), "{inner}");
    }
    for inner in [
        "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
        "<SCRIPT/>",
        "<path d='>' ONLOAD = 'x()'/>",
        "<path d=\"\"/onload=\"x()\"/>",
        "<use href=\"&#104;ttps://exemple.org/a.svg#b\"/>",
        "<use x:href=\"a.svg#b\" xmlns:x=\"http://www.w3.org/1999/xlink\"/>",
        "<path fill='&#x75;rl( \"//exemple.org/\" )'/>",
        "<path style=\"fill:java&#10;script:x\"/>",
        "<style>@im&#112;ort 'x'</style>",
        "<style><![CDATA[@import 'x']]></style>",
        "<style>a{}<!-- -->@import 'x'</style>",
    ] {
        let fault = probe(svg(inner).as_bytes()).map_err(|fault| fault.rule().code());
        assert_eq!(fault, Err("images/unsafe"), "{inner}");
    }
    let sheet = "<?xml version=\"1.0\"?><?xml-stylesheet href=\"x.css\"?>".to_owned() + &svg("");
    assert_eq!(probe(sheet.as_bytes()), Err(Fault::Unsafe("xml-stylesheet")));
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"aaaa\">]>".to_owned() + &svg("&a;");
    assert_eq!(probe(laughs.as_bytes()).map_err(|fault| fault.rule().code()), Err("images/unsafe"));
    let endless = "<svg xmlns=\"http://www.w3.org/2000/svg\">".to_owned() + &"<g>".repeat(50_000);
    assert!(probe(endless.as_bytes()).is_err());
}

#[test]
fn a_style_asks_no_other_host() {
    for style in [
        "svg{background-image:image-set(\"http://exemple.org/x\" 1x)}",
        "svg{background:-webkit-image-set('//exemple.org/x' 1x)}",
        "svg{background-image:image('x.png')}",
        "svg{background:\\75rl(http://exemple.org/)}",
        "svg{background:u\\72 l(x)}",
        "svg{mask:cross-fade(url(#a),'x',50%)}",
        "@font-face{font-family:x;src:'//exemple.org/x'}",
        "@font-face{font-family:x;src:src('x')}",
        "@namespace '//exemple.org/x';",
        "@IMPORT'x';",
        "@layer a;@im/**/port 'x';",
        "svg{background:image-/**/set('//exemple.org/' 1x)}",
        "svg{filter:blur(9999px)}",
        "svg{background:paint(x)}",
        "svg{content:'https://exemple.org/'}",
        "svg{background:var(--a)}",
        "svg{width:attr(x)}",
    ] {
        let in_sheet = svg(&format!("<style>{}</style>", style.replace('<', "&lt;")));
        let fault = probe(in_sheet.as_bytes()).map_err(|fault| fault.rule().code());
        assert_eq!(fault, Err("images/unsafe"), "{style}");
    }
    for inner in [
        "<path style='mask:image-set(\"//exemple.org/x\" 1x)'/>",
        "<path mask='image-set(\"//exemple.org/x\" 1x)'/>",
        "<path cursor='image-set(&quot;x&quot; 1x)'/>",
        "<path><set attributeName='fill' to='image-set(\"//exemple.org/x\" 1x)'/></path>",
        "<image><set attributeName='href' to='//exemple.org/x'/></image>",
        "<image><animate attributeName='xlink:href' values='//exemple.org/x;a'/></image>",
    ] {
        let fault = probe(svg(inner).as_bytes()).map_err(|fault| fault.rule().code());
        assert_eq!(fault, Err("images/unsafe"), "{inner}");
    }
    for inner in [
        "<style>@media (prefers-color-scheme: dark) and (min-width: 3px){path{fill:rgb(0,0,0)}}</style>",
        "<style>.cls-1{fill:#fff;font-family:\"Noto Sans\",'Source Sans Pro'}/* a (b) 'c/d' */</style>",
        "<path style='enable-background:new 0 0 24 24;-inkscape-font-specification:\"sans-serif, Normal\"'/>",
        "<path style='fill:url(#a);transform:translate(1px,2px) rotate(3deg);background-color:white'/>",
        "<path transform='matrix(1 0 0 1 2 3) scale(2)' id='Calque (1)' data-name=\"l'eau (2)\"/>",
        "<text aria-label='À gauche (rue)'>Ici : http://exemple.org/ (ou là)</text>",
        "<linearGradient id='a' gradientTransform='rotate(90)'/><path fill='url(#a) #000'/>",
    ] {
        assert!(probe(svg(inner).as_bytes()).is_ok(), "{inner}: {:?}", probe(svg(inner).as_bytes()));
    }
}

#[test]
fn a_drawing_that_makes_endless_work_is_refused() {
    let copies = |levels: usize| {
        let level = |number: usize| {
            let inner = format!("<use href=\"#g{}\"/>", number - 1).repeat(10);
            format!("<g id=\"g{number}\">{inner}</g>")
        };
        format!("<g id=\"g0\"><path/></g>{}", (1..levels).map(level).collect::<String>())
    };
    let patterns = |number: usize| {
        let path = format!("<path fill=\"url(#p{})\"/>", number.saturating_sub(1)).repeat(10);
        format!("<pattern id=\"p{number}\">{path}</pattern>")
    };
    let chain = |number: usize| -> String {
        (1..=number).map(|at| format!("<g id=\"g{at}\"><use href=\"#g{}\"/></g>", at - 1)).collect()
    };
    let marks = |points: usize| {
        let line = format!("d=\"M0 0{}\"", "l1 1".repeat(points));
        format!("<marker id=\"m\"><path {line}/></marker><path marker-mid=\"url(#m)\" {line}/>")
    };
    let rules =
        |number: usize| format!("<style>{}</style>{}", "g{fill:red}".repeat(number), "<g/>".repeat(number));
    let heavy = Err(Fault::Broken(Damage::Heavy));
    for (small, large) in [
        (copies(4), copies(8)),
        ((0..3).map(patterns).collect(), (0..9).map(patterns).collect()),
        (format!("<text>{}</text>", "on".repeat(1_500)), format!("<text>{}</text>", "on".repeat(80_000))),
        ("<text>on</text>".repeat(2_000), "<text>onononononon</text>".repeat(5_000)),
        (
            format!("<text>{}</text>", "<tspan>on</tspan>".repeat(500)),
            format!("<text>{}</text>", "<tspan>on</tspan>".repeat(9_000)),
        ),
        ("<path/>".repeat(10_000), "<path/>".repeat(40_000)),
        (marks(100), marks(3_000)),
        (chain(20), chain(20_000)),
        (rules(500), rules(3_000)),
    ] {
        assert!(probe(svg(&small).as_bytes()).is_ok(), "{}", &small[..80]);
        assert_eq!(probe(svg(&large).as_bytes()).map(|_| ()), heavy, "{}", &large[..80]);
    }
    // What names itself is drawn by nobody, and many shapes may share one colour.
    assert!(probe(svg("<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>").as_bytes()).is_ok());
    let shared = "<linearGradient id='a'><stop/><stop/><stop/></linearGradient>".to_owned();
    assert!(probe(svg(&(shared + &"<path fill='url(#a)'/>".repeat(9_000))).as_bytes()).is_ok());
    for inner in [
        "<filter id=\"f\"><feTurbulence numOctaves=\"9999\"/></filter><rect filter=\"url(#f)\"/>",
        "<filter id=\"f\"><feGaussianBlur stdDeviation=\"99999\"/></filter>",
        "<x:filter xmlns:x=\"http://www.w3.org/2000/svg\"/>",
    ] {
        assert_eq!(probe(svg(inner).as_bytes()), Err(Fault::Unsafe("filter")), "{inner}");
    }
}

#[test]
fn words_of_a_drawing_are_no_code() {
    for inner in [
        "<!-- <script>x</script> onload='x()' -->",
        "<title>Use data: or http://exemple.org/, on = off</title>",
        "<text><![CDATA[<script> & url(x)]]></text>",
        "<text aria-label='a > b'>l&apos;accès &#233;</text>",
    ] {
        let copy = variant(svg(inner).as_bytes(), None).expect(inner);
        assert!(!String::from_utf8_lossy(&copy).contains("<script"), "{inner}");
    }
}

#[test]
fn nesting_and_attributes_have_limits() {
    let deep = |levels: usize| svg(&("<g>".repeat(levels) + &"</g>".repeat(levels)));
    assert!(probe(deep(63).as_bytes()).is_ok());
    assert_eq!(probe(deep(64).as_bytes()), Err(Fault::Broken(Damage::Deep)));
    // Elements that follow one another, or whose attributes hold tags, are not deep.
    assert!(probe(svg(&"<g/><path d='<'/>".replace("'<'", "\"/>\"").repeat(200)).as_bytes()).is_ok());
    for inner in ["&unknown;", "<g id='a' id='b'/>", "<g id=a/>", "<g id='a/>", "<g></h>"] {
        let fault = probe(svg(inner).as_bytes());
        assert_eq!(fault, Err(Fault::Broken(Damage::Garbled)), "{inner}");
    }
}

#[test]
fn each_damage_has_words() {
    for damage in Damage::iter() {
        for tag in ["fr", "en"] {
            let language = trousseau_text::Language::find(tag).expect("in the table");
            let said = crate::messages::value(language, "problem", damage.name());
            assert_ne!(said, damage.name(), "{tag}");
        }
    }
}

#[test]
fn a_damage_is_named() {
    let damage = |bytes: &[u8]| variant(bytes, None).and_then(|_| probe(bytes)).expect_err("a fault");
    assert_eq!(damage(&png(30, 20)[..50]), Fault::Broken(Damage::Garbled));
    assert_eq!(damage(&jpeg(64, 64)[..60]), Fault::Broken(Damage::Garbled));
    assert_eq!(damage(b"\x89PNG\r\n\x1a\nhello"), Fault::Broken(Damage::Garbled));
    assert_eq!(damage(b"<svg xmlns='http://www.w3.org/2000/svg'><g></svg>"), Fault::Broken(Damage::Garbled));
    assert_eq!(damage(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), Fault::Broken(Damage::Size));
    assert_eq!(damage(b"<svg xmlns='http://www.w3.org/2000/svg'>\xff</svg>"), Fault::Broken(Damage::Letters));
}

#[test]
fn a_narrow_copy_keeps_its_kind_of_colours() {
    use image::{ColorType, GenericImageView, Luma, LumaA, Rgb, Rgba};
    // Eight bits for each colour are what a screen shows, and half as much to send.
    let cases: [(DynamicImage, ColorType, [u8; 4]); 5] = [
        (image::GrayImage::from_pixel(40, 20, Luma([90])).into(), ColorType::L8, [90, 90, 90, 255]),
        (
            image::GrayAlphaImage::from_pixel(40, 20, LumaA([90, 128])).into(),
            ColorType::La8,
            [90, 90, 90, 128],
        ),
        (image::RgbImage::from_pixel(40, 20, Rgb([200, 10, 30])).into(), ColorType::Rgb8, [200, 10, 30, 255]),
        (
            image::RgbaImage::from_pixel(40, 20, Rgba([200, 10, 30, 128])).into(),
            ColorType::Rgba8,
            [200, 10, 30, 128],
        ),
        (
            DynamicImage::ImageRgb16(image::ImageBuffer::from_pixel(40, 20, Rgb([65535, 0, 257]))),
            ColorType::Rgb8,
            [255, 0, 1, 255],
        ),
    ];
    for (picture, color, pixel) in cases {
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).expect("a picture");
        let copy = image::load_from_memory(&variant(png.get_ref(), Some(10)).expect("a copy")).expect("PNG");
        assert_eq!((copy.width(), copy.height(), copy.color()), (10, 5, color));
        // A colour that is multiplied by how clear it is, and back, may differ by one.
        let seen = copy.get_pixel(4, 2).0;
        assert!(seen.iter().zip(pixel).all(|(seen, own)| seen.abs_diff(own) <= 1), "{color:?}: {seen:?}");
    }
}

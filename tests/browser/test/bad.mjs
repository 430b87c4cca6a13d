// A site with a seeded fault for every rule that the gate leans on, and the list of those rules.

const CSS = `body{width:1100px;font-size:14px;color:#999;background:#fff}*:focus{outline:none}
.clip{width:36em;white-space:nowrap;overflow:hidden}.btn{width:14px;height:14px;padding:0;margin:0;border:0}
.spin{animation:s 1s infinite linear;width:20px;height:20px;background:red}@keyframes s{to{transform:rotate(1turn)}}
html{scroll-behavior:smooth}.bar{position:fixed;top:0;left:0;width:100%;height:300px;background:#ddd}
.sk{margin-left:20px;colr:red}@media print{body{background:#000;color:#fff}}`;

const page = ({ lang, dir, head = '', body }) => {
  const attributes = (lang ? ` lang="${lang}"` : '') + (dir ? ` dir="${dir}"` : '');
  return `<!DOCTYPE html>\n<html${attributes}>\n<head><meta charset="utf-8"><title>Bad</title>${head}</head>
<body>${body}</body>\n</html>\n`;
};
const LEFT = 'Ce paragraphe est resté en français, personne ne l’a traduit.';
const LONG = 'Ce texte n’existe qu’avec JavaScript et il est bien plus long que tout le reste de la page. ';

const french = page({
  lang: 'fr',
  head: `<link rel="stylesheet" href="../bad.css">
<meta name="viewport" content="width=device-width, user-scalable=no">
<link rel="alternate" hreflang="ar" href="../ar/index.html"><link rel="alternate" hreflang="en" href="../en/index.html">
<link rel="preconnect" href="https://fonts.gstatic.com"><link rel="canonical" href="../ar/index.html">`,
  body: `<div class="bar"><a href="#x">bar</a></div>
<h1>Un</h1><h1>Deux</h1><p id="d">dup</p><p id="d">dup</p><p>${LEFT}</p>
<a href="nowhere.html">cassé</a> <a href="#nulle-part">ancre</a> <a href="javascript:void(0)">js</a><a href="#">vide</a>
<img src="no.png"><label for="zz">x</label><p>نص عربي بلا لغة داخل الصفحة</p><p lang="ar">عربي بلا اتجاه (2026).</p>
<button class="btn">a</button><button class="btn">b</button><button class="btn">c</button>
<p class="clip">Du texte assez long coupé dès que l’interligne grandit un peu trop.</p><div class="spin"></div>
<p>Un mot <button popovertarget="p" style="display:inline;padding:0;border:0">bref</button> dans la phrase.</p>
<div id="p" popover><p style="color:#777;background:#888">Une définition qu’on ne peut pas lire.</p></div>
<p id="t"></p><input tabindex="3"><script>document.cookie='a=1';localStorage.setItem('k','v');
document.getElementById('t').textContent='${LONG}'.repeat(9);fetch('https://tracker.example/x').catch(()=>{});</script>
<script src="https://cdn.example/lib.js"></script>
<details><summary>Plus</summary><p>Un contenu caché qui devrait être imprimé sur la feuille.</p></details>
<a href="../ar/index.html">arabe</a>`,
});
const arabic = page({
  lang: 'ar',
  dir: 'rtl',
  head: '<link rel="stylesheet" href="../bad.css"><meta http-equiv="refresh" content="30">',
  body: `<main><h1>عنوان</h1><p>اتصل على الرقم 01 23 45 67 89 الآن من فضلك</p><p>الدخل 23 403 في السنة</p>
<p>${LEFT}</p></main>`,
});
const english = page({
  lang: 'de',
  dir: 'rtl',
  body: '<main><h1>Wrong language code</h1><p>Text without links back.</p></main>',
});
const notFound = page({ lang: 'fr', body: '<main><h1>404</h1><a href="fr/index.html">accueil</a></main>' });

/** Every file of the site: [path, text]. */
export const bad = () => [
  ['bad.css', CSS],
  ['fr/index.html', french],
  ['ar/index.html', arabic],
  ['en/index.html', english],
  ['nolang.html', page({ body: '<p>No language, no title words</p>' })],
  ['404.html', notFound],
];

const words = (s) => s.trim().split(/\s+/);
/** The rules that must fire on it. */
export const RULES = {
  static: words(`broken-link broken-anchor broken-asset duplicate-id idref-missing javascript-link empty-hash-link
    external-resource img-alt-missing h1-several main-missing viewport-blocks-zoom viewport-missing lang-missing
    lang-differs-from-path dir-wrong foreign-script-without-lang rtl-text-in-ltr-context inline-lang-without-dir
    hreflang-not-reciprocal hreflang-missing hreflang-target-lang hreflang-no-self switcher-missing-target
    positive-tabindex latin-run-in-other-script-lang same-text-in-two-languages meta-refresh canonical-not-absolute
    canonical-elsewhere canonical-missing relative-address-on-404`),
  light: words(`external-request cookie storage-on-load request-failed jsoff-text-missing jsoff-dead-control
    reflow-320 target-under-24 target-under-44 text-spacing-clips text-ignores-font-size-setting
    motion-under-reduced-motion smooth-scroll-under-reduced-motion rtl-number-reversed print-keeps-dark-colours
    print-hides-closed-details print-too-wide sticky-covers-at-400-zoom`),
  deep: words('focus-not-visible skip-link-not-first focus-obscured tab-order-differs-from-dom'),
  axe: words('color-contrast image-alt html-has-lang meta-viewport target-size'),
};

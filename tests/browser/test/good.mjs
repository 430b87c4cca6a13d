// A tiny site that should pass everything, laid out like the real one.
import { createHash } from 'node:crypto';

const ORIGIN = 'https://guide.example';
const CSS = `:root{color-scheme:light dark;--bg:#fff;--fg:#1b1b1b;--link:#00397a;--line:#6b6b6b;--focus:#00397a}
@media (prefers-color-scheme:dark){:root{--bg:#14181c;--fg:#f2f2f2;--link:#b9d6ff;--line:#a0a0a0;--focus:#ffd84d}}
*{box-sizing:border-box}
html{font-family:system-ui,sans-serif;line-height:1.6}
body{margin:0;background:var(--bg);color:var(--fg);overflow-wrap:break-word}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:.1875rem solid var(--focus);outline-offset:.125rem}
header,main,footer,.languages{max-inline-size:44rem;margin-inline:auto;padding-inline:1rem}
header{padding-block:1rem;border-block-end:1px solid var(--line)}
nav ul,nav ol,.help ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
nav a,nav span,.block,footer a,.help a{display:inline-block}
nav a,nav span,.block,summary,footer a,.help a{padding-block:.65rem;min-block-size:2.75rem;min-inline-size:2.75rem}
.skip{position:absolute;inset-inline-start:-100vmax;inset-block-start:.5rem;background:var(--bg);padding:.75rem 1rem}
.skip:focus{inset-inline-start:.5rem}
.term{font:inherit;color:inherit;background:none;border:0;padding:0;text-decoration:underline dotted}
[popover]{background:var(--bg);color:var(--fg);border:2px solid var(--line);max-inline-size:18rem;padding:1rem}
[popover] button{font:inherit;color:inherit;background:none;border:1px solid;min-block-size:2.75rem;padding-inline:1rem}
.check{list-style:none;padding:0}
.check label{display:flex;gap:.75rem;align-items:center;min-block-size:2.75rem}
.check input{inline-size:1.5rem;block-size:1.5rem}
table{border-collapse:collapse;inline-size:100%}
th,td{border:1px solid var(--line);padding:.4rem;text-align:start}
.wide{overflow-x:auto;margin-block:1rem}
.wide table{min-inline-size:34rem}
@media print{details::details-content{content-visibility:visible}.wide{overflow:visible}.wide table{min-inline-size:0}
:root{--bg:#fff;--fg:#000;--link:#000;color-scheme:light}nav,.skip,.languages{display:none}}`;
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = (data) =>
  `default-src 'none'; style-src ${hash(CSS)}; script-src ${hash(data)}; img-src 'self'; manifest-src 'self'; ` +
  "connect-src 'self'; base-uri 'none'; form-action 'none'";

const WORDS = {
  fr: {
    dir: 'ltr',
    name: 'Français',
    home: 'Accueil du guide',
    skip: 'Aller au contenu',
    languages: 'Langues',
    path: 'Fil d’Ariane',
    around: 'Guides voisins',
    previous: 'Guide précédent : ',
    next: 'Guide suivant : ',
    version: 'Version 1.0.0',
    checked: 'Vérifié le',
    date: '21 novembre 2026',
    help: 'Besoin d’aide',
    call: 'Appelez le',
    close: 'Fermer',
    papers: 'Les papiers',
    document: 'Document',
    use: 'Utilité',
    permit: 'Carte de séjour',
    proof: 'Prouver votre identité',
    income: 'Le revenu ne doit pas dépasser',
    right: ['Après un long délai, le recours ', ' est un droit. Le DALO est gratuit.'],
    definition: 'Le droit au logement opposable oblige l’État à proposer un logement.',
    choose: 'Choisissez une langue',
    missing: 'Page introuvable',
    glossary: 'Glossaire',
    map: 'Plan du site',
    whole: 'Toute la page',
    stage: 'Faire la demande',
    guides: {
      demander: ['Déposer sa demande', 'Ce guide explique comment demander un logement social, étape par étape.'],
      suivre: ['Suivre sa demande', 'La demande se renouvelle chaque année, en ligne ou sur papier au guichet.'],
    },
  },
  en: {
    dir: 'ltr',
    name: 'English',
    home: 'Guide home',
    skip: 'Skip to content',
    languages: 'Languages',
    path: 'Breadcrumb',
    around: 'Guides nearby',
    previous: 'Previous guide: ',
    next: 'Next guide: ',
    version: 'Version 1.0.0, translated',
    checked: 'Checked on',
    date: '21 November 2026',
    help: 'Need help',
    call: 'Call',
    close: 'Close',
    papers: 'The papers',
    document: 'Paper',
    use: 'Use',
    permit: 'Residence permit',
    proof: 'Prove who you are',
    income: 'Your income must not be over',
    right: ['After a long wait, the ', ' appeal is a right. The DALO is free of charge.'],
    definition: 'The enforceable right to housing obliges the State to offer a home.',
    choose: 'Choose a language',
    missing: 'Page not found',
    glossary: 'Words explained',
    map: 'Site map',
    whole: 'The whole page',
    stage: 'Make the application',
    guides: {
      demander: ['Apply for a home', 'This guide explains how to apply for social housing, step by step.'],
      suivre: ['Follow your application', 'Renew the application each year, online or on paper at a desk.'],
    },
  },
  ar: {
    dir: 'rtl',
    name: 'العربية',
    home: 'الصفحة الرئيسية للدليل',
    skip: 'الانتقال إلى المحتوى',
    languages: 'اللغات',
    path: 'مسار التنقل',
    around: 'أدلة مجاورة',
    previous: 'الدليل السابق: ',
    next: 'الدليل التالي: ',
    version: 'النسخة <bdi dir="ltr">1.0.0</bdi>',
    checked: 'تم التحقق في',
    date: '21 نوفمبر 2026',
    help: 'هل تحتاجون إلى مساعدة',
    call: 'اتصلوا على الرقم',
    close: 'إغلاق',
    papers: 'الوثائق',
    document: 'الوثيقة',
    use: 'الفائدة',
    permit: 'بطاقة الإقامة',
    proof: 'إثبات الهوية',
    income: 'يجب ألا يتجاوز الدخل',
    right: ['بعد انتظار طويل، طعن ', ' حق لكم. الطعن مجاني.'],
    definition: 'الحق الملزم في السكن يلزم الدولة بعرض مسكن عليكم.',
    choose: 'اختاروا لغة',
    missing: 'الصفحة غير موجودة',
    glossary: 'شرح الكلمات',
    map: 'خريطة الموقع',
    whole: 'الصفحة كاملة',
    stage: 'تقديم الطلب',
    guides: {
      demander: ['تقديم طلب سكن', 'يشرح هذا الدليل كيفية طلب سكن اجتماعي خطوة بخطوة وبكلمات بسيطة.'],
      suivre: ['متابعة الطلب', null],
    },
  },
};
const LANGUAGES = Object.keys(WORDS);
const SLUGS = Object.keys(WORDS.fr.guides);

const link = (href, text, more = '') => `<a href="${href}"${more}>${text}</a>`;
const ltr = (text) => `<bdi dir="ltr">${text}</bdi>`;

/** One page; `up` leads to the folder of languages, `file` is the page's name in each of them. */
function page({ lang, file, title, body, up = '../', alternates = true, intro = '' }) {
  // A guide that is not translated shows the text of its source, and names that as the page to find.
  const isTranslated = (l) => !(file.replace('.html', '') in WORDS[l].guides) || WORDS[l].guides[file.replace('.html', '')][1];
  const t = WORDS[lang];
  const url = (l) => `${ORIGIN}/${l}/${file}`;
  const own = up !== '../' ? `${ORIGIN}/` : url(isTranslated(lang) ? lang : 'fr');
  const alternate = (tag, href) => `<link rel="alternate" hreflang="${tag}" href="${href}">`;
  const data = `{"@context":"https://schema.org","@type":"WebPage","inLanguage":"${lang}"}`;
  const isHome = file === 'index.html';
  const versions = LANGUAGES.filter(isTranslated).map((l) => alternate(l, url(l)));
  versions.push(alternate('x-default', isHome ? `${ORIGIN}/` : url('fr')));
  if (!isTranslated(lang)) versions.length = 0;
  const toLanguage = (l) =>
    link(`${up}${l}/${file}`, WORDS[l].name, ` hreflang="${l}" lang="${l}" dir="${WORDS[l].dir}"`);
  const language = (l) =>
    l === lang && up === '../'
      ? `<li><span lang="${l}" dir="${t.dir}" aria-current="true">${t.name}</span></li>`
      : `<li>${toLanguage(l)}</li>`;
  return `<!DOCTYPE html>
<html lang="${lang}" dir="${t.dir}" id="whole">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy(data)}">
<title>${title}</title>
<meta name="description" content="${intro || title}">
${alternates ? `<link rel="canonical" href="${own}">\n${versions.join('\n')}` : ''}
<link rel="icon" href="${up}icon.svg" type="image/svg+xml">
<link rel="manifest" href="${up}manifest.webmanifest">
<style>${CSS}</style>
<script type="application/ld+json">${data}</script>
</head>
<body>
<a class="skip" href="#main">${t.skip}</a>
<header><a class="block" href="${up}${lang}/index.html">${t.home}</a></header>
<nav class="languages" aria-label="${t.languages}"><ul>${LANGUAGES.map(language).join('')}</ul></nav>
<main id="main" tabindex="-1">
${body}
</main>
<footer><p>${link(`${up}${lang}/plan.html`, t.map)} ${link('#whole', t.whole)}</p></footer>
</body>
</html>
`;
}

function guide(lang, slug) {
  const t = WORDS[lang];
  const [title, text] = t.guides[slug];
  const i = SLUGS.indexOf(slug);
  const near = (rel, other, label) =>
    other ? `<li>${link(`${other}.html`, label + t.guides[other][0], ` rel="${rel}"`)}</li>` : '';
  const source = text ?? WORDS.fr.guides[slug][1];
  const shown = text ? `<p>${text}</p>` : `<div lang="fr" dir="ltr"><p>${source}</p></div>`;
  const [before, after] = t.right;
  const box = (n, label) =>
    `<li><label for="box-${n}"><input type="checkbox" id="box-${n}"> <span>${label}</span></label></li>`;
  const body = `<nav class="breadcrumb" aria-label="${t.path}"><ol><li>${link('index.html', t.home)}</li>
<li>${link('stage-demander.html', t.stage)}</li><li><span aria-current="page">${title}</span></li></ol></nav>
<h1${text ? '' : ' lang="fr" dir="ltr"'}>${text ? title : WORDS.fr.guides[slug][0]}</h1>
<p><span class="version">${t.version}</span>. <span class="checked">${t.checked}
<time datetime="2026-11-21">${t.date}</time></span></p>
<div class="body">${shown}
<p>${before}<button class="term" type="button" popovertarget="term-dalo" aria-details="term-dalo">DALO</button>${after}
${t.income} ${ltr('23 403 €')}.</p>
<div id="term-dalo" popover><p>${t.definition}</p>
<button type="button" popovertarget="term-dalo" popovertargetaction="hide">${t.close}</button></div>
<h2 id="les-papiers">${t.papers}</h2>
<ul class="check">${box(1, t.permit)}${box(2, t.proof)}</ul>
<div class="wide" role="region" aria-labelledby="les-papiers" tabindex="0"><table><thead><tr>
<th scope="col">${t.document}</th><th scope="col">${t.use}</th></tr></thead><tbody><tr>
<th scope="row">${t.permit}</th><td>${t.proof}</td></tr></tbody></table></div>
<details><summary>${t.use}</summary><p>${t.definition} ${t.proof}</p></details></div>
<aside class="help" aria-labelledby="help"><h2 id="help">${t.help}</h2>
<p>${t.call} <a href="tel:+33123456789" dir="ltr">01 23 45 67 89</a>, <a href="tel:0805160075" dir="ltr">0 805 16 00 75</a>.</p></aside>
<nav aria-label="${t.around}"><ul>${near('prev', SLUGS[i - 1], t.previous)}${near('next', SLUGS[i + 1], t.next)}</ul></nav>`;
  return page({ lang, file: `${slug}.html`, title, body, intro: `${title}. ${source}` });
}

function folder(lang) {
  const t = WORDS[lang];
  const to = (slug) => `<li>${link(`${slug}.html`, t.guides[slug][0], ' class="block"')}</li>`;
  const list = `<ul>${SLUGS.map(to).join('')}</ul>`;
  const simple = (file, title, body) => [
    `${lang}/${file}`,
    page({ lang, file, title, body: `<h1>${title}</h1>\n${body}` }),
  ];
  const others = ['stage-demander', 'glossaire'].map((f, i) =>
    link(`${f}.html`, [t.stage, t.glossary][i], ' class="block"'),
  );
  return [
    simple('index.html', t.home, `<p>${t.guides.demander[1]}</p>${list}`),
    simple('stage-demander.html', t.stage, list),
    simple('glossaire.html', t.glossary, `<dl><dt id="dalo">DALO</dt><dd>${t.definition}</dd></dl>`),
    simple('plan.html', t.map, `${list}<ul><li>${others.join('</li><li>')}</li></ul>`),
    ...SLUGS.map((slug) => [`${lang}/${slug}.html`, guide(lang, slug)]),
    [
      `${lang}/feed.xml`,
      `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}"></feed>\n`,
    ],
  ];
}

/** Every file of the site: [path, text]. */
export function good() {
  const t = WORDS.fr;
  const pages = LANGUAGES.flatMap(folder);
  const say = (l) => `<p lang="${l}" dir="${WORDS[l].dir}">${WORDS[l].choose}</p>`;
  const index = page({
    lang: 'fr',
    file: 'index.html',
    up: './',
    title: t.choose,
    body: `<h1>Trousseau</h1>${LANGUAGES.map(say).join('')}`,
  });
  const notFound = page({
    lang: 'fr',
    file: 'index.html',
    up: '/',
    title: t.missing,
    alternates: false,
    body: `<h1>${t.missing}</h1><p>${t.guides.demander[1]}</p>`,
  });
  const locs = pages.filter(([f]) => f.endsWith('.html')).map(([f]) => `<url><loc>${ORIGIN}/${f}</loc></url>`);
  const sitemap = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`;
  return [
    ...pages,
    ['index.html', index],
    ['404.html', notFound],
    ['sitemap.xml', `${sitemap}${locs.join('')}</urlset>\n`],
    ['robots.txt', `User-agent: *\nAllow: /\nSitemap: ${ORIGIN}/sitemap.xml\n`],
    ['manifest.webmanifest', '{"name":"Trousseau","icons":[]}\n'],
    ['_headers', '/*\n  X-Content-Type-Options: nosniff\n'],
    [
      'icon.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#00397a" d="M8 1 1 8h2v6h4v-4h2v4h4V8h2z"/></svg>\n',
    ],
  ];
}

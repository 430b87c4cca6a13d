// Languages: tags, directions, scripts.

const words = (s) => s.trim().split(/\s+/);

const RTL_LANGUAGES = new Set(
  words(`ar fa prs ps pbt pbu pst ur he iw yi ckb sd ug dv syr arc nqo azb pnb skr ks arz ary arq aeb apc
    lrc mzn glk bqi rhg haz`),
);
const RTL_SCRIPTS = new Set(words('arab hebr thaa syrc nkoo rohg adlm mand samr'));

/** The script a language is normally written in (Unicode property names); the others are written in Latin. */
const LANGUAGES_OF_SCRIPT = {
  Arabic: 'ar fa prs ps ur ckb ug sd arz ary azb pbt haz',
  Hebrew: 'he yi',
  Cyrillic: 'ru uk bg be mk kk ky mn',
  Greek: 'el',
  Armenian: 'hy',
  Georgian: 'ka',
  Ethiopic: 'ti am',
  Bengali: 'bn',
  Tamil: 'ta',
  Telugu: 'te',
  Malayalam: 'ml',
  Kannada: 'kn',
  Sinhala: 'si',
  Devanagari: 'hi ne mr',
  Gurmukhi: 'pa',
  Gujarati: 'gu',
  Thai: 'th',
  Khmer: 'km',
  Lao: 'lo',
  Myanmar: 'my',
  Han: 'zh',
  Hangul: 'ko',
  Tibetan: 'bo',
  Thaana: 'dv',
};
const SEVERAL_SCRIPTS = new Set(['sr', 'ja']);
const SCRIPT_OF = new Map(
  Object.entries(LANGUAGES_OF_SCRIPT).flatMap(([script, list]) => words(list).map((l) => [l, script])),
);
const SCRIPT_OF_SUBTAG = {
  latn: 'Latin',
  arab: 'Arabic',
  cyrl: 'Cyrillic',
  hebr: 'Hebrew',
  hans: 'Han',
  hant: 'Han',
  deva: 'Devanagari',
  beng: 'Bengali',
  ethi: 'Ethiopic',
  guru: 'Gurmukhi',
  grek: 'Greek',
};
const SCRIPTS = ['Latin', ...Object.keys(LANGUAGES_OF_SCRIPT), 'Hiragana', 'Katakana'];
const SCRIPT_RE = SCRIPTS.map((s) => [s, new RegExp(`\\p{Script=${s}}`, 'gu')]);

// Different tags for one language: Dari counts as Persian, for instance.
const ALIAS = { prs: 'fa', pbt: 'ps', pbu: 'ps', pst: 'ps', iw: 'he', zho: 'zh', fra: 'fr', ara: 'ar' };

export const BCP47 = new RegExp(
  '^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\\d{3}))?' +
    '(?:-(?:[a-z\\d]{5,8}|\\d[a-z\\d]{3}))*(?:-[a-wyz\\d](?:-[a-z\\d]{2,8})+)*(?:-x(?:-[a-z\\d]{1,8})+)?$',
  'i',
);

export const primary = (tag) => (tag || '').toLowerCase().split('-')[0];

/** True when two tags name the same language, whatever the region or script. */
export function sameLanguage(a, b) {
  const of = (t) => ALIAS[primary(t)] || primary(t);
  return of(a) === of(b);
}

const scriptSubtag = (tag) =>
  tag
    .toLowerCase()
    .split('-')
    .slice(1)
    .find((s) => /^[a-z]{4}$/.test(s));

export function isRtl(tag) {
  if (!tag) return false;
  const script = scriptSubtag(tag);
  return script ? RTL_SCRIPTS.has(script) : RTL_LANGUAGES.has(primary(tag));
}

/** The script that text in this language should be in, or null where several are usual. */
export function scriptOf(tag) {
  if (!tag) return null;
  const script = scriptSubtag(tag);
  if (script) return SCRIPT_OF_SUBTAG[script] || null;
  if (SEVERAL_SCRIPTS.has(primary(tag))) return null;
  return SCRIPT_OF.get(primary(tag)) || 'Latin';
}

/** How many letters of each script a text holds. */
export function scriptCounts(text) {
  const out = {};
  for (const [script, re] of SCRIPT_RE) {
    const m = text.match(re);
    if (m) out[script] = m.length;
  }
  return out;
}

// The same page in other languages: canonical address, hreflang, language switch, text left untranslated.
import { attr, elements, textOf } from '../site.mjs';
import { BCP47, primary, sameLanguage } from '../languages.mjs';

const BLOCKS = new Set(['p', 'li', 'h1', 'h2', 'h3', 'td', 'dd']);

/** Checks every page; counts the pairs of versions that link back, and the versions the switch reaches. */
export function checkAlternates(c, multi) {
  const { F } = c;
  const count = { pairs: 0, reciprocal: 0, wanted: 0, switched: 0 };
  for (const p of c.site.real) {
    if (p.unlisted) continue;
    checkCanonical(c, p);
    if (!multi || p.is404) continue;
    if (isCopy(p, c.target(p, p.canon[0] ?? ''))) {
      if (p.alts.length) F.add('hreflang-on-copy', p.rel, '');
      checkSwitch(c, p, guessVersions(c.site, p), count);
      continue;
    }
    const versions = checkHreflang(c, p, count);
    checkSwitch(c, p, versions.length ? versions : guessVersions(c.site, p), count);
  }
  return count;
}

const withoutLanguage = (p) => p.rel.split('/').filter((part) => part.toLowerCase() !== p.pathLang?.toLowerCase()).join('/');

/** A page that nobody has translated yet shows the text of `t`: engines are to find that one, so it has no versions of its own. */
function isCopy(p, t) {
  if (!t || t === p || p.pathLang === t.pathLang || withoutLanguage(p) !== withoutLanguage(t)) return false;
  const h1 = p.els.find((e) => e.tagName === 'h1');
  return h1 !== undefined && sameLanguage(languageOf(h1), t.lang);
}

/** The language that an element is marked with, or that it inherits. */
function languageOf(e) {
  for (let n = e; n; n = n.parentNode) if (attr(n, 'lang') !== undefined) return attr(n, 'lang');
  return null;
}

function checkCanonical(c, p) {
  const { F } = c;
  if (!p.canon.length) {
    if (!p.is404) F.add('canonical-missing', p.rel, '', 'warning');
    return;
  }
  if (p.canon.length > 1) {
    F.add('canonical-several', p.rel, p.canon.join(' '));
    return;
  }
  const [href] = p.canon;
  if (!/^https?:\/\//.test(href)) F.add('canonical-not-absolute', p.rel, href, 'warning');
  const u = c.resolve(p, href);
  if (!u || !c.isOwn(u) || p.is404) return;
  const t = c.target(p, href);
  if (!t) F.add('canonical-broken', p.rel, href);
  else if (t !== p && !isCopy(p, t)) F.add('canonical-elsewhere', p.rel, href, 'warning');
}

function checkHreflang(c, p, count) {
  const { F } = c;
  const seen = new Set();
  const versions = [];
  let self = false;
  let fallback = false;
  for (const [tag, href] of p.alts) {
    const t = c.land(c.target(p, href));
    if (!t) F.add('hreflang-broken', p.rel, `${tag} ${href}`);
    if (t === p) self = true;
    if (tag.toLowerCase() === 'x-default') {
      fallback = true;
      continue;
    }
    if (seen.has(tag.toLowerCase())) F.add('hreflang-duplicate', p.rel, tag);
    seen.add(tag.toLowerCase());
    if (!BCP47.test(tag)) F.add('hreflang-invalid', p.rel, tag);
    else if (primary(tag).length > 2)
      F.add('hreflang-not-iso639-1', p.rel, `${tag} (search engines read two-letter codes only)`, 'info');
    if (!t) continue;
    if (t !== p) versions.push([tag, t]);
    if (!sameLanguage(t.lang, tag)) F.add('hreflang-target-lang', p.rel, `${tag} → ${t.rel} lang=${t.lang}`);
  }
  if (!p.alts.length) F.add('hreflang-missing', p.rel, '');
  else {
    // A page that lets people choose a language names itself as x-default only.
    if (!self) F.add('hreflang-no-self', p.rel, '');
    if (!fallback) F.add('hreflang-no-x-default', p.rel, '', 'warning');
  }
  for (const [tag, t] of versions) {
    count.pairs++;
    if ((t.alts || []).some(([, href]) => c.land(c.target(t, href)) === p)) count.reciprocal++;
    else F.add('hreflang-not-reciprocal', p.rel, `${tag} → ${t.rel}`);
  }
  return versions;
}

/** The same path under the other language folders, for a site that declares no alternates. */
function guessVersions(site, p) {
  if (!p.pathLang) return [];
  const parts = p.rel.split('/');
  const i = parts.findIndex((s) => s.toLowerCase() === p.pathLang.toLowerCase());
  return site.langs
    .filter((lang) => !sameLanguage(lang, p.pathLang))
    .map((lang) => {
      const rel = parts.with(i, lang).join('/').toLowerCase();
      return [lang, site.pages.find((x) => x.rel.toLowerCase() === rel)];
    })
    .filter(([, q]) => q);
}

function checkSwitch(c, p, versions, count) {
  const { F } = c;
  const links = p.els
    .filter((e) => e.tagName === 'a' && attr(e, 'href') !== undefined)
    .map((e) => [c.land(c.target(p, attr(e, 'href').replace(/#.*$/, '') || '?')), e]);
  for (const [tag, t] of versions) {
    count.wanted++;
    const found = links.filter(([q]) => q === t).map(([, e]) => e);
    const e = found.find((x) => attr(x, 'hreflang') || attr(x, 'lang')) || found[0];
    if (!e) {
      const leads = (x) => x.tagName === 'option' && attr(x, 'value') && c.land(c.target(p, attr(x, 'value'))) === t;
      const rule = p.els.some(leads) ? 'switcher-needs-script' : 'switcher-missing-target';
      F.add(rule, p.rel, `${tag} → ${t.rel}`);
      continue;
    }
    count.switched++;
    const detail = `${tag}: ${textOf(e).trim().slice(0, 40)}`;
    if (![e, ...elements(e)].some((x) => attr(x, 'lang') && sameLanguage(attr(x, 'lang'), tag)))
      F.add('switcher-name-without-lang', p.rel, detail, 'warning');
    if (!attr(e, 'hreflang')) F.add('switcher-link-without-hreflang', p.rel, detail, 'info');
  }
}

/** Blocks left word for word in another language version, unless they say that they are in another language. */
export function checkUntranslated(c) {
  const known = new Map();
  const blocks = (p) => {
    if (!known.has(p))
      known.set(
        p,
        new Set(
          p.els
            .filter((e) => isOwnBlock(p, e))
            .map((e) => plain(e, p))
            .filter(isSentence),
        ),
      );
    return known.get(p);
  };
  const compared = new Set();
  for (const p of c.site.real)
    for (const [, href] of p.alts || []) {
      const t = c.target(p, href);
      if (!t || sameLanguage(t.lang, p.lang)) continue;
      const pair = [p.rel, t.rel].sort().join(' ');
      if (compared.has(pair)) continue;
      compared.add(pair);
      for (const text of blocks(p))
        if (blocks(t).has(text))
          c.F.add('same-text-in-two-languages', p.rel, `${t.rel}: ${text.slice(0, 70)}`, 'warning');
    }
}

/** The words of an element in the language of its page: what is marked as another language is left word for word on purpose. */
function plain(e, p) {
  const own = (n) =>
    attr(n, 'lang') !== undefined && !sameLanguage(attr(n, 'lang'), p.lang)
      ? ''
      : n.childNodes?.some((x) => x.tagName)
        ? n.childNodes.map(own).join('')
        : textOf(n);
  return own(e).replace(/\s+/g, ' ').trim();
}
const isSentence = (s) => s.length >= 40 && /\p{L}{3,}.*\s.*\p{L}{3,}/u.test(s);

/** A block of text without blocks inside, in the language of its page. */
function isOwnBlock(p, e) {
  if (!BLOCKS.has(e.tagName)) return false;
  if (e.childNodes.some((n) => ['p', 'ul', 'ol', 'li'].includes(n.tagName))) return false;
  return sameLanguage(languageOf(e), p.lang);
}

// Loads every HTML file of the folder into a light model and picks representative samples.
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'parse5';
import { walk } from './files.mjs';
import { isRtl, BCP47 } from './languages.mjs';

/** The files that readers keep: each holds all pages of a language, and no rule for one page makes sense of it. offline.test.mjs judges them. */
export const KEPT = /(^|\/)keep\/[^/]+\.html$/;

export const attr = (node, name) => node?.attrs?.find((a) => a.name === name)?.value;

export function* elements(node) {
  for (const child of node.childNodes || []) {
    if (!child.tagName) continue;
    yield child;
    yield* elements(child);
  }
  if (node.content) yield* elements(node.content);
}

export function textOf(node) {
  if (node.nodeName === '#text') return node.value;
  if (['script', 'style', 'template'].includes(node.tagName)) return '';
  return (node.childNodes || []).map(textOf).join('');
}

const child = (node, name) => node?.childNodes.find((c) => c.tagName === name);
const slashed = (rel) => rel.split(path.sep).join('/');
/** A path without the ending that servers hide. */
const bare = (p) => p.replace(/\.html?$/i, '').replace(/\/$/, '');

/** The address of a file below the site's root; the index of a folder stands for the folder. */
export function urlPathOf(root, file) {
  const rel = path.relative(root, file).split(path.sep).map(encodeURIComponent).join('/');
  return '/' + rel.replace(/(^|\/)index\.html?$/i, '$1');
}

function loadPage(root, file) {
  const source = fs.readFileSync(file, 'utf8');
  const doc = parse(source, { scriptingEnabled: false });
  const html = child(doc, 'html');
  const body = child(html, 'body');
  const rel = slashed(path.relative(root, file));
  const els = [...elements(html)];
  const lang = attr(html, 'lang') ?? null;
  const classes = (e) => (attr(e, 'class') || '').split(/\s+/).filter(Boolean).sort();
  const robots = els.find((e) => e.tagName === 'meta' && /^robots$/i.test(attr(e, 'name') || ''));
  const refresh = els.find((e) => e.tagName === 'meta' && /^refresh$/i.test(attr(e, 'http-equiv') || ''));
  const page = {
    file,
    rel,
    path: urlPathOf(root, file),
    html,
    body,
    els,
    lang,
    dir: attr(html, 'dir') ?? null,
    rtl: isRtl(lang),
    bytes: Buffer.byteLength(source),
    doctype: doc.mode === 'no-quirks',
    is404: /(^|\/)404(\.html?|\/index\.html?)$/.test(rel),
    /** Not for search engines, and on no list: what the code of a leaflet leads to. */
    unlisted: /noindex/i.test(attr(robots, 'content') || ''),
    /** What the page adds to a sample. */
    tokens: new Set(els.map((e) => `${lang}|${e.tagName}.${classes(e).join('.')}`)),
  };
  if (refresh) page.refresh = attr(refresh, 'content') || '';
  // A stub that only forwards elsewhere is not audited as a page.
  page.redirect = /^\s*0/.test(page.refresh ?? '') && (body ? textOf(body).trim().length : 0) < 400;
  return page;
}

/** The public origin and base path that most canonical links of the pages agree on. */
function declaredAddress(pages) {
  const votes = new Map();
  for (const p of pages)
    for (const e of p.els) {
      if (e.tagName !== 'link' || !/(^|\s)canonical(\s|$)/i.test(attr(e, 'rel') || '')) continue;
      if (!URL.canParse(attr(e, 'href') || '')) continue;
      const { origin, pathname } = new URL(attr(e, 'href'));
      if (!bare(pathname).endsWith(bare(p.path))) continue;
      const base = bare(pathname).slice(0, bare(pathname).length - bare(p.path).length) + '/';
      const key = `${origin} ${base}`;
      votes.set(key, (votes.get(key) || 0) + 1);
    }
  const [best] = [...votes].sort((a, b) => b[1] - a[1]);
  return best ? best[0].split(' ') : [null, '/'];
}

/** A folder counts as a language only where it names one of the site's own languages. */
function markFolders(pages, langs, named = '') {
  const hreflangs = pages.flatMap((p) => p.els.filter((e) => e.tagName === 'link').map((e) => attr(e, 'hreflang')));
  const tags = [...hreflangs, ...langs, ...named.split(',')].filter((tag) => tag && BCP47.test(tag));
  const known = new Map(tags.map((tag) => [tag.toLowerCase(), tag]));
  for (const p of pages) {
    const folders = p.rel.toLowerCase().split('/').slice(0, -1);
    p.pathLang = known.get(folders.find((f) => known.has(f))) ?? null;
  }
}

/** `options`: include, exclude (expressions on paths), base, origin, langs (when the pages do not tell). */
export function loadSite(root, options = {}) {
  root = path.resolve(root);
  const files = walk(root);
  const isAsked = (rel) =>
    !KEPT.test(rel) &&
    !(options.exclude && new RegExp(options.exclude).test(rel)) &&
    !(options.include && !new RegExp(options.include).test(rel));
  const pages = files
    .filter((f) => /\.html?$/i.test(f) && isAsked(slashed(path.relative(root, f))))
    .sort()
    .map((f) => loadPage(root, f));
  const [origin, base] = declaredAddress(pages);
  const langs = [...new Set(pages.filter((p) => !p.redirect && p.lang).map((p) => p.lang))];
  markFolders(pages, langs, options.langs);
  const real = pages.filter((p) => !p.redirect);
  return { root, files, pages, real, origin: options.origin || origin, base: options.base || base, langs };
}

/**
 * Greedy cover: every (language, tag.class) pair of the site is seen in as few pages as possible, then the
 * heaviest remaining pages. The home pages and the 404 page are always in, unless the sample is a handful:
 * then there is one home page, and room for the full ones.
 */
export function samplePages(pages, n) {
  if (!n || n >= pages.length) return [...pages];
  const picked = [];
  const seen = new Set();
  const left = new Set(pages);
  const take = (p) => {
    if (!p || !left.has(p) || picked.length >= n) return;
    picked.push(p);
    left.delete(p);
    for (const t of p.tokens) seen.add(t);
  };
  const depth = (p) => p.path.split('/').length;
  const homes = new Map();
  for (const p of pages.filter((q) => !q.is404)) {
    const key = p.pathLang || p.lang;
    if (!homes.has(key) || depth(p) < depth(homes.get(key))) homes.set(key, p);
  }
  if (n < 8) take([...homes.values()][0]);
  else {
    take(pages.find((p) => p.path === '/'));
    for (const p of homes.values()) take(p);
    take(pages.find((p) => p.is404));
  }
  for (const p of pages.filter((q) => q.is404)) left.delete(p);
  const gain = (p) => [...p.tokens].filter((t) => !seen.has(t)).length;
  while (picked.length < n && left.size) {
    const [best] = [...left].map((p) => [p, gain(p)]).sort((a, b) => b[1] - a[1] || b[0].bytes - a[0].bytes);
    take(best[0]);
  }
  return picked;
}

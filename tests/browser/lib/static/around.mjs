// Around the pages: style sheets, sitemap, orphans, files that a site should have.
import fs from 'node:fs';
import path from 'node:path';
import { attr } from '../site.mjs';
import { ext } from '../files.mjs';
import { checkResource } from './urls.mjs';

const ROOT = { path: '/' };
const PHYSICAL = new RegExp(
  '[;{]\\s*(?:margin|padding|border)-(?:left|right)(?:-[a-z]+)?\\s*:|[;{]\\s*(?:left|right)\\s*:' +
    '|(?:text-align|float|clear)\\s*:\\s*(?:left|right)\\b',
  'g',
);
const LOGICAL = new RegExp(
  '(?:margin|padding|border|inset)-(?:inline|block)(?:-[a-z]+)*\\s*:|text-align\\s*:\\s*(?:start|end)\\b' +
    '|(?:min-|max-)?(?:inline|block)-size\\s*:',
  'g',
);
const MEDIA = {
  dark: /prefers-color-scheme\s*:\s*dark/g,
  reducedMotion: /prefers-reduced-motion/g,
  forcedColors: /forced-colors/g,
  print: /@media[^{]*\bprint\b/g,
  contrast: /prefers-contrast/g,
};

/** Hands each address in a style sheet to onUrl and keeps the text for measuring. */
export function readCss(c, text, onUrl) {
  for (const m of text.matchAll(/url\(\s*(['"]?)([^'")]+)\1\s*\)|@import\s+(['"])([^'"]+)\3/g)) {
    const u = m[2] || m[4];
    if (!u.startsWith('#')) onUrl(u);
  }
  c.css.push(text);
}

export function checkStyleSheets(c) {
  for (const file of c.site.files.filter((f) => ext(f) === 'css')) {
    const rel = path.relative(c.site.root, file);
    const text = fs.readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    readCss(c, text, (u) => checkResource(c, { rel, path: '/' + rel }, u, 'css url()'));
  }
}

/** How many declarations are physical or logical, and which preferences the styles answer. */
export function measureCss(sheets) {
  const count = (re) => sheets.reduce((n, text) => n + (text.match(re) || []).length, 0);
  const media = Object.fromEntries(Object.entries(MEDIA).map(([k, re]) => [k, count(re)]));
  return { physical: count(PHYSICAL), logical: count(LOGICAL), media };
}

export function checkSitemap(c) {
  const file = path.join(c.site.root, 'sitemap.xml');
  if (!fs.existsSync(file)) return;
  const listed = new Set();
  for (const [, loc] of fs.readFileSync(file, 'utf8').matchAll(/<loc>\s*([^<]+?)\s*<\/loc>/g)) {
    const href = loc.replace(/&amp;/g, '&');
    const page = c.target(ROOT, href);
    if (page) listed.add(page);
    const u = c.resolve(ROOT, href);
    if (!page && u && c.isOwn(u) && !c.toLocal(u).r) c.F.add('sitemap-broken', 'sitemap.xml', loc);
    if (page?.is404) c.F.add('sitemap-lists-404', 'sitemap.xml', loc);
  }
  for (const p of c.site.real)
    if (!p.is404 && !listed.has(p)) c.F.add('sitemap-lacks-page', 'sitemap.xml', p.rel, 'info');
}

/** Pages that no other page links to. */
export function checkOrphans(c) {
  const linked = new Set();
  for (const p of c.site.pages)
    for (const e of p.els) {
      const t = e.tagName === 'a' && attr(e, 'href') ? c.target(p, attr(e, 'href')) : null;
      if (t && t !== p) linked.add(c.land(t));
    }
  for (const p of c.site.real)
    if (!linked.has(p) && !p.is404 && p.rel !== 'index.html') c.F.add('orphan-page', p.rel, '', 'info');
}

export function extras(site) {
  const has = (f) => fs.existsSync(path.join(site.root, f));
  return {
    '404.html': has('404.html'),
    'robots.txt': has('robots.txt'),
    'sitemap.xml': has('sitemap.xml') || has('sitemap-index.xml'),
    favicon: has('favicon.ico') || has('favicon.svg'),
    'security.txt': has('.well-known/security.txt'),
  };
}

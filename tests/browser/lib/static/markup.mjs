// Markup of one page: ids and references, metadata, links and what the page loads.
import { attr, textOf } from '../site.mjs';
import { checkLink, checkResource } from './urls.mjs';
import { readCss } from './around.mjs';

const words = (s) => s.split(' ');
const IDREFS = words(
  'aria-labelledby aria-describedby aria-controls aria-owns aria-flowto aria-details aria-activedescendant ' +
    'aria-errormessage headers for list form popovertarget commandfor anchor',
);
const LOADED_RELS = new Set(
  words('stylesheet icon apple-touch-icon manifest preload modulepreload prefetch preconnect dns-prefetch mask-icon'),
);
const FOLLOWED_RELS = new Set(words('next prev alternate license help author search sitemap'));
const WITH_SRC = new Set(words('img iframe embed audio video source track input'));

/** The text of a style or script element, which parse5 keeps as plain text nodes. */
const rawText = (e) => (e.childNodes || []).map((n) => n.value || '').join('');
const rels = (e) => (attr(e, 'rel') || '').toLowerCase().split(/\s+/);

export function checkMarkup(c, p, seen) {
  const { F } = c;
  const at = p.rel;
  const ids = c.idsOf(p);
  const head = { title: null, description: null, viewport: null, charset: false, h1: 0, main: false };
  p.alts = [];
  p.canon = [];
  for (const [id, n] of ids) {
    if (n > 1) F.add('duplicate-id', at, `#${id} ×${n}`);
    if (id === '' || /\s/.test(id)) F.add('bad-id', at, JSON.stringify(id));
  }
  if (!p.doctype) F.add('doctype-missing', at, 'quirks mode');
  for (const e of p.els) {
    checkAttributes(c, p, e, ids);
    readHead(c, p, e, head);
    checkLoads(c, p, e, ids);
    if (e.tagName === 'a' && attr(e, 'href') !== undefined) checkAnchor(c, p, e);
  }
  if (p.refresh !== undefined) F.add('meta-refresh', at, p.refresh);
  judgeHead(F, p, head, seen);
}

function checkAttributes({ F }, p, e, ids) {
  const at = p.rel;
  const t = e.tagName;
  for (const k of IDREFS) {
    const v = attr(e, k);
    if (v === undefined) continue;
    for (const id of v.trim().split(/\s+/)) if (id && !ids.has(id)) F.add('idref-missing', at, `<${t} ${k}="${id}">`);
  }
  for (const a of e.attrs) if (/^on[a-z]+$/.test(a.name)) F.add('inline-handler', at, `<${t} ${a.name}>`, 'warning');
  if (attr(e, 'style') !== undefined) F.add('inline-style-attr', at, `<${t}>`, 'info');
  if (Number(attr(e, 'tabindex')) > 0) F.add('positive-tabindex', at, `<${t}>`);
  if (attr(e, 'autofocus') !== undefined) F.add('autofocus', at, `<${t}>`, 'warning');
  if (attr(e, 'accesskey') !== undefined) F.add('accesskey', at, `<${t}>`, 'warning');
}

function readHead(c, p, e, head) {
  const t = e.tagName;
  if (t === 'title' && head.title === null && e.parentNode?.tagName === 'head') head.title = textOf(e).trim();
  if (t === 'h1') head.h1++;
  if (t === 'main' || attr(e, 'role') === 'main') head.main = true;
  if (t !== 'meta') return;
  const name = (attr(e, 'name') || '').toLowerCase();
  const content = attr(e, 'content') || '';
  if (name === 'description') head.description = content.trim();
  if (name === 'viewport') head.viewport = content;
  if (attr(e, 'charset') || /charset/i.test(content)) head.charset = true;
  if (name === 'robots' && /noindex/i.test(content)) c.F.add('noindex', p.rel, '', 'info');
  if (attr(e, 'property') === 'og:image' || name === 'twitter:image') {
    const u = c.resolve(p, content);
    if (u && c.isOwn(u)) checkResource(c, p, content, 'og:image');
  }
}

function checkLoads(c, p, e, ids) {
  const { F } = c;
  const t = e.tagName;
  const href = attr(e, 'href');
  const src = attr(e, 'src');
  // The error page answers at any depth, so a relative address there leads nowhere.
  if (p.is404 && /^(?![a-z][a-z+.-]*:|[/#])./i.test(href ?? src ?? ''))
    F.add('relative-address-on-404', p.rel, `<${t}> ${href ?? src}`, 'warning');
  const load = (url, what) => checkResource(c, p, url, what);
  if (t === 'link' && href !== undefined) {
    const r = rels(e);
    if (r.includes('canonical')) p.canon.push(href);
    else if (r.includes('alternate') && attr(e, 'hreflang')) p.alts.push([attr(e, 'hreflang'), href]);
    else if (r.some((x) => LOADED_RELS.has(x))) load(href, `link ${r.join(' ')}`);
    else if (r.some((x) => FOLLOWED_RELS.has(x))) checkLink(c, p, href, 'a');
  }
  if (t === 'script') {
    if (src !== undefined) load(src, 'script');
    else if (!/json|speculation|importmap|template/i.test(attr(e, 'type') || ''))
      F.add('inline-script', p.rel, rawText(e).trim().slice(0, 60), 'info');
  }
  if (WITH_SRC.has(t) && src !== undefined) load(src, t);
  if (t === 'object' && attr(e, 'data')) load(attr(e, 'data'), t);
  if (t === 'video' && attr(e, 'poster')) load(attr(e, 'poster'), 'poster');
  if ((t === 'use' || t === 'image') && href && !href.startsWith('#')) load(href, `svg ${t}`);
  if (t === 'use' && href?.startsWith('#') && !ids.has(href.slice(1)))
    F.add('idref-missing', p.rel, `<use href="${href}">`);
  for (const candidate of (attr(e, 'srcset') || attr(e, 'imagesrcset') || '').split(/,\s+/)) {
    const u = candidate.trim().split(/\s+/)[0];
    if (u) load(u, 'srcset');
  }
  if (t === 'img') {
    if (attr(e, 'alt') === undefined && attr(e, 'role') !== 'presentation')
      F.add('img-alt-missing', p.rel, src || '');
    if ((!attr(e, 'width') || !attr(e, 'height')) && !/svg/.test(src || ''))
      F.add('img-no-dimensions', p.rel, src || '', 'warning');
  }
  if (t === 'form' && attr(e, 'action')) {
    const r = checkLink(c, p, attr(e, 'action'), 'form');
    if (r?.external) F.add('external-form-action', p.rel, attr(e, 'action'), 'warning');
  }
  if (t === 'style') readCss(c, rawText(e), (u) => load(u, 'css url()'));
  const style = attr(e, 'style');
  if (style && /url\(/.test(style)) readCss(c, style, (u) => load(u, 'style url()'));
}

function checkAnchor(c, p, e) {
  const { F } = c;
  const href = attr(e, 'href');
  c.total.links++;
  if (/^\s*javascript:/i.test(href)) F.add('javascript-link', p.rel, href.slice(0, 60));
  else if (href === '#') F.add('empty-hash-link', p.rel, textOf(e).trim().slice(0, 60), 'warning');
  const r = checkLink(c, p, href, 'a');
  if (r?.external) {
    c.external.links.add(r.external.host);
    if (r.external.protocol === 'http:') F.add('insecure-link', p.rel, href, 'info');
  }
  if (attr(e, 'target') === '_blank' && !/noopener|noreferrer/.test(attr(e, 'rel') || ''))
    F.add('blank-without-noopener', p.rel, href, 'info');
}

function judgeHead(F, p, head, seen) {
  const at = p.rel;
  const { title, description, viewport, charset, h1, main } = head;
  if (!title) F.add('title-missing', at, '');
  // Titles tell pages of a list apart; a page in no list may have that of its easy version.
  else if (!p.unlisted) {
    const key = `${p.lang}|${title}`;
    if (seen.titles.has(key)) F.add('title-duplicate', at, `“${title}” also ${seen.titles.get(key)}`, 'warning');
    else seen.titles.set(key, at);
  }
  if (description) {
    const key = `${p.lang}|${description}`;
    if (seen.descriptions.has(key)) F.add('description-duplicate', at, `also ${seen.descriptions.get(key)}`, 'info');
    else seen.descriptions.set(key, at);
  } else if (!p.is404 && !p.unlisted) F.add('description-missing', at, '', 'warning');
  if (viewport === null) F.add('viewport-missing', at, '');
  else if (/user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*[0-4](\.|,|\s|$)/i.test(viewport))
    F.add('viewport-blocks-zoom', at, viewport);
  if (!charset) F.add('charset-missing', at, '');
  if (h1 !== 1) F.add(h1 ? 'h1-several' : 'h1-missing', at, String(h1), h1 ? 'warning' : 'error');
  if (!main) F.add('main-missing', at, '');
}

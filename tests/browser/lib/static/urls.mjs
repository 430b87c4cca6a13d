// Addresses: from an href on a page to a file of the site, a page, or somewhere else.
import { attr } from '../site.mjs';
import { resolveFile } from '../server.mjs';

const FAKE = 'http://site.invalid';

/** The functions that the checks use to follow links without a server. */
export function urls(site) {
  const own = new Set([FAKE, site.origin].filter(Boolean));
  const byFile = new Map(site.pages.map((p) => [p.file, p]));
  const idsOf = new Map();

  const pageUrl = (p) => FAKE + site.base.replace(/\/$/, '') + p.path;
  const resolve = (p, href) => {
    try {
      return new URL(href.trim(), p.baseHref || pageUrl(p));
    } catch {
      return null;
    }
  };
  /** {r: found file or null} for an address of the site, {outside: true} above its base path. */
  const toLocal = (u) => {
    let pathname = u.pathname;
    if (site.base !== '/') {
      if (!(pathname + '/').startsWith(site.base)) return { outside: true };
      pathname = '/' + pathname.slice(site.base.length);
    }
    return { r: resolveFile(site.root, pathname) };
  };
  const isOwn = (u) => own.has(u.origin);
  /** The page that an href on p leads to, or null. */
  const target = (p, href) => {
    const u = resolve(p, href);
    if (!u || !isOwn(u)) return null;
    const { r } = toLocal(u);
    return r ? byFile.get(r.file) || null : null;
  };
  /** Follows stub redirects, so that a link to one is judged by where it lands. */
  const land = (t) => {
    for (let i = 0; t?.redirect && i < 4; i++) {
      const m = /url\s*=\s*['"]?([^'"]+)/i.exec(t.refresh || '');
      const next = m && target(t, m[1]);
      if (!next) break;
      t = next;
    }
    return t;
  };
  const indexIds = (p) => {
    const base = p.els.find((e) => e.tagName === 'base' && attr(e, 'href'));
    if (base) p.baseHref = resolve(p, attr(base, 'href'))?.href;
    const ids = new Map();
    // A link may lead to the whole page, by the id of its root.
    for (const e of [p.html, ...p.els]) {
      const id = attr(e, 'id');
      if (id !== undefined) ids.set(id, (ids.get(id) || 0) + 1);
      const name = e.tagName === 'a' && attr(e, 'name');
      if (name && !ids.has(name)) ids.set(name, 1);
    }
    idsOf.set(p, ids);
  };
  const hasAnchor = (file, hash) => {
    const page = byFile.get(file);
    if (!page) return true;
    let h = hash.slice(1);
    try {
      h = decodeURIComponent(h);
    } catch {
      // A broken escape is compared as it stands.
    }
    if (/^:~:/.test(h) || h === 'top') return true;
    const ids = idsOf.get(page);
    return ids.has(h.replace(/:~:.*$/, '')) || ids.has(hash.slice(1));
  };
  return { resolve, toLocal, isOwn, target, land, indexIds, hasAnchor, idsOf: (p) => idsOf.get(p) };
}

/** Checks one link or resource; tells where it leads: {local}, {external} or nothing. */
export function checkLink(c, p, href, what) {
  const { F } = c;
  const u = c.resolve(p, href);
  if (!u) {
    F.add('bad-url', p.rel, href);
    return undefined;
  }
  if (!/^https?:$/.test(u.protocol)) return undefined;
  if (!c.isOwn(u)) return { external: u };
  const { r, outside } = c.toLocal(u);
  if (outside) {
    F.add('link-outside-base', p.rel, `${what} ${href}`, 'warning');
    return undefined;
  }
  if (!r) {
    F.add(what === 'a' ? 'broken-link' : 'broken-asset', p.rel, `${what} ${href}`);
    return undefined;
  }
  if (what === 'a') {
    if (r.redirect) F.add('link-needs-redirect', p.rel, href, 'info');
    if (u.hash.length > 1 && !c.hasAnchor(r.file, u.hash)) F.add('broken-anchor', p.rel, href);
  }
  return { local: r.file };
}

/** Checks one thing that the browser would load by itself; another host is an error. */
export function checkResource(c, p, href, what) {
  const { F, total, site } = c;
  const trimmed = href.trim();
  if (/^(data|blob|about):/i.test(trimmed) || trimmed === '') return;
  total.assets++;
  if (/^\/(?!\/)/.test(href)) total.rootRelative++;
  if (site.origin && trimmed.startsWith(site.origin) && what !== 'og:image') {
    total.absoluteOwnAssets++;
    F.add('absolute-own-asset', p.rel, `${what} ${href.slice(0, 120)}`, 'info');
  }
  const r = checkLink(c, p, href, what);
  if (r?.external) {
    c.external.resources.add(r.external.host);
    F.add('external-resource', p.rel, `${what} ${href.slice(0, 160)}`);
  }
}

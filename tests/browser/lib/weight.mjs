// What a first visit costs: every request the browser made, sized raw, gzip -9 and brotli 11 from the files. Fonts count apart:
// only a device without letters for the script asks for one, after the text is there, and it is kept for all other pages.
import fs from 'node:fs';
import { sizes, ext, COMPRESSIBLE } from './files.mjs';
import { median, quantile, sum } from './figures.mjs';
import { resolveFile } from './server.mjs';

const KINDS = {
  html: ['html', 'htm'],
  css: ['css'],
  js: ['js', 'mjs', 'wasm'],
  font: ['woff2', 'woff', 'ttf', 'otf'],
  img: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'svg', 'ico'],
};
const kindOf = (e) => Object.keys(KINDS).find((k) => KINDS[k].includes(e)) || 'other';

function visit(site, { page, reqs }, origin, base) {
  const row = {
    page: page.rel,
    requests: 0,
    external: reqs.filter((r) => !r.own).length,
    raw: 0,
    gz: 0,
    br: 0,
    by: {},
  };
  const seen = new Set();
  for (const r of reqs) {
    if (!r.own || (r.status >= 300 && !page.is404)) continue;
    const own = '/' + r.url.slice(origin.length + base.length).split(/[?#]/)[0];
    const file = r.type === 'document' && page.is404 ? page.file : resolveFile(site.root, own)?.file;
    if (!file) continue;
    row.requests++;
    if (seen.has(file)) continue;
    seen.add(file);
    const s = sizes(fs.readFileSync(file), file);
    const cost = COMPRESSIBLE.has(ext(file)) ? s : { raw: s.raw, gz: s.raw, br: s.raw };
    const kind = (row.by[kindOf(ext(file))] ||= { raw: 0, gz: 0, br: 0 });
    for (const k of ['raw', 'gz', 'br']) {
      if (kind !== row.by.font) row[k] += cost[k];
      kind[k] += cost[k];
    }
  }
  return row;
}

export function weightCheck(site, loads, origin, base) {
  const rows = loads.map((l) => visit(site, l, origin, base));
  const stats = (f) => {
    const values = rows.map(f);
    return { median: median(values), p95: quantile(values, 0.95), max: Math.max(0, ...values) };
  };
  const kinds = [...Object.keys(KINDS), 'other'];
  const byKind = (size) => Object.fromEntries(kinds.map((k) => [k, median(rows.map((r) => r.by[k]?.[size] || 0))]));
  return {
    summary: {
      pages: rows.length,
      requests: stats((r) => r.requests),
      br: stats((r) => r.br),
      gz: stats((r) => r.gz),
      raw: stats((r) => r.raw),
      fonts: stats((r) => r.by.font?.raw ?? 0),
      byKindBrMedian: byKind('br'),
      byKindGzMedian: byKind('gz'),
      siteFiles: site.files.length,
      siteBytes: sum(site.files.map((f) => fs.statSync(f).size)),
    },
    heaviest: [...rows].sort((a, b) => b.br - a.br).slice(0, 10),
    rows,
  };
}

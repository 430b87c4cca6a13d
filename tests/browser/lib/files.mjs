// Files of a site: listing, kinds, sizes as they travel.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

export const MIME = {
  html: 'text/html; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  ttf: 'font/ttf',
  otf: 'font/otf',
  pdf: 'application/pdf',
  xml: 'application/xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  wasm: 'application/wasm',
  ics: 'text/calendar; charset=utf-8',
  vcf: 'text/vcard; charset=utf-8',
};
export const COMPRESSIBLE = new Set(
  'html htm css js mjs json svg xml txt webmanifest map ttf otf ico wasm ics vcf'.split(' '),
);

export const ext = (file) => path.extname(file).slice(1).toLowerCase();
export const kb = (n) => (n / 1024).toFixed(1) + 'K';

/** All files under a folder, links followed. */
export function walk(dir, out = []) {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    if (entry.name === '.git' || entry.name === 'node_modules') continue;
    const file = path.join(dir, entry.name);
    const stat = entry.isSymbolicLink() ? fs.statSync(file, { throwIfNoEntry: false }) : entry;
    if (stat?.isDirectory()) walk(file, out);
    else if (stat?.isFile()) out.push(file);
  }
  return out;
}

const known = new Map();
/** Bytes of a file as it is, with gzip -9 and with brotli 11. */
export function sizes(buf, key) {
  if (key && known.has(key)) return known.get(key);
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants;
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: buf.length };
  const r = {
    raw: buf.length,
    gz: zlib.gzipSync(buf, { level: 9 }).length,
    br: zlib.brotliCompressSync(buf, { params }).length,
  };
  if (key) known.set(key, r);
  return r;
}

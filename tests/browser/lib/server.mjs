// Loopback static server: clean URLs, 404 page, brotli and gzip like a real static host.
import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { MIME, ext, COMPRESSIBLE } from './files.mjs';

const stat = (file) => fs.statSync(file, { throwIfNoEntry: false });

/** The file that a path of the site stands for; `redirect` when it lacks the slash of its folder. */
export function resolveFile(root, urlPath) {
  const [bare] = urlPath.split(/[?#]/);
  let decoded;
  try {
    decoded = decodeURIComponent(bare);
  } catch {
    return null;
  }
  if (decoded.includes('\0')) return null;
  const file = path.join(root, decoded);
  if (!file.startsWith(path.resolve(root))) return null;
  const found = stat(file.replace(/\/$/, ''));
  if (found?.isFile()) return { file };
  if (found?.isDirectory()) {
    const index = path.join(file, 'index.html');
    if (!stat(index)?.isFile()) return null;
    return decoded.endsWith('/') ? { file: index } : { redirect: bare + '/', file: index };
  }
  if (!decoded.endsWith('/') && stat(file + '.html')?.isFile()) return { file: file + '.html', clean: true };
  return null;
}

const PACK = {
  br: (b) => zlib.brotliCompressSync(b, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (b) => zlib.gzipSync(b, { level: 9 }),
  '': (b) => b,
};

/** Serves a folder on 127.0.0.1, on a free port or on this one, under `base`; `close` it when done. */
export async function serve(root, { base = '/', port = 0 } = {}) {
  root = path.resolve(root);
  const packed = new Map();
  const pack = (file, encoding) => {
    const key = `${encoding} ${file}`;
    if (!packed.has(key)) packed.set(key, PACK[encoding](fs.readFileSync(file)));
    return packed.get(key);
  };
  const send = (req, res, code, file) => {
    const kind = ext(file);
    const accepted = String(req.headers['accept-encoding'] || '');
    const best = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : '';
    const encoding = COMPRESSIBLE.has(kind) ? best : '';
    const body = pack(file, encoding);
    res.writeHead(code, {
      'content-type': MIME[kind] || 'application/octet-stream',
      'content-length': body.length,
      'cache-control': /\.[0-9a-f]{10}\.\w+$/.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(encoding && { 'content-encoding': encoding, vary: 'accept-encoding' }),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  };
  const server = http.createServer((req, res) => {
    if (base !== '/' && req.url === '/') {
      res.writeHead(302, { location: base });
      return res.end();
    }
    if (!req.url.startsWith(base)) {
      res.writeHead(404);
      return res.end('outside the base path');
    }
    const r = resolveFile(root, '/' + req.url.slice(base.length));
    if (r?.redirect) {
      res.writeHead(301, { location: base.replace(/\/$/, '') + r.redirect });
      return res.end();
    }
    if (r) return send(req, res, 200, r.file);
    const notFound = path.join(root, '404.html');
    if (stat(notFound)) return send(req, res, 404, notFound);
    res.writeHead(404, { 'content-type': 'text/plain' });
    return res.end('not found');
  });
  server.keepAliveTimeout = 30000;
  await new Promise((ok) => server.listen(port, '127.0.0.1', ok));
  const close = () =>
    new Promise((ok) => {
      server.closeAllConnections();
      server.close(ok);
    });
  return { origin: `http://127.0.0.1:${server.address().port}`, base, close };
}

// What the browser checks share: helpers inside the page, waiting, the site's own public address.
import fs from 'node:fs';
import { MIME, ext } from './files.mjs';
import { resolveFile } from './server.mjs';

/** Evaluated in the page: `__qa`, the helpers of the behaviour checks. */
export const INPAGE = fs.readFileSync(new URL('./inpage.js', import.meta.url), 'utf8');

/** A site that writes its own public address into asset URLs is served from disk for those too. */
export async function mapOwn(context, opt) {
  if (!opt.ownOrigin || !opt.mapOwn) return;
  await context.route(opt.ownOrigin + '/**', async (route) => {
    let u = new URL(route.request().url()).pathname;
    if (opt.base !== '/' && u.startsWith(opt.base)) u = '/' + u.slice(opt.base.length);
    const r = resolveFile(opt.root, u);
    if (!r) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({ path: r.file, contentType: MIME[ext(r.file)] || 'application/octet-stream' });
  });
}

/** Waits until a change of size or style has been laid out and painted. */
export const settle = (page) =>
  page.evaluate(
    () => new Promise((ok) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(ok, 30)))),
  );

/** Loads an address and puts the helpers in. */
export async function open(page, url) {
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(INPAGE);
  await settle(page);
}

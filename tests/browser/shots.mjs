#!/usr/bin/env node
// Pictures of pages for people to look at: SITE=output/site node shots.mjs FOLDER [PAGE…]
import fs from 'node:fs';
import path from 'node:path';
import { launch } from './lib/launch.mjs';
import { serve } from './lib/server.mjs';

const WIDTHS = [320, 390, 768, 1280];
const SCHEMES = ['light', 'dark'];
const DEFAULT = ['index.html', ...['fr', 'ar'].flatMap((l) => [`${l}/index.html`, `${l}/demander.html`])];

const [folder, ...asked] = process.argv.slice(2);
if (!folder) {
  console.error('usage: SITE=DIR node shots.mjs FOLDER [PAGE…]   (a page like fr/demander.html)');
  process.exit(2);
}
const site = path.resolve(process.env.SITE || '../../output/site');
const pages = (asked.length ? asked : DEFAULT).map((p) => p.replace(/^\//, ''));
fs.mkdirSync(folder, { recursive: true });
const server = await serve(site);
const browser = await launch();
let failed = 0;
for (const colorScheme of SCHEMES) {
  const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' });
  const tab = await context.newPage();
  for (const page of pages)
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: width < 500 ? 844 : 900 });
      const response = await tab.goto(`${server.origin}/${page}`, { waitUntil: 'load' });
      if (!response.ok()) {
        console.error(`${response.status()} ${page}`);
        failed++;
        break;
      }
      const name = `${page.replace(/\.html$/, '').replace(/[^A-Za-z0-9]+/g, '-')}-${width}-${colorScheme}.png`;
      await tab.screenshot({ path: path.join(folder, name), fullPage: true });
      console.log(path.join(folder, name));
    }
  await context.close();
}
await browser.close();
await server.close();
process.exit(failed ? 1 : 0);

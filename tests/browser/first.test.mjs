// A first visit on a slow line, the text alone, the code of each page, days for a calendar: SITE=output/site node --test first.test.mjs
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { describe, test } from 'node:test';
import zlib from 'node:zlib';
import { MIME, ext } from './lib/files.mjs';
import { launch } from './lib/launch.mjs';
import { INPAGE } from './lib/page.mjs';
import { resolveFile, serve } from './lib/server.mjs';
import { together } from './lib/together.mjs';

const SITE = path.resolve(process.env.SITE || '../../output/site');
const LANGUAGES = fs.readdirSync(SITE).filter((name) => fs.existsSync(path.join(SITE, name, 'index.html')));
const PHONE = { viewport: { width: 360, height: 640 } };
const both = together(() => serve(SITE));
/** What a server may send before it waits for an answer, without the headers: ten packets of 1460 bytes. */
const ROUND = 14600 - 900;

/** Runs a task in a fresh tab, without script unless asked. */
async function inTab(task, options = {}) {
  const context = await both.browser.newContext({ javaScriptEnabled: false, ...PHONE, ...options });
  try {
    return await task(await context.newPage());
  } finally {
    await context.close();
  }
}
const packed = (file) => zlib.brotliCompressSync(fs.readFileSync(file));
/** The guides of a language that weigh most. */
const heaviest = (language, many) =>
  fs
    .readdirSync(path.join(SITE, language))
    .filter((name) => /^[a-z-]+\.html$/.test(name) && fs.readFileSync(path.join(SITE, language, name), 'utf8').includes('class="steps"'))
    .map((name) => [packed(path.join(SITE, language, name)).length, name])
    .sort((a, b) => b[0] - a[0])
    .slice(0, many)
    .map(([, name]) => name);

describe('a slow line', () => {
  for (const language of LANGUAGES)
    test(`${language}: the first screen stands when one round trip is over`, async () => {
      const server = http.createServer((req, res) => {
        const found = resolveFile(SITE, req.url);
        if (!found) return res.writeHead(404).end();
        const bytes = packed(found.file);
        const isPage = ext(found.file) === 'html';
        res.writeHead(200, { 'content-type': MIME[ext(found.file)], 'content-encoding': 'br' });
        // The rest never comes.
        if (isPage && req.headers['x-cut'] && bytes.length > ROUND) res.write(bytes.subarray(0, ROUND));
        else res.end(bytes);
      });
      await new Promise((ok) => server.listen(0, '127.0.0.1', ok));
      const origin = `http://127.0.0.1:${server.address().port}`;
      try {
        for (const name of heaviest(language, 2)) {
          const pictures = [];
          for (const cut of [true, false])
            await inTab(async (tab) => {
              // Fonts come after the text.
              await tab.route(/woff2/, (route) => route.abort());
              if (cut) await tab.setExtraHTTPHeaders({ 'x-cut': 'yes' });
              const gone = tab.goto(`${origin}/${language}/${name}`, { waitUntil: 'commit' });
              await gone;
              await tab.waitForTimeout(cut ? 1500 : 700);
              const cdp = await tab.context().newCDPSession(tab);
              const { data } = await cdp.send('Page.captureScreenshot', { format: 'png' });
              pictures.push(data);
            });
          assert.ok(pictures[0] === pictures[1], `${language}/${name}`);
        }
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });

  for (const language of ['ps', 'ti', 'ar'].filter((name) => LANGUAGES.includes(name)))
    test(`${language}: nothing moves when the font comes`, () =>
      inTab(
        async (tab) => {
          let fonts = 0;
          // A font that comes when the text has been read for a while.
          await tab.route(/woff2/, async (route) => {
            fonts++;
            await new Promise((ok) => setTimeout(ok, 1200));
            await route.continue();
          });
          await tab.addInitScript(() => {
            window.moved = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((e) => (window.moved += e.value))).observe({ type: 'layout-shift', buffered: true });
          });
          await tab.goto(`${both.server.origin}/${language}/${heaviest(language, 1)[0]}`, { waitUntil: 'load' });
          await tab.waitForTimeout(2500);
          const moved = await tab.evaluate(() => window.moved);
          console.log(`${language}: ${fonts} fonts, layout shift ${moved.toFixed(4)}`);
          assert.equal(moved, 0);
        },
        { javaScriptEnabled: true },
      ));
});

describe('the text alone', () => {
  for (const language of ['fr', 'ar'])
    test(`${language}: a link shows it, another one the whole page; the address alone knows`, () =>
      inTab(async (tab) => {
        const address = `${both.server.origin}/${language}/demander.html`;
        await tab.goto(address);
        const seen = async () => {
          const all = ['.body .steps', 'h1', '.help', '.stages', '.foot', '.after', '.toc', '.meta'];
          return Promise.all(all.map((one) => tab.locator(one).first().isVisible()));
        };
        const whole = await seen();
        await tab.locator('.calm a:visible').click();
        assert.ok(tab.url().endsWith('#_calm'));
        assert.deepEqual(await seen(), [true, true, true, false, false, false, false, false]);
        assert.ok(await tab.locator('.help a[href^="tel:"]').first().isVisible(), 'whom to call stays');
        assert.equal(await tab.evaluate(() => scrollY), 0);
        await tab.emulateMedia({ media: 'print' });
        assert.ok(!(await tab.locator('.calm a').nth(1).isVisible()), 'nothing to tap on paper');
        await tab.emulateMedia({ media: 'screen' });
        await tab.locator('.calm a:visible').click();
        assert.deepEqual(await seen(), whole);
        await tab.goto('about:blank');
        await tab.goto(address);
        assert.deepEqual(await seen(), whole, 'nothing was remembered');
        assert.deepEqual(await tab.context().cookies(), []);
      }));
});

/** A page with its code. */
const CODES = [['fr/demander', 'code-demander.svg'], ['ar/plan', 'code-plan.svg'], ['ti/stage-demander', 'code-stage-demander.svg'], ['fr/index', 'code-index.svg']];
// Browsers leave pictures for later only where scripts may run; without, the small file comes with the page.
for (const javaScriptEnabled of [true, false])
  test(`the code of a page opens ${javaScriptEnabled ? 'and is fetched then' : 'without script'}, and fits a small screen`, () =>
    inTab(
      async (tab) => {
        const asked = [];
        tab.on('request', (request) => /code-/.test(request.url()) && asked.push(path.basename(request.url())));
        for (const [where, code] of CODES) {
          asked.length = 0;
          await tab.goto(`${both.server.origin}/${where}.html`, { waitUntil: 'networkidle' });
          await tab.locator('.scan summary').scrollIntoViewIfNeeded();
          await tab.waitForTimeout(200);
          if (javaScriptEnabled) assert.deepEqual(asked, [], `${where}: not before`);
          await tab.locator('.scan summary').click();
          const picture = tab.locator('.scan img');
          await picture.scrollIntoViewIfNeeded();
          await tab.waitForTimeout(300);
          assert.deepEqual(asked, [code], where);
          const { width, height } = await picture.boundingBox();
          assert.ok(width > 200 && width === height && width <= 320, `${width}`);
          assert.ok(packed(path.join(SITE, path.dirname(where), code)).length < 1500);
        }
      },
      { javaScriptEnabled },
    ));

test('who asks for more contrast reads all in the colour of the ink', () =>
  inTab(async (tab) => {
    for (const colorScheme of ['light', 'dark'])
      for (const where of ['fr/demander.html', 'ar/index.html', 'fr/glossaire.html']) {
        await tab.emulateMedia({ contrast: 'more', colorScheme });
        await tab.goto(`${both.server.origin}/${where}`);
        await tab.evaluate(INPAGE);
        const pale = await tab.evaluate(() => {
          const light = (color) => {
            const part = color.match(/[\d.]+/g).slice(0, 3).map((n) => n / 255).map((n) => (n <= 0.03928 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
            return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
          };
          const ground = light(getComputedStyle(document.body).backgroundColor);
          const ratio = (color) => {
            const [a, b] = [light(color), ground].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05);
          };
          const all = [...document.querySelectorAll('main *, .foot *, .help *')].filter((e) => __qa.visible(e) && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
          return all.filter((e) => ratio(getComputedStyle(e).color) < 7).map((e) => `${e.tagName}.${e.className}`);
        });
        assert.deepEqual(pale, [], `${where} ${colorScheme}`);
        const edges = await tab.evaluate(() => [...document.querySelectorAll('.pill, .help li, .checklist')].map((e) => getComputedStyle(e)).filter((s) => parseFloat(s.borderTopWidth) > 0).every((s) => s.borderTopColor === getComputedStyle(document.body).color));
        assert.ok(edges, `${where}: edges in ink`);
      }
  }));

test('a fixed day is offered to the calendar of the phone, without script and from a disk', { skip: !fs.existsSync(path.join(SITE, 'fr/date-cheque-energie-demande.ics')) }, () =>
  inTab(async (tab) => {
    for (const language of ['fr', 'ar', 'uk'].filter((name) => LANGUAGES.includes(name)))
      for (const start of [both.server.origin, `file://${SITE}`]) {
        await tab.goto(`${start}/${language}/entrer.html`);
        const link = tab.locator('a[type="text/calendar"]').first();
        const { height } = await link.boundingBox();
        assert.ok(height >= 44);
        const [download] = await Promise.all([tab.waitForEvent('download'), link.click()]);
        assert.match(download.suggestedFilename(), /^date-[a-z-]+\.ics$/);
        assert.match(fs.readFileSync(await download.path(), 'utf8'), /^BEGIN:VCALENDAR\r\n/);
      }
  }));

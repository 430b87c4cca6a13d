// The file that readers keep, as a phone has it: alone in a folder, without a network. SITE=output/site node --test offline.test.mjs
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import zlib from 'node:zlib';
import { launch } from './lib/launch.mjs';
import { scan } from './lib/served.mjs';
import { KEPT } from './lib/site.mjs';

const SITE = path.resolve(process.env.SITE || '../../output/site');
const PHONE = { width: 360, height: 640 };
/** The most bytes of the file: 600 kB for twelve texts, and as much for each more. */
const MOST_FOR_A_GUIDE = 600_000 / 12;
/** What somebody types in each language, and the page that it must find. */
const QUERIES = { fr: ['depot de garantie', 'signer'], ar: ['رقم موحد', 'demander'], ti: ['115', ''] };
/** The parts that axe looks at. */
const SEEN = ['situations', 'situation-danger', 'demander', 'suivre', 'mon-plan', 'lettre-travaux', 'lettre-echange', 'resultats', 'territoire-nord'];
const LANGUAGES = fs
  .readdirSync(SITE)
  .filter((name) => fs.existsSync(path.join(SITE, name, 'keep')))
  .map((name) => [name, path.join(SITE, name, 'keep', fs.readdirSync(path.join(SITE, name, 'keep')).find((f) => f.endsWith('.html')))]);
const some = LANGUAGES.filter(([name]) => name in QUERIES);

let browser, home;
before(async () => {
  browser = await launch();
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'kept-'));
});
after(async () => {
  await browser?.close();
  fs.rmSync(home, { recursive: true, force: true });
});

/** Opens a copy of the file in a folder that holds nothing else, and makes sure that it asks for nothing. */
async function open(file, task, options = {}) {
  const folder = fs.mkdtempSync(path.join(home, 'x-'));
  const alone = path.join(folder, path.basename(file));
  fs.copyFileSync(file, alone);
  const context = await browser.newContext({ viewport: PHONE, offline: true, ...options });
  try {
    const tab = await context.newPage();
    const errors = [], asked = [], own = pathToFileURL(alone).href;
    tab.on('console', (m) => ['error', 'warning'].includes(m.type()) && errors.push(m.text()));
    tab.on('pageerror', (error) => errors.push(String(error)));
    tab.on('request', (request) => request.url().split('#')[0] !== own && !request.url().startsWith('data:') && asked.push(request.url()));
    await tab.goto(own, { waitUntil: 'load' });
    await task(tab);
    assert.deepEqual([errors, asked], [[], []], file);
    assert.deepEqual(await context.cookies(), []);
  } finally {
    await context.close();
  }
}

test('what the files weigh', (t) => {
  assert.ok(LANGUAGES.length, 'there are files to keep');
  for (const [language, file] of LANGUAGES) {
    const bytes = fs.readFileSync(file);
    const many = (String(bytes).match(/<li class="version">/g) || []).length;
    t.diagnostic(`${language}: ${bytes.length} bytes, ${zlib.gzipSync(bytes).length} gzip, ${many} texts with a version`);
    assert.ok(many && bytes.length <= MOST_FOR_A_GUIDE * many, `${language}: ${bytes.length} bytes for ${many} texts`);
  }
});

for (const [language, file] of some) {
  test(`${language}: without script everything is there, and every link inside leads somewhere`, () =>
    open(
      file,
      async (tab) => {
        assert.ok(!(await tab.isVisible('.find')), 'no search without script');
        const rtl = ['ar', 'ps', 'fa-AF'].includes(language);
        assert.equal(await tab.evaluate(() => getComputedStyle(document.body).direction), rtl ? 'rtl' : 'ltr');
        const lost = await tab.$$eval('a[href^="#"]', (links) =>
          links.map((a) => a.getAttribute('href').slice(1)).filter((id) => !document.getElementById(id)),
        );
        assert.deepEqual(lost, []);
        assert.equal(await tab.$$eval('[id]', (all) => all.length - new Set(all.map((one) => one.id)).size), 0);
        assert.equal(await tab.$$eval('[src]:not([src^="data:"]), link[rel=stylesheet], link[rel=icon]', (all) => all.length), 0);
        const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${over} px too wide`);
        // The first number to call is on the first screen, and what leads to the numbers stays in sight.
        const [phone] = await tab.$$('main a[href^="tel:"]');
        assert.ok((await phone.boundingBox()).y < PHONE.height);
        await tab.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
        for (const to of ['#_toc', '#_help']) {
          const box = await (await tab.$(`.dial a[href="${to}"]`)).boundingBox();
          assert.ok(box.y >= 0 && box.y + box.height <= PHONE.height && box.x >= 0 && box.x + box.width <= PHONE.width, to);
        }
        await tab.click('.dial a[href="#_toc"]');
        await tab.click('#_toc a[href="#demander"]');
        const box = await (await tab.$('#demander h1')).boundingBox();
        assert.ok(box.y > 0 && box.y < PHONE.height, `the guide is in sight: ${box.y}`);
      },
      { javaScriptEnabled: false },
    ));

  test(`${language}: the search finds and leads there`, () =>
    open(file, async (tab) => {
      const [query, page] = QUERIES[language];
      await tab.fill('#_find', query);
      await tab.waitForSelector('.find li a');
      const found = await tab.$$eval('.find li a', (all) => all.map((a) => a.getAttribute('href')));
      assert.ok(found.slice(0, 3).some((href) => href.startsWith(`#${page}`)), found.join(' '));
      await tab.click('.find li a');
      const at = await tab.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect().top);
      assert.ok(at >= 0 && at < PHONE.height, `it is in sight: ${at}`);
    }));
}

test('axe finds nothing', async () => {
  for (const [language, file] of some.slice(0, 1))
    await open(file, async (tab) => {
      // A look at all pages at once takes minutes: two guides and one of each other kind have all that there is.
      await tab.evaluate((seen) => {
        for (const part of document.querySelectorAll('.part')) if (!seen.includes(part.id)) part.remove();
      }, SEEN);
      assert.deepEqual(await scan(tab), [], language);
    });
});

test('the page that offers the file says its size first', () => {
  for (const [language, file] of LANGUAGES) {
    const page = fs.readFileSync(path.join(SITE, language, 'garder.html'), 'utf8');
    const link = page.match(/<a href="keep\/([^"]+)" download="\1" type="text\/html">.*?<\/a>/s);
    assert.equal(link?.[1], path.basename(file), language);
    const digits = link[0].replace(/<[^>]*>/g, '').replace(/[٠-٩۰-۹]/g, (d) => d.charCodeAt(0) & 15);
    assert.ok(digits.includes(String(Math.ceil(fs.statSync(file).size / 1000))) || /[.,٫]\d/.test(digits), `${language}: ${digits}`);
    assert.ok(KEPT.test(path.relative(SITE, file)));
  }
});

// Search: a field that its script shows, and what real words find. Ranks and weights are printed; no time is judged.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import zlib from 'node:zlib';
import MiniSearch from 'minisearch';
import { serve } from './lib/server.mjs';
import { scan } from './lib/served.mjs';
import { together } from './lib/together.mjs';

const SITE = path.resolve(process.env.SITE || '../../output/site');
const CASES = fileURLToPath(new URL('../search/', import.meta.url));
const SOURCE = 'fr';
const WAIT = 60000;
const field = '#_find';
const br = (...files) =>
  files.reduce((sum, file) => sum + zlib.brotliCompressSync(fs.readFileSync(path.join(SITE, file))).length, 0);
const script = () => `assets/${fs.readdirSync(path.join(SITE, 'assets')).find((name) => /^search\.\w+\.js$/.test(name))}`;
const LANGUAGES = fs.readdirSync(SITE).filter((name) => fs.existsSync(path.join(SITE, name, 'search.js')));
/** The lines of a file of cases, each cut into its parts. */
const cases = (name) =>
  fs
    .readFileSync(path.join(CASES, name), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('|').map((part) => part.trim()));

const both = together(() => serve(SITE));

async function page(where, task, options = {}) {
  const context = await both.browser.newContext({ viewport: { width: 360, height: 640 }, ...options });
  try {
    const tab = await context.newPage();
    tab.setDefaultTimeout(WAIT);
    const errors = [], hosts = new Set();
    tab.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
    tab.on('pageerror', (error) => errors.push(String(error)));
    tab.on('request', (request) => hosts.add(new URL(request.url()).host));
    await tab.goto(where.startsWith('/') ? both.server.origin + where : where, { waitUntil: 'load' });
    await task(tab, hosts);
    assert.deepEqual(errors, [], where);
    assert.ok(hosts.size <= 1, `no other host: ${[...hosts]}`);
  } finally {
    await context.close();
  }
}

/** Goes to the field and waits until all lists are there: those of the language, and of the source. */
async function ready(tab, language) {
  await tab.focus(field);
  const lists = language === SOURCE ? 1 : 2;
  const all = (lists) => {
    const search = window.trousseauSearch;
    return !!search && search.packs.length === lists && search.packs.every((pack) => pack.whole);
  };
  await tab.waitForFunction(all, lists);
}

const found = (tab) => tab.locator('.find li a');
const said = (tab) => tab.textContent('.find [role=status]');

test('the field is there with script alone, and nothing is fetched before somebody goes to it', async () => {
  for (const name of ['index.html', 'plan.html']) {
    await page(`/fr/${name}`, async (tab) => assert.ok(!(await tab.isVisible(field))), { javaScriptEnabled: false });
    await page(`/fr/${name}`, async (tab) => {
      assert.ok(await tab.isVisible(field));
      const fetched = () => tab.evaluate(() => performance.getEntriesByType('resource').filter((one) => /search/.test(one.name)).length);
      assert.equal(await fetched(), 0);
      await ready(tab, 'fr');
      assert.equal(await fetched(), 3);
    });
  }
});

test('every page leads to the field, which then has the focus', () =>
  page('/fr/demander.html', async (tab) => {
    await tab.click('.to-find');
    await tab.waitForURL(/plan\.html#_find$/);
    await tab.waitForFunction(() => document.activeElement.id === '_find');
  }));

test('by keyboard alone: results are announced, Enter opens the first, a list of links follows', () =>
  page('/fr/index.html', async (tab) => {
    await ready(tab, 'fr');
    await tab.keyboard.type('depot de garantie');
    assert.match(await said(tab), /^Résultats\s: \d+$/);
    assert.ok((await tab.locator('.find mark').count()) > 1, 'the words are marked');
    assert.match(await tab.textContent('.find li small'), /^Étape \d+\s: /);
    const first = await found(tab).first().getAttribute('href');
    await tab.keyboard.press('Tab');
    assert.equal(await tab.evaluate(() => document.activeElement.getAttribute('href')), first);
    await tab.keyboard.press('Shift+Tab');
    await tab.keyboard.press('Enter');
    await tab.waitForURL((url) => url.href.endsWith(first));
  }));

test('a slip finds what was meant, nonsense finds nothing, and both are said', () =>
  page('/fr/index.html', async (tab) => {
    await ready(tab, 'fr');
    await tab.fill(field, 'expultion');
    assert.match(await said(tab), /^Résultats\s: \d+ Vouliez-vous dire\s: expulsion\s\?$/);
    await tab.fill(field, 'xqzwvk');
    assert.match(await said(tab), /^Rien trouvé\./);
    assert.equal(await found(tab).count(), 0);
    await tab.fill(field, 'bail');
    assert.doesNotMatch(await said(tab), /Vouliez/);
    await tab.fill(field, '');
    assert.equal(await said(tab), '');
  }));

test('from a folder on disk', () =>
  page(pathToFileURL(path.join(SITE, 'ar/index.html')).href, async (tab) => {
    await ready(tab, 'ar');
    await tab.fill(field, 'الإخلاء');
    assert.ok((await found(tab).count()) > 0);
  }));

test('right to left: the field, the results and what is found in French, which says so', () =>
  page('/ar/index.html', async (tab) => {
    await ready(tab, 'ar');
    await tab.fill(field, 'chauffage');
    assert.ok((await found(tab).count()) > 0);
    const french = await tab.locator('.find li [lang=fr]').allTextContents();
    assert.ok(french.includes('Français') && french.some((text) => /chauffage/i.test(text)), french.join(' | '));
    const side = (selector) => tab.evaluate((selector) => getComputedStyle(document.querySelector(selector)).direction, selector);
    assert.deepEqual([await side(field), await side('.find li')], ['rtl', 'rtl']);
    assert.equal(await tab.evaluate(() => document.querySelector('.find li p[lang=fr]').dir), 'ltr');
  }));

test('the field moves nothing, and fits a window of 320 px, large text and dark colours', async () => {
  const moved = () => {
    window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => one.hadRecentInput || (window.moved += one.value))).observe({ type: 'layout-shift', buffered: true });
  };
  for (const language of [SOURCE, 'ar'])
    for (const colorScheme of ['light', 'dark'])
      await page(
        `/${language}/index.html`,
        async (tab) => {
          await tab.evaluate(moved);
          await ready(tab, language);
          await tab.keyboard.type('DALO');
          assert.ok((await found(tab).count()) > 0);
          await tab.addStyleTag({ content: '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}' }).catch(() => {});
          assert.equal(await tab.evaluate(() => document.documentElement.scrollWidth), 320);
          assert.ok((await tab.evaluate(() => window.moved)) < 0.01, 'layout shift');
          for (const box of await tab.locator(`${field}, .find li a`).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height)))
            assert.ok(box >= 43.5, `${box} px`);
          assert.deepEqual((await scan(tab)).filter((one) => !/color-contrast-enhanced/.test(one)), []);
        },
        { viewport: { width: 320, height: 640 }, colorScheme, bypassCSP: true },
      );
});

test('words are folded as the program folds them', async () => {
  const all = cases('folding.txt').filter(([tag]) => LANGUAGES.includes(tag));
  for (const language of LANGUAGES)
    await page(`/${language}/index.html`, async (tab) => {
      await ready(tab, language);
      for (const [tag, text, words] of all)
        if (tag === language)
          assert.equal(await tab.evaluate((text) => trousseauSearch.packs[0].words(text).join(' '), text), words, `${tag}: ${text}`);
    });
  assert.ok(all.length > 20);
});

test('the lists are small', () => {
  const weights = LANGUAGES.map((tag) => [tag, br(`${tag}/search.js`), br(`${tag}/search-texts.js`)]);
  console.log(`script ${br(script())}; first list, texts: ${weights.map((one) => one.join(' ')).join(', ')} (brotli)`);
  assert.ok(br(script()) <= 5120, 'the script');
  for (const [tag, first, texts] of weights) {
    assert.ok(first <= 8192, `${tag}: ${first}`);
    assert.ok(br(script()) + first <= 30720 && br(script()) + first + texts <= 122880, tag);
  }
  const code = fs.readFileSync(path.join(SITE, script()), 'utf8');
  assert.doesNotMatch(code, /\bawait\b|\?\.|\?\?|\\p\{|\bimport\b|\bexport\b|fetch\(|XMLHttp|sendBeacon|localStorage/, 'ES2015, which sends nothing');
});

/** The pages that a query finds, each once, in their order. */
const stems = (hrefs) => [...new Set(hrefs.map((href) => href.replace(/\.html.*$/, (end) => (end.includes('#') ? end : ''))))];

/** The same lists in MiniSearch, with everything that it offers: prefixes, slips, weights, letters without accents. */
function miniature(packs) {
  const plain = (term) => term.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '');
  return packs.map((docs) => {
    const boost = { title: 10, words: 8, headings: 5 };
    const mini = new MiniSearch({ fields: ['title', 'words', 'headings', 'text'], storeFields: ['href', 'title', 'headings', 'text'], processTerm: plain, searchOptions: { prefix: true, fuzzy: 0.2, boost } });
    mini.addAll(docs.map((doc, id) => ({ id, ...doc })));
    return mini;
  });
}
const copied = () =>
  trousseauSearch.packs.map((pack) =>
    pack.docs.map((doc) => ({ href: doc.href, title: doc.title, words: doc.said.join(' '), headings: doc.headings.map((one) => one[1]).join(' '), text: doc.texts.join(' ') })),
  );

test('real words find the right page: one of the first three, mostly the first, and never less than MiniSearch', async (t) => {
  const all = cases('queries.txt').filter(([tag]) => LANGUAGES.includes(tag));
  const ranks = [], worse = [], lost = [];
  let slow = 0;
  for (const language of LANGUAGES)
    await page(`/${language}/index.html`, async (tab) => {
      await ready(tab, language);
      const own = all.filter(([tag]) => tag === language);
      const minis = miniature(await tab.evaluate(copied));
      const answer = (queries) =>
        queries.map((query) => {
          const start = performance.now();
          const hrefs = trousseauSearch.look(query).flatMap((group) => group.results.map((one) => one.doc.href));
          return [hrefs, performance.now() - start];
        });
      const answers = await tab.evaluate(answer, own.map((one) => one[1]));
      own.forEach(([, query, expected], at) => {
        const good = expected.split(',').map((one) => one.trim());
        const rank = (list) => list.findIndex((one) => good.includes(one)) + 1 || 99;
        const list = stems(answers[at][0]), mine = rank(list);
        slow = Math.max(slow, answers[at][1]);
        const other = rank(stems(minis.flatMap((mini) => mini.search(query).map((one) => one.href))));
        ranks.push(mine);
        if (mine === 99) lost.push(`${language} | ${query}`);
        if (mine > 1) t.diagnostic(`${language} | ${query} | ${expected}: place ${mine} after ${list.slice(0, Math.min(mine - 1, 3)).join(', ')} (MiniSearch ${other})`);
        if (other <= 3 && mine > 3) worse.push(`${language} | ${query}`);
      });
    });
  const share = (most) => ranks.filter((rank) => rank <= most).length / ranks.length;
  t.diagnostic(`${ranks.length} queries: first ${share(1).toFixed(3)}, among three ${share(3).toFixed(3)}; the longest took ${slow.toFixed(0)} ms`);
  assert.ok(ranks.length >= 140, `${ranks.length} queries`);
  assert.ok(share(3) >= 0.95 && share(1) >= 0.8, 'too few');
  assert.deepEqual(worse, [], 'MiniSearch finds more');
  assert.deepEqual(lost, [], 'guides that are not found at all');
});

test('MiniSearch would weigh more', () =>
  page('/fr/index.html', async (tab, _) => {
    await ready(tab, SOURCE);
    const [mini] = miniature(await tab.evaluate(copied));
    const code = fs.readFileSync(createRequire(import.meta.url).resolve('minisearch'));
    const theirs = zlib.brotliCompressSync(code).length + zlib.brotliCompressSync(JSON.stringify(mini)).length;
    const ours = br(script(), 'fr/search.js', 'fr/search-texts.js');
    console.log(`ours ${ours} with all texts, MiniSearch ${theirs} (brotli)`);
    assert.ok(ours < theirs);
  }));

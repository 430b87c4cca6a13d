// A phone of 2016: the pages in a browser that knows no grid, no logical sides and no popovers, and runs no script.
// SITE=output/site node --test old.test.mjs
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { INPAGE } from './lib/page.mjs';
import { aged } from './lib/old.mjs';
import { serve } from './lib/server.mjs';
import { together } from './lib/together.mjs';

const SITE = path.resolve(process.env.SITE || '../../output/site');
/** One page of each kind. */
const PAGES = ['index', 'difficultes', 'demander', 'priorite', 'mon-plan', 'lettre-travaux', 'stage-demander', 'situations', 'territoire-nord', 'glossaire', 'donner', 'garder', 'resultats', 'plan'];
const LANGUAGES = ['fr', 'ar', 'ti'].filter((name) => fs.existsSync(path.join(SITE, name)));
const FILES = LANGUAGES.flatMap((language) => PAGES.map((page) => `${language}/${page}.html`)).filter((file) => fs.existsSync(path.join(SITE, file)));
const both = together(() => serve(SITE));

/** Opens a page as an old browser reads it. */
async function open(file, width, task) {
  const context = await both.browser.newContext({ viewport: { width, height: 640 }, javaScriptEnabled: false });
  try {
    const tab = await context.newPage();
    const body = aged(fs.readFileSync(path.join(SITE, file), 'utf8'));
    await tab.route('**/*.html', (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }));
    await tab.goto(`${both.server.origin}/${file}`, { waitUntil: 'load' });
    await tab.evaluate(INPAGE);
    await task(tab);
  } finally {
    await context.close();
  }
}

/** What is wrong on the page for an eye and a finger. */
const faults = () => {
  const found = [], shown = (e) => __qa.visible(e) && !__qa.eyeHidden(e), box = (e) => e.getBoundingClientRect();
  const over = __qa.sideways();
  if (over > 0) found.push(`${over} px too wide`);
  for (const e of document.querySelectorAll('.picto')) if (box(e).width > 60 || box(e).height > 60) found.push(`a pictogram of ${box(e).width} px`);
  for (const e of document.querySelectorAll('.stages .name, .to-find span')) if (shown(e)) found.push(`words over a sign: ${e.textContent}`);
  for (const e of document.querySelectorAll('.call, .dial a, .stages a, .guides a, .around a, .where a'))
    if (shown(e) && box(e).height < 43) found.push(`${box(e).height} px to tap: ${e.textContent.trim()}`);
  for (const e of document.querySelectorAll('.steps > li')) {
    const words = document.createRange();
    words.selectNodeContents(e);
    const rtl = getComputedStyle(e).direction === 'rtl', text = words.getBoundingClientRect(), own = box(e);
    if ((rtl ? own.right - text.right : text.left - own.left) < 40) found.push(`a number over the words of a step: ${e.textContent.slice(0, 30)}`);
  }
  for (const e of document.querySelectorAll('main p, main li')) {
    const { left, right } = box(e);
    if (shown(e) && e.textContent.trim() && (left < 6 || right > innerWidth - 6)) found.push(`words at the edge: ${e.textContent.slice(0, 30)}`);
  }
  if (box(document.querySelector('.skip')).bottom > 0) found.push('the link over the head is in sight');
  for (const e of document.querySelectorAll('.word')) if (!shown(e)) found.push(`a word that nobody can read: ${e.id}`);
  for (const e of document.querySelectorAll('.word .close')) if (shown(e)) found.push(`a button that does nothing: ${e.textContent}`);
  return [...new Set(found)].slice(0, 6);
};

describe('a browser of 2016', { concurrency: 2 }, () => {
  test('there are pages of each kind', () => assert.ok(FILES.length > 20, `${FILES.length}`));
  for (const file of FILES)
    test(`${file} can be read and tapped`, async () => {
      for (const width of [320, 360]) await open(file, width, async (tab) => assert.deepEqual(await tab.evaluate(faults), [], `${width} px`));
    });

  test('the file that readers keep can be read', () => {
    const folder = path.join(SITE, LANGUAGES[0], 'keep'), [name] = fs.readdirSync(folder).filter((one) => one.endsWith('.html'));
    return open(`${LANGUAGES[0]}/keep/${name}`, 360, async (tab) => {
      assert.ok((await tab.evaluate(() => __qa.sideways())) <= 0);
      const widest = await tab.$$eval('.picto', (all) => Math.max(...all.map((one) => one.getBoundingClientRect().width)));
      assert.ok(widest > 0 && widest <= 60, `${widest}`);
    });
  });
});

// The site in Firefox: from a disk, alone in a folder, without a network. Left out where there is no Firefox.
// SITE=output/site node --test firefox.test.mjs
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { INPAGE } from './lib/page.mjs';
import { serve } from './lib/server.mjs';

const SITE = path.resolve(process.env.SITE || '../../output/site');
const FIREFOX = process.env.FIREFOX_PATH || ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find((file) => fs.existsSync(file));
const PHONE = { width: 360, height: 640 };
/** What somebody types, with a slip or from another keyboard, and the page that it must find. */
const QUERIES = { fr: ['expultion', /^(apres-jugement|difficultes)/], ar: ['رقم موحد', /^demander/] };
const LANGUAGES = ['fr', 'ar', 'ti'].filter((name) => fs.existsSync(path.join(SITE, name)));
const PAGES = ['index', 'demander', 'difficultes', 'situations', 'mon-plan', 'donner', 'garder', 'resultats', 'glossaire'];
const kept = (language) => {
  const folder = path.join(SITE, language, 'keep');
  return path.join(folder, fs.readdirSync(folder).find((name) => name.endsWith('.html')));
};

async function open(browser, address, task) {
  const tab = await browser.newPage();
  try {
    const errors = [];
    // The browser itself looks for a sign of the site, which the file that readers keep does not let it fetch.
    tab.on('pageerror', (error) => /favicon/.test(error) || errors.push(String(error)));
    await tab.setViewport(PHONE);
    await tab.goto(address, { waitUntil: 'load' });
    await task(tab);
    assert.deepEqual(errors, [], address);
  } finally {
    await tab.close();
  }
}

/** Types into the field, when all that it looks through is there, and gives what is found. */
async function found(tab, words) {
  await tab.focus('#_find');
  await tab.waitForFunction(() => window.trousseauSearch && trousseauSearch.packs.length && trousseauSearch.packs.every((pack) => pack.whole));
  await tab.type('#_find', words);
  return tab.$$eval('.find li a', (all) => all.map((a) => a.getAttribute('href')));
}

describe('in Firefox', { skip: FIREFOX ? false : 'no Firefox here' }, () => {
  let browser, home;
  before(async () => {
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true });
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'firefox-'));
  });
  after(async () => {
    await browser?.close();
    fs.rmSync(home, { recursive: true, force: true });
  });

  for (const language of LANGUAGES)
    test(`${language}: nothing sticks out at 320 px, and numbers run from left to right`, async () => {
      for (const page of PAGES)
        await open(browser, pathToFileURL(path.join(SITE, language, `${page}.html`)).href, async (tab) => {
          await tab.setViewport({ width: 320, height: 640 });
          await tab.evaluate(INPAGE);
          assert.ok((await tab.evaluate(() => __qa.sideways())) <= 0, page);
          if (language === 'ar') assert.deepEqual(await tab.evaluate(() => __qa.rightToLeft().reversed), [], page);
        });
    });

  for (const [language, [words, page]] of Object.entries(QUERIES)) {
    test(`${language}: the search finds from a folder on disk`, () =>
      open(browser, pathToFileURL(path.join(SITE, language, 'index.html')).href, async (tab) => assert.match((await found(tab, words))[0], page)));

    test(`${language}: the file that readers keep works alone in a folder`, () => {
      const folder = fs.mkdtempSync(path.join(home, 'x-')), alone = path.join(folder, path.basename(kept(language)));
      fs.copyFileSync(kept(language), alone);
      return open(browser, pathToFileURL(alone).href, async (tab) => {
        const [first] = await found(tab, words);
        assert.match(first, new RegExp(`^#${page.source.slice(1)}`));
        await tab.click('.find li a');
        const top = await tab.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1))).getBoundingClientRect().top);
        assert.ok(top >= 0 && top < PHONE.height, `it is in sight: ${top}`);
      });
    });
  }

  test('kept in the browser, a page opens without a network; forgotten, nothing is left', async () => {
    let server = await serve(SITE, { base: '/t/' });
    const port = Number(new URL(server.origin).port), at = (name) => `${server.origin}/t/fr/${name}`;
    const said = (tab, name) => tab.waitForFunction((name) => document.querySelector('#_here [role=status]').textContent === document.querySelector('#_here').dataset[name], {}, name);
    try {
      await open(browser, at('garder.html'), async (tab) => {
        await tab.click('#_here button:nth-of-type(1)');
        await said(tab, 'done');
      });
      await server.close();
      await open(browser, at('suivre.html'), async (tab) => {
        assert.match(await tab.evaluate(() => location.href), /\/t\/fr\/keep\/[^#]+#suivre$/);
        assert.ok((await tab.$eval('#suivre', (part) => part.getBoundingClientRect().top)) < PHONE.height);
      });
      server = await serve(SITE, { base: '/t/', port });
      await open(browser, at('garder.html'), async (tab) => {
        await said(tab, 'done');
        await tab.evaluate(() => document.querySelectorAll('#_here button')[1].click());
        await said(tab, 'forgotten');
        assert.deepEqual(await tab.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]), [0, 0]);
      });
    } finally {
      await server.close();
    }
  });
});

// The languages of a page: twenty of them in a window of 320 px, without script, by the keyboard and by touch.
// PROGRAM=path/to/trousseau node --test languages.test.mjs
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { PROGRAM } from './lib/served.mjs';
import { serve } from './lib/server.mjs';
import { together } from './lib/together.mjs';

const TAGS = 'fr fr-simple en ar ps fa-AF uk ti ru tr ro pl pt es sq ka bn so vi zh-Hans'.split(' ');
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'trousseau-languages-'));

/** A toolkit whose guide is there in all of them. */
function build() {
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
    fs.writeFileSync(path.join(home, name), text);
  };
  write(
    'content/toolkit.yaml',
    `name: {fr: Essai}\ntagline: {fr: Essai.}\nlanguages: [${TAGS}]\nleaflets: []\n` +
      'stages: [{id: demander, name: {fr: Demander}, summary: {fr: On demande.}, pictogram: pen, guides: [essai]}]\n',
  );
  write('content/partners.yaml', '- {id: a, name: {fr: Association}, college: association, role: {fr: Aide.}, example: true}\n');
  for (const tag of TAGS) {
    const head =
      tag === 'fr'
        ? 'title: Essai\nsummary: Essai.\nstage: demander\nstatus: pilot\nauthors: [a]\nversions:\n  - {version: 1.0.0, date: 2026-11-01, summary: Un.}\n'
        : 'title: x\nsummary: x.\ntranslates: 1.0.0\ntranslation: reviewed\n';
    write(`content/guides/essai/${tag}.md`, `---\n${head}---\n\n## x${tag === 'fr' ? ' {#x}' : ''}\n\nx\n`);
  }
  execFileSync(PROGRAM, ['build', '--lang', 'fr'], { cwd: home, stdio: 'ignore' });
  return path.join(home, 'output/site');
}

const both = together(
  () => serve(build()),
  () => fs.rmSync(home, { recursive: true, force: true }),
);

/** A page on a small phone without script. */
async function page(where, task, options = {}) {
  const context = await both.browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false, ...options });
  try {
    const tab = await context.newPage();
    await tab.goto(both.server.origin + where, { waitUntil: 'load' });
    await task(tab);
  } finally {
    await context.close();
  }
}
const summary = 'nav.languages summary';
const fits = async (tab, what) => assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= 320, what);
/** The names that one can touch, with their boxes. */
const shown = (tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll('nav.languages a')]
      .filter((link) => link.checkVisibility())
      .map((link) => {
        const { left, right, top, bottom, height } = link.getBoundingClientRect();
        const clipped = link.scrollWidth > link.clientWidth + 1 && getComputedStyle(link).display !== 'inline';
        return { tag: link.hreflang, left, right, top: top + scrollY, bottom: bottom + scrollY, height, clipped };
      }),
  );
/** Goes on with the Tab key until a link or a button of this selector has the focus. */
const reach = async (tab, selector) => {
  for (let i = 0; i < 60; i++) {
    if (await tab.evaluate((selector) => !!document.activeElement?.matches(selector), selector)) return;
    await tab.keyboard.press('Tab');
  }
  assert.fail(`the keyboard does not reach ${selector}`);
};

test('twenty languages stay behind one line until they are asked for; the one in easier words is in sight', async () => {
  for (const tag of TAGS)
    await page(`/${tag}/essai.html`, async (tab) => {
      await fits(tab, tag);
      assert.ok(await tab.isVisible(summary), tag);
      const { y, height } = await tab.locator(summary).boundingBox();
      assert.ok(y + height < 320, `${tag}: in the first half of the screen`);
      assert.ok(height >= 44, `${tag}: ${height} px`);
      const before = (await shown(tab)).map((one) => one.tag);
      assert.deepEqual(before, tag === 'fr' ? ['fr-simple'] : tag === 'fr-simple' ? ['fr'] : before.filter((one) => one === 'fr-simple'), tag);
    });
});

test('opened by touch, each name is whole, apart from the others, and leads to its page', async () => {
  for (const tag of ['fr', 'ar', 'ka'])
    for (const options of [{}, { colorScheme: 'dark' }])
      await page(
        `/${tag}/essai.html`,
        async (tab) => {
          await tab.locator(summary).tap();
          await fits(tab, `${tag}, opened`);
          const all = await shown(tab);
          assert.deepEqual(new Set(all.map((one) => one.tag)), new Set(TAGS));
          for (const [place, one] of all.entries()) {
            assert.ok(one.left >= 0 && one.right <= 320 && !one.clipped, `${tag} → ${one.tag}: ${JSON.stringify(one)}`);
            assert.ok(one.height >= 24, `${one.tag}: ${one.height} px`);
            for (const other of all.slice(place + 1)) {
              const apart = one.right <= other.left + 1 || other.right <= one.left + 1 || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
              assert.ok(apart, `${one.tag} lies over ${other.tag}`);
            }
          }
        },
        { hasTouch: true, ...options },
      );
});

test('the keyboard opens the list, and each name leads to the same guide in its language', async () => {
  for (const to of TAGS.filter((tag) => tag !== 'fr'))
    await page('/fr/essai.html', async (tab) => {
      await reach(tab, summary);
      if (to !== 'fr-simple') await tab.keyboard.press('Enter');
      await reach(tab, `nav.languages a[hreflang="${to}"]`);
      await Promise.all([tab.waitForEvent('load'), tab.keyboard.press('Enter')]);
      assert.equal(new URL(tab.url()).pathname, `/${to}/essai.html`);
    });
});

test('with letters twice as large nothing is cut', async () => {
  for (const tag of ['fr', 'ps', 'bn'])
    await page(`/${tag}/essai.html`, async (tab) => {
      await tab.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      await tab.locator(summary).click();
      await fits(tab, `${tag}, large letters`);
      for (const one of await shown(tab)) assert.ok(one.left >= 0 && one.right <= 320, `${tag} → ${one.tag}`);
    });
});

// The desk's editor of a text, as somebody writes in it: nothing typed is lost, and all of it is there for the keyboard alone.
// PROGRAM=path/to/trousseau node --test editor.test.mjs
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { caret, edit, small } from './lib/desk.mjs';
import { PROGRAM, scan, serve } from './lib/served.mjs';
import { together } from './lib/together.mjs';

const FR = 'content/guides/demander/fr.md';
const AR = 'content/guides/demander/ar.md';
const home = small();
const file = (name = FR) => path.join(home, name);
const read = (name) => fs.readFileSync(file(name), 'utf8');
const git = (...words) => execFileSync('git', words, { cwd: home });
git('init', '-q');
execFileSync(PROGRAM, ['translation', 'keep', 'demander', 'ar'], { cwd: home });
git('add', '.');
git('-c', 'user.name=a', '-c', 'user.email=a@exemple.org', 'commit', '-qm', 'a');
const both = together(() => serve(home), () => fs.rmSync(home, { recursive: true, force: true }));

/** One page in a window of its own, and what must hold at its end. */
async function on(name, task, options = {}) {
  const context = await both.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    const page = await edit(context, both.server, name);
    await task(page, context);
    // A refused save and a server that is gone are told by the browser, too.
    assert.deepEqual(page.problems.filter((one) => !/40[349]|422|ERR_CONNECTION|ERR_EMPTY|Failed to fetch/.test(one)), [], name);
  } finally {
    await context.close();
  }
}
const value = (page) => page.locator('#text').inputValue();
const state = (page, words) => page.locator('#state').getByText(words).waitFor();
const saved = (page) => state(page, 'C’est enregistré.');
/** The words that are underlined. */
const underlined = (page, words) => page.locator('#under mark', { hasText: words }).first().waitFor({ state: 'attached' });

test('a save keeps caret, place and what can be undone, and says what is not saved', () =>
  on(FR, async (page) => {
    const before = read();
    const title = await page.title();
    await caret(page, '2. Attendez');
    await page.keyboard.type(' encore');
    await state(page, 'Pas encore enregistré.');
    assert.equal(await page.title(), `• ${title}`);
    await page.evaluate(() => (window.kept = document.getElementById('text').scrollTop = 40));
    await page.keyboard.press('Control+s');
    await saved(page);
    const now = before.replace('2. Attendez', '2. Attendez encore');
    assert.equal(read(), now);
    assert.equal(await page.title(), title);
    assert.deepEqual(
      await page.evaluate(() => { const text = document.getElementById('text'); return [window.kept, text.scrollTop, document.activeElement === text, text.value.slice(0, text.selectionStart).endsWith('Attendez encore')]; }),
      [40, 40, true, true],
    );
    // More words: the page says no longer that all is saved.
    await page.keyboard.type('!');
    await state(page, 'Pas encore enregistré.');
    for (let at = 0; at < 20 && (await value(page)) !== before; at++) await page.keyboard.press('Control+z');
    assert.equal(await value(page), before);
    await page.keyboard.press('Control+s');
    await saved(page);
    assert.equal(read(), before);
    assert.equal(await page.evaluate(() => Object.keys(localStorage).length), 0, 'nothing is kept of what is saved');
  }));

test('what was not saved survives a crash, a new start of the program and a change by somebody else', async () => {
  const before = read();
  const context = await both.browser.newContext();
  const page = await edit(context, both.server, FR);
  await caret(page, '1. Demandez');
  await page.keyboard.type(' aujourd’hui');
  await page.waitForFunction(() => Object.keys(localStorage).length === 1);
  // Another page does not offer what the first one still holds.
  const other = await edit(context, both.server, FR);
  await other.locator('#counts').getByText(/./).waitFor();
  assert.equal(await other.locator('#kept').isVisible(), false);
  await other.close();
  await page.close({ runBeforeUnload: false });
  const again = await edit(context, both.server, FR);
  await again.locator('#kept').getByText('n’ont pas été enregistrés').waitFor();
  assert.equal(await value(again), before);
  assert.deepEqual(await scan(again), []);
  await again.getByRole('button', { name: 'Les remettre' }).click();
  assert.match(await value(again), /1\. Demandez aujourd’hui\./);
  await state(again, 'Pas encore enregistré.');
  // The program goes away, and comes back with another secret.
  const port = new URL(both.server.origin).port;
  await both.server.end();
  await again.keyboard.press('Control+s');
  await state(again, 'Rien n’est perdu');
  both.server = await serve(home, port);
  await again.keyboard.press('Control+s');
  await saved(again);
  assert.equal(read(), before.replace('1. Demandez', '1. Demandez aujourd’hui'));
  // Two editors: both texts are shown, and nothing is written before both were seen.
  fs.writeFileSync(file(), before.replace('2. Attendez', '2. Attendez un mois'));
  await caret(again, 'aujourd’hui');
  await again.keyboard.type(' soir');
  await again.keyboard.press('Control+s');
  await again.locator('#theirs').waitFor();
  assert.match(await again.locator('#theirs').inputValue(), /Attendez un mois/);
  assert.match(await value(again), /aujourd’hui soir/);
  assert.doesNotMatch(read(), / soir/);
  assert.deepEqual(await scan(again), []);
  // A second press writes over nobody's words: it says that a choice comes first.
  await again.keyboard.press('Control+s');
  await state(again, 'choisissez d’abord');
  assert.match(read(), /Attendez un mois/);
  assert.doesNotMatch(read(), / soir/);
  await again.getByRole('button', { name: 'Prendre ce texte' }).click();
  assert.match(await value(again), /Attendez un mois/);
  await again.keyboard.press('Control+z');
  assert.match(await value(again), /aujourd’hui soir/);
  await again.keyboard.press('Control+s');
  await saved(again);
  assert.match(read(), /aujourd’hui soir/);
  fs.writeFileSync(file(), before);
  await context.close();
});

test('two tabs on one text: both texts are shown where they differ, and joined as was chosen', async () => {
  const before = read();
  // The server sees what the test before wrote.
  await new Promise((done) => setTimeout(done, 300));
  const context = await both.browser.newContext({ viewport: { width: 390, height: 800 } });
  const [one, two] = [await edit(context, both.server, FR), await edit(context, both.server, FR)];
  await caret(one, '1. Demandez');
  await one.keyboard.type(' aujourd’hui');
  await one.keyboard.press('Control+s');
  await saved(one);
  await caret(two, '1. Demandez');
  await two.keyboard.type(' demain');
  await caret(two, '2. Attendez');
  await two.keyboard.type(' encore');
  for (let press = 0; press < 2; press++) {
    await two.keyboard.press('Control+s');
    await two.locator('#choices fieldset').first().waitFor();
  }
  assert.match(read(), /1\. Demandez aujourd’hui\.\n2\. Attendez\./);
  assert.deepEqual(await scan(two), []);
  const chosen = () => two.locator('#choices input:checked').evaluateAll((all) => all.map((input) => input.value));
  assert.ok((await chosen()).includes('both'), 'a line that both changed loses neither');
  await two.getByRole('button', { name: 'Réunir les deux textes' }).click();
  const joined = await value(two);
  assert.match(joined, /Demandez demain/);
  assert.match(joined, /Demandez aujourd’hui/);
  assert.match(joined, /Attendez encore/);
  await two.keyboard.press('Control+s');
  await saved(two);
  assert.equal(read(), joined);
  fs.writeFileSync(file(), before);
  await context.close();
});

for (const width of [390, 1280]) {
  test(`no bar covers the line that is typed, and the words come before the head, at ${width} px`, () =>
    on(FR, async (page) => {
      const at = () => page.evaluate(() => { const text = document.getElementById('text'); return [text.selectionStart, text.scrollTop, text.value.slice(text.selectionStart, text.selectionStart + 3)]; });
      const [start, top, words] = await at();
      assert.ok(start > 0 && top > 0 && words.trim(), 'the caret is before the words, and they are at the top');
      await page.locator('#text').evaluate((text) => { text.style.height = '90vh'; text.focus({ preventScroll: true }); text.setSelectionRange(text.value.length, text.value.length); });
      await page.evaluate(() => scrollTo(0, 0));
      for (let line = 0; line < 30; line++) await page.keyboard.type('\nmot');
      const [foot, bar] = await page.evaluate(() => {
        const text = document.getElementById('text');
        const under = document.getElementById('under');
        const range = document.createRange();
        range.selectNodeContents(under);
        const last = [...range.getClientRects()].pop();
        return [last.bottom, text.form.querySelector('.keep').getBoundingClientRect().top];
      });
      assert.ok(foot <= bar + 1, `the line ends at ${foot}, the bar begins at ${bar}`);
      await page.evaluate(() => localStorage.clear());
    }, { viewport: { width, height: 800 } }));
}

test('a button that has nothing to offer yet says so, and leads to where it is made', async () => {
  const facts = fs.readFileSync(path.join(home, 'content/facts.yaml'), 'utf8');
  const before = read();
  fs.writeFileSync(path.join(home, 'content/facts.yaml'), '[]\n');
  fs.writeFileSync(file(), before.replace(/\[[^\]]*\]\(fact:[^)]*\)/g, 'x'));
  await new Promise((done) => setTimeout(done, 300));
  await on(FR, async (page) => {
    const all = await value(page);
    await page.locator('[data-tool=fact]').click();
    await page.locator('#none').getByText('Il n’y a pas encore de chiffre').waitFor();
    assert.equal(await page.locator('#none-link').getAttribute('href'), '/_desk/data/facts/new');
    assert.ok(await page.locator('#none').evaluate((it) => { const { top, bottom } = it.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }), 'where everybody looks');
    assert.equal(await value(page), all);
    assert.deepEqual(await scan(page), []);
  }, { viewport: { width: 390, height: 800 } });
  fs.writeFileSync(path.join(home, 'content/facts.yaml'), facts);
  fs.writeFileSync(file(), before);
});

test('a picture that is dropped on the text is taken in with what it shows, and the button offers it with these words', () =>
  on(FR, async (page) => {
    await caret(page, '2. Attendez.');
    await page.locator('#text').evaluate((text) => {
      const bytes = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='), (one) => one.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], 'IMG_1.PNG', { type: 'image/png' }));
      text.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await page.locator('#picture-alt').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#picture-why').getByText('Dites ce que montre l’image').waitFor();
    assert.deepEqual(await scan(page), []);
    await page.keyboard.type('La porte');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /Attendez\.!\[La porte\]\(la-porte\.png\)/.test(document.getElementById('text').value));
    assert.ok(fs.existsSync(file('content/guides/demander/la-porte.png')));
    await page.locator('[data-tool=picture]').click();
    await page.locator('#names [role=option]', { hasText: 'la-porte.png' }).click();
    assert.equal((await value(page)).match(/!\[La porte\]\(la-porte\.png\)/g).length, 2);
    fs.rmSync(file('content/guides/demander/la-porte.png'));
    await page.evaluate(() => localStorage.clear());
  }));

for (const [name, width] of [[FR, 1280], [AR, 390]]) {
  test(`what is wrong is underlined at its words while typing, and mended with one key: ${name}`, () =>
    on(name, async (page) => {
      const before = read(name);
      await caret(page, 'guide:suivre#les-delais');
      for (let at = 0; at < 'guide:suivre#les-delais'.length; at++) await page.keyboard.press('Backspace');
      await page.keyboard.type('suivre.md');
      await underlined(page, 'suivre.md');
      // The layer has the same lines as the box, so a mark lies below its words.
      const sizes = () => page.evaluate(() => ['text', 'under'].map((id) => { const it = document.getElementById(id); return [it.scrollHeight, it.clientWidth, it.clientHeight, it.scrollTop]; }));
      let [box, layer] = await sizes();
      assert.deepEqual(layer, box);
      await page.locator('#text').evaluate((text) => { text.style.height = '12rem'; text.scrollTop = 99; });
      await page.waitForFunction(() => document.getElementById('under').scrollTop === document.getElementById('text').scrollTop);
      await page.waitForTimeout(50);
      [box, layer] = await sizes();
      assert.deepEqual(layer, box);
      // A mark moves with what is typed before it.
      await caret(page, name === FR ? '2. Attendez' : '2. انتظروا');
      await page.keyboard.type(' !');
      assert.match(await page.locator('#under mark').first().textContent(), /suivre\.md/);
      await page.keyboard.press('F8');
      const at = await page.evaluate(() => { const text = document.getElementById('text'); return text.value.slice(text.selectionStart, text.selectionEnd); });
      assert.match(at, /suivre\.md/);
      await page.waitForTimeout(500);
      assert.deepEqual(await scan(page), []);
      if (width < 500) assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
      await page.keyboard.press('Control+.');
      await page.waitForFunction(() => /\(guide:suivre\)/.test(document.getElementById('text').value));
      await page.locator('#under mark').first().waitFor({ state: 'detached' });
      await page.keyboard.press('Control+z');
      assert.match(await value(page), /\(suivre\.md\)/);
      assert.equal(read(name), before, 'nothing is written');
      await page.evaluate(() => localStorage.clear());
    }, { viewport: { width, height: 800 } }));
}

test('a figure, a word and a pictogram are chosen at the caret by the keyboard alone', () =>
  on(FR, async (page) => {
    const list = page.locator('#names');
    await caret(page, '1. Demandez.');
    // To the buttons and along them: the one for a figure.
    await page.keyboard.press('Shift+Tab');
    const focused = () => page.evaluate(() => document.activeElement.dataset.tool);
    assert.equal(await focused(), 'heading');
    for (let at = 0; at < 20 && (await focused()) !== 'fact'; at++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await list.locator('[role=option][aria-selected=true]').waitFor();
    assert.match(await page.locator('#said').textContent(), /Noms possibles/);
    assert.equal(await page.locator('#text').getAttribute('aria-activedescendant'), 'name-0');
    assert.deepEqual(await scan(page), []);
    await page.keyboard.press('Enter');
    assert.match(await value(page), /1\. Demandez\.\[23\s403\s€\]\(fact:plus\)\n/);
    assert.equal(await list.isVisible(), false);
    // Escape takes back what the button wrote.
    const before = await value(page);
    await page.keyboard.press('Control+k');
    await list.locator('[role=option]').first().waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await value(page), before);
    // A word, looked up at the caret.
    await page.keyboard.type(' bai');
    await page.keyboard.press('Control+Space');
    await list.locator('[role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    assert.match(await value(page), /\[bail\]\(term:bail\)/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('Encore');
    assert.match(await value(page), /term:bail\)\n2\. Encore\n/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.keyboard.type('## Un titre {.pe');
    await list.locator('[role=option][aria-selected=true]', { hasText: 'pen' }).waitFor();
    await page.keyboard.press('Enter');
    assert.match(await value(page), /\n## Un titre \{\.pen\}/);
    await page.evaluate(() => localStorage.clear());
  }));

test('what is pasted from Word becomes Markdown, says what it left out, and is undone at once', () =>
  on(FR, async (page) => {
    const before = await value(page);
    await caret(page, '2. Attendez.');
    const paste = (html, plain) =>
      page.locator('#text').evaluate((text, [html, plain]) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/html', html);
        clipboardData.setData('text/plain', plain);
        text.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, [html, plain]);
    await paste('<h1>Titre</h1><ul><li><b>un</b></li></ul><p>a<del>b</del><img src="x" alt="carte"></p>', 'Titre un ab');
    assert.match(await value(page), /Attendez\.## Titre\n\n- \*\*un\*\*\n\nacarte\n/);
    const said = page.locator('#pasted-words');
    assert.match((await said.textContent()).replace(/\s/g, ' '), /Laissé de côté : mots supprimés \(1\), images \(1\)/);
    assert.deepEqual(await scan(page), []);
    await page.getByRole('button', { name: 'Coller le texte seul' }).click();
    assert.match(await value(page), /Attendez\.Titre un ab\n/);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    assert.equal(await value(page), before);
    await page.evaluate(() => localStorage.clear());
  }));

test('a draft is seen while it is written, and the preview keeps its place', async () => {
  const draft = 'content/guides/demander/fr.md';
  const before = read();
  fs.writeFileSync(file(), before.replace('status: pilot', 'status: draft') + '\nEncore.\n'.repeat(60));
  await new Promise((done) => setTimeout(done, 300));
  await on(draft, async (page) => {
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { level: 1, name: 'Déposer sa demande' }).waitFor();
    await frame.locator('html').evaluate(() => scrollTo(0, 300));
    await caret(page, '1. Demandez');
    await page.keyboard.type(' ici');
    await frame.getByText('Demandez ici').waitFor({ state: 'attached' });
    assert.equal(await frame.locator('html').evaluate(() => scrollY), 300);
    assert.ok((await page.locator('iframe').boundingBox()).width <= 394, 'as on a phone');
    await page.evaluate(() => localStorage.clear());
  });
  fs.writeFileSync(file(), before);
});

test('a translation stands beside its source, block by block, and a block is said to be up to date', async () => {
  const before = read();
  fs.writeFileSync(file(), before.replace('1. Demandez.', '1. Demandez vite.'));
  execFileSync(PROGRAM, ['release', 'demander', '--minor', '--summary', 'Vite.'], { cwd: home, env: { ...process.env, SOURCE_DATE_EPOCH: '1795305600' } });
  await new Promise((done) => setTimeout(done, 300));
  await on(AR, async (page) => {
    const blocks = page.locator('#blocks');
    await blocks.getByText('Le texte de départ a changé').waitFor();
    assert.match((await blocks.locator('ins').allTextContents()).join(''), /vite/);
    assert.match((await blocks.locator('del').allTextContents()).join(''), /Demandez/);
    assert.deepEqual(await scan(page), []);
    await blocks.getByRole('button', { name: 'Montrer dans le texte' }).click();
    const at = await page.evaluate(() => { const text = document.getElementById('text'); return text.value.slice(text.selectionStart, text.selectionEnd); });
    assert.equal(at, 'اطلبوا.');
    await page.keyboard.type('اطلبوا بسرعة.');
    await blocks.getByRole('button', { name: 'Ce bloc est à jour' }).click();
    await blocks.getByRole('button', { name: 'Nommer la dernière version' }).click();
    await page.waitForFunction(() => /translates: 1\.1\.0/.test(document.getElementById('text').value));
    assert.match(read(AR), /translates: 1\.1\.0[^]*اطلبوا بسرعة\./);
    await blocks.getByText('Tout est à jour.').waitFor();
    await page.locator('#text').press('Control+s');
    assert.equal(await page.title().then((title) => title.startsWith('•')), false);
    await page.getByLabel('Téléphone').check();
    await page.frameLocator('iframe').getByText('اطلبوا بسرعة.').waitFor();
  }, { viewport: { width: 390, height: 800 } });
});

test('without script the box, its notes and the save are a form', () =>
  on(FR, async (page) => {
    assert.deepEqual(await page.locator('#tools, #views, #found').evaluateAll((all) => all.map((one) => one.checkVisibility())).catch(() => [false, false, false]), [false, false, false]);
    await page.locator('#text').fill(read() + '\nSans script.\n');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.locator('#message').getByText('C’est enregistré.').waitFor();
    assert.match(read(), /Sans script\.\n$/);
  }, { javaScriptEnabled: false }));

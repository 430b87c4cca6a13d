// `trousseau serve` in a real browser: a save changes the page in place, notes come and go, two tabs follow.
// PROGRAM=path/to/trousseau node --test serve.test.mjs
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { scan, toolkit, serve } from './lib/served.mjs';
import { together } from './lib/together.mjs';

const home = toolkit();
const both = together(() => serve(home), () => fs.rmSync(home, { recursive: true, force: true }));
let context;

const guide = () => path.join(home, 'content/guides/demander/fr.md');
const edit = (file, from, to) => {
  const text = fs.readFileSync(file, 'utf8');
  assert.ok(text.includes(from), `${file} has no ${from}`);
  fs.writeFileSync(file, text.replace(from, to));
};
const open = async (address = 'fr/demander.html') => {
  context = await both.browser.newContext({ viewport: { width: 900, height: 600 } });
  const page = await context.newPage();
  page.problems = [];
  page.on('console', (message) => message.type() === 'error' && page.problems.push(message.text()));
  page.on('pageerror', (error) => page.problems.push(String(error)));
  await page.goto(both.server.origin + address);
  return page;
};
const overlay = (page) => page.locator('section[aria-label]', { has: page.locator('.panel') });

test('a save changes the page in place: scroll, focus and what is open stay', async () => {
  const page = await open();
  await page.evaluate(() => {
    document.querySelector('summary')?.parentElement.setAttribute('open', '');
    window.kept = document.querySelector('main h1');
    scrollTo(0, 400);
    document.querySelector('main a[href]').focus({ preventScroll: true });
  });
  const before = await page.evaluate(() => [scrollY, document.activeElement.href, document.querySelectorAll('details[open]').length]);
  const heading = await page.locator('main h2').last().textContent();
  fs.appendFileSync(guide(), '\nUne phrase toute neuve.\n');
  await page.getByText('Une phrase toute neuve.').waitFor({ timeout: 5000 });
  const later = await page.evaluate(() => [scrollY, document.activeElement.href, document.querySelectorAll('details[open]').length]);
  assert.deepEqual(later, before);
  assert.ok(await page.evaluate(() => window.kept === document.querySelector('main h1')), 'the page was not loaded again');
  assert.ok((await page.locator('main h2').allTextContents()).includes(heading));
  assert.deepEqual(page.problems, []);
  await context.close();
});

test('a mistake shows itself with its place, and goes when it is mended', async () => {
  const page = await open();
  edit(guide(), 'summary:', 'sumary:');
  const panel = overlay(page).locator('.panel');
  await panel.getByText('sumary').first().waitFor({ timeout: 5000 });
  assert.ok(await panel.isVisible(), 'an error opens the notes');
  assert.ok(await page.locator('main h1').isVisible(), 'the last good page stands below');
  const link = panel.locator('a[href^="vscode://file/"]').first();
  assert.match(await link.getAttribute('href'), /content\/guides\/demander\/fr\.md:\d+:1$/);
  assert.ok((await panel.locator('mark').allTextContents()).includes('sumary'));
  await page.keyboard.press('Tab');
  await overlay(page).locator('button').focus();
  await page.keyboard.press('Enter');
  assert.equal(await panel.isVisible(), false, 'and can be folded');
  edit(guide(), 'sumary:', 'summary:');
  await page.waitForFunction(() => document.documentElement.lastElementChild.shadowRoot.querySelector('button').className !== 'error');
  assert.equal(await panel.isVisible(), false);
  assert.deepEqual(page.problems, []);
  await context.close();
});

test('a mistake elsewhere is counted, and covers nothing', async () => {
  const page = await open('fr/signer.html');
  const aside = overlay(page).locator('> a');
  const before = await aside.textContent();
  assert.doesNotMatch(before, /erreur/);
  edit(guide(), 'summary:', 'sumary:');
  await page.waitForFunction(() => /^Ailleurs.*erreur/.test(document.documentElement.lastElementChild.shadowRoot.querySelector('section > a').textContent));
  assert.equal(await aside.getAttribute('href'), '/_desk/notes');
  assert.equal(await overlay(page).locator('.panel').isVisible(), false);
  assert.equal(await overlay(page).locator('button').isVisible(), false);
  const box = await aside.boundingBox();
  assert.ok(box.height <= 44 && box.width <= 350, 'it is small');
  assert.deepEqual(await scan(page), []);
  await aside.click();
  await page.getByText('sumary').first().waitFor({ timeout: 5000 });
  assert.equal(await overlay(page).locator('.panel').isVisible(), false, 'the notes themselves are not covered by notes');
  edit(guide(), 'sumary:', 'summary:');
  await page.getByText('sumary').first().waitFor({ state: 'detached', timeout: 5000 });
  await context.close();
});

test('the overlay is accessible', async () => {
  const page = await open();
  edit(guide(), 'summary:', 'sumary:');
  await overlay(page).locator('.panel').getByText('sumary').first().waitFor({ timeout: 5000 });
  const found = await scan(page);
  edit(guide(), 'sumary:', 'summary:');
  assert.deepEqual(found, []);
  await context.close();
});

test('a style sheet is changed in place, under the policy of the page', async () => {
  const page = await open();
  const file = path.join(home, 'themes/default/assets/style.css');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const css = fs.readFileSync(new URL('../../themes/default/assets/style.css', import.meta.url), 'utf8');
  await page.evaluate(() => (window.kept = document.body));
  fs.writeFileSync(file, css + '\nh1 { color: rgb(1, 2, 3) !important }\n');
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)');
  fs.writeFileSync(file, css + '\nh1 { color: rgb(4, 5, 6) !important }\n');
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)');
  assert.ok(await page.evaluate(() => window.kept === document.body), 'the page was not loaded again');
  fs.rmSync(path.join(home, 'themes'), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.querySelector('h1')).color !== 'rgb(4, 5, 6)');
  assert.deepEqual(page.problems, []);
  await context.close();
});

test('two tabs on two pages follow one save', async () => {
  const one = await open();
  const two = await context.newPage();
  await two.goto(both.server.origin + 'fr/');
  edit(guide(), /^title: .*$/m.exec(fs.readFileSync(guide(), 'utf8'))[0], 'title: Un titre pour deux');
  await one.getByRole('heading', { level: 1, name: 'Un titre pour deux' }).waitFor({ timeout: 5000 });
  assert.match(await one.title(), /Un titre pour deux/);
  await two.getByText('Un titre pour deux').first().waitFor({ timeout: 5000 });
  await one.close();
  // The tab that waited for both is gone: the other waits itself.
  edit(guide(), 'Un titre pour deux', 'Un titre pour une');
  await two.getByText('Un titre pour une').first().waitFor({ timeout: 5000 });
  await context.close();
});

test('a hundred files at once are one change for whoever looks', async () => {
  const page = await open();
  const text = fs.readFileSync(guide(), 'utf8');
  for (let i = 0; i < 100; i++) {
    const folder = path.join(home, `content/guides/copie-${i}`);
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'fr.md'), text.replace(/^title: .*$/m, `title: Copie ${i}`));
  }
  fs.appendFileSync(guide(), '\nAprès la copie.\n');
  await page.getByText('Après la copie.').waitFor({ timeout: 10000 });
  // The first change that is seen may come from a build that began while files were still being written: a page that is not there
  // yet appears by itself.
  await page.goto(both.server.origin + 'fr/copie-99.html');
  await page.getByRole('heading', { level: 1, name: 'Copie 99' }).waitFor({ timeout: 10000 });
  for (let i = 0; i < 100; i++) fs.rmSync(path.join(home, `content/guides/copie-${i}`), { recursive: true });
  await page.getByRole('heading', { level: 1, name: 'Copie 99' }).waitFor({ state: 'detached', timeout: 10000 });
  await context.close();
});

test('a page finds the server again', async () => {
  const page = await open();
  const port = new URL(both.server.origin).port;
  await both.server.end();
  await page.waitForFunction(() => document.documentElement.lastElementChild.shadowRoot.querySelector('.lost').hidden === false, null, { timeout: 8000 });
  fs.appendFileSync(guide(), '\nPendant la pause.\n');
  both.server = await serve(home, port);
  await page.getByText('Pendant la pause.').waitFor({ timeout: 10000 });
  await context.close();
});

test('the desk is accessible, and its editor shows what is typed before it is saved', async () => {
  for (const address of ['_desk/', '_desk/notes', '_desk/print', '_desk/print?fit=demander', '_desk/edit?file=content/guides/demander/ar.md']) {
    const page = await open(address);
    assert.deepEqual(await scan(page), [], address);
    assert.deepEqual(page.problems, [], address);
    await context.close();
  }
  const page = await open('_desk/edit?file=content/guides/demander/fr.md');
  const before = fs.readFileSync(guide(), 'utf8');
  const text = page.locator('#text');
  await text.fill(before + '\nUne phrase au bureau.\n');
  await page.frameLocator('iframe').getByText('Une phrase au bureau.').waitFor({ timeout: 5000 });
  assert.equal(fs.readFileSync(guide(), 'utf8'), before);
  await page.keyboard.press('Control+s');
  await page.locator('#state').getByText('C’est enregistré.').waitFor();
  assert.equal(fs.readFileSync(guide(), 'utf8'), before + '\nUne phrase au bureau.\n');
  // Somebody saves elsewhere while this page is open.
  fs.appendFileSync(guide(), '\nUne phrase ailleurs.\n');
  await text.fill((await text.inputValue()) + '\nEncore une.\n');
  await page.keyboard.press('Control+s');
  await page.locator('#theirs').waitFor();
  assert.match(await page.locator('#theirs').inputValue(), /Une phrase ailleurs/);
  assert.match(await text.inputValue(), /Encore une/);
  assert.doesNotMatch(fs.readFileSync(guide(), 'utf8'), /Encore une/);
  await context.close();
});

test('the forms of the desk are accessible, and fit a narrow window', async () => {
  for (const address of ['', 'notes', 'print', 'print?fit=demander', 'remarks', 'remarks?guide=demander', 'feedback?guide=demander', 'settle?guide=demander&id=F-2026-002', 'release?guide=demander', 'new']) {
    const page = await open('_desk/' + address);
    assert.deepEqual(await scan(page), [], address);
    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, address);
    assert.deepEqual(page.problems, [], address);
    await context.close();
  }
});

test('a phone number is named while it is typed, and never written', async () => {
  const page = await open('_desk/feedback?guide=demander');
  const before = fs.readFileSync(guide(), 'utf8');
  await page.getByLabel('Qui l’a dit').selectOption('household');
  await page.getByLabel('Comment', { exact: true }).selectOption('meeting');
  await page.getByLabel('Sur quoi').selectOption('unclear_word');
  await page.getByLabel('Gravité').selectOption('2');
  const text = page.getByLabel('Ce que le texte devrait dire');
  await text.pressSequentially('Rappeler le 06 12 34 56 78');
  const found = page.locator('#found');
  await found.getByText('06 12 34 56 78').waitFor({ timeout: 5000 });
  assert.equal(await found.getAttribute('aria-live'), 'polite');
  assert.equal(await text.getAttribute('aria-invalid'), 'true');
  await page.getByRole('button', { name: 'Noter la remarque' }).click();
  await page.locator('#message').waitFor();
  assert.match(await page.title(), /^Erreur/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'message');
  assert.deepEqual(await scan(page), []);
  assert.equal(await text.inputValue(), 'Rappeler le 06 12 34 56 78');
  assert.equal(fs.readFileSync(guide(), 'utf8'), before);
  // The words without the number are a remark like others.
  await text.fill('Écrire « le numéro de la demande ».');
  await page.waitForFunction(() => !document.getElementById('found').textContent);
  await page.getByRole('button', { name: 'Noter la remarque' }).click();
  await page.locator('main [role=status]').waitFor();
  assert.match(fs.readFileSync(guide(), 'utf8'), /proposal: .*le numéro de la demande/);
  assert.deepEqual(page.problems.filter((problem) => !problem.includes('422')), []);
  await context.close();
});

test('a version is seen, then written, and the comments of the head stay', async () => {
  const page = await open('_desk/release?guide=demander');
  const before = fs.readFileSync(guide(), 'utf8');
  await page.getByLabel('Taille du changement').selectOption('minor');
  await page.getByLabel('Ce qui a changé', { exact: true }).and(page.locator('input')).fill('Des mots plus clairs.');
  await page.getByRole('button', { name: 'Voir le changement' }).click();
  await page.locator('#preview').waitFor();
  assert.match(await page.locator('pre.change').textContent(), /\+ +- version: 1\.1\.0/);
  assert.deepEqual(await scan(page), []);
  assert.equal(fs.readFileSync(guide(), 'utf8'), before);
  await page.getByRole('button', { name: 'Écrire la version' }).click();
  await page.locator('main [role=status]').waitFor();
  const after = fs.readFileSync(guide(), 'utf8');
  assert.match(after, /versions:\n {2}- version: 1\.1\.0\n/);
  for (const comment of before.match(/^ *#.*$/gm)) assert.ok(after.includes(comment), comment);
  await context.close();
});

test('the print page fits a small screen, opens a leaflet for a partner, and the leaflet follows its text', async () => {
  const page = await open('_desk/print?fit=demander');
  await page.setViewportSize({ width: 320, height: 600 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), 'nothing sticks out');
  await page.selectOption('#guide', 'demander');
  await page.selectOption('#lang', 'ar');
  await page.selectOption('#partner', { index: 1 });
  // Where the browser has no viewer, the file inside the page is handed over instead: only its request is looked at.
  const first = page.waitForEvent('request', (request) => /\/demander-a4-ar-[a-z-]+\.pdf$/.test(new URL(request.url()).pathname));
  await page.getByRole('button', { name: 'Ouvrir la feuille' }).click();
  const asked = await first;
  await page.waitForURL(/_desk\/leaflet/);
  const frame = page.locator('iframe[data-mark]');
  const before = await frame.getAttribute('data-mark');
  const bytes = async () => (await page.request.get(asked.url())).body();
  const old = await bytes();
  assert.equal(old.subarray(0, 4).toString(), '%PDF');
  const text = path.join(home, 'content/guides/demander/ar.md');
  const again = page.waitForEvent('request', (request) => request.url() === asked.url());
  fs.appendFileSync(text, '\nجملة جديدة.\n');
  await page.waitForFunction((mark) => document.querySelector('iframe').dataset.mark !== mark, before, { timeout: 15000 });
  await again;
  assert.notDeepEqual(await bytes(), old);
  // Another text changes: this leaflet stays as it is.
  const mark = await frame.getAttribute('data-mark');
  // A viewer may ask a second time for what it shows.
  await page.waitForTimeout(1000);
  let loads = 0;
  page.on('request', (request) => request.url() === asked.url() && loads++);
  const news = page.waitForResponse((answer) => answer.url() === page.url());
  fs.appendFileSync(guide(), '\nUne phrase en français.\n');
  await (await news).finished();
  await page.waitForTimeout(300);
  assert.equal(await frame.getAttribute('data-mark'), mark);
  assert.equal(loads, 0);
  await context.close();
});

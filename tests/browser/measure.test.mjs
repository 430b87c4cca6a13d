// The measure of the desk: somebody without a terminal begins a toolkit and makes a guide, its translation, a contact, a figure, a picture and a
// leaflet by the screen alone, in French; the core of it in Arabic; and every page of the desk has nothing that axe finds.
// The same by the keyboard alone is in desk.test.mjs. PROGRAM=path/to/trousseau node --test measure.test.mjs
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch } from './lib/launch.mjs';
import { small } from './lib/desk.mjs';
import { PAGES, whole } from './lib/desk-pages.mjs';
import { PROGRAM, scan, serve } from './lib/served.mjs';

let browser;
const homes = [];

before(async () => (browser = await launch()));
after(async () => {
  await browser?.close();
  homes.forEach((home) => fs.rmSync(home, { recursive: true, force: true }));
});

/** A page of somebody new. What the browser complains of is kept in `problems`, but for answers that send a form back and for a missing text. */
const open = async (options) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'fr-FR', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  page.problems = [];
  page.on('console', (message) => message.type() === 'error' && !/status of 4(04|09|22)/.test(message.text()) && page.problems.push(message.text()));
  page.on('pageerror', (error) => page.problems.push(String(error)));
  return page;
};
const folder = (name) => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), name));
  homes.push(home);
  return home;
};
const follow = (page, name) => page.getByRole('link', { name, exact: true }).first().click();
const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click();
/** Shows what will change, and writes it. */
const write = async (page) => {
  await press(page, 'Voir ce qui va changer');
  await press(page, 'Écrire ce changement');
  await page.locator('#message').waitFor();
};
/** The bytes of a leaflet that opens. */
const leaflet = async (page, file, guide, language) => {
  // From the leaflet before, the link is called otherwise.
  await page.getByRole('link', { name: /^Imprimer/ }).first().click();
  await page.selectOption('#guide', guide);
  await page.selectOption('#lang', language);
  const asked = page.waitForRequest((request) => new URL(request.url()).pathname.endsWith(file));
  await press(page, 'Ouvrir la feuille');
  const answer = await page.request.get((await asked).url());
  return (await answer.body()).subarray(0, 4).toString();
};
/** Begins a toolkit in the browser; gives its folder. */
const begin = async (page, home, answers) => {
  const server = await serve(home, 0, PROGRAM, { command: 'open' });
  await page.goto(server.origin + '_desk/');
  assert.deepEqual(await scan(page), []);
  await page.fill('#f-site', answers.site);
  await page.selectOption('#f-first', answers.first);
  for (const tag of answers.others) await page.locator(`[name="languages"][value="${tag}"]`).check();
  await page.selectOption('#f-start', 'empty');
  await press(page, 'Commencer');
  await page.locator('#message').waitFor();
  assert.match(await page.locator('#message').innerText(), /étape/, 'what is missing is said');
  assert.deepEqual(await scan(page), []);
  assert.equal(await page.inputValue('#f-site'), answers.site, 'what was typed is still there');
  await page.fill('#f-stages', answers.stages);
  // Time for whatever looks at words while they are typed.
  await page.waitForTimeout(400);
  await press(page, 'Commencer');
  await page.getByText('Il n’y a pas encore de guide').waitFor();
  return server;
};

test('from nothing: a guide, its translation, a contact, a figure, a picture and two leaflets, by the screen alone', async () => {
  const home = folder('trousseau-mesure-');
  const page = await open();
  const server = await begin(page, home, { site: 'Mes clés', first: 'fr', others: ['ar'], stages: 'Demander\nHabiter' });
  const at = (name) => fs.readFileSync(path.join(home, name), 'utf8');
  try {
    await follow(page, 'Nouveau texte');
    await page.fill('[name="title"]', 'Payer son loyer');
    await press(page, 'Créer le guide');
    await page.fill('[name="summary"]', 'Payer chaque mois.');
    await page.selectOption('[name="stage"]', 'habiter');
    await page.selectOption('[name="status"]', 'pilot');
    await write(page);

    await follow(page, 'Les données');
    await follow(page, 'Contacts');
    await page.getByRole('link', { name: /^Ajouter/ }).first().click();
    await page.fill('[name="name.fr"]', 'Accueil');
    await page.fill('[name="role.fr"]', 'Écoute et aide.');
    await page.fill('[name="phone"]', '115');
    await write(page);
    assert.match(at('content/contacts.yaml'), /id: accueil/);

    await follow(page, 'Les données');
    await follow(page, 'Chiffres et délais');
    await page.getByRole('link', { name: /^Ajouter/ }).first().click();
    await page.fill('[name="value"]', '2 mois');
    await page.fill('[name="label.fr"]', 'Délai pour payer');
    await page.fill('[name="source"]', 'Loi du 6 juillet 1989');
    await page.fill('[name="checked"]', '2026-11-11');
    await write(page);
    assert.match(at('content/facts.yaml'), /id: delai-pour-payer/);

    // The text: what is wrong is underlined while it is typed, and names are chosen from a list.
    await follow(page, 'Tableau');
    await page.locator('td a', { hasText: 'texte de départ' }).first().click();
    const text = page.locator('#text');
    await text.evaluate((box) => box.setSelectionRange(box.value.length, box.value.length));
    await text.press('Control+End');
    await text.pressSequentially('\n\nVoir [ici](guide:nulle');
    await page.locator('#under mark', { hasText: 'nulle' }).waitFor();
    await page.locator('#found li').first().waitFor();
    for (let i = 0; i < 22; i++) await text.press('Backspace');
    await press(page, 'Chiffre');
    await page.locator('#names li', { hasText: '2 mois' }).first().click();
    assert.match(await text.inputValue(), /\[2 mois\]\(fact:delai-pour-payer\)/);
    await press(page, 'Enregistrer');
    await page.locator('#state', { hasText: 'C’est enregistré' }).waitFor();
    assert.match(at('content/guides/payer-son-loyer/fr.md'), /fact:delai-pour-payer/);
    assert.deepEqual(await scan(page), []);

    await page.getByRole('link', { name: 'Images' }).first().click();
    const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
    await page.setInputFiles('#picture', { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(picture, 'base64') });
    await page.fill('#alt', 'La boîte aux lettres');
    await press(page, 'Ajouter l’image');
    await page.locator('#markdown').waitFor();
    assert.ok(fs.existsSync(path.join(home, 'content/guides/payer-son-loyer/la-boite-aux-lettres.png')));

    // The translation begins at the empty cell of the board, and is written from right to left.
    await follow(page, 'Tableau');
    await page.locator('td.missing a').first().click();
    await press(page, 'Commencer la traduction');
    assert.deepEqual([await text.getAttribute('dir'), await text.getAttribute('lang')], ['rtl', 'ar']);
    const begun = await text.inputValue();
    assert.match(begun, /translation: begun/);
    const body = '\n## ادفعوا كل شهر\n\nالمهلة [2 mois](fact:delai-pour-payer).\n';
    const head = begun.slice(0, begun.indexOf('\n---\n', 4) + 5).replace(/title: .*/, 'title: دفع الإيجار').replace(/summary: .*/, 'summary: الدفع كل شهر.');
    await text.fill(head + body);
    await press(page, 'Enregistrer');
    await page.locator('#state', { hasText: 'C’est enregistré' }).waitFor();
    await page.getByRole('link', { name: /en-tête|L’en-tête/ }).first().click();
    await page.selectOption('[name="translation"]', 'draft');
    await write(page);
    assert.match(at('content/guides/payer-son-loyer/ar.md'), /translation: draft/);

    assert.equal(await leaflet(page, 'payer-son-loyer-a4-fr.pdf', 'payer-son-loyer', 'fr'), '%PDF');
    assert.equal(await leaflet(page, 'payer-son-loyer-a4-ar.pdf', 'payer-son-loyer', 'ar'), '%PDF');
    // The board now says what waits: the translation is to be read, and its figure leads to it.
    await page.goto(server.origin + '_desk/');
    await page.locator('.glance a', { hasText: 'Traduit, à relire' }).click();
    await page.locator('#draft-ar + ul a', { hasText: 'Payer son loyer' }).waitFor();
    assert.deepEqual(page.problems, []);
  } finally {
    // Its requests would find nobody.
    await page.context().close();
    await server.end();
  }
});

test('the core of it in Arabic: fields, box and leaflet go from right to left', async () => {
  const home = folder('trousseau-mesure-');
  const page = await open({ viewport: { width: 390, height: 800 } });
  const server = await begin(page, home, { site: 'مفاتيحي', first: 'ar', others: ['fr'], stages: 'الطلب' });
  try {
    await follow(page, 'Nouveau texte');
    await page.fill('[name="title"]', 'دفع الإيجار');
    await page.fill('[name="name"]', 'loyer');
    await press(page, 'Créer le guide');
    const text = page.locator('#text');
    assert.deepEqual([await text.getAttribute('dir'), await text.getAttribute('lang')], ['rtl', 'ar']);
    assert.match(await text.inputValue(), /title: دفع الإيجار/);
    assert.deepEqual(await scan(page), []);
    await page.getByRole('link', { name: /en-tête/ }).first().click();
    const summary = page.locator('[name="summary"]');
    assert.deepEqual([await summary.getAttribute('dir'), await summary.getAttribute('lang')], ['rtl', 'ar']);
    await summary.fill('الدفع كل شهر.');
    await page.selectOption('[name="status"]', 'pilot');
    await write(page);
    await follow(page, 'Les données');
    await follow(page, 'Contacts');
    await page.getByRole('link', { name: /^Ajouter/ }).first().click();
    const name = page.locator('[name="name.ar"]');
    assert.equal(await name.getAttribute('dir'), 'rtl');
    await name.fill('الاستقبال');
    await page.fill('[name="role.ar"]', 'مساعدة.');
    await page.fill('[name="phone"]', '115');
    await write(page);
    assert.match(fs.readFileSync(path.join(home, 'content/contacts.yaml'), 'utf8'), /الاستقبال/);
    assert.equal(await leaflet(page, 'loyer-a4-ar.pdf', 'loyer', 'ar'), '%PDF');
    await page.goto(server.origin + '_desk/');
    assert.deepEqual(await scan(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual(page.problems, []);
  } finally {
    // Its requests would find nobody.
    await page.context().close();
    await server.end();
  }
});

test('axe finds nothing on any page of the desk, on a phone and in the dark', async () => {
  const home = small();
  homes.push(home);
  whole(home);
  const server = await serve(home);
  const pages = await Promise.all([0, 1].map(() => open({ viewport: { width: 390, height: 800 } })));
  const look = async (page, address, isDark) => {
    // Every other page in the dark; in the other colours contrast alone can differ.
    const schemes = isDark ? ['dark', 'light'] : ['light', 'dark'];
    await page.emulateMedia({ colorScheme: schemes[0] });
    const answer = await page.goto(server.origin + '_desk/' + address);
    assert.ok([200, 404, 422].includes(answer.status()), address);
    await page.waitForTimeout(60);
    assert.deepEqual(await scan(page), [], address);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, address);
    await page.emulateMedia({ colorScheme: schemes[1] });
    assert.deepEqual(await scan(page, ['color-contrast', 'color-contrast-enhanced']), [], `${address}, ${schemes[1]}`);
  };
  try {
    const halves = pages.map(async (page, half) => {
      const own = PAGES.filter((_, at) => at % 2 === half);
      for (const [at, address] of own.entries()) await look(page, address, at % 2 === 1);
      assert.deepEqual(page.problems, []);
    });
    await Promise.all(halves);
  } finally {
    // Its requests would find nobody.
    await Promise.all(pages.map((page) => page.context().close()));
    await server.end();
  }
});

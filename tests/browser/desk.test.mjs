// The desk as somebody uses it who is no programmer: a guide, a contact, a figure, a word, and the leaflet, in French, by the keyboard alone.
// PROGRAM=path/to/trousseau node --test desk.test.mjs
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch } from './lib/launch.mjs';
import { scan, serve } from './lib/served.mjs';

let browser, home, server, page;
const problems = [];

/** The small toolkit of the tests in a folder, with a leaflet. */
const small = () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'trousseau-'));
  const story = fs.readFileSync(new URL('../fixtures/toolkit.txt', import.meta.url), 'utf8');
  for (const part of story.split(/^--- (?=.* ---$)/m).slice(1)) {
    const [, name, text] = /^(\S+) ---\n([\s\S]*)$/.exec(part);
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text.replace('leaflets: []', 'leaflets: [a4]'));
  }
  return folder;
};
const at = (name) => fs.readFileSync(path.join(home, name), 'utf8');

before(async () => {
  home = small();
  server = await serve(home);
  browser = await launch();
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, locale: 'fr-FR' });
  page = await context.newPage();
  page.setDefaultTimeout(30000);
  page.on('console', (message) => message.type() === 'error' && !/status of 4(09|22)/.test(message.text()) && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
});
after(async () => {
  await browser?.close();
  await server?.end();
  fs.rmSync(home, { recursive: true, force: true });
});

/** Goes on with the Tab key until this has the focus. */
const reach = async (locator) => {
  await locator.waitFor();
  for (let i = 0; i < 150; i++) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`the keyboard does not reach ${locator}`);
};
/** Follows a link or presses a button, and waits for the page behind it. */
const follow = async (role, name) => {
  await reach(page.getByRole(role, { name, exact: typeof name === 'string' }).first());
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
};
/** Types into the field of this name, in place of what is there. */
const type = async (name, text) => {
  await reach(page.locator(`[name="${name}"]`));
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
};
/** Chooses in a list by the first letters, as the keyboard does. */
const choose = async (name, value) => {
  const select = page.locator(`select[name="${name}"]`);
  await reach(select);
  await page.keyboard.press('Home');
  for (let i = 0; i < 60 && (await select.inputValue()) !== value; i++) await page.keyboard.press('ArrowDown');
  assert.equal(await select.inputValue(), value);
};
/** The eleventh of the eleventh is the same in every order of day and month. */
const day = async (name, digits) => {
  await reach(page.locator(`[name="${name}"]`));
  await page.keyboard.type(digits);
};
/** What is about to change is looked at, found accessible where it is the first of its kind, and written. */
const write = async (isFirst = false) => {
  await follow('button', 'Voir ce qui va changer');
  await page.locator('#preview').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'preview', 'the change is what one meets first');
  if (isFirst) assert.deepEqual(await scan(page), []);
  await follow('button', 'Écrire ce changement');
  await page.locator('#message').waitFor();
};

test('a guide, a contact, a figure, a word and a leaflet, by the desk and the keyboard alone', async () => {
  await page.goto(server.origin + '_desk/');
  await follow('link', 'Nouveau texte');
  assert.deepEqual(await scan(page), []);
  await type('title', 'Payer son loyer');
  await follow('button', 'Créer le guide');
  await page.getByText('Le guide est créé').waitFor();
  assert.deepEqual(await scan(page), []);
  await type('summary', 'Payer chaque mois : quand, comment.');
  await choose('status', 'pilot');
  await reach(page.getByRole('checkbox', { name: 'SIAO' }));
  await page.keyboard.press('Space');
  await write(true);
  const guide = 'content/guides/payer-son-loyer/fr.md';
  assert.match(at(guide), /\ntitle: Payer son loyer\n/);
  assert.match(at(guide), /\nsummary: "Payer chaque mois : quand, comment."\n|\nsummary: Payer chaque mois/);
  assert.match(at(guide), /\nstatus: pilot/);

  await follow('link', 'Les données');
  assert.deepEqual(await scan(page), []);
  await follow('link', 'Contacts');
  assert.deepEqual(await scan(page), []);
  await follow('link', /^Ajouter/);
  await type('name.fr', 'Accueil de jour');
  await follow('button', 'Voir ce qui va changer');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'message', 'what is missing is said first');
  assert.equal(await page.locator('[name="name.fr"]').inputValue(), 'Accueil de jour');
  assert.deepEqual(await scan(page), []);
  await type('role.fr', 'Un café et une douche.');
  await type('phone', '03 20 12 34 56');
  await write();
  assert.match(at('content/contacts.yaml'), /id: accueil-de-jour, name: \{fr: Accueil de jour\}/);

  await follow('link', 'Les données');
  await follow('link', 'Chiffres et délais');
  await follow('link', /^Ajouter/);
  await type('value', '2 mois');
  await type('label.fr', 'Délai pour payer');
  await type('source', 'Loi du 6 juillet 1989 : article 24');
  await day('checked', '11112026');
  await write();
  assert.match(at('content/facts.yaml'), /- id: delai-pour-payer\n {2}value: 2 mois\n/);
  assert.match(at('content/facts.yaml'), / {2}checked: 2026-11-11\n$/);

  await follow('link', 'Les données');
  await follow('link', 'Mots expliqués');
  await follow('link', /^Ajouter/);
  await type('word.fr', 'quittance');
  await type('definition.fr', 'Un papier qui dit que vous avez payé.');
  await write();
  const words = at('content/glossary.yaml');
  assert.match(words, /\{id: quittance, word: \{fr: quittance\}/);
  await follow('button', 'Annuler');
  await page.getByText("C’est annulé").waitFor();
  assert.doesNotMatch(at('content/glossary.yaml'), /quittance/);
  await follow('button', 'Refaire');
  await page.getByText("C’est annulé").waitFor();
  assert.equal(at('content/glossary.yaml'), words);

  await follow('link', 'Imprimer');
  await choose('guide', 'payer-son-loyer');
  const file = page.waitForEvent('request', (request) => /payer-son-loyer-a4-fr\S*\.pdf$/.test(new URL(request.url()).pathname));
  await reach(page.getByRole('button', { name: 'Ouvrir la feuille' }));
  await page.keyboard.press('Enter');
  const leaflet = await (await page.request.get((await file).url())).body();
  assert.equal(leaflet.subarray(0, 4).toString(), '%PDF');
  assert.deepEqual(problems, []);
});

test('an Arabic word is typed from right to left, and a picture is taken in with what it shows', async () => {
  await page.goto(server.origin + '_desk/data/glossary/change?id=bail');
  await page.locator('summary').first().click();
  const arabic = page.locator('[name="word.ar"]');
  assert.deepEqual([await arabic.getAttribute('dir'), await arabic.getAttribute('lang')], ['rtl', 'ar']);
  await arabic.fill('عقد الإيجار: سكن');
  await write();
  assert.match(at('content/glossary.yaml'), /ar: "عقد الإيجار: سكن"/);
  await page.setViewportSize({ width: 320, height: 640 });
  for (const address of ['data', 'data/glossary', 'data/results/new', 'data/questions/new', 'data/head?file=content/guides/demander/ar.md', 'files?guide=demander']) {
    await page.goto(server.origin + '_desk/' + address);
    assert.deepEqual(await scan(page), [], address);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, address);
  }
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64');
  await page.setInputFiles('#picture', { name: 'IMG_0042.PNG', mimeType: 'image/png', buffer: picture });
  await page.getByRole('button', { name: 'Ajouter l’image' }).click();
  await page.getByText('Dites ce que montre l’image.').first().waitFor();
  await page.setInputFiles('#picture', { name: 'IMG_0042.PNG', mimeType: 'image/png', buffer: picture });
  await page.fill('#alt', 'La porte de l’accueil');
  await page.getByRole('button', { name: 'Ajouter l’image' }).click();
  assert.equal(await page.locator('#markdown').inputValue(), '![La porte de l’accueil](la-porte-de-l-accueil.png)');
  assert.deepEqual(await scan(page), []);
  const file = path.join(home, 'content/guides/demander/la-porte-de-l-accueil.png');
  assert.ok(fs.existsSync(file));
  await page.getByRole('button', { name: /^Supprimer/ }).click();
  await page.getByText('dans la corbeille').waitFor();
  assert.ok(!fs.existsSync(file));
  await page.getByRole('button', { name: 'Annuler' }).click();
  await page.getByText('la-porte-de-l-accueil.png (1 × 1)').waitFor();
  assert.ok(fs.existsSync(file));
  assert.deepEqual(problems, []);
});

test('a file for a translator goes out and comes back: what it would write is seen first, in a narrow window too', async () => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(server.origin + '_desk/');
  await page.getByRole('link', { name: 'Traductions' }).click();
  await page.getByRole('heading', { name: 'Traductions', exact: true }).waitFor();
  const look = async (what) => {
    assert.deepEqual(await scan(page), [], what);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320, what);
  };
  await look('the page');
  await page.locator('details summary').first().click();
  await look('what is to be done');
  await page.selectOption('#lang', 'ar');
  await page.selectOption('#text', 'demander');
  const [sent] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Télécharger' }).click()]);
  assert.equal(sent.suggestedFilename(), 'ar-demander.po');
  const file = fs.readFileSync(await sent.path(), 'utf8');
  const worked = file.replace('msgstr "بطاقة"', 'msgstr "بطاقة الهوية"');
  const [before, last] = [at('content/guides/demander/ar.md'), worked.replace(/(msgstr ".*)<g2>(0 805 16 00 75)<\/g2>/, '$1$2')];
  assert.notEqual(last, file);
  const upload = () => page.setInputFiles('#document', { name: 'retour.po', mimeType: 'text/x-gettext-translation', buffer: Buffer.from(last) });
  await upload();
  await page.getByRole('button', { name: 'Voir le changement' }).click();
  await page.getByText('Rien n’est encore écrit.').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'preview', 'what will change is read first');
  await page.locator('section.proposed details summary').click();
  await page.getByText('بطاقة الهوية').waitFor();
  await page.getByText('<g2>').first().waitFor();
  await look('the look');
  assert.equal(at('content/guides/demander/ar.md'), before);
  await page.getByRole('button', { name: 'Écrire dans les traductions' }).click();
  await page.getByText('Les traductions sont écrites.').waitFor();
  await look('written');
  assert.match(at('content/guides/demander/ar.md'), /بطاقة الهوية/);
  await upload();
  await page.getByRole('button', { name: 'Voir le changement' }).click();
  await page.getByText('rien ne serait écrit').waitFor();
  assert.deepEqual(problems, []);
});

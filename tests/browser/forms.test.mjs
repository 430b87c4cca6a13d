// The forms of the desk keep what is typed: from a link that leads away, from a program that has ended, from a second tab.
// PROGRAM=path/to/trousseau node --test forms.test.mjs
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { small } from './lib/desk.mjs';
import { scan, serve } from './lib/served.mjs';
import { together } from './lib/together.mjs';

const home = small();
fs.writeFileSync(path.join(home, 'content/rounds.yaml'), '- {id: essai, name: {fr: Essai}, from: 2026-05-01, to: 2026-12-31}\n');
const at = (name) => fs.readFileSync(path.join(home, name), 'utf8');
const both = together(() => serve(home), () => fs.rmSync(home, { recursive: true, force: true }));

/** A page of somebody new at this address; every question of the browser before leaving is counted, and answered with yes. */
const open = async (address, options = {}) => {
  const context = await both.browser.newContext({ viewport: { width: 390, height: 800 }, locale: 'fr-FR', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.asked = 0;
  page.on('dialog', (dialog) => {
    page.asked += dialog.type() === 'beforeunload';
    dialog.accept();
  });
  await page.goto(`${both.server.origin}_desk/${address}`);
  return page;
};
const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click();
const answers = (page) => page.locator('form.questions').first().evaluate((form) => Object.fromEntries([...new FormData(form)].filter(([name]) => !/token|hash|seen/.test(name))));

test('a link out of a form asks first, and what was typed comes back', async () => {
  const page = await open('data/facts/new');
  await page.getByRole('link', { name: 'Tableau', exact: true }).click();
  assert.equal(page.asked, 0, 'nothing typed, nothing asked');
  await page.goBack();
  await page.fill('[name="value"]', '2 mois');
  await page.fill('[name="label.fr"]', 'Délai pour payer');
  await page.getByRole('link', { name: 'Tableau', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Tableau' }).waitFor();
  assert.equal(page.asked, 1);
  await page.goto(`${both.server.origin}_desk/data/facts/new`);
  await page.locator('.kept').getByText('n’a pas été écrit').waitFor();
  assert.deepEqual(await scan(page), []);
  await press(page, 'Le remettre');
  assert.deepEqual((({ value, 'label.fr': label }) => [value, label])(await answers(page)), ['2 mois', 'Délai pour payer']);
  assert.equal(await page.locator('.kept').count(), 0);
  await page.goto(`${both.server.origin}_desk/data/facts/new`);
  await press(page, 'Le jeter');
  await page.goto(`${both.server.origin}_desk/data/facts/new`);
  await page.waitForTimeout(200);
  assert.equal(await page.locator('.kept').count(), 0, 'thrown away is thrown away');
  await page.context().close();
});

test('what is seen and not yet written is kept; what is written is forgotten', async () => {
  const page = await open('data/glossary/new');
  await page.fill('[name="word.fr"]', 'quittance');
  await page.fill('[name="definition.fr"]', 'Un papier qui dit que vous avez payé.');
  await press(page, 'Voir ce qui va changer');
  await page.locator('#preview').waitFor();
  assert.equal(page.asked, 0, 'to send is not to leave');
  await page.getByRole('link', { name: 'Tableau', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Tableau' }).waitFor();
  assert.equal(page.asked, 1);
  await page.goto(`${both.server.origin}_desk/data/glossary/new`);
  await press(page, 'Le remettre');
  await press(page, 'Voir ce qui va changer');
  await press(page, 'Écrire ce changement');
  await page.getByText('C’est ajouté').first().waitFor();
  assert.match(at('content/glossary.yaml'), /quittance/);
  await page.goto(`${both.server.origin}_desk/data/glossary/new`);
  await page.waitForTimeout(200);
  assert.equal(await page.locator('.kept').count(), 0);
  assert.deepEqual(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]), [[], []]);
  await page.context().close();
});

test('a form that is sent while the program is away loses nothing, and goes when it is back', async () => {
  const page = await open('data/contacts/new');
  await page.fill('[name="name.fr"]', 'Accueil de jour');
  await page.fill('[name="role.fr"]', 'Un café et une douche.');
  await page.fill('[name="phone"]', '03 20 12 34 56');
  const port = new URL(both.server.origin).port;
  await both.server.end();
  await press(page, 'Voir ce qui va changer');
  await page.locator('.lost').getByText('Rien n’est perdu').waitFor();
  assert.equal(await page.inputValue('[name="phone"]'), '03 20 12 34 56');
  both.server = await serve(home, port);
  await press(page, 'Voir ce qui va changer');
  await press(page, 'Écrire ce changement');
  await page.getByText('C’est ajouté').first().waitFor();
  assert.match(at('content/contacts.yaml'), /Accueil de jour/);
  assert.equal(await page.evaluate(() => Object.keys(localStorage).length), 0);
  await page.context().close();
});

test('the rows of a meeting come back, also those that the table grew', async () => {
  const page = await open('meeting?guide=demander', { viewport: { width: 1280, height: 900 } });
  for (let row = 0; row < 7; row++) await page.fill(`[name="r${row}.proposal"]`, `remplacer mot ${row}`);
  await page.getByRole('link', { name: 'Tableau', exact: true }).click();
  await page.goto(`${both.server.origin}_desk/meeting?guide=demander`);
  await press(page, 'Le remettre');
  assert.equal(await page.inputValue('[name="r6.proposal"]'), 'remplacer mot 6');
  await page.context().close();
});

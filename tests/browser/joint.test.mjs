// Two organisations and one guide, at two desks: proposed, sent, read, decided, agreed to, published, void by one word, urgent. Then both at one desk.
// PROGRAM=path/to/trousseau node --test joint.test.mjs
import { test, before, after } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { launch } from './lib/launch.mjs';
import { PROGRAM, scan, serve } from './lib/served.mjs';

const GUIDE = 'content/guides/demander/fr.md';
const PARTNERS = `- {id: association-exemple, name: {fr: Association, ar: جمعية, ti: ማሕበር}, college: association, role: {fr: Aide., ar: تساعد., ti: ትሕግዝ።}, example: true}
- {id: bailleur-exemple, name: {fr: Bailleur, ar: مؤجر, ti: ኣካራዪ}, college: landlord, role: {fr: Loue., ar: يؤجر., ti: የካሪ።}, example: true}
`;
// What a forge does: it takes options, and tells the address of what it made of them.
const HOOK = `#!/bin/sh
i=0
while [ $i -lt \${GIT_PUSH_OPTION_COUNT:-0} ]; do eval "echo \\$GIT_PUSH_OPTION_$i" >> told; i=$((i + 1)); done
while read old new name; do echo "$name" >> told; done
echo 'View the request: https://forge.exemple.org/a/b/1'
`;

const all = fs.mkdtempSync(path.join(os.tmpdir(), 'trousseau-'));
const [home, other, depot] = ['association', 'bailleur', 'depot'].map((name) => path.join(all, name));
const problems = [];
const ends = [];
let browser;

const git = (...words) => execFileSync('git', words, { stdio: 'pipe', env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' } });
const run = (folder, ...words) => execFileSync(PROGRAM, ['--lang', 'fr', ...words], { cwd: folder, encoding: 'utf8' });
const text = (folder) => fs.readFileSync(path.join(folder, GUIDE), 'utf8');
const told = () => fs.readFileSync(path.join(depot, 'told'), 'utf8');

/** The small toolkit of the tests, with two partners. */
const small = () => {
  const story = fs.readFileSync(new URL('../fixtures/toolkit.txt', import.meta.url), 'utf8');
  for (const part of story.split(/^--- (?=.* ---$)/m).slice(1)) {
    const [, name, words] = /^(\S+) ---\n([\s\S]*)$/.exec(part);
    fs.mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
    fs.writeFileSync(path.join(home, name), words);
  }
  fs.writeFileSync(path.join(home, 'content/partners.yaml'), PARTNERS);
  const guide = text(home).replace('authors: [association-exemple]', 'authors: [association-exemple, bailleur-exemple]');
  fs.writeFileSync(path.join(home, GUIDE), guide);
};
/** A browser of its own at a desk. */
const at = async (origin) => {
  const page = await (await browser.newContext({ viewport: { width: 1000, height: 900 }, locale: 'fr-FR' })).newPage();
  page.setDefaultTimeout(15000);
  page.on('console', (message) => message.type() === 'error' && !/status of 4(03|09|22)/.test(message.text()) && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(String(error)));
  return { page, go: (where) => page.goto(`${origin}_desk/${where}`) };
};
/** Presses what leads to another page. */
const press = (page, what) => Promise.all([page.waitForEvent('load'), page.locator(what).first().click()]);

/** Types other words and proposes them; the id. */
const propose = async ({ page, go }, changes, name) => {
  await go(`edit?file=${GUIDE}`);
  const old = await page.locator('#text').inputValue();
  await page.fill('#text', changes.reduce((words, [from, to]) => words.replace(from, to), old));
  await press(page, '[formaction="/_desk/propose"]');
  assert.deepEqual(await page.locator('.proposal-blocks ins').count() > 0, true);
  await page.fill('[name="reason"]', 'Plus clair pour tous');
  await page.selectOption('[name="as"]', name);
  await press(page, 'button[name="step"][value="write"]');
  return page.locator('form.proposal [name="id"]').inputValue();
};
/** Notes the agreement of an organisation to the code that the page shows. */
const agree = async ({ page, go }, partner) => {
  await go('data/agreement?guide=demander');
  await page.selectOption('[name="partner"]', partner);
  await page.fill('[name="code"]', await page.locator('strong.code').innerText());
  await press(page, 'button[value="show"]');
  await press(page, 'button[value="write"]');
  await page.getByText('L’accord est noté.').waitFor();
};
/** Makes a version; what stands on the page when it is refused. */
const release = async ({ page, go }, answers) => {
  await go('release?guide=demander');
  for (const [name, value] of Object.entries(answers)) {
    const field = page.locator(`[name="${name}"]`);
    await ((await field.evaluate((element) => element.tagName)) === 'SELECT' ? field.selectOption(value) : field.fill(value));
  }
  await press(page, 'button[value="show"]');
  if (await page.locator('#message').count()) return page.locator('#message').innerText();
  await press(page, 'button[value="write"]');
  return (await page.locator('[role="alert"]').count()) ? page.locator('main').innerText() : '';
};
const state = async ({ page, go }) => {
  await go('');
  return page.locator('a[href="/_desk/data/agreement?guide=demander"]').first().innerText();
};

before(async () => {
  fs.mkdirSync(home);
  small();
  run(home, 'proposal', 'begin');
  git('clone', '-q', '--bare', home, depot);
  git('-C', depot, 'config', 'receive.advertisePushOptions', 'true');
  fs.writeFileSync(path.join(depot, 'hooks/pre-receive'), HOOK, { mode: 0o755 });
  git('clone', '-q', home, other);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  for (const end of ends) await end();
  fs.rmSync(all, { recursive: true, force: true });
});

test('two desks: proposed, sent, read, decided, agreed to twice, published, void by one word, urgent', async () => {
  const servers = await Promise.all([serve(home), serve(other)]);
  ends.push(...servers.map((one) => one.end));
  const [association, landlord] = await Promise.all(servers.map((one) => at(one.origin)));
  const old = text(home);
  const changes = [['1. Demandez.', '1. Demandez en ligne.'], ['- [ ] une carte', '- [ ] une carte d’identité']];
  const id = await propose(association, changes, 'association-exemple');
  assert.equal(text(home), old, 'the text stays');
  assert.deepEqual(await scan(association.page), []);
  const send = async ({ page }) => {
    await page.fill('[name="place"]', depot);
    await page.selectOption('[name="kind"]', 'gitlab');
    await press(page, 'form[action="/_desk/proposals/send"] button');
    await page.getByText('C’est envoyé.').waitFor();
  };
  await send(association);
  assert.match(told(), /^merge_request\.create\nmerge_request\.title=Plus clair pour tous\nmerge_request\.target=\S+\nrefs\/heads\/proposal\/demander-fr-/);
  assert.equal(await association.page.locator('a[href="https://forge.exemple.org/a/b/1"]').count(), 1);

  const fetch = async ({ page, go }) => {
    await go('proposals');
    await page.fill('[name="place"]', depot);
    await page.selectOption('[name="kind"]', 'gitlab');
    await press(page, 'form:has([name="place"]) button');
    await page.getByText('Il y a du nouveau.').waitFor();
    await press(page, `a[href="/_desk/proposal?id=${id}"]`);
  };
  await fetch(landlord);
  const { page } = landlord;
  assert.deepEqual(await page.locator('.proposal-block').count(), 2);
  assert.match(await page.locator('.proposal-block').first().innerText(), /Demandez en ligne/);
  await page.locator('.proposal-block').first().locator('[value="accept"]').check();
  await page.locator('.proposal-block').last().locator('[value="refuse"]').check();
  await page.selectOption('[name="as"]', 'bailleur-exemple');
  await press(page, 'form.proposal button[type="submit"]');
  await page.getByText('la proposition est fermée').first().waitFor();
  const decided = old.replace(...changes[0]);
  assert.equal(text(other), decided, 'the accepted block, and no other byte');
  await send(landlord);
  await fetch(association);
  await association.page.locator('.proposal-block').first().locator('[value="accept"]').check();
  await press(association.page, 'form.proposal button[type="submit"]');
  assert.equal(text(home), decided, 'both have the same text');

  assert.match(await release(association, { bump: 'minor', summary: 'Validé.', status: 'published' }), /accord|d’accord/i);
  await agree(association, 'association-exemple');
  await agree(association, 'bailleur-exemple');
  assert.equal(await release(association, { bump: 'minor', summary: 'Validé.', status: 'published' }), '');
  assert.match(text(home), /status: published[\s\S]*version: 1\.1\.0[\s\S]*agreed:\n\s+- partner: association-exemple[\s\S]*- partner: bailleur-exemple/);
  assert.match(await state(association), /^donné/);

  await association.go(`edit?file=${GUIDE}`);
  await association.page.fill('#text', text(home).replace('2. Attendez.', '2. Attendez un peu.'));
  await association.page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await association.page.getByText('C’est enregistré.').first().waitFor();
  assert.match(await state(association), /^à redonner/, 'one word voids it');
  assert.notEqual(await release(association, { bump: 'minor', summary: 'Un délai.' }), '');
  assert.equal(await release(association, { bump: 'minor', summary: 'Un délai.', urgent: 'Le délai a changé' }), '');
  assert.match(await state(association), /^à donner \(urgence\)/);
  await association.page.goto(`${servers[0].origin}fr/demander.html`);
  assert.match(await association.page.locator('main').innerText(), /accord à donner/);
  assert.deepEqual(problems, []);
});

test('one desk for both: each does what its token lets it do, at the same time', async () => {
  const toolkit = path.join(other, 'content/toolkit.yaml');
  fs.appendFileSync(toolkit, 'desk:\n  association-exemple: [propose]\n  bailleur-exemple: [propose, agree]\n');
  const token = (partner) => /\?token=(\S+)/.exec(run(other, 'token', 'add', partner, '--partner', partner, '--desk'))[1];
  const server = await serve(other, 0, PROGRAM, { more: ['--host', '0.0.0.0'] });
  ends.push(server.end);
  const origin = `http://127.0.0.1:${/:(\d+)\//.exec(server.origin)[1]}/`;
  const [association, landlord] = await Promise.all(
    ['association-exemple', 'bailleur-exemple'].map(async (partner) => {
      const desk = await at(origin);
      await desk.go(`?token=${token(partner)}`);
      await desk.page.waitForURL(`${origin}_desk/`);
      await desk.page.getByRole('heading', { level: 1 }).waitFor();
      return desk;
    }),
  );
  assert.match(await association.page.locator('header').innerText(), /au nom de Association/);
  assert.equal(await association.page.locator('nav a[href="/_desk/data"]').count(), 0);
  assert.equal(await association.page.locator('nav a[href="/_desk/data/agreement"]').count(), 0);
  const old = text(other);
  const ids = await Promise.all([
    propose(association, [['2. Attendez.', '2. Attendez la réponse.']], 'association-exemple'),
    propose(landlord, [['une carte', 'une pièce']], 'bailleur-exemple'),
  ]);
  assert.equal(text(other), old);
  const accept = async ({ page, go }, id) => {
    await go(`proposal?id=${id}`);
    await page.locator('[value="accept"]').first().check();
    await press(page, 'form.proposal button[type="submit"]');
  };
  await accept(landlord, ids[1]);
  assert.match(await landlord.page.locator('body').innerText(), /à une autre organisation de l.accepter/);
  await Promise.all([accept(landlord, ids[0]), accept(association, ids[1])]);
  // Who came second is shown the text as it is now, and looks once more.
  for (const [desk, id] of [[landlord, ids[0]], [association, ids[1]]]) if (await desk.page.locator('#message.conflict').count()) await accept(desk, id);
  assert.equal(text(other), old.replace('2. Attendez.', '2. Attendez la réponse.').replace('une carte', 'une pièce'), 'neither loses the other’s words');
  await agree(landlord, 'bailleur-exemple');
  // Each step is in the history, in the name of who did it.
  const log = git('-C', other, 'log', '-3', '--format=%an|%ae|%s').toString().trim().split('\n');
  assert.equal(log[0], 'Bailleur|no-reply@bailleur-exemple.invalid|Un accord est noté');
  assert.deepEqual(log.slice(1).sort(), ['Association|no-reply@association-exemple.invalid|Une proposition est décidée', 'Bailleur|no-reply@bailleur-exemple.invalid|Une proposition est décidée']);
  assert.equal(git('-C', other, 'status', '--porcelain', '--', GUIDE).toString(), '');
  assert.deepEqual(await scan(landlord.page), []);
  assert.deepEqual(problems, []);
});

// The copy that a browser keeps when a reader asks for it: without a network, after a new build, and forgotten.
// PROGRAM=target/release/trousseau node --test worker.test.mjs
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './lib/launch.mjs';
import { PROGRAM, scan } from './lib/served.mjs';
import { serve } from './lib/server.mjs';

const STORY = fileURLToPath(new URL('../fixtures/toolkit.txt', import.meta.url));
const GUIDE = 'content/guides/suivre/fr.md';
const PHONE = { width: 360, height: 640 };

let browser, home, server, context, tab;

/** The small toolkit of the other tests, in a folder of its own. */
function story() {
  const parts = fs.readFileSync(STORY, 'utf8').split(/^--- (\S+) ---\n/m).slice(1);
  for (let at = 0; at < parts.length; at += 2) {
    const file = path.join(home, parts[at]);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, parts[at + 1]);
  }
  fs.writeFileSync(path.join(home, 'content/numbers.yaml'), '- {guide: suivre, number: 7}\n- {guide: demander, number: 8}\n');
}

function build(toolkit = (text) => text) {
  const file = path.join(home, 'content/toolkit.yaml');
  fs.writeFileSync(file, toolkit(fs.readFileSync(file, 'utf8')));
  execFileSync(PROGRAM, ['build', '--quiet'], { cwd: home, env: { ...process.env, SOURCE_DATE_EPOCH: '1795305600' }, stdio: 'pipe' });
}

function change(from, to) {
  const file = path.join(home, GUIDE), text = fs.readFileSync(file, 'utf8');
  assert.ok(text.includes(from), from);
  fs.writeFileSync(file, text.replace(from, to));
}

/** Serves the site again, on the port that it had. */
async function start() {
  const port = server ? Number(new URL(server.origin).port) : 0;
  server = await serve(path.join(home, 'output/site'), { base: '/t/', port });
}
const stop = () => server.close();
/** The server keeps what it has packed, so another one serves what was built again. */
async function rebuild(toolkit) {
  build(toolkit);
  await stop();
  await start();
}
const at = (name) => `${server.origin}/t/fr/${name}`;
const said = (text) => tab.waitForFunction((text) => document.querySelector('#_here [role=status]').textContent === text, text);
const words = (name) => tab.getAttribute('#_here', `data-${name}`);
/** What the browser holds of the site: workers, and what each cache has. */
const held = () =>
  tab.evaluate(async () => {
    const all = await navigator.serviceWorker.getRegistrations(), kept = [];
    for (const name of await caches.keys()) for (const one of await (await caches.open(name)).keys()) kept.push(one.url);
    return { workers: all.map((one) => one.scope), kept, local: localStorage.length + sessionStorage.length };
  });
/** Waits until what the browser holds is so. */
async function until(is) {
  for (const end = Date.now() + 20000; !is(await held()); ) {
    assert.ok(Date.now() < end, JSON.stringify(await held()));
    await new Promise((done) => setTimeout(done, 50));
  }
}

before(async () => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'worker-'));
  story();
  build();
  await start();
  browser = await launch();
  context = await browser.newContext({ viewport: PHONE });
  tab = await context.newPage();
  tab.setDefaultTimeout(20000);
});
after(async () => {
  await browser?.close();
  await server?.close();
  fs.rmSync(home, { recursive: true, force: true });
});

test('nothing is kept until somebody asks for it, and the button says how much it is', async () => {
  for (const name of ['index.html', 'suivre.html', 'garder.html']) await tab.goto(at(name));
  assert.deepEqual(await held(), { workers: [], kept: [], local: 0 });
  const bytes = fs.statSync(path.join(home, 'output/site/fr/keep/exemple-fr.html')).size;
  const label = await tab.innerText('#_here button >> nth=0');
  assert.ok(label.includes(String(Math.ceil(bytes / 1000))), `${bytes}: ${label}`);
  assert.deepEqual(await scan(tab), []);
});

test('asked for, the pages open without a network, at their place', async () => {
  await tab.click('#_here button >> nth=0');
  await said(await words('done'));
  assert.equal((await held()).kept.length, 1);
  await stop();
  for (const [name, place] of [['suivre.html', 'suivre'], ['7', 'suivre'], ['7/', 'suivre'], ['suivre-1.0.0.html', 'suivre'], ['', '_top'], ['stage-demander.html', '_stage-demander']]) {
    await tab.goto(at(name));
    const url = new URL(tab.url());
    assert.deepEqual([url.pathname, url.hash], ['/t/fr/keep/exemple-fr.html', `#${place}`], name);
    assert.ok(await tab.isVisible(`[id="${place}"]`), place);
    assert.equal(await tab.$eval('html', (html) => html.lang), 'fr');
  }
  assert.ok(await tab.isVisible('.find'), 'the search of the copy is there');
  await start();
});

test('with a network, a new build is seen at once; the copy is the new one at the second visit', async () => {
  await tab.goto(at('index.html'));
  change('Gardez votre numéro.', 'Gardez bien votre numéro.');
  const [old] = (await held()).kept;
  await rebuild();
  await tab.goto(at('suivre.html'));
  assert.ok((await tab.innerText('main')).includes('Gardez bien votre numéro.'), 'the first visit');
  await until(({ kept }) => kept.length === 1 && kept[0] !== old);
  await stop();
  await tab.goto(at('suivre.html'));
  assert.ok((await tab.textContent('#suivre')).includes('Gardez bien votre numéro.'), 'the second visit, without a network');
  await start();
});

test('a build in which nothing changed makes the same worker', () => {
  const worker = path.join(home, 'output/site/fr/worker.js'), before = fs.readFileSync(worker, 'utf8');
  execFileSync(PROGRAM, ['build', '--quiet', '--fresh'], { cwd: home, env: { ...process.env, SOURCE_DATE_EPOCH: '1795305600' } });
  assert.equal(fs.readFileSync(worker, 'utf8'), before);
});

test('forgotten, nothing is left', async () => {
  await tab.goto(at('garder.html'));
  await said(await words('done'));
  await tab.click('#_here button >> nth=1');
  await said(await words('forgotten'));
  assert.deepEqual(await held(), { workers: [], kept: [], local: 0 });
  await stop();
  // In a tab of its own: the browser's page of the failure comes after the failure, and would end the next visit.
  const other = await tab.context().newPage();
  await assert.rejects(other.goto(at('suivre.html')));
  await other.close();
  await start();
});

test('asked for again, it is kept again; a site that offers nothing any more takes it back', async () => {
  await tab.goto(at('garder.html'));
  await tab.click('#_here button >> nth=0');
  await said(await words('done'));
  assert.equal((await held()).kept.length, 1);
  await rebuild((text) => `${text}offline: false\n`);
  await tab.goto(at('suivre.html'));
  await until(({ workers, kept }) => !workers.length && !kept.length);
});

test('without script there is no button, and nothing that does nothing', async () => {
  await rebuild((text) => text.replace('offline: false\n', ''));
  const other = await browser.newContext({ javaScriptEnabled: false });
  const page = await other.newPage();
  await page.goto(at('garder.html'));
  assert.ok(await page.isVisible('a[download]') && !(await page.isVisible('#_here')));
  await other.close();
});

// From a save to the answer and to the screen, and the memory of a long day.
//   cargo bench --bench build -- --write /tmp/corpus
//   node serve-bench.mjs /tmp/corpus [--edits 40] [--long 2000]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './lib/launch.mjs';
import { serve } from './lib/served.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { edits: { type: 'string', default: '40' }, long: { type: 'string', default: '0' } },
});
if (!positionals[0]) {
  console.error('usage: node serve-bench.mjs TOOLKIT [--edits 40] [--long 2000]');
  process.exit(2);
}
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'trousseau-'));
fs.cpSync(path.join(positionals[0], 'content'), path.join(home, 'content'), { recursive: true });
const guides = path.join(home, 'content/guides');
const slug = fs.readdirSync(guides).sort()[0];
const file = path.join(guides, slug, 'fr.md');
const texts = fs.readdirSync(path.join(home, 'content'), { recursive: true }).filter((name) => name.endsWith('.md')).length;
const first = fs.readFileSync(file, 'utf8');
const save = (number) => fs.writeFileSync(file, `${first}\nEssai ${number} fini.\n`);

const pause = (time) => new Promise((done) => setTimeout(done, time));
const figures = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0);
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, most ${at(1)} ms`;
};
const memory = (id) => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const server = await serve(home);
const address = `${server.origin}fr/${slug}.html`;
const number = async (since) => (await (await fetch(`${server.origin}_desk/events?since=${since}`)).json()).number;
await (await fetch(address)).text();
let seen = await number('none');

const answers = [];
for (let edit = 1; edit <= Number(values.edits); edit++) {
  await pause(150);
  seen = await number('none');
  const start = performance.now();
  save(edit);
  for (;;) {
    seen = await number(seen);
    if ((await (await fetch(address)).text()).includes(`Essai ${edit} fini.`)) break;
  }
  answers.push(performance.now() - start);
}
console.log(`${texts} texts, ${answers.length} saves`);
console.log(`save → answer: ${figures(answers)}`);

const browser = await launch();
const page = await (await browser.newContext()).newPage();
await page.goto(address);
await page.evaluate(() => {
  window.painted = {};
  new MutationObserver(() => {
    const found = /Essai (\d+) fini\./.exec(document.querySelector('main').textContent)?.[1];
    if (!found || window.painted[found]) return;
    // The frame after the next begins when this one is on the screen.
    requestAnimationFrame(() => requestAnimationFrame(() => (window.painted[found] ??= Date.now())));
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
});
const paints = [];
for (let edit = 1001; edit <= 1000 + Number(values.edits); edit++) {
  await pause(200);
  const start = Date.now();
  save(edit);
  await page.waitForFunction((edit) => window.painted[edit], edit, { timeout: 10000 });
  paints.push((await page.evaluate((edit) => window.painted[edit], edit)) - start);
}
console.log(`save → paint: ${figures(paints)}`);
await browser.close();

if (Number(values.long)) {
  const before = memory(server.child.pid);
  let middle = before;
  for (let edit = 1; edit <= Number(values.long); edit++) {
    save(5000 + edit);
    seen = await number(seen);
    await (await fetch(address)).text();
    if (edit === Number(values.long) / 2) middle = memory(server.child.pid);
  }
  const now = memory(server.child.pid);
  console.log(`${values.long} edits: ${before.toFixed(0)} → ${middle.toFixed(0)} → ${now.toFixed(0)} MiB`);
}
await server.end();
fs.rmSync(home, { recursive: true, force: true });

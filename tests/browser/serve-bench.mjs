// From a save to the answer and to the screen, and the memory of a long day, in a release build of the program.
//   cargo build --release && cargo bench --bench build -- --write /tmp/corpus
//   node serve-bench.mjs /tmp/corpus [--times 1,10] [--edits 40] [--long 2000]
// With --times 10 each guide is there ten times: the corpus of 1,002 texts has 10,020.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './lib/launch.mjs';
import { built, serve } from './lib/served.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '1' },
    edits: { type: 'string', default: '40' },
    long: { type: 'string', default: '0' },
  },
});
const program = built('release');
const numbers = [...values.times.split(','), values.edits, values.long].map(Number);
if (!positionals[0] || !program || !numbers.every(Number.isSafeInteger)) {
  console.error('usage: node serve-bench.mjs TOOLKIT [--times 1,10] [--edits 40] [--long 2000]');
  console.error('It needs target/release/trousseau, or PROGRAM=path/to/trousseau.');
  process.exit(2);
}
const [edits, long] = numbers.slice(-2);

const pause = (time) => new Promise((done) => setTimeout(done, time));
const figures = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0);
  return `median ${at(0.5)} ms, 95 % ${at(0.95)} ms, most ${at(1)} ms`;
};
const memory = (id) => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024;

/** A copy of the toolkit in which each guide is there so many times, and every page offers leaflets. */
function copy(times) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'trousseau-'));
  const content = path.join(home, 'content');
  fs.cpSync(path.join(positionals[0], 'content'), content, { recursive: true });
  const list = path.join(content, 'toolkit.yaml');
  fs.writeFileSync(list, fs.readFileSync(list, 'utf8').replace('leaflets: []', 'leaflets: [a4, booklet, large, bilingual]'));
  const guides = path.join(content, 'guides');
  for (const slug of fs.readdirSync(guides)) {
    for (let again = 2; again <= times; again++) {
      fs.cpSync(path.join(guides, slug), path.join(guides, `${slug}-fois-${again}`), { recursive: true });
    }
  }
  return home;
}

async function measure(times) {
  const home = copy(times);
  const guides = path.join(home, 'content/guides');
  const slug = fs.readdirSync(guides).sort()[0];
  const file = path.join(guides, slug, 'fr.md');
  const texts = fs.readdirSync(path.join(home, 'content'), { recursive: true }).filter((name) => name.endsWith('.md')).length;
  const first = fs.readFileSync(file, 'utf8');
  const save = (number) => fs.writeFileSync(file, `${first}\nEssai ${number} fini.\n`);
  const server = await serve(home, 0, program);
  const address = `${server.origin}fr/${slug}.html`;
  const news = async (since) => (await (await fetch(`${server.origin}_desk/events?since=${since}`)).json()).number;
  const has = async (number) => (await (await fetch(address)).text()).includes(`Essai ${number} fini.`);
  await (await fetch(address)).text();

  /** Saves, and waits until the page has it. */
  async function answered(number) {
    let seen = await news('none');
    const start = performance.now();
    save(number);
    do seen = await news(seen);
    while (!(await has(number)));
    return performance.now() - start;
  }
  const answers = [];
  for (let edit = 1; edit <= edits; edit++) {
    await pause(150);
    answers.push(await answered(edit));
  }
  console.log(`${texts} texts, ${edits} saves`);
  if (edits) console.log(`save → answer: ${figures(answers)}`);

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
  for (let edit = 100001; edit <= 100000 + edits; edit++) {
    await pause(200);
    const start = Date.now();
    save(edit);
    await page.waitForFunction((edit) => window.painted[edit], edit, { timeout: 10000 });
    paints.push((await page.evaluate((edit) => window.painted[edit], edit)) - start);
  }
  if (edits) console.log(`save → paint: ${figures(paints)}`);
  await browser.close();

  if (long) {
    // A page, a list and a translation are looked at after each edit, as a browser with three tabs does.
    const others = [`fr/`, `en/${slug}.html`];
    const rests = [[0, memory(server.child.pid)]];
    for (let edit = 1; edit <= long; edit++) {
      await answered(200000 + edit);
      for (const other of others) await (await fetch(server.origin + other)).text();
      if (edit % Math.ceil(long / 4) === 0 || edit === long) rests.push([edit, memory(server.child.pid)]);
    }
    console.log(`resident memory after edits: ${rests.map(([edit, size]) => `${edit}: ${size.toFixed(0)} MiB`).join(', ')}`);
  }
  await server.end();
  fs.rmSync(home, { recursive: true, force: true });
}

for (const times of numbers.slice(0, -2)) await measure(times);

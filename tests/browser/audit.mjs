#!/usr/bin/env node
// Acceptance bench: node audit.mjs SITE_DIR [options]; see README.md
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { LINES } from './lib/lines.mjs';
import { judge, missed } from './lib/gate.mjs';
import { ext } from './lib/files.mjs';
import { KEPT, loadSite, samplePages } from './lib/site.mjs';

const USAGE = `usage: node audit.mjs SITE_DIR [--out DIR] [--only static,nu,axe,light,weight,deep,lighthouse,pdf]
  [--skip …] [--sample N] [--nu-sample N] [--axe-sample N] [--light-sample N] [--deep-sample N] [--lh-sample N]
  [--pdf-sample N] [--workers N] [--base /x/] [--origin https://…] [--langs fr,en,ar] [--include RE] [--exclude RE]
  [--fast|--full] [--untimed] [--targets FILE]`;
const CHECKS = ['static', 'nu', 'axe', 'light', 'weight', 'deep', 'lighthouse', 'pdf'];
const IN_BROWSER = ['axe', 'light', 'weight', 'deep', 'lighthouse'];
/** Above this many pages the second colour scheme gets the rules on colour and layout only. */
const FULL_UP_TO = 300;

const text = (value) => ({ type: 'string', ...(value !== undefined && { default: value }) });
const flag = { type: 'boolean', default: false };
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: text(),
    only: text(),
    skip: text(''),
    sample: text('0'),
    'nu-sample': text(),
    'axe-sample': text(),
    'light-sample': text(),
    'deep-sample': text('16'),
    'lh-sample': text('4'),
    'pdf-sample': text('0'),
    workers: text('3'),
    base: text(),
    origin: text(),
    langs: text(),
    include: text(),
    exclude: text(),
    fast: flag,
    full: flag,
    untimed: flag,
    targets: text(),
    help: flag,
  },
});
if (options.help || !positionals[0]) {
  console.log(USAGE);
  process.exit(options.help ? 0 : 2);
}

const root = path.resolve(positionals[0]);
const site = loadSite(root, options);
const pdfs = site.files.filter((f) => ext(f) === 'pdf');
if (!site.real.length && !pdfs.length) {
  console.error('no HTML pages and no PDF under ' + root);
  process.exit(2);
}
const outDir = path.resolve(options.out || path.join('audit-out', path.basename(root)));
fs.mkdirSync(outDir, { recursive: true });

const chosen = options.only ? options.only.split(',') : CHECKS;
const wanted = new Set(chosen.filter((k) => !options.skip.split(',').includes(k)));
if (wanted.has('weight')) wanted.add('light');
const start = Date.now();
const seconds = (since) => Math.round((Date.now() - since) / 100) / 10;
const report = {
  site: path.basename(root),
  when: new Date().toISOString(),
  options,
  pages: site.real.length,
  langs: site.langs,
  base: site.base,
  origin: site.origin,
  times: {},
};
const lines = [];
const say = (name, line) => {
  lines.push(`${name.padEnd(10)} ${line}`);
  console.log(lines.at(-1));
};
const number = (name, fallback) => Number(options[name] ?? fallback) || 0;
const sampled = (name) => samplePages(site.real, number(name, options.sample));
/** So many of them, evenly from the first to the last in the order of their names: all guides, languages and formats. */
const spread = (files, n) => {
  const step = n ? Math.max(1, files.length / n) : 1;
  return [...files].sort().filter((_, i) => Math.floor(i / step) !== Math.floor((i - 1) / step));
};
const progress = (name) => (done, all) => {
  if (!process.stderr.isTTY) return;
  process.stderr.write(done === all ? '\r' + ' '.repeat(40) + '\r' : `\r${name} ${done}/${all}   `);
};

/** Runs one check, times it and says its line; a throw becomes a missed target. */
async function check(name, run) {
  if (!wanted.has(name)) return;
  const since = Date.now();
  try {
    report[name] = await run();
    report.times[name] = seconds(since);
    say(name, LINES[name](report[name]));
  } catch (e) {
    report[name] = { error: String(e.stack || e).slice(0, 1200) };
    report.times[name] = seconds(since);
    say(name, 'FAILED TO RUN: ' + String(e.message || e).slice(0, 200));
  }
}

say('site', LINES.site(site));
if (site.real.length) {
  await check('static', async () => (await import('./lib/static.mjs')).staticCheck(site));
  await check('nu', async () => {
    const { nuCheck } = await import('./lib/nu.mjs');
    const others = options.include ? [] : site.files.filter((f) => ['css', 'svg'].includes(ext(f)) || KEPT.test(f));
    return nuCheck(site, [...sampled('nu-sample').map((p) => p.file), ...others]);
  });
  if (IN_BROWSER.some((k) => wanted.has(k))) await inBrowser();
}
if (pdfs.length)
  await check('pdf', async () =>
    (await import('./lib/pdf.mjs')).pdfCheck(root, spread(pdfs, number('pdf-sample')), { workers: number('workers') }),
  );

async function inBrowser() {
  const { launch } = await import('./lib/launch.mjs');
  const { serve } = await import('./lib/server.mjs');
  const server = await serve(root, { base: site.base });
  const urlOf = (p) => server.origin + site.base.replace(/\/$/, '') + p.path;
  const opt = {
    workers: number('workers'),
    mapOwn: (report.static?.summary?.absoluteOwnAssets ?? 1) > 0,
    ownOrigin: site.origin,
    root,
    base: site.base,
    fast: !options.full && (options.fast || site.real.length > FULL_UP_TO),
    timed: !options.untimed,
  };
  const browser = await launch();
  await check('axe', async () => {
    const { axeCheck } = await import('./lib/axe.mjs');
    return axeCheck(browser, sampled('axe-sample'), urlOf, opt, progress('axe'));
  });
  let loads = [];
  await check('light', async () => {
    const { lightCheck } = await import('./lib/light.mjs');
    const { loads: made, ...rest } = await lightCheck(
      browser,
      sampled('light-sample'),
      urlOf,
      server.origin,
      opt,
      progress('light'),
    );
    loads = made;
    return rest;
  });
  await check('weight', async () =>
    (await import('./lib/weight.mjs')).weightCheck(site, loads, server.origin, site.base),
  );
  await check('deep', async () => {
    const { deepCheck } = await import('./lib/deep.mjs');
    return deepCheck(browser, sampled('deep-sample'), urlOf, outDir, opt, progress('deep'));
  });
  await browser.close();
  await check('lighthouse', async () => {
    const { lighthouseCheck } = await import('./lib/lighthouse.mjs');
    const pages = site.real.filter((p) => !p.is404);
    return lighthouseCheck(samplePages(pages, number('lh-sample')), urlOf, opt, progress('lighthouse'));
  });
  await server.close();
}

const targets = JSON.parse(fs.readFileSync(options.targets || new URL('./targets.json', import.meta.url)));
const gate = judge(targets, report, wanted, { pages: site.real.length, pdfs: pdfs.length, options });
const bad = gate.filter((g) => !g.ok);
report.gate = gate;
report.seconds = Math.round(seconds(start));
const missing = bad.length ? ` | missed: ${bad.map(missed).join(', ')}` : '';
say('gate', `${gate.length - bad.length}/${gate.length} targets met${missing}`);
const parts = Object.entries(report.times).map(([k, v]) => `${k} ${v}`);
say('time', `${report.seconds}s ${parts.join(', ')}`);
const plain = (key, value) => (value instanceof Set ? [...value] : value);
fs.writeFileSync(path.join(outDir, 'report.json'), JSON.stringify(report, plain, 1));
fs.writeFileSync(path.join(outDir, 'summary.txt'), lines.join('\n') + '\n');
console.log(`report     ${path.relative('', path.join(outDir, 'report.json'))}`);
process.exit(bad.length ? 1 : 0);

// Proves that each check fires on a seeded fault and stays silent on the clean site.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { judge } from '../lib/gate.mjs';
import { bad, RULES } from './bad.mjs';
import { good } from './good.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const fixtures = path.join(here, 'fixtures');
const withLighthouse = process.argv.includes('--lighthouse');
const hasPikepdf = fs.existsSync(path.join(here, '..', '.venv', 'bin', 'python3'));

let failed = 0;
/** What the bench said; shown only when something is wrong, since the faulty site makes it shout. */
const said = [];
const ok = (isOk, message) => {
  if (!isOk) failed++;
  console.log((isOk ? 'ok   ' : 'FAIL ') + message);
};
function write(name, files) {
  fs.rmSync(path.join(fixtures, name), { recursive: true, force: true });
  for (const [file, content] of files) {
    const target = path.join(fixtures, name, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, content);
  }
}
function audit(name) {
  const out = path.join(here, 'out', name);
  fs.rmSync(out, { recursive: true, force: true });
  const site = path.join(fixtures, name);
  const args = [path.join(here, '..', 'audit.mjs'), site, '--out', out];
  if (!withLighthouse) args.push('--skip', 'lighthouse');
  const r = spawnSync(process.execPath, args, { encoding: 'utf8' });
  said.push(r.stdout + r.stderr);
  return JSON.parse(fs.readFileSync(path.join(out, 'report.json')));
}

// The gate itself: a figure that was not measured is no pass.
const targets = { 'nu.summary.errors': ['==', 0], 'pdf.summary.withFailures': ['==', 0] };
const all = new Set(['nu', 'pdf']);
const site = { pages: 1, pdfs: 0, options: {} };
ok(
  judge(targets, { nu: { summary: { errors: 0 } } }, all, site).every((g) => g.ok),
  'gate: met',
);
ok(!judge(targets, { nu: { error: 'no Java' } }, all, site)[0].ok, 'gate: a check that failed to run misses');
ok(!judge(targets, { nu: { summary: {} } }, all, site)[0].ok, 'gate: a figure that was not measured misses');
ok(judge(targets, {}, all, { ...site, pdfs: 1 }).length === 2, 'gate: PDF asked for where there is one');
const slow = { lighthouse: { summary: { perfMin: 60, cls: 0 } } };
const speed = { 'lighthouse.summary.perfMin': ['>=', 99], 'lighthouse.summary.cls': ['<=', 0.01] };
const judged = (options) => judge(speed, slow, new Set(['lighthouse']), { ...site, options }).map((g) => g.ok);
ok(String(judged({ untimed: true })) === 'true', 'gate: what a machine does slowly is not asked of an untimed run');
ok(String(judged({})) === 'false,true', 'gate: a timed run asks for it');

// The clean site meets every target, without a single finding.
write('good', good());
const g = audit('good');
for (const t of g.gate) ok(t.ok, `good: ${t.path} = ${t.value}`);
for (const k of ['static', 'light', 'deep']) {
  const loud = Object.entries(g[k].findings).filter(([, f]) => f.level !== 'info');
  ok(!loud.length, `good: ${k} findings ${JSON.stringify(Object.fromEntries(loud))}`);
}

// What Chromium prints is tagged and embedded but is not PDF/UA; the PDF check must see both.
const shots = path.join(here, 'out', 'good', 'shots');
const prints = fs.readdirSync(shots).filter((f) => f.endsWith('-print.pdf'));
write(
  'pdf',
  prints.map((f) => [f, fs.readFileSync(path.join(shots, f))]),
);
const pdf = audit('pdf').pdf.summary;
ok(pdf.tagged === prints.length && pdf.allEmbedded === prints.length, 'pdf: tagged and embedded seen');
if (hasPikepdf) {
  ok(pdf.withLang === prints.length, 'pdf: language seen');
  ok(pdf.fails['no-pdfua-identifier'] === prints.length, 'pdf: missing PDF/UA identifier seen');
  ok(!pdf.fails['structure-check-unavailable'], 'pdf: structure check ran');
} else {
  ok(pdf.fails['structure-check-unavailable'] === prints.length, 'pdf: missing structure check is a failure');
  console.log('skip pdf: structure (no pikepdf in .venv)');
}

// Each seeded fault is found.
write('bad', bad());
const b = audit('bad');
for (const k of ['static', 'light', 'deep']) for (const r of RULES[k]) ok(b[k].findings[r], `bad: ${k}/${r}`);
for (const id of RULES.axe)
  ok(
    b.axe.violations.some((v) => v.id === id),
    `bad: axe/${id}`,
  );
ok(b.axe.summary.perCombo['popover-light'].violations > 0, 'bad: axe in an open popover');
ok(b.nu.summary.errors > 3, `bad: nu errors ${b.nu.summary.errors}`);
ok(b.nu.summary.css.error > 0, 'bad: nu css error');
ok(
  b.gate.some((t) => !t.ok),
  'bad: the gate is shut',
);
if (failed) console.log(`\n${said.join('\n')}`);
console.log(failed ? `${failed} FAILED` : 'all ok');
process.exit(failed ? 1 : 0);

// Nu HTML checker over all HTML, CSS and SVG files.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { KEPT } from './site.mjs';

const JAR = createRequire(import.meta.url)('vnu-jar');
const OPTIONS = ['--stdout', '--exit-zero-always', '--format', 'json', '--also-check-css', '--also-check-svg'];

const run = (files) =>
  new Promise((ok, no) => {
    const args = ['-Xmx2g', '-Xss4m', '-jar', JAR, ...OPTIONS, ...files];
    execFile('java', args, { maxBuffer: 1 << 30 }, (error, stdout, stderr) =>
      stdout ? ok(stdout) : no(new Error(`the Nu checker said nothing: ${error || stderr}`.slice(0, 300))),
    );
  });
/** Read from a disk, a file has no host that a policy could call its own; the browser says what a policy really stops. */
const HOSTLESS = /^Resource violates Content Security Policy/;
/** In the file that readers keep, each of many pages has its own title. */
const TITLES = /^Consider using the .h1. element as a top-level heading only/;
/** A message without the names in it, so that the same fault is counted together. */
const short = (m) =>
  m
    .replace(/[“"][^”"]{0,80}[”"]/g, '“…”')
    .replace(/\s+/g, ' ')
    .slice(0, 110);

export async function nuCheck(site, files) {
  const { messages } = JSON.parse(await run(files));
  const kinds = { html: { error: 0, warning: 0 }, css: { error: 0, warning: 0 }, svg: { error: 0, warning: 0 } };
  const rules = { error: new Map(), warning: new Map() };
  const filesWithErrors = new Set();
  for (const m of messages) {
    const type = m.type === 'info' ? m.subType : 'error';
    if ((type !== 'error' && type !== 'warning') || HOSTLESS.test(m.message)) continue;
    const file = decodeURIComponent((m.url || '').replace(/^file:/, ''));
    if (KEPT.test(file) && TITLES.test(m.message)) continue;
    (kinds[path.extname(file).slice(1)] || kinds.html)[type]++;
    if (type === 'error') filesWithErrors.add(file);
    const key = short(m.message);
    if (!rules[type].has(key)) rules[type].set(key, { count: 0, files: new Set(), examples: [] });
    const rule = rules[type].get(key);
    rule.count++;
    rule.files.add(file);
    const extract = (m.extract || '').replace(/\s+/g, ' ').slice(0, 120);
    if (rule.examples.length < 4)
      rule.examples.push({ file: path.relative(site.root, file), line: m.lastLine, message: m.message, extract });
  }
  const list = (type) =>
    [...rules[type]]
      .map(([message, r]) => ({ message, count: r.count, files: r.files.size, examples: r.examples }))
      .sort((a, b) => b.count - a.count);
  const total = (type) => kinds.html[type] + kinds.css[type] + kinds.svg[type];
  const errors = list('error');
  const warnings = list('warning');
  const top = [...errors, ...warnings].slice(0, 3).map((r) => `${r.message.slice(0, 60)}×${r.count}`);
  return {
    summary: {
      files: files.length,
      errors: total('error'),
      warnings: total('warning'),
      ...kinds,
      filesWithErrors: filesWithErrors.size,
      distinctErrors: errors.length,
    },
    top: top.join(' | '),
    errors,
    warnings,
  };
}

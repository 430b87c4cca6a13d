// PDF leaflets: poppler facts, text sanity, structure. veraPDF is used too when VERAPDF points at its launcher.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import path from 'node:path';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pool } from './pool.mjs';
import { counter, sum, median } from './figures.mjs';
import { scriptCounts, scriptOf } from './languages.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const VENV = path.join(here, '..', '.venv', 'bin', 'python3');
const PYTHON = fs.existsSync(VENV) ? VENV : 'python3';
/** Files that one call of the structure check reads. */
const BATCH = 20;

const sh = promisify(execFile);
const run = async (...command) => (await sh(command[0], command.slice(1), { maxBuffer: 1 << 28 })).stdout;

export async function pdfCheck(root, files, opt) {
  const structure = await structures(files, opt.workers);
  const done = await pool(files, opt.workers, (file) => checkFile(root, file, structure.get(file)));
  const rows = done.map((r, i) => {
    if (!r.error) return r;
    return { file: path.relative(root, files[i]), fail: [['bench-error', 1, r.error]], warn: [] };
  });
  const fails = counter();
  const warns = counter();
  for (const r of rows) {
    for (const [rule] of r.fail) fails.add(rule);
    for (const [rule] of r.warn) warns.add(rule);
  }
  const count = (f) => rows.filter(f).length;
  return {
    summary: {
      files: rows.length,
      withFailures: count((r) => r.fail.length),
      fails: fails.obj(),
      warns: warns.obj(),
      tagged: count((r) => r.tagged === 'yes'),
      titled: count((r) => r.title),
      withLang: count((r) => r.info?.lang),
      pdfua: count((r) => r.info?.pdfua),
      allEmbedded: count((r) => r.fonts?.every((f) => f.emb === 'yes')),
      bytesMedian: median(rows.map((r) => r.bytes || 0)),
      bytesMax: Math.max(0, ...rows.map((r) => r.bytes || 0)),
    },
    top: fails.top(5),
    rows,
  };
}

/** What pdfcheck.py says of each file; a failure where it could not run. */
async function structures(files, workers) {
  const batches = [];
  for (let i = 0; i < files.length; i += BATCH) batches.push(files.slice(i, i + BATCH));
  const read = await pool(batches, workers, async (batch) => {
    try {
      return JSON.parse(await run(PYTHON, path.join(here, 'pdfcheck.py'), ...batch));
    } catch (e) {
      const why = String(e.stderr || e.message)
        .trim()
        .split('\n')
        .at(-1);
      return batch.map((file) => ({ file, fail: [['structure-check-unavailable', 1, why]], warn: [], info: {} }));
    }
  });
  return new Map(read.flat().map((row) => [row.file, row]));
}

async function checkFile(root, file, structure) {
  const row = {
    file: path.relative(root, file),
    bytes: fs.statSync(file).size,
    fail: [...structure.fail],
    warn: [...structure.warn],
    info: structure.info,
  };
  await readInfo(row, file);
  await readFonts(row, file);
  await readText(row, file);
  await readNumbers(row, file);
  if (process.env.VERAPDF) await askVeraPdf(row, file);
  return row;
}

async function readInfo(row, file) {
  const info = await run('pdfinfo', file);
  const get = (k) => new RegExp(`^${k}:\\s+(.*)$`, 'm').exec(info)?.[1] ?? null;
  row.title = get('Title');
  row.tagged = get('Tagged');
  row.pages = Number(get('Pages'));
  row.size = get('Page size');
  row.version = get('PDF version');
  if (!/A4/.test(row.size || '')) row.warn.push(['page-not-a4', 1, row.size]);
}

async function readFonts(row, file) {
  const [, rule = '', ...lines] = (await run('pdffonts', file)).split('\n');
  // The second line underlines each column: it gives their widths.
  let end = 0;
  const columns = rule.split(' ').map((dashes) => {
    const start = end;
    end += dashes.length + 1;
    return [start, start + dashes.length];
  });
  row.fonts = lines.filter(Boolean).map((line) => {
    const [name, type, , emb, sub, uni] = columns.map(([a, b]) => line.slice(a, b).trim());
    return { name, type, emb, sub, uni };
  });
  for (const f of row.fonts) {
    if (f.emb === 'no') row.fail.push(['pdffonts-not-embedded', 1, f.name]);
    if (f.uni === 'no') row.warn.push(['pdffonts-no-unicode-map', 1, f.name]);
    if (f.emb === 'yes' && f.sub === 'no') row.warn.push(['font-not-subset', 1, f.name]);
  }
}

async function readText(row, file) {
  const text = await run('pdftotext', '-layout', file, '-');
  const raw = await run('pdftotext', '-raw', file, '-');
  const count = (s, re) => (s.match(re) || []).length;
  row.chars = text.replace(/\s/g, '').length;
  row.scripts = scriptCounts(text);
  if (row.chars < 50) row.fail.push(['no-text', 1, `${row.chars} characters`]);
  const unmapped = count(text, /[\ufffd\ue000-\uf8ff]/g);
  if (unmapped) row.fail.push(['unmapped-characters', unmapped, 'U+FFFD or private use']);
  const shaped = count(text, /[\ufb50-\ufdff\ufe70-\ufefc]/g);
  if (shaped > 3) row.warn.push(['arabic-presentation-forms-in-text', shaped, 'search and speech suffer']);
  const lang = row.info?.lang;
  const want = scriptOf(lang);
  const total = sum(Object.values(row.scripts));
  // Two languages may stand side by side, and a sign of Ethiopic is a syllable: its half of the text has fewer of them.
  if (want && total > 100 && (row.scripts[want] || 0) / total < 0.3)
    row.fail.push(['text-not-in-language-script', 1, `lang=${lang} ${JSON.stringify(row.scripts)}`]);
  const missing = count(raw, /\u0000/g);
  if (missing) row.fail.push(['notdef-glyphs', missing, '']);
}

/**
 * French numbers start with 0: five groups of two digits on a line, of which the last starts with 0 and the
 * first does not, are mirrored.
 */
async function readNumbers(row, file) {
  const boxes = await run('pdftotext', '-bbox', file, '-');
  const lines = new Map();
  let page = 0;
  for (const m of boxes.matchAll(/<page |<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<\/word>/g)) {
    if (m[1] === undefined) {
      page++;
      continue;
    }
    const key = `${page}:${Math.round(Number(m[2]) / 3)}`;
    if (!lines.has(key)) lines.set(key, []);
    lines.get(key).push([Number(m[1]), m[3]]);
  }
  for (const words of lines.values()) {
    words.sort((a, b) => a[0] - b[0]);
    const pairs = words.map(([, w]) => /^\D?(\d\d)\D?$/.exec(w)?.[1] ?? null);
    for (let i = 0; i + 5 <= pairs.length; i++) {
      const five = pairs.slice(i, i + 5);
      const alone = !pairs[i - 1] && !pairs[i + 5];
      if (alone && five.every(Boolean) && five[0][0] !== '0' && five[4][0] === '0')
        row.fail.push(['number-reversed-in-rtl', 1, five.join(' ')]);
    }
  }
}

async function askVeraPdf(row, file) {
  try {
    // It leaves with an error when a file is not compliant, and prints its report all the same.
    const args = ['--flavour', 'ua1', '--format', 'json', file];
    const { stdout } = await sh(process.env.VERAPDF, args, { maxBuffer: 1 << 28 }).catch((e) => e);
    const result = [JSON.parse(stdout).report?.jobs?.[0]?.validationResult].flat()[0];
    row.verapdf = { compliant: result?.compliant, failedRules: result?.details?.failedRules };
    if (!result?.compliant) row.fail.push(['verapdf-ua1', result?.details?.failedRules || 1, '']);
  } catch (e) {
    row.warn.push(['verapdf-failed-to-run', 1, String(e.message).slice(0, 80)]);
  }
}

// Behaviour in a real browser, on a sample: keyboard, dark and forced colours, mirrored layout, paper, pictures.
import fs from 'node:fs';
import path from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Findings, median, sum } from './figures.mjs';
import { keyboardWalk, useSkipLink } from './keyboard.mjs';
import { mapOwn, open, settle } from './page.mjs';
import { pool } from './pool.mjs';

const sh = promisify(execFile);
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };

export async function deepCheck(browser, pages, urlOf, outDir, opt, progress) {
  const F = new Findings(8);
  const all = { looks: new Map(), stops: 0, walked: 0, skipFirst: 0, skipWorks: 0, flips: [], prints: [] };
  const shots = path.join(outDir, 'shots');
  fs.mkdirSync(shots, { recursive: true });
  const check = async (p, worker, index) => {
    const slug = p.rel.replace(/[^A-Za-z0-9]+/g, '_').slice(0, 50);
    const file = path.join(shots, `${String(index).padStart(2, '0')}-${slug}`);
    const context = await browser.newContext({
      viewport: WIDE,
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    await mapOwn(context, opt);
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(30000);
      const c = { page, at: p.rel, url: urlOf(p), file, F, all };
      await checkKeyboard(c);
      await checkColours(c);
      await checkFlip(c);
      await checkPaper(c);
    } finally {
      await context.close().catch(() => {});
    }
  };
  const done = await pool(pages, opt.workers, check, progress);
  for (const e of done.filter((r) => r?.error)) F.add('bench-error', e.item, e.error);
  return { summary: summary(F, all, pages), top: F.top(6, 'error'), prints: all.prints, findings: F.json() };
}

const picture = (c, name) => c.page.screenshot({ path: `${c.file}-${name}.png` }).catch(() => {});

async function checkKeyboard(c) {
  const { page, at, F, all } = c;
  await open(page, c.url);
  await page.evaluate(() => document.fonts.ready);
  await picture(c, '1280');
  const walk = await keyboardWalk(page, at, F, all.looks, { everything: true });
  all.walked++;
  all.stops += walk.stops;
  if (walk.skip?.is && walk.skip.visible) all.skipFirst++;
  const dead = await page.evaluate(() =>
    [...document.querySelectorAll('label')]
      .filter((l) => /checkbox|radio/.test(l.control?.type || '') && !__qa.visible(l.control))
      .filter((l) => __qa.visible(l) && !__qa.eyeHidden(l) && l.tabIndex < 0)
      .map((l) => `${__qa.sel(l)} “${__qa.nameOf(l)}”`),
  );
  for (const x of dead) F.add('label-toggle-not-focusable', at, x);
  if (!walk.skip?.is) return;
  await open(page, c.url);
  const verdict = await useSkipLink(page);
  if (verdict === 'ok') all.skipWorks++;
  else F.add('skip-link-does-not-skip', at, verdict);
}

/** The focus ring again in the dark scheme and in forced colours. */
async function checkColours(c) {
  const { page, at, F, all } = c;
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await open(page, c.url);
  await picture(c, 'dark');
  await keyboardWalk(page, at, F, all.looks, { label: 'dark-', maxStops: 40, maxRings: 12 });
  await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active', reducedMotion: 'reduce' });
  await open(page, c.url);
  await picture(c, 'forced');
  await keyboardWalk(page, at, F, all.looks, { label: 'forced-', maxStops: 30, maxRings: 10 });
  for (const [rule, sel] of await page.evaluate(() => __qa.forcedColours())) F.add(rule, at, sel, 'warning');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
}

/** Forces the other direction and sees which lopsided boxes mirror. */
async function checkFlip(c) {
  const { page, at, F, all } = c;
  await open(page, c.url);
  const { lopsided, mirrored, over, bad } = await page.evaluate(() => __qa.flip());
  if (lopsided) all.flips.push(mirrored / lopsided);
  if (lopsided > 4 && mirrored / lopsided < 0.9)
    F.add('rtl-flip-not-mirrored', at, `${mirrored}/${lopsided}: ${bad.slice(0, 3).join(', ')}`, 'warning');
  else if (bad.length) F.add('rtl-flip-some-not-mirrored', at, `${mirrored}/${lopsided}: ${bad.join(', ')}`, 'info');
  if (over > 1) F.add('rtl-flip-hscroll', at, `+${over}px`, 'warning');
}

async function checkPaper(c) {
  const { page, at, F, all } = c;
  await page.setViewportSize(NARROW);
  await settle(page);
  await picture(c, '320');
  await page.setViewportSize(WIDE);
  const pdf = `${c.file}-print.pdf`;
  await page.pdf({
    path: pdf,
    format: 'A4',
    printBackground: false,
    tagged: true,
    outline: true,
    preferCSSPageSize: true,
  });
  const info = (await sh('pdfinfo', [pdf])).stdout;
  const text = (await sh('pdftotext', [pdf, '-'], { maxBuffer: 1 << 26 })).stdout;
  const size = /Page size:\s+(.*)/.exec(info)?.[1] || '';
  const sheets = Number(/Pages:\s+(\d+)/.exec(info)?.[1] || 0);
  await sh('pdftoppm', ['-png', '-r', '45', '-f', '1', '-l', '1', '-singlefile', pdf, `${c.file}-print`]).catch(
    () => {},
  );
  all.prints.push({ page: at, pages: sheets, bytes: fs.statSync(pdf).size, size });
  const last = text.split('\f').at(-2) ?? '';
  if (sheets > 1 && last.replace(/\s/g, '').length < 40)
    F.add('print-nearly-blank-page', at, `last of ${sheets} pages`, 'warning');
  if (!/A4/.test(info)) F.add('print-not-a4', at, size, 'info');
}

function summary(F, all, pages) {
  const n = (...rules) => sum(rules.map((r) => F.rules[r]?.count || 0));
  return {
    pages: pages.length,
    errors: F.count('error'),
    warnings: F.count('warning'),
    tabStops: all.stops,
    focusLooksTested: all.looks.size,
    skipLinkFirst: `${all.skipFirst}/${all.walked}`,
    skipLinkWorks: `${all.skipWorks}/${all.walked}`,
    focusNotVisible: n('focus-not-visible'),
    focusNotVisibleDark: n('dark-focus-not-visible'),
    focusNotVisibleForced: n('forced-focus-not-visible'),
    focusWeak: n('focus-weak-2.4.13'),
    focusWeakDark: n('dark-focus-weak-2.4.13'),
    focusObscured: n('focus-obscured', 'focus-out-of-view'),
    focusOnHidden: n('focus-on-hidden'),
    traps: n('keyboard-trap'),
    notReached: n('not-reached-by-tab'),
    orderJumps: n('tab-order-differs-from-dom'),
    rtlFlipMirrored: all.flips.length ? sum(all.flips) / all.flips.length : null,
    rtlFlipOverflow: n('rtl-flip-hscroll'),
    printPagesMedian: median(all.prints.map((x) => x.pages)),
    printBlank: n('print-nearly-blank-page'),
  };
}

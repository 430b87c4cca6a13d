// axe-core on every page, in two widths and two colour schemes. A finding counts once per (page, rule, node).
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { counter } from './figures.mjs';
import { mapOwn } from './page.mjs';
import { pool } from './pool.mjs';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [
  { name: '320', size: { width: 320, height: 640 }, unfold: false },
  { name: '1280', size: { width: 1280, height: 900 }, unfold: true },
];
const SCHEMES = ['light', 'dark'];
/** A browser context gets slower with the pages it has seen. */
const PAGES_PER_CONTEXT = 60;
const RULES = {
  tags: ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  experimental: [
    'css-orientation-lock',
    'focus-order-semantics',
    'label-content-name-mismatch',
    'p-as-heading',
    'table-fake-caption',
    'td-has-header',
  ],
  offByDefault: [
    'target-size',
    'color-contrast-enhanced',
    'identical-links-same-purpose',
    'meta-refresh-no-exceptions',
  ],
  // What depends on colours and layout only; enough for the second scheme of a fast run.
  visual: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block', 'target-size'],
};

export function levelOf(tags) {
  if (tags.includes('experimental')) return 'experimental';
  if (tags.some((t) => /^wcag\d*aaa$/.test(t))) return 'AAA';
  if (tags.some((t) => /^wcag\d*aa$/.test(t))) return 'AA';
  if (tags.some((t) => /^wcag\d*a$/.test(t))) return 'A';
  return 'bp';
}
const perLevel = () => ({ A: 0, AA: 0, AAA: 0, bp: 0, experimental: 0 });

/** Waits for fonts, opens details where asked, ends animations; returns the colours of the page. */
const prepare = (page, unfold) =>
  page.evaluate(async (unfold) => {
    await document.fonts?.ready;
    if (unfold) for (const d of document.querySelectorAll('details:not([open])')) d.open = true;
    await new Promise((ok) => requestAnimationFrame(() => requestAnimationFrame(ok)));
    for (const a of document.getAnimations()) {
      try {
        a.finish();
      } catch {
        a.cancel();
      }
    }
    const s = getComputedStyle(document.body);
    return s.backgroundColor + getComputedStyle(document.documentElement).backgroundColor + s.color;
  }, unfold);

/** Runs axe in the page, on all of it or on the first popover, opened. */
const runAxe = (page, full, popover = false) =>
  page.evaluate(
    async ({ RULES, full, popover }) => {
      const opened = popover ? document.querySelector('[popover]') : null;
      if (popover && !opened) return { violations: [], incomplete: [] };
      opened?.showPopover();
      const on = (list, enabled) => list.map((id) => [id, { enabled }]);
      const rules = Object.fromEntries([...on(RULES.experimental, full), ...on(RULES.offByDefault, true)]);
      const result = await axe.run(opened || document, {
        runOnly: full ? { type: 'tag', values: RULES.tags } : { type: 'rule', values: RULES.visual },
        rules: full ? rules : {},
        resultTypes: ['violations', 'incomplete'],
        preload: false,
        iframes: false,
      });
      opened?.hidePopover();
      const why = (n) => [...n.any, ...n.all, ...n.none].map((k) => k.message).join('; ');
      // axe compares the words into which ICU cuts both texts, and in Pashto these depend on what stands before.
      const words = (e) => (e?.innerText ?? '').replace(/\s+/g, ' ').trim();
      const isNamed = (id, n) => {
        const e = id === 'label-content-name-mismatch' && document.querySelector(n.target.flat().join(' '));
        const names = e ? (e.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean) : [];
        return names.length && names.map((name) => words(document.getElementById(name))).join(' ').includes(words(e));
      };
      const slim = (list) =>
        list
          .map(({ id, tags, impact, help, nodes }) => ({
            id,
            tags,
            impact,
            help,
            nodes: nodes
              .filter((n) => !isNamed(id, n))
              .map((n) => ({
                target: n.target.flat().join(' '),
                html: n.html.slice(0, 160),
                why: why(n).slice(0, 240),
              })),
          }))
          .filter(({ nodes }) => nodes.length);
      return { violations: slim(result.violations), incomplete: slim(result.incomplete) };
    },
    { RULES, full, popover },
  );

/** The findings of all runs, merged. */
function results() {
  const rules = new Map();
  const runs = {};
  const levelsOf = new Map();
  const put = (kind, combo, page, r) => {
    const level = levelOf(r.tags);
    const key = `${kind}|${r.id}`;
    if (!rules.has(key)) {
      const { id, impact, help } = r;
      const rgaa = r.tags.filter((t) => /^RGAA-\d/.test(t)).map((t) => t.slice(5));
      const nodes = new Map();
      rules.set(key, { kind, id, level, rgaa, impact, help, nodes, pages: new Set(), combos: counter() });
    }
    const rule = rules.get(key);
    rule.pages.add(page);
    for (const n of r.nodes) {
      const at = `${page} ${n.target}`;
      if (!rule.nodes.has(at)) rule.nodes.set(at, { page, ...n, combo, in: new Set() });
      rule.nodes.get(at).in.add(combo);
      rule.combos.add(combo);
      if (level !== 'experimental') runs[combo][kind]++;
    }
    if (kind !== 'violations') return;
    if (!levelsOf.has(page)) levelsOf.set(page, new Set());
    levelsOf.get(page).add(level);
  };
  return {
    rules,
    runs,
    levelsOf,
    add(combo, page, { violations, incomplete }) {
      runs[combo] ||= { runs: 0, violations: 0, incomplete: 0 };
      runs[combo].runs++;
      for (const r of violations) put('violations', combo, page, r);
      for (const r of incomplete) put('incomplete', combo, page, r);
    },
  };
}

export async function axeCheck(browser, pages, urlOf, opt, progress) {
  const found = results();
  const tabs = new Map();
  let darkSame = 0;
  const jobs = pages.flatMap((p) => WIDTHS.map((width) => ({ p, rel: p.rel, width })));
  const tabOf = async (worker) => {
    let tab = tabs.get(worker);
    if (tab && tab.seen < PAGES_PER_CONTEXT) return tab;
    if (tab) await tab.context.close();
    const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce', serviceWorkers: 'block' });
    await mapOwn(context, opt);
    tab = { context, page: await context.newPage(), seen: 0 };
    tab.page.setDefaultTimeout(45000);
    tabs.set(worker, tab);
    return tab;
  };
  const check = async ({ p, width }, worker) => {
    const tab = await tabOf(worker);
    tab.seen++;
    const { page } = tab;
    try {
      await page.setViewportSize(width.size);
      await page.emulateMedia({ colorScheme: SCHEMES[0], reducedMotion: 'reduce' });
      await page.goto(urlOf(p), { waitUntil: 'load' });
      await page.evaluate(AXE);
      const colours = new Set();
      for (const [i, colorScheme] of SCHEMES.entries()) {
        if (i) await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        colours.add(await prepare(page, width.unfold));
        const full = !opt.fast || i === 0;
        found.add(`${width.name}-${colorScheme}`, p.path, await runAxe(page, full));
        if (width === WIDTHS[0]) {
          const { violations } = await runAxe(page, full, true);
          found.add(`popover-${colorScheme}`, p.path, { violations, incomplete: [] });
        }
      }
      if (colours.size === 1) darkSame++;
    } catch (e) {
      tabs.delete(worker);
      await tab.context.close().catch(() => {});
      throw e;
    }
  };
  const done = await pool(jobs, opt.workers, check, progress);
  for (const tab of tabs.values()) await tab.context.close().catch(() => {});
  const errors = done.filter((r) => r?.error);
  return report(found, pages, errors, { jobs: jobs.length, darkSame });
}

/** True when axe judged a node at neither width; a cell half scrolled out at one settles at the other. */
const isOpen = (node) => SCHEMES.some((s) => WIDTHS.every((w) => node.in.has(`${w.name}-${s}`)));

function report(found, pages, errors, { jobs, darkSame }) {
  const violations = perLevel();
  const rulesBroken = perLevel();
  const incomplete = perLevel();
  const incompleteOpen = perLevel();
  for (const r of found.rules.values()) {
    if (r.kind === 'violations') {
      violations[r.level] += r.nodes.size;
      rulesBroken[r.level]++;
    } else {
      incomplete[r.level] += r.nodes.size;
      incompleteOpen[r.level] += [...r.nodes.values()].filter(isOpen).length;
    }
  }
  const list = (kind) =>
    [...found.rules.values()]
      .filter((r) => r.kind === kind)
      .sort((a, b) => b.nodes.size - a.nodes.size)
      .map(({ nodes, pages, combos, kind: _, ...rest }) => ({
        ...rest,
        nodes: nodes.size,
        open: [...nodes.values()].filter(isOpen).length,
        pages: pages.size,
        combos: combos.obj(),
        examples: [...nodes.values()].slice(0, 6).map((n) => ({ ...n, in: [...n.in] })),
      }));
  const broken = list('violations');
  const criteria = new Set(broken.filter((r) => r.level !== 'AAA').flatMap((r) => r.rgaa));
  const isClean = (p) => [...(found.levelsOf.get(p.path) || [])].every((level) => level === 'experimental');
  return {
    summary: {
      pages: pages.length,
      runs: Object.values(found.runs).reduce((n, c) => n + c.runs, 0),
      violations,
      rulesBroken,
      rgaaBroken: [...criteria].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })),
      incomplete,
      incompleteOpen,
      pagesClean: pages.filter(isClean).length,
      darkSchemeDiffers: jobs - darkSame,
      jobs,
      perCombo: found.runs,
      errors: errors.length,
    },
    top: broken
      .slice(0, 6)
      .map((r) => `${r.id}(${r.level})×${r.nodes}`)
      .join(' '),
    violations: broken,
    incomplete: list('incomplete'),
    errors: errors.slice(0, 10),
  };
}

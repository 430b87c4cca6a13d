// Behaviour in a real browser, on every page: what it loads and stores, how it reflows, prints and does without script.
import { Findings, counter, median, sum } from './figures.mjs';
import { isRtl } from './languages.mjs';
import { INPAGE, mapOwn, settle } from './page.mjs';
import { pool } from './pool.mjs';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };
/** A window of 1280×1024 at 400 %. */
const ZOOMED = { width: 320, height: 256 };
/** The width of the text on A4. */
const PAPER = { width: 718, height: 1000 };

const overflow = (page) => page.evaluate(() => __qa.overflow());
const overflowWith = (page, css) =>
  page.evaluate((css) => {
    const off = __qa.sheet(css);
    const r = __qa.overflow();
    off();
    return r;
  }, css);
const newlyClipped = (before, after) => after.clipped.filter((x) => !before.clipped.includes(x));

export async function lightCheck(browser, pages, urlOf, origin, opt, progress) {
  const F = new Findings(8);
  const all = {
    hosts: counter(),
    loads: [],
    cookies: 0,
    storage: 0,
    workers: 0,
    numbers: 0,
    numbersBad: 0,
    withoutScript: [],
    targets: [],
  };
  const check = async (p) => {
    const locale = /^[a-z]{2}(-[A-Z]{2})?$/.test(p.lang || '') ? p.lang : 'fr-FR';
    const context = await browser.newContext({ viewport: WIDE, locale });
    await mapOwn(context, opt);
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(30000);
      const c = { p, at: p.rel, url: urlOf(p), origin, opt, F, all, browser, context, page };
      await load(c);
      await checkWide(c);
      await checkTextSize(c);
      await checkMotion(c);
      if (c.state.dir === 'rtl') await checkRightToLeft(c);
      await checkNarrow(c);
      await checkPrint(c);
      await page.close();
      await checkWithoutScript(c);
    } finally {
      await context.close().catch(() => {});
    }
  };
  const done = await pool(pages, opt.workers, check, progress);
  for (const e of done.filter((r) => r?.error)) F.add('bench-error', e.item, e.error);
  return { loads: all.loads, summary: summary(F, all, pages), top: F.top(6, 'error'), findings: F.json() };
}

/** Loads the page as a first visit and notes what it asked for and what it left behind. */
async function load(c) {
  const { F, at, p, page, all } = c;
  const requests = [];
  const isOwn = (u) => u.startsWith(c.origin) || (!!c.opt.ownOrigin && u.startsWith(c.opt.ownOrigin + '/'));
  page.on('request', (r) => {
    const url = r.url();
    if (!/^(data|blob):/.test(url)) requests.push({ url, type: r.resourceType(), own: isOwn(url) });
  });
  page.on('response', (r) => {
    const q = requests.find((x) => x.url === r.url() && !x.status);
    if (q) q.status = r.status();
  });
  page.on('websocket', (w) => {
    all.hosts.add(new URL(w.url()).host);
    F.add('external-request', at, 'websocket ' + w.url());
  });
  page.on('console', (m) => {
    if (m.type() === 'error' && !/ERR_NAME_NOT_RESOLVED|favicon/.test(m.text()))
      F.add('console-error', at, m.text().slice(0, 200), 'warning');
  });
  page.on('pageerror', (e) => F.add('script-error', at, String(e.message).slice(0, 200)));
  page.on('dialog', (d) => {
    F.add('dialog', at, d.message());
    d.dismiss().catch(() => {});
  });
  await page.goto(c.url, { waitUntil: 'load' });
  await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => {});
  all.loads.push({ page: p, reqs: requests.slice() });
  for (const r of requests) {
    if (!r.own) {
      all.hosts.add(new URL(r.url).host);
      F.add('external-request', at, `${r.type} ${r.url.slice(0, 140)}`);
    } else if (r.status >= 400 && !(p.is404 && r.type === 'document'))
      F.add('request-failed', at, `${r.status} ${r.url.replace(c.origin, '')}`);
  }
  const cookies = await c.context.cookies();
  all.cookies += cookies.length;
  if (cookies.length) F.add('cookie', at, cookies.map((k) => k.name).join(' '));

  await page.evaluate(INPAGE);
  c.state = await page.evaluate(async () => ({
    stored: [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...((await indexedDB.databases?.()) || []).map((d) => d.name),
    ],
    workers: ((await navigator.serviceWorker?.getRegistrations?.()) || []).length,
    text: __qa.bodyText().length,
    links: [...document.links].filter(__qa.visible).length,
    dir: getComputedStyle(document.body).direction,
  }));
  if (c.state.stored.length) {
    all.storage++;
    F.add('storage-on-load', at, c.state.stored.join(' '), 'warning');
  }
  if (c.state.workers) {
    all.workers++;
    F.add('service-worker', at, '', 'info');
  }
  if (isRtl(p.lang) && c.state.dir !== 'rtl') F.add('rtl-not-applied', at, `computed direction ${c.state.dir}`);
}

/** Text spacing of WCAG 1.4.12; letters that join are not pulled apart, as the criterion allows. */
const spacing = (lang) =>
  '*{line-height:1.5!important;word-spacing:.16em!important}p{margin-block-end:2em!important}' +
  (isRtl(lang) ? '' : '*{letter-spacing:.12em!important}');

async function noteTargets(c, width) {
  const sizes = await c.page.evaluate(() => __qa.targetSize());
  for (const b of sizes.fail24)
    c.F.add('target-under-24', c.at, `${width}: ${b.sel} “${b.name}” ${b.w}×${b.h} near “${b.near}”`);
  return sizes;
}

async function checkSpacing(c, before, width) {
  const after = await overflowWith(c.page, spacing(c.p.lang));
  if (after.over > 1 && before.over <= 1)
    c.F.add('text-spacing-hscroll', c.at, `${width}: +${after.over}px ${after.wide[0] || ''}`);
  for (const x of newlyClipped(before, after)) c.F.add('text-spacing-clips', c.at, `${width}: ${x}`);
}

async function checkWide(c) {
  const { F, at, page } = c;
  await noteTargets(c, 1280);
  c.wide = await overflow(page);
  if (c.wide.over > 1) F.add('hscroll-1280', at, `+${c.wide.over}px ${c.wide.wide[0] || ''}`);
  for (const x of c.wide.clipped) F.add('text-clipped-1280', at, x, 'warning');
  await checkSpacing(c, c.wide, 1280);
}

/** Text at 200 % through the browser's font size setting. */
async function checkTextSize(c) {
  const { F, at, page } = c;
  const cdp = await c.context.newCDPSession(page);
  const setSize = async (standard, fixed) => {
    await cdp.send('Page.setFontSizes', { fontSizes: { standard, fixed } });
    await settle(page);
  };
  const textSize = () =>
    page.evaluate(() => {
      const e = document.querySelector('main p, article p, p, main li, li') || document.body;
      return parseFloat(getComputedStyle(e).fontSize);
    });
  const normal = await textSize();
  await setSize(32, 26);
  const ratio = (await textSize()) / normal;
  const large = await overflow(page);
  await setSize(16, 13);
  await cdp.detach();
  if (ratio < 1.6) {
    const detail = `×${ratio.toFixed(2)} with the browser font size at 32px`;
    F.add('text-ignores-font-size-setting', at, detail, 'warning');
  }
  if (large.over > 1 && c.wide.over <= 1) F.add('text-200-hscroll', at, `+${large.over}px ${large.wide[0] || ''}`);
  for (const x of newlyClipped(c.wide, large)) F.add('text-200-clips', at, x);
}

async function checkMotion(c) {
  const { F, at, page } = c;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await settle(page);
  const m = await page.evaluate(() => __qa.motion());
  if (m.running.length) F.add('motion-under-reduced-motion', at, m.running.slice(0, 3).join(', '));
  if (m.transitions.length) F.add('transition-under-reduced-motion', at, m.transitions.join(', '), 'warning');
  if (m.smooth) F.add('smooth-scroll-under-reduced-motion', at, '', 'warning');
  if (m.autoplay) F.add('autoplay-or-gif', at, String(m.autoplay), 'warning');
}

async function checkRightToLeft(c) {
  const { F, at, page, all } = c;
  const r = await page.evaluate(() => __qa.rightToLeft());
  all.numbers += r.numbers;
  all.numbersBad += r.reversed.length;
  for (const x of r.reversed) F.add('rtl-number-reversed', at, x);
  for (const x of r.left.slice(0, 3)) F.add('rtl-text-aligned-left', at, x, 'warning');
}

/** 320 CSS pixels: reflow, spacing, targets; then the low window of 400 % zoom. */
async function checkNarrow(c) {
  const { F, at, page, all } = c;
  await page.setViewportSize(NARROW);
  await settle(page);
  c.narrow = await overflow(page);
  if (c.narrow.over > 1) F.add('reflow-320', at, `+${c.narrow.over}px ${c.narrow.wide.join(' | ')}`);
  for (const x of c.narrow.clipped) F.add('text-clipped-320', at, x, 'warning');
  for (const x of c.narrow.inner)
    F.add(x.data ? 'inner-scroll-data-320' : 'inner-scroll-text-320', at, x.sel, x.data ? 'info' : 'warning');
  await checkSpacing(c, c.narrow, 320);
  const targets = await noteTargets(c, 320);
  all.targets.push(targets);
  for (const x of targets.small44) F.add('target-under-44', at, `320: ${x}`, 'info');

  await page.setViewportSize(ZOOMED);
  await settle(page);
  await page.evaluate(() => scrollTo(0, Math.min(600, document.body.scrollHeight / 2)));
  await settle(page);
  const z = await page.evaluate(() => ({ ...__qa.stickyShare(), over: __qa.sideways() }));
  if (z.over > 1 && c.narrow.over <= 1) F.add('reflow-400-zoom', at, `+${z.over}px`);
  if (z.share > 0.34) {
    const detail = `${Math.round(100 * z.share)}% ${z.who.join(' | ')}`;
    F.add('sticky-covers-at-400-zoom', at, detail, z.share > 0.6 ? 'error' : 'warning');
  }
}

async function checkPrint(c) {
  const { F, at, page } = c;
  await page.setViewportSize(PAPER);
  const printed = async (colorScheme) => {
    await page.emulateMedia({ media: 'print', colorScheme, reducedMotion: 'no-preference' });
    await settle(page);
    return page.evaluate(() => __qa.printed());
  };
  const light = await printed('light');
  const dark = await printed('dark');
  const { over, wide } = light.overflow;
  if (over > 1) F.add('print-too-wide', at, `+${over}px ${wide[0] || ''}`);
  if (light.dark || light.lightText)
    F.add('print-keeps-dark-colours', at, light.lightText ? 'light text' : 'dark background', 'warning');
  else if (dark.dark || dark.lightText)
    F.add('print-follows-dark-scheme', at, 'browsers print in light; a class set by script stays', 'info');
  if (light.navigation.length)
    F.add('print-shows-navigation', at, light.navigation.slice(0, 3).join(', '), 'warning');
  if (light.details) F.add('print-hides-closed-details', at, `${light.details} closed <details>`, 'warning');
  if (light.fixed) F.add('print-fixed-box', at, String(light.fixed), 'warning');
  if (!light.text) F.add('print-main-empty', at, '');
}

async function checkWithoutScript(c) {
  const { F, at, state, all } = c;
  const context = await c.browser.newContext({
    javaScriptEnabled: false,
    viewport: WIDE,
    serviceWorkers: 'block',
  });
  await mapOwn(context, c.opt);
  try {
    const page = await context.newPage();
    await page.goto(c.url, { waitUntil: 'load' });
    await page.evaluate(INPAGE);
    const off = await page.evaluate(() => __qa.withoutScript());
    for (const f of page.frames().slice(1)) {
      off.text += await f
        .evaluate(() => (document.body?.innerText || '').replace(/\s+/g, ' ').trim().length)
        .catch(() => 0);
      off.links += await f.evaluate(() => document.links.length).catch(() => 0);
    }
    const ratio = state.text ? off.text / state.text : 1;
    all.withoutScript.push(ratio);
    if (ratio < 0.9) F.add('jsoff-text-missing', at, `${Math.round(100 * ratio)}% of the visible text`);
    if (state.links && off.links / state.links < 0.8)
      F.add('jsoff-links-missing', at, `${off.links}/${state.links} links`, 'warning');
    for (const x of off.dead) F.add('jsoff-dead-control', at, x, 'warning');
    if (off.hashLinks) F.add('jsoff-hash-link', at, String(off.hashLinks), 'warning');
    if (off.formsWithoutAction) F.add('jsoff-form-without-action', at, String(off.formsWithoutAction), 'warning');
    // Is the navigation still there on a phone?
    await page.setViewportSize(NARROW);
    const m = await page.evaluate(() => __qa.narrowMenus());
    if (m.over > 1 && c.narrow.over <= 1) F.add('jsoff-reflow-320', at, `+${m.over}px`);
    if (m.links < off.links * 0.4 && !m.menus && off.links > 5)
      F.add('jsoff-mobile-nav-unreachable', at, `${m.links} of ${off.links} links shown at 320px`);
  } finally {
    await context.close();
  }
}

function summary(F, all, pages) {
  const n = (...rules) => sum(rules.map((r) => F.rules[r]?.count || 0));
  const onPages = (...rules) => new Set(rules.flatMap((r) => [...(F.rules[r]?.pages || [])])).size;
  const judged = sum(all.targets.map((t) => t.nonInline));
  return {
    pages: pages.length,
    errors: F.count('error'),
    warnings: F.count('warning'),
    externalRequests: all.hosts.total(),
    externalHosts: all.hosts.obj(),
    cookies: all.cookies,
    pagesWithStorage: all.storage,
    serviceWorkers: all.workers,
    requestFailures: n('request-failed'),
    scriptErrors: n('script-error'),
    jsOff: {
      minTextRatio: all.withoutScript.length ? Math.min(...all.withoutScript) : null,
      medianTextRatio: median(all.withoutScript),
      deadControls: n('jsoff-dead-control'),
      pagesBroken: onPages('jsoff-text-missing', 'jsoff-mobile-nav-unreachable', 'jsoff-reflow-320'),
    },
    reflowFailPages: onPages('reflow-320', 'reflow-400-zoom'),
    hscroll1280: onPages('hscroll-1280'),
    textSpacingFailPages: onPages('text-spacing-hscroll', 'text-spacing-clips'),
    text200FailPages: onPages('text-200-hscroll', 'text-200-clips'),
    fontSizeIgnoredPages: onPages('text-ignores-font-size-setting'),
    stickyAt400: onPages('sticky-covers-at-400-zoom'),
    targetUnder24: n('target-under-24'),
    targetsUnder44Share: judged ? sum(all.targets.map((t) => t.under44)) / judged : 0,
    motion: onPages('motion-under-reduced-motion'),
    transitions: onPages('transition-under-reduced-motion', 'smooth-scroll-under-reduced-motion'),
    rtlPages: pages.filter((p) => isRtl(p.lang)).length,
    rtlNumbers: `${all.numbers - all.numbersBad}/${all.numbers}`,
    rtlErrors: n('rtl-not-applied', 'rtl-number-reversed'),
    print: {
      tooWide: onPages('print-too-wide'),
      dark: onPages('print-keeps-dark-colours'),
      nav: onPages('print-shows-navigation'),
      details: onPages('print-hides-closed-details'),
    },
  };
}

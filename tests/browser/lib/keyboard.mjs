// The Tab walk: skip link, order, traps, and whether the focus can be seen, measured on pixels.
import { PNG } from 'pngjs';

const PAUSE = 40;
/** Pixels round the box that are looked at. */
const MARGIN = 8;

const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
const LINEAR = Array.from({ length: 256 }, (_, i) => linear(i));
const luminance = (d, i) => 0.2126 * LINEAR[d[i]] + 0.7152 * LINEAR[d[i + 1]] + 0.0722 * LINEAR[d[i + 2]];

/** How many pixels differ between two pictures, and how many of them by a contrast of 3:1; -1 when unlike in size. */
function pixelDiff(a, b) {
  const A = PNG.sync.read(a);
  const B = PNG.sync.read(b);
  if (A.width !== B.width || A.height !== B.height) return { changed: -1, strong: -1 };
  let changed = 0;
  let strong = 0;
  for (let i = 0; i < A.data.length; i += 4) {
    const differs = [0, 1, 2].some((k) => Math.abs(A.data[i + k] - B.data[i + k]) >= 8);
    if (!differs) continue;
    changed++;
    const la = luminance(A.data, i);
    const lb = luminance(B.data, i);
    if ((Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05) >= 3) strong++;
  }
  return { changed, strong };
}

/** What has the focus: its name, box, looks, and how much of it can be hit. */
const focused = (page) =>
  page.evaluate(() => {
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    const seen = window.__qaSeen;
    const again = seen.has(e);
    if (!again) seen.set(e, seen.size);
    const W = document.documentElement.clientWidth;
    const H = innerHeight;
    let r = e.getBoundingClientRect();
    // A label carries the look of a hidden checkbox or radio.
    if ((r.width < 3 || __qa.eyeHidden(e)) && e.labels?.length) r = e.labels[0].getBoundingClientRect();
    const rects = [...e.getClientRects()].filter((q) => q.width && q.height);
    /** The length of a box's outline; of one as tall as the window, the part that the window can show. */
    const outline = (q) => {
      if (q.height <= H - 16) return 2 * (q.width + q.height);
      const down = Math.min(q.bottom, H) - Math.max(q.top, 0);
      return 2 * Math.max(0, down) + q.width * ((q.top >= 5) + (q.bottom <= H - 5));
    };
    const spots = [
      [0.5, 0.5],
      [0.05, 0.1],
      [0.95, 0.1],
      [0.05, 0.9],
      [0.95, 0.9],
    ];
    const canHit = (x, y) => {
      if (x < 0 || y < 0 || x >= W || y >= H) return false;
      const t = document.elementFromPoint(x, y);
      return !!t && (e.contains(t) || t.contains(e) || [...(e.labels || [])].some((l) => l.contains(t)));
    };
    const hits = rects
      .slice(0, 3)
      .flatMap((q) => spots.map(([fx, fy]) => canHit(q.left + q.width * fx, q.top + q.height * fy)));
    const s = getComputedStyle(e);
    const part = e.closest('header,nav,main,footer,aside,dialog,form');
    let ground = '';
    for (let n = e; n && !ground; n = n.parentElement) {
      const c = getComputedStyle(n).backgroundColor;
      if (!/, 0\)$|transparent/.test(c)) ground = c;
    }
    const look = [e.tagName, e.getAttribute('class'), s.color, s.backgroundColor, ground, s.display];
    return {
      index: seen.get(e),
      again,
      label: `${__qa.sel(e)} “${__qa.nameOf(e)}”`,
      tag: e.tagName,
      typed:
        e.tagName === 'TEXTAREA' ||
        (e.tagName === 'INPUT' && /^(text|search|email|tel|url|number|password|)$/.test(e.type)),
      href: e.getAttribute('href') || '',
      rect: { x: r.left, y: r.top, w: r.width, h: r.height },
      perimeter: rects.reduce((n, q) => n + outline(q), 0) || outline(r),
      hidden: __qa.eyeHidden(e) && !e.labels?.length,
      inView: r.bottom > 0 && r.top < H && r.right > 0 && r.left < W,
      hit: hits.filter(Boolean).length,
      points: hits.length,
      look: [...look, part?.tagName, part?.getAttribute('class')].join('|'),
      W,
      H,
    };
  });

const shoot = (page, clip) => page.screenshot({ animations: 'disabled', caret: 'hide', ...(clip && { clip }) });
const clipRound = ({ rect, W, H }) => {
  const x = Math.max(0, Math.floor(rect.x - MARGIN));
  const y = Math.max(0, Math.floor(rect.y - MARGIN));
  const width = Math.min(W, Math.ceil(rect.x + rect.w + MARGIN)) - x;
  const height = Math.min(H, Math.ceil(rect.y + rect.h + MARGIN)) - y;
  return width < 2 || height < 2 ? null : { x, y, width, height };
};

/** The difference that the focus makes at a spot (or in the whole window), without moving the page. */
async function focusDiff(page, clip) {
  await page.waitForTimeout(PAUSE);
  const on = await shoot(page, clip);
  await page.evaluate(() => {
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    window.__qaFocused = e;
    e.blur();
  });
  await page.waitForTimeout(PAUSE);
  const off = await shoot(page, clip);
  await page.evaluate(() => window.__qaFocused?.focus({ preventScroll: true, focusVisible: true }));
  return pixelDiff(on, off);
}

async function judgeRing(page, at, F, now, label) {
  const clip = clipRound(now);
  if (!clip) return null;
  let d = await focusDiff(page, clip);
  if (d.changed >= 0 && d.changed < 12) {
    // The ring may be drawn elsewhere: an enlarged link, an overlay.
    const whole = await focusDiff(page);
    if (whole.changed > 40) d = whole;
  }
  // A ring of 2 px round the box (WCAG 2.4.13), 5 % off for anti-aliasing.
  const need = Math.max(8, 2 * now.perimeter - 16) * 0.95;
  if (d.changed < 0) return 'ok';
  if (d.changed < 12) {
    if (now.typed) F.add(`${label}focus-caret-only`, at, now.label, 'warning');
    else F.add(`${label}focus-not-visible`, at, `${now.label} ${d.changed}px`);
    return now.typed ? 'weak' : 'none';
  }
  if (d.strong >= need) return 'ok';
  F.add(`${label}focus-weak-2.4.13`, at, `${now.label} ${d.strong}/${Math.round(need)}px ≥3:1`, 'warning');
  return 'weak';
}

function judgeStop(at, F, now, first) {
  if (now.hidden && !first) F.add('focus-on-hidden', at, now.label);
  else if (now.points && !now.hit) F.add(now.inView ? 'focus-obscured' : 'focus-out-of-view', at, now.label);
  else if (now.hit < now.points) F.add('focus-partly-obscured', at, `${now.label} ${now.hit}/${now.points}`, 'info');
}

function judgeSkipLink(at, F, now) {
  const skip = {
    is: now.tag === 'A' && /^#./.test(now.href),
    visible: now.inView && !now.hidden && now.rect.w > 10 && now.rect.h > 10,
  };
  if (!skip.is) F.add('skip-link-not-first', at, `first stop: ${now.label}`);
  else if (!skip.visible) F.add('skip-link-not-visible-on-focus', at, now.label);
  return skip;
}

/**
 * Walks through the page with Tab. `looks` keeps the verdict per look of an element, so that each look is
 * measured once. With `everything` it also judges the skip link, hidden and covered stops, what is never
 * reached, and the order.
 */
export async function keyboardWalk(page, at, F, looks, options) {
  const { everything = false, label = '', maxStops = 120, maxRings = 40 } = options;
  const out = { stops: 0, rings: 0, skip: null };
  await page.evaluate(() => {
    scrollTo(0, 0);
    document.activeElement?.blur?.();
    window.__qaSeen = new Map();
  });
  let last = null;
  let stuck = 0;
  for (let k = 0; k < maxStops; k++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (!now && k === 0) continue;
    if (!now) break;
    if (last === now.index) {
      stuck++;
      if (stuck < 3) continue;
      F.add('keyboard-trap', at, now.label);
      break;
    }
    if (now.again) break;
    stuck = 0;
    last = now.index;
    out.stops++;
    const first = out.stops === 1;
    if (everything) {
      if (first) out.skip = judgeSkipLink(at, F, now);
      judgeStop(at, F, now, first);
    }
    const key = label + now.look;
    const known = looks.get(key) === 'ok' || now.tag === 'IFRAME' || (now.hidden && !first);
    if (known || out.rings >= maxRings) continue;
    out.rings++;
    const verdict = await judgeRing(page, at, F, now, label);
    if (verdict) looks.set(key, verdict);
  }
  if (everything) await judgeWalk(page, at, F, out.stops < maxStops - 1);
  return out;
}

async function judgeWalk(page, at, F, finished) {
  const { missed, jumps } = await page.evaluate(() => {
    const stops = [...window.__qaSeen.keys()];
    const groups = new Set(stops.filter((x) => x.type === 'radio').map((x) => x.name));
    const missed = __qa.focusables().filter((e) => {
      if (window.__qaSeen.has(e) || __qa.eyeHidden(e) || e.tagName === 'IFRAME') return false;
      if (e.type !== 'radio') return true;
      const other = groups.has(e.name);
      groups.add(e.name);
      return !other;
    });
    const before = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING;
    return { missed: missed.map(__qa.sel), jumps: stops.filter((e, k) => k && before(stops[k - 1], e)).length };
  });
  if (finished) for (const m of missed.slice(0, 5)) F.add('not-reached-by-tab', at, m, 'warning');
  if (jumps) F.add('tab-order-differs-from-dom', at, `${jumps} jumps back`, 'warning');
}

/** Uses the skip link of a freshly loaded page; 'ok', or what is wrong. */
export async function useSkipLink(page) {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(120);
  await page.keyboard.press('Tab');
  return page
    .evaluate(() => {
      const main = document.querySelector('main,[role=main]');
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1))) || main;
      if (!target) return 'no target';
      const follows = (e) => target.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING;
      const inOrAfter = (e) => target.contains(e) || follows(e);
      if (main && !(main.contains(target) || inOrAfter(main))) return 'target is not the main content';
      const now = document.activeElement;
      if (!now || now === document.body || inOrAfter(now)) return 'ok';
      return __qa.focusables().some(inOrAfter) ? 'focus stayed before the target' : 'ok';
    })
    .catch((e) => String(e.message).slice(0, 60));
}

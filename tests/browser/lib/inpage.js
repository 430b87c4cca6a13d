// Evaluated in the page: `__qa`, what the behaviour checks ask of a document.
(() => {
  if (window.__qa) return;
  const FOCUSABLE =
    'a[href],area[href],button,input:not([type=hidden]),select,textarea,summary,iframe,audio[controls],' +
    'video[controls],[contenteditable]:not([contenteditable=false]),[tabindex]';
  const TARGETS =
    'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[role=link],[role=tab],' +
    '[role=checkbox],[role=switch],[role=menuitem],[onclick]';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const ancestors = function* (e) {
    for (let n = e.parentElement; n; n = n.parentElement) yield n;
  };

  // ---------------------------------------------------------------- seeing
  const visible = (e) => {
    if (!e.isConnected) return false;
    if (!e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
    const r = e.getBoundingClientRect();
    return r.width > 0 && r.height > 0;
  };
  /** Hidden to the eye though in the layout: boxes of a pixel, clipped, off-screen, transparent. */
  const eyeHidden = (e) => {
    for (let n = e; n && n !== document.documentElement; n = n.parentElement) {
      const s = getComputedStyle(n);
      if (Number(s.opacity) === 0) return true;
      if (s.clip !== 'auto' && /rect\((0px, ?0px|1px, ?1px)/.test(s.clip)) return true;
      if (/inset\((50|100)%/.test(s.clipPath)) return true;
      if (s.position === 'absolute' || s.position === 'fixed') {
        const r = n.getBoundingClientRect();
        if (r.width <= 1 || r.height <= 1) return true;
        if (r.right + scrollX <= 0 || r.bottom + scrollY <= 0) return true;
      }
    }
    return false;
  };
  /** A short selector for messages. */
  const sel = (e) => {
    if (!e || e === document.body) return 'body';
    const parts = [];
    for (let n = e; n?.nodeType === 1 && n !== document.documentElement && parts.length < 4; n = n.parentElement) {
      if (n.id) {
        parts.unshift('#' + n.id);
        break;
      }
      const classes = [...n.classList].slice(0, 2).map((c) => '.' + c);
      const same = n.parentElement ? [...n.parentElement.children].filter((c) => c.tagName === n.tagName) : [n];
      const nth = same.length > 1 ? `:nth-of-type(${same.indexOf(n) + 1})` : '';
      parts.unshift(n.tagName.toLowerCase() + classes.join('') + nth);
    }
    return parts.join('>');
  };
  const nameOf = (e) =>
    (e.getAttribute('aria-label') || e.innerText || e.value || e.title || e.querySelector?.('img')?.alt || '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 50);
  const bodyText = () => (document.body.innerText || '').replace(/\s+/g, ' ').trim();
  const sideways = () => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;
  /** Adds a style sheet and returns what takes it away; a content security policy does not stop it. */
  const sheet = (css) => {
    const s = new CSSStyleSheet();
    s.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, s];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((x) => x !== s);
    };
  };
  const focusables = () =>
    all(FOCUSABLE).filter((e) => visible(e) && !e.disabled && e.tabIndex >= 0 && !e.closest('[inert]'));

  // ---------------------------------------------------------------- targets
  const block = (e) => [...ancestors(e)].find((n) => getComputedStyle(n).display !== 'inline');
  const letters = (s) => s.replace(/\s+/g, '').length;
  /**
   * A link or button in a sentence, whose size is that of the line (the exception of WCAG 2.5.5 and 2.5.8).
   * A button is laid out as inline-block even when it is styled inline, so it is judged by its looks.
   */
  const inSentence = (e) => {
    const b = block(e);
    if (!b) return false;
    const s = getComputedStyle(e);
    if (s.display === 'inline') return letters(b.innerText || '') > letters(e.innerText || '') + 2;
    if (e.tagName !== 'BUTTON' || s.display !== 'inline-block') return false;
    const size = parseFloat(s.fontSize);
    const line = parseFloat(getComputedStyle(b).lineHeight) || 1.2 * size;
    const padding = parseFloat(s.paddingInlineStart) + parseFloat(s.paddingInlineEnd);
    if (e.getBoundingClientRect().height > 1.6 * line || padding > size) return false;
    const walker = document.createTreeWalker(b, NodeFilter.SHOW_TEXT);
    let around = 0;
    for (let n = walker.nextNode(); n; n = walker.nextNode())
      if (block(n) === b && !n.parentElement.closest(TARGETS)) around += letters(n.data);
    return around > 2;
  };
  const box = (left, top, right, bottom) => ({ left, top, right, bottom, width: right - left, height: bottom - top });
  const union = (a, b) =>
    box(Math.min(a.left, b.left), Math.min(a.top, b.top), Math.max(a.right, b.right), Math.max(a.bottom, b.bottom));
  /** The box that can be hit: with its labels, and with a pseudo-element stretched over it. */
  const hitBox = (e) => {
    const q = e.getBoundingClientRect();
    let r = box(q.left, q.top, q.right, q.bottom);
    if (/^(checkbox|radio)$/.test(e.type || ''))
      for (const l of e.labels || []) if (l.getBoundingClientRect().width) r = union(r, l.getBoundingClientRect());
    for (const pseudo of ['::before', '::after']) {
      const s = getComputedStyle(e, pseudo);
      if (s.content === 'none' || s.position !== 'absolute') continue;
      const dx = (parseFloat(s.width) - r.width) / 2;
      const dy = (parseFloat(s.height) - r.height) / 2;
      if (dx >= 0 && dy >= 0) r = box(r.left - dx, r.top - dy, r.right + dx, r.bottom + dy);
    }
    return r;
  };
  const targets = () =>
    all(TARGETS)
      .filter((e) => visible(e) && !eyeHidden(e) && !e.disabled && getComputedStyle(e).pointerEvents !== 'none')
      .map((e) => ({ e, r: hitBox(e), inline: inSentence(e) }));
  const centre = ({ r }) => [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
  const targetSize = () => {
    const ts = targets();
    const apart = ts.filter((t) => !t.inline);
    const small = apart.filter((t) => t.r.width < 23.5 || t.r.height < 23.5);
    const small44 = apart.filter((t) => t.r.width < 43.5 || t.r.height < 43.5);
    // The spacing exception of 2.5.8: a circle of 24 px round the centre touches no other target.
    const clashes = (t, o) => {
      if (o === t || o.e.contains(t.e) || t.e.contains(o.e)) return false;
      const [x, y] = centre(t);
      const dx = Math.max(o.r.left - x, 0, x - o.r.right);
      const dy = Math.max(o.r.top - y, 0, y - o.r.bottom);
      if (dx * dx + dy * dy < 12 * 12 - 0.5) return true;
      const [ox, oy] = centre(o);
      return small.includes(o) && (ox - x) ** 2 + (oy - y) ** 2 < 24 * 24 - 0.5;
    };
    const size = (t) => ({ w: Math.round(t.r.width), h: Math.round(t.r.height) });
    return {
      fail24: small
        .map((t) => [t, ts.find((o) => clashes(t, o))])
        .filter(([, other]) => other)
        .map(([t, other]) => ({ sel: sel(t.e), name: nameOf(t.e), ...size(t), near: nameOf(other.e) })),
      small44: small44.slice(0, 5).map((t) => `${sel(t.e)} “${nameOf(t.e)}” ${size(t).w}×${size(t).h}`),
      under44: small44.length,
      nonInline: apart.length,
    };
  };

  // ---------------------------------------------------------------- overflow
  const cuts = (overflow) => /hidden|clip/.test(overflow);
  const scrolls = (overflow) => /auto|scroll/.test(overflow);
  /** The text that a box with hidden overflow cuts off, or null. */
  const cutText = (e, s) => {
    const x = cuts(s.overflowX) && e.scrollWidth > e.clientWidth + 2;
    const y = cuts(s.overflowY) && e.scrollHeight > e.clientHeight + 3;
    if ((!x && !y) || eyeHidden(e)) return null;
    const b = e.getBoundingClientRect();
    const outside = (q) =>
      q.width > 1 &&
      q.height > 1 &&
      ((x && (q.right > b.right + 2 || q.left < b.left - 2)) ||
        (y && (q.bottom > b.bottom + 3 || q.top < b.top - 3)));
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    for (let n = walker.nextNode(), i = 0; n && i < 400; n = walker.nextNode(), i++) {
      if (!n.data.trim() || !visible(n.parentElement) || eyeHidden(n.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(n);
      if ([...range.getClientRects()].some(outside)) return n.data.trim().slice(0, 40);
    }
    return null;
  };
  /** What sticks out of the page, what scrolls inside it, what is cut. */
  const overflow = () => {
    const W = document.scrollingElement.clientWidth;
    const over = sideways();
    const wide = [];
    const inner = [];
    const clipped = [];
    const inScroller = (e) =>
      [...ancestors(e)].some(
        (n) => n !== document.body && /auto|scroll|hidden|clip/.test(getComputedStyle(n).overflowX),
      );
    for (const e of all('*', document.body)) {
      if (!visible(e)) continue;
      const s = getComputedStyle(e);
      const r = e.getBoundingClientRect();
      const out = over > 1 && (r.right > W + 1 || r.left < -1) && s.position !== 'fixed';
      if (out && wide.length < 6 && !inScroller(e) && !eyeHidden(e))
        wide.push(`${sel(e)} [${Math.round(r.left)}…${Math.round(r.right)}]`);
      if (scrolls(s.overflowX) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 20) {
        const data = e.matches('pre,code,table,svg,canvas,figure') || !!e.querySelector('table,pre,code,svg,img');
        inner.push({ sel: sel(e), data });
      }
      const cut = cuts(s.overflowX + s.overflowY) && e.clientWidth > 1 && e.clientHeight > 1 && cutText(e, s);
      if (cut) clipped.push(`${sel(e)} “${cut}”`);
    }
    return { over, wide, inner, clipped };
  };
  /** The share of the window that fixed and sticky boxes cover. */
  const stickyShare = () => {
    const sticks = (e) => /fixed|sticky/.test(getComputedStyle(e).position);
    let area = 0;
    const who = [];
    for (const e of all('*', document.body)) {
      if (!sticks(e) || !visible(e) || eyeHidden(e) || getComputedStyle(e).pointerEvents === 'none') continue;
      if ([...ancestors(e)].some(sticks)) continue;
      const r = e.getBoundingClientRect();
      const w = Math.max(0, Math.min(r.right, innerWidth) - Math.max(r.left, 0));
      const h = Math.max(0, Math.min(r.bottom, innerHeight) - Math.max(r.top, 0));
      area += w * h;
      if (w * h > 0) who.push(`${sel(e)} ${Math.round(w)}×${Math.round(h)}`);
    }
    return { share: area / (innerWidth * innerHeight), who: who.slice(0, 4) };
  };

  // ---------------------------------------------------------------- motion
  const motion = () => {
    const moves = /all|transform|left|right|top|width|height|margin|inset|translate|scale|rotate|grid/;
    const running = document
      .getAnimations()
      .filter((a) => !(a instanceof CSSTransition) && a.playState === 'running')
      .filter((a) => a.effect?.getComputedTiming().duration > 10)
      .map((a) => `${a.animationName || 'animation'} ${sel(a.effect.target)}`);
    const transitions = new Set();
    for (const e of all('*', document.body)) {
      const s = getComputedStyle(e);
      const lasts = s.transitionDuration.split(',').some((d) => parseFloat(d) > 0.05);
      if (lasts && moves.test(s.transitionProperty))
        transitions.add(e.tagName.toLowerCase() + '.' + (e.classList[0] || ''));
    }
    return {
      running,
      transitions: [...transitions].slice(0, 4),
      smooth: getComputedStyle(document.documentElement).scrollBehavior === 'smooth',
      autoplay: all('video[autoplay],audio[autoplay],marquee,blink,img[src$=".gif"]').length,
    };
  };

  // ---------------------------------------------------------------- right to left
  // Phone numbers and dates by their length, amounts by their groups of three; in a phone link any number.
  const LONG = /\+?\d[\d\u00a0\u202f .-]{5,}\d/g;
  const GROUPED = /\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?!\d)/g;
  const IN_PHONE_LINK = /\+?\d[\d\u00a0\u202f .-]*\d/g;
  const YEARS = /^\d{4}-\d{4}$/;
  const numbersIn = (node) => {
    if (node.parentElement.closest('a[href^="tel:"]')) return [...node.data.matchAll(IN_PHONE_LINK)];
    const long = [...node.data.matchAll(LONG)].filter(([m]) => m.replace(/\D/g, '').length >= 8 && !YEARS.test(m));
    const covered = (i) => long.some((m) => i >= m.index && i < m.index + m[0].length);
    return [...long, ...[...node.data.matchAll(GROUPED)].filter((m) => !covered(m.index))];
  };
  /** True when the signs of a number stand from left to right, measured on the glyph boxes. */
  const inOrder = (node, match) => {
    const range = document.createRange();
    const boxes = [...match[0]]
      .map((sign, i) => [sign, match.index + i])
      .filter(([sign]) => /[\d+]/.test(sign))
      .map(([, i]) => {
        range.setStart(node, i);
        range.setEnd(node, i + 1);
        return range.getBoundingClientRect();
      });
    return boxes.every((b, k) => !k || Math.abs(boxes[k - 1].top - b.top) >= 3 || b.left >= boxes[k - 1].left - 0.5);
  };
  const rightToLeft = () => {
    const out = { numbers: 0, reversed: [], left: [] };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n = walker.nextNode(); n; n = walker.nextNode()) {
      if (!/\d/.test(n.data) || !visible(n.parentElement)) continue;
      for (const m of numbersIn(n)) {
        out.numbers++;
        if (!inOrder(n, m)) out.reversed.push(m[0].trim());
      }
    }
    for (const e of all('p,li,td,dd,h1,h2,h3,label')) {
      if (!visible(e)) continue;
      const s = getComputedStyle(e);
      if (s.direction === 'rtl' && s.textAlign === 'left' && /[\u0590-\u08ff]/.test(e.innerText || ''))
        out.left.push(sel(e));
    }
    return out;
  };

  // ---------------------------------------------------------------- print
  const luminance = (colour) => {
    const m = colour.match(/[\d.]+/g)?.map(Number) || [255, 255, 255];
    if (m.length > 3 && m[3] === 0) return 1;
    return (0.2126 * m[0] + 0.7152 * m[1] + 0.0722 * m[2]) / 255;
  };
  const background = (e) => luminance(getComputedStyle(e).backgroundColor);
  /** The page as it is laid out for paper. */
  const printed = () => {
    const main = document.querySelector('main,[role=main]') || document.body;
    const isLong = bodyText().length > 300;
    const unfolded = (d) => [...d.children].some((c) => c.tagName !== 'SUMMARY' && visible(c));
    return {
      overflow: overflow(),
      dark: background(document.body) < 0.4 || background(document.documentElement) < 0.4,
      lightText: luminance(getComputedStyle(main).color) > 0.7,
      text: (main.innerText || '').trim().length,
      navigation: all('nav,[role=navigation],[role=search],header form')
        .filter((e) => isLong && visible(e) && !main.contains(e))
        .map(sel),
      details: all('details:not([open])', main).filter(
        (d) => visible(d) && d.textContent.trim().length > 40 && !unfolded(d),
      ).length,
      fixed: all('*').filter((e) => getComputedStyle(e).position === 'fixed' && visible(e) && !eyeHidden(e)).length,
    };
  };

  // ---------------------------------------------------------------- without script
  const isAlive = (e) =>
    e.disabled ||
    (e.form && (e.tagName === 'SELECT' || /submit|reset|image/.test(e.type))) ||
    e.hasAttribute('popovertarget') ||
    e.hasAttribute('commandfor') ||
    (e.tagName === 'A' && e.getAttribute('href') && e.getAttribute('href') !== '#');
  const withoutScript = () => ({
    text: bodyText().length,
    links: [...document.links].filter(visible).length,
    dead: all('button,[role=button],[role=tab],[role=switch],input[type=button],select')
      .filter((e) => visible(e) && !isAlive(e))
      .map((e) => `${sel(e)} “${nameOf(e)}”`),
    hashLinks: all('a[href="#"],a[href^="javascript:"]').filter(visible).length,
    formsWithoutAction: all('form:not([action])').filter(visible).length,
  });
  const opensMenu = (e) =>
    e.tagName !== 'LABEL' || (e.control?.type === 'checkbox' && (visible(e) || visible(e.firstElementChild || e)));
  const narrowMenus = () => ({
    over: sideways(),
    links: [...document.links].filter((a) => visible(a) && !eyeHidden(a)).length,
    menus: all('details,[popover],label[for]').filter(opensMenu).length + all('iframe').length,
  });

  // ---------------------------------------------------------------- forced colours
  const masked = (e) =>
    [null, '::before', '::after'].some((pseudo) => (getComputedStyle(e, pseudo).maskImage || 'none') !== 'none');
  /** Controls that lose their face when the system sets the colours. */
  const forcedColours = () => {
    const out = [];
    for (const e of all('*', document.body)) {
      if (!visible(e)) continue;
      const s = getComputedStyle(e);
      if (s.forcedColorAdjust === 'none' && !e.closest('svg,pre,code'))
        out.push(['forced-color-adjust-none', sel(e)]);
      const drawnBox = e.tagName === 'INPUT' && /checkbox|radio/.test(e.type) && s.appearance === 'none';
      if (drawnBox && parseFloat(s.borderTopWidth) === 0) out.push(['forced-colors-control-without-border', sel(e)]);
      if (!/^(A|BUTTON|SUMMARY)$/.test(e.tagName) || (e.innerText || '').trim()) continue;
      const parts = [e, ...all('*', e)];
      const drawn = parts.some((x) => /^(img|svg)$/i.test(x.tagName));
      const kept = parts.some((x) => getComputedStyle(x).forcedColorAdjust === 'none');
      if (!drawn && !kept && parts.some(masked)) out.push(['forced-colors-mask-icon', sel(e)]);
    }
    return out.slice(0, 12);
  };

  // ---------------------------------------------------------------- the other direction
  const MIRRORED =
    'header,nav,aside,main,footer,header *,nav li,nav a,aside *,main>*,main section>*,article>*,article li,' +
    'blockquote,button,form>*,figure,summary';
  /** Turns the page round and asks which lopsided boxes mirrored. */
  const flip = () => {
    const root = document.documentElement;
    const W = root.clientWidth;
    scrollTo(0, 0);
    const boxes = all(MIRRORED)
      .filter((e) => visible(e) && !eyeHidden(e) && !e.closest('svg') && !inSentence(e))
      .slice(0, 500);
    const measure = () => boxes.map((e) => e.getBoundingClientRect()).map((r) => [r.left, r.right]);
    const before = measure();
    const other = getComputedStyle(document.body).direction === 'rtl' ? 'ltr' : 'rtl';
    const turned = [root, ...(document.body.hasAttribute('dir') ? [document.body] : [])];
    const was = turned.map((e) => e.getAttribute('dir'));
    for (const e of turned) e.setAttribute('dir', other);
    const after = measure();
    const over = document.scrollingElement.scrollWidth - W;
    turned.forEach((e, i) => (was[i] === null ? e.removeAttribute('dir') : e.setAttribute('dir', was[i])));
    let lopsided = 0;
    const bad = [];
    before.forEach(([left, right], i) => {
      if (Math.abs(left - (W - right)) < 24) return;
      lopsided++;
      if (Math.abs(after[i][0] - (W - right)) >= 20 && Math.abs(after[i][1] - (W - left)) >= 20)
        bad.push(sel(boxes[i]));
    });
    return { lopsided, mirrored: lopsided - bad.length, over, bad: bad.slice(0, 5) };
  };

  window.__qa = {
    visible,
    eyeHidden,
    sel,
    nameOf,
    bodyText,
    sideways,
    sheet,
    focusables,
    targetSize,
    overflow,
    stickyShare,
    motion,
    rightToLeft,
    printed,
    withoutScript,
    narrowMenus,
    forcedColours,
    flip,
  };
})();

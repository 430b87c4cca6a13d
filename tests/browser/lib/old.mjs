// A page as a browser of 2016 understands it: Chromium 50, which knows custom properties and flexible boxes, and neither grid, logical
// sides, gaps, `min()` nor popovers. What it does not know is left out of the style sheet by the rules of CSS.

/** Properties that came later. Those with `-webkit-` before them are older. */
const PROPERTY = new RegExp(
  '^(' +
    [
      'inset.*|(min-|max-)?(inline|block)-size|(margin|padding|border)-(inline|block).*|border-(start|end)-(start|end)-radius',
      'gap|row-gap|column-gap|grid.*|place-.*|justify-(items|self)|clip-path|appearance|color-scheme|content-visibility',
      'text-wrap.*|text-underline-offset|text-decoration-.*|scroll-.*|print-color-adjust|overscroll.*|aspect-ratio|accent-color',
    ].join('|') +
    ')$',
);
/** Values that came later, with functions and keywords. */
const VALUE = /\b(min|max|clamp|env|fit-content)\(|\b(fit|max|min)-content\b|^(grid|inline-grid|contents|flow-root|sticky|anywhere|Mark|Canvas|CanvasText|LinkText)$|\brgb\([^,]*\)|#(\w{8}|\w{4})\b/i;
/** Selectors that came later: a rule with one of them is left out as a whole. */
const SELECTOR = /:focus-visible|:focus-within|:where\(|:is\(|:has\(|::details-content|:popover-open|::marker|:not\([^)]*[ ,>]/;
/** Conditions on what a device is like that came later. */
const MEDIA = /prefers-|forced-colors/;

/** The place of the next `{`, `}` or `;` outside strings and brackets. */
function next(css, from) {
  let quote = '', depth = 0;
  for (let at = from; at < css.length; at++) {
    const sign = css[at];
    if (sign === '\\') at++;
    else if (quote) quote = sign === quote ? '' : quote;
    else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '(' || sign === '[') depth++;
    else if (sign === ')' || sign === ']') depth--;
    else if (!depth && '{};'.includes(sign)) return at;
  }
  return css.length;
}

/** The place of the `}` that ends the block which begins here. */
function close(css, from) {
  for (let at = from, depth = 0; ; at++) {
    at = next(css, at);
    if (at >= css.length || (css[at] === '}' && !depth--)) return at;
    if (css[at] === '{') depth++;
  }
}

/** A value with its custom properties looked up. */
const looked = (value, names) => {
  for (let turn = 0; turn < 4; turn++) value = value.replace(/var\((--[\w-]+)\)/g, (_, name) => names.get(name) ?? '');
  return value.trim();
};

/** Whether the declaration is understood. */
function isKnown(name, value, names) {
  if (name.startsWith('--')) return true;
  // The shorthand had no colour, no style and no thickness.
  if (PROPERTY.test(name) || (name === 'text-decoration' && /\s/.test(value))) return false;
  return !VALUE.test(looked(value, names));
}

function holds(condition, names) {
  if (/^not\b/.test(condition)) return !holds(condition.slice(3).trim(), names);
  const [, name, value] = /^\(([\w-]+):(.*)\)$/.exec(condition) || [];
  return !!name && isKnown(name, value.trim(), names);
}

function declared(text, names) {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const end = next(text, at), [name, ...rest] = text.slice(at, end).split(':'), value = rest.join(':').trim();
    at = end + 1;
    if (!value) continue;
    if (name.trim().startsWith('--') && !VALUE.test(value)) names.set(name.trim(), value);
    // A declaration with a custom property is only found to be wrong when it is used: then it counts as not written.
    if (isKnown(name.trim(), value, names)) out += `${name}:${value};`;
    else if (value.includes('var(') && !PROPERTY.test(name.trim())) out += `${name}:unset;`;
  }
  return out;
}

/** The style sheet without what such a browser does not know. */
function sheet(css, names) {
  let out = '';
  for (let at = 0; at < css.length; ) {
    const end = next(css, at), head = css.slice(at, end).trim();
    at = end + 1;
    if (css[end] !== '{') continue;
    const last = close(css, at), inner = css.slice(at, last);
    at = last + 1;
    if (head.startsWith('@media')) out += MEDIA.test(head) ? '' : `${head}{${sheet(inner, names)}}`;
    else if (head.startsWith('@supports')) out += holds(head.slice(9).trim(), names) ? sheet(inner, names) : '';
    else if (head.startsWith('@')) out += `${head}{${inner}}`;
    else if (!SELECTOR.test(head)) out += `${head}{${declared(inner, names)}}`;
  }
  return out;
}

/** A page with what such a browser knows of its style sheet and of its attributes. */
export const aged = (html) =>
  html
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace(/<style>([^]*?)<\/style>/g, (_, css) => {
      const names = new Map();
      // The colours and sizes that hold in the end are known before the rules that use them are read.
      sheet(css, names);
      return `<style>${sheet(css, names)}</style>`;
    })
    .replace(/ popover(?=[ >])| popovertarget="[^"]*"/g, '');

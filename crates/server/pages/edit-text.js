"use strict";
// Changes of a text as plain functions: what a button writes, where a mark stands after somebody typed. No page is known here.

/**
 * A change of a text: the words between two places go, others come.
 * @typedef {{start: number, end: number, words: string, from?: number, to?: number}} Change
 * `from` and `to`: what is selected afterwards, counted from `start`.
 * @typedef {{start: number, end: number}} Span
 */

/** The signs of which names consist, such as `fact:plus-1`. */
const NAME = /^[\p{L}\p{M}\p{N}:_-]*/u;

/**
 * The one stretch in which two texts differ; letters of two units stay whole.
 * @param {string} old
 * @param {string} now
 * @returns {Change}
 */
function difference(old, now) {
  const least = Math.min(old.length, now.length);
  let start = 0;
  while (start < least && old[start] === now[start]) start++;
  let same = 0;
  while (same < least - start && old[old.length - 1 - same] === now[now.length - 1 - same]) same++;
  const halved = (/** @type {string} */ text, /** @type {number} */ at) => /[\uDC00-\uDFFF]/.test(text[at] || "");
  while (start > 0 && (halved(old, start) || halved(now, start))) start--;
  while (same > 0 && (halved(old, old.length - same) || halved(now, now.length - same))) same--;
  return { start, end: old.length - same, words: now.slice(start, now.length - same) };
}

/**
 * Marks after a change: those before and behind it move along, those that it touches are gone.
 * @template {Span} T
 * @param {T[]} marks
 * @param {Change} change
 * @returns {T[]}
 */
function moved(marks, change) {
  const by = change.words.length - (change.end - change.start);
  /** @type {T[]} */
  const kept = [];
  for (const mark of marks) {
    if (mark.end <= change.start) kept.push(mark);
    else if (mark.start >= change.end) kept.push({ ...mark, start: mark.start + by, end: mark.end + by });
  }
  return kept;
}

/**
 * A text cut where marks begin and end. Marks may lie in each other: a piece has the worst that holds it, which comes first in `marks`.
 * @template {Span} T
 * @param {string} text
 * @param {T[]} marks
 * @returns {{words: string, mark: T | undefined}[]}
 */
function pieces(text, marks) {
  const wide = marks.map((mark) => (mark.end > mark.start ? mark : { ...mark, end: mark.start + 1 }));
  const cuts = new Set([0, text.length]);
  for (const { start, end } of wide) for (const at of [start, end]) if (at < text.length) cuts.add(at);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).map((start, at) => {
    const place = wide.findIndex((mark) => mark.start <= start && start < mark.end);
    return { words: text.slice(start, places[at + 1]), mark: marks[place] };
  });
}

/**
 * Where the line of a place begins and ends.
 * @param {string} text
 * @param {number} at
 * @returns {Span}
 */
function lineAt(text, at) {
  const end = text.indexOf("\n", at);
  return { start: text.lastIndexOf("\n", at - 1) + 1, end: end < 0 ? text.length : end };
}

/** Whether names are offered here without being asked for: in the target of a link, behind the `.` of a heading. */
function isOffered(/** @type {string} */ line) {
  return /\]\([^)\s]*$/.test(line) || /^\s*#{1,6} .*\{[^}]*\.[\w-]*$/.test(line) || /^\s*pictogram:\s*[\w-]*$/.test(line);
}

/** Whether a place is in the head of a text, where no link can stand. */
const isInHead = (/** @type {string} */ text, /** @type {number} */ at) => at < headOf(text).length;

/** The head of a text, with the lines that close it. */
const headOf = (/** @type {string} */ text) => (/^---\n[^]*?\n---(\n|$)/.exec(text) || [""])[0];

/** Where the words begin behind the head. */
const bodyOf = (/** @type {string} */ text) => (/^\s*/.exec(text.slice(headOf(text).length)) || [""])[0].length + headOf(text).length;

/**
 * What is written when a name is chosen.
 * @param {string} text
 * @param {number} at the caret
 * @param {{from: number, closes: boolean}} offer
 * @param {{insert: string, words: string, picture: string}} item
 * @returns {Change}
 */
function chosen(text, at, offer, item) {
  const line = lineAt(text, at).start;
  let start = line + offer.from;
  const rest = /** @type {RegExpExecArray} */ (NAME.exec(text.slice(at)))[0];
  let end = at + rest.length;
  let words = item.insert;
  if (offer.closes && text[end] !== ")") words += ")";
  if (offer.closes && text[end] === ")") { words += ")"; end++; }
  if (item.picture && text[end] === "}") { words += "}"; end++; }
  else if (item.picture && !/^[^\n]*\}/.test(text.slice(end))) words += "}";
  // A link without words is called as the toolkit calls it.
  const bare = offer.closes && /(^|[^!])\[\]\((?:[a-z]+:)?$/.exec(text.slice(line, start));
  if (bare && item.words) {
    const kind = text.slice(line, start).slice(bare.index + bare[1].length + 3);
    start = line + bare.index + bare[1].length;
    words = `[${item.words}](${kind}${words}`;
  }
  // What a picture shows is to be written next, unless it is known.
  const shows = offer.closes && /!\[\]\($/.test(text.slice(line, start));
  if (shows && item.words) return { start: start - 4, end, words: `![${item.words}](${words}` };
  return shows ? { start, end, words, from: -2 } : { start, end, words };
}

/** The beginnings of lines, by the name of their button. */
const BEGINNINGS = {
  list: { is: /^(\s*)[-*+] (?!\[[ xX]\] )/, make: () => "- " },
  steps: { is: /^(\s*)\d+[.)] /, make: (/** @type {number} */ number) => `${number}. ` },
  boxes: { is: /^(\s*)[-*+] \[[ xX]\] /, make: () => "- [ ] " },
};
const ANY = /^(\s*)(?:[-*+] \[[ xX]\] |[-*+] |\d+[.)] )/;

/**
 * Lines that begin as those of a list, of steps or of boxes; without it when all of them begin so already.
 * @param {string} text
 * @param {Span} selected
 * @param {"list" | "steps" | "boxes"} kind
 * @returns {Change}
 */
function begun(text, selected, kind) {
  const start = lineAt(text, selected.start).start;
  const end = lineAt(text, Math.max(selected.start, selected.end - (text[selected.end - 1] === "\n" ? 1 : 0))).end;
  const { is, make } = BEGINNINGS[kind];
  const lines = text.slice(start, end).split("\n");
  const full = lines.filter((line) => line.trim());
  const off = full.length > 0 && full.every((line) => is.test(line));
  let number = 0;
  const words = lines.map((line) => {
    if (!line.trim() && lines.length > 1) return line;
    const bare = line.replace(ANY, "$1");
    const space = /** @type {RegExpExecArray} */ (/^\s*/.exec(bare))[0];
    return off ? bare : space + make(++number) + bare.slice(space.length);
  }).join("\n");
  const change = { start, end, words };
  return lines.length > 1 ? { ...change, from: 0, to: words.length } : { ...change, from: words.length };
}

/**
 * A heading of the line: a first one gets the braces for its pictogram, with the caret in them; then one below, then none.
 * @param {string} text
 * @param {Span} selected
 * @returns {Change}
 */
function heading(text, selected) {
  const { start, end } = lineAt(text, selected.start);
  const line = text.slice(start, end);
  const marks = /^(#{1,6})\s+/.exec(line);
  if (!marks) {
    const words = line.trim();
    const written = `## ${words} {.}`;
    return { start, end, words: written, from: words ? written.length - 1 : 3 };
  }
  if (marks[1].length === 2) {
    const words = `###${line.slice(2)}`.replace(/\s*\{\.[\w-]*\}\s*$/, "");
    return { start, end, words, from: words.length };
  }
  const words = line.slice(marks[0].length);
  return { start, end, words, from: words.length };
}

/**
 * Words between two signs, such as `**`; without them when they stand there already.
 * @param {string} text
 * @param {Span} selected
 * @param {string} sign
 * @returns {Change}
 */
function between(text, { start, end }, sign) {
  const n = sign.length;
  const inner = text.slice(start, end);
  if (text.slice(start - n, start) === sign && text.slice(end, end + n) === sign) {
    return { start: start - n, end: end + n, words: inner, from: 0, to: inner.length };
  }
  // Spaces at the ends would make signs of the marks.
  const space = /** @type {RegExpExecArray} */ (/^(\s*)([^]*?)(\s*)$/.exec(inner));
  const words = space[1] + sign + space[2] + sign + space[3];
  const from = space[1].length + n;
  return { start, end, words, from, to: from + space[2].length };
}

/**
 * A link around the selected words, with the caret where it leads to.
 * @param {string} text
 * @param {Span} selected
 * @param {string} kind such as `fact:`
 * @returns {Change}
 */
function link(text, { start, end }, kind) {
  const inner = text.slice(start, end).replace(/\n+/g, " ");
  const words = `[${inner}](${kind})`;
  return { start, end, words, from: words.length - 1 };
}

/**
 * A block of its own, with an empty line before and behind it.
 * @param {string} text
 * @param {Span} selected
 * @param {string} block
 * @param {number} from what is selected afterwards, counted from the beginning of the block
 * @param {number} to
 * @returns {Change}
 */
function apart(text, { end }, block, from, to) {
  const at = lineAt(text, end).end;
  const before = text.slice(0, at);
  const gap = !before.trim() || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const rest = text.slice(at);
  const after = !rest || rest.startsWith("\n\n") ? "" : rest.startsWith("\n") ? "\n" : "\n\n";
  return { start: at, end: at, words: gap + block + after, from: gap.length + from, to: gap.length + to };
}

/**
 * A framed box: of the selected lines, or a new one.
 * @param {string} text
 * @param {Span} selected
 * @param {string} sample
 * @returns {Change}
 */
function alerted(text, selected, sample) {
  const mark = "> [!IMPORTANT]\n> ";
  if (selected.start === selected.end && !text.slice(...ends(lineAt(text, selected.start))).trim()) {
    const { start } = lineAt(text, selected.start);
    return { ...apart(text, { start, end: start }, mark + sample, mark.length, mark.length + sample.length) };
  }
  const start = lineAt(text, selected.start).start;
  const end = lineAt(text, selected.end).end;
  const words = mark + text.slice(start, end).replace(/\n/g, "\n> ");
  return { start, end, words, from: words.length };
}

const ends = (/** @type {Span} */ { start, end }) => /** @type {[number, number]} */ ([start, end]);

/**
 * What Enter writes at the end of an item: the beginning of the next one; an empty item ends the list. Null elsewhere.
 * @param {string} text
 * @param {Span} selected
 * @returns {Change | null}
 */
function continued(text, selected) {
  if (selected.start !== selected.end) return null;
  const line = lineAt(text, selected.start);
  const before = text.slice(line.start, selected.start);
  const mark = /^(\s*)(?:([-*+] )(\[[ xX]\] )?|(\d+)([.)] )|(> ))/.exec(before);
  if (!mark) return null;
  const [all, space, bullet, box, number, dot, quote] = mark;
  if (!text.slice(line.start + all.length, line.end).trim()) {
    return { start: line.start, end: line.end, words: "" };
  }
  const next = bullet ? bullet + (box ? "[ ] " : "") : number ? Number(number) + 1 + dot : quote;
  return { start: selected.start, end: selected.start, words: `\n${space}${next}` };
}

/** A text with a change made. */
const changed = (/** @type {string} */ text, /** @type {Change} */ { start, end, words }) => text.slice(0, start) + words + text.slice(end);

// The tests read this file as a module.
if (typeof module === "object") {
  module.exports = { difference, moved, pieces, lineAt, isOffered, isInHead, bodyOf, chosen, begun, heading, between, link, apart, alerted, continued, changed };
}

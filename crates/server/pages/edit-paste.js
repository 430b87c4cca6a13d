// What is pasted from a word processor or a web page, as the Markdown of a text: what has a meaning stays, how it looks does not.

/**
 * What was left out, by kind, with how often.
 * @typedef {Record<string, number>} Dropped
 */

/** Elements without words. */
const EMPTY = /^(HEAD|STYLE|SCRIPT|META|LINK|TITLE|TEMPLATE|NOSCRIPT|OBJECT|IFRAME|FORM|BUTTON|INPUT|SELECT|TEXTAREA|SVG|VIDEO|AUDIO|CANVAS|XML|O:P|W:SDT)$/i;
/** Elements that stand on lines of their own. */
const BLOCK = /^(ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|CENTER|DD|DETAILS|DIV|DL|DT|FIGCAPTION|FIGURE|FOOTER|H[1-6]|HEADER|HR|HTML|LI|MAIN|NAV|OL|P|PRE|SECTION|SUMMARY|TABLE|TBODY|TD|TFOOT|TH|THEAD|TR|UL|CAPTION)$/;
/** The bullets that Word writes as letters, and the numbers and boxes. */
const BULLET = /^(?:[·•▪■●○◦‣⁃–—*\-o§vØüq]|\uF0B7|\uF0A7|\uF0D8|\uF0FC|\uF076)\s+/;
const NUMBER = /^\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+/;
const BOX = /^[☐□❏❑❒\uF0A8\uF071]\s*/;

/**
 * A page or a part of one as Markdown.
 * @param {any} root a node of the browser's, or of another parser's
 * @param {number} [top] the level of its highest heading; the title of a text stands in its head
 * @returns {{text: string, dropped: Dropped}}
 */
function markdown(root, top = 2) {
  /** @type {Dropped} */
  const dropped = {};
  const drop = (/** @type {string} */ what) => { dropped[what] = (dropped[what] || 0) + 1; };
  const attribute = (/** @type {any} */ node, /** @type {string} */ name) => (node.getAttribute && node.getAttribute(name)) || "";
  const nodes = (/** @type {any} */ node) => /** @type {any[]} */ (Array.prototype.slice.call(node.childNodes || []));
  const name = (/** @type {any} */ node) => String(node.nodeName).toUpperCase();
  const style = (/** @type {any} */ node) => attribute(node, "style").toLowerCase().replace(/\s+/g, "");
  const levels = headings(root);

  /** Whether a node says nothing that a reader of the text is to get. */
  function isNothing(/** @type {any} */ node) {
    if (node.nodeType === 8 || EMPTY.test(name(node))) return true;
    if (node.nodeType !== 1) return false;
    const looks = style(node);
    const kind = attribute(node, "class");
    if (/^(DEL|S|STRIKE)$/.test(name(node)) || /text-decoration[^;]*:line-through/.test(looks)) return drop("deleted"), true;
    // Words that somebody commented on are kept; only the comment goes, and its sign.
    const to = attribute(node, "href");
    if (/mso-element:comment/.test(looks) || /^MsoComment|^msocom/.test(kind) || /^#_msocom|^#cmnt\d/.test(to)) {
      return drop("comments"), true;
    }
    if (/mso-element:(header|footer)/.test(looks)) return drop("margins"), true;
    return /display:none|mso-hide:all/.test(looks) ? (drop("hidden"), true) : false;
  }

  // ---- words ------------------------------------------------------------------------------------------------------

  /** @param {any} node @returns {string} */
  function inline(node) {
    if (node.nodeType === 3) return escaped(String(node.nodeValue).replace(/[ \t\r\n\f]+/g, " "));
    // Word writes its bullets and numbers a second time, for others.
    if (ignored(node) || isNothing(node)) return "";
    const tag = name(node);
    if (tag === "BR") return "\n";
    if (tag === "IMG" || tag === "V:IMAGEDATA") {
      drop("pictures");
      return escaped(attribute(node, "alt").replace(/\s+/g, " "));
    }
    const inner = nodes(node).map(inline).join("");
    if (tag === "A") return linked(node, inner);
    if (tag === "SUP" && /^\s*\[?\d+\]?\s*$/.test(inner)) return drop("notes"), "";
    const looks = style(node);
    if (looks.replace(/font-weight:[^;]*;?|mso-[^;]*;?/g, "") || attribute(node, "color") || attribute(node, "face")) drop("styles");
    const bold = /^(B|STRONG)$/.test(tag) ? !/font-weight:(normal|400)/.test(looks) : /font-weight:(bold|[6-9]00)/.test(looks);
    if (bold) return wrapped(inner, "**");
    if (/^(I|EM|CITE)$/.test(tag) || /font-style:italic/.test(looks)) return wrapped(inner, "*");
    return inner;
  }

  const ignored = (/** @type {any} */ node) => node.nodeType === 1 && /mso-list:ignore/.test(style(node));

  function linked(/** @type {any} */ node, /** @type {string} */ inner) {
    const to = attribute(node, "href").trim();
    const note = /^#_ftn(ref)?(\d+)/.exec(to);
    if (note) return `[^${note[2]}]${note[1] ? ": " : ""}`;
    const words = inner.replace(/\s*\n\s*/g, " ").trim();
    // A link without words is a mark of Word's own.
    if (!words) return "";
    if (!/^(https?|mailto|tel):/i.test(to)) return to && !to.startsWith("#") ? (drop("links"), inner) : inner;
    const space = /** @type {RegExpExecArray} */ (/^(\s*)[^]*?(\s*)$/.exec(inner));
    return `${space[1]}[${words.replace(/^\*\*([^*]*)\*\*$/, "$1")}](${to.replace(/[()<>\s]/g, (/** @type {string} */ sign) => `%${sign.charCodeAt(0).toString(16)}`)})${space[2]}`;
  }

  /** The words of an element, with their lines. */
  const said = (/** @type {any} */ node) => tidy(nodes(node).map(inline).join(""));

  // ---- blocks -----------------------------------------------------------------------------------------------------

  /** @type {string[]} */
  const out = [];
  /** Words between blocks. */
  let loose = "";
  const flush = () => {
    const words = tidy(loose);
    loose = "";
    if (words) put(paragraph(words));
  };
  /** The sign of the list that was written last: another one begins another list. */
  let listing = "";
  /** @type {number[]} */
  const numbers = [];
  const put = (/** @type {string} */ words, sign = "", depth = 0) => {
    const joins = sign && listing && (depth > 0 || sign === listing);
    out.push((out.length ? (joins ? "\n" : "\n\n") : "") + words);
    if (!sign) numbers.length = 0;
    if (!sign || !depth || !listing) listing = sign;
  };

  /** An item in Markdown; its further lines stand below its first word. */
  function item(/** @type {string} */ words, /** @type {boolean} */ ordered, /** @type {number} */ depth, /** @type {number} */ first = 1) {
    const box = BOX.test(words);
    const bare = words.replace(BOX, "");
    if (!bare) return;
    numbers.length = depth + 1;
    numbers[depth] = (numbers[depth] || first - 1) + 1;
    const mark = box ? "- [ ] " : ordered ? `${numbers[depth]}. ` : "- ";
    const space = "    ".repeat(depth);
    put(space + mark + bare.replace(/\n+/g, `\n${space}${" ".repeat(ordered && !box ? mark.length : 2)}`), mark.replace(/\d+/, "1"), depth);
  }

  /** @param {any} node @param {number} depth */
  function list(node, depth) {
    const ordered = name(node) === "OL";
    numbers.length = depth;
    const start = Number(attribute(node, "start")) || 1;
    for (const child of nodes(node)) {
      if (isNothing(child)) continue;
      const tag = name(child);
      if (tag === "UL" || tag === "OL") list(child, depth + 1);
      else if (tag === "LI") entry(child, ordered, depth, start);
      else loose += inline(child);
    }
    loose = "";
  }

  /** @param {any} node @param {boolean} ordered @param {number} depth @param {number} start */
  function entry(node, ordered, depth, start) {
    let words = "";
    /** @type {any[]} */
    const below = [];
    const walk = (/** @type {any} */ part) => {
      for (const child of nodes(part)) {
        if (/^(UL|OL)$/.test(name(child))) below.push(child);
        else if (/^INPUT$/.test(name(child)) && attribute(child, "type") === "checkbox") words = `☐ ${words}`;
        else if (BLOCK.test(name(child))) { if (words.trim()) words += "\n"; walk(child); }
        else words += inline(child);
      }
    };
    walk(node);
    item(tidy(words).replace(/\n+/g, "\n"), ordered, depth, start);
    for (const inner of below) list(inner, depth + 1);
  }

  /** A paragraph of Word that is an item in truth; whether it is one. */
  function faked(/** @type {any} */ node) {
    const looks = style(node);
    const level = /mso-list:l\d+level(\d+)/.exec(looks);
    const isItem = level || /MsoListParagraph/.test(attribute(node, "class"));
    if (!isItem) return false;
    const mark = marked(node);
    const words = said(node);
    if (!level && !mark && !BULLET.test(words) && !NUMBER.test(words) && !BOX.test(words)) return false;
    const sign = mark || words;
    const ordered = NUMBER.test(`${sign.trim()} `) && !/^o\s/.test(`${sign.trim()} `);
    const bare = mark ? words : words.replace(BULLET, "").replace(NUMBER, "");
    const isBox = BOX.test(`${mark} `);
    if (bare) item((isBox ? "☐ " : "") + bare.replace(/\n+/g, "\n"), ordered, level ? Number(level[1]) - 1 : 0, Number.parseInt(sign.replace(/^\(/, ""), 10) || 1);
    return true;
  }

  /** The bullet or number that Word writes for others. */
  function marked(/** @type {any} */ node) {
    if (ignored(node)) return String(node.textContent).replace(/[\s\u00A0]+/g, " ").trim();
    // Its marks for browsers stand in comments in some versions.
    for (const child of nodes(node)) {
      const found = /** @type {string} */ (child.nodeType === 1 ? marked(child) : "");
      if (found) return found;
    }
    return "";
  }

  /** @param {any} node */
  function table(node) {
    /** @type {string[][]} */
    const rows = [];
    let caption = "";
    let headed = false;
    const walk = (/** @type {any} */ part) => {
      for (const child of nodes(part)) {
        const tag = name(child);
        if (tag === "CAPTION") caption = said(child).replace(/\n+/g, " ");
        else if (tag === "TR") {
          const cells = nodes(child).filter((cell) => /^T[DH]$/.test(name(cell)));
          if (!rows.length && cells.some((cell) => name(cell) === "TH")) headed = true;
          if (cells.some((cell) => Number(attribute(cell, "colspan")) > 1 || Number(attribute(cell, "rowspan")) > 1)) drop("merged");
          rows.push(cells.flatMap((cell) => {
            const words = cellWords(cell).replace(/\|/g, "\\|");
            return [words, ...Array(Math.max(0, (Number(attribute(cell, "colspan")) || 1) - 1)).fill("")];
          }));
        } else if (!isNothing(child)) walk(child);
      }
    };
    walk(node);
    const width = Math.max(0, ...rows.map((row) => row.length));
    // A table of one cell is a frame, one of one column a layout.
    if (width < 2) {
      for (const row of rows) for (const words of row) if (words) put(paragraph(words.replace(/<br>/g, "\n").replace(/\\\|/g, "|")));
      return;
    }
    const line = (/** @type {string[]} */ row) => `| ${Array.from({ length: width }, (_, at) => row[at] || "").join(" | ")} |`;
    const [first, ...rest] = headed || rows.length > 1 ? rows : [Array(width).fill(""), ...rows];
    const plain = first.map((words) => words.replace(/^\*\*(.*)\*\*$/, "$1"));
    if (caption) put(`: ${caption}`);
    put([line(plain), line(Array(width).fill("---")), ...rest.map(line)].join("\n"));
  }

  function cellWords(/** @type {any} */ cell) {
    let words = "";
    const walk = (/** @type {any} */ part) => {
      for (const child of nodes(part)) {
        if (BLOCK.test(name(child))) { if (words.trim()) words += "\n"; walk(child); }
        else words += inline(child);
      }
    };
    walk(cell);
    return tidy(words).replace(/\n+/g, "<br>");
  }

  /** @param {any} node */
  function walk(node) {
    for (const child of nodes(node)) {
      const tag = name(child);
      if (child.nodeType === 3 || (child.nodeType === 1 && !BLOCK.test(tag) && !holdsBlocks(child))) {
        loose += inline(child);
        continue;
      }
      if (isNothing(child)) continue;
      flush();
      block(child, tag);
      flush();
    }
  }

  /** @type {(node: any) => boolean} */
  const holdsBlocks = (node) => nodes(node).some((child) => BLOCK.test(name(child)) || holdsBlocks(child));

  /** @param {any} child @param {string} tag */
  function block(child, tag) {
    const level = levels(child);
    if (level) {
      const words = said(child).replace(/\n+/g, " ").replace(/\*\*/g, "");
      if (words) put(`${"#".repeat(Math.min(6, level + top - 1))} ${words}`);
    } else if (tag === "UL" || tag === "OL") list(child, 0);
    else if (tag === "TABLE") table(child);
    else if (tag === "HR") listing = "";
    else if (tag === "BLOCKQUOTE") {
      const inner = markdown({ nodeType: 1, nodeName: "DIV", childNodes: child.childNodes }, top).text;
      if (inner) put(`> ${inner.replace(/\n/g, "\n> ").replace(/> $/gm, ">")}`);
    } else if (tag === "LI") entry(child, false, 0, 1);
    else if (tag === "PRE") put(paragraph(tidy(escaped(String(child.textContent)))));
    else if (holdsBlocks(child)) walk(child);
    else if (!faked(child)) {
      const words = said(child);
      if (words) put(paragraph(words));
    }
  }

  walk(root);
  flush();
  return { text: out.join(""), dropped };
}

/** Gives the level of a heading, from 1 for the highest that is there; 0 for what is none. */
function headings(/** @type {any} */ root) {
  const own = (/** @type {any} */ node) => {
    const tag = /^H([1-6])$/i.exec(node.nodeName);
    const kind = (node.getAttribute && node.getAttribute("class")) || "";
    const style = (node.getAttribute && node.getAttribute("style")) || "";
    if (/^P$/i.test(node.nodeName) && /^MsoTitle/.test(kind)) return 1;
    const outline = /mso-outline-level:\s*(\d)/.exec(style) || /^MsoHeading([1-6])|^heading-?([1-6])$/i.exec(kind);
    return tag ? Number(tag[1]) : outline ? Number(outline[1] || outline[2]) : 0;
  };
  let least = 9;
  const walk = (/** @type {any} */ node) => {
    const level = own(node);
    if (level) least = Math.min(least, level);
    Array.prototype.forEach.call(node.childNodes || [], walk);
  };
  walk(root);
  return (/** @type {any} */ node) => (own(node) ? own(node) - least + 1 : 0);
}

/** Words in which no sign is one of Markdown. */
const escaped = (/** @type {string} */ words) => words.replace(/[\\`*[\]<]/g, "\\$&").replace(/(^|\s)_|_(?=\s|$)/g, (sign) => sign.replace("_", "\\_"));

/** Signs around words; spaces stay outside, and where there are no words there are no signs. */
function wrapped(/** @type {string} */ words, /** @type {string} */ sign) {
  const parts = /** @type {RegExpExecArray} */ (/^(\s*)([^]*?)(\s*)$/.exec(words));
  if (!parts[2]) return words;
  const lines = parts[2].split("\n").map((line) => (line.trim() ? sign + line.trim() + sign : line));
  // What is bold twice is bold.
  return (parts[1] + lines.join("\n") + parts[3]).split(sign + sign + sign + sign).join("");
}

/** Lines without spaces at their ends; no-break spaces stay where French wants them, and go where Word puts them to indent. */
const tidy = (/** @type {string} */ words) =>
  words.replace(/\*\*(\s*)\*\*/g, "$1").replace(/\u00A0{2,}|\u00A0+(?= )| +\u00A0+/g, " ").replace(/ {2,}/g, " ").replace(/ *\n */g, "\n").replace(/\n{3,}/g, "\n\n").replace(/^[\s\u00A0]+|[\s\u00A0]+$/g, "");

/** A paragraph none of whose lines begins as a heading, a list or a quotation. */
const paragraph = (/** @type {string} */ words) =>
  words.split("\n").filter(Boolean).map((line) => line.replace(/^(#{1,6}|[-+]|>|:)(?=\s|$)/, "\\$1").replace(/^(\d+)([.)])(?=\s)/, "$1\\$2").replace(/^(---|===)/, "\\$1")).join("\n");

/**
 * Whether a piece of the clipboard is worth more than its plain text: source code and single words are not.
 * @param {string} html
 * @param {string} plain
 */
function isRich(html, plain) {
  if (!/<(h[1-6]|ul|ol|li|table|a|b|strong|i|em|p|br|div|img|blockquote)\b/i.test(html)) return false;
  if (/vscode|white-space:\s*pre\b(?!-)[^"]*monospace|monospace[^"]*white-space:\s*pre\b(?!-)|<pre\b/i.test(html)) return false;
  return !/^\s*(#{1,6} |- \[ \] |---\n)/m.test(plain);
}

if (typeof module === "object") module.exports = { markdown, isRich };

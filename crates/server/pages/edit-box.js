// The box in which a text is typed: changes that the browser can undo, and marks at the words, in a layer behind it.

/** @typedef {Span & {severity?: string}} Mark */

/**
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} under the layer behind it, which has the same size and the same letters
 */
function boxed(text, under) {
  /** @type {Mark[]} */
  let marks = [];
  let before = text.value;
  /** Where each piece of the text lies in the layer. @type {{start: number, node: Text}[]} */
  let places = [];

  function draw() {
    places = [];
    let at = 0;
    under.replaceChildren(...pieces(text.value, marks).map(({ words, mark }) => {
      const node = document.createTextNode(words);
      places.push({ start: at, node });
      at += words.length;
      if (!mark) return node;
      const element = document.createElement("mark");
      element.className = mark.severity || "";
      element.append(node);
      return element;
    }), "\u200B");
    follow();
  }

  const follow = () => {
    under.scrollTop = text.scrollTop;
    under.scrollLeft = text.scrollLeft;
  };

  /** The rectangle of a place, counted from the corner of the layer. */
  function place(/** @type {number} */ at) {
    const found = [...places].reverse().find((one) => one.start <= at);
    const range = document.createRange();
    const node = found ? found.node : under;
    const length = found ? found.node.data.length : 0;
    const offset = Math.min(found ? at - found.start : 0, length);
    range.setStart(node, offset);
    range.setEnd(node, offset);
    // The end of a line has no rectangle: that of the letter before it stands in.
    const own = range.getClientRects()[0];
    if (!own && offset > 0) range.setStart(node, offset - 1);
    const rect = own || [...range.getClientRects()].pop() || under.getBoundingClientRect();
    const home = under.getBoundingClientRect();
    const line = Number.parseFloat(getComputedStyle(under).lineHeight) || 24;
    const isNext = !own && found && found.node.data[offset - 1] === "\n";
    const rtl = getComputedStyle(text).direction === "rtl";
    const edge = rtl ? home.right - home.left : 0;
    const x = isNext ? edge : (own ? rect.left : rtl ? rect.left : rect.right) - home.left;
    return { x, y: rect.top - home.top + (isNext ? line : 0), height: line };
  }

  /** Puts the caret somewhere, where somebody sees it. */
  function show(/** @type {number} */ start, end = start) {
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, end);
    const { y, height } = place(start);
    if (y < height || y > text.clientHeight - 3 * height) text.scrollTop += y - text.clientHeight / 3;
    follow();
    const { top, bottom } = text.getBoundingClientRect();
    const line = top + place(start).y;
    if (line < 90 || line > innerHeight - 120 || top > innerHeight || bottom < 0) text.scrollIntoView({ block: "center" });
  }

  /** Makes a change that the browser undoes like one that was typed. */
  function put(/** @type {Change} */ { start, end, words, from, to }) {
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, end);
    const done = words ? document.execCommand("insertText", false, words) : start === end || document.execCommand("delete");
    if (!done) {
      text.setRangeText(words, start, end, "end");
      text.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    if (from !== undefined) text.setSelectionRange(start + from, start + (to === undefined ? from : to));
    const { y, height } = place(text.selectionEnd);
    if (y < 0 || y > text.clientHeight - height) text.scrollTop += y - text.clientHeight / 3;
    reveal();
  }

  /** Puts the caret where the words begin and shows them at the top, without taking the focus. */
  function begin(/** @type {number} */ at) {
    if (document.activeElement !== text) text.setSelectionRange(at, at);
    text.scrollTop += place(at).y - Number.parseFloat(getComputedStyle(text).paddingTop);
    follow();
  }

  /** Moves the page until neither its edges nor the bar at its foot cover the line of the caret. */
  function reveal() {
    if (document.activeElement !== text) return;
    const { y, height } = place(text.selectionEnd);
    const line = text.getBoundingClientRect().top + y;
    const bar = text.form?.querySelector(".keep");
    const foot = Math.min(innerHeight, bar ? bar.getBoundingClientRect().top : innerHeight);
    if (line < 0) scrollBy(0, line - height);
    else if (line + height > foot) scrollBy(0, line + height - foot + height / 2);
  }

  text.addEventListener("scroll", follow, { passive: true });
  text.addEventListener("input", () => {
    marks = moved(marks, difference(before, text.value));
    before = text.value;
    draw();
    reveal();
  });
  text.addEventListener("keyup", reveal);
  // The layer is as wide as the words: the bar of the box takes its own room, at the end of its direction.
  new ResizeObserver(() => {
    const edge = Number.parseFloat(getComputedStyle(text).borderLeftWidth);
    under.style.height = `${text.offsetHeight}px`;
    under.style.width = `${text.clientWidth + 2 * edge}px`;
    under.style.left = `${text.clientLeft - edge}px`;
    follow();
  }).observe(text);
  draw();
  return {
    put, show, place, begin,
    /** All of the text in place of what is there; what is the same is not touched. */
    whole: (/** @type {string} */ words) => put(difference(text.value, words)),
    mark: (/** @type {Mark[]} */ now) => { marks = now; before = text.value; draw(); },
    marked: () => marks,
    selected: () => ({ start: text.selectionStart, end: text.selectionEnd }),
  };
}

// Names at the caret: guides, terms, facts, contacts, anchors and pictograms, in a list that a screen reader tells.

/**
 * @typedef {{name: string, detail: string, words: string, insert: string, picture: string}} Item
 * @typedef {{from: number, closes: boolean, goes_on: boolean, items: Item[]}} Offer
 */

/**
 * @param {HTMLTextAreaElement} text
 * @param {HTMLElement} list
 * @param {ReturnType<typeof boxed>} box
 * @param {(path: string, more: Record<string, string>) => Promise<any>} ask
 * @param {Record<string, any>} words
 * @param {(said: string) => void} say
 * @param {(tool: string) => void} none tells that there is nothing of what this button offers
 */
function named(text, list, box, ask, words, say, none) {
  /** @type {Offer | null} */
  let offer = null;
  let number = 0;
  let at = 0;
  /** Whether somebody asked for it, so that words are looked up, too. */
  let asked = false;
  /** What a button wrote, to be taken back when nothing is chosen. @type {{value: string, change: Change} | null} */
  let begun = null;
  /** The button that began it. */
  let tool = "";

  const isOpen = () => !list.hidden;

  function close() {
    number++;
    offer = null;
    asked = false;
    list.hidden = true;
    list.replaceChildren();
    for (const name of ["aria-controls", "aria-activedescendant", "aria-haspopup"]) text.removeAttribute(name);
  }

  /** Takes back what a button has begun, unless somebody went on from it. */
  function back() {
    const change = begun && begun.value === text.value ? begun.change : null;
    begun = null;
    if (change) box.put(change);
  }

  async function open(/** @type {boolean} */ wanted) {
    asked = asked || wanted;
    const mine = ++number;
    const caret = text.selectionStart;
    const line = text.value.slice(lineAt(text.value, caret).start, caret);
    if (!isOffered(line) && (!text.closest(".prose") || isInHead(text.value, caret))) return close();
    const found = await ask("complete", { line }).catch(() => null);
    // An answer about an older line says nothing about this one.
    if (mine !== number || caret !== text.selectionStart) return;
    if (!found || !found.items.length) {
      if (asked && wanted) (found && begun ? none(tool) : say(words.nothing));
      close();
      return back();
    }
    offer = found;
    show(found.items);
  }

  /** @param {Item[]} items */
  function show(items) {
    list.replaceChildren(...items.map((item, place) => {
      const element = document.createElement("li");
      element.id = `name-${place}`;
      element.setAttribute("role", "option");
      const name = document.createElement("b");
      name.textContent = (words.kinds && words.kinds[item.name.replace(":", "")]) || item.name;
      // The drawing is one of the theme, and the policy of the page runs nothing in it.
      const drawing = item.picture && new DOMParser().parseFromString(item.picture, "text/html").querySelector("svg");
      element.append(...(drawing ? [document.importNode(drawing, true), " "] : []), name);
      const more = item.detail || item.words;
      if (more) element.append(` ${more}`);
      element.addEventListener("click", () => {
        at = place;
        choose();
      });
      return element;
    }));
    list.hidden = false;
    const { x, y, height } = box.place(text.selectionStart);
    const room = text.clientWidth - list.offsetWidth;
    list.style.left = `${Math.max(0, Math.min(x, room))}px`;
    list.style.top = `${Math.max(0, Math.min(y, text.clientHeight)) + height}px`;
    text.setAttribute("aria-controls", list.id);
    text.setAttribute("aria-haspopup", "listbox");
    at = 0;
    choice();
    list.scrollIntoView({ block: "nearest" });
    say(words.offered.replace("%", String(items.length)));
  }

  function choice() {
    [...list.children].forEach((element, place) => element.setAttribute("aria-selected", String(place === at)));
    text.setAttribute("aria-activedescendant", `name-${at}`);
    const own = /** @type {HTMLElement | undefined} */ (list.children[at]);
    if (own) list.scrollTop = Math.max(own.offsetTop + own.offsetHeight - list.clientHeight, Math.min(list.scrollTop, own.offsetTop));
  }

  function choose() {
    if (!offer) return;
    const { goes_on: more } = offer;
    const change = chosen(text.value, text.selectionStart, offer, offer.items[at]);
    begun = null;
    close();
    box.put(change);
    if (more) open(true);
  }

  // The box keeps the focus while somebody scrolls the list or chooses in it.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const opens = (event.code === "Space" && event.ctrlKey) || (event.key === "ArrowDown" && event.altKey);
    if (opens && !isOpen()) {
      event.preventDefault();
      open(true);
      return;
    }
    if (!isOpen()) return;
    const last = list.children.length - 1;
    if (event.key === "ArrowDown") at = at < last ? at + 1 : 0;
    else if (event.key === "ArrowUp") at = at > 0 ? at - 1 : last;
    else if (event.key === "PageDown") at = Math.min(last, at + 8);
    else if (event.key === "PageUp") at = Math.max(0, at - 8);
    else if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      return choose();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
      return back();
    } else return;
    event.preventDefault();
    choice();
  });
  text.addEventListener("input", (event) => {
    if (/** @type {InputEvent} */ (event).isComposing) return;
    const caret = text.selectionStart;
    const line = text.value.slice(lineAt(text.value, caret).start, caret);
    if (isOffered(line) || (isOpen() && asked && /[\p{L}\p{N}]$/u.test(line))) open(false);
    else if (isOpen()) close();
  });
  text.addEventListener("blur", close);
  text.addEventListener("click", () => isOpen() && close());
  text.addEventListener("scroll", () => isOpen() && close(), { passive: true });

  return {
    open,
    /** Opens the list for what a button has begun; `change` takes it back. */
    begin(/** @type {Change} */ change, of = "") {
      begun = { value: text.value, change };
      tool = of;
      open(true);
    },
  };
}

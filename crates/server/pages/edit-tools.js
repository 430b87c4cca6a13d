// The buttons above the box, and the keys that do the same.

/**
 * @param {HTMLElement} bar
 * @param {HTMLTextAreaElement} text
 * @param {ReturnType<typeof boxed>} box
 * @param {ReturnType<typeof named>} names
 * @param {Record<string, any>} words
 */
function tools(bar, text, box, names, words) {
  const buttons = /** @type {HTMLButtonElement[]} */ ([...bar.querySelectorAll("button")]);

  /** Makes a change whose rest is a name to be chosen; without a choice all is as before. */
  function choose(/** @type {Change} */ change, /** @type {string} */ tool) {
    const old = text.value.slice(change.start, change.end);
    box.put(change);
    names.begin({ start: change.start, end: change.start + change.words.length, words: old, from: old.length }, tool);
  }

  /** @param {string} tool */
  function use(tool) {
    const selected = box.selected();
    const value = text.value;
    if (tool === "heading") {
      const change = heading(value, selected);
      if (!change.words.endsWith(" {.}")) return box.put(change);
      box.put(change);
      // Without a pictogram the braces go again; the heading stays.
      const bare = change.words.slice(0, -4);
      const rest = { start: change.start, end: change.start + change.words.length, words: bare, from: bare.length };
      return change.from === 3 ? undefined : names.begin(rest);
    }
    if (tool === "list" || tool === "steps" || tool === "boxes") return box.put(begun(value, selected, tool));
    if (tool === "bold") return box.put(between(value, selected, "**"));
    if (tool === "alert") return box.put(alerted(value, selected, words.sample.alert));
    if (tool === "link") return choose(link(value, selected, ""), tool);
    if (tool === "picture") {
      const change = link(value, selected, "");
      return choose({ ...change, words: `!${change.words}`, from: (change.from || 0) + 1 }, tool);
    }
    if (tool === "table") {
      const { title, first, second } = words.sample;
      const block = `: ${title}\n\n| ${first} | ${second} |\n| --- | --- |\n|  |  |`;
      return box.put(apart(value, selected, block, 2, 2 + title.length));
    }
    choose(link(value, selected, `${tool}:`), tool);
  }

  // One of the buttons is in the order of the tab key; the arrows lead to the others.
  function rove(/** @type {number} */ to) {
    const place = (to + buttons.length) % buttons.length;
    buttons.forEach((button, at) => { button.tabIndex = at === place ? 0 : -1; });
    buttons[place].focus();
  }
  buttons.forEach((button, at) => {
    button.tabIndex = at ? -1 : 0;
    button.addEventListener("click", () => {
      buttons.forEach((other) => { other.tabIndex = other === button ? 0 : -1; });
      use(button.dataset.tool || "");
    });
    // A click keeps what is selected in the box.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
  });
  bar.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const forward = getComputedStyle(bar).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
    const to = { [forward]: at + 1, [back]: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    rove(to);
  });

  /** @type {Record<string, string>} */
  const keys = { KeyB: "bold", KeyK: "link" };
  /** @type {Record<string, string>} */
  const shifted = { Digit7: "steps", Digit8: "list", Digit9: "boxes" };
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const tool = (event.shiftKey ? shifted : keys)[event.code];
      if (!tool || !buttons.some((button) => button.dataset.tool === tool)) return;
      event.preventDefault();
      use(tool);
    } else if (event.key === "Enter" && !event.shiftKey && !event.defaultPrevented) {
      const change = continued(text.value, box.selected());
      if (!change) return;
      event.preventDefault();
      box.put(change);
    }
  });
  bar.hidden = false;
}

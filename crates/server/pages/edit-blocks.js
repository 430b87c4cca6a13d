// A translation beside its source, block by block, with what has changed since.

/**
 * @typedef {{state: string, source: string, was: [string, string][], own: string, start: number | null, hash: string}} Block
 * @typedef {{blocks: Block[], known: boolean, done: boolean, text: string | null, hash: string, why: string}} Blocks
 */

/**
 * @param {HTMLElement} home
 * @param {HTMLTextAreaElement} text
 * @param {ReturnType<typeof boxed>} box
 * @param {(path: string, more: Record<string, string>) => Promise<any>} ask
 * @param {Record<string, any>} words
 * @param {{lang: string, dir: string}} source
 * @param {() => Promise<boolean>} save saves first; whether all is saved
 * @param {(text: string, hash: string) => void} written what to do when the file itself was changed
 */
function blocked(home, text, box, ask, words, source, save, written) {
  let number = 0;
  let onlyOpen = true;

  async function refresh() {
    const mine = ++number;
    const found = await ask("blocks", { text: text.value }).catch(() => null);
    if (mine === number && found) show(found);
  }

  const made = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes, /** @type {(Node | string)[]} */ ...inner) => {
    const element = document.createElement(name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    element.append(...inner);
    return element;
  };

  /** @param {Blocks} all */
  function show(all) {
    const focused = document.activeElement instanceof HTMLElement && home.contains(document.activeElement) ? document.activeElement.dataset.block : undefined;
    const open = all.blocks.filter((block) => block.state !== "current");
    const some = document.createElement("input");
    some.type = "checkbox";
    some.checked = onlyOpen;
    some.id = "only-open";
    some.addEventListener("change", () => { onlyOpen = some.checked; show(all); home.querySelector("input")?.focus(); });
    const head = made("p", { role: "status" }, open.length ? words.open.replace("%", String(open.length)) : words.current);
    const filter = made("p", { class: "box" }, made("label", { for: "only-open" }, some, words.only));
    const shown = all.blocks.filter((block) => !onlyOpen || !open.length || block.state !== "current");
    const list = made("ol", { class: "blocks" }, ...shown.map(one));
    const finish = made("button", { type: "button" }, words.whole);
    finish.addEventListener("click", () => accept({ whole: "yes" }));
    home.replaceChildren(
      head,
      ...(all.why ? [made("p", { class: "message failed", role: "alert" }, all.why)] : []),
      ...(all.known ? [] : [made("p", {}, words.unknown)]),
      ...(open.length ? [filter] : []),
      ...(all.done ? [made("p", {}, words.done, " ", finish)] : []),
      list,
    );
    if (focused !== undefined) /** @type {HTMLElement | null} */ (home.querySelector(`[data-block="${focused}"]`) || home.querySelector("[data-block], input"))?.focus();
  }

  /** @param {Block} block */
  function one(block) {
    const parts = [made("p", { class: "state" }, words.state[block.state])];
    if (block.source) {
      const said = block.was.length
        ? block.was.flatMap(([kind, piece]) => (kind === "same" ? piece : [made(kind === "gone" ? "del" : "ins", {}, piece), " "]))
        : [block.source];
      parts.push(made("p", { lang: source.lang, dir: source.dir, class: "of" }, ...said));
    }
    if (block.own) parts.push(made("p", { lang: text.lang, dir: text.dir, class: "own" }, block.own));
    const row = made("p", { class: "row" });
    if (block.start !== null) {
      const go = made("button", { type: "button", class: "small" }, words.go);
      go.addEventListener("click", () => box.show(block.start || 0, (block.start || 0) + block.own.length));
      row.append(go);
    }
    if (block.state === "changed") {
      const accepts = made("button", { type: "button", class: "small", "data-block": block.hash }, words.accept);
      accepts.addEventListener("click", () => accept({ block: block.hash }));
      row.append(accepts);
    }
    return made("li", { class: block.state }, ...parts, row);
  }

  /** @param {Record<string, string>} what */
  async function accept(what) {
    // What is said to be up to date is what stands in the file.
    if (!(await save())) return;
    const mine = ++number;
    const found = await ask("block", what).catch(() => null);
    if (found && found.text !== null && found.hash) written(found.text, found.hash);
    // What was asked meanwhile may not know of it.
    if (mine !== number) return refresh();
    if (found) show(found);
  }

  return { refresh };
}

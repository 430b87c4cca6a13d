// Two texts of one file: where they differ, whoever saves chooses. Nothing of either goes unasked.

/**
 * Lines that both texts have, or what each has in their place; `usual` is what is chosen at first.
 * @typedef {{mine: string, theirs: string, usual: "same" | "mine" | "theirs" | "both"}} Stretch
 */

/** The lines of a text; the last one ends, too. */
const linesOf = (/** @type {string} */ text) => (text && !text.endsWith("\n") ? `${text}\n` : text).match(/[^\n]*\n/g) || [];

/**
 * How many lines two texts have in common from each pair of places on.
 * @param {string[]} a
 * @param {string[]} b
 */
function common(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

/**
 * What is chosen at first: the words of whoever changed them; both where both did, so that nothing is lost.
 * @param {string[]} mine
 * @param {string[]} theirs
 * @param {Set<string>} base
 */
function usual(mine, theirs, base) {
  if (![...mine, ...theirs].join("").trim()) return "same";
  const isNew = (/** @type {string[]} */ lines) => lines.some((line) => line.trim() && !base.has(line));
  if (isNew(mine)) return isNew(theirs) ? "both" : "mine";
  // Lines that are only missing were taken away by whoever has fewer.
  return isNew(theirs) || theirs.length < mine.length ? "theirs" : "mine";
}

/**
 * Two texts as stretches. `base` is the text from which both came; "" when nobody knows it.
 * @param {string} mine
 * @param {string} theirs
 * @param {string} base
 * @returns {Stretch[]}
 */
function stretches(mine, theirs, base) {
  const [a, b, old] = [linesOf(mine), linesOf(theirs), new Set(linesOf(base))];
  const table = common(a, b);
  /** @type {Stretch[]} */
  const found = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [from, other] = [i, j];
    while (i < a.length && j < b.length && a[i] === b[j]) { i++; j++; }
    if (i > from) {
      found.push({ mine: a.slice(from, i).join(""), theirs: b.slice(other, j).join(""), usual: "same" });
      continue;
    }
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      if (j >= b.length || (i < a.length && table[i + 1][j] >= table[i][j + 1])) i++;
      else j++;
    }
    const [left, right] = [a.slice(from, i), b.slice(other, j)];
    found.push({ mine: left.join(""), theirs: right.join(""), usual: usual(left, right, old) });
  }
  return found;
}

/**
 * One text of the stretches, as was chosen for each that differs.
 * @param {Stretch[]} all
 * @param {string[]} choices
 */
function joined(all, choices) {
  const rest = [...choices];
  return all.map((one) => {
    const choice = one.usual === "same" ? "mine" : rest.shift();
    return choice === "both" ? one.mine + one.theirs : choice === "theirs" ? one.theirs : one.mine;
  }).join("");
}

/**
 * Shows where two texts differ, with a choice for each place; what comes back tells what was chosen.
 * @param {HTMLElement} home
 * @param {Stretch[]} all
 * @param {HTMLTextAreaElement} text
 * @param {Record<string, string>} words
 * @returns {() => string[]}
 */
function asked(home, all, text, words) {
  const open = all.filter((one) => one.usual !== "same");
  home.replaceChildren(...open.map((one, at) => {
    const set = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = words.place.replace("%", `${at + 1} / ${open.length}`);
    set.append(legend);
    for (const choice of /** @type {const} */ (["mine", "theirs", "both"])) {
      const row = document.createElement("p");
      const label = document.createElement("label");
      const radio = Object.assign(document.createElement("input"), { type: "radio", name: `place-${at}`, value: choice, checked: one.usual === choice });
      row.className = "box";
      label.append(radio, words[choice]);
      row.append(label);
      set.append(row);
      if (choice === "both") continue;
      const said = Object.assign(document.createElement("p"), { className: `words ${choice}`, lang: text.lang, dir: text.dir });
      said.textContent = one[choice].trim() || words.nothing;
      set.append(said);
    }
    return set;
  }));
  return () => open.map((_, at) => /** @type {HTMLInputElement} */ (home.querySelector(`[name="place-${at}"]:checked`)).value);
}

// The tests read this file as a module.
if (typeof module === "object") module.exports = { stretches, joined };

// What is wrong with a text, as a line of the list below the box.

/** @typedef {{severity: string, level: string, title: string, hint: string | null, code: string, start: number, end: number, placed: boolean, fix: boolean}} Note */
/**
 * @param {Note} note
 * @param {number} at its number
 * @param {string} word for what mends it
 * @param {(at: number) => void} lead
 * @param {(at: number) => void} mend
 */
function noted(note, at, word, lead, mend) {
  const element = document.createElement("li");
  element.className = note.severity;
  const go = document.createElement("button");
  go.type = "button";
  go.className = "link";
  go.dataset.note = String(at);
  const level = document.createElement("span");
  level.className = "level";
  level.textContent = note.level;
  go.append(level, ` ${note.title}`);
  go.addEventListener("click", () => lead(at));
  element.append(go);
  if (note.hint) element.append(Object.assign(document.createElement("p"), { textContent: note.hint }));
  if (note.fix) {
    const fix = document.createElement("button");
    fix.type = "button";
    fix.className = "small";
    fix.textContent = word;
    fix.setAttribute("aria-label", `${word} – ${note.title}`);
    fix.addEventListener("click", () => mend(at));
    element.append(fix);
  }
  return element;
}

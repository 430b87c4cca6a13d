// What was typed and not saved stays in this browser until it is saved or thrown away, also after a crash.

/** @typedef {{text: string, when: number, hash: string, key: string}} Kept */

/**
 * @param {string} file
 * @param {() => {text: string, hash: string, dirty: boolean}} state
 */
function keeper(file, state) {
  const start = `trousseau-typed/${file}/`;
  const tab = Math.random().toString(36).slice(2);
  const lock = (/** @type {string} */ name) => `trousseau-tab-${name}`;
  let key = "";
  let timer = 0;
  let works = true;
  // As long as this page lives, no other one offers what it keeps.
  if (navigator.locks) navigator.locks.request(lock(tab), () => new Promise(() => {}));

  function now() {
    clearTimeout(timer);
    const { text, hash, dirty } = state();
    const next = dirty ? `${start}${hash}/${tab}` : "";
    try {
      if (next) localStorage.setItem(next, JSON.stringify({ text, when: Date.now() }));
      if (key && key !== next) localStorage.removeItem(key);
      key = next;
      works = true;
    } catch (error) {
      // A full or forbidden store: it is said beside the button, and leaving the page asks.
      works = false;
    }
  }

  /** What other pages left, the newest first. @returns {Promise<Kept[]>} */
  async function left() {
    const alive = new Set();
    try {
      const { held = [] } = await navigator.locks.query();
      held.forEach((one) => alive.add(one.name));
    } catch (error) {
      // No locks, as over plain HTTP from another computer: all is offered.
    }
    /** @type {Kept[]} */
    const all = [];
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(start)) continue;
        const [hash, owner] = name.slice(start.length).split("/");
        if (alive.has(lock(owner))) continue;
        const { text, when } = JSON.parse(localStorage.getItem(name) || "{}");
        if (typeof text === "string") all.push({ text, when, hash, key: name });
      }
    } catch (error) {
      works = false;
    }
    return all.sort((a, b) => b.when - a.when);
  }

  // What nobody fetched for three months goes, also that of files that are gone.
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith("trousseau-typed/")) continue;
      const { when } = JSON.parse(localStorage.getItem(name) || "{}");
      if (!(Date.now() - when < 90 * 864e5)) localStorage.removeItem(name);
    }
  } catch (error) {
    works = false;
  }
  addEventListener("pagehide", now);
  document.addEventListener("visibilitychange", () => document.hidden && now());
  return {
    now, left,
    soon() {
      clearTimeout(timer);
      timer = setTimeout(now, 250);
    },
    forget(/** @type {string} */ name) {
      try {
        localStorage.removeItem(name);
      } catch (error) {
        works = false;
      }
    },
    works: () => works,
    /** The name under which the words are kept now; "" when nothing is. */
    key: () => key,
  };
}

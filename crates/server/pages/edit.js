// The editor without this script is a form. With it: buttons, names at the caret, marks at the words, a preview that follows, saves
// without a new page, and what was typed is never lost.

const message = document.getElementById("message");
arrived();
if (!document.getElementById("edit")) {
  message?.focus();
  return;
}
const form = /** @type {HTMLFormElement} */ (document.getElementById("edit"));
const id = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.getElementById(name));
const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text"));
const words = JSON.parse(form.dataset.words || "{}");
const file = field("file").value;
const frame = /** @type {HTMLIFrameElement | null} */ (document.querySelector("iframe[data-draft]"));
const title = document.title;
const state = id("state");
const said = id("said");
/** The text as it is in the file with the hash of the form. */
const begins = () => {
  // What the program sent, not what a browser has put back into the box.
  return message?.matches(".failed, .conflict") ? "" : text.defaultValue;
};
let saved = begins();
/** The text that was changed into what is in the box; "" when nobody knows it. */
let base = saved;
let hash = field("hash").value;
/** The text of somebody else that came between, until it is chosen what stays. @typedef {{mine: string, text: string, hash: string, choices: () => string[], all: Stretch[]}} Clash */
/** @type {Clash | null} */
let clash = null;
let lost = false;

const say = (/** @type {string} */ what) => { said.textContent = what; };
const isDirty = () => text.value !== saved;

document.body.classList.add("live");
for (const element of document.querySelectorAll("[data-plain]")) /** @type {HTMLElement} */ (element).hidden = true;
const box = boxed(text, id("under"));
const kept = keeper(`${form.dataset.home}/${file}`, () => ({ text: text.value, hash, dirty: isDirty() }));

// ---- asking the program -----------------------------------------------------------------------------------------------

/** @type {(path: string, more: Record<string, string>, picture?: File) => Promise<Response>} */
const send = (path, more, picture) => {
  const body = picture ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries({ token: field("token").value, file, ...more })) body.append(name, value);
  if (picture) /** @type {FormData} */ (body).append("picture", picture);
  return fetch(`/_desk/${path}`, { method: "POST", body });
};

/** Sends a form. After a new start of the program the page has an old token: a new page has the new one. */
async function post(/** @type {string} */ path, /** @type {Record<string, string>} */ more, /** @type {File | undefined} */ picture) {
  try {
    let answer = await send(path, more, picture);
    if (answer.status === 403) {
      const page = await fetch(`/_desk/edit?file=${encodeURIComponent(file)}`, { cache: "no-store" });
      const other = new DOMParser().parseFromString(await page.text(), "text/html");
      // Another toolkit at this address gets nothing that was typed for this one.
      if (other.getElementById("edit")?.dataset.home !== form.dataset.home) throw new Error("another toolkit");
      const fresh = other.querySelector("input[name=token]");
      field("token").value = fresh?.getAttribute("value") || "";
      answer = await send(path, more, picture);
    }
    if (lost) { lost = false; tell(); }
    return answer;
  } catch (error) {
    lost = true;
    tell();
    throw error;
  }
}
const ask = async (/** @type {string} */ path, /** @type {Record<string, string>} */ more) => (await post(path, more)).json();

// ---- saved or not -----------------------------------------------------------------------------------------------------

let now = "";
/** Says how it stands: "saved" is never said over words that are not. */
function tell(/** @type {string} */ event = "") {
  const dirty = isDirty();
  document.title = dirty ? `• ${title}` : title;
  const keeps = dirty && !kept.works() ? ` ${words.state.unkept}` : "";
  const next = (lost ? words.state.lost : event || (dirty ? words.state.unsaved : now === "unsaved" ? "" : state.textContent || "")) + keeps;
  now = dirty ? "unsaved" : "";
  // What a save said before is not true of words that came after it.
  if (dirty && message && !message.classList.contains("conflict")) message.hidden = true;
  if (state.textContent !== next) state.textContent = next;
  state.classList.toggle("dirty", dirty || lost);
}

/** @type {Promise<boolean> | null} */
let saving = null;
/** Saves; whether all of it is in the file then. Whoever asks twice waits for the first, then saves what came after it. */
async function save() {
  while (saving) await saving;
  if (clash) {
    tell(words.both.first);
    id("theirs-why").focus();
    return false;
  }
  if (!isDirty()) {
    tell(words.state.same);
    return true;
  }
  saving = write();
  const done = await saving;
  saving = null;
  return done;
}

async function write() {
  const sent = text.value;
  tell(words.state.saving);
  let answer, found;
  try {
    answer = await post("edit", { text: sent, hash, answer: "json" });
    found = /json/.test(answer.headers.get("content-type") || "") ? await answer.json() : null;
  } catch (error) {
    kept.now();
    tell();
    return false;
  }
  if (!found) {
    // Too large, or a stranger: the page that comes says so, with all that was typed.
    leaving = true;
    form.submit();
    return false;
  }
  if (found.state === "conflict") {
    conflict(found.theirs, found.hash, found.why);
    return false;
  }
  if (found.state === "failed") {
    tell(found.why);
    state.classList.add("dirty");
    return false;
  }
  settle(sent, found.hash);
  tell(isDirty() ? "" : found.why);
  refresh();
  check();
  return !isDirty();
}

/** From now on the file holds these words and has this hash. */
function settle(/** @type {string} */ words, /** @type {string} */ now) {
  saved = base = words;
  hash = field("hash").value = now;
  kept.now();
}

/** Shows where both texts differ. Nothing is written before it is chosen what stays. */
function conflict(/** @type {string} */ theirs, /** @type {string} */ now, /** @type {string} */ why) {
  const all = stretches(text.value, theirs, base);
  clash = { mine: text.value, text: theirs, hash: now, all, choices: asked(id("choices"), all, text, words.both) };
  /** @type {HTMLTextAreaElement} */ (id("theirs")).value = theirs;
  id("theirs-why").hidden = !why;
  id("theirs-why").textContent = why;
  id("theirs-side").hidden = false;
  id("theirs-why").focus();
  tell();
}

/** Goes on with the words that were chosen of both texts. */
function choose(/** @type {(clash: Clash) => string} */ chosen) {
  if (!clash) return;
  const { mine, text: theirs, hash: now } = clash;
  // Somebody went on typing: the places are other ones.
  if (mine !== text.value) return conflict(theirs, now, words.both.again);
  const result = chosen(clash);
  clash = null;
  id("theirs-side").hidden = true;
  if (message?.classList.contains("conflict")) message.hidden = true;
  settle(theirs, now);
  box.whole(result);
  tell();
}
id("join").addEventListener("click", () => choose(({ all, choices }) => joined(all, choices())));
id("take-theirs").addEventListener("click", () => choose((clash) => clash.text));
id("keep-mine").addEventListener("click", () => choose(() => text.value));

let leaving = false;
form.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("formaction")) {
    leaving = true;
    return;
  }
  event.preventDefault();
  save();
});
addEventListener("beforeunload", (event) => {
  kept.now();
  if (!leaving && isDirty()) event.preventDefault();
});

// ---- what was kept ------------------------------------------------------------------------------------------------------

async function offer() {
  const all = await kept.left();
  const one = all.find((other) => {
    if (other.text !== saved) return true;
    kept.forget(other.key);
    return false;
  });
  id("kept").hidden = !one;
  if (!one) return;
  const when = new Date(one.when).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  id("kept-words").textContent = words.kept.found.replace("%", when) + (one.hash === hash ? "" : ` ${words.kept.changed}`);
  id("restore").onclick = () => {
    // Saved over a file that has changed since, it is a conflict: both texts are shown then.
    if (one.hash !== hash) base = "";
    hash = field("hash").value = one.hash;
    box.whole(one.text);
    kept.now();
    kept.forget(one.key);
    offer();
  };
  id("discard").onclick = () => {
    kept.forget(one.key);
    offer().then(() => text.focus());
  };
}

// ---- what is wrong ------------------------------------------------------------------------------------------------------

let checking = false;
/** Checks the text as it is; an answer about an older one is not shown. */
async function check() {
  if (checking) return;
  checking = true;
  const sent = text.value;
  const found = await ask("typed", { text: sent }).catch(() => null);
  checking = false;
  if (text.value !== sent) return check();
  if (!found) return;
  if (found.hash && found.hash !== hash && !saving && !id("theirs-side").offsetParent) id("moved").hidden = false;
  else id("moved").hidden = true;
  show(found);
}

/** @type {Note[]} */
let notes = [];

/** @param {{notes: Note[], counts: string, elsewhere: string}} found */
function show(found) {
  notes = found.notes;
  const worst = ["error", "warning", "info"];
  const marks = notes.filter((note) => note.placed).map(({ start, end, severity }) => ({ start, end, severity }));
  box.mark(marks.sort((a, b) => worst.indexOf(a.severity) - worst.indexOf(b.severity)));
  const counts = [found.counts, found.elsewhere].filter(Boolean).join(" – ");
  if (id("counts").textContent !== counts) id("counts").textContent = counts;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.note : undefined;
  id("found").replaceChildren(...notes.map((note, at) => noted(note, at, words.fix, lead, mend)));
  if (focused === undefined) return;
  const next = document.querySelector(`[data-note="${Math.min(Number(focused), notes.length - 1)}"]`);
  (next instanceof HTMLElement ? next : text).focus();
}

/** Where a note stands now: its mark has moved with the words. */
function lead(/** @type {number} */ at) {
  const note = notes[at];
  if (!note) return;
  box.show(note.start, note.end);
  say(note.title);
}

async function mend(/** @type {number} */ at) {
  const note = notes[at];
  const sent = text.value;
  const change = note && (await ask("fix", { text: sent, code: note.code, start: String(note.start) }).catch(() => null));
  if (!change || text.value !== sent) return say(words.unfixed);
  box.put({ ...change, from: change.words.length });
  say(words.fixed);
}

/** Leads to the next note from the caret on, or to the one before. */
function next(/** @type {number} */ by) {
  const at = text.selectionStart;
  const placed = notes.map((note, place) => ({ ...note, place })).filter((note) => note.placed);
  if (!placed.length) return say(id("counts").textContent || "");
  const found = by > 0 ? placed.find((note) => note.start > at) || placed[0] : [...placed].reverse().find((note) => note.start < at) || placed[placed.length - 1];
  lead(found.place);
}

// ---- the preview ----------------------------------------------------------------------------------------------------------

const refresh = () => frame && !/_desk/.test(frame.src) && frame.contentWindow?.dispatchEvent(new Event("trousseau-refresh"));
const source = id("source");
const blocks = source && blocked(id("blocks"), text, box, ask, words.blocks, { lang: source.lang, dir: source.dir }, save, (now, mark) => {
  const same = text.value === saved;
  settle(now, mark);
  // The words of the file come into the box as a change that can be undone; what was typed meanwhile is not touched.
  if (same) box.whole(now);
  tell();
});
const views = document.getElementById("views");
function view() {
  const chosen = /** @type {HTMLInputElement | null} */ (document.querySelector("#views input:checked"));
  if (!chosen || !views) return;
  const isBlocks = chosen.value === "blocks";
  if (blocks) id("blocks").hidden = !isBlocks;
  if (isBlocks && blocks) blocks.refresh();
  if (!frame) return;
  frame.hidden = isBlocks;
  frame.className = chosen.value === "wide" ? "" : "phone";
  const to = chosen.dataset.href || "";
  if (to && frame.getAttribute("src") !== to) frame.src = to;
}
if (views) {
  views.hidden = false;
  views.addEventListener("change", view);
  view();
}

// ---- typing -----------------------------------------------------------------------------------------------------------------

let drafted = 0;
let checked = 0;
text.addEventListener("input", () => {
  const change = difference(typed, text.value);
  const by = change.words.length - (change.end - change.start);
  notes = notes.map((note) => (note.start >= change.end ? { ...note, start: note.start + by, end: note.end + by } : note));
  typed = text.value;
  kept.soon();
  tell();
  clearTimeout(drafted);
  clearTimeout(checked);
  if (frame) drafted = setTimeout(() => post("draft", { text: text.value }).then(refresh, () => {}), 120);
  checked = setTimeout(() => {
    check();
    if (blocks && !id("blocks").hidden) blocks.refresh();
  }, 350);
});
let typed = text.value;

/** Where what a button offers is made, when there is none of it yet. @type {Record<string, string>} */
const makers = { fact: "data/facts/new", term: "data/glossary/new", contact: "data/contacts/new", picture: `files?guide=${form.dataset.guide}` };
/** Says where everybody looks that there is nothing to choose from, and leads to where it is made. */
function none(/** @type {string} */ tool) {
  say(words.names.nothing);
  if (!makers[tool]) return;
  const link = /** @type {HTMLAnchorElement} */ (id("none-link"));
  id("none-words").textContent = words.none[tool];
  link.href = `/_desk/${makers[tool]}`;
  link.textContent = words.none.make;
  id("none").hidden = false;
}
const names = named(text, id("names"), box, ask, words.names, say, none);
const bar = document.getElementById("tools");
if (bar) {
  tools(bar, text, box, names, words);
  bar.addEventListener("click", () => { id("none").hidden = true; }, { capture: true });
  brought(text, box, post, words.paste, form.dataset.guide || "");
}

addEventListener("keydown", (event) => {
  const control = event.ctrlKey || event.metaKey;
  if (control && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save();
  } else if (event.key === "F8") {
    event.preventDefault();
    next(event.shiftKey ? -1 : 1);
  } else if (control && event.key === ".") {
    const at = text.selectionStart;
    const here = notes.findIndex((note) => note.fix && note.start <= at && at <= note.end);
    if (here < 0) return;
    event.preventDefault();
    mend(here);
  }
});

const line = Number(text.dataset.line);
if (line > 1) box.show(text.value.split("\n").slice(0, line - 1).join("\n").length + 1);
else {
  // The head has a form of its own: what is seen first are the words, with the caret before them.
  box.begin(bodyOf(text.value));
  message?.focus();
}
tell();
if (message?.classList.contains("conflict")) conflict(/** @type {HTMLTextAreaElement} */ (id("theirs")).defaultValue, field("over").value, "");
offer();
check();

// Without this script a form is a form. With it, nothing that was typed is lost: by a link that leads away, by a program that has ended.

/** @typedef {[name: string, value: string, chosen: boolean]} Answer what one field holds; of a box, whether it is ticked */

/** The fields in which somebody types or chooses. @returns {HTMLInputElement[]} */
const fieldsOf = (/** @type {HTMLFormElement} */ form) =>
  /** @type {HTMLInputElement[]} */ ([...form.elements]).filter((one) => one.name && one.matches("input:not([type=hidden], [type=file]), select, textarea"));
const isBox = (/** @type {HTMLInputElement} */ one) => one.type === "checkbox" || one.type === "radio";

/** @returns {Answer[]} */
const answersOf = (/** @type {HTMLFormElement} */ form) => fieldsOf(form).map((one) => [one.name, one.value, isBox(one) && one.checked]);

/** What the program sent, not what a browser has put back. @returns {Answer[]} */
const sentTo = (/** @type {HTMLFormElement} */ form) =>
  fieldsOf(form).map((one) => {
    if (!(one instanceof HTMLSelectElement)) return [one.name, isBox(one) ? one.value : one.defaultValue, isBox(one) && one.defaultChecked];
    const all = /** @type {HTMLOptionElement[]} */ ([.../** @type {HTMLSelectElement} */ (one).options]);
    return [one.name, (all.find((option) => option.defaultSelected) || all[0] || { value: "" }).value, false];
  });

/** Puts answers back; a table that grows while it is filled gets its rows on the way. */
function putBack(/** @type {HTMLFormElement} */ form, /** @type {Answer[]} */ answers) {
  for (const [name, value, chosen] of answers) {
    const field = fieldsOf(form).find((one) => one.name === name && (!isBox(one) || one.value === value));
    if (!field || (isBox(field) ? field.checked === chosen : field.value === value)) continue;
    if (isBox(field)) field.checked = chosen;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

(() => {
  const { home = "", words: said } = document.body.dataset;
  const words = JSON.parse(said || "{}");
  const forms = /** @type {HTMLFormElement[]} */ ([...document.querySelectorAll("form[method=post]")]).filter((form) => fieldsOf(form).length);
  // Asked for again, or seen and not yet written: it is the form that was sent a moment ago.
  const isOpen = Boolean(document.querySelector("#preview, #message:is(.failed, .answers, .refused, .conflict, .other, .empty, .person), .question.bad"));
  const sent = isOpen ? arriving() : arrived();
  const again = sent && forms.find((form) => new URL(form.action).pathname === sent.action);
  let leaving = false;
  const all = forms.map(watched);
  if (sent && again) all[0].forget(sent.key);
  all.forEach((one) => one.offer());

  /** Keeps what is typed into a form. */
  function watched(/** @type {HTMLFormElement} */ form, /** @type {number} */ at) {
    const isUnsent = form === again;
    const file = isUnsent && sent ? sent.file : `${home}/form${location.pathname}${location.search.replace(/([?&])(done|undo)=[^&]*/g, "$1")}#${at}`;
    const first = JSON.stringify(sentTo(form));
    const now = () => JSON.stringify(answersOf(form));
    const dirty = () => isUnsent || now() !== first;
    const state = () => ({ text: now(), hash: "form", dirty: dirty() });
    const kept = keeper(file, state);
    if (isUnsent) kept.now();

    form.addEventListener("input", () => kept.soon());
    form.addEventListener("submit", async (event) => {
      const button = /** @type {HTMLElement | null} */ (event.submitter);
      if (leaving) return;
      event.preventDefault();
      kept.now();
      if (!(await answers(form))) return;
      leaving = true;
      try {
        sessionStorage.setItem(SENT, JSON.stringify({ file, action: new URL(form.action).pathname, key: kept.key() }));
      } catch (error) {
        // Without a store the form is sent all the same.
      }
      form.requestSubmit(button);
      // A download leaves the page where it is.
      setTimeout(() => { leaving = false; }, 1000);
    });

    async function offer() {
      const found = (await kept.left()).find((one) => {
        if (one.text !== now()) return true;
        kept.forget(one.key);
        return false;
      });
      form.querySelector(".kept")?.remove();
      if (!found) return;
      const when = new Date(found.when).toLocaleString(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
      const button = (/** @type {string} */ name, /** @type {string} */ look, /** @type {() => void} */ use) => {
        const element = Object.assign(document.createElement("button"), { type: "button", className: look, textContent: name });
        element.addEventListener("click", () => { use(); kept.forget(found.key); offer(); fieldsOf(form)[0]?.focus(); });
        return element;
      };
      const row = document.createElement("p");
      row.append(button(words.restore, "", () => { putBack(form, JSON.parse(found.text)); kept.now(); }), " ", button(words.discard, "small", () => {}));
      told(form, "kept other", words.found.replace("%", when)).append(row);
    }

    return { dirty, offer, now: () => kept.now(), forget: (/** @type {string} */ name) => kept.forget(name) };
  }

  /** A message at the head of a form, read aloud at once. */
  function told(/** @type {HTMLFormElement} */ form, /** @type {string} */ look, /** @type {string} */ text) {
    const box = Object.assign(document.createElement("div"), { className: `message ${look}` });
    box.setAttribute("role", "alert");
    box.append(Object.assign(document.createElement("p"), { textContent: text }));
    form.prepend(box);
    return box;
  }

  /** Whether the program is there. After a new start it has another secret, which the page learns here. */
  async function answers(/** @type {HTMLFormElement} */ form) {
    form.querySelector(".lost")?.remove();
    try {
      const secret = /** @type {HTMLInputElement} */ (form.elements.namedItem("token"));
      // Where a toolkit is chosen or begun nothing can be checked yet.
      const answer = home ? await fetch("/_desk/check", { method: "POST", body: new URLSearchParams({ token: secret.value, proposal: "" }) }) : await fetch("/_desk/");
      if (answer.status !== 403) return true;
      const page = new DOMParser().parseFromString(await (await fetch(location.href, { cache: "no-store" })).text(), "text/html");
      // Another toolkit at this address gets nothing that was typed for this one.
      const fresh = page.body.dataset.home === home && page.querySelector("input[name=token]");
      if (fresh) secret.value = fresh.getAttribute("value") || "";
      return true;
    } catch (error) {
      const box = told(form, "failed lost", words.lost);
      box.tabIndex = -1;
      box.focus();
      return false;
    }
  }

  addEventListener("beforeunload", (event) => {
    all.forEach((one) => one.now());
    if (!leaving && all.some((one) => one.dirty())) event.preventDefault();
  });
})();

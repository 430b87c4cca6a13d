// Without this script the form is a form. With it, what says who somebody is is named while it is typed.
(() => {
  "use strict";
  const message = document.getElementById("message");
  const preview = document.getElementById("preview");
  (message ?? preview)?.focus();
  const timers = new WeakMap();

  async function check(text) {
    const typed = text.value;
    let all = [];
    try {
      const body = new URLSearchParams({ token: text.form.elements.token.value, proposal: typed });
      all = await (await fetch("/_desk/check", { method: "POST", body })).json();
    } catch {
      // The form itself is looked at when it is sent.
    }
    // An answer about an older text says nothing about this one.
    if (typed !== text.value) return;
    const lines = all.map(([words, why]) => {
      const line = document.createElement("p");
      const mark = document.createElement("mark");
      mark.textContent = words;
      line.append(mark, ` – ${why}`);
      return line;
    });
    const said = lines.map((line) => line.textContent).join("");
    const found = text.parentElement.querySelector("[aria-live]");
    // What was read aloud once is not said again.
    if (said !== found.textContent) found.replaceChildren(...lines);
    if (all.length) text.setAttribute("aria-invalid", "true");
    else text.removeAttribute("aria-invalid");
  }

  document.addEventListener("input", ({ target }) => {
    if (!target.matches("textarea[data-check]")) return;
    clearTimeout(timers.get(target));
    timers.set(target, setTimeout(() => check(target), 250));
  });
  for (const text of document.querySelectorAll("textarea[data-check]")) if (text.value) check(text);
})();

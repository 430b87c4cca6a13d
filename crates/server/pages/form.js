// Without this script the form is a form. With it, what says who somebody is is named while it is typed.
(() => {
  "use strict";
  const message = document.getElementById("message");
  const preview = document.getElementById("preview");
  (message ?? preview)?.focus();
  const text = document.querySelector("textarea[data-check]");
  if (!text) return;
  const found = document.getElementById("found");
  const token = text.form.elements.token.value;
  let timer, number = 0;

  async function check() {
    const mine = ++number;
    let all = [];
    try {
      const body = new URLSearchParams({ token, proposal: text.value });
      all = await (await fetch("/_desk/check", { method: "POST", body })).json();
    } catch {
      // The form itself is looked at when it is sent.
    }
    // An answer about an older text says nothing about this one.
    if (mine !== number) return;
    const lines = all.map(([words, why]) => {
      const line = document.createElement("p");
      const mark = document.createElement("mark");
      mark.textContent = words;
      line.append(mark, ` – ${why}`);
      return line;
    });
    const said = lines.map((line) => line.textContent).join("");
    // What was read aloud once is not said again.
    if (said !== found.textContent) found.replaceChildren(...lines);
    if (all.length) text.setAttribute("aria-invalid", "true");
    else text.removeAttribute("aria-invalid");
  }

  text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(check, 250);
  });
  if (text.value) check();
})();

// The editor without this script is a form. With it, the preview follows what is typed, and Ctrl + S saves.
(() => {
  "use strict";
  const form = document.getElementById("edit");
  document.getElementById("message")?.focus();
  if (!form) return;
  const text = form.elements.text;
  const frame = document.querySelector("iframe[data-draft]");
  const first = text.value;
  let timer, leaving = false;

  const line = Number(text.dataset.line);
  if (line > 1) {
    const start = text.value.split("\n").slice(0, line - 1).join("\n").length + 1;
    text.focus();
    text.setSelectionRange(start, start);
    text.scrollTop = Math.max(0, (text.scrollHeight / text.value.split("\n").length) * (line - 6));
  }

  async function draft() {
    await fetch("/_desk/draft", { method: "POST", body: new URLSearchParams(new FormData(form)) });
    frame.contentWindow.dispatchEvent(new Event("trousseau-refresh"));
  }

  text.addEventListener("input", () => {
    if (!frame) return;
    clearTimeout(timer);
    timer = setTimeout(draft, 120);
  });
  form.addEventListener("submit", () => { leaving = true; });
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && text.value !== first) event.preventDefault();
  });
})();

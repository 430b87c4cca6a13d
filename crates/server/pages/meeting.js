// Without this script the table is a form with a button for more rows. With it, a row comes when the last one is begun.
(() => {
  "use strict";
  const rows = document.getElementById("rows");
  const MOST = 200;

  // A copy of the last row, empty but for what is the same in most.
  function grow() {
    const last = rows.lastElementChild;
    const place = rows.children.length;
    if (place >= MOST) return;
    const next = last.cloneNode(true);
    next.querySelectorAll(".box, p.wrong").forEach((node) => node.remove());
    next.querySelectorAll(".bad").forEach((node) => node.classList.remove("bad"));
    next.querySelectorAll(".found").forEach((node) => node.replaceChildren());
    for (const field of next.querySelectorAll("input, select, textarea")) {
      const name = field.name.replace(/^r\d+\./, `r${place}.`);
      next.querySelector(`label[for="${field.id}"]`)?.setAttribute("for", `f-${name}`);
      field.name = name;
      field.id = `f-${name}`;
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
      if (field.tagName === "SELECT") {
        const usual = [...field.options].findIndex((option) => option.defaultSelected);
        field.selectedIndex = name.endsWith(".lang") || name.endsWith(".source") ? last.querySelector(`[name="${name.replace(`r${place}.`, `r${place - 1}.`)}"]`).selectedIndex : Math.max(usual, 0);
      } else field.value = field.defaultValue && field.type === "number" ? field.defaultValue : "";
    }
    next.querySelector(".number").textContent = place + 1;
    rows.append(next);
  }

  rows.addEventListener("input", (event) => {
    if (rows.lastElementChild.contains(event.target)) grow();
  });
})();

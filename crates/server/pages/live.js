// Keeps a page new while its texts are written: waits for news, changes in the page what changed, shows the notes.
(() => {
  "use strict";
  const CSS = "@CSS@";
  const read = (doc) => JSON.parse(doc.getElementById("trousseau-live").textContent);
  let live = read(document);
  arrived();

  // ---- the page ---------------------------------------------------------------------------------------------------

  /** Makes the children of `from` those of `to`; what is the same stays, with its focus, its state and its place. */
  function children(from, to) {
    const old = [...from.childNodes];
    const now = [...to.childNodes];
    let start = 0;
    while (start < old.length && start < now.length && old[start].isEqualNode(now[start])) start++;
    let ends = [old.length, now.length];
    while (ends[0] > start && ends[1] > start && old[ends[0] - 1].isEqualNode(now[ends[1] - 1])) {
      ends = [ends[0] - 1, ends[1] - 1];
    }
    const left = old.slice(start, ends[0]);
    for (const node of now.slice(start, ends[1])) {
      const place = left.findIndex((other) => alike(other, node));
      if (place < 0) {
        from.insertBefore(document.importNode(node, true), left[0] ?? old[ends[0]] ?? null);
        continue;
      }
      for (const gone of left.splice(0, place)) gone.remove();
      morph(left.shift(), node);
    }
    for (const gone of left) gone.remove();
  }

  const alike = (a, b) => a.nodeName === b.nodeName && (a.id ?? "") === (b.id ?? "");

  function morph(from, to) {
    if (from.isEqualNode(to)) return;
    if (from.nodeType !== Node.ELEMENT_NODE) {
      from.nodeValue = to.nodeValue;
      return;
    }
    attributes(from, to);
    // What somebody is typing is theirs.
    if (from !== document.activeElement || !/^(INPUT|TEXTAREA|SELECT)$/.test(from.nodeName)) children(from, to);
  }

  function attributes(from, to) {
    // What a reader opened stays open.
    const kept = (name) => name === "open" && /^(DETAILS|DIALOG)$/.test(from.nodeName);
    for (const { name } of [...from.attributes]) {
      if (!to.hasAttribute(name) && !kept(name)) from.removeAttribute(name);
    }
    for (const { name, value } of to.attributes) {
      if (from.getAttribute(name) !== value && !kept(name)) from.setAttribute(name, value);
    }
  }

  /** The new page. The policy of this one would refuse its style sheet, so that goes under another name. */
  function parse(html) {
    // Written so that this script, which stands in a page itself, does not end there.
    const end = "<\/head>";
    const [head, ...rest] = html.split(end);
    const renamed = head.replace(/<style\b/gi, '<script type="text/css"').replace(/<\/style>/gi, "<\/script>");
    return new DOMParser().parseFromString([renamed, ...rest].join(end), "text/html");
  }

  const styles = (doc) =>
    [...doc.querySelectorAll('head > style, head > script[type="text/css"]')].map((style) => style.textContent).join("\n");
  let dressed = styles(document);

  /** Another style sheet in place. The page's policy names the old one; a sheet made by its own script needs no name. */
  function dress(doc) {
    const css = styles(doc);
    if (css === dressed) return;
    dressed = css;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    for (const style of document.querySelectorAll("head > style")) style.sheet && (style.sheet.disabled = true);
    document.adoptedStyleSheets = [sheet];
  }

  function show(doc) {
    const focused = document.activeElement?.id;
    document.title = doc.title;
    attributes(document.documentElement, doc.documentElement);
    dress(doc);
    const marks = new Map([...document.querySelectorAll("iframe[data-mark]")].map((frame) => [frame, frame.dataset.mark]));
    attributes(document.body, doc.body);
    children(document.body, doc.body);
    for (const [frame, mark] of marks) {
      if (frame.isConnected && frame.dataset.mark !== mark) frame.contentWindow.location.reload();
    }
    if (focused && document.activeElement === document.body) {
      document.getElementById(focused)?.focus({ preventScroll: true });
    }
  }

  // ---- the news ---------------------------------------------------------------------------------------------------

  let busy = false;
  let again = false;

  async function refresh() {
    again = true;
    if (busy) return;
    busy = true;
    try {
      while (again) {
        again = false;
        const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
        if (!/^text\/html/.test(answer.headers.get("content-type") ?? "")) break;
        const doc = parse(await answer.text());
        if (!doc.getElementById("trousseau-live")) break;
        live = read(doc);
        show(doc);
        tell();
      }
    } catch {
      // The server went away; whoever waits for news finds it again.
    } finally {
      busy = false;
    }
  }

  function news(number) {
    lost(number === null);
    if (number !== null && number !== live.number) refresh();
  }

  const pause = (time) => new Promise((done) => setTimeout(done, time));

  /** One page of all that are open waits for news and tells the others: a browser keeps few lines to one server. */
  async function listen(others) {
    let since = live.number;
    for (;;) {
      try {
        const answer = await fetch(`/_desk/events?since=${since}`, { cache: "no-store" });
        if (answer.status === 200) {
          since = (await answer.json()).number;
          others?.postMessage(since);
          news(since);
        } else if (answer.status !== 204) {
          await pause(5000);
        }
      } catch {
        // After a new start of the server the numbers begin again.
        since = -1;
        others?.postMessage(null);
        news(null);
        await pause(700);
      }
    }
  }

  // ---- the notes --------------------------------------------------------------------------------------------------

  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const make = (name, attributes = {}, ...inner) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(key, value);
    element.append(...inner.filter((part) => part !== null && part !== ""));
    return element;
  };
  const button = make("button", { type: "button", "aria-controls": "panel" });
  const panel = make("div", { id: "panel", class: "panel", tabindex: "0", role: "group" });
  const aside = make("a");
  const gone = make("p", { class: "lost", role: "status" });
  const status = make("p", { class: "unseen", role: "status" });
  let open = false;
  let wrong = false;
  let said = "";

  function note(one) {
    const words = one.words || one.before || one.after;
    return make("li", { class: one.severity },
      make("p", { class: "title" }, make("span", { class: "level" }, one.level), " ", one.title),
      make("p", {}, one.editor ? make("a", { href: one.editor, title: live.words.edit }, one.place) : one.place,
        one.edit ? " · " : "", one.edit ? make("a", { href: one.edit }, live.words.here) : "", " ",
        make("code", {}, one.code)),
      words ? make("pre", {}, one.before, make("mark", {}, one.words), one.after) : null,
      one.hint ? make("p", {}, one.hint) : null);
  }

  function tell() {
    const { words, counts, worst, notes, elsewhere } = live;
    host.lang = live.lang;
    host.dir = "ltr";
    // It opens with the first error of this page and folds with the last; in between it stays as somebody wants it.
    if (wrong !== (worst === "error")) open = wrong = !wrong;
    button.hidden = !notes.length && !live.old;
    open &&= !button.hidden;
    button.className = worst ?? "";
    panel.setAttribute("aria-label", words.title);
    panel.replaceChildren(
      make("h2", {}, words.title),
      live.old ? make("p", {}, words.old) : "",
      make("ul", {}, ...notes.map(note)),
      make("p", {}, words.more, " ", make("a", { href: "/_desk/" }, words.desk)),
    );
    // What is wrong elsewhere is counted, and waits at the desk.
    aside.href = elsewhere ? "/_desk/notes" : "/_desk/";
    aside.textContent = elsewhere || words.desk;
    // The desk has its own menu.
    aside.hidden = location.pathname.startsWith("/_desk/");
    unfold();
    // "All is well" would be untrue while something is wrong elsewhere.
    const now = [...(notes.length || !elsewhere ? [counts] : []), ...(elsewhere ? [elsewhere] : []), ...notes.filter((one) => one.severity === "error").map((one) => one.title)].join(". ");
    if (now !== said) status.textContent = said = now;
  }

  function unfold() {
    panel.hidden = !open;
    button.textContent = live.old && !open ? `${live.counts} · ${live.words.old}` : live.counts;
    button.setAttribute("aria-expanded", String(open));
  }

  function lost(is) {
    gone.hidden = !is;
    const words = is ? live.words.lost : "";
    if (gone.textContent !== words) gone.textContent = words;
  }

  function begin() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
    root.adoptedStyleSheets = [sheet];
    const section = make("section", { "aria-label": live.words.title });
    section.append(panel, gone, button, aside, status);
    gone.hidden = true;
    root.append(section);
    button.addEventListener("click", () => { open = !open; unfold(); });
    section.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && open) { open = false; unfold(); button.focus(); }
    });
    // Inside a page of the desk, the desk itself shows the notes.
    if (window.parent === window) document.documentElement.append(host);
    tell();
    const others = "BroadcastChannel" in window ? new BroadcastChannel("trousseau") : null;
    others?.addEventListener("message", (event) => news(event.data));
    if (others && navigator.locks) navigator.locks.request("trousseau", () => listen(others));
    else listen(null);
  }

  // The desk's editor asks for what is being typed.
  addEventListener("trousseau-refresh", refresh);
  // A tab that waited in the background, or came back from history, asks at once.
  addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
  document.readyState === "loading" ? addEventListener("DOMContentLoaded", begin) : begin();
})();

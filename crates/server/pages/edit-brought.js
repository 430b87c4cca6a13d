// What is brought into the box: words from Word or the web, and a picture that is dropped on it or pasted.

/**
 * @param {HTMLTextAreaElement} text
 * @param {ReturnType<typeof boxed>} box
 * @param {(path: string, more: Record<string, string>, picture?: File) => Promise<Response>} post
 * @param {Record<string, any>} words
 * @param {string} guide whose pictures there are; "" for none
 */
function brought(text, box, post, words, guide) {
  const id = (/** @type {string} */ name) => /** @type {HTMLElement} */ (document.getElementById(name));
  const alt = /** @type {HTMLInputElement} */ (id("picture-alt"));
  /** @type {File | null} */
  let picture = null;

  /** Words with their form, as Markdown. */
  function paste(/** @type {ClipboardEvent} */ event, /** @type {string} */ html, /** @type {string} */ plain) {
    const { text: made, dropped } = markdown(new DOMParser().parseFromString(html, "text/html").body);
    if (!made || made === plain) return;
    event.preventDefault();
    const { start, end } = box.selected();
    box.put({ start, end, words: made });
    const list = Object.keys(dropped).filter((kind) => words[kind]).map((kind) => words[kind].replace("%", String(dropped[kind])));
    id("pasted-words").textContent = list.length ? `${words.done} ${words.dropped} ${list.join(", ")}.` : words.done;
    id("pasted").hidden = false;
    id("plain").onclick = () => {
      id("pasted").hidden = true;
      const place = text.value.slice(start, start + made.length) === made;
      if (place) box.put({ start, end: start + made.length, words: plain });
      text.focus();
    };
  }

  /** A picture waits for the words that say what it shows. Whether it is one. */
  function take(/** @type {FileList} */ files) {
    const found = [...files].find((file) => file.type.startsWith("image/"));
    if (!found || !guide) return false;
    picture = found;
    id("picture-name").textContent = found.name;
    id("picture-why").textContent = "";
    id("picture-side").hidden = false;
    alt.value = "";
    alt.focus();
    return true;
  }

  async function send() {
    if (!picture) return;
    id("picture-why").textContent = "";
    const answer = await post("files", { guide, alt: alt.value }, picture).catch(() => null);
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = page?.querySelector("#markdown")?.getAttribute("value");
    if (!made) {
      const why = page ? [...page.querySelectorAll("p.wrong, #message.failed p")].map((one) => one.textContent).join(" ") : "";
      id("picture-why").textContent = why || words.unsent;
      return alt.focus();
    }
    close();
    box.put({ ...box.selected(), words: made });
  }

  function close() {
    picture = null;
    id("picture-side").hidden = true;
    text.focus();
  }

  text.addEventListener("paste", (event) => {
    const data = event.clipboardData;
    if (!data) return;
    const html = data.getData("text/html");
    const plain = data.getData("text/plain").replace(/\r\n/g, "\n");
    if (!html && take(data.files)) return event.preventDefault();
    if (isRich(html, plain)) paste(event, html, plain);
  });
  text.addEventListener("dragover", (event) => {
    if (guide && event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  text.addEventListener("drop", (event) => {
    if (event.dataTransfer && take(event.dataTransfer.files)) event.preventDefault();
  });
  id("picture-take").addEventListener("click", send);
  id("picture-not").addEventListener("click", close);
  alt.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    send();
  });
}

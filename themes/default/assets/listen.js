// Reads the text aloud, sentence by sentence, and marks the sentence that is being read. Only voices of the device itself: those
// of a company's servers would be told what one reads. `voice.js` loads it at the first click on the button.
(() => {
  const box = document.querySelector('.listen'), speech = window.speechSynthesis;
  const READ = 'article h1,.lead,.notice,.body,.help';
  const LEFT = '[hidden],[aria-hidden],sup,.listen,.recording';
  const BLOCK = 'h1,h2,h3,h4,h5,h6,p,li,th,td,dt,dd,caption,figcaption,summary,pre,div';
  /** What is more than marks and spaces; browsers of 2016 know no `\p{L}`. */
  const WORD = /[^\s!-/:-@[-`{-¿،؛؟۔፡-፨‐-⁯、-〿]/;
  const [start, stop] = [].slice.call(box.querySelectorAll('span'));
  const primary = tag => tag.toLowerCase().split(/[-_]/)[0];
  const spoken = element => element.closest('[lang]').lang;
  const voiceOf = tag => {
    const own = speech.getVoices().filter(v => v.localService && primary(v.lang) === primary(tag));
    return own.find(v => v.lang.replace('_', '-') === tag) || own.find(v => v.default) || own[0];
  };
  const sentences = (text, tag) => window.Intl && Intl.Segmenter
    ? [...new Intl.Segmenter(tag, { granularity: 'sentence' }).segment(text)]
    : [{ segment: text, index: 0 }];
  // A number to call is said digit by digit: one that is linked, and one that stands bare. `crates/text/src/calls.rs` has the same rule.
  const DIGIT = '[0-9٠-٩۰-۹]', PARTS = '[ .\\-\u00a0\u2009\u202f\u2010\u2011]', ZERO = '\\(0\\)';
  const RUN = new RegExp(`\\+?${DIGIT}+(?:(?:${PARTS}|${PARTS}?${ZERO}${PARTS}?)${DIGIT}+)*`, 'g');
  const NEXT = new RegExp(`(${DIGIT})(?:${PARTS}|\\s)*(?=${DIGIT})`, 'g');
  const PART = new RegExp(`(?:[A-Za-z,.:/#_&=?+٫٬-]|${DIGIT})$`), MORE = new RegExp(`^(?:[A-Za-z²³°_&=]|[,.:/٫٬-]?${DIGIT})`);
  const PRICE = /[€$£₽₴₺%‰٪]\s*$/, UNIT = /^\s*(?:[€$£₽₴₺%‰٪]|eur|m²|km)/i;
  const SHORT = '112 114 115 119 116000 116006 116111 116117 3018 3020 3039 3114 3117 3133 3646 3919 3928 3939 3949 3977'.split(' ');
  const THE = /(?:^|[^0-9A-Za-zÀ-ɏ])(?:le|au|du)[ \u00a0]$/i;
  /** In ASCII digits: what is dialled. */
  const dialled = number => number.replace(/\(0\)/g, '').replace(/[٠-٩۰-۹]/g, one => one.charCodeAt(0) & 15).replace(/\D/g, '');
  const groups = number => number.split(new RegExp(PARTS));
  const form = number => groups(number).join(' ');
  const LINKED = 'a[href^="tel:"],a[href^="sms:"]';
  const known = [].map.call(document.querySelectorAll('.body a[href^="tel:"],.body a[href^="sms:"]'), link =>
    (link.querySelector('bdi,bdo') || link).textContent.trim());
  function isCalled(before, number, after) {
    const all = dialled(number), parts = groups(number), sizes = String(parts.map(part => part.length));
    if (all.length < 3 || all.length > 15 || PART.test(before) || MORE.test(after) || PRICE.test(before) || UNIT.test(after)) return false;
    if (number[0] === '+') return all.length >= 8;
    if (all[0] === '0' && all.length >= 9) return !(/^2,2,4(,|$)/.test(sizes) && /^(?:19|20)/.test(dialled(parts[2])));
    if (known.some(one => form(one) === form(number) || !parts[1] && dialled(one) === all)) return true;
    // A number of three digits with a word behind it may count things.
    const word = /^[ \u00a0\u202f][^\s\d!-/:-@[-`{-¿،؛؟۔፡-፨‐-⁯、-〿]/.test(after);
    return SHORT.includes(all) && /^(?:\d+|2,2|3,3)$/.test(sizes) && (all.length > 3 || !word || THE.test(before));
  }
  const apart = number => number.replace(NEXT, '$1, ');
  const words = (text, node) => node.parentElement.closest(LINKED) ? apart(text)
    : text.replace(RUN, (number, at) => isCalled(text.slice(0, at), number, text.slice(at + number.length)) ? apart(number) : number);
  let parts, at = 0, turn = 0;
  // Not in the style sheet, of which browsers that do not know this selector would call the rule an error.
  if (window.CSS && CSS.highlights) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('::highlight(listen){background:Mark;color:MarkText}');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }

  function blocks() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), all = [];
    for (let node; (node = walker.nextNode());) {
      const element = node.parentElement;
      if (!element.closest(READ) || element.closest(LEFT)) continue;
      const block = element.closest(BLOCK), last = all[all.length - 1];
      if (last && last.block === block) last.nodes.push(node);
      else all.push({ block, nodes: [node] });
    }
    return all;
  }

  // A sentence is one part, or several where words in another language have a voice of their own.
  function cut({ block, nodes }) {
    const tag = spoken(block), own = voiceOf(tag), found = [];
    if (!own) return found;
    for (const { segment, index } of sentences(nodes.map(node => node.data).join(''), tag)) {
      let begin = 0, last;
      for (const node of nodes) {
        const from = Math.max(index - begin, 0), to = Math.min(index + segment.length - begin, node.length);
        begin += node.length;
        if (from >= to) continue;
        const voice = voiceOf(spoken(node.parentElement)) || own, text = words(node.data.slice(from, to), node);
        if (!last || last.voice !== voice) {
          found.push(last = { block, voice, text: '', range: document.createRange() });
          last.range.setStart(node, from);
        }
        last.text += text;
        last.range.setEnd(node, to);
      }
    }
    return found.filter(part => WORD.test(part.text));
  }

  function show(on) {
    start.hidden = on;
    stop.hidden = !on;
    if (window.CSS && CSS.highlights) {
      CSS.highlights.delete('listen');
      if (on) CSS.highlights.set('listen', new Highlight(parts[at].range));
    }
  }

  function say() {
    const mine = ++turn, part = parts[at];
    if (!part) return end(0);
    const words = new SpeechSynthesisUtterance(part.text.replace(/\s+/g, ' ').trim());
    words.voice = part.voice;
    words.lang = part.voice.lang;
    words.onend = () => mine === turn && (at++, say());
    words.onerror = () => mine === turn && end(at);
    show(true);
    const { top, bottom } = part.range.getBoundingClientRect();
    if (top < 0 || bottom > innerHeight) part.block.scrollIntoView({ block: 'center' });
    speech.speak(words);
  }

  // Stopped, it goes on with the same sentence when asked again.
  function end(next) {
    turn++;
    at = next;
    speech.cancel();
    show(false);
  }

  function read() {
    if (start.hidden) return end(at);
    parts = [].concat(...blocks().map(cut));
    say();
  }

  box.firstElementChild.addEventListener('click', read);
  addEventListener('pagehide', () => speech.cancel());
  read();
})();

// Looks words up in the lists that were built with the pages: titles, headings and words of editors first, then the texts; in the
// language of the page, then in that of the source. Nothing of what is typed leaves the page.
(() => {
  const box = document.querySelector('.find'), field = box.querySelector('input');
  const status = box.querySelector('[role=status]'), list = box.querySelector('ul');
  const TITLE = 10, WORDS = 8, HEADING = 5, TEXT = 1;
  /** How much a match counts that is only the beginning of a word, only its stem, or a slip of one or two letters. */
  const BEGINS = 0.55, STEM = 0.4, SLIP = 0.3, SLIPS = 0.15;
  const SHOWN = 10, AROUND = 170, MINOR = 0.5, AGAIN = 0.7, PHRASE = 25, PART_OF_PHRASE = 8, UNNAMED = 0.3;
  const packs = [];
  /** Browsers of 2016 append one node at a time. */
  const add = (to, ...parts) => parts.forEach(one => to.appendChild(typeof one === 'string' ? document.createTextNode(one) : one));

  const fetchList = src => {
    const script = document.createElement('script');
    script.src = src;
    script.async = false;
    // Without the source's list, what the page's own language has is all there is.
    script.onerror = () => { packs[0].alone = true; show(); };
    document.head.appendChild(script);
  };

  /** The words of a text as `crates/text/src/folding.rs` makes them: the table comes from there. */
  function folder({ letters, prefixes, left, marks, between, apart }) {
    const table = new Map(), set = part => new RegExp(`[${part}]`, 'g');
    for (const to of Object.keys(letters)) for (const letter of letters[to]) table.set(letter, to);
    const hidden = set(marks), alone = set(apart), gaps = new RegExp(`[${between}]+`);
    const plain = letter => (table.has(letter) ? table.get(letter) : letter);
    const without = word => {
      const prefix = prefixes.find(one => word.startsWith(one) && word.length - one.length >= left);
      return prefix ? word.slice(prefix.length) : word;
    };
    return text => {
      const folded = Array.from(text.toLowerCase().replace(hidden, ''), plain).join('');
      const spaced = folded.replace(/(\d)[ \u00a0\u202f](?=\d{2,3}(?![\da-z]))/g, '$1').replace(alone, ' $& ');
      return spaced.split(gaps).map(without).filter(word => word.length > 1 || /\d/.test(word) || word >= '\u2e80');
    };
  }

  /** Takes a list: the first of a language, or its texts, which come after it. */
  function take(data) {
    let pack = packs.find(one => one.tag === data.tag);
    // Texts without their list, which did not come, are of no use.
    if (!pack && !data.entries) return;
    if (!pack) {
      pack = Object.assign(data, { index: new Map(), words: folder(data.fold) });
      pack.gaps = new RegExp(`[${data.fold.between}]+`);
      // A number is one word with its groups.
      pack.runs = `\\d+(?:[ \\u00a0\\u202f]\\d+)+|[^${data.fold.between}]+`;
      packs.push(pack);
      pack.docs = pack.entries.map(([href, label, title, words, headings, lang, dir], at) => {
        const said = words ? words.split('\n') : [], phrases = [title].concat(said).map(one => pack.words(one).join(' '));
        learn(pack, title, at, -1, TITLE);
        learn(pack, words, at, -1, WORDS);
        headings.forEach(([, text], place) => learn(pack, text, at, place + 1, HEADING));
        return { href, label, title, said, headings, lang: lang || pack.lang, dir: dir || pack.dir, phrases, texts: [] };
      });
      if (pack.source) {
        fetchList(`${pack.source}search.js`);
        fetchList(`${pack.source}search-texts.js`);
      }
    } else if (data.texts) {
      data.texts.forEach((texts, at) => {
        pack.docs[at].texts = texts;
        texts.forEach((text, place) => learn(pack, text, at, place, TEXT));
      });
      pack.whole = true;
    }
    if (field.value) show();
  }

  function learn(pack, text, doc, section, weight) {
    for (const word of pack.words(text)) {
      let places = pack.index.get(word);
      if (!places) pack.index.set(word, (places = []));
      const last = places[places.length - 1];
      if (!last || last.doc !== doc || last.section !== section || last.weight !== weight) places.push({ doc, section, weight });
    }
  }

  /** A term as the first of its places writes it. */
  function spelled(pack, term) {
    const [{ doc: at, section }] = pack.index.get(term), doc = pack.docs[at], heading = doc.headings[section - 1];
    const texts = section < 0 ? [doc.title].concat(doc.said) : [heading ? heading[1] : '', doc.texts[section] || ''];
    for (const raw of texts.join(' ').split(pack.gaps)) if (pack.words(raw).indexOf(term) >= 0) return raw.toLowerCase();
    return term;
  }

  let rows = [[], [], []];
  /** How many letters differ, are missing, too many or in each other's place; more than `most` is as good as all. Only what lies within
      `most` letters of the same place is worked out, since a slow phone does this for each of some thousand words. */
  function slips(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [before, row, next] = rows;
    for (let j = 0; j <= b.length; j++) row[j] = j;
    for (let i = 1; i <= a.length; i++) {
      const from = Math.max(1, i - most), to = Math.min(b.length, i + most);
      let least = (next[from - 1] = from > 1 ? most + 1 : i);
      for (let j = from; j <= to; j++) {
        const same = a[i - 1] === b[j - 1];
        let many = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        if (!same && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) many = Math.min(many, before[j - 2] + 1);
        next[j] = many;
        if (many < least) least = many;
      }
      if (least > most) return most + 1;
      next[to + 1] = most + 1;
      rows = [before, row, next] = [row, next, before];
    }
    return row[b.length];
  }

  function begins(a, b) {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    return at;
  }

  /** The terms that a typed word may be, each with how much it counts; slips only where there is nothing better. */
  function terms(pack, word) {
    const found = new Map(), least = Math.max(4, Math.ceil(word.length * 0.75));
    for (const term of pack.index.keys()) {
      if (term === word) found.set(term, 1);
      else if (word.length > 1 && term.startsWith(word)) found.set(term, BEGINS + 0.4 * word.length / term.length);
      else if (term.length <= word.length + 3 && begins(term, word) >= least) found.set(term, STEM);
    }
    if (found.size || word.length < 4 || /\d/.test(word)) return { found };
    const most = word.length < 8 ? 1 : 2;
    let near, best = most + 1;
    for (const term of pack.index.keys()) {
      // Whoever mistypes a word gets one of its first letters right.
      if (term.length < 3 || word[0] !== term[0] && word[1] !== term[1] && word[0] !== term[1] && word[1] !== term[0]) continue;
      const whole = slips(word, term, most);
      const part = whole > most && word.length > 4 && term.length > word.length ? slips(word, term.slice(0, word.length), 1) : 9;
      const many = Math.min(whole, part + 0.5);
      if (many > most) continue;
      found.set(term, many <= 1 ? SLIP : SLIPS);
      if (many < best) [near, best] = [term, many];
    }
    return { found, near };
  }

  /** Two words that the texts write as one are one. */
  function together(pack, words) {
    return words.reduce((all, word) => {
      const both = all.length && all[all.length - 1] + word;
      return both && pack.index.has(both) ? all.slice(0, -1).concat(both) : all.concat(word);
    }, []);
  }

  /** The places of a list where the words of a query are, the best first. */
  function lookIn(pack, query) {
    const words = together(pack, pack.words(query)), docs = new Map(), marks = new Set(), meant = [];
    let direct = false, all = 0;
    words.forEach((word, nth) => {
      const { found, near } = terms(pack, word), hits = new Map();
      let named = false;
      if (found.size && !near) direct = true;
      meant.push(near ? spelled(pack, near) : word);
      found.forEach((quality, term) => {
        marks.add(term);
        for (const { doc, section, weight } of pack.index.get(term)) {
          if (!hits.has(doc)) hits.set(doc, new Map());
          const places = hits.get(doc);
          places.set(section, Math.max(places.get(section) || 0, quality * weight));
          named = named || weight > TEXT && quality > STEM;
        }
      });
      // What no title, heading or editor names is seldom what somebody looks for: how, which, one.
      const rare = Math.log(1 + pack.docs.length / (hits.size || 1)) * (named ? 1 : UNNAMED);
      all += rare;
      hits.forEach((places, doc) => {
        if (!docs.has(doc)) docs.set(doc, []);
        docs.get(doc).push({ nth, places, rare });
      });
    });
    const whole = words.join(' '), results = [];
    docs.forEach((matches, at) => results.push(...rank(pack.docs[at], matches, all, whole, pack)));
    results.sort((a, b) => b.score - a.score);
    return { results, marks, meant: !direct && results.length ? meant.join(' ') : '' };
  }

  /** The best section of an entry, and the next where it is nearly as good. */
  function rank(doc, matches, all, whole, pack) {
    const sections = new Map();
    for (const { places } of matches) for (const section of places.keys()) if (section >= 0) sections.set(section, 0);
    if (!sections.size) sections.set(0, 0);
    const covered = Math.pow(matches.reduce((sum, { rare }) => sum + rare, 0) / all, 1.3);
    const bonus = Math.max(...doc.phrases.map(one => (one === whole ? PHRASE : (one + ' ').startsWith(whole + ' ') ? PART_OF_PHRASE : 0)));
    const ranked = [...sections.keys()].map(section => {
      let score = bonus, own = 0;
      for (const { places, rare } of matches) {
        const head = places.get(-1) || 0, here = places.get(section) || 0;
        score += rare * (Math.max(head, here) + 0.3 * Math.min(head, here) + 0.1 * Math.min(places.size, 6));
        own += rare * here;
      }
      return { doc, section: own ? section : 0, own, score: score * covered * (doc.label >= pack.minor ? MINOR : 1) };
    });
    ranked.sort((a, b) => b.score - a.score || a.section - b.section);
    return ranked.filter((one, at) => !at || at === 1 && one.own > AGAIN * ranked[0].own && one.section);
  }

  /** What a query finds: in the language of the page, then in the source what is not there. */
  function look(query) {
    const groups = [];
    packs.forEach((pack, at) => {
      const group = Object.assign({ pack }, lookIn(pack, query));
      if (at) {
        const own = new Set(groups[0].results.map(one => one.doc.href));
        group.results = group.results.filter(one => !own.has(one.doc.href));
      }
      // The second places of an entry come after all first ones.
      const seen = new Set(), twice = [];
      group.results = group.results.filter(one => !seen.has(one.doc) ? seen.add(one.doc) : !twice.push(one));
      group.results = group.results.slice(0, at ? SHOWN / 2 : SHOWN);
      for (const one of twice) {
        const first = group.results.findIndex(other => other.doc === one.doc);
        if (first >= 0 && first < 3) group.results.splice(first + 1, 0, one);
      }
      groups.push(group);
    });
    return groups;
  }

  const make = (name, text) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    return element;
  };

  /** Writes a text with the words that were looked for marked. */
  function marked(element, text, { pack, marks }) {
    let end = 0;
    const runs = new RegExp(pack.runs, 'g');
    for (let run; (run = runs.exec(text));) {
      if (!pack.words(run[0]).some(word => marks.has(word))) continue;
      add(element, text.slice(end, run.index), make('mark', run[0]));
      end = run.index + run[0].length;
    }
    add(element, text.slice(end));
    return element;
  }

  /** The part of a text around the first word that was looked for. */
  function part(text, { pack, marks }) {
    const runs = new RegExp(pack.runs, 'g');
    let at = 0;
    for (let run; (run = runs.exec(text));) {
      if (pack.words(run[0]).some(word => marks.has(word))) {
        at = run.index;
        break;
      }
    }
    const from = at < AROUND / 2 ? 0 : text.indexOf(' ', at - AROUND / 2) + 1, to = text.indexOf(' ', from + AROUND);
    // Cells and points stand apart, and the spaces within a number stay: they keep its groups in their order.
    const words = text.slice(from, to < 0 ? text.length : to).replace(/([.!?:…؟۔።])?\s*\n\s*/g, (gap, end) => (end ? `${end} ` : ' · '));
    return (from ? '… ' : '') + words.replace(/[ \t]+/g, ' ') + (to < 0 ? '' : ' …');
  }

  /** A result: what it belongs to, a link, and the words around. Its page is in the reader's language where there is a translation,
      and has the anchors of the source. */
  function item(one, group) {
    const [own] = packs, row = make('li'), link = make('a');
    const mine = own.docs.find(doc => doc.href === one.doc.href), doc = mine || one.doc;
    const anchor = one.section && one.doc.headings[one.section - 1][0];
    const heading = doc.headings.find(([id]) => id === anchor);
    // In the file that readers keep, a page is an anchor itself.
    link.href = anchor ? `${doc.href.split('#')[0]}#${anchor}` : doc.href;
    marked(link, heading ? `${doc.title} – ${heading[1]}` : doc.title, group);
    const label = make('small', own.labels[doc.label]);
    spoken(link, doc);
    add(row, label, link);
    const text = one.doc.texts[one.section];
    if (text) add(row, spoken(marked(make('p'), part(text, group), group), one.doc));
    return row;
  }

  /** Says in which language an element is, where that is not the page's. */
  function spoken(element, { lang, dir }) {
    if (lang !== packs[0].lang) {
      element.lang = lang;
      element.dir = dir;
    }
    return element;
  }

  function show() {
    const query = field.value.trim();
    list.textContent = status.textContent = '';
    if (!packs.length || !packs[0].words(query).length) return;
    const { say } = packs[0], groups = look(query), lost = groups.find(group => group.meant);
    const many = groups.reduce((sum, group) => sum + group.results.length, 0);
    const [own, source] = packs, whole = own.whole && (!own.source || own.alone || source && source.whole);
    const direct = groups.some(group => group.results.length && !group.meant);
    status.textContent = many ? say.found.replace('{number}', many) : whole ? say.none : '';
    if (many && !direct && lost) {
      const [before, after] = say.meant.split('{words}');
      add(status, ' ', before, spoken(make('b', lost.meant), lost.pack), after || '');
    }
    groups.forEach((group, at) => {
      if (at && group.results.length) {
        const row = make('li');
        add(row, `${say.source} `, spoken(make('span', group.pack.name), group.pack));
        add(list, row);
      }
      group.results.forEach(one => add(list, item(one, group)));
    });
  }

  field.addEventListener('input', show);
  field.addEventListener('keydown', event => {
    const first = list.querySelector('a');
    if (event.key === 'Enter' && !event.isComposing && first) location.href = first.href;
  });
  window.trousseauSearch = Object.assign(take, { look, packs });
})();

// The plain functions of the desk's editor: what a button writes, where marks stand after somebody typed, what a paste becomes.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import zlib from 'node:zlib';
import { parse } from 'parse5';

const load = createRequire(import.meta.url);
const own = load('../../crates/server/pages/edit-text.js');
const { stretches, joined } = load('../../crates/server/pages/edit-both.js');
const { markdown, isRich } = load('../../crates/server/pages/edit-paste.js');

/** A text with `|` for the caret, or two around what is selected. */
const marked = (text) => {
  const parts = text.split('|');
  const start = parts[0].length;
  return { text: parts.join(''), selected: { start, end: start + (parts.length > 2 ? parts[1].length : 0) } };
};
/** What a change makes of it, marked the same way. */
const after = (text, { from, to = from, ...change }) => {
  const now = own.changed(text, change);
  if (from === undefined) return now;
  const [start, end] = [change.start + from, change.start + to];
  return now.slice(0, start) + '|' + (end > start ? now.slice(start, end) + '|' : '') + now.slice(end);
};
const check = (name, cases, use) =>
  test(name, () => {
    for (const [before, expected, ...more] of cases) {
      const { text, selected } = marked(before);
      const change = use(text, selected, ...more);
      assert.equal(change === null ? null : after(text, change), expected, before);
    }
  });

check('lines begin as a list, and again as none', [
  ['|pain\nlait|', '|- pain\n- lait|', 'list'],
  ['|- pain\n- lait|', '|pain\nlait|', 'list'],
  ['|- [ ] pain\nlait|', '|1. pain\n2. lait|', 'steps'],
  ['a\npa|in', 'a\n- [ ] pain|', 'boxes'],
  ['|1. un\n\n2. deux|', '|- un\n\n- deux|', 'list'],
  ['|', '1. |', 'steps'],
  ['|un\ndeux\n|trois', '|- un\n- deux|\ntrois', 'list'],
], own.begun);

check('a heading gets the braces of its pictogram, then one below, then none', [
  ['Les pap|iers', '## Les papiers {.|}'],
  ['|', '## | {.}'],
  ['## Les pap|iers {#papiers .pen}', '### Les papiers {#papiers .pen}|'],
  ['## Les pap|iers {.pen}', '### Les papiers|'],
  ['### Les pap|iers', 'Les papiers|'],
], own.heading);

check('signs stand around words without their spaces', [
  ['un |mot | ici', 'un **|mot|**  ici', '**'],
  ['un **|mot|** ici', 'un |mot| ici', '**'],
  ['un | ici', 'un **|** ici', '**'],
], own.between);

check('a block stands apart', [
  ['un|\ndeux', 'un\n\n: |T|\n\ndeux', ': T', 2, 3],
  ['|', ': |T|', ': T', 2, 3],
  ['un\n\n|', 'un\n\n: |T|', ': T', 2, 3],
], own.apart);

check('a frame is put around lines', [
  ['un|', '> [!IMPORTANT]\n> un|', 'X'],
  ['|a\nb|', '> [!IMPORTANT]\n> a\n> b|', 'X'],
  ['un\n|', 'un\n\n> [!IMPORTANT]\n> |X|', 'X'],
], own.alerted);

check('Enter goes on with a list, and an empty item ends it', [
  ['- un|', '- un\n- ', ],
  ['  9. neuf|', '  9. neuf\n  10. '],
  ['- [x] fait|', '- [x] fait\n- [ ] '],
  ['> dit|', '> dit\n> '],
  ['- un\n- |', '- un\n'],
  ['mots|', null],
  ['- |un', '- \n- un'],
], own.continued);

test('marks move with the words, and those that are touched go', () => {
  const move = (old, now, marks) => own.moved(marks, own.difference(old, now));
  const at = (start, end) => ({ start, end });
  assert.deepEqual(move('le bail ici', 'le grand bail ici', [at(0, 2), at(3, 7), at(8, 11)]), [at(0, 2), at(9, 13), at(14, 17)]);
  assert.deepEqual(move('le bail ici', 'le baux ici', [at(3, 7), at(8, 11)]), [at(8, 11)]);
  assert.deepEqual(move('abc', '', [at(0, 1), at(1, 3)]), []);
  assert.deepEqual(own.difference('a😀b', 'a😁b'), { start: 1, end: 3, words: '😁' });
  assert.deepEqual(own.difference('aa', 'aaa'), { start: 2, end: 2, words: 'a' });
  assert.deepEqual(own.difference('عقد', 'عقدك'), { start: 3, end: 3, words: 'ك' });
});

test('a text is cut where marks begin and end, whatever lies in what', () => {
  const cut = (text, marks) => own.pieces(text, marks).map(({ words, mark }) => (mark ? `[${mark.id}${words}]` : words)).join('');
  assert.equal(cut('un bail ici', [{ id: 1, start: 3, end: 7 }]), 'un [1bail] ici');
  assert.equal(cut('abcdef', [{ id: 1, start: 2, end: 3 }, { id: 2, start: 1, end: 5 }]), 'a[2b][1c][2de]f');
  assert.equal(cut('ab', [{ id: 1, start: 0, end: 0 }, { id: 2, start: 9, end: 12 }]), '[1a]b');
  assert.equal(own.pieces('', []).length, 0);
  for (const text of ['a', 'aé\nb😀', 'عقد']) assert.equal(own.pieces(text, [{ start: 0, end: 1 }]).map((one) => one.words).join(''), text);
});

test('names are offered where a link leads to and behind a heading', () => {
  for (const line of ['[a](', '[a](fact:pl', 'x ![carte](ca', '## Titre {.', '## Titre {#a .pe', 'pictogram: p']) assert.ok(own.isOffered(line), line);
  for (const line of ['[a](b) ', 'mots (', 'Titre {.', '## Titre', '[a](b c']) assert.ok(!own.isOffered(line), line);
});

test('no link stands in the head of a text', () => {
  const text = '---\ntitle: a\n---\n\nmots';
  assert.deepEqual([6, 16, 17, 22].map((at) => own.isInHead(text, at)), [true, true, false, false]);
  assert.ok(!own.isInHead('mots', 1));
});

test('a choice ends its link, and names one without words', () => {
  const choose = (before, from, item, more = {}) => {
    const { text, selected } = marked(before);
    return own.changed(text, own.chosen(text, selected.start, { from, closes: true, ...more }, { insert: item, words: '', picture: '', ...more }));
  };
  assert.equal(choose('Le [prix](fact:pl|', 15, 'plus'), 'Le [prix](fact:plus)');
  assert.equal(choose('Le [prix](fact:pl|us) ici', 15, 'plus-2'), 'Le [prix](fact:plus-2) ici');
  assert.equal(choose('Le [](fact:|) ici', 11, 'plus', { words: '23 403 €' }).replace(/^Le /, ''), '[23 403 €](fact:plus) ici');
  assert.equal(choose('![](ca|', 4, 'carte.png', { words: 'Une carte' }), '![Une carte](carte.png)');
  assert.equal(own.chosen('![](ca', 6, { from: 4, closes: true }, { insert: 'carte.png', words: '', picture: '' }).from, -2, 'the caret where the picture is described');
  assert.equal(choose('## Titre {.p|', 11, 'pen', { closes: false, picture: '<svg/>' }), '## Titre {.pen}');
  assert.equal(choose('## Titre {.|}', 11, 'pen', { closes: false, picture: '<svg/>' }), '## Titre {.pen}');
  assert.equal(choose('le bai| ici', 3, '[bail](term:bail)', { closes: false }), 'le [bail](term:bail) ici');
});

// ---- paste --------------------------------------------------------------------------------------------------------------

/** A tree of parse5 as a browser would have it. */
const dom = (node) => ({
  nodeType: node.nodeName === '#text' ? 3 : node.nodeName === '#comment' ? 8 : 1,
  nodeName: node.nodeName.toUpperCase(),
  nodeValue: node.value,
  childNodes: (node.childNodes || []).map(dom),
  getAttribute: (name) => node.attrs?.find((one) => one.name === name)?.value ?? null,
  get textContent() {
    return node.value ?? this.childNodes.map((child) => child.textContent).join('');
  },
});
const body = (html) => dom(parse(html).childNodes.find((node) => node.nodeName === 'html').childNodes.find((node) => node.nodeName === 'body'));
const bullet = (mark, words, level = 1) =>
  `<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${words}<o:p></o:p></p>`;

const PASTES = [
  ['headings keep their order, the highest below the title', '<h1>Un</h1><p>Texte.</p><h3>Trois</h3>', '## Un\n\nTexte.\n\n#### Trois'],
  ['a heading alone is of the second level', '<h4>Titre</h4>', '## Titre'],
  ['bold and italic', '<p><b>Un</b> et <i>deux</i>, <strong> trois </strong>.</p>', '**Un** et *deux*, **trois** .'],
  ['bold in pieces is bold once', '<p><b>Un</b><b> deux</b></p>', '**Un deux**'],
  ['bold of Google Docs', '<b style="font-weight:normal" id="docs-internal-guid-1"><p><span style="font-weight:700">Gras</span><span style="font-weight:400"> maigre</span></p></b>', '**Gras** maigre'],
  ['lists in lists', '<ul><li>un<ul><li>deux</li></ul></li><li><p>trois</p></li></ul>', '- un\n    - deux\n- trois'],
  ['a list beside its item', '<ol><li>un</li><ul><li>deux</li></ul><li>trois</li></ol>', '1. un\n    - deux\n2. trois'],
  ['numbers that begin elsewhere', '<ol start="4"><li>quatre</li><li>cinq</li></ol>', '4. quatre\n5. cinq'],
  ['bullets of Word', bullet('·', 'un') + bullet('·', '<b>deux</b>') + bullet('o', 'dedans', 2) + bullet('·', 'trois'), '- un\n- **deux**\n    - dedans\n- trois'],
  ['numbers of Word', bullet('1.', 'un') + bullet('2.', 'deux') + '<p class=MsoNormal>Entre.</p>' + bullet('3.', 'trois'), '1. un\n2. deux\n\nEntre.\n\n3. trois'],
  ['boxes of Word', bullet('☐', 'une carte') + '<ul><li>☐ un bail</li></ul>', '- [ ] une carte\n- [ ] un bail'],
  ['bullets that are letters', '<p class=MsoListParagraph>· un</p><p class=MsoListParagraph>· deux</p>', '- un\n- deux'],
  ['links', '<p><a href="https://a.fr/x_(y)?b=1">un <b>mot</b></a> <a href="#_Toc1">là</a> <a name="_Toc1"></a></p>', '[un **mot**](https://a.fr/x_%28y%29?b=1) là'],
  ['a link to nowhere', '<p><a href="file:///C:/a.docx">un mot</a></p>', 'un mot', { links: 1 }],
  ['a table', '<table><caption>Plafonds</caption><tr><th>A</th><th><b>B</b></th></tr><tr><td>1 | 2</td><td><p>x</p><p>y</p></td></tr></table>', ': Plafonds\n\n| A | B |\n| --- | --- |\n| 1 \\| 2 | x<br>y |'],
  ['a table of Word without head', '<table><tr><td><p><b>Nom</b></p></td><td>Prix</td></tr><tr><td>Bail</td><td>0</td></tr></table>', '| Nom | Prix |\n| --- | --- |\n| Bail | 0 |'],
  ['merged cells', '<table><tr><th colspan=2>A</th><th>B</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>', '| A |  | B |\n| --- | --- | --- |\n| 1 | 2 | 3 |', { merged: 1 }],
  ['a table that is a frame', '<table><tr><td><p>Un.</p></td></tr></table>', 'Un.'],
  ['deleted words', '<p>Un <del>vieux</del><ins>nouveau</ins> mot<span style="text-decoration:line-through">!</span></p>', 'Un nouveau mot', { deleted: 2 }],
  ['comments of Word', "<p>Le <a style='mso-comment-reference:A_1'>bail</a><span class=MsoCommentReference><a href=\"#_msocom_1\">[A1]</a></span>.</p><div style='mso-element:comment-list'><p>Vérifier !</p></div>", 'Le bail.', { comments: 2 }],
  ['styles', '<style>p{color:red}</style><p style="margin:0"><span style="color:red;font-family:Arial">Rouge</span></p>', 'Rouge', { styles: 1 }],
  ['pictures', '<p>Voir <img src="file:///a.png" alt="la carte">.</p>', 'Voir la carte.', { pictures: 1 }],
  ['hidden words', '<p>Un<span style="display:none"> caché</span></p>', 'Un', { hidden: 1 }],
  ['notes', '<p>Un mot<a href="#_ftn1"><span>[1]</span></a></p><div><p><a href="#_ftnref1">[1]</a> La loi.</p></div>', 'Un mot[^1]\n\n[^1]: La loi.'],
  ['signs of Markdown are signs', '<p>2 * 3 [a] &lt;b&gt; C:\\x `c`</p><p># pas un titre</p><p>1. pas un</p><p>- tiret</p>', '2 \\* 3 \\[a\\] \\<b> C:\\\\x \\`c\\`\n\n\\# pas un titre\n\n1\\. pas un\n\n\\- tiret'],
  ['lines of an address', '<p>1 rue<br>59000 Lille</p>', '1 rue\n59000 Lille'],
  ['spaces of Word', '<p>Un&nbsp;&nbsp; mot\n  ici&nbsp;: oui</p>', 'Un mot ici\u00a0: oui'],
  ['Arabic', '<h2 dir=rtl>الأوراق</h2><ul dir=rtl><li><b>بطاقة</b> هوية</li></ul>', '## الأوراق\n\n- **بطاقة** هوية'],
  ['words without any block', 'un <b>mot</b><!--x-->', 'un **mot**'],
  ['divs as lines', '<div>un</div><div>deux<div>trois</div></div>', 'un\n\ndeux\n\ntrois'],
  ['a quotation', '<blockquote><p>un</p><p>deux</p></blockquote>', '> un\n>\n> deux'],
  ['a dialogue', '<p>– Bonjour</p>', '– Bonjour'],
];
test('what is pasted becomes clean Markdown, and what is left out is counted', () => {
  for (const [name, html, expected, dropped] of PASTES) {
    const made = markdown(body(html));
    assert.equal(made.text, expected, name);
    if (dropped) assert.deepEqual(made.dropped, dropped, name);
  }
});

test('nothing of a paste can be run', () => {
  const { text } = markdown(body('<p onclick="x()">a</p><script>alert(1)</script><a href="javascript:alert(1)">b</a><iframe src="x">c</iframe>'));
  assert.equal(text, 'a\n\nb');
});

test('source code and single words stay as they are', () => {
  assert.ok(isRich('<p><b>a</b></p>', 'a'));
  for (const [html, plain] of [['<span>a</span>', 'a'], ['<div style="font-family: monospace;white-space: pre;"><div>## A</div></div>', '## A'], ['<pre>a</pre>', 'a'], ['<p>x</p>', '## Titre\n']]) {
    assert.ok(!isRich(html, plain), html);
  }
});

test('the script of the desk stays light', () => {
  const folder = new URL('../../crates/server/pages/', import.meta.url);
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.js') && name !== 'live.js');
  const weight = zlib.brotliCompressSync(names.map((name) => fs.readFileSync(new URL(name, folder), 'utf8')).join('')).length;
  assert.ok(names.length > 6 && weight < 40 * 1024, `${weight} bytes`);
});

test('two texts are joined without a loss: who changed a line is right, and both are when both did', () => {
  const join = (base, mine, theirs, choices) => {
    const all = stretches(mine, theirs, base);
    const open = all.filter((one) => one.usual !== 'same');
    return [joined(all, choices || open.map((one) => one.usual)), open.map((one) => one.usual)];
  };
  const base = 'a\nb\nc\nd\n';
  assert.deepEqual(join(base, 'a\nB\nc\nd\n', 'a\nb\nc\nD\n'), ['a\nB\nc\nD\n', ['mine', 'theirs']]);
  assert.deepEqual(join(base, 'a\nB\nc\nd\n', 'a\nβ\nc\nd\n'), ['a\nB\nβ\nc\nd\n', ['both']]);
  assert.deepEqual(join(base, 'a\nB\nc\nd\n', 'a\nβ\nc\nd\n', ['theirs']), ['a\nβ\nc\nd\n', ['both']]);
  // A line that one took away goes; one that the other changed meanwhile stays.
  assert.deepEqual(join(base, 'a\nc\nd\n', base), ['a\nc\nd\n', ['mine']]);
  assert.deepEqual(join(base, base, 'a\nc\nd\n'), ['a\nc\nd\n', ['theirs']]);
  assert.deepEqual(join(base, 'a\nB\nc\nd\n', 'a\nc\nd\n'), ['a\nB\nc\nd\n', ['mine']]);
  // Nobody knows from what both came: nothing goes unasked.
  assert.deepEqual(join('', 'a\nB\nc', 'a\nb\nc'), ['a\nB\nb\nc\n', ['both']]);
  assert.deepEqual(join(base, 'a\nb\nc\nd', 'a\nb\nc\nd\nfin')[0], 'a\nb\nc\nd\nfin\n');
  assert.deepEqual(join(base, 'a\n\nb\nc\nd\n', base), ['a\n\nb\nc\nd\n', []]);
});

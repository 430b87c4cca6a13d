// What the desk keeps of unsaved words in the browser: under the hash of the toolkit, and not for ever.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import fs from 'node:fs';

const code = fs.readFileSync(new URL('../../crates/server/pages/edit-kept.js', import.meta.url), 'utf8');
const DAY = 864e5;

/** A browser's store; its names are its keys, as `Object.keys` gives them. */
const store = (kept = {}) => {
  const own = { ...kept };
  const hidden = {
    getItem: (name) => own[name] ?? null,
    setItem: (name, value) => { own[name] = String(value); },
    removeItem: (name) => { delete own[name]; },
  };
  return new Proxy(own, { get: (_, name) => hidden[name] ?? own[name] });
};
/** The keeper of a file, on a page with this store. */
const keeper = (localStorage, home, file, text = 'mes mots') => {
  const nothing = { addEventListener: () => {}, hidden: false };
  const made = new Function('localStorage', 'navigator', 'document', 'addEventListener', `${code}\nreturn keeper;`);
  const state = () => ({ text, hash: 'h1', dirty: text !== '' });
  return made(localStorage, {}, nothing, () => {})(`${home}/${file}`, state);
};

test('words of one toolkit are not offered in another', async () => {
  const kept = store();
  keeper(kept, 'toolkit-a', 'content/guides/x/fr.md').now();
  assert.match(Object.keys(kept)[0], /^trousseau-typed\/toolkit-a\/content\/guides\/x\/fr\.md\/h1\//);
  assert.deepEqual(await keeper(kept, 'toolkit-b', 'content/guides/x/fr.md').left(), []);
  const [left] = await keeper(kept, 'toolkit-a', 'content/guides/x/fr.md').left();
  assert.equal(left.text, 'mes mots');
});

test('what is saved is forgotten, and what nobody fetched for three months', () => {
  const entry = (days) => JSON.stringify({ text: 'x', when: Date.now() - days * DAY });
  const names = ['trousseau-typed/a/old.md/h/t', 'trousseau-typed/a/new.md/h/t', 'other'];
  const kept = store({ [names[0]]: entry(91), [names[1]]: entry(89), [names[2]]: entry(500) });
  const mine = keeper(kept, 'a', 'x.md', '');
  assert.deepEqual(Object.keys(kept).sort(), [names[2], names[1]].sort());
  mine.now();
  assert.equal(Object.keys(kept).length, 2, 'nothing is kept of what is saved');
});

test('the page gives the script the hash of the toolkit', () => {
  const page = fs.readFileSync(new URL('../../crates/server/pages/edit.html', import.meta.url), 'utf8');
  const script = fs.readFileSync(new URL('../../crates/server/pages/edit.js', import.meta.url), 'utf8');
  assert.match(page, /data-home="\{\{ v\.home \}\}"/);
  assert.match(script, /keeper\(`\$\{form\.dataset\.home\}\/\$\{file\}`/);
});

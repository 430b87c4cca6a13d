// The painted order of every row of tests/field/runs.txt, on the glyphs of the pages that the program makes of it:
// PROGRAM=target/release/trousseau node --test runs.test.mjs
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch } from './lib/launch.mjs';
import { PROGRAM } from './lib/served.mjs';

const TABLE = new URL('../field/runs.txt', import.meta.url);
const MARKS = /[⟨⟩⟦⟧⟪⟫]/g;
const SOURCE = 'fr';

/** The rows of the table, by language. */
function rows() {
  const found = new Map();
  for (const line of fs.readFileSync(TABLE, 'utf8').split('\n')) {
    if (!line.trim() || line.startsWith('#')) continue;
    const at = line.indexOf(' | ');
    const tag = line.slice(0, at);
    found.set(tag, [...(found.get(tag) || []), line.slice(at + 3)]);
  }
  return found;
}

/** A toolkit whose guide holds the rows of each language, a paragraph each. */
function toolkit(table, extra = '') {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'trousseau-runs-'));
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
    fs.writeFileSync(path.join(home, name), text);
  };
  const languages = [SOURCE, ...[...table.keys()].filter((tag) => tag !== SOURCE)];
  const names = languages.map((tag) => `${tag}: x`).join(', ');
  write(
    'content/toolkit.yaml',
    `name: {fr: Essai}\ntagline: {fr: Essai.}\nlanguages: [${languages}]\nlanguage_names: {${names}}\nleaflets: []\n` +
      'stages: [{id: demander, name: {fr: Demander}, summary: {fr: On demande.}, pictogram: pen, guides: [essai]}]\n',
  );
  write('content/partners.yaml', '- {id: a, name: {fr: Association}, college: association, role: {fr: Aide.}, example: true}\n');
  const plain = (row) => row.replace(MARKS, '').replace(/[!-/:-@[-`{-~]/g, '\\$&');
  for (const tag of languages) {
    const body = (table.get(tag) || []).map(plain).join('\n\n');
    const head =
      tag === SOURCE
        ? 'title: Essai\nsummary: Essai.\nstage: demander\nstatus: pilot\nauthors: [a]\nversions:\n  - {version: 1.0.0, date: 2026-11-01, summary: Un.}\n'
        : 'title: x\nsummary: x.\ntranslates: 1.0.0\ntranslation: reviewed\n';
    write(`content/guides/essai/${tag}.md`, `---\n${head}---\n\n## x {#x}\n\n${body}\n${tag === SOURCE ? extra : ''}`);
  }
  return home;
}

/** The glyphs of each paragraph: each character that is not white space, with the middle of its box. */
const measure = (tab) =>
  tab.evaluate(() =>
    [...document.querySelectorAll('main .body > p')].map((p) => {
      p.style.cssText = 'white-space:nowrap;width:max-content;overflow-wrap:normal';
      const glyphs = [];
      const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        let at = 0;
        for (const letter of node.data) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, (at += letter.length));
          const box = range.getBoundingClientRect();
          if (letter.trim()) glyphs.push({ letter, x: (box.left + box.right) / 2 });
        }
      }
      return glyphs;
    }),
  );

/** The order in which a row must be painted from left to right, as indexes of its characters without white space. */
function painted(row, rtl) {
  const out = [];
  const put = (indexes, turned) => out.push(turned ? [...indexes].reverse() : indexes);
  const units = [];
  let n = 0;
  const digits = /\p{N}/u;
  // Words in the direction of their letters; a number inside right-to-left words runs the other way.
  const line = (text, turned) => {
    const parts = turned ? text.match(/[\p{N}](?:[\p{N} .,/:()+€-]*[\p{N}€])?|[^\p{N}]+?(?=[\p{N}]|$)/gu) || [] : [text];
    return parts.map((part) => {
      const indexes = [...part].filter((letter) => letter.trim()).map(() => n++);
      return turned && digits.test(part[0]) ? indexes : turned ? [...indexes].reverse() : indexes;
    });
  };
  for (const [, number, latin, other, own] of row.matchAll(/⟨(.+?)⟩|⟦(.+?)⟧|⟪(.+?)⟫|([^⟨⟦⟪]+)/gu)) {
    if (number || latin) units.push(line(number || latin, false).flat());
    else if (other) units.push(line(other, true).reverse().flat());
    else units.push(...(rtl ? line(own, true) : line(own, false)));
  }
  (rtl ? units.reverse() : units).forEach((unit) => put(unit, false));
  return out.flat();
}

/** What is painted otherwise than the row says; letters that share a glyph may stand in either order. */
function wrong(row, glyphs, rtl) {
  const letters = [...row.replace(MARKS, '')].filter((letter) => letter.trim());
  const seen = glyphs.map((glyph) => glyph.letter);
  if (letters.length !== seen.length) return `other letters: ${seen.join('')}`;
  const order = painted(row, rtl);
  for (let at = 1; at < order.length; at++) {
    const [left, right] = [glyphs[order[at - 1]], glyphs[order[at]]];
    // Inside an address letters may turn by themselves.
    const turns = /\p{Script=Arabic}/u.test(left.letter + right.letter) && /:\/\//.test(row);
    if (left.x > right.x + 0.6 && !turns) return `“${right.letter}” is painted left of “${left.letter}”`;
  }
  return null;
}

test('every row is painted as the table says', async () => {
  const table = rows();
  const home = toolkit(table);
  const browser = await launch();
  try {
    const out = path.join(home, 'output');
    execFileSync(PROGRAM, ['build', '--out', out], { cwd: home, stdio: 'pipe' });
    const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const failed = [];
    let count = 0;
    for (const [tag, all] of table) {
      await tab.goto(pathToFileURL(path.join(out, 'site', tag, 'essai.html')).href);
      const rtl = await tab.evaluate(() => getComputedStyle(document.body).direction === 'rtl');
      const paragraphs = await measure(tab);
      assert.equal(paragraphs.length, all.length, tag);
      all.forEach((row, at) => {
        count++;
        const fault = wrong(row, paragraphs[at], rtl);
        if (fault) failed.push(`${tag} ${row}: ${fault}`);
      });
    }
    console.log(`${count} rows, ${failed.length} wrong`);
    assert.deepEqual(failed, []);
  } finally {
    await browser.close();
    fs.rmSync(home, { recursive: true, force: true });
  }
});

test('a long address wraps in every place of a narrow window', async () => {
  const address = 'www.demande-logement-social-de-la-metropole.exemple.gouv.fr/demandes/nouvelle?lang=fr';
  const ways = [`<https://${address}>`, `\`${address}\``, address, `[${address}](https://${address})`, `**${address}**`];
  const places = ['## A', '', '- ', '- [ ] ', '1. ', '> ', '> [!NOTE]\n> '];
  const body = places.flatMap((place) => ways.map((way) => (place.startsWith('##') ? `### ${way}` : place + way))).join('\n\n');
  const home = toolkit(new Map([['ar', []]]), `\n${body}\n`);
  const browser = await launch();
  try {
    const out = path.join(home, 'output');
    execFileSync(PROGRAM, ['build', '--out', out], { cwd: home, stdio: 'pipe' });
    const tab = await browser.newPage({ viewport: { width: 320, height: 640 } });
    await tab.goto(pathToFileURL(path.join(out, 'site', SOURCE, 'essai.html')).href);
    const wide = await tab.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((e) => e.getBoundingClientRect().right > 321 && !e.closest('.table'))
        .map((e) => e.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(wide, []);
    assert.ok(await tab.evaluate(() => document.scrollingElement.scrollWidth <= 320));
  } finally {
    await browser.close();
    fs.rmSync(home, { recursive: true, force: true });
  }
});

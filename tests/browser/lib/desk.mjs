// The desk's editor in a browser: a small toolkit on the disk, and a text that is opened in it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const STORY = new URL('../../fixtures/toolkit.txt', import.meta.url);

/** The small toolkit of the other tests, in a folder to be changed at will. */
export function small() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'trousseau-'));
  const parts = fs.readFileSync(STORY, 'utf8').split(/^--- (\S+) ---\n/m).slice(1);
  for (let at = 0; at < parts.length; at += 2) {
    const file = path.join(home, parts[at]);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, parts[at + 1]);
  }
  return home;
}

/** Opens a text of the desk in a new page; `problems` fills with what the browser complains of. */
export async function edit(context, server, file) {
  const page = await context.newPage();
  page.setDefaultTimeout(Number(process.env.WAIT) || 8000);
  page.problems = [];
  page.on('console', (message) => message.type() === 'error' && page.problems.push(message.text()));
  page.on('pageerror', (error) => page.problems.push(String(error)));
  await page.goto(`${server.origin}_desk/edit?file=${file}`);
  return page;
}

/** Puts the caret behind these words of the box. */
export const caret = (page, words) =>
  page.locator('#text').evaluate((text, words) => {
    const at = text.value.indexOf(words);
    if (at < 0) throw new Error(`no ${words}`);
    text.focus();
    text.setSelectionRange(at + words.length, at + words.length);
  }, words);

// Every script that readers get can be read by a browser of 2016: ES2015, no module, and nothing newer without asking first.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';

const FOLDER = fileURLToPath(new URL('../../themes/default/assets/', import.meta.url));
const SCRIPTS = fs.readdirSync(FOLDER).filter((name) => name.endsWith('.js'));
/** Methods that came later, as they are written in a call. */
const LATER = /\.(flatMap|flat|append|prepend|replaceWith|replaceChildren|matchAll|replaceAll|padStart|trimStart|at|finally)\(|Object\.(entries|values|fromEntries)|\bonce: true/;

test('there are scripts', () => assert.ok(SCRIPTS.length >= 8, SCRIPTS.join(' ')));
for (const name of SCRIPTS)
  test(`${name} is ES2015`, () => {
    const text = fs.readFileSync(FOLDER + name, 'utf8');
    parse(text, { ecmaVersion: 2015, sourceType: 'script' });
    assert.doesNotMatch(text, LATER);
  });

// A copy of this repository's toolkit, and `trousseau serve` on it.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The program of one of these builds, the first that is there; the environment's own goes before. */
export const built = (...kinds) =>
  process.env.PROGRAM || kinds.map((kind) => path.join(repository, 'target', kind, 'trousseau')).find((file) => fs.existsSync(file));
export const PROGRAM = built('release', 'debug');

/** A folder with the content of this repository, to be changed at will. */
export function toolkit() {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'trousseau-'));
  fs.cpSync(path.join(repository, 'content'), path.join(home, 'content'), { recursive: true });
  return home;
}

/** Serves a folder, by another command or with further options; `origin` ends with its `/`. `end` asks the program to end and waits for it. */
export async function serve(home, port = 0, program = PROGRAM, { command = 'serve', more = [] } = {}) {
  // `open` would show a browser: none is found. What git needs is not looked for there.
  const env = command === 'open' ? { ...process.env, PATH: '' } : process.env;
  const child = spawn(program, [command, '--port', String(port), '--lang', 'fr', ...more], { cwd: home, env });
  let text = '';
  const origin = await new Promise((found, failed) => {
    child.stdout.on('data', (part) => {
      text += part;
      const address = /http:\/\/\S+?\//.exec(text);
      if (address) found(address[0]);
    });
    child.on('exit', () => failed(new Error(`it ended: ${text}`)));
  });
  const end = () =>
    new Promise((done) => {
      child.on('exit', done);
      child.kill('SIGINT');
    });
  return { origin, end, child, said: () => text };
}

/** What axe finds on a page, its overlay included: "rule: element", contrast and target sizes too; or what some rules alone find. */
export async function scan(page, only) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (only) => {
    const rules = Object.fromEntries(['target-size', 'color-contrast-enhanced'].map((id) => [id, { enabled: true }]));
    const { violations } = await window.axe.run(document, only ? { runOnly: only } : { rules });
    return violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.target.flat().join(' ')}`));
  }, only);
}

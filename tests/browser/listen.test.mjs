// Listening: a page read by a voice of the device, which is played here: it notes what it is asked to say and says it at once.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import os from 'node:os';
import { test } from 'node:test';
import { PROGRAM } from './lib/served.mjs';
import { serve } from './lib/server.mjs';
import { together } from './lib/together.mjs';

const SITE = path.resolve(process.env.SITE || '../../output/site');
const LANGUAGES = fs.readdirSync(SITE).filter((name) => fs.existsSync(path.join(SITE, name, 'index.html')));
const both = together(() => serve(SITE));

/** Stands in the page for the voices of a device: `tags` are their languages, and those with a `*` are asked over the network. */
function played(tags) {
  const voices = tags.map((tag) => ({ lang: tag.replace('*', ''), localService: !tag.includes('*'), default: false }));
  window.said = [];
  const speech = {
    getVoices: () => voices,
    speak(words) {
      // What comes with the touch itself, so that phones let the rest be spoken.
      if (!words.text) return (window.primed = true);
      window.said.push({ text: words.text, lang: words.lang, marked: String([...(CSS.highlights.get('listen') || [])][0]) });
      if (window.said.length !== window.until) setTimeout(() => words.onend?.(), 0);
    },
    cancel: () => (window.cancelled = true),
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = function (text) {
    this.text = text;
  };
}

async function page(where, tags, task, options = {}) {
  const context = await both.browser.newContext({ viewport: { width: 320, height: 640 }, ...options });
  try {
    const tab = await context.newPage();
    if (tags) await tab.addInitScript(played, tags);
    const errors = [];
    tab.on('console', (m) => m.type() === 'error' && errors.push(m.text()));
    await tab.goto(both.server.origin + where, { waitUntil: 'load' });
    await task(tab);
    assert.deepEqual(errors, [], where);
  } finally {
    await context.close();
  }
}
const button = '.listen button';
const heard = async (tab) => {
  await tab.click(button);
  assert.ok(await tab.evaluate(() => window.primed), 'something is spoken at the touch itself');
  // What reads is fetched at the first touch.
  await tab.waitForFunction(() => window.said.length > 0);
  await tab.waitForFunction(() => document.querySelector('.listen span[hidden]')?.nextElementSibling === null);
  return tab.evaluate(() => window.said);
};
/** The letters and digits of a text: signs between two voices are said by none. */
const bare = (text) => text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '');

test('the button is not there without script, without a voice, or with a voice that is asked over the network', async () => {
  const gone = async (tab) => assert.ok(!(await tab.isVisible(button)));
  await page('/fr/demander.html', null, gone, { javaScriptEnabled: false });
  await page('/fr/demander.html', [], gone);
  await page('/fr/demander.html', ['en-US', 'fr-FR*'], gone);
  await page('/fr/demander.html', ['fr-CA'], async (tab) => assert.ok(await tab.isVisible(button)));
});

test('each sentence of the text is said once, in order, and marked while it is said', async () => {
  for (const language of LANGUAGES)
    await page(`/${language}/demander.html`, [language, 'fr-FR'], async (tab) => {
      const said = await heard(tab);
      const written = await tab.evaluate(() => {
        const hidden = document.querySelectorAll('.body [hidden], .body [aria-hidden], .body sup');
        hidden.forEach((one) => one.remove());
        return document.querySelector('.body').textContent;
      });
      const all = bare(said.map((one) => one.text).join(' '));
      assert.ok(all.includes(bare(written)), `${language}: in order`);
      assert.ok(said.length > 20, `${language}: ${said.length} parts`);
      for (const one of said) assert.equal(bare(one.text), bare(one.marked), language);
    });
});

test('French words in another text are said by the French voice, and numbers to call digit by digit', async () =>
  page('/ar/demander.html', ['ar-SA', 'fr-FR'], async (tab) => {
    const said = await heard(tab);
    const french = said.filter((one) => one.lang === 'fr-FR').map((one) => one.text);
    assert.ok(french.some((text) => /guichet enregistreur/.test(text)), french.join(' | '));
    assert.ok(said.some((one) => one.lang === 'ar-SA'));
    assert.ok(said.some((one) => /1, 1, 5/.test(one.text)), 'the number 115');
  }));

test('it stops, goes on where it stopped, and ends when one leaves', async () =>
  page('/fr/demander.html', ['fr-FR'], async (tab) => {
    await tab.evaluate(() => (window.until = 3));
    await tab.focus(button);
    await tab.keyboard.press('Enter');
    await tab.waitForFunction(() => window.said.length === 3);
    await tab.click(button);
    assert.equal(await tab.evaluate(() => window.cancelled && CSS.highlights.size), 0);
    await tab.evaluate(() => (window.until = 4));
    await tab.click(button);
    const said = await tab.evaluate(() => window.said);
    assert.deepEqual([said.length, said[3].text], [4, said[2].text]);
    assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  }));

/** An MP3 of so many seconds: silent frames of 64 kbit/s. */
function mp3(seconds) {
  const frame = Buffer.alloc(208);
  Buffer.from([0xff, 0xfb, 0x50, 0x00]).copy(frame);
  return Buffer.concat(Array(Math.floor((seconds * 44100) / 1152)).fill(frame));
}

/** A site of one guide, whose heads and bodies are given by language: its folder. */
function built(texts, sounds = {}) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'trousseau-sound-'));
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
    fs.writeFileSync(path.join(home, name), text);
  };
  write(
    'content/toolkit.yaml',
    `name: {fr: Essai}\ntagline: {fr: Essai.}\nlanguages: [${Object.keys(texts).join(', ')}]\nleaflets: []\n` +
      'stages: [{id: demander, name: {fr: Demander}, summary: {fr: On demande.}, pictogram: pen, guides: [essai]}]\n',
  );
  write('content/partners.yaml', '- {id: a, name: {fr: Association}, college: association, role: {fr: Aide.}, example: true}\n');
  for (const [tag, [head, body]] of Object.entries(texts)) write(`content/guides/essai/${tag}.md`, `---\n${head}---\n\n${body}`);
  for (const [name, bytes] of Object.entries(sounds)) write(`content/guides/essai/${name}`, bytes);
  execFileSync(PROGRAM, ['build', '--quiet', '--out', path.join(home, 'out')], { cwd: home, env: { ...process.env, SOURCE_DATE_EPOCH: '1795305600' } });
  return home;
}
const SOURCE = 'title: Essai\nsummary: Essai.\nstage: demander\nstatus: pilot\nauthors: [a]\nversions:\n  - {version: 1.0.0, date: 2026-11-01, summary: Un.}\n';

/** A site of one guide in two languages, with recordings of a section: its folder. */
function recorded() {
  const sound = (tag) => `audio: [{file: ${tag}.mp3, section: papiers, text: aaaaaaaaaa}]\n`;
  const arabic = 'title: تجربة\nsummary: تجربة.\ntranslates: 1.0.0\ntranslation: reviewed\n' + sound('ar');
  return built(
    {
      fr: [SOURCE + sound('fr'), '## À faire\n\nDemandez.\n\n## Les papiers {#papiers}\n\nUne carte.\n'],
      ar: [arabic, '## للقيام\n\nاطلبوا.\n\n## الأوراق\n\nبطاقة.\n'],
    },
    { 'fr.mp3': mp3(65), 'ar.mp3': mp3(24) },
  );
}

test('bare numbers to call are said digit by digit, amounts and dates as numbers, by the rule of the written script', async () => {
  const lines = fs.readFileSync('../listening/numbers.txt', 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  const cases = lines.map((line) => line.split(' | ')).map(([text, said]) => ({ text, said: said || text }));
  const links = '[115](tel:115), [1710](tel:1710), [30 39](tel:3039), [116 006](tel:116006)';
  const home = built({ fr: [SOURCE, `## Appeler\n\n${links}\n\n${cases.map((one) => one.text).join('\n\n')}\n`] });
  const out = await serve(path.join(home, 'out/site'));
  const context = await both.browser.newContext({ viewport: { width: 320, height: 640 } });
  try {
    const tab = await context.newPage();
    await tab.addInitScript(played, ['fr-FR']);
    await tab.goto(`${out.origin}/fr/essai.html`, { waitUntil: 'load' });
    const same = (text) => text.replace(/[,\s]+/g, ' ').trim();
    const said = same((await heard(tab)).map((one) => one.text).join(' '));
    const script = same(execFileSync(PROGRAM, ['audio', 'script', 'essai', 'fr'], { cwd: home, encoding: 'utf8' }));
    let [at, from] = [0, 0];
    for (const one of cases) {
      const wanted = same(one.said);
      const [next, written] = [said.indexOf(wanted, at), script.indexOf(wanted, from)];
      assert.ok(next >= 0, `heard: ${wanted}\n${said.slice(at, at + 200)}`);
      assert.ok(written >= 0, `written: ${wanted}\n${script.slice(from, from + 200)}`);
      [at, from] = [next + wanted.length, written + wanted.length];
    }
  } finally {
    await context.close();
    await out.close();
    fs.rmSync(home, { recursive: true, force: true });
  }
});

test('a recording stands below the heading of its section, says its length, size and language, and is not loaded unasked', async () => {
  const home = recorded();
  const out = await serve(path.join(home, 'out/site'));
  try {
    for (const [tag, words] of [['fr', ['Français', '1:05', 'ko']], ['ar', ['العربية', '0:24']]]) {
      const context = await both.browser.newContext({ viewport: { width: 320, height: 640 } });
      const tab = await context.newPage();
      const asked = [];
      tab.on('request', (request) => request.url().endsWith('.mp3') && asked.push(request.url()));
      await tab.goto(`${out.origin}/${tag}/essai.html`, { waitUntil: 'networkidle' });
      const box = tab.locator('.recording');
      assert.equal(await box.count(), 1, tag);
      assert.equal(await box.evaluate((one) => one.previousElementSibling.id), 'papiers', `${tag}: below its heading`);
      const caption = await box.locator('figcaption').textContent();
      for (const word of words) assert.ok(caption.includes(word), `${tag}: ${caption}`);
      assert.ok(await box.locator('audio').isVisible());
      assert.ok((await tab.evaluate(() => document.documentElement.scrollWidth)) <= 320, tag);
      assert.deepEqual(asked, [], `${tag}: nothing is loaded before somebody asks`);
      // Asked for, it is there, and as long as the page says.
      const length = await box.locator('audio').evaluate(
        (audio) =>
          new Promise((found, failed) => {
            audio.onloadedmetadata = () => found(audio.duration);
            audio.querySelector('source').onerror = () => failed(new Error('no sound'));
            audio.preload = 'metadata';
            audio.load();
          }),
      );
      const [minutes, seconds] = /(\d+):(\d\d)/.exec(caption).slice(1).map(Number);
      assert.ok(Math.abs(length - (60 * minutes + seconds)) < 1.5, `${tag}: ${length} s`);
      assert.ok(asked.length > 0, tag);
      await context.close();
    }
  } finally {
    await out.close();
    fs.rmSync(home, { recursive: true, force: true });
  }
});

// Language and direction of one page, of its parts, and of every run of text.
import { attr, textOf } from '../site.mjs';
import { counter, sum } from '../figures.mjs';
import { BCP47, isRtl, primary, sameLanguage, scriptCounts, scriptOf } from '../languages.mjs';

const NOT_PROSE = new Set('script style template noscript code pre kbd samp var svg math'.split(' '));
const lower = (s) => s?.toLowerCase();

export function checkLanguage(c, p) {
  checkRoot(c.F, p);
  // Letters by script, of the text that is in the page's own language.
  const letters = counter();
  const start = { lang: attr(p.body, 'lang') ?? p.lang, dir: lower(attr(p.body, 'dir') || p.dir || 'ltr') };
  if (p.body) visit(c.F, p, p.body, start, letters);
  const script = scriptOf(p.lang);
  const share = script && letters.total() ? (letters.obj()[script] || 0) / letters.total() : 1;
  if (share >= 0.5 || letters.total() <= 200) return;
  const percent = (100 * share).toFixed(0);
  c.F.add('page-mostly-in-other-script', p.rel, `lang=${p.lang}, only ${percent}% in its script`);
}

function checkRoot(F, p) {
  const at = p.rel;
  if (!p.lang) F.add('lang-missing', at, '');
  else {
    if (!BCP47.test(p.lang)) F.add('lang-invalid', at, p.lang);
    if (p.pathLang && !sameLanguage(p.pathLang, p.lang))
      F.add('lang-differs-from-path', at, `lang=${p.lang} path=${p.pathLang}`);
    const want = isRtl(p.lang) ? 'rtl' : 'ltr';
    const dir = lower(p.dir);
    if (dir === 'auto') F.add('dir-auto-on-root', at, `lang=${p.lang}`, 'warning');
    else if (dir && dir !== want) F.add('dir-wrong', at, `lang=${p.lang} dir=${p.dir}`);
    else if (!dir && want === 'rtl') {
      if (lower(attr(p.body, 'dir')) === 'rtl') F.add('dir-on-body-only', at, `lang=${p.lang}`, 'warning');
      else F.add('dir-missing-on-rtl', at, `lang=${p.lang}`);
    }
  }
  const xmlLang = p.html && attr(p.html, 'xml:lang');
  if (xmlLang && xmlLang !== p.lang) F.add('xml-lang-differs', at, xmlLang);
}

function visit(F, p, node, inherited, letters) {
  for (const child of node.childNodes || []) {
    if (child.nodeName === '#text') checkText(F, p, child.value, inherited, letters);
    if (!child.tagName || NOT_PROSE.has(child.tagName)) continue;
    const lang = attr(child, 'lang');
    const dir = lower(attr(child, 'dir'));
    const own = {
      lang: lang ?? inherited.lang,
      dir: dir === 'rtl' || dir === 'ltr' ? dir : dir === 'auto' || child.tagName === 'bdi' ? 'auto' : inherited.dir,
    };
    if (lang) checkPart(F, p, child, lang, own.dir);
    visit(F, p, child, own, letters);
  }
}

function checkPart(F, p, e, lang, dir) {
  if (!BCP47.test(lang)) F.add('lang-invalid', p.rel, `<${e.tagName} lang="${lang}">`);
  if (dir === 'auto' || isRtl(lang) === (dir === 'rtl')) return;
  // Letters and blanks alone are laid out well in either direction.
  const text = textOf(e);
  const detail = `<${e.tagName} lang=${lang}> in ${dir}: ${text.trim().slice(0, 40)}`;
  if (/^[\p{L}\p{M}\s\u200c\u200d]*$/u.test(text)) F.add('inline-lang-without-dir-pure', p.rel, detail, 'info');
  else F.add('inline-lang-without-dir', p.rel, detail, isRtl(lang) ? 'error' : 'warning');
}

function checkText(F, p, text, { lang, dir }, letters) {
  const counts = scriptCounts(text);
  const total = sum(Object.values(counts));
  if (!total) return;
  if (sameLanguage(lang, p.lang)) for (const [script, n] of Object.entries(counts)) letters.add(script, n);
  const want = scriptOf(lang);
  // Chinese, Japanese and Korean mix scripts by nature.
  const mixed = ['zh', 'ja', 'ko'].includes(primary(lang));
  const top = Object.entries(counts).sort((a, b) => b[1] - a[1])[0][0];
  const shown = text.trim();
  if (want && !mixed && top !== want) {
    if (top !== 'Latin' && counts[top] >= 3)
      F.add('foreign-script-without-lang', p.rel, `lang=${lang}: ${shown.slice(0, 60)}`);
    // The address of a site is in no language.
    else if (top === 'Latin' && counts.Latin >= 25 && !/^[\w.-]+\.[a-z]{2,}$/.test(shown))
      F.add('latin-run-in-other-script-lang', p.rel, `lang=${lang}: ${shown.slice(0, 80)}`, 'warning');
  }
  const rtl = (counts.Arabic || 0) + (counts.Hebrew || 0) + (counts.Thaana || 0);
  if (rtl >= 3 && rtl > total / 2 && dir === 'ltr')
    F.add('rtl-text-in-ltr-context', p.rel, shown.slice(0, 60), 'warning');
}

// What the files alone tell: links, anchors, ids, languages, alternates, canonical, metadata, privacy.
import { Findings, counter, sum } from './figures.mjs';
import { urls } from './static/urls.mjs';
import { checkMarkup } from './static/markup.mjs';
import { checkLanguage } from './static/language.mjs';
import { checkAlternates, checkUntranslated } from './static/alternates.mjs';
import { checkOrphans, checkSitemap, checkStyleSheets, extras, measureCss } from './static/around.mjs';
import { primary } from './languages.mjs';

const LANGUAGE_RULES = [
  'lang-missing',
  'lang-invalid',
  'lang-differs-from-path',
  'dir-wrong',
  'dir-missing-on-rtl',
  'inline-lang-without-dir',
  'foreign-script-without-lang',
  'page-mostly-in-other-script',
];

/** Returns {summary, top, findings} for a site loaded by `loadSite`. */
export function staticCheck(site) {
  const F = new Findings(10);
  const total = { links: 0, assets: 0, rootRelative: 0, absoluteOwnAssets: 0 };
  const external = { resources: counter(), links: counter() };
  const css = [];
  const c = { site, F, total, external, css, ...urls(site) };

  for (const p of site.pages) c.indexIds(p);
  const seen = { titles: new Map(), descriptions: new Map() };
  for (const p of site.real) {
    checkMarkup(c, p, seen);
    checkLanguage(c, p);
  }
  const multi = new Set(site.langs.filter(Boolean).map(primary)).size > 1;
  const alternates = checkAlternates(c, multi);
  if (multi) checkUntranslated(c);
  checkStyleSheets(c);
  checkSitemap(c);
  checkOrphans(c);

  const n = (rule) => F.rules[rule]?.count || 0;
  const errorsLike = (re) => Object.keys(F.rules).filter((k) => re.test(k) && F.rules[k].level === 'error');
  return {
    summary: {
      pages: site.real.length,
      redirects: site.pages.length - site.real.length,
      languages: site.langs,
      ...total,
      errors: F.count('error'),
      warnings: F.count('warning'),
      info: F.count('info'),
      brokenLinks: n('broken-link'),
      brokenAnchors: n('broken-anchor'),
      brokenAssets: n('broken-asset'),
      duplicateIds: n('duplicate-id'),
      idrefMissing: n('idref-missing'),
      langDir: sum(LANGUAGE_RULES.map(n)),
      hreflang: multi ? `${alternates.reciprocal}/${alternates.pairs}` : 'n/a',
      hreflangErrors: sum(errorsLike(/^hreflang/).map(n)),
      switcher: multi ? `${alternates.switched}/${alternates.wanted}` : 'n/a',
      switcherErrors: n('switcher-missing-target') + n('switcher-needs-script'),
      externalResources: external.resources.obj(),
      externalLinks: external.links.size,
      css: measureCss(css),
      extras: extras(site),
    },
    top: F.top(6, 'error'),
    findings: F.json(),
  };
}

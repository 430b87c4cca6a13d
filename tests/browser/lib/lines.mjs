// One line per check for the terminal.
import { kb } from './files.mjs';

const percent = (share) => (share === null ? '-' : `${Math.round(100 * share)}%`);

export const LINES = {
  site: (s) =>
    `${s.real.length} pages (+${s.pages.length - s.real.length} redirects), ${s.files.length} files, ` +
    `languages ${s.langs.join(' ') || '-'}, base ${s.base}, origin ${s.origin || '-'}`,

  static: ({ summary: s, top }) =>
    `errors=${s.errors} warnings=${s.warnings} | links=${s.links} broken=${s.brokenLinks} ` +
    `anchors=${s.brokenAnchors} assets=${s.brokenAssets} dup-id=${s.duplicateIds} idref=${s.idrefMissing} ` +
    `lang/dir=${s.langDir} hreflang=${s.hreflang}(err ${s.hreflangErrors}) switcher=${s.switcher} ` +
    `ext-resources=${Object.keys(s.externalResources).length} | ${top}`,

  nu: ({ summary: s, top }) =>
    `files=${s.files} errors=${s.errors} warnings=${s.warnings} | html ${s.html.error}/${s.html.warning} ` +
    `css ${s.css.error}/${s.css.warning} svg ${s.svg.error}/${s.svg.warning} distinct=${s.distinctErrors} | ${top}`,

  axe: ({ summary: s, top }) =>
    `pages=${s.pages} runs=${s.runs} A=${s.violations.A} AA=${s.violations.AA} AAA=${s.violations.AAA} ` +
    `best-practice=${s.violations.bp} experimental=${s.violations.experimental} ` +
    `incomplete=${s.incomplete.A + s.incomplete.AA}+${s.incomplete.AAA} ` +
    `(open ${s.incompleteOpen.A + s.incompleteOpen.AA}+${s.incompleteOpen.AAA}) ` +
    `rgaa-broken=${s.rgaaBroken.length} clean-pages=${s.pagesClean}/${s.pages} ` +
    `dark-differs=${s.darkSchemeDiffers}/${s.jobs}${s.errors ? ` RUN-ERRORS=${s.errors}` : ''} | ${top}`,

  light: ({ summary: s, top }) =>
    `pages=${s.pages} errors=${s.errors} warnings=${s.warnings} | external=${s.externalRequests} ` +
    `cookies=${s.cookies} storage=${s.pagesWithStorage} js-off text≥${percent(s.jsOff.minTextRatio)} ` +
    `dead=${s.jsOff.deadControls} broken=${s.jsOff.pagesBroken} reflow-fail=${s.reflowFailPages} ` +
    `spacing-fail=${s.textSpacingFailPages} text200-fail=${s.text200FailPages} <24px=${s.targetUnder24} ` +
    `<44px=${percent(s.targetsUnder44Share)} rtl-numbers=${s.rtlNumbers} print-wide=${s.print.tooWide} | ${top}`,

  weight: ({ summary: s }) => {
    const kinds = Object.entries(s.byKindBrMedian).filter(([, v]) => v);
    return (
      `first visit br median=${kb(s.br.median)} p95=${kb(s.br.p95)} max=${kb(s.br.max)} ` +
      `gz median=${kb(s.gz.median)} requests=${s.requests.median} (max ${s.requests.max}) | ` +
      `br by kind ${kinds.map(([k, v]) => `${k} ${kb(v)}`).join(', ')} | site ${kb(s.siteBytes)} in ${s.siteFiles} files`
    );
  },

  deep: ({ summary: s, top }) =>
    `pages=${s.pages} errors=${s.errors} warnings=${s.warnings} | skip-first=${s.skipLinkFirst} ` +
    `works=${s.skipLinkWorks} focus none=${s.focusNotVisible} dark=${s.focusNotVisibleDark} ` +
    `forced=${s.focusNotVisibleForced} weak(2.4.13)=${s.focusWeak}+${s.focusWeakDark} ` +
    `obscured=${s.focusObscured} hidden=${s.focusOnHidden} traps=${s.traps} missed=${s.notReached} ` +
    `rtl-flip=${percent(s.rtlFlipMirrored)} print-pages=${s.printPagesMedian} | ${top}`,

  lighthouse: ({ summary: s }) =>
    `pages=${s.pages} perf=${s.perf} (min ${s.perfMin}) a11y=${s.a11y} (min ${s.a11yMin}) ` +
    `bp=${s.bp} (min ${s.bpMin}) seo=${s.seo} (min ${s.seoMin}) | mobile LCP=${s.lcpMs}ms FCP=${s.fcpMs}ms ` +
    `TBT=${s.tbtMs}ms CLS=${s.cls?.toFixed(3)} ${kb(s.bytes || 0)} in ${s.requests} requests | ` +
    `slow3G ${s.slow3gLcpMs === undefined ? 'not asked' : `FCP=${s.slow3gFcpMs}ms LCP=${s.slow3gLcpMs}ms`}` +
    (s.failed ? ` FAILED=${s.failed}` : ''),

  pdf: ({ summary: s, top }) =>
    `files=${s.files} with-failures=${s.withFailures} tagged=${s.tagged} title=${s.titled} ` +
    `lang=${s.withLang} pdfua-id=${s.pdfua} all-fonts-embedded=${s.allEmbedded} ` +
    `median=${kb(s.bytesMedian)} max=${kb(s.bytesMax)} | ${top}`,
};

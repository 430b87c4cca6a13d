// The gate: each target is a path in the report, an operator and a value.

const MEETS = {
  '==': (value, want) => value === want,
  '<=': (value, want) => value <= want,
  '>=': (value, want) => value >= want,
};

/** Targets that a site or a run can do without; every other figure must be there. */
const NOT_ASKED = {
  pdf: ({ pdfs }) => !pdfs,
  'deep.summary.rtlFlipMirrored': () => true,
};

/** Targets that a busy machine misses with a site that is light enough. */
const TIMED = ['lighthouse.summary.perfMin', 'lighthouse.summary.slow3gLcpMs'];

/** Judges every target whose check was wanted; a figure that was not measured misses its target. */
export function judge(targets, report, wanted, site) {
  const gate = [];
  for (const [path, target] of Object.entries(targets)) {
    const [check] = path.split('.');
    if (path === '_' || !wanted.has(check)) continue;
    if (site.options.untimed && TIMED.includes(path)) continue;
    if (check !== 'pdf' && !site.pages) continue;
    const value = path.split('.').reduce((x, key) => x?.[key], report);
    const measured = value !== undefined && value !== null && !Number.isNaN(value);
    const ran = !report[check]?.error;
    const notAsked = NOT_ASKED[path] || NOT_ASKED[check];
    if (!measured && ran && notAsked?.(site)) continue;
    const [operator, want] = target;
    const ok = measured && MEETS[operator](value, want);
    gate.push({ path, target, ok, value: measured ? value : ran ? 'not measured' : 'failed to run' });
  }
  return gate;
}

export function missed({ path, value, target }) {
  const shown = typeof value === 'number' ? Math.round(value * 100) / 100 : value;
  return `${path.replace('.summary', '')}=${shown} (${target.join('')})`;
}

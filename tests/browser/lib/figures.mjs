// Figures: sums, quantiles, counters, and the list of findings every check fills.

export const sum = (a) => a.reduce((x, y) => x + y, 0);
export const median = (a) => quantile(a, 0.5);
export function quantile(a, q) {
  if (!a.length) return 0;
  const s = [...a].sort((x, y) => x - y);
  return s[Math.min(s.length - 1, Math.floor(q * (s.length - 1) + 0.5))];
}

export function counter() {
  const m = new Map();
  return {
    add(k, n = 1) {
      m.set(k, (m.get(k) || 0) + n);
    },
    get size() {
      return m.size;
    },
    total() {
      return sum([...m.values()]);
    },
    obj() {
      return Object.fromEntries([...m].sort((a, b) => b[1] - a[1]));
    },
    top(n = 5) {
      return [...m]
        .sort((a, b) => b[1] - a[1])
        .slice(0, n)
        .map(([k, v]) => `${k}×${v}`)
        .join(' ');
    },
  };
}

/** Keeps every count and a bounded number of examples per rule. */
export class Findings {
  constructor(maxExamples = 8) {
    this.rules = {};
    this.max = maxExamples;
  }
  add(rule, page, detail, level = 'error') {
    const r = (this.rules[rule] ||= { level, count: 0, pages: new Set(), examples: [] });
    if (level === 'error') r.level = level;
    r.count++;
    r.pages.add(page);
    if (r.examples.length < this.max)
      r.examples.push({ page, detail: typeof detail === 'string' ? detail.slice(0, 300) : detail });
  }
  count(level) {
    return sum(
      Object.values(this.rules)
        .filter((r) => !level || r.level === level)
        .map((r) => r.count),
    );
  }
  json() {
    return Object.fromEntries(
      Object.entries(this.rules)
        .sort((a, b) => b[1].count - a[1].count)
        .map(([k, r]) => [k, { level: r.level, count: r.count, pages: r.pages.size, examples: r.examples }]),
    );
  }
  top(n = 6, level) {
    return Object.entries(this.rules)
      .filter(([, r]) => !level || r.level === level)
      .sort((a, b) => b[1].count - a[1].count)
      .slice(0, n)
      .map(([k, r]) => `${k}×${r.count}`)
      .join(' ');
  }
}

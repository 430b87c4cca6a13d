// Concurrency for checks that run in several browser tabs.

/** Runs fn over items with at most n at a time; keeps order; a throw becomes {error}. */
export async function pool(items, n, fn, onDone) {
  const out = new Array(items.length);
  let next = 0;
  let done = 0;
  const worker = async (w) => {
    for (;;) {
      const i = next++;
      if (i >= items.length) return;
      try {
        out[i] = await fn(items[i], w, i);
      } catch (e) {
        const name = items[i]?.rel ?? items[i]?.url ?? String(items[i]);
        out[i] = { error: String(e?.message || e).slice(0, 400), item: name };
      }
      done++;
      onDone?.(done, items.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(n, Math.max(1, items.length)) }, (_, w) => worker(w)));
  return out;
}

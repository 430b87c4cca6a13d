// A form that was sent is forgotten when the page behind it has come.

const SENT = "trousseau-sent";

/** What was sent a moment ago; null on the page from which it was, to which somebody went back. @returns {{file: string, action: string, key: string} | null} */
function arriving() {
  try {
    const found = JSON.parse(sessionStorage.getItem(SENT) || "null");
    const [how] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
    sessionStorage.removeItem(SENT);
    return how && how.type === "back_forward" ? null : found;
  } catch (error) {
    return null;
  }
}

/** The same; what was kept of it goes. */
function arrived() {
  const sent = arriving();
  if (sent) localStorage.removeItem(sent.key);
  return null;
}

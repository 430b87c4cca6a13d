// Chromium, quiet and with no way out: every host but loopback fails to resolve.
import { chromium } from 'playwright-core';
import fs from 'node:fs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
export const CHROME = process.env.CHROME_PATH || PLACES.find((p) => fs.existsSync(p));
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-client-side-phishing-detection',
  '--metrics-recording-only',
  '--force-color-profile=srgb',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/** Starts it, with further options of its command line where a test needs them. */
export function launch(...more) {
  if (!CHROME) throw new Error('no Chromium: install the package chromium, or set CHROME_PATH');
  return chromium.launch({ executablePath: CHROME, headless: true, args: [...FLAGS, ...more] });
}

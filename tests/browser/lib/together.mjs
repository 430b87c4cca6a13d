// A browser and a server for all tests of a file.
import { after, before } from 'node:test';
import { launch } from './launch.mjs';

/**
 * Starts both before the first test and ends both after the last one. `start` gives a server with an `origin`, and with an `end` or a
 * `close`; `clean` runs when it is gone. The tests find them in `browser` and `server` of what comes back.
 */
export function together(start, clean = () => {}) {
  const open = {};
  before(async () => {
    open.browser = await launch();
    open.server = await start();
  });
  after(async () => {
    await open.browser?.close();
    await (open.server?.end ?? open.server?.close)?.call(open.server);
    clean();
  });
  return open;
}

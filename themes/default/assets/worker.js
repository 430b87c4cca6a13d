// Keeps the file that a reader asked for, and shows it where there is no network. Pages come from the network as long as it answers,
// so none is out of date; and these bytes hold the hash of the file, so that another file is fetched at the next visit.
(() => {
  const scope = registration.scope, name = `trousseau ${scope}`;
  /** How long a network may take until the copy stands in, in milliseconds. */
  const LONGEST = 8000;

  addEventListener('install', () => skipWaiting());
  if (!kept) {
    // The site keeps nothing any more.
    addEventListener('activate', event => event.waitUntil(caches.delete(name).then(() => registration.unregister())));
    return;
  }

  const file = new URL(kept.file, scope).href, key = `${file}?${kept.hash}`;
  /** The address at which the copy itself is shown. */
  const copy = `${file}?copy`;
  const open = () => caches.open(name);
  const stored = () => open().then(cache => cache.match(key));

  const fetchFile = cache => fetch(file, { cache: 'no-cache' }).then(answer => {
    if (!answer.ok) throw new Error(answer.statusText);
    return cache.put(key, answer);
  });
  addEventListener('install', event => event.waitUntil(open().then(cache => cache.match(key).then(own => own || fetchFile(cache)))));

  addEventListener('activate', event => event.waitUntil(
    open()
      .then(cache => cache.keys().then(all => Promise.all(all.filter(one => one.url !== key).map(one => cache.delete(one)))))
      .then(() => clients.claim())
  ));

  /** Where in the file the page of an address stands. */
  const place = url => {
    const path = url.slice(scope.length).split(/[?#]/)[0].replace(/(^|\/)index\.html$/, '').replace(/(\.html|\/)$/, '');
    const page = path.replace(/-\d+(\.\d+)+$/, '');
    return kept.anchors[page] || page;
  };

  const answerOf = request => new Promise((done, failed) => {
    setTimeout(failed, LONGEST);
    fetch(request).then(answer => (answer.status < 500 ? done(answer) : failed()), failed);
  });

  addEventListener('fetch', event => {
    const { request } = event, url = request.url;
    if (request.mode !== 'navigate') return;
    if (url.split('#')[0] === copy) {
      event.respondWith(stored().then(own => own || fetch(request)));
    } else {
      const instead = () => stored().then(own => (own ? Response.redirect(`${copy}#${place(url)}`) : Response.error()));
      event.respondWith(answerOf(request).catch(instead));
    }
  });
})();

// Keeps the file in the browser when somebody asks for it, and forgets it again. Until then nothing is stored.
(() => {
  const box = document.getElementById('_here'), workers = navigator.serviceWorker;
  // From a disk there is nothing to fetch, and an insecure address has no workers.
  if (!box || !workers || !window.caches || !/^http/.test(location.protocol)) return;
  const [keep, forget] = [].slice.call(box.querySelectorAll('button')), status = box.querySelector('[role=status]');
  const say = name => { status.textContent = box.dataset[name]; };
  /** Whether a scope is the folder of a language of this site: others may lie beside it and below. */
  const top = new URL('..', location.href).href;
  const isOurs = scope => scope.startsWith(top) && /^[\w-]+\/$/.test(scope.slice(top.length));
  const isOwn = own => isOurs(own.scope) && (own.active || own.waiting || own.installing).scriptURL === `${own.scope}worker.js`;

  const follow = worker => new Promise((done, failed) => {
    const look = () => {
      if (worker.state === 'activated') done();
      if (worker.state === 'redundant') failed();
    };
    worker.addEventListener('statechange', look);
    look();
  });
  keep.addEventListener('click', () => {
    say('doing');
    workers
      .register('worker.js')
      .then(own => follow(own.installing || own.waiting || own.active))
      .then(() => say('done'), () => say('failed'));
  });

  forget.addEventListener('click', () => {
    const ends = workers
      .getRegistrations()
      .then(all => Promise.all(all.filter(isOwn).map(own => own.unregister())))
      .then(() => caches.keys())
      .then(all => Promise.all(all.filter(name => name.startsWith('trousseau ') && isOurs(name.slice(10))).map(name => caches.delete(name))));
    // Until the page is left, an old browser would take the worker that has forgotten all for one that has kept something.
    keep.disabled = true;
    ends.then(() => say('forgotten'), () => say('failed'));
  });

  workers.getRegistration('./').then(own => {
    if (own && own.active) say('done');
  });
  box.hidden = false;
})();

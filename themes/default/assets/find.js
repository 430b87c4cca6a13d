// Shows the field, and fetches the script that looks words up, with what it looks through, when somebody goes there: until then a
// page weighs nothing more.
(() => {
  const box = document.querySelector('.find'), field = box.querySelector('input');
  const fetchAll = () => {
    field.removeEventListener('focus', fetchAll);
    for (const src of [box.dataset.fetch, 'search.js', 'search-texts.js']) {
      const script = document.createElement('script');
      script.src = src;
      script.async = false;
      // Without what it looks through, a field finds nothing: the lists of all pages stay.
      script.onerror = () => { box.hidden = true; };
      document.head.appendChild(script);
    }
  };
  field.addEventListener('focus', fetchAll);
  box.hidden = false;
})();

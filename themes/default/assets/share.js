// Shows the buttons that hand an address to the device's own menu, where it has one: it knows the messengers that are there.
(() => {
  if (!navigator.share) return;
  for (const button of [].slice.call(document.querySelectorAll('[data-share]'))) {
    const title = button.closest('section').querySelector('h2').textContent;
    // Who closes the menu has shared nothing, and nothing is to be said.
    button.addEventListener('click', () => navigator.share({ title, url: button.dataset.share }).catch(() => {}));
    button.parentElement.hidden = false;
  }
})();

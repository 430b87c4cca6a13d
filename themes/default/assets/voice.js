// Shows the button that reads a text aloud where the device itself has a voice for it; a voice of a company's servers would tell them
// what one reads. What reads is loaded when somebody wants to listen, and begins at once.
(() => {
  const box = document.querySelector('.listen'), speech = window.speechSynthesis;
  if (!box || !speech) return;
  const button = box.firstElementChild, primary = tag => tag.toLowerCase().split(/[-_]/)[0];
  const tag = primary(document.querySelector('.body').closest('[lang]').lang);
  const look = () => { box.hidden = !speech.getVoices().some(v => v.localService && primary(v.lang) === tag); };
  const load = () => {
    button.removeEventListener('click', load);
    // Some phones speak only after words that came with the touch itself, and the script is not here yet.
    speech.speak(new SpeechSynthesisUtterance(''));
    const script = document.createElement('script');
    script.src = button.dataset.src;
    // A page that was saved without its files cannot read.
    script.onerror = () => { speech.onvoiceschanged = null; box.hidden = true; };
    document.body.appendChild(script);
  };
  button.addEventListener('click', load);
  speech.onvoiceschanged = look;
  look();
})();

/** Lets the browser read a bulletin aloud, where it has a Vietnamese voice; elsewhere nothing is offered. */
export function mount(element: HTMLElement): void {
  const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
  const button = element.querySelector('button');
  if (!speech || !button) return;
  const offer = () => void (element.hidden = !speech.getVoices().some(({ lang }) => /^vi\b/i.test(lang)));
  offer();
  // Chromium lists its voices a moment after the page.
  speech.addEventListener?.('voiceschanged', offer);
  const [icon, words] = [button.querySelector('svg'), button.textContent ?? ''];
  const say = (text: string) => button.replaceChildren(...(icon ? [icon] : []), text);
  button.addEventListener('click', () => {
    if (speech.speaking) return speech.cancel();
    const spoken = new SpeechSynthesisUtterance(element.dataset['text'] ?? '');
    spoken.lang = 'vi-VN';
    spoken.rate = 0.9;
    const voice = speech.getVoices().find(({ lang }) => /^vi\b/i.test(lang));
    if (voice) spoken.voice = voice;
    for (const end of ['end', 'error']) spoken.addEventListener(end, () => say(words));
    say(button.dataset['stop'] ?? '');
    speech.speak(spoken);
  });
  addEventListener('pagehide', () => speech.cancel());
}

/** Lets the browser read a bulletin aloud, where it has a Vietnamese voice; elsewhere nothing is offered. */
export function mount(element: HTMLElement): void {
  const speech = globalThis.speechSynthesis as SpeechSynthesis | undefined;
  const button = element.querySelector('button');
  if (!speech || !button) return;
  const voiceOf = () => speech.getVoices().find(({ lang }) => /^vi\b/i.test(lang));
  const offer = () => void (element.hidden = !voiceOf());
  offer();
  // Chromium lists its voices a moment after the page.
  speech.addEventListener?.('voiceschanged', offer);
  const [icon, words] = [button.querySelector('svg'), button.textContent ?? ''];
  const say = (text: string) => button.replaceChildren(...(icon ? [icon] : []), text);
  let current: SpeechSynthesisUtterance | undefined;
  const stop = () => {
    current = undefined;
    say(words);
  };
  button.addEventListener('click', () => {
    const isOwn = current !== undefined;
    // What another button reads makes way; pressed a second time, a button only stops, also before its first word.
    speech.cancel();
    if (isOwn) return stop();
    const spoken = new SpeechSynthesisUtterance(element.dataset['text'] ?? '');
    spoken.lang = 'vi-VN';
    spoken.rate = 0.9;
    const voice = voiceOf();
    if (voice) spoken.voice = voice;
    current = spoken;
    for (const end of ['end', 'error']) {
      spoken.addEventListener(end, () => {
        if (current === spoken) stop();
      });
    }
    say(button.dataset['stop'] ?? '');
    speech.speak(spoken);
  });
  addEventListener('pagehide', () => speech.cancel());
}

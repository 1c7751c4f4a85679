import { keptText, type KeptText } from '../../ui/islands/kept-form.ts';

/** What of a film this needs: a part of HTMLVideoElement. */
export interface Film extends EventTarget {
  currentTime: number;
  readonly duration: number;
  readonly readyState: number;
}

const writtenEvery = 5;
/** So near to the beginning or the end one starts at the beginning. */
const edge = 10;

/** Keeps on this device how far a film was seen, and goes on from there. Seconds; a film that was seen to its end begins anew. */
export function keepFilmPlace(film: Film, kept: KeptText): void {
  let written = 0;
  const goOn = () => {
    const place = Number(kept.read() ?? 0);
    if (place > edge && place < film.duration - edge) film.currentTime = written = place;
  };
  film.addEventListener('timeupdate', () => {
    if (Math.abs(film.currentTime - written) < writtenEvery) return;
    written = film.currentTime;
    kept.write(String(Math.floor(written)));
  });
  film.addEventListener('ended', () => kept.forget());
  // The page's script may come after the browser has read how long the film is.
  if (film.readyState > 0) goOn();
  else film.addEventListener('loadedmetadata', goOn, { once: true });
}

export const filmPlace = (source: string): KeptText => keptText(`hoc06.film:${source}`, () => localStorage);

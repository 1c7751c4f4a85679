import { describe, expect, it } from 'vitest';
import { keptText } from '../../ui/islands/kept-form.ts';
import { keepFilmPlace, type Film } from './film-place.ts';

class TinyFilm extends EventTarget implements Film {
  currentTime = 0;
  duration = Number.NaN;
  readyState = 0;
  /** The browser has read how long it is. */
  load(seconds: number): void {
    Object.assign(this, { duration: seconds, readyState: 1 });
    this.dispatchEvent(new Event('loadedmetadata'));
  }
  play(to: number): void {
    for (; this.currentTime < to; this.currentTime += 0.25) this.dispatchEvent(new Event('timeupdate'));
  }
}

function device(before?: string) {
  const held = new Map(before === undefined ? [] : [['film', before]]);
  const writes: string[] = [];
  const storage = { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, value: string) => (writes.push(value), void held.set(key, value)), removeItem: (key: string) => void held.delete(key) };
  return { kept: keptText('film', () => storage), writes, held };
}

describe('the place in a film', () => {
  it('is written every few seconds and found again', () => {
    const { kept, writes } = device();
    const first = new TinyFilm();
    keepFilmPlace(first, kept);
    first.load(300);
    first.play(62);
    expect(writes.length).toBeLessThan(15);
    const again = new TinyFilm();
    keepFilmPlace(again, kept);
    expect(again.currentTime).toBe(0);
    again.load(300);
    expect(again.currentTime).toBe(60);
  });

  it('is found by a page whose script comes after the film', () => {
    const film = new TinyFilm();
    film.load(300);
    keepFilmPlace(film, device('120').kept);
    expect(film.currentTime).toBe(120);
  });

  it.each([['hardly begun', '9'], ['as good as over', '295'], ['beyond its end', '4000'], ['no number', 'x'], ['less than nothing', '-5']])('begins at the beginning when it is %s', (_what, held) => {
    const film = new TinyFilm();
    film.load(300);
    keepFilmPlace(film, device(held).kept);
    expect(film.currentTime).toBe(0);
  });

  it('is forgotten at the end', () => {
    const { kept, held } = device('120');
    const film = new TinyFilm();
    keepFilmPlace(film, kept);
    film.dispatchEvent(new Event('ended'));
    expect(held.size).toBe(0);
  });

  it('costs nothing but itself where nothing may be stored', () => {
    const film = new TinyFilm();
    keepFilmPlace(film, keptText('film', () => { throw new Error('closed'); }));
    film.load(300);
    film.play(30);
    expect(film.currentTime).toBe(30);
  });
});

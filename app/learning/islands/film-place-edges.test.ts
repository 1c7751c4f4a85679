import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptText } from '../../ui/islands/kept-form.ts';
import { filmPlace, keepFilmPlace, type Film } from './film-place.ts';

/** A film as a browser plays it: what it is told to do happens, and is said afterwards. */
class Reel extends EventTarget implements Film {
  currentTime = 0;
  duration = Number.NaN;
  readyState = 0;
  load(seconds: number): this {
    Object.assign(this, { duration: seconds, readyState: 1 });
    this.dispatchEvent(new Event('loadedmetadata'));
    return this;
  }
  to(seconds: number): void {
    this.currentTime = seconds;
    this.dispatchEvent(new Event('timeupdate'));
  }
  end(): void {
    this.to(this.duration);
    this.dispatchEvent(new Event('ended'));
  }
}

function device(before?: string) {
  const held = new Map(before === undefined ? [] : [['film', before]]);
  const writes: string[] = [];
  return { held, writes, kept: keptText('film', () => ({ getItem: (key) => held.get(key) ?? null, setItem: (key, value) => (writes.push(value), void held.set(key, value)), removeItem: (key) => void held.delete(key) })) };
}
const startOf = (held: string | undefined, duration: number) => {
  const film = new Reel();
  keepFilmPlace(film, device(held).kept);
  film.load(duration);
  return film.currentTime;
};

describe('a film goes on', () => {
  it.each<[string | undefined, number, number]>([
    [undefined, 300, 0],
    ['', 300, 0],
    ['10', 300, 0],
    ['11', 300, 11],
    ['10.001', 300, 10.001],
    ['289', 300, 289],
    ['289.999', 300, 289.999],
    ['290', 300, 0],
    ['300', 300, 0],
    // Of nothing, of a moment, and of so little that its beginning is its end.
    ['11', 0, 0],
    ['0', 0, 0],
    ['11', 1, 0],
    ['11', 20, 0],
    ['11', 21, 0],
    ['11', 21.1, 11],
    // What never says how long it is.
    ['60', Number.NaN, 0],
    ['60', -1, 0],
    ['Infinity', 300, 0],
    ['-Infinity', 300, 0],
    ['NaN', 300, 0],
    ['1e400', 300, 0],
    ['[60]', 300, 0],
    ['60,5', 300, 0],
    ['60 giây', 300, 0],
    ['{"valueOf":60}', 300, 0],
  ])('from %j in one of %d seconds at %d', (held, duration, place) => expect(startOf(held, duration)).toBe(place));

  it('always from a place that it has, whatever was kept', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String)), fc.oneof(fc.double({ min: 0, max: 20_000 }), fc.constant(Number.NaN)), (held, duration) => {
      const place = startOf(held, duration);
      expect(place === 0 || (place > 10 && place < duration - 10)).toBe(true);
    }));
  });

  it('once: a film that is loaded again by the browser is not thrown back', () => {
    const film = new Reel();
    keepFilmPlace(film, device('120').kept);
    film.load(300).to(200);
    film.load(300);
    expect(film.currentTime).toBe(200);
  });
});

describe('what is kept', () => {
  it('is written no more often than every five seconds, in whole seconds, also of jumps back', () => {
    const { kept, writes } = device();
    const film = new Reel();
    keepFilmPlace(film, kept);
    film.load(300);
    for (const second of [1, 4.9, 5, 9.9, 10, 100.7, 104, 96, 95.7, 0.2]) film.to(second);
    expect(writes).toEqual(['5', '10', '100', '95', '0']);
  });

  it('is nothing of a film of no length, and nothing once one was seen to its end', () => {
    for (const seconds of [0, 3, 300]) {
      const { kept, held } = device();
      const film = new Reel();
      keepFilmPlace(film, kept);
      film.load(seconds).end();
      expect(held.size, `${seconds}`).toBe(0);
    }
  });

  it('begins anew when a film that was over is played again', () => {
    const { kept, held } = device();
    const film = new Reel();
    keepFilmPlace(film, kept);
    film.load(300).end();
    film.to(0);
    film.to(42);
    expect(held.get('film')).toBe('42');
  });

  it('is found within five seconds of where she left, wherever that was', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 40 }), (places) => {
      const { kept, held } = device();
      const film = new Reel();
      keepFilmPlace(film, kept);
      film.load(300);
      for (const place of places) film.to(place);
      expect(Math.abs(Number(held.get('film') ?? 0) - places.at(-1)!)).toBeLessThan(6);
    }));
  });

  it('is of one film each, under a name that no other thing of this site has', () => {
    const stored = new Map<string, string>();
    const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => void stored.set(key, value), removeItem: (key: string) => void stored.delete(key) } });
    try {
      const sources = ['/films/a.mp4', '/films/b.mp4', '/films/a.mp4?x', '', '__proto__', '../a'];
      for (const [at, source] of sources.entries()) filmPlace(source).write(String(at));
      expect(sources.map((source) => filmPlace(source).read())).toEqual(sources.map((_, at) => String(at)));
      expect([...stored.keys()].every((key) => key.startsWith('hoc06.film:'))).toBe(true);
      filmPlace('/films/a.mp4').forget();
      expect([filmPlace('/films/a.mp4').read(), filmPlace('/films/b.mp4').read()]).toEqual([null, '1']);
    } finally {
      if (before) Object.defineProperty(globalThis, 'localStorage', before);
      else Reflect.deleteProperty(globalThis, 'localStorage');
    }
  });
});

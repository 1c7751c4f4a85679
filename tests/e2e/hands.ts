import { expect, type ElementHandle, type Locator, type Page } from '@playwright/test';
import { lookAtEveryStop, lookAtFocus, type Stop } from './focus.ts';

/** More stops than any page has. */
const manyStops = 250;

/** Somebody who has a keyboard and nothing else. Every stop of the focus on her way is looked at: can it be seen? */
export interface Hands {
  press(key: 'Tab' | 'Shift+Tab' | 'Enter' | 'Space' | 'ArrowDown' | 'ArrowUp' | 'Escape'): Promise<Stop>;
  type(text: string): Promise<void>;
  /** Tab, or Shift+Tab, until this has the focus. */
  goTo(target: Locator, key?: 'Tab' | 'Shift+Tab'): Promise<void>;
  /** Goes there and presses it. */
  use(target: Locator, key?: 'Enter' | 'Space'): Promise<void>;
  /** On a page just opened: the skip link comes first and leads past the chrome. */
  skipToContent(): Promise<void>;
  /** From the top to the end with Tab. @returns the stops */
  walkToTheEnd(): Promise<string[]>;
  /** Looks at every stop of the content without pressing her way to it. */
  glance(): Promise<void>;
  /** From the top to the end with Tab and back with Shift+Tab: the same stops in the same order, and no way of getting stuck. */
  walkAround(): Promise<void>;
  /** How many stops she has looked at. */
  readonly stops: number;
}

export function handsOn(page: Page): Hands {
  let stops = 0;
  const look = async (wanted?: ElementHandle | null): Promise<Stop> => {
    const stop = await lookAtFocus(page, wanted);
    stops += 1;
    expect(stop.faults, `${new URL(page.url()).pathname}: ${stop.name}`).toEqual([]);
    return stop;
  };
  const press: Hands['press'] = async (key) => {
    await page.keyboard.press(key);
    return look();
  };
  const walkToTheEnd = async (): Promise<string[]> => {
    const seen: string[] = [];
    let inside = 1;
    for (let stop = await press('Tab'); stop.key !== '' && stop.key !== seen[0]; stop = await press('Tab')) {
      inside = stop.key === seen.at(-1) ? inside + 1 : 1;
      if (inside > 1 && inside <= stop.parts) continue;
      expect(seen, `${page.url()}: stuck at ${stop.name}`).not.toContain(stop.key);
      seen.push(stop.key);
      expect(seen.length).toBeLessThan(manyStops);
    }
    return seen;
  };
  const goTo: Hands['goTo'] = async (target, key = 'Tab') => {
    const wanted = await target.elementHandle();
    let stop = await look(wanted);
    for (let presses = 0; !stop.isWanted && presses < manyStops; presses += 1) {
      await page.keyboard.press(key);
      stop = await look(wanted);
    }
    if (stop.isWanted) return;
    throw new Error(`${key} never reaches ${String(target)}`);
  };
  return {
    press,
    goTo,
    walkToTheEnd,
    async glance() {
      await press('Tab');
      const seen = await lookAtEveryStop(page);
      stops += seen.length;
      expect(seen.filter(({ faults }) => faults.length > 0).map(({ name, faults }) => `${new URL(page.url()).pathname}: ${name}: ${faults.join(', ')}`)).toEqual([]);
    },
    type: (text) => page.keyboard.type(text),
    async use(target, key = 'Enter') {
      await goTo(target);
      await page.keyboard.press(key);
    },
    async skipToContent() {
      await page.waitForLoadState();
      const here = await look();
      const first = here.isSkipLink ? here : await press('Tab');
      expect(first.isSkipLink, `first stop of ${page.url()} is ${first.name}`).toBe(true);
      await page.keyboard.press('Enter');
      expect((await press('Tab')).isInMain, `${page.url()}: after the skip link`).toBe(true);
    },
    async walkAround() {
      await page.waitForLoadState();
      const there = await walkToTheEnd();
      expect(there.length).toBeGreaterThan(2);
      const back: string[] = [];
      for (let presses = 0; back.length < there.length && presses < manyStops; presses += 1) {
        const { key } = await press('Shift+Tab');
        // Between the end and the beginning the browser's own bar may have the focus.
        if (key !== '' || back.length > 0) back.push(key);
      }
      expect(back.toReversed()).toEqual(there);
    },
    get stops() {
      return stops;
    },
  };
}

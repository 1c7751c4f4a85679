import type { ElementHandle, Page } from '@playwright/test';

export interface Stop {
  /** One per stop of the page; a group of radio buttons is one stop. Empty when the focus is nowhere on the page. */
  key: string;
  name: string;
  /** How many stops the element has inside: a date has day, month, year and its calendar, a time its hour, minute, half of the day and clock, a frame its links. */
  parts: number;
  isSkipLink: boolean;
  isInMain: boolean;
  isWanted: boolean;
  /** Why the focus cannot be seen. */
  faults: string[];
}

/** Where the focus is, and whether a person sees it there: a ring, strong enough, not cut off, not behind or beyond anything. */
export function lookAtFocus(page: Page, wanted: ElementHandle | null = null): Promise<Stop> {
  return page.evaluate(lookHere, wanted as ElementHandle<Element> | null);
}

/**
 * Gives the focus to every stop of the page's content in turn, as Tab would, and looks at each: much faster than pressing, and blind to traps and to the order.
 * Press Tab once before, so that the page knows that the focus is moved by keyboard.
 */
export async function lookAtEveryStop(page: Page): Promise<Stop[]> {
  return (await page.evaluate(`(${String(visitStops)})(${String(lookHere)})`)) as Stop[];
}

/** In the page. */
function visitStops(look: (sought: Element | null) => Stop): Stop[] {
  const places = 'a[href], area[href], button, input, select, textarea, summary, audio[controls], video[controls], [tabindex], [contenteditable=""], [contenteditable="true"]';
  const isStop = (element: HTMLElement) => element.tabIndex >= 0 && !element.closest('header, nav.rail, a.skip') && !(element instanceof HTMLInputElement && element.type === 'radio' && !isRadioStop(element));
  const isRadioStop = (radio: HTMLInputElement) => {
    const group = [...(radio.form ?? document).querySelectorAll<HTMLInputElement>('input[type="radio"]')].filter((other) => other.name === radio.name && !other.disabled);
    return radio === (group.find((other) => other.checked) ?? group[0]);
  };
  return [...document.querySelectorAll<HTMLElement>(places)].filter(isStop).flatMap((element) => {
    element.focus();
    return document.activeElement === element ? [look(null)] : [];
  });
}

/** In the page: what has the focus at this moment. */
function lookHere(sought: Element | null): Stop {
  const active = document.activeElement;
  if (!active || active === document.body || active === document.documentElement) return { key: '', name: 'nothing', parts: 1, isSkipLink: false, isInMain: false, isWanted: false, faults: [] };

  const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (rgb: number[]): number => {
    const [red = 0, green = 0, blue = 0] = rgb.map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (element: Element | null): number[] => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour[3] !== 0 && colour.length >= 3) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const hasRing = (element: Element): boolean => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };

  // A card around a tick may carry the ring for it.
  let ringed: Element | null = active;
  while (ringed && !hasRing(ringed) && ringed.tagName !== 'MAIN') ringed = ringed.parentElement;
  // A frame is a window of its own: the focus is seen on what is inside.
  const isPlaceOnly = active.matches('main, .question-text, iframe');
  const faults: string[] = [];
  const box = (ringed ?? active).getBoundingClientRect();
  if (!isPlaceOnly && (!ringed || ringed.tagName === 'MAIN')) faults.push('no ring');
  else if (!isPlaceOnly && ringed) {
    const { outlineColor, outlineWidth, outlineOffset } = getComputedStyle(ringed);
    const [light = 1, dark = 1] = [luminance(channels(outlineColor)), luminance(groundOf(Number.parseFloat(outlineOffset) < 0 ? ringed : ringed.parentElement))].toSorted((a, b) => b - a);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < 3) faults.push(`ring of contrast ${contrast.toFixed(1)}`);
    const reach = Math.max(0, Number.parseFloat(outlineWidth) + Number.parseFloat(outlineOffset)) - 1;
    for (let around = ringed.parentElement; around && around !== document.body; around = around.parentElement) {
      if (getComputedStyle(around).overflowX === 'visible') continue;
      const frame = around.getBoundingClientRect();
      const cut = [frame.left - (box.left - reach), frame.top - (box.top - reach), box.right + reach - frame.right, box.bottom + reach - frame.bottom].filter((beyond) => beyond > 0.5);
      if (cut.length > 0) faults.push(`ring cut off by ${around.tagName}.${around.className} at ${cut.length} sides`);
    }
  }
  const [left, right, top, bottom] = [Math.max(0, box.left), Math.min(innerWidth, box.right), Math.max(0, box.top), Math.min(innerHeight, box.bottom)];
  if (right - left < 1 || bottom - top < 1) faults.push('outside the window');
  else if (!isPlaceOnly) {
    const shares = [0.04, 0.5, 0.96];
    const isCovered = (across: number, down: number): boolean => {
      const found = document.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
      const label = found?.closest('label');
      return !(found && (active.contains(found) || ringed?.contains(found) || found.contains(active) || label?.control === active));
    };
    // Text over several lines leaves gaps in its box; behind something it is hidden at every point.
    const covered = shares.flatMap((down) => shares.map((across) => isCovered(across, down))).filter(Boolean).length;
    if (covered > 6) faults.push(`covered at ${covered} of 9 points`);
  }
  const isRadio = active instanceof HTMLInputElement && active.type === 'radio';
  const key = isRadio ? `radio ${active.form?.dataset['question'] ?? ''} ${active.name}` : String([...document.querySelectorAll('*')].indexOf(active));
  const words = active.getAttribute('aria-label') ?? ((active.textContent ?? '').trim() || (active as HTMLInputElement).name);
  return { key, name: `${active.tagName.toLowerCase()} "${(words ?? '').slice(0, 60)}"`, parts: active.matches('iframe') ? 12 : 1, isSkipLink: active.matches('a.skip'), isInMain: Boolean(active.closest('main')), isWanted: active === sought, faults };
}

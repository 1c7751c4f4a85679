import { localAsTyped, typedDay } from '../../platform/typed-time.ts';

/**
 * A calendar beside a day that is typed: the browser's own, opened by a button. The browser's field lies behind the button, out of sight, without a name and out of the order of Tab;
 * what is chosen in it is written into the line as it is typed here. Where a browser cannot open its calendar by a button, the button stays hidden.
 */
export function mount(box: HTMLElement): void {
  const [line, button] = [box.querySelector<HTMLInputElement>('input'), box.querySelector('button')];
  if (!line || !button || !('showPicker' in HTMLInputElement.prototype)) return;
  const calendar = calendarOf(box.dataset);
  button.before(calendar);
  button.hidden = false;
  button.addEventListener('click', () => {
    // A text that is no day leaves the calendar empty: it opens at today.
    calendar.value = typedDay(partsOf(line.value).day);
    calendar.showPicker();
  });
  // What the hidden field says of itself is nobody's business: a form that keeps what was typed hears of the line.
  calendar.addEventListener('input', (event) => event.stopPropagation());
  calendar.addEventListener('change', (event) => {
    event.stopPropagation();
    line.value = chosen(line.value, calendar.value);
    for (const kind of ['input', 'change']) line.dispatchEvent(new Event(kind, { bubbles: true }));
  });
}

function calendarOf({ min, max }: DOMStringMap): HTMLInputElement {
  const calendar = document.createElement('input');
  Object.assign(calendar, { type: 'date', tabIndex: -1, className: 'day-calendar', min: min ?? '', max: max ?? '' });
  calendar.setAttribute('aria-hidden', 'true');
  return calendar;
}

/** The line after a day was chosen: a time behind the day stays. */
export function chosen(typed: string, day: string): string {
  const { time } = partsOf(typed);
  return day ? [localAsTyped(day), time].filter(Boolean).join(' ') : '';
}

/** The day of a line and the time behind it. */
function partsOf(typed: string): { day: string; time: string } {
  const [, day = typed, time = ''] = /^(.{6,20}?)[,T\s]\s*(\d{1,2}\s?[:hg.]\s?\d{2}(?::\d{2})?)$/i.exec(typed.trim()) ?? [];
  return { day: day.trim(), time };
}

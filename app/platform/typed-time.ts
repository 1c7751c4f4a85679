/** What people type for days and times, and how it is shown: the one file that `app/ui` and `app/platform` share, so it imports nothing. */

/** Whether a text is a time of day, `08:00`. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** A time as people type it, `8:00`, `08h00`, `8.00` or `8g00`, as `08:00`; anything else comes back as it is. No field of the browser is used for days and times: it would show the month before the day, AM and PM, to whoever set the browser up in English. */
export function typedTime(text: string): string {
  return text.trim().replace(/^(\d{1,2})\s?[:hg.]\s?(\d{2})$/i, (_all, hours: string, minutes: string) => `${hours.padStart(2, '0')}:${minutes}`);
}

/** A day as people type it, `30/11/2026`, `30.11.2026`, `30-11-2026`, or `30112026` where a phone has digits only, as `2026-11-30`; anything else comes back as it is, and whether the calendar has it is another question. */
export function typedDay(text: string): string {
  return text.trim().replace(/^(?:(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?|(\d{2})(\d{2}))((?:19|20)\d{2})$/, (_all, ...parts: (string | undefined)[]) => {
    const [day = '', month = '', bareDay = '', bareMonth = '', year = ''] = parts;
    return `${year}-${(month || bareMonth).padStart(2, '0')}-${(day || bareDay).padStart(2, '0')}`;
  });
}

/** A moment as people type it, `30/11/2026 8:00` or `30/11/2026, 08h00`, with seconds where they count, as `2026-11-30T08:00`; anything else comes back as it is. */
export function typedMoment(text: string): string {
  const typed = text.trim();
  const [, day = '', time = '', seconds = ''] = (typed.length < 40 && /^(.+?)[,\s]\s*(\d{1,2}\s?[:hg.]\s?\d{2})(:\d{2})?$/i.exec(typed)) || [];
  return day ? `${typedDay(day)}T${typedTime(time)}${seconds}` : typed;
}

/** A stored day or local moment as it is typed: `30/11/2026`, `30/11/2026 08:00`. */
export function localAsTyped(local: string): string {
  return local.replace(/^(\d{4})-(\d{2})-(\d{2})(?:T(.+))?$/, (_all, year: string, month: string, day: string, time?: string) => `${day}/${month}/${year}${time ? ` ${time}` : ''}`);
}

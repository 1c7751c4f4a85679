/** Whether a text is a time of day, `08:00`. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** A time as people type it, `8:00`, `08h00`, `8.00` or `8g00`, as `08:00`; anything else comes back as it is. No field of the browser is used for times: it would show AM and PM to whoever set the browser up in English. */
export function typedTime(text: string): string {
  return text.trim().replace(/^(\d{1,2})\s?[:hg.]\s?(\d{2})$/i, (_all, hours: string, minutes: string) => `${hours.padStart(2, '0')}:${minutes}`);
}

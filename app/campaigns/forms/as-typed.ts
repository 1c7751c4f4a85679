/** A parsed form as text again, for the form that comes back with its faults. */
export function asTyped(form: object): Record<string, string> {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value === true ? 'on' : value === false || value === null || value === undefined ? '' : Array.isArray(value) ? value.join('\n') : String(value)]));
}

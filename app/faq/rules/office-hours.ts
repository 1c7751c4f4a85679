/** Hours in which an office answers and is called back, Monday to Friday. */
export const officeHours = { from: '07:30', to: '17:00' } as const;

/** True when a wall-clock time `2026-11-23T08:00` lies in office hours. */
export function isOfficeTime(local: string): boolean {
  const weekday = new Date(`${local.slice(0, 10)}T00:00:00Z`).getUTCDay();
  const time = local.slice(11, 16);
  return weekday >= 1 && weekday <= 5 && time >= officeHours.from && time < officeHours.to;
}

import { dayWords } from '../platform/days.ts';
import { defineFormats } from '../platform/i18n/formats.ts';
import type { Localised } from '../platform/i18n/messages.ts';
import { assignmentMessages } from './messages/assignment.ts';
import type { EntriesEnd } from './queries/entries-end.server.ts';
import type { OpenScreening } from './rules/screening-state.ts';
import { contestZone } from './rules/zone.ts';

/** Why the entries cannot be given out yet: what screening still waits for. Null when it is done. */
export const screeningWords = (screening: OpenScreening): Localised | null => wordsOf('open', screening);
/** What screening still owes entries that were given to nobody when the others were. */
export const lateScreeningWords = (screening: OpenScreening): Localised | null => wordsOf('late.open', screening);

function wordsOf(lead: 'open' | 'late.open', { waiting, until, replied, unchecked }: OpenScreening): Localised | null {
  const parts = [
    ...(waiting > 0 ? [assignmentMessages.both('open.waiting', { count: waiting, until: dayWords(until ?? '') })] : []),
    ...(replied > 0 ? [assignmentMessages.both('open.replied', { count: replied })] : []),
    ...(unchecked > 0 ? [assignmentMessages.both('open.unchecked', { count: unchecked })] : []),
  ];
  if (parts.length === 0) return null;
  const all = [assignmentMessages.both(lead), ...parts];
  return { vi: all.map(({ vi }) => vi).join(' '), en: all.map(({ en }) => en).join(' ') };
}

/** Why the entries cannot be given out yet: some may still come in. Null when none can. */
export function earlyWords({ at, isOver }: EntriesEnd): Localised | null {
  if (isOver) return null;
  return at === null ? assignmentMessages.both('early.no-deadline') : assignmentMessages.both('early', { until: defineFormats('vi', contestZone).second(at) });
}

import { dayWords } from '../platform/days.ts';
import type { Localised } from '../platform/i18n/messages.ts';
import { assignmentMessages } from './messages/assignment.ts';
import type { OpenScreening } from './rules/screening-state.ts';

/** Why the entries cannot be given out yet: what screening still waits for. Null when it is done. */
export function screeningWords({ waiting, until, replied, unchecked }: OpenScreening): Localised | null {
  const parts = [
    ...(waiting > 0 ? [assignmentMessages.both('open.waiting', { count: waiting, until: dayWords(until ?? '') })] : []),
    ...(replied > 0 ? [assignmentMessages.both('open.replied', { count: replied })] : []),
    ...(unchecked > 0 ? [assignmentMessages.both('open.unchecked', { count: unchecked })] : []),
  ];
  if (parts.length === 0) return null;
  const all = [assignmentMessages.both('open'), ...parts];
  return { vi: all.map(({ vi }) => vi).join(' '), en: all.map(({ en }) => en).join(' ') };
}

import { defineFormats } from '../platform/i18n/formats.ts';
import type { Localised } from '../platform/i18n/messages.ts';
import { closingMessages as messages } from './messages/closing.ts';
import type { OpenEnds } from './queries/closing.server.ts';
import { contestZone } from './rules/zone.ts';

const second = (instant: string) => defineFormats('vi', contestZone).second(instant);

/** Why a contest cannot be closed yet. Null when nothing stands in the way. */
export function closingWords({ appeals, upheld, windowUntil, unawarded, voteUntil }: OpenEnds): Localised | null {
  const parts = [
    ...(appeals > 0 ? [messages.both('open.appeals', { count: appeals })] : []),
    ...(upheld > 0 ? [messages.both('open.upheld', { count: upheld })] : []),
    ...(windowUntil ? [messages.both('open.window', { until: second(windowUntil) })] : []),
    ...(unawarded > 0 ? [messages.both('open.award', { count: unawarded })] : []),
    ...(voteUntil ? [messages.both('open.vote', { until: second(voteUntil) })] : []),
  ];
  if (parts.length === 0) return null;
  const all = [messages.both('open'), ...parts];
  return { vi: all.map(({ vi }) => vi).join(' '), en: all.map(({ en }) => en).join(' ') };
}

import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { normaliseLine, normaliseText } from '../../platform/text/normalise.ts';
import { callMessages as messages } from '../messages/call.ts';
import { longestBodyKey } from '../rules/body.ts';
import { callerNumber } from '../rules/call-number.ts';
import { channels, maskDigits, wrapCodes } from '../rules/call.ts';

const line = (max: number) => z.string().transform(normaliseLine).pipe(z.string().max(max));
const words = (max: number) => z.string().transform((value) => maskDigits(normaliseText(value).trim())).pipe(z.string().max(max));
const number = z.string().trim().max(40).refine((raw) => raw === '' || callerNumber(raw) !== null, inBoth(messages.both('fault.number'))).transform((raw) => callerNumber(raw) ?? '');
const instant = z.iso.datetime({ precision: 3 });

const said = { number: number.default(''), name: line(120).default(''), commune: line(120).default(''), question: words(2_000).default(''), note: words(4_000).default('') };

/** A call as a browser sends it, once or many times. */
export const callSnapshot = z
  .object({
    clientKey: z.string().regex(/^[\w:.-]{8,100}$/),
    revision: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
    channel: z.enum(channels),
    source: z.enum(['ONLINE', 'OFFLINE']),
    startedAt: instant,
    endedAt: instant.nullable(),
    ...said,
    reads: z.array(z.object({ versionId: z.string().min(1).max(64), at: instant })).max(200),
    wrap: z.enum(wrapCodes).nullable(),
    callbackAt: instant.nullable(),
    handTo: z.string().max(64).nullable(),
    // Notes that a browser has kept since before bodies could be chosen have none.
    handBody: z.string().max(longestBodyKey).nullable().default(null),
  });
/** What is sent after the server was away: each is judged by itself, so one bad record holds up no other. */
export const syncPost = z.object({ records: z.array(z.unknown()).min(1).max(50) });

export const deskDeeds = ['start', 'save', 'read', 'wrap', 'not-found', 'park', 'take', 'extension'] as const;
/** The call form of the desk without a script: everything typed comes along with every button. */
export const deskForm = z.object({
  deed: z.enum(deskDeeds).default('save'),
  ...said,
  channel: z.enum(channels).default('PHONE'),
  q: line(500).default(''),
  /** What the search took the question for, when that was chosen. */
  meant: line(500).default(''),
  open: z.string().max(200).default(''),
  version: z.string().max(64).default(''),
  take: z.string().max(64).default(''),
  wrap: z.enum(['', ...wrapCodes]).default(''),
  callbackAt: z.string().max(30).default(''),
  handTo: z.string().max(64).default(''),
  handBody: z.string().max(longestBodyKey).default(''),
  extension: z.string().trim().regex(/^\d{0,10}$/, inBoth(messages.both('fault.extension'))).default(''),
});
export type DeskForm = z.infer<typeof deskForm>;
export const deskQuery = z.object({ q: z.string().max(500).transform(normaliseLine).catch(''), open: z.string().max(200).catch(''), done: z.enum(['wrapped', 'parked', 'saved']).optional().catch(undefined) });

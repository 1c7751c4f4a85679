import type { DeskTexts } from '../islands/desk-draw.ts';
import { callMessages } from '../messages/call.ts';
import { periodMessages } from '../messages/period.ts';
import type { CallSnapshot } from '../rules/call.ts';
import type { ShownCall } from './desk-call.tsx';
import { periodTexts } from './period-texts.ts';

type Say = ReturnType<typeof callMessages.in>;
type SayPeriod = ReturnType<typeof periodMessages.in>;

/** What the desk's script says. */
export function deskTexts(t: Say, period: SayPeriod): DeskTexts {
  const gap = { count: '{count}', number: '{number}', documents: '{documents}', day: '{day}', name: '{name}', now: '{now}', at: '{at}', age: '{age}' };
  return {
    hits: t('desk.hits', gap), noHits: t('desk.no-hits'), typing: t('desk.start-typing'), version: t('desk.version', gap), internal: t('desk.internal'), public: t('desk.public'), sample: t('desk.sample'), lapsed: t('desk.lapsed', gap), overdue: t('desk.overdue'), period: periodTexts(period),
    papers: t('desk.papers'), fee: t('desk.fee'), place: t('desk.place'), time: t('desk.time'), basis: t('desk.basis'), asOf: t('desk.as-of', gap), read: t('desk.read'), gone: t('desk.gone'), online: t('line.online'), away: t('line.away'),
    signedOut: t('line.signed-out'), refused: t('line.refused'), saved: t('line.saved'), keptHere: t('line.kept-here'), inHand: t('fault.in-hand'), ringing: t('line.ringing', gap), noNumber: t('line.no-number'), noCall: t('fault.no-call'),
    question: t('fault.question'), number: t('fault.number-needed'), callbackAt: t('fault.callback-at'), handBody: t('fault.hand-both'), ticketQuestion: t('fault.ticket-question'), offlineCall: t('line.offline-call'), start: t('call.start'), discard: t('line.discard'), needsServer: t('line.needs-server'), onlyHere: t('line.only-here'),
    over: t('desk.over', gap), former: t('desk.former', gap), communeNow: t('call.commune-now', gap), communeHint: t('call.commune-hint'), copyOf: t('line.copy-of', gap), copyOld: t('line.copy-old'), noCopy: t('line.no-copy'), ageFresh: t('line.age-fresh'), ageHours: t('line.age-hours', gap), ageDays: t('line.age-days', gap),
  };
}

/** The call in hand as the script goes on with it. Its number stays with the server; one that is sent anew is typed anew. */
export function openCallOf(call: ShownCall | null): CallSnapshot | null {
  if (!call) return null;
  const { clientKey, revision, channel, source, startedAt, endedAt, name, commune, question, note, reads } = call;
  return { clientKey, revision, channel, source, startedAt, endedAt, number: '', name, commune, question, note, reads: reads.map(({ versionId, at }) => ({ versionId, at })), wrap: null, callbackAt: null, handTo: null, handBody: null };
}

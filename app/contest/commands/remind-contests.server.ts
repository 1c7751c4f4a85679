import type { Tx } from '../../../db/client.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { contestReminders as messages } from '../messages/reminders.ts';
import { listDraftsToRemind, listInvitedToRemind, listScoringToRemind } from '../queries/reminders.server.ts';
import { teamOf } from '../queries/own-entry.server.ts';
import { contestZone } from '../rules/zone.ts';
import { writeNotice, type Notice } from './write-notice.server.ts';

const day = 1_440;
/** How long before the end judges, and teams with a draft, are told; how long an invitation may stay without an answer. */
const [scoringAhead, draftAhead, silence] = [3 * day, 2 * day, 3 * day];

/**
 * Reminds judges whose sheets are not locked before their time is over, people who were invited and say nothing, and teams whose entry is a draft shortly
 * before the deadline: each of them once, however often this runs.
 * @returns how many reminders were written
 */
export async function remindContests(ports: Ports): Promise<number> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => (await remindJudges(tx, at)) + (await remindInvited(tx, at)) + (await remindDrafts(tx, at)));
}

async function remindJudges(tx: Tx, at: Instant): Promise<number> {
  let written = 0;
  for (const judge of await listScoringToRemind(tx, at, plusMinutes(at, scoringAhead))) {
    const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('score.subject', { count: judge.count }), body: messages.in(locale)('score.body', { count: judge.count, contest: '{{cuoc_thi}}', until: secondIn(locale, judge.until) }) });
    written += await once(tx, { id: `contest-remind:score:${judge.judgeId}:${judge.until.slice(0, 10)}`, recipients: [judge.userId], words, reason: messages.both('score.reason'), link: '/judging', at, variables: { cuoc_thi: judge.contest } });
  }
  return written;
}

async function remindInvited(tx: Tx, at: Instant): Promise<number> {
  let written = 0;
  for (const { judgeId, userId, contest } of await listInvitedToRemind(tx, plusMinutes(at, -silence))) {
    const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('invited.subject'), body: messages.in(locale)('invited.body', { contest: '{{cuoc_thi}}' }) });
    written += await once(tx, { id: `contest-remind:invited:${judgeId}`, recipients: [userId], words, reason: messages.both('invited.reason'), link: `/judging/invitations/${judgeId}`, at, variables: { cuoc_thi: contest } });
  }
  return written;
}

async function remindDrafts(tx: Tx, at: Instant): Promise<number> {
  let written = 0;
  for (const { entryId, number, contest, until } of await listDraftsToRemind(tx, at, plusMinutes(at, draftAhead))) {
    const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('draft.subject', { number }), body: messages.in(locale)('draft.body', { number, contest: '{{cuoc_thi}}', until: secondIn(locale, until) }) });
    written += await once(tx, { id: `contest-remind:draft:${entryId}`, recipients: await teamOf(tx, entryId), words, reason: messages.both('draft.reason'), link: `/contests/entries/${entryId}`, at, days: 3, variables: { cuoc_thi: contest } });
  }
  return written;
}

/** Deadlines are read in Vietnam's time. */
const secondIn = (locale: 'vi' | 'en', at: Instant): string => defineFormats(locale, contestZone).second(at);

/** Writes a reminder unless it was written before. */
async function once(tx: Tx, notice: Notice): Promise<number> {
  const known = await tx.selectFrom('message').select('id').where('source_type', '=', 'NOTICE').where('source_id', '=', notice.id).executeTakeFirst();
  return !known && (await writeNotice(tx, notice)) ? 1 : 0;
}

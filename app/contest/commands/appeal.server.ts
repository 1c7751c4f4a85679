import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { canOrganiseContests } from '../policy.ts';
import { findPublication } from '../queries/decisions.server.ts';
import { getOwnEntry } from '../queries/own-entry.server.ts';
import { appealDays, appealEnds } from '../rules/appeal.ts';
import { asLogged } from './write-profile.server.ts';

/** Objects to a result, once for an entry, within the window after the publication. */
export async function raiseAppeal(ports: Ports, actor: Actor, what: { entry: string; words: string }): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await getOwnEntry(tx, actor, what.entry);
    const publication = await findPublication(tx, entry.contestId);
    if (!publication) return refuse('form', messages.both('fault.not-yet'));
    if (at >= appealEnds(publication.publishedAt, await readSetting(tx, appealDays, today))) return refuse('form', messages.both('fault.appeal-late'));
    if (await tx.selectFrom('result_appeal').select('id').where('entry_id', '=', entry.id).executeTakeFirst()) return refuse('form', messages.both('fault.appealed'));
    const id = newId();
    await tx.insertInto('result_appeal').values({ id, entry_id: entry.id, raised_by: actor.id, words: what.words, raised_at: at }).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'contest.appeal', objectType: 'entry', objectId: entry.id, details: {} });
    return { ok: true };
  });
}

/** Answers an objection once, and tells whoever raised it. */
export async function answerAppeal(ports: Ports, actor: Actor, what: { contest: string; appeal: string; answer: string }): Promise<Outcome> {
  if (!canOrganiseContests(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const appeal = await tx.selectFrom('result_appeal as a').innerJoin('entry as e', 'e.id', 'a.entry_id').select(['a.id', 'a.entry_id', 'a.raised_by', 'a.answered_at']).where('a.id', '=', what.appeal).where('e.contest_id', '=', what.contest).executeTakeFirst();
    if (!appeal) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (appeal.answered_at) return refuse('form', messages.both('fault.answered'));
    await tx.updateTable('result_appeal').set({ answer: what.answer, answered_by: actor.id, answered_at: at }).where('id', '=', appeal.id).where('answered_at', 'is', null).execute();
    await recordAudit(tx, { at, actor, action: 'contest.answer-appeal', objectType: 'entry', objectId: appeal.entry_id, details: {} });
    const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('told.subject'), body: messages.in(locale)('told.body') });
    await writeMessage(tx, {
      source: { type: 'NOTICE', id: `contest-appeal:${appeal.id}` },
      topic: 'CONTEST',
      isDuty: true,
      urgency: 'NORMAL',
      reason: messages.both('told.reason'),
      content: { vi: words('vi'), en: words('en'), link: `/contests/entries/${appeal.entry_id}/result` },
      channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
      recipients: [appeal.raised_by],
      sendAt: at,
      notAfter: new Date(Date.parse(at) + 14 * 86_400_000).toISOString(),
      createdBy: null,
      now: at,
    });
    return { ok: true };
  });
}

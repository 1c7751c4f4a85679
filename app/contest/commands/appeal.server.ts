import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { resultsMessages } from '../messages/results.ts';
import { holdersOf } from '../queries/holders.server.ts';
import { getOwnEntry, isEntrant } from '../queries/own-entry.server.ts';
import { findPublication } from '../queries/publications.server.ts';
import { appealDays, appealEnds, type AppealOutcome } from '../rules/appeal.ts';
import { writeNotice } from './write-notice.server.ts';
import { asLogged } from './write-profile.server.ts';
import { demandOrganiser } from './change-call.server.ts';
import { refuseClosedById } from './refuse-closed.server.ts';

/** Objects to a result, once for an entry and a publication, within the window after it. */
export async function raiseAppeal(ports: Ports, actor: Actor, what: { entry: string; words: string }): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const entry = await getOwnEntry(tx, actor, what.entry);
    const closed = await refuseClosedById(tx, entry.contestId);
    if (closed) return closed;
    const publication = await findPublication(tx, entry.contestId);
    if (!publication) return refuse('form', messages.both('fault.not-yet'));
    if (at >= appealEnds(publication.publishedAt, await readSetting(tx, appealDays, today))) return refuse('form', messages.both('fault.appeal-late'));
    const { version } = publication;
    if (await tx.selectFrom('result_appeal').select('id').where('entry_id', '=', entry.id).where('version', '=', version).executeTakeFirst()) return refuse('form', messages.both('fault.appealed'));
    const id = newId();
    await tx.insertInto('result_appeal').values({ id, entry_id: entry.id, version, raised_by: actor.id, words: what.words, raised_at: at }).execute();
    await recordAudit(tx, { at, actor: asLogged(actor), action: 'contest.appeal', objectType: 'entry', objectId: entry.id, details: {} });
    return { ok: true };
  });
}

/** Answers an objection once, and tells whoever raised it. Results change only when somebody else takes them back for it, so they are told as well. */
export async function answerAppeal(ports: Ports, actor: Actor, what: { contest: string; appeal: string; outcome: AppealOutcome; answer: string }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const appeal = await tx.selectFrom('result_appeal as a').innerJoin('entry as e', 'e.id', 'a.entry_id').select(['a.id', 'a.entry_id', 'a.raised_by', 'a.answered_at', 'e.number']).where('a.id', '=', what.appeal).where('e.contest_id', '=', what.contest).executeTakeFirst();
    if (!appeal) throw new AppError('not-found', platformMessages.both('error.not-found'));
    const closed = await refuseClosedById(tx, what.contest);
    if (closed) return closed;
    if (appeal.answered_at) return refuse('form', messages.both('fault.answered'));
    if (await isEntrant(tx, what.contest, actor.id)) return refuse('form', resultsMessages.both('fault.entrant'));
    await tx.updateTable('result_appeal').set({ answer: what.answer, outcome: what.outcome, answered_by: actor.id, answered_at: at }).where('id', '=', appeal.id).where('answered_at', 'is', null).execute();
    await recordAudit(tx, { at, actor, action: 'contest.answer-appeal', objectType: 'entry', objectId: appeal.entry_id, details: { outcome: what.outcome } });
    const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('told.subject'), body: messages.in(locale)('told.body') });
    await writeNotice(tx, { id: `contest-appeal:${appeal.id}`, recipients: [appeal.raised_by], words, reason: messages.both('told.reason'), link: `/contests/entries/${appeal.entry_id}/result`, at });
    if (what.outcome === 'UPHELD') await tellPublishers(tx, { ...appeal, contest: what.contest, at });
    return { ok: true };
  });
}

async function tellPublishers(tx: Tx, { id, number, contest, at }: { id: string; number: string; contest: string; at: string }): Promise<void> {
  const words = (locale: 'vi' | 'en') => ({ subject: messages.in(locale)('upheld.subject', { number }), body: messages.in(locale)('upheld.body') });
  await writeNotice(tx, { id: `contest-appeal-upheld:${id}`, recipients: await holdersOf(tx, 'CONTEST_APPROVER'), words, reason: messages.both('upheld.reason'), link: `/contest-desk/${contest}/results`, at });
}

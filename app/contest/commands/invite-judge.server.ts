import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, nameColumns, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { judgesMessages as messages } from '../messages/judges.ts';
import { getOfficial, runsContests } from '../queries/judges.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';
import { tieWords } from '../queries/organiser-ties.server.ts';
import { hasEntered } from '../queries/own-entry.server.ts';
import { duelProgress } from '../queries/own-duels.server.ts';
import { pinTie, pinTies } from './pin-ties.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';
import { tellJudges } from './tell-judges.server.ts';
import { demandOrganiser } from './change-call.server.ts';

export interface Expert {
  email: string;
  fullName: string;
  employer: string;
  maxReviews: number;
}

/** Invites an official; ties are pinned in the same transaction. */
export async function inviteOfficial(ports: Ports, actor: Actor, contestId: string, form: { userId: string; maxReviews: number }): Promise<Outcome<{ id: string }>> {
  const at = mayOrganise(ports, actor);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const contest = await getDeskContest(tx, actor, contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const person = await getOfficial(tx, form.userId);
    return addJudge(tx, actor, contest, { userId: person.userId, employer: null, maxReviews: form.maxReviews }, at);
  });
}

/** Invites somebody from outside by address. An address that has an account already means that account; an official stays one. */
export async function inviteExpert(ports: Ports, actor: Actor, contestId: string, expert: Expert): Promise<Outcome<{ id: string }>> {
  const at = mayOrganise(ports, actor);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const contest = await getDeskContest(tx, actor, contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const known = await tx.selectFrom('user_account').select(['id', 'disabled_at']).where('email', '=', expert.email).executeTakeFirst();
    if (known?.disabled_at) return refuse('email', messages.both('fault.judge-disabled'));
    const userId = known?.id ?? (await addAccount(tx, actor, expert, at));
    return addJudge(tx, actor, contest, { userId, employer: expert.employer, maxReviews: expert.maxReviews }, at);
  });
}

async function addAccount(tx: Tx, actor: Actor, { email, fullName }: Expert, at: Instant): Promise<string> {
  const id = newId();
  await tx.insertInto('user_account').values({ id, account_kind: 'SERVICE', email, ...nameColumns(fullName), created_at: at }).execute();
  await tx.insertInto('external_account').values({ user_id: id, registered_at: at }).execute();
  await recordAudit(tx, { at, actor, action: 'external-account.create', objectType: 'external_account', objectId: id });
  return id;
}

async function addJudge(tx: Tx, actor: Actor, contest: JudgingContest, judge: { userId: string; employer: string | null; maxReviews: number }, at: Instant): Promise<Outcome<{ id: string }>> {
  if (judge.userId === actor.id) return refuse('form', messages.both('fault.judge-self'));
  if (await runsContests(tx, judge.userId)) return refuse('form', messages.both('fault.judge-office'));
  if (await hasEntered(tx, contest.id, judge.userId)) return refuse('form', messages.both('fault.judge-entrant'));
  const known = await tx.selectFrom('judge').select('id').where('contest_id', '=', contest.id).where('user_id', '=', judge.userId).executeTakeFirst();
  if (known) return refuse('form', messages.both('fault.judge-known'));
  const id = newId();
  await tx.insertInto('judge').values({ id, contest_id: contest.id, user_id: judge.userId, max_reviews: judge.maxReviews, employer: judge.employer, invited_by: actor.id, invited_at: at }).execute();
  const count = await pinTies(tx, contest, at, [id]);
  await recordAudit(tx, { at, actor, action: 'judge.invite', objectType: 'judge', objectId: id, details: { code: contest.slug, count } });
  await tellJudges(tx, { what: 'told', source: id, contest: contest.title, userIds: [judge.userId], at, by: actor.id });
  return { ok: true, id };
}

/** Takes a judge out; whoever still has open reviews keeps the seat until they are given to others. */
export async function removeJudge(ports: Ports, actor: Actor, contestId: string, { judgeId, reason }: { judgeId: string; reason: string }): Promise<Outcome> {
  const at = mayOrganise(ports, actor);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const closed = refuseClosed(await getDeskContest(tx, actor, contestId));
    if (closed) return closed;
    const judge = await judgeIn(tx, contestId, judgeId);
    if (judge.removed_at) return refuse('form', messages.both('fault.judge-gone'));
    const open = await tx.selectFrom('review_assignment as a').leftJoin('score_sheet as s', 's.assignment_id', 'a.id').select('a.id').where('a.judge_id', '=', judgeId).where('a.released_at', 'is', null).where('s.locked_at', 'is', null).execute();
    const { next, count, decided } = await duelProgress(tx, judgeId);
    if (open.length > 0 || next) return refuse('form', messages.both('fault.judge-reviews', { count: open.length + count - decided }));
    await tx.updateTable('judge').set({ removed_at: at }).where('id', '=', judgeId).execute();
    await recordAudit(tx, { at, actor, action: 'judge.remove', objectType: 'judge', objectId: judgeId, details: { reason } });
    return { ok: true };
  });
}

/** Pins a tie that the organiser knows of. */
export async function pinByOrganiser(ports: Ports, actor: Actor, contestId: string, tie: { judgeId: string; entryId: string; reason: string }): Promise<Outcome> {
  const at = mayOrganise(ports, actor);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getDeskContest(tx, actor, contestId);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const own = await tieWords(tx, contest, actor);
    if (own) return refuse('form', own);
    const judge = await judgeIn(tx, contestId, tie.judgeId);
    const entry = await tx.selectFrom('entry').select('id').where('id', '=', tie.entryId).where('contest_id', '=', judge.contest_id).executeTakeFirst();
    if (!entry) return refuse('entryId', messages.both('fault.entry-unknown'));
    await pinTie(tx, { ...tie, source: 'ORGANISER' }, at);
    await recordAudit(tx, { at, actor, action: 'judge.pin-tie', objectType: 'judge', objectId: tie.judgeId, details: { reason: tie.reason } });
    return { ok: true };
  });
}

/** A judge of the contest of an address. @throws AppError not-found */
async function judgeIn(tx: Tx, contestId: string, judgeId: string) {
  const row = await tx.selectFrom('judge as j').innerJoin('contest as c', 'c.id', 'j.contest_id').selectAll('j').where('j.id', '=', judgeId).where('c.id', '=', contestId).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return row;
}

function mayOrganise(ports: Ports, actor: Actor): Instant {
  demandOrganiser(actor);
  return momentOf(ports).at;
}

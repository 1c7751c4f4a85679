import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { integrityCode } from '../../platform/signing.server.ts';
import { readTerms } from '../contest-terms.server.ts';
import { closeVoteJob } from '../jobs.ts';
import { voteMessages as messages } from '../messages/vote.ts';
import { isFromOutside } from '../policy.ts';
import { getContestHead, getPublicContest } from '../queries/contest-round.server.ts';
import { computeReport, findVote, isResting, isVoteOpen, votable } from '../queries/vote.server.ts';
import { voteDays, type VoteRefusal, type VoterKind } from '../rules/vote.ts';
import { demandOrganiser } from './change-call.server.ts';
import { refuseClosed } from './refuse-closed.server.ts';

const day = 86_400_000;

/** Opens the vote among awarded entries that may be shown. The results are public by then, so that it cannot move them. */
export async function openVote(ports: Ports, actor: Actor, what: { contest: string; closesAt: Instant }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getContestHead(tx, what.contest);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    if ((await readTerms(tx, contest.id)).publicVote === 'NONE') return refuse('form', messages.both('fault.not-planned'));
    if (await findVote(tx, contest.id)) return refuse('form', messages.both('fault.opened'));
    if (await isResting(tx, contest.id)) return refuse('form', messages.both('fault.no-results'));
    const entries = await votable(tx, contest.id);
    if (entries.length < 2) return refuse('form', messages.both('fault.few'));
    const length = (Date.parse(what.closesAt) - Date.parse(at)) / day;
    if (length < voteDays.least || length > voteDays.most) return refuse('closes', messages.both('fault.closes', voteDays));
    await tx.insertInto('public_vote').values({ contest_id: contest.id, opened_by: actor.id, opens_at: at, closes_at: what.closesAt, roll_key: randomBytes(32).toString('base64url') }).execute();
    await tx.insertInto('vote_candidate').values(entries.map((entry, position) => ({ contest_id: contest.id, entry_id: entry, position }))).execute();
    await enqueue(tx, closeVoteJob, { contestId: contest.id }, { now: at, runAt: new Date(Date.parse(what.closesAt) + 1_000).toISOString(), uniqueKey: `${closeVoteJob.name}:${contest.id}` });
    await recordAudit(tx, { at, actor, action: 'vote.open', objectType: 'contest', objectId: contest.id, details: { count: entries.length, until: what.closesAt } });
    return { ok: true };
  });
}

/**
 * Takes a vote: a mark on the roll, one more on the count. Nothing is written that holds both, and neither an audit row nor a time stands for it:
 * whoever reads the database later finds who had voted (until the vote is closed) and how many each entry has, and nothing that joins the two.
 */
export async function castVote(ports: Ports, actor: Actor, what: { slug: string; entry: string; address: string }): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const contest = await getPublicContest(tx, what.slug);
    const closed = refuseClosed(contest);
    if (closed) return closed;
    const { id } = contest;
    const vote = await findVote(tx, id);
    if (!vote) return refuse('form', messages.both('fault.none'));
    if (!vote.rollKey || !isVoteOpen(vote, at)) return refused(tx, id, 'CLOSED');
    if (await isResting(tx, id)) return refuse('form', messages.both('fault.resting'));
    const kind = await voterKind(tx, actor, vote.opensAt);
    if (!kind) return refused(tx, id, 'UNVERIFIED');
    if (!(await isCandidate(tx, id, what.entry))) return refuse('secretChoice', messages.both('fault.choice'));
    const { numInsertedOrUpdatedRows } = await tx.insertInto('vote_roll').values({ contest_id: id, mark: integrityCode(vote.rollKey, ['voter', actor.id]) }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
    if (Number(numInsertedOrUpdatedRows ?? 0) === 0) return refused(tx, id, 'TWICE');
    await tx.updateTable('vote_candidate').set((set) => ({ votes: set('votes', '+', 1) })).where('contest_id', '=', id).where('entry_id', '=', what.entry).execute();
    await tx.insertInto('vote_turnout').values({ contest_id: id, day: today, kind, votes: 1 }).onConflict((conflict) => conflict.columns(['contest_id', 'day', 'kind']).doUpdateSet({ votes: sql`votes + 1` })).execute();
    await tx.insertInto('vote_address').values({ contest_id: id, mark: integrityCode(vote.rollKey, ['address', what.address]), votes: 1 }).onConflict((conflict) => conflict.columns(['contest_id', 'mark']).doUpdateSet({ votes: sql`votes + 1` })).execute();
    return { ok: true };
  });
}

/** Counts a refusal for the report, without saying whose it was. */
async function refused(tx: Tx, contestId: string, why: VoteRefusal): Promise<Refusal> {
  await tx.insertInto('vote_refusal').values({ contest_id: contestId, why, count: 1 }).onConflict((conflict) => conflict.columns(['contest_id', 'why']).doUpdateSet({ count: sql`count + 1` })).execute();
  return refuse('form', messages.both(`fault.${why}`));
}

/** Whom an account stands for; null where nobody has verified that it is a person. */
async function voterKind(tx: Tx, actor: Actor, opensAt: Instant): Promise<VoterKind | null> {
  if (!isFromOutside(actor)) return actor.accountKind === 'TECHNICAL' ? null : 'OFFICIAL';
  const account = await tx.selectFrom('external_account').select(['registered_at', 'verified_at', 'erased_at']).where('user_id', '=', actor.id).executeTakeFirst();
  if (!account?.verified_at || account.erased_at) return null;
  return account.registered_at >= opensAt ? 'NEW' : 'OUTSIDE';
}

async function isCandidate(tx: Tx, contestId: string, entry: string): Promise<boolean> {
  const row = await tx.selectFrom('vote_candidate').select('entry_id').where('contest_id', '=', contestId).where('entry_id', '=', entry).executeTakeFirst();
  return row !== undefined && (await votable(tx, contestId)).includes(entry);
}

/** Ends a vote whose time is over: what was seen is written down, then the roll goes with its key, so that nobody can be found on it any more. */
export async function closeVote(ports: Ports, contestId: string): Promise<boolean> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const vote = await findVote(tx, contestId);
    if (!vote || vote.closedAt || isVoteOpen(vote, at)) return false;
    const report = await computeReport(tx, contestId);
    await tx.updateTable('public_vote').set({ closed_at: at, roll_key: null, report: JSON.stringify(report) }).where('contest_id', '=', contestId).execute();
    await tx.deleteFrom('vote_roll').where('contest_id', '=', contestId).execute();
    await tx.deleteFrom('vote_address').where('contest_id', '=', contestId).execute();
    await recordAudit(tx, { at, actor: null, action: 'vote.close', objectType: 'contest', objectId: contestId, details: { count: report.voters } });
    return true;
  });
}

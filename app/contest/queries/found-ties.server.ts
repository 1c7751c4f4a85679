import type { Db } from '../../../db/client.ts';
import { entryNames } from './judges.server.ts';
import type { JudgingContest } from './judging-contest.server.ts';
import { tiesOf, type Candidate } from './parties.server.ts';

export interface CandidateTie {
  key: string;
  number: string;
  title: string;
  source: string;
  reason: string;
}

/** What the invitation of somebody would pin, before anything is written. For the organiser only. */
export async function candidateTies(db: Db, contest: JudgingContest, candidate: Candidate): Promise<CandidateTie[]> {
  const [ties = []] = await tiesOf(db, contest, [candidate]);
  const names = await entryNames(db, ties.map(({ entryId }) => entryId));
  return ties.map(({ entryId, source, kinds }) => ({ key: `${entryId} ${source}`, number: names.get(entryId)?.number ?? '', title: names.get(entryId)?.title ?? '', source, reason: kinds.join(' ') })).toSorted((a, b) => (a.number < b.number ? -1 : 1));
}

/** A candidate from outside, as far as an account says more than the form. */
export async function outsideCandidate(db: Db, form: { email: string; fullName: string; employer: string }): Promise<Candidate> {
  const known = await db.selectFrom('user_account').select('id').where('email', '=', form.email).executeTakeFirst();
  return { userId: known?.id ?? null, fullName: form.fullName, email: form.email, employer: form.employer, named: [] };
}

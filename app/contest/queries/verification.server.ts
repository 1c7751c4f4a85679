import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readCommitment } from './commitment.server.ts';
import { getPublicContest, listRounds, type ContestHead, type Round } from './contest-round.server.ts';
import { findCalledOff, findPublication, hasBeenPublished, listWithdrawals, type CalledOff, type Withdrawal } from './publications.server.ts';

/** What everybody may check of a contest. */
export interface Verification {
  contest: ContestHead;
  rounds: { kind: Round['kind']; commitment: string; committedAt: string; unblindedAt: string | null }[];
  results: { hash: string; publishedAt: string } | null;
  withdrawn: Withdrawal[];
  calledOff: CalledOff | null;
}

export async function readVerification(db: Db, slug: string): Promise<Verification> {
  const contest = await getPublicContest(db, slug);
  const publication = await findPublication(db, contest.id);
  const rounds = (await listRounds(db, contest.id)).flatMap(({ kind, commitment, committedAt, unblindedAt }) => (commitment && committedAt ? [{ kind, commitment, committedAt, unblindedAt }] : []));
  return { contest, rounds, results: publication ? { hash: publication.hash, publishedAt: publication.publishedAt } : null, withdrawn: await listWithdrawals(db, contest.id), calledOff: await findCalledOff(db, contest.id) };
}

/** The bytes behind a commitment once results have been out: they stay, whatever becomes of the results. @throws not-found before: the file holds the scores */
export async function publicCommitmentFile(db: Db, secret: string, slug: string, kind: Round['kind']): Promise<string> {
  const contest = await getPublicContest(db, slug);
  const round = (await listRounds(db, contest.id)).find((one) => one.kind === kind && one.commitment !== null);
  if (!round || !(await hasBeenPublished(db, contest.id))) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return (await readCommitment(db, secret, contest, round)).file;
}

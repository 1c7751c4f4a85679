import type { Db } from '../../../db/client.ts';
import { integrityCode, sha256 } from '../../platform/signing.server.ts';
import { canonicalJson } from '../../platform/canonical.ts';
import { listCriteria, listPrizes, listRounds, type ContestHead, type Round } from './contest-round.server.ts';
import { listDuels } from './duels.server.ts';
import { listSheets } from './standing.server.ts';

export interface Commitment {
  /** Exactly the bytes that are hashed; entries by number, judges by an order that nobody can guess. */
  file: string;
  hash: string;
}

/**
 * What a commitment stands for: rubric, assignment and locked scores of a round as one text. A number that only this installation knows is in it, so that
 * nobody finds the scores by trying before the file itself is shown.
 */
export async function readCommitment(db: Db, secret: string, contest: ContestHead, round: Round): Promise<Commitment> {
  const nonce = integrityCode(secret, ['contest-commitment', round.id]);
  if (round.kind === 'FINAL') return finalCommitment(db, nonce, contest, round);
  const criteria = await listCriteria(db, contest.id);
  const keyOf = new Map(criteria.map(({ id }, at) => [id, `C${at + 1}`]));
  const sheets = await listSheets(db, round.id);
  const numbers = await entryNumbers(db, contest.id);
  const codeOf = judgeCodes(sheets, nonce);
  const file = canonicalJson({
    contest: { code: contest.code, slug: contest.slug, method: contest.method, reviewsPerEntry: contest.reviewsPerEntry, finalists: contest.finalists || undefined },
    round: { kind: round.kind, seed: round.seed },
    nonce,
    rubric: criteria.map(({ id, title, weight, maxScore, anchors }) => ({ key: keyOf.get(id) ?? '', title, weight, maxScore, anchors })),
    prizes: (await listPrizes(db, contest.id)).map(({ kind, title, count, amount }) => ({ kind, title, count, amount })),
    sheets: sheets
      .map(({ judge, entry, values, lockedAt, abstained }) => ({ entry: numbers.get(entry) ?? '', judge: codeOf.get(judge) ?? '', lockedAt, abstained, scores: Object.fromEntries([...values].map(([criterion, value]) => [keyOf.get(criterion) ?? '', value])) }))
      .toSorted((a, b) => (a.entry === b.entry ? (a.judge < b.judge ? -1 : 1) : a.entry < b.entry ? -1 : 1)),
  });
  return { file, hash: sha256(file) };
}

/** Of the final: who met whom before which judge and how it ended, over the commitment of the round before. */
async function finalCommitment(db: Db, nonce: string, contest: ContestHead, round: Round): Promise<Commitment> {
  const duels = await listDuels(db, round.id);
  const [numbers, codeOf] = [await entryNumbers(db, contest.id), judgeCodes(duels, nonce)];
  const preliminary = (await listRounds(db, contest.id)).find(({ kind }) => kind === 'PRELIMINARY')?.commitment ?? '';
  const file = canonicalJson({
    contest: { code: contest.code, slug: contest.slug, finalists: contest.finalists },
    round: { kind: round.kind, seed: round.seed },
    nonce,
    preliminary,
    duels: duels.map(({ judge, a, b, winner, decidedAt }) => ({ a: numbers.get(a) ?? '', b: numbers.get(b) ?? '', judge: codeOf.get(judge) ?? '', winner, decidedAt })).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
  });
  return { file, hash: sha256(file) };
}

async function entryNumbers(db: Db, contestId: string): Promise<Map<string, string>> {
  return new Map((await db.selectFrom('entry').select(['id', 'number']).where('contest_id', '=', contestId).execute()).map(({ id, number }) => [id, number]));
}

/** Judges by an order that nobody can guess. */
function judgeCodes(rows: readonly { judge: string }[], nonce: string): Map<string, string> {
  const judges = [...new Set(rows.map(({ judge }) => judge))].toSorted((a, b) => (sha256(nonce + a) < sha256(nonce + b) ? -1 : 1));
  return new Map(judges.map((judge, at) => [judge, `J${at + 1}`]));
}

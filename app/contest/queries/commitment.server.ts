import type { Db } from '../../../db/client.ts';
import { integrityCode, sha256 } from '../../platform/signing.server.ts';
import { canonicalJson } from '../rules/canonical.ts';
import { listCriteria, listPrizes, type ContestHead, type Round } from './contest-round.server.ts';
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
  const criteria = await listCriteria(db, contest.id);
  const keyOf = new Map(criteria.map(({ id }, at) => [id, `C${at + 1}`]));
  const sheets = await listSheets(db, round.id);
  const numbers = new Map((await db.selectFrom('entry').select(['id', 'number']).where('contest_id', '=', contest.id).execute()).map(({ id, number }) => [id, number]));
  const judges = [...new Set(sheets.map(({ judge }) => judge))].toSorted((a, b) => (sha256(nonce + a) < sha256(nonce + b) ? -1 : 1));
  const codeOf = new Map(judges.map((judge, at) => [judge, `J${at + 1}`]));
  const file = canonicalJson({
    contest: { code: contest.code, slug: contest.slug, method: contest.method, reviewsPerEntry: contest.reviewsPerEntry },
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

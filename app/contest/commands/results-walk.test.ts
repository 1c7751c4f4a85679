import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit, decideByRank, hashNow, open, resultsHash } from '../../../tests/world/contest-published.ts';
import { clearSheets, resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { refusals } from '../../../tests/world/contest-judging.ts';
import { voteCloses } from '../../../tests/world/public-vote.ts';
import type { Outcome } from '../../people/index.server.ts';
import { listReviews } from '../queries/assignment.server.ts';
import { getContestHead } from '../queries/contest-round.server.ts';
import { readStanding, type ReadyStanding } from '../queries/standing.server.ts';
import { answerAppeal, raiseAppeal } from './appeal.server.ts';
import { commitRound, unblindRound } from './commit-round.server.ts';
import { releaseReview } from './confirm-assignment.server.ts';
import { decidePrize } from './decide-prize.server.ts';
import { setGalleryConsent } from './gallery-consent.server.ts';
import { openFinal } from './open-final.server.ts';
import { proposeAdoption } from './propose-adoption.server.ts';
import { openVote } from './public-vote.server.ts';
import { awardPrizes, publishResults } from './publish-results.server.ts';
import { withdrawResults } from './withdraw-results.server.ts';
import { giveBackTied, writeScoreSheet } from './write-score-sheet.server.ts';

/** The stages of a contest from the first sheet to the award, and on to results that are taken back and come again. */
const stages = ['WAITING', 'LOCKED', 'COMMITTED', 'OPENED', 'DECIDED', 'PUBLISHED', 'UPHELD', 'WITHDRAWN', 'AGAIN', 'AWARDED'] as const;
type Stage = (typeof stages)[number];

let w: ResultsWorld;
const entry = (at: number) => w.entries[at]?.id ?? '';
const form = () => ({ deed: 'lock' as const, revision: 0, comment: 'Ý tưởng rõ, nên thêm số liệu.', note: '', confidence: 4, abstainReason: '', typed: Object.fromEntries(w.contest.criteria.flatMap((id) => [[`score-${id}`, '1'], [`reason-${id}`, 'Có căn cứ']])) });
const firstReview = async () => (await w.db.selectFrom('review_assignment').select('id').where('judge_id', '=', w.judges[0]?.id ?? '').where('entry_id', '=', entry(0)).executeTakeFirstOrThrow()).id;
const judge = () => w.judges[0]?.person ?? w.auditor;

/** Each deed as somebody would do it who may, with the hash that the page shows at that time. */
const deeds: Record<string, () => Promise<Outcome>> = {
  score: async () => writeScoreSheet(w.ports, judge(), await firstReview(), form()),
  giveBack: async () => giveBackTied(w.ports, judge(), await firstReview(), 'Đồng nghiệp cũ'),
  release: async () => releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: await firstReview(), reason: 'Giám khảo bận', to: null }),
  commit: async () => commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) }),
  final: () => openFinal(w.ports, w.organiser, w.contest.id),
  open: () => unblindRound(w.ports, w.organiser, w.contest.id),
  decide: () => decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: entry(3), verdict: { kind: 'NONE' }, reason: 'Hội đồng không trao.', was: '' }),
  publish: async () => publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Ban giám khảo thống nhất.' }),
  award: () => awardPrizes(w.ports, w.organiser, w.contest.id),
  object: () => raiseAppeal(w.ports, w.entries[1]?.owner ?? w.auditor, { entry: entry(1), words: 'Đề nghị xem lại điểm.' }),
  withdraw: () => withdrawResults(w.ports, w.publisher, { contest: w.contest.id, version: 1, reason: 'Một tệp chưa được chấm.' }),
  adopt: () => proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: entry(0), unit: w.contest.unitId }),
  vote: () => openVote(w.ports, w.organiser, { contest: w.contest.id, closesAt: voteCloses }),
};
type Deed = keyof typeof deeds;

/** What keeps each deed from being done in a stage; what is missing here may be done then. */
const refused: Record<Deed, Partial<Record<Stage, string>>> = {
  score: { LOCKED: 'đã khoá', COMMITTED: 'đã khoá', OPENED: 'đã khoá', DECIDED: 'đã khoá', PUBLISHED: 'đã khoá', UPHELD: 'đã khoá', WITHDRAWN: 'đã khoá', AGAIN: 'đã khoá', AWARDED: 'đã khoá' },
  giveBack: { LOCKED: 'đã khoá', COMMITTED: 'đã khoá', OPENED: 'đã khoá', DECIDED: 'đã khoá', PUBLISHED: 'đã khoá', UPHELD: 'đã khoá', WITHDRAWN: 'đã khoá', AGAIN: 'đã khoá', AWARDED: 'đã khoá' },
  release: { LOCKED: 'khoá', COMMITTED: 'niêm phong', OPENED: 'niêm phong', DECIDED: 'niêm phong', PUBLISHED: 'niêm phong', UPHELD: 'niêm phong', WITHDRAWN: 'niêm phong', AGAIN: 'niêm phong', AWARDED: 'niêm phong' },
  commit: { WAITING: 'Chưa khoá hết', COMMITTED: 'đã được công bố trước đó', OPENED: 'đã được công bố trước đó', DECIDED: 'đã được công bố trước đó', PUBLISHED: 'đã được công bố trước đó', UPHELD: 'đã được công bố trước đó', WITHDRAWN: 'đã được công bố trước đó', AGAIN: 'đã được công bố trước đó', AWARDED: 'đã được công bố trước đó' },
  final: Object.fromEntries(stages.map((stage) => [stage, 'không có chung kết'])),
  open: { WAITING: 'mã cam kết trước', LOCKED: 'mã cam kết trước', OPENED: 'đã được mở', DECIDED: 'đã được mở', PUBLISHED: 'đã được mở', UPHELD: 'đã được mở', WITHDRAWN: 'đã được mở', AGAIN: 'đã được mở', AWARDED: 'đã được mở' },
  decide: { WAITING: 'mã cam kết trước', LOCKED: 'mã cam kết trước', PUBLISHED: 'đã công bố', UPHELD: 'đã công bố', AGAIN: 'đã công bố', AWARDED: 'đã công bố' },
  publish: { WAITING: 'mã cam kết trước', LOCKED: 'mã cam kết trước', COMMITTED: 'Danh tính còn đóng', OPENED: 'chưa có quyết định', PUBLISHED: 'đã công bố', UPHELD: 'đã công bố', AGAIN: 'đã công bố', AWARDED: 'đã công bố' },
  award: { WAITING: 'chưa công bố', LOCKED: 'chưa công bố', COMMITTED: 'chưa công bố', OPENED: 'chưa công bố', DECIDED: 'chưa công bố', WITHDRAWN: 'chưa công bố', AWARDED: 'trước đó' },
  object: { WAITING: 'chưa công bố', LOCKED: 'chưa công bố', COMMITTED: 'chưa công bố', OPENED: 'chưa công bố', DECIDED: 'chưa công bố', WITHDRAWN: 'chưa công bố' },
  withdraw: { WAITING: 'Không có kết quả nào', LOCKED: 'Không có kết quả nào', COMMITTED: 'Không có kết quả nào', OPENED: 'Không có kết quả nào', DECIDED: 'Không có kết quả nào', PUBLISHED: 'khi có khiếu nại được chấp nhận', WITHDRAWN: 'Không có kết quả nào', AGAIN: 'đã đổi', AWARDED: 'đã đổi' },
  adopt: { WAITING: 'chưa có giải', LOCKED: 'chưa có giải', COMMITTED: 'chưa có giải', OPENED: 'chưa có giải', DECIDED: 'chưa có giải', WITHDRAWN: 'chưa có giải' },
  vote: { WAITING: 'đang công bố', LOCKED: 'đang công bố', COMMITTED: 'đang công bố', OPENED: 'đang công bố', DECIDED: 'đang công bố', WITHDRAWN: 'đang công bố' },
};

/** How a contest gets into a stage from the one before. */
const into: Record<Stage, () => Promise<unknown>> = {
  WAITING: async () => undefined,
  LOCKED: () => w.db.updateTable('score_sheet').set({ locked_at: '2026-11-22T05:00:00.000Z' }).where('locked_at', 'is', null).execute(),
  COMMITTED: () => commit(w),
  OPENED: () => open(w),
  DECIDED: () => decideByRank(w),
  PUBLISHED: async () => must(await deeds['publish']?.()),
  UPHELD: async () => {
    must(await raiseAppeal(w.ports, w.entries[2]?.owner ?? w.auditor, { entry: entry(2), words: 'Đề nghị xem lại điểm.' }));
    const { id } = await w.db.selectFrom('result_appeal').select('id').executeTakeFirstOrThrow();
    must(await answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal: id, outcome: 'UPHELD', answer: 'Khiếu nại đúng.' }));
  },
  WITHDRAWN: async () => must(await deeds['withdraw']?.()),
  AGAIN: async () => must(await deeds['publish']?.()),
  AWARDED: async () => must(await deeds['award']?.()),
};
const must = (outcome: Outcome | undefined) => expect(outcome).toMatchObject({ ok: true });
const traces = async () => JSON.stringify([await w.db.selectFrom('audit_event').select('hash').execute(), await w.db.selectFrom('message').select('id').execute(), await w.db.selectFrom('contest_decision').selectAll().execute(), await w.db.selectFrom('contest_publication').selectAll().execute(), await w.db.selectFrom('review_round').selectAll().execute(), await w.db.selectFrom('score_sheet').selectAll().execute(), await w.db.selectFrom('conflict_of_interest').selectAll().execute()]);

describe('the way to the results, every deed at every stage', () => {
  beforeAll(async () => {
    w = await resultsWorld({ sheets: clearSheets, unlocked: [3] });
    for (const { id, owner } of w.entries.slice(0, 2)) await setGalleryConsent(w.ports, owner, { entry: id, isGiven: true });
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it.each(stages)('%s refuses in words what is not its turn, and changes nothing by it', async (stage) => {
    await into[stage]();
    const before = await traces();
    for (const [deed, whys] of Object.entries(refused)) {
      const why = whys[stage];
      if (why === undefined) continue;
      // The first sheet is locked from the beginning: it stands for all that are.
      if (stage === 'WAITING' && (deed === 'score' || deed === 'giveBack' || deed === 'release')) continue;
      const outcome = await deeds[deed]?.();
      expect([deed, refusals(outcome)]).toEqual([deed, expect.stringContaining(why)]);
    }
    expect(await traces()).toBe(before);
  });

  it('and what a stage does not refuse can be done at its end', async () => {
    for (const deed of ['object', 'adopt', 'vote']) must(await deeds[deed]?.());
    for (const deed of ['object', 'adopt', 'vote']) expect(refusals(await deeds[deed]?.())).not.toBe('');
  });

  it('leaves a trail in the order of the deeds, two people never being one', async () => {
    const trail = await w.db.selectFrom('audit_event').select(['action', 'actor_id']).orderBy('seq').execute();
    const results = trail.filter(({ action }) => action.startsWith('contest.') && action !== 'contest.gallery-consent');
    expect(results.map(({ action }) => action.slice(8))).toEqual(['commit', 'unblind', 'decide', 'decide', 'publish-results', 'appeal', 'answer-appeal', 'withdraw-results', 'publish-results', 'award', 'appeal']);
    const by = (action: string) => new Set(results.filter((row) => row.action === action).map((row) => row.actor_id));
    for (const [one, other] of [['publish-results', 'decide'], ['withdraw-results', 'answer-appeal']] as const) expect([...by(`contest.${one}`)].filter((person) => by(`contest.${other}`).has(person))).toEqual([]);
  });
});

async function readyOf({ db, contest }: ResultsWorld): Promise<ReadyStanding> {
  const view = await readStanding(db, await getContestHead(db, contest.id));
  if (view.state !== 'READY') throw new Error(view.state);
  return view;
}

describe('juries at the edge', () => {
  it('of one judge: every entry has a place, no error can be told, and nothing is divided by nothing', async () => {
    for (const scoringMethod of ['ADDITIVE', 'RAW_MEAN'] as const) {
      await using own = await resultsWorld({ sheets: [[9], [7], [7], [2]], scoringMethod });
      await commit(own);
      const { standing } = await readyOf(own);
      expect(standing.lines.map(({ rank, se }) => [rank, se])).toEqual([[1, null], [2, null], [2, null], [4, null]]);
      expect(JSON.stringify(standing)).not.toMatch(/NaN|Infinity/);
      // Nobody can say on which side of the border anybody stands.
      expect(standing.lines.every(({ crossesCut }) => crossesCut)).toBe(standing.cut !== null);
    }
  });

  it('that see all alike: everybody shares the first place, any prize may be given without a word, none needs one', async () => {
    for (const scoringMethod of ['ADDITIVE', 'RAW_MEAN'] as const) {
      await using own = await resultsWorld({ sheets: Array.from({ length: 4 }, () => [7, 7, 7]), scoringMethod });
      await commit(own);
      const { standing } = await readyOf(own);
      expect(standing.lines.map(({ rank, score }) => [rank, score])).toEqual(Array.from({ length: 4 }, () => [1, 70]));
      const decide = (at: number, prize: number) => decidePrize(own.ports, own.organiser, { contest: own.contest.id, entry: own.entries[at]?.id ?? '', verdict: { kind: 'PRIZE', prize: own.contest.prizes[prize] ?? '' }, reason: '', was: '' });
      expect([await decide(3, 0), await decide(1, 1)]).toEqual([{ ok: true }, { ok: true }]);
      expect(refusals(await decide(0, 0))).toContain('đã trao hết');
    }
  });

  it('that abstain from one entry leave it without a place, named to the organisers; from all, nothing can be committed', async () => {
    await using own = await resultsWorld({ sheets: [[9, 8, 9], ['x', 'x', 'x'], [5, 'x', 4]] });
    await commit(own);
    const view = await readyOf(own);
    expect([view.standing.lines.map(({ sheets }) => sheets), view.unscored.map(({ id }) => id)]).toEqual([[3, 2], [own.entries[1]?.id]]);
    expect(await decidePrize(own.ports, own.organiser, { contest: own.contest.id, entry: own.entries[1]?.id ?? '', verdict: { kind: 'NONE' }, reason: 'Không có điểm.', was: '' }).catch((error: { kind: string }) => error.kind)).toBe('not-found');
    await using none = await resultsWorld({ sheets: [['x', 'x'], ['x', 'x']] });
    expect((await readyOf(none)).standing.lines).toEqual([]);
    expect(refusals(await commitRound(none.ports, none.organiser, { contest: none.contest.id, hash: await hashNow(none) }))).toContain('mọi giám khảo đã từ chối chấm');
  });

  it('with a tie that turns up after the lock: the tie is there for everybody at the desk, and the sheet goes before anything is committed', async () => {
    await using own = await resultsWorld();
    const { id } = await own.db.selectFrom('review_assignment').select('id').limit(1).executeTakeFirstOrThrow();
    const row = await own.db.selectFrom('review_assignment').select(['judge_id', 'entry_id', 'round_id']).where('id', '=', id).executeTakeFirstOrThrow();
    await own.db.insertInto('conflict_of_interest').values({ id: 'late', judge_id: row.judge_id, entry_id: row.entry_id, source: 'ORGANISER', reason: 'Cùng công ty', found_at: '2026-11-23T00:00:00.000Z' }).execute();
    expect((await listReviews(own.db, row.round_id)).filter(({ isTied }) => isTied).map((review) => review.id)).toEqual([id]);
    expect(refusals(await releaseReview(own.ports, own.organiser, own.contest.id, { assignmentId: id, reason: 'Có quan hệ', to: null }))).toBe('');
    expect((await listReviews(own.db, row.round_id)).some((review) => review.id === id)).toBe(false);
    await expect(own.db.deleteFrom('conflict_of_interest').execute()).rejects.toThrow('a conflict of interest is kept');
  });
});

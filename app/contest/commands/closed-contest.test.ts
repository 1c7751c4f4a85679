import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { finalWorld, openPairs } from '../../../tests/world/contest-final.ts';
import { judgingWorld, makeEntrant, makeEntry } from '../../../tests/world/contest-judging.ts';
import { hashNow, publishedWorld, resultsHash } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Outcome } from '../../people/index.server.ts';
import { readPublicCall } from '../queries/public-call.server.ts';
import * as closing from '../routes/desk-closing.tsx';
import * as commitment from '../routes/commitment.tsx';
import * as decisions from '../routes/decisions.tsx';
import * as publication from '../routes/publication.tsx';
import { answerInvitation } from './answer-invitation.server.ts';
import { answerAppeal, raiseAppeal } from './appeal.server.ts';
import { clearFlag } from './clear-flag.server.ts';
import { closeCall } from './close-call.server.ts';
import { commitRound, unblindRound } from './commit-round.server.ts';
import { decideDuel, giveBackDuels, releaseDuels } from './decide-duel.server.ts';
import { decidePrize } from './decide-prize.server.ts';
import { setGalleryConsent } from './gallery-consent.server.ts';
import { inviteExpert, inviteOfficial, pinByOrganiser, removeJudge } from './invite-judge.server.ts';
import { clearBlindCopy, requestAllBlindCopies, requestBlindCopies } from './make-blind-copies.server.ts';
import { editRecognition, seenOf } from './edit-recognition.server.ts';
import { openFinal } from './open-final.server.ts';
import { proposeAdoption } from './propose-adoption.server.ts';
import { castVote, openVote } from './public-vote.server.ts';
import { awardPrizes, publishResults } from './publish-results.server.ts';
import { nameTie, replyToScreening } from './screen-entry.server.ts';
import { withdrawResults } from './withdraw-results.server.ts';
import { writePilot } from './write-pilot.server.ts';

const over = 'Cuộc thi đã kết thúc nên không sửa được nữa.';
const reason = 'Ban tổ chức không đủ điều kiện thực hiện tiếp.';
const shut = (w: Pick<ResultsWorld, 'db'>) => w.db.updateTable('contest').set({ closed_at: '2026-11-23T00:30:00.000Z' }).execute();
const close = (w: ResultsWorld, why = reason, revision = 1) => closeCall(w.ports, w.organiser, { id: w.contest.id, revision, reason: why });
const audited = async (w: Pick<ResultsWorld, 'db'>) => (await w.db.selectFrom('audit_event').select('action').execute()).length;
const entryOf = (w: ResultsWorld, at = 0) => w.entries[at]?.id ?? '';

describe('a contest that was closed', () => {
  let w: ResultsWorld;
  let appeal: string;
  beforeAll(async () => {
    w = await publishedWorld();
    appeal = await raised(w);
    await shut(w);
  });
  afterAll(() => w[Symbol.asyncDispose]());

  const seat = (id: string) => ({ judgeId: id, reason: 'Quan hệ cá nhân' });
  const deeds: Record<string, () => Promise<Outcome | Outcome<{ id: string }>>> = {
    'sealing scores': async () => commitRound(w.ports, w.organiser, { contest: w.contest.id, hash: await hashNow(w) }),
    'opening identities': () => unblindRound(w.ports, w.organiser, w.contest.id),
    'opening a final': () => openFinal(w.ports, w.organiser, w.contest.id) as Promise<Outcome>,
    'releasing pairs': () => releaseDuels(w.ports, w.organiser, { contest: w.contest.id, judge: w.judges[0]?.id ?? '', reason }),
    'deciding': () => decidePrize(w.ports, w.organiser, { contest: w.contest.id, entry: entryOf(w, 2), verdict: { kind: 'NONE' }, reason: '', was: '' }),
    'publishing': async () => publishResults(w.ports, w.publisher, { contest: w.contest.id, hash: await resultsHash(w), minutes: 'Biên bản.' }),
    'awarding': () => awardPrizes(w.ports, w.organiser, w.contest.id),
    'taking results back': () => withdrawResults(w.ports, w.publisher, { contest: w.contest.id, version: 1, reason }),
    'objecting': () => raiseAppeal(w.ports, w.entries[2]?.owner ?? w.organiser, { entry: entryOf(w, 2), words: 'Xin xem lại điểm của bài.' }),
    'answering an objection': () => answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal, outcome: 'DISMISSED', answer: 'Đã xem lại.' }),
    'opening a vote': () => openVote(w.ports, w.organiser, { contest: w.contest.id, closesAt: '2026-12-20T16:59:59.000Z' }),
    'voting': () => castVote(w.ports, w.organiser, { slug: w.contest.slug, entry: entryOf(w), address: '203.0.113.5' }),
    'inviting an official': () => inviteOfficial(w.ports, w.organiser, w.contest.id, { userId: w.auditor.id, maxReviews: 3 }),
    'inviting an expert': () => inviteExpert(w.ports, w.organiser, w.contest.id, { email: 'moi@vien-khac.example', fullName: 'Chuyên gia', employer: 'Viện khác', maxReviews: 3 }),
    'taking a judge out': () => removeJudge(w.ports, w.organiser, w.contest.id, seat(w.judges[0]?.id ?? '')),
    'pinning a tie': () => pinByOrganiser(w.ports, w.organiser, w.contest.id, { ...seat(w.judges[0]?.id ?? ''), entryId: entryOf(w) }),
    'answering an invitation': () => answerInvitation(w.ports, w.judges[0]?.person ?? w.organiser, w.judges[0]?.id ?? '', { deed: 'save', tracks: [], ties: ['Ai đó'], tiesReason: 'Quen' }),
    'asking for clean copies': () => requestBlindCopies(w.ports, w.organiser, { contestId: w.contest.id, entryId: entryOf(w) }),
    'asking for all clean copies': () => requestAllBlindCopies(w.ports, w.organiser, w.contest.id) as Promise<Outcome>,
    'clearing a copy': () => clearBlindCopy(w.ports, w.organiser, { contestId: w.contest.id, entryId: entryOf(w), fileId: 'x', note: 'Không có tên.' }),
    'clearing a marking': () => clearFlag(w.ports, w.organiser, { contestId: w.contest.id, entryId: entryOf(w), flagId: 'x', note: 'Không phải dấu mật.' }),
    'replying to screening': () => replyToScreening(w.ports, w.entries[0]?.owner ?? w.organiser, entryOf(w), 'Xin giải trình.'),
    'naming a tie': () => nameTie(w.ports, w.entries[0]?.owner ?? w.organiser, entryOf(w), { name: 'Ai đó', reason: 'Quen' }),
  };

  it.each(Object.keys(deeds))('takes no %s', async (name) => {
    const before = await audited(w);
    const outcome = await deeds[name]?.();
    expect(refusals(outcome as never)).toBe(`form: ${over}`);
    expect(await audited(w)).toBe(before);
  });

  it('invites nobody into an account either', async () => {
    await deeds['inviting an expert']?.();
    expect(await w.db.selectFrom('user_account').select('id').where('email', '=', 'moi@vien-khac.example').execute()).toEqual([]);
  });

  it('lets people go on with their own names, and units with what was awarded', async () => {
    expect(await setGalleryConsent(w.ports, w.entries[0]?.owner ?? w.organiser, { entry: entryOf(w), isGiven: true })).toEqual({ ok: true });
    expect(await setGalleryConsent(w.ports, w.entries[0]?.owner ?? w.organiser, { entry: entryOf(w), isGiven: false })).toEqual({ ok: true });
    expect(await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: entryOf(w), unit: await makeUnit(w.db, { name: 'Phường Áp Dụng' }) })).toMatchObject({ ok: true });
  });

  it('lets a unit try out what was awarded, and the desk name the steps of recognition: neither is over with the contest', async () => {
    const unit = await makeUnit(w.db, { name: 'Phường Thí Điểm' });
    const made = await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: entryOf(w, 1), unit });
    const id = made.ok ? made.id : '';
    const pilot = { place: 'Bộ phận một cửa', startsOn: '2026-11-01', endsOn: '2026-12-01', measure: 'Thời gian xử lý', unit: 'phút', lessIsBetter: true, baseline: 42, baselineOn: '2026-10-30', result: null, resultOn: null, fileId: null, evidence: null };
    expect(await writePilot(w.ports, await w.person('UNIT_LEADER', unit), { id, revision: 1, ...pilot })).toEqual({ ok: true });
    expect(await editRecognition(w.ports, w.organiser, { contest: w.contest.id, seen: seenOf([]), rows: [{ title: 'Hội đồng tỉnh đang xét', meaning: 'FILED' }] })).toEqual({ ok: true });
    expect([await w.db.selectFrom('adoption_pilot').select('place').execute(), await w.db.selectFrom('contest_recognition').select('title').execute()]).toEqual([[{ place: 'Bộ phận một cửa' }], [{ title: 'Hội đồng tỉnh đang xét' }]]);
    expect((await w.db.selectFrom('audit_event').select('action').orderBy('seq', 'desc').limit(2).execute()).map(({ action }) => action)).toEqual(['contest.recognition', 'adoption.pilot']);
  });

  it('offers none of it on its pages', async () => {
    for (const [page, who] of [[commitment, w.organiser], [decisions, w.organiser], [publication, w.publisher]] as const) {
      const { body } = await w.ask(page.loader, who) as { body: { desk: { may: object; contest: { closedAt: string | null } } } };
      expect(body.desk.may).toEqual({ organise: false, publish: false });
      expect(body.desk.contest.closedAt).not.toBeNull();
    }
  });
});

it('no pair is compared or given back in a final whose contest was closed', async () => {
  await using w = await finalWorld();
  const [pair] = await openPairs(w);
  await shut(w);
  if (!pair) throw new Error('no pair');
  expect(refusals(await decideDuel(w.ports, pair.judge, pair.id, { winner: 'A', reason: '' }))).toContain(over);
  expect(refusals(await giveBackDuels(w.ports, pair.judge, pair.id, { side: 'a', reason }))).toContain(over);
  expect(await w.db.selectFrom('duel').select('id').where('decided_at', 'is not', null).execute()).toEqual([]);
});

describe('closing', () => {
  it('without results calls the contest off: entrants and judges are told the reason, everybody reads it', async () => {
    await using w = await resultsWorld();
    expect(await close(w)).toEqual({ ok: true });
    const told = await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.source_id as source', 'm.content', 'r.user_id as who', 'r.variables']).where('m.source_id', 'like', 'contest-called-off:%').execute();
    const to = (who: string) => told.filter(({ source }) => source.endsWith(who)).map((row) => row.who).toSorted();
    expect(to(':ENTRANT')).toEqual(w.entries.map(({ owner }) => owner.id).toSorted());
    expect(to(':JUDGE')).toEqual(w.judges.map(({ person }) => person.id).toSorted());
    expect(told.every(({ variables }) => variables?.includes(reason))).toBe(true);
    expect(told.every(({ content }) => !content.includes(reason))).toBe(true);
    expect((await readPublicCall(w.db, w.contest.slug, { at: '2026-11-24T00:00:00.000Z', today: '2026-11-24' })).closing).toEqual({ at: '2026-11-23T01:00:00.000Z', reason, hasResults: false });
  });

  it('twice, or by two organisers at once, happens once and is told once', async () => {
    await using w = await resultsWorld();
    const both = await Promise.all([close(w), close(w, 'Một lý do khác cũng đủ dài.')]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect((await w.db.selectFrom('message').select('id').where('source_id', 'like', 'contest-called-off:%').execute()).length).toBe(2);
  });

  it('waits for what people may still do about results: objecting, an answer, an award, a vote', async () => {
    await using w = await publishedWorld();
    expect(refusals(await close(w))).toBe('form: Chưa kết thúc được. Người dự thi còn được phản ánh đến 03/12/2026 08:00:00. 2 giải chưa ghi là đã trao.');
    const appeal = await raised(w);
    expect(refusals(await close(w))).toContain('1 phản ánh chưa trả lời.');
    for (const entry of [0, 1]) await setGalleryConsent(w.ports, w.entries[entry]?.owner ?? w.organiser, { entry: entryOf(w, entry), isGiven: true });
    expect(await openVote(w.ports, w.organiser, { contest: w.contest.id, closesAt: '2026-12-10T16:59:59.000Z' })).toEqual({ ok: true });
    expect(await awardPrizes(w.ports, w.organiser, w.contest.id)).toEqual({ ok: true });
    expect(await answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal, outcome: 'DISMISSED', answer: 'Đã xem lại ba phiếu.' })).toEqual({ ok: true });
    w.clock.set('2026-12-03T01:00:00.000Z');
    expect(refusals(await close(w))).toBe('form: Chưa kết thúc được. Bỏ phiếu bình chọn còn mở đến 10/12/2026 23:59:59.');
    const page = await w.ask(closing.loader, w.organiser, { id: w.contest.id });
    expect(page.body).toMatchObject({ closing: { hasResults: true, open: { voteUntil: '2026-12-10T16:59:59.000Z', appeals: 0, unawarded: 0 } } });
    w.clock.set('2026-12-10T17:00:00.000Z');
    expect(await close(w, 'Đã trao giải và bàn giao bài đạt giải.')).toEqual({ ok: true });
    expect(await w.db.selectFrom('message').select('id').where('source_id', 'like', 'contest-called-off:%').execute()).toEqual([]);
    expect((await readPublicCall(w.db, w.contest.slug, { at: '2026-12-11T00:00:00.000Z', today: '2026-12-11' })).closing).toMatchObject({ hasResults: true });
  });

  it('waits for results to be taken back for an objection that was upheld', async () => {
    await using w = await publishedWorld();
    const appeal = await raised(w);
    await awardPrizes(w.ports, w.organiser, w.contest.id);
    await answerAppeal(w.ports, w.organiser, { contest: w.contest.id, appeal, outcome: 'UPHELD', answer: 'Phản ánh đúng.' });
    w.clock.set('2026-12-30T01:00:00.000Z');
    expect(refusals(await close(w))).toBe('form: Chưa kết thúc được. 1 phản ánh được chấp nhận nhưng kết quả chưa thu hồi.');
    expect(await withdrawResults(w.ports, w.publisher, { contest: w.contest.id, version: 1, reason: 'Tính lại theo phản ánh.' })).toEqual({ ok: true });
    expect(await close(w)).toEqual({ ok: true });
  });

  it('is public before the commitment too, and betrays nobody: entrants and judges get two messages that name neither', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 2 });
    await makeEntry(w.db, w.contest, { owner: await makeEntrant(w.db, { fullName: 'Tráng A Khoảng' }) });
    await makePerson(w.db, { fullName: 'Người ngoài cuộc' });
    expect(await closeCall(w.ports, w.organiser, { id: w.contest.id, revision: 1, reason })).toEqual({ ok: true });
    const all = JSON.stringify(await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'm.reason', 'r.variables']).execute());
    for (const name of ['Tráng A Khoảng', 'Giám Khảo A', 'Giám Khảo B']) expect(all).not.toContain(name);
  });
});

async function raised(w: ResultsWorld): Promise<string> {
  const outcome = await raiseAppeal(w.ports, w.entries[3]?.owner ?? w.organiser, { entry: entryOf(w, 3), words: 'Đề nghị xem lại điểm khả năng áp dụng.' });
  expect(outcome).toEqual({ ok: true });
  return (await w.db.selectFrom('result_appeal').select('id').executeTakeFirstOrThrow()).id;
}

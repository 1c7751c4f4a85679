import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgingWorld, makeEntry, refusals, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { makeContest, makeOutsider } from '../../../tests/world/contests.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { planAssignment } from '../queries/assignment.server.ts';
import { getJudgingContest } from '../queries/judging-contest.server.ts';
import { getSeat, isJudge, listOwnContests } from '../queries/own-reviews.server.ts';
import { answerInvitation } from './answer-invitation.server.ts';
import { clearFlag, releaseFile } from './clear-flag.server.ts';
import { confirmAssignment, releaseReview } from './confirm-assignment.server.ts';
import { inviteExpert, inviteOfficial, pinByOrganiser, removeJudge } from './invite-judge.server.ts';
import { requestBlindCopies } from './make-blind-copies.server.ts';
import { screenEntry } from './screen-entry.server.ts';
import { giveBackTied, writeScoreSheet } from './write-score-sheet.server.ts';

const everything = async ({ db }: JudgingWorld) => JSON.stringify([await db.selectFrom('judge').selectAll().execute(), await db.selectFrom('conflict_of_interest').selectAll().execute(), await db.selectFrom('declared_tie').selectAll().execute(), await db.selectFrom('review_assignment').selectAll().execute(), await db.selectFrom('score_sheet').selectAll().execute(), await db.selectFrom('eligibility_check').selectAll().execute(), await db.selectFrom('audit_event').select('seq').execute(), await db.selectFrom('message').select('id').execute(), await db.selectFrom('job').select('id').execute()]);
const kindOf = (deed: Promise<unknown>) => deed.then(() => 'done', (error: { kind?: string }) => error.kind ?? String(error));

describe('the deeds of judging, by every role', () => {
  let w: JudgingWorld;
  let review: string;
  const cast = new Map<string, Actor>();
  beforeAll(async () => {
    w = await judgingWorld({ entries: 4, judges: 4 });
    const { fingerprint } = await planAssignment(w.db, await getJudgingContest(w.db, w.contest.id), 3);
    await confirmAssignment(w.ports, w.organiser, w.contest.id, { seed: 3, fingerprint });
    review = (await w.db.selectFrom('review_assignment').select('id').where('judge_id', '=', w.judges[0]?.id ?? '').executeTakeFirstOrThrow()).id;
    for (const role of roles) cast.set(role, await w.staff(role));
    cast.set('outside', await makeOutsider(w.db));
    cast.set('another judge', w.judges[1]?.person ?? w.organiser);
  });
  afterAll(() => w[Symbol.asyncDispose]());

  const entry = () => w.entries[0] ?? '';
  const seat = () => w.judges[0]?.id ?? '';
  const sheet = { deed: 'save' as const, revision: 0, comment: '', note: '', confidence: null, abstainReason: '', typed: {} };
  const desk: Record<string, (as: Actor, contest: string) => Promise<unknown>> = {
    'invite an official': (as, contest) => inviteOfficial(w.ports, as, contest, { userId: cast.get('LEARNER')?.id ?? '', maxReviews: 5 }),
    'invite an expert': (as, contest) => inviteExpert(w.ports, as, contest, { email: 'moi@chuyen-gia.example', fullName: 'Chuyên Gia', employer: 'Viện', maxReviews: 5 }),
    'remove a judge': (as, contest) => removeJudge(w.ports, as, contest, { judgeId: seat(), reason: 'Bận' }),
    'pin a tie': (as, contest) => pinByOrganiser(w.ports, as, contest, { judgeId: seat(), entryId: entry(), reason: 'Quen biết' }),
    'give the entries out': (as, contest) => confirmAssignment(w.ports, as, contest, { seed: 3, fingerprint: 'x' }),
    'release a review': (as, contest) => releaseReview(w.ports, as, contest, { assignmentId: review, reason: 'Bận', to: null }),
    'screen an entry': (as, contest) => screenEntry(w.ports, as, contest, { entryId: entry(), version: 1, outcome: 'ELIGIBLE', reason: 'Đủ điều kiện', replyUntil: null }),
    'ask for blind copies': (as, contest) => requestBlindCopies(w.ports, as, { contestId: contest, entryId: entry() }),
    'clear a marking': (as, contest) => clearFlag(w.ports, as, { contestId: contest, entryId: entry(), flagId: 'x', note: 'Không phải bí mật' }),
    'release a file': (as, contest) => releaseFile(w.ports, as, { contestId: contest, entryId: entry(), fileId: 'x', note: 'Máy quét nhầm' }),
  };

  it.each(Object.keys(desk))('nobody but an organiser may %s, and a try leaves nothing', async (deed) => {
    const before = await everything(w);
    for (const [role, as] of cast) if (role !== 'CONTEST_ORGANISER') expect([role, await kindOf(desk[deed]?.(as, w.contest.id) ?? Promise.resolve())]).toEqual([role, 'forbidden']);
    expect(await everything(w)).toBe(before);
  });

  it.each(Object.keys(desk))('an organiser cannot %s of another contest under the address of this one, nor of none', async (deed) => {
    if (deed.startsWith('invite')) return expect(await kindOf(desk[deed]?.(w.organiser, 'khong-co') ?? Promise.resolve())).toBe('not-found');
    const other = await makeContest(w.db, { createdBy: w.organiser.id });
    const before = await everything(w);
    expect(await kindOf(desk[deed]?.(w.organiser, 'khong-co') ?? Promise.resolve())).toBe('not-found');
    const outcome = await (desk[deed]?.(w.organiser, other.id) ?? Promise.resolve()).then((got) => refusals(got), (error: { kind: string }) => error.kind);
    expect(outcome).not.toBe('');
    expect(await everything(w)).toBe(before);
  });

  it('an organiser who sits on the jury sees nothing of its desk', async () => {
    const both = await w.staff('CONTEST_ORGANISER');
    await w.db.insertInto('judge').values({ id: 'ghế', contest_id: w.contest.id, user_id: both.id, max_reviews: 5, invited_by: w.organiser.id, invited_at: '2026-11-21T03:00:00.000Z', accepted_at: '2026-11-21T03:00:00.000Z' }).execute();
    const before = await everything(w);
    for (const [deed, act] of Object.entries(desk)) expect([deed, await kindOf(act(both, w.contest.id))]).toEqual([deed, 'forbidden']);
    expect(await everything(w)).toBe(before);
  });

  it('a seat and a review are the judge’s own: to everybody else, whatever the role, they are not there', async () => {
    const before = await everything(w);
    for (const [role, as] of [...cast, ['the organiser', w.organiser] as const]) {
      const tries = [getSeat(w.db, as.id, seat()), answerInvitation(w.ports, as, seat(), { deed: 'decline', tracks: [], ties: [], tiesReason: '' }), writeScoreSheet(w.ports, as, review, sheet), giveBackTied(w.ports, as, review, 'Quen biết')];
      for (const one of tries) expect([role, await kindOf(one)]).toEqual([role, 'not-found']);
      expect([role, (await listOwnContests(w.db, as.id)).some(({ judgeId }) => judgeId === seat())]).toEqual([role, false]);
    }
    expect(await everything(w)).toBe(before);
    expect([await isJudge(w.db, cast.get('another judge')?.id ?? ''), await isJudge(w.db, cast.get('AUDITOR')?.id ?? ''), await isJudge(w.db, '')]).toEqual([true, false, false]);
  });
});

describe('a seat, every answer in every state', () => {
  type State = 'INVITED' | 'ACCEPTED' | 'DECLINED';
  const answers: [State, 'accept' | 'decline' | 'save', isAssigned: boolean, then: State | 'refused'][] = [
    ['INVITED', 'accept', false, 'ACCEPTED'], ['INVITED', 'decline', false, 'DECLINED'], ['INVITED', 'save', false, 'INVITED'],
    ['ACCEPTED', 'accept', false, 'ACCEPTED'], ['ACCEPTED', 'decline', false, 'DECLINED'], ['ACCEPTED', 'save', false, 'ACCEPTED'],
    ['DECLINED', 'accept', false, 'ACCEPTED'], ['DECLINED', 'decline', false, 'DECLINED'], ['DECLINED', 'save', false, 'DECLINED'],
    ['INVITED', 'accept', true, 'ACCEPTED'], ['INVITED', 'decline', true, 'DECLINED'], ['INVITED', 'save', true, 'INVITED'],
    ['ACCEPTED', 'accept', true, 'ACCEPTED'], ['ACCEPTED', 'decline', true, 'refused'], ['ACCEPTED', 'save', true, 'ACCEPTED'],
    ['DECLINED', 'accept', true, 'refused'], ['DECLINED', 'decline', true, 'DECLINED'], ['DECLINED', 'save', true, 'DECLINED'],
  ];
  let w: JudgingWorld;
  let counter = 0;
  beforeAll(async () => {
    w = await judgingWorld({ entries: 0, judges: 0 });
  });
  afterAll(() => w[Symbol.asyncDispose]());

  it.each(answers)('%s that says %s, entries given out: %s, comes to %s', async (from, deed, isAssigned, then) => {
    const contest = await makeContest(w.db, { createdBy: w.organiser.id });
    await makeEntry(w.db, contest);
    const person = await w.staff();
    const id = `ghế-${(counter += 1)}`;
    const said = '2026-11-21T04:00:00.000Z';
    await w.db.insertInto('judge').values({ id, contest_id: contest.id, user_id: person.id, max_reviews: 5, invited_by: w.organiser.id, invited_at: '2026-11-21T03:00:00.000Z', accepted_at: from === 'ACCEPTED' ? said : null, declined_at: from === 'DECLINED' ? said : null }).execute();
    if (isAssigned) await w.db.insertInto('review_round').values({ id: `vòng-${counter}`, contest_id: contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: said }).execute();
    const before = await everything(w);
    const outcome = await answerInvitation(w.ports, person, id, { deed, maxReviews: 9, tracks: contest.tracks, ties: ['Công ty Ong'], tiesReason: 'Từng làm' });
    if (then === 'refused') {
      expect(refusals(outcome)).toBe('form: Phân công chấm đã xong, câu trả lời này không đổi được nữa. Hãy liên hệ ban tổ chức.');
      return expect(await everything(w)).toBe(before);
    }
    expect(outcome).toEqual({ ok: true });
    const seat = await getSeat(w.db, person.id, id);
    expect([seat.state, seat.declared]).toEqual([then, [{ name: 'Công ty Ong', reason: 'Từng làm' }]]);
    // The limit and the wishes stand once entries have been given out, but for a first answer.
    const isFree = !isAssigned || from === 'INVITED';
    expect([seat.maxReviews, seat.wished.length]).toEqual(isFree ? [9, contest.tracks.length] : [5, 0]);
    // Said twice, a tie is written once.
    await answerInvitation(w.ports, person, id, { deed: 'save', tracks: [], ties: ['Công ty Ong'], tiesReason: 'Nói lại' });
    expect((await getSeat(w.db, person.id, id)).declared).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { addMember, judgingWorld, type JudgingWorld, makeEntrant, makeEntry, makeJudge, refusals } from '../../../tests/world/contest-judging.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { answerInvitation } from './answer-invitation.server.ts';
import { inviteExpert, inviteOfficial, pinByOrganiser, removeJudge } from './invite-judge.server.ts';

const pinned = async ({ db }: JudgingWorld) => (await db.selectFrom('conflict_of_interest').select(['entry_id', 'source', 'reason']).execute()).toSorted((a, b) => (a.source < b.source ? -1 : 1));
const traces = async ({ db }: JudgingWorld) => (await db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map(({ action }) => action);
const expert = { email: 'chuyen-gia@vien.example', fullName: 'Trịnh Xuân Thuận', employer: 'Viện Dữ liệu', maxReviews: 5 };
const answer = { deed: 'accept' as const, tracks: [], ties: [], tiesReason: '' };

describe('inviting a judge', () => {
  it('pins the ties of an official with entries of the unit, above and below, in the same transaction', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 0 });
    const province = await makeUnit(w.db, { name: 'UBND tỉnh' });
    const office = await makeUnit(w.db, { name: 'Sở Nội vụ', parentId: province });
    const person = await makePerson(w.db, { unitId: office });
    const colleague = await makePerson(w.db, { unitId: office });
    const above = await makePerson(w.db, { unitId: province });
    const same = await makeEntry(w.db, w.contest, { owner: colleague });
    const higher = await makeEntry(w.db, w.contest, { owner: above });
    const done = await inviteOfficial(w.ports, w.organiser, w.contest.id, { userId: person.id, maxReviews: 8 });
    expect(done.ok).toBe(true);
    expect((await pinned(w)).toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([{ entry_id: same, source: 'ORGANISATION', reason: 'SAME_UNIT SAME_ORGANISATION' }, { entry_id: higher, source: 'ORGANISATION', reason: 'SUBORDINATE_UNIT' }]);
    expect(await traces(w)).toEqual(['judge.invite']);
    expect(await w.db.selectFrom('message_recipient').select('user_id').execute()).toEqual([{ user_id: person.id }]);
  });

  it('finds the team, also those who left it, and a unit that somebody has left since', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 0 });
    const [old, now] = [await makeUnit(w.db, { name: 'Phòng cũ' }), await makeUnit(w.db, { name: 'Phòng mới' })];
    const mover = await makePerson(w.db, { unitId: old });
    await w.db.updateTable('membership').set({ valid_to: '2026-11-15' }).where('user_id', '=', mover.id).execute();
    await w.db.insertInto('membership').values({ id: 'm2', user_id: mover.id, unit_id: now, position_title: 'x', is_primary: 1, valid_from: '2026-11-15', valid_to: null }).execute();
    const entry = await makeEntry(w.db, w.contest, { owner: await makePerson(w.db, { unitId: old }) });
    await addMember(w.db, w.entries[0] ?? '', { id: mover.id, fullName: mover.fullName, email: 'x@y.invalid' });
    await w.db.updateTable('entry_member').set({ removed_at: '2026-11-13T00:00:00.000Z' }).execute();
    await inviteOfficial(w.ports, w.organiser, w.contest.id, { userId: mover.id, maxReviews: 8 });
    expect((await pinned(w)).map(({ entry_id, reason }) => [entry_id, reason])).toEqual(expect.arrayContaining([[entry, 'SAME_UNIT SAME_ORGANISATION'], [w.entries[0], 'SAME_PERSON SAME_UNIT SAME_ORGANISATION']]));
  });

  it('makes an account for an outside expert, once, and knows the firm', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const firm = await makeEntry(w.db, w.contest, { owner: await makeEntrant(w.db, { kind: 'ORGANISATION', legalName: 'VIỆN DỮ LIỆU' }) });
    const domain = await makeEntry(w.db, w.contest, { owner: await makeEntrant(w.db, { email: 'ai-do@vien.example' }) });
    expect((await inviteExpert(w.ports, w.organiser, w.contest.id, expert)).ok).toBe(true);
    const account = await w.db.selectFrom('user_account as u').innerJoin('external_account as x', 'x.user_id', 'u.id').select(['u.account_kind', 'u.email', 'x.verified_at']).where('u.email', '=', expert.email).execute();
    expect(account).toEqual([{ account_kind: 'SERVICE', email: expert.email, verified_at: null }]);
    expect((await pinned(w)).map(({ entry_id, reason }) => [entry_id, reason])).toEqual(expect.arrayContaining([[firm, 'SAME_ORGANISATION'], [domain, 'SAME_DOMAIN']]));
    expect(refusals(await inviteExpert(w.ports, w.organiser, w.contest.id, expert))).toMatch(/^form: Người này đã được mời/);
    expect(await w.db.selectFrom('judge').select('id').execute()).toHaveLength(1);
  });

  it('takes an official’s address for the official, and refuses the organiser herself, a disabled account, an unknown one', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 0 });
    const official = await makePerson(w.db, { email: 'can-bo@so.example' });
    expect((await inviteExpert(w.ports, w.organiser, w.contest.id, { ...expert, email: 'can-bo@so.example' })).ok).toBe(true);
    expect(await w.db.selectFrom('judge').select('user_id').execute()).toEqual([{ user_id: official.id }]);
    expect(refusals(await inviteOfficial(w.ports, w.organiser, w.contest.id, { userId: w.organiser.id, maxReviews: 3 }))).toMatch(/tự mời mình/);
    const other = await w.staff('CONTEST_ORGANISER');
    expect(refusals(await inviteOfficial(w.ports, w.organiser, w.contest.id, { userId: other.id, maxReviews: 3 }))).toMatch(/^form: Người tổ chức hoặc công bố kết quả/);
    const gone = await makeEntrant(w.db, { email: 'da-khoa@x.example' });
    await w.db.updateTable('user_account').set({ disabled_at: '2026-11-01T00:00:00.000Z', disabled_reason: 'ADMIN' }).where('id', '=', gone.id).execute();
    expect(refusals(await inviteExpert(w.ports, w.organiser, w.contest.id, { ...expert, email: 'da-khoa@x.example' }))).toMatch(/^email: /);
    await expect(inviteOfficial(w.ports, w.organiser, w.contest.id, { userId: gone.id, maxReviews: 3 })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(inviteOfficial(w.ports, official, w.contest.id, { userId: w.organiser.id, maxReviews: 3 })).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('pins what the organiser knows, keeps ties for ever, and takes nobody out who still has reviews', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 1 });
    const [judge, entry] = [w.judges[0]?.id ?? '', w.entries[0] ?? ''];
    expect((await pinByOrganiser(w.ports, w.organiser, w.contest.id, { judgeId: judge, entryId: entry, reason: 'Anh em họ' })).ok).toBe(true);
    expect((await pinByOrganiser(w.ports, w.organiser, w.contest.id, { judgeId: judge, entryId: entry, reason: 'Khác' })).ok).toBe(true);
    expect(await pinned(w)).toEqual([{ entry_id: entry, source: 'ORGANISER', reason: 'Anh em họ' }]);
    await expect(w.db.deleteFrom('conflict_of_interest').execute()).rejects.toThrow('a conflict of interest is kept');
    expect(refusals(await pinByOrganiser(w.ports, w.organiser, w.contest.id, { judgeId: judge, entryId: 'khong-co', reason: 'x' }))).toMatch(/^entryId: /);
    await expect(pinByOrganiser(w.ports, w.organiser, 'khac', { judgeId: judge, entryId: entry, reason: 'x' })).rejects.toMatchObject({ kind: 'not-found' });
    await w.db.insertInto('review_round').values({ id: 'r', contest_id: w.contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
    await w.db.insertInto('review_assignment').values({ id: 'a', round_id: 'r', judge_id: judge, entry_id: entry, label: '01', assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(refusals(await removeJudge(w.ports, w.organiser, w.contest.id, { judgeId: judge, reason: 'x' }))).toMatch(/còn 1 bài/);
    await w.db.updateTable('review_assignment').set({ released_at: '2026-11-22T00:00:00.000Z', released_reason: 'x' }).execute();
    expect((await removeJudge(w.ports, w.organiser, w.contest.id, { judgeId: judge, reason: 'x' })).ok).toBe(true);
    expect(refusals(await removeJudge(w.ports, w.organiser, w.contest.id, { judgeId: judge, reason: 'x' }))).toMatch(/không còn/);
  });
});

describe('whoever runs contests', () => {
  it.each(['CONTEST_ORGANISER', 'CONTEST_APPROVER'] as const)('judges in none: %s', async (role) => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const person = await w.staff(role);
    expect(refusals(await inviteOfficial(w.ports, w.organiser, w.contest.id, { userId: person.id, maxReviews: 3 }))).toMatch(/không làm giám khảo/);
    const id = await makeJudge(w.db, w.contest, person, { acceptedAt: null });
    expect(refusals(await answerInvitation(w.ports, person, id, answer))).toMatch(/không làm giám khảo/);
    expect((await answerInvitation(w.ports, person, id, { ...answer, deed: 'decline' })).ok).toBe(true);
  });
});

describe('the answer of a judge', () => {
  const seat = async (w: JudgingWorld, acceptedAt: string | null = null) => {
    const person = await makePerson(w.db, { unitId: await makeUnit(w.db, { name: 'Viện riêng' }) });
    return { person, id: await makeJudge(w.db, w.contest, person, { acceptedAt }) };
  };

  it('accepts with preferences, a limit and ties that are compared with every entry', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const entry = await makeEntry(w.db, w.contest, { owner: await makeEntrant(w.db, { fullName: 'Bế Văn Đàn' }) });
    const { person, id } = await seat(w);
    const done = await answerInvitation(w.ports, person, id, { ...answer, maxReviews: 7, tracks: [w.contest.tracks[0] ?? '', 'của-cuộc-thi-khác'], ties: ['BE VAN DAN', 'Công ty Nào Đó'], tiesReason: 'Anh rể' });
    expect(done.ok).toBe(true);
    expect(await pinned(w)).toEqual([{ entry_id: entry, source: 'JUDGE', reason: 'NAMED' }]);
    expect(await w.db.selectFrom('judge').select(['max_reviews', 'accepted_at', 'declared_at']).where('id', '=', id).executeTakeFirst()).toEqual({ max_reviews: 7, accepted_at: '2026-11-23T01:00:00.000Z', declared_at: '2026-11-23T01:00:00.000Z' });
    expect(await w.db.selectFrom('judge_preference').select('track_id').execute()).toEqual([{ track_id: w.contest.tracks[0] }]);
    await answerInvitation(w.ports, person, id, { ...answer, deed: 'save', ties: ['BE VAN DAN'], tiesReason: 'x' });
    expect(await w.db.selectFrom('declared_tie').select('name').execute()).toHaveLength(2);
  });

  it('belongs to the judge alone', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 1 });
    const { id } = await seat(w);
    await expect(answerInvitation(w.ports, w.judges[0]?.person ?? w.organiser, id, answer)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(answerInvitation(w.ports, w.organiser, id, answer)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('stands once entries have been given out, but ties may still be declared', async () => {
    await using w = await judgingWorld({ entries: 0, judges: 0 });
    const entry = await makeEntry(w.db, w.contest, { owner: await makeEntrant(w.db, { fullName: 'Bế Văn Đàn' }) });
    const { person, id } = await seat(w, '2026-11-22T00:00:00.000Z');
    await w.db.insertInto('review_round').values({ id: 'r', contest_id: w.contest.id, kind: 'PRELIMINARY', seed: 1, assigned_by: w.organiser.id, assigned_at: '2026-11-22T00:00:00.000Z' }).execute();
    expect(refusals(await answerInvitation(w.ports, person, id, { ...answer, deed: 'decline' }))).toMatch(/^form: Phân công/);
    expect((await answerInvitation(w.ports, person, id, { ...answer, deed: 'save', maxReviews: 1, ties: ['Bế Văn Đàn'], tiesReason: 'x' })).ok).toBe(true);
    expect((await w.db.selectFrom('judge').select('max_reviews').where('id', '=', id).executeTakeFirst())?.max_reviews).toBe(20);
    expect(await pinned(w)).toEqual([{ entry_id: entry, source: 'JUDGE', reason: 'NAMED' }]);
    const late = await seat(w);
    expect((await answerInvitation(w.ports, late.person, late.id, answer)).ok).toBe(true);
    expect((await w.db.selectFrom('judge').select('accepted_at').where('id', '=', late.id).executeTakeFirst())?.accepted_at).not.toBeNull();
  });
});

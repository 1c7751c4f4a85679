import { describe, expect, it } from 'vitest';
import { addMember, judgingWorld, makeEntrant, makeEntry, makeJudge, refusals, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { addReview } from '../commands/add-review.server.ts';
import { confirmAssignment, releaseReview } from '../commands/confirm-assignment.server.ts';
import { pinByOrganiser } from '../commands/invite-judge.server.ts';
import { giveLateEntry } from '../commands/give-late-entry.server.ts';
import * as page from '../routes/desk-assignment.tsx';
import * as notes from '../routes/desk-judge-notes.tsx';
import * as release from '../routes/desk-review-release.tsx';
import * as more from '../routes/desk-reviews-more.tsx';
import { planAssignment } from './assignment.server.ts';
import { getJudgingContest } from './judging-contest.server.ts';
import { organiserTies } from './organiser-ties.server.ts';
import { listContestWork } from './waiting-work.server.ts';

const organiserOf = (w: JudgingWorld, traits: { fullName: string; unitId?: string }) => makePerson(w.db, { ...traits, grants: [{ role: 'CONTEST_ORGANISER', scope: 'ALL', unitId: null }] });
const tieOf = async (w: JudgingWorld, who: Actor) => (await organiserTies(w.db, await getJudgingContest(w.db, w.contest.id), [who.id]))[0];
const confirm = async (w: JudgingWorld, as: Actor) => confirmAssignment(w.ports, as, w.contest.id, { seed: 5, fingerprint: (await planAssignment(w.db, await getJudgingContest(w.db, w.contest.id), 5)).fingerprint });

/** An organiser of a unit in which somebody has an entry, and one whom nothing ties. */
async function tiedWorld() {
  const w = await judgingWorld({ entries: 3, judges: 4 });
  const unitId = await makeUnit(w.db, { name: 'Trung tâm Dữ liệu Hoa Lau' });
  const colleague = await makePerson(w.db, { fullName: 'Đồng nghiệp dự thi', unitId });
  const entry = await makeEntry(w.db, w.contest, { owner: colleague });
  const tied = await organiserOf(w, { fullName: 'Phan Thị Buộc', unitId });
  return Object.assign(w, { unitId, tied, entry });
}

describe('an organiser whom something ties to an entry', () => {
  it('neither confirms nor sees the assignment, and reads who can', async () => {
    await using w = await tiedWorld();
    expect(refusals(await confirm(w, w.tied))).toBe('form: Đơn vị hoặc tổ chức của Anh/Chị có bài trong cuộc thi này nên người khác phải phân công chấm và xem ai chấm bài nào. Người làm được bước này: Kiều Văn Phấn.');
    expect(await w.db.selectFrom('review_round').select('id').execute()).toEqual([]);
    for (const route of [page, more, notes]) {
      const answer = await w.ask(route.loader, w.tied);
      expect([answer.status, JSON.stringify(answer.body).includes('Giám Khảo')]).toEqual([403, false]);
    }
    expect(await confirm(w, w.organiser)).toMatchObject({ ok: true });
    expect((await w.ask(page.loader, w.tied)).status).toBe(403);
    const [review] = await w.db.selectFrom('review_assignment').select(['id', 'entry_id', 'judge_id']).execute();
    expect((await w.ask(release.loader, w.tied, { assignment: review?.id ?? '' })).status).toBe(403);
    expect(refusals(await releaseReview(w.ports, w.tied, w.contest.id, { assignmentId: review?.id ?? '', reason: 'Ốm', to: null }))).toContain('Kiều Văn Phấn');
    expect(refusals(await addReview(w.ports, w.tied, w.contest.id, { entry: review?.entry_id ?? '', judge: review?.judge_id ?? '', dueOn: null }))).toContain('người khác');
    expect(refusals(await giveLateEntry(w.ports, w.tied, w.contest.id, { entry: w.entry, dueOn: null }))).toContain('người khác');
  });

  it('keeps no judge from an entry either: whoever pins ties could choose who judges', async () => {
    await using w = await tiedWorld();
    const pin = (as: Actor) => pinByOrganiser(w.ports, as, w.contest.id, { judgeId: w.judges[0]?.id ?? '', entryId: w.entry, reason: 'Quen biết' });
    expect(refusals(await pin(w.tied))).toContain('người khác');
    expect(await w.db.selectFrom('conflict_of_interest').select('id').execute()).toEqual([]);
    expect(await pin(w.organiser)).toEqual({ ok: true });
  });

  it('is told to ask the administrator where every other organiser is tied, sits in the jury or has left', async () => {
    await using w = await tiedWorld();
    await makeJudge(w.db, w.contest, w.organiser);
    const gone = await organiserOf(w, { fullName: 'Đã Nghỉ Việc', unitId: await makeUnit(w.db, { name: 'Phòng khác' }) });
    await w.db.updateTable('user_account').set({ disabled_at: '2026-11-20T00:00:00.000Z' }).where('id', '=', gone.id).execute();
    expect(refusals(await confirm(w, w.tied))).toContain('đề nghị quản trị hệ thống giao vai trò');
  });

  it('has no work waiting whose page would refuse her', async () => {
    await using w = await tiedWorld();
    expect(await confirm(w, w.organiser)).toMatchObject({ ok: true });
    await makeEntry(w.db, w.contest, {});
    const kinds = async (who: Actor) => (await listContestWork(w.db, who)).map(({ kind }) => kind);
    expect([await kinds(w.organiser), await kinds(w.tied)]).toEqual([['contest.short'], []]);
  });
});

describe('a tie of an organiser', () => {
  it('is her own entry, drafts and teams included, but no invitation that she has not accepted', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 1 });
    const who = await organiserOf(w, { fullName: 'Có Bài', unitId: await makeUnit(w.db, { name: 'Phòng riêng' }) });
    const entry = await makeEntry(w.db, w.contest);
    await addMember(w.db, entry, { id: null, fullName: who.fullName, email: 'co-bai@vi-du.example' }, null);
    expect(await tieOf(w, who)).toBeNull();
    await addMember(w.db, entry, { id: who.id, fullName: who.fullName, email: 'co-bai-2@vi-du.example' });
    expect(await tieOf(w, who)).toBe('OWN');
    const other = await organiserOf(w, { fullName: 'Có Nháp', unitId: await makeUnit(w.db, { name: 'Phòng riêng khác' }) });
    await makeEntry(w.db, w.contest, { owner: other, submittedAt: null, outcome: null });
    expect(await tieOf(w, other)).toBe('OWN');
  });

  it('is an organisation that she shares with the entrant of an eligible entry; a name that screening has turned away closes no desk', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 1 });
    const who = await organiserOf(w, { fullName: 'Cùng Tên Đơn Vị', unitId: await makeUnit(w.db, { name: 'Hội Tin học Trường Yên' }) });
    const owner = await makeEntrant(w.db, { kind: 'ORGANISATION', legalName: 'HỘI TIN HỌC TRƯỜNG YÊN' });
    const entry = await makeEntry(w.db, w.contest, { owner, outcome: 'INELIGIBLE' });
    expect(await tieOf(w, who)).toBeNull();
    await w.db.insertInto('eligibility_check').values({ id: 'sau', entry_id: entry, outcome: 'ELIGIBLE', reason: 'x', checked_by: w.organiser.id, checked_at: '2026-11-22T09:00:00.000Z' }).execute();
    expect(await tieOf(w, who)).toBe('ORGANISATION');
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T10:00:00.000Z' }).where('id', '=', entry).execute();
    expect(await tieOf(w, who)).toBeNull();
  });

  it('is not the unit above or below: a province’s office would otherwise judge nothing', async () => {
    await using w = await judgingWorld({ entries: 1, judges: 1 });
    const top = await makeUnit(w.db, { name: 'Sở cấp trên' });
    const below = await makeUnit(w.db, { name: 'Phòng cấp dưới', parentId: top });
    await makeEntry(w.db, w.contest, { owner: await makePerson(w.db, { fullName: 'Người phòng dưới', unitId: below }) });
    expect(await tieOf(w, await organiserOf(w, { fullName: 'Người Sở', unitId: top }))).toBeNull();
  });
});

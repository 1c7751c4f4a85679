import { describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { commit, publishedWorld } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { readFeedback } from '../queries/feedback.server.ts';
import { readJudgeNotes } from '../queries/judge-notes.server.ts';
import { listContestWork } from '../queries/waiting-work.server.ts';
import * as notesPage from '../routes/desk-judge-notes.tsx';
import * as sheetsPage from '../routes/entry-sheets.tsx';
import { seeJudgeNote } from './see-judge-note.server.ts';

const oneDraft = { sheets: [[9, 8, 7]], unlocked: [0] } as const;
const notes = async (w: ResultsWorld) => (await readJudgeNotes(w.db, w.organiser, w.contest.id)).notes;
const rewrite = async (w: ResultsWorld, note: string) => w.db.updateTable('score_sheet').set({ note_to_organiser: note }).where('locked_at', 'is', null).execute();
const silence = async (w: ResultsWorld) => w.db.updateTable('score_sheet').set({ note_to_organiser: '' }).where('locked_at', 'is', null).execute();

describe('a note of a judge to the organisers', () => {
  it('is there as soon as it is saved, with the judge and without a score, and waits until somebody has seen it', async () => {
    await using w = await resultsWorld({ ...oneDraft, unlocked: [0, 1, 2] });
    await silence(w);
    expect([await notes(w), await listContestWork(w.db, w.organiser)]).toEqual([[], []]);
    const first = await w.db.selectFrom('review_assignment').select('id').limit(1).executeTakeFirstOrThrow();
    await w.db.updateTable('score_sheet').set({ note_to_organiser: 'Nghi chép lại\nbài năm trước.' }).where('assignment_id', '=', first.id).execute();
    expect(await listContestWork(w.db, w.organiser)).toMatchObject([{ kind: 'contest.note', count: 1, href: `/contest-desk/${w.contest.id}/notes` }]);
    const answer = await w.ask(notesPage.loader, w.organiser);
    expect(JSON.stringify(answer.body)).toContain('Nghi chép lại');
    expect(JSON.stringify(answer.body)).not.toMatch(/"(value|points|scores|comment|confidence)"/);
    const [note] = await notes(w);
    expect(await seeJudgeNote(w.ports, w.organiser, w.contest.id, { review: note?.id ?? '', key: note?.key ?? '' })).toEqual({ ok: true });
    expect((await notes(w))[0]?.seen).toEqual({ by: w.organiser.fullName, at: '2026-11-23T01:00:00.000Z' });
    expect(await listContestWork(w.db, w.organiser)).toEqual([]);
    expect(await w.db.selectFrom('audit_event').select('action').execute()).toEqual([{ action: 'judge-note.see' }]);
  });

  it('is new again when the judge writes something else, and what was on the screen then is not what is seen', async () => {
    await using w = await resultsWorld({ ...oneDraft, unlocked: [0, 1, 2] });
    await silence(w);
    await rewrite(w, 'Tệp thứ hai không mở được.');
    const before = await notes(w);
    expect(before).toHaveLength(3);
    for (const { id, key } of before) await seeJudgeNote(w.ports, w.organiser, w.contest.id, { review: id, key });
    await rewrite(w, 'Tệp đã mở được, nhưng có tên tác giả.');
    expect((await notes(w)).every(({ seen }) => seen === null)).toBe(true);
    expect(refusals(await seeJudgeNote(w.ports, w.organiser, w.contest.id, { review: before[0]?.id ?? '', key: before[0]?.key ?? '' }))).toContain('vừa sửa ghi chú');
    const [now] = await notes(w);
    expect((await w.ask(notesPage.action, w.organiser, {}, { review: now?.id ?? '', key: now?.key ?? '' })).status).toBe(303);
  });

  it('belongs to organisers without an entry in the contest', async () => {
    await using w = await resultsWorld();
    for (const other of [w.publisher, w.auditor, w.judges[0]?.person ?? w.auditor]) {
      expect((await w.ask(notesPage.loader, other)).status).toBe(403);
      await expect(seeJudgeNote(w.ports, other, w.contest.id, { review: '', key: '' })).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).where('id', '=', w.entries[0]?.id ?? '').execute();
    expect((await w.ask(notesPage.loader, w.organiser)).status).toBe(403);
  });
});

describe('what judges wrote on their sheets', () => {
  const ask = (w: ResultsWorld, as = w.organiser) => w.ask(sheetsPage.loader, as, { entry: w.entries[0]?.id ?? '' });

  it('is read by whoever decides or publishes, after the commitment, without a name', async () => {
    await using w = await resultsWorld({ sheets: [[9, 'x', 7], [5, 5, 5]] });
    expect((await ask(w)).status).toBe(409);
    await commit(w);
    for (const as of [w.organiser, w.publisher]) {
      const { status, body } = await ask(w, as);
      expect(status).toBe(200);
      expect((body as { sheets: unknown }).sheets).toMatchObject([{ comment: 'Nhận xét cho 9 điểm', confidence: 4, note: 'Chỉ ban tổ chức đọc' }, { comment: 'Nhận xét cho 7 điểm' }, { abstained: true, abstainedReason: 'Không đủ chuyên môn', points: [null, null] }]);
      expect(JSON.stringify(body)).not.toContain('Giám khảo Bí Mật');
    }
    for (const other of [w.auditor, w.entries[0]?.owner ?? w.auditor, w.judges[0]?.person ?? w.auditor]) expect((await ask(w, other)).status).toBe(403);
    expect((await w.ask(sheetsPage.loader, w.organiser, { entry: 'khong-co' })).status).toBe(404);
  });

  it('reaches the entrant with the reasons of the points, but neither notes nor why somebody abstained', async () => {
    await using w = await publishedWorld({ sheets: [[9, 'x', 7], [5, 5, 5]] });
    const { id = '' } = w.entries[0] ?? {};
    const told = JSON.stringify(await readFeedback(w.db, { id, contestId: w.contest.id }, '2026-11-23'));
    expect(told).toContain('"reasons":["Căn cứ của 9","Căn cứ của 9"]');
    expect(told).not.toMatch(/Chỉ ban tổ chức|Không đủ chuyên môn|confidence|Giám khảo Bí Mật/);
  });
});

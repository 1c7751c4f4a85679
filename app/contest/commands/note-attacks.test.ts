import { describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makeContest } from '../../../tests/world/contests.ts';
import { drawPage } from '../../../tests/support/page.tsx';
import { roles, type Actor } from '../../people/actor.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { readJudgeNotes } from '../queries/judge-notes.server.ts';
import { listContestWork } from '../queries/waiting-work.server.ts';
import * as page from '../routes/desk-judge-notes.tsx';
import { releaseReview } from './confirm-assignment.server.ts';
import { seeJudgeNote } from './see-judge-note.server.ts';
import { writeScoreSheet } from './write-score-sheet.server.ts';

/** One entry, three judges, no sheet locked: each has left the same note. */
const open = () => resultsWorld({ sheets: [[9, 8, 7]], unlocked: [0, 1, 2] });
const notes = async (w: ResultsWorld, as: Actor = w.organiser) => (await readJudgeNotes(w.db, as, w.contest.id)).notes;
const waiting = async (w: ResultsWorld) => (await listContestWork(w.db, w.organiser)).find(({ kind }) => kind === 'contest.note')?.count ?? 0;
const see = (w: ResultsWorld, { id, key }: { id: string; key: string }, as: Actor = w.organiser) => seeJudgeNote(w.ports, as, w.contest.id, { review: id, key });
const write = async (w: ResultsWorld, review: string, note: string) => {
  const judge = w.judges.find(({ id }) => id === owner.get(review))?.person ?? w.organiser;
  const { revision } = await w.db.selectFrom('score_sheet').select('revision').where('assignment_id', '=', review).executeTakeFirstOrThrow();
  return writeScoreSheet(w.ports, judge, review, { deed: 'save', revision, comment: '', note, confidence: null, abstainReason: '', typed: {} });
};
const owner = new Map<string, string>();
async function reviews(w: ResultsWorld): Promise<string[]> {
  const rows = await w.db.selectFrom('review_assignment').select(['id', 'judge_id']).orderBy('id').execute();
  for (const row of rows) owner.set(row.id, row.judge_id);
  return rows.map(({ id }) => id);
}
const seenRows = async (w: ResultsWorld) => w.db.selectFrom('judge_note_seen').select(['assignment_id', 'note', 'seen_by']).execute();

describe('a note that two look at', () => {
  it('is seen once, by the first; what the home page counts goes down by one', async () => {
    await using w = await open();
    const other = await w.person('CONTEST_ORGANISER');
    const [note] = await notes(w);
    expect(await waiting(w)).toBe(3);
    expect(await Promise.all([see(w, note as never), see(w, note as never, other), see(w, note as never)])).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(await seenRows(w)).toEqual([{ assignment_id: note?.id, note: note?.note, seen_by: w.organiser.id }]);
    expect([await waiting(w), await w.db.selectFrom('audit_event').select('action').execute()]).toEqual([2, [{ action: 'judge-note.see' }]]);
  });

  it('while its judge writes another: whichever comes first, the new words are not seen', async () => {
    await using w = await open();
    const [id = ''] = await reviews(w);
    const note = (await notes(w)).find((one) => one.id === id);
    const [wrote] = await Promise.all([write(w, id, 'Tệp 2 có tên tác giả.'), see(w, note as never)]);
    expect(wrote.ok).toBe(true);
    expect((await notes(w)).find((one) => one.id === id)).toMatchObject({ note: 'Tệp 2 có tên tác giả.', seen: null });
    expect(await waiting(w)).toBe(3);
  });

  it('that goes back to words of before is known again; emptied, it is none', async () => {
    await using w = await open();
    const [id = ''] = await reviews(w);
    const first = (await notes(w)).find((one) => one.id === id);
    await see(w, first as never);
    await write(w, id, 'Lời khác.');
    expect(await waiting(w)).toBe(3);
    await write(w, id, first?.note ?? '');
    expect(await waiting(w)).toBe(2);
    await write(w, id, '');
    expect([(await notes(w)).some((one) => one.id === id), await waiting(w)]).toEqual([false, 2]);
    expect(refusals(await see(w, first as never))).toMatch(/^form: /);
  });

  it('stays to be read when its review was released, because the words do not pass with the seat', async () => {
    await using w = await open();
    const [id = ''] = await reviews(w);
    await releaseReview(w.ports, w.organiser, w.contest.id, { assignmentId: id, reason: 'Ốm', to: null });
    expect((await notes(w)).map((one) => one.id)).toContain(id);
    expect(await see(w, (await notes(w)).find((one) => one.id === id) as never)).toEqual({ ok: true });
  });
});

describe('the list of notes', () => {
  it('begins with what nobody has seen and counts as the home page does, whatever was seen or erased', async () => {
    await using w = await resultsWorld({ sheets: [[9, 8, 7], [6, 5, 4]], unlocked: [0, 1, 2, 3, 4, 5] });
    const all = await notes(w);
    for (const at of [0, 3]) await see(w, all[at] as never);
    const states = (await notes(w)).map(({ seen }) => seen === null);
    expect(states).toEqual([true, true, true, true, false, false]);
    expect(await waiting(w)).toBe(4);
    await w.db.updateTable('entry').set({ erased_at: '2026-11-22T04:00:00.000Z', withdrawn_at: '2026-11-22T04:00:00.000Z' }).where('id', '=', w.entries[0]?.id ?? '').execute();
    expect((await notes(w)).filter(({ seen }) => seen === null)).toHaveLength(await waiting(w));
  });

  it('draws what judges typed as text, in both languages, and of scores nothing', async () => {
    await using w = await open();
    await w.db.updateTable('score_sheet').set({ note_to_organiser: '<script>alert(1)</script>\n[x](javascript:alert(1)) ’ " {{ten}}' }).execute();
    const { body } = await w.ask(page.loader, w.organiser);
    for (const locale of ['vi', 'en'] as const) {
      const markup = drawPage(page.default, { data: body, locale });
      expect(markup).toContain('&lt;script&gt;');
      expect(markup).not.toMatch(/<script>alert|href="javascript:|undefined|Nhận xét cho|Căn cứ của/);
    }
  });

  it('takes no note of another contest, no guessed key and no torn form, and writes nothing of them', async () => {
    await using w = await open();
    const [note, other] = [(await notes(w))[0], await makeContest(w.db)];
    expect(refusals(await seeJudgeNote(w.ports, w.organiser, other.id, { review: note?.id ?? '', key: note?.key ?? '' }))).toMatch(/^form: /);
    for (const key of ['', sha256(''), `${note?.key} `, (note?.key ?? '').toUpperCase(), (note?.key ?? '').slice(1)]) expect([key, (await w.ask(page.action, w.organiser, {}, { review: note?.id ?? '', key })).status >= 409]).toEqual([key, true]);
    for (const form of [{}, { review: note?.id ?? '' }, { key: note?.key ?? '' }, { review: '', key: note?.key ?? '' }, { review: 'x'.repeat(61), key: note?.key ?? '' }] as Record<string, string>[]) expect([form, (await w.ask(page.action, w.organiser, {}, form)).status]).toEqual([form, 422]);
    expect(await seenRows(w)).toEqual([]);
  });

  it('is organisers’ alone, and of a contest that is there', async () => {
    await using w = await open();
    for (const role of roles.filter((one) => one !== 'CONTEST_ORGANISER')) {
      const as = await w.person(role);
      expect([role, (await w.ask(page.loader, as)).status, (await w.ask(page.action, as, {}, { review: 'x', key: 'x' })).status]).toEqual([role, 403, 403]);
    }
    expect((await w.ask(page.loader, w.organiser, { contest: 'khong-co' })).status).toBe(404);
  });
});

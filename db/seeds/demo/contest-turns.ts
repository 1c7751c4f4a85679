import { closeCall, withdrawEntry, withdrawForTeam } from '../../../app/contest/index.server.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import { idFromKey } from '../ids.ts';
import type { Players } from './contest-2026.ts';
import { entrantOf, must, portsAt, type Desk } from './contest-desk.ts';
import { storeJudging } from './contest-judging.ts';
import { contestId, storeCall, storeEntries, type Owner, type Told } from './contest-rows.ts';
import type { CallStory } from './contest-story.ts';
import { calledOff, inJudging, mapIdeas, marketIdeas } from './contest-stories-turns.ts';

/** Entries that came in some days after each other. */
async function enter(desk: Desk, call: CallStory, ideas: readonly (readonly [title: string, summary: string])[], owners: readonly Owner[], first: string): Promise<Told[]> {
  await storeCall(desk.db, call, desk.organiser.id);
  return storeEntries(desk.db, desk.secret, call, ideas.map(([title, summary], place) => ({ title, summary, owner: owners[place % owners.length] as Owner, at: new Date(Date.parse(first) + place * 43 * 3_600_000).toISOString(), isSubmitted: title !== '' })));
}

/**
 * A contest in the middle of its judging: a third of the sheets is still open, one entry was withdrawn by its team before the deadline, one by the organisers for its team while judges had it,
 * one is not eligible, and one was readmitted after the others were given out, so that it waits for judges.
 */
export async function seedJudged(desk: Desk, { owners, judges }: Players): Promise<number> {
  const contest = contestId(inJudging.code);
  // Officials first: the last four are of people from outside, whom no unit ties to a judge.
  const told = await enter(desk, inJudging, mapIdeas, [...owners.slice(8), ...owners.slice(0, 8)], '2026-08-12T02:00:00.000Z');
  const [early, forTeam, refused, late] = told.slice(-4).toReversed();
  const others = told.slice(0, -4);
  if (!early || !forTeam || !refused || !late) throw new Error('the demo’s contest in judging has too few entries');
  must(await withdrawEntry(portsAt(desk, '2026-09-28T03:20:00.000Z'), entrantOf(desk, early), early.entryId));
  await storeJudging(desk.db, inJudging, { organiserId: desk.organiser.id, judges, entries: [...others, forTeam].map(({ entryId }) => entryId), screened: '2026-10-02T02:00:00.000Z', assigned: '2026-10-19T02:00:00.000Z', scored: '2026-11-02T02:00:00.000Z', openSince: '2026-11-02T22:00:00.000Z' });
  await look(desk, refused, 'INELIGIBLE', 'Bài giới thiệu một phần mềm đang bán, không nêu giải pháp do người dự thi làm ra.', '2026-10-02T08:00:00.000Z');
  await look(desk, late, 'INELIGIBLE', 'Chưa nêu nguồn của bộ dữ liệu dùng để tính.', '2026-10-02T09:00:00.000Z');
  await desk.db.updateTable('eligibility_check').set({ reply: 'Nguồn là bộ “Điểm tiếp nhận hồ sơ và giờ làm việc” của tỉnh, đã ghi ở phần Dữ liệu.', replied_at: '2026-10-05T02:30:00.000Z' }).where('entry_id', '=', late.entryId).execute();
  await look(desk, late, 'ELIGIBLE', 'Giải trình phù hợp: nguồn dữ liệu có trong bài. Bài được nhận lại.', '2026-11-12T02:00:00.000Z');
  must(await withdrawForTeam(portsAt(desk, '2026-11-16T03:00:00.000Z'), desk.organiser, contest, { entryId: forTeam.entryId, reason: 'Tác giả đề nghị rút bài vì giải pháp đã được chuyển giao cho đơn vị khác.' }));
  return told.length;
}

function look({ db, organiser }: Desk, { entryId }: Told, outcome: string, reason: string, at: string) {
  return insertMany(db, 'eligibility_check', [{ id: idFromKey(`look:${entryId}:${at}`), entry_id: entryId, version: 1, outcome, reason, checked_by: organiser.id, checked_at: at, reply_until: outcome === 'INELIGIBLE' ? '2026-10-09' : null } satisfies NewRow<'eligibility_check'>]);
}

/** A contest that was called off for want of entries: whoever entered was told why, and everybody reads it. */
export async function seedCalledOff(desk: Desk, { owners }: Players): Promise<number> {
  const told = await enter(desk, calledOff, marketIdeas, owners.toReversed(), '2026-05-06T02:00:00.000Z');
  const { revision } = await desk.db.selectFrom('contest').select('revision').where('id', '=', contestId(calledOff.code)).executeTakeFirstOrThrow();
  must(await closeCall(portsAt(desk, '2026-07-06T02:00:00.000Z'), desk.organiser, { id: contestId(calledOff.code), revision, reason: 'Hết hạn chỉ có hai bài, không đủ để chấm theo thể lệ. Tác giả có thể gửi lại bài ở cuộc thi năm 2026 đang mở.' }));
  return told.length;
}

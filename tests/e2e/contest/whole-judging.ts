import { confirmAssignment } from '../../../app/contest/commands/confirm-assignment.server.ts';
import { decideDuel } from '../../../app/contest/commands/decide-duel.server.ts';
import { makeBlindCopies } from '../../../app/contest/commands/make-blind-copies.server.ts';
import { screenEntry } from '../../../app/contest/commands/screen-entry.server.ts';
import { writeScoreSheet } from '../../../app/contest/commands/write-score-sheet.server.ts';
import { done } from '../../world/contest-entries.ts';
import { expect } from '../fixtures.ts';
import { momentIn, type Walk } from './moved-contest.ts';
import type { Contest, Entrant, HandedIn } from './whole-entries.ts';

const jury = ['trainer', 'editor', 'supervisor', 'lawyer'] as const;

/** The organiser looks at the watched entries; one is unclear, its team replies, and it is eligible after all. The others are passed beside. */
export async function screen({ page, main, stage, enterAs }: Walk, contest: Contest, watched: readonly HandedIn[], others: readonly HandedIn[]): Promise<void> {
  const look = async (entry: HandedIn, outcome: string, reason: string, until = '') => {
    await page.goto(`/contest-desk/${contest.id}/entries/${entry.id}`);
    await page.getByRole('radio', { name: outcome, exact: true }).check();
    await page.getByLabel('Lý do').fill(reason);
    await page.getByLabel('Được giải trình đến hết ngày').fill(until);
    await main.getByRole('button', { name: 'Ghi kết luận' }).click();
    await expect(main).toContainText('Đã ghi kết luận và báo cho người dự thi.');
  };
  const [, organisation] = watched;
  await enterAs(stage.ids.organiser);
  for (const entry of watched) await look(entry, entry === organisation ? 'Chưa rõ' : 'Hợp lệ', entry === organisation ? 'Chưa rõ nguồn dữ liệu ở phần 4.' : 'Đủ điều kiện dự thi.', entry === organisation ? momentIn(15).slice(0, 10) : '');
  await enterAs(organisation?.owner ?? '');
  await page.goto(`/contests/entries/${organisation?.id}/screening`);
  await expect(main).toContainText('Chưa rõ nguồn dữ liệu ở phần 4.');
  await page.getByLabel('Giải trình của Anh/Chị').fill('Dữ liệu mở của tỉnh, có đường dẫn.');
  await main.getByRole('button', { name: 'Gửi giải trình' }).click();
  await expect(main).toContainText('Đã gửi giải trình.');
  await enterAs(stage.ids.organiser);
  await page.goto(`/contest-desk/${contest.id}/entries`);
  await expect(main.getByRole('row', { name: organisation?.title ?? '' })).toContainText('Đã giải trình, cần xem lại');
  if (organisation) await look(organisation, 'Hợp lệ', 'Nguồn dữ liệu đã được giải trình.');
  for (const { id } of others) await done(screenEntry(stage.ports, stage.actor('organiser'), contest.id, { entryId: id, version: 1, outcome: 'ELIGIBLE', reason: 'Đủ điều kiện dự thi.', replyUntil: null }));
}

/** Clean copies are made, officials and an expert are invited and answer; ties come from data and from what a judge says. @returns the expert's account */
export async function callTheJury({ page, main, stage, enterAs }: Walk, contest: Contest, entries: readonly HandedIn[], [, organisation, enterprise]: readonly Entrant[]): Promise<string> {
  const desk = `/contest-desk/${contest.id}`;
  for (const { id: entryId } of entries) await makeBlindCopies(stage.ports, { entryId, askedBy: stage.ids.organiser });
  await page.goto(`${desk}/blindness/${entries[0]?.id}`);
  await expect(main).toContainText('Không còn gì sót; giám khảo đọc được.');
  for (const name of jury) {
    await page.goto(`${desk}/judges?q=${encodeURIComponent(stage.actor(name).fullName)}`);
    await main.getByRole('link', { name: 'Dò xung đột lợi ích' }).click();
    await expect(main).toContainText('Không tìm thấy xung đột nào với các bài đã nộp');
    await main.getByRole('button', { name: 'Mời làm giám khảo' }).click();
    await expect(main).toContainText('Đã mời.');
  }
  await page.goto(`${desk}/judges/expert`);
  await page.getByLabel('Thư điện tử').fill('chuyen-gia@vien-du-lieu.example');
  await page.getByLabel('Họ và tên').fill('Mai Thị Chuyên');
  await page.getByLabel('Nơi công tác').fill(enterprise?.legalName ?? '');
  await main.getByRole('button', { name: 'Dò xung đột lợi ích' }).click();
  await expect(main).toContainText('Có xung đột với 1 bài; giám khảo này sẽ không bao giờ được giao các bài ấy.');
  await main.getByRole('button', { name: 'Mời làm giám khảo' }).click();
  await expect(main).toContainText('Đã mời.');
  const { id: expert } = await stage.ports.db.selectFrom('user_account').select('id').where('email', '=', 'chuyen-gia@vien-du-lieu.example').executeTakeFirstOrThrow();
  for (const judge of [...jury.map((name) => stage.ids[name]), expert]) {
    await enterAs(judge);
    await page.goto('/judging');
    await main.getByRole('link', { name: 'Trả lời lời mời' }).click();
    if (judge === stage.ids.editor) {
      await page.getByLabel('Tôi có quan hệ với').fill(organisation?.legalName ?? '');
      await page.getByLabel('Quan hệ gì').fill('Từng là thành viên câu lạc bộ');
    }
    await main.getByRole('button', { name: 'Nhận lời' }).click();
    await expect(main.getByRole('status')).toContainText('Đã ghi câu trả lời');
  }
  return expert;
}

/** The entries are given out, and neither of the two with a tie gets the entry that she is tied to. */
export async function giveOut({ page, main, stage, enterAs }: Walk, contest: Contest): Promise<void> {
  await enterAs(stage.ids.organiser);
  await page.goto(`/contest-desk/${contest.id}/assignment`);
  await expect(main).toContainText('Mọi giám khảo nối với nhau qua bài chung: điểm so sánh được.');
  await main.getByRole('button', { name: 'Xác nhận phân công' }).click();
  await expect(main).toContainText('Đã phân công và báo cho giám khảo.');
  const { db } = stage.ports;
  expect(await db.selectFrom('conflict_of_interest').select('source').orderBy('source').execute()).toEqual([{ source: 'JUDGE' }, { source: 'ORGANISATION' }]);
  expect(await db.selectFrom('review_assignment as a').innerJoin('conflict_of_interest as c', (join) => join.onRef('c.judge_id', '=', 'a.judge_id').onRef('c.entry_id', '=', 'a.entry_id')).select('a.id').execute()).toEqual([]);
  expect(await confirmAssignment(stage.ports, stage.actor('organiser'), contest.id, { seed: 1, fingerprint: 'x' })).toMatchObject({ ok: false });
}

/** One judge scores two entries at her desk without learning whose they are; what is left is scored beside. */
export async function score({ page, main, stage, enterAs }: Walk, marks: ReadonlyMap<string, number>, entrants: readonly Entrant[]): Promise<void> {
  const { ports } = stage;
  const of = async (id: string) => marks.get((await ports.db.selectFrom('review_assignment').select('entry_id').where('id', '=', id).executeTakeFirstOrThrow()).entry_id) ?? 0;
  await enterAs(stage.ids.trainer);
  for (let times = 0; times < 2; times += 1) {
    await page.goto('/judging');
    await main.getByRole('row', { name: 'Chưa chấm' }).first().getByRole('link').click();
    for (const word of entrants.flatMap(({ fullName, legalName, email }) => [fullName, legalName ?? fullName, email])) await expect(main).not.toContainText(word);
    const mark = String(await of(new URL(page.url()).pathname.split('/').at(-1) ?? '')).replace('.', ',');
    for (const at of [0, 1]) {
      await main.getByLabel('Điểm từ 0 đến 10').nth(at).fill(mark);
      await main.getByLabel('Vì sao cho điểm này').nth(at).fill('Theo mốc chấm của tiêu chí.');
    }
    await main.getByLabel('Nhận xét gửi người dự thi').fill('Nên thử ở một xã trước khi mở rộng.');
    await main.getByLabel('4 – Tự tin').check();
    await main.getByRole('button', { name: 'Khoá phiếu chấm' }).click();
    await expect(main.getByRole('status')).toContainText('Đã khoá phiếu chấm bài');
  }
  const open = await ports.db.selectFrom('review_assignment as a').innerJoin('judge as j', 'j.id', 'a.judge_id').leftJoin('score_sheet as s', (join) => join.onRef('s.assignment_id', '=', 'a.id').on('s.locked_at', 'is not', null)).select(['a.id', 'a.entry_id', 'j.user_id']).where('s.assignment_id', 'is', null).execute();
  const criteria = await ports.db.selectFrom('criterion').select('id').execute();
  for (const { id, entry_id, user_id } of open) {
    const typed = Object.fromEntries(criteria.flatMap((criterion) => [[`score-${criterion.id}`, String(marks.get(entry_id) ?? 0)], [`reason-${criterion.id}`, 'Theo mốc chấm.']]));
    await done(writeScoreSheet(ports, { ...stage.actor('trainer'), id: user_id }, id, { deed: 'lock', revision: 0, comment: 'Bài trình bày rõ, dễ theo dõi.', note: '', confidence: 4, abstainReason: '', typed }));
  }
}

/** Two pairs of the final are compared at the desk, the others beside; whoever stands earlier in `order` wins. */
export async function compare({ page, main, stage, enterAs }: Walk, order: readonly string[]): Promise<void> {
  const { ports } = stage;
  const winnerOf = ({ a_entry_id, b_entry_id }: { a_entry_id: string; b_entry_id: string }) => (order.indexOf(a_entry_id) < order.indexOf(b_entry_id) ? 'A' : 'B');
  await enterAs(stage.ids.trainer);
  await page.goto('/judging');
  await main.getByRole('link', { name: 'So cặp tiếp theo' }).click();
  for (let times = 0; times < 2; times += 1) {
    const address = new URL(page.url()).pathname;
    const duel = await ports.db.selectFrom('duel').selectAll().where('id', '=', address.split('/').at(-1) ?? '').executeTakeFirstOrThrow();
    await main.locator(`input[name="winner"][value="${winnerOf(duel)}"]`).check();
    await main.getByRole('button', { name: 'Ghi lựa chọn' }).click();
    await expect(page).not.toHaveURL(new RegExp(address));
  }
  const open = await ports.db.selectFrom('duel as d').innerJoin('judge as j', 'j.id', 'd.judge_id').select(['d.id', 'd.a_entry_id', 'd.b_entry_id', 'j.user_id']).where('d.decided_at', 'is', null).execute();
  expect(open.length).toBeGreaterThan(50);
  for (const row of open) await done(decideDuel(ports, { ...stage.actor('trainer'), id: row.user_id }, row.id, { winner: winnerOf(row), reason: '' }));
}

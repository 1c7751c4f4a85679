import { expect } from '../fixtures.ts';
import { instantIn, test, type Walk } from './moved-contest.ts';
import { enterTheContest, othersEnter, publishCall, type Entrant, type HandedIn } from './whole-entries.ts';
import { callTheJury, compare, giveOut, score, screen } from './whole-judging.ts';
import { adopt, answerEntrants, commitRound, decideAndPublish, voteInPublic } from './whole-results.ts';

const entrants: Entrant[] = [
  { kind: 'Cá nhân', email: 'lan@vuon-uom.example', fullName: 'Nghiêm Thị Lan', title: 'Nhắc hạn giấy tờ bằng tin nhắn' },
  { kind: 'Tổ chức', email: 'lien-he@ben-duc.example', fullName: 'Khổng Văn Tường', legalName: 'Câu lạc bộ Tin học Bến Đục', title: 'Bản đồ giờ làm việc một cửa' },
  { kind: 'Doanh nghiệp', email: 'van-phong@lau-trang.example', fullName: 'Tạ Thị Nghi', legalName: 'Công ty TNHH Lau Trắng', taxCode: '2700900001', title: 'Kiểm tra hồ sơ trước khi đến quầy' },
];

test('a whole contest in one journey: from its call through entries, screening, blind judging, a tie, a final, results, an objection and a vote to what became of its prizes', async ({ page, stage, enterAs, expectAccessible }) => {
  test.setTimeout(600_000);
  const main = page.getByRole('main');
  const walk: Walk = { page, main, stage, enterAs };
  const contest = await test.step('the call is written and published', () => publishCall(walk));
  const watched: HandedIn[] = [];
  for (const who of entrants) watched.push(await test.step(`${who.kind}: registered and handed in`, () => enterTheContest(walk, contest, who)));
  const others = await test.step('the others hand in', () => othersEnter(stage, contest, 5));
  const [individual, organisation, enterprise] = watched as [HandedIn, HandedIn, HandedIn];

  await test.step('after the last second nothing is taken any more', async () => {
    stage.pass(instantIn(11, '00:00:00'));
    await enterAs(individual.owner);
    await page.goto(`/contests/entries/${individual.id}/check`);
    await expect(main).toContainText('Đã hết hạn');
    await expect(main.getByRole('button', { name: 'Nộp bài' })).toHaveCount(0);
  });
  await test.step('screening, with a reply', () => screen(walk, contest, watched, others));
  await test.step('the jury, with ties from data and from what a judge says', () => callTheJury(walk, contest, watched, entrants));
  await test.step('the assignment waits until no upload of before the deadline can bring an entry in', async () => {
    await enterAs(stage.ids.organiser);
    await page.goto(`/contest-desk/${contest.id}/assignment`);
    await expect(main).toContainText('Chưa xác nhận phân công được: bài còn có thể nộp đến');
    await expect(main.getByRole('button', { name: 'Xác nhận phân công' })).toHaveCount(0);
    stage.pass(instantIn(12));
    await giveOut(walk, contest);
  });
  const marks = new Map([...watched, ...others].map(({ id }, at) => [id, [9, 9, 8, 7, 6, 5, 4, 3][at] ?? 0]));
  await test.step('blind judging', () => score(walk, marks, entrants));

  await test.step('no place is shown before the commitment; two share the first', async () => {
    await enterAs(stage.ids.organiser);
    await page.goto(`/contest-desk/${contest.id}/standing`);
    await expect(main).toContainText('24 phiếu đã khoá cho 8 bài có điểm');
    await commitRound(walk, contest);
    await page.goto(`/contest-desk/${contest.id}/standing`);
    await expect(main.getByRole('img', { name: /^Hạng 1, bài/ })).toHaveCount(2);
    for (const { title } of watched) await expect(main).not.toContainText(title);
    await expectAccessible();
  });
  await test.step('the pairwise final parts them', async () => {
    await page.goto(`/contest-desk/${contest.id}/final`);
    await main.getByRole('button', { name: 'Mở chung kết' }).click();
    await expect(main).toContainText(/Đã so 0 trên 8\d lượt/);
    await compare(walk, [individual, enterprise, organisation, ...others].map(({ id }) => id));
    await commitRound(walk, contest);
  });
  const winners = [individual, enterprise];
  await test.step('identities, decisions, publication by somebody else', () => decideAndPublish(walk, contest, winners));
  await test.step('an unnamed winner stays unnamed', async () => {
    await page.context().clearCookies();
    await page.goto(`/contests/${contest.slug}/results`);
    await expect(main).toContainText('Tác giả không đồng ý hiển thị tên bài.');
    await expect(main).not.toContainText(individual.title);
  });
  await test.step('feedback, consent, an objection and its answer', () => answerEntrants(walk, contest, winners, organisation));
  await test.step('the public vote', () => voteInPublic(walk, contest, enterprise));
  await test.step('award and adoption', () => adopt(walk, contest, winners));
  await test.step('everybody reads what it came to', async () => {
    await page.context().clearCookies();
    await page.goto(`/contests/${contest.slug}/results`);
    for (const word of ['Giải nhất', individual.title, 'Nghiêm Thị Lan', 'Giải nhì', enterprise.title, 'Công ty TNHH Lau Trắng', 'Đã trao giải ngày']) await expect(main).toContainText(word);
    await expect(main).not.toContainText(organisation.title);
    await main.getByRole('link', { name: 'Áp dụng sau giải' }).click();
    await expect(main).toContainText('Đã áp dụng 1 trên 2 bài được giao.');
    await expect(main).toContainText('Lượt đi lại của người dân giảm: 318,5 lượt mỗi tháng');
    await expect(main).toContainText('Lý do: Phần mềm đang dùng đã có chức năng này.');
    await expectAccessible();
  });
});

import { expect } from '../fixtures.ts';
import { instantIn, momentIn, type Walk } from './moved-contest.ts';
import type { Contest, HandedIn } from './whole-entries.ts';

/** Commits a round: before that the desk shows no place. */
export async function commitRound({ page, main, stage, enterAs }: Walk, contest: Contest): Promise<void> {
  await enterAs(stage.ids.organiser);
  await page.goto(`/contest-desk/${contest.id}/commitment`);
  await main.getByRole('button', { name: 'Công bố mã cam kết' }).click();
  await expect(main).toContainText('Dữ liệu đang lưu khớp với mã đã công bố.');
}

/** Identities are opened, two prizes decided as the final says, and somebody else publishes. */
export async function decideAndPublish({ page, main, stage, enterAs }: Walk, contest: Contest, winners: readonly HandedIn[]): Promise<void> {
  const desk = `/contest-desk/${contest.id}`;
  await page.goto(`${desk}/unblinding`);
  await main.getByRole('button', { name: 'Mở danh tính' }).click();
  await expect(main).toContainText('Đã mở danh tính lúc');
  for (const [at, prize] of [[0, 'Giải nhất'], [1, 'Giải nhì']] as const) {
    await page.goto(`${desk}/decisions`);
    await main.getByRole('row', { name: winners[at]?.title ?? '' }).getByRole('link', { name: /^Quyết định/ }).click();
    await expect(main).toContainText(`Theo thứ hạng: ${prize}`);
    await page.getByRole('radio', { name: prize }).check();
    await main.getByRole('button', { name: 'Ghi quyết định' }).click();
    await expect(main).toContainText('Đã ghi quyết định');
  }
  await page.goto(`${desk}/results`);
  await expect(main.getByRole('button', { name: 'Công bố kết quả' })).toHaveCount(0);
  stage.pass(instantIn(50, '09:00:00'));
  await enterAs(stage.ids.publisher);
  await page.goto(`${desk}/results`);
  await page.getByLabel('Kết luận ghi vào biên bản').fill('Hội đồng họp đủ thành viên và thống nhất.');
  await main.getByRole('button', { name: 'Công bố kết quả' }).click();
  await expect(main).toContainText('người công bố');
}

/** Winners agree to be shown; one who won nothing objects and gets an answer. */
export async function answerEntrants({ page, main, stage, enterAs }: Walk, contest: Contest, winners: readonly HandedIn[], loser: HandedIn): Promise<void> {
  for (const [at, { id, owner }] of winners.entries()) {
    await enterAs(owner);
    await page.goto(`/contests/entries/${id}/result`);
    await expect(main).toContainText(at === 0 ? 'Giải nhất' : 'Giải nhì');
    await expect(main).toContainText(/Nên thử ở một xã|Bài trình bày rõ/);
    await main.getByRole('link', { name: 'Hiển thị công khai' }).click();
    await main.getByRole('button', { name: 'Đồng ý hiển thị' }).click();
    await expect(main).toContainText('Anh/Chị đã đồng ý hiển thị');
  }
  await enterAs(loser.owner);
  await page.goto(`/contests/entries/${loser.id}/result`);
  await main.getByRole('link', { name: /^Gửi khiếu nại/ }).click();
  await page.getByLabel('Nội dung khiếu nại').fill('Đề nghị xem lại: bài đồng hạng nhất ở vòng sơ khảo.');
  await main.getByRole('button', { name: 'Gửi khiếu nại' }).click();
  await expect(main).toContainText('Ban tổ chức chưa trả lời.');
  await enterAs(stage.ids.organiser);
  await page.goto(`/contest-desk/${contest.id}/appeals`);
  await main.getByRole('table').getByRole('link').click();
  await page.getByRole('radio', { name: 'Không chấp nhận, giữ nguyên kết quả' }).check();
  await page.getByRole('textbox', { name: 'Trả lời' }).fill('Thứ hạng của các bài vào chung kết theo kết quả chung kết, như thể lệ.');
  await main.getByRole('button', { name: 'Gửi trả lời' }).click();
  await expect(main).toContainText('Trả lời của ban tổ chức');
  await enterAs(loser.owner);
  await page.goto(`/contests/entries/${loser.id}/result`);
  await expect(main).toContainText('Không chấp nhận, giữ nguyên kết quả');
}

/** A vote among the winners: numbers show after its last second, not before. */
export async function voteInPublic({ page, main, stage, enterAs }: Walk, contest: Contest, choice: HandedIn): Promise<void> {
  await enterAs(stage.ids.organiser);
  await page.goto(`/contest-desk/${contest.id}/vote`);
  await page.getByLabel('Kết thúc lúc').fill(momentIn(57, '23:59:59'));
  await main.getByRole('button', { name: 'Mở bình chọn' }).click();
  await expect(main).toContainText('Số phiếu chỉ hiện khi đã kết thúc.');
  await enterAs(stage.ids.learner);
  await page.goto(`/contests/${contest.slug}/vote`);
  await page.getByRole('radio', { name: choice.title }).check();
  await main.getByRole('button', { name: 'Gửi bình chọn' }).click();
  await expect(main).toContainText('Đã ghi nhận bình chọn');
  await page.goto(`/contests/${contest.slug}/vote`);
  await expect(main).not.toContainText('người đã bình chọn');
  stage.pass(instantIn(58, '00:00:00'));
  await page.context().clearCookies();
  await page.reload();
  await expect(main).toContainText('1 người đã bình chọn.');
  await expect(main.getByRole('row', { name: choice.title })).toContainText('1');
}

/** The prizes are handed over and given to units: one applies its entry with what was measured, the other says why it does not. */
export async function adopt({ page, main, stage, enterAs }: Walk, contest: Contest, [first, second]: readonly HandedIn[]): Promise<void> {
  await enterAs(stage.ids.organiser);
  await page.goto(`/contest-desk/${contest.id}/results`);
  await main.getByRole('button', { name: 'Ghi nhận đã trao giải' }).click();
  await expect(main).toContainText('Đã trao giải ngày');
  for (const [entry, unit] of [[first, stage.units.commune], [second, stage.units.office]] as const) {
    await page.goto(`/contest-desk/${contest.id}/adoptions`);
    await page.getByLabel('Bài dự thi').selectOption(entry?.id ?? '');
    await page.getByLabel('Đơn vị áp dụng').selectOption(unit);
    await main.getByRole('button', { name: 'Giao áp dụng' }).click();
    await expect(main).toContainText('Đề nghị áp dụng');
  }
  await enterAs(stage.ids.leader);
  const become = async (state: string, reason = '') => {
    await main.getByRole('link', { name: 'Cập nhật tình trạng' }).click();
    await page.getByRole('radio', { name: state, exact: true }).check();
    await page.getByLabel('Lý do').fill(reason);
    await main.getByRole('button', { name: 'Lưu' }).click();
    await expect(main).toContainText('Đã lưu.');
  };
  const openAdoption = async (entry: HandedIn | undefined) => {
    await page.goto('/contest-desk/adoptions');
    await main.getByRole('link', { name: entry?.title ?? '' }).click();
  };
  await openAdoption(first);
  await become('Đang thí điểm');
  stage.pass(instantIn(120));
  await enterAs(stage.ids.leader);
  await main.getByRole('link', { name: 'Thêm mốc hoặc lợi ích' }).click();
  await page.getByRole('radio', { name: 'Lợi ích đo được' }).check();
  await page.getByLabel('Nội dung').fill('Lượt đi lại của người dân giảm');
  await main.getByLabel(/^Ngày/).fill(momentIn(119).slice(0, 10));
  await page.getByLabel('Số đo').fill('318,5');
  await page.getByRole('textbox', { name: 'Đơn vị tính' }).fill('lượt mỗi tháng');
  await page.getByRole('textbox', { name: 'Đường dẫn minh chứng' }).fill('https://vi-du.invalid/bao-cao');
  await main.getByRole('button', { name: 'Lưu' }).click();
  await become('Đã áp dụng');
  await openAdoption(second);
  await become('Không áp dụng', 'Phần mềm đang dùng đã có chức năng này.');
}

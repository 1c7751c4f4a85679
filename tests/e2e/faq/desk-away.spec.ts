import type { Page } from '@playwright/test';
import { makeAnswer } from '../../world/answers.ts';
import { makeFormerUnit, makeUnit } from '../../world/people.ts';
import { enter, expect, test } from '../fixtures.ts';
import { readScenery } from '../../support/scenery.ts';
import { keptCalls, withOwnDesk, type OwnDesk } from './own-desk.ts';

const asOf = (at: number) => new Date(at).toISOString();
/** The next midnight of the province. */
const midnight = Math.ceil((Date.now() + 7 * 3_600_000) / 86_400_000) * 86_400_000 - 7 * 3_600_000;
const minutes = (count: number) => count * 60_000;
const dayOf = (at: number) => asOf(at + 7 * 3_600_000).slice(0, 10);
const shownDay = (at: number) => dayOf(at).split('-').reverse().join('/');

/** Searches by keyboard. */
async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('F3');
  await page.keyboard.type(words);
}

/** Everything on the desk ends, changes or lapses at the same midnight. */
async function answersOf({ db }: OwnDesk) {
  const ending = await makeAnswer(db, { slug: 'het-luc-0h', question: 'Đợt miễn lệ phí tích hợp kéo dài tới khi nào?', short: 'Đợt miễn lệ phí kéo dài hết hôm nay.', withdrawAt: asOf(midnight) });
  const old = await makeAnswer(db, { slug: 'doi-luc-0h', question: 'Mức phạt khi không đổi thẻ quá hạn là bao nhiêu?', short: 'Theo mức phạt cũ.' });
  await makeAnswer(db, { entryId: old.entryId, question: 'Mức phạt khi không đổi thẻ quá hạn là bao nhiêu?', short: 'Theo mức phạt mới.', publishAt: asOf(midnight) });
  const basis = { document: 'Thông tư hết ngày hôm nay', article: null, effectiveFrom: '2024-01-01', effectiveTo: dayOf(midnight - 1) };
  const lapsing = await makeAnswer(db, { slug: 'can-cu-0h', question: 'Chụp lại ảnh chân dung ở quầy có mất thời gian không?', short: 'Vài phút.', legalBasis: [basis], reviewDue: dayOf(midnight - 1) });
  return { ending, old, lapsing };
}

// Servers of their own, which they end and start again.
test('a copy that is older than the day gives out nothing that ended at midnight, warns of what lapsed, and says its age', async ({ page, expectAccessible }) => {
  await withOwnDesk({ now: asOf(midnight - minutes(20)) }, async (desk) => {
    const answers = await answersOf(desk);
    const [former, heir] = ['xã Đồng Nan', 'phường Vạn Lúa'];
    await makeFormerUnit(desk.db, { name: `UBND ${former}`, into: [await makeUnit(desk.db, { name: `UBND ${heir}` })] });
    const readOut = async () => (await desk.db.selectFrom('call_answer').select('version_id').where('version_id', 'in', [answers.ending.versionId, answers.old.versionId]).execute()).map((row) => row.version_id);
    await page.clock.install();
    await enter(desk.db, page.context(), desk.url, readScenery(desk.dataDir).ids.agent, midnight - minutes(21));
    await page.goto(`${desk.url}/desk`);
    await expect(page.locator('[data-copy=ready]')).toBeVisible();
    await expect(page.locator('#desk-age')).toBeHidden();
    await page.keyboard.press('F2');
    await expect(page.locator('#desk-pane textarea[name=question]')).toBeVisible();
    await expect(page.locator('[data-copy=ready]')).toBeVisible();
    await find(page, 'mien le phi tich hop');
    await expect(page.locator('#desk-hits [data-slug=het-luc-0h]')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.locator('.desk-say')).toContainText('hết hôm nay');
    await page.keyboard.press('F4');
    await expect.poll(readOut).toEqual([answers.ending.versionId]);

    await desk.kill();
    const age = page.locator('#desk-age');
    await expect(age).toContainText(`23:40, ${shownDay(midnight - 1)}, chưa đầy một giờ trước`);
    await page.clock.fastForward('25:00');
    // The answer that is open goes by itself, without a word from the server.
    await expect(page.locator('#desk-answer [role=alert]')).toContainText(`chỉ được đọc đến 00:00, ${shownDay(midnight)}`);
    await expect(page.locator('.desk-say')).toHaveCount(0);
    await page.keyboard.press('F4');
    await expectAccessible();
    for (const [words, slug] of [['mien le phi tich hop', 'het-luc-0h'], ['muc phat khong doi the', 'doi-luc-0h']] as const) {
      await find(page, words);
      await expect(page.locator('#desk-count')).not.toHaveText('');
      await expect(page.locator(`#desk-hits [data-slug=${slug}]`)).toHaveCount(0);
    }
    // Names of old are understood without the server, too.
    await find(page, `chup anh o ${former}`);
    await expect(page.locator('#desk-former')).toContainText(`nay thuộc ${heir}`);
    await page.locator('#desk-pane [name=commune]').pressSequentially(former);
    await expect(page.locator('[data-commune-hint]').first()).toHaveText(`Nay là ${heir}.`);
    await find(page, 'chup lai anh chan dung o quay');
    await page.keyboard.press('Enter');
    await expect(page.locator('#desk-answer')).toContainText('Căn cứ hết hiệu lực: Thông tư hết ngày hôm nay');
    await expect(page.locator('#desk-answer')).toContainText('quá hạn rà soát');
    await page.clock.fastForward('02:00:00');
    await expect(age).toContainText('2 giờ trước');
    await page.clock.fastForward('24:00:00');
    await expect(age).toContainText('1 ngày trước');
    await expect(age).toContainText('hơn một ngày');
    await page.keyboard.press('Alt+1');
    await page.keyboard.type('Hỏi về đợt miễn lệ phí');

    desk.putClock(asOf(midnight + minutes(27 * 60)));
    await desk.start();
    await page.clock.fastForward('00:10');
    // A session does not outlive a day: the copy serves on, and the notes wait until she has signed in again.
    await expect(page.locator('#desk-line')).toContainText('Phiên đã hết');
    await expect(age).toContainText('1 ngày trước');
    await enter(desk.db, page.context(), desk.url, readScenery(desk.dataDir).ids.agent, midnight + minutes(26 * 60));
    await page.clock.fastForward('00:10');
    await expect(page.locator('#desk-line')).toContainText('Đã lưu');
    await expect(age).toBeHidden();
    // What took its place is there again, and what was read before midnight stands once.
    await expect(async () => {
      await page.clock.fastForward('00:05');
      await find(page, 'muc phat khong doi the');
      await expect(page.locator('#desk-hits [data-slug=doi-luc-0h]')).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
    await page.keyboard.press('Enter');
    await expect(page.locator('.desk-say')).toContainText('mức phạt mới');
    expect(await readOut()).toEqual([answers.ending.versionId]);
    expect(await keptCalls(page)).toBe(0);
    expect(await desk.db.selectFrom('call_record').select('note').select('question').where('started_at', '>=', asOf(midnight - minutes(21))).execute()).toEqual([{ question: 'Hỏi về đợt miễn lệ phí', note: null }]);
  });
});

test('two pages of one agent note one call without a connection: neither forgets the other’s words, and it arrives once', async ({ page, context }) => {
  await withOwnDesk({}, async (desk) => {
    const answer = await makeAnswer(desk.db, { slug: 'hai-trang', question: 'Hai trang cùng mở thì đọc câu nào?', short: 'Câu này.' });
    const begun = asOf(Date.now());
    await enter(desk.db, context, desk.url, readScenery(desk.dataDir).ids.agent);
    const other = await context.newPage();
    for (const one of [page, other]) {
      await one.goto(`${desk.url}/desk`);
      await expect(one.locator('[data-copy=ready]')).toBeVisible();
    }
    await desk.kill();
    for (const one of [page, other]) await expect(one.locator('#desk-line')).toContainText('Mất kết nối');

    await page.bringToFront();
    await page.keyboard.press('F2');
    await page.keyboard.press('Alt+1');
    await page.keyboard.type('Hỏi ở trang một');
    await other.bringToFront();
    // The call that began in one page is in hand in the other, with its words.
    await expect(other.locator('#desk-pane [name=question]')).toHaveValue('Hỏi ở trang một');
    await find(other, 'hai trang cung mo');
    await other.keyboard.press('Enter');
    await other.keyboard.press('F4');
    await other.keyboard.press('Alt+5');
    await other.keyboard.type('Ghi ở trang hai');
    await expect(page.locator('#desk-pane [name=note]')).toHaveValue('Ghi ở trang hai');
    await page.bringToFront();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('End');
    await page.keyboard.type(', thêm');
    await page.keyboard.press('Alt+0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F6');
    for (const one of [page, other]) await expect(one.locator('#desk-pane')).toContainText('được ghi trên máy này');

    await desk.start();
    // Both pages send what waits at the same moment, and again when somebody looks at them.
    for (const one of [page, other]) await one.evaluate(() => ['online', 'focus'].forEach((name) => window.dispatchEvent(new Event(name))));
    const calls = () => desk.db.selectFrom('call_record').select(['question', 'note', 'wrap_code', 'source']).where('started_at', '>=', begun).execute();
    await expect.poll(() => keptCalls(page), { timeout: 30_000 }).toBe(0);
    expect(await calls()).toEqual([{ question: 'Hỏi ở trang một, thêm', note: 'Ghi ở trang hai', wrap_code: 'ANSWERED', source: 'OFFLINE' }]);
    expect(await desk.db.selectFrom('call_answer').innerJoin('call_record', 'call_record.id', 'call_id').select('version_id').where('started_at', '>=', begun).execute()).toEqual([{ version_id: answer.versionId }]);
    expect((await desk.db.selectFrom('audit_event').select('action').where('object_type', '=', 'call_record').where('at', '>=', begun).execute()).map(({ action }) => action)).toEqual(['call.open']);
  });
});

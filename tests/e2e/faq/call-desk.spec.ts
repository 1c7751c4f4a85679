import { test as bare, type Page } from '@playwright/test';
import { makeAnswer } from '../../world/answers.ts';
import { cast, expect, test } from '../fixtures.ts';
import { keptCalls, withOwnDesk } from './own-desk.ts';

const token = 'a-token-of-the-telephones-e2e';

/** Goes to a field as a keyboard does. */
async function tabTo(page: Page, name: string): Promise<void> {
  const at = () => page.evaluate(() => document.activeElement?.getAttribute('name') ?? '');
  for (let steps = 0; (await at()) !== name; steps += 1) {
    if (steps > 120) throw new Error(`no way by Tab to ${name}`);
    await page.keyboard.press('Tab');
  }
}

// A server of its own, which it ends and starts again.
bare('a call from ring to wrap-up by keyboard; the server dies in the middle and nothing is lost', async ({ page }) => {
  await withOwnDesk({ env: { TELEPHONY_TOKEN: token } }, async (desk) => {
    const { db, url } = desk;
    const answer = await makeAnswer(db, { slug: 'mat-dien-thoai', question: 'Mất điện thoại, làm sao khoá tài khoản VNeID?', short: 'Quý vị gọi tổng đài hoặc đến công an xã, phường để khoá ngay.' });
    const tell = async (kind: string, id: string) => {
      const response = await fetch(`${url}/desk/telephony`, { method: 'POST', headers: { accept: 'application/json', 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify({ id, call: 'call-1', kind, at: new Date().toISOString(), extension: '101', from: '0912 345 678' }) });
      expect(response.status).toBe(200);
    };
    const line = page.locator('#desk-line');
    const begun = new Date().toISOString();
    const readOut = async () => (await db.selectFrom('call_answer').innerJoin('call_record', 'call_record.id', 'call_id').select('version_id').where('started_at', '>=', begun).execute()).map((row) => row.version_id);
    await page.goto(`${url}/sign-in`);
    await tabTo(page, 'identifier');
    await page.keyboard.type(cast.agent.email);
    await tabTo(page, 'password');
    await page.keyboard.type(cast.agent.password);
    await page.keyboard.press('Enter');
    await expect(page).not.toHaveURL(/sign-in/);
    await page.goto(`${url}/desk`);
    await expect(page.locator('#desk-q')).toBeFocused();
    await tabTo(page, 'extension');
    await page.keyboard.type('101');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/done=saved/);
    await expect(page.locator('[data-copy=ready]')).toBeVisible();

    await tell('RINGING', 'ring');
    await expect(page.locator('#desk-ringing')).toContainText('09xx xxx 678');
    await tell('ANSWERED', 'answered');
    await expect(page.locator('.desk-caller')).toContainText('09xx xxx 678');
    await expect(page.locator('[data-copy=ready]')).toBeVisible();

    await page.keyboard.press('F3');
    await page.keyboard.type('mat dien thoai');
    await expect(page.locator('#desk-hits [data-slug=mat-dien-thoai]')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.locator('.desk-say')).toContainText('khoá ngay');
    await page.keyboard.press('F4');
    await expect(page.locator('#desk-reads')).toContainText('Phiên bản 1');
    await expect.poll(readOut).toEqual([answer.versionId]);

    await desk.kill();
    await page.keyboard.press('Alt+1');
    await page.keyboard.type('Mất máy ở chợ sáng nay');
    await expect(line).toContainText('Mất kết nối');
    await page.keyboard.press('F3');
    await page.keyboard.type('khoa tai khoan');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('F4');
    await page.keyboard.press('Alt+5');
    await page.keyboard.type('Hẹn ra Công an phường');
    await page.keyboard.press('Alt+0');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F6');
    await expect(page.locator('#desk-pane')).toContainText('được ghi trên máy này');

    await page.keyboard.press('F2');
    await page.keyboard.press('Alt+1');
    await page.keyboard.type('Hỏi về con dấu số 037085001234');
    await page.keyboard.press('F9');
    await expect(page.locator('#desk-pane')).toContainText('được ghi trên máy này');

    await desk.start();
    await expect.poll(async () => (await db.selectFrom('call_record').select(['question', 'note', 'wrap_code', 'source', 'telephony_id']).where('started_at', '>=', begun).orderBy('started_at').execute()), { timeout: 30_000 }).toEqual([
      { question: 'Mất máy ở chợ sáng nay', note: 'Hẹn ra Công an phường', wrap_code: 'ANSWERED', source: 'OFFLINE', telephony_id: 'call-1' },
      { question: 'Hỏi về con dấu số ***234', note: null, wrap_code: 'NOT_FOUND', source: 'OFFLINE', telephony_id: null },
    ]);
    expect(await readOut()).toEqual([answer.versionId, answer.versionId]);
    expect(await db.selectFrom('faq_search').select('question').where('source', '=', 'DESK').where('at', '>=', begun).execute()).toEqual([{ question: 'Hỏi về con dấu số ***234' }]);
    await expect(line).toContainText('Đã kết nối');
    expect(await keptCalls(page)).toBe(0);
  });
});

test('an answer withdrawn while it is read out says so at once; a copy that was altered is not believed', async ({ page, db, scenery, enterAs, expectAccessible }) => {
  const answer = await makeAnswer(db, { slug: 'rut-giua-chung', question: 'Câu trả lời sẽ bị rút giữa chừng?' });
  await enterAs(scenery.ids.agent);
  await page.goto('/desk?open=rut-giua-chung');
  await expect(page.locator('[data-copy=ready]')).toBeVisible();
  await expectAccessible();
  await db.updateTable('faq_publication').set({ withdraw_at: new Date().toISOString() }).where('version_id', '=', answer.versionId).execute();
  await expect(page.locator('#desk-gone')).toContainText('vừa được rút');
  await alterCopy(page);
  await page.route('**/desk/answers.json', async (route) => {
    const response = await route.fetch({ headers: { ...route.request().headers(), 'if-none-match': '' } });
    await route.fulfill({ response, json: { ...((await response.json()) as object), text: '[]' } });
  });
  const heard: string[] = [];
  page.on('response', (response) => void heard.push(new URL(response.url()).pathname));
  await page.goto('/desk?open=rut-giua-chung&q=x');
  await expect(page.locator('#desk-line')).toContainText('Đã kết nối');
  // The second look at the server follows what the desk made of the answer to the first.
  await expect.poll(() => heard.includes('/desk/answers.json') && heard.slice(heard.indexOf('/desk/answers.json')).includes('/desk/state'), { timeout: 30_000 }).toBe(true);
  await expect(page.locator('[data-copy=ready]')).toHaveCount(0);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  // An altered copy that bears the mark of the newest is not taken for it either.
  await page.goto('/desk');
  await expect(page.locator('[data-copy=ready]')).toBeVisible();
});

/** Changes the kept copy behind the desk's back, from a page that has no desk which could bring a whole one meanwhile. */
async function alterCopy(page: Page): Promise<void> {
  await page.goto('/help');
  await page.evaluate(async () => new Promise((resolve, reject) => {
    const opening = indexedDB.open('hoc06.desk');
    opening.onsuccess = () => {
      const copies = opening.result.transaction('copy', 'readwrite').objectStore('copy');
      const kept = copies.get('answers');
      kept.onsuccess = () => (kept.result ? void (copies.put({ ...(kept.result as object), text: '[]' }, 'answers').onsuccess = () => resolve(null)) : reject(new Error('no copy is kept')));
    };
  }));
}

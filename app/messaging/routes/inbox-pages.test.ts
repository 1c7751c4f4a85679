import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { call, type Call } from '../../../tests/world/calls.ts';
import { aMessage, written } from '../../../tests/world/messages.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { changesMark } from '../../../db/changes-mark.ts';
import { signedIn, type SignedIn } from '../../../tests/world/signed-in.ts';
import { fanOut } from '../commands/fan-out.server.ts';
import { suppressAddress } from '../commands/withdraw-unwanted.server.ts';
import { noticesShown } from '../queries/inbox.server.ts';
import { topics } from '../rules/channels.ts';
import * as reading from './inbox-reading.ts';
import * as inbox from './inbox.tsx';
import * as noticeRoute from './notice.tsx';
import * as preferences from './preferences.tsx';

let w: SignedIn;
let other: { id: string; token: string };
beforeAll(async () => {
  w = await signedIn();
  const person = await makePerson(w.db, { fullName: 'Đỗ Văn Ân' });
  other = { id: person.id, token: await makeSession(w.db, person, w.clock.now().toISOString()) };
});
afterAll(() => w.db.destroy());

const ask = (route: unknown, path: string, changes: Partial<Call> = {}) => call(route as never, { db: w.db, clock: w.clock, path, token: w.token, ...changes });
async function send(subject: string, people: string[], changes: Parameters<typeof aMessage>[1] = {}): Promise<string> {
  const now = w.clock.now().toISOString();
  const id = await written(w.db, aMessage(people, { now, sendAt: now, notAfter: '2026-12-30T00:00:00.000Z', content: { vi: { subject, body: 'Lời' } }, ...changes }));
  await fanOut(w.db, w.clock, id);
  return id;
}
interface Shown {
  view: string;
  unread: number;
  notices: { id: string; deliveryId: string }[];
  next: string | null;
}
const list = async (query = '', token = w.token) => (await ask(inbox.loader, `/inbox${query}`, { token })).body as Shown;
const open = (id: string, changes: Partial<Call> = {}) => ask(noticeRoute.loader, `/inbox/${id}`, { params: { messageId: id }, ...changes });

describe('the page of the inbox', () => {
  it('of somebody new says that nothing is there, in both views and both languages', async () => {
    expect(wordsOf(drawPage(inbox.default, { data: await list() }))).toMatch(/Anh\/Chị đã đọc hết thông báo.*Chưa có thông báo nào/);
    expect(wordsOf(drawPage(inbox.default, { data: await list('?view=unread'), locale: 'en' }))).toContain('No unread notices');
    expect(pageFaults(renderRoute(inbox, { data: await list(), path: '/inbox' }))).toEqual([]);
    expect((await ask(reading.action, '/inbox/reading', { form: {} })).location).toBe('/inbox');
  });

  it('pages at its border: as many as fit have no older ones, one more has', async () => {
    for (let at = 0; at < noticesShown; at += 1) await send(`Tin ${at}`, [other.id]);
    expect((await list('', other.token)).next).toBeNull();
    await send('<script>alert(1)</script> {{ten}}', [other.id]);
    const first = await list('', other.token);
    expect([first.notices.length, first.unread]).toEqual([noticesShown, noticesShown + 1]);
    expect((await list(`?before=${first.next}`, other.token)).notices).toHaveLength(1);
    const page = drawPage(inbox.default, { data: first });
    expect(page).toContain(`href="/inbox?view=all&amp;before=${first.next}"`);
    expect(page).not.toContain('<script>alert');
  });

  it.each(['?before=khong-co', '?before=%27%20OR%201=1', '?view=everything', `?before=${'x'.repeat(61)}`, '?view=unread&view=all'])('takes the address %s for the whole list', async (query) => {
    expect((await list(query, other.token)).notices).toHaveLength(noticesShown);
  });

  it('goes on from one’s own notices only: the place of another person’s says nothing', async () => {
    const theirs = (await list('', other.token)).notices.at(-1)?.deliveryId ?? '';
    const own = await send('Của tôi', [w.person.id]);
    expect((await list(`?before=${theirs}`)).notices.map(({ id }) => id)).toEqual([own]);
    expect((await ask(reading.action, '/inbox/reading', { form: {}, token: '' })).location).toBe('/sign-in');
    await ask(reading.action, '/inbox/reading', { form: {} });
    expect([(await list()).unread, (await list('', other.token)).unread]).toEqual([0, noticesShown + 1]);
  });
});

describe('the page of a notice', () => {
  it('is noted as read once; looked at again it writes nothing', async () => {
    const id = await send('Đọc hai lần', [w.person.id]);
    const before = await changesMark(w.db);
    await open(id);
    const read = await changesMark(w.db);
    await open(id);
    expect([read === before, (await changesMark(w.db)) === read]).toEqual([false, true]);
    expect((await list()).unread).toBe(0);
  });

  const question = { text: 'Cài <VNeID> từ đâu?', options: ['Kho ứng dụng', 'Đường dẫn lạ', 'Tệp qua Zalo'], right: 1 };

  it('shows the marks of what it is, and the words in the reader’s language where there are any', async () => {
    const id = await send('Diễn tập', [w.person.id], { urgency: 'URGENT', urgentReason: 'x', isDrill: true, isDuty: true, content: { vi: { subject: 'Diễn tập', body: 'Lời' }, en: { subject: 'Drill', body: 'Words' } } });
    const page = async (locale: 'vi' | 'en') => {
      await w.db.updateTable('user_account').set({ locale }).where('id', '=', w.person.id).execute();
      return wordsOf(drawPage(noticeRoute.default, { locale, data: (await open(id)).body }));
    };
    expect(await page('en')).toMatch(/Drill .*DRILL .*Urgent.*Words.*You get this because You are an official of the province\./);
    expect(await page('vi')).toMatch(/Diễn tập .*DIỄN TẬP .*Khẩn cấp.*Lời.*Tin thuộc nhiệm vụ nên không có mục ngừng nhận\./);
  });

  it('has a question whose answer counts once, from two tabs as well, and nothing that is no answer', async () => {
    const id = await send('Hỏi', [w.person.id], { content: { vi: { subject: 'Hỏi', body: 'Lời' }, question } });
    const answer = (form: Call['form'], token = w.token) => ask(noticeRoute.action, `/inbox/${id}`, { params: { messageId: id }, token, ...(form ? { form } : {}) });
    for (const wrong of ['', ' ', '-1', '4', '1.5', 'một', 'NaN', '0x1']) expect((await answer({ answer: wrong })).status, wrong).toBe(422);
    expect((await answer([['answer[]', '0'], ['answer[]', '1']])).status).toBe(422);
    expect((await answer({ answer: '0' }, other.token)).status).toBe(404);
    expect(await w.db.selectFrom('inbox_state').select('answer').where('message_id', '=', id).execute()).toEqual([]);
    await Promise.all([answer({ answer: '1' }), answer({ answer: '2' })]);
    const page = drawPage(noticeRoute.default, { data: (await open(id)).body });
    expect(page).toContain('Cài &lt;VNeID&gt; từ đâu?');
    expect(wordsOf(page)).toContain('Đúng rồi. Đường dẫn lạ');
    expect(page).not.toContain('type="radio"');
  });

  it('before it is answered does not tell which answer is right', async () => {
    const id = await send('Hỏi lại', [w.person.id], { content: { vi: { subject: 'Hỏi', body: 'Lời' }, question } });
    const page = drawPage(noticeRoute.default, { data: (await open(id)).body });
    const order = [...page.matchAll(/value="(\d)"/g)].map(([, value]) => value);
    expect(order.toSorted()).toEqual(['0', '1', '2']);
    expect(page).not.toMatch(/Đúng rồi|Đáp án là/);
  });

  it.each(['', 'khong-co', '../x', 'x'.repeat(61), '__proto__'])('of the id %j is not found, and is not marked as read', async (id) => {
    const before = await w.db.selectFrom('inbox_state').select('message_id').execute();
    expect((await open(id)).status).toBe(404);
    expect(await w.db.selectFrom('inbox_state').select('message_id').execute()).toEqual(before);
  });
});

describe('the page of what somebody wants', () => {
  const save = (form: Call['form']) => ask(preferences.action, '/account/notices', form ? { form } : {});
  const wants = async () => (await w.db.selectFrom('message_preference').select(['topic', 'channel']).where('user_id', '=', w.person.id).where('wants', '=', 1).execute()).map(({ topic, channel }) => `${topic}.${channel}`).toSorted();
  const shown = async (query = '') => drawPage(preferences.default, { data: (await ask(preferences.loader, `/account/notices${query}`)).body });

  it('ticks everything for somebody who has chosen nothing', async () => {
    const page = await shown();
    expect([...page.matchAll(/name="wants\[\]"/g)]).toHaveLength(topics.length * 5);
    expect([...page.matchAll(/name="wants\[\]"[^>]*checked=""|checked=""[^>]*name="wants\[\]"/g)]).toHaveLength(topics.length * 5);
  });

  it('says where to give a phone number to somebody who has none', async () => {
    expect(await shown()).toContain('href="/account#own-phone"');
    await w.db.updateTable('user_account').set({ phone: '+84912345678' }).where('id', '=', w.person.id).execute();
    expect(await shown()).not.toContain('#own-phone');
    expect(wordsOf(await shown('?done=saved')), 'typed, and nothing was chosen yet').not.toContain('Đã lưu cách nhận tin.');
  });

  it('keeps what was ticked, a tick twice once, and no way that there is not', async () => {
    expect((await save([['wants[]', 'SECURITY.EMAIL'], ['wants[]', 'SECURITY.EMAIL'], ['wants[]', 'SECURITY.IN_APP'], ['wants[]', 'X.Y'], ['wants[]', '__proto__'], ['counting', 'on']])).location).toBe('/account/notices?done=saved');
    expect(await wants()).toEqual(['SECURITY.EMAIL']);
    expect(wordsOf(await shown('?done=saved'))).toContain('Đã lưu cách nhận tin.');
    expect(await w.db.selectFrom('message_preference').select('topic').where('channel', '=', 'IN_APP').execute()).toEqual([]);
  });

  it('with one name instead of many, or too many of them, is refused and changes nothing', async () => {
    expect((await save({ wants: 'SECURITY.SMS' })).status).toBe(422);
    expect((await save(Array.from({ length: 101 }, (): [string, string] => ['wants[]', 'SECURITY.SMS']))).status).toBe(422);
    expect((await save([['wants[]', 'x'.repeat(41)]])).status).toBe(422);
    expect(await wants()).toEqual(['SECURITY.EMAIL']);
  });

  it('never touches another person, and stops every way for somebody who ticks none', async () => {
    await save({});
    expect(await wants()).toEqual([]);
    expect(await w.db.selectFrom('message_preference').select('user_id').where('user_id', '<>', w.person.id).execute()).toEqual([]);
    expect(await w.db.selectFrom('link_refusal').select('user_id').execute()).toEqual([{ user_id: w.person.id }]);
  });

  it.each(['Thuy.Duong@vi-du.invalid', 'thuy.duong@Ví-Dụ.vn', 'THUỲ@vi-du.vn'])('says that mails to %s come back, in whatever letters the address was written', async (email) => {
    await w.db.updateTable('user_account').set({ email }).where('id', '=', w.person.id).execute();
    expect(wordsOf(await shown())).not.toContain('bị trả lại');
    await w.db.transaction().execute((tx) => suppressAddress(tx, { channel: 'EMAIL', recipientId: w.person.id, address: email, reason: 'BOUNCE', deliveryId: null }, '2026-11-23T01:00:00.000Z'));
    expect(wordsOf(await shown())).toContain(`Thư gửi tới ${email} bị trả lại`);
    await w.db.updateTable('user_account').set({ email: null }).where('id', '=', w.person.id).execute();
    expect(wordsOf(await shown())).not.toContain('bị trả lại');
  });
});

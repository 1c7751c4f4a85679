import { describe, expect, it } from 'vitest';
import { silentLog } from '../../tests/support/log.ts';
import { pageFaults, renderRoute } from '../../tests/support/render-route.tsx';
import { sentences } from '../../tests/world/answer-desk.ts';
import { makeAnswer } from '../../tests/world/answers.ts';
import { sinkFor } from '../../tests/world/messages.ts';
import { ticketDesk } from '../../tests/world/ticket-desk.ts';
import { makeTicket } from '../../tests/world/tickets.ts';
import { createDispatcher } from '../messaging/dispatcher.server.ts';
import { withOutsideReaders } from '../messaging/outside-reader.server.ts';
import type { SendOutcome } from '../messaging/sender.ts';
import { readEnv } from '../platform/env.ts';
import { newId } from '../platform/ids.ts';
import { eraseTickets } from './commands/erase-tickets.server.ts';
import type { TicketForm } from './forms/tickets.ts';
import { getTicket } from './queries/tickets.server.ts';
import { replyPaper } from './slip-pdf.server.ts';
import * as reply from './routes/ticket-reply.tsx';
import * as sending from './routes/ticket-reply-sending.tsx';
import * as slip from './routes/ticket-reply-slip.ts';
import * as step from './routes/ticket-step.tsx';
import * as shown from './routes/ticket.tsx';
import { momentOf } from '../people/index.server.ts';

const env = (more: Record<string, string> = {}) => readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: 'no-such-folder', ...more });
const both = env({ SMTP_URL: 'smtp://127.0.0.1:2525', MAIL_FROM: 'Học 06 <hoc06@vi-du.invalid>', SMS_URL: 'http://127.0.0.1:2526', SMS_TOKEN: 't'.repeat(32), SMS_BRANDNAME: 'HOC06' });
const byMail: Partial<TicketForm> = { replyChannel: 'EMAIL', contact: 'thuy.duong@vi-du.invalid' };
const bySms: Partial<TicketForm> = { replyChannel: 'SMS', contact: '0912345678' };

async function world(traits: Partial<TicketForm> = byMail, place = both) {
  const w = await ticketDesk();
  const id = await makeTicket(w.db, w.clock, w.agent, traits);
  for (const deed of ['assign', 'answer'] as const) await w.work(w.officer, id, deed, { note: 'Mang thẻ căn cước đến Công an xã, gọi 0229 387 1234 nếu cần.' });
  const ask = (route: unknown, { who = w.officer, form, search = '', params = {} }: { who?: typeof w.officer; form?: Record<string, string>; search?: string; params?: Record<string, string> } = {}) => w.ask(route, `/tickets/${id}/x${search}`, { who, params: { id, ...params }, ...(form ? { form } : {}), context: { env: place } });
  const typed = async (changes: Record<string, string> = {}) => ({ once: newId(), revision: String((await w.row(id)).revision), text: 'Mang thẻ căn cước đến Công an xã.', ...changes });
  const see = (who = w.officer) => getTicket(w.db, id, { actor: who, secret: 'test-secret', ...momentOf(w.ports) });
  const deliver = (answer?: () => SendOutcome, channel: 'EMAIL' | 'SMS' = 'EMAIL') => {
    const sink = sinkFor(answer, { channel });
    return createDispatcher({ db: w.db, clock: w.clock, log: silentLog, timeZone: 'Asia/Ho_Chi_Minh', senders: [withOutsideReaders(sink, 'test-secret')] }).runDue().then(() => sink.got);
  };
  const letters = () => w.db.selectFrom('delivery').select('state').where('recipient_id', 'is', null).execute();
  return { ...w, id, ask, typed, see, deliver, letters };
}

describe('an answer to a citizen', () => {
  it('is looked at, sent as it was looked at, and the ticket says that she was told when it has arrived', async () => {
    await using w = await world();
    const form = await w.typed();
    const looked = (await w.ask(reply.action, { form })).body as { preview: { subject: string; text: string } };
    expect(looked.preview).toMatchObject({ subject: 'Trả lời phiếu PT-2026-000001', channel: 'EMAIL' });
    expect(looked.preview.text).toMatch(/Kính gửi Ông\/Bà Nguyễn Thị Thuỳ Dương,\n\nMang thẻ căn cước đến Công an xã\.[\s\S]*mang mã phiếu PT-2026-000001/);
    expect(await w.letters()).toEqual([]);
    expect((await w.ask(sending.action, { form })).location).toBe(`/tickets/${w.id}`);
    expect(await w.see()).toMatchObject({ state: 'ANSWERED', replies: [{ stand: 'UNDER_WAY', channel: 'EMAIL', by: 'Mạc Thị Hồi', text: 'Mang thẻ căn cước đến Công an xã.' }] });
    expect(await w.deliver()).toMatchObject([{ address: 'thuy.duong@vi-du.invalid', content: { vi: { body: 'Mang thẻ căn cước đến Công an xã.' }, link: '/help' } }]);
    expect(await w.see()).toMatchObject({ state: 'TOLD', deeds: ['close'], replies: [{ stand: 'REACHED' }] });
    expect((await w.audits('ticket')).at(-1)).toMatchObject({ action: 'ticket.reply', actor_id: w.officer.id, details: { code: 'PT-2026-000001', by: 'EMAIL' } });
    expect(JSON.stringify(await w.audits('ticket'))).not.toMatch(/thuy\.duong|Thuỳ/);
  });

  it('sent twice, also at once, is one letter; another one waits for what becomes of the first', async () => {
    await using w = await world();
    const form = await w.typed();
    const sent = await Promise.all([w.ask(sending.action, { form }), w.ask(sending.action, { form }), w.ask(sending.action, { form })]);
    expect([sent.map(({ status }) => status), (await w.letters()).length]).toEqual([[303, 303, 303], 1]);
    const again = await w.ask(sending.action, { form: await w.typed() });
    expect([again.status, sentences(again.body)]).toEqual([409, { form: 'Một trả lời đang được gửi. Vui lòng chờ kết quả trước khi gửi lại.' }]);
    expect((await w.ask(sending.action, { who: w.supervisor, form })).status).toBe(409);
    await w.deliver();
    expect((await w.ask(sending.action, { form: await w.typed() })).status).toBe(409);
  });

  it('that does not arrive says so, is no telling, and may be sent again or told otherwise', async () => {
    await using w = await world();
    await w.ask(sending.action, { form: await w.typed() });
    await w.deliver(() => ({ kind: 'refused', reason: '550', suppress: true }));
    const { body } = await w.ask(shown.loader);
    expect(await w.see()).toMatchObject({ state: 'ANSWERED', deeds: ['tell', 'close'], replies: [{ stand: 'FAILED' }] });
    for (const locale of ['vi', 'en'] as const) expect(pageFaults(renderRoute(shown, { data: body, locale }))).toEqual([]);
    expect(renderRoute(shown, { data: body })).toContain('Trả lời chưa đến người dân. Vui lòng gọi lại, gửi lại hoặc in phiếu trả lời.');
    expect((await w.ask(sending.action, { form: await w.typed() })).status).toBe(303);
    expect(await w.work(w.officer, w.id, 'tell')).toEqual({ ok: true });
    expect((await w.see()).state).toBe('TOLD');
  });

  it('goes by SMS in its own words, with the number of the ticket, and not at more length than anybody pays for', async () => {
    await using w = await world(bySms);
    const long = await w.ask(reply.action, { form: await w.typed({ text: 'Mang theo giấy tờ. '.repeat(40) }) });
    expect([long.status, sentences(long.body)]).toEqual([422, { text: 'Tin nhắn dài 12 đoạn, nhiều nhất là 6. Vui lòng rút gọn.' }]);
    const form = await w.typed({ text: 'Đến Công an xã, gọi 0229 387 1234.' });
    expect((await w.ask(reply.action, { form })).body).toMatchObject({ preview: { channel: 'SMS', text: 'Trả lời phiếu PT-2026-000001: Đến Công an xã, gọi 0229 387 1234.', sms: { segments: 1, encoding: 'UCS2' } } });
    await w.ask(sending.action, { form });
    expect(await w.deliver(undefined, 'SMS')).toMatchObject([{ address: '0912345678', content: { sms: 'Trả lời phiếu PT-2026-000001: Đến Công an xã, gọi 0229 387 1234.' } }]);
  });

  it.each<[string, Record<string, string>, number, RegExp]>([
    ['no words', { text: ' \n ' }, 422, /^text: Vui lòng ghi/],
    ['an identity number', { text: 'Số căn cước 037190001234' }, 422, /^text: Có dãy số giống số căn cước/],
    ['a one-time code', { text: 'OTP 883 112' }, 422, /^text: Có vẻ là mã OTP/],
    ['markup', { text: 'Xem <script>alert(1)</script>' }, 422, /^text: Nội dung thư có mã HTML/],
    ['a link to elsewhere that is none', { text: '[bấm](javascript:alert(1))' }, 422, /^text: Liên kết/],
    ['ten megabytes', { text: 'á'.repeat(5_001) }, 422, /^text: /],
    ['an id that is none', { once: '1' }, 422, /^once: /],
    ['a page of before', { revision: '0' }, 409, /^form: Phiếu vừa được người khác cập nhật/],
  ])('with %s is refused by both pages, with its words', async (_what, changes, status, expected) => {
    await using w = await world();
    for (const route of [reply, sending]) {
      const answer = await w.ask(route.action, { form: await w.typed(changes) });
      expect([answer.status, Object.entries(sentences(answer.body)).map((one) => one.join(': ')).join('\n')]).toEqual([status, expect.stringMatching(expected)]);
      expect((answer.body as { values: Record<string, string> }).values['text']).toBe((changes['text'] ?? (await w.typed()).text));
      const { body } = await w.ask(route.loader);
      expect(pageFaults(renderRoute(route, { data: body, sent: answer.body }))).toEqual([]);
    }
    expect(await w.letters()).toEqual([]);
  });

  it.each<[string, Partial<TicketForm>, ReturnType<typeof env>, RegExp, boolean]>([
    ['mail without a mail server, whose mails are files here', byMail, env(), /chưa kết nối kênh đó/, true],
    ['SMS without a gateway', bySms, env(), /chưa kết nối kênh đó/, true],
    ['the telephone', {}, both, /nghe trả lời qua điện thoại, số •••678/, true],
    ['the post', { replyChannel: 'POST', contact: 'Xóm 3, xã Ví Dụ' }, both, /In phiếu trả lời/, true],
    ['coming herself', { replyChannel: 'IN_PERSON', contact: '' }, both, /In phiếu trả lời/, true],
  ])('by %s is told plainly: nothing is sent, the words and what is left stand there', async (_what, traits, place, lead) => {
    await using w = await world(traits, place);
    const { body } = await w.ask(reply.loader);
    for (const locale of ['vi', 'en'] as const) expect(pageFaults(renderRoute(reply, { data: body, locale }))).toEqual([]);
    const markup = renderRoute(reply, { data: body });
    expect([markup, markup]).toEqual([expect.stringMatching(lead), expect.stringContaining('Mang thẻ căn cước đến Công an xã, gọi 0229 387 1234 nếu cần.')]);
    expect([markup.includes('name="text"'), markup.includes(`/tickets/${w.id}/steps/tell`), markup.includes(`/tickets/${w.id}/reply/slip`)]).toEqual([false, true, true]);
    expect(markup.match(/btn-primary/g), 'one next step').toHaveLength(1);
    const forced = await w.ask(sending.action, { form: await w.typed() });
    expect([forced.status, await w.letters()]).toEqual([409, []]);
  });

  it('is nobody’s but her officer’s and a supervisor’s, and waits for an answer and an open ticket', async () => {
    await using w = await world();
    const form = await w.typed();
    for (const who of [w.agent, w.stranger]) for (const route of [reply.loader, sending.loader, slip.loader]) expect((await w.ask(route, { who })).status).toBe(403);
    for (const who of [w.agent, w.stranger]) expect((await w.ask(sending.action, { who, form })).status).toBe(403);
    expect([(await w.ask(sending.action, { who: w.second, form })).status, (await w.ask(slip.loader, { who: w.second })).status]).toEqual([409, 409]);
    await w.work(w.officer, w.id, 'close');
    expect(sentences((await w.ask(sending.action, { form: await w.typed() })).body)).toEqual({ form: 'Phiếu chưa có trả lời, đã đóng, hoặc người dân đã được báo, nên không gửi thêm.' });
    const fresh = await makeTicket(w.db, w.clock, w.agent, byMail);
    await w.work(w.officer, fresh, 'assign');
    expect((await w.ask(sending.action, { params: { id: fresh }, form: { ...form, once: newId(), revision: '1' } })).status).toBe(409);
    expect(await w.letters()).toEqual([]);
  });

  it('to an address that bounced before is refused in words', async () => {
    await using w = await world();
    await w.db.insertInto('suppression').values({ channel: 'EMAIL', address: 'thuy.duong@vi-du.invalid', reason: 'BOUNCE', created_at: '2026-11-01' }).execute();
    expect(sentences((await w.ask(sending.action, { form: await w.typed() })).body)).toEqual({ form: 'Địa chỉ hoặc số này đã bị trả lại hoặc ngừng nhận. Vui lòng chọn cách khác.' });
  });

  it('is erased with its ticket: nothing of the words or of her is left anywhere', async () => {
    await using w = await world();
    await w.ask(sending.action, { form: await w.typed({ text: 'Mang giấy chuyển viện.' }) });
    await w.deliver();
    await w.work(w.officer, w.id, 'close');
    w.clock.pass({ days: 181 });
    expect(await eraseTickets(w.ports)).toBe(1);
    const kept = JSON.stringify([await w.db.selectFrom('message').selectAll().execute(), await w.db.selectFrom('message_outside').selectAll().execute(), await w.db.selectFrom('delivery').selectAll().execute(), await w.row(w.id)]);
    expect(kept).not.toMatch(/chuyển viện|thuy\.duong|v1\./);
    const { body } = await w.ask(shown.loader);
    expect(pageFaults(renderRoute(shown, { data: body }))).toEqual([]);
    expect((body as { ticket: { replies: unknown[] } }).ticket.replies).toMatchObject([{ stand: 'REACHED', text: null }]);
  });

  it('on paper is dated today, goes to her address when she chose the post, and every printing is recorded', async () => {
    await using w = await world({ replyChannel: 'POST', contact: 'Xóm 3, xã Ví Dụ' });
    const paper = replyPaper(await w.see(), { name: 'Bà Tư', contact: 'Xóm 3, xã Ví Dụ' }, w.officer, { timeZone: 'Asia/Ho_Chi_Minh', today: '2026-11-24' });
    expect(paper).toMatchObject({ day: '24/11/2026', to: 'Ông/Bà Bà Tư', reach: [['Địa chỉ', 'Xóm 3, xã Ví Dụ']], signer: 'Mạc Thị Hồi' });
    expect(Object.fromEntries(paper.lines)['Trả lời']).toContain('Công an xã');
    expect((await w.ask(slip.loader)).text?.slice(0, 5)).toBe('%PDF-');
    expect((await w.audits('ticket')).at(-1)).toMatchObject({ action: 'ticket.reply-slip' });
  });
});

it('keeps the telephones of an answer, and masks those of every note in the timeline', async () => {
  await using w = await world();
  await w.work(w.officer, w.id, 'tell', { note: 'Đã gọi bà Tư, 0912345678' });
  expect((await w.row(w.id)).answer).toContain('0229 387 1234');
  expect((await w.events(w.id)).map(({ note }) => note).filter(Boolean)).toEqual(['Mang thẻ căn cước đến Công an xã, gọi ••••••••234 nếu cần.', 'Đã gọi bà Tư, •••••••678']);
});

describe('a published answer for a ticket', () => {
  const step0 = async () => {
    const w = await ticketDesk();
    const id = await makeTicket(w.db, w.clock, w.agent, { ...byMail, summary: 'Đăng ký tài khoản mức 2 ở đâu' });
    await w.work(w.officer, id, 'assign');
    const open = await makeAnswer(w.db, { slug: 'muc-2', short: 'Đến Công an cấp xã bất kỳ, hỏi thêm 1900 0368.' });
    const inner = await makeAnswer(w.db, { slug: 'noi-bo', audience: 'INTERNAL', question: 'Đăng ký tài khoản mức 2 ở đâu, nội bộ' });
    const draft = await makeAnswer(w.db, { slug: 'nhap', state: 'DRAFT', question: 'Đăng ký tài khoản mức 2, bản nháp' });
    const see = async (search = '') => (await w.ask(step.loader, `/tickets/${id}/steps/answer${search}`, { who: w.officer, params: { id, deed: 'answer' } })).body as { found: { q: string; hits: { slug: string }[]; used: { versionId: string; text: string } | null } };
    const act = (form: Record<string, string>) => w.ask(step.action, `/tickets/${id}/steps/answer`, { who: w.officer, params: { id, deed: 'answer' }, form: { revision: '1', ...form } });
    return { ...w, id, open, inner, draft, see, act };
  };

  it('is found by what was asked, fills the words, keeps its telephone, and is named on the ticket', async () => {
    await using w = await step0();
    expect((await w.see()).found).toMatchObject({ q: 'Đăng ký tài khoản mức 2 ở đâu', used: null });
    const { found } = await w.see('?use=muc-2&q=x');
    expect(found.used?.text).toContain('hỏi thêm 1900 0368.');
    expect((await w.act({ note: found.used?.text ?? '', version: w.open.versionId })).status).toBe(303);
    expect(await w.row(w.id)).toMatchObject({ answer: expect.stringContaining('1900 0368'), answer_version_id: w.open.versionId });
    const ticket = await getTicket(w.db, w.id, { actor: w.officer, secret: 'test-secret', ...momentOf(w.ports) });
    expect(ticket.used).toEqual({ question: 'Đăng ký tài khoản mức 2 ở đâu?', slug: 'muc-2', isShown: true });
  });

  it('is never an internal one or a draft: not found, not taken, not recorded', async () => {
    await using w = await step0();
    expect((await w.see()).found.hits.map(({ slug }) => slug)).toEqual(['muc-2']);
    for (const slug of ['noi-bo', 'nhap', '../muc-2', 'constructor']) expect([slug, (await w.see(`?use=${slug}`)).found.used]).toEqual([slug, null]);
    for (const { versionId } of [w.inner, w.draft, { versionId: 'khong-co' }]) {
      const refused = await w.act({ note: 'Lời đã gõ', version: versionId });
      expect([refused.status, Object.keys(sentences(refused.body)), (refused.body as { values: object }).values]).toEqual([422, ['note'], expect.objectContaining({ note: 'Lời đã gõ' })]);
    }
    expect((await w.row(w.id)).answer).toBeNull();
  });

  it('that was withdrawn meanwhile is refused, and one that changed since is said before sending', async () => {
    await using w = await step0();
    await w.act({ note: 'Đến Công an xã.', version: w.open.versionId });
    await w.db.updateTable('faq_entry').set({ retired_at: w.clock.now().toISOString() }).where('id', '=', w.open.entryId).execute();
    const { body } = await w.ask(reply.loader, `/tickets/${w.id}/reply`, { who: w.officer, params: { id: w.id }, context: { env: both } });
    expect(renderRoute(reply, { data: body })).toContain('nay không còn được công bố như lúc đó');
    expect((await w.see('?use=muc-2')).found.used).toBeNull();
  });
});

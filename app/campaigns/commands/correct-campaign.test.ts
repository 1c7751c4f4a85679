import { describe, expect, it } from 'vitest';
import { campaignWorld, refusals, someWords, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { answerNotice } from '../../messaging/commands/read-notice.server.ts';
import { fanOut, withdrawDeliveries } from '../../messaging/index.server.ts';
import { campaignFigures } from '../queries/evaluation.server.ts';
import * as correction from '../routes/campaign-correction.tsx';
import * as overview from '../routes/campaign.tsx';
import { correctCampaign } from './correct-campaign.server.ts';
import { steerCampaign } from './steer-campaign.server.ts';
import { editMessage } from './write-campaign.server.ts';

const right = { subject: 'Đính chính', body: 'Bản đúng', reason: 'Sai đường dẫn' };
const correct = async (w: CampaignWorld, changes: Partial<Parameters<typeof correctCampaign>[2]> = {}) => correctCampaign(w.ports, w.maker, { id: w.id, ...right, ...changes });
const messages = (w: CampaignWorld) => w.db.selectFrom('message').selectAll().orderBy('created_at').orderBy('send_at').execute();
/** Those that still go out. */
const live = async (w: CampaignWorld) => (await messages(w)).filter((message) => message.cancelled_at === null);
const wordsOf = (message?: { content: string }) => JSON.parse(message?.content ?? '{}') as Record<string, { subject: string; body: string } | undefined>;
const send = (w: CampaignWorld, changes: Record<string, string>) => w.ask(correction.action, w.maker, {}, { ...right, ...changes });

describe('a correction of what has not gone out yet', () => {
  it('keeps the moment of the first words and their end: nobody gets them early', async () => {
    await using w = await campaignWorld();
    await w.write({}, { sendAt: '2026-11-25T09:00', notAfter: '2026-12-10T09:00' });
    await w.launch();
    expect(await correct(w)).toEqual({ ok: true, reached: 0, rest: 4 });
    expect(await live(w)).toMatchObject([{ send_at: '2026-11-25T02:00:00.000Z', not_after: '2026-12-10T02:00:00.000Z', corrects_id: null }]);
    const { run_at } = await w.db.selectFrom('job').select('run_at').where('unique_key', '=', `fan-out:${(await live(w))[0]?.id}`).executeTakeFirstOrThrow();
    expect(run_at).toBe('2026-11-25T02:00:00.000Z');
  });

  it('leaves the second wave of a staggered campaign second, so that the waves can still be compared', async () => {
    await using w = await campaignWorld();
    for (let at = 0; at < 12; at += 1) await makePerson(w.db, { unitId: await makeUnit(w.db, { name: `UBND xã ${at}` }) });
    await w.write({}, { stagger: 7 });
    await w.launch();
    const [first] = await messages(w);
    w.clock.set('2026-11-23T02:00:00.000Z');
    await fanOut(w.db, w.clock, first?.id ?? '');
    expect(await correct(w)).toMatchObject({ ok: true });
    expect((await live(w)).map(({ send_at }) => send_at).toSorted()).toEqual(['2026-11-23T02:00:00.000Z', '2026-11-30T02:00:00.000Z']);
  });

  it('of both waves at once leaves out nobody of either', async () => {
    await using w = await campaignWorld();
    for (let at = 0; at < 12; at += 1) await makePerson(w.db, { unitId: await makeUnit(w.db, { name: `UBND xã ${at}` }) });
    await w.write({}, { stagger: 7, notAfter: '2026-12-10T09:00' });
    await w.launch();
    w.clock.set('2026-12-01T01:00:00.000Z');
    expect(await correct(w)).toEqual({ ok: true, reached: 0, rest: 16 });
    const people = await w.db.selectFrom('message_recipient').select('user_id').where('message_id', 'in', (await live(w)).map(({ id }) => id)).execute();
    expect(new Set(people.map(({ user_id }) => user_id)).size).toBe(16);
  });

  it('of a campaign that is held is held with it, until somebody lets it go on', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'pause', reason: '' });
    await correct(w);
    expect((await live(w)).map(({ paused_at }) => paused_at)).toEqual([w.clock.now().toISOString()]);
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'resume', reason: '' });
    expect((await live(w)).map(({ paused_at }) => paused_at)).toEqual([null]);
  });
});

describe('a correction', () => {
  it('reaches those who have read the wrong words at once, even while the campaign is held', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    w.clock.set('2026-11-23T02:00:00.000Z');
    await fanOut(w.db, w.clock, (await messages(w))[0]?.id ?? '');
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'pause', reason: '' });
    expect(await correct(w)).toMatchObject({ reached: 4, rest: 0 });
    expect(await live(w)).toMatchObject([{ paused_at: null, send_at: '2026-11-23T02:00:00.000Z', not_after: '2026-11-26T02:00:00.000Z' }]);
  });

  it('keeps the link and drops an English version that nobody wrote anew', async () => {
    await using w = await campaignWorld();
    await w.write();
    await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: { ...someWords, en: { subject: 'Wrong', body: 'Wrong' }, link: '/verify' }, channels: ['EMAIL'], sms: '' });
    await w.launch();
    await correct(w);
    expect(wordsOf((await live(w))[0])).toEqual({ vi: { subject: 'Đính chính', body: 'Bản đúng' }, link: '/verify' });
    w.clock.pass({ minutes: 1 });
    await correct(w, { subjectEn: 'Correction', bodyEn: 'Right' });
    expect(wordsOf((await live(w))[0])['en']).toEqual({ subject: 'Correction', body: 'Right' });
  });

  it('keeps the question: who has not had the wrong words yet answers it with the right ones, and who had them is asked about the right ones', async () => {
    await using w = await campaignWorld();
    const question = { text: 'Cài ứng dụng từ đâu?', options: ['Kho chính thức', 'Liên kết trong tin nhắn'], right: 0 };
    await w.write();
    await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: { ...someWords, question }, channels: [], sms: '' });
    await w.launch();
    const [wrong] = await messages(w);
    w.clock.set('2026-11-23T02:00:00.000Z');
    await withdrawDeliveries(w.db as never, [wrong?.id ?? ''], w.reader.id, { now: w.clock.now().toISOString(), why: 'NOT_ENROLLED' });
    await fanOut(w.db, w.clock, wrong?.id ?? '');
    expect(await correct(w)).toMatchObject({ reached: 3, rest: 1 });
    const right = await live(w);
    expect(right.map(({ content, corrects_id }) => [(JSON.parse(content) as { question: unknown }).question, corrects_id]).toSorted()).toEqual([[question, wrong?.id ?? ''], [question, null]].toSorted());
    for (const { id } of right) await fanOut(w.db, w.clock, id);
    const first = right.find(({ corrects_id }) => corrects_id === null);
    expect(await answerNotice(w.db, w.reader.id, first?.id ?? '', 0, w.clock.now().toISOString())).toBe(true);
    expect((await campaignFigures(w.db, w.id)).right).toMatchObject({ count: 1, of: 1 });
  });

  it('of a text carries the mark of the drill once, also when the text is as long as the form takes', async () => {
    await using w = await campaignWorld({ isDrill: true });
    await w.write();
    await editMessage(w.ports, w.maker, w.id, { revision: (await w.row()).revision, content: someWords, channels: ['SMS'], sms: 'ế'.repeat(900) });
    await w.launch();
    expect(refusals(await correct(w))).toMatch(/^sms: Tin gốc đã gửi qua SMS/);
    expect(await correct(w, { sms: 'ế'.repeat(900) })).toMatchObject({ ok: true });
    expect((JSON.parse((await live(w))[0]?.content ?? '{}') as { sms: string }).sms).toBe(`[DIỄN TẬP] ${'ế'.repeat(900)}`);
  });

  it('that is taken back before it went out leaves nobody without words', async () => {
    await using w = await campaignWorld();
    await w.write({}, { sendAt: '2026-11-25T09:00' });
    await w.launch();
    await correct(w, someWords.vi);
    for (const body of ['Bản hai', someWords.vi.body]) expect(await correct(w, { ...someWords.vi, body })).toMatchObject({ rest: 4 });
    expect((await live(w)).map((message) => wordsOf(message)['vi'])).toEqual([someWords.vi]);
  });

  it('of a correction that nobody has had yet still says that it is one', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    const [wrong] = await messages(w);
    w.clock.set('2026-11-23T02:00:00.000Z');
    await fanOut(w.db, w.clock, wrong?.id ?? '');
    await correct(w, { body: 'Bản hai' });
    expect(await correct(w, { body: 'Bản ba' })).toMatchObject({ reached: 0, rest: 4 });
    expect(await live(w)).toMatchObject([{ corrects_id: wrong?.id }]);
  });

  it('sent twice by an impatient hand corrects the same message once', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    await Promise.all([send(w, {}), send(w, {})]);
    expect((await live(w)).length).toBe(1);
    expect(await w.db.selectFrom('message_recipient').select('user_id').where('message_id', '=', (await live(w))[0]?.id ?? '').execute()).toHaveLength(4);
  });
});

describe('the form of a correction', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['no reason', { reason: ' \u200b' }, /^reason: /],
    ['a subject of two lines', { subject: 'Thư\r\nBcc: x@y.z' }, /^subject: /],
    ['HTML', { body: '<iframe src="https://vi-du.invalid">' }, /^body: .*HTML/],
    ['a link that runs', { body: '[x](javascript:alert(1))' }, /^body: Liên kết/],
    ['a variable that nobody has', { subject: 'Gửi {{chuc_vu}}' }, /^subject: Biến/],
    ['half an English version', { bodyEn: 'Right' }, /^bodyEn: Bản tiếng Anh/],
    ['a variable in a text that nobody has', { sms: 'Chào {{ho}}' }, /^sms: Biến/],
    ['a body that is too long', { body: 'ă'.repeat(20_001) }, /^body: /],
    ['quotes without measure', { body: `${'>'.repeat(500)} x` }, /^body: /],
  ])('with %s comes back as it was typed, and nothing is sent', async (_what, changes, sentence) => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    const answer = await send(w, changes);
    expect([answer.status, refusals(answer)]).toEqual([422, expect.stringMatching(sentence)]);
    expect(answer.body).toMatchObject({ values: { reason: changes['reason'] === undefined ? right.reason : expect.anything() as string } });
    expect(await messages(w)).toHaveLength(1);
  });

  it('leads to the campaign with how many it reached, and is closed to whoever may not stop it', async () => {
    await using w = await campaignWorld();
    await w.write();
    expect((await send(w, {})).status).toBe(409);
    await w.launch();
    expect((await send(w, {})).location).toBe(`/campaigns/${w.id}?done=corrected`);
    expect(((await w.ask(overview.loader, w.maker, {}, undefined, `/campaigns/${w.id}?done=corrected`)).body as { done: unknown }).done).toEqual({ done: 'corrected', reached: 0, rest: 4 });
    for (const as of [w.operator, w.reader]) expect((await w.ask(correction.action, as, {}, right)).status).toBe(403);
  });
});

import { describe, expect, it } from 'vitest';
import { aGoal, campaignWorld, type CampaignWorld } from '../../tests/world/campaigns.ts';
import { makeCourse } from '../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../tests/world/people.ts';
import { linkLength } from '../messaging/index.ts';
import { addPlace, closePlace } from './commands/write-place.server.ts';
import { editAudience } from './commands/write-campaign.server.ts';
import { everybody } from './forms/audience.ts';
import { faultsOfWords } from './message-faults.server.ts';
import { contentShown, messageShown } from './message-shown.server.ts';
import { getCampaign } from './queries/campaign-page.server.ts';
import { audienceChoices, mediumFacts, previewOf } from './queries/composer.server.ts';
import type { MessageTexts } from './rules/stored-texts.ts';

const at = '2026-11-23T01:00:00.000Z';
const today = '2026-11-23';
const baseUrl = 'https://hoc06.vi-du.vn';
const texts = (changes: Partial<MessageTexts> = {}): MessageTexts => ({ content: { vi: { subject: 'Gửi {{ten}}', body: 'Ở {{don_vi}}: **chú ý**' } }, channels: [], sms: '', zalo: null, ...changes });
const shown = async (w: CampaignWorld, changes: Partial<MessageTexts> = {}, isLive = false) => messageShown(w.db, await getCampaign(w.db, w.id, at), texts(changes), facts(w), isLive);
const facts = (w: CampaignWorld, webhookUrl?: string) => ({ actor: w.maker, baseUrl, today, at, webhookUrl });

describe('a message as its writer sees it', () => {
  it('stands in her own name and unit, and only on the channels that were chosen', async () => {
    await using w = await campaignWorld();
    const bare = await shown(w);
    expect(bare).toMatchObject({ reader: w.maker.fullName, isDrill: false, question: null, push: null, mails: [], sms: null, zalo: null, webhook: null, vneid: null });
    expect(bare.notice.subject).toBe(`Gửi ${w.maker.fullName}`);
    expect(bare.notice.html).toBe('<p>Ở UBND phường Hoa Lư: <strong>chú ý</strong></p>');
    const all = await shown(w, { channels: ['EMAIL', 'PUSH', 'SMS', 'ZALO', 'VNEID'], sms: 'Chú ý', zalo: { templateId: 'T1', parameters: { ten: '{{ten}}' } } });
    expect(all.mails.map(({ locale, subject, isLive }) => [locale, subject, isLive])).toEqual([['vi', `Gửi ${w.maker.fullName}`, false], ['en', `Gửi ${w.maker.fullName}`, false]]);
    expect(all.push?.body).toBe('Ở đơn vị của Anh/Chị: chú ý');
    expect(all.zalo).toEqual({ templateId: 'T1', parameters: [['ten', w.maker.fullName]] });
    expect(all.vneid).toEqual({ title: `Gửi ${w.maker.fullName}`, body: 'Ở UBND phường Hoa Lư: chú ý' });
    expect(all.webhook).toBeNull();
    const call = await messageShown(w.db, await getCampaign(w.db, w.id, at), texts({ channels: ['WEBHOOK'] }), facts(w, 'https://nhan.vi-du.vn/khoa'));
    expect([call.webhook?.origin, JSON.parse(call.webhook?.body ?? '')]).toMatchObject(['https://nhan.vi-du.vn', { subject: 'Gửi Anh/Chị', recipient_id: w.maker.id }]);
  });

  it('of a drill carries its mark on every channel that has words of its own', async () => {
    await using w = await campaignWorld({ isDrill: true });
    const { isDrill, mails, push, sms } = await shown(w, { channels: ['EMAIL', 'PUSH', 'SMS'], sms: 'Canh bao' });
    expect([isDrill, mails[0]?.subject, push?.title, sms?.text]).toEqual([true, `[DIỄN TẬP] Gửi ${w.maker.fullName}`, `[DIỄN TẬP] Gửi ${w.maker.fullName}`, '[DIEN TAP] Canh bao']);
  });

  it('has a text as long as the one that is sent, and counts those who have a number', async () => {
    await using w = await campaignWorld();
    await w.db.updateTable('user_account').set({ phone: '0912345678' }).where('id', 'in', [w.reader.id, w.operator.id]).execute();
    const { sms } = await shown(w, { channels: ['SMS'], sms: 'Xem {{lien_ket}}' });
    expect(sms).toMatchObject({ people: 2, isPersonal: false });
    expect(sms?.text).toHaveLength('Xem '.length + linkLength(baseUrl));
    expect((await shown(w, { channels: ['SMS'], sms: 'Gửi {{ ten }}' })).sms).toMatchObject({ isPersonal: true });
    await editAudience(w.ports, w.maker, w.id, { revision: 0, rules: { ...everybody, roles: ['UNIT_LEADER'] } });
    expect((await shown(w, { channels: ['SMS'], sms: 'x' })).sms?.people).toBe(0);
  });

  it('chosen without words of its own shows nothing where there would be nothing', async () => {
    await using w = await campaignWorld();
    expect(await shown(w, { channels: ['SMS', 'ZALO'] })).toMatchObject({ sms: null, zalo: null });
  });

  it('reads its mail from where it is stored, or from the form while it is typed', async () => {
    await using w = await campaignWorld();
    expect((await shown(w, { channels: ['EMAIL'] }, true)).mails).toMatchObject([{ isLive: true, address: `/campaigns/${w.id}/content/message/mail/vi` }, { isLive: true }]);
    await w.write();
    const stored = await contentShown(w.db, await getCampaign(w.db, w.id, at), facts(w));
    expect(stored.shown?.mails.map(({ isLive }) => isLive)).toEqual([false, false]);
    await using empty = await campaignWorld();
    expect((await contentShown(empty.db, await getCampaign(empty.db, empty.id, at), facts(empty))).shown).toBeNull();
  });
});

describe('what no message may carry', () => {
  const words = (changes: Partial<MessageTexts>) => Object.fromEntries(Object.entries(faultsOfWords({ content: { vi: { subject: 'S', body: 'B' } }, sms: '', zalo: null, ...changes } as never, baseUrl)).map(([field, { vi }]) => [field, vi]));

  it.each<[string, Partial<MessageTexts>, string[]]>([
    ['nothing that is wrong', {}, []],
    ['a variable that nobody has', { content: { vi: { subject: '{{ho}}', body: '{{chuc_vu}}' } } }, ['subject', 'body']],
    ['half a pair of braces', { content: { vi: { subject: 'S', body: 'Gửi {{ten' } } }, ['body']],
    ['wrong words in English only', { content: { vi: { subject: 'S', body: 'B' }, en: { subject: '{{x}}', body: '<b>x</b>' } } }, ['subjectEn', 'bodyEn']],
    ['a question that names its reader', { content: { vi: { subject: 'S', body: 'B' }, question: { text: 'Chào {{ten}}?', options: ['a', 'b'], right: 0 } } }, ['question']],
    ['an option that does', { content: { vi: { subject: 'S', body: 'B' }, question: { text: 'Hả?', options: ['a', '{{ten}}'], right: 0 } } }, ['question']],
    ['a link in a text', { sms: 'Xem {{lien_ket}} {{ten}}' }, []],
    ['a link in a subject', { content: { vi: { subject: '{{lien_ket}}', body: 'B' } } }, ['subject']],
    ['a parameter that nobody has', { zalo: { templateId: 'T', parameters: { a: '{{ten}}', b: '{{ho}}' } } }, ['zaloParameters']],
    ['a link that leads elsewhere than it says', { content: { vi: { subject: 'S', body: '[x](javascript:alert(1))' } } }, ['body']],
  ])('%s', (_what, changes, fields) => expect(Object.keys(words(changes))).toEqual(fields));
});

describe('what the composer chooses from', () => {
  it('are units down to one below the top, released courses in force, and nothing else', async () => {
    await using w = await campaignWorld();
    const below = await makeUnit(w.db, { name: 'Phòng Tư pháp', parentId: w.unit });
    await makeUnit(w.db, { name: 'Tổ một', parentId: below });
    await makeCourse(w.db, { slug: 'b', title: 'Bảo mật' });
    await makeCourse(w.db, { slug: 'a', title: 'An toàn' });
    await makeCourse(w.db, { slug: 'nhap', title: 'Nháp', released: false });
    const { units, courses } = await audienceChoices(w.db, today);
    expect(units.map(({ name, depth }) => [name, depth])).toEqual([['UBND phường Hoa Lư', 0], ['Phòng Tư pháp', 1]]);
    expect(courses).toEqual([{ slug: 'a', title: 'An toàn' }, { slug: 'b', title: 'Bảo mật' }]);
  });

  it('previews the audience by its own rules and the cap in force', async () => {
    await using w = await campaignWorld();
    await makePerson(w.db, { unitId: w.unit, email: null });
    expect(await previewOf(w.db, await getCampaign(w.db, w.id, at), { at, today })).toMatchObject({ count: 5, mail: { reachable: 4, noAddress: 1, suppressed: 0, optedOut: 0 }, overCap: 0 });
    await w.db.insertInto('message_preference').values({ user_id: w.reader.id, topic: aGoal.topic, channel: 'EMAIL', wants: 0, changed_at: at, changed_by: 'SELF' }).execute();
    expect((await previewOf(w.db, await getCampaign(w.db, w.id, at), { at, today })).mail).toMatchObject({ reachable: 3, optedOut: 1 });
    await w.db.insertInto('suppression').values({ channel: 'EMAIL', address: (await w.db.selectFrom('user_account').select('email').where('id', '=', w.reader.id).executeTakeFirstOrThrow()).email ?? '', reason: 'BOUNCE', delivery_id: null, created_at: at }).execute();
    // A dead address that is not wanted either counts once.
    expect((await previewOf(w.db, await getCampaign(w.db, w.id, at), { at, today })).mail).toEqual({ reachable: 3, noAddress: 1, suppressed: 1, optedOut: 0 });
  });

  it('knows the boards in use, the smallest letters and the speed of reading from the settings in force on the day', async () => {
    await using w = await campaignWorld();
    const made = await addPlace(w.ports, w.operator, { name: 'A', kind: 'LED', unitId: w.unit, width: 192, height: 64 });
    expect(await mediumFacts(w.db, { today, baseUrl })).toMatchObject({ boards: [{ width: 192, height: 64, count: 1 }], unsized: 0, rate: 3.3 });
    await w.db.insertInto('setting').values({ id: 's', key: 'campaigns.spoken-rate', value: '2.5', valid_from: '2026-11-24', valid_to: null, legal_basis: 'đo tại đài' }).execute();
    expect([(await mediumFacts(w.db, { today, baseUrl })).rate, (await mediumFacts(w.db, { today: '2026-11-24', baseUrl })).rate]).toEqual([3.3, 2.5]);
    if (made.ok) await closePlace(w.ports, w.operator, made.id, 'Hỏng');
    expect((await mediumFacts(w.db, { today, baseUrl })).boards).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../tests/support/page.tsx';
import { campaignWorld, someWords } from '../../../tests/world/campaigns.ts';
import { addPlace } from '../commands/write-place.server.ts';
import { editMessage } from '../commands/write-campaign.server.ts';
import * as content from './campaign-content.tsx';
import * as mail from './campaign-mail-preview.ts';
import * as preview from './campaign-medium-preview.ts';
import * as packet from './campaign-package.ts';
import * as packetText from './campaign-package-text.ts';
import * as poster from './campaign-poster.ts';

const words = { revision: '0', subject: 'Tiêu đề {{ten}}', body: 'Lời **đậm** ở {{don_vi}}.' };
const script = { script: 'Thưa bà con! Bà con chú ý.', infoType: 'SECURITY' };

describe('a preview of what is typed', () => {
  it('of a message shows each chosen channel and writes nothing', async () => {
    await using w = await campaignWorld();
    await w.db.updateTable('user_account').set({ phone: '0912345678' }).where('id', 'in', [w.reader.id, w.maker.id]).execute();
    const { status, text } = await w.ask(preview.action, w.maker, { medium: 'message' }, [...Object.entries(words), ['channels[]', 'EMAIL'], ['channels[]', 'SMS'], ['channels[]', 'PUSH'], ['sms', 'Chào {{ten}}']]);
    expect(status).toBe(200);
    expect(text).toContain('<strong>đậm</strong>');
    expect(text).toContain(`data-post="/campaigns/${w.id}/content/message/mail/en"`);
    expect(text).toContain(`Chào ${w.maker.fullName}`);
    expect(wordsOf(text ?? '')).toMatch(/có dấu \(UCS-2\): 1 tin mỗi người × 2 người có số di động = 2 tin/);
    expect(wordsOf(text ?? '')).toMatch(/Nếu bỏ dấu:.*không dấu \(GSM 7 bit\)/);
    expect(await w.db.selectFrom('campaign_medium').select('medium').execute()).toEqual([]);
    expect((await w.row()).revision).toBe(0);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['a variable that nobody has', { ...words, body: 'Gửi {{chuc_vu}}' }, /Biến \{\{chuc_vu\}\} không có/],
    ['HTML', { ...words, body: '<script>alert(1)</script>' }, /mã HTML \(&lt;script&gt;/],
    ['no subject', { ...words, subject: '' }, /Chưa xem trước được/],
    ['half an English version', { ...words, subjectEn: 'x' }, /tiếng Anh cần cả tiêu đề/],
    ['options without a question', { ...words, options: 'một\nhai' }, /phương án mà chưa có câu hỏi/],
    ['a variable in a question', { ...words, question: '{{ten}}?', options: 'một\nhai' }, /không dùng biến/],
  ])('of a message with %s says so', async (_what, form, sentence) => {
    await using w = await campaignWorld();
    const { status, text } = await w.ask(preview.action, w.maker, { medium: 'message' }, form);
    expect([status, text]).toEqual([422, expect.stringMatching(sentence)]);
  });

  it('of a board checks every size that there is, in words', async () => {
    await using w = await campaignWorld();
    for (const [name, width, height] of [['A', 192, 64], ['B', 192, 64], ['C', 96, 32], ['D', null, null]] as const) await addPlace(w.ports, w.operator, { name, kind: 'LED', unitId: w.unit, width, height });
    const { text } = await w.ask(preview.action, w.maker, { medium: 'led' }, { revision: '0', pages: 'CÔNG AN KHÔNG CẤP ĐỊNH DANH MỨC 2 QUA ĐIỆN THOẠI\nCẢNH BÁO', seconds: '3' });
    expect(text).toContain('2 trang × 3 giây = 6 giây một vòng.');
    expect(text).toMatch(/192 × 64<\/strong> · 2 bảng.*Vừa/s);
    expect(text).toMatch(/Trang này dài 48 ký tự; bảng 96 × 32 chỉ chứa khoảng \d+ ký tự ở cỡ chữ nhỏ nhất 14 điểm ảnh/);
    expect(text).toContain('3 giây là ngắn');
    expect(text).toContain('1 bảng LED chưa ghi cỡ');
  });

  it('of a bulletin takes its length from the rate in force', async () => {
    await using w = await campaignWorld({ urgency: 'PRIORITY' });
    const look = async () => (await w.ask(preview.action, w.maker, { medium: 'loudspeaker' }, { revision: '0', ...script, language_0: 'Mường', variant_0: 'Lời Mường' })).text;
    expect(await look()).toMatch(/Khoảng 3 giây.*Ưu tiên: phát trước trong chương trình.*Tiếng Mường.*Lời Mường/s);
    await w.db.insertInto('setting').values({ id: 'rate', key: 'campaigns.spoken-rate', value: '1', valid_from: '2026-01-01', valid_to: null, legal_basis: 'Đo tại đài' }).execute();
    expect(await look()).toContain('Khoảng 7 giây');
    expect((await w.ask(preview.action, w.maker, { medium: 'loudspeaker' }, { revision: '0', ...script, language_0: 'Mường' })).text).toContain('cần cả tên ngôn ngữ và lời');
  });

  it('is for makers, and of media that exist', async () => {
    await using w = await campaignWorld();
    expect((await w.ask(preview.action, w.approver, { medium: 'led' }, { revision: '0', pages: 'x', seconds: '6' })).status).toBe(403);
    expect((await w.ask(preview.action, w.maker, { medium: '__proto__' }, {})).status).toBe(404);
  });
});

describe('the mail in its frame', () => {
  it('is the stored one or the typed one, with a policy of its own', async () => {
    await using w = await campaignWorld();
    expect((await w.ask(mail.loader, w.maker, { locale: 'vi' })).status).toBe(404);
    await w.write();
    const stored = await w.ask(mail.loader, w.approver, { locale: 'en' });
    expect(stored.text).toContain(someWords.vi.body);
    expect((await w.ask(mail.action, w.maker, { locale: 'vi' }, { ...words, body: 'Đang gõ' })).text).toContain('Đang gõ');
    expect((await w.ask(mail.loader, w.reader, { locale: 'vi' })).status).toBe(403);
    expect((await w.ask(mail.loader, w.maker, { locale: 'fr' })).status).toBe(404);
  });
});

describe('channels with words of their own', () => {
  it('are refused without them, and Zalo in a drill', async () => {
    await using w = await campaignWorld();
    const send = async (form: [string, string][]) => {
      const { status, body } = await w.ask(content.action, w.maker, {}, [...Object.entries(words), ...form]);
      return [status, ...Object.entries((body as { faults?: Record<string, { vi: string }> } | null)?.faults ?? {}).map(([field, { vi }]) => `${field}: ${vi}`)].join(' ');
    };
    expect(await send([['channels[]', 'SMS']])).toMatch(/^422 sms: Đã chọn SMS/);
    expect(await send([['channels[]', 'ZALO']])).toMatch(/^422 zaloTemplate: /);
    expect(await send([['channels[]', 'ZALO'], ['zaloTemplate', 'T1'], ['zaloParameters', 'không có dấu bằng']])).toMatch(/^422 zaloParameters: /);
    expect(await send([['channels[]', 'ZALO'], ['zaloTemplate', 'T1'], ['zaloParameters', 'ten = {{ho}}']])).toMatch(/^422 zaloParameters: Biến/);
    expect(await send([['channels[]', 'ZALO'], ['channels[]', 'SMS'], ['zaloTemplate', 'T1'], ['zaloParameters', 'ten = {{ten}}\nnoi = Hoa Lư'], ['sms', 'Chú ý, bà con'], ['smsPlain', 'on']])).toBe('303');
    const rows = await w.db.selectFrom('campaign_medium').select(['medium', 'content']).where('medium', 'in', ['SMS', 'ZALO']).orderBy('medium').execute();
    expect(rows.map((row) => row.content)).toEqual(['{"text":"Chu y, ba con"}', '{"templateId":"T1","parameters":{"ten":"{{ten}}","noi":"Hoa Lư"}}']);
    await w.db.updateTable('campaign').set({ is_drill: 1 }).execute();
    expect(await editMessage(w.ports, w.maker, w.id, { revision: 1, content: someWords, channels: ['ZALO'], sms: '', zalo: { templateId: 'T1', parameters: {} } })).toMatchObject({ ok: false, faults: { channels: { vi: expect.stringContaining('diễn tập') as string } } });
  });

  it('of a refused form keep what was chosen and typed', async () => {
    await using w = await campaignWorld();
    const { body } = await w.ask(content.action, w.maker, {}, [...Object.entries(words), ['subject', ''], ['channels[]', 'EMAIL'], ['channels[]', 'SMS'], ['sms', 'Chú ý']]);
    expect(body).toMatchObject({ values: { channels: 'EMAIL\nSMS', sms: 'Chú ý', body: words.body } });
  });
});

describe('what leaves the house', () => {
  it('says that it is a draft until somebody has approved it, and that it is a drill for ever', async () => {
    await using w = await campaignWorld({ isDrill: true });
    await w.write({ LOUDSPEAKER: { ...script, variants: [{ language: 'Mường', text: 'Lời Mường' }] }, POSTER: { headline: 'Chú ý', text: 'Lời', link: '/verify' } });
    const read = async () => JSON.parse((await w.ask(packet.loader, w.operator)).text ?? '{}') as Record<string, unknown>;
    expect(await read()).toMatchObject({ isApproved: false, isDrill: true, priority: { name: 'Thông thường' }, informationType: { code: 'SECURITY' }, text: 'Đây là bản tin diễn tập. Thưa bà con! Bà con chú ý. Bản tin vừa rồi là diễn tập.', variants: [{ language: 'Tiếng Mường' }] });
    const size = async () => (await w.ask(poster.loader, w.operator)).text?.length ?? 0;
    const drafted = await size();
    expect((await w.ask(packetText.loader, w.operator)).text).toMatch(/^\ufeff?\*\*\* DIỄN TẬP.*BẢN NHÁP/s);
    await w.launch();
    expect(await read()).toMatchObject({ isApproved: true, isDrill: true });
    expect((await w.ask(packetText.loader, w.operator)).text).not.toContain('BẢN NHÁP');
    expect(await size()).toBeLessThan(drafted);
  });
});

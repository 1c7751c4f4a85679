import type { ComponentType } from 'react';
import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { aGoal, campaignWorld, refusals, someWords, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import { editAudience, editGoal, editMessage } from '../commands/write-campaign.server.ts';
import { everybody, type AudienceRules } from '../forms/audience.ts';
import * as approval from './campaign-approval.tsx';
import * as check from './campaign-check.tsx';
import * as back from './campaign-return.ts';
import * as overview from './campaign.tsx';

const led = { LED: { pages: ['CẢNH BÁO'], seconds: 6 } };
const see = async (w: CampaignWorld, route: { loader: unknown; default: ComponentType }, as: Actor = w.approver, locale: 'vi' | 'en' = 'vi') => drawPage(route.default, { data: (await w.ask(route.loader, as)).body, locale });
const revision = async (w: CampaignWorld) => (await w.row()).revision;
const audience = async (w: CampaignWorld, rules: Partial<AudienceRules>) => editAudience(w.ports, w.maker, w.id, { revision: await revision(w), rules: { ...everybody, ...rules } });
const approve = (w: CampaignWorld, form: Record<string, string>, as = w.approver) => w.ask(approval.action, as, {}, form);
const hash = async (w: CampaignWorld) => (await w.row()).submitted_hash ?? '';

describe('what an approver answers for', () => {
  it('stands on her page: words, goal, source, topic, audience, moments, and what the campaign asks before and after', async () => {
    await using w = await campaignWorld({ isDuty: true, pulse: { text: 'Cài VNeID từ đâu?', options: ['Kho ứng dụng', 'Tin nhắn'], right: 0 } });
    await addPlace(w.ports, w.operator, { name: 'Bảng Hoa Lư', kind: 'LED', unitId: w.unit });
    await audience(w, { unitIds: [w.unit], level: 'COMMUNE', categories: ['CIVIL_SERVANT'], exceptCompleted: ['cu'] });
    await w.write(led, { stagger: 7 });
    await planSlots(w.ports, w.maker, w.id, { revision: await revision(w), medium: 'LED', at: '2026-11-24T06:30', unitId: '', quietReason: 'Bản tin sáng' });
    await w.submit();
    const words = wordsOf(await see(w, approval));
    for (const expected of [
      someWords.vi.body, 'CẢNH BÁO', aGoal.goal, aGoal.measure, `Nguồn nội dung ${aGoal.contentSource}`, 'Chủ đề An toàn thông tin', 'không áp dụng ngừng nhận',
      'Nửa số đơn vị nhận chậm (ngày) 7', 'Câu hỏi đo trước và sau Cài VNeID từ đâu? – Kho ứng dụng – Tin nhắn', 'Đơn vị và đơn vị trực thuộc UBND phường Hoa Lư', 'Cấp Cấp xã', 'Công chức', 'Bảng LED', '24/11/2026 06:30', '1 điểm',
    ]) expect(words).toContain(expected);
    expect(words).toContain('Cán bộ đang công tác thuộc UBND phường Hoa Lư (gồm đơn vị trực thuộc), ở cấp xã, là công chức; trừ người đã hoàn thành cu.');
    expect(words).not.toContain('Vai trò (để trống');
    expect(wordsOf(await see(w, approval, w.approver, 'en'))).toMatch(/Units and their sub-units UBND phường Hoa Lư .*Topic Information security|Topic Information security .*Units and their sub-units UBND phường Hoa Lư/);
  });

  it('is the same that its author saw when she handed it in', async () => {
    await using w = await campaignWorld();
    await addPlace(w.ports, w.operator, { name: 'Bảng', kind: 'LED', unitId: w.unit });
    await audience(w, { categories: ['CADRE', 'CIVIL_SERVANT'] });
    await w.write(led);
    await planSlots(w.ports, w.maker, w.id, { revision: await revision(w), medium: 'LED', at: '2026-11-24T06:30', unitId: '', quietReason: 'Bản tin sáng' });
    const cards = (page: string) => ['audience', 'plans', 'forecast'].map((id) => wordsOf(new RegExp(`<section[^>]*id="${id}".*?</section>|<[^>]*id="${id}"[\\s\\S]*?</section>`).exec(page)?.[0] ?? `no ${id}`));
    const hers = cards(await see(w, check, w.maker));
    await w.submit();
    expect(hers[2]).toContain('tính theo danh sách hôm nay');
    expect(cards(await see(w, approval))).toEqual(hers.map((card) => card.replace('tính theo danh sách hôm nay', 'tính theo danh sách đã chốt khi trình duyệt')));
    expect(hers.join()).not.toContain('no ');
  });

  it('counts the list that was frozen, whoever came or went since, and explains the fingerprint', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.submit();
    const count = async () => [/Mỗi kênh cộng lại bằng (\d+) người/, /Người nhận (\d+), theo danh sách chốt lúc 23\/11\/2026 08:00/].map((line, at) => line.exec(pages[at] ?? '')?.[1]);
    const pages = [wordsOf(await see(w, approval)), wordsOf(await see(w, approval))];
    expect(await count()).toEqual(['4', '4']);
    await makePerson(w.db, { unitId: w.unit });
    pages.fill(wordsOf(await see(w, approval)));
    expect(await count()).toEqual(['4', '4']);
    expect(pages[0]).toContain(`Dấu vân tay nội dung Tính từ lời, người nhận, lịch của đúng bản này`);
    expect(pages[0]).toContain(await hash(w));
    expect(pages[0]).not.toContain('mã bản');
  });

  it('says so when everybody gets it, and shows no audience where nobody is written to', async () => {
    await using w = await campaignWorld();
    await w.write(led);
    await w.submit();
    expect(wordsOf(await see(w, approval))).toMatch(/Đối tượng Mọi cán bộ đang công tác\./);
    await using only = await campaignWorld();
    await addPlace(only.ports, only.operator, { name: 'Bảng', kind: 'LED', unitId: only.unit });
    await only.write(led);
    const { action } = await import('./campaign-medium-removal.ts');
    await only.ask(action, only.maker, { medium: 'message' }, { revision: String(await revision(only)) });
    await planSlots(only.ports, only.maker, only.id, { revision: await revision(only), medium: 'LED', at: '2026-11-24T06:30', unitId: '', quietReason: 'Bản tin sáng' });
    await only.submit();
    const page = await see(only, approval);
    expect(page).not.toContain('id="audience"');
    expect(wordsOf(page)).toContain('24/11/2026 06:30');
  });

  it('names its campaign once: the way to the page says it already', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.submit();
    for (const [route, as] of [[approval, w.approver], [check, w.maker]] as const) {
      const head = (await see(w, route, as)).split('page-actions')[0] ?? '';
      const before = wordsOf(/<div class="page-head">[\s\S]*?<\/h1>/.exec(head)?.[0] ?? '');
      expect(before.split(aGoal.name).length - 1).toBe(1);
    }
    expect(await see(w, overview)).toMatch(new RegExp(`<h1>${aGoal.name}</h1>`));
  });
});

describe('a page that an approver has left open', () => {
  /** What somebody does to the campaign after the approver opened its page. */
  const meanwhile: Record<string, (w: CampaignWorld) => Promise<unknown>> = {
    'new words': async (w) => editMessage(w.ports, w.maker, w.id, { revision: await revision(w), content: { vi: { subject: 'Khác', body: 'Chuyển khoản ngay.' } }, channels: ['EMAIL'], sms: '' }),
    'another audience': async (w) => audience(w, { level: 'PROVINCE' }),
    'another goal': async (w) => editGoal(w.ports, w.maker, w.id, { ...aGoal, target: 5, revision: await revision(w) }),
    'one more moment': async (w) => planSlots(w.ports, w.maker, w.id, { revision: await revision(w), medium: 'LED', at: '2026-11-25T12:00', unitId: '' }),
  };

  it.each(Object.keys(meanwhile))('approves nothing after %s, not even when that was handed in anew, and keeps her note', async (name) => {
    await using w = await campaignWorld();
    await addPlace(w.ports, w.operator, { name: 'Bảng', kind: 'LED', unitId: w.unit });
    await makeUnit(w.db, { name: 'Sở Tư pháp', kind: 'DEPARTMENT', level: 'PROVINCE' });
    await w.write(led);
    await w.submit();
    const opened = await hash(w);
    expect(await meanwhile[name]?.(w)).toMatchObject({ ok: true });
    const first = await approve(w, { hash: opened, note: 'Đã đọc kỹ' });
    expect(first).toMatchObject({ status: 409, body: { values: { note: 'Đã đọc kỹ' } } });
    expect(refusals(first)).toMatch(/^form: /);
    await w.submit();
    expect((await approve(w, { hash: opened, note: '' })).status).toBe(409);
    expect(await w.db.selectFrom('campaign').select(['launched_at']).execute()).toEqual([{ launched_at: null }]);
    expect(await w.db.selectFrom('message').select('id').execute()).toEqual([]);
    expect(await w.db.selectFrom('campaign_approval').select('id').execute()).toEqual([]);
  });

  it('launches what she saw when nothing was changed, and a second press does nothing more', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.submit();
    const opened = /name="hash" value="([0-9a-f]{64})"/.exec(await see(w, approval))?.[1] ?? '';
    expect((await approve(w, { hash: opened, note: '' })).location).toBe(`/campaigns/${w.id}?done=launched`);
    expect(await approve(w, { hash: opened, note: '' })).toMatchObject({ status: 409 });
    expect(await w.db.selectFrom('message').select('id').execute()).toHaveLength(1);
    expect((await w.db.selectFrom('audit_event').select('action').where('action', 'in', ['campaign.approve', 'campaign.launch']).execute()).map(({ action }) => action)).toEqual(['campaign.approve', 'campaign.launch']);
  });

  it('cannot hand back what was launched meanwhile, nor approve what was handed back', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.submit();
    const opened = await hash(w);
    for (const reason of ['', ' \u200b ']) expect(await w.ask(back.action, w.approver, {}, { reason }), JSON.stringify(reason)).toMatchObject({ status: 422, body: { faults: { reason: { vi: 'Vui lòng nêu lý do trả lại, để người soạn biết cần sửa gì.' } } } });
    expect((await w.ask(back.action, w.approver, {}, { reason: 'Thiếu nguồn' })).location).toBe(`/campaigns/${w.id}?done=returned`);
    expect(refusals(await approve(w, { hash: opened, note: '' }))).toMatch(/^form: .*chưa được trình duyệt/);
    expect(wordsOf(await see(w, overview, w.maker))).toContain('Thiếu nguồn');
    await w.submit();
    await approve(w, { hash: await hash(w), note: '' });
    expect((await w.ask(back.action, w.approver, {}, { reason: 'Muộn' })).status).toBe(409);
    expect((await w.row()).launched_at).not.toBeNull();
  });
});

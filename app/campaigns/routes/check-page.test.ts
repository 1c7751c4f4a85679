import { describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { aGoal, campaignWorld, refusals, someWords, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { editAudience, editGoal, editMessage, editSchedule } from '../commands/write-campaign.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import { everybody } from '../forms/audience.ts';
import * as check from './campaign-check.tsx';

const led = { LED: { pages: ['CẢNH BÁO'], seconds: 6 } };
const revision = async (w: CampaignWorld) => (await w.row()).revision;
const plan = async (w: CampaignWorld, at: string) => planSlots(w.ports, w.maker, w.id, { revision: await revision(w), medium: 'LED', at, unitId: '' });
const board = (w: CampaignWorld) => addPlace(w.ports, w.operator, { name: 'Bảng', kind: 'LED', unitId: w.unit });

/** What may come between writing a campaign and handing it in, and the sentence of the page that says so. */
const states: Record<string, { make: (w: CampaignWorld) => Promise<unknown>; lacks: string[]; sentence: string }> = {
  'with everything': { make: (w) => w.write(), lacks: [], sentence: 'Đã đủ để trình duyệt.' },
  'without anything': { make: async () => {}, lacks: ['content', 'schedule'], sentence: 'Chưa có nội dung cho kênh nào' },
  'without words': { make: async (w) => editSchedule(w.ports, w.maker, w.id, { revision: 0, sendAt: '2026-11-23T09:00', notAfter: '2026-11-30T09:00', stagger: 0, closed: {} }), lacks: ['content'], sentence: 'Chưa có nội dung' },
  'to nobody': { make: async (w) => { await w.write(); await editAudience(w.ports, w.maker, w.id, { revision: await revision(w), rules: { ...everybody, roles: ['UNIT_LEADER'] } }); }, lacks: ['nobody'], sentence: 'hiện không có ai' },
  'after its start': { make: async (w) => { await w.write(); w.clock.set('2026-11-23T02:00:00.000Z'); }, lacks: ['past'], sentence: 'Thời điểm bắt đầu đã qua' },
  'after its first broadcast': { make: async (w) => { await board(w); await w.write(led, { sendAt: '2026-11-24T09:00' }); await plan(w, '2026-11-23T12:00'); w.clock.set('2026-11-23T05:00:00.000Z'); }, lacks: ['slots-past'], sentence: 'Có lượt phát đã qua giờ' },
  'with a broadcast beyond a time that was shortened': { make: async (w) => { await board(w); await w.write(led); await plan(w, '2026-11-29T12:00'); await editSchedule(w.ports, w.maker, w.id, { revision: await revision(w), sendAt: '2026-11-23T09:00', notAfter: '2026-11-25T09:00', stagger: 0, closed: {} }); }, lacks: ['slots-outside'], sentence: 'nằm sau hạn của chiến dịch' },
  'with words for a board that shows nothing': { make: async (w) => { await board(w); await w.write(led); }, lacks: ['unplanned'], sentence: 'Nên xem lại trước khi trình duyệt' },
  'as a drill by Zalo': {
    make: async (w) => {
      await w.write();
      await editMessage(w.ports, w.maker, w.id, { revision: await revision(w), content: someWords, channels: ['ZALO'], sms: '', zalo: { templateId: 'T1', parameters: {} } });
      await editGoal(w.ports, w.maker, w.id, { ...aGoal, isDrill: true, revision: await revision(w) });
    },
    lacks: ['zalo-drill', 'unconfigured'], sentence: 'Diễn tập không gửi được qua Zalo',
  },
};

describe('what the last step says is missing is what keeps a campaign from being handed in', () => {
  it.each(Object.keys(states))('%s', async (name) => {
    await using w = await campaignWorld();
    const { make, lacks, sentence } = states[name] as (typeof states)[string];
    await make(w);
    const { body } = await w.ask(check.loader, w.maker);
    const found = (body as { lacks: { what: string; isBlocking: boolean }[] }).lacks;
    expect(found.map(({ what }) => what)).toEqual(lacks);
    expect(wordsOf(drawPage(check.default, { data: body }))).toContain(sentence);
    const answer = await w.ask(check.action, w.maker, {}, { revision: String(await revision(w)) });
    const isBlocked = found.some(({ isBlocking }) => isBlocking);
    expect([answer.status, answer.location]).toEqual(isBlocked ? [409, null] : [303, `/campaigns/${w.id}?done=submitted`]);
    expect(refusals(answer)).toMatch(isBlocked ? /^form: \S/ : /^$/);
    expect((await w.row()).submitted_hash === null).toBe(isBlocked);
  });

  it('once handed in it asks for nothing more, and a second press changes nothing', async () => {
    await using w = await campaignWorld();
    await w.write();
    const form = { revision: String(await revision(w)) };
    expect((await w.ask(check.action, w.maker, {}, form)).status).toBe(303);
    const before = await w.row();
    expect(refusals(await w.ask(check.action, w.maker, {}, form))).toMatch(/^form: .*đã (?:được )?trình/);
    expect(await w.row()).toEqual(before);
    expect(wordsOf(drawPage(check.default, { data: (await w.ask(check.loader, w.maker)).body }))).not.toMatch(/Đã đủ để trình duyệt|Còn thiếu/);
  });
});

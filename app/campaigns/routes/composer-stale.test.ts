import type { ComponentType } from 'react';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { campaignWorld, refusals, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { addPlanLine } from '../commands/write-plan.server.ts';
import * as audience from './campaign-audience.tsx';
import * as content from './campaign-content.tsx';
import * as goal from './campaign-goal.tsx';
import * as medium from './campaign-medium.tsx';
import * as schedule from './campaign-schedule.tsx';

type Form = [string, string][];
interface Step { route: { loader: unknown; action: unknown; default: ComponentType }; params?: Record<string, string>; first: Form; second: Form; both: RegExp; typed: RegExp }

const target: Form = [['name', 'Tên'], ['model', '27'], ['contentSource', 'Công an tỉnh'], ['goal', 'Biết'], ['measure', 'Đúng'], ['target', '80'], ['after', '14'], ['measuredBy', 'SURVEY'], ['topic', 'SECURITY'], ['urgency', 'NORMAL']];
const but = (form: Form, changes: Record<string, string>): Form => [...form.filter(([name]) => !Object.hasOwn(changes, name)), ...Object.entries(changes)];

/** Each form of the composer: what the faster one saved, what the slower one typed, and what the slower one must see of both. */
const steps: Record<string, Step> = {
  goal: {
    route: goal, first: but(target, { name: 'Của người nhanh <b>', baseline: '61,5', isDrill: 'on', pulse: 'Hỏi?', pulseOptions: 'Đúng\r\nSai' }), second: but(target, { name: 'Của người chậm' }),
    both: /Bản đang lưu Tên chiến dịch.* Của người nhanh &lt;b&gt; .*61,5 .*Hỏi\? .*Đúng Sai .*✓/, typed: /value="Của người chậm"/,
  },
  audience: { route: audience, first: [['level', 'COMMUNE'], ['categories[]', 'CIVIL_SERVANT'], ['roles[]', 'UNIT_LEADER']], second: [['level', 'PROVINCE']], both: /Bản đang lưu .*Cấp xã .*Lãnh đạo đơn vị/, typed: /value="PROVINCE" selected=""/ },
  schedule: { route: schedule, first: [['sendAt', '2026-11-26T08:00'], ['notAfter', '2026-12-01T00:00'], ['stagger', '2'], ['closed_EMAIL', 'DROP']], second: [['sendAt', '2026-11-25T09:00'], ['notAfter', '2026-11-30T09:00'], ['stagger', '0'], ['closed_EMAIL', 'WAIT']], both: /Bản đang lưu .*26\/11\/2026 08:00 .*01\/12\/2026 00:00 .*Bỏ, không gửi/, typed: /value="25\/11\/2026 09:00"/ },
  words: {
    route: content, first: [['subject', 'Nhanh'], ['body', 'Dòng một\r\nDòng hai'], ['question', 'Hỏi?'], ['options', 'Đúng\r\nSai'], ['channels[]', 'EMAIL'], ['channels[]', 'SMS'], ['sms', 'Tin ngắn']], second: [['subject', 'Chậm'], ['body', 'Khác'], ['channels[]', 'EMAIL']],
    both: /Bản đang lưu .* Nhanh .*Dòng một Dòng hai .*Hỏi\? .*Tin ngắn .*Đúng Sai/, typed: />Khác<\/textarea>/,
  },
  led: { route: medium, params: { medium: 'led' }, first: [['pages', 'MỘT\r\nHAI'], ['seconds', '9']], second: [['pages', 'BA'], ['seconds', '6']], both: /Bản đang lưu .*MỘT HAI .* 9 /, typed: />BA<\/textarea>/ },
  loudspeaker: { route: medium, params: { medium: 'loudspeaker' }, first: [['script', 'Bà con chú ý'], ['infoType', 'SECURITY'], ['language_0', 'Mường'], ['variant_0', 'Lời khác']], second: [['script', 'Kính mời'], ['infoType', 'SECURITY']], both: /Bản đang lưu .*Bà con chú ý .*Mường .*Lời khác/, typed: />Kính mời<\/textarea>/ },
  poster: { route: medium, params: { medium: 'poster' }, first: [['headline', 'NHANH'], ['text', 'Lời'], ['link', '/help']], second: [['headline', 'CHẬM'], ['text', 'Lời'], ['link', '/verify']], both: /Bản đang lưu .* NHANH .*\/help/, typed: /value="CHẬM"/ },
  crawl: { route: medium, params: { medium: 'crawl' }, first: [['text', 'Chữ chạy nhanh']], second: [['text', 'Chữ chạy chậm']], both: /Bản đang lưu .*Chữ chạy nhanh/, typed: />Chữ chạy chậm<\/textarea>/ },
};

let w: CampaignWorld;
beforeAll(async () => {
  w = await campaignWorld();
  await w.write();
});
afterAll(() => w[Symbol.asyncDispose]());

describe.each(Object.entries(steps))('the form of the %s, saved by somebody else meanwhile', (_name, { route, params = {}, first, second, both, typed }) => {
  const revision = async () => String((await w.row()).revision);
  const send = (at: string, form: Form) => w.ask(route.action, w.maker, params, [['revision', at], ...form]);
  const draw = async (answer?: unknown) => drawPage(route.default, { data: (await w.ask(route.loader, w.maker, params)).body, answer });
  const stored = async () => ({ campaign: await w.row(), media: await w.db.selectFrom('campaign_medium').selectAll().orderBy('medium').execute(), audits: await w.db.selectFrom('audit_event').select('id').execute() });

  it('writes over nothing, shows both, and only who has seen both saves again', async () => {
    const opened = await revision();
    expect(refusals(await send(opened, first))).toBe('');
    const before = await stored();
    const refused = await send(opened, second);
    expect(refused.status).toBe(409);
    expect(refusals(refused)).toMatch(/^form: /);
    expect(await stored()).toEqual(before);
    const page = await draw(refused.body);
    expect(wordsOf(page)).toMatch(both);
    expect(page).toMatch(typed);
    expect(page).not.toContain('<b>');
    expect(page).toContain(`name="revision" value="${await revision()}"`);
    expect((await send(await revision(), second)).status).toBe(303);
    expect(await draw()).not.toContain('stored-now');
  });

  it('shows nothing twice when both typed the same, whatever ends the lines', async () => {
    const opened = await revision();
    expect((await send(opened, first)).status).toBe(303);
    const same = await send(opened, first);
    expect(same.status).toBe(409);
    expect(await draw(same.body)).not.toContain('stored-now');
  });
});

it('a line of the plan is shown by its title, and words that were taken out as nothing', async () => {
  const made = await addPlanLine(w.ports, w.maker, 2026, { title: 'Việc của quý', quarter: 4, topic: 'SECURITY', model: 27 });
  const { revision } = await w.row();
  await w.ask(goal.action, w.maker, {}, [['revision', String(revision)], ...but(target, { line: made.ok ? made.id : '' })]);
  const refused = await w.ask(goal.action, w.maker, {}, [['revision', String(revision)], ...target]);
  expect(wordsOf(drawPage(goal.default, { data: (await w.ask(goal.loader, w.maker)).body, answer: refused.body }))).toMatch(/Bản đang lưu .* Việc của quý/);
  await w.db.deleteFrom('campaign_medium').where('medium', '=', 'CRAWL').execute();
  const late = await w.ask(medium.action, w.maker, { medium: 'crawl' }, [['revision', '0'], ['text', 'Chữ']]);
  expect(wordsOf(drawPage(medium.default, { data: (await w.ask(medium.loader, w.maker, { medium: 'crawl' })).body, answer: late.body }))).toMatch(/Bản đang lưu [^.]* Không/);
});

import { beforeEach, describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { makeAnswer } from '../../../tests/world/answers.ts';
import { asker } from '../../../tests/world/call-desk.ts';
import { ask, gapDesk } from '../../../tests/world/gaps.ts';
import { makeUnit } from '../../../tests/world/people.ts';
import { makeTicket } from '../../../tests/world/tickets.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../people/actor.ts';
import * as decision from './gap-decision.tsx';
import * as list from './gaps.tsx';

const hostile = '<script>alert(1)</script> mất sim';
const q = 'script alert 1 script mat sim';
let w: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  w = await world();
  return () => w.db.destroy();
});

async function world() {
  const desk = await gapDesk();
  const send = asker(desk.db, desk.clock);
  const see = async (route: typeof list | typeof decision, path: string, who: Actor = desk.editor) => send(route.loader, path, { who });
  const decide = (form: Record<string, string>, who: Actor = desk.editor) => send(decision.action, '/answers/gaps/decision', { who, form: { q, ...form } });
  return { ...desk, see, decide, decisions: async () => (await desk.db.selectFrom('gap').select('resolution').execute()).map(({ resolution }) => resolution) };
}
const drawn = (route: typeof list | typeof decision, body: unknown, sent?: unknown) => (['vi', 'en'] as const).map((locale) => renderRoute(route, { data: body, locale, ...(sent ? { sent } : {}) }));
/** A question that many asked, from a commune, with a comment, an asker and an answer that is near. */
async function famous(): Promise<{ slug: string }> {
  const { slug, versionId } = await makeAnswer(w.db, { question: hostile, slug: 'mat-sim' });
  const unitId = await makeUnit(w.db, { name: 'Phường <b>Lớn</b>' });
  for (let at = 0; at < 12; at += 1) await ask(w.db, hostile, { at: w.ago(1), unitId });
  await ask(w.db, `${hostile} 😀`, { at: w.ago(2), source: 'DESK' });
  await w.db.insertInto('faq_feedback').values({ id: newId(), version_id: versionId, is_helpful: 0, reason: 'UNCLEAR', comment: '<img src=x onerror=alert(1)>', source: 'PUBLIC', at: w.ago(1) }).execute();
  await makeTicket(w.db, w.clock, w.agent, { kind: 'QUESTION', summary: 'alert script mất sim' });
  return { slug };
}

describe('the pages of questions without an answer', () => {
  it('read well in both languages, empty and full, whatever people typed', async () => {
    const empty = await w.see(list, '/answers/gaps');
    await famous();
    const pages = [[list, empty], [list, await w.see(list, '/answers/gaps?done=DRAFT')], [list, await w.see(list, '/answers/gaps?signal=DESK&spikes=on&topic=tai-khoan')], [decision, await w.see(decision, `/answers/gaps/decision?q=${encodeURIComponent(q)}`)]] as const;
    for (const [route, { status, body }] of pages) {
      expect(status).toBe(200);
      for (const html of drawn(route, body)) {
        expect(pageFaults(html)).toEqual([]);
        expect(html).not.toMatch(/<script>alert|<img src=x|<b>Lớn/);
      }
    }
    const [full = ''] = drawn(decision, pages[3][1].body);
    for (const part of ['Phường &lt;b&gt;Lớn&lt;/b&gt;: 12', '&lt;img src=x', 'PT-2026-000001', 'Tăng đột biến']) expect(full).toContain(part);
  });

  it('keep their filters from page to page', async () => {
    for (let at = 0; at < 26; at += 1) await ask(w.db, `ma${String.fromCharCode(97 + at)}q`, { at: w.ago(1), source: 'DESK' });
    const [html = ''] = drawn(list, (await w.see(list, '/answers/gaps?signal=DESK&page=2')).body);
    expect(html).toContain('href="/answers/gaps?signal=DESK&amp;page=1"');
    expect(html).toContain('<option value="DESK" selected="">');
  });

  it('are counted where there are some, and nothing is counted where there are none', async () => {
    const words = async () => renderRoute(list, { data: (await w.see(list, '/answers/gaps')).body, path: '/answers/gaps' });
    expect(await words()).toMatch(/^(?!.*Hiển thị).*Không có câu hỏi nào đang thiếu câu trả lời/s);
    await famous();
    expect(await words()).toContain('Hiển thị 1 trong 1 câu hỏi.');
  });

  it('make a draft by one press on the list, in the topic of the nearest answer; where none is near, a topic is chosen first', async () => {
    await famous();
    await ask(w.db, 'zzq kkv', { at: w.ago(1), source: 'DESK' });
    const [html = ''] = drawn(list, (await w.see(list, '/answers/gaps')).body);
    const [form = ''] = /<form method="post" action="\/answers\/gaps\/decision[^>]*>.*?<\/form>/s.exec(html) ?? [];
    const pressed = Object.fromEntries([...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
    expect(form).toMatch(/<button[^>]*>.*Tạo bản nháp<span class="sr-only">: /s);
    expect((await w.decide(pressed)).location).toBe('/answers/gaps?done=DRAFT');
    expect(await w.db.selectFrom('faq_version').select('topic_key').where('submitted_at', 'is', null).execute()).toEqual([{ topic_key: 'tai-khoan' }]);
    expect(html).toContain('href="/answers/gaps/decision?q=zzq%20kkv#draft"');
    expect(drawn(list, (await w.see(list, '/answers/gaps', await w.person('AUDITOR'))).body)[0]).not.toContain('name="resolution"');
  });

  it('show who only appraises everything but the decision', async () => {
    await famous();
    const appraiser = await w.person('ANSWER_APPRAISER');
    const auditor = await w.person('AUDITOR');
    const [html = ''] = drawn(decision, (await w.see(decision, `/answers/gaps/decision?q=${encodeURIComponent(q)}`, auditor)).body);
    expect(html).not.toContain('name="resolution"');
    expect((await w.decide({ resolution: 'CLOSED', reason: 'Không thuộc' }, auditor)).status).toBe(403);
    expect([(await w.see(list, '/answers/gaps', appraiser)).status, (await w.see(list, '/answers/gaps', w.officer)).status]).toEqual([200, 403]);
  });
});

describe('whoever waits for an answer', () => {
  it.each([['CONTENT_EDITOR', false], ['ANSWER_APPRAISER', false], ['AUDITOR', false], ['SYSTEM_ADMIN', false], ['CALL_SUPERVISOR', true]] as const)('is a number to %s; her words: %s', async (role, hasWords) => {
    await famous();
    const { body, status } = await w.see(decision, `/answers/gaps/decision?q=${encodeURIComponent(q)}`, await w.person(role));
    const text = JSON.stringify(body);
    expect([status, text.includes('PT-2026-000001'), text.includes('alert script mất sim')]).toEqual([200, true, hasWords]);
  });
});

describe('a decision', () => {
  it.each<[string, Record<string, string>, number, string[]]>([
    ['without a reason', { resolution: 'CLOSED', reason: '  ' }, 422, ['reason']],
    ['with a reason of invisible letters', { resolution: 'CLOSED', reason: '\u200b\u200b\u200b\u200b' }, 422, ['reason']],
    ['with a reason that is too long', { resolution: 'CLOSED', reason: 'x'.repeat(501) }, 422, ['reason']],
    ['for no topic', { resolution: 'DRAFT', topic: '' }, 422, ['topic']],
    ['for a topic that is none', { resolution: 'DRAFT', topic: 'constructor' }, 422, ['topic']],
    ['for an answer that is none', { resolution: 'LINKED', slug: "x' or '1'='1" }, 422, ['slug']],
    ['that is none', { resolution: '__proto__' }, 422, ['resolution']],
    ['on a question that nobody asked', { q: 'khong ai hoi', resolution: 'CLOSED', reason: 'Không thuộc' }, 409, ['form']],
  ])('%s is refused at its field, keeps what was typed and writes nothing', async (_what, form, status, fields) => {
    await famous();
    const answer = await w.decide(form);
    const { faults, values } = answer.body as { faults: Record<string, unknown>; values: Record<string, string> };
    expect([answer.status, Object.keys(faults)]).toEqual([status, fields]);
    for (const [name, value] of Object.entries(form)) if (!/\u200b/.test(value)) expect(values[name]).toBe(value);
    expect([await w.decisions(), (await w.db.selectFrom('audit_event').select('action').where('object_type', '=', 'gap').execute())]).toEqual([[], []]);
  });

  it('sent twice, by one or by two editors, is one, and the second is told', async () => {
    const { slug } = await famous();
    const other = await w.person('CONTENT_EDITOR');
    const sent = await Promise.all([w.decide({ resolution: 'LINKED', slug }), w.decide({ resolution: 'CLOSED', reason: 'Không thuộc' }, other)]);
    expect(sent.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect((await w.decisions()).length).toBe(1);
    expect((await w.see(decision, `/answers/gaps/decision?q=${encodeURIComponent(q)}`)).status).toBe(404);
  });

  it('says on the list what was done, and is in the log with who did it, never with callers’ words', async () => {
    const { slug } = await famous();
    expect((await w.decide({ resolution: 'LINKED', slug })).location).toBe('/answers/gaps?done=LINKED');
    const rows = await w.db.selectFrom('audit_event').selectAll().where('object_type', '=', 'gap').execute();
    expect(rows.map(({ action, actor_id }) => [action, actor_id])).toEqual([['gap.linked', w.editor.id]]);
    expect(JSON.stringify(rows)).not.toContain('sim');
  });
});

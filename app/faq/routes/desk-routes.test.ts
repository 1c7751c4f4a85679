import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { answerDesk } from '../../../tests/world/answer-desk.ts';
import { anAnswer } from '../../../tests/world/answers.ts';
import { call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Role } from '../../people/actor.ts';
import { retireAnswer } from '../commands/retire-answer.server.ts';
import { addDocument } from '../commands/legal-documents.server.ts';
import { uploadAnswers } from '../commands/import-answers.server.ts';
import { typedOf } from '../forms/answer-form.ts';
import * as approval from './answer-approval.tsx';
import * as discarding from './answer-discarding.ts';
import * as edit from './answer-edit.tsx';
import * as mouths from './answer-mouths.tsx';
import * as fresh from './answer-new.tsx';
import * as renewal from './answer-renewal.ts';
import * as restoration from './answer-restoration.ts';
import * as retirement from './answer-retirement.tsx';
import * as back from './answer-return.ts';
import * as schedule from './answer-schedule.tsx';
import * as submission from './answer-submission.ts';
import * as version from './answer-version.tsx';
import * as versions from './answer-versions.ts';
import * as withdrawal from './answer-withdrawal.tsx';
import * as answer from './answer.tsx';
import * as queue from './answers-appraisal.ts';
import * as exporting from './answers-export.ts';
import * as check from './answers-import-check.tsx';
import * as importing from './answers-import.tsx';
import * as submissions from './answers-submission.ts';
import * as desk from './answers.tsx';
import * as successors from './document-successors.ts';
import * as document from './document.tsx';
import * as documents from './documents.tsx';
import * as cancellation from './publication-cancellation.ts';
import * as keeping from './publication-keeping.ts';
import * as reviews from './reviews.tsx';

type Loader = Parameters<typeof call>[0];

async function world() {
  const w = await answerDesk();
  const tokens = new Map<string, string>();
  const tokenOf = async (person: typeof w.editor) => {
    if (!tokens.has(person.id)) tokens.set(person.id, await makeSession(w.db, person, w.clock.now().toISOString(), { id: `s-${person.id}` }));
    return tokens.get(person.id) ?? '';
  };
  const ask = async (route: unknown, path: string, { who = w.editor, params = {}, form }: { who?: typeof w.editor; params?: Record<string, string>; form?: Record<string, string> } = {}) => call(route as Loader, { db: w.db, clock: w.clock, path, params, token: await tokenOf(who), ...(form ? { form } : {}) });
  const typed = (changes: Record<string, string> = {}) => ({ ...typedOf(anAnswer), ...changes });
  return { ...w, ask, typed };
}
const said = (body: unknown) => Object.fromEntries(Object.entries((body as { faults?: Record<string, { vi: string }> } | null)?.faults ?? {}).map(([field, { vi }]) => [field, vi]));

describe('who may do what', () => {
  const readers: [unknown, string][] = [[desk, ''], [reviews, '/reviews'], [documents, '/documents'], [exporting, '/export']];
  it('nobody without a part in it reads the desk; auditors and supervisors read and change nothing', async () => {
    await using w = await world();
    const id = await w.add();
    const roles = new Map<string, typeof w.editor>();
    for (const role of ['LEARNER', 'CALL_AGENT', 'CAMPAIGN_MAKER', 'LEGAL_OFFICER', 'TRAINING_ADMIN', 'AUDITOR', 'CALL_SUPERVISOR', 'SYSTEM_ADMIN'] as Role[]) roles.set(role, await makePerson(w.db, { grants: [{ role, scope: 'ALL', unitId: null }] }));
    for (const [role, who] of roles) {
      const mayRead = ['AUDITOR', 'CALL_SUPERVISOR', 'SYSTEM_ADMIN'].includes(role);
      for (const [route, path] of readers) expect((await w.ask((route as { loader: unknown }).loader, `/answers${path}`, { who })).status, `${role} ${path}`).toBe(mayRead ? 200 : 403);
      for (const route of [answer, mouths]) expect((await w.ask(route.loader, `/answers/${id}`, { who, params: { id } })).status).toBe(mayRead ? 200 : 403);
      const writes: [unknown, Record<string, string>][] = [[fresh.action, w.typed()], [edit.action, w.typed({ revision: '0' })], [submission.action, { revision: '0' }], [versions.action, {}], [approval.action, { hash: 'x'.repeat(64) }], [back.action, { reason: 'x' }], [schedule.action, { version: 'x', when: 'now' }], [withdrawal.action, { when: 'now', reason: 'x' }], [retirement.action, { reason: 'x' }], [restoration.action, {}], [renewal.action, {}], [discarding.action, { revision: '0' }], [documents.action, { name: 'Luật' }], [submissions.action, {}]];
      for (const [action, form] of writes) expect((await w.ask(action, `/answers/${id}/deed`, { who, params: { id }, form })).status).toBe(403);
    }
    expect((await w.db.selectFrom('faq_version').select('id').execute()).length).toBe(1);
  });

  it('strangers are led to the door', async () => {
    await using w = await world();
    expect((await call(desk.loader as Loader, { db: w.db, clock: w.clock, path: '/answers' })).location).toBe('/sign-in?next=%2Fanswers');
  });
});

describe('a life by pages', () => {
  it('from an empty form to the public and back', async () => {
    await using w = await world();
    const made = await w.ask(fresh.action, '/answers/new', { form: w.typed({ slug: 'muc-2', sources: 'Bộ Công an, 09/2026' }) });
    const id = /answers\/([^?]+)\?done=created/.exec(made.location ?? '')?.[1] ?? '';
    const params = { id };
    expect((await w.ask(edit.action, `/answers/${id}/edit`, { params, form: w.typed({ revision: '0', short: 'Ngắn.' }) })).location).toBe(`/answers/${id}?done=saved`);
    expect((await w.ask(submission.action, `/answers/${id}/submission`, { params, form: { revision: '1' } })).location).toBe(`/answers/${id}?done=submitted`);
    expect((await w.ask(queue.loader, '/answers/appraisal', { who: w.appraiser })).location).toBe(`/answers/${id}/approval`);
    const { hash, id: versionId } = await w.newest(id);
    expect((await w.ask(approval.action, `/answers/${id}/approval`, { who: w.appraiser, params, form: { hash: hash ?? '', note: '', onward: 'next' } })).location).toBe(`/answers/${id}?done=approved`);
    expect((await w.ask(schedule.action, `/answers/${id}/schedule`, { who: w.appraiser, params, form: { version: versionId, when: 'at', publishAt: '2026-11-23T08:00:01', withdrawAt: '2026-11-23T08:00:05' } })).location).toBe(`/answers/${id}?done=scheduled`);
    w.clock.pass({ seconds: 1 });
    expect(await w.shown('muc-2')).toMatchObject({ short: 'Ngắn.' });
    const { id: publication } = await w.db.selectFrom('faq_publication').select('id').executeTakeFirstOrThrow();
    expect((await w.ask(keeping.action, `/answers/${id}/publications/x/keeping`, { params: { id, publication }, form: {} })).location).toBe(`/answers/${id}?done=kept`);
    expect((await w.ask(cancellation.action, `/answers/${id}/publications/x/cancellation`, { params: { id, publication }, form: {} })).status).toBe(409);
    expect((await w.ask(withdrawal.action, `/answers/${id}/withdrawal`, { params, form: { when: 'now', reason: 'Sai' } })).location).toBe(`/answers/${id}?done=withdrawn`);
    expect((await w.ask(versions.action, `/answers/${id}/versions`, { params, form: {} })).location).toBe(`/answers/${id}/edit`);
    expect((await w.ask(discarding.action, `/answers/${id}/discarding`, { params, form: { revision: '0' } })).location).toBe(`/answers/${id}?done=discarded`);
    expect((await w.ask(retirement.action, `/answers/${id}/retirement`, { params, form: { reason: 'Bỏ' } })).location).toBe(`/answers/${id}?done=retired`);
    expect((await w.ask(restoration.action, `/answers/${id}/restoration`, { params, form: {} })).location).toBe(`/answers/${id}?done=restored`);
    expect((await w.ask(renewal.action, `/answers/${id}/renewal`, { params, form: {} })).status).toBe(409);
  });
});

describe('two editors at once', () => {
  it('the second gets the other’s change beside her words, and nothing of either is lost', async () => {
    await using w = await world();
    const id = await w.add();
    await w.must(w.edit(id, { fee: 'Không thu phí', short: 'Người kia viết.' }, w.second, 0));
    const { status, body } = await w.ask(edit.action, `/answers/${id}/edit`, { params: { id }, form: w.typed({ revision: '0', short: 'Tôi viết.', place: 'Phường' }) });
    expect([status, said(body)['form']]).toEqual([409, expect.stringContaining('Đỗ Thị Ấm')]);
    expect(body).toMatchObject({ values: { short: 'Tôi viết.', place: 'Phường', fee: 'Không thu phí' }, overlaps: [{ field: 'short', after: 'Người kia viết.', isContested: true }, { field: 'fee', after: 'Không thu phí', isContested: false }] });
    const { body: data } = await w.ask(edit.loader, `/answers/${id}/edit`, { params: { id } });
    const html = renderRoute(edit, { data, sent: body });
    expect(pageFaults(html)).toEqual([]);
    expect(html).toMatch(/name="revision" value="1"/);
    expect(html).toContain('Tôi viết.');
    expect(html).toContain('Người kia viết.');
    expect((await w.ask(edit.action, `/answers/${id}/edit`, { params: { id }, form: { ...(body as { values: Record<string, string> }).values, revision: '1' } })).status).toBe(303);
    expect(await w.newest(id)).toMatchObject({ short: 'Tôi viết.', fee: 'Không thu phí', place: 'Phường' });
  });

  it('keeps the words of whoever was writing when somebody handed the draft in', async () => {
    await using w = await world();
    const id = await w.add();
    await w.must(w.handIn(id, w.second));
    const { status, body } = await w.ask(edit.action, `/answers/${id}/edit`, { params: { id }, form: w.typed({ revision: '0', short: 'Tôi đang viết.' }) });
    expect([status, said(body)['form']]).toEqual([422, expect.stringContaining('Không có bản nháp')]);
    const { body: data } = await w.ask(edit.loader, `/answers/${id}/edit`, { params: { id } });
    expect(renderRoute(edit, { data, sent: body })).toContain('Tôi đang viết.');
    expect(renderRoute(edit, { data })).toContain('Không có bản nháp nào đang mở');
  });
});

describe('bad input', () => {
  it.each<[string, Record<string, string>, string]>([
    ['no question', { question: '' }, 'question'],
    ['a question of two lines', { question: 'a\r\nBcc: b' }, 'question'],
    ['a question that is too long', { question: 'ă'.repeat(201) }, 'question'],
    ['only marks', { question: '\u0301\u0301' }, 'none'],
    ['HTML in the steps', { body: '<iframe src=//x>' }, 'body'],
    ['a script behind a link', { body: '[a](javascript:alert(1))' }, 'body'],
    ['steps without end', { body: 'x'.repeat(40_001) }, 'body'],
    ['a day that is none', { asOf: '31/02/2026' }, 'asOf'],
    ['a day to come', { asOf: '2030-01-01', reviewDue: '' }, 'asOf'],
    ['an unknown topic', { topic: 'x' }, 'topic'],
    ['a topic that is a path', { topic: '../../x' }, 'topic'],
    ['an audience that is none', { audience: 'EVERYBODY' }, 'audience'],
    ['a code with marks', { slug: 'Mã Có Dấu' }, 'slug'],
    ['forty-one wordings', { variants: Array.from({ length: 41 }, (_, at) => `x${at}`).join('\n') }, 'variants'],
    ['a line that is too long', { papers: 'y'.repeat(301) }, 'papers'],
    ['an unknown document', { legalBasis: 'Luật lạ | Điều 1' }, 'legalBasis'],
  ])('%s is refused at its field, with everything that was typed', async (_what, changes, field) => {
    await using w = await world();
    const form = w.typed({ slug: '', ...changes });
    const { status, body } = await w.ask(fresh.action, '/answers/new', { form });
    if (field === 'none') return expect(status).toBe(303);
    expect([status, Object.keys(said(body))]).toEqual([422, expect.arrayContaining([field])]);
    const kept = (body as { values: Record<string, string> }).values;
    for (const [name, value] of Object.entries(form)) expect(kept[name]?.replace(/\s+$/, ''), name).toBe(value.replace(/\r\n/g, '\n').normalize('NFC').replace(/\s+$/, ''));
    expect(pageFaults(renderRoute(fresh, { data: (await w.ask(fresh.loader, '/answers/new')).body, sent: body }))).toEqual([]);
  });

  it('moments that are none or over are refused', async () => {
    await using w = await world();
    const id = await w.published();
    await w.nextVersion(id, { short: 'Hai.' });
    const { id: versionId } = await w.newest(id);
    const at = async (publishAt: string, withdrawAt = '') => said((await w.ask(schedule.action, `/answers/${id}/schedule`, { params: { id }, form: { version: versionId, when: 'at', publishAt, withdrawAt } })).body);
    for (const wrong of ['', 'mai', '2026-02-30T08:00:00', '30/02/2026 08:00', '2026-11-24T25:00:00', '2026-11-24T08:00:00Z', '2026-11-23T07:59:59']) expect(Object.keys(await at(wrong)), wrong).toEqual(['publishAt']);
    expect(await at('2026-11-24T08:00:00', '2026-11-24T08:00:00')).toHaveProperty('withdrawAt');
    expect(said((await w.ask(withdrawal.action, '/x', { params: { id }, form: { when: 'at', withdrawAt: '', reason: '' } })).body)).toEqual({ reason: expect.any(String) as string, withdrawAt: expect.any(String) as string });
    expect((await w.ask(approval.action, '/x', { who: w.appraiser, params: { id }, form: { hash: 'ngắn' } })).status).toBe(422);
  });

  it('addresses of nothing are not found; filters that nobody understands are left out', async () => {
    await using w = await world();
    const id = await w.add({ question: 'Đường Nguyễn Thuỳ Dương ở đâu?' });
    for (const [route, params] of [[answer, { id: 'x' }], [version, { id, number: '7' }], [version, { id, number: '0' }], [version, { id, number: 'x' }], [document, { document: 'x' }], [check, { batch: 'x' }]] as const) expect((await w.ask(route.loader, '/x', { params })).status).toBe(404);
    const found = async (search: string) => ((await w.ask(desk.loader, `/answers?${search}`)).body as { found: number }).found;
    for (const [search, count] of [['q=thuy+duong', 1], ['q=DUONG%20nguyen', 1], ["q='%20or%201=1", 0], ['q=%25', 0], ['q=%F0%9F%99%82', 0], ['state=x&topic=y', 0], ['state=x', 1], ['state=DRAFT', 1], ['state=SHOWN', 0], ['due=OVERDUE', 0], ['lapsed=on', 0], ['page=-1', 1], [`q=${'ă'.repeat(5_000)}`, 1]] as const) expect(await found(search), search).toBe(count);
  });
});

/** Options stand inside their labels. */
const isOption = /^no label: input class="tick" type="(radio|checkbox)"/;

it('every page reads well in both languages, empty and full', async () => {
  await using w = await world();
  const draw = async (route: { loader: unknown }, path: string, params: Record<string, string> = {}, who = w.editor) => {
    const { body, status } = await w.ask(route.loader, path, { params, who });
    expect(status, path).toBe(200);
    for (const locale of ['vi', 'en'] as const) expect(pageFaults(renderRoute(route, { data: body, locale })).filter((fault) => !isOption.test(fault)), path).toEqual([]);
  };
  for (const [route, path] of [[desk, '/answers'], [reviews, '/answers/reviews'], [documents, '/answers/documents'], [importing, '/answers/import'], [fresh, '/answers/new']] as const) await draw(route, path);
  const made = await addDocument(w.ports, w.editor, { name: 'Thông tư 64', effectiveFrom: null, effectiveTo: '2026-12-31' });
  const id = await w.published({ slug: 'muc-2', volatility: 'HIGH', asOf: '2026-01-01', reviewDue: '2026-01-31', legalBasis: [{ document: 'Thông tư 64', article: null, effectiveFrom: null, effectiveTo: null }], transferTo: 'cong-an-xa' });
  await w.nextVersion(id, { short: 'Bản hai.', volatility: 'LOW', transferTo: null });
  await w.must(w.publish(id, '2026-11-25T08:00:00', '2026-12-25T08:00:00'));
  const waiting = await w.add({ confidence: 'B' });
  await w.must(w.handIn(waiting));
  const unsure = await w.add({ confidence: 'C' });
  const retired = await w.published();
  await w.must(retireAnswer(w.ports, w.editor, { entryId: retired, reason: 'Bỏ' }));
  const upload = await uploadAnswers(w.ports, w.editor, { name: 'a.yaml', bytes: Buffer.from('[{ slug: x }]') });
  for (const [route, path] of [[desk, '/answers'], [reviews, '/answers/reviews'], [documents, '/answers/documents'], [importing, '/answers/import']] as const) await draw(route, path);
  for (const one of [id, waiting, unsure, retired]) for (const who of [w.editor, w.appraiser, w.both]) await draw(answer, `/answers/${one}`, { id: one }, who);
  for (const route of [edit, mouths]) await draw(route, '/x', { id: unsure });
  for (const one of [id, retired]) await draw(schedule, '/x', { id: one });
  for (const route of [withdrawal, retirement, mouths]) await draw(route, '/x', { id });
  await draw(version, '/x?with=1', { id, number: '2' });
  await draw(approval, '/x', { id: waiting }, w.appraiser);
  for (const search of ['', '?effectiveTo=2026-11-30&effectiveFrom=', '?effectiveTo=2026-11-01']) await draw(document, `/x${search}`, { document: made.ok ? made.id : '' });
  await draw(check, '/x', { batch: upload.ok ? upload.id : '' });
  const { text } = await w.ask(exporting.loader, '/answers/export');
  expect(text).toContain('slug: muc-2');
  expect((await w.ask(successors.action, '/x', { params: { document: made.ok ? made.id : '' }, form: { 'entries[]': id } })).status).toBe(409);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { addMember } from '../../../tests/world/contest-judging.ts';
import { publishedWorld } from '../../../tests/world/contest-published.ts';
import type { MadeEntry, ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makeOutsider } from '../../../tests/world/contests.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { proposeAdoption } from '../commands/propose-adoption.server.ts';
import type { AdoptionState } from '../rules/adoption.ts';
import * as recognition from './adoption-recognition.ts';
import * as state from './adoption-state.tsx';
import * as completion from './adoption-step-completion.ts';
import * as steps from './adoption-steps.tsx';
import * as adoption from './adoption.tsx';
import * as adoptions from './adoptions.tsx';
import * as appeal from './appeal.tsx';
import * as contestAdoptions from './contest-adoptions.tsx';
import * as entryAppeal from './entry-appeal.tsx';
import * as gallery from './entry-gallery.tsx';
import * as entryResult from './entry-result.tsx';
import * as publicAdoption from './public-adoption.tsx';
import * as publicResults from './public-results.tsx';
import * as withdrawal from './publication-withdrawal.tsx';
import * as publication from './publication.tsx';

type Route = { loader: unknown };
const path = '/contest-desk/here';
/** People from outside are nobody at the desk. */
const pathOf = (as: Actor | null) => (as?.accountKind === 'SERVICE' ? '/contests/here' : path);
const entryAt = (w: ResultsWorld, at: number): MadeEntry => w.entries[at] ?? { id: '', number: '', owner: w.auditor };
const faultsOf = (html: string) => pageFaults(html).filter((fault) => !fault.startsWith('no label: input class="tick" type="radio"'));
/** The page in Vietnamese; in both languages without faults. */
async function shown(w: ResultsWorld, route: Route, as: Actor | null, params: Record<string, string> = {}, sent?: unknown): Promise<string> {
  const answer = await w.ask(route.loader, as, params, undefined, pathOf(as));
  expect(answer.status).toBe(200);
  const [vi = '', en = ''] = (['vi', 'en'] as const).map((locale) => renderRoute(route, { data: JSON.parse(JSON.stringify(answer.body)), locale, ...(sent === undefined ? {} : { sent }) }));
  expect([faultsOf(vi), faultsOf(en)]).toEqual([[], []]);
  return vi;
}

describe('an adoption by its forms', () => {
  let w: ResultsWorld;
  let leader: Actor;
  let id: string;
  beforeAll(async () => {
    w = await publishedWorld();
    const unit = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    leader = await w.person('UNIT_LEADER', unit);
    const made = await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: entryAt(w, 0).id, unit });
    id = made.ok ? made.id : '';
  });
  afterAll(() => w[Symbol.asyncDispose]());
  const revision = async () => String((await w.db.selectFrom('adoption').select('revision').executeTakeFirstOrThrow()).revision);
  const send = async (route: { action: unknown }, form: Record<string, string>, params: Record<string, string> = {}, as = leader) => w.ask(route.action, as, { id, ...params }, { revision: await revision(), ...form }, path);
  const offered = (html: string) => [...html.matchAll(/name="state"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="state"/g)].map(([, one, other]) => one ?? other);

  it.each<[AdoptionState, AdoptionState[]]>([
    ['PROPOSED', ['PILOT', 'NOT_APPLIED']],
    ['PILOT', ['APPLIED', 'NOT_APPLIED']],
    ['APPLIED', ['NOT_APPLIED']],
    ['NOT_APPLIED', ['PILOT']],
  ])('%s offers exactly what may follow: %j', async (from, to) => {
    await w.db.updateTable('adoption').set({ state: from, reason: from === 'NOT_APPLIED' ? 'Chưa có kinh phí vận hành.' : null }).execute();
    expect(offered(await shown(w, state, leader, { id }))).toEqual(to);
    for (const other of (['PROPOSED', 'PILOT', 'APPLIED', 'NOT_APPLIED'] as const).filter((one) => !to.includes(one))) expect((await send(state, { state: other, reason: 'Một lý do đủ dài.' })).status).toBe(409);
  });

  it('keeps the reason that was too short, says so at its field, and takes a longer one', async () => {
    await w.db.updateTable('adoption').set({ state: 'PILOT', reason: null }).execute();
    const refused = await send(state, { state: 'NOT_APPLIED', reason: 'ngắn <b>' });
    expect(refused.status).toBe(409);
    const html = await shown(w, state, leader, { id }, refused.body);
    for (const word of ['ngắn &lt;b&gt;', 'href="#reason"', `href="/contest-desk/adoptions/${id}" class="btn btn-ghost"`]) expect(html).toContain(word);
    expect((await send(state, { state: 'NOT_APPLIED', reason: 'Chưa có kinh phí vận hành <i>.' })).status).toBe(303);
    expect(await shown(w, publicAdoption, null)).toContain('Chưa có kinh phí vận hành &lt;i&gt;.');
  });

  it('refuses a state that there is not, and forms without their revision', async () => {
    expect((await send(state, { state: 'SOLD', reason: '' })).status).toBe(422);
    expect((await w.ask(state.action, leader, { id }, { state: 'PILOT', reason: '' }, path)).status).toBe(422);
    expect((await send(recognition, { recognition: 'MAYBE' })).status).toBe(422);
  });

  it.each([
    ['an amount in words', { amount: 'nhiều' }, 422],
    ['no amount', { amount: '' }, 409],
    ['no measure', { unit: '' }, 409],
    ['no evidence', { evidence: '' }, 409],
    ['evidence that is no web address', { evidence: 'ftp://x' }, 422],
    ['a day of the future', { on: '2026-11-24' }, 409],
    ['a day that there is not', { on: '2026-02-30' }, 422],
    ['no words', { title: '  ' }, 422],
  ])('refuses a benefit with %s, and keeps all that was typed', async (_what, more, status) => {
    const typed = { kind: 'BENEFIT', title: 'Giảm giờ công', on: '2026-11-20', amount: '1.200,5', unit: 'giờ', evidence: 'https://vi-du.invalid/a', ...more };
    const answer = await send(steps, typed);
    expect(answer.status).toBe(status);
    const html = await shown(w, steps, leader, { id }, answer.body);
    for (const word of [typed.title, typed.unit, typed.evidence, status === 409 ? typed.amount.replace('.', '') : typed.amount].filter((text) => text.trim() !== '')) expect(html).toContain(`value="${word}"`);
    expect(await w.db.selectFrom('adoption_step').select('id').where('kind', '=', 'BENEFIT').execute()).toEqual([]);
  });

  it('takes a milestone of the future, which its owner completes once', async () => {
    expect((await send(steps, { kind: 'MILESTONE', title: 'Tập huấn', on: '2027-01-15', amount: '', unit: '', evidence: '' })).status).toBe(303);
    const { id: step } = await w.db.selectFrom('adoption_step').select('id').where('kind', '=', 'MILESTONE').executeTakeFirstOrThrow();
    expect(await shown(w, adoption, leader, { id })).toContain(`/steps/${step}/completion`);
    expect((await send(completion, {}, { step })).status).toBe(303);
    expect((await send(completion, {}, { step })).status).toBe(409);
    expect((await send(completion, {}, { step: 'khong-co' })).status).toBe(404);
    expect(await shown(w, adoption, leader, { id })).toContain('Xong ngày 23/11/2026');
  });

  it('records where the recognition stands, and says that it is a procedure of its own', async () => {
    expect((await send(recognition, { recognition: 'RECOGNISED' })).status).toBe(303);
    expect(await shown(w, adoption, w.auditor, { id })).toContain('Lãnh đạo của đơn vị áp dụng cập nhật trang này.');
    expect((await w.db.selectFrom('adoption').select('recognition').executeTakeFirstOrThrow()).recognition).toBe('RECOGNISED');
  });

  it('is not there for leaders of other units, and closed to everybody else', async () => {
    const elsewhere = await w.person('UNIT_LEADER', await makeUnit(w.db, { name: 'UBND xã khác' }));
    for (const route of [adoption, state, steps]) expect((await w.ask(route.loader, elsewhere, { id }, undefined, path)).status).toBe(404);
    expect((await send(state, { state: 'PILOT', reason: '' }, {}, elsewhere)).status).toBe(404);
    expect(await shown(w, adoptions, elsewhere)).not.toContain('Sáng kiến số 1');
    for (const nobody of [await makePerson(w.db), await makeOutsider(w.db)]) expect((await w.ask(adoption.loader, nobody, { id }, undefined, path)).status).toBe(403);
  });
});

describe('giving a prize to a unit by its form', () => {
  it('keeps what was chosen where it is refused, and an organiser’s own entry is refused with the reason', async () => {
    await using w = await publishedWorld();
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).where('id', '=', entryAt(w, 0).id).execute();
    const refused = await w.ask(contestAdoptions.action, w.organiser, {}, { entry: entryAt(w, 0).id, unit: w.contest.unitId }, path);
    expect(refused.status).toBe(409);
    const html = await shown(w, contestAdoptions, w.organiser, {}, refused.body);
    expect(html).toContain('Đây là bài của Anh/Chị hoặc của đội Anh/Chị');
    expect(html).toMatch(new RegExp(`<option value="${entryAt(w, 0).id}" selected="">`));
    for (const form of [{ entry: '', unit: w.contest.unitId }, { entry: entryAt(w, 1).id, unit: '' }]) expect([409, 422]).toContain((await w.ask(contestAdoptions.action, w.organiser, {}, form as unknown as Record<string, string>, path)).status);
    expect(await shown(w, contestAdoptions, w.auditor)).not.toContain('name="unit"');
  });
});

describe('the consent to be shown', () => {
  it('is the owner’s: the team reads it, strangers find nothing, and nobody else changes it', async () => {
    await using w = await publishedWorld();
    const { id, owner } = entryAt(w, 0);
    const mate = await makeOutsider(w.db, { fullName: 'Thành Viên' });
    await addMember(w.db, id, mate);
    expect(await shown(w, gallery, owner, { id })).toContain('Đồng ý hiển thị');
    const seen = await shown(w, gallery, mate, { id });
    expect([seen.includes('Chỉ người đứng tên'), seen.includes('value="give"'), seen.includes('value="withdraw"'), seen.includes('value="unname"')]).toEqual([true, false, false, true]);
    expect((await w.ask(gallery.action, mate, { id }, { deed: 'give' })).status).toBe(409);
    for (const stranger of [entryAt(w, 1).owner, w.organiser, w.auditor]) expect((await w.ask(gallery.loader, stranger, { id })).status).toBe(404);
    expect(await w.db.selectFrom('gallery_consent').select('entry_id').execute()).toEqual([]);
  });
});

describe('an objection and what follows from it, by their forms', () => {
  let w: ResultsWorld;
  beforeAll(async () => {
    w = await publishedWorld();
  });
  afterAll(() => w[Symbol.asyncDispose]());
  const appealId = async () => (await w.db.selectFrom('result_appeal').select('id').executeTakeFirstOrThrow()).id;

  it('has its form while there is time, and its words afterwards', async () => {
    const { id, owner } = entryAt(w, 2);
    expect(await shown(w, entryResult, owner, { id })).toContain(`/contests/entries/${id}/appeal`);
    expect((await w.ask(entryAppeal.action, owner, { id }, { words: 'Đề nghị xem lại tiêu chí <b>Tính mới</b>.' })).status).toBe(303);
    const html = await shown(w, entryResult, owner, { id });
    expect([html.includes('&lt;b&gt;Tính mới&lt;/b&gt;'), html.includes('chưa trả lời'), html.includes(`/contests/entries/${id}/appeal"`)]).toEqual([true, true, false]);
    const late = entryAt(w, 3);
    w.clock.set('2026-12-03T01:00:00.000Z');
    expect(await shown(w, entryResult, late.owner, { id: late.id })).toContain('Đã hết thời hạn khiếu nại');
    expect((await w.ask(entryAppeal.action, late.owner, { id: late.id }, { words: 'Đề nghị xem lại điểm của bài.' })).status).toBe(409);
    w.clock.set('2026-11-23T01:00:00.000Z');
  });

  it('is read at the desk and answered by organisers only, once', async () => {
    const params = { appeal: await appealId() };
    expect(await shown(w, appeal, w.auditor, params)).not.toContain('name="answer"');
    expect((await w.ask(appeal.action, w.publisher, params, { outcome: 'UPHELD', answer: 'Khiếu nại đúng.' })).status).toBe(403);
    for (const form of [{ outcome: '', answer: 'Khiếu nại đúng, xem lại.' }, { outcome: 'UPHELD', answer: ' ' }, { outcome: 'PERHAPS', answer: 'Khiếu nại đúng, xem lại.' }]) expect((await w.ask(appeal.action, w.organiser, params, form)).status).toBe(422);
    // Nothing to take back before somebody has found for it.
    expect((await w.ask(withdrawal.loader, w.publisher)).status).toBe(409);
    expect((await w.ask(appeal.action, w.organiser, params, { outcome: 'UPHELD', answer: 'Khiếu nại đúng: một tệp chưa được chấm.' })).status).toBe(303);
    expect((await w.ask(appeal.action, w.organiser, params, { outcome: 'DISMISSED', answer: 'Đổi ý, giữ nguyên kết quả.' })).status).toBe(409);
    expect(await shown(w, appeal, w.organiser, params)).not.toContain('name="answer"');
  });

  it('lets a publisher take the results back with a reason that everybody reads', async () => {
    expect(await shown(w, publication, w.publisher)).toContain('/results/withdrawal');
    expect(await shown(w, publication, w.organiser)).not.toContain('/results/withdrawal');
    expect(await shown(w, withdrawal, w.publisher)).toContain(entryAt(w, 2).number);
    const short = await w.ask(withdrawal.action, w.publisher, {}, { version: '1', reason: 'ngắn' });
    expect(short.status).toBe(422);
    expect((await w.ask(withdrawal.action, w.publisher, {}, { version: '7', reason: 'Một tệp chưa được chấm <b>.' })).status).toBe(409);
    expect((await w.ask(withdrawal.action, w.publisher, {}, { version: '1', reason: 'Một tệp chưa được chấm <b>.' })).status).toBe(303);
    for (const [route, as, params] of [[publicResults, null, {}], [entryResult, entryAt(w, 0).owner, { id: entryAt(w, 0).id }], [publication, w.auditor, {}]] as const) {
      const html = await shown(w, route, as, params);
      expect(html).toContain('Một tệp chưa được chấm &lt;b&gt;.');
      expect(html).not.toContain('Giải nhất</p>');
    }
    expect(await shown(w, publicResults, null)).not.toContain(entryAt(w, 0).number);
  });
});

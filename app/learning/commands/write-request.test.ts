import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { recognitionWorld, type RecognitionWorld } from '../../../tests/world/recognition.ts';
import { newId } from '../../platform/ids.ts';
import { listOwnRequests, listRequestableCourses } from '../queries/recognition-requests.server.ts';
import { grantExemption } from './grant-exemption.server.ts';
import { beginRequest, editRequest, submitRequest, withdrawRequest } from './write-request.server.ts';

let w: RecognitionWorld;
beforeEach(async () => {
  w = await recognitionWorld();
});
afterEach(() => w[Symbol.asyncDispose]());

const states = async () => (await listOwnRequests(w.db, w.learner.id)).map(({ state }) => state);

describe('a request is begun', () => {
  it('once by a double click, and edited by the form of before', async () => {
    const form = w.form();
    expect(await Promise.all([beginRequest(w.ports, w.learner, form), beginRequest(w.ports, w.learner, form)])).toEqual([{ ok: true }, { ok: true }]);
    expect(await beginRequest(w.ports, w.learner, { ...form, number: '0418' })).toEqual({ ok: true });
    expect(await listOwnRequests(w.db, w.learner.id)).toMatchObject([{ number: '0418', state: 'DRAFT', revision: 1, courseTitle: 'An toàn thông tin' }]);
    expect(await w.audit()).toEqual([]);
  });

  it('not a second time for the same course, until the first is taken back', async () => {
    const first = await w.drafted();
    expect(refusals(await beginRequest(w.ports, w.learner, w.form({ number: '2' })))).toMatch(/^courseId: .*đang có một đề nghị/);
    await withdrawRequest(w.ports, w.learner, first);
    expect(await beginRequest(w.ports, w.learner, w.form({ number: '2' }))).toEqual({ ok: true });
  });

  it('by two people for the same course', async () => {
    await w.sent();
    await w.sent({}, await makePerson(w.db, { unitId: w.units.office }));
    expect(await w.db.selectFrom('recognition_request').select('id').execute()).toHaveLength(2);
  });

  it.each([
    ['issuedOn', { issuedOn: '2026-11-24' }], ['lastDay', { lastDay: '2026-11-22' }], ['courseId', { courseId: newId() }],
  ])('not with a wrong %s', async (field, change) => {
    expect(refusals(await beginRequest(w.ports, w.learner, w.form(change)))).toMatch(new RegExp(`^${field}: `));
    expect(await states()).toEqual([]);
  });

  it('until today itself', async () => {
    expect(await beginRequest(w.ports, w.learner, w.form({ issuedOn: '2026-11-23', lastDay: '2026-11-23' }))).toEqual({ ok: true });
  });

  it('not with the id of somebody else’s, of which it tells nothing', async () => {
    const id = await w.drafted();
    await expect(beginRequest(w.ports, await makePerson(w.db, { unitId: w.units.other }), w.form({ id }))).rejects.toMatchObject({ kind: 'not-found' });
    expect((await w.own(id)).userId).toBe(w.learner.id);
  });

  it('not for a course that is completed or exempted from', async () => {
    const done = await makeCourse(w.db, { slug: 'da-xong', title: 'Khoá đã xong' });
    const choices = async () => (await listRequestableCourses(w.db, w.learner.id, w.today())).map(({ slug }) => slug);
    expect(await choices()).toEqual(['an-toan', 'da-xong']);
    await enrolled(w.db, w.learner.id, done);
    await happened(w.db, w.learner.id, done, '2026-11-20T01:00:00.000Z', facts.courseDone(done));
    await grantExemption(w.ports, w.admin, { id: newId(), userId: w.learner.id, courseId: w.course.courseId, kind: 'LONG_LEAVE', reason: 'Nghỉ theo quyết định', validFrom: w.today(), lastDay: '2026-12-31' });
    expect(await choices()).toEqual([]);
    expect(refusals(await beginRequest(w.ports, w.learner, w.form()))).toMatch(/đã hoàn thành hoặc đã được miễn/);
  });
});

describe('a draft is edited', () => {
  it('by the tab that saw it last; the other is told, and what it typed the same is no fault', async () => {
    const id = await w.drafted();
    const edit = (change: object) => editRequest(w.ports, w.learner, w.form({ id, ...change }));
    expect(await edit({ number: 'A', revision: 0 })).toEqual({ ok: true });
    expect(refusals(await edit({ number: 'B', revision: 0 }))).toMatch(/^form: .*cửa sổ khác/);
    expect(await edit({ number: 'A', revision: 0 })).toEqual({ ok: true });
    expect(await edit({ number: 'B', revision: 1 })).toEqual({ ok: true });
    expect(await w.own(id)).toMatchObject({ number: 'B', revision: 2, copy: { name: 'chung-nhan.pdf' } });
  });

  it('not once it is sent, and by nobody else', async () => {
    const id = await w.sent();
    expect(refusals(await editRequest(w.ports, w.learner, w.form({ id, number: 'B' })))).toMatch(/^form: /);
    await expect(editRequest(w.ports, w.admin, w.form({ id }))).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('a request is sent', () => {
  it('with its copy only', async () => {
    const form = w.form();
    await beginRequest(w.ports, w.learner, form);
    expect(refusals(await submitRequest(w.ports, w.learner, form.id))).toMatch(/^file: /);
    expect(await states()).toEqual(['DRAFT']);
  });

  it('once by a double click, which tells the nearest training administrator once', async () => {
    const id = await w.drafted();
    expect(await Promise.all([submitRequest(w.ports, w.learner, id), submitRequest(w.ports, w.learner, id)])).toEqual([{ ok: true }, { ok: true }]);
    expect(await w.told()).toEqual(['recognition-sent Lê Hoài Ân']);
    expect(await w.audit()).toEqual(['recognition.submit']);
  });

  it('to those of the province where none is nearer, and never to oneself', async () => {
    await w.sent({}, await makePerson(w.db, { unitId: w.units.other, fullName: 'Hà Văn Sáu' }));
    await w.sent({}, w.admin);
    expect(await w.told()).toEqual(['recognition-sent Vũ Minh Tuệ']);
  });

  it('not to somebody whose account rests', async () => {
    await w.db.updateTable('user_account').set({ disabled_at: '2026-11-01T00:00:00.000Z' }).where('id', '=', w.wardAdmin.id).execute();
    await w.sent();
    expect(await w.told()).toEqual(['recognition-sent Vũ Minh Tuệ']);
  });

  it('not when the certificate has lapsed since it was typed', async () => {
    const id = await w.drafted({ lastDay: '2026-11-24' });
    w.clock.pass({ days: 2 });
    expect(refusals(await submitRequest(w.ports, w.learner, id))).toMatch(/^lastDay: /);
  });
});

describe('a request is taken back', () => {
  it('while nobody has decided, and its copy is erased', async () => {
    const id = await w.sent();
    expect(w.copies()).toHaveLength(1);
    expect(await Promise.all([withdrawRequest(w.ports, w.learner, id), withdrawRequest(w.ports, w.learner, id)])).toEqual([{ ok: true }, { ok: true }]);
    expect([await states(), w.copies(), await w.audit()]).toEqual([['WITHDRAWN'], [], ['recognition.submit', 'recognition.withdraw']]);
    expect((await w.own(id)).copy?.isErased).toBe(true);
  });

  it('by its learner only, and a draft without a word in the log', async () => {
    const id = await w.drafted();
    await expect(withdrawRequest(w.ports, w.wardAdmin, id)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await withdrawRequest(w.ports, w.learner, id)).toEqual({ ok: true });
    expect([await w.audit(), w.copies()]).toEqual([[], []]);
    expect(refusals(await submitRequest(w.ports, w.learner, id))).toMatch(/^form: /);
  });
});

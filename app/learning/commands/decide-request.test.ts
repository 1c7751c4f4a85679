import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { pdf } from '../../../tests/world/entry-files.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { recognitionWorld, type RecognitionWorld } from '../../../tests/world/recognition.ts';
import type { Grant, Role } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import type { DecisionForm } from '../forms/recognition-requests.ts';
import { findExemption } from '../queries/exemptions.server.ts';
import { countWaitingRequests, decisionPage, requestsDesk } from '../queries/recognition-desk.server.ts';
import { listTrainingWork } from '../queries/waiting-work.server.ts';
import { decideRequest } from './decide-request.server.ts';
import { grantExemption } from './grant-exemption.server.ts';
import { withdrawRequest } from './write-request.server.ts';

let w: RecognitionWorld;
beforeEach(async () => {
  w = await recognitionWorld();
});
afterEach(() => w[Symbol.asyncDispose]());

const yes = (change: Partial<DecisionForm> = {}): DecisionForm => ({ decision: 'ACCEPTED', lastDay: '2027-09-30', reason: '', ...change });
const no = (reason = 'Nội dung chưa có phần bảo vệ dữ liệu cá nhân.'): DecisionForm => ({ decision: 'REFUSED', lastDay: null, reason });
const exemptions = () => w.db.selectFrom('exemption').selectAll().execute();

describe('whoever decides', () => {
  it.each<[Role, Grant['scope'], boolean]>([['TRAINING_ADMIN', 'ALL', true], ['SYSTEM_ADMIN', 'ALL', false], ['AUDITOR', 'ALL', false], ['UNIT_LEADER', 'ALL', false], ['LEARNER', 'SELF', false]])('may be %s with scope %s: %s', async (role, scope, may) => {
    const id = await w.sent();
    const actor = await makePerson(w.db, { unitId: w.units.province, grants: [{ role, scope, unitId: null }] });
    if (may) expect(await decideRequest(w.ports, actor, id, yes())).toEqual({ ok: true });
    else await expect(decideRequest(w.ports, actor, id, yes())).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await exemptions()).toHaveLength(may ? 1 : 0);
  });

  it('administers the learner’s unit, and never decides about herself', async () => {
    const far = await w.sent({}, await makePerson(w.db, { unitId: w.units.other }));
    await expect(decideRequest(w.ports, w.wardAdmin, far, yes())).rejects.toMatchObject({ kind: 'not-found' });
    const own = await w.sent({}, w.wardAdmin);
    await expect(decideRequest(w.ports, w.wardAdmin, own, yes())).rejects.toMatchObject({ kind: 'not-found' });
    expect(await decideRequest(w.ports, w.admin, own, yes())).toEqual({ ok: true });
  });

  it('does not see drafts', async () => {
    const id = await w.drafted();
    await expect(decisionPage(w.db, w.admin, id, w.today())).rejects.toMatchObject({ kind: 'not-found' });
    expect(await countWaitingRequests(w.db, w.admin, w.today())).toBe(0);
  });
});

describe('a certificate is recognised', () => {
  it('from today to the day that was said: the course is not asked for, and the learner is told once', async () => {
    const id = await w.sent();
    expect(await listTrainingWork(w.db, w.wardAdmin, w.today())).toContainEqual(expect.objectContaining({ kind: 'training.recognition', count: 1, href: '/admin/exemptions/requests' }));
    expect(await Promise.all([decideRequest(w.ports, w.wardAdmin, id, yes()), decideRequest(w.ports, w.wardAdmin, id, yes())])).toEqual([{ ok: true }, { ok: true }]);
    expect(await exemptions()).toMatchObject([{ user_id: w.learner.id, kind: 'RECOGNISED', number: '0417/CN-ATTT', valid_from: '2026-11-23', valid_to: '2027-10-01', created_by: w.wardAdmin.id }]);
    expect(await findExemption(w.db, w.learner.id, w.course.courseId, w.today())).toMatchObject({ kind: 'RECOGNISED', lastDay: '2027-09-30' });
    expect(await w.own(id)).toMatchObject({ state: 'ACCEPTED', countsUntil: '2027-09-30', decidedBy: 'Lê Hoài Ân', reason: 'Công nhận theo đề nghị của người học' });
    expect(await w.told()).toEqual(['recognition-decided Đặng Thị Thuỷ', 'recognition-sent Lê Hoài Ân']);
    expect(await w.audit()).toEqual(['recognition.submit', 'recognition.accept']);
    expect(await w.db.selectFrom('audit_event').select('details').where('action', '=', 'exemption.recognise').executeTakeFirstOrThrow()).toMatchObject({ details: expect.stringContaining('"source":"REQUEST"') as string });
    expect(await listTrainingWork(w.db, w.wardAdmin, w.today())).not.toContainEqual(expect.objectContaining({ kind: 'training.recognition' }));
  });

  it.each([['no day', null], ['a day that is over', '2026-11-22'], ['more than five years', '2031-11-28']])('not with %s', async (_what, lastDay) => {
    const id = await w.sent();
    expect(refusals(await decideRequest(w.ports, w.admin, id, yes({ lastDay })))).toMatch(/^lastDay: /);
    expect([(await w.own(id)).state, await exemptions()]).toEqual(['WAITING', []]);
  });

  it('once, when a list has recognised the same certificate meanwhile', async () => {
    const id = await w.sent();
    await grantExemption(w.ports, w.admin, { id: newId(), userId: w.learner.id, courseId: w.course.courseId, kind: 'RECOGNISED', reason: 'Theo danh sách', validFrom: w.today(), lastDay: '2027-06-30', number: '0417/CN-ATTT', issuer: 'Học viện', issuedOn: '2026-09-15' });
    expect(await decideRequest(w.ports, w.admin, id, yes())).toEqual({ ok: true });
    expect(await exemptions()).toHaveLength(1);
    expect((await w.own(id)).countsUntil).toBe('2027-06-30');
  });

  it('not for somebody who has left, nor for a course that is there no more', async () => {
    const id = await w.sent();
    await w.db.updateTable('course').set({ retired_at: '2026-11-23T00:00:00.000Z' }).where('id', '=', w.course.courseId).execute();
    expect(refusals(await decideRequest(w.ports, w.admin, id, yes()))).toMatch(/^form: Khoá học này không còn/);
    await w.db.updateTable('user_account').set({ left_on: '2026-11-20' }).where('id', '=', w.learner.id).execute();
    expect(refusals(await decideRequest(w.ports, w.admin, id, yes()))).toMatch(/^form: Người này không còn/);
    expect(await decideRequest(w.ports, w.admin, id, no())).toEqual({ ok: true });
  });
});

describe('a certificate is not recognised', () => {
  it('with a reason that the learner reads and the log does not keep; she may ask again', async () => {
    const id = await w.sent();
    expect(await decideRequest(w.ports, w.wardAdmin, id, no())).toEqual({ ok: true });
    expect(await w.own(id)).toMatchObject({ state: 'REFUSED', reason: 'Nội dung chưa có phần bảo vệ dữ liệu cá nhân.', countsUntil: null });
    expect([await exemptions(), await w.told()]).toEqual([[], ['recognition-decided Đặng Thị Thuỷ', 'recognition-sent Lê Hoài Ân']]);
    expect(JSON.stringify(await w.db.selectFrom('audit_event').selectAll().execute())).not.toContain('bảo vệ dữ liệu');
    await w.sent({ number: '0500' });
    expect((await requestsDesk(w.db, w.admin, { tab: 'waiting', q: '', page: 1 }, w.today())).rows).toMatchObject([{ number: '0500' }]);
    expect((await requestsDesk(w.db, w.admin, { tab: 'decided', q: 'thuy', page: 1 }, w.today())).rows).toMatchObject([{ number: '0417/CN-ATTT', state: 'REFUSED' }]);
  });

  it('by two administrators at once only as the first said', async () => {
    const id = await w.sent();
    const outcomes = await Promise.all([decideRequest(w.ports, w.wardAdmin, id, no()), decideRequest(w.ports, w.admin, id, yes())]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false]);
    expect(refusals(outcomes[1])).toMatch(/^form: Đề nghị này đã có quyết định/);
    expect(await exemptions()).toEqual([]);
  });

  it('when its learner has taken it back, and she cannot take back what is decided', async () => {
    const gone = await w.sent();
    await withdrawRequest(w.ports, w.learner, gone);
    expect(refusals(await decideRequest(w.ports, w.admin, gone, no()))).toMatch(/^form: Người học đã rút/);
    const id = await w.sent();
    await decideRequest(w.ports, w.admin, id, no());
    expect(refusals(await withdrawRequest(w.ports, w.learner, id))).toMatch(/^form: /);
    expect((await w.own(id)).state).toBe('REFUSED');
  });
});

describe('the page of a decision', () => {
  it('names who came with the same number or the very same file, within the reader’s units', async () => {
    const near = await makePerson(w.db, { unitId: w.units.ward, fullName: 'Bùi Thị Gần' });
    const far = await makePerson(w.db, { unitId: w.units.other, fullName: 'Cao Văn Xa' });
    await w.sent({ number: 'khác' }, near);
    await w.sent({}, far, pdf('khác'));
    const id = await w.sent();
    const twins = async (reader = w.wardAdmin) => (await decisionPage(w.db, reader, id, w.today())).twins;
    expect(await twins()).toEqual([{ by: 'file', fullName: 'Bùi Thị Gần' }, { by: 'number', fullName: null }]);
    expect(await twins(w.admin)).toEqual([{ by: 'file', fullName: 'Bùi Thị Gần' }, { by: 'number', fullName: 'Cao Văn Xa' }]);
  });

  it('suggests the certificate’s own last day', async () => {
    expect(await decisionPage(w.db, w.admin, await w.sent(), w.today())).toMatchObject({ lastDay: '2027-09-30', latest: '2031-11-23', request: { fullName: 'Đặng Thị Thuỷ', state: 'WAITING' } });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, callForFile } from '../../../tests/world/calls.ts';
import { refusals } from '../../../tests/world/campaigns.ts';
import { pdf } from '../../../tests/world/entry-files.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import { recognitionWorld, type RecognitionWorld } from '../../../tests/world/recognition.ts';
import { requestContext } from '../../../tests/support/context.ts';
import { renderRoute } from '../../../tests/support/render-route.tsx';
import { roles, type Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import * as certificates from './certificates.tsx';
import * as decision from './recognition-decision.tsx';
import * as deskFile from './recognition-decision-file.ts';
import * as edit from './recognition-request-edit.tsx';
import * as ownFile from './recognition-request-file.ts';
import * as fresh from './recognition-request-new.tsx';
import * as submission from './recognition-request-submission.ts';
import * as own from './recognition-request.tsx';
import * as withdrawal from './recognition-request-withdrawal.ts';
import * as desk from './recognition-requests.tsx';

let w: RecognitionWorld;
const tokens = new Map<string, string>();
beforeEach(async () => {
  w = await recognitionWorld();
  tokens.clear();
});
afterEach(() => w[Symbol.asyncDispose]());

type Route = Parameters<typeof call>[0];
type Form = Record<string, string> | FormData;
/** One session a person. */
async function tokenFor(who: Actor): Promise<string> {
  const token = tokens.get(who.id) ?? (await makeSession(w.db, who, w.clock.now().toISOString()));
  tokens.set(who.id, token);
  return token;
}

const asking = async (who: Actor | null, request: string, form?: Form, path = `/certificates/recognition/${request}`) => ({
  db: w.db, clock: w.clock, path, params: { request }, ...(who ? { token: await tokenFor(who) } : {}), ...(form ? { form } : {}),
  context: { env: { ...requestContext(w.db, w.clock).env, DATA_DIR: w.dataDir } },
});
const ask = async (route: Route, who: Actor | null, request = '', form?: Form, path?: string) => call(route, await asking(who, request, form, path));
const fileForm = (name: string, bytes: Buffer) => {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(bytes)], name));
  return form;
};
const typed = (change: Record<string, string> = {}) => ({ id: newId(), revision: '0', courseId: w.course.courseId, title: 'Bồi dưỡng an ninh mạng', number: '0417', issuer: 'Học viện (ví dụ)', issuedOn: '15/09/2026', lastDay: '30/09/2027', note: '', ...change });

describe('the learner', () => {
  it('asks in three steps, sees where it stands, and takes it back', async () => {
    const form = typed();
    expect(await ask(fresh.action, w.learner, '', form)).toMatchObject({ status: 303, location: `/certificates/recognition/${form.id}?done=saved` });
    expect(await ask(own.action, w.learner, form.id, fileForm('chung-nhan.pdf', pdf()))).toMatchObject({ status: 303, location: `/certificates/recognition/${form.id}?done=uploaded` });
    expect(await ask(submission.action, w.learner, form.id, {})).toMatchObject({ status: 303, location: `/certificates/recognition/${form.id}?done=sent` });
    expect((await ask(own.loader, w.learner, form.id)).body).toMatchObject({ request: { state: 'WAITING' } });
    expect(JSON.stringify((await ask(certificates.loader, w.learner)).body)).toContain('Bồi dưỡng an ninh mạng');
    expect(await ask(edit.loader, w.learner, form.id)).toMatchObject({ status: 303, location: `/certificates/recognition/${form.id}` });
    expect(await ask(withdrawal.action, w.learner, form.id, {})).toMatchObject({ status: 303, location: `/certificates/recognition/${form.id}?done=withdrawn` });
    expect((await ask(submission.action, w.learner, form.id, {})).status).toBe(409);
  });

  it('gets her words back with every refusal: of the form, of what the database knows, of a file', async () => {
    const form = typed({ issuedOn: '31/02/2026', title: 'x' });
    const refused = await ask(fresh.action, w.learner, '', form);
    expect([refused.status, refusals(refused)]).toEqual([422, expect.stringMatching(/title: .*\nissuedOn: /s)]);
    expect(refused.body).toMatchObject({ values: { issuedOn: '31/02/2026', number: '0417' } });
    const ahead = await ask(fresh.action, w.learner, '', typed({ issuedOn: '24/11/2026', lastDay: '' }));
    expect([ahead.status, ahead.body]).toMatchObject([422, { values: { issuedOn: '2026-11-24', title: 'Bồi dưỡng an ninh mạng', revision: '0' } }]);
    const id = await w.drafted();
    expect((await ask(edit.action, w.learner, id, typed({ revision: '7', number: 'khác' }))).status).toBe(409);
    expect((await ask(own.action, w.learner, id, fileForm('a.docx', pdf()))).status).toBe(422);
    expect((await ask(own.action, w.learner, id, new FormData())).status).toBe(422);
    expect((await ask(own.action, w.learner, id, {})).status).toBe(422);
    const huge = await call(own.action, { ...(await asking(w.learner, id, new FormData())), headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '200000000' } });
    expect([huge.status, refusals(huge)]).toEqual([422, expect.stringMatching(/^file: Tệp lớn hơn 10 MB/)]);
  });

  it('sees them again also when another tab has sent the request, or asked for the last course, meanwhile', async () => {
    const id = await w.sent();
    const again = { ...(await asking(w.learner, id)), headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    expect((await call(edit.loader, again)).status).toBe(200);
    expect((await call(own.loader, { ...again, path: `/certificates/recognition/${id}?done=saved` })).body).toMatchObject({ done: null });
    const late = await ask(fresh.action, w.learner, '', typed({ number: 'Số của tôi' }));
    expect([late.status, refusals(late)]).toEqual([422, expect.stringContaining('courseId: ')]);
    expect(renderRoute(fresh, { data: (await ask(fresh.loader, w.learner)).body, sent: late.body })).toContain('value="Số của tôi"');
  });

  it('keeps her copy, which is handed out only to be kept', async () => {
    const id = await w.sent();
    const answer = await callForFile(ownFile.loader, await asking(w.learner, id));
    expect([answer.headers.get('content-disposition'), answer.headers.get('content-security-policy'), Buffer.from(await answer.arrayBuffer())]).toEqual([expect.stringContaining('attachment; filename="chung-nhan.pdf"'), "sandbox; default-src 'none'", pdf()]);
    const draft = typed({ courseId: w.course.courseId });
    await ask(fresh.action, w.wardAdmin, '', draft);
    expect((await ask(ownFile.loader, w.wardAdmin, draft.id)).status).toBe(404);
  });

  it('finds nothing of anybody else’s', async () => {
    const id = await w.sent();
    const stranger = await makePerson(w.db, { unitId: w.units.office });
    for (const route of [own.loader, edit.loader, ownFile.loader]) expect((await ask(route, stranger, id)).status).toBe(404);
    for (const route of [submission.action, withdrawal.action]) expect((await ask(route, stranger, id, {})).status).toBe(404);
    expect((await ask(own.action, stranger, id, fileForm('a.pdf', pdf()))).status).toBe(404);
    for (const request of ['x', newId()]) expect((await ask(own.loader, w.learner, request)).status).toBe(404);
    expect((await ask(own.loader, null, id)).location).toMatch(/^\/sign-in\?next=/);
  });

  it('is offered the course she came from, and told when there is none to ask for', async () => {
    expect((await ask(fresh.loader, w.learner, '', undefined, '/certificates/recognition/new?course=an-toan')).body).toMatchObject({ course: 'an-toan', courses: [{ slug: 'an-toan' }] });
    await w.sent();
    const { body } = await ask(fresh.loader, w.learner);
    expect(body).toMatchObject({ courses: [] });
    expect(renderRoute(fresh, { data: body })).toContain('Không có khoá học nào cần công nhận');
  });
});

describe('the desk', () => {
  it.each(roles)('is open to %s only as far as training is hers', async (role) => {
    const id = await w.sent();
    const reader = await makePerson(w.db, { unitId: w.units.province, grants: [{ role, scope: 'ALL', unitId: null }] });
    const status = role === 'TRAINING_ADMIN' ? 200 : 403;
    expect([(await ask(desk.loader, reader)).status, (await ask(decision.loader, reader, id)).status, (await ask(deskFile.loader, reader, id)).status]).toEqual([status, status, status]);
  });

  it('decides, and shows its page again with what was typed when that does not fit', async () => {
    const id = await w.sent();
    const refused = await ask(decision.action, w.wardAdmin, id, { decision: 'REFUSED', lastDay: '', reason: '' });
    expect([refused.status, refusals(refused)]).toEqual([422, expect.stringContaining('reason: ')]);
    const late = await ask(decision.action, w.wardAdmin, id, { decision: 'ACCEPTED', lastDay: '22/11/2026', reason: 'Đủ nội dung' });
    expect([late.status, late.body]).toMatchObject([422, { values: { reason: 'Đủ nội dung', decision: 'ACCEPTED' } }]);
    expect(await ask(decision.action, w.wardAdmin, id, { decision: 'ACCEPTED', lastDay: '30/09/2027', reason: '' })).toMatchObject({ status: 303, location: '/admin/exemptions/requests?done=accepted' });
    expect((await ask(decision.action, w.admin, id, { decision: 'REFUSED', lastDay: '', reason: 'Chưa đủ' })).status).toBe(409);
    const { body } = await ask(decision.loader, w.admin, id);
    expect(renderRoute(decision, { data: body })).toMatch(/Đã công nhận[\s\S]*Lê Hoài Ân[\s\S]*30\/09\/2027/);
  });

  it('leaves a row in the log for each copy that is opened, and none for one that is gone', async () => {
    const id = await w.sent();
    expect((await callForFile(deskFile.loader, await asking(w.wardAdmin, id))).status).toBe(200);
    await ask(withdrawal.action, w.learner, id, {});
    expect((await ask(deskFile.loader, w.wardAdmin, id)).status).toBe(404);
    expect(await w.audit()).toEqual(['recognition.submit', 'recognition.read-copy', 'recognition.withdraw']);
  });

  it('reads strange questions as none', async () => {
    await w.sent();
    for (const question of ['?page=-1', '?tab=x&q=%00%F0%9F%92%A9', `?q=${'x'.repeat(5_000)}`, '?page=99999999999']) expect((await ask(desk.loader, w.admin, '', undefined, `/admin/exemptions/requests${question}`)).status).toBe(200);
  });
});

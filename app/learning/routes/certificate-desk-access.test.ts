import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { makeCertificate } from '../../../tests/world/certificates.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import type { Grant, Role } from '../../people/actor.ts';
import * as deskPage from './admin.certificates.tsx';
import * as revocationPage from './admin.certificates.revocation.tsx';
import * as reissuePage from './admin.certificates.reissue.tsx';
import { loader as pdfLoader } from './certificates.pdf.ts';

/** A province with two communes; the holder works in an office of the first. */
async function province() {
  const db = await freshDb();
  const clock = testClock();
  const top = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình' });
  const own = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: top });
  const office = await makeUnit(db, { name: 'Văn phòng', parentId: own });
  const other = await makeUnit(db, { name: 'UBND xã Bình Lục', parentId: top });
  const holder = await makePerson(db, { fullName: 'Nguyễn Thị Ánh', unitId: office });
  const certificate = await makeCertificate(db, holder);
  const units = { top, own, office, other };
  const as = async (...grants: Grant[]) => visitorOf(db, clock, await makePerson(db, { fullName: 'Trần Quản Trị', unitId: own, grants }));
  return { db, clock, holder, certificate, units, as };
}
type Scope = 'everywhere' | 'top' | 'own' | 'office' | 'other';
const grantOf = (role: Role, scope: Scope, units: Record<Exclude<Scope, 'everywhere'>, string>): Grant => (scope === 'everywhere' ? { role, scope: 'ALL', unitId: null } : { role, scope: 'SUBTREE', unitId: units[scope] });
const revocation = { reason: 'RULES_BROKEN', note: 'Nhờ người khác làm bài', confirmed: '1' };
const correction = { note: 'Sai dấu trong họ tên', confirmed: '1' };

describe('who may take back and re-issue', () => {
  it.each([
    ['SYSTEM_ADMIN', 'everywhere', 200],
    ['TRAINING_ADMIN', 'everywhere', 200],
    ['TRAINING_ADMIN', 'top', 200],
    ['TRAINING_ADMIN', 'own', 200],
    ['TRAINING_ADMIN', 'office', 200],
    ['TRAINING_ADMIN', 'other', 404],
    ['UNIT_LEADER', 'everywhere', 403],
    ['UNIT_LEADER', 'own', 403],
    ['CONTENT_EDITOR', 'everywhere', 403],
    ['AUDITOR', 'everywhere', 403],
    ['LEARNER', 'everywhere', 403],
  ] as [Role, Scope, number][])('%s with scope %s: %d on every page and form of the desk', async (role, scope, status) => {
    const { db, certificate: { id }, units, as } = await province();
    const browser = await as(grantOf(role, scope, units));
    for (const page of [deskPage, revocationPage, reissuePage]) expect((await browser.get(page.loader, '/x', { id })).status).toBe(status);
    expect((await browser.post(reissuePage.action, '/x', { id }, correction)).status).toBe(status === 200 ? 303 : status);
    // A replaced one cannot be taken back again; for strangers it is still theirs to take back.
    expect((await browser.post(revocationPage.action, '/x', { id }, revocation)).status).toBe(status === 200 ? 409 : status);
    expect(await db.selectFrom('certificate').select('id').execute()).toHaveLength(status === 200 ? 2 : 1);
    expect(await db.selectFrom('audit_event').select('seq').where('action', 'like', 'certificate.%').execute()).toHaveLength(status === 200 ? 1 : 0);
  });

  it('not even the holder, when she is nothing more', async () => {
    const { db, clock, holder, certificate: { id } } = await province();
    const browser = await visitorOf(db, clock, holder);
    for (const page of [deskPage, revocationPage, reissuePage]) expect((await browser.get(page.loader, '/x', { id })).status).toBe(403);
  });

  it('nobody who is not signed in', async () => {
    const { db, clock, certificate: { id } } = await province();
    const nobody = await visitorOf(db, clock, null);
    for (const page of [deskPage, revocationPage, reissuePage]) expect((await nobody.get(page.loader, '/x', { id })).location).toMatch(/^\/sign-in/);
    for (const { action } of [revocationPage, reissuePage]) expect((await nobody.post(action, '/x', { id }, revocation)).location).toMatch(/^\/sign-in/);
    expect(await db.selectFrom('certificate').select('revoked_at').executeTakeFirst()).toEqual({ revoked_at: null });
  });

  it('does not lend the scope of one role to the rights of another', async () => {
    const { certificate: { id }, units, as } = await province();
    const browser = await as(grantOf('TRAINING_ADMIN', 'other', units), grantOf('UNIT_LEADER', 'everywhere', units));
    expect((await browser.get(deskPage.loader, '/x', { id })).status).toBe(404);
    expect((await browser.get(pdfLoader, '/x', { id })).status).toBe(200);
  });
});

describe('who may read the paper', () => {
  it.each([
    ['UNIT_LEADER', 'own', 200], ['UNIT_LEADER', 'office', 200], ['UNIT_LEADER', 'other', 404],
    ['AUDITOR', 'everywhere', 200], ['TRAINING_ADMIN', 'other', 404], ['TRAINING_ADMIN', 'top', 200],
    ['SYSTEM_ADMIN', 'everywhere', 200], ['CONTENT_EDITOR', 'everywhere', 404], ['LEARNER', 'everywhere', 404],
  ] as [Role, Scope, number][])('%s with scope %s: %d', async (role, scope, status) => {
    const { certificate: { id }, units, as } = await province();
    const browser = await as(grantOf(role, scope, units));
    expect((await browser.get(pdfLoader, '/x', { id })).status).toBe(status);
  });
});

describe('a deed that cannot be undone', () => {
  const steps = [
    ['taking back', revocationPage, { reason: 'OTHER', note: 'Theo quyết định' }],
    ['re-issuing', reissuePage, { note: 'Sai dấu trong họ tên' }],
  ] as const;

  it.each(steps)('%s: first the fields, then a page to check, back to the fields, then the deed', async (_what, page, form) => {
    const { db, certificate: { id }, units, as } = await province();
    const browser = await as(grantOf('TRAINING_ADMIN', 'own', units));
    const draw = async (fields: Record<string, string>, locale: 'vi' | 'en' = 'vi') => {
      const [{ data }, answer] = [await browser.get(page.loader, '/x', { id }), await browser.post(page.action, '/x', { id }, fields)];
      return { status: answer.status, markup: drawPage(page.default, { data, answer: answer.data, locale }) };
    };
    const asked = await browser.see(page, '/x', { id });
    expect(asked).toContain('name="note"');
    const check = await draw(form);
    expect(check).toMatchObject({ status: 200 });
    expect(wordsOf(check.markup)).toContain('Kiểm tra trước khi thực hiện');
    expect(check.markup).toContain(`<input type="hidden" name="note" value="${form.note}"/>`);
    expect(wordsOf((await draw(form, 'en')).markup)).not.toMatch(/Kiểm tra trước|Sửa lại/);
    const back = await draw({ ...form, edit: '1' });
    expect(back.markup).toContain(`>${form.note}</textarea>`);
    const short = await draw({ ...form, note: ' ab ' });
    expect(short).toMatchObject({ status: 422 });
    expect(short.markup).toContain('href="#note"');
    // Nothing has happened so far.
    expect(await db.selectFrom('certificate').select(['id', 'revoked_at']).execute()).toEqual([{ id, revoked_at: null }]);
    const done = await browser.post(page.action, '/x', { id }, { ...form, confirmed: '1' });
    expect(done.status).toBe(303);
    const desk = await browser.see(deskPage, '/x', { id });
    expect(wordsOf(desk)).toContain(form.note);
    expect(wordsOf(desk)).toContain('Trần Quản Trị');
    expect(wordsOf(desk)).toContain('Chứng nhận đã bị thu hồi');
    expect(desk).not.toContain('/revocation"');
    expect(wordsOf(await browser.see(deskPage, '/x', { id }, 'en'))).toContain('The certificate has been revoked');
  });

  it.each(['REPLACED', 'RENEWED', '', 'other'])('a reason that staff cannot give (%j) is refused', async (reason) => {
    const { db, certificate: { id }, units, as } = await province();
    const browser = await as(grantOf('SYSTEM_ADMIN', 'everywhere', units));
    expect((await browser.post(revocationPage.action, '/x', { id }, { ...revocation, reason })).status).toBe(422);
    expect(await db.selectFrom('certificate').select('revoked_at').executeTakeFirst()).toEqual({ revoked_at: null });
  });

  it('the desk of a forged row warns and offers no new paper', async () => {
    const { db, certificate: { id }, units, as } = await province();
    await db.updateTable('certificate').set({ full_name: 'Kẻ Giả Mạo' }).execute();
    const browser = await as(grantOf('SYSTEM_ADMIN', 'everywhere', units));
    const desk = await browser.see(deskPage, '/x', { id });
    expect(wordsOf(desk)).toContain('Dữ liệu không khớp với lúc cấp');
    expect(desk).not.toContain('/reissue"');
    expect((await browser.post(reissuePage.action, '/x', { id }, correction)).status).toBe(409);
    expect((await browser.get(pdfLoader, '/x', { id })).status).toBe(409);
  });
});

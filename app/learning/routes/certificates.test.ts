import type { AppLoadContext } from '@remix-run/node';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { mainOf, wordsOf } from '../../../tests/support/page.tsx';
import { makeCertificate, pageContext, secret, sessionCookieOf } from '../../../tests/world/certificates.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { createRateLimiter } from '../../platform/http/rate-limit.server.ts';
import { revokeCertificate } from '../commands/revoke-certificate.server.ts';
import { loader as deskLoader } from './admin.certificates.tsx';
import { action as revoke } from './admin.certificates.revocation.tsx';
import { action as reissue } from './admin.certificates.reissue.tsx';
import { loader as pdfLoader } from './certificates.pdf.ts';
import { loader as mineLoader } from './certificates.tsx';
import { loader as verifyLoader } from './verify.code.tsx';
import { loader as formLoader } from './verify.tsx';

const clock = testClock();

interface Asked {
  as?: Actor;
  params?: Record<string, string>;
  form?: Record<string, string>;
  context?: Partial<AppLoadContext>;
}
/** Calls a loader or an action as Remix would. */
async function ask(db: Db, route: (args: never) => Promise<unknown>, path: string, { as, params = {}, form, context }: Asked = {}): Promise<unknown> {
  const headers: Record<string, string> = as ? { cookie: await sessionCookieOf(db, as, clock) } : {};
  const request = new Request(`https://hoc06.vi-du.invalid${path}`, form ? { method: 'POST', headers, body: new URLSearchParams(form) } : { headers });
  return route({ request, params, context: pageContext(db, clock, context) } as never);
}
const verify = async (db: Db, code: string, asked: Asked = {}) => {
  const answer = (await ask(db, verifyLoader, `/verify/${code}`, { ...asked, params: { code } })) as Response;
  return { status: answer.status, headers: answer.headers, words: wordsOf(mainOf(answer)), markup: mainOf(answer) };
};
const refusal = (kind: string, status: number) => ({ data: { kind }, init: { status } });
const makeAdmin = (db: Db, unitId: string | null = null) => makePerson(db, { fullName: 'Trần Quản Trị', grants: [{ role: 'TRAINING_ADMIN', scope: unitId ? 'SUBTREE' : 'ALL', unitId }] });

describe('/verify/:code', () => {
  it('tells anybody what a code is worth, and no more than needed', async () => {
    await using db = await freshDb();
    const certificate = await makeCertificate(db, await makePerson(db, { fullName: 'Nguyễn Thị Ánh' }));
    const { status, headers, words } = await verify(db, certificate.verify_code);
    for (const fact of [certificate.verify_code, 'NB-2026-000001', 'còn hiệu lực', 'Có giá trị đến hết ngày 23/11/2027.', 'Nguyễn Thị Ánh', 'UBND phường Hoa Lư', 'An toàn thông tin cho người dùng cuối', 'kết quả đúng tại 23/11/2026 08:00']) expect(words).toContain(fact);
    expect([status, headers.get('x-robots-tag'), headers.get('cache-control')]).toEqual([200, 'noindex, nofollow', 'private, no-store']);
  });

  it('says the moment of looking anew each time, though the page is kept', async () => {
    await using db = await freshDb();
    const certificate = await makeCertificate(db, await makePerson(db));
    const later = testClock('2026-11-23T02:30:00.000Z');
    const at = async (seen: typeof clock) => wordsOf(mainOf((await verifyLoader({ request: new Request(`https://hoc06.vi-du.invalid/verify/${certificate.verify_code}`), params: { code: certificate.verify_code }, context: pageContext(db, seen) } as never)) as Response));
    expect([(await at(clock)).includes('23/11/2026 08:00'), (await at(later)).includes('23/11/2026 09:30'), (await at(later)).includes('08:00')]).toEqual([true, true, false]);
  });

  it('is worth nothing any more to whoever looks right after it was taken back', async () => {
    await using db = await freshDb();
    const certificate = await makeCertificate(db, await makePerson(db));
    expect((await verify(db, certificate.verify_code)).words).toContain('còn hiệu lực');
    await revokeCertificate(db, await makeAdmin(db), { id: certificate.id, reason: 'OTHER', note: 'x', now: '2026-11-23T00:00:00.000Z', secret });
    const { words } = await verify(db, certificate.verify_code);
    expect([words.includes('còn hiệu lực'), words.includes('đã bị thu hồi')]).toEqual([false, true]);
  });

  it('says expired and revoked with their days, but never the words of staff', async () => {
    await using db = await freshDb();
    const expired = await makeCertificate(db, await makePerson(db), { at: '2025-01-31T01:00:00.000Z' });
    const { words } = await verify(db, expired.verify_code);
    expect([words.includes('có giá trị đến hết ngày 31/01/2026'), words.includes('thu hồi')]).toEqual([true, false]);
    const revoked = await makeCertificate(db, await makePerson(db));
    await revokeCertificate(db, await makeAdmin(db), { id: revoked.id, reason: 'RULES_BROKEN', note: 'Chuyện riêng của học viên', now: '2026-11-23T00:00:00.000Z', secret });
    const answer = await verify(db, revoked.verify_code);
    expect(answer.words).toContain('Thu hồi ngày 23/11/2026. Lý do: vi phạm quy định học tập, kiểm tra.');
    expect(answer.markup).not.toContain('Chuyện riêng');
  });

  it('confirms nothing of a row that was tampered with', async () => {
    await using db = await freshDb();
    const certificate = await makeCertificate(db, await makePerson(db));
    await db.updateTable('certificate').set({ full_name: 'Kẻ Giả Mạo' }).execute();
    const { words, markup } = await verify(db, certificate.verify_code);
    expect(words).toContain('Dữ liệu không khớp với lúc cấp');
    expect(words).toContain(certificate.certificate_no);
    expect(markup).not.toContain('Giả Mạo');
  });

  it('answers an unknown code with 404 and a page of its own', async () => {
    await using db = await freshDb();
    const { status, words } = await verify(db, 'ABCD-EFGH-JKMN');
    expect([status, words.includes('Mã ABCD-EFGH-JKMN chưa từng được cấp')]).toEqual([404, true]);
  });

  it('sends other spellings to the right address, and what is no code to the form', async () => {
    await using db = await freshDb();
    const location = async (code: string) => ((await ask(db, verifyLoader, `/verify/${code}`, { params: { code } }).then(() => null, (thrown: Response) => thrown)) as Response).headers.get('location');
    expect(await location('abcdefghjkmn')).toBe('/verify/ABCD-EFGH-JKMN');
    expect(await location('ABCO')).toBe('/verify?code=ABCO');
  });

  it('stops somebody who tries codes in bulk', async () => {
    await using db = await freshDb();
    const context = { spendPoint: createRateLimiter(true) };
    for (let at = 0; at < 60; at += 1) await verify(db, 'ABCD-EFGH-JKMN', { context });
    expect((await verify(db, 'ABCD-EFGH-JKMN', { context })).status).toBe(429);
    expect((await verify(db, 'ABCD-EFGH-JKMN', { context: { ...context, address: '203.0.113.8' } })).status).toBe(404);
  });

  it('shows the way to the desk to staff in scope only', async () => {
    await using db = await freshDb();
    const certificate = await makeCertificate(db, await makePerson(db));
    const manageId = async (as: Actor) => /\/admin\/certificates\/([\w-]+)/.exec((await verify(db, certificate.verify_code, { as })).markup)?.[1] ?? null;
    expect(await manageId(await makeAdmin(db))).toBe(certificate.id);
    expect(await manageId(await makeAdmin(db, await makeUnit(db)))).toBeNull();
    expect(await manageId(await makePerson(db))).toBeNull();
  });
});

describe('/verify', () => {
  it('asks, hints, and passes a good code on', async () => {
    await using db = await freshDb();
    expect(await ask(db, formLoader, '/verify')).toMatchObject({ data: { typed: '', fault: null } });
    expect(await ask(db, formLoader, '/verify?code=abc0')).toMatchObject({ data: { typed: 'abc0', fault: 'confusable' }, init: { status: 422 } });
    const passed = (await ask(db, formLoader, '/verify?code=abcd+efgh+jkmn').catch((thrown: unknown) => thrown)) as Response;
    expect([passed.status, passed.headers.get('location')]).toEqual([302, '/verify/ABCD-EFGH-JKMN']);
  });
});

describe('/certificates', () => {
  it('lists my own, newest first', async () => {
    await using db = await freshDb();
    const [me, other] = [await makePerson(db), await makePerson(db)];
    await makeCertificate(db, me, { title: 'Khoá cũ', at: '2025-01-05T01:00:00.000Z' });
    await makeCertificate(db, me, { title: 'Khoá mới' });
    await makeCertificate(db, other);
    const { certificates } = (await ask(db, mineLoader, '/certificates', { as: me })) as { certificates: { course_title: string; status: string }[] };
    expect(certificates.map((row) => [row.course_title, row.status])).toEqual([['Khoá mới', 'VALID'], ['Khoá cũ', 'EXPIRED']]);
    await expect(ask(db, mineLoader, '/certificates')).rejects.toMatchObject({ status: 302 });
  });

  it('hands the PDF to its holder and to staff who may see her', async () => {
    await using db = await freshDb();
    const unitId = await makeUnit(db);
    const holder = await makePerson(db, { unitId });
    const { id } = await makeCertificate(db, holder);
    const leader = await makePerson(db, { grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }] });
    for (const as of [holder, leader]) {
      const response = (await ask(db, pdfLoader, `/certificates/${id}/pdf`, { as, params: { id } })) as Response;
      expect(response.headers.get('content-type')).toBe('application/pdf');
      expect(response.headers.get('content-disposition')).toBe(`inline; filename="chung-nhan-hoan-thanh-NB-2026-000001.pdf"; filename*=UTF-8''Ch%E1%BB%A9ng%20nh%E1%BA%ADn%20ho%C3%A0n%20th%C3%A0nh%20NB-2026-000001.pdf`);
      expect(Buffer.from(await response.arrayBuffer()).subarray(0, 8).toString()).toBe('%PDF-1.7');
    }
    for (const as of [await makePerson(db), await makeAdmin(db, await makeUnit(db))]) {
      await expect(ask(db, pdfLoader, `/certificates/${id}/pdf`, { as, params: { id } })).rejects.toMatchObject(refusal('not-found', 404));
    }
    await db.updateTable('certificate').set({ score: 10 }).execute();
    await expect(ask(db, pdfLoader, `/certificates/${id}/pdf`, { as: holder, params: { id } })).rejects.toMatchObject(refusal('conflict', 409));
  });
});

describe('/admin/certificates/:id', () => {
  const fields = { reason: 'OTHER', note: 'Học viên đề nghị' };

  it('asks for a reason, then for a check, then revokes', async () => {
    await using db = await freshDb();
    const as = await makeAdmin(db);
    const { id } = await makeCertificate(db, await makePerson(db));
    const post = (form: Record<string, string>) => ask(db, revoke, `/admin/certificates/${id}/revocation`, { as, params: { id }, form });
    expect(await post({ reason: 'NO', note: 'x' })).toMatchObject({ data: { ok: false, faults: { reason: {}, note: {} } }, init: { status: 422 } });
    expect(await post(fields)).toEqual({ ok: true, check: fields });
    expect(await post({ ...fields, edit: '1' })).toEqual({ ok: false, faults: {}, values: fields });
    expect(await db.selectFrom('audit_event').select('seq').execute()).toEqual([]);
    expect(await post({ ...fields, confirmed: '1' })).toMatchObject({ status: 303 });
    const desk = (await ask(db, deskLoader, `/admin/certificates/${id}`, { as, params: { id } })) as Record<string, unknown>;
    expect(desk).toMatchObject({ status: 'REVOKED', canRevoke: false, canReissue: true, intact: true, history: [{ actor_name: 'Trần Quản Trị', action: 'certificate.revoke', note: 'Học viên đề nghị' }] });
    await expect(post({ ...fields, confirmed: '1' })).rejects.toMatchObject(refusal('conflict', 409));
  });

  it('re-issues and links old and new', async () => {
    await using db = await freshDb();
    const as = await makeAdmin(db);
    const { id } = await makeCertificate(db, await makePerson(db));
    const done = (await ask(db, reissue, `/admin/certificates/${id}/reissue`, { as, params: { id }, form: { note: 'Sai dấu tên', confirmed: '1' } })) as Response;
    const newId = done.headers.get('location')?.split('/').at(-1) ?? '';
    expect(await ask(db, deskLoader, '', { as, params: { id: newId } })).toMatchObject({ status: 'VALID', replaces: { id, number: 'NB-2026-000001' }, replacement: undefined });
    expect(await ask(db, deskLoader, '', { as, params: { id } })).toMatchObject({ status: 'REVOKED', canReissue: false, replacement: { id: newId, number: 'NB-2026-000002' } });
  });

  it('is closed to everybody else', async () => {
    await using db = await freshDb();
    const holder = await makePerson(db);
    const { id } = await makeCertificate(db, holder);
    await expect(ask(db, deskLoader, '', { as: holder, params: { id } })).rejects.toMatchObject(refusal('forbidden', 403));
    await expect(ask(db, deskLoader, '', { as: await makeAdmin(db, await makeUnit(db)), params: { id } })).rejects.toMatchObject(refusal('not-found', 404));
    await expect(ask(db, deskLoader, '', { as: await makeAdmin(db), params: { id: '../../etc' } })).rejects.toMatchObject(refusal('not-found', 404));
    await expect(ask(db, deskLoader, '', { params: { id } })).rejects.toMatchObject({ status: 302 });
  });
});

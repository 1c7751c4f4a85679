import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { completeLesson, makeCertificate, noon, secret, settle, submitAttempt } from '../../../tests/world/certificates.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { findAuditBreak } from '../../platform/audit.server.ts';
import { isIntact } from '../certificate-integrity.server.ts';
import { revokeCertificate } from './revoke-certificate.server.ts';

const later = '2026-12-01T01:00:00.000Z';
const order = (id: string) => ({ id, reason: 'RULES_BROKEN' as const, note: 'Nhờ người khác làm bài', now: later, secret });

describe('revokeCertificate', () => {
  it('ends the certificate, records the fact and leaves the words of staff in the audit log only', async () => {
    await using db = await freshDb();
    const admin = await makePerson(db, { fullName: 'Trần Quản Trị', grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
    const { id, certificate_no } = await makeCertificate(db, await makePerson(db));
    await revokeCertificate(db, admin, order(id));
    const row = await db.selectFrom('certificate').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ revoked_at: later, revoked_reason: 'RULES_BROKEN', revoked_by: admin.id });
    expect(isIntact(secret, row)).toBe(true);
    const fact = await db.selectFrom('progress_event').select(['object_id', 'result']).where('verb', '=', 'certificate.revoked').executeTakeFirst();
    expect(fact).toEqual({ object_id: id, result: JSON.stringify({ reason: 'RULES_BROKEN' }) });
    const audit = await db.selectFrom('audit_event').selectAll().executeTakeFirstOrThrow();
    expect(audit).toMatchObject({ actor_id: admin.id, actor_name: 'Trần Quản Trị', action: 'certificate.revoke', object_id: id });
    expect(JSON.parse(audit.details)).toEqual({ number: certificate_no, reason: 'RULES_BROKEN', note: 'Nhờ người khác làm bài' });
    expect(await findAuditBreak(db)).toBeNull();
  });

  it('refuses a second time, and writes nothing then', async () => {
    await using db = await freshDb();
    const admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const { id } = await makeCertificate(db, await makePerson(db));
    await revokeCertificate(db, admin, order(id));
    await expect(revokeCertificate(db, admin, order(id))).rejects.toMatchObject({ kind: 'conflict' });
    expect(await db.selectFrom('audit_event').select('seq').execute()).toHaveLength(1);
  });

  it('lets a training administrator act in her part of the province only', async () => {
    await using db = await freshDb();
    const province = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình' });
    const [hoaLu, binhLuc] = [await makeUnit(db, { parentId: province }), await makeUnit(db, { parentId: province })];
    const office = await makeUnit(db, { parentId: hoaLu });
    const { id } = await makeCertificate(db, await makePerson(db, { unitId: office }));
    const stranger = await makePerson(db, { grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: binhLuc }] });
    await expect(revokeCertificate(db, stranger, order(id))).rejects.toMatchObject({ kind: 'not-found' });
    const own = await makePerson(db, { grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: hoaLu }] });
    await expect(revokeCertificate(db, own, order(id))).resolves.toBeUndefined();
  });

  it.each(['LEARNER', 'UNIT_LEADER', 'CONTENT_EDITOR', 'AUDITOR'] as const)('is unknown to a %s', async (role) => {
    await using db = await freshDb();
    const person = await makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
    const { id } = await makeCertificate(db, await makePerson(db));
    await expect(revokeCertificate(db, person, order(id))).rejects.toMatchObject({ kind: 'not-found' });
    await expect(revokeCertificate(db, person, order('no-such-id'))).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('does not make a forged row look genuine', async () => {
    await using db = await freshDb();
    const admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const { id } = await makeCertificate(db, await makePerson(db));
    await db.updateTable('certificate').set({ full_name: 'Kẻ Giả Mạo' }).where('id', '=', id).execute();
    await revokeCertificate(db, admin, order(id));
    expect(isIntact(secret, await db.selectFrom('certificate').selectAll().executeTakeFirstOrThrow())).toBe(false);
  });

  it('is not undone by the next exercise, only by passing the final again', async () => {
    await using db = await freshDb();
    const admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const holder = await makePerson(db);
    const { id, course_id } = await makeCertificate(db, holder);
    await revokeCertificate(db, admin, order(id));
    const lesson = await db.selectFrom('lesson').select('id').executeTakeFirstOrThrow();
    await completeLesson(db, holder.id, course_id, lesson.id, later);
    expect(await settle(db, holder.id, course_id, '2026-12-02T01:00:00.000Z')).toBeNull();
    const final = await db.selectFrom('assessment').select('id').executeTakeFirstOrThrow();
    await submitAttempt(db, holder.id, course_id, final.id, 9, '2026-12-03T01:00:00.000Z');
    const again = await settle(db, holder.id, course_id, '2026-12-03T01:00:00.000Z');
    expect(await db.selectFrom('certificate').select(['certificate_no', 'replaces_id']).where('id', '=', again).executeTakeFirst()).toEqual({ certificate_no: 'NB-2026-000002', replaces_id: null });
    expect(noon < later).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCertificate, secret } from '../../../tests/world/certificates.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { isIntact } from '../certificate-integrity.server.ts';
import { reissueCertificate } from './reissue-certificate.server.ts';
import { revokeCertificate } from './revoke-certificate.server.ts';

const later = '2026-12-01T01:00:00.000Z';
const order = (id: string, now = later) => ({ id, note: 'Sai dấu trong họ tên', now, secret });
const makeAdmin = (db: Db) => makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
const find = (db: Db, id: string) => db.selectFrom('certificate').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('reissueCertificate', () => {
  it('puts a new number in place of the old, with the corrected name and the same worth', async () => {
    await using db = await freshDb();
    const admin = await makeAdmin(db);
    const holder = await makePerson(db, { fullName: 'Nguyen Thi Anh', unitId: await makeUnit(db, { name: 'UBND xã Bình Lục' }) });
    const old = await makeCertificate(db, holder);
    await db.updateTable('user_account').set({ full_name: 'Nguyễn Thị Ánh' }).where('id', '=', holder.id).execute();
    const made = await find(db, await reissueCertificate(db, admin, order(old.id)));
    expect(made).toMatchObject({ certificate_no: 'NB-2026-000002', full_name: 'Nguyễn Thị Ánh', unit_name: 'UBND xã Bình Lục', score: old.score, valid_until: old.valid_until, replaces_id: old.id, issued_at: later });
    expect(made.verify_code).not.toBe(old.verify_code);
    const ended = await find(db, old.id);
    expect(ended).toMatchObject({ full_name: 'Nguyen Thi Anh', revoked_at: later, revoked_reason: 'REPLACED', revoked_by: admin.id });
    expect([isIntact(secret, made), isIntact(secret, ended)]).toEqual([true, true]);
  });

  it('leaves an audit row and the two facts', async () => {
    await using db = await freshDb();
    const admin = await makeAdmin(db);
    const old = await makeCertificate(db, await makePerson(db));
    const newId = await reissueCertificate(db, admin, order(old.id));
    const audit = await db.selectFrom('audit_event').selectAll().executeTakeFirstOrThrow();
    expect([audit.action, audit.object_id]).toEqual(['certificate.reissue', old.id]);
    expect(JSON.parse(audit.details)).toEqual({ number: 'NB-2026-000001', newNumber: 'NB-2026-000002', newId, note: 'Sai dấu trong họ tên' });
    const facts = await db.selectFrom('progress_event').select(['verb', 'object_id']).where('object_type', '=', 'certificate').orderBy('seq').execute();
    expect(facts.slice(1)).toEqual([{ verb: 'certificate.revoked', object_id: old.id }, { verb: 'certificate.issued', object_id: newId }]);
  });

  it('re-issues once: two people pressing the button make one new certificate', async () => {
    await using db = await freshDb();
    const admin = await makeAdmin(db);
    const old = await makeCertificate(db, await makePerson(db));
    const results = await Promise.allSettled([reissueCertificate(db, admin, order(old.id)), reissueCertificate(db, admin, order(old.id))]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected']);
    expect(await db.selectFrom('certificate').select('id').execute()).toHaveLength(2);
  });

  it('mends a revocation by mistake', async () => {
    await using db = await freshDb();
    const admin = await makeAdmin(db);
    const old = await makeCertificate(db, await makePerson(db));
    await revokeCertificate(db, admin, { ...order(old.id), reason: 'ISSUED_IN_ERROR' });
    const made = await find(db, await reissueCertificate(db, admin, order(old.id, '2026-12-02T01:00:00.000Z')));
    expect(made).toMatchObject({ replaces_id: old.id, revoked_at: null });
    expect(await find(db, old.id)).toMatchObject({ revoked_reason: 'ISSUED_IN_ERROR' });
  });

  it('goes on from the newest of a chain only', async () => {
    await using db = await freshDb();
    const admin = await makeAdmin(db);
    const old = await makeCertificate(db, await makePerson(db));
    const second = await reissueCertificate(db, admin, order(old.id));
    await expect(reissueCertificate(db, admin, order(old.id))).rejects.toMatchObject({ kind: 'conflict' });
    await expect(reissueCertificate(db, admin, order(second))).resolves.toEqual(expect.any(String));
  });

  it('refuses what ran out, and what does not match its code', async () => {
    await using db = await freshDb();
    const admin = await makeAdmin(db);
    const old = await makeCertificate(db, await makePerson(db));
    await expect(reissueCertificate(db, admin, order(old.id, '2028-01-01T00:00:00.000Z'))).rejects.toMatchObject({ kind: 'conflict' });
    await db.updateTable('certificate').set({ score: 10 }).where('id', '=', old.id).execute();
    await expect(reissueCertificate(db, admin, order(old.id))).rejects.toMatchObject({ kind: 'conflict' });
    expect(await db.selectFrom('audit_event').select('seq').execute()).toEqual([]);
  });

  it('is unknown outside the scope, even to the holder', async () => {
    await using db = await freshDb();
    const holder = await makePerson(db);
    const old = await makeCertificate(db, holder);
    const stranger = await makePerson(db, { grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: await makeUnit(db) }] });
    for (const actor of [holder, stranger]) await expect(reissueCertificate(db, actor, order(old.id))).rejects.toMatchObject({ kind: 'not-found' });
  });
});

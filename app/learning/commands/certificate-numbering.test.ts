import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCertificate, makeCertifiedCourse, secret } from '../../../tests/world/certificates.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { isIntact } from '../certificate-integrity.server.ts';
import { issueCertificate, type IssueInput } from './issue-certificate.server.ts';
import { reissueCertificate } from './reissue-certificate.server.ts';
import { revokeCertificate } from './revoke-certificate.server.ts';

/** What may go on at the same desk at the same time. */
type Deed = 'issue' | 'issue and roll back' | 'revoke' | 'reissue';
const deeds = fc.array(fc.constantFrom<Deed>('issue', 'issue', 'issue and roll back', 'revoke', 'reissue'), { minLength: 1, maxLength: 25 });

async function office() {
  const db = await freshDb();
  const admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  const course = await makeCertifiedCourse(db);
  const input = (userId: string, now: string): IssueInput => ({ userId, courseId: course.courseId, courseVersionId: course.versionId, courseTitle: 'A', fullName: 'B', unitName: 'C', score: 8, periods: 1, validUntil: null, replacesId: null, round: 1, now, secret, source: 'demo' });
  /** To somebody new each time: nobody has two that are worth something for the same version. */
  const issue = async (now: string, isRolledBack = false) => {
    const holder = await makePerson(db);
    return db.transaction().execute(async (tx) => {
      const id = await issueCertificate(tx, input(holder.id, now));
      if (isRolledBack) throw new Error('rolled back');
      return id;
    });
  };
  const numbers = async () => (await db.selectFrom('certificate').select('certificate_no').orderBy('certificate_no').execute()).map((row) => row.certificate_no);
  return { db, admin, issue, numbers };
}
const counted = (count: number, year = '2026') => Array.from({ length: count }, (_none, at) => `NB-${year}-${String(at + 1).padStart(6, '0')}`);
const at = (minute: number) => new Date(Date.parse('2026-11-23T01:00:00.000Z') + minute * 60_000).toISOString();

describe('certificate numbers', () => {
  it('have no gap and no double, whatever is issued, rolled back, taken back and re-issued at once', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, async (order) => {
        const { db, admin, issue, numbers } = await office();
        const first = await issue(at(0));
        const work = order.map((deed, step) => {
          const now = at(step + 1);
          if (deed === 'issue') return issue(now);
          if (deed === 'issue and roll back') return issue(now, true);
          if (deed === 'revoke') return revokeCertificate(db, admin, { id: first, reason: 'OTHER', note: 'Thử nghiệm', now, secret });
          return reissueCertificate(db, admin, { id: first, note: 'Thử nghiệm', now, secret });
        });
        const done = await Promise.allSettled(work);
        const written = done.filter((result, step) => result.status === 'fulfilled' && order[step] !== 'revoke').length;
        expect(await numbers()).toEqual(counted(written + 1));
        const rows = await db.selectFrom('certificate').selectAll().execute();
        expect(rows.every((row) => isIntact(secret, row))).toBe(true);
        expect(new Set(rows.map((row) => row.verify_code)).size).toBe(rows.length);
        const issued = await db.selectFrom('progress_event').select('object_id').where('verb', '=', 'certificate.issued').execute();
        expect(issued.map((row) => row.object_id).sort()).toEqual(rows.map((row) => row.id).sort());
        await db.destroy();
      }),
      { numRuns: 25 },
    );
  });

  it('rise with the time of issue', async () => {
    const { db, issue } = await office();
    for (let minute = 0; minute < 12; minute += 1) await issue(at(minute));
    const rows = await db.selectFrom('certificate').select('certificate_no').orderBy('issued_at').execute();
    expect(rows.map((row) => row.certificate_no)).toEqual(counted(12));
  });

  it('of one year go on after certificates of the next were issued with a clock that ran ahead', async () => {
    const { issue, numbers } = await office();
    await issue('2026-12-31T10:00:00.000Z');
    await issue('2026-12-31T17:00:00.000Z');
    await issue('2026-12-31T16:59:59.999Z');
    expect(await numbers()).toEqual([...counted(2), ...counted(1, '2027')]);
  });

  it('of another series do not get in the way, longer or shorter', async () => {
    const { db, issue, numbers } = await office();
    await issue(at(0));
    for (const [id, series, from, to] of [['s1', 'NBA', '2026-11-24', '2026-11-25'], ['s2', 'NA', '2026-11-25', null]] as const) {
      await db.insertInto('setting').values({ id, key: 'learning.certificate-series', value: JSON.stringify(series), valid_from: from, valid_to: to, legal_basis: null }).execute();
    }
    await issue('2026-11-24T01:00:00.000Z');
    await issue('2026-11-25T01:00:00.000Z');
    await issue(at(1));
    expect(await numbers()).toEqual(['NA-2026-000001', 'NB-2026-000001', 'NB-2026-000002', 'NBA-2026-000001']);
  });

  it('end with the millionth: nothing is written then', async () => {
    const { db, issue, numbers } = await office();
    await issue(at(0));
    await db.updateTable('certificate').set({ certificate_no: 'NB-2026-999999' }).execute();
    await expect(issue(at(1))).rejects.toThrow(RangeError);
    expect(await numbers()).toEqual(['NB-2026-999999']);
    expect(await db.selectFrom('progress_event').select('id').where('verb', '=', 'certificate.issued').execute()).toHaveLength(1);
  });

  it('are given once for each re-issue in a chain, and only its end is worth something', async () => {
    const { db, admin } = await office();
    const holder = await makePerson(db);
    let { id } = await makeCertificate(db, holder);
    for (let step = 1; step <= 4; step += 1) id = await reissueCertificate(db, admin, { id, note: 'Lại sai tên', now: at(step), secret });
    const rows = await db.selectFrom('certificate').select(['id', 'certificate_no', 'revoked_reason', 'replaces_id']).orderBy('certificate_no').execute();
    expect(rows.map((row) => row.certificate_no)).toEqual(counted(5));
    expect(rows.map((row) => row.revoked_reason)).toEqual(['REPLACED', 'REPLACED', 'REPLACED', 'REPLACED', null]);
    expect(rows.slice(1).map((row) => row.replaces_id)).toEqual(rows.slice(0, -1).map((row) => row.id));
  });
});

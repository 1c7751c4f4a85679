import { describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { completeLesson, makeCertificate, makeCertifiedCourse, noon, secret, submitAttempt } from '../../../tests/world/certificates.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { revokeCertificate } from '../commands/revoke-certificate.server.ts';
import { reissueCertificate } from '../commands/reissue-certificate.server.ts';
import { certificatePaper } from './certificate-paper.server.ts';
import { findNewestCertificate } from './certificate-row.server.ts';
import { findReleasedVersion, listAssessmentResults, listLessonCompletions } from './completion.server.ts';
import { certificateDesk, getReadableCertificate } from './managed-certificate.server.ts';
import { listOwnCertificates } from './own-certificates.server.ts';

const makeAdmin = (db: Db) => makePerson(db, { fullName: 'Trần Quản Trị', grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
const printing = { now: noon, secret, baseUrl: 'https://hoc06.vi-du.invalid', isSample: false };

describe('certificatePaper', () => {
  it('prints the issuer who was in force on the day of issue', async () => {
    await using db = await freshDb();
    const setting = { key: 'learning.certificate-issuer', legal_basis: null };
    await db.insertInto('setting').values({ ...setting, id: 's1', value: '"Sở Nội vụ tỉnh Ninh Bình"', valid_from: '2026-11-23', valid_to: '2027-01-01' }).execute();
    await db.insertInto('setting').values({ ...setting, id: 's2', value: '"Cơ quan kế nhiệm"', valid_from: '2027-01-01', valid_to: null }).execute();
    const holder = await makePerson(db);
    const [before, during] = [await makeCertificate(db, holder, { at: '2026-11-22T01:00:00.000Z' }), await makeCertificate(db, holder)];
    const later = { ...printing, now: '2027-06-01T00:00:00.000Z' };
    expect((await certificatePaper(db, holder, before.id, later)).issuer).toBe('Ban Tổ chức chương trình đào tạo Đề án 06 tỉnh Ninh Bình');
    expect((await certificatePaper(db, holder, during.id, later)).issuer).toBe('Sở Nội vụ tỉnh Ninh Bình');
  });

  it('points the QR code at this installation', async () => {
    await using db = await freshDb();
    const holder = await makePerson(db);
    const { id, verify_code } = await makeCertificate(db, holder);
    expect(await certificatePaper(db, holder, id, printing)).toMatchObject({ verifyUrl: `https://hoc06.vi-du.invalid/verify/${verify_code}`, isSample: false });
  });

  it('is not printed for strangers, or from a forged row', async () => {
    await using db = await freshDb();
    const holder = await makePerson(db);
    const { id } = await makeCertificate(db, holder);
    await expect(certificatePaper(db, await makePerson(db), id, printing)).rejects.toMatchObject({ kind: 'not-found' });
    await expect(certificatePaper(db, holder, 'no-such-id', printing)).rejects.toMatchObject({ kind: 'not-found' });
    await db.updateTable('certificate').set({ full_name: 'Kẻ Giả Mạo' }).execute();
    await expect(certificatePaper(db, holder, id, printing)).rejects.toMatchObject({ kind: 'conflict' });
  });
});

describe('getReadableCertificate', () => {
  it.each([
    ['UNIT_LEADER', true],
    ['TRAINING_ADMIN', true],
    ['AUDITOR', true],
    ['CONTENT_EDITOR', false],
  ] as const)('lets a %s of the unit read: %s', async (role, reads) => {
    await using db = await freshDb();
    const unitId = await makeUnit(db);
    const { id } = await makeCertificate(db, await makePerson(db, { unitId }));
    const reader = await makePerson(db, { grants: [{ role, scope: 'SUBTREE', unitId }] });
    const reading = getReadableCertificate(db, reader, id, noon);
    if (reads) expect(await reading).toMatchObject({ id });
    else await expect(reading).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('ends with the membership: a leader does not follow people who have moved away', async () => {
    await using db = await freshDb();
    const unitId = await makeUnit(db);
    const holder = await makePerson(db, { unitId });
    const { id } = await makeCertificate(db, holder);
    const leader = await makePerson(db, { grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }] });
    await db.updateTable('membership').set({ valid_to: '2026-12-01' }).where('user_id', '=', holder.id).execute();
    expect(await getReadableCertificate(db, leader, id, '2026-11-30T01:00:00.000Z')).toMatchObject({ id });
    await expect(getReadableCertificate(db, leader, id, '2026-12-01T01:00:00.000Z')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('certificateDesk', () => {
  it('says what may be done', async () => {
    await using db = await freshDb();
    const admin = await makeAdmin(db);
    const { id } = await makeCertificate(db, await makePerson(db, { fullName: 'Nguyen Anh' }));
    await db.updateTable('user_account').set({ full_name: 'Nguyễn Ánh' }).where('full_name', '=', 'Nguyen Anh').execute();
    const at = (now: string) => certificateDesk(db, admin, id, { now, secret });
    expect(await at(noon)).toMatchObject({ status: 'VALID', canRevoke: true, canReissue: true, full_name: 'Nguyen Anh', nameNow: 'Nguyễn Ánh', history: [] });
    expect(await at('2028-01-01T00:00:00.000Z')).toMatchObject({ status: 'EXPIRED', canRevoke: true, canReissue: false });
    await db.updateTable('certificate').set({ score: 10 }).execute();
    expect(await at(noon)).toMatchObject({ intact: false, canReissue: false });
  });

  it('tells what was done, by whom and why, newest first', async () => {
    await using db = await freshDb();
    const admin = await makeAdmin(db);
    const { id } = await makeCertificate(db, await makePerson(db));
    await revokeCertificate(db, admin, { id, reason: 'ISSUED_IN_ERROR', note: 'Nhập nhầm', now: noon, secret });
    await reissueCertificate(db, admin, { id, note: 'Thu hồi nhầm', now: '2026-11-24T01:00:00.000Z', secret });
    const { history } = await certificateDesk(db, admin, id, { now: noon, secret });
    expect(history.map(({ actor_name, action, note }) => [actor_name, action, note])).toEqual([
      ['Trần Quản Trị', 'certificate.reissue', 'Thu hồi nhầm'],
      ['Trần Quản Trị', 'certificate.revoke', 'Nhập nhầm'],
    ]);
  });
});

describe('listOwnCertificates', () => {
  it('shows replaced and revoked ones with the class of the reason', async () => {
    await using db = await freshDb();
    const [holder, admin] = [await makePerson(db), await makeAdmin(db)];
    const { id } = await makeCertificate(db, holder);
    await reissueCertificate(db, admin, { id, note: 'Sai tên', now: '2026-11-24T01:00:00.000Z', secret });
    const rows = await listOwnCertificates(db, holder.id, '2026-11-24T02:00:00.000Z');
    expect(rows.map((row) => [row.certificate_no, row.status, row.reason])).toEqual([['NB-2026-000002', 'VALID', null], ['NB-2026-000001', 'REVOKED', 'REPLACED']]);
  });
});

describe('findNewestCertificate', () => {
  it('looks at one version of one course of one person', async () => {
    await using db = await freshDb();
    const holder = await makePerson(db);
    const row = await makeCertificate(db, holder);
    const key = { userId: holder.id, courseId: row.course_id, courseVersionId: row.course_version_id, round: 1 };
    expect(await findNewestCertificate(db, key)).toMatchObject({ id: row.id });
    for (const other of [{ userId: 'x' }, { courseId: 'x' }, { courseVersionId: 'x' }, { round: 2 }]) expect(await findNewestCertificate(db, { ...key, ...other })).toBeUndefined();
  });
});

describe('completion', () => {
  it('sees only the lessons and assessments of the released version, and only one learner', async () => {
    await using db = await freshDb();
    const [ada, ben] = [await makePerson(db), await makePerson(db)];
    const course = await makeCertifiedCourse(db);
    await completeLesson(db, ada.id, course.courseId, course.lessonIds[0] ?? '');
    await completeLesson(db, ben.id, course.courseId, course.lessonIds[1] ?? '');
    await submitAttempt(db, ada.id, course.courseId, course.assessmentIds[0] ?? '', 6);
    expect((await listLessonCompletions(db, course.versionId, ada.id)).map((row) => row.completedAt).toSorted()).toEqual([noon, null]);
    expect(await listAssessmentResults(db, course.versionId, ada.id)).toEqual([{ kind: 'FINAL', passScore: 8, bestScore: 6, lastScore: 6, lastSubmittedAt: noon, passedAt: null }]);
    expect(await listAssessmentResults(db, course.versionId, ben.id)).toMatchObject([{ bestScore: null, passedAt: null }]);
    expect(await findReleasedVersion(db, course.courseId)).toMatchObject({ id: course.versionId, settings: { periods: 3, certificateValidMonths: 12 } });
    expect(await findReleasedVersion(db, 'no such course')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { finishEverything, makeCertificate, makeCertifiedCourse, secret, settle } from '../../../tests/world/certificates.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { isIntact } from '../certificate-integrity.server.ts';
import { issueCertificate } from './issue-certificate.server.ts';

describe('issueCertificate', () => {
  it('numbers without gaps or doubles when many finish at once', async () => {
    await using db = await freshDb();
    const course = await makeCertifiedCourse(db);
    const people = [];
    for (let at = 0; at < 12; at += 1) people.push(await makePerson(db));
    for (const person of people) await finishEverything(db, person.id, course);
    await Promise.all(people.flatMap((person) => [settle(db, person.id, course.courseId), settle(db, person.id, course.courseId)]));
    const rows = await db.selectFrom('certificate').select(['certificate_no', 'verify_code']).orderBy('certificate_no').execute();
    expect(rows.map((row) => row.certificate_no)).toEqual(people.map((_person, at) => `NB-2026-${String(at + 1).padStart(6, '0')}`));
    expect(new Set(rows.map((row) => row.verify_code)).size).toBe(12);
  });

  it('gives a number back when the issue is rolled back', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    const first = await makeCertificate(db, person);
    const input = { userId: person.id, courseId: first.course_id, courseVersionId: 'no such version', courseTitle: '', fullName: '', unitName: '', score: 8, periods: 1, validUntil: null, replacesId: null, round: 1, now: first.issued_at, secret, source: 'demo' };
    await expect(db.transaction().execute((tx) => issueCertificate(tx, input))).rejects.toThrow();
    expect((await makeCertificate(db, person)).certificate_no).toBe('NB-2026-000002');
  });

  it('starts again each year, as the year turns in Vietnam', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    const numbers = [];
    for (const at of ['2026-12-31T16:59:00.000Z', '2026-12-31T17:00:00.000Z', '2027-06-01T00:00:00.000Z']) numbers.push((await makeCertificate(db, person, { at })).certificate_no);
    expect(numbers).toEqual(['NB-2026-000001', 'NB-2027-000001', 'NB-2027-000002']);
  });

  it('takes the series of the installation from the setting in force', async () => {
    await using db = await freshDb();
    await db.insertInto('setting').values({ id: 's', key: 'learning.certificate-series', value: '"HNM"', valid_from: '2027-01-01', valid_to: null, legal_basis: null }).execute();
    const person = await makePerson(db);
    expect((await makeCertificate(db, person, { at: '2026-12-01T00:00:00.000Z' })).certificate_no).toBe('NB-2026-000001');
    expect((await makeCertificate(db, person, { at: '2027-01-01T00:00:00.000Z' })).certificate_no).toBe('HNM-2027-000001');
  });

  it.each([
    ['emoji', 'Nguyễn 🎉 Văn 👩‍💻 An'],
    ['decomposed letters', 'Nguyễn Thị Ánh'.normalize('NFD')],
    ['five hundred characters', 'Nguyễn '.repeat(72).trim()],
  ])('signs a name with %s as it is', async (_what, fullName) => {
    await using db = await freshDb();
    const row = await makeCertificate(db, await makePerson(db, { fullName }));
    expect(row.full_name).toBe(fullName);
    expect(isIntact(secret, row)).toBe(true);
  });

  it('shows every change of a row, and another secret', async () => {
    await using db = await freshDb();
    const row = await makeCertificate(db, await makePerson(db));
    const changes = { full_name: 'Kẻ Giả Mạo', score: 10, valid_until: '2099-01-01', course_title: 'Khoá khác', unit_name: 'Nơi khác', certificate_no: 'NB-2026-000009', periods: 40, revoked_at: '2026-12-01T00:00:00.000Z' };
    for (const [field, value] of Object.entries(changes)) expect(isIntact(secret, { ...row, [field]: value }), field).toBe(false);
    expect(isIntact('another secret of thirty-two characters', row)).toBe(false);
  });
});

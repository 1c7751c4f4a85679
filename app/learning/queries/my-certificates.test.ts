import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCertificate, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { listMyCertificates } from './my-courses.server.ts';

const today = '2026-11-23';
const at = '2026-11-20T01:00:00.000Z';
async function world() {
  const db = await freshDb();
  return { db, course: await makeCourse(db) };
}

describe('certificates of one person', () => {
  it('issued in the same instant are named once: of the later round', async () => {
    const { db, course } = await world();
    const person = await makePerson(db);
    const ids = [await makeCertificate(db, person.id, course, { issuedAt: at, round: 2, validUntil: '2028-06-01' }), await makeCertificate(db, person.id, course, { issuedAt: at, round: 1, validUntil: '2026-06-01' })];
    expect((await listMyCertificates(db, person.id, today)).map(({ id }) => id)).toEqual([ids[0]]);
  });

  it('of two courses stand side by side, in an order that does not change', async () => {
    const { db } = await world();
    const person = await makePerson(db);
    for (const title of ['Một', 'Hai', 'Ba']) await makeCertificate(db, person.id, await makeCourse(db, { title }), { issuedAt: at });
    const names = async () => (await listMyCertificates(db, person.id, today)).map(({ courseTitle }) => courseTitle);
    expect((await names()).length).toBe(3);
    expect(await names()).toEqual(await names());
  });

  it('that were taken back let the one before stand again, however late it was issued', async () => {
    const { db, course } = await world();
    const person = await makePerson(db);
    const first = await makeCertificate(db, person.id, course, { issuedAt: '2025-01-01T01:00:00.000Z', round: 1, validUntil: '2027-01-01' });
    await makeCertificate(db, person.id, course, { issuedAt: '2026-01-01T01:00:00.000Z', round: 2, revokedAt: at });
    expect((await listMyCertificates(db, person.id, today)).map(({ id }) => id)).toEqual([first]);
  });

  it.each([
    [null, '9999-12-31', 'VALID'],
    ['2026-11-22', today, 'EXPIRED'],
    [today, today, 'ENDS_SOON'],
    ['2027-01-22', today, 'ENDS_SOON'],
    ['2027-01-23', today, 'VALID'],
    ['2028-02-29', '2027-12-31', 'ENDS_SOON'],
    ['2028-02-29', '2027-12-30', 'VALID'],
    ['2028-02-29', '2028-02-29', 'ENDS_SOON'],
    ['2028-02-29', '2028-03-01', 'EXPIRED'],
  ])('valid until %s are on %s: %s', async (validUntil, on, worth) => {
    const { db, course } = await world();
    const person = await makePerson(db);
    await makeCertificate(db, person.id, course, { validUntil });
    expect((await listMyCertificates(db, person.id, on)).map((one) => one.worth)).toEqual([worth]);
  });

  it('hold: at every moment exactly one of a course, the newest that was not taken back', async () => {
    const one = fc.record({ minute: fc.integer({ min: 0, max: 3 }), isRevoked: fc.boolean() });
    await fc.assert(fc.asyncProperty(fc.array(one, { maxLength: 6 }), async (issued) => {
      const { db, course } = await world();
      await using _ = { [Symbol.asyncDispose]: () => db.destroy() };
      const person = await makePerson(db);
      const made: { id: string; minute: number; round: number }[] = [];
      for (const [place, { minute, isRevoked }] of issued.entries()) {
        const id = await makeCertificate(db, person.id, course, { issuedAt: `2026-01-01T01:0${minute}:00.000Z`, round: place + 1, revokedAt: isRevoked ? at : null });
        if (!isRevoked) made.push({ id, minute, round: place + 1 });
      }
      const newest = made.toSorted((a, b) => b.minute - a.minute || b.round - a.round)[0];
      expect((await listMyCertificates(db, person.id, today)).map(({ id }) => id)).toEqual(newest ? [newest.id] : []);
    }), { numRuns: 12 });
  });
});

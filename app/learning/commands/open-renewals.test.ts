import { describe, expect, it } from 'vitest';
import { renewalWorld, timeZone } from '../../../tests/world/renewals.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import { verifyCertificate } from '../queries/verified-certificate.server.ts';
import { openRenewals } from './open-renewals.server.ts';
import { remindDue } from './remind-due.server.ts';

describe('the night on which a course is due again', () => {
  it('opens a round with a due day, empty progress and the same duty; what was earned stays', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    const [before] = await w.certificates(person);
    const facts = await w.db.selectFrom('progress_event').selectAll().orderBy('seq').execute();
    w.clock.set('2026-10-15T20:00:00.000Z');
    expect(await w.night()).toBe(0);
    w.clock.set('2026-10-16T17:30:00.000Z');
    expect(await w.night()).toBe(1);
    const reason = 'Khoá này được học lại mỗi 12 tháng. Lần hoàn thành ngày 01/12/2025 có giá trị đến hết ngày 01/12/2026.';
    expect(await w.rounds(person)).toMatchObject([{ round: 1, endedAt: '2026-10-16T17:30:00.000Z' }, { round: 2, dueOn: '2026-12-01', endedAt: null, isMandatory: 1, reason }]);
    expect(await w.outline(person)).toMatchObject({ round: 2, lessonsDone: 0, minutesReturned: 0, pretest: { state: 'open', questions: 4, minutes: 20 } });
    expect(await w.certificates(person)).toEqual([before]);
    expect((await w.db.selectFrom('progress_event').selectAll().orderBy('seq').execute()).slice(0, facts.length)).toEqual(facts);
    expect(await verifyCertificate(w.db, before?.verify_code ?? '', { now: '2026-11-20T01:00:00.000Z', secret: w.secret, actor: null })).toMatchObject({ intact: true, status: 'VALID', validUntil: '2026-12-01' });
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });

  it('is made up for after a standstill, without doubles, and with at least two weeks to go', async () => {
    await using w = await renewalWorld();
    const first = await w.graduate();
    w.clock.set('2025-12-20T01:00:00.000Z');
    const second = await w.graduate();
    // The machine stood still on the nights of 17 to 19 October, and again for the whole of November.
    w.clock.set('2026-10-20T01:00:00.000Z');
    expect([await w.night(), await w.night()]).toEqual([1, 0]);
    w.clock.set('2026-12-30T01:00:00.000Z');
    expect(await Promise.all([w.night(), w.night(), openRenewals({ db: w.db, clock: w.clock, timeZone })])).toHaveLength(3);
    expect((await w.rounds(first)).map(({ dueOn }) => dueOn)).toEqual([null, '2026-12-01']);
    expect((await w.rounds(second)).map(({ dueOn }) => dueOn)).toEqual([null, '2027-01-13']);
    expect(await w.db.selectFrom('progress_event').select('id').where('verb', '=', 'course.renewed').execute()).toHaveLength(2);
  });

  it('passes over a course that is taken once, and people who have not completed or are not enrolled any more', async () => {
    await using w = await renewalWorld();
    const idle = await makePerson(w.db);
    await w.by(idle).enrol(null);
    const gone = await w.graduate();
    await w.db.updateTable('enrollment').set({ cancelled_at: '2026-01-05T01:00:00.000Z' }).where('user_id', '=', gone.id).execute();
    w.clock.set('2027-06-01T01:00:00.000Z');
    expect(await w.night()).toBe(0);
    await w.graduate();
    await w.db.updateTable('course_version').set((row) => ({ settings: row.fn('json_remove', ['settings', row.val('$.renewal')]) as never })).execute();
    w.clock.set('2028-06-01T01:00:00.000Z');
    expect(await w.night()).toBe(0);
  });
});

describe('whoever cannot study now', () => {
  const states: [name: string, change: object, back: object][] = [
    ['has an account out of use', { disabled_at: '2026-09-01T01:00:00.000Z', disabled_reason: 'IDLE' }, { disabled_at: null, disabled_reason: null }],
    ['has left', { left_on: '2026-09-01' }, { left_on: null }],
  ];
  it.each(states)('waits while she %s, and has two weeks from the night after she is back', async (_name, change, back) => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.db.updateTable('user_account').set(change).where('id', '=', person.id).execute();
    await w.openYear();
    expect(await w.rounds(person)).toHaveLength(1);
    await w.db.updateTable('user_account').set(back).where('id', '=', person.id).execute();
    w.clock.set('2027-02-01T01:00:00.000Z');
    expect(await w.night()).toBe(1);
    expect((await w.rounds(person))[1]).toMatchObject({ round: 2, dueOn: '2027-02-15' });
  });

  it('waits without a unit, and takes her round along to another one', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.db.updateTable('membership').set({ valid_to: '2026-09-01' }).where('user_id', '=', person.id).execute();
    await w.openYear();
    expect(await w.rounds(person)).toHaveLength(1);
    await w.db.insertInto('membership').values({ id: 'next', user_id: person.id, unit_id: await makeUnit(w.db, { name: 'Sở Nội vụ' }), position_title: 'Chuyên viên', is_primary: 1, valid_from: '2026-10-02', valid_to: null }).execute();
    expect(await w.night()).toBe(1);
    await w.finish(person);
    expect((await w.certificates(person)).map((row) => [row.round, row.unit_name])).toEqual([[1, 'UBND phường Hoa Lư'], [2, 'Sở Nội vụ']]);
  });

  it('is taken the next night when she sits a test at that moment', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    w.clock.set('2026-10-17T01:00:00.000Z');
    const attempt = await w.by(person).begin('cuoi-khoa', 4);
    expect(await w.night()).toBe(0);
    await w.by(person).submit(attempt);
    expect(await w.night()).toBe(1);
    expect((await w.outline(person)).finals[0]).toMatchObject({ status: 'locked', bestScore: null });
  });
});

describe('a round', () => {
  it('is reminded of anew, by the rule that there is', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    for (const at of ['2026-11-24T01:00:00.000Z', '2026-12-01T01:00:00.000Z']) {
      w.clock.set(at);
      expect(await remindDue({ db: w.db, clock: w.clock, timeZone })).toMatchObject({ people: 1 });
    }
    const sent = await w.db.selectFrom('reminder as r').innerJoin('enrollment as e', 'e.id', 'r.enrollment_id').select(['r.step', 'e.round']).where('e.user_id', '=', person.id).orderBy('r.day').execute();
    expect(sent).toEqual([{ step: 'before-7', round: 2 }, { step: 'due', round: 2 }]);
  });

  it('ends with a certificate of its own, and a year later comes the next', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    w.clock.set('2026-11-02T01:00:00.000Z');
    await w.finish(person);
    const rows = await w.certificates(person);
    expect(rows.map((row) => [row.round, row.revoked_at, row.valid_until])).toEqual([[1, null, '2026-12-01'], [2, null, '2027-11-02']]);
    expect(await w.progress(person)).toMatchObject({ round: 2, completed_at: '2026-11-02T01:00:00.000Z', lessons_completed: 3 });
    // What happens once happens once a round.
    const verbs = await w.db.selectFrom('progress_event').select((row) => ['verb', row.fn.countAll<number>().as('n')]).where('verb', 'in', ['lesson.opened', 'lesson.completed', 'course.completed', 'certificate.issued']).groupBy('verb').orderBy('verb').execute();
    expect(verbs.map(({ verb, n }) => `${verb} ${n}`)).toEqual(['certificate.issued 2', 'course.completed 2', 'lesson.completed 6', 'lesson.opened 6']);
    w.clock.set('2027-09-17T01:00:00.000Z');
    expect(await w.night()).toBe(0);
    w.clock.set('2027-09-18T01:00:00.000Z');
    expect(await w.night()).toBe(1);
    expect((await w.rounds(person)).map(({ round, dueOn }) => [round, dueOn])).toEqual([[1, null], [2, '2026-12-01'], [3, '2027-11-02']]);
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });

  it('counts from the day of a late completion', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.openYear();
    w.clock.set('2027-03-10T01:00:00.000Z');
    await w.finish(person);
    expect((await w.certificates(person)).at(-1)).toMatchObject({ round: 2, valid_until: '2028-03-10' });
    w.clock.set('2028-01-25T01:00:00.000Z');
    expect(await w.night()).toBe(1);
    expect((await w.rounds(person)).at(-1)).toMatchObject({ round: 3, dueOn: '2028-03-10' });
  });

  it('is open to whoever had her certificate taken back, and earns her a new one', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    await w.db.updateTable('certificate').set({ revoked_at: '2026-03-01T01:00:00.000Z', revoked_reason: 'RULES_BROKEN' }).execute();
    await w.openYear();
    await w.finish(person);
    expect((await w.certificates(person)).map((row) => [row.round, row.revoked_reason])).toEqual([[1, 'RULES_BROKEN'], [2, null]]);
  });

  it('follows the version that is in force, lessons that came and went included', async () => {
    await using w = await renewalWorld();
    const person = await w.graduate();
    const newer = await w.release({ modules: { m1: ['bai-1', 'bai-moi'], m2: ['bai-3'] } });
    await w.openYear();
    expect((await w.outline(person)).modules.flatMap(({ lessons }) => lessons.map(({ slug, status }) => `${slug} ${status}`))).toEqual(['bai-1 todo', 'bai-moi todo', 'bai-3 todo']);
    await w.finish(person);
    expect((await w.certificates(person)).map((row) => row.course_version_id)).toEqual([w.course.versionId, newer.versionId]);
  });
});

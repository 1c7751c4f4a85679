import { describe, expect, it } from 'vitest';
import { facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { remindedWorld, reminderFaults, remindersOf } from '../../../tests/world/reminders.ts';
import type { Actor, Grant, Role } from '../../people/actor.ts';
import { listAuditActions } from '../../people/queries/audit-log.server.ts';
import { auditWord } from '../../people/rules/audit-lines.ts';
import { handReminderPreview } from '../queries/hand-reminders.server.ts';
import { remindSelected } from './remind-selected.server.ts';

const monday = '2026-12-07T03:00:00.000Z';
type World = Awaited<ReturnType<typeof remindedWorld>>;

async function world() {
  const w = await remindedWorld(monday);
  const leaderOf = (unitId: string, role: Role = 'UNIT_LEADER') => makePerson(w.db, { fullName: 'Phạm Quang Hưng', unitId, grants: [{ role, scope: 'SUBTREE', unitId }] });
  const leader = await leaderOf(w.units.hoaLu);
  const remind = (actor: Actor, who: string[], course = 'an-toan') => remindSelected(w.ports, actor, { course, who });
  const preview = (actor: Actor, who: string[]) => handReminderPreview(w.db, actor, { course: 'an-toan', who }, { at: w.now(), today: w.now().slice(0, 10), timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi', baseUrl: 'https://hoc06.example' });
  return Object.assign(w, { leaderOf, leader, remind, preview });
}
const messages = (w: World) => w.db.selectFrom('message').selectAll().where('source_type', '=', 'REMINDER').execute();

describe('reminding by hand', () => {
  it('sends at once what the preview showed, to whom it showed, and writes who did it', async () => {
    await using w = await world();
    const [one, two] = [await w.learner(), await w.learner({ email: null })];
    const { groups, others } = await w.preview(w.leader, [one.id, two.id]);
    expect(others).toEqual([]);
    expect(groups.map(({ dueOn, people }) => [dueOn, people.map(({ id, forecasts }) => `${id} ${forecasts.map(({ channel, suppressed }) => `${channel} ${suppressed}`)}`).toSorted()])).toEqual([['2026-11-30', [`${one.id} IN_APP null,EMAIL null`, `${two.id} IN_APP null,EMAIL NO_ADDRESS`].toSorted()]]);
    expect(groups[0]?.shown.html).toContain('Phạm Quang Hưng (UBND phường Hoa Lư) nhắc Anh/Chị');
    expect(await w.remind(w.leader, [one.id, two.id])).toEqual({ ok: true, sent: 2, skipped: 0 });
    expect(await w.send()).toBe(1);
    expect(w.sink.got.map((letter) => [letter.recipient.id, letter.content.vi.body.includes('đã quá hạn 7 ngày')])).toEqual([[one.id, true]]);
    expect(await messages(w)).toMatchObject([{ created_by: w.leader.id, is_duty: 1, send_at: monday, not_after: '2026-12-07T17:00:00.000Z' }]);
    const audit = await w.db.selectFrom('audit_event').select(['actor_id', 'action', 'object_id', 'details']).execute();
    expect(audit).toEqual([{ actor_id: w.leader.id, action: 'reminder.send', object_id: w.course.courseId, details: JSON.stringify({ slug: 'an-toan', count: 2, skipped: 0 }) }]);
    for (const action of await listAuditActions(w.db)) expect(auditWord('vi', 'action', action)).not.toBe(action);
  });

  it('does so once a day for a person and a course, also when two press the button, and also beside an automatic reminder', async () => {
    await using w = await world();
    const [one, two] = [await w.learner(), await w.learner()];
    const other = await w.leaderOf(w.units.office);
    expect(await w.remind(w.leader, [one.id])).toMatchObject({ sent: 1 });
    expect(await w.remind(other, [one.id, two.id])).toMatchObject({ sent: 1, skipped: 1 });
    expect(await w.remind(w.leader, [one.id, two.id])).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('Chưa gửi gì') } } });
    expect((await w.preview(w.leader, [one.id])).others).toMatchObject([{ id: one.id, state: 'TODAY' }]);
    expect((await Promise.all([w.remind(w.leader, [one.id]), w.remind(w.leader, [one.id])])).map((outcome) => outcome.ok)).toEqual([false, false]);
    // Seven days late is no step of the rule; the eighth of December catches up with the step of the third, which she has not had.
    w.clock.set('2026-12-08T01:00:00.000Z');
    expect((await w.run()).people).toBe(2);
    expect(await w.remind(w.leader, [one.id])).toMatchObject({ ok: false });
    w.clock.set('2026-12-09T01:00:00.000Z');
    expect(await w.remind(w.leader, [one.id, one.id])).toMatchObject({ sent: 1 });
    expect((await remindersOf(w.db)).map(({ step }) => step)).toEqual(['manual-2026-12-07', 'manual-2026-12-07', 'after-3', 'after-3', 'manual-2026-12-09']);
    expect(await reminderFaults(w.db)).toEqual([]);
  });

  it('leaves out who has finished, is not enrolled or is out of use, and says so beforehand', async () => {
    await using w = await world();
    const [here, done, disabled, stranger] = [await w.learner(), await w.learner(), await w.learner(), await makePerson(w.db, { unitId: w.units.office })];
    await happened(w.db, done.id, w.course, monday, facts.courseDone(w.course));
    await w.db.updateTable('user_account').set({ disabled_at: monday }).where('id', '=', disabled.id).execute();
    const who = [here.id, done.id, disabled.id, stranger.id];
    const { others } = await w.preview(w.leader, who);
    expect(new Map(others.map(({ id, state }) => [id, state]))).toEqual(new Map([[done.id, 'DONE'], [disabled.id, 'INACTIVE'], [stranger.id, 'NOT_ENROLLED']]));
    expect(await w.remind(w.leader, who)).toEqual({ ok: true, sent: 1, skipped: 3 });
    expect((await remindersOf(w.db)).map(({ userId }) => userId)).toEqual([here.id]);
  });

  it('keeps people with different due days and duties apart', async () => {
    await using w = await world();
    const people = [await w.learner(), await w.learner({ dueOn: '2026-12-31' }), await w.learner({ isMandatory: false }), await w.learner({ dueOn: null })];
    expect((await w.preview(w.leader, people.map(({ id }) => id))).groups).toHaveLength(4);
    expect(await w.remind(w.leader, people.map(({ id }) => id))).toMatchObject({ sent: 4 });
    expect((await messages(w)).map(({ is_duty }) => is_duty).toSorted()).toEqual([0, 1, 1, 1]);
  });

  it('reaches nobody outside the leader’s units, and then nobody at all', async () => {
    await using w = await world();
    const [mine, foreign, above] = [await w.learner(), await w.learner({ unitId: w.units.tamDiep }), await w.learner({ unitId: w.units.province })];
    for (const who of [[foreign.id], [mine.id, foreign.id], [above.id], [mine.id, '01930000-0000-7000-8000-000000000000']]) {
      await expect(w.remind(w.leader, who)).rejects.toMatchObject({ kind: 'not-found' });
      await expect(w.preview(w.leader, who)).rejects.toMatchObject({ kind: 'not-found' });
    }
    expect([await messages(w), await remindersOf(w.db)]).toEqual([[], []]);
    await expect(w.remind(w.leader, [mine.id], 'khong-co')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(w.remind(w.leader, [mine.id], (await makeCourse(w.db, { retired: true })).slug)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it.each<[string, Grant[], string]>([
    ['a learner', [], 'forbidden'],
    ['an auditor', [{ role: 'AUDITOR', scope: 'ALL', unitId: null }], 'forbidden'],
    ['a system administrator', [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }], 'forbidden'],
    ['a leader of herself', [{ role: 'UNIT_LEADER', scope: 'SELF', unitId: null }], 'forbidden'],
  ])('is not for %s', async (_who, grants, kind) => {
    await using w = await world();
    const [actor, learner] = [await makePerson(w.db, { unitId: w.units.hoaLu, grants }), await w.learner()];
    await expect(w.remind(actor, [learner.id])).rejects.toMatchObject({ kind });
    expect(await messages(w)).toEqual([]);
  });

  it('is for training administrators within their part of the province', async () => {
    await using w = await world();
    const [trainer, mine, foreign] = [await w.leaderOf(w.units.hoaLu, 'TRAINING_ADMIN'), await w.learner(), await w.learner({ unitId: w.units.tamDiep })];
    expect(await w.remind(trainer, [mine.id])).toMatchObject({ sent: 1 });
    await expect(w.remind(trainer, [foreign.id])).rejects.toMatchObject({ kind: 'not-found' });
  });
});

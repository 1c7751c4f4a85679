import { describe, expect, it } from 'vitest';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { ledWorld, listDoubles, type LedWorld } from '../../../tests/world/escalations.ts';
import { renderMail } from '../../messaging/channels/email-content.ts';
import { savePreferences } from '../../messaging/commands/read-notice.server.ts';

const monday = '2026-12-07T01:30:00.000Z';
/** Everybody who got a digest, by name, with its words. */
const digests = async (w: LedWorld) => {
  const rows = await w.db.selectFrom('leader_digest as g').innerJoin('message as m', 'm.source_id', 'g.id').innerJoin('user_account as u', 'u.id', 'g.leader_id').select(['u.full_name as name', 'g.week', 'g.day', 'm.content']).orderBy('g.week').orderBy('u.full_name').execute();
  return rows.map(({ content, ...row }) => ({ ...row, body: (JSON.parse(content) as { vi: { body: string } }).vi.body }));
};
const done = (w: LedWorld, userId: string, at: string) => happened(w.db, userId, w.course, at, facts.courseDone(w.course));

describe('the digest of the week', () => {
  it('tells each leader of her own units: done, in progress, late and soon due, and the change of a week', async () => {
    await using w = await ledWorld(monday);
    const [long, fresh] = [await w.learner(), await w.learner(), await w.learner(), await w.learner({ dueOn: '2026-12-10' }), await w.learner({ unitId: w.units.tamDiep, dueOn: '2026-12-20' })];
    await done(w, long.id, '2026-11-20T01:00:00.000Z');
    await done(w, fresh.id, '2026-12-04T01:00:00.000Z');
    expect(await w.digest()).toEqual({ digests: 3, againAt: null });
    const told = new Map((await digests(w)).map(({ name, body }) => [name, body]));
    expect(told.get('Lê Thị Văn Phòng')).toContain('2 trên 4 người hoàn thành (tăng 1), 1 quá hạn (tăng 1), 1 đến hạn trong 14 ngày tới');
    expect(told.get('Phạm Văn Phường')).toContain('2 trên 4 người hoàn thành');
    expect(told.get('Đỗ Văn Tỉnh')).toContain('2 trên 5 người hoàn thành (tăng 1), 1 quá hạn (tăng 1), 2 đến hạn');
    expect(told.get('Đỗ Văn Tỉnh')).toContain('UBND tỉnh Ninh Bình');
  });

  it('says nothing when there is nothing to say, and does not come later in the week either', async () => {
    await using w = await ledWorld(monday);
    const { id } = await w.learner({ dueOn: '2027-03-01' });
    await done(w, id, '2026-10-01T01:00:00.000Z');
    expect(await w.digest()).toEqual({ digests: 0, againAt: null });
    expect(await w.db.selectFrom('leader_digest').select(['week', 'courses']).execute()).toEqual(Array.from({ length: 3 }, () => ({ week: '2026-12-07', courses: 0 })));
    await w.learner();
    w.clock.set('2026-12-08T01:30:00.000Z');
    expect([await w.digest(), await digests(w), await listDoubles(w.db)]).toEqual([{ digests: 0, againAt: null }, [], []]);
  });

  it('comes once a week, however often and at how many places it runs', async () => {
    await using w = await ledWorld(monday);
    await w.learner();
    const reports = await Promise.all([w.digest(), w.digest()]);
    expect(reports.reduce((sum, report) => sum + report.digests, 0)).toBe(3);
    for (const at of ['2026-12-07T05:00:00.000Z', '2026-12-08T01:30:00.000Z', '2026-12-11T01:30:00.000Z', '2026-12-13T01:30:00.000Z']) {
      w.clock.set(at);
      expect((await w.digest()).digests).toBe(0);
    }
    w.clock.set('2026-12-14T01:30:00.000Z');
    expect([(await w.digest()).digests, await listDoubles(w.db)]).toEqual([3, []]);
  });

  it('of a week that was missed comes once, on the first morning after the standstill', async () => {
    await using w = await ledWorld('2026-12-10T01:00:00.000Z');
    await w.learner();
    expect(await w.digest()).toEqual({ digests: 0, againAt: '2026-12-10T01:30:00.000Z' });
    w.clock.set('2026-12-10T01:30:00.000Z');
    expect([(await w.digest()).digests, (await w.digest()).digests]).toEqual([3, 0]);
    expect((await digests(w)).map(({ week, day }) => [week, day])).toEqual(Array.from({ length: 3 }, () => ['2026-12-07', '2026-12-10']));
  });

  it('waits for its hour, and for the next morning when the evening is late', async () => {
    await using w = await ledWorld('2026-12-06T22:10:00.000Z');
    await w.learner();
    expect(await w.digest()).toEqual({ digests: 0, againAt: monday });
    w.clock.set('2026-12-07T10:00:00.000Z');
    expect(await w.digest()).toEqual({ digests: 0, againAt: null });
    w.clock.set('2026-12-08T01:30:00.000Z');
    expect((await w.digest()).digests).toBe(3);
  });

  it('follows the rule of its day: another day of the week, or none', async () => {
    await using w = await ledWorld('2026-12-10T03:00:00.000Z');
    await w.learner();
    await w.policy({ digest: null });
    expect(await w.digest()).toEqual({ digests: 0, againAt: null });
    await w.policy({ digest: { weekday: 4, hour: '10:00' }, channels: ['EMAIL', 'SMS'] });
    expect((await w.digest()).digests).toBe(3);
    expect((await w.db.selectFrom('message_channel').select('channel').distinct().orderBy('channel').execute()).map(({ channel }) => channel)).toEqual(['EMAIL', 'IN_APP']);
  });

  it('can be opted out of by mail, and stays in the inbox', async () => {
    await using w = await ledWorld(monday);
    await w.learner();
    await savePreferences(w.db, w.leaders.office.id, new Set(), monday);
    await w.digest();
    expect(await w.send()).toBe(2);
    expect(await w.db.selectFrom('delivery').select(['channel', 'state', 'detail']).where('recipient_id', '=', w.leaders.office.id).orderBy('channel').execute()).toEqual([{ channel: 'EMAIL', state: 'SUPPRESSED', detail: 'OPTED_OUT' }, { channel: 'IN_APP', state: 'DELIVERED', detail: null }]);
  });

  it('has counts and no name of anybody', async () => {
    await using w = await ledWorld(monday);
    await w.learner({ fullName: 'Bùi Thị Chậm Trễ' });
    await w.digest();
    await w.send();
    const mails = w.sink.got.map((letter) => renderMail(letter, { baseUrl: 'https://hoc06.example', unsubscribeUrl: 'https://hoc06.example/unsubscribe/x' }));
    expect(mails).toHaveLength(3);
    for (const { text, html } of mails) {
      expect(text).toContain('https://hoc06.example/units');
      expect(text + html).not.toContain('Chậm Trễ');
    }
  });

  it('passes over new leaders until the next week, and over those who are gone', async () => {
    await using w = await ledWorld(monday);
    await w.learner();
    await w.db.updateTable('role_assignment').set({ granted_at: '2026-12-07T01:30:00.000Z' }).where('user_id', '=', w.leaders.office.id).execute();
    await w.db.updateTable('role_assignment').set({ revoked_at: '2026-12-06T00:00:00.000Z' }).where('user_id', '=', w.leaders.ward.id).execute();
    expect((await w.digest()).digests).toBe(1);
    w.clock.set('2026-12-14T01:30:00.000Z');
    expect((await w.digest()).digests).toBe(2);
    expect((await digests(w)).map(({ name }) => name)).toEqual(['Đỗ Văn Tỉnh', 'Lê Thị Văn Phòng', 'Đỗ Văn Tỉnh']);
  });

  it('counts a transfer as no progress', async () => {
    await using w = await ledWorld(monday);
    const moved = await w.learner({ unitId: w.units.tamDiep, dueOn: '2027-05-01' });
    await done(w, moved.id, '2026-10-01T01:00:00.000Z');
    await w.db.updateTable('membership').set({ unit_id: w.units.office }).where('user_id', '=', moved.id).execute();
    expect((await w.digest()).digests).toBe(0);
  });

  it('says of each course only when there is something to say, whoever leads several units gets one', async () => {
    await using w = await ledWorld(monday);
    const quiet = await makeCourse(w.db, { title: 'Khoá yên lặng' });
    const { id } = await w.learner();
    await enrolled(w.db, id, quiet, { dueOn: '2027-06-01', now: '2026-01-05T01:00:00.000Z' });
    await w.db.insertInto('role_assignment').values({ id: 'second', user_id: w.leaders.office.id, role: 'UNIT_LEADER', scope: 'SUBTREE', unit_id: w.units.tamDiep, granted_by: null, granted_at: '2026-01-05T01:00:00.000Z', revoked_at: null }).execute();
    await w.digest();
    const own = (await digests(w)).filter(({ name }) => name === 'Lê Thị Văn Phòng');
    expect(own).toHaveLength(1);
    expect(own[0]?.body).toContain('các đơn vị do Anh/Chị phụ trách');
    expect(own[0]?.body).not.toContain('yên lặng');
  });

  it('is refused a second time, and with a week that is none, by the database itself', async () => {
    await using w = await ledWorld(monday);
    await w.learner();
    await w.digest();
    const row = await w.db.selectFrom('leader_digest').selectAll().executeTakeFirstOrThrow();
    await expect(w.db.insertInto('leader_digest').values({ ...row, id: 'x' }).execute()).rejects.toThrow(/UNIQUE/);
    await expect(w.db.insertInto('leader_digest').values({ ...row, id: 'x', week: '2026-12-01' }).execute()).rejects.toThrow(/CHECK/);
    await expect(w.db.updateTable('leader_digest').set({ day: '2026-12-09' }).execute()).rejects.toThrow(/append-only/);
  });
});

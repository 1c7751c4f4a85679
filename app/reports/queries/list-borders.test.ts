import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { enrolled, facts, happened, makeCertificate } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { asking, makeReportWorld, type ReportWorld } from '../../../tests/world/report-lists.ts';
import { countUnitFigures, remindSelected } from '../../learning/index.server.ts';
import type { Actor, Grant, Role } from '../../people/actor.ts';
import { shapes, subjects } from '../rules/list-subjects.ts';
import { pageOfList, wholeList, type ListRow } from './list-run.server.ts';
import { listPage } from './list-page.server.ts';
import { askedBy } from './list-scope.server.ts';

const reading = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23', timeZone: 'Asia/Ho_Chi_Minh' };
let w: ReportWorld;
let db: Db;
beforeEach(async () => {
  w = await makeReportWorld();
  db = w.db;
  return () => w.db.destroy();
});
const list = async (actor: Actor, search: string, page = 1, at = reading) => pageOfList(db, await askedBy(db, actor, asking(search), at), page);
const names = async (actor: Actor, search: string, at = reading) => (await list(actor, search, 1, at)).rows.map((row) => row['name']);
const whole = async (actor: Actor, search: string) => {
  const { batches } = await wholeList(db, await askedBy(db, actor, asking(search), reading), 3);
  const rows: ListRow[] = [];
  for await (const part of batches) rows.push(...part);
  return rows;
};
const grant = (role: Role, unitId: string | null): Grant => ({ role, scope: unitId ? 'SUBTREE' : 'ALL', unitId });
const withGrants = (...grants: Grant[]): Actor => ({ ...w.leader, grants });

describe('every column', () => {
  it('of every subject can be asked for alone, and every order and state leads somewhere', async () => {
    await remindSelected(testPorts(db, testClock()), w.leader, { course: 'an-toan', who: [w.people.dat.id] });
    await countUnitFigures(testPorts(db, testClock()));
    for (const subject of subjects) {
      for (const { key, canSort } of shapes[subject].columns) {
        const { rows } = await list(w.auditor, `subject=${subject}&column=${key}${canSort ? `&sort=${key}&order=desc` : ''}`);
        expect([subject, key, rows.length > 0, Object.hasOwn(rows[0] ?? {}, key)]).toEqual([subject, key, true, true]);
      }
      const counts = await Promise.all(shapes[subject].states.map(async (state) => (await list(w.auditor, `subject=${subject}&state=${state}`)).count));
      if (counts.length > 0) expect(counts.reduce((sum, one) => sum + one, 0)).toBe((await list(w.auditor, `subject=${subject}`)).count);
    }
  });

  it('is sorted upwards and downwards over the same rows, and what is missing stands last both times', async () => {
    for (const subject of subjects) {
      for (const { key } of shapes[subject].columns.filter(({ canSort }) => canSort)) {
        const [up, down] = [await whole(w.auditor, `subject=${subject}&sort=${key}`), await whole(w.auditor, `subject=${subject}&sort=${key}&order=desc`)];
        expect(up.map(({ id }) => id).toSorted()).toEqual(down.map(({ id }) => id).toSorted());
        for (const rows of [up, down]) expect(rows.map((row) => row[key] === null)).toEqual(rows.map((row) => row[key] === null).toSorted((one, other) => Number(one) - Number(other)));
      }
    }
  });
});

describe('borders of time', () => {
  const done = async (at: string, name: string) => {
    const person = await makePerson(db, { unitId: w.units.office, fullName: name });
    await enrolled(db, person.id, w.other);
    await happened(db, person.id, w.other, at, facts.courseDone(w.other));
    return person;
  };

  it('a period holds its first and its last moment here, and no other', async () => {
    await done('2026-10-31T16:59:59.999Z', 'Trước Một Chút');
    await done('2026-10-31T17:00:00.000Z', 'Vừa Đầu Kỳ');
    await done('2026-11-01T16:59:59.999Z', 'Vừa Cuối Kỳ');
    await done('2026-11-01T17:00:00.000Z', 'Sau Một Chút');
    expect((await names(w.leader, 'course=de-an&from=01/11/2026&to=01/11/2026')).toSorted()).toEqual(['Vừa Cuối Kỳ', 'Vừa Đầu Kỳ']);
    expect(await names(w.leader, 'course=de-an&to=31/10/2026')).toEqual(['Trước Một Chút']);
    expect(await names(w.leader, 'course=de-an&from=02/11/2026')).toEqual(['Sau Một Chút']);
    expect(await names(w.leader, 'course=de-an&from=02/11/2026&to=01/11/2026')).toEqual([]);
  });

  it('somebody is late from the day after her due day on', async () => {
    const person = await makePerson(db, { unitId: w.units.office, fullName: 'Đúng Hạn' });
    await enrolled(db, person.id, w.other, { dueOn: '2026-11-23' });
    expect([await names(w.leader, 'course=de-an&state=todo'), await names(w.leader, 'course=de-an&state=late')]).toEqual([['Đúng Hạn'], []]);
    const next = { ...reading, at: '2026-11-23T17:00:00.000Z', today: '2026-11-24' };
    expect([await names(w.leader, 'course=de-an&state=todo', next), await names(w.leader, 'course=de-an&state=late', next)]).toEqual([[], ['Đúng Hạn']]);
  });

  it('a certificate has expired at the moment until which it was valid, and a revoked one never expires', async () => {
    const state = async (at: string) => (await list(w.leader, 'subject=certificates&column=state', 1, { ...reading, at })).rows.map((row) => row['state']);
    expect([await state('2027-11-20T17:59:59.999Z'), await state('2027-11-20T18:00:00.000Z')]).toEqual([['valid'], ['expired']]);
    await db.updateTable('certificate').set({ revoked_at: '2026-11-22T01:00:00.000Z', revoked_by: w.auditor.id, revoked_reason: 'Cấp nhầm' }).execute();
    expect([await state('2026-11-23T01:00:00.000Z'), await state('2030-01-01T00:00:00.000Z')]).toEqual([['revoked'], ['revoked']]);
    expect((await list(w.leader, 'subject=certificates&state=expired', 1, { ...reading, at: '2030-01-01T00:00:00.000Z' })).count).toBe(0);
  });
});

describe('people and units that come and go', () => {
  it('somebody who works nowhere any more is told of to those who see everything, with empty places', async () => {
    await db.updateTable('membership').set({ valid_to: '2026-11-22' }).where('user_id', '=', w.people.dat.id).execute();
    expect(await names(w.leader, 'course=an-toan')).toEqual(['Nguyễn Thị An', 'Lê Văn Dũng']);
    const row = (await list(w.auditor, 'course=an-toan&column=name&column=unit&column=position')).rows.find(({ name }) => name === 'Trần Văn Đạt');
    expect(row).toMatchObject({ unit: null, position: null });
  });

  it('somebody who moved counts where she is now', async () => {
    await db.updateTable('membership').set({ valid_to: '2026-11-20' }).where('user_id', '=', w.people.dat.id).execute();
    await db.insertInto('membership').values({ id: crypto.randomUUID(), user_id: w.people.dat.id, unit_id: w.units.elsewhere, position_title: 'Công chức', is_primary: 1, valid_from: '2026-11-20', valid_to: null }).execute();
    expect(await names(w.leader, 'course=an-toan')).not.toContain('Trần Văn Đạt');
    expect(await names(withGrants(grant('UNIT_LEADER', w.units.elsewhere)), 'course=an-toan')).toEqual(['Phạm Thị Ánh', 'Trần Văn Đạt']);
    const units = await whole(w.auditor, 'subject=units&course=an-toan');
    expect(Object.fromEntries(units.map(({ unit, total }) => [unit, total]))).toEqual({ 'UBND tỉnh': 4, 'UBND phường Hoa Lư': 2, 'Văn phòng': 1, 'UBND phường Tam Điệp': 2 });
  });

  it('a second place of somebody makes no second row', async () => {
    await db.insertInto('membership').values({ id: crypto.randomUUID(), user_id: w.people.dat.id, unit_id: w.units.ward, position_title: 'Kiêm nhiệm', is_primary: 0, valid_from: '2026-11-20', valid_to: null }).execute();
    expect(await names(w.leader, 'course=an-toan')).toEqual(['Nguyễn Thị An', 'Lê Văn Dũng', 'Trần Văn Đạt']);
    expect((await whole(w.leader, 'subject=units&course=an-toan')).find(({ unit }) => unit === 'UBND phường Hoa Lư')?.['total']).toBe(3);
  });

  it('a unit has the name of today, whatever it was or will be called', async () => {
    await db.updateTable('org_unit_version').set({ valid_to: '2026-11-24' }).where('unit_id', '=', w.units.office).execute();
    await db.insertInto('org_unit_version').values({ id: crypto.randomUUID(), unit_id: w.units.office, name: 'Văn phòng mới', short_name: 'VP', name_fold: 'van phong moi', parent_id: w.units.ward, valid_from: '2026-11-24', valid_to: null }).execute();
    const unitOf = async (today: string) => (await list(w.leader, 'course=an-toan&state=late&column=unit', 1, { ...reading, today })).rows.map((row) => row['unit']);
    expect([await unitOf('2026-11-23'), await unitOf('2026-11-24')]).toEqual([['Văn phòng'], ['Văn phòng mới']]);
  });

  it('a course that was given up is left out of counts', async () => {
    await db.updateTable('course').set({ retired_at: reading.at }).where('slug', '=', 'an-toan').execute();
    for (const subject of ['units', 'knowledge']) expect(await whole(w.auditor, `subject=${subject}&course=an-toan`)).toEqual([]);
  });

  it('cancelled enrolments are counted nowhere', async () => {
    await db.updateTable('enrollment').set({ cancelled_at: reading.at }).where('user_id', '=', w.people.dat.id).execute();
    expect(await names(w.leader, 'course=an-toan')).toEqual(['Nguyễn Thị An', 'Lê Văn Dũng']);
    expect((await whole(w.leader, 'subject=units&course=an-toan')).find(({ unit }) => unit === 'Văn phòng')).toMatchObject({ total: 1, late: 0, doing: 1 });
  });
});

describe('rights', () => {
  it('of several roles are added up, and a role without lists adds nothing', async () => {
    expect(await names(withGrants(grant('UNIT_LEADER', w.units.office), grant('TRAINING_ADMIN', w.units.elsewhere)), 'course=an-toan')).toEqual(['Phạm Thị Ánh', 'Lê Văn Dũng', 'Trần Văn Đạt']);
    expect(await names(withGrants(grant('UNIT_LEADER', w.units.office), grant('FOCAL_POINT', null), grant('STANDING_AGENCY', null)), 'course=an-toan')).toEqual(['Lê Văn Dũng', 'Trần Văn Đạt']);
  });

  it.each(['UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'] as const)('of a %s end at her subtree for every subject', async (role) => {
    await makeCertificate(db, w.people.anh.id, w.course, { issuedAt: '2026-11-20T18:00:00.000Z', validUntil: '2027-11-20T18:00:00.000Z' });
    const actor = withGrants(grant(role, w.units.office));
    for (const subject of subjects) {
      for (const unit of [w.units.ward, w.units.elsewhere, w.units.province]) await expect(list(actor, `subject=${subject}&unit=${unit}`)).rejects.toMatchObject({ kind: 'not-found' });
      if (subject === 'knowledge') continue;
      const told = JSON.stringify(await whole(actor, `subject=${subject}${shapes[subject].columns.map(({ key }) => `&column=${key}`).join('')}`));
      expect([told.includes('Phạm Thị Ánh'), told.includes('Nguyễn Thị An'), told.includes('Tam Điệp')]).toEqual([false, false, false]);
    }
  });

  it('choose among units that are reached, and what lies deeper only when it is asked for', async () => {
    const desk = await makeUnit(db, { name: 'Tổ một cửa', parentId: w.units.office });
    const choices = async (search: string) => (await listPage(db, w.leader, asking(search), 1, reading)).units.map(({ name }) => name);
    expect(await choices('')).toEqual(['UBND phường Hoa Lư', 'Văn phòng']);
    expect(await choices(`unit=${desk}`)).toEqual(['UBND phường Hoa Lư', 'Văn phòng', 'Tổ một cửa']);
  });
});

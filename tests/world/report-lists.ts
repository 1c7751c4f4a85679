import type { Db } from '../../db/client.ts';
import { readQuestion, type ListQuestion } from '../../app/reports/forms/list-question.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import { enrolled, facts, happened, makeCertificate, makeCourse, type MadeCourse } from './courses.ts';
import { makePerson, makeUnit } from './people.ts';
import { freshDb } from '../support/db.ts';

export interface ReportWorld {
  db: Db & AsyncDisposable;
  units: Record<'province' | 'ward' | 'office' | 'elsewhere', string>;
  course: MadeCourse;
  other: MadeCourse;
  leader: Actor;
  auditor: Actor;
  people: Record<'an' | 'dat' | 'anh' | 'dung', Actor>;
}

/** A province with a ward, its office and another ward; four people with one course, one of them done with a certificate, one late, one elsewhere. */
export async function makeReportWorld(): Promise<ReportWorld> {
  const db = await freshDb();
  const province = await makeUnit(db, { name: 'UBND tỉnh' });
  const ward = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: province });
  const units = { province, ward, office: await makeUnit(db, { name: 'Văn phòng', parentId: ward }), elsewhere: await makeUnit(db, { name: 'UBND phường Tam Điệp', parentId: province }) };
  const [course, other] = [await makeCourse(db, { slug: 'an-toan', title: 'An toàn thông tin' }), await makeCourse(db, { slug: 'de-an', title: 'Đề án 06' })];
  const grant = (role: Grant['role'], unitId: string | null): Grant => ({ role, scope: unitId ? 'SUBTREE' : 'ALL', unitId });
  const leader = await makePerson(db, { unitId: ward, fullName: 'Đinh Thị Hồng Ngọc', grants: [grant('UNIT_LEADER', ward)] });
  const auditor = await makePerson(db, { unitId: province, fullName: 'Trần Đức Thịnh', grants: [grant('AUDITOR', null)] });
  const make = async (fullName: string, staffNo: string, unitId: string, dueOn: string | null) => {
    const person = await makePerson(db, { fullName, staffNo, unitId });
    await enrolled(db, person.id, course, { dueOn });
    return person;
  };
  const people = { an: await make('Nguyễn Thị An', '0007', ward, '2026-12-31'), dat: await make('Trần Văn Đạt', '0012', units.office, '2026-11-01'), anh: await make('Phạm Thị Ánh', '0009', units.elsewhere, null), dung: await make('Lê Văn Dũng', '=1+1', units.office, '2026-12-31') };
  await happened(db, people.an.id, course, '2026-11-20T18:00:00.000Z', facts.courseDone(course, 8.5));
  await happened(db, people.dung.id, course, '2026-11-10T01:00:00.000Z', facts.opened(course));
  await makeCertificate(db, people.an.id, course, { issuedAt: '2026-11-20T18:00:00.000Z', validUntil: '2027-11-20T18:00:00.000Z' });
  return { db, units, course, other, leader, auditor, people };
}

/** A question as an address would ask it. */
export const asking = (search: string): ListQuestion => readQuestion(new URLSearchParams(search));

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawPart, wordsOf } from '../../../tests/support/page.tsx';
import { assignmentWorld, type AssignmentWorld } from '../../../tests/world/assignments.ts';
import { facts, happened } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Actor } from '../../people/actor.ts';
import { newId } from '../../platform/ids.ts';
import { enrol } from '../commands/enrol.server.ts';
import { grantExemption } from '../commands/grant-exemption.server.ts';
import { whyAssigned } from '../queries/why-assigned.server.ts';
import { WhyAssignedBox, WhyNotice } from './why-assigned.tsx';

let w: AssignmentWorld;
let person: Actor;
beforeEach(async () => {
  w = await assignmentWorld();
  person = await makePerson(w.db, { unitId: w.units.office });
});
afterEach(() => w[Symbol.asyncDispose]());
const why = () => whyAssigned(w.db, person.id, w.course.courseId, w.today());

describe('why a course is somebody’s', () => {
  it('is nothing to tell when it is not', async () => {
    expect(await why()).toBeNull();
  });

  it('names the rule, her reasons, the days and the unit to ask', async () => {
    await w.force({ unitId: w.units.ward, name: 'Phường học an toàn', who: { units: [w.units.ward], categories: ['CIVIL_SERVANT'] }, by: w.wardAdmin });
    expect(await why()).toMatchObject({ source: 'ASSIGNED', dueOn: '2026-12-23', askUnit: 'UBND phường Hoa Lư', kept: null, exemption: null, rules: [{ name: 'Phường học an toàn', since: '2026-11-23', dueOn: '2026-12-23', because: [{ key: 'unit', unitId: w.units.ward }, { key: 'category', category: 'CIVIL_SERVANT' }] }] });
  });

  it.each(['SELF', 'PLAN'] as const)('of an enrolment of source %s names also the rule that found it', async (source) => {
    await enrol(w.db, { userId: person.id, courseId: w.course.courseId, source, isMandatory: false, reason: 'Học lại mỗi năm', dueOn: null, enrolledBy: null, now: w.clock.now().toISOString() });
    expect(await why()).toMatchObject({ source, reason: 'Học lại mỗi năm', rules: [], askUnit: 'UBND tỉnh Ninh Bình' });
    await w.force();
    expect(await why()).toMatchObject({ source, rules: [{ because: [{ key: 'all' }] }] });
  });

  it('says that what she has begun stays hers after the rule let go', async () => {
    await w.force({ who: { units: [w.units.ward] } });
    await happened(w.db, person.id, w.course, w.clock.now().toISOString(), facts.opened(w.course));
    await w.move(person, w.units.other);
    expect((await why())?.rules).toMatchObject([{ because: [] }]);
    await w.night();
    expect(await why()).toMatchObject({ rules: [], kept: { name: 'An toàn thông tin cho mọi người' }, dueOn: null });
  });

  it('tells of an exemption, also without an enrolment', async () => {
    await grantExemption(w.ports, w.admin, { id: newId(), userId: person.id, courseId: w.course.courseId, kind: 'RECOGNISED', reason: 'Tương đương', validFrom: '2026-11-23', lastDay: '2027-06-30', number: '7/CN', issuer: 'Học viện', issuedOn: '2026-10-01' });
    expect(await why()).toMatchObject({ source: null, exemption: { kind: 'RECOGNISED', number: '7/CN', lastDay: '2027-06-30' } });
  });
});

describe('in words', () => {
  it.each([
    ['vi', 'Quy tắc “<b>Phường</b>”', 'Anh/Chị thuộc UBND phường Hoa Lư.', 'Hạn theo quy tắc: 23/12/2026.', 'bộ phận quản trị đào tạo của UBND tỉnh Ninh Bình'],
    ['en', 'Rule “<b>Phường</b>”', 'You belong to UBND phường Hoa Lư.', 'Due day by the rule: 23/12/2026.', 'the training administration of UBND tỉnh Ninh Bình'],
  ] as const)('of %s', async (locale, ...said) => {
    await w.force({ name: '<b>Phường</b>', who: { units: [w.units.ward] } });
    const found = await why();
    if (!found) throw new Error('nothing to tell');
    const markup = drawPart(<WhyAssignedBox why={found} />, { locale });
    expect(markup).not.toContain('<b>Phường');
    for (const one of said) expect(wordsOf(markup).replaceAll('&lt;', '<').replaceAll('&gt;', '>')).toContain(one);
  });

  it('of exemptions, recognitions and what was kept', () => {
    const base = { source: null, reason: '', enrolledAt: null, dueOn: null, rules: [], kept: null, exemption: null, names: { units: {}, courses: {} }, askUnit: null };
    const exemption = { kind: 'LONG_LEAVE' as const, reason: 'Nghỉ <i>phép</i>', lastDay: '2026-12-31', issuer: null, number: null, issuedOn: null };
    const words = (part: Parameters<typeof WhyNotice>[0]['why']) => wordsOf(drawPart(<WhyNotice why={part} />));
    expect(words({ ...base, exemption })).toContain('được miễn khoá học này đến hết 31/12/2026');
    expect(words({ ...base, exemption: { ...exemption, kind: 'RECOGNISED', number: '7/CN', issuer: 'Học viện', issuedOn: '2026-10-01' } })).toContain('Số 7/CN, Học viện cấp ngày 01/10/2026');
    expect(words({ ...base, kept: { name: 'Cũ', at: '2026-11-23T01:00:00.000Z' } })).toContain('không còn áp dụng cho Anh/Chị từ 23/11/2026');
    expect([words(base), words(null)]).toEqual(['', '']);
    expect(drawPart(<WhyNotice why={{ ...base, exemption }} />)).not.toContain('<i>');
  });
});

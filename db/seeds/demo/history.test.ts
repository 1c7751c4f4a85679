import { describe, expect, it } from 'vitest';
import { demoCourse } from '../../../tests/world/demo-course.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { issueCertificates } from './certificates.ts';
import { foldEvents, noProjections } from './fold-events.ts';
import { makeHistory } from './history.ts';
import { populate } from './population.ts';
import { DEMO_NOW } from './rules/working-time.ts';

const organisation = loadOrganisation();
const people = populate(organisation, 300);
const courses = [demoCourse('an-toan-thong-tin'), demoCourse('de-an-06'), demoCourse('tu-chon')];
const histories = makeHistory({ people, courses, nowMs: Date.parse(DEMO_NOW) });
const ofCast = (role: string, slug: string) => histories.find((history) => history.person.cast?.role === role && history.course.slug === slug);

describe('enrolments', () => {
  it('are at most one a person and course', () => {
    const keys = histories.map((history) => `${history.person.id} ${history.course.slug}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('give the security course to everybody who was there', () => {
    const missing = people.filter((person) => !histories.some((history) => history.person === person && history.course.slug === 'an-toan-thong-tin'));
    expect(missing.every((person) => person.leftOn !== null && person.leftOn < '2026-04-01')).toBe(true);
  });

  it('begin with the pilots in December, for the others in March', () => {
    const daysOf = (agencyKey: string): Set<string> => new Set(histories.filter((history) => history.person.agencyKey === agencyKey && history.course.slug === 'an-toan-thong-tin' && history.person.joinedOn < '2025-11-01').map((history) => history.enrollment.enrolled_at.slice(0, 10)));
    expect(daysOf('phuong-14329-hoa-lu-2025')).toEqual(new Set(['2025-12-01']));
    expect(daysOf('so-noi-vu-2025')).toEqual(new Set(['2026-03-09']));
  });

  it('of the assigned courses were made by the training administrator, of the others by the learners', () => {
    const administrator = people.find((person) => person.cast?.role === 'TRAINING_ADMIN')?.id;
    for (const { enrollment } of histories) expect(enrollment.enrolled_by).toBe(enrollment.source === 'ASSIGNED' ? administrator : enrollment.user_id);
  });

  it('end with the service of those who leave before they are done', () => {
    for (const { person, enrollment, completed, events } of histories) {
      expect(enrollment.cancelled_at !== null).toBe(person.leftOn !== null && completed === null);
      expect(events.some((event) => event.verb === 'course.left')).toBe(enrollment.cancelled_at !== null);
    }
  });
});

describe('the story of the cast', () => {
  it('shows the learner halfway through one course and done with the other', () => {
    const open = ofCast('LEARNER', 'an-toan-thong-tin');
    expect(open?.completed).toBeNull();
    expect(open?.attempts.at(-1)).toMatchObject({ isPassed: true });
    expect(open?.events.at(-1)?.verb).toBe('lesson.read');
    expect(open?.events.at(-1)?.occurredAt.slice(0, 7)).toBe('2026-11');
    expect(ofCast('LEARNER', 'de-an-06')?.completed?.score).toBeGreaterThanOrEqual(8);
  });

  it('shows the leader done with one and at the beginning of the other', () => {
    expect(ofCast('UNIT_LEADER', 'an-toan-thong-tin')?.completed).not.toBeNull();
    expect(ofCast('UNIT_LEADER', 'de-an-06')?.events.filter((event) => event.verb === 'lesson.completed')).toHaveLength(2);
  });
});

it('counts the final test as the score of the course', () => {
  for (const { completed, attempts } of histories) {
    const finals = attempts.filter((attempt) => attempt.assessment.kind === 'FINAL').map((attempt) => attempt.score);
    if (completed) expect(completed.score).toBe(Math.max(...finals));
  }
});

it('draws the same for a person whatever happens to others', () => {
  const few = makeHistory({ people: people.slice(0, 40), courses, nowMs: Date.parse(DEMO_NOW) });
  const same = histories.filter((history) => people.indexOf(history.person) < 40);
  expect(few.map((history) => history.events)).toEqual(same.map((history) => history.events));
});

it('folds into the same rows in whatever order the facts arrive', () => {
  for (const { events } of histories.slice(0, 80)) {
    const [forward, backward] = [noProjections(), noProjections()];
    foldEvents(events, forward);
    foldEvents(events.toReversed(), backward);
    const sorted = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).toSorted();
    expect(sorted(Object.values(backward).flat())).toEqual(sorted(Object.values(forward).flat()));
  }
});

it('issues one certificate a completion, signed with the secret', () => {
  const [a, b] = [issueCertificates(histories, organisation.units, 'a'), issueCertificates(histories, organisation.units, 'b')];
  expect(a).toHaveLength(histories.filter((history) => history.completed).length);
  expect(a.map(({ row }) => row.certificate_no)).toEqual(b.map(({ row }) => row.certificate_no));
  expect(a[0]?.row.integrity_code).not.toBe(b[0]?.row.integrity_code);
  expect(a.every(({ row, event }) => event.objectId === row.id && (row.valid_until ?? '') > row.issued_at.slice(0, 10))).toBe(true);
});

import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { PreviewGroup } from '../forms/assignments.ts';
import { releaseOf, type Release } from '../rules/assignment-release.ts';
import { ruleNames } from './assignment-choices.server.ts';
import { listed } from './assignment-match.server.ts';
import { draftWork, previewDay } from './assignment-preview.server.ts';
import type { Rule } from './assignment-rules.server.ts';
import { standingOn, standingsOf } from './assignment-standings.server.ts';
import { nextToRelease } from './assignment-work.server.ts';

export const previewPeoplePerPage = 50;

/** Somebody and a course: added by a draft, or let go of with what becomes of the course. */
export interface PreviewPair {
  userId: string;
  courseId: string;
  release: Release | null;
}
export interface PreviewPerson extends PreviewPair {
  staffNo: string | null;
  fullName: string;
  position: string;
  unitName: string | null;
}

/** Everybody whom a draft would add on a day, or let go of, by name; somebody with two courses stands there twice. */
export async function previewPairs(db: Db, rule: Rule, group: PreviewGroup, on: Day): Promise<PreviewPair[]> {
  const work = draftWork(rule);
  if (group === 'added') {
    const people = await standingsOf(db, work, on);
    return people.where(standingOn(on), '=', 'ADDED').select(['u.id as userId', 'c.value as courseId', sql<null>`null`.as('release')]).orderBy('u.sort_key').orderBy('u.id').orderBy('c.value').execute();
  }
  const pairs = await nextToRelease(db, work, on, { cursor: '', limit: -1 });
  const sorted = await db.selectFrom('user_account').select('id').where('id', 'in', listed(pairs.map(({ userId }) => userId))).orderBy('sort_key').orderBy('id').execute();
  const place = new Map(sorted.map(({ id }, at) => [id, at]));
  return pairs.map((pair) => ({ userId: pair.userId, courseId: pair.courseId, release: releaseOf(pair) })).toSorted((a, b) => (place.get(a.userId) ?? 0) - (place.get(b.userId) ?? 0) || (a.courseId < b.courseId ? -1 : 1));
}

/** The same with who they are, in the same order. */
export async function previewPeople(db: Db, pairs: readonly PreviewPair[]): Promise<PreviewPerson[]> {
  const rows = await db
    .selectFrom('user_account as u')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .select((select) => ['u.id', 'u.staff_no as staffNo', 'u.full_name as fullName', 'm.position_title as position', select.selectFrom('org_unit_version as v').select('v.name').whereRef('v.unit_id', '=', 'm.unit_id').orderBy('v.valid_from', 'desc').limit(1).as('unitName')])
    .where('u.id', 'in', listed(pairs.map(({ userId }) => userId)))
    .execute();
  const people = new Map(rows.map((row) => [row.id, row]));
  return pairs.map((pair) => {
    const person = people.get(pair.userId);
    return { ...pair, staffNo: person?.staffNo ?? null, fullName: person?.fullName ?? '', position: person?.position ?? '', unitName: person?.unitName ?? null };
  });
}

export type PreviewPeoplePage = Awaited<ReturnType<typeof previewPeoplePage>>;

/** One page of them, with how many there are in both groups. */
export async function previewPeoplePage(db: Db, rule: Rule, asked: { group: PreviewGroup; page: number; on: Day | null }, today: Day) {
  const on = previewDay(rule, today, asked.on);
  const counts = { added: await previewPairs(db, rule, 'added', on), removed: await previewPairs(db, rule, 'removed', on) };
  const pairs = counts[asked.group];
  const pages = Math.max(1, Math.ceil(pairs.length / previewPeoplePerPage));
  const page = Math.min(asked.page, pages);
  const rows = await previewPeople(db, pairs.slice((page - 1) * previewPeoplePerPage, page * previewPeoplePerPage));
  return { on, group: asked.group, page, pages, rows, counts: { added: counts.added.length, removed: counts.removed.length }, names: await ruleNames(db, [], rows.map(({ courseId }) => courseId)) };
}

import { randomInt } from 'node:crypto';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { planAssignment } from './assignment.server.ts';
import { readEntriesEnd, type EntriesEnd } from './entries-end.server.ts';
import { entryNames } from './judges.server.ts';
import type { JudgingContest } from './judging-contest.server.ts';
import type { OpenScreening } from '../rules/screening-state.ts';
import { countOpenScreening } from './screening.server.ts';

/** A plan as the organiser looks at it. */
export interface AssignmentShown {
  seed: number;
  fingerprint: string;
  entries: number;
  unscreened: number;
  screening: OpenScreening;
  end: EntriesEnd;
  judges: number;
  reviews: number;
  extra: number;
  groups: number;
  loads: { judgeId: string; name: string; count: number }[];
  short: { entryId: string; number: string; title: string; missing: number; free: number; full: string[] }[];
}

/** The plan of a seed with names in it; without one, of a seed that nobody can guess. */
export async function showAssignment(db: Db, contest: JudgingContest, { at, today }: { at: Instant; today: Day }, seed: number = randomInt(2 ** 31 - 1)): Promise<AssignmentShown> {
  const { plan, fingerprint, entries, unscreened, judges } = await planAssignment(db, contest, seed);
  const rows = await db.selectFrom('judge as j').innerJoin('user_account as u', 'u.id', 'j.user_id').select(['j.id', 'u.full_name']).where('j.contest_id', '=', contest.id).execute();
  const names = new Map(rows.map((row) => [row.id, row.full_name]));
  const titles = await entryNames(db, plan.short.map(({ entryId }) => entryId));
  const nameOf = (id: string) => names.get(id) ?? '';
  return {
    seed,
    fingerprint,
    entries,
    unscreened,
    screening: await countOpenScreening(db, contest.id, today),
    end: await readEntriesEnd(db, contest.id, at),
    judges,
    reviews: plan.reviews.length,
    extra: plan.extra,
    groups: plan.groups.length,
    loads: plan.loads.map(({ judgeId, count }) => ({ judgeId, name: nameOf(judgeId), count })),
    short: plan.short.map((one) => ({ ...one, number: titles.get(one.entryId)?.number ?? '', title: titles.get(one.entryId)?.title ?? '', full: one.full.map(nameOf) })),
  };
}

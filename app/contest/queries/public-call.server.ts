import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { secondsLeft, shownClose } from '../rules/deadline.ts';
import { phaseOf, timetableShown, type Phase } from '../rules/phase.ts';
import { getPublicCall, type Call } from './call.server.ts';

/** A published call as everybody may know it. Grace, revision and drafts are not in it, because scripts can read what a loader gives. */
export type PublicCall = Pick<Call, 'slug' | 'code' | 'title' | 'summary' | 'eligibility' | 'unitName' | 'isBlind' | 'reviewsPerEntry' | 'scoringMethod' | 'finalists' | 'lateUploadMinutes' | 'publicVote' | 'pairReasons'> & {
  id: string;
  phase: Phase;
  opensAt: Instant | null;
  closesAt: Instant | null;
  secondsLeft: number;
  timetable: ReturnType<typeof timetableShown>;
  extensions: { minutes: number; reason: string; decidedAt: Instant }[];
  tracks: string[];
  datasets: Omit<Call['datasets'][number], 'id'>[];
  criteria: Omit<Call['criteria'][number], 'id'>[];
  prizes: Omit<Call['prizes'][number], 'id'>[];
  /** Null while it goes on. */
  closing: { at: Instant; reason: string | null; hasResults: boolean } | null;
  rules: { version: number; publishedAt: Instant; contentHash: string }[];
  answered: number;
};

/** @throws AppError not-found for drafts, too */
export async function readPublicCall(db: Db, slug: string, { at, today }: { at: Instant; today: Day }): Promise<PublicCall> {
  const call = await getPublicCall(db, slug, today);
  const { count } = await db.selectFrom('contest_question').select(({ fn }) => fn.countAll<number>().as('count')).where('contest_id', '=', call.id).where('answered_at', 'is not', null).where('hidden_at', 'is', null).executeTakeFirstOrThrow();
  const { id, code, title, summary, eligibility, unitName, isBlind, reviewsPerEntry, scoringMethod, finalists, lateUploadMinutes, publicVote, pairReasons } = call;
  const shown = call.moments.ENTRIES_CLOSE ? { announced: call.moments.ENTRIES_CLOSE, extensions: call.extensions } : null;
  return {
    id, slug: call.slug, code, title, summary, eligibility, unitName, isBlind, reviewsPerEntry, scoringMethod, finalists, lateUploadMinutes, publicVote, pairReasons,
    phase: phaseOf(call, at),
    opensAt: call.moments.OPENS ?? null,
    closesAt: shown && shownClose(shown),
    secondsLeft: shown ? secondsLeft(at, shown) : 0,
    timetable: timetableShown(call),
    extensions: call.extensions.map(({ minutes, reason, decidedAt }) => ({ minutes, reason, decidedAt })),
    tracks: call.tracks.map((track) => track.title),
    datasets: call.datasets.map(({ title: name, holder, url, terms }) => ({ title: name, holder, url, terms })),
    criteria: call.criteria.map(({ title: name, weight, maxScore, anchors }) => ({ title: name, weight, maxScore, anchors })),
    prizes: call.prizes.map(({ kind, title: name, count: number, amount }) => ({ kind, title: name, count: number, amount })),
    rules: call.rules.flatMap(({ version, publishedAt, contentHash }) => (publishedAt ? [{ version, publishedAt, contentHash }] : [])),
    closing: call.closedAt === null ? null : { at: call.closedAt, reason: call.closingReason, hasResults: call.resultsAt !== null },
    answered: count,
  };
}

import type { Db } from '../../../db/client.ts';
import { renderNotice } from '../../messaging/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day } from '../../platform/clock.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { digestContent, escalationContent } from '../rules/leader-content.ts';
import type { Digest } from './digests.server.ts';
import { addressEscalations, foreseeDigests, foreseeEscalations, type AddressedEscalation } from './leader-plan.server.ts';
import { readPlanning, reminderScope, type Reading } from './reminder-plan.server.ts';

/** More than anybody reads on a page; the count says how many there are. */
export const noticesShown = 50;

/** A notice that one leader would get, with the people of the reader's units who are on it; nobody is told where `leader` is null. */
export interface NoticePreview {
  leader: { id: string; fullName: string; unitName: string | null } | null;
  title: string;
  people: { fullName: string; unitName: string | null; dueOn: Day }[];
}

type Courses = Awaited<ReturnType<typeof readPlanning>>['courses'];
type People = ReadonlyMap<string, { fullName: string; unitName: string | null }>;

/** A dry run for one day of what leaders would be told. Nothing is written. */
export async function leaderPreview(db: Db, actor: Actor, { day, unit }: { day: Day; unit?: string | undefined }, reading: Reading & { locale: Locale; baseUrl: string }) {
  const units = await reminderScope(db, actor, unit, reading.today);
  const { rules, courses } = await readPlanning(db);
  const foreseen = (await foreseeEscalations(db, reading, rules, { to: day, units })).filter(({ step }) => step.day === day);
  const addressed = await addressEscalations(db, foreseen, reading, rules, day);
  const digests = (await foreseeDigests(db, reading, rules, { days: [day], units })).get(day) ?? [];
  const people = await describePeople(db, [...new Set([...addressed.flatMap(({ enrollment, leaders }) => [enrollment.userId, ...leaders]), ...digests.map(({ leaderId }) => leaderId)])]);
  const notices = noticesOf(addressed, courses, people);
  const shown = { courses, people, day, reading };
  return {
    day, people: addressed.length, unled: addressed.filter(({ leaders }) => leaders.length === 0).length, total: notices.filter(({ leader }) => leader !== null).length,
    notices: notices.slice(0, noticesShown), hour: rules.policyOn(day).hour, digestHour: rules.policyOn(day).digest?.hour ?? null, digests: digests.length,
    noticeSample: noticeSample(addressed, shown), digestSample: digestSample(digests[0], shown),
  };
}
export type LeaderPreview = Awaited<ReturnType<typeof leaderPreview>>;

/** By leader and course; those without a leader first, because somebody has to do something about them. */
function noticesOf(addressed: readonly AddressedEscalation[], courses: Courses, people: People): NoticePreview[] {
  const notices = new Map<string, NoticePreview>();
  for (const { enrollment, leaders } of addressed) {
    for (const leaderId of leaders.length > 0 ? leaders : [null]) {
      const key = `${leaderId ?? ''} ${enrollment.courseId}`;
      const notice = notices.get(key) ?? { leader: leaderId === null ? null : { id: leaderId, fullName: '', unitName: null, ...people.get(leaderId) }, title: courses.get(enrollment.courseId)?.title ?? '', people: [] };
      notice.people.push({ fullName: '', unitName: null, ...people.get(enrollment.userId), dueOn: enrollment.dueOn });
      notices.set(key, notice);
    }
  }
  return [...notices.values()].toSorted((one, other) => Number(one.leader !== null) - Number(other.leader !== null) || other.people.length - one.people.length);
}

async function describePeople(db: Db, ids: readonly string[]): Promise<People> {
  const rows = await db
    .selectFrom('user_account as u')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_to', 'is', null))
    .select(['u.id', 'u.full_name as fullName', 'n.name as unitName'])
    .where('u.id', 'in', ids.length > 0 ? ids : [''])
    .execute();
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

interface Showing {
  courses: Courses;
  people: People;
  day: Day;
  reading: { locale: Locale; baseUrl: string };
}

/** The words as the first leader would read them; her own page, of which the link is made when it is written, is left out. */
function noticeSample(addressed: readonly AddressedEscalation[], { courses, people, reading }: Showing) {
  const first = addressed.find(({ leaders }) => leaders.length > 0);
  const [leaderId] = first?.leaders ?? [];
  const course = first && courses.get(first.enrollment.courseId);
  if (!leaderId || !course) return null;
  const own = addressed.filter(({ leaders, enrollment }) => leaders.includes(leaderId) && enrollment.courseId === first.enrollment.courseId);
  const steps = [...Map.groupBy(own, ({ step }) => step.key)].map(([step, group]) => ({ step, count: group.length }));
  const content = escalationContent({ noticeId: '', course, steps, above: own.filter(({ isAbove }) => isAbove).length });
  return rendered(content, people.get(leaderId), reading);
}

function digestSample(digest: Digest | undefined, { people, day, reading }: Showing) {
  return digest ? rendered(digestContent({ day, ...digest }), people.get(digest.leaderId), reading) : null;
}

function rendered(content: ReturnType<typeof digestContent>, reader: { fullName: string; unitName: string | null } | undefined, { locale, baseUrl }: Showing['reading']) {
  const who = reader ?? { fullName: '', unitName: null };
  return { fullName: who.fullName, ...renderNotice(content[locale] ?? content.vi, who, baseUrl, {}) };
}

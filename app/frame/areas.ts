import type { Actor } from '../people/actor.ts';
import { canSeeCampaigns } from '../campaigns/index.ts';
import { canSeeContestDesk, isFromOutside } from '../contest/index.ts';
import { canSeeAnswerDesk, canTakeCalls, canWorkTickets } from '../faq/index.ts';
import { canOpenAdmin, canSeeUnits } from '../people/policy.ts';
import { canSeeReports } from '../reports/index.ts';

export type AreaKey = 'home' | 'courses' | 'certificates' | 'help' | 'contests' | 'entries' | 'profile' | 'contest-desk' | 'adoptions' | 'campaigns' | 'answers' | 'desk' | 'tickets' | 'units' | 'reports' | 'admin';

/** The areas that this person may use, in the order of the rail. People from outside have the contest with their own entries and profile, and nothing else; leaders reach adoptions once they carry any. */
export function areasOf(actor: Actor, carriesAdoptions = false): AreaKey[] {
  if (isFromOutside(actor)) return ['contests', 'entries', 'profile'];
  const areas: AreaKey[] = ['home', 'courses', 'certificates', 'help', 'contests'];
  if (canSeeContestDesk(actor)) areas.push('contest-desk');
  else if (carriesAdoptions) areas.push('adoptions');
  if (canSeeCampaigns(actor)) areas.push('campaigns');
  if (canSeeAnswerDesk(actor)) areas.push('answers');
  if (canTakeCalls(actor)) areas.push('desk');
  if (canWorkTickets(actor)) areas.push('tickets');
  if (canSeeUnits(actor)) areas.push('units');
  if (canSeeReports(actor)) areas.push('reports');
  if (canOpenAdmin(actor)) areas.push('admin');
  return areas;
}

/** Areas whose pages stand below another one's, or have other names: what comes back to be recalled belongs to one's own tasks, lessons, notes, tests and paths to the courses, with classes beside them, and what one judges to the contests. */
const ownPaths: Partial<Record<AreaKey, readonly string[]>> = { home: ['/recall'], courses: ['/courses', '/learn', '/notes', '/assessments', '/attempts', '/paths', '/classes', '/check-in', '/training-record'], contests: ['/contests', '/judging'], adoptions: ['/contest-desk/adoptions'], entries: ['/contests/entries'], profile: ['/contests/profile'] };

/** True when an address belongs to an area: its own page or one below it. */
export function isInArea(key: AreaKey, pathname: string): boolean {
  const paths = ownPaths[key] ?? [`/${key}`];
  return (key === 'home' && pathname === '/') || paths.some((own) => pathname === own || pathname.startsWith(`${own}/`));
}

/** The area that is marked on a page. Who hands on at the desk reaches pages of tickets without working on them: for her they belong to the desk. */
export function areaAt(areas: readonly AreaKey[], pathname: string): AreaKey | null {
  return areas.findLast((key) => isInArea(key, pathname)) ?? (areas.includes('desk') && isInArea('tickets', pathname) ? 'desk' : null);
}

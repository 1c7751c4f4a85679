import type { Db } from '../../client.ts';
import { countAnswers, countUnitFigures } from '../../../app/learning/index.server.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { seedAssignmentRules } from './assignment-rules.ts';
import { actorOf, seedAnswers } from './answers.ts';
import { seedBodies } from './bodies.ts';
import { seedCalls } from './calls.ts';
import { seedCampaigns } from './campaigns.ts';
import { issueCertificates } from './certificates.ts';
import { seedClasses } from './classes.ts';
import { seedContests } from './contest.ts';
import { seedEscalations } from './escalations.ts';
import { seedGaps } from './gaps.ts';
import { makeHistory } from './history.ts';
import { seedNotes } from './notes.ts';
import { seedPacks } from './packs.ts';
import { seedMonthly } from './monthly.ts';
import { seedPaths } from './paths.ts';
import { populate, type DemoPerson } from './population.ts';
import { readDemoCourses } from './read-courses.ts';
import { seedRecall } from './recall.ts';
import { seedRecognition } from './recognition.ts';
import { seedReminders } from './reminders.ts';
import { seedRenewals } from './renewals.ts';
import { seedSavedLists } from './saved-lists.ts';
import { DEMO_NOW } from './rules/working-time.ts';
import { storeHistory } from './store-history.ts';
import { storePeople } from './store-people.ts';
import { seedTalk } from './talk.ts';
import { seedTickets } from './tickets.ts';

export { DEMO_ACCOUNTS, DEMO_PASSWORD, type DemoAccount } from './cast.ts';
export { FIRST_DAY } from './population.ts';
export { DEMO_NOW } from './rules/working-time.ts';

export interface SeedOptions {
  /** The end of the story; the demo's fixed present unless a test wants less. */
  now?: string;
  /** Signs the certificates: the secret of the installation that will show them. */
  secret: string;
  /** Where the files of the answers lie; without it there are no answers. */
  contentDir?: string;
  /** Where files of people go; without it nobody has handed one in. */
  filesDir?: string;
  /** Officials in service; 5,000 unless a test wants fewer. */
  people?: number;
  /** Hears one line for each stage. */
  say?: (line: string) => void;
}

export interface SeedReport { people: number; courses: number; events: number; attempts: number; certificates: number }

/**
 * Fills a database that has the organisation and released courses with an invented province and a year of learning.
 * The same options always give the same rows (password hashes apart).
 */
export async function seedDemo(db: Db, { now = DEMO_NOW, secret, people: wanted = 5_000, contentDir, filesDir, say = () => {} }: SeedOptions): Promise<SeedReport> {
  const courses = await readDemoCourses(db);
  if (courses.length === 0) throw new Error('There is no released course yet. Publish and release the courses before seeding the demo.');
  const organisation = loadOrganisation();
  const people = populate(organisation, wanted);
  await storePeople(db, people);
  say(`  people: ${people.length} officials`);
  const histories = makeHistory({ people, courses, nowMs: Date.parse(now) });
  const certificates = issueCertificates(histories, organisation.units, secret);
  await storeHistory(db, histories, certificates, { nowMs: Date.parse(now), say });
  await countAnswers(db, now);
  say(`  recall: ${await seedRecall(db, histories, Date.parse(now))} answers`);
  say(`  reminders: ${await seedReminders(db, people, Date.parse(now))}`);
  say(`  leaders told: ${await seedEscalations(db, Date.parse(now))}`);
  say(`  renewals: ${await seedRenewals(db, secret, people, Date.parse(now))}`);
  say(`  assignment: ${await seedAssignmentRules(db, people, Date.parse(now))}`);
  say(`  recognition: ${await seedRecognition(db, people, { nowMs: Date.parse(now), filesDir })} requests`);
  say(`  paths: ${await seedPaths(db, people, organisation.units, Date.parse(now))}`);
  await countUnitFigures({ db, clock: { now: () => new Date(now) }, timeZone: 'Asia/Ho_Chi_Minh' });
  say(`  reports: ${await seedSavedLists(db, people, Date.parse(now))}`);
  say(`  classes: ${await seedClasses(db, people, Date.parse(now))}`);
  say(`  questions below lessons: ${await seedTalk(db, people, Date.parse(now))}`);
  say(`  notes: ${await seedNotes(db, people, Date.parse(now))}`);
  say(`  campaigns: ${await seedCampaigns(db, people, Date.parse(now))}`);
  say(`  contests: ${await seedContests(db, secret, people)} entries`);
  say(`  packs: ${await seedPacks(db, people, Date.parse(now))} asked for`);
  if (contentDir) {
    say(`  answers: ${await seedAnswers(db, contentDir, people, Date.parse(now))} published`);
    say(`  call centre: ${await seedCallCentre(db, secret, people, Date.parse(now))}`);
    say(`  monthly reports: ${await seedMonthly(db, contentDir, people, Date.parse(now))}`);
  }
  const count = (of: 'events' | 'attempts'): number => histories.reduce((sum, history) => sum + history[of].length, 0);
  return { people: people.length, courses: courses.length, events: count('events') + certificates.length, attempts: count('attempts'), certificates: certificates.length };
}

async function seedCallCentre(db: Db, secret: string, people: readonly DemoPerson[], nowMs: number): Promise<string> {
  const centre = { db, secret, nowMs, agent: actorOf(people, 'CALL_AGENT'), supervisor: actorOf(people, 'CALL_SUPERVISOR'), lawyer: actorOf(people, 'LEGAL_OFFICER') };
  const bodies = await seedBodies(centre);
  const { count, handed } = await seedCalls(centre);
  const tickets = await seedTickets(centre, handed);
  return `${bodies} bodies, ${count} calls, ${tickets} tickets, ${await seedGaps(db, { editor: actorOf(people, 'CONTENT_EDITOR'), nowMs })} searches without an answer`;
}

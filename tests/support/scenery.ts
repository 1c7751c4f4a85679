import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AssignmentScenery } from './seed-assignments.ts';
import type { ClassScenery } from './seed-classes.ts';
import type { EntryScenery } from './seed-contest-entries.ts';
import type { RecognitionScenery } from './seed-recognition.ts';
import { startProcess } from './server.ts';
import type { CastName, Units } from './world-data.ts';

/** Ids that tests put into addresses. */
export interface Scenery extends ClassScenery {
  units: Units;
  /** The cast, and somebody from outside who takes part in contests. */
  ids: Record<CastName | 'outsider', string>;
  certificate: { id: string; code: string };
  /** The examinee's open attempt and the closer's last submitted one. */
  attempts: { open: string; submitted: string };
  /** The finisher's last answer to a question that came back. */
  recall: { answer: string };
  /** The lawyer's pre-test, handed in; the appraiser has hers before her. */
  pretest: string;
  imports: { checked: string; unmapped: string };
  held: string;
  activationToken: string;
  /** A disabled account. */
  disabled: string;
  /** The leader's role. */
  assignment: string;
  /** A version of de-an-06 that waits for its release. */
  version: string;
  /** A token of an unsubscribe link, and the address of a kept mail. */
  mail: { token: string; kept: string };
  /** A batch of reminders that the leader sent, and a day on which more are planned. */
  reminders: { batch: string; day: string };
  /** The leader's inspection packs: one that is ready, one that could not be made. */
  packs: { ready: string; failed: string };
  /** A notice of the leader's about people who are late, and a day on which more is planned. */
  escalation: { notice: string; day: string };
  /** A rule in force, its run, a draft, an exemption. */
  assignments: AssignmentScenery;
  /** Certificates from elsewhere that three of the cast ask to have recognised. */
  recognition: RecognitionScenery;
  /** The leader's saved list, a file that its schedule made, and one that has expired. */
  reports: { report: string; file: string; expired: string };
  /** An assignment of model 28; monthly reports: one that is written, one accepted, one that waits for the leader, one that was sent; the month of the last three. */
  monthly: { assignment: string; draft: string; accepted: string; pending: string; submitted: string; month: string };
  /** A notice in the learner's inbox. */
  notice: string;
  /** Packages for VNeID: one made, one handed over, one with its receipt. */
  packages: { made: string; handed: string; received: string };
  /** One that is shown in its second version, an unsure draft, one with a planned successor, one handed in, one appraised; a document that ends; a file with a fault. */
  answers: { shown: string; draft: string; fee: string; submitted: string; approved: string; document: string; imported: string };
  /** A call that is to be called back. */
  call: string;
  /** A ticket in work that is overdue, and one that has been sent. */
  tickets: { open: string; sent: string; answered: string };
  /** Results that are taken back, with the adoption of a prize; the learner's entry in a final that is over; a contest that was called off. */
  turns: { offSlug: string; takenSlug: string; taken: string; adoption: string; finalist: string; finalSlug: string };
  /** A contest whose results are public, with the learner's entry, the second prize, an objection and an adoption; one that is committed with an entry to decide; one whose sheets are not all locked; one that lacks a review before its commitment; one whose final runs, with a pair of the editor's. */
  results: { final: string; duel: string; contest: string; slug: string; own: string; second: string; appeal: string; adoption: string; committed: string; undecided: string; openSlug: string; waiting: string; sealed: string };
  /** A contest that takes entries, one that is written, one whose deadline is over; an address that waits for its code. */
  contests: { open: string; openSlug: string; draft: string; overSlug: string; code: string };
  /** Entries of a contest, with an invitation. */
  entries: EntryScenery;
  /** A contest whose entries are given out and one that is screened; two alike entries of the second, a judge and reviews of the first (the first one is the learner's), the learner's invitation to the second. */
  judging: { given: string; open: string; entry: string; other: string; judge: string; review: string; lastReview: string; seat: string };
  /** A draft, one handed in, one that runs with its slots, one that has ended, a drill that is still written; a line of the year's plan and a place. */
  campaigns: { draft: string; submitted: string; running: string; ended: string; slot: string; drill: string; year: number; line: string; place: string };
}

/** Makes the full data folder, in a process of its own: reading lessons needs tsx. Where a run has made one for all its tests, it is copied. */
export async function seedFullWorld(dataDir: string): Promise<Scenery> {
  const made = process.env['FULL_WORLD'];
  if (made) {
    cpSync(made, dataDir, { recursive: true });
    return readScenery(dataDir);
  }
  const { code, output } = await startProcess('tests/support/seed-full-world.ts', {}, [dataDir]).ended;
  if (code !== 0) throw new Error(`Seeding the test world failed:\n${output}`);
  return readScenery(dataDir);
}

export function readScenery(dataDir: string): Scenery {
  return JSON.parse(readFileSync(join(dataDir, 'scenery.json'), 'utf8')) as Scenery;
}


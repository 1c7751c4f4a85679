import type { Db, Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { leaderWords } from '../messages/leader-words.ts';
import { listDigests, type Digest } from '../queries/digests.server.ts';
import { readReminderRules } from '../queries/reminder-rules.server.ts';
import { digestDue } from '../rules/digest.ts';
import { digestContent } from '../rules/leader-content.ts';
import { hoursOn, runAt } from '../rules/reminder-hours.ts';
import { digestChannels, type ReminderPolicy } from '../rules/reminder-policy.ts';

/** What a run wrote, and when it has to come again because it was too early today. */
export interface DigestReport {
  digests: number;
  againAt: Instant | null;
}

interface Run {
  week: Day;
  today: Day;
  policy: ReminderPolicy;
  at: Instant;
  timeZone: string;
}

/**
 * Writes the digest of the week for every leader who has something to read. It may run any number of times, also twice at once: a leader has one a week. A week that was missed is made
 * up for once, as long as the policy allows and no later one has come.
 */
export async function writeDigests({ db, clock, timeZone }: Ports): Promise<DigestReport> {
  const { at, today } = momentOf({ clock, timeZone });
  const { policyOn, holidays } = await readReminderRules(db);
  const policy = policyOn(today);
  const due = digestDue(policy, today, holidays);
  if (!due || !policy.digest) return { digests: 0, againAt: null };
  const hours = hoursOn(today, { from: policy.digest.hour, until: policy.until, timeZone });
  const isOpen = runAt(at, hours);
  if (isOpen !== 'OPEN') return { digests: 0, againAt: isOpen === 'EARLY' ? hours.opens : null };
  const run: Run = { week: due.week, today, policy, at, timeZone };
  const plannedAt = instantOf(`${due.plannedOn}T${policy.digest.hour}`, timeZone);
  return { digests: await writeAll(db, run, await listDigests(db, { at, day: today, week: due.week, plannedAt })), againAt: null };
}

/** A transaction each: nobody else waits for a whole province of leaders. Whoever has nothing to read is done with for this week, too. */
async function writeAll(db: Db, run: Run, digests: readonly Digest[]): Promise<number> {
  let written = 0;
  for (const digest of digests) if (await db.transaction().execute((tx) => writeDigest(tx, run, digest))) written += 1;
  return written;
}

async function writeDigest(tx: Tx, { week, today, policy, at, timeZone }: Run, { leaderId, unitName, courses: told }: Digest): Promise<boolean> {
  const courses = told.length;
  const id = newId();
  const row = await tx.insertInto('leader_digest').values({ id, leader_id: leaderId, week, day: today, courses, written_at: at }).onConflict((conflict) => conflict.columns(['leader_id', 'week']).doNothing()).returning('id').executeTakeFirst();
  if (!row || courses === 0) return false;
  const outcome = await writeMessage(tx, {
    source: { type: 'NOTICE', id },
    topic: 'TRAINING',
    isDuty: false,
    urgency: 'NORMAL',
    reason: leaderWords.both('digest.reason'),
    content: digestContent({ day: today, unitName, courses: told }),
    channels: digestChannels(policy).map((channel) => ({ channel, whenClosed: 'WAIT' })),
    recipients: [leaderId],
    sendAt: at,
    notAfter: instantOf(`${plusDays(today, 2)}T00:00`, timeZone),
    createdBy: null,
    now: at,
  });
  if (!outcome.ok) throw new Error(`the ledger refused a digest: ${outcome.why}`);
  return true;
}

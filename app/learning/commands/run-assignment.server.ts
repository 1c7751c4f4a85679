import { setImmediate } from 'node:timers/promises';
import type { Db, Tx } from '../../../db/client.ts';
import { momentOf, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { ruleNames } from '../queries/assignment-choices.server.ts';
import { readRule, type Rule } from '../queries/assignment-rules.server.ts';
import type { RunCounts } from '../queries/assignment-run.server.ts';
import { countWork, nextToAssign, nextToRelease, type WorkRule } from '../queries/assignment-work.server.ts';
import { assignmentPolicy } from '../rules/assignment-policy.ts';
import { ruleReason, whoWords } from '../rules/assignment-words.ts';
import { assignPeople } from './assign-people.server.ts';
import { releasePeople } from './release-people.server.ts';
import { tellOfRun } from './tell-run.server.ts';

/** Pairs of a person and a course per transaction: small enough that others do not wait. */
const chunkSize = 400;

interface Work {
  runId: string;
  rule: WorkRule;
  reason: string;
  by: string | null;
  today: Day;
  shortestNotice: number;
}

/**
 * Carries out a rule: assigns, then releases, chunk by chunk. Killed and started again it goes on behind the last chunk; done twice it finds nothing to do, because whoever is under the
 * version is not asked for again.
 */
export async function runAssignment(ports: Ports, runId: string): Promise<void> {
  const work = await begin(ports, runId);
  if (!work) return;
  try {
    while (await ports.db.transaction().execute((tx) => step(tx, work, ports.clock.now().toISOString()))) await setImmediate();
  } catch (error) {
    await ports.db.updateTable('assignment_run').set({ failure: String(error).slice(0, 500) }).where('id', '=', runId).execute();
    throw error;
  }
  await finish(ports, work);
}

/** What a rule comes to on a day: its version, nothing any more when it ended and lets go, or null when it is not to be touched. */
export function workOf(rule: Rule): WorkRule | null {
  const { id, unitId, held } = rule;
  if (!held?.what) return null;
  const { id: versionId, name, who, what } = held;
  if (rule.state === 'IN_FORCE') return { id, versionId, name, unitId, who, what };
  return rule.state === 'ENDED' && rule.endedOn !== null && rule.releases ? { id, versionId, name, unitId, who, what: null } : null;
}

async function begin({ db, clock, timeZone }: Ports, runId: string): Promise<Work | null> {
  const { today } = momentOf({ clock, timeZone });
  const run = await db.selectFrom('assignment_run').select(['rule_id', 'started_by', 'total', 'cursor', 'done']).where('id', '=', runId).where('state', 'in', ['QUEUED', 'RUNNING']).executeTakeFirst();
  if (!run) return null;
  const rule = workOf(await readRule(db, run.rule_id, today));
  if (!rule) {
    await db.updateTable('assignment_run').set({ state: 'DONE', finished_at: clock.now().toISOString() }).where('id', '=', runId).execute();
    return null;
  }
  const { assign, release } = await countWork(db, rule, today);
  await db.updateTable('assignment_run').set({ state: 'RUNNING', failure: null, total: run.done + assign + release }).where('id', '=', runId).execute();
  const names = await ruleNames(db, [rule], []);
  const { shortestNotice } = await readSetting(db, assignmentPolicy, today);
  return { runId, rule, reason: ruleReason(rule.name, whoWords(rule.who, { unitId: rule.unitId, names, locale: 'vi' }), 'vi'), by: run.started_by, today, shortestNotice };
}

/** One chunk, and where to go on. @returns false when nothing is left */
async function step(tx: Tx, work: Work, now: Instant): Promise<boolean> {
  const run = await tx.selectFrom('assignment_run').select(['phase', 'cursor', 'counts', 'done', 'state']).where('id', '=', work.runId).executeTakeFirstOrThrow();
  if (run.state !== 'RUNNING') return false;
  const from = { cursor: run.cursor, limit: chunkSize };
  const { pairs, counts } = run.phase === 'ASSIGN' ? await assignChunk(tx, work, from, now) : await releaseChunk(tx, work, from, now);
  if (pairs.length === 0 && run.phase === 'RELEASE') return false;
  const next = pairs.length === 0 ? { phase: 'RELEASE', cursor: '' } : { cursor: cursorBehind(pairs, counts) };
  await tx.updateTable('assignment_run').set({ ...next, done: run.done + pairs.length, counts: JSON.stringify(addUp(JSON.parse(run.counts) as RunCounts, counts)) }).where('id', '=', work.runId).execute();
  return true;
}

/** The person at the end is asked for again, because the chunk may have cut off her other courses; a chunk in which nothing could be done is passed by. */
function cursorBehind(pairs: readonly { userId: string }[], counts: RunCounts): string {
  const last = pairs.at(-1)?.userId ?? '';
  return Object.values(counts).some((count) => count > 0) ? last : `${last}~`;
}

async function assignChunk(tx: Tx, { rule, ...work }: Work, from: { cursor: string; limit: number }, now: Instant) {
  if (rule.what === null) return { pairs: [], counts: {} };
  const pairs = await nextToAssign(tx, rule, work.today, from);
  return { pairs, counts: { ...(await assignPeople(tx, { ...work, rule: { ...rule, what: rule.what }, pairs, now })) } };
}

async function releaseChunk(tx: Tx, { rule, today }: Work, from: { cursor: string; limit: number }, now: Instant) {
  const pairs = await nextToRelease(tx, rule, today, from);
  return { pairs, counts: { ...(await releasePeople(tx, pairs, { reason: `Quy tắc “${rule.name}” không còn áp dụng`, now })) } };
}

function addUp(one: RunCounts, other: RunCounts): RunCounts {
  const sums: Record<string, number> = { ...one };
  for (const [key, count] of Object.entries(other)) if (count > 0) sums[key] = (sums[key] ?? 0) + count;
  return sums;
}

async function finish({ db, clock, timeZone }: Ports, { runId, rule, by }: Work): Promise<void> {
  const at = clock.now().toISOString();
  await db.transaction().execute(async (tx) => {
    const run = await tx.updateTable('assignment_run').set((set) => ({ state: 'DONE', finished_at: at, total: set.ref('done') })).where('id', '=', runId).where('state', '=', 'RUNNING').returning('counts').executeTakeFirst();
    if (!run) return;
    const counts = JSON.parse(run.counts) as RunCounts;
    await recordAudit(tx, { at, actor: by === null ? null : await personOf(tx, by), action: 'assignment.apply', objectType: 'assignment_rule', objectId: rule.id, details: { title: rule.name, counts } });
    if (by !== null) await tellOfRun(tx, { id: runId, ruleName: rule.name, counts, by, at, timeZone });
  });
}

async function personOf(db: Db, id: string) {
  return db.selectFrom('user_account').select(['id', 'full_name as fullName']).where('id', '=', id).executeTakeFirstOrThrow();
}

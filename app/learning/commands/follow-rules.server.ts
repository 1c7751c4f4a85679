import { momentOf, type Ports } from '../../people/index.server.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { readRules } from '../queries/assignment-rules.server.ts';
import { countWork } from '../queries/assignment-work.server.ts';
import { assignmentPolicy } from '../rules/assignment-policy.ts';
import { putOffDays } from './put-off-days.server.ts';
import { workOf } from './run-assignment.server.ts';
import { startRun } from './start-run.server.ts';

/**
 * Lets every rule follow what has changed about people since the last night: transfers, new staff, people who left, exemptions that ended, rules that begin or end today.
 * A rule with nothing to do leaves no trace. It may run any number of times. @returns how many runs it started
 */
export async function followRules(ports: Ports): Promise<number> {
  const { at, today } = momentOf(ports);
  const { shortestNotice } = await readSetting(ports.db, assignmentPolicy, today);
  await ports.db.transaction().execute((tx) => putOffDays(tx, { today, shortestNotice, timeZone: ports.timeZone }));
  let started = 0;
  for (const rule of await readRules(ports.db, today)) {
    const work = workOf(rule);
    if (!work) continue;
    const { assign, release } = await countWork(ports.db, work, today);
    if (assign + release === 0) continue;
    const run = { ruleId: rule.id, versionId: work.versionId, cause: 'NIGHTLY', by: null, now: at } as const;
    if (await ports.db.transaction().execute((tx) => startRun(tx, run))) started += 1;
  }
  return started;
}

import { listCampaignWork, type CampaignWork } from '../campaigns/index.server.ts';
import { listAdoptionWork, listContestWork, type AdoptionWork, type ContestWork } from '../contest/index.server.ts';
import { listAnswerWork, type AnswerWork } from '../faq/index.server.ts';
import { listTrainingWork, type TrainingWork } from '../learning/index.server.ts';
import { countFailedJobs, momentOf, portsOf } from '../people/index.server.ts';
import type { Actor } from '../people/actor.ts';
import { canSeeOperations } from '../people/policy.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { waitingIf, type WaitingWork } from '../platform/waiting-work.ts';
import { listReportWork, type ReportWork } from '../reports/index.server.ts';
import { canSeeReports } from '../reports/index.ts';

export type AnyWork = WaitingWork<CampaignWork | ContestWork | AdoptionWork | AnswerWork | TrainingWork | ReportWork | 'machine.failed'>;

/** What waits for somebody in all of her offices; what has a time comes first, the nearest before the others. Learners without an office cost one short question. */
export async function listWaitingWork(actor: Actor, context: RequestContext): Promise<AnyWork[]> {
  const { db } = context;
  const ports = portsOf(context);
  const moment = momentOf(ports);
  const work: AnyWork[] = [
    ...(await listAnswerWork(db, actor, moment)),
    ...(await listCampaignWork(db, actor, moment)),
    ...(await listContestWork(db, actor)),
    ...(await listAdoptionWork(db, actor, moment.today)),
    ...(await listTrainingWork(db, actor, moment.today)),
    ...(canSeeReports(actor) ? await listReportWork(db, actor, { ...moment, timeZone: ports.timeZone }) : []),
    ...(canSeeOperations(actor) ? waitingIf('machine.failed', await countFailedJobs(db), '/admin/operations') : []),
  ];
  const byTime = ({ dueAt }: AnyWork) => dueAt ?? '9999';
  return work.toSorted((one, other) => byTime(one).localeCompare(byTime(other)));
}

import { refuse, momentOf, type Actor, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/jobs.server.ts';
import { platformMessages } from '../../platform/messages.ts';
import { remarkJob } from '../jobs.ts';
import { questionMessages as messages } from '../messages/questions.ts';
import { canReleaseContent } from '../policy.ts';
import { findShortage } from '../queries/question-bank.server.ts';
import { getQuestion } from '../queries/question-identity.server.ts';
import { previewRemark } from '../queries/remarkable-attempts.server.ts';

export interface SuspendInput {
  course: string;
  key: string;
  /** The version that the editor looked at. */
  version: string;
  reason: string;
}

/**
 * Takes a question out of use with all its versions: it is drawn no more, and a job marks again what was submitted with it. Refused when a test could not be drawn without it, and when the
 * page is out of date.
 * @throws AppError forbidden without the right, not-found
 */
export async function suspendQuestion(ports: Ports, actor: Actor, { course, key, version, reason }: SuspendInput): Promise<Outcome<{ suspensionId: string }>> {
  if (!canReleaseContent(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ suspensionId: string }>> => {
    const question = await getQuestion(tx, course, key);
    if (question.suspensionId !== null) return refuse('form', messages.both('fault.suspended-already'));
    if (question.versionId !== version) return refuse('form', messages.both('fault.changed-meanwhile'));
    const shortage = question.isInUse ? await findShortage(tx, question.courseVersionId, { without: question.id, today }) : null;
    if (shortage) return refuse('form', messages.both('fault.shortage', { title: shortage.title, module: shortage.module, found: shortage.found, count: shortage.count }));
    const suspensionId = newId();
    const effect = await previewRemark(tx, question.id, at);
    await tx.insertInto('question_suspension').values({ id: suspensionId, question_id: question.id, reason, suspended_by: actor.id, suspended_at: at }).execute();
    await enqueue(tx, remarkJob, { suspensionId }, { now: at, uniqueKey: `${remarkJob.name}:${suspensionId}` });
    await recordAudit(tx, { at, actor, action: 'question.suspend', objectType: 'question', objectId: question.id, details: { course, key, reason, ...effect } });
    return { ok: true, suspensionId };
  });
}

/**
 * Puts a suspended question back into the draw. Results stay as they are.
 * @throws AppError forbidden without the right, not-found
 */
export async function reinstateQuestion(ports: Ports, actor: Actor, { course, key, suspension, reason }: { course: string; key: string; suspension: string; reason: string }): Promise<Outcome> {
  if (!canReleaseContent(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const question = await getQuestion(tx, course, key);
    if (question.suspensionId !== suspension) return refuse('form', messages.both('fault.reinstated-already'));
    await tx.updateTable('question_suspension').set({ lifted_reason: reason, lifted_by: actor.id, lifted_at: at }).where('id', '=', suspension).execute();
    await recordAudit(tx, { at, actor, action: 'question.reinstate', objectType: 'question', objectId: question.id, details: { course, key, reason } });
    return { ok: true };
  });
}

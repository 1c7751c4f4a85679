import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { readQuestion } from '../forms/list-question.ts';
import { savedMessages as messages } from '../messages/saved.ts';
import { canMakeLists } from '../policy.ts';
import { askedBy } from '../queries/list-scope.server.ts';
import { filePolicy } from '../rules/file-policy.ts';

/** Keeps a list under a name: the question, never its answer. Twice the same name is refused, so that a second click keeps nothing twice. @throws AppError not-found for a unit outside her scope, as the list itself */
export async function saveReport(ports: Ports, actor: Actor, { name, question }: { name: string; question: string }): Promise<Outcome<{ id: string }>> {
  if (!canMakeLists(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    await askedBy(tx, actor, readQuestion(new URLSearchParams(question)), { at, today, timeZone: ports.timeZone });
    const { mostReports } = await readSetting(tx, filePolicy, today);
    const kept = await tx.selectFrom('saved_report').select('name').where('owner_id', '=', actor.id).where('deleted_at', 'is', null).execute();
    if (kept.some((one) => one.name === name)) return refuse('name', messages.both('fault.taken'));
    if (kept.length >= mostReports) return refuse('form', messages.both('fault.many', { max: mostReports }));
    const id = newId();
    await tx.insertInto('saved_report').values({ id, owner_id: actor.id, name, question, shared_at: null, created_at: at, updated_at: at, deleted_at: null }).execute();
    return { ok: true, id };
  });
}

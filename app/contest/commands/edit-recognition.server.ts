import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { adoptionUseMessages as messages } from '../messages/adoption-use.ts';
import { recognitionSteps, type RecognitionStep } from '../queries/adoption-evidence.server.ts';
import { getContestHead } from '../queries/contest-round.server.ts';
import { demandOrganiser } from './change-call.server.ts';

/** The words in which a contest follows recognition; no rows are the usual four. What was recorded under words of before keeps them. Also in a contest that is closed: what becomes of its prizes goes on. */
export async function editRecognition(ports: Ports, actor: Actor, what: { contest: string; seen: string; rows: readonly RecognitionStep[] }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const { id } = await getContestHead(tx, what.contest);
    if (what.seen !== seenOf(await recognitionSteps(tx, id))) return refuse('form', messages.both('fault.recognition-changed'));
    if (new Set(what.rows.map(({ title }) => title.toLocaleLowerCase('vi'))).size < what.rows.length) return refuse('form', messages.both('fault.recognition-twice'));
    await tx.deleteFrom('contest_recognition').where('contest_id', '=', id).execute();
    for (const [position, { title, meaning }] of what.rows.entries()) await tx.insertInto('contest_recognition').values({ contest_id: id, position, title, meaning }).execute();
    await recordAudit(tx, { at, actor, action: 'contest.recognition', objectType: 'contest', objectId: id, details: { count: what.rows.length } });
    return { ok: true };
  });
}

/** What a page showed, so that two pages do not write over each other. */
export const seenOf = (steps: readonly RecognitionStep[]): string => sha256(JSON.stringify(steps.map(({ title, meaning }) => [title, meaning])));

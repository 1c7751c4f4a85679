import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { judgeNoteMessages as messages } from '../messages/judge-notes.ts';
import { readJudgeNotes } from '../queries/judge-notes.server.ts';
import { demandOrganiser } from './change-call.server.ts';

/** Takes a judge's note off the list of those that nobody has seen; when she writes something else, that is new again. */
export async function seeJudgeNote(ports: Ports, actor: Actor, contestId: string, form: { review: string; key: string }): Promise<Outcome> {
  demandOrganiser(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const { notes } = await readJudgeNotes(tx, actor, contestId);
    const found = notes.find(({ id }) => id === form.review);
    if (!found || found.key !== form.key) return refuse('form', messages.both('fault.changed'));
    if (found.seen) return { ok: true };
    const seen = { note: found.note, seen_by: actor.id, seen_at: at };
    await tx.insertInto('judge_note_seen').values({ assignment_id: found.id, ...seen }).onConflict((conflict) => conflict.column('assignment_id').doUpdateSet(seen)).execute();
    await recordAudit(tx, { at, actor, action: 'judge-note.see', objectType: 'review_assignment', objectId: found.id });
    return { ok: true };
  });
}

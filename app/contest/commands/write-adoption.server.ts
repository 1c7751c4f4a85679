import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { adoptionMessages as messages } from '../messages/adoption.ts';
import { adoptionUseMessages } from '../messages/adoption-use.ts';
import { getAdoption, type Adoption } from '../queries/adoptions.server.ts';
import { isEvidenceOf, recognitionSteps, type RecognitionStep } from '../queries/adoption-evidence.server.ts';
import { mayBecome, recognitions, type AdoptionState, type Recognition } from '../rules/adoption.ts';

interface Seen {
  id: string;
  /** The state of the page on which somebody decided. */
  revision: number;
}
export interface NewStep {
  kind: 'MILESTONE' | 'BENEFIT';
  title: string;
  on: string;
  amount: number | null;
  unit: string | null;
  evidence: string | null;
  fileId?: string | null;
}

/** The leader of the owner unit says where an adoption stands. What is not applied says why, for everybody to read. */
export function changeAdoptionState(ports: Ports, actor: Actor, what: Seen & { state: AdoptionState; reason: string }): Promise<Outcome> {
  const { today } = momentOf(ports);
  return changeAdoption(ports, actor, what, async (tx, adoption) => {
    if (!mayBecome(adoption.state, what.state)) return refuse('state', messages.both('fault.state'));
    if (what.state === 'NOT_APPLIED' && what.reason.length < 10) return refuse('reason', messages.both('fault.reason'));
    await tx.updateTable('adoption').set({ state: what.state, reason: what.state === 'NOT_APPLIED' ? what.reason : null }).where('id', '=', adoption.id).execute();
    // Why something is not applied answers whatever was asked about it.
    if (what.state === 'NOT_APPLIED') await tx.updateTable('adoption_step').set({ done_on: today }).where('adoption_id', '=', adoption.id).where('kind', '=', 'PROMPT').where('asked_on', 'is not', null).where('done_on', 'is', null).execute();
    return { action: 'adoption.state', details: { from: adoption.state, to: what.state, reason: what.reason } };
  });
}

/** Records where the recognition as an initiative stands, a procedure outside the contest, in the words that the contest uses. */
export function setRecognition(ports: Ports, actor: Actor, what: Seen & { recognition: string }): Promise<Outcome> {
  return changeAdoption(ports, actor, what, async (tx, adoption) => {
    const chosen = chosenStep(await recognitionSteps(tx, adoption.contestId), what.recognition);
    if (!chosen) return refuse('recognition', adoptionUseMessages.both('fault.recognition'));
    await tx.updateTable('adoption').set({ recognition: chosen.meaning, recognition_title: chosen.title }).where('id', '=', adoption.id).execute();
    return { action: 'adoption.recognition', details: { from: adoption.recognitionTitle ?? adoption.recognition, to: chosen.title ?? chosen.meaning } };
  });
}

/** One of the contest's own steps by its place, or one of the usual four where it names none. */
function chosenStep(steps: readonly RecognitionStep[], typed: string): { meaning: Recognition; title: string | null } | null {
  if (steps.length > 0) return steps[/^\d$/.test(typed) ? Number(typed) : -1] ?? null;
  const meaning = recognitions.find((one) => one === typed);
  return meaning ? { meaning, title: null } : null;
}

/** Adds a milestone that is to be reached, or a benefit that was measured. */
export function addAdoptionStep(ports: Ports, actor: Actor, what: Seen & NewStep): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return changeAdoption(ports, actor, what, async (tx, adoption) => {
    const isBenefit = what.kind === 'BENEFIT';
    if (isBenefit && what.on > today) return refuse('on', messages.both('fault.future'));
    if (isBenefit && (what.amount === null || what.unit === null)) return refuse(what.amount === null ? 'amount' : 'unit', messages.both('fault.amount'));
    if (isBenefit && what.evidence === null && !what.fileId) return refuse('evidence', messages.both('fault.evidence'));
    if (what.fileId && !(await isEvidenceOf(tx, adoption.id, what.fileId))) return refuse('fileId', adoptionUseMessages.both('fault.file'));
    const days = isBenefit ? { due_on: null, done_on: what.on } : { due_on: what.on, done_on: null };
    await tx.insertInto('adoption_step').values({ id: newId(), adoption_id: adoption.id, kind: what.kind, title: what.title, ...days, amount: isBenefit ? what.amount : null, unit: isBenefit ? what.unit : null, evidence: what.evidence, file_id: what.fileId ?? null, written_by: actor.id, written_at: at }).execute();
    return { action: 'adoption.step', details: { kind: what.kind, title: what.title } };
  });
}

/** Records that a milestone was reached today. */
export function completeAdoptionStep(ports: Ports, actor: Actor, what: Seen & { step: string }): Promise<Outcome> {
  const { today } = momentOf(ports);
  return changeAdoption(ports, actor, what, async (tx, adoption) => {
    const step = await tx.selectFrom('adoption_step').select(['id', 'title', 'done_on']).where('id', '=', what.step).where('adoption_id', '=', adoption.id).where('kind', '=', 'MILESTONE').executeTakeFirst();
    if (!step) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (step.done_on) return refuse('form', messages.both('fault.step-done'));
    await tx.updateTable('adoption_step').set({ done_on: today }).where('id', '=', step.id).execute();
    return { action: 'adoption.step-done', details: { title: step.title } };
  });
}

type Deed = { action: string; details: Record<string, unknown> } | Refusal;

/** What all deeds of an owner share: her right, the revision she has seen, the trace. @throws forbidden, not-found */
export async function changeAdoption(ports: Ports, actor: Actor, seen: Seen, deed: (tx: Tx, adoption: Adoption) => Promise<Deed>): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const { adoption, canWrite } = await getAdoption(tx, actor, seen.id, today);
    if (!canWrite) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
    if (adoption.revision !== seen.revision) return refuse('form', messages.both('fault.changed'));
    const done = await deed(tx, adoption);
    if ('ok' in done) return done;
    await tx.updateTable('adoption').set({ revision: adoption.revision + 1, changed_at: at }).where('id', '=', adoption.id).execute();
    await recordAudit(tx, { at, actor, action: done.action, objectType: 'adoption', objectId: adoption.id, details: done.details });
    return { ok: true };
  });
}

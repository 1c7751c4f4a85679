import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { adoptionUseMessages as messages } from '../messages/adoption-use.ts';
import { isEvidenceOf } from '../queries/adoption-evidence.server.ts';
import { faultsOfPilot, type Pilot } from '../rules/pilot.ts';
import { changeAdoption } from './write-adoption.server.ts';

/** Writes where and when an entry is tried out, what is measured before, and, once it was measured again, the result with the file that shows it. */
export function writePilot(ports: Ports, actor: Actor, { id, revision, ...pilot }: Pilot & { id: string; revision: number }): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return changeAdoption(ports, actor, { id, revision }, async (tx) => {
    const faults = faultsOfPilot(pilot, today);
    if (faults.length > 0) return { ok: false, faults: Object.fromEntries(faults.map((fault) => [fault.split('.')[0] ?? '', messages.both(`fault.${fault}`)])) };
    if (pilot.fileId && !(await isEvidenceOf(tx, id, pilot.fileId))) return refuse('fileId', messages.both('fault.fileId.gone'));
    const before = await tx.selectFrom('adoption_pilot').select(['baseline', 'result']).where('adoption_id', '=', id).executeTakeFirst();
    const row = { place: pilot.place, starts_on: pilot.startsOn, ends_on: pilot.endsOn, measure: pilot.measure, unit: pilot.unit, less_is_better: pilot.lessIsBetter ? 1 : 0, baseline: pilot.baseline, baseline_on: pilot.baselineOn, result: pilot.result, result_on: pilot.resultOn, file_id: pilot.fileId, evidence: pilot.evidence, written_by: actor.id, written_at: at };
    await tx.insertInto('adoption_pilot').values({ adoption_id: id, ...row }).onConflict((conflict) => conflict.column('adoption_id').doUpdateSet(row)).execute();
    // Numbers that are changed afterwards stay in the log as they were.
    return { action: 'adoption.pilot', details: { place: pilot.place, baseline: pilot.baseline, result: pilot.result, ...(before ? { was: `${before.baseline} / ${before.result ?? '–'}` } : {}) } };
  });
}

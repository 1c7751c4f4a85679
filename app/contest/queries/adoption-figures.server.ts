import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { adoptionStates, benefitsByUnit, type AdoptionState } from '../rules/adoption.ts';
import { pilotChange, type Pilot } from '../rules/pilot.ts';
import { listEvidence, pilotsOf, type EvidenceFile } from './adoption-evidence.server.ts';
import { adoptionRows, listSteps } from './adoptions.server.ts';
import { shownEntries } from './gallery.server.ts';
import { prizesInPublic } from './publications.server.ts';

/** What a report says about adoption in a period: how all stand, and what came in it. */
export interface AdoptionFigures {
  states: Record<AdoptionState, number>;
  recognised: number;
  started: number;
  notApplied: { number: string; unitName: string; reason: string }[];
  benefits: { unit: string; amount: number }[];
  late: number;
  /** Pilots, and how many of them have been measured against their beginning; those that came out better. */
  pilots: { count: number; measured: number; better: number };
}

/** Figures of adoption for the days from `from` up to, not including, `to`. States are those of now; benefits and reasons those recorded within. */
export async function adoptionFigures(db: Db, { from, to }: { from: Day; to: Day }): Promise<AdoptionFigures> {
  const all = await adoptionRows(db);
  const steps = await listSteps(db, all.map(({ id }) => id));
  const pilots = [...(await pilotsOf(db, all.map(({ id }) => id))).values()];
  const isWithin = (day: string | null) => day !== null && day.slice(0, 10) >= from && day.slice(0, 10) < to;
  return {
    states: Object.fromEntries(adoptionStates.map((state) => [state, all.filter((one) => one.state === state).length])) as Record<AdoptionState, number>,
    recognised: all.filter(({ recognition }) => recognition === 'RECOGNISED').length,
    started: all.filter(({ startedAt }) => isWithin(startedAt)).length,
    notApplied: all.filter(({ state, changedAt }) => state === 'NOT_APPLIED' && isWithin(changedAt)).map(({ number, unitName, reason }) => ({ number, unitName, reason: reason ?? '' })),
    benefits: benefitsByUnit(steps.filter(({ doneOn }) => isWithin(doneOn))),
    late: steps.filter(({ kind, doneOn, dueOn }) => kind === 'MILESTONE' && doneOn === null && dueOn !== null && dueOn < to).length,
    pilots: { count: pilots.length, measured: pilots.filter(({ result }) => result !== null).length, better: pilots.filter((pilot) => pilotChange(pilot)?.verdict === 'BETTER').length },
  };
}

/** One line of the public list: what became of a prize. */
export interface PublicAdoption {
  number: string;
  title: string | null;
  unitName: string;
  state: AdoptionState;
  reason: string | null;
  recognition: string;
  recognitionTitle: string | null;
  pilot: Pilot | null;
  /** Only those that the unit shows to everybody. */
  files: Pick<EvidenceFile, 'id' | 'name' | 'kind' | 'bytes' | 'isScanned'>[];
  benefits: { title: string; amount: number | null; unit: string | null; doneOn: string | null; evidence: string | null }[];
}

const shownFirst: readonly AdoptionState[] = ['APPLIED', 'PILOT', 'PROPOSED', 'NOT_APPLIED'];

/** What is applied of the prizes that stand in public and why the rest is not: nothing while results are taken back. Titles only of those who agreed to be shown. */
export async function publicAdoptions(db: Db, contestId: string): Promise<PublicAdoption[]> {
  const prizes = await prizesInPublic(db, contestId);
  const rows = (await adoptionRows(db, contestId)).filter(({ entryId }) => prizes.has(entryId));
  const steps = await listSteps(db, rows.map(({ id }) => id));
  const shown = await shownEntries(db, rows.map(({ entryId }) => entryId));
  const pilots = await pilotsOf(db, rows.map(({ id }) => id));
  const files = await listEvidence(db, rows.map(({ id }) => id));
  return rows
    .map((row) => ({
      number: row.number, title: shown.get(row.entryId)?.title ?? null, unitName: row.unitName, state: row.state, reason: row.state === 'NOT_APPLIED' ? row.reason : null, recognition: row.recognition, recognitionTitle: row.recognitionTitle,
      pilot: pilots.get(row.id) ?? null, files: files.filter((file) => file.adoptionId === row.id && file.shownAt !== null).map(({ id, name, kind, bytes, isScanned }) => ({ id, name, kind, bytes, isScanned })),
      benefits: steps.filter(({ adoptionId, kind }) => adoptionId === row.id && kind === 'BENEFIT').map(({ title, amount, unit, doneOn, evidence }) => ({ title, amount, unit, doneOn, evidence })),
    }))
    .toSorted((a, b) => shownFirst.indexOf(a.state) - shownFirst.indexOf(b.state) || (a.number < b.number ? -1 : 1));
}

import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Recognition } from '../rules/adoption.ts';
import type { FileKind } from '../../platform/files/file-kind.ts';
import type { Pilot } from '../rules/pilot.ts';
import { adoptionUseMessages as messages } from '../messages/adoption-use.ts';
import { getAdoption, getOwnAdoption, type Adoption, type AdoptionStep } from './adoptions.server.ts';
import { findPublication, prizesInPublic } from './publications.server.ts';

export interface EvidenceFile {
  id: string;
  adoptionId: string;
  name: string;
  kind: FileKind;
  bytes: number;
  isScanned: boolean;
  /** Since when everybody may read it on the public page; null while it is the unit's and the organisers' alone. */
  shownAt: Instant | null;
  /** Since when the scanner stops it: it is named, and handed out to nobody. */
  stoppedAt: Instant | null;
}

/** Why an adoption stands on no public page now: the results are taken back, or its entry has no prize in those that stand. */
export type Hidden = 'TAKEN_BACK' | 'NO_PRIZE';

/** Files of adoptions that were not taken out, in the order in which they came. */
export async function listEvidence(db: Db, adoptionIds: readonly string[]): Promise<EvidenceFile[]> {
  if (adoptionIds.length === 0) return [];
  const rows = await db.selectFrom('adoption_file').select(['id', 'adoption_id as adoptionId', 'name', 'kind', 'bytes', 'scan', 'shown_at as shownAt', 'stopped_at as stoppedAt']).where('adoption_id', 'in', adoptionIds).where('removed_at', 'is', null).orderBy('uploaded_at').orderBy('id').execute();
  return rows.map(({ scan, kind, ...row }) => ({ ...row, kind: kind as FileKind, isScanned: scan === 'CLEAN' }));
}

/** The pilots of adoptions, by adoption. */
export async function pilotsOf(db: Db, adoptionIds: readonly string[]): Promise<Map<string, Pilot>> {
  if (adoptionIds.length === 0) return new Map();
  const rows = await db.selectFrom('adoption_pilot').selectAll().where('adoption_id', 'in', adoptionIds).execute();
  return new Map(rows.map((row) => [row.adoption_id, { place: row.place, startsOn: row.starts_on, endsOn: row.ends_on, measure: row.measure, unit: row.unit, lessIsBetter: row.less_is_better === 1, baseline: row.baseline, baselineOn: row.baseline_on, result: row.result, resultOn: row.result_on, fileId: row.file_id, evidence: row.evidence }]));
}

/** A state of the recognition as an initiative, as a contest calls it. */
export interface RecognitionStep {
  title: string;
  meaning: Recognition;
}

/** The states in which a contest follows recognition, in its own words; none where the usual four words do. */
export async function recognitionSteps(db: Db, contestId: string): Promise<RecognitionStep[]> {
  const rows = await db.selectFrom('contest_recognition').select(['title', 'meaning']).where('contest_id', '=', contestId).orderBy('position').execute();
  return rows.map(({ title, meaning }) => ({ title, meaning: meaning as Recognition }));
}

export interface AdoptionPage {
  adoption: Adoption;
  steps: AdoptionStep[];
  canWrite: boolean;
  files: EvidenceFile[];
  pilot: Pilot | null;
  recognition: RecognitionStep[];
  /** Null while everybody may read what becomes of the prize. */
  hidden: Hidden | null;
}

/** An adoption with everything that shows what became of it. @throws AppError not-found for whoever may not see it */
export async function readAdoption(db: Db, actor: Actor, id: string, today: Day): Promise<AdoptionPage> {
  const found = await getAdoption(db, actor, id, today);
  return { ...found, files: await listEvidence(db, [id]), pilot: (await pilotsOf(db, [id])).get(id) ?? null, recognition: await recognitionSteps(db, found.adoption.contestId), hidden: await hiddenOf(db, found.adoption) };
}

async function hiddenOf(db: Db, { contestId, entryId }: Adoption): Promise<Hidden | null> {
  if (!(await findPublication(db, contestId))) return 'TAKEN_BACK';
  return (await prizesInPublic(db, contestId)).has(entryId) ? null : 'NO_PRIZE';
}

/** The same for the forms of its owner. @throws AppError not-found, forbidden */
export async function readOwnAdoption(db: Db, actor: Actor, id: string, today: Day): Promise<{ adoption: Adoption; files: EvidenceFile[]; pilot: Pilot | null }> {
  const adoption = await getOwnAdoption(db, actor, id, today);
  return { adoption, files: await listEvidence(db, [id]), pilot: (await pilotsOf(db, [id])).get(id) ?? null };
}

const notFound = () => new AppError('not-found', platformMessages.both('error.not-found'));

/** A file for whoever may see its adoption. @throws AppError not-found, conflict for one that the scanner stops */
export async function evidenceFor(db: Db, actor: Actor, { id, file }: { id: string; file: string }, today: Day): Promise<EvidenceFile> {
  await getAdoption(db, actor, id, today);
  const found = (await listEvidence(db, [id])).find((one) => one.id === file);
  if (!found) throw notFound();
  if (found.stoppedAt) throw new AppError('conflict', messages.both('fault.infected'));
  return found;
}

/** A file that its unit shows to everybody, of a contest that is public, as long as the prize stands in public. @throws AppError not-found */
export async function publicEvidence(db: Db, contestId: string, fileId: string): Promise<EvidenceFile> {
  const row = await db.selectFrom('adoption_file as f').innerJoin('adoption as a', 'a.id', 'f.adoption_id').innerJoin('entry as e', 'e.id', 'a.entry_id').select(['f.adoption_id', 'a.entry_id']).where('f.id', '=', fileId).where('e.contest_id', '=', contestId).where('f.shown_at', 'is not', null).executeTakeFirst();
  const found = row && (await prizesInPublic(db, contestId)).has(row.entry_id) && (await listEvidence(db, [row.adoption_id])).find(({ id }) => id === fileId);
  if (!found) throw notFound();
  return found;
}

/** Whether a file is evidence of an adoption, now: neither taken out nor stopped. */
export async function isEvidenceOf(db: Db, adoptionId: string, fileId: string): Promise<boolean> {
  return (await db.selectFrom('adoption_file').select('id').where('id', '=', fileId).where('adoption_id', '=', adoptionId).where('removed_at', 'is', null).where('stopped_at', 'is', null).executeTakeFirst()) !== undefined;
}

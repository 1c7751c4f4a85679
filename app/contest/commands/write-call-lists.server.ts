import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { CriteriaFields, DatasetsFields, PrizesFields, TracksFields } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import { missingToWhole, percentText, shareOf } from '../rules/weights.ts';
import { changeCall } from './change-call.server.ts';

/** The rows of a form beside the rows that are there: which stay, which are new, which go. An id that is not of this call is a new row. */
function sorted<Row extends { id: string }>(rows: readonly Row[], present: readonly { id: string }[]) {
  const ids = new Set(present.map(({ id }) => id));
  const seen = new Set<string>();
  const kept = rows.map((row, position) => {
    const isKnown = ids.has(row.id) && !seen.has(row.id);
    seen.add(row.id);
    return { ...row, position, isKnown, id: isKnown ? row.id : newId() };
  });
  const stay = new Set(kept.map(({ id }) => id));
  return { kept, gone: present.map(({ id }) => id).filter((id) => !stay.has(id)) };
}

/** The tracks in which people enter. One that an entry or a judge has chosen stays. */
export function editTracks(ports: Ports, actor: Actor, id: string, form: TracksFields): Promise<Outcome> {
  return changeCall(ports, actor, { id, revision: form.revision, action: 'contest.edit', details: { part: 'tracks', count: form.rows.length } }, async (tx, call) => {
    const { kept, gone } = sorted(form.rows, call.tracks);
    if (gone.length > 0 && (await isTrackUsed(tx, gone))) return refuse('form', messages.both('fault.track-used'));
    if (gone.length > 0) await tx.deleteFrom('contest_track').where('id', 'in', gone).execute();
    for (const { id: track, title, position, isKnown } of kept) {
      if (isKnown) await tx.updateTable('contest_track').set({ title, position }).where('id', '=', track).execute();
      else await tx.insertInto('contest_track').values({ id: track, contest_id: id, title, position }).execute();
    }
    return null;
  });
}

async function isTrackUsed(tx: Tx, ids: readonly string[]): Promise<boolean> {
  if (await tx.selectFrom('entry').select('id').where('track_id', 'in', ids).executeTakeFirst()) return true;
  return Boolean(await tx.selectFrom('judge_preference').select('track_id').where('track_id', 'in', ids).executeTakeFirst());
}

/** The rubric: its weights come to 100 %, and it stands still once somebody has scored by it. */
export function editCriteria(ports: Ports, actor: Actor, id: string, form: CriteriaFields): Promise<Outcome> {
  return changeCall(ports, actor, { id, revision: form.revision, action: 'contest.edit', details: { part: 'criteria', count: form.rows.length } }, async (tx, call) => {
    const fault = call.hasScores ? refuse('form', messages.both('fault.scored')) : faultOfWeights(form);
    if (fault) return fault;
    const { kept, gone } = sorted(form.rows, call.criteria);
    if (gone.length > 0) await tx.deleteFrom('criterion').where('id', 'in', gone).execute();
    for (const { id: criterion, isKnown, ...row } of kept) {
      const columns = { title: row.title, weight: shareOf(row.weight), max_score: row.maxScore, anchors: JSON.stringify(row.anchors), position: row.position };
      if (isKnown) await tx.updateTable('criterion').set(columns).where('id', '=', criterion).execute();
      else await tx.insertInto('criterion').values({ id: criterion, contest_id: id, ...columns }).execute();
    }
    return null;
  });
}

function faultOfWeights({ rows }: CriteriaFields): Refusal | null {
  const missing = missingToWhole(rows.map(({ weight }) => weight));
  if (rows.length === 0) return refuse('form', messages.both('fault.no-criteria'));
  if (missing === 0) return null;
  return refuse(`weight_${rows.at(-1)?.at ?? 0}`, messages.both(missing > 0 ? 'fault.weights-less' : 'fault.weights-more', { share: percentText(Math.abs(missing)) }));
}

/** The prizes, until the entries are given out: afterwards whoever knows the scores could move the border. One that has been decided stays. */
export function editPrizes(ports: Ports, actor: Actor, id: string, form: PrizesFields): Promise<Outcome> {
  return changeCall(ports, actor, { id, revision: form.revision, action: 'contest.edit', details: { part: 'prizes', count: form.rows.length } }, async (tx, call) => {
    if (call.isAssigned) return refuse('form', messages.both('fault.prizes-assigned'));
    const { kept, gone } = sorted(form.rows, call.prizes);
    if (gone.length > 0 && (await tx.selectFrom('contest_decision').select('id').where('prize_id', 'in', gone).executeTakeFirst())) return refuse('form', messages.both('fault.prize-used'));
    if (gone.length > 0) await tx.deleteFrom('contest_prize').where('id', 'in', gone).execute();
    for (const { id: prize, isKnown, ...row } of kept) {
      const columns = { kind: row.kind, title: row.title, count: row.count, amount: row.amount, position: row.position };
      if (isKnown) await tx.updateTable('contest_prize').set(columns).where('id', '=', prize).execute();
      else await tx.insertInto('contest_prize').values({ id: prize, contest_id: id, ...columns }).execute();
    }
    return null;
  });
}

/**
 * The open data that a call refers to: sets of its own, and sets that other calls brought in. A set that is left out here stays for the others, and one that is
 * changed here is another set from then on: what the others have announced stays as it was.
 */
export function editDatasets(ports: Ports, actor: Actor, id: string, form: DatasetsFields): Promise<Outcome> {
  return changeCall(ports, actor, { id, revision: form.revision, action: 'contest.edit', details: { part: 'datasets', count: form.rows.length } }, async (tx, call, at) => {
    const { kept } = sorted(form.rows, call.datasets);
    const known = form.known.length === 0 ? [] : await tx.selectFrom('open_dataset').select('id').where('id', 'in', form.known).execute();
    await tx.deleteFrom('contest_dataset').where('contest_id', '=', id).execute();
    const own: string[] = [];
    for (const { position: _position, at: _row, ...row } of kept) own.push(await storeDataset(tx, id, row, { by: actor.id, at }));
    for (const dataset of new Set([...own, ...known.map((row) => row.id)])) await tx.insertInto('contest_dataset').values({ contest_id: id, dataset_id: dataset }).execute();
    return null;
  });
}

type DatasetRow = Omit<DatasetsFields['rows'][number], 'at'> & { isKnown: boolean };

/** @returns the id of a set with these words: its own, or another one where the set is changed and other calls refer to it as it was */
async function storeDataset(tx: Tx, contestId: string, { id, isKnown, ...words }: DatasetRow, { by, at }: { by: string; at: Instant }): Promise<string> {
  const before = isKnown ? await tx.selectFrom('open_dataset').select(['title', 'holder', 'url', 'terms']).where('id', '=', id).executeTakeFirst() : undefined;
  if (before && (['title', 'holder', 'url', 'terms'] as const).every((key) => before[key] === words[key])) return id;
  if (before && !(await tx.selectFrom('contest_dataset').select('contest_id').where('dataset_id', '=', id).where('contest_id', '<>', contestId).limit(1).executeTakeFirst())) {
    await tx.updateTable('open_dataset').set(words).where('id', '=', id).execute();
    return id;
  }
  const other = before ? newId() : id;
  await tx.insertInto('open_dataset').values({ id: other, ...words, added_by: by, added_at: at }).execute();
  const entries = tx.selectFrom('entry').select('id').where('contest_id', '=', contestId);
  if (before) await tx.updateTable('entry_dataset').set({ dataset_id: other }).where('dataset_id', '=', id).where('entry_id', 'in', entries).execute();
  return other;
}

import { parse } from 'csv-parse/sync';
import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, momentOf, refuse, type Outcome, type Ports, type UnitScope } from '../../people/index.server.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts } from '../policy.ts';
import { placeScope } from '../queries/place-scope.server.ts';
import { readPlaceRow, type PlaceRow } from '../rules/place-row.ts';
import { foldKey } from '../rules/unit-key.ts';
import { insertPlace } from './write-place.server.ts';

const mostRows = 2_000;

export interface RowFault {
  row: number;
  fault: Localised;
}

/** Adds all places of a list, or none: whoever mends a list wants to send it again as a whole. What is there already is passed over. */
export async function importPlaces(ports: Ports, actor: Actor, text: string): Promise<Outcome<{ added: number; known: number }> | { ok: false; faults: Record<string, Localised>; rows?: RowFault[] }> {
  if (!canConfirmBroadcasts(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const records = recordsOf(text);
  if (!records) return refuse('file', messages.both('fault.csv'));
  if (records.length > mostRows) return refuse('file', messages.both('fault.csv-long', { most: mostRows }));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const units = await unitsByName(tx, await placeScope(tx, actor, today));
    const all = records.map(({ row, cells }) => ({ row, ...readPlaceRow(cells, units) }));
    // A list without its heading must not lose its first place.
    const read = all[0]?.place ? all : all.slice(1);
    if (read.length === 0) return refuse('file', messages.both('fault.csv-empty'));
    const rows = read.flatMap(({ row, fault }) => (fault ? [{ row, fault }] : []));
    if (rows.length > 0) return { ok: false as const, faults: { file: messages.both('fault.csv-rows', { count: rows.length }) }, rows };
    const known = await knownPlaces(tx);
    const fresh = read.flatMap(({ place }) => (place && !known.has(keyOf(place)) ? [place] : []));
    for (const place of new Map(fresh.map((one) => [keyOf(one), one])).values()) await insertPlace(tx, actor, place, at);
    return { ok: true as const, added: new Set(fresh.map(keyOf)).size, known: read.length - new Set(fresh.map(keyOf)).size };
  });
}

interface SheetRow {
  /** As a table counts it: empty rows count too, and a cell of two lines is one row. */
  row: number;
  cells: string[];
}

/** Excel in Vietnam writes semicolons, others commas; tabs come from pasted tables. */
function recordsOf(text: string): SheetRow[] | null {
  const body = text.replace(/^\ufeff/, '').replace(/^sep=.\r?\n/i, '');
  const first = body.split('\n', 1)[0] ?? '';
  const delimiter = [';', '\t', ','].find((sign) => first.includes(sign)) ?? ',';
  try {
    const records = parse(body, { delimiter, relax_column_count: true, max_record_size: 10_000 }) as string[][];
    return records.map((cells, at) => ({ row: at + 1, cells })).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  } catch {
    return null;
  }
}

const keyOf = ({ unitId, name }: PlaceRow) => `${unitId} ${name}`;

async function knownPlaces(tx: Tx): Promise<Set<string>> {
  const rows = await tx.selectFrom('place').select(['unit_id as unitId', 'name']).where('closed_at', 'is', null).execute();
  return new Set(rows.map(({ unitId, name }) => `${unitId} ${name}`));
}

/** Units by name and by official code, of those that the actor looks after; a name that two of them have counts for neither. */
async function unitsByName(tx: Tx, scope: UnitScope): Promise<ReadonlyMap<string, string | null>> {
  const rows = await tx.selectFrom('org_unit_version').select(['unit_id', 'name', 'short_name']).where('valid_to', 'is', null).execute();
  const codes = await tx.selectFrom('org_unit_code').select(['unit_id', 'code']).where('valid_to', 'is', null).execute();
  const found = new Map<string, string | null>();
  for (const { unit_id, names } of [...rows.map((row) => ({ unit_id: row.unit_id, names: [row.name, row.short_name] })), ...codes.map((row) => ({ unit_id: row.unit_id, names: [row.code] }))]) {
    if (covers(scope, unit_id)) for (const key of new Set(names.map(foldKey))) found.set(key, found.has(key) && found.get(key) !== unit_id ? null : unit_id);
  }
  return found;
}

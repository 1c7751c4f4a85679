import { fold } from '../../../app/platform/text/fold.ts';
import type { Db } from '../../client.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import { idFromKey, unitId } from '../ids.ts';
import { loadOrganisation } from './load.ts';
import { isOn } from './period.ts';
import type { Change, Organisation, Unit } from './schema.ts';

/** How many rows were new. */
export interface StoredOrganisation { units: number; versions: number; codes: number; changes: number }

/**
 * Writes the organisation into the database, in one transaction. Ids come from the keys, so a second run adds nothing,
 * and rows that an administrator has corrected since are never overwritten.
 */
export async function storeOrganisation(db: Db, organisation: Organisation = loadOrganisation()): Promise<StoredOrganisation> {
  const { units, changes } = organisation;
  const skipExisting = { skipExisting: true };
  return db.transaction().execute(async (tx) => ({
    units: await insertMany(tx, 'org_unit', units.map(unitRow), skipExisting),
    versions: await insertMany(tx, 'org_unit_version', units.flatMap(versionRows), skipExisting),
    codes: await insertMany(tx, 'org_unit_code', units.flatMap(codeRows), skipExisting),
    changes: await insertMany(tx, 'org_unit_change', changes.map(changeRow), skipExisting),
  }));
}

function unitRow(unit: Unit): NewRow<'org_unit'> {
  return { id: unitId(unit.key), kind: unit.kind, level: unit.level, valid_from: unit.from, valid_to: unit.to ?? null };
}

/** One version for each stretch of time in which neither the name nor the parent changes. */
export function versionRows(unit: Unit): NewRow<'org_unit_version'>[] {
  const starts = [...new Set([...unit.names, ...unit.parent].map((entry) => entry.from))].toSorted();
  return starts.map((from, position) => {
    const name = unit.names.find((entry) => isOn(entry, from));
    if (!name) throw new Error(`${unit.key}: has no name on ${from}`);
    const parent = unit.parent.find((link) => isOn(link, from));
    return {
      id: idFromKey(`org_unit_version:${unit.key}:${from}`),
      unit_id: unitId(unit.key),
      name: name.name,
      short_name: name.short,
      name_fold: fold(name.name),
      parent_id: parent ? unitId(parent.key) : null,
      valid_from: from,
      valid_to: starts[position + 1] ?? unit.to ?? null,
    };
  });
}

function codeRows(unit: Unit): NewRow<'org_unit_code'>[] {
  return unit.codes.map((code) => ({
    id: idFromKey(`org_unit_code:${unit.key}:${code.scheme}:${code.code}:${code.from}`),
    unit_id: unitId(unit.key),
    scheme: code.scheme,
    code: code.code,
    valid_from: code.from,
    valid_to: code.to ?? null,
  }));
}

function changeRow(change: Change): NewRow<'org_unit_change'> {
  return {
    id: idFromKey(`org_unit_change:${change.kind}:${change.from}:${change.to ?? ''}:${change.effective_on}`),
    kind: change.kind,
    from_unit_id: unitId(change.from),
    to_unit_id: change.to ? unitId(change.to) : null,
    share: change.share,
    legal_basis: change.legal_basis,
    effective_on: change.effective_on,
  };
}

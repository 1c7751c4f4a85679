import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { compareTexts, fold } from '../../platform/text/fold.ts';
import type { UnitKind } from '../rules/unit-deeds.ts';

export interface UnitRow {
  id: string;
  name: string;
  kind: UnitKind;
  people: number;
  units: number;
  parentName: string | null;
  /** The first day on which it was no more; null while it is in force. */
  endedOn: Day | null;
  isPlanned: boolean;
}

const shownAtMost = 100;

/** Units as rows: the newest name of each, how much sits in it, and whether a change is planned. */
function rows(db: Db) {
  return db
    .selectFrom('org_unit as u')
    .innerJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'u.id').on('v.valid_from', '=', sql<string>`(select max(w.valid_from) from org_unit_version as w where w.unit_id = u.id)`))
    .select((row) => [
      'u.id',
      'u.kind',
      'u.valid_to as endedOn',
      'v.name',
      row.selectFrom('membership as m').select(row.fn.countAll<number>().as('n')).whereRef('m.unit_id', '=', 'u.id').where('m.valid_to', 'is', null).as('people'),
      row.selectFrom('org_unit_version as c').select(row.fn.countAll<number>().as('n')).whereRef('c.parent_id', '=', 'u.id').where('c.valid_to', 'is', null).as('units'),
      row.selectFrom('org_unit_version as p').select('p.name').whereRef('p.unit_id', '=', 'v.parent_id').orderBy('p.valid_from', 'desc').limit(1).as('parentName'),
      row.exists(row.selectFrom('org_unit_deed as d').select('d.id').whereRef('d.unit_id', '=', 'u.id').where('d.done_at', 'is', null).where('d.withdrawn_at', 'is', null)).as('isPlanned'),
    ]);
}
type Read = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number];
const shown = ({ people, units, isPlanned, kind, ...row }: Read): UnitRow => ({ ...row, kind: kind as UnitKind, people: people ?? 0, units: units ?? 0, isPlanned: Boolean(isPlanned) });
const byName = (read: readonly Read[]) => read.map(shown).toSorted((a, b) => compareTexts(a.name, b.name));

/** The units directly below one, or those at the top, by name. */
export async function listUnitsBelow(db: Db, parentId: string | null): Promise<UnitRow[]> {
  return byName(await rows(db).where('v.parent_id', 'is', parentId).where('u.valid_to', 'is', null).execute());
}

/** Units that ever had a name with all of these words in it, or this code; the first hundred by name, and how many there are. */
export async function searchUnits(db: Db, question: string, { withEnded }: { withEnded: boolean }): Promise<{ rows: UnitRow[]; count: number }> {
  const words = fold(question).split(' ').filter(Boolean).slice(0, 8);
  if (words.length === 0) return { rows: [], count: 0 };
  const code = question.normalize('NFC').trim().toUpperCase();
  const found = await rows(db)
    .$if(!withEnded, (query) => query.where('u.valid_to', 'is', null))
    .where((where) =>
      where.or([
        where.exists(words.reduce((names, word) => names.where(sql<boolean>`instr(' ' || n.name_fold, ${` ${word}`}) > 0`), where.selectFrom('org_unit_version as n').select('n.id').whereRef('n.unit_id', '=', 'u.id'))),
        where.exists(where.selectFrom('org_unit_code as k').select('k.id').whereRef('k.unit_id', '=', 'u.id').where(sql<string>`upper(k.code)`, '=', code)),
      ]),
    )
    .execute();
  return { rows: byName(found).slice(0, shownAtMost), count: found.length };
}

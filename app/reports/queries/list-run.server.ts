import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import type { Cell } from '../../platform/sheets/sheet.ts';
import type { Asked } from './list-scope.server.ts';
import { pagedSources, type PagedSource } from './list-sources.server.ts';
import { wholeSources } from './list-wholes.server.ts';

/** One row as it is stored: codes for states, days and moments as the database knows them. */
export type ListRow = { id: string } & Record<string, Cell>;

export const rowsPerPage = 50;
interface Part {
  limit: number;
  offset: number;
}
/** From so many units on, walking names from their beginning is quicker than sorting everybody. */
const manyUnits = 200;

/** One page of the rows that are asked for, with the count of all; the last page for one beyond it. */
export async function pageOfList(db: Db, asked: Asked, wanted: number): Promise<{ rows: ListRow[]; count: number; page: number; pages: number }> {
  const whole = wholeSources[asked.question.subject];
  const all = whole ? sorted(await whole(db, asked), asked) : null;
  const count = all ? all.length : await countRows(db, asked);
  const pages = Math.max(1, Math.ceil(count / rowsPerPage));
  const page = Math.min(wanted, pages);
  const offset = (page - 1) * rowsPerPage;
  if (all) return { rows: all.slice(offset, offset + rowsPerPage), count, page, pages };
  const ids = await idsOfList(db, asked, { limit: rowsPerPage, offset });
  return { rows: await rowsOfList(db, asked, ids), count, page, pages };
}

/** All rows that are asked for, in batches and in order: for files. @returns how many there are, and the batches */
export async function wholeList(db: Db, asked: Asked, size: number): Promise<{ count: number; batches: AsyncIterable<ListRow[]> | Iterable<ListRow[]> }> {
  const whole = wholeSources[asked.question.subject];
  if (whole) {
    const rows = sorted(await whole(db, asked), asked);
    return { count: rows.length, batches: [rows] };
  }
  const ids = await idsOfList(db, asked);
  return { count: ids.length, batches: batchesOf(db, asked, ids, size) };
}

async function* batchesOf(db: Db, asked: Asked, ids: readonly string[], size: number): AsyncGenerator<ListRow[]> {
  for (let at = 0; at < ids.length; at += size) yield rowsOfList(db, asked, ids.slice(at, at + size));
}

const isWide = ({ units }: Asked) => units === 'ALL' || units.size > manyUnits;

function sourceOf({ question }: Asked): PagedSource {
  const source = pagedSources[question.subject];
  if (!source) throw new Error(`no source for ${question.subject}`);
  return source;
}

async function countRows(db: Db, asked: Asked): Promise<number> {
  // Nothing is sorted, so nothing is walked by name.
  const counted = { ...asked, question: { ...asked.question, sort: '' } };
  const { rows } = await sql<{ count: number }>`select count(*) as count ${sourceOf(asked).walk(counted, isWide(asked))}`.execute(db);
  return rows[0]?.count ?? 0;
}

async function idsOfList(db: Db, asked: Asked, part?: Part): Promise<string[]> {
  const { walk, ranked, id, sorts } = sourceOf(asked);
  const { sort, descending } = asked.question;
  const by = sorts[sort] ?? sorts['name'] ?? id;
  const way = descending ? sql`desc` : sql``;
  // What is missing stands at the end, whichever way one sorts: a page that those fill who have it needs nobody else.
  const along = part && isWide(asked) ? ranked?.(asked) : undefined;
  if (along && part) {
    const ids = await idsBy(db, id, sql`${along} order by ${by} ${way}, ${id}`, part);
    if (ids.length === part.limit) return ids;
  }
  // Names are never missing, and a plain order lets the index serve.
  const order: RawBuilder<unknown> = sort === 'name' ? sql`${by} ${way}, u.id ${way}, ${id} ${way}` : sql`${by} is null, ${by} ${way}, ${id}`;
  return idsBy(db, id, sql`${walk(asked, isWide(asked))} order by ${order}`, part ?? { limit: -1, offset: 0 });
}

async function idsBy(db: Db, id: RawBuilder<unknown>, found: RawBuilder<unknown>, { limit, offset }: Part): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select ${id} as id ${found} limit ${limit} offset ${offset}`.execute(db);
  return rows.map((row) => row.id);
}

/** The rows of some ids in their order, with the chosen columns. */
async function rowsOfList(db: Db, asked: Asked, ids: readonly string[]): Promise<ListRow[]> {
  const source = sourceOf(asked);
  const known = source.columns(asked);
  const columns = asked.question.columns.filter((key) => known[key]).map((key) => sql`${known[key]} as ${sql.ref(key)}`);
  const { rows } = await sql<ListRow>`select ${source.id} as id, ${sql.join(columns)} ${source.pick(asked, ids)}`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [row] : [];
  });
}

function sorted(rows: readonly ListRow[], { question: { sort, descending } }: Asked): ListRow[] {
  const way = descending ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [a, b] = [one[sort] ?? null, other[sort] ?? null];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    return way * (typeof a === 'number' && typeof b === 'number' ? a - b : compareTexts(String(a), String(b)));
  });
}

import type { CompiledQuery, Compilable, Kysely } from 'kysely';
import type { Db } from './client.ts';

/**
 * A query that is built and compiled once and run with new values many times: for the few reads that happen on every page, where building
 * costs more than running.
 *
 * @example
 * const note = prepared((db, value: (name: 'userId') => string) => db.selectFrom('lesson_note').select('body').where('user_id', '=', value('userId')));
 * const rows = await note(db, { userId });
 */
export function prepared<Name extends string, Row>(build: (db: Db, value: (name: Name) => never) => Compilable<Row>): (db: Db, values: Record<Name, string | number | null>) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (db, values) => {
    compiled ??= build(db, (name) => new Placeholder(name) as never).compile();
    const parameters = compiled.parameters.map((parameter) => (parameter instanceof Placeholder ? values[parameter.name as Name] : parameter));
    const { rows } = await (db as Kysely<unknown>).executeQuery<Row>({ ...compiled, parameters } as CompiledQuery<Row>);
    return rows;
  };
}

/** Stands where a value will be. */
class Placeholder {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

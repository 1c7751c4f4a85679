import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { handleOn, openRaw, type Db } from '../../db/client.ts';

/*
 * A new connection reads the schema of all tables, indexes and triggers before its first statement, which costs more than most tests do. So a connection whose
 * test is over goes on to the next one: its file is written anew, with another change counter, and SQLite forgets every page that it had read; as long as the
 * schema's own number is the same, it knows the schema. (https://www.sqlite.org/fileformat.html, 1.3.8 and 1.3.9)
 */

/** Places in the first page of a file. */
const header = { changes: 24, schemaVersion: 40, mark: 68, changesKnown: 92 };

class Connection {
  readonly database: DatabaseSync;
  readonly #file: number;

  constructor() {
    const folder = mkdtempSync(join(tmpdir(), 'hoc06-db-'));
    const path = join(folder, 'test.db');
    this.database = openRaw(path);
    // Nothing beside the one file, and no waiting for a disk that will forget it anyway.
    this.database.exec('pragma journal_mode = memory; pragma synchronous = off');
    this.#file = openSync(path, 'r+');
    // The file lives as long as somebody has it open.
    rmSync(folder, { recursive: true });
  }

  /** @returns whether SQLite has seen that it has another database now */
  load(bytes: Uint8Array): boolean {
    counter += 1;
    const first = Buffer.from(bytes.subarray(0, 100));
    for (const place of [header.changes, header.mark, header.changesKnown]) first.writeUInt32BE(counter, place);
    writeSync(this.#file, bytes, 0, bytes.length, 0);
    writeSync(this.#file, first, 0, first.length, 0);
    ftruncateSync(this.#file, bytes.length);
    return (this.database.prepare('pragma application_id').get() as { application_id: number }).application_id === counter;
  }

  /** Whether the next test finds it as a new one would be. */
  get isClean(): boolean {
    return !this.database.isTransaction;
  }

  close(): void {
    this.database.close();
    closeSync(this.#file);
  }
}

let counter = 0;
/** By the number of the schema that they know: a test that changes it changes its number. */
const waiting = new Map<number, Connection[]>();
const schemaOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset).readUInt32BE(header.schemaVersion);

/** The connection with this database; none when it still reads the one of the test before, as after a result that nobody read to its end. */
function loaded(bytes: Uint8Array, connection: Connection | undefined): Connection | undefined {
  if (!connection || connection.load(bytes)) return connection;
  connection.close();
  return undefined;
}

/** A database that holds what these bytes hold, on a connection of its own until it is destroyed. */
export function openOn(bytes: Uint8Array): Db {
  const schema = schemaOf(bytes);
  const held = loaded(bytes, waiting.get(schema)?.pop()) ?? loaded(bytes, new Connection());
  if (!held) throw new Error('a new connection does not see its own file');
  let isGone = false;
  const giveBack = () => {
    isGone = true;
    const known = (held.database.prepare('pragma schema_version').get() as { schema_version: number }).schema_version;
    if (!held.isClean || known !== schema) return held.close();
    waiting.set(schema, [...(waiting.get(schema) ?? []), held]);
  };
  const database = new Proxy(held.database, {
    get(target, name) {
      if (isGone) throw Object.assign(new Error('database is not open'), { code: 'ERR_INVALID_STATE' });
      if (name === 'close') return giveBack;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return handleOn(database);
}

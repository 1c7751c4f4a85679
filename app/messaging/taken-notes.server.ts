import { closeSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { processFolder } from '../platform/processes.server.ts';

const fileEnd = '.taken';
/** Beyond this the file is written anew, with what is still open. */
const mostBytes = 256_000;

const noteShape = z.object({ id: z.string(), lease: z.string(), state: z.enum(['ACCEPTED', 'DELIVERED']), providerId: z.string().nullable(), at: z.string() });

/** A letter that its provider has taken, as it was written down before the ledger knew. */
export type TakenNote = z.infer<typeof noteShape>;

/** A letter by the lease under which its outcome was given up. */
export type GivenUp = Pick<TakenNote, 'id' | 'lease'>;

/**
 * What providers have taken from this process and the ledger does not know yet: one line of a file for each, written in the same breath in which the answer is heard and without waiting
 * for a disk. The system keeps what a killed process has written, so whoever takes over its letters reads which of them were taken (docs/decisions/0062).
 */
export class TakenNotes {
  readonly #path: string;
  readonly #open = new Map<string, string>();
  /** Of those that are open, by id, the leases under which they were given up. */
  readonly #givenUp = new Map<string, string>();
  #file: number | undefined;
  #bytes = 0;

  constructor(dataDir: string, processId: string) {
    this.#path = pathOf(dataDir, processId);
  }

  /** @throws Error when the file cannot be written */
  write(note: TakenNote): void {
    const line = `${JSON.stringify(note)}\n`;
    this.#open.set(note.id, line);
    this.#givenUp.delete(note.id);
    this.#file ??= openSync(this.#path, 'a', 0o600);
    this.#bytes += writeSync(this.#file, line);
    if (this.#bytes > mostBytes) this.#renew();
  }

  /** The ledger knows of these. */
  forget(ids: Iterable<string>): void {
    for (const id of ids) {
      this.#open.delete(id);
      this.#givenUp.delete(id);
    }
  }

  /** The ledger was not to be reached for these: they stay noted until the sweep has read them. */
  giveUp(letters: Iterable<GivenUp>): void {
    for (const { id, lease } of letters) if (this.#open.has(id)) this.#givenUp.set(id, lease);
  }

  get givenUp(): GivenUp[] {
    return [...this.#givenUp].map(([id, lease]) => ({ id, lease }));
  }

  /** No letter has these leases any more, so their notes can settle nothing. One that was noted again meanwhile, under another lease, stays. */
  forgetGivenUp(settled: Iterable<GivenUp>): void {
    for (const { id, lease } of settled) if (this.#givenUp.get(id) === lease) this.forget([id]);
  }

  /** Takes the file away when nothing in it is open. */
  close(): void {
    if (this.#open.size > 0 || this.#file === undefined) return;
    this.#shut();
    rmSync(this.#path, { force: true });
  }

  /** In one step, so that there is no moment without the open ones. */
  #renew(): void {
    const lines = [...this.#open.values()].join('');
    writeFileSync(`${this.#path}.new`, lines, { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
    this.#shut();
    this.#bytes = Buffer.byteLength(lines);
  }

  #shut(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    this.#bytes = 0;
  }
}

/** What a process that has ended had been told and could not write into the ledger. A line that its end cut off is none. */
export function readTaken(dataDir: string, processId: string): TakenNote[] {
  let text: string;
  try {
    text = readFileSync(pathOf(dataDir, processId), 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    const note = noteShape.safeParse(parsed(line));
    return note.success ? [note.data] : [];
  });
}

/** Whose files are there. */
export function listNoted(dataDir: string): string[] {
  try {
    return readdirSync(processFolder(dataDir)).filter((name) => name.endsWith(fileEnd)).map((name) => name.slice(0, -fileEnd.length));
  } catch {
    return [];
  }
}

export function removeTaken(dataDir: string, processId: string): void {
  rmSync(pathOf(dataDir, processId), { force: true });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const pathOf = (dataDir: string, processId: string) => join(processFolder(dataDir), `${processId}${fileEnd}`);

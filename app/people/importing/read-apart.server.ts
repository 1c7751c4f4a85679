import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { errorIn } from '../rules/import-faults.ts';
import { importLimits } from './limits.ts';
import { readTable, type TableResult } from './read-table.server.ts';
import { xlsxLimits } from './read-xlsx.server.ts';

/** What the thread is given. */
export interface TableOrder {
  fileName: string;
  bytes: Uint8Array;
}

/** A smaller file is read before a thread has started. */
const worthAThread = 20_000;
/** Twice of what the largest workbook that the limits admit was read with. */
const threadMegabytes = 1_024;

/**
 * Reads an uploaded list as `readTable` does, a large one in a thread of its own: unpacking and parsing it keeps a processor busy for a second,
 * in which nobody else would be answered. A workbook that asks for more memory than any honest one ends its thread, not the process.
 */
export async function readTableApart(fileName: string, bytes: Buffer, megabytes = threadMegabytes): Promise<TableResult> {
  if (bytes.length < worthAThread || bytes.length > importLimits.bytes) return readTable(fileName, bytes);
  return new Promise((done, fail) => {
    // By its path from the program's folder: the pages are bundled, the thread is not. It needs no loader, because types are only stripped.
    const thread = new Worker(resolve('app/people/importing/table-thread.server.ts'), {
      workerData: { fileName, bytes } satisfies TableOrder,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    });
    thread.once('message', done);
    thread.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? done({ ok: false, fault: errorIn(undefined, 'file.bomb', { max: xlsxLimits.megabytes }) }) : fail(error)));
    thread.once('exit', (code) => fail(new Error(`the thread that reads a list ended with ${code} and said nothing`)));
  });
}

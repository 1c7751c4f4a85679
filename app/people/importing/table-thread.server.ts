import { parentPort, workerData } from 'node:worker_threads';
import type { TableOrder } from './read-apart.server.ts';
import { readTable } from './read-table.server.ts';

/** The thread of `read-apart.server.ts`: reads one list, says the result, ends. */
const { fileName, bytes } = workerData as TableOrder;
parentPort?.postMessage(await readTable(fileName, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));

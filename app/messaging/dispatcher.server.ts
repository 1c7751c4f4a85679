import { createTicker, type Ticker } from '../platform/jobs/ticker.ts';
import { removeOldNotes, sweepDeliveries } from './commands/sweep-deliveries.server.ts';
import { createLane, type Held, type LanePorts } from './lane.server.ts';
import type { ChannelSender } from './sender.ts';
import { TakenNotes } from './taken-notes.server.ts';

const tickMilliseconds = 1_000;

interface Ports extends Omit<LanePorts, 'taken'> {
  senders: readonly ChannelSender[];
  /** Where this process and those before it note what providers have taken. */
  dataDir?: string;
}

export interface Dispatcher extends Ticker {
  /** Sends everything that is due now and returns how many calls were made: for tests and for draining. */
  runDue(): Promise<number>;
}

/**
 * Sends what is due, each channel for itself, so that a slow one holds up no other: claim, close the transaction, call, write the outcome under the lease.
 * Any number of dispatchers may run; of a killed one nobody knows what became of the calls that were at their last byte, and of no others.
 */
export function createDispatcher(ports: Ports): Dispatcher {
  const { dataDir, processId } = ports;
  const held: Held = new Set();
  const taken = dataDir !== undefined && processId !== undefined ? new TakenNotes(dataDir, processId) : undefined;
  const sweep = () => sweepDeliveries(ports.db, ports.clock.now().toISOString(), { held, processId, dataDir, own: taken });
  const lanes = ports.senders.map((sender) => createLane({ ...ports, taken }, sender, held));
  const failed = (error: unknown) => ports.log.error({ err: error }, 'dispatcher');
  const tickers = [sweep, ...lanes].map((work) => createTicker(tickMilliseconds, work, failed));
  return {
    start() {
      if (dataDir !== undefined) void removeOldNotes(ports.db, dataDir).catch(failed);
      tickers.forEach((ticker) => ticker.start());
    },
    wake: () => tickers.forEach((ticker) => ticker.wake()),
    async stop() {
      await Promise.all(tickers.map((ticker) => ticker.stop()));
      await Promise.all(ports.senders.map((sender) => sender.close?.()));
    },
    async runDue() {
      await sweep();
      const calls = await Promise.all(lanes.map((lane) => lane(() => false)));
      return calls.reduce((sum, count) => sum + count, 0);
    },
  };
}

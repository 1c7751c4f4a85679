import { createTicker, type Ticker } from '../platform/jobs/ticker.ts';
import { sweepDeliveries } from './commands/sweep-deliveries.server.ts';
import { createLane, type Held, type LanePorts } from './lane.server.ts';
import type { ChannelSender } from './sender.ts';

const tickMilliseconds = 1_000;

interface Ports extends LanePorts {
  senders: readonly ChannelSender[];
}

export interface Dispatcher extends Ticker {
  /** Sends everything that is due now and returns how many calls were made: for tests and for draining. */
  runDue(): Promise<number>;
}

/**
 * Sends what is due, each channel for itself, so that a slow one holds up no other: claim, close the transaction, call, write the outcome under the lease.
 * Any number of dispatchers may run; a killed one leaves at most the calls that it was making as uncertain.
 */
export function createDispatcher(ports: Ports): Dispatcher {
  const held: Held = new Set();
  const sweep = () => sweepDeliveries(ports.db, ports.clock.now().toISOString(), { held, processId: ports.processId });
  const lanes = ports.senders.map((sender) => createLane(ports, sender, held));
  const failed = (error: unknown) => ports.log.error({ err: error }, 'dispatcher');
  const tickers = [sweep, ...lanes].map((work) => createTicker(tickMilliseconds, work, failed));
  return {
    start: () => tickers.forEach((ticker) => ticker.start()),
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

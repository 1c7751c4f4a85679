import type { Db } from '../../db/client.ts';
import type { Clock } from '../platform/clock.ts';
import { createTicker, type Ticker } from '../platform/jobs/ticker.ts';
import type { Log } from '../platform/log.ts';
import { claimDeliveries, type ClaimedLetter } from './commands/claim-deliveries.server.ts';
import { settleDeliveries, type Settled } from './commands/settle-deliveries.server.ts';
import { sweepDeliveries } from './commands/sweep-deliveries.server.ts';
import type { ChannelSender, SendOutcome } from './sender.ts';

const tickMilliseconds = 1_000;
const downMilliseconds = 60_000;
/** Below the lease less the longest call. */
const settleMilliseconds = 30_000;

interface Ports {
  db: Db;
  clock: Clock;
  log: Log;
  senders: readonly ChannelSender[];
  /** In which the quiet hours are read. */
  timeZone: string;
}

export interface Dispatcher extends Ticker {
  /** Sends everything that is due now and returns how many calls were made: for tests and for draining. */
  runDue(): Promise<number>;
}

/**
 * Sends what is due, each channel for itself: claim, close the transaction, call, write the outcome under the lease. Outcomes that come back together
 * share a commit. Any number of dispatchers may run; a killed one leaves at most the calls that it was making as uncertain.
 */
export function createDispatcher(ports: Ports): Dispatcher {
  const lanes = ports.senders.map((sender) => createLane(ports, sender));
  const run = async (isStopping: () => boolean) => {
    await sweepDeliveries(ports.db, ports.clock.now().toISOString());
    const calls = await Promise.all(lanes.map((lane) => lane(isStopping)));
    return calls.reduce((sum, count) => sum + count, 0);
  };
  const ticker = createTicker(tickMilliseconds, run, (error) => ports.log.error({ err: error }, 'dispatcher'));
  return {
    ...ticker,
    runDue: () => run(() => false),
    async stop() {
      await ticker.stop();
      await Promise.all(ports.senders.map((sender) => sender.close?.()));
    },
  };
}

/** One channel: as many calls at once as it allows, batch after batch until nothing is due. */
function createLane({ db, clock, log, timeZone }: Ports, sender: ChannelSender): (isStopping: () => boolean) => Promise<number> {
  let downUntil = 0;
  const settle = gather((settled) => untilWritten(() => settleDeliveries(db, settled, clock.now().toISOString()), log));
  const deliver = async (claimed: ClaimedLetter): Promise<SendOutcome> => {
    const outcome = await sender.send(claimed.letter).catch((error: unknown): SendOutcome => ({ kind: 'uncertain', reason: error instanceof Error ? error.message : String(error) }));
    await settle({ claimed, outcome });
    return outcome;
  };
  return async (isStopping) => {
    let calls = 0;
    while (!isStopping() && clock.now().getTime() >= downUntil) {
      // Not the clock: a pace is kept by a watch that nobody sets.
      const began = performance.now();
      const batch = await claimDeliveries(db, sender.channel, Math.min(sender.concurrency, sender.perSecond ?? Infinity), clock.now().toISOString(), timeZone);
      if (batch.length === 0) break;
      calls += batch.length;
      const outcomes = await Promise.all(batch.map(deliver));
      const down = outcomes.find((outcome) => outcome.kind === 'channel-down');
      if (down) {
        downUntil = clock.now().getTime() + downMilliseconds;
        log.error({ channel: sender.channel, reason: down.reason }, 'the channel is out of order; it is tried again in a minute');
      }
      await keepPace(sender, batch.length, performance.now() - began);
    }
    return calls;
  };
}

/**
 * What a provider has taken must be written down: a database that is locked for longer than one statement waits is asked again, as long as the leases hold.
 * Giving up at once would send the same mails a second time without any crash.
 */
async function untilWritten(write: () => Promise<unknown>, log: Log): Promise<void> {
  const end = performance.now() + settleMilliseconds;
  for (;;) {
    try {
      await write();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      log.warn({ err: error }, 'outcomes could not be written; trying again');
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Waits until the provider's allowance for this many calls is used up in time. */
async function keepPace({ perSecond }: ChannelSender, calls: number, took: number): Promise<void> {
  const wanted = perSecond ? (calls / perSecond) * 1_000 : 0;
  if (wanted > took) await new Promise((resolve) => setTimeout(resolve, wanted - took));
}

/** Collects what arrives within one turn of the event loop and writes it together; each caller waits for the commit that holds its own. */
function gather(write: (settled: Settled[]) => Promise<unknown>): (settled: Settled) => Promise<void> {
  let waiting: Settled[] = [];
  let commit: Promise<void> | undefined;
  return (settled) => {
    waiting.push(settled);
    commit ??= new Promise((resolve) => setImmediate(resolve)).then(async () => {
      const together = waiting;
      waiting = [];
      commit = undefined;
      await write(together);
    });
    return commit;
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from '../../db/client.ts';
import { toInstant, type Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { claimDeliveries } from './commands/claim-deliveries.server.ts';
import { holdQuiet } from './commands/hold-deliveries.server.ts';
import type { ClaimedLetter, Settled } from './commands/settle-deliveries.server.ts';
import { Doubt, type Turn } from './doubt.server.ts';
import { createPace } from './pace.server.ts';
import type { ChannelSender, SendOutcome } from './sender.ts';
import type { TakenNotes } from './taken-notes.server.ts';

const downMilliseconds = 60_000;
/** Below the lease less the longest call. */
const settleMilliseconds = 30_000;
/** After this long a lane looks for new letters although its calls have not come back. */
const lookMilliseconds = 1_000;
/** Until calls whose lines broke together with another one's have failed by themselves. */
const brokenMilliseconds = 100;
/** At most so long an outcome waits for others to share its commit with. */
const gatherMilliseconds = 5;

export interface LanePorts {
  db: Db;
  clock: Clock;
  log: Log;
  /** In which the quiet hours are read. */
  timeZone: string;
  /** Under which this process holds leases. */
  processId?: string | undefined;
  /** Where it notes what providers have taken, for whoever comes after it. */
  taken?: TakenNotes | undefined;
}

/** Deliveries in the hands of this process, by id: their outcome is still to come, whatever the clock says of their leases. */
export type Held = Set<string>;

/** Sends what is due on its channel until nothing is due and no call is under way. @returns how many calls were made */
export type Lane = (isStopping: () => boolean) => Promise<number>;

/**
 * One channel: as many calls at once as it allows. In each turn one transaction writes what has come back and takes as many letters as places have become
 * free by that; so a letter is claimed only when its call begins, and a killed worker leaves no more of them uncertain than calls were under way.
 */
export function createLane(ports: LanePorts, sender: ChannelSender, held: Held = new Set()): Lane {
  const { db, clock, log, timeZone, processId, taken } = ports;
  const doubt = new Doubt(sender.inDoubt ?? Infinity);
  const { channel, concurrency } = sender;
  const pace = createPace(channel, sender.perSecond);
  const wait = () => pace?.wait() ?? 0;
  const now = () => clock.now().toISOString();
  let downUntil = 0;
  const shut = (reason: string) => {
    downUntil = clock.now().getTime() + downMilliseconds;
    log.error({ channel, reason }, 'the channel is out of order; it is tried again in a minute');
  };
  return async (isStopping) => {
    const isOpen = () => !isStopping() && clock.now().getTime() >= downUntil;
    const calls = new Calls(ports, { sender, doubt, shut, held });
    if (isOpen()) await holdQuiet(db, channel, now(), timeZone);
    for (let mayClaim = true; ; ) {
      const back = calls.takeBack();
      const room = mayClaim && isOpen() && wait() === 0 ? concurrency - calls.running : 0;
      try {
        const claimed = await claimDeliveries(db, channel, room, now(), timeZone, { settled: back, processId, pace });
        calls.letGo(back);
        for (const letter of claimed) calls.begin(letter);
        if (calls.isIdle && ((room > 0 && !pace?.wasFull()) || !isOpen())) {
          taken?.close();
          return calls.count;
        }
        if (mayClaim) await calls.news(Math.min(lookMilliseconds, wait() || lookMilliseconds));
        mayClaim = true;
      } catch (error) {
        // Nothing is in our hands: the next tick tries again.
        if (back.length === 0 && calls.isIdle) throw error;
        log.warn({ err: error, channel }, 'outcomes could not be written; trying again');
        calls.giveBack(back);
        mayClaim = false;
        await pause(250);
      }
    }
  };
}

interface Back extends Settled {
  /** Not the clock: patience is kept by a watch that nobody sets. */
  since: number;
}

interface Means {
  sender: ChannelSender;
  doubt: Doubt;
  /** The channel is out of order. */
  shut: (reason: string) => void;
  held: Held;
}

/** The calls of a lane: those under way, and the outcomes that have not been written yet. */
class Calls {
  readonly #ports: Pick<LanePorts, 'clock' | 'log' | 'taken'>;
  readonly #means: Means;
  #count = 0;
  #running = 0;
  #back: Back[] = [];
  #ring = () => {};

  constructor(ports: Pick<LanePorts, 'clock' | 'log' | 'taken'>, means: Means) {
    this.#ports = ports;
    this.#means = means;
  }

  /** How many calls were made. */
  get count(): number {
    return this.#count;
  }

  get running(): number {
    return this.#running;
  }

  get isIdle(): boolean {
    return this.#running === 0 && this.#back.length === 0;
  }

  begin(claimed: ClaimedLetter): void {
    this.#count += 1;
    this.#running += 1;
    this.#means.held.add(claimed.letter.deliveryId);
    const turn = this.#means.doubt.turn();
    void this.#outcomeOf(claimed, turn).then((outcome) => {
      if (outcome.kind === 'accepted') this.#note(claimed, outcome);
      // The next one only now: with this answer noted, nothing but its own is in doubt. A line that broke or fell silent is seldom alone: those that wait behind it find out first.
      if (outcome.kind === 'uncertain') setTimeout(turn.leave, brokenMilliseconds);
      else turn.leave();
      this.#running -= 1;
      this.#back.push({ claimed, outcome, since: performance.now() });
      if (outcome.kind === 'channel-down') this.#means.shut(outcome.reason);
      this.#ring();
    });
  }

  takeBack(): Back[] {
    const taken = this.#back;
    this.#back = [];
    return taken;
  }

  /** These are in the ledger. */
  letGo(back: readonly Back[]): void {
    this.#free(back);
    this.#ports.taken?.forget(back.map(({ claimed }) => claimed.letter.deliveryId));
  }

  /**
   * What a provider has taken must be written down: a database that is locked for longer than one statement waits is asked again, as long as the leases
   * hold. Giving up at once would send the same letters a second time without any crash.
   */
  giveBack(unwritten: readonly Back[]): void {
    const isFresh = ({ since }: Back) => performance.now() - since < settleMilliseconds;
    const [fresh, old] = [unwritten.filter(isFresh), unwritten.filter((one) => !isFresh(one))];
    if (old.length > 0) this.#ports.log.error({ count: old.length }, 'outcomes were given up; their leases will run out');
    // What was taken stays noted: the sweep reads it when the lease is over.
    this.#ports.taken?.giveUp(old.map(({ claimed }) => ({ id: claimed.letter.deliveryId, lease: claimed.leaseId })));
    this.#free(old);
    this.#back = [...fresh, ...this.#back];
  }

  /** Waits until half of the calls have come back, so that they share a commit while the others go on; not long after the first, and not longer than the given time. */
  async news(milliseconds: number): Promise<void> {
    const isEnough = () => this.#running === 0 || this.#back.length >= this.#running;
    if (this.#back.length === 0) await this.#rung(milliseconds, () => this.#back.length > 0);
    if (!isEnough()) await this.#rung(gatherMilliseconds, isEnough);
    // Whatever else came in at this moment is heard first.
    await new Promise((resolve) => setImmediate(resolve));
  }

  #free(back: readonly Back[]): void {
    for (const { claimed } of back) this.#means.held.delete(claimed.letter.deliveryId);
  }

  #note({ letter, leaseId }: ClaimedLetter, { providerId, isFinal }: SendOutcome & { kind: 'accepted' }): void {
    const note = { id: letter.deliveryId, lease: leaseId, state: isFinal ? 'DELIVERED' : 'ACCEPTED', providerId, at: toInstant(this.#ports.clock.now()) } as const;
    try {
      this.#ports.taken?.write(note);
    } catch (error) {
      this.#ports.log.warn({ err: error, channel: letter.channel }, 'what the provider took could not be noted; the ledger gets it all the same');
    }
  }

  #outcomeOf({ letter }: ClaimedLetter, turn: Turn): Promise<SendOutcome> {
    return this.#means.sender.send(letter, turn.enter).catch((error: unknown): SendOutcome => ({ kind: 'uncertain', reason: error instanceof Error ? error.message : String(error) }));
  }

  #rung(milliseconds: number, isEnough: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#ring = () => void (isEnough() && (clearTimeout(timer), resolve()));
    });
  }
}

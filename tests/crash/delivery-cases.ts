import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { mostInASecond, notedClaims } from '../world/claims.ts';
import { holdWriteLock, killed, stopped, type DeliveryWorld, type Worker } from './delivery-world.ts';

export interface Case {
  name: string;
  mails?: number;
  others?: number;
  /** Of its workers, beside what every world has. */
  env?: Record<string, string>;
  /** At most: as many as processes are killed, and calls that the mail server leaves without an answer. */
  doubles: number;
  play(world: DeliveryWorld): Promise<void>;
}

/** In the case of a mail server that allows only so many mails a second: fewer than one worker has calls at once. */
const allowedPerSecond = 5;

/** How many calls a worker has under way at once; only one of them is at its last byte. */
export const callsAtOnce = 8;

/** The places where a process can die or the world can misbehave; docs/decisions/0014 promises what is true after each. */
export const cases: readonly Case[] = [
  {
    name: 'killed before the claim',
    doubles: 0,
    async play(w) {
      await pauseMail(w);
      const first = w.productWorker();
      await fannedOut(w);
      await killed(first);
      await resumeMail(w);
      await finish(w, w.productWorker());
    },
  },
  {
    name: 'killed after the claim, before the first word to the mail server',
    doubles: 0,
    async play(w) {
      const first = w.productWorker();
      w.onConnect(() => first.child.kill('SIGKILL'));
      await first.ended;
      expect([await w.count('SENDING'), w.taken]).toEqual([callsAtOnce, []]);
      w.onConnect(() => {});
      await finish(w, w.productWorker());
    },
  },
  {
    name: 'killed while the mail server answers',
    doubles: 1,
    play: (w) => diesAtMail(w, async (worker) => {
      await killed(worker);
      return 'take' as const;
    }),
  },
  {
    name: 'killed after mails were accepted, before that was written down: what it had noted is not sent again',
    doubles: 1,
    play: (w) => diesAtMail(w, (worker) => {
      // The answers wait for the lock, so the worker dies with all of them in its hands.
      const release = holdWriteLock(w.dataDir);
      setTimeout(() => void killed(worker).then(release), 400);
      return 'take' as const;
    }),
  },
  {
    name: 'killed after the acceptance was written down',
    doubles: 0,
    async play(w) {
      // The second batch has to wait, so that at the moment of death nothing is under way that the server has taken.
      const first = w.productWorker();
      w.onMail(async (nth) => (nth <= callsAtOnce ? 'take' : (await first.ended, 451)));
      await expect.poll(() => w.count('ACCEPTED'), { timeout: 30_000, interval: 10 }).toBe(callsAtOnce);
      await killed(first);
      w.onMail(() => 'take');
      await finish(w, w.productWorker());
    },
  },
  {
    name: 'killed in the middle of a campaign and started again: what it held goes on while its leases are still good',
    doubles: 1,
    async play(w) {
      const first = w.productWorker();
      w.onMail(async (nth) => (nth <= callsAtOnce ? 'take' : (await first.ended, 451)));
      await expect.poll(async () => (await w.count('ACCEPTED')) === callsAtOnce && w.count('SENDING'), { timeout: 30_000, interval: 10 }).toBe(callsAtOnce);
      await killed(first);
      const held = await w.db.selectFrom('delivery').select(['id', 'lease_until']).where('state', '=', 'SENDING').execute();
      w.onMail(() => 'take');
      const second = w.productWorker();
      await expect.poll(() => held.filter(({ id }) => w.taken.includes(`<${id}@vi-du.vn>`)).length, { timeout: 30_000, interval: 10 }).toBe(callsAtOnce);
      expect(held.every(({ lease_until }) => lease_until && Date.parse(lease_until) > Date.now()), 'no lease had run out').toBe(true);
      await finish(w, second);
    },
  },
  {
    name: 'the clock of a second worker is far ahead: it takes nothing out of the hands of the first, which lives',
    doubles: 0,
    async play(w) {
      let answer = () => {};
      const answered = new Promise<void>((resolve) => (answer = resolve));
      const held = new Set<string>();
      w.onMail(async (nth, id) => {
        if (nth === 1 || held.has(id)) await answered;
        return 'take' as const;
      });
      const first = w.productWorker();
      await expect.poll(() => w.count('SENDING'), { timeout: 30_000, interval: 10 }).toBe(callsAtOnce);
      const inHands = await w.db.selectFrom('delivery').select('id').where('state', '=', 'SENDING').execute();
      for (const { id } of inHands) held.add(`<${id}@vi-du.vn>`);
      // Of a holder whom nobody knows, by a lease that is over for the second worker alone: proof that it has looked.
      const { id: strange } = await w.db.selectFrom('delivery').select('id').where('channel', '=', 'EMAIL').where('state', '=', 'QUEUED').executeTakeFirstOrThrow();
      await w.db.updateTable('delivery').set({ state: 'SENDING', lease_id: 'strange', lease_until: new Date(Date.now() + 600_000).toISOString() }).where('id', '=', strange).execute();
      const second = w.movedWorker(30);
      await expect.poll(() => w.count('ACCEPTED'), { timeout: 30_000 }).toBe(w.mails - callsAtOnce);
      expect(await w.db.selectFrom('delivery').select('id').where('state', '=', 'SENDING').execute()).toEqual(inHands);
      answer();
      await w.settled();
      await Promise.all([first, second].map(stopped));
      expect(await w.db.selectFrom('delivery').select(['id', 'detail']).where('attempts', '>', 1).execute(), 'tried once').toEqual([]);
    },
  },
  {
    name: 'asked to stop while mails are under way',
    doubles: 0,
    async play(w) {
      const first = w.productWorker();
      w.onMail(async (nth) => {
        if (nth === 3) first.child.kill('SIGTERM');
        await pause(100);
        return 'take' as const;
      });
      expect(await first.ended).toMatchObject({ code: 0, signal: null });
      expect([await w.count('SENDING'), await w.count('ACCEPTED')]).toEqual([0, w.taken.length]);
      expect(w.taken.length).toBeLessThan(w.mails);
      await finish(w, w.productWorker());
    },
  },
  {
    name: 'the mail server takes a mail and falls silent',
    doubles: 1,
    async play(w) {
      w.onMail((nth) => (nth === 5 ? 'take and fall silent' : 'take'));
      const worker = w.movedWorker(0, callsAtOnce, 5_000);
      await expect.poll(() => w.count('UNCERTAIN'), { timeout: 30_000 }).toBe(1);
      // Those behind it may lose their lines with it and are put off, by the clock of that moment.
      await expect.poll(() => w.count('SENDING'), { timeout: 30_000 }).toBe(0);
      w.setAhead(6);
      await finish(w, worker);
      expect(w.taken.length - new Set(w.taken).size, 'the same Message-ID twice').toBe(1);
    },
  },
  {
    name: 'the mail server says 451 first and 250 later',
    doubles: 0,
    async play(w) {
      w.onMail((nth) => (nth <= 3 ? 451 : 'take'));
      const worker = w.movedWorker();
      await expect.poll(() => w.count('ACCEPTED'), { timeout: 30_000 }).toBe(w.mails - 3);
      w.setAhead(6);
      await finish(w, worker);
      expect(await w.count('ACCEPTED')).toBe(w.mails);
    },
  },
  {
    name: 'the mail server says 550',
    doubles: 0,
    async play(w) {
      w.onMail((nth) => (nth <= 3 ? 550 : 'take'));
      await finish(w, w.productWorker());
      expect([await w.count('BOUNCED'), await w.count('ACCEPTED')]).toEqual([3, w.mails - 3]);
      expect(await w.db.selectFrom('suppression').select('reason').execute()).toEqual(Array(3).fill({ reason: 'BOUNCE' }));
    },
  },
  {
    name: 'another process holds the write lock for longer than the patience of a statement',
    doubles: 0,
    async play(w) {
      w.onMail((nth) => {
        if (nth === 1) setTimeout(holdWriteLock(w.dataDir), 3_500);
        return 'take' as const;
      });
      await finish(w, w.productWorker());
      expect(await w.db.selectFrom('delivery').select('id').where('attempts', '>', 1).execute(), 'tried once').toEqual([]);
    },
  },
  {
    name: 'the clock jumps past every lease, and back before the message was written',
    doubles: 0,
    async play(w) {
      let back = false;
      w.onMail(async (nth) => {
        if (nth === 3) w.setAhead(30);
        if (nth === callsAtOnce + 3) {
          w.setAhead(-30);
          back = true;
        }
        await pause(50);
        return 'take' as const;
      });
      const worker = w.movedWorker();
      // A letter is claimed when a place is free: when the clock goes back, eight are under way at most, and no more begin.
      await expect.poll(() => back && w.taken.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(callsAtOnce + 2);
      w.setAhead(0);
      await finish(w, worker);
    },
  },
  {
    name: 'two workers send at once',
    mails: 60,
    doubles: 0,
    async play(w) {
      // What the first one takes is answered when the second one has come, however late its tick is.
      const { promise: both, resolve: bothAreHere } = Promise.withResolvers<void>();
      w.onConnect(() => w.receiver.connections() > callsAtOnce && bothAreHere());
      w.onMail(async () => (await both, 'take' as const));
      await pauseMail(w);
      const pair = [w.productWorker(), w.productWorker()] as const;
      for (const { output } of pair) await expect.poll(output, { timeout: 30_000 }).toContain('worker is ready');
      await fannedOut(w);
      await resumeMail(w);
      await w.settled();
      expect(w.receiver.connections(), 'both have sent').toBeGreaterThan(callsAtOnce);
      await Promise.all(pair.map(stopped));
    },
  },
  {
    name: 'two workers keep together to what the mail server allows a second',
    mails: 20,
    env: { SMTP_PER_SECOND: String(allowedPerSecond) },
    doubles: 0,
    async play(w) {
      const claims = await notedClaims(w.db);
      await pauseMail(w);
      const pair = [w.productWorker(), w.productWorker()];
      for (const { output } of pair) await expect.poll(output, { timeout: 30_000 }).toContain('worker is ready');
      await fannedOut(w);
      await resumeMail(w);
      await w.settled();
      await Promise.all(pair.map(stopped));
      const at = await claims();
      expect(at.length).toBe(w.mails);
      expect(mostInASecond(at), 'claims within a second').toBeLessThanOrEqual(allowedPerSecond);
    },
  },
  {
    name: 'killed in the middle of the fan-out',
    others: 9_000,
    doubles: 1,
    async play(w) {
      const first = w.productWorker();
      const rows = async () => Number((await w.db.selectFrom('delivery').select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n);
      await expect.poll(rows, { timeout: 30_000, interval: 1 }).toBeGreaterThan(0);
      await killed(first);
      const { fanned_out_at } = await w.db.selectFrom('message').select('fanned_out_at').executeTakeFirstOrThrow();
      expect([fanned_out_at, (await rows()) < 2 * (w.mails + 9_000)]).toEqual([null, true]);
      const second = w.productWorker();
      await fannedOut(w);
      await finish(w, second);
    },
  },
  {
    name: 'restored from a backup: nothing is sent until somebody says so',
    doubles: 0,
    async play(w) {
      await pauseMail(w);
      const worker = w.productWorker();
      await fannedOut(w);
      // Two ticks of the dispatcher.
      await pause(2_200);
      expect([w.receiver.connections(), w.taken, await w.count('QUEUED')]).toEqual([0, [], w.mails]);
      await resumeMail(w);
      await finish(w, worker);
    },
  },
];

/** The first worker dies at its third mail, the second one takes over what it held. */
async function diesAtMail(w: DeliveryWorld, end: (worker: Worker) => 'take' | Promise<'take'>): Promise<void> {
  const first = w.productWorker();
  w.onMail((nth) => (nth === 3 ? end(first) : 'take'));
  await first.ended;
  expect(await w.count('SENDING')).toBeGreaterThan(0);
  await finish(w, w.productWorker());
}

async function finish(w: DeliveryWorld, worker: Worker): Promise<void> {
  await fannedOut(w);
  await w.settled();
  await stopped(worker);
}

/** Waits until every row is written and the job that wrote them has said so: one killed between the two leaves the job to whoever comes next. */
async function fannedOut({ db }: DeliveryWorld): Promise<void> {
  const state = async () => {
    const { fanned_out_at } = await db.selectFrom('message').select('fanned_out_at').executeTakeFirstOrThrow();
    return fanned_out_at && (await db.selectFrom('job').select('state').where('name', '=', 'messaging.fan-out').executeTakeFirst())?.state;
  };
  await expect.poll(state, { timeout: 30_000, interval: 20 }).toBe('DONE');
}

async function pauseMail({ db }: DeliveryWorld): Promise<void> {
  await db.insertInto('channel_pause').values({ channel: 'EMAIL', paused_at: new Date().toISOString(), reason: 'RESTORED' }).execute();
}

async function resumeMail({ db }: DeliveryWorld): Promise<void> {
  await db.deleteFrom('channel_pause').execute();
}

import type { Tx } from '../../db/client.ts';
import { prepared } from '../../db/prepared.ts';
import type { Channel } from './rules/channels.ts';
import { opensAt, recentCalls, roomFor, withCalls, type Calls } from './rules/pace.ts';

/** How fast a provider may be called, by all processes together. */
export interface Pace {
  /** How many calls may begin now. To be asked in the transaction that claims them: nobody else is answered meanwhile. */
  room(tx: Tx): Promise<number>;
  /** Writes down in the same transaction that so many begin. */
  began(tx: Tx, calls: number): Promise<void>;
  /** For how many milliseconds there is surely no room, as far as this process has seen; 0 when it is worth asking. */
  wait(): number;
  /** Whether there was no room when it was last asked for: then nothing was claimed because of that, and not because nothing is due. */
  wasFull(): boolean;
}

/** Milliseconds since this machine was started. All its processes read the same watch, and nobody sets it; the workers share one database file, hence one machine. */
const sinceStart = (): number => Number(process.hrtime.bigint()) / 1_000_000;

const callsRow = prepared((db, value: (name: 'channel') => never) => db.selectFrom('channel_pace').select('calls').where('channel', '=', value('channel')));
const writeCalls = prepared((db, value: (name: 'channel' | 'calls') => never) =>
  db.insertInto('channel_pace').values({ channel: value('channel'), calls: value('calls') }).onConflict((conflict) => conflict.column('channel').doUpdateSet((set) => ({ calls: set.ref('excluded.calls') }))),
);

/** Keeps to what a provider allows a second. @returns undefined for one that sets no limit: it costs no statement */
export function createPace(channel: Channel, perSecond: number | null, watch = sinceStart): Pace | undefined {
  if (perSecond === null) return undefined;
  let shutUntil = 0;
  let full = false;
  const recent = async (tx: Tx, at: number): Promise<Calls> => recentCalls(JSON.parse((await callsRow(tx, { channel }))[0]?.calls ?? '[]') as Calls, at);
  const note = (calls: Calls, at: number) => void (shutUntil = opensAt(calls, perSecond, at));
  return {
    async room(tx) {
      const at = watch();
      const calls = await recent(tx, at);
      note(calls, at);
      full = roomFor(calls, perSecond) === 0;
      return roomFor(calls, perSecond);
    },
    async began(tx, count) {
      // Read anew: the second counts from here, not from when they were looked for.
      const at = watch();
      const calls = withCalls(await recent(tx, at), at, count);
      await writeCalls(tx, { channel, calls: JSON.stringify(calls) });
      note(calls, at);
    },
    wait: () => Math.max(0, shutUntil - watch()),
    wasFull: () => full,
  };
}

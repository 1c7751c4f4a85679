import { describe, expect, it } from 'vitest';
import { createTicker } from './ticker.ts';

/** Work that is held until it is let go, and says how often it began. */
function heldWork() {
  let begun = 0;
  let letGo = () => {};
  let started = () => {};
  let reached = new Promise<void>((resolve) => (started = resolve));
  return {
    begun: () => begun,
    reached: () => reached,
    letGo: () => letGo(),
    work: () => {
      begun += 1;
      started();
      return new Promise<void>((resolve) => (letGo = resolve)).then(() => void (reached = new Promise((again) => (started = again))));
    },
  };
}
const far = 3_600_000;
const never = () => expect.fail('nothing fails here');
const turn = () => new Promise((resolve) => setTimeout(resolve, 1));

describe('a ticker', () => {
  it('does nothing before it is started, also when it is woken', async () => {
    let runs = 0;
    const ticker = createTicker(far, async () => void (runs += 1), never);
    ticker.wake();
    await turn();
    await ticker.stop();
    expect(runs).toBe(0);
  });

  it('runs one at a time: woken in the middle, it comes again afterwards', async () => {
    const held = heldWork();
    const ticker = createTicker(far, held.work, never);
    ticker.start();
    await held.reached();
    for (let at = 0; at < 5; at += 1) ticker.wake();
    await turn();
    expect(held.begun()).toBe(1);
    held.letGo();
    await turn();
    await held.reached();
    expect(held.begun()).toBe(2);
    held.letGo();
    await ticker.stop();
  });

  it('waits for the run in progress when it is stopped, tells it, and starts no other', async () => {
    let end = () => {};
    let ask: () => boolean = () => false;
    let runs = 0;
    const ticker = createTicker(far, (isStopping) => { runs += 1; ask = isStopping; return new Promise<void>((resolve) => (end = resolve)); }, never);
    ticker.start();
    await turn();
    expect(ask()).toBe(false);
    let stopped = false;
    const stopping = ticker.stop().then(() => (stopped = true));
    await turn();
    expect([ask(), stopped]).toEqual([true, false]);
    ticker.wake();
    end();
    await stopping;
    await turn();
    expect([runs, stopped]).toEqual([1, true]);
  });

  it('goes on after a run that failed, and hands the fault to whoever looks after it', async () => {
    const faults: unknown[] = [];
    let runs = 0;
    const ticker = createTicker(far, async () => { runs += 1; if (runs === 1) throw new Error('một lần'); }, (error) => faults.push(error));
    ticker.start();
    await turn();
    ticker.wake();
    await turn();
    await turn();
    await ticker.stop();
    expect([runs, faults]).toEqual([2, [new Error('một lần')]]);
  });

  it('can be stopped twice and started again', async () => {
    let runs = 0;
    const ticker = createTicker(far, async () => void (runs += 1), never);
    for (let at = 1; at <= 2; at += 1) {
      ticker.start();
      await turn();
      await ticker.stop();
      await ticker.stop();
      expect(runs).toBe(at);
    }
  });
});

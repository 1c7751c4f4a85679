import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Doubt, type Turn } from './doubt.server.ts';

/** Lets every promise that can go on do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('calls at their last byte', () => {
  it('go in by the order in which they came, one after the other', async () => {
    const doubt = new Doubt(1);
    const inside: string[] = [];
    const turns = ['a', 'b', 'c'].map((name) => {
      const turn = doubt.turn();
      void turn.enter().then(() => inside.push(name));
      return turn;
    });
    await settle();
    expect(inside).toEqual(['a']);
    turns[0]?.leave();
    await settle();
    expect(inside).toEqual(['a', 'b']);
    turns[2]?.leave();
    turns[1]?.leave();
    await settle();
    expect(inside, 'one that has left before its turn never comes in').toEqual(['a', 'b']);
  });

  it('are let in behind one that gets no answer, which nothing can help', async () => {
    const doubt = new Doubt(1, 20);
    await doubt.turn().enter();
    const next = doubt.turn();
    await next.enter();
    next.leave();
    await doubt.turn().enter();
  });

  it('are never more than there are places, and none is forgotten, whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), fc.array(fc.tuple(fc.constantFrom('enter', 'leave', 'refused'), fc.nat()), { maxLength: 60 }), async (places, steps) => {
        const doubt = new Doubt(places);
        const [inside, waiting] = [new Set<Turn>(), new Set<Turn>()];
        for (const [step, which] of steps) {
          const all = [...inside, ...waiting];
          const turn = step === 'leave' ? all[which % all.length] : doubt.turn();
          if (step === 'enter' && turn) {
            waiting.add(turn);
            void turn.enter().then(() => (waiting.delete(turn), inside.add(turn)));
          } else {
            if (turn) inside.delete(turn);
            if (turn) waiting.delete(turn);
            turn?.leave();
          }
          await settle();
          expect(inside.size).toBeLessThanOrEqual(places);
          expect(waiting.size === 0 || inside.size === places, 'nobody waits before an empty place').toBe(true);
        }
      }),
    );
  });
});

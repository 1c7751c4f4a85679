import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channels } from './channels.ts';
import { fateOf, mostAttempts, retryMinutes, type RecipientFacts } from './fate.ts';
import { effectOf, receiptOutcomes, type ReceiptOutcome } from './receipt.ts';

const reachable: RecipientFacts = { email: 'a@vi-du.invalid', phone: '+84912345678', hasPush: true, isDisabled: false, isSuppressed: false, hasOptedOut: false, hadOriginal: true };
const detail = (channel: (typeof channels)[number], changes: Partial<RecipientFacts>, isDuty = false) => fateOf(channel, isDuty, { ...reachable, ...changes }).detail;

describe('what becomes of a message for one person on one channel', () => {
  it('is the inbox at least, whatever she wants and wherever she can be written to', () => {
    expect(fateOf('IN_APP', false, { ...reachable, email: null, phone: null, hasPush: false, isSuppressed: true, hasOptedOut: true })).toEqual({ state: 'DELIVERED', address: null, detail: null });
    expect(detail('IN_APP', { isDisabled: true })).toBe('DISABLED_ACCOUNT');
    expect(detail('IN_APP', { hadOriginal: false })).toBe('NOT_REACHED');
  });

  it.each(channels.filter((channel) => channel !== 'IN_APP'))('on %s names the first thing that speaks against it', (channel) => {
    expect(fateOf(channel, false, reachable)).toMatchObject({ state: 'QUEUED', detail: null });
    expect(detail(channel, { isDisabled: true, hadOriginal: false, isSuppressed: true, hasOptedOut: true })).toBe('DISABLED_ACCOUNT');
    expect(detail(channel, { hadOriginal: false, isSuppressed: true, hasOptedOut: true })).toBe('NOT_REACHED');
    expect(detail(channel, { isSuppressed: true, hasOptedOut: true })).toBe('SUPPRESSED_ADDRESS');
    expect(detail(channel, { hasOptedOut: true })).toBe('OPTED_OUT');
  });

  it('a duty outweighs a wish and not a dead address', () => {
    for (const channel of channels) {
      expect(detail(channel, { hasOptedOut: true }, true)).toBeNull();
      if (channel !== 'IN_APP') expect(detail(channel, { hasOptedOut: true, isSuppressed: true }, true)).toBe('SUPPRESSED_ADDRESS');
    }
  });

  it('each channel looks at its own address', () => {
    const without = (changes: Partial<RecipientFacts>) => channels.filter((channel) => detail(channel, changes) === 'NO_ADDRESS').toSorted();
    expect([without({ email: null }), without({ phone: null }), without({ hasPush: false })]).toEqual([['EMAIL'], ['SMS', 'ZALO'], ['PUSH']]);
    expect([fateOf('EMAIL', false, reachable).address, fateOf('ZALO', false, reachable).address, fateOf('PUSH', false, reachable).address]).toEqual(['a@vi-du.invalid', '+84912345678', null]);
  });

  it('is either sent or has a reason', () => {
    const facts = fc.record({ email: fc.constantFrom(null, 'a@b.c'), phone: fc.constantFrom(null, '+84912345678'), hasPush: fc.boolean(), isDisabled: fc.boolean(), isSuppressed: fc.boolean(), hasOptedOut: fc.boolean(), hadOriginal: fc.boolean() });
    fc.assert(fc.property(fc.constantFrom(...channels), fc.boolean(), facts, (channel, isDuty, person) => {
      const { state, detail: why } = fateOf(channel, isDuty, person);
      return (state === 'SUPPRESSED') === (why !== null);
    }));
  });
});

describe('trying again', () => {
  it('waits longer each time, at most an hour unless the provider asks for more', () => {
    expect(Array.from({ length: mostAttempts }, (_, at) => retryMinutes(at + 1))).toEqual([1, 4, 16, 60, 60, 60, 60, 60]);
    expect([retryMinutes(1, 30), retryMinutes(1, 90), retryMinutes(8, 7_200)]).toEqual([1, 1.5, 120]);
  });
});

describe('a receipt', () => {
  const states = ['QUEUED', 'SENDING', 'ACCEPTED', 'UNCERTAIN', 'DELIVERED', 'BOUNCED'] as const;
  const after = (list: readonly ReceiptOutcome[]) => list.reduce<{ state: (typeof states)[number]; isBlocked: boolean }>(({ state, isBlocked }, outcome) => {
    const effect = effectOf(outcome, state);
    return { state: effect.state ?? state, isBlocked: isBlocked || effect.suppress === 'UNSUBSCRIBED' };
  }, { state: 'ACCEPTED', isBlocked: false });

  it('leads to the same end in whatever order receipts come', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...receiptOutcomes), { maxLength: 6 }).chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([one, other]) => {
      expect(after(one)).toEqual(after(other));
    }));
  });

  it('twice says nothing new, and having arrived is never taken back', () => {
    for (const outcome of receiptOutcomes) {
      const once = after([outcome]);
      expect(after([outcome, outcome])).toEqual(once);
      expect(after(['DELIVERED', outcome]).state).toBe('DELIVERED');
      expect(effectOf(outcome, 'DELIVERED').state).toBeNull();
    }
  });

  it('holds a number back for what speaks against the number only', () => {
    expect(receiptOutcomes.map((outcome) => effectOf(outcome, 'ACCEPTED').suppress)).toEqual([null, null, 'BOUNCE', 'UNSUBSCRIBED', null]);
    expect(effectOf('NO_SUCH_NUMBER', 'DELIVERED').suppress).toBeNull();
    expect(effectOf('BLOCKED', 'DELIVERED').suppress).toBe('UNSUBSCRIBED');
    expect(receiptOutcomes.filter((outcome) => effectOf(outcome, 'BOUNCED').lifts)).toEqual(['DELIVERED']);
  });
});

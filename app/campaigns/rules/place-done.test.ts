import { expect, it } from 'vitest';
import { placeDone } from './place-done.ts';

it('says what a person has just done to a place, and nothing else that an address claims', () => {
  const deeds = ['place.create', 'place.edit', 'place.close', 'place.reopen', 'campaign.edit', undefined];
  const so = (done: 'added' | 'saved' | 'closed') => deeds.filter((last) => placeDone({ done }, last, 1) !== null);
  expect([so('added'), so('saved'), so('closed')]).toEqual([['place.create'], ['place.edit'], ['place.close']]);
  expect(placeDone({ done: undefined }, 'place.edit', 1)).toBeNull();
});

it('counts what a list has added by the log, not by the address', () => {
  expect([placeDone({ done: 'imported', added: 3 }, 'place.create', 3), placeDone({ done: 'imported', added: 3 }, 'place.create', 2), placeDone({ done: 'imported', added: 3 }, 'place.edit', 3)]).toEqual(['imported', null, null]);
  expect(placeDone({ done: 'imported', added: 0 }, 'place.edit', 0), 'all rows were known').toBe('imported');
});

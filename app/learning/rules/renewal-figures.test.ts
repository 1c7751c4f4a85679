import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sumRenewals, type RenewedPerson } from './renewal-figures.ts';
import { fewestPeople } from './retention.ts';

const person = fc.record<RenewedPerson>({ isDone: fc.boolean(), hasSat: fc.boolean(), minutesReturned: fc.integer({ min: 0, max: 200 }) });

it('counts who is in a renewal and who sat a pre-test, and sums minutes only of enough people', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 25 }), (people) => {
      const sat = people.filter(({ hasSat }) => hasSat);
      const figures = sumRenewals(people);
      expect(figures).toMatchObject({ open: people.filter(({ isDone }) => !isDone).length, sat: sat.length });
      expect(figures?.minutes === null).toBe(sat.length < fewestPeople);
      if (figures?.minutes !== null) expect(figures?.minutes).toBe(sat.reduce((sum, { minutesReturned }) => sum + minutesReturned, 0));
    }),
  );
});

it('has nothing to say before the first renewal', () => {
  expect(sumRenewals([])).toBeNull();
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { minutesSat, type Sitting } from './net-minutes.ts';
import { sumRenewals, type RenewedPerson } from './renewal-figures.ts';
import { fewestPeople } from './retention.ts';

const sitting = fc.record({ begin: fc.nat(1_000_000), seconds: fc.nat(3600) }).map(({ begin, seconds }): Sitting => {
  const at = (second: number) => new Date(Date.parse('2026-10-18T01:00:00.000Z') + second * 1000).toISOString();
  return { startedAt: at(begin), dueAt: at(begin + 2400), submittedAt: at(begin + seconds) };
});
const person = fc.record<RenewedPerson>({ isDone: fc.boolean(), sittings: fc.array(sitting, { maxLength: 3 }), minutesReturned: fc.integer({ min: 0, max: 200 }) });

it('counts who is in a renewal and who sat a pre-test, and sums minutes only of enough people', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 25 }), (people) => {
      const sat = people.filter(({ sittings }) => sittings.length > 0);
      const figures = sumRenewals(people);
      expect(figures).toMatchObject({ open: people.filter(({ isDone }) => !isDone).length, sat: sat.length });
      expect(figures?.minutes === null).toBe(sat.length < fewestPeople);
      if (figures?.minutes) {
        expect(figures.minutes.unread).toBe(sat.reduce((sum, { minutesReturned }) => sum + minutesReturned, 0));
        expect(figures.minutes.sat).toBe(sat.flatMap(({ sittings }) => sittings.map(minutesSat)).reduce((sum, minutes) => sum + minutes, 0));
      }
    }),
  );
});

it('has nothing to say before the first renewal', () => {
  expect(sumRenewals([])).toBeNull();
});

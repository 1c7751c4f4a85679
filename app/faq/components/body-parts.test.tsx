import { expect, it } from 'vitest';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import BodyRoute from '../routes/body.tsx';

it('a body’s page says once whether it is open', () => {
  const body = { key: 'ubnd-xa', name: 'UBND xã', kind: 'AGENCY', phone: null, address: null, hours: null, closedOn: null, isClosed: false, successor: null, openTickets: 0, revision: 0, communes: [] };
  const said = (changes: object) => wordsOf(drawPage(BodyRoute, { locale: 'en', data: { body: { ...body, ...changes }, canKeep: false, canMove: false } }));
  expect(said({}).match(/\bOpen\b/g)).toHaveLength(1);
  expect(said({ closedOn: '2026-12-01', isClosed: true }).match(/01\/12\/2026/g)).toHaveLength(1);
});

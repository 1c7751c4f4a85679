import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../tests/support/render-route.tsx';
import { ticketDesk } from '../../tests/world/ticket-desk.ts';
import { aTicket, makeTicket } from '../../tests/world/tickets.ts';
import { plusDays } from '../platform/days.ts';
import { instantOf } from '../platform/local-time.ts';
import { escalateTicket } from './commands/escalate-ticket.server.ts';
import { receiveTicket } from './commands/receive-ticket.server.ts';
import { ticketForm } from './forms/tickets.ts';
import { dueBeforeLimitation, limitationLead } from './rules/ticket.ts';
import { afterWorking, endOfWorkBefore, workedBetween, type WorkCalendar } from './rules/working-time.ts';
import * as shown from './routes/ticket.tsx';

const timeZone = 'Asia/Ho_Chi_Minh';
const plain: WorkCalendar = { spans: [['07:30', '11:30'], ['13:30', '17:00']], holidays: new Set(), timeZone };
const lead = limitationLead.fallback;
/** Any moment and any day within three years around it, and a calendar with some days off. */
const moment = fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') }).map((ms) => new Date(ms).toISOString());
const someDay = (from: number, to: number) => fc.integer({ min: from, max: to }).map((days) => plusDays('2026-12-31', days));
const calendar = fc.record({ holidays: fc.uniqueArray(someDay(-400, 400), { maxLength: 20 }), isLong: fc.boolean() }).map(({ holidays, isLong }): WorkCalendar => ({ spans: isLong ? [['00:00', '23:59']] : plain.spans, holidays: new Set(holidays), timeZone }));

describe('a limitation', () => {
  it('only ever shortens, is never due before now, and is told of not later than it is due', () => {
    fc.assert(fc.property(moment, someDay(-900, 900), fc.integer({ min: 1, max: 4_000 }), fc.record({ days: fc.integer({ min: 1, max: 60 }), rushMinutes: fc.integer({ min: 15, max: 4_500 }) }), calendar, (at, limitationOn, minutes, setting, open) => {
      const target = afterWorking(at, minutes, open);
      const { due, raiseAt, isRush } = dueBeforeLimitation(target, limitationOn, setting, at, open);
      expect(due <= target && due >= at && raiseAt >= at).toBe(true);
      if (isRush) expect(raiseAt).toBe(at);
      else expect(raiseAt > at && due <= raiseAt && due < instantOf(`${limitationOn}T00:00`, timeZone)).toBe(true);
    }));
  });

  it('that is nearer never gives more time than one that is farther, while there is time at all', () => {
    fc.assert(fc.property(moment, someDay(-300, 600), fc.integer({ min: 0, max: 30 }), calendar, (at, near, further, open) => {
      const target = afterWorking(at, 3_000, open);
      const [one, two] = [near, plusDays(near, further)].map((day) => dueBeforeLimitation(target, day, lead, at, open));
      if (one && two && !one.isRush) expect([one.due <= two.due, two.isRush]).toEqual([true, false]);
    }));
  });

  it('leaves between the end of work and its day as many working days as the setting says', () => {
    fc.assert(fc.property(someDay(-100, 300), fc.integer({ min: 1, max: 60 }), calendar, (day, days, open) => {
      const end = endOfWorkBefore(day, days, open);
      const last = new Date(Date.parse(instantOf(`${day}T00:00`, timeZone))).toISOString();
      const dayLength = open.spans.reduce((sum, [from, to]) => sum + (Date.parse(`1970-01-01T${to}Z`) - Date.parse(`1970-01-01T${from}Z`)) / 60_000, 0);
      expect(workedBetween(end, last, open)).toBe(dayLength * (days - 1));
    }), { numRuns: 30 });
  });

  // Monday 23/11/2026; the end of work five working days before 01/12/2026 is that of Tuesday 24/11.
  it.each([
    ['one millisecond before the last end of work', '2026-11-24T09:59:59.999Z', false, '2026-11-24T10:00:00.000Z'],
    ['at the last end of work', '2026-11-24T10:00:00.000Z', true, '2026-11-25T01:30:00.000Z'],
    ['in the night after it', '2026-11-24T17:30:00.000Z', true, '2026-11-25T01:30:00.000Z'],
    ['on its own day, which is not yet begun in Greenwich', '2026-11-30T17:30:00.000Z', true, '2026-12-01T01:30:00.000Z'],
    ['a year after it', '2027-12-01T01:00:00.000Z', true, '2027-12-01T02:00:00.000Z'],
  ])('%s', (_what, at, isRush, due) => {
    expect(dueBeforeLimitation('2029-01-01T01:00:00.000Z', '2026-12-01', lead, at, plain)).toMatchObject({ isRush, due });
  });
});

describe('a ticket with a limitation', () => {
  it.each(['0001-01-01', '1900-02-28', '2026-11-22', '2026-11-23', '2026-11-24', '2028-02-29', '9999-12-31'])('of %s is received, with one job to tell of it, and its page stands in both languages', async (limitationOn) => {
    await using w = await ticketDesk();
    const id = await makeTicket(w.db, w.clock, w.agent, { kind: 'PETITION', limitationOn });
    const jobs = (await w.db.selectFrom('job').select('payload').execute()).filter(({ payload }) => payload.includes('"LIMITATION"'));
    expect(jobs.map(({ payload }) => JSON.parse(payload) as unknown)).toEqual([{ ticketId: id, step: 'LIMITATION', dueAt: limitationOn }]);
    const { body } = await w.ask(shown.loader, `/tickets/${id}`, { who: w.officer, params: { id } });
    for (const locale of ['vi', 'en'] as const) expect(pageFaults(renderRoute(shown, { data: body, locale, path: `/tickets/${id}` }))).toEqual([]);
  });

  it.each([['12/31/2026'], ['31/11/2026'], ['2026-13-01'], ['2027-02-29'], ['2026-12-01T00:00'], ['10000-01-01'], ['-001-01-01'], ['mai'], [' ']])('is not taken with the day %j', (limitationOn) => {
    expect(ticketForm.safeParse({ ...aTicket(), callId: '', unitId: '', aidGroup: '', limitationOn }).error?.issues.map(({ path }) => path[0])).toEqual(['limitationOn']);
  });

  it('is one ticket with one job when its form is sent five times at once, also when the day differs', async () => {
    await using w = await ticketDesk();
    const form = aTicket({ limitationOn: '2026-12-31' });
    const sent = await Promise.all(['2026-12-31', '2026-12-31', '2027-01-31', '2026-12-01', '2026-12-31'].map((limitationOn) => receiveTicket(w.ports, w.agent, { ...form, limitationOn })));
    expect(new Set(sent.map((one) => (one.ok ? one.code : ''))).size).toBe(1);
    const jobs = (await w.db.selectFrom('job').select('payload').execute()).filter(({ payload }) => payload.includes('"LIMITATION"'));
    expect([jobs.length, (await w.row(form.once)).limitation_on]).toEqual([1, '2026-12-31']);
  });

  it('tells once however often its job runs, again and at once, and keeps the day that it was told of', async () => {
    await using w = await ticketDesk();
    const id = await makeTicket(w.db, w.clock, w.agent, { limitationOn: '2026-11-27' });
    const tell = () => escalateTicket(w.db, { ticketId: id, step: 'LIMITATION', dueAt: '2026-11-27' }, w.clock.now().toISOString(), w.ports.timeZone);
    expect((await Promise.all([tell(), tell(), tell(), tell()])).filter(Boolean).length).toBe(1);
    expect([(await w.events(id)).filter(({ deed }) => deed === 'ESCALATE').map(({ note }) => note), (await w.db.selectFrom('message').select('id').execute()).length]).toEqual([['LIMITATION'], 1]);
  });

  it('gives back after waiting no more time than the limitation leaves, and what was late stays late', async () => {
    await using w = await ticketDesk();
    const wait = async (limitationOn: string | null, days: number) => {
      w.clock.set('2026-11-23T01:00:00.000Z');
      const id = await makeTicket(w.db, w.clock, w.agent, { limitationOn });
      for (const deed of ['assign', 'wait'] as const) expect(await w.work(w.officer, id, deed)).toEqual({ ok: true });
      w.clock.pass({ days });
      expect(await w.work(w.officer, id, 'resume')).toEqual({ ok: true });
      return (await w.row(id)).due_at;
    };
    const free = await wait(null, 7);
    // Far away: the three working days that were left are left again. Near: the end of work five working days before it. Over: an hour of work.
    expect([free, await wait('2027-06-30', 7), await wait('2026-12-09', 7), await wait('2026-12-01', 7), await wait('2026-11-25', 7)]).toEqual(['2026-12-03T01:00:00.000Z', '2026-12-03T01:00:00.000Z', '2026-12-02T10:00:00.000Z', '2026-11-30T02:00:00.000Z', '2026-11-30T02:00:00.000Z']);
    const id = await makeTicket(w.db, w.clock, w.agent, { limitationOn: '2026-12-31' });
    await w.work(w.officer, id, 'assign');
    w.clock.pass({ days: 30 });
    await w.work(w.officer, id, 'wait');
    const late = (await w.row(id)).due_at;
    w.clock.pass({ days: 1 });
    await w.work(w.officer, id, 'resume');
    expect((await w.row(id)).due_at).toBe(late);
  });

  it('is answered or asked about, not both, when an officer and her supervisor act at the same moment', async () => {
    await using w = await ticketDesk();
    const id = await makeTicket(w.db, w.clock, w.agent, { limitationOn: '2026-12-31' });
    await w.work(w.officer, id, 'assign');
    const { revision } = await w.row(id);
    const done = await Promise.all([w.work(w.officer, id, 'answer', { revision }), w.work(w.supervisor, id, 'wait', { revision }), w.work(w.supervisor, id, 'close', { revision })]);
    const row = await w.row(id);
    expect([done.filter(({ ok }) => ok).length, [row.answered_at, row.waiting_since, row.closed_at].filter(Boolean).length, row.revision]).toEqual([1, 1, revision + 1]);
  });
});

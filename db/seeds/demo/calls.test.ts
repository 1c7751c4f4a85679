import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { answerFile, answerFolder } from '../../../tests/world/answer-files.ts';
import { makeDemoCourses } from '../../../tests/world/demo-courses.ts';
import { openNumber } from '../../../app/faq/caller-seal.server.ts';
import { readFigures } from '../../../app/faq/queries/figures.server.ts';
import { listGaps } from '../../../app/faq/queries/gaps.server.ts';
import { callerNumber } from '../../../app/faq/rules/call-number.ts';
import { isOverdue, ticketState } from '../../../app/faq/rules/ticket.ts';
import { reachedAt } from '../../../app/faq/ticket-rows.server.ts';
import { findAuditBreak } from '../../../app/platform/audit.server.ts';
import type { Db } from '../../client.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { readAnswers } from '../../../app/faq/index.server.ts';
import { reachOfBodies } from './bodies.ts';
import { DEMO_NOW, seedDemo } from './index.ts';
import { callerOf, callers, callsOfDay } from './rules/call-story.ts';
import { randomFor } from './rules/random.ts';

const secret = 'mot-bi-mat-du-dai-cho-viec-kiem-tra';
let db: Db & AsyncDisposable;
async function seeded(): Promise<Db & AsyncDisposable> {
  const names = Array.from({ length: 40 }, (_, at) => [`tai-khoan/cau-${at}.md`, answerFile({ question: `Câu số ${at}?`, as_of: '2025-11-01', volatility: 'low' })] as const);
  using folder = answerFolder({ ...Object.fromEntries(names), 'bodies.yaml': ['cong-an-xa', 'tong-dai', 'tong-dai-c06', 'trung-tam-hcc', 'bhxh', 'tro-giup-phap-ly', 'ubnd-xa', 'tiep-cong-dan'].map((key) => `- { key: ${key}, name: Cơ quan ${key}, phone: null }\n`).join(''), 'can-cuoc/le-phi-lam-the.md': answerFile({ question: 'Lệ phí?', as_of: '2026-01-31', volatility: 'high' }) });
  const fresh = await freshDb();
  await storeOrganisation(fresh);
  await makeDemoCourses(fresh);
  await seedDemo(fresh, { secret, people: 120, contentDir: folder.path });
  return fresh;
}
beforeAll(async () => { db = await seeded(); }, 90_000);
afterAll(() => db.destroy());

describe('the calls of the demo', () => {
  it('come in office hours from callers whose numbers nobody has', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 340 }), (days) => {
      const day = new Date(Date.parse('2025-12-15') + days * 86_400_000).toISOString().slice(0, 10);
      for (const { startedAt, lasted } of callsOfDay(day, '2025-12-15', randomFor(day))) {
        const hours = new Date(startedAt + 7 * 3_600_000).getUTCHours();
        expect(hours >= 7 && hours < 17 && lasted > 0).toBe(true);
      }
    }));
    expect(callsOfDay('2026-02-17', '2025-12-15', randomFor('Tết'))).toEqual([]);
    for (const position of [0, 7, callers - 1]) expect(callerNumber(callerOf(position))).toBe(callerOf(position));
  });

  it('are a year long, sealed under the installation’s secret, and forgotten after their time', async () => {
    const rows = await db.selectFrom('call_record').selectAll().orderBy('started_at').execute();
    expect(rows.length).toBeGreaterThan(1_500);
    expect(rows.every((row) => row.started_at < DEMO_NOW && (row.erased_at !== null) === (row.erase_after <= '2026-11-23'))).toBe(true);
    expect(rows.every((row) => row.erased_at === null || (row.number_sealed === null && row.question === null))).toBe(true);
    const last = rows.findLast((row) => row.number_sealed !== null);
    expect([openNumber(secret, last?.number_sealed ?? null)?.startsWith('+84229000'), openNumber('other', last?.number_sealed ?? null), last?.number_mask?.startsWith('02xx xxx ')]).toEqual([true, null, true]);
    expect(await findAuditBreak(db)).toBeNull();
  });

  it('read out only what was shown at that second', async () => {
    const wrong = await db.selectFrom('call_answer as a').innerJoin('faq_publication as p', 'p.version_id', 'a.version_id').innerJoin('call_record as c', 'c.id', 'a.call_id').select('a.call_id').where((where) => where.or([where('p.publish_at', '>', where.ref('c.started_at')), where('p.withdraw_at', '<=', where.ref('c.started_at'))])).execute();
    expect(wrong).toEqual([]);
  });

  it('know one body that has closed, with the one that follows it', async () => {
    const closed = await db.selectFrom('competent_body').select(['name', 'closed_at', 'successor_key']).where('closed_at', 'is not', null).execute();
    expect(closed).toEqual([{ name: 'Bộ phận Một cửa cấp huyện', closed_at: '2025-06-30T17:00:00.000Z', successor_key: 'trung-tam-hcc' }]);
    expect(await db.selectFrom('audit_event').select('action').where('action', 'in', ['body.create', 'body.close']).orderBy('seq').execute()).toEqual([{ action: 'body.create' }, { action: 'body.close' }]);
  });

  it('go to bodies that can be reached, by what is marked as invented, and numbers are only those of the files', async () => {
    const bodies = await db.selectFrom('competent_body').select(['key', 'phone', 'address', 'hours', 'revision']).orderBy('key').execute();
    expect(bodies.filter(({ hours }) => hours === null).map(({ key }) => key)).toEqual(['tong-dai']);
    for (const { key, phone, address, hours } of bodies) expect([key, phone, [address, hours].every((line) => line === null || line.endsWith('(dữ liệu mẫu)'))]).toEqual([key, null, true]);
    expect((await db.selectFrom('audit_event').select('id').where('action', '=', 'body.edit').execute()).length).toBe(7);
    const files = readAnswers('content', '2026-11-23')?.bodies ?? [];
    expect(files.length).toBeGreaterThan(10);
    expect(files.map(({ key }) => key).filter((key) => !(key in reachOfBodies))).toEqual([]);
  });

  it('give their commune to the tickets that they become', async () => {
    const rows = await db.selectFrom('ticket as t').innerJoin('call_record as c', 'c.id', 't.call_id').select(['t.unit_id as ticket', 'c.unit_id as call']).execute();
    expect([rows.every(({ ticket, call }) => ticket === call), rows.some(({ ticket }) => ticket !== null)]).toEqual([true, true]);
  });

  it('become tickets, of which some are open and some late, and figures worth looking at', async () => {
    const tickets = await db.selectFrom('ticket as t').selectAll('t').select(reachedAt).execute();
    const states = new Set(tickets.map(ticketState));
    expect([tickets.length > 20, states.has('CLOSED'), states.size >= 3, tickets.some((ticket) => isOverdue(ticket, DEMO_NOW))]).toEqual([true, true, true, true]);
    const figures = await readFigures(db, { from: '2025-11-24', to: '2026-11-22', fault: null }, { at: DEMO_NOW, today: '2026-11-23', timeZone: 'Asia/Ho_Chi_Minh', locale: 'vi' });
    expect([figures.firstContact.resolved > 50, figures.communes.shown.length > 3, figures.questions.length > 3, figures.tickets.late > 0, figures.tickets.inTime > figures.tickets.late, (figures.waits.answer ?? 0) > 15]).toEqual([true, true, true, true, true, true]);
  });

  it('are answered by mail where somebody left an address: most arrived, none waits to be sent, and no address stands in the clear', async () => {
    const letters = await db.selectFrom('ticket_reply as r').innerJoin('delivery as d', 'd.message_id', 'r.message_id').select(['d.state', 'd.address', 'd.recipient_id']).execute();
    const count = (state: string) => letters.filter((one) => one.state === state).length;
    expect([letters.length >= 3, count('ACCEPTED') > count('BOUNCED'), count('BOUNCED') > 0, count('ACCEPTED') + count('BOUNCED') === letters.length, letters.every(({ address, recipient_id }) => address === null && recipient_id === null)]).toEqual([true, true, true, true, true]);
    const kept = await db.selectFrom('message_outside').select('sealed').execute();
    expect(kept.every(({ sealed }) => sealed === null || sealed.startsWith('v1.'))).toBe(true);
  });

  it('leave gaps, one of them asked more often this week, and none that was decided', async () => {
    const { rows } = await listGaps(db, { at: DEMO_NOW, today: '2026-11-23' }, { signal: '', topic: '', spikes: false });
    const spikes = rows.filter((row) => row.isSpike).map((row) => row.words.toLowerCase());
    expect([rows.length >= 5, spikes.includes('chi trả lương hưu qua vneid từ tháng mấy'), rows.some((row) => row.words.includes('tử vi'))]).toEqual([true, true, false]);
  });

  it('are the same every time', async () => {
    await using again = await seeded();
    const sums = async (of: Db) => [await of.selectFrom('call_record').select(['id', 'number_hash', 'question', 'wrap_code', 'started_at']).orderBy('id').execute(), await of.selectFrom('ticket').select(['id', 'code', 'kind', 'due_at', 'answered_at', 'closed_at']).orderBy('id').execute(), await of.selectFrom('faq_search').select(['id', 'question', 'at']).orderBy('id').execute()];
    // Versions have ids of their own each time; everything else follows from the seed.
    expect(await sums(again)).toEqual(await sums(db));
  }, 90_000);
});

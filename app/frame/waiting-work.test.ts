import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { renderRoute } from '../../tests/support/render-route.tsx';
import { makeTicket } from '../../tests/world/tickets.ts';
import { call } from '../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import type { Role } from '../people/actor.ts';
import { chromeMessages } from './messages.ts';
import * as home from './home.tsx';
import type { AnyWork } from './waiting-work.server.ts';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const as = async (...roles: Role[]) => {
    const person = await makePerson(db, { grants: roles.map((role) => ({ role, scope: 'ALL', unitId: null })) });
    const { body } = await call(home.loader, { db, clock, path: '/', token: await makeSession(db, person, clock.now().toISOString()) });
    return body as { view: unknown; recall: unknown; work: AnyWork[] };
  };
  return { db, clock, as, [Symbol.asyncDispose]: () => db.destroy() };
}
const drawn = (data: unknown, locale: 'vi' | 'en' = 'vi') => renderRoute(home, { data, path: '/', locale });

describe('the home page', () => {
  it('has no card of work for a learner, and says that nothing waits', async () => {
    await using w = await world();
    const data = await w.as();
    expect(data.work).toEqual([]);
    expect(drawn(data)).not.toContain('id="work"');
    expect(drawn(data)).toContain('empty');
  });

  it('shows what waits in all offices of a person, the nearest time first', async () => {
    await using w = await world();
    await w.db.insertInto('job').values({ id: 'j', name: 'x', payload: '{}', state: 'FAILED', run_at: '2026-11-20T00:00:00.000Z', attempts: 5, max_attempts: 5, created_at: '2026-11-20T00:00:00.000Z' } as never).execute();
    await makeTicket(w.db, w.clock, await makePerson(w.db, { grants: [{ role: 'CALL_AGENT', scope: 'ALL', unitId: null }] }));
    const data = await w.as('SYSTEM_ADMIN', 'LEGAL_OFFICER');
    expect(data.work.map(({ kind, count }) => [kind, count])).toEqual([['ticket.open', 1], ['machine.failed', 1]]);
    const html = drawn(data);
    expect(html).toMatch(/href="\/tickets"[^>]*>Phiếu đang mở \(1\)/);
    expect(html).toMatch(/href="\/admin\/operations"[^>]*>Tác vụ nền không chạy được \(1\)/);
    expect(html).toContain('Hạn ');
    expect(drawn(data, 'en')).toContain('Open tickets (1)');
  });

  it('says since when something is overdue, and escapes what it belongs to', async () => {
    await using w = await world();
    const data = await w.as();
    const work: AnyWork[] = [{ kind: 'ticket.late', count: 1_234, href: '/tickets?view=late', subject: '<img src=x>', dueAt: '2026-11-22T02:00:00.000Z' }];
    const html = drawn({ ...data, work });
    expect(html).toContain('Phiếu quá hạn (1.234)');
    expect(html).toContain('Quá hạn từ ');
    expect(html).toContain('&lt;img src=x&gt;');
    expect(html).not.toContain('<img src=x>');
  });

  it('has words for every kind in both languages', () => {
    const kinds = ['campaign.approve', 'campaign.confirm', 'campaign.evaluate', 'answer.appraise', 'answer.review', 'ticket.late', 'ticket.open', 'call.back', 'judge.invited', 'judge.review', 'judge.duel', 'contest.question', 'contest.appeal', 'contest.publish', 'contest.screen', 'contest.reply', 'contest.copy', 'contest.note', 'contest.short', 'contest.adopt', 'adoption.answer', 'training.late', 'content.release', 'training.stuck', 'training.recognition', 'content.review', 'content.lapse', 'lessons.question', 'lessons.report', 'monthly.write', 'monthly.returned', 'monthly.approve', 'monthly.receive', 'machine.failed'] satisfies AnyWork['kind'][];
    for (const locale of ['vi', 'en'] as const) expect(new Set(kinds.map((kind) => chromeMessages.in(locale)(`work.${kind}`))).size).toBe(kinds.length);
  });
});

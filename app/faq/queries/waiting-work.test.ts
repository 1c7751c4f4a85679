import { describe, expect, it } from 'vitest';
import { answerDesk } from '../../../tests/world/answer-desk.ts';
import { callDesk } from '../../../tests/world/call-desk.ts';
import { makeTicket } from '../../../tests/world/tickets.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, type Ports } from '../../people/ports.ts';
import { listAnswerWork } from './waiting-work.server.ts';

const work = async (w: { ports: Ports }, who: Actor) => (await listAnswerWork(w.ports.db, who, momentOf(w.ports))).map(({ kind, count, href }) => [kind, count, href]);

describe('work that waits at the answers', () => {
  it('is the appraisal of what was handed in, for appraisers', async () => {
    await using w = await answerDesk();
    const id = await w.add();
    expect(await work(w, w.appraiser)).toEqual([]);
    await w.must(w.handIn(id));
    expect([await work(w, w.appraiser), await work(w, w.editor), await work(w, w.reader)]).toEqual([[['answer.appraise', 1, '/answers/appraisal']], [], []]);
    await w.must(w.approve(id));
    expect(await work(w, w.appraiser)).toEqual([]);
  });

  it('is what was not reviewed in time, for writers', async () => {
    await using w = await answerDesk();
    await w.published();
    expect(await work(w, w.editor)).toEqual([]);
    w.clock.set('2029-01-01T00:00:00.000Z');
    expect([await work(w, w.editor), await work(w, w.appraiser)]).toEqual([[['answer.review', 1, '/answers?due=OVERDUE']], []]);
  });
});

describe('work that waits at tickets and phone', () => {
  it('is tickets by their clock: late ones by themselves', async () => {
    await using w = await callDesk();
    const lawyer = await w.person('Mạc Thị Hồi', 'LEGAL_OFFICER');
    await makeTicket(w.db, w.clock, w.agent);
    const [{ due_at: due }] = await w.db.selectFrom('ticket').select('due_at').execute() as [{ due_at: string }];
    expect([await work(w, lawyer), await work(w, w.agent)]).toEqual([[['ticket.open', 1, '/tickets']], []]);
    w.clock.set(due);
    await makeTicket(w.db, w.clock, w.agent, { summary: 'Việc thứ hai, đến sau.' });
    expect(await listAnswerWork(w.db, lawyer, momentOf(w.ports))).toMatchObject([{ kind: 'ticket.late', count: 1, dueAt: due }, { kind: 'ticket.open', count: 1 }]);
    await w.db.updateTable('ticket').set({ answered_at: due, answer: 'Đã trả lời' }).execute();
    expect(await work(w, lawyer)).toEqual([]);
  });

  it('is call-backs that one promised oneself; a supervisor sees all', async () => {
    await using w = await callDesk();
    await w.taken({ clientKey: 'key-promise-1', wrap: 'CALL_BACK', callbackAt: '2026-11-24T02:00:00.000Z' });
    await w.taken({ clientKey: 'key-promise-2', wrap: 'CALL_BACK', callbackAt: '2026-11-24T03:00:00.000Z' }, w.other);
    expect([await work(w, w.agent), await work(w, w.supervisor), await work(w, w.stranger)]).toEqual([[['call.back', 1, '/desk/callbacks']], [['call.back', 2, '/desk/callbacks']], []]);
  });
});

import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { drawPage, wordsOf } from '../../tests/support/page.tsx';
import { call, testPorts } from '../../tests/world/calls.ts';
import { makePerson, makeSession, makeUnit } from '../../tests/world/people.ts';
import { fanOut } from '../messaging/index.server.ts';
import type { Actor, Role } from '../people/actor.ts';
import { approveCampaign } from './commands/approve-campaign.server.ts';
import { correctCampaign } from './commands/correct-campaign.server.ts';
import { submitCampaign } from './commands/submit-campaign.server.ts';
import { addCampaign, editMessage, editSchedule } from './commands/write-campaign.server.ts';
import { campaignFigures } from './queries/evaluation.server.ts';
import { campaignFunnels } from './queries/funnel.server.ts';
import * as evaluationRoute from './routes/campaign-evaluation.tsx';
import * as overviewRoute from './routes/campaign.tsx';

/** A launched campaign to twenty people by mail and VNeID. */
async function world(link?: string) {
  const db = await freshDb();
  const clock = testClock();
  const unitId = await makeUnit(db);
  const person = (role?: Role): Promise<Actor> => makePerson(db, { unitId, grants: role ? [{ role, scope: 'ALL', unitId: null }] : [] });
  const [maker, approver] = [await person('CAMPAIGN_MAKER'), await person('CAMPAIGN_APPROVER')];
  for (let at = 2; at < 20; at += 1) await person();
  const ports = testPorts(db, clock);
  const made = await addCampaign(ports, maker, { code: 'TT-2026-01', name: 'Cảnh báo VNeID giả', model: 26, contentSource: 'Công an tỉnh', goal: 'x', measure: 'x', baseline: null, target: 80, after: 14, topic: 'SECURITY', isDuty: true, isDrill: false, urgency: 'NORMAL', urgentReason: null });
  const id = made.ok ? made.id : '';
  await editMessage(ports, maker, id, { revision: 0, content: { vi: { subject: 'Cảnh báo', body: 'x' }, ...(link ? { link } : {}) }, channels: ['EMAIL', 'VNEID'], sms: '' });
  await editSchedule(ports, maker, id, { revision: 1, sendAt: '2026-11-23T08:01', notAfter: '2026-11-30T09:00', stagger: 0, closed: {} });
  await submitCampaign(ports, maker, { id, revision: 2 });
  const { submitted_hash: hash } = await db.selectFrom('campaign').select('submitted_hash').where('id', '=', id).executeTakeFirstOrThrow();
  await approveCampaign(ports, approver, { id, hash: hash ?? '', note: '' });
  clock.pass({ minutes: 2 });
  const { id: messageId } = await db.selectFrom('message').select('id').executeTakeFirstOrThrow();
  await fanOut(db, clock, messageId);
  /** So many people come by the link of a channel, the first ones of the list. */
  const follow = async (channel: string, count: number) => {
    const rows = await db.selectFrom('delivery').select('id').where('message_id', '=', messageId).where('channel', '=', channel).orderBy('recipient_id').limit(count).execute();
    await db.insertInto('link_follow').values(rows.map((row) => ({ delivery_id: row.id, followed_at: clock.now().toISOString() }))).execute();
  };
  const words = async (route: { loader: unknown; default: unknown }) => {
    const { body } = await call(route.loader as never, { db, clock, path: `/campaigns/${id}`, params: { id }, token: await makeSession(db, { ...maker, sessionId: crypto.randomUUID() }, clock.now().toISOString()) });
    return wordsOf(drawPage(route.default as never, { data: body }));
  };
  return { db, clock, ports, maker, id, messageId, follow, words, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('who followed the link of a campaign', () => {
  it('stands in the evaluation with its interval and in the funnel beside the sums; who came twice is one person', async () => {
    await using w = await world('/courses/de-an-06');
    await w.follow('EMAIL', 4);
    await w.follow('IN_APP', 7);
    await w.db.insertInto('link_total').values({ message_id: w.messageId, channel: 'EMAIL', day: '2026-11-23', count: 12 }).execute();
    const { followed, visits } = await campaignFigures(w.db, w.id);
    expect(followed).toMatchObject({ count: 7, of: 20, share: 0.35 });
    expect([followed?.low.toFixed(4), followed?.high.toFixed(4), visits]).toEqual(['0.1812', '0.5671', 12]);
    const [funnel] = await campaignFunnels(w.db, w.id);
    expect(funnel?.links).toEqual({ people: 7, of: 20, channels: [{ channel: 'EMAIL', people: 4 }, { channel: 'IN_APP', people: 7 }], visits: 12 });
    for (const row of funnel?.rows ?? []) expect(row.waiting + row.sent + row.delivered + row.unsure + row.notSent + row.failed).toBe(20);
    expect(await w.words(evaluationRoute)).toMatch(/Mở liên kết trong tin 35% \(18%–57%\), 7 trên 20.*Ngoài ra có 12 lượt/);
    expect(await w.words(overviewRoute)).toContain('7 trong 20 người đã nhận mở liên kết. Thư điện tử: 4 · Trong hệ thống: 7. Ngoài ra 12 lượt mở của người chưa đăng nhập.');
  });

  it('is nothing to be said without a link; nobody is a figure', async () => {
    await using without = await world();
    expect([(await campaignFigures(without.db, without.id)).followed, (await campaignFunnels(without.db, without.id))[0]?.links]).toEqual([null, null]);
    expect(await without.words(evaluationRoute)).not.toContain('Mở liên kết');
    await using nobody = await world('/courses/de-an-06');
    expect(await nobody.words(evaluationRoute)).toContain('Mở liên kết trong tin 0% (0%–16%), 0 trên 20');
    expect(await nobody.words(overviewRoute)).toContain('0 trong 20 người đã nhận mở liên kết.');
  });

  it('of a correction stands beside it and not among the campaign’s own figures', async () => {
    await using w = await world('/courses/de-an-06');
    await w.follow('IN_APP', 5);
    await correctCampaign(w.ports, w.maker, { id: w.id, subject: 'Đúng', body: 'y', reason: 'Sai tên' });
    for (const { id } of await w.db.selectFrom('message').select('id').where('fanned_out_at', 'is', null).execute()) await fanOut(w.db, w.clock, id);
    const correction = await w.db.selectFrom('delivery as d').innerJoin('message as m', 'm.id', 'd.message_id').select('d.id').where('m.corrects_id', '=', w.messageId).where('d.channel', '=', 'IN_APP').limit(9).execute();
    await w.db.insertInto('link_follow').values(correction.map((row) => ({ delivery_id: row.id, followed_at: w.clock.now().toISOString() }))).execute();
    expect((await campaignFigures(w.db, w.id)).followed?.count).toBe(5);
    expect((await campaignFunnels(w.db, w.id)).map(({ isCorrection, links }) => [isCorrection, links?.people])).toEqual([[false, 5], [true, 9]]);
  });
});

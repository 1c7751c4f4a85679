import { describe, expect, it } from 'vitest';
import { campaignWorld, someWords, type CampaignWorld } from '../../../tests/world/campaigns.ts';
import { makeCourse, type MadeCourse } from '../../../tests/world/courses.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { fanOut } from '../../messaging/index.server.ts';
import { confirmSlot, planSlots } from '../commands/broadcast.server.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { editMessage, editSchedule } from '../commands/write-campaign.server.ts';
import { addPlace } from '../commands/write-place.server.ts';
import { campaignFigures } from './evaluation.server.ts';

const start = '2026-11-23T02:00:00.000Z';
const second = '2026-11-30T02:00:00.000Z';

/** Forty units of one person each, half of which start a week later, and a course to which the message leads. */
async function staggered(w: CampaignWorld, { link, stagger = 7 }: { link?: string; stagger?: number } = {}): Promise<{ course: MadeCourse; early: string[]; late: string[] }> {
  const course = await makeCourse(w.db, { slug: 'an-toan' });
  for (let at = 0; at < 40; at += 1) await makePerson(w.db, { unitId: await makeUnit(w.db, { name: `UBND xã ${at}` }) });
  await w.write({}, { notAfter: '2026-11-26T09:00' });
  const revision = async () => (await w.row()).revision;
  await editMessage(w.ports, w.maker, w.id, { revision: await revision(), content: { ...someWords, link: link ?? '/courses/an-toan' }, channels: [], sms: '' });
  await editSchedule(w.ports, w.maker, w.id, { revision: await revision(), sendAt: '2026-11-23T09:00', notAfter: '2026-11-26T09:00', stagger, closed: {} });
  await w.launch();
  const of = async (wave: number) => (await w.db.selectFrom('campaign_recipient').select('user_id').where('campaign_id', '=', w.id).where('wave', '=', wave).orderBy('user_id').execute()).map(({ user_id }) => user_id);
  return { course, early: await of(1), late: await of(2) };
}
const begins = (w: CampaignWorld, course: MadeCourse, userId: string, at: string) => w.db.insertInto('course_progress').values({ user_id: userId, course_id: course.courseId, started_at: at }).execute();

describe('the comparison of early and late units', () => {
  it('counts who began between the two starts, to the millisecond, and everybody after the first for the whole', async () => {
    await using w = await campaignWorld();
    const { course, early, late } = await staggered(w);
    const [a = '', b = '', c = '', d = '', e = ''] = early;
    for (const [who, at] of [[a, start], [b, '2026-11-30T01:59:59.999Z'], [c, second], [d, '2026-11-23T01:59:59.999Z']] as const) await begins(w, course, who, at);
    for (const [who, at] of [[late[0] ?? '', '2026-11-25T00:00:00.000Z'], [late[1] ?? '', second]] as const) await begins(w, course, who, at);
    expect(e).not.toBe('');
    const { started, waves } = await campaignFigures(w.db, w.id);
    // Both who began early, the one at the second start, and both of the late units; whoever had begun before is not one who began.
    expect(started).toMatchObject({ count: 5, of: early.length + late.length });
    expect(waves?.difference).toBeCloseTo(2 / early.length - 1 / late.length, 9);
    expect((waves?.low ?? 0) <= (waves?.difference ?? 9) && (waves?.difference ?? 9) <= (waves?.high ?? 0)).toBe(true);
  });

  it('says nothing that is not there: alike is no difference, and an interval that holds zero is shown as one', async () => {
    await using w = await campaignWorld();
    const { waves } = (await staggered(w), await campaignFigures(w.db, w.id));
    expect(waves).toMatchObject({ difference: 0 });
    expect((waves?.low ?? 1) < 0 && (waves?.high ?? -1) > 0).toBe(true);
  });

  it('is none without a second wave, and without a course behind the link', async () => {
    await using whole = await campaignWorld();
    const { course, early } = await staggered(whole, { stagger: 0 });
    await begins(whole, course, early[0] ?? '', second);
    expect(await campaignFigures(whole.db, whole.id)).toMatchObject({ started: { count: 1, of: early.length }, waves: null });
    await using elsewhere = await campaignWorld();
    await staggered(elsewhere, { link: '/verify' });
    expect(await campaignFigures(elsewhere.db, elsewhere.id)).toMatchObject({ started: null, waves: null });
  });

  it('of a course that is not there finds nobody who began it', async () => {
    await using w = await campaignWorld();
    const { early, late } = await staggered(w, { link: '/courses/khong-co' });
    expect((await campaignFigures(w.db, w.id)).started).toMatchObject({ count: 0, of: early.length + late.length });
  });
});

describe('the figures of a campaign', () => {
  it('count reading against whom it came to, not against whom it was meant for', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    await w.db.updateTable('user_account').set({ disabled_at: start }).where('id', '=', w.reader.id).execute();
    w.clock.set(start);
    const { id } = await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow();
    await fanOut(w.db, w.clock, id);
    expect((await campaignFigures(w.db, w.id)).read).toMatchObject({ count: 0, of: 3 });
    // A note of reading without a delivery is no reader.
    await w.db.insertInto('inbox_state').values({ message_id: id, user_id: w.reader.id, read_at: start }).execute();
    expect((await campaignFigures(w.db, w.id)).read).toMatchObject({ count: 0, of: 3 });
  });

  it('are unknown before anything went out, and never a share of nobody', async () => {
    await using w = await campaignWorld();
    expect(await campaignFigures(w.db, w.id)).toEqual({ read: null, followed: null, visits: 0, right: null, started: null, played: null, pulse: null, waves: null });
    await expect(campaignFigures(w.db, 'khong-co')).rejects.toThrow();
  });

  it('count a broadcast that was missed as planned and not as heard', async () => {
    await using w = await campaignWorld();
    for (const name of ['A', 'B', 'C']) await addPlace(w.ports, w.operator, { name, kind: 'LED', unitId: w.unit });
    await w.write({ LED: { pages: ['A'], seconds: 6 } });
    await planSlots(w.ports, w.maker, w.id, { revision: (await w.row()).revision, medium: 'LED', at: '2026-11-23T12:00', unitId: '' });
    await w.launch();
    w.clock.set('2026-11-23T06:00:00.000Z');
    const [one, two] = await w.db.selectFrom('broadcast_slot').select('id').execute();
    const proof = { playedAt: '', note: '', missedReason: '', photo: null };
    await confirmSlot({ ...w.ports, filesDir: '' }, w.operator, one?.id ?? '', proof);
    await confirmSlot({ ...w.ports, filesDir: '' }, w.operator, two?.id ?? '', { ...proof, missedReason: 'Mất điện' });
    expect((await campaignFigures(w.db, w.id)).played).toMatchObject({ count: 1, of: 3 });
  });
});

describe('a unit that closes while its campaign is on its way', () => {
  it('still gets what was frozen for its people, who are named without a unit', async () => {
    await using w = await campaignWorld();
    const gone = await makeUnit(w.db, { name: 'UBND xã Cũ' });
    const person = await makePerson(w.db, { unitId: gone });
    await w.write();
    await w.launch();
    await w.db.updateTable('org_unit').set({ valid_to: '2026-11-23' }).where('id', '=', gone).execute();
    await w.db.updateTable('org_unit_version').set({ valid_to: '2026-11-23' }).where('unit_id', '=', gone).execute();
    w.clock.set(start);
    await fanOut(w.db, w.clock, (await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow()).id);
    expect(await w.db.selectFrom('delivery').select(['channel', 'state']).where('recipient_id', '=', person.id).orderBy('channel').execute()).toEqual([{ channel: 'EMAIL', state: 'QUEUED' }, { channel: 'IN_APP', state: 'DELIVERED' }]);
  });

  it('and whoever was disabled meanwhile gets nothing more, in none of her ways, also by a correction', async () => {
    await using w = await campaignWorld();
    await w.write();
    await w.launch();
    await w.db.updateTable('user_account').set({ disabled_at: start }).where('id', '=', w.reader.id).execute();
    w.clock.set(start);
    const { id } = await w.db.selectFrom('message').select('id').executeTakeFirstOrThrow();
    await fanOut(w.db, w.clock, id);
    expect((await w.db.selectFrom('delivery').select('state').where('recipient_id', '=', w.reader.id).execute()).map(({ state }) => state)).toEqual(['SUPPRESSED', 'SUPPRESSED']);
    await steerCampaign(w.ports, w.maker, { id: w.id, deed: 'pause', reason: '' });
    const { correctCampaign } = await import('../commands/correct-campaign.server.ts');
    expect(await correctCampaign(w.ports, w.maker, { id: w.id, subject: 'Đính chính', body: 'Bản đúng', reason: 'Sai' })).toMatchObject({ reached: 3, rest: 1 });
    for (const message of await w.db.selectFrom('message').select('id').where('id', '<>', id).execute()) await fanOut(w.db, w.clock, message.id);
    expect((await w.db.selectFrom('delivery').select('state').where('recipient_id', '=', w.reader.id).where('message_id', '<>', id).execute()).filter(({ state }) => state !== 'SUPPRESSED')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { done, entryWorld, tooLate, type EntryWorld } from '../../../tests/world/contest-entries.ts';
import { makeOutsider } from '../../../tests/world/contests.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { answerInvitation, handOverLead, inviteMember, leaveTeam, removeMember } from './entry-team.server.ts';
import { saveEntryPart } from './save-entry-part.server.ts';

const invite = (w: EntryWorld, email: string, fullName = 'Phan Huy Chú') => inviteMember(w.ports, w.lead, w.entryId, { email, fullName });
const write = (w: EntryWorld, actor: Parameters<typeof saveEntryPart>[1]) => saveEntryPart(w.ports, actor, { entryId: w.entryId, part: 'PLAN' }, { body: 'x', revision: 0 });

describe('an invitation', () => {
  it('goes by mail to the account of the address, with a link that only that account can use', async () => {
    await using w = await entryWorld({ title: 'Sáng kiến [bấm](https://vi-du.invalid) **đậm**' });
    const official = await makePerson(w.db, { email: 'Huy.Chu@vi-du.invalid' });
    const { token, memberId } = await done(invite(w, ' HUY.CHU@vi-du.invalid '));
    const message = await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['m.content', 'r.user_id', 'r.variables']).where('m.source_id', '=', `entry-invitation:${memberId}`).executeTakeFirstOrThrow();
    expect(message.user_id).toBe(official.id);
    expect(JSON.parse(message.content)).toMatchObject({ link: `/contests/invitations/${token}`, vi: { body: expect.not.stringContaining('bấm') } });
    expect(JSON.parse(message.variables ?? '')).toMatchObject({ nguoi_moi: 'Đoàn Thị Điểm', cuoc_thi: expect.stringContaining('**đậm**') });
    expect((await w.db.selectFrom('entry_member').select('token_hash').where('id', '=', memberId).executeTakeFirstOrThrow()).token_hash).not.toContain(token);
    expect(await answerInvitation(w.ports, await makeOutsider(w.db), { token, accepts: true, agrees: true })).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('địa chỉ khác') } } });
    expect(await answerInvitation(w.ports, official, { token, accepts: true, agrees: false })).toMatchObject({ ok: false, faults: { agrees: expect.anything() } });
    expect(await answerInvitation(w.ports, official, { token, accepts: true, agrees: true })).toEqual({ ok: true, entryId: w.entryId, hasJoined: true });
    expect(await write(w, official)).toMatchObject({ ok: true });
    expect(await w.db.selectFrom('contest_consent').select('user_id').execute()).toEqual([{ user_id: official.id }]);
  });

  it('to an unknown address makes an account that waits for its owner, once', async () => {
    await using w = await entryWorld();
    await done(invite(w, 'moi@vi-du.invalid', 'Người Mới'));
    const account = await w.db.selectFrom('user_account as u').innerJoin('external_account as x', 'x.user_id', 'u.id').select(['u.account_kind', 'u.full_name', 'x.verified_at']).where('u.email', '=', 'moi@vi-du.invalid').executeTakeFirstOrThrow();
    expect(account).toEqual({ account_kind: 'SERVICE', full_name: 'moi', verified_at: null });
    expect(await invite(w, 'MOI@vi-du.invalid')).toMatchObject({ ok: false, faults: { email: { vi: expect.stringContaining('đã được mời') } } });
  });

  it('can be declined, taken back, used once, and ends after a fortnight or with the deadline', async () => {
    await using w = await entryWorld();
    const [one, two, three, four] = await Promise.all([makeOutsider(w.db), makeOutsider(w.db), makeOutsider(w.db), makeOutsider(w.db)]);
    const declined = await done(invite(w, one.email));
    expect(await answerInvitation(w.ports, one, { token: declined.token, accepts: false, agrees: false })).toMatchObject({ ok: true, hasJoined: false });
    await expect(answerInvitation(w.ports, one, { token: declined.token, accepts: true, agrees: true })).rejects.toMatchObject({ kind: 'not-found' });
    const back = await done(invite(w, two.email));
    await done(removeMember(w.ports, w.lead, w.entryId, back.memberId));
    await expect(answerInvitation(w.ports, two, { token: back.token, accepts: true, agrees: true })).rejects.toMatchObject({ kind: 'not-found' });
    const old = await done(invite(w, three.email));
    w.clock.pass({ days: 14, seconds: 1 });
    expect(await answerInvitation(w.ports, three, { token: old.token, accepts: true, agrees: true })).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('không còn hiệu lực') } } });
    w.clock.set('2026-12-31T16:00:00.000Z');
    const late = await done(invite(w, four.email));
    w.clock.set(tooLate);
    expect(await answerInvitation(w.ports, four, { token: late.token, accepts: true, agrees: true })).toMatchObject({ ok: false, faults: { late: expect.anything() } });
    for (const token of ['', 'x', "' or 1=1 --"]) await expect(answerInvitation(w.ports, four, { token, accepts: true, agrees: true })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is not sent by anybody but the lead, not to the team itself, and not to more than ten', async () => {
    await using w = await entryWorld();
    const { actor } = await w.join();
    await expect(inviteMember(w.ports, actor, w.entryId, { email: 'a@vi-du.invalid', fullName: 'A' })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await invite(w, w.lead.email)).toMatchObject({ ok: false });
    for (let n = 0; n < 8; n += 1) await done(invite(w, `thu-${n}@vi-du.invalid`));
    expect(await invite(w, 'them@vi-du.invalid')).toMatchObject({ ok: false, faults: { email: { vi: expect.stringContaining('10') } } });
    w.clock.set(tooLate);
    expect(await invite(w, 'tre@vi-du.invalid')).toMatchObject({ ok: false, faults: { late: expect.anything() } });
  });
});

describe('a team', () => {
  it('shuts out whom it removes, at once, and may invite her again', async () => {
    await using w = await entryWorld();
    const { actor, memberId } = await w.join();
    expect(await write(w, actor)).toMatchObject({ ok: true });
    await done(removeMember(w.ports, w.lead, w.entryId, memberId));
    await expect(write(w, actor)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await removeMember(w.ports, w.lead, w.entryId, memberId)).toMatchObject({ ok: false });
    const again = await done(invite(w, actor.email));
    await done(answerInvitation(w.ports, actor, { token: again.token, accepts: true, agrees: true }));
    expect(await write(w, actor)).toMatchObject({ ok: true });
  });

  it('always has one lead: she neither leaves nor is removed before handing over, and only to somebody who has joined', async () => {
    await using w = await entryWorld();
    const { actor, memberId } = await w.join();
    const waiting = await done(invite(w, 'cho@vi-du.invalid'));
    const own = await w.db.selectFrom('entry_member').select('id').where('user_id', '=', w.lead.id).executeTakeFirstOrThrow();
    expect([await leaveTeam(w.ports, w.lead, w.entryId), await removeMember(w.ports, w.lead, w.entryId, own.id), await handOverLead(w.ports, w.lead, w.entryId, waiting.memberId), await handOverLead(w.ports, w.lead, w.entryId, 'nobody')].map((one) => one.ok)).toEqual([false, false, false, false]);
    await done(handOverLead(w.ports, w.lead, w.entryId, memberId));
    expect(await w.db.selectFrom('entry_member').select('user_id').where('entry_id', '=', w.entryId).where('is_lead', '=', 1).execute()).toEqual([{ user_id: actor.id }]);
    expect((await w.db.selectFrom('entry').select('owner_id').executeTakeFirstOrThrow()).owner_id).toBe(actor.id);
    await expect(removeMember(w.ports, w.lead, w.entryId, memberId)).rejects.toMatchObject({ kind: 'forbidden' });
    await done(leaveTeam(w.ports, w.lead, w.entryId));
    await expect(write(w, w.lead)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('does not reach into another entry by an id', async () => {
    await using w = await entryWorld();
    await using other = await entryWorld();
    const { memberId } = await other.join();
    expect(await removeMember(w.ports, w.lead, w.entryId, memberId)).toMatchObject({ ok: false });
    await expect(removeMember(w.ports, w.lead, other.entryId, memberId)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

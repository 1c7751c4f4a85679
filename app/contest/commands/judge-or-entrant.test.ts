import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMember, judgingWorld, makeEntrant, makeEntry as makeNumbered, makeJudge, refusals, type EntryTraits, type JudgingWorld } from '../../../tests/world/contest-judging.ts';
import { entrySecret } from '../../../tests/world/contest-entries.ts';
import { makeContest } from '../../../tests/world/contests.ts';
import type { Actor } from '../../people/actor.ts';
import { hasEntered } from '../queries/own-entry.server.ts';
import { hasJudge } from '../queries/judges.server.ts';
import { answerInvitation } from './answer-invitation.server.ts';
import { answerInvitation as answerTeam, handOverLead, inviteMember, leaveTeam } from './entry-team.server.ts';
import { handInEntry } from './hand-in-entry.server.ts';
import { withdrawEntry } from './withdraw-entry.server.ts';
import { inviteExpert, inviteOfficial } from './invite-judge.server.ts';
import { startEntry } from './start-entry.server.ts';

let w: JudgingWorld;
beforeAll(async () => {
  w = await judgingWorld({ takesEntries: true, entries: 0, judges: 0 });
});
afterAll(() => w[Symbol.asyncDispose]());

let made = 0;
/** Under a number that no entry begun here can get. */
const makeEntry = (traits: EntryTraits) => makeNumbered(w.db, w.contest, { number: `GK-${(made += 1)}`, ...traits });
const seat = (deed: 'accept' | 'decline' | 'save') => ({ deed, maxReviews: 5, tracks: [], ties: [], tiesReason: '' });
const begin = (actor: Actor, slug = w.contest.slug) => startEntry(w.ports, actor, { slug, title: 'Bản đồ ngập úng', trackId: null });
const handIn = (actor: Actor, entryId: string, key = entryId) => handInEntry({ ...w.ports, secret: entrySecret }, actor, { entryId, key, rulesId: w.contest.rulesId });
/** Somebody from outside in every state that a seat can have. */
async function seated(state: 'INVITED' | 'ACCEPTED' | 'DECLINED' | 'REMOVED') {
  const person = await makeEntrant(w.db);
  const id = await makeJudge(w.db, w.contest, person, { acceptedAt: state === 'INVITED' || state === 'DECLINED' ? null : '2026-11-22T03:00:00.000Z' });
  if (state === 'DECLINED') await w.db.updateTable('judge').set({ declined_at: '2026-11-22T03:00:00.000Z' }).where('id', '=', id).execute();
  if (state === 'REMOVED') await w.db.updateTable('judge').set({ removed_at: '2026-11-22T03:00:00.000Z' }).where('id', '=', id).execute();
  return { person, id };
}
const jury = 'form: Anh/Chị là giám khảo hoặc đang được mời làm giám khảo của cuộc thi này nên không dự thi được. Muốn dự thi, hãy từ chối lời mời ở trang Chấm thi.';
const entrant = 'form: Người đang có bài dự thi trong cuộc thi này không làm giám khảo của chính cuộc thi. Cần rút bài hoặc rời nhóm trước.';

describe('whoever is on the jury', () => {
  it.each([['INVITED', jury], ['ACCEPTED', jury], ['DECLINED', ''], ['REMOVED', '']] as const)('with a seat that is %s begins an entry, or joins a team, as far as that leaves her free', async (state, why) => {
    const { person } = await seated(state);
    expect(refusals(await begin(person))).toBe(why);
    // In another contest she is like everybody else.
    expect(await begin(person, (await makeContest(w.db)).slug)).toMatchObject({ ok: true });
    const lead = await makeEntrant(w.db);
    const entry = await begin(lead);
    if (!entry.ok) throw new Error(refusals(entry));
    const invited = await inviteMember(w.ports, lead, entry.id, { email: person.email, fullName: person.fullName });
    if (!invited.ok) throw new Error(refusals(invited));
    expect(refusals(await answerTeam(w.ports, person, { token: invited.token, accepts: true, agrees: true }))).toBe(why);
    if (why === '') return;
    // The invitation still stands: refused is not answered; saying no is always possible.
    expect(await answerTeam(w.ports, person, { token: invited.token, accepts: false, agrees: false })).toMatchObject({ ok: true, hasJoined: false });
  });

  it('may enter as soon as she has declined, and then no longer accept', async () => {
    const { person, id } = await seated('INVITED');
    expect(refusals(await begin(person))).toBe(jury);
    expect(await answerInvitation(w.ports, person, id, seat('decline'))).toEqual({ ok: true });
    const own = await makeEntry({ owner: person });
    expect(refusals(await answerInvitation(w.ports, person, id, seat('accept')))).toBe(entrant);
    expect(await w.db.selectFrom('judge').select(['accepted_at', 'declared_at']).where('id', '=', id).executeTakeFirst()).toEqual({ accepted_at: null, declared_at: null });
    await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-23T00:00:00.000Z' }).where('id', '=', own).execute();
    expect(await answerInvitation(w.ports, person, id, seat('accept'))).toEqual({ ok: true });
  });

  it('keeps her own draft from being handed in, and that of a team; whoever leaves sets it free', async () => {
    const lead = await makeEntrant(w.db);
    const begun = await begin(lead);
    if (!begun.ok) throw new Error(refusals(begun));
    const { person, id } = await seated('INVITED');
    await addMember(w.db, begun.id, person);
    // Merely invited she stands in nobody's way: the team would learn of it at the deadline.
    expect(refusals(await handIn(lead, begun.id))).not.toContain('giám khảo');
    // A draft is no entry: she may accept, and the draft waits.
    expect(await answerInvitation(w.ports, person, id, seat('accept'))).toEqual({ ok: true });
    expect(refusals(await handIn(lead, begun.id))).toBe('form: Trong nhóm có người làm giám khảo của cuộc thi này nên chưa nộp được. Người đó cần rời nhóm hoặc từ chối làm giám khảo.');
    expect(await leaveTeam(w.ports, person, begun.id)).toEqual({ ok: true });
    expect(refusals(await handIn(lead, begun.id))).not.toContain('giám khảo');
  });

  it('is not handed the lead of what she may not enter, without anybody noticing at the end', async () => {
    const lead = await makeEntrant(w.db);
    const begun = await begin(lead);
    if (!begun.ok) throw new Error(refusals(begun));
    const { person } = await seated('ACCEPTED');
    await addMember(w.db, begun.id, person);
    const member = await w.db.selectFrom('entry_member').select('id').where('entry_id', '=', begun.id).where('user_id', '=', person.id).executeTakeFirstOrThrow();
    expect(await handOverLead(w.ports, lead, begun.id, member.id)).toEqual({ ok: true });
    expect(refusals(await handIn(person, begun.id))).toContain('giám khảo');
  });
});

describe('whoever has entered', () => {
  const states: [string, { submittedAt?: string | null; withdrawn?: boolean; as?: 'owner' | 'member' | 'invited' | 'left' }, boolean][] = [
    ['her own entry', {}, true],
    ['an entry of her team', { as: 'member' }, true],
    ['a draft', { submittedAt: null }, false],
    ['a draft of her team', { submittedAt: null, as: 'member' }, false],
    ['an entry that was withdrawn', { withdrawn: true }, false],
    ['a team that she has not joined', { as: 'invited' }, false],
    ['a team that she has left', { as: 'left' }, false],
  ];

  it.each(states)('with %s', async (_what, { submittedAt, withdrawn = false, as = 'owner' }, isEntrant) => {
    const person = await makeEntrant(w.db);
    const entry = await makeEntry({ ...(as === 'owner' ? { owner: person } : {}), ...(submittedAt === undefined ? {} : { submittedAt, outcome: null }) });
    if (as !== 'owner') await addMember(w.db, entry, person, as === 'invited' ? null : '2026-11-12T03:00:00.000Z');
    if (as === 'left') await w.db.updateTable('entry_member').set({ removed_at: '2026-11-13T00:00:00.000Z' }).where('user_id', '=', person.id).execute();
    if (withdrawn) await w.db.updateTable('entry').set({ withdrawn_at: '2026-11-22T00:00:00.000Z' }).where('id', '=', entry).execute();
    expect(await hasEntered(w.db, w.contest.id, person.id)).toBe(isEntrant);
    const invited = await inviteExpert(w.ports, w.organiser, w.contest.id, { email: person.email, fullName: 'Tên Khác', employer: 'Viện', maxReviews: 5 });
    expect([invited.ok, refusals(invited)]).toEqual([!isEntrant, isEntrant ? entrant : '']);
    expect(await w.db.selectFrom('judge').select('id').where('user_id', '=', person.id).execute()).toHaveLength(isEntrant ? 0 : 1);
    const elsewhere = await makeContest(w.db);
    expect(await inviteExpert(w.ports, w.organiser, elsewhere.id, { email: person.email, fullName: 'Tên Khác', employer: 'Viện', maxReviews: 5 })).toMatchObject({ ok: true });
  });

  it('is refused as an official, too, and leaves no trace of the try', async () => {
    const official = await w.staff();
    await makeEntry({ owner: official });
    const before = await w.db.selectFrom('audit_event').select('seq').execute();
    expect(refusals(await inviteOfficial(w.ports, w.organiser, w.contest.id, { userId: official.id, maxReviews: 5 }))).toBe(entrant);
    expect(await w.db.selectFrom('audit_event').select('seq').execute()).toEqual(before);
  });

  it('hands nothing in anew that was withdrawn to judge', async () => {
    const person = await makeEntrant(w.db);
    const entry = await makeEntry({ owner: person });
    await addMember(w.db, entry, person);
    await w.db.updateTable('entry_member').set({ is_lead: 1 }).where('user_id', '=', person.id).execute();
    const id = await makeJudge(w.db, w.contest, person, { acceptedAt: null });
    expect(refusals(await answerInvitation(w.ports, person, id, seat('accept')))).toBe(entrant);
    expect(await withdrawEntry(w.ports, person, entry)).toMatchObject({ ok: true });
    expect(await answerInvitation(w.ports, person, id, seat('accept'))).toEqual({ ok: true });
    expect(refusals(await handIn(person, entry))).toContain('làm giám khảo của cuộc thi này');
    expect(await answerInvitation(w.ports, person, id, seat('decline'))).toEqual({ ok: true });
    expect(await hasJudge(w.db, w.contest.id, [person.id, 'x'])).toBe(false);
    expect(refusals(await handIn(person, entry))).not.toContain('giám khảo');
  });
});

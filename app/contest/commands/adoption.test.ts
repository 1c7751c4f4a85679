import { describe, expect, it } from 'vitest';
import type { Actor } from '../../people/actor.ts';
import { refusals } from '../../../tests/world/campaigns.ts';
import { addMember } from '../../../tests/world/contest-judging.ts';
import { publishedWorld } from '../../../tests/world/contest-published.ts';
import { resultsWorld, type ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makeUnit } from '../../../tests/world/people.ts';
import { adoptionFigures, publicAdoptions } from '../queries/adoption-figures.server.ts';
import { publicGaps } from '../queries/adoption-gaps.server.ts';
import { listAdoptionWork } from '../queries/adoption-work.server.ts';
import { adoptableEntries, carriesAdoptions, getAdoption, listAdoptions, listSteps } from '../queries/adoptions.server.ts';
import { listContestWork } from '../queries/waiting-work.server.ts';
import { adoptionStates, mayBecome, nextStates, recognitions } from '../rules/adoption.ts';
import { roles } from '../../people/actor.ts';
import { answerPrompts } from './answer-prompt.server.ts';
import { explainGap } from './explain-gap.server.ts';
import { setGalleryConsent } from './gallery-consent.server.ts';
import { promptAdoptions } from './prompt-adoptions.server.ts';
import { proposeAdoption } from './propose-adoption.server.ts';
import { addAdoptionStep, changeAdoptionState, completeAdoptionStep, setRecognition } from './write-adoption.server.ts';

interface Adopted extends ResultsWorld {
  unit: string;
  leader: Actor;
  id: string;
  revision(): Promise<number>;
}
/** The first prize has been given to a commune whose leader is there. */
async function adopted(): Promise<Adopted> {
  const w = await publishedWorld();
  const unit = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
  const leader = await w.person('UNIT_LEADER', unit);
  const made = await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[0]?.id ?? '', unit });
  if (!made.ok) throw new Error(refusals(made));
  return { ...w, unit, leader, id: made.id, revision: async () => (await w.db.selectFrom('adoption').select('revision').executeTakeFirstOrThrow()).revision };
}
const toldSince = async (w: ResultsWorld, before: readonly string[]) => (await w.db.selectFrom('message as m').innerJoin('message_recipient as r', 'r.message_id', 'm.id').select(['r.user_id', 'm.id']).execute()).filter(({ id }) => !before.includes(id)).map((row) => row.user_id);
const messageIds = async (w: ResultsWorld) => (await w.db.selectFrom('message').select('id').execute()).map(({ id }) => id);
const benefit = { kind: 'BENEFIT' as const, title: 'Giảm giờ công', on: '2026-11-20', amount: 120, unit: 'giờ công', evidence: 'https://vi-du.invalid/bao-cao' };

describe('giving an entry to a unit', () => {
  it('is possible for published prizes that nobody has', async () => {
    await using before = await resultsWorld();
    expect(refusals(await proposeAdoption(before.ports, before.organiser, { contest: before.contest.id, entry: before.entries[0]?.id ?? '', unit: before.contest.unitId }))).toMatch(/^entry: /);
    await using w = await adopted();
    expect(refusals(await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[0]?.id ?? '', unit: w.unit }))).toContain('đã được giao');
    expect(refusals(await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[3]?.id ?? '', unit: w.unit }))).toContain('chưa có giải');
    expect(refusals(await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[1]?.id ?? '', unit: 'khong-co' }))).toMatch(/^unit: /);
    await expect(proposeAdoption(w.ports, w.leader, { contest: w.contest.id, entry: w.entries[1]?.id ?? '', unit: w.unit })).rejects.toMatchObject({ kind: 'forbidden' });
    expect((await adoptableEntries(w.db, w.contest.id)).map(({ number }) => number)).toEqual([w.entries[1]?.number]);
  });

  it('is not for an organiser whose own entry it is, nor one of whose team; a colleague does it', async () => {
    await using w = await publishedWorld();
    const give = (as: Actor, at: number) => proposeAdoption(w.ports, as, { contest: w.contest.id, entry: w.entries[at]?.id ?? '', unit: w.contest.unitId });
    const colleague = await w.person('CONTEST_ORGANISER');
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).where('id', '=', w.entries[0]?.id ?? '').execute();
    await addMember(w.db, w.entries[1]?.id ?? '', { id: w.organiser.id, fullName: w.organiser.fullName, email: 'x@vi-du.invalid' });
    for (const at of [0, 1]) expect(refusals(await give(w.organiser, at))).toBe('entry: Đây là bài của Anh/Chị hoặc của đội Anh/Chị nên người khác phải quyết định.');
    expect(await w.db.selectFrom('adoption').select('id').execute()).toEqual([]);
    for (const at of [0, 1]) expect(await give(colleague, at)).toMatchObject({ ok: true });
  });

  it('tells its leaders, plans the three questions, and promises no recognition', async () => {
    await using w = await adopted();
    expect(await toldSince(w, [])).toContain(w.leader.id);
    expect((await listSteps(w.db, [w.id])).map(({ kind, title, dueOn, doneOn }) => [kind, title, dueOn, doneOn])).toEqual([['PROMPT', '3', '2027-02-23', null], ['PROMPT', '6', '2027-05-23', null], ['PROMPT', '12', '2027-11-23', null]]);
    expect(await w.db.selectFrom('adoption').select(['state', 'recognition']).executeTakeFirst()).toEqual({ state: 'PROPOSED', recognition: 'NONE' });
  });
});

describe('the owner unit’s leader', () => {
  it('goes through the states; what is not applied says why in public', async () => {
    await using w = await adopted();
    const change = async (state: 'PILOT' | 'APPLIED' | 'NOT_APPLIED', reason = '') => changeAdoptionState(w.ports, w.leader, { id: w.id, revision: await w.revision(), state, reason });
    expect(refusals(await change('APPLIED'))).toMatch(/^state: /);
    expect(await change('PILOT')).toEqual({ ok: true });
    expect(refusals(await change('NOT_APPLIED', 'vì thế'))).toMatch(/^reason: /);
    expect(await change('NOT_APPLIED', 'Chưa có kinh phí vận hành năm 2027.')).toEqual({ ok: true });
    expect(await publicAdoptions(w.db, w.contest.id)).toMatchObject([{ title: null, state: 'NOT_APPLIED', reason: 'Chưa có kinh phí vận hành năm 2027.', unitName: 'UBND xã Gia Viễn' }]);
    expect(await change('PILOT')).toEqual({ ok: true });
    expect(await w.db.selectFrom('adoption').select(['state', 'reason']).executeTakeFirst()).toEqual({ state: 'PILOT', reason: null });
    expect((await w.db.selectFrom('audit_event').select('action').where('object_type', '=', 'adoption').orderBy('seq').execute()).map(({ action }) => action)).toEqual(['adoption.propose', 'adoption.state', 'adoption.state', 'adoption.state']);
  });

  it('meets herself in a second tab', async () => {
    await using w = await adopted();
    const seen = await w.revision();
    expect(await changeAdoptionState(w.ports, w.leader, { id: w.id, revision: seen, state: 'PILOT', reason: '' })).toEqual({ ok: true });
    for (const late of [changeAdoptionState(w.ports, w.leader, { id: w.id, revision: seen, state: 'NOT_APPLIED', reason: 'Không đủ nhân lực.' }), setRecognition(w.ports, w.leader, { id: w.id, revision: seen, recognition: 'FILED' }), addAdoptionStep(w.ports, w.leader, { id: w.id, revision: seen, ...benefit })]) expect(refusals(await late)).toContain('ở nơi khác');
  });

  it('records benefits with their number, measure and evidence, never of the future', async () => {
    await using w = await adopted();
    const add = async (changes: object) => addAdoptionStep(w.ports, w.leader, { id: w.id, revision: await w.revision(), ...benefit, ...changes });
    expect(refusals(await add({ on: '2026-11-24' }))).toMatch(/^on: /);
    expect(refusals(await add({ amount: null }))).toMatch(/^amount: /);
    expect(refusals(await add({ unit: null }))).toMatch(/^unit: /);
    expect(refusals(await add({ evidence: null }))).toMatch(/^evidence: /);
    expect(await add({})).toEqual({ ok: true });
    expect(await add({ kind: 'MILESTONE', on: '2027-01-15', title: 'Tập huấn', amount: null, unit: null, evidence: null })).toEqual({ ok: true });
    const { steps } = await getAdoption(w.db, w.leader, w.id, '2026-11-23');
    expect(steps.filter(({ kind }) => kind !== 'PROMPT').map(({ kind, dueOn, doneOn, amount }) => [kind, dueOn, doneOn, amount])).toEqual([['BENEFIT', null, '2026-11-20', 120], ['MILESTONE', '2027-01-15', null, null]]);
  });

  it('ends milestones once; questions and benefits are none', async () => {
    await using w = await adopted();
    await addAdoptionStep(w.ports, w.leader, { id: w.id, revision: await w.revision(), kind: 'MILESTONE', title: 'Tập huấn', on: '2027-01-15', amount: null, unit: null, evidence: null });
    const steps = await listSteps(w.db, [w.id]);
    const idOf = (kind: string) => steps.find((step) => step.kind === kind)?.id ?? '';
    const complete = async (step: string) => completeAdoptionStep(w.ports, w.leader, { id: w.id, revision: await w.revision(), step });
    await expect(complete(idOf('PROMPT'))).rejects.toMatchObject({ kind: 'not-found' });
    expect(await complete(idOf('MILESTONE'))).toEqual({ ok: true });
    expect(refusals(await complete(idOf('MILESTONE')))).toContain('đã được ghi');
  });

  it('is the only one who writes; leaders of other units do not even see it', async () => {
    await using w = await adopted();
    const other = await w.person('UNIT_LEADER', await makeUnit(w.db, { name: 'UBND xã khác' }));
    const seen = { id: w.id, revision: await w.revision(), recognition: 'FILED' as const };
    await expect(setRecognition(w.ports, other, seen)).rejects.toMatchObject({ kind: 'not-found' });
    for (const reader of [w.organiser, w.auditor, w.publisher]) await expect(setRecognition(w.ports, reader, seen)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await listAdoptions(w.db, other, '2026-11-23')).toEqual([]);
    for (const reader of [w.organiser, w.auditor, w.leader]) expect(await listAdoptions(w.db, reader, '2026-11-23')).toHaveLength(1);
    expect(await setRecognition(w.ports, w.leader, seen)).toEqual({ ok: true });
  });
});

describe('the questions after 3, 6 and 12 months', () => {
  it('are asked on their day, once each, however often the job runs', async () => {
    await using w = await adopted();
    w.clock.set('2027-02-21T18:00:00.000Z');
    expect(await promptAdoptions(w.ports)).toBe(0);
    // 00:30 of the 23rd in Vietnam.
    w.clock.set('2027-02-22T17:30:00.000Z');
    const before = await messageIds(w);
    expect([await promptAdoptions(w.ports), await promptAdoptions(w.ports)]).toEqual([1, 0]);
    expect(await toldSince(w, before)).toEqual([w.leader.id]);
  });

  it('that were missed are asked once, the last of them', async () => {
    await using w = await adopted();
    w.clock.set('2027-06-01T01:00:00.000Z');
    expect(await promptAdoptions(w.ports)).toBe(1);
    expect((await listSteps(w.db, [w.id])).map(({ askedOn, doneOn }) => [askedOn, doneOn])).toEqual([['2027-06-01', '2027-06-01'], ['2027-06-01', null], [null, null]]);
  });

  it('stay open, as work of the leader, until she answers; then the answer stands there', async () => {
    await using w = await adopted();
    w.clock.set('2027-02-23T01:00:00.000Z');
    await promptAdoptions(w.ports);
    w.clock.set('2027-05-23T01:00:00.000Z');
    expect(await promptAdoptions(w.ports)).toBe(1);
    const work = (actor: Actor) => listAdoptionWork(w.db, actor, '2027-05-23');
    expect(await work(w.leader)).toMatchObject([{ kind: 'adoption.answer', count: 2, href: `/contest-desk/adoptions/${w.id}/answer` }]);
    expect([await work(w.organiser), await work(await w.person('UNIT_LEADER', await makeUnit(w.db, { name: 'UBND xã khác' })))]).toEqual([[], []]);
    const answer = async (as: Actor) => answerPrompts(w.ports, as, { id: w.id, revision: await w.revision(), answer: 'Đang chạy thử ở hai xã.' });
    await expect(answer(w.organiser)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await answer(w.leader)).toEqual({ ok: true });
    expect((await listSteps(w.db, [w.id])).map((step) => [step.doneOn, step.answer])).toEqual([['2027-05-23', null], ['2027-05-23', 'Đang chạy thử ở hai xã.'], [null, null]]);
    expect(await work(w.leader)).toEqual([]);
    expect(refusals(await answer(w.leader))).toContain('Không có câu hỏi nào');
  });

  it('are answered by the reason why something is not applied', async () => {
    await using w = await adopted();
    w.clock.set('2027-02-23T01:00:00.000Z');
    await promptAdoptions(w.ports);
    await changeAdoptionState(w.ports, w.leader, { id: w.id, revision: await w.revision(), state: 'NOT_APPLIED', reason: 'Chưa có kinh phí vận hành.' });
    expect(await listAdoptionWork(w.db, w.leader, '2027-02-23')).toEqual([]);
  });

  it('are not asked about what was given up, and go to the organisers when the unit has no leader', async () => {
    await using w = await adopted();
    await changeAdoptionState(w.ports, w.leader, { id: w.id, revision: await w.revision(), state: 'NOT_APPLIED', reason: 'Đã có giải pháp khác tốt hơn.' });
    w.clock.set('2027-02-23T01:00:00.000Z');
    expect(await promptAdoptions(w.ports)).toBe(0);
    await changeAdoptionState(w.ports, w.leader, { id: w.id, revision: await w.revision(), state: 'PILOT', reason: '' });
    await w.db.updateTable('role_assignment').set({ revoked_at: '2027-03-01T00:00:00.000Z' }).where('user_id', '=', w.leader.id).execute();
    const before = await messageIds(w);
    w.clock.set('2027-05-23T01:00:00.000Z');
    expect(await promptAdoptions(w.ports)).toBe(1);
    expect(await toldSince(w, before)).toEqual([w.organiser.id]);
  });

  it('go to the leader above when the unit itself has none', async () => {
    await using w = await publishedWorld();
    const above = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
    const below = await makeUnit(w.db, { name: 'Văn phòng xã', parentId: above });
    const leader = await w.person('UNIT_LEADER', above);
    const before = await messageIds(w);
    await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[0]?.id ?? '', unit: below });
    expect(await toldSince(w, before)).toEqual([leader.id]);
    expect(await listAdoptions(w.db, leader, '2026-11-23')).toHaveLength(1);
  });
});

describe('a prize that nobody applies', () => {
  const reason = 'Chưa đơn vị nào có dữ liệu cần thiết.';
  const unadopted = async (w: ResultsWorld) => (await listContestWork(w.db, w.organiser)).filter(({ kind }) => kind === 'contest.adopt');
  const explain = (w: ResultsWorld, as: Actor, at: number) => explainGap(w.ports, as, { contest: w.contest.id, entry: w.entries[at]?.id ?? '', reason });

  it('is said openly by its number, waits for the organisers, and says why once they did', async () => {
    await using w = await publishedWorld();
    expect(await publicGaps(w.db, w.contest.id)).toEqual([{ number: w.entries[0]?.number, prize: 'Giải nhất', reason: null, title: null }, { number: w.entries[1]?.number, prize: 'Giải nhì', reason: null, title: null }]);
    expect(await unadopted(w)).toMatchObject([{ count: 2, href: `/contest-desk/${w.contest.id}/adoptions` }]);
    expect(await explain(w, w.organiser, 0)).toEqual({ ok: true });
    expect((await publicGaps(w.db, w.contest.id)).map((gap) => gap.reason)).toEqual([reason, null]);
    expect(await unadopted(w)).toMatchObject([{ count: 1 }]);
    await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[1]?.id ?? '', unit: w.contest.unitId });
    expect([(await publicGaps(w.db, w.contest.id)).map(({ number }) => number), await unadopted(w)]).toEqual([[w.entries[0]?.number], []]);
    expect(refusals(await explain(w, w.organiser, 1))).toContain('không thể giao');
  });

  it('is explained by organisers, not about their own entry; without a prize there is nothing to explain', async () => {
    await using w = await publishedWorld();
    await expect(explain(w, w.publisher, 0)).rejects.toMatchObject({ kind: 'forbidden' });
    expect(refusals(await explain(w, w.organiser, 3))).toContain('không thể giao');
    await w.db.updateTable('entry').set({ owner_id: w.organiser.id }).where('id', '=', w.entries[0]?.id ?? '').execute();
    expect(refusals(await explain(w, w.organiser, 0))).toContain('người khác phải quyết định');
    await using before = await resultsWorld();
    expect([await publicGaps(before.db, before.contest.id), await unadopted(before)]).toEqual([[], []]);
  });
});

describe('what others read', () => {
  it('is counted for a report within half-open days', async () => {
    await using w = await adopted();
    await addAdoptionStep(w.ports, w.leader, { id: w.id, revision: await w.revision(), ...benefit });
    await addAdoptionStep(w.ports, w.leader, { id: w.id, revision: await w.revision(), ...benefit, on: '2026-11-01', amount: 5 });
    await addAdoptionStep(w.ports, w.leader, { id: w.id, revision: await w.revision(), kind: 'MILESTONE', title: 'Trễ', on: '2026-11-10', amount: null, unit: null, evidence: null });
    expect(await adoptionFigures(w.db, { from: '2026-11-02', to: '2026-11-24' })).toEqual({ states: { PROPOSED: 1, PILOT: 0, APPLIED: 0, NOT_APPLIED: 0 }, recognised: 0, started: 1, notApplied: [], benefits: [{ unit: 'giờ công', amount: 120 }], late: 1, pilots: { count: 0, measured: 0, better: 0 } });
    expect(await adoptionFigures(w.db, { from: '2026-11-01', to: '2026-11-20' })).toMatchObject({ started: 0, benefits: [{ unit: 'giờ công', amount: 5 }] });
    expect(await adoptionFigures(w.db, { from: '2030-01-01', to: '2030-02-01' })).toMatchObject({ started: 0, benefits: [] });
  });

  it('names an entry only while its owner agrees', async () => {
    await using w = await adopted();
    const [first] = w.entries;
    if (!first) throw new Error('no entry');
    await setGalleryConsent(w.ports, first.owner, { entry: first.id, isGiven: true });
    expect((await publicAdoptions(w.db, w.contest.id))[0]?.title).toBe('Sáng kiến số 1');
    await setGalleryConsent(w.ports, first.owner, { entry: first.id, isGiven: false });
    expect((await publicAdoptions(w.db, w.contest.id))[0]?.title).toBeNull();
  });
});

describe('every state', () => {
  it('is left by its own ways only, for every other one the form says so and nothing is written', async () => {
    await using w = await adopted();
    const reason = 'Chưa có kinh phí vận hành.';
    const traces = async () => (await w.db.selectFrom('audit_event').select('action').where('action', 'like', 'adoption.%').execute()).length;
    const reached = new Set(['PROPOSED']);
    // From each state all four are tried, the forbidden ones first; the walk then goes where it has not been.
    for (const goal of ['PILOT', 'APPLIED', 'NOT_APPLIED', 'PILOT'] as const) {
      const { adoption } = await getAdoption(w.db, w.leader, w.id, '2026-11-23');
      for (const state of adoptionStates.filter((one) => !mayBecome(adoption.state, one))) {
        const before = await traces();
        expect(refusals(await changeAdoptionState(w.ports, w.leader, { id: w.id, revision: adoption.revision, state, reason }))).toMatch(/^state: /);
        expect([await traces(), await w.revision()]).toEqual([before, adoption.revision]);
      }
      expect(nextStates(adoption.state)).toContain(goal);
      expect(await changeAdoptionState(w.ports, w.leader, { id: w.id, revision: adoption.revision, state: goal, reason: goal === 'NOT_APPLIED' ? reason : '' })).toEqual({ ok: true });
      reached.add(goal);
    }
    expect([...reached].toSorted()).toEqual([...adoptionStates].toSorted());
    // The reason of a state that was left does not stand beside another one.
    expect((await getAdoption(w.db, w.leader, w.id, '2026-11-23')).adoption.reason).toBeNull();
  });

  it('takes recognitions, milestones and benefits, because they are procedures of their own', async () => {
    await using w = await adopted();
    for (const recognition of recognitions) expect(await setRecognition(w.ports, w.leader, { id: w.id, revision: await w.revision(), recognition })).toEqual({ ok: true });
    expect(await addAdoptionStep(w.ports, w.leader, { id: w.id, revision: await w.revision(), ...benefit })).toEqual({ ok: true });
    await expect(w.db.updateTable('adoption').set({ state: 'NOT_APPLIED', reason: 'ngắn' }).execute()).rejects.toThrow('CHECK');
    await expect(w.db.updateTable('adoption').set({ state: 'GONE' }).execute()).rejects.toThrow('CHECK');
  });
});

describe('the way in the rail', () => {
  it('is there for leaders whose units carry something, and for nobody else', async () => {
    await using w = await adopted();
    const carries = (actor: Actor) => carriesAdoptions(w.db, actor, '2026-11-23');
    expect(await carries(w.leader)).toBe(true);
    expect(await carries(await w.person('UNIT_LEADER', await makeUnit(w.db, { name: 'UBND xã khác' })))).toBe(false);
    for (const role of roles.filter((one) => one !== 'UNIT_LEADER')) expect(await carries(await w.person(role))).toBe(false);
    await using empty = await resultsWorld();
    expect(await carriesAdoptions(empty.db, await empty.person('UNIT_LEADER', empty.contest.unitId), '2026-11-23')).toBe(false);
  });
});

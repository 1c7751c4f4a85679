import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusals } from '../../../tests/world/campaigns.ts';
import { publishedWorld } from '../../../tests/world/contest-published.ts';
import type { ResultsWorld } from '../../../tests/world/contest-results.ts';
import { makeUnit } from '../../../tests/world/people.ts';
import { roles, type Actor } from '../../people/actor.ts';
import { listAdoptionWork } from '../queries/adoption-work.server.ts';
import { listSteps } from '../queries/adoptions.server.ts';
import * as page from '../routes/adoption-answer.tsx';
import { answerPrompts } from './answer-prompt.server.ts';
import { promptAdoptions } from './prompt-adoptions.server.ts';
import { proposeAdoption } from './propose-adoption.server.ts';
import { changeAdoptionState } from './write-adoption.server.ts';

interface Adopted extends ResultsWorld { unit: string; leader: Actor; id: string }
/** The first prize has been given to a commune whose leader is there: asked on 23/02, 23/05 and 23/11/2027. */
async function adopted(): Promise<Adopted> {
  const w = await publishedWorld();
  const unit = await makeUnit(w.db, { name: 'UBND xã Gia Viễn' });
  const leader = await w.person('UNIT_LEADER', unit);
  const made = await proposeAdoption(w.ports, w.organiser, { contest: w.contest.id, entry: w.entries[0]?.id ?? '', unit });
  if (!made.ok) throw new Error(refusals(made));
  return { ...w, unit, leader, id: made.id };
}
const revision = async (w: Adopted) => (await w.db.selectFrom('adoption').select('revision').executeTakeFirstOrThrow()).revision;
const steps = async (w: Adopted) => (await listSteps(w.db, [w.id])).map(({ askedOn, doneOn, answer }) => [askedOn, doneOn, answer]);
const on = async (w: Adopted, now: string) => {
  w.clock.set(now);
  return promptAdoptions(w.ports);
};
const answer = async (w: Adopted, words = 'Đang chạy thử ở hai xã.') => answerPrompts(w.ports, w.leader, { id: w.id, revision: await revision(w), answer: words });

describe('the questions about an adoption', () => {
  it.each([['2027-02-22T16:59:59.999Z', 0], ['2027-02-22T17:00:00.000Z', 1], ['2029-01-01T00:00:00.000Z', 1]])('at %s are %i', async (now, count) => {
    await using w = await adopted();
    expect(await on(w, now)).toBe(count);
    expect(await promptAdoptions(w.ports)).toBe(0);
  });

  it('are asked once by all workers together', async () => {
    await using w = await adopted();
    w.clock.set('2027-02-23T01:00:00.000Z');
    expect((await Promise.all([1, 2, 3, 4].map(() => promptAdoptions(w.ports)))).toSorted()).toEqual([0, 0, 0, 1]);
  });

  it('on whatever days the job runs: each is asked at most once, never before its day, and after the last one nothing is unasked', async () => {
    const days = fc.array(fc.integer({ min: 0, max: 800 }), { minLength: 1, maxLength: 5 }).map((list) => list.toSorted((a, b) => a - b));
    await fc.assert(fc.asyncProperty(days, async (runs) => {
      await using w = await adopted();
      const seen: (string | null)[][] = [];
      for (const run of runs) {
        await on(w, new Date(Date.parse('2026-11-24T02:00:00.000Z') + run * 86_400_000).toISOString());
        const today = w.clock.now().toISOString().slice(0, 10);
        const now = await listSteps(w.db, [w.id]);
        for (const [at, { dueOn, askedOn }] of now.entries()) {
          expect(askedOn !== null).toBe((dueOn ?? '') <= today);
          const was = seen.at(-1)?.[at] ?? null;
          if (was !== null) expect(askedOn).toBe(was);
        }
        expect(now.filter(({ askedOn, doneOn }) => askedOn === today && doneOn === null).length).toBeLessThanOrEqual(1);
        seen.push(now.map(({ askedOn }) => askedOn));
      }
    }), { numRuns: 6 });
  });

  it('that were answered before the next one stay answered by their own words', async () => {
    await using w = await adopted();
    await on(w, '2027-02-23T01:00:00.000Z');
    expect(await answer(w, 'Lần một: chạy thử.')).toEqual({ ok: true });
    await on(w, '2027-05-23T01:00:00.000Z');
    expect(await answer(w, 'Lần hai: đã dùng.')).toEqual({ ok: true });
    expect(await steps(w)).toEqual([['2027-02-23', '2027-02-23', 'Lần một: chạy thử.'], ['2027-05-23', '2027-05-23', 'Lần hai: đã dùng.'], [null, null, null]]);
  });

  it('are answered once by two tabs, and not before they are asked', async () => {
    await using w = await adopted();
    expect(refusals(await answer(w))).toMatch(/^form: /);
    await on(w, '2027-02-23T01:00:00.000Z');
    const got = await Promise.all([answer(w, 'Thẻ thứ nhất nói thế này.'), answer(w, 'Thẻ thứ hai nói thế khác.')]);
    expect(got.map(({ ok }) => ok)).toEqual([true, false]);
    expect((await steps(w))[0]?.[2]).toBe('Thẻ thứ nhất nói thế này.');
  });

  it('go on after an adoption that was given up is taken up again, from that day on', async () => {
    await using w = await adopted();
    await changeAdoptionState(w.ports, w.leader, { id: w.id, revision: await revision(w), state: 'NOT_APPLIED', reason: 'Chưa có kinh phí vận hành.' });
    expect(await on(w, '2027-02-23T01:00:00.000Z')).toBe(0);
    await changeAdoptionState(w.ports, w.leader, { id: w.id, revision: await revision(w), state: 'PILOT', reason: '' });
    expect([await on(w, '2027-03-01T01:00:00.000Z'), await on(w, '2027-05-23T01:00:00.000Z')]).toEqual([0, 1]);
    expect((await listAdoptionWork(w.db, w.leader, '2027-05-23')).map(({ count }) => count)).toEqual([1]);
  });
});

describe('the page of an answer', () => {
  const post = (w: Adopted, form: Record<string, string>, as: Actor | null = w.leader) => w.ask(page.action, as, { id: w.id }, form);

  it('refuses half a form and words that say nothing, and keeps what was typed', async () => {
    await using w = await adopted();
    await on(w, '2027-02-23T01:00:00.000Z');
    const now = String(await revision(w));
    for (const form of [{}, { revision: now }, { revision: now, answer: 'ngắn' }, { revision: now, answer: ' \u200b'.repeat(20) }, { revision: now, answer: '😀'.repeat(9) }, { revision: 'x', answer: 'Đang chạy thử ở xã.' }, { revision: now, answer: 'd'.repeat(2_001) }] as Record<string, string>[]) {
      const { status, body } = await post(w, form);
      expect([form, status]).toEqual([form, 422]);
      if (form['answer']?.trim() === 'ngắn') expect(body).toMatchObject({ values: { answer: 'ngắn' } });
    }
    expect((await post(w, { revision: String(Number(now) - 1), answer: 'Đang chạy thử ở xã.' })).status).toBe(409);
    expect((await steps(w))[0]?.[1]).toBeNull();
    expect((await post(w, { revision: now, answer: 'd'.repeat(2_000) })).status).toBe(303);
  });

  it('is the leaders’ of that unit alone', async () => {
    await using w = await adopted();
    await on(w, '2027-02-23T01:00:00.000Z');
    const form = { revision: String(await revision(w)), answer: 'Đang chạy thử ở hai xã.' };
    for (const role of roles.filter((one) => one !== 'UNIT_LEADER')) expect([role, (await post(w, form, await w.person(role))).status]).toEqual([role, 403]);
    const elsewhere = await w.person('UNIT_LEADER', await makeUnit(w.db, { name: 'UBND xã khác' }));
    expect([403, 404]).toContain((await post(w, form, elsewhere)).status);
    expect([403, 404]).toContain((await post(w, form, w.entries[0]?.owner ?? null)).status);
    expect((await post(w, form)).status).toBe(303);
  });
});

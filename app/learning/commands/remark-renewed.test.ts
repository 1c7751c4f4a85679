import { describe, expect, it } from 'vitest';
import { makeEditor, remarkNow, suspend } from '../../../tests/world/sittings.ts';
import { renewalWorld, renewedCourse, type RenewalWorld } from '../../../tests/world/renewals.ts';
import type { Actor } from '../../people/actor.ts';
import { getAttemptResult } from '../queries/attempt-result.server.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';

/** Tests so short that questions can be spared. */
const short = {
  assessments: renewedCourse.assessments?.map((test) => ({ ...test, blueprint: test.blueprint.map((row) => ({ ...row, count: 2 })) })) ?? [],
};

/** Takes what an attempt asked of a module out of use, one question after the other, and marks again. @returns how many attempts were marked, for each */
async function suspendAsked(w: RenewalWorld, attemptId: string, module: string): Promise<number[]> {
  const editor = await makeEditor(w.db);
  const rows = await w.db
    .selectFrom('attempt_question as q')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .innerJoin('question as k', 'k.id', 'v.question_id')
    .select('k.key')
    .where('q.attempt_id', '=', attemptId)
    .where('v.module_key', '=', module)
    .execute();
  const marked = [];
  for (const { key } of rows) marked.push(await remarkNow(w.db, w.clock, await suspend(w.db, w.clock, editor, w.course.slug, key)));
  return marked;
}
const statusOf = async (w: RenewalWorld, who: Actor) => (await w.outline(who)).modules.map(({ key, lessons, assessments }) => `${key} ${[...lessons, ...assessments].map((step) => (step.isCredited ? 'proven' : step.status)).join(' ')}`);
const factsOf = (w: RenewalWorld, verb: string) => w.db.selectFrom('progress_event').select(['user_id', 'object_id']).where('verb', '=', verb).execute();

describe('marking again in a course that is renewed', () => {
  it('changes the result of an earlier round and moves nothing in the present one', async () => {
    await using w = await renewalWorld(short);
    const person = await w.graduate();
    await w.db.updateTable('attempt_question').set({ points: 0 }).execute();
    await w.db.updateTable('attempt').set({ score: 0 }).execute();
    await w.openYear();
    const [before, certificates] = [await statusOf(w, person), await w.certificates(person)];
    const { id } = await w.db.selectFrom('attempt').select('id').orderBy('id').executeTakeFirstOrThrow();
    expect(Math.min(...(await suspendAsked(w, id, 'm1')))).toBeGreaterThan(0);
    expect((await w.db.selectFrom('attempt').select('score').where('score', '>', 0).execute()).length).toBeGreaterThan(0);
    expect(await factsOf(w, 'attempt.remarked')).toEqual([]);
    expect([await statusOf(w, person), await w.certificates(person)]).toEqual([before, certificates]);
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });

  it('credits what a pre-test proves once its faulty questions count as right, once', async () => {
    await using w = await renewalWorld(short);
    const person = await w.graduate();
    await w.openYear();
    const attemptId = await w.sit(person, ['m2']);
    expect(await statusOf(w, person)).toEqual(['m1 todo todo locked', 'm2 proven proven']);
    await suspendAsked(w, attemptId, 'm1');
    expect(await statusOf(w, person)).toEqual(['m1 proven proven proven', 'm2 proven proven']);
    const credited = await factsOf(w, 'lesson.credited');
    expect(credited.length).toBe(new Set(credited.map(({ object_id: id }) => id)).size);
    const result = await getAttemptResult(w.db, { attemptId, userId: person.id, now: w.clock.now().toISOString() });
    expect(result).toMatchObject({ pretest: { modules: [{ key: 'm1', isProven: true, right: 2 }, { key: 'm2', isProven: true }] } });
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });
});

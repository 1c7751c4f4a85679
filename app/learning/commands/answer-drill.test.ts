import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, lessonOf, makeCourse } from '../../../tests/world/courses.ts';
import { drillTypes, sampleDrill } from '../../../tests/world/drills.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { rightAnswers } from '../../../tests/world/study.ts';
import type { HandedIn } from '../rules/drill-answer.ts';
import type { DrillType } from '../rules/drill.ts';
import { listProgressDifferences } from '../queries/progress-differences.server.ts';
import { answerChecks } from './answer-check.server.ts';
import { completeLesson } from './complete-lesson.server.ts';

const secret = 'a secret of thirty-two characters';
let second = 0;
/** Each deed a second after the one before it: the ledger knows the order by the time. */
const tick = () => new Date(Date.parse('2026-11-23T01:00:00.000Z') + 1000 * (second += 1)).toISOString();
const right = (type: DrillType) => rightAnswers({ blocks: [sampleDrill(type)] });

async function world() {
  const db = await freshDb();
  const course = await makeCourse(db, { lessons: [{ slug: 'bai', drills: drillTypes }], assessments: 'none' });
  const people = { one: await makePerson(db), two: await makePerson(db) };
  for (const { id } of Object.values(people)) await enrolled(db, id, course);
  const lesson = await lessonOf(db, course);
  const answer = async (answers: Record<string, string>, handedIn: HandedIn, who: keyof typeof people = 'one', now = tick()) => db.transaction().execute((tx) => answerChecks(tx, { userId: people[who].id, lesson, answers, handedIn, now }));
  const finish = async (answers: Record<string, string>, who: keyof typeof people = 'one') => (await completeLesson(db, { userId: people[who].id, lesson: await lessonOf(db, course), answers, now: tick(), secret })).unanswered;
  const row = (type: string, who: keyof typeof people = 'one') => db.selectFrom('check_progress').select(['answer', 'is_correct as correct', 'tries']).where('user_id', '=', people[who].id).where('check_key', '=', type).executeTakeFirst();
  const events = async () => (await db.selectFrom('progress_event').select('id').where('verb', '=', 'check.answered').execute()).length;
  return { db, course, people, answer, finish, row, events };
}
let w: Awaited<ReturnType<typeof world>>;
beforeAll(async () => void (w = await world()));
afterAll(() => w.db.destroy());

describe.each(drillTypes)('%s', (type) => {
  const form = right(type);
  const [, [field = '', value = ''] = []] = Object.entries(form);

  it('is open until it is handed in, through all that can happen before', async () => {
    const open = async (answers: Record<string, string>, handedIn: HandedIn) => (await w.answer(answers, handedIn)).unanswered.includes(type);
    expect(await open({}, 'none')).toBe(true);
    expect(await open({ [type]: '', [field]: value }, 'none')).toBe(true);
    expect(await w.row(type)).toMatchObject({ correct: 0, tries: 0 });
    expect(await open(form, { key: 'another' })).toBe(true);
    expect(await open(form, { key: type })).toBe(false);
    expect(await w.row(type)).toMatchObject({ correct: 1, tries: 1 });
  });

  it('handed in twice, from two tabs at once, is one fact', async () => {
    const before = await w.events();
    const now = tick();
    await Promise.all([w.answer(form, { key: type }, 'two', now), w.answer(form, { key: type }, 'two', now), w.answer(form, 'all', 'two', now)]);
    expect([await w.events(), (await w.row(type, 'two'))?.tries]).toEqual([before + 1, 1]);
  });

  it('keeps what is worth less as another try, and says what it was worth in the ledger', async () => {
    const { standing } = await w.answer(type === 'signs' ? { signs: '', 'signs.2': '1' } : { ...form, [field]: [...new Set(['a', 'keep', 'report', '1', '2', '4'])].find((other) => other !== value) ?? '' }, { key: type });
    expect((await w.row(type))?.answer).toBe(standing.get(type));
    const { result } = await w.db.selectFrom('progress_event').select('result').where('verb', '=', 'check.answered').orderBy('seq', 'desc').executeTakeFirstOrThrow();
    const fact = JSON.parse(result) as { correct: boolean; points?: number; of?: number; isDraft?: true };
    expect(fact.correct).toBe(false);
    if (!fact.isDraft) expect([Number(fact.points) < Number(fact.of), (await w.row(type))?.tries]).toEqual([true, 2]);
  });
});

describe('the lesson', () => {
  it('ends when everything is done, rightly or not, and never before', async () => {
    const all = rightAnswers({ blocks: drillTypes.map((type) => sampleDrill(type)) });
    for (const type of drillTypes) {
      const without = Object.fromEntries(Object.entries({ ...all, [type]: '' }).filter(([name]) => !name.startsWith(`${type}.`)));
      expect(await w.finish(without, 'one'), type).toEqual([type]);
    }
    expect(await w.finish(all)).toEqual([]);
  });

  it('asks again only for the practice that a newer version has changed or added, and the end that was reached stays', async () => {
    await w.finish(rightAnswers({ blocks: drillTypes.map((type) => sampleDrill(type)) }), 'two');
    const next = await makeCourse(w.db, { of: w.course, lessons: [{ slug: 'bai', checks: ['q1'], drills: drillTypes }], assessments: 'none' });
    const body = { blocks: (await lessonOf(w.db, next)).body.blocks.map((block) => (block.kind === 'drill' && block.body.type === 'inbox' ? { ...block, body: { ...block.body, messages: [...block.body.messages, ...block.body.messages.slice(0, 1)] } } : block)), outline: [], anchors: [], islands: [] };
    await w.db.updateTable('lesson_version').set({ body: JSON.stringify(body) }).where('id', '=', next.lessons[0]?.versionId ?? '').execute();
    const lesson = { ...(await lessonOf(w.db, next)), body };
    const { unanswered } = await w.db.transaction().execute((tx) => answerChecks(tx, { userId: w.people.two.id, lesson, answers: {}, now: tick() }));
    expect(unanswered).toEqual(['q1', 'inbox']);
    expect(await w.db.selectFrom('lesson_progress').select('completed_at').where('user_id', '=', w.people.two.id).executeTakeFirst()).not.toEqual({ completed_at: null });
  });

  it('and after all of that the ledger says what the screens say', async () => {
    expect((await listProgressDifferences(w.db)).differences).toEqual([]);
  });
});

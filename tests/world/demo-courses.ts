import type { Db } from '../../db/client.ts';
import { insertMany, type NewRow } from '../../db/seeds/bulk.ts';
import { idFromKey } from '../../db/seeds/ids.ts';
import { sampleScenario } from './courses.ts';
import { sampleBodies } from './learning.ts';

const releasedAt = '2025-11-24T01:00:00.000Z';
const modules = ['m1', 'm2'];

/** The two assigned courses of the demo and a voluntary one, small and with the same ids in every database. */
export async function makeDemoCourses(db: Db): Promise<void> {
  for (const slug of ['an-toan-thong-tin', 'de-an-06', 'ky-nang-so']) await makeCourse(db, slug);
}

async function makeCourse(db: Db, slug: string): Promise<void> {
  const id = idFromKey(`course:${slug}`);
  const versionId = idFromKey(`version:${slug}`);
  const settings = JSON.stringify({ aim: '', audience: '', models: [43], periods: 3, passScore: 8, certificateValidMonths: slug === 'ky-nang-so' ? null : 12 });
  await insertMany(db, 'course', [{ id, slug, created_at: releasedAt, retired_at: null }]);
  await insertMany(db, 'course_version', [{ id: versionId, course_id: id, content_hash: slug, title: `Khoá ${slug}`, summary: '', search_fold: slug, settings, compiled_at: releasedAt, released_at: releasedAt, released_by: null, superseded_at: null }]);
  await insertMany(db, 'course_module', modules.map((key, position) => ({ id: idFromKey(`${slug}:${key}`), course_version_id: versionId, key, title: key, aim: '', position })));
  const lessons = modules.flatMap((module) => ['a', 'b'].map((name, position) => ({ slug: `${module}-${name}`, module, position })));
  await insertMany(db, 'lesson', lessons.map((lesson) => ({ id: idFromKey(`${slug}:${lesson.slug}`), course_id: id, slug: lesson.slug })));
  await insertMany(db, 'lesson_version', lessons.map((lesson): NewRow<'lesson_version'> => ({
    id: idFromKey(`${slug}:${lesson.slug}:1`), course_version_id: versionId, lesson_id: idFromKey(`${slug}:${lesson.slug}`), module_key: lesson.module, position: lesson.position,
    title: lesson.slug, summary: '', minutes: 7, word_count: 700, details: '{}', body: JSON.stringify({ blocks: [check('c1'), sampleScenario('s1'), check('c2')], outline: [], anchors: [], islands: [] }),
  })));
  await addBank(db, slug, id, versionId);
  await addAssessments(db, slug, id, versionId);
}

function check(key: string) {
  const options = ['a', 'b', 'c'].map((name) => ({ key: name, html: name, correct: name === 'b', why: '' }));
  return { kind: 'check', key, question: '?', options };
}

async function addBank(db: Db, slug: string, courseId: string, versionId: string): Promise<void> {
  const questions = modules.flatMap((module) => [...sampleBodies, ...sampleBodies].map((body, at) => ({ key: `${module}-q${at}`, module, body })));
  await insertMany(db, 'question', questions.map(({ key }) => ({ id: idFromKey(`${slug}:${key}`), course_id: courseId, key })));
  await insertMany(db, 'question_version', questions.map(({ key, module, body }): NewRow<'question_version'> => ({
    id: idFromKey(`${slug}:${key}:1`), course_version_id: versionId, question_id: idFromKey(`${slug}:${key}`), module_key: module, type: body.type, level: 'REMEMBER',
    lesson_slug: `${module}-a`, anchor: 'x', source: '', as_of: '2025-11-01', expires_on: null, body: JSON.stringify(body),
  })));
}

async function addAssessments(db: Db, slug: string, courseId: string, versionId: string): Promise<void> {
  const assessments = [
    ...modules.map((module) => ({ key: `kiem-tra-${module}`, kind: 'MODULE', module_key: module, minutes: 12, attempts: 5, wait: 0, blueprint: [{ module, level: 'REMEMBER', count: 8 }] })),
    { key: 'cuoi-khoa', kind: 'FINAL', module_key: null, minutes: 30, attempts: 3, wait: 30, blueprint: modules.map((module) => ({ module, level: 'REMEMBER', count: 6 })) },
  ];
  await insertMany(db, 'assessment', assessments.map(({ key }) => ({ id: idFromKey(`${slug}:${key}`), course_id: courseId, key })));
  await insertMany(db, 'assessment_version', assessments.map(({ key, kind, module_key, minutes, attempts, wait, blueprint }, position): NewRow<'assessment_version'> => ({
    id: idFromKey(`${slug}:${key}:1`), course_version_id: versionId, assessment_id: idFromKey(`${slug}:${key}`), kind, module_key, position, title: key, time_limit_minutes: minutes,
    pass_score: 8, max_attempts: attempts, cooldown_minutes: wait, question_count: blueprint.reduce((sum, row) => sum + row.count, 0), blueprint: JSON.stringify(blueprint),
  })));
}

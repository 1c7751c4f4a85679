import type { DemoAssessment, DemoCourse, DemoQuestion } from '../../db/seeds/demo/read-courses.ts';
import { sampleScenario } from './courses.ts';
import { sampleBodies } from './learning.ts';

/** A course in memory: two modules with two lessons each, a test for each module, a final one. */
export function demoCourse(slug = 'an-toan-thong-tin'): DemoCourse {
  const modules = ['m1', 'm2'];
  const questions = modules.flatMap((module) => [0, 1].flatMap((round) => sampleBodies.map((body, at): DemoQuestion => ({ versionId: `v-${module}-${round}-${at}`, questionId: `q-${module}-${round}-${at}`, module, level: 'REMEMBER', expiresOn: null, body, oddity: null }))));
  const assessment = (id: string, traits: Partial<DemoAssessment>): DemoAssessment => ({
    id, versionId: `${id}-1`, kind: 'MODULE', module: null, minutes: 12, passScore: 8, maxAttempts: 5, cooldownMinutes: 0, blueprint: [], questions, ...traits,
  });
  return {
    courseId: `course-${slug}`,
    versionId: `version-${slug}`,
    slug,
    title: 'An toàn thông tin',
    settings: { aim: '', audience: '', models: [43], periods: 3, passScore: 8, certificateValidMonths: 12 },
    lessons: modules.flatMap((module) => ['a', 'b'].map((name) => ({ id: `${module}-${name}`, slug: `${module}-${name}`, module, minutes: 8, checks: [{ key: 'c1', options: ['a', 'b', 'c'], correctKey: 'b' }], situations: [{ after: 1, scenario: sampleScenario('s1') }] }))),
    assessments: [
      ...modules.map((module) => assessment(`test-${module}`, { module, blueprint: [{ module, level: 'REMEMBER', count: 8 }] })),
      assessment('final', { kind: 'FINAL', minutes: 30, maxAttempts: 3, cooldownMinutes: 30, blueprint: modules.map((module) => ({ module, level: 'REMEMBER' as const, count: 6 })) }),
    ],
  };
}

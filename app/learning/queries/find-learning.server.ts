import type { Db } from '../../../db/client.ts';
import { fold } from '../../platform/text/fold.ts';
import { matchCourses } from '../rules/match-courses.ts';
import { listCatalogue, searchLessons, type FoundLesson } from './catalogue.server.ts';

export interface FoundLearning {
  courses: { slug: string; title: string; summary: string }[];
  lessons: FoundLesson[];
}

/** Courses and lessons that a question finds, for pages that search more than learning; nothing for no question. */
export async function findLearning(db: Db, userId: string, question: string): Promise<FoundLearning> {
  // Signs alone match every course, because no word of them is missing.
  if (fold(question) === '') return { courses: [], lessons: [] };
  const courses = matchCourses(await listCatalogue(db, userId), question).map(({ slug, title, summary }) => ({ slug, title, summary }));
  return { courses, lessons: await searchLessons(db, question) };
}

import { holdsWords } from './match-words.ts';

/** The courses whose title or summary holds every word of the question, folded; all of them for an empty question. */
export const matchCourses = <Course extends { title: string; summary: string }>(courses: readonly Course[], question: string): Course[] =>
  courses.filter(({ title, summary }) => holdsWords(question, title, summary));

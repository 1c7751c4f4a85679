import type { Instant } from '../../platform/clock.ts';
import { compareTexts } from '../../platform/text/fold.ts';
import { holdsWords } from './match-words.ts';

/** A note that somebody wrote on a lesson, and where that lesson stands today. */
export interface OwnNote {
  lessonId: string;
  lesson: string;
  courseSlug: string;
  course: string;
  body: string;
  updatedAt: Instant;
  /** Its place in the course; null once the course has the lesson no more or is withdrawn itself: the words stay hers. */
  place: { href: string; module: string; number: number; position: number } | null;
}

export interface NotedCourse {
  slug: string;
  title: string;
  notes: OwnNote[];
}

/** Notes in the order of their courses and lessons; those whose lesson is gone come last in theirs. Emptied notes are none. */
export function notesByCourse(notes: readonly OwnNote[]): NotedCourse[] {
  const written = notes.filter(({ body }) => body.trim() !== '');
  const courses = [...Map.groupBy(written, ({ courseSlug }) => courseSlug)].map(([slug, own]) => ({ slug, title: own[0]?.course ?? slug, notes: own.toSorted(inCourse) }));
  return courses.toSorted((a, b) => compareTexts(a.title, b.title));
}

const last = Number.MAX_SAFE_INTEGER;
const inCourse = (a: OwnNote, b: OwnNote) => (a.place?.position ?? last) - (b.place?.position ?? last) || compareTexts(a.lesson, b.lesson);

/** What a search leaves: all words stand in the note, or all in the titles of its lesson, module and course. Some here and some there would find notes that say nothing of it. */
export function findNotes(courses: readonly NotedCourse[], { q, course }: { q: string; course?: string | undefined }): NotedCourse[] {
  const fits = (note: OwnNote) => holdsWords(q, note.body) || holdsWords(q, note.lesson, note.place?.module ?? '', note.course);
  return courses.filter(({ slug }) => !course || slug === course).map((one) => ({ ...one, notes: one.notes.filter(fits) })).filter(({ notes }) => notes.length > 0);
}

export const countNotes = (courses: readonly NotedCourse[]): number => courses.reduce((sum, { notes }) => sum + notes.length, 0);

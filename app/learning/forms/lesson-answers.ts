import { z } from 'zod';

/** Answers in a lesson by name: the key of a question, or key and field of practice. Which names mean something, the lesson says. */
export const lessonAnswers = z.record(z.string().max(100), z.string().max(40));

import { z } from 'zod';
import { inBoth } from '../../platform/http/in-both.ts';
import { questionMessages as messages } from '../messages/questions.ts';
import { slug } from './params.ts';

export const questionTypes = ['single', 'multiple', 'true_false', 'ordering', 'matching', 'short_answer'] as const;
export const questionStates = ['suspicious', 'suspended', 'few'] as const;
export const questionSorts = ['question', 'answers', 'facility', 'discrimination', 'flags'] as const;

export const questionParams = z.object({ course: slug, question: slug });

/** Filters and order as they stand in the URL; what is not understood is left out. A minus turns the order round. */
export const questionsQuery = z.object({
  module: slug.optional().catch(undefined),
  type: z.enum(questionTypes).optional().catch(undefined),
  state: z.enum(questionStates).optional().catch(undefined),
  sort: z.templateLiteral([z.enum(['', '-']), z.enum(questionSorts)]).default('question').catch('question'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type QuestionsQuery = z.infer<typeof questionsQuery>;

/** The address of the list with its filters. */
export function questionsHref(course: string, query: Partial<QuestionsQuery>): string {
  const pairs = Object.entries(query).filter(([key, value]) => value && !(key === 'page' && value === 1) && !(key === 'sort' && value === 'question'));
  const search = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return `/admin/courses/${course}/questions${search ? `?${search}` : ''}`;
}

const reason = z.string().trim().min(5, inBoth(messages.both('fault.reason'))).max(500, inBoth(messages.both('fault.reason')));
export const suspensionForm = z.object({ reason, version: z.uuid() });
export const reinstatementForm = z.object({ reason, suspension: z.uuid() });

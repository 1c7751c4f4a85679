import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { EditingQuestionPage, type QuestionDone } from '../components/editing-question-page.tsx';
import { questionParams } from '../forms/questions.ts';
import { canEditContent, canReleaseContent } from '../policy.ts';
import { getEditedQuestion, type EditedQuestion } from '../queries/editing-question.server.ts';

const query = z.object({ done: z.enum(['suspended', 'reinstated']).optional().catch(undefined) });

export const loader = page({ guard: canEditContent, params: questionParams, query }, async ({ actor, params, query, context }) => ({
  question: await getEditedQuestion(context.db, params.course, params.question),
  mayChange: canReleaseContent(actor),
  done: query.done ?? null,
}));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.question.key ?? ''} – hoc06` }];

export default function EditingQuestion() {
  return <EditingQuestionPage {...(useLoaderData() as unknown as { question: EditedQuestion; mayChange: boolean; done: QuestionDone | null })} />;
}

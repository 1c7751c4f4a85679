import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { EditingQuestionsPage } from '../components/editing-questions-page.tsx';
import { courseParams } from '../forms/params.ts';
import { questionsQuery, type QuestionsQuery } from '../forms/questions.ts';
import { canEditContent } from '../policy.ts';
import { listEditedQuestions, type EditedQuestions } from '../queries/editing-questions.server.ts';

export const loader = page({ guard: canEditContent, params: courseParams, query: questionsQuery }, async ({ params, query, context }) => ({ course: await listEditedQuestions(context.db, params.course, query), query }));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.course.title ?? ''} – hoc06` }];
export const handle = { layout: 'wide' };

export default function EditingQuestions() {
  return <EditingQuestionsPage {...(useLoaderData() as unknown as { course: EditedQuestions; query: QuestionsQuery })} />;
}

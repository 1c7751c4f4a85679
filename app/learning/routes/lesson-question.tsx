import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { answerBelowLesson } from '../commands/write-post.server.ts';
import { ThreadPage, type TalkDone } from '../components/talk-page.tsx';
import type { TalkPlace } from '../components/talk-parts.tsx';
import { answerForm, talkQuery, threadParams } from '../forms/lesson-posts.ts';
import { talkMessages } from '../messages/talk.ts';
import { getEnrolledLesson } from '../queries/enrolled-lesson.server.ts';
import { getThread, type Thread } from '../queries/lesson-posts.server.ts';

interface Loaded {
  place: TalkPlace;
  thread: Thread;
  done: TalkDone | null;
}

export const loader = page({ guard: 'signed-in', params: threadParams, query: talkQuery }, async ({ actor, params: { question, ...where }, query, context }): Promise<Loaded> => {
  const lesson = await getEnrolledLesson(context.db, actor.id, where.course, where.lesson);
  return { place: { ...where, courseTitle: lesson.courseTitle, lessonTitle: lesson.title }, thread: await getThread(context.db, actor.id, lesson, question), done: query.done ?? null };
});

export const action = submit({ guard: 'signed-in', params: threadParams, form: answerForm, limit: 50_000 }, async ({ actor, params, form, context }) => {
  const outcome = await answerBelowLesson(portsOf(context), actor, params, form.body);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther(`/learn/${params.course}/${params.lesson}/questions/${params.question}?done=answered`);
});

export const meta = titled((locale) => talkMessages.in(locale)('title'));

export default function LessonQuestion() {
  return <ThreadPage {...(useLoaderData() as unknown as Loaded)} />;
}

import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { askBelowLesson } from '../commands/write-post.server.ts';
import { TalkPage, type TalkDone } from '../components/talk-page.tsx';
import type { TalkPlace } from '../components/talk-parts.tsx';
import { questionForm, talkQuery } from '../forms/lesson-posts.ts';
import { lessonParams } from '../forms/params.ts';
import { talkMessages } from '../messages/talk.ts';
import { getEnrolledLesson } from '../queries/enrolled-lesson.server.ts';
import { listThreads, type Thread } from '../queries/lesson-posts.server.ts';

interface Loaded {
  place: TalkPlace;
  threads: Thread[];
  done: TalkDone | null;
}

export const loader = page({ guard: 'signed-in', params: lessonParams, query: talkQuery }, async ({ actor, params, query, context }): Promise<Loaded> => {
  const lesson = await getEnrolledLesson(context.db, actor.id, params.course, params.lesson);
  return { place: { ...params, courseTitle: lesson.courseTitle, lessonTitle: lesson.title }, threads: await listThreads(context.db, actor.id, lesson), done: query.done ?? null };
});

export const action = submit({ guard: 'signed-in', params: lessonParams, form: questionForm, limit: 50_000 }, async ({ actor, params, form, context }) => {
  const outcome = await askBelowLesson(portsOf(context), actor, params, form.body);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther(`/learn/${params.course}/${params.lesson}/questions?done=asked`);
});

export const meta = titled((locale) => talkMessages.in(locale)('title'));

export default function LessonQuestions() {
  return <TalkPage {...(useLoaderData() as unknown as Loaded)} />;
}

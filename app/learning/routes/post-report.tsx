import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { reportPost } from '../commands/own-post.server.ts';
import { ReportPage } from '../components/talk-page.tsx';
import type { TalkPlace } from '../components/talk-parts.tsx';
import { ownPostParams, reportForm } from '../forms/lesson-posts.ts';
import { talkMessages } from '../messages/talk.ts';
import { getEnrolledLesson } from '../queries/enrolled-lesson.server.ts';
import { getPost, type Post } from '../queries/lesson-posts.server.ts';

interface Loaded {
  place: TalkPlace;
  post: Post;
  back: string;
}

export const loader = page({ guard: 'signed-in', params: ownPostParams }, async ({ actor, params: { post: id, ...where }, context }): Promise<Loaded> => {
  const lesson = await getEnrolledLesson(context.db, actor.id, where.course, where.lesson);
  const { post, questionId } = await getPost(context.db, actor.id, lesson, id);
  return { place: { ...where, courseTitle: lesson.courseTitle, lessonTitle: lesson.title }, post, back: `/learn/${where.course}/${where.lesson}/questions/${questionId}` };
});

export const action = submit({ guard: 'signed-in', params: ownPostParams, form: reportForm }, async ({ actor, params, form, context }) => {
  const lesson = await getEnrolledLesson(context.db, actor.id, params.course, params.lesson);
  const { questionId } = await getPost(context.db, actor.id, lesson, params.post);
  const outcome = await reportPost(portsOf(context), actor, params.post, form.reason);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther(`/learn/${params.course}/${params.lesson}/questions/${questionId}?done=reported`);
});

export const meta = titled((locale) => talkMessages.in(locale)('report.title'));

export default function PostReport() {
  return <ReportPage {...(useLoaderData() as unknown as Loaded)} />;
}

import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { page, submit } from '../../people/route.server.ts';
import type { FormFaults } from '../../platform/http/forms.server.ts';
import { inBoth } from '../../platform/http/in-both.ts';
import { seeOther, wantsJson } from '../../platform/http/route.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Breadcrumb, Card, Notice, PageHead } from '../../ui/index.ts';
import { answerChecks } from '../commands/answer-check.server.ts';
import { saveNote } from '../commands/save-note.server.ts';
import { NoteForm } from '../components/note-form.tsx';
import { fromLesson, lessonFormLimit, lessonNoteFields } from '../forms/lesson-answers.ts';
import { lessonParams } from '../forms/params.ts';
import { readingMessages } from '../messages/reading.ts';
import { noteLimit } from '../rules/note.ts';
import { getEnrolledLesson } from '../queries/enrolled-lesson.server.ts';
import { myTraces } from '../queries/lesson-page.server.ts';

/** From the note's own page, or from the lesson with everything that stands there. */
const form = z.preprocess(
  fromLesson,
  z.object({ body: z.string().max(noteLimit, inBoth(readingMessages.both('lesson.note-too-long'))), revision: z.coerce.number().int().min(0) }).catchall(z.string().max(40)),
);

export const loader = page({ guard: 'signed-in', params: lessonParams }, async ({ actor, params, context }) => {
  const lesson = await getEnrolledLesson(context.db, actor.id, params.course, params.lesson);
  const { note } = await myTraces(context.db, actor.id, lesson);
  return { note, title: lesson.title, course: lesson.courseTitle, courseAt: `/courses/${params.course}`, at: `/learn/${params.course}/${params.lesson}` };
});

/** Saves the note, and the answers that stand beside it; when another tab was faster, both texts are shown and nothing is lost. */
export const action = submit({ guard: 'signed-in', params: lessonParams, form, limit: lessonFormLimit }, async ({ actor, params, form, context, request }) => {
  const lesson = await getEnrolledLesson(context.db, actor.id, params.course, params.lesson);
  const now = context.clock.now().toISOString();
  const { body, revision, ...answers } = form;
  if (Object.keys(answers).length > 0) await context.db.transaction().execute((tx) => answerChecks(tx, { userId: actor.id, lesson, answers, handedIn: 'none', now }));
  const saved = await saveNote(context.db, { userId: actor.id, lessonId: lesson.lessonId, body, revision, now });
  if (wantsJson(request)) return Response.json(saved.ok ? { ...saved, savedAt: now } : saved, { status: saved.ok ? 200 : 409 });
  if (saved.ok) return seeOther(`/learn/${params.course}/${params.lesson}#lesson-note`);
  return data({ ok: false as const, conflict: saved.current, values: { body }, faults: {} }, { status: 409 });
});

export const meta = titled((locale) => readingMessages.in(locale)('lesson.note'));

export default function NotePage() {
  const { note, title, course, courseAt, at } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as (FormFaults & { conflict?: { body: string; revision: number } }) | undefined;
  const t = useText(readingMessages);
  const locale = useLocale();
  const revision = refused?.conflict?.revision ?? note?.revision ?? 0;
  return (
    <>
      <PageHead title={`${t('lesson.note')}: ${title}`} breadcrumb={<Breadcrumb label={t('crumbs')} items={[{ label: t('catalogue.title'), href: '/courses' }, { label: course, href: courseAt }, { label: title, href: at }, { label: t('lesson.note') }]} />} />
      {refused?.conflict ? <Notice tone="warn">{t('lesson.note-conflict')}</Notice> : null}
      <Card>
        <NoteForm action="" note={{ body: refused?.values['body'] ?? refused?.values[lessonNoteFields.body] ?? note?.body ?? '', revision, updatedAt: note?.updatedAt ?? null }} error={refused?.faults['body']?.[locale]} />
      </Card>
      {refused?.conflict ? <Card title={t('lesson.note-other')}><pre className="kept-text">{refused.conflict.body}</pre></Card> : null}
    </>
  );
}

import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { EditingPreviewPage } from '../components/editing-preview-page.tsx';
import { lessonProse } from '../components/lesson-prose.tsx';
import { lessonParams } from '../forms/params.ts';
import { canEditContent } from '../policy.ts';
import { ownContent } from '../publishing/content-folder.server.ts';
import { previewLesson } from '../queries/editing-preview.server.ts';
import { listWays } from '../queries/ways.server.ts';
import { scenariosOf } from '../rules/open-checks.ts';
import { workedOut } from '../rules/solve-drill.ts';

export const loader = page({ guard: canEditContent, params: lessonParams }, async ({ params, context }) => {
  const folder = ownContent(dayIn(context.env.TZ_DISPLAY, context.clock.now()));
  const { lesson, ...preview } = await previewLesson(folder, params.course, params.lesson);
  const live = context.env.NODE_ENV === 'development';
  if (!lesson) return { ...preview, lesson, ways: [], live };
  const { body, ...facts } = lesson;
  context.slots.set('prose', lessonProse({ lessonVersionId: preview.etag, courseSlug: params.course, slug: params.lesson, body }, workedOut({ body }), context.reader.locale));
  return { ...preview, lesson: facts, ways: await listWays(context.db, params.course, params.lesson, scenariosOf({ body })), live };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.lesson?.title ?? ''} – hoc06` }];
export const handle = { script: true, layout: 'bare', rail: false };

export default function EditingPreview() {
  return <EditingPreviewPage view={useLoaderData<typeof loader>()} />;
}

import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { CataloguePage } from '../components/catalogue-page.tsx';
import { readingMessages } from '../messages/reading.ts';
import { listCatalogue, searchLessons } from '../queries/catalogue.server.ts';
import { matchCourses } from '../rules/match-courses.ts';

export const loader = page({ guard: 'signed-in', query: z.object({ q: z.string().optional() }) }, async ({ actor, query, context }) => {
  const q = normaliseLine(query.q ?? '').slice(0, 200);
  const today = dayIn(context.env.TZ_DISPLAY, context.clock.now());
  const courses = matchCourses(await listCatalogue(context.db, actor.id, today), q);
  const lessons = q ? await searchLessons(context.db, q) : [];
  return { q, courses, lessons, today };
});

export const meta = titled((locale) => readingMessages.in(locale)('catalogue.title'));
export const handle = { script: true };

export default function Catalogue() {
  return <CataloguePage view={useLoaderData<typeof loader>()} />;
}

import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { NotesPage, type NotesView } from '../components/notes-page.tsx';
import { slug } from '../forms/params.ts';
import { noteMessages } from '../messages/notes.ts';
import { listMyNotes } from '../queries/my-notes.server.ts';
import { findNotes, notesByCourse } from '../rules/own-notes.ts';

const query = z.object({ q: z.string().optional(), course: slug.optional().catch(undefined) });

export const loader = page({ guard: 'signed-in', query }, async ({ actor, query, context }): Promise<NotesView> => {
  const q = normaliseLine(query.q ?? '').slice(0, 200);
  const all = notesByCourse(await listMyNotes(context.db, actor.id));
  // A course in which she has noted nothing is no filter: a tab of before would otherwise show her an empty page.
  const course = all.find(({ slug }) => slug === query.course)?.slug;
  return { all, shown: findNotes(all, { q, course }), q, course };
});

export const meta = titled((locale) => noteMessages.in(locale)('title'));
export const handle = { script: true };

export default function Notes() {
  return <NotesPage view={useLoaderData() as unknown as NotesView} />;
}

import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { ClassesPage, type ClassTab } from '../components/classes-page.tsx';
import { classesQuery } from '../forms/classes.ts';
import { classMessages } from '../messages/classes.ts';
import { listOwnClasses, type OwnClass } from '../queries/classes.server.ts';

export const loader = page({ guard: 'signed-in', query: classesQuery }, async ({ actor, query, context }) => {
  const classes = await listOwnClasses(context.db, actor, momentOf(portsOf(context)));
  const tab: ClassTab = query.tab ?? (classes.mine.length > 0 ? 'mine' : 'open');
  return { classes, tab };
});

export const meta = titled((locale) => classMessages.in(locale)('title'));

export default function Classes() {
  return <ClassesPage {...(useLoaderData() as unknown as { classes: Record<ClassTab, OwnClass[]>; tab: ClassTab })} />;
}

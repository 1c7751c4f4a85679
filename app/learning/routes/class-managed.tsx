import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { canSeeClasses } from '../../people/policy.ts';
import { ManagedClassPage, type DeskDone } from '../components/class-desk-page.tsx';
import { classParams, doneQuery } from '../forms/classes.ts';
import { deskDone } from '../rules/desk-done.ts';
import { listClassPeople, type ClassPeople } from '../queries/class-people.server.ts';
import { getManagedClass, type ManagedClass } from '../queries/managed-class.server.ts';

export const loader = page({ guard: canSeeClasses, params: classParams, query: doneQuery }, async ({ actor, params, query, context }) => {
  const moment = momentOf(portsOf(context));
  const managed = await getManagedClass(context.db, actor, params.class, moment);
  return { managed, people: await listClassPeople(context.db, managed, moment.today), done: deskDone(query.done) };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${(data as { managed: ManagedClass } | undefined)?.managed.title ?? ''} – hoc06` }];
export const handle = { layout: 'wide' };

export default function ClassManaged() {
  return <ManagedClassPage {...(useLoaderData() as unknown as { managed: ManagedClass; people: ClassPeople; done: DeskDone | null })} />;
}

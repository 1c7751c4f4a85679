import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { typedCodeHolds } from '../check-in-token.server.ts';
import { checkIn } from '../commands/check-in.server.ts';
import { ClassPage } from '../components/class-page.tsx';
import { classParams, codeForm, doneQuery } from '../forms/classes.ts';
import { checkInLimit } from '../rules/check-in-limit.ts';
import { classMessages } from '../messages/classes.ts';
import { getOwnClass, type OwnClassPage } from '../queries/classes.server.ts';

type Done = 'placed' | 'waiting' | 'left' | 'present' | 'already';
const shown: readonly string[] = ['placed', 'waiting', 'left', 'present', 'already'];

export const loader = page({ guard: 'signed-in', params: classParams, query: doneQuery }, async ({ actor, params, query, context }) => {
  const view = await getOwnClass(context.db, actor, params.class, momentOf(portsOf(context)));
  return { view, done: query.done && shown.includes(query.done) ? (query.done as Done) : null };
});

/** Checks in with the code of the room, typed. */
export const action = submit({ guard: 'signed-in', params: classParams, form: codeForm }, async ({ actor, params, form, context }) => {
  await context.spendPoint(checkInLimit, actor.id);
  const ports = portsOf(context);
  const view = await getOwnClass(context.db, actor, params.class, momentOf(ports));
  // One session may still be under way when the next one lets in already: the code says which of them is meant.
  const session = view.sessionRows.find(({ id }) => typedCodeHolds(context.secret, id, form.code, momentOf(ports).at));
  if (!session) return refusedForm({ code: classMessages.both('check-in.wrong') }, form);
  const outcome = await checkIn(ports, actor, session.id);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther(`/classes/${params.class}?done=${outcome.isNew ? 'present' : 'already'}`);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${(data as { view: OwnClassPage } | undefined)?.view.title ?? ''} – hoc06` }];

export default function ClassRoute() {
  return <ClassPage {...(useLoaderData() as unknown as { view: OwnClassPage; done: Done | null })} />;
}

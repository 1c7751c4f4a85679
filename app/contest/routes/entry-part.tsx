import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther, wantsJson } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { saveEntryPart } from '../commands/save-entry-part.server.ts';
import { EntryStepPage, SecretNotice, stepHref } from '../components/entry-parts.tsx';
import { PartForm, type PartFaults } from '../components/entry-part-form.tsx';
import { isLate } from '../entry-refusals.ts';
import { partForm, partParams } from '../forms/entries.ts';
import { partAsTyped, partTyped } from '../forms/entry-part.ts';
import { entryMessages as messages } from '../messages/entries.ts';
import { entryHead, partView } from '../queries/entry-page.server.ts';
import { entrySteps, type EntryStep } from '../rules/entry-parts.ts';
import { secretMarksIn } from '../rules/secret-marks.ts';

export const loader = page({ guard: 'signed-in', params: partParams }, async ({ actor, params, context }) => {
  const entry = await entryHead(context.db, actor, params.id, momentOf(portsOf(context)).at);
  return { entry, step: params.part.toLowerCase() as EntryStep, view: await partView(context.db, actor, params.id, params.part) };
});

/** Saves a step; when another tab or member was faster, both texts are shown and nothing is lost. */
export const action = submit({ guard: 'signed-in', params: partParams, form: partForm }, async ({ actor, params, form, context, request }) => {
  const saved = await saveEntryPart(portsOf(context), actor, { entryId: params.id, part: params.part }, partTyped(params.part, form));
  const step = params.part.toLowerCase() as EntryStep;
  if (saved.ok && wantsJson(request)) return Response.json({ ok: true, revision: saved.current.revision, entryRevision: saved.current.head.revision });
  if (saved.ok) return seeOther(form.next === 'on' ? stepHref(params.id, entrySteps[entrySteps.indexOf(step) + 1] ?? 'check') : `${stepHref(params.id, step)}?done=saved`);
  const { current } = saved;
  const conflict = current ? { body: current.body, revision: current.revision, title: current.head.title, track: current.head.trackId ?? '', entryRevision: current.head.revision, datasets: current.datasets } : undefined;
  const answer = { ...refuseForm(conflict ? { body: saved.faults['revision'] ?? { vi: '', en: '' } } : saved.faults, partAsTyped(form)), ...(conflict ? { conflict } : {}) };
  const status = conflict || isLate(saved) ? 409 : 422;
  return wantsJson(request) ? Response.json(answer, { status }) : data(answer, { status });
});

export const meta = titled((locale) => messages.in(locale)('list.title'));
export const handle = { script: true };

export default function EntryPartPage() {
  const { entry, step, view } = useLoaderData<typeof loader>();
  const sent = useActionData() as PartFaults | undefined;
  const t = useText(messages);
  const marks = sent?.ok === false ? secretMarksIn(`${sent.values['title'] ?? ''}\n${sent.values['body'] ?? ''}`) : view.marks;
  return (
    <EntryStepPage entry={entry} step={step} lead={t(`hint.${step}` as 'hint.summary')} note={<SecretNotice marks={marks} />}>
      <Faults />
      <PartForm entry={entry} step={step} view={view} />
    </EntryStepPage>
  );
}

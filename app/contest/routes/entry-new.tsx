import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, EmptyState, LinkButton, PageHead, Select, TextInput } from '../../ui/index.ts';
import { startEntry } from '../commands/start-entry.server.ts';
import { ClosedNotice } from '../components/entry-parts.tsx';
import { ContestCrumbs } from '../components/public-parts.tsx';
import { isLate } from '../entry-refusals.ts';
import { contestParams, newEntryForm } from '../forms/entries.ts';
import { entryMessages as messages } from '../messages/entries.ts';
import { newEntryView, type NewEntryView } from '../queries/entry-page.server.ts';
import { titleLimit } from '../rules/entry-parts.ts';

export const loader = page({ guard: 'signed-in', params: contestParams }, ({ actor, params, context }) => newEntryView(context.db, actor, params.slug, momentOf(portsOf(context)).at));

export const action = submit({ guard: 'signed-in', params: contestParams, form: newEntryForm }, async ({ actor, params, form, context }) => {
  const outcome = await startEntry(portsOf(context), actor, { slug: params.slug, title: form.title, trackId: form.track });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { title: form.title, track: form.track ?? '' }), { status: isLate(outcome) ? 409 : 422 });
  return seeOther(`/contests/entries/${outcome.id}/parts/summary`);
});

export const meta = titled((locale) => messages.in(locale)('new.title'));

export default function NewEntryPage() {
  const view = useLoaderData<typeof loader>();
  const t = useText(messages);
  const formats = useFormats();
  const lead = view.phase === 'OPEN' && view.close ? t('new.lead', { close: formats.second(view.close) }) : undefined;
  return (
    <div className="stack-l">
      <PageHead title={t('new.title')} eyebrow={view.contest.title} lead={lead} breadcrumb={<ContestCrumbs call={view.contest} here={t('new.title')} />} />
      <div className="form"><Faults />{view.phase === 'OPEN' ? <Begin view={view} /> : <ClosedNotice entry={{ isOpen: false, isOver: view.phase === 'LATE', close: view.close }} />}</div>
    </div>
  );
}

function Begin({ view }: { view: NewEntryView }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const next = encodeURIComponent(`/contests/${view.contest.slug}/entries/new`);
  if (!view.hasProfile) return <EmptyState icon="user" title={t('new.profile')} action={<LinkButton href={`/contests/profile?next=${next}`}>{t('new.to-profile')}</LinkButton>}>{t('new.profile-text')}</EmptyState>;
  return (
    <form method="post" noValidate className="stack">
      <TextInput name="title" label={t('field.title')} hint={t('field.title-hint')} error={say('title')} defaultValue={value('title')} maxLength={titleLimit} required />
      {view.tracks.length > 0 ? <Select name="track" label={t('field.track')} error={say('track')} defaultValue={value('track')} emptyLabel={t('field.track-none')} options={view.tracks.map(({ id, title }) => ({ value: id, label: title }))} /> : null}
      <div className="row"><Button>{t('new.begin')}</Button></div>
    </form>
  );
}

import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PageHead } from '../../ui/index.ts';
import { setGalleryConsent, setOwnName } from '../commands/gallery-consent.server.ts';
import { EntryCrumbs } from '../components/entrant-parts.tsx';
import { consentForm, entryParams } from '../forms/results.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { findGalleryConsent, findUnnamed } from '../queries/gallery.server.ts';
import { getOwnEntry, type OwnEntry } from '../queries/own-entry.server.ts';

export const loader = page({ guard: 'signed-in', params: entryParams }, async ({ actor, params, context }) => ({ entry: await getOwnEntry(context.db, actor, params.id), consent: (await findGalleryConsent(context.db, params.id)) ?? null, unnamedAt: await findUnnamed(context.db, params.id, actor.id) }));

export const action = submit({ guard: 'signed-in', params: entryParams, form: consentForm }, async ({ actor, params, form, context }) => {
  const isOwn = form.deed === 'name' || form.deed === 'unname';
  const outcome = isOwn ? await setOwnName(portsOf(context), actor, { entry: params.id, isNamed: form.deed === 'name' }) : await setGalleryConsent(portsOf(context), actor, { entry: params.id, isGiven: form.deed === 'give' });
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contests/entries/${params.id}/gallery`);
});

export const meta = titled((locale) => messages.in(locale)('gallery.consent-title'));

export default function EntryGallery() {
  const { entry, consent, unnamedAt } = useLoaderData() as unknown as { entry: OwnEntry; consent: { givenAt: string; withdrawnAt: string | null } | null; unnamedAt: string | null };
  const t = useText(messages);
  const formats = useFormats();
  const isGiven = consent !== null && consent.withdrawnAt === null;
  return (
    <div className="stack-l">
      <PageHead title={t('gallery.consent-title')} eyebrow={entry.number} lead={t('gallery.consent-lead')} breadcrumb={<EntryCrumbs entry={entry} here={t('gallery.consent-title')} />} />
      <Faults />
      <Card title={t('gallery.what')} id="what" lead={t('gallery.what-list')}>
        <Notice tone={isGiven ? 'ok' : 'info'} live={false}>{isGiven ? t('gallery.given', { at: formats.moment(consent.givenAt) }) : t('gallery.not-given')}</Notice>
        {entry.isOwner ? (
          <form method="post" noValidate>
            <input type="hidden" name="deed" value={isGiven ? 'withdraw' : 'give'} />
            <div className="row"><Button variant={isGiven ? 'ghost' : 'primary'}>{t(isGiven ? 'gallery.withdraw' : 'gallery.give')}</Button></div>
          </form>
        ) : <p className="muted">{t('gallery.owner')}</p>}
      </Card>
      {entry.isOwner ? null : <OwnName unnamedAt={unnamedAt} />}
    </div>
  );
}

function OwnName({ unnamedAt }: { unnamedAt: string | null }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Card title={t('gallery.name')} id="name" lead={t('gallery.name-lead')}>
      <Notice live={false}>{unnamedAt ? t('gallery.unnamed', { at: formats.moment(unnamedAt) }) : t('gallery.named')}</Notice>
      <form method="post" noValidate>
        <input type="hidden" name="deed" value={unnamedAt ? 'name' : 'unname'} />
        <div className="row"><Button variant="ghost">{t(unnamedAt ? 'gallery.name-again' : 'gallery.unname')}</Button></div>
      </form>
    </Card>
  );
}

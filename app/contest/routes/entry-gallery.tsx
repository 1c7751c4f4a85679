import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice, PageHead } from '../../ui/index.ts';
import { setGalleryConsent } from '../commands/gallery-consent.server.ts';
import { EntryCrumbs } from '../components/entrant-parts.tsx';
import { consentForm, entryParams } from '../forms/results.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { findGalleryConsent } from '../queries/gallery.server.ts';
import { getOwnEntry, type OwnEntry } from '../queries/own-entry.server.ts';

export const loader = page({ guard: 'signed-in', params: entryParams }, async ({ actor, params, context }) => ({ entry: await getOwnEntry(context.db, actor, params.id), consent: (await findGalleryConsent(context.db, params.id)) ?? null }));

export const action = submit({ guard: 'signed-in', params: entryParams, form: consentForm }, async ({ actor, params, form, context }) => {
  const outcome = await setGalleryConsent(portsOf(context), actor, { entry: params.id, isGiven: form.deed === 'give' });
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  return seeOther(`/contests/entries/${params.id}/gallery`);
});

export const meta = titled((locale) => messages.in(locale)('gallery.consent-title'));

export default function EntryGallery() {
  const { entry, consent } = useLoaderData() as unknown as { entry: OwnEntry; consent: { givenAt: string; withdrawnAt: string | null } | null };
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
    </div>
  );
}

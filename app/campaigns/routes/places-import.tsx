import { data } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { textOfFile } from '../../messaging/index.server.ts';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Field, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { importPlaces, type RowFault } from '../commands/import-places.server.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { placesImportForm } from '../forms/broadcast.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts } from '../policy.ts';

const roomForFile = 2_000_000;
const mostRowsShown = 100;
const longestShown = 100_000;

export const loader = page({ guard: canConfirmBroadcasts }, () => ({}));

export const action = submit({ guard: canConfirmBroadcasts, form: placesImportForm, limit: roomForFile }, async ({ actor, form, context }) => {
  const file = await textOfFile(form.file);
  if (file === null) return data({ ...refuseForm({ file: messages.both('fault.csv') }, { rows: form.rows }), rows: [] }, { status: 422 });
  const text = file || form.rows;
  // Half a list would be taken for the whole one when it is sent again: a large file is mended where it lies.
  const rows = text.length <= longestShown ? text : form.rows;
  const outcome = await importPlaces(portsOf(context), actor, text);
  if (!outcome.ok) return data({ ...refuseForm(outcome.faults, { rows }), rows: 'rows' in outcome ? (outcome.rows ?? []).slice(0, mostRowsShown) : [] }, { status: 422 });
  return seeOther(`/campaigns/places?done=imported&added=${outcome.added}&known=${outcome.known}`);
});

export const meta = titled((locale) => messages.in(locale)('places.import'));

export default function PlacesImportPage() {
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('places.import')} lead={t('places.import-lead')} breadcrumb={<CampaignCrumbs between={{ label: t('places.title'), href: '/campaigns/places' }} here={t('places.import')} />} />
      <div className="form">
        <Faults />
        <WrongRows />
        <Card>
          <form method="post" encType="multipart/form-data" noValidate className="stack">
            <Field id="file" label={t('places.import-file')} error={say('file')}><input type="file" id="file" name="file" accept=".csv,text/csv" className="input" /></Field>
            <TextArea name="rows" label={t('places.import-text')} error={say('rows')} defaultValue={value('rows')} rows={6} placeholder="Tên;Loại;Đơn vị;Ngang;Cao" />
            <div className="row"><Button>{t('places.import-button')}</Button><LinkButton variant="ghost" href="/campaigns/places">{t('places.cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}

function WrongRows() {
  const t = useText(messages);
  const locale = useLocale();
  const rows = (useActionData() as { rows?: RowFault[] } | undefined)?.rows ?? [];
  if (rows.length === 0) return null;
  return <Card title={t('places.import-rows')} id="rows-to-mend"><ul className="bullets">{rows.map(({ row, fault }) => <li key={row}>{t('places.row', { row, fault: fault[locale] })}</li>)}</ul></Card>;
}

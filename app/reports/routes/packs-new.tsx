import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, Select, TextInput } from '../../ui/index.ts';
import { askForPack } from '../commands/ask-for-pack.server.ts';
import { PackCrumbs } from '../components/pack-parts.tsx';
import { packForm, packStart } from '../forms/packs.ts';
import { packMessages as messages } from '../messages/packs.ts';
import { canMakePacks } from '../policy.ts';
import { packChoices } from '../queries/packs.server.ts';

export const loader = page({ guard: canMakePacks, query: packStart }, async ({ actor, query, context }) => {
  const { today } = momentOf(portsOf(context));
  return { ...(await packChoices(context.db, actor, today)), today, unit: query.unit ?? '' };
});

export const action = submit({ guard: canMakePacks, form: packForm }, async ({ actor, form, context }) => {
  const outcome = await askForPack(portsOf(context), actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  context.wakeJobs();
  return seeOther(`/reports/packs/${outcome.packId}`);
});

export const meta = titled((locale) => messages.in(locale)('new'));

export default function PacksNewRoute() {
  const { units, mostDays, today, unit } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const options = units.map(({ id, name, depth }) => ({ value: id, label: `${'\u2003'.repeat(depth)}${name}` }));
  return (
    <>
      <PageHead title={t('new')} lead={t('new.lead')} breadcrumb={<PackCrumbs here={t('new')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <Select name="unit" label={t('unit')} hint={t('unit.hint')} error={say('unit')} defaultValue={value('unit', unit || options[0]?.value)} options={options} required />
            <TextInput name="from" type="date" label={t('from')} error={say('from')} defaultValue={value('from', `${today.slice(0, 4)}-01-01`)} max={today} width="middle" required />
            <TextInput name="to" type="date" label={t('to')} hint={t('to.hint', { days: formats.number(mostDays) })} error={say('to')} defaultValue={value('to', today)} max={today} width="middle" required />
            <div className="row"><Button icon="shield-check">{t('make')}</Button><LinkButton variant="ghost" href="/reports/packs">{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}

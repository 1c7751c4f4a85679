import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { PackBody } from '../components/pack-page.tsx';
import { PackCrumbs, PackStateTag, usePeriod } from '../components/pack-parts.tsx';
import { packParams } from '../forms/packs.ts';
import { packMessages as messages } from '../messages/packs.ts';
import { canMakePacks } from '../policy.ts';
import { getPack } from '../queries/packs.server.ts';

export const loader = page({ guard: canMakePacks, params: packParams }, async ({ actor, params, context }) => ({ pack: await getPack(context.db, actor, params.id, momentOf(portsOf(context)).today) }));

export const meta = titled<typeof loader>((locale, data) => messages.in(locale)('pack.title', { unit: data?.pack.unitName ?? '' }));
export const handle = { script: true };

export default function PackRoute() {
  const { pack } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const period = usePeriod();
  const isRunning = pack.state === 'QUEUED' || pack.state === 'RUNNING';
  return (
    <div className="stack-l">
      <PageHead title={t('pack.title', { unit: pack.unitName })} lead={isRunning ? t('run.lead') : period(pack)} tags={<PackStateTag state={pack.state} />} breadcrumb={<PackCrumbs here={pack.unitName} />} />
      <PackBody pack={pack} />
    </div>
  );
}

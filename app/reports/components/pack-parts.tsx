import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Table, Tag, type Tone } from '../../ui/index.ts';
import { packMessages as messages } from '../messages/packs.ts';
import type { PackStanding, PackView } from '../queries/packs.server.ts';

const tones: Readonly<Record<PackStanding, Tone>> = { QUEUED: 'neutral', RUNNING: 'brand', DONE: 'ok', FAILED: 'danger', REFUSED: 'warn', ERASED: 'neutral' };

export function PackStateTag({ state }: { state: PackStanding }) {
  const t = useText(messages);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** The way back from a page of packs. */
export function PackCrumbs({ here }: { here?: string }) {
  const t = useText(messages);
  const list = here ? { label: t('title'), href: '/reports/packs' } : { label: t('title') };
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('reports'), href: '/reports' }, list, ...(here ? [{ label: here }] : [])]} />;
}

/** The days of a pack, as `01/01/2026 – 23/11/2026`. */
export function usePeriod(): (pack: Pick<PackView, 'from' | 'to'>) => string {
  const t = useText(messages);
  const formats = useFormats();
  return ({ from, to }) => t('period.words', { from: formats.day(from), to: formats.day(to) });
}

export function PackTable({ packs }: { packs: readonly PackView[] }) {
  const t = useText(messages);
  const formats = useFormats();
  const period = usePeriod();
  return (
    <Table
      caption={t('list')}
      hideCaption
      rows={packs}
      rowKey={(pack) => pack.id}
      columns={[
        { key: 'unit', head: t('unit'), rowHeader: true, cell: (pack) => <a href={`/reports/packs/${pack.id}`}>{pack.unitName}</a> },
        { key: 'period', head: t('period'), cell: period },
        { key: 'asked', head: t('asked'), cell: (pack) => formats.moment(pack.askedAt) },
        { key: 'asker', head: t('asked-by'), cell: (pack) => pack.asker },
        { key: 'state', head: t('state'), cell: (pack) => <PackStateTag state={pack.state} /> },
      ]}
    />
  );
}

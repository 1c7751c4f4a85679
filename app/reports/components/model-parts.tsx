import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Card, EmptyState, LinkButton, Table, type Crumb } from '../../ui/index.ts';
import { modelMessages as messages } from '../messages/models.ts';
import { reportsMessages } from '../messages/reports.ts';
import type { AgencyRole, Carrier, PilotModel } from '../queries/models.server.ts';

/** The way from the reports to a model. */
export function ModelCrumbs({ model, between, here }: { model?: { number: number }; between?: Crumb; here?: string }) {
  const t = useText(messages);
  const r = useText(reportsMessages);
  const items = [{ label: r('title'), href: '/reports' }, ...(model ? [{ label: t('title'), href: '/reports/models' }] : []), ...(model && here ? [{ label: t('model-no', { number: model.number }), href: `/reports/models/${model.number}` }] : []), ...(between ? [between] : [])];
  return <Breadcrumb label={r('crumbs')} items={[...items, { label: here ?? (model ? t('model-no', { number: model.number }) : t('title')) }]} />;
}

/** The plan's own words about time, with the days that they fix. */
export function useDeadline(): (model: Pick<PilotModel, 'deadlineText' | 'startsOn' | 'endsOn'>) => string {
  const t = useText(messages);
  const formats = useFormats();
  return ({ deadlineText: text, startsOn, endsOn }) => (startsOn === null ? text : endsOn === null ? t('deadline-open', { text, first: formats.day(startsOn) }) : t('deadline-days', { text, first: formats.day(startsOn), last: formats.day(endsOn) }));
}

/** A group of the register in one line: forty-three models below each other are twenty screens of a phone. */
export function ModelGroupLine({ models, carriers }: { models: readonly PilotModel[]; carriers: ReadonlyMap<number, Carrier[]> }) {
  const t = useText(messages);
  const formats = useFormats();
  const without = models.filter(({ number }) => (carriers.get(number)?.length ?? 0) === 0).length;
  const count = t('group-count', { count: formats.number(models.length) });
  return <>{models[0]?.groupName}<span className="muted small block">{without === 0 ? count : t('group-without', { count, without: formats.number(without) })}</span></>;
}

/** The models of one group. */
export function ModelTable({ caption, models, leads, carriers }: { caption: string; models: readonly PilotModel[]; leads: ReadonlyMap<number, string[]>; carriers: ReadonlyMap<number, Carrier[]> }) {
  const t = useText(messages);
  const carried = (all: readonly Carrier[]) => {
    const names = all.slice(0, 3).map(({ unitName }) => unitName).join(', ');
    return all.length === 0 ? <span className="muted">{t('no-carriers')}</span> : all.length > 3 ? t('carriers-more', { names, count: all.length - 3 }) : names;
  };
  return (
    <Table
      caption={caption}
      hideCaption
      className="even-columns"
      rows={models}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: 'name', head: t('col.model'), rowHeader: true, cell: ({ number, name }) => <a href={`/reports/models/${number}`}>{number}. {name}</a> },
        { key: 'leads', head: t('col.plan-leads'), cell: ({ number }) => leads.get(number)?.join('; ') ?? <span className="muted">{t('no-leads')}</span> },
        { key: 'deadline', head: t('col.deadline'), cell: ({ deadlineText }) => deadlineText },
        { key: 'carriers', head: t('col.carriers'), cell: ({ number }) => carried(carriers.get(number) ?? []) },
      ]}
    />
  );
}

/** Who does what for a model in the plan's own words. */
export function AgencyRoles({ roles }: { roles: readonly AgencyRole[] }) {
  const t = useText(messages);
  if (roles.length === 0) return <Card title={t('plan-roles')} id="plan-roles"><p>{t('no-leads')}</p></Card>;
  return (
    <Table
      caption={t('plan-roles')}
      rows={roles.map((role, at) => ({ ...role, at }))}
      rowKey={({ at }) => String(at)}
      columns={[
        { key: 'agency', head: t('col.agency'), rowHeader: true, cell: ({ agency }) => agency },
        { key: 'role', head: t('col.role'), cell: ({ role }) => t(`role.${role}`) },
        { key: 'note', head: t('col.note'), cell: ({ note }) => note ?? '–' },
      ]}
    />
  );
}

/** Which units of today carry a model, and the way to change that for the standing agency. */
export function Carriers({ number, carriers, canAssign }: { number: number; carriers: readonly Carrier[]; canAssign: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  const add = canAssign ? <LinkButton icon="plus" href={`/reports/models/${number}/assignments`}>{t('assign')}</LinkButton> : null;
  if (carriers.length === 0) return <EmptyState icon="building-2" title={t('no-carriers')} action={add}>{t('carriers-lead')}</EmptyState>;
  return (
    <div className="stack">
      <Table
        caption={t('carriers')}
        rows={carriers}
        rowKey={({ id }) => id}
        columns={[
          { key: 'unit', head: t('col.unit'), rowHeader: true, cell: ({ unitName }) => unitName },
          { key: 'role', head: t('col.role'), cell: ({ role }) => t(`role.${role}`) },
          { key: 'from', head: t('col.from'), cell: ({ from }) => formats.day(from) },
          { key: 'note', head: t('col.note'), cell: ({ note }) => note || '–' },
          ...(canAssign ? [{ key: 'end', head: t('col.end'), hideHead: true, cell: ({ id, to, unitName }: Carrier) => (<>{to ? <>{formats.day(to)} </> : null}<a href={`/reports/models/${number}/assignments/${id}`} aria-label={`${t('end')}: ${unitName}`}>{t('end')}</a></>) }] : []),
        ]}
      />
      {add ? <div className="row">{add}</div> : null}
    </div>
  );
}

/** What ended, for whoever asks who carried it then. */
export function PastCarriers({ carriers }: { carriers: readonly Carrier[] }) {
  const t = useText(messages);
  const formats = useFormats();
  if (carriers.length === 0) return null;
  return (
    <Table
      caption={t('past-carriers')}
      rows={carriers}
      rowKey={({ id }) => id}
      columns={[
        { key: 'unit', head: t('col.unit'), rowHeader: true, cell: ({ unitName }) => unitName },
        { key: 'role', head: t('col.role'), cell: ({ role }) => t(`role.${role}`) },
        { key: 'from', head: t('col.from'), cell: ({ from }) => formats.day(from) },
        { key: 'to', head: t('col.to'), cell: ({ to }) => (to ? formats.day(to) : '–') },
      ]}
    />
  );
}

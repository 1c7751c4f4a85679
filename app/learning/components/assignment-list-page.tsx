import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, EmptyState, LinkButton, Notice, PageHead, Table, Tabs } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import type { RulesPage } from '../queries/assignment-pages.server.ts';
import { ruleStates, type RuleState } from '../rules/assignment-rule.ts';
import { RuleCrumbs, RuleTag, useRuleWords } from './assignment-parts.tsx';

/** All rules that concern the reader, by state. */
export function AssignmentListPage({ shown, state, mayAdd, isDiscarded }: { shown: RulesPage; state: RuleState | undefined; mayAdd: boolean; isDiscarded: boolean }) {
  const t = useText(assignmentMessages);
  const actions = <>{mayAdd ? <LinkButton href="/admin/assignments/new" icon="plus">{t('add')}</LinkButton> : null}<LinkButton href="/admin/exemptions" variant="ghost">{t('exemptions')}</LinkButton></>;
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<RuleCrumbs />} actions={actions} />
      {isDiscarded ? <Notice tone="ok" focused>{t('done.discarded')}</Notice> : null}
      {shown.total === 0 ? (
        <EmptyState icon="users" title={t('none.title')} action={mayAdd ? <LinkButton href="/admin/assignments/new">{t('add-first')}</LinkButton> : undefined}>{t('none.text')}</EmptyState>
      ) : (
        <>
          <StateTabs shown={shown} state={state} />
          <Card><RuleTable shown={shown} /></Card>
        </>
      )}
    </div>
  );
}

function StateTabs({ shown: { counts, total }, state }: { shown: RulesPage; state: RuleState | undefined }) {
  const t = useText(assignmentMessages);
  const items = ruleStates.filter((one) => counts[one] > 0 || one === state).map((one) => ({ href: `/admin/assignments?state=${one}`, label: t(`state.${one}`), count: counts[one], current: one === state }));
  return <Tabs label={t('list.tabs')} items={[{ href: '/admin/assignments', label: t('state.all'), count: total, current: state === undefined }, ...items]} />;
}

type Row = RulesPage['rows'][number];

function RuleTable({ shown }: { shown: RulesPage }) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const words = useRuleWords(shown.names);
  const what = (row: Row) => row.version?.what;
  return (
    <Table
      caption={t('list.caption')}
      hideCaption
      rows={shown.rows}
      rowKey={(row) => row.id}
      empty={t('none.state')}
      columns={[
        { key: 'name', head: t('list.name'), rowHeader: true, cell: (row) => <><a href={`/admin/assignments/${row.id}`}>{row.version?.name}</a>{row.hasDraft ? <span className="muted small block">{t('list.has-draft')}</span> : null}</> },
        { key: 'state', head: t('list.state'), cell: (row) => <RuleTag state={row.state} /> },
        { key: 'courses', head: t('list.courses'), cell: (row) => what(row)?.courses.map(words.course).join(', ') ?? '–' },
        { key: 'due', head: t('list.due'), cell: (row) => { const given = what(row); return given ? `${words.due(given)} · ${words.duty(given)}` : '–'; } },
        { key: 'owner', head: t('list.owner'), cell: (row) => words.scope(row.unitId) },
        { key: 'people', head: t('list.people'), numeric: true, cell: (row) => formats.number(row.people) },
      ]}
    />
  );
}

import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Disclosure, EmptyState, FileLinks, LinkButton, PageHead, Pagination, Table, Tabs, TextInput } from '../../ui/index.ts';
import { previewGroups, type PreviewGroup } from '../forms/assignments.ts';
import { assignmentPeople as messages } from '../messages/assignment-people.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import type { PreviewPeoplePage } from '../queries/preview-people.server.ts';
import { RuleCrumbs, useRuleWords } from './assignment-parts.tsx';

export interface PreviewPeopleView {
  rule: { id: string; name: string };
  shown: PreviewPeoplePage;
  today: string;
}

const hrefOf = (rule: string, what: Record<string, string | number>, tail = '') => `/admin/assignments/${rule}/preview/people${tail}?${new URLSearchParams(Object.entries(what).map(([key, value]) => [key, String(value)])).toString()}`;

/** Everybody whom a draft would add, or let go of, page by page and as a file. */
export function AssignmentPreviewPeople({ rule, shown }: PreviewPeopleView) {
  const t = useText(messages);
  const a = useText(assignmentMessages);
  const formats = useFormats();
  const { on, group, counts } = shown;
  const tab = (one: PreviewGroup) => ({ href: hrefOf(rule.id, { group: one, on }), label: t(`group.${one}`), count: counts[one], current: one === group });
  return (
    <div className="stack-l">
      <PageHead title={t('title', { name: rule.name })} lead={t('lead', { day: formats.day(on) })} breadcrumb={<RuleCrumbs rule={rule} between={{ label: a('step.preview'), href: `/admin/assignments/${rule.id}/preview?on=${on}` }} here={t('crumb')} />} />
      <Tabs label={t('groups')} items={previewGroups.map(tab)} />
      {shown.rows.length === 0 ? <EmptyState icon="users" title={t('none')}>{t('none-text')}</EmptyState> : <PeopleTable rule={rule} shown={shown} />}
      <div className="row"><LinkButton variant="ghost" href={`/admin/assignments/${rule.id}/preview?on=${on}`}>{t('back')}</LinkButton></div>
    </div>
  );
}

function PeopleTable({ rule, shown: { on, group, counts, rows, names, page, pages } }: Omit<PreviewPeopleView, 'today'>) {
  const t = useText(messages);
  const a = useText(assignmentMessages);
  const formats = useFormats();
  const words = useRuleWords(names);
  const caption = t('caption', { n: formats.number(counts[group]) });
  return (
    <Card>
      <FileLinks names={{ xlsx: t('xlsx'), csv: t('csv') }} href={(format) => hrefOf(rule.id, { group, on, format }, '/file')} note={t('file-note')} />
      <Table
        caption={caption}
        rows={rows}
        rowKey={({ userId, courseId }) => `${userId} ${courseId}`}
        columns={[
          { key: 'name', head: a('preview.name'), rowHeader: true, cell: ({ fullName }) => fullName },
          { key: 'position', head: a('preview.position'), cell: ({ position }) => position },
          { key: 'unit', head: a('preview.unit'), cell: ({ unitName }) => unitName ?? a('preview.elsewhere') },
          { key: 'course', head: a('column.course'), cell: ({ courseId }) => words.course(courseId) },
          ...(group === 'removed' ? [{ key: 'release', head: t('col.release'), cell: ({ release }: (typeof rows)[number]) => (release ? t(`release.${release}`) : '–') }] : []),
        ]}
      />
      <Pagination label={caption} page={page} pages={pages} href={(n) => hrefOf(rule.id, { group, on, page: n })} previous={t('previous')} next={t('next')} pageLabel={(n) => t('page', { n })} />
    </Card>
  );
}

/** Asks for the same preview for another day. */
export function PreviewDay({ rule, on, first }: { rule: string; on: string; first: string }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Disclosure boxed open={on > first} summary={t('day.title')}>
      <p className="muted small">{on > first ? t('day.other', { day: formats.day(on) }) : t('day.hint')}</p>
      <form method="get" action={`/admin/assignments/${rule}/preview`} className="inline-form">
        <TextInput name="on" type="date" label={t('day.label')} min={first} defaultValue={on} width="middle" />
        <Button variant="ghost" icon="eye">{t('day.go')}</Button>
        {on > first ? <LinkButton variant="quiet" href={`/admin/assignments/${rule}/preview`}>{t('day.today')}</LinkButton> : null}
      </form>
    </Disclosure>
  );
}

/** The way from the preview to everybody of one group. */
export function AllOfGroup({ rule, on, group, count }: { rule: string; on: string; group: PreviewGroup; count: number }) {
  const t = useText(messages);
  const formats = useFormats();
  if (count === 0) return null;
  return <div className="row"><LinkButton variant="ghost" icon="users" href={hrefOf(rule, { group, on })}>{t(`all-${group}`, { n: formats.number(count) })}</LinkButton></div>;
}

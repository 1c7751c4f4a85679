import { plusDays } from '../../platform/days.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, FileLinks, LinkButton, Meta, Notice, PageHead, Pagination, Table, TextInput } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { assignmentPeople } from '../messages/assignment-people.ts';
import type { RulePage } from '../queries/assignment-pages.server.ts';
import { CoursesOfRule, RuleCrumbs, RuleTag, useRuleWords } from './assignment-parts.tsx';
import { RunsCard, VersionsCard } from './assignment-history.tsx';

export interface RuleView {
  shown: RulePage;
  q: string;
  done: 'saved' | 'ended' | 'later' | 'discarded' | undefined;
}

/** A rule: what it says, who is under it, how it came to be and what it did. */
export function AssignmentRulePage({ shown, q, done }: RuleView) {
  const t = useText(assignmentMessages);
  const { rule, version } = shown;
  const words = useRuleWords(shown.names);
  if (!version) return null;
  return (
    <div className="stack-l">
      <PageHead title={version.name} lead={words.who(version, rule.unitId)} tags={<RuleTag state={rule.state} />} breadcrumb={<RuleCrumbs rule={{ id: rule.id, name: version.name }} />} actions={rule.isOwn ? <Deeds shown={shown} /> : undefined} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      {rule.isOwn ? null : <Notice live={false}>{t('rule.read-only', { scope: words.scope(rule.unitId) })}</Notice>}
      <FactsCard shown={shown} />
      <PeopleCard shown={shown} q={q} />
      <div className="columns">
        <VersionsCard rule={rule} names={shown.names} />
        <RunsCard runs={shown.runs} />
      </div>
    </div>
  );
}

function Deeds({ shown: { rule } }: { shown: RulePage }) {
  const t = useText(assignmentMessages);
  const base = `/admin/assignments/${rule.id}`;
  return (
    <>
      {rule.draft ? <LinkButton href={`${base}/who`} icon="pencil">{t('rule.go-on')}</LinkButton> : null}
      {!rule.draft && rule.endedOn === null ? <form method="post" action={`${base}/versions`}><Button icon="pencil">{t('rule.edit')}</Button></form> : null}
      {rule.state === 'IN_FORCE' ? <form method="post" action={`${base}/runs`}><Button icon="rotate-ccw" variant="ghost">{t('rule.run-now')}</Button></form> : null}
      {rule.draft ? <form method="post" action={`${base}/discarding`}><Button icon="trash-2" variant="ghost">{t('discard')}</Button></form> : null}
      {rule.endedOn === null && rule.state !== 'DRAFT' ? <LinkButton href={`${base}/ending`} variant="ghost">{t('rule.end')}</LinkButton> : null}
    </>
  );
}

function FactsCard({ shown: { rule, version, names, renewals, paths } }: { shown: RulePage }) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const words = useRuleWords(names);
  if (!version) return null;
  const { what, validFrom, validTo } = version;
  return (
    <Card title={t('preview.rule')} id="facts">
      <Meta
        layout="stacked"
        items={[
          ...(what ? [{ term: t('rule.what'), detail: <CoursesOfRule courses={what.courses} paths={paths} names={names} /> }, { term: t('rule.due'), detail: `${words.due(what)} · ${words.duty(what)}` }] : []),
          ...(validFrom ? [{ term: t('rule.from'), detail: formats.day(validFrom) }] : []),
          rule.endedOn ? { term: t('list.state'), detail: t('rule.ended', { day: formats.day(rule.endedOn) }) } : { term: t('rule.until'), detail: validTo ? formats.day(plusDays(validTo, -1)) : t('rule.no-end') },
          ...renewals.flatMap(({ slug, title, renewal }) => (renewal ? [{ term: t('rule.renewal'), detail: <><a href={`/courses/${slug}`}>{title}</a>: {t('what.renewal', { months: renewal.everyMonths, days: renewal.leadDays })}</> }] : [])),
        ]}
      />
    </Card>
  );
}

function PeopleCard({ shown, q }: { shown: RulePage; q: string }) {
  const t = useText(assignmentMessages);
  const p = useText(assignmentPeople);
  const formats = useFormats();
  const words = useRuleWords(shown.names);
  const { people, rule } = shown;
  const title = t('rule.people', { n: formats.number(people.total) });
  const href = (page: number) => `/admin/assignments/${rule.id}?${q ? `q=${encodeURIComponent(q)}&` : ''}page=${page}#people`;
  return (
    <Card title={title} id="people" lead={people.isNarrowed ? t('rule.only-own') : undefined}>
      <form method="get" action={`/admin/assignments/${rule.id}#people`} className="inline-form">
        <TextInput name="q" label={t('rule.search')} defaultValue={q} />
        <Button variant="ghost" icon="search">{t('rule.find')}</Button>
      </form>
      {people.total > 0 ? <FileLinks names={{ xlsx: p('xlsx'), csv: p('csv') }} href={(format) => `/admin/assignments/${rule.id}/people/file?${new URLSearchParams({ q, format }).toString()}`} note={p('file-note')} /> : null}
      <Table
        caption={title}
        hideCaption
        rows={people.rows}
        rowKey={({ id }) => id}
        empty={t('rule.people-none')}
        columns={[
          { key: 'name', head: t('person.name'), rowHeader: true, cell: ({ fullName }) => fullName },
          { key: 'unit', head: t('person.unit'), cell: ({ unitName }) => unitName ?? '–' },
          { key: 'course', head: t('person.course'), cell: ({ courseId }) => words.course(courseId) },
          { key: 'since', head: t('person.since'), numeric: true, cell: ({ fittedOn }) => formats.day(fittedOn) },
          { key: 'due', head: t('person.due'), numeric: true, cell: ({ dueOn, exempt }) => (exempt ? t('person.exempt') : dueOn ? formats.day(dueOn) : '–') },
          { key: 'by', head: t('person.by'), cell: ({ made }) => t(made ? 'person.made' : 'person.found') },
        ]}
      />
      <Pagination label={t('rule.people', { n: formats.number(people.total) })} page={people.page} pages={people.pages} href={href} previous={p('previous')} next={p('next')} pageLabel={(n) => p('page', { n })} />
    </Card>
  );
}

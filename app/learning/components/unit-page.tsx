import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { BarList, BarRow, Breadcrumb, Button, Card, Disclosure, EmptyState, LinkButton, Notice, PageHead, Select, Stat, StatList, Table, Tag, type BarTone } from '../../ui/index.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { trainingMessages } from '../messages/training.ts';
import { unitMessages } from '../messages/units.ts';
import type { UnitView } from '../queries/unit-page.server.ts';
import { learnerStates, type LearnerState, type UnitCounts } from '../rules/learner-state.ts';
import { RenewalFiguresCard } from './renewal-figures.tsx';
import { RetentionCard } from './retention-card.tsx';
import { PeopleCard, stateTones as tones } from './unit-people.tsx';
import { KnowledgeCard, MonthsCard, TrendCard } from './unit-pictures.tsx';

export type FullUnitView = Extract<UnitView, { kind: 'course' }>;
/** How many people have just been reminded by hand, and how many were left out. */
export interface Reminded {
  sent: number;
  skipped: number;
}

/** A leader's picture: how many are done, where help is needed, whether the pace holds, and who is late. */
export function UnitPage({ view, now, state, isAllChosen = false, reminded }: { view: UnitView; now: string; state: LearnerState | undefined; isAllChosen?: boolean; reminded?: Reminded | undefined }) {
  const t = useText(unitMessages);
  const training = useText(trainingMessages);
  const formats = useFormats();
  if (view.kind === 'none') return <EmptyState level={1} icon="building-2" title={t('none.title')}>{t('none.text')}</EmptyState>;
  const time = formats.moment(now);
  const lead = !view.due ? t('lead', { time }) : view.due.first === view.due.last ? t('lead-due', { day: formats.day(view.due.last), time }) : t('lead-dues', { first: formats.day(view.due.first), last: formats.day(view.due.last), time });
  return (
    <div className="stack">
      <PageHead
        title={view.course.title}
        eyebrow={view.unit.name}
        lead={lead}
        breadcrumb={view.unit.parentId ? <Breadcrumb label={t('page-title')} items={[{ label: t('up'), href: `/units?unit=${view.unit.parentId}&course=${view.course.slug}` }, { label: view.unit.name }]} /> : undefined}
        actions={<LinkButton href={`/units/training?unit=${view.unit.id}`} variant="ghost" icon="clock">{training('unit.link')}</LinkButton>}
      />
      {reminded ? <RemindedNotice {...reminded} /> : null}
      <Choice view={view} />
      <Numbers view={view} />
      {view.exempted > 0 ? <p className="muted">{t('exempted', { n: formats.number(view.exempted) })}</p> : null}
      <div className="columns">
        <NeedCard view={view} />
        <TrendCard trend={view.trend} />
      </div>
      <KnowledgeCard knowledge={view.knowledge} courseSlug={view.course.slug} />
      <RetentionCard retention={view.retention} />
      <MonthsCard months={view.months} />
      {view.renewals ? <RenewalFiguresCard figures={view.renewals} /> : null}
      <PeopleCard view={view} state={state} isAllChosen={isAllChosen} />
    </div>
  );
}

function RemindedNotice({ sent, skipped }: Reminded) {
  const t = useText(reminderMessages);
  return <Notice tone="ok" focused>{skipped > 0 ? t('hand.sent-skipped', { count: sent, skipped }) : t('hand.sent', { count: sent })}</Notice>;
}

/** Another course, or for a leader of several units another of them. */
function Choice({ view }: { view: FullUnitView }) {
  const t = useText(unitMessages);
  const isElsewhere = !view.tops.some(({ id }) => id === view.unit.id);
  const units = [...(isElsewhere ? [view.unit] : []), ...view.tops];
  if (view.courses.length < 2 && view.tops.length < 2) return null;
  return (
    <form method="get" action="/units" className="inline-form">
      {view.tops.length < 2 ? <input type="hidden" name="unit" value={view.unit.id} /> : <Select name="unit" label={t('unit')} defaultValue={view.unit.id} options={units.map(({ id, name }) => ({ value: id, label: name }))} />}
      {view.courses.length < 2 ? <input type="hidden" name="course" value={view.course.slug} /> : <Select name="course" label={t('course')} defaultValue={view.course.slug} options={view.courses.map((course) => ({ value: course.slug, label: course.title }))} />}
      <Button variant="ghost">{t('show')}</Button>
    </form>
  );
}

function Numbers({ view }: { view: FullUnitView }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  const share = (n: number) => formats.percent(view.total.total === 0 ? 0 : n / view.total.total);
  return (
    <StatList>
      {learnerStates.map((state) => (
        <Stat
          key={state}
          label={t(`state.${state}`)}
          href={`/units?unit=${view.unit.id}&course=${view.course.slug}&state=${state}#people`}
          value={formats.number(view.total[state])}
          of={state === 'done' ? formats.number(view.total.total) : undefined}
          note={<Tag tone={view.total[state] === 0 ? 'neutral' : tones[state]}>{share(view.total[state])}</Tag>}
        />
      ))}
    </StatList>
  );
}

function toneOf({ done, total }: UnitCounts): BarTone {
  const share = total === 0 ? 0 : done / total;
  return share >= 0.9 ? 'ok' : share >= 0.6 ? 'brand' : 'warn';
}

const shownBars = 20;

function NeedCard({ view }: { view: FullUnitView }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  const neediest = view.children[0];
  if (!neediest) return <Card title={t('page-title')} id="children"><p className="muted">{t('bars.none')}</p></Card>;
  const allDone = view.children.every(({ counts }) => counts.done === counts.total);
  const { done, total } = neediest.counts;
  // One alone cannot need help most.
  const open = view.children.length > 1 ? t('bars.help', { unit: neediest.shortName }) : t('bars.only', { unit: neediest.shortName, done: formats.number(done), total: formats.number(total) });
  return (
    <Card title={allDone ? t('bars.all-done') : open} id="children" lead={t('bars.lead')}>
      <BarList label={t('bars.lead')}>
        {view.children.slice(0, shownBars).map((child) => (
          <BarRow key={child.id} label={child.shortName} href={`/units?unit=${child.id}&course=${view.course.slug}`} value={child.counts.done} max={child.counts.total} text={`${child.counts.done} / ${child.counts.total}`} tone={toneOf(child.counts)} />
        ))}
      </BarList>
      <Disclosure summary={t('bars.table')} open={view.children.length > shownBars}><ChildTable view={view} /></Disclosure>
    </Card>
  );
}

function ChildTable({ view }: { view: FullUnitView }) {
  const t = useText(unitMessages);
  const formats = useFormats();
  type Child = FullUnitView['children'][number];
  const column = (key: keyof UnitCounts, head: string) => ({ key, head, numeric: true, cell: (child: Child) => formats.number(child.counts[key]) });
  return (
    <Table
      caption={t('bars.lead')}
      hideCaption
      rows={view.children}
      rowKey={(child) => child.id}
      columns={[
        { key: 'name', head: t('table.unit'), rowHeader: true, cell: (child) => <a href={`/units?unit=${child.id}&course=${view.course.slug}`}>{child.name}</a> },
        column('total', t('table.total')),
        column('done', t('state.done')),
        column('doing', t('state.doing')),
        column('todo', t('state.todo')),
        column('late', t('state.late')),
      ]}
    />
  );
}

import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, Disclosure, PageHead, RadioGroup, Select, TextInput } from '../../ui/index.ts';
import { periodFault } from '../forms/list-question.ts';
import { listMessages } from '../messages/lists.ts';
import { reportsMessages } from '../messages/reports.ts';
import type { ListPage } from '../queries/list-page.server.ts';
import { shapes, subjects } from '../rules/list-subjects.ts';
import { ListResult } from './list-result.tsx';
import { SaveCard } from './save-card.tsx';

interface Shown {
  list: ListPage;
  fault: 'day' | 'order' | null;
  typed: { from: string; to: string };
}

/** The builder of lists: everything that was chosen stands in the address. */
export function ListBuilderPage({ list, fault, typed }: Shown) {
  const t = useText(listMessages);
  const r = useText(reportsMessages);
  return (
    <div className="stack">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<Breadcrumb label={r('title')} items={[{ label: r('title'), href: '/reports' }, { label: t('title') }]} />} />
      <SubjectForm list={list} />
      <ConditionForm list={list} fault={fault} typed={typed} />
      <ListResult list={list} />
      <SaveCard question={list.question} />
    </div>
  );
}

/** The subject stands in a form of its own: conditions and columns of one make no sense for another. */
function SubjectForm({ list: { question } }: Pick<Shown, 'list'>) {
  const t = useText(listMessages);
  return (
    <form method="get" action="/reports/lists" className="inline-form">
      {question.unit ? <input type="hidden" name="unit" value={question.unit} /> : null}
      <Select name="subject" label={t('subject')} defaultValue={question.subject} options={subjects.map((subject) => ({ value: subject, label: t(`subject.${subject}`) }))} />
      <Button variant="ghost">{t('choose')}</Button>
    </form>
  );
}

function ConditionForm({ list, fault, typed }: Shown) {
  const t = useText(listMessages);
  const { question, units, courses } = list;
  const { states, hasPeriod } = shapes[question.subject];
  const say = fault ? t(`fault.${fault}`) : undefined;
  const period = hasPeriod ? t(`period.${question.subject}` as 'period.learning') : '';
  return (
    <Card tight>
      <form method="get" action="/reports/lists" className="stack">
        <input type="hidden" name="subject" value={question.subject} />
        <div className="grid-cards">
          <Select name="unit" label={t('unit')} emptyLabel={t('unit.own')} defaultValue={question.unit ?? ''} options={units.map(({ id, name, depth }) => ({ value: id, label: `${'\u2003'.repeat(depth)}${name}` }))} />
          <Select name="course" label={t('course')} emptyLabel={t('any')} defaultValue={question.course ?? ''} options={courses.map(({ slug, title }) => ({ value: slug, label: title }))} />
          {states.length > 0 ? <Select name="state" label={t('state')} emptyLabel={t('any')} defaultValue={question.state ?? ''} options={states.map((state) => ({ value: state, label: t(`value.${state}` as 'value.done') }))} /> : null}
          {hasPeriod ? <div><TextInput name="from" type="date" label={t('from')} hint={period} width="short" defaultValue={typed.from} error={fault === 'order' || isNoDay(typed.from) ? say : undefined} /></div> : null}
          {hasPeriod ? <div><TextInput name="to" type="date" label={t('to')} hint={period} width="short" defaultValue={typed.to} error={isNoDay(typed.to) ? say : undefined} /></div> : null}
        </div>
        <Disclosure summary={t('more')}><ColumnFields list={list} /></Disclosure>
        <div className="row"><Button icon="search">{t('show')}</Button></div>
      </form>
    </Card>
  );
}

function ColumnFields({ list: { question } }: Pick<Shown, 'list'>) {
  const t = useText(listMessages);
  const { columns } = shapes[question.subject];
  const name = (key: string) => t(`column.${key}` as 'column.name');
  return (
    <div className="stack">
      <RadioGroup name="column" legend={t('columns')} multiple columns value={question.columns} options={columns.map(({ key }) => ({ value: key, label: name(key) }))} />
      <div className="grid-cards">
        <Select name="sort" label={t('sort')} defaultValue={question.sort} options={columns.filter(({ canSort }) => canSort).map(({ key }) => ({ value: key, label: name(key) }))} />
        <Select name="order" label={t('order')} defaultValue={question.descending ? 'desc' : 'asc'} options={(['asc', 'desc'] as const).map((order) => ({ value: order, label: t(`order.${order}`) }))} />
      </div>
    </div>
  );
}

const isNoDay = (text: string) => periodFault(new URLSearchParams({ from: text })) === 'day';

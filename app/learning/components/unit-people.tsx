import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { platformMessages } from '../../platform/messages.ts';
import { Button, Card, FileLinks, LinkButton, Pagination, Select, Table, Tag, type Column, type Tone } from '../../ui/index.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { unitMessages } from '../messages/units.ts';
import type { UnitLearner } from '../queries/unit-progress.server.ts';
import { learnerStates, type LearnerState } from '../rules/learner-state.ts';
import type { FullUnitView } from './unit-page.tsx';

export const stateTones: Record<LearnerState, Tone> = { done: 'ok', doing: 'brand', todo: 'neutral', late: 'danger' };

interface Shown {
  view: FullUnitView;
  state: LearnerState | undefined;
  isAllChosen: boolean;
}

/** The people of a unit in a course, by state; whoever may remind them marks some and goes on to a page that shows what they would get. */
export function PeopleCard({ view, state, isAllChosen }: Shown) {
  const t = useText(unitMessages);
  const r = useText(reminderMessages);
  const p = useText(platformMessages);
  const { learners } = view;
  const here = (more: string) => `/units?unit=${view.unit.id}&course=${view.course.slug}${state ? `&state=${state}` : ''}${more}#people`;
  const caption = t('table.caption', { n: learners.total });
  const rows = <PeopleTable rows={learners.rows} caption={caption} picks={view.canRemind ? { isAllChosen } : undefined} />;
  return (
    <Card id="people" title={caption}>
      <form method="get" action="/units#people" className="inline-form">
        <input type="hidden" name="unit" value={view.unit.id} />
        <input type="hidden" name="course" value={view.course.slug} />
        <Select name="state" label={t('state')} emptyLabel={t('state.all')} defaultValue={state ?? ''} options={learnerStates.map((value) => ({ value, label: t(`state.${value}`) }))} />
        <Button variant="ghost">{t('show')}</Button>
      </form>
      {view.canRemind && learners.rows.some((row) => row.state !== 'done') ? (
        <form method="get" action="/units/reminder" className="stack">
          <input type="hidden" name="unit" value={view.unit.id} />
          <input type="hidden" name="course" value={view.course.slug} />
          {state ? <input type="hidden" name="state" value={state} /> : null}
          {rows}
          <RemindButtons isAllChosen={isAllChosen} toggle={here(`${learners.page > 1 ? `&page=${learners.page}` : ''}${isAllChosen ? '' : '&choose=page'}`)} />
        </form>
      ) : rows}
      <Pagination label={t('pages')} page={learners.page} pages={learners.pages} href={(page) => here(`&page=${page}`)} previous={r('previous')} next={r('next')} pageLabel={(page) => r('page', { page })} />
      {learners.total > 0 ? <FileLinks names={{ xlsx: p('file.xlsx'), csv: p('file.csv') }} href={(format) => `/units/file?unit=${view.unit.id}&course=${view.course.slug}${state ? `&state=${state}` : ''}&format=${format}`} note={t('file.note')} /> : null}
    </Card>
  );
}

function RemindButtons({ isAllChosen, toggle }: { isAllChosen: boolean; toggle: string }) {
  const t = useText(reminderMessages);
  return (
    <>
      <div className="row">
        <Button icon="bell">{t('hand.choose')}</Button>
        <LinkButton variant="ghost" href={toggle}>{t(isAllChosen ? 'hand.choose-none' : 'hand.choose-all')}</LinkButton>
      </div>
      <p className="muted small">{t('hand.once')}</p>
    </>
  );
}

function PeopleTable({ rows, caption, picks }: { rows: UnitLearner[]; caption: string; picks: { isAllChosen: boolean } | undefined }) {
  const t = useText(unitMessages);
  const r = useText(reminderMessages);
  const formats = useFormats();
  const pick: Column<UnitLearner> = {
    key: 'pick', head: r('hand.pick-head'), hideHead: true,
    cell: (row) => (row.state === 'done' ? null : <input type="checkbox" className="tick" name="who" value={row.id} defaultChecked={picks?.isAllChosen} aria-label={r('hand.pick', { person: row.fullName })} />),
  };
  return (
    <Table
      caption={caption}
      hideCaption
      compact
      rows={rows}
      rowKey={(row) => row.id}
      empty={t('table.empty')}
      columns={[
        ...(picks ? [pick] : []),
        { key: 'name', head: t('table.name'), rowHeader: true, cell: (row) => row.fullName },
        { key: 'unit', head: t('table.unit'), onCard: 'line', cell: (row) => row.unitName },
        { key: 'state', head: t('state'), onCard: 'beside', cell: (row) => <Tag tone={stateTones[row.state]}>{t(`state.${row.state}`)}</Tag> },
        { key: 'lessons', head: t('table.lessons'), numeric: true, onCard: 'named', cell: (row) => formats.number(row.lessonsCompleted) },
        { key: 'score', head: t('table.score'), numeric: true, onCard: 'named', cell: (row) => (row.score === null ? '–' : formats.score(row.score)) },
        { key: 'last', head: t('table.last'), numeric: true, onCard: 'named', cell: (row) => (row.lastActiveAt ? formats.day(row.lastActiveAt) : '–') },
      ]}
    />
  );
}

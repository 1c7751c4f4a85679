import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { BarList, BarRow, Card, Disclosure, Table } from '../../ui/index.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import type { RulePreview } from '../queries/assignment-preview.server.ts';
import type { CoursePreview, Standing } from '../rules/assignment-preview.ts';
import { releases } from '../rules/assignment-release.ts';
import { useRuleWords } from './assignment-parts.tsx';
import { AllOfGroup } from './assignment-preview-people.tsx';

interface Shown {
  preview: RulePreview;
}

/** For each course: who is added, who stays, who has it already and by what. The columns add up. */
export function CoursesCard({ preview }: Shown) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const words = useRuleWords(preview.names);
  const some = (standing: Standing) => standing === 'ADDED' || preview.courses.some(({ counts }) => counts[standing] > 0);
  const column = (standing: Standing) => ({ key: standing, head: t(`column.${standing}`), numeric: true, cell: (course: CoursePreview) => formats.number(course.counts[standing]) });
  return (
    <Card title={t('preview.by-course')} id="courses" lead={t('preview.adds-up')}>
      <Table
        caption={t('preview.by-course')}
        hideCaption
        rows={preview.courses}
        rowKey={({ courseId }) => courseId}
        columns={[
          { key: 'course', head: t('column.course'), rowHeader: true, cell: ({ courseId }) => words.course(courseId) },
          ...(['ADDED', 'STAYS', 'RULE', 'ASSIGNED', 'PLAN', 'SELF', 'EXEMPT'] as const).filter(some).map(column),
          { key: 'done', head: t('column.done'), numeric: true, cell: ({ done }) => formats.number(done) },
        ]}
      />
      <p className="muted small">{t('preview.kept')}</p>
    </Card>
  );
}

/** Where other rules ask the same people for the same course, and which of them wins. */
export function ConflictCard({ preview }: Shown) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const words = useRuleWords(preview.names);
  if (preview.conflicts.length === 0) return null;
  return (
    <Card title={t('conflict.title')} id="conflicts">
      <ul className="bullets">
        {preview.conflicts.map((conflict) => (
          <li key={`${conflict.ruleId} ${conflict.courseId}`}>
            {t('conflict.line', { rule: conflict.name, course: words.course(conflict.courseId), n: formats.number(conflict.people) })}{' '}
            {conflict.thisFirst > 0 ? `${t('conflict.this-first', { n: formats.number(conflict.thisFirst) })} ` : ''}
            {conflict.otherFirst > 0 ? `${t('conflict.other-first', { n: formats.number(conflict.otherFirst) })} ` : ''}
            {conflict.duty > 0 ? t('conflict.duty', { n: formats.number(conflict.duty) }) : ''}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Who would be let go of, and what becomes of the course then. */
export function ReleasedCard({ preview: { released, on }, rule }: Shown & { rule: string }) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const shown = releases.filter((release) => (released[release] ?? 0) > 0);
  return (
    <Card title={t('preview.released')} id="released">
      {shown.length === 0 ? <p className="muted">{t('preview.released-none')}</p> : <ul className="bullets">{shown.map((release) => <li key={release}>{t(`release.${release}`, { n: formats.number(released[release] ?? 0) })}</li>)}</ul>}
      <AllOfGroup rule={rule} on={on} group="removed" count={shown.reduce((sum, release) => sum + (released[release] ?? 0), 0)} />
    </Card>
  );
}

const shownBars = 12;

export function UnitsCard({ preview }: Shown) {
  const t = useText(assignmentMessages);
  const formats = useFormats();
  const [first] = preview.byUnit;
  if (!first) return null;
  const name = (id: string | null) => (id === null ? t('preview.elsewhere') : (preview.unitNames[id] ?? t('preview.elsewhere')));
  return (
    <Card title={t('preview.units-take', { unit: name(first.unitId), n: formats.number(first.people) })} id="units" lead={t('preview.units')}>
      <BarList label={t('preview.units')}>
        {preview.byUnit.slice(0, shownBars).map(({ unitId, people }) => <BarRow key={String(unitId)} label={name(unitId)} value={people} max={first.people} text={formats.number(people)} tone="brand" />)}
      </BarList>
      <Disclosure summary={t('preview.units-table')} open={preview.byUnit.length > shownBars}>
        <Table
          caption={t('preview.units')}
          hideCaption
          rows={preview.byUnit}
          rowKey={({ unitId }) => String(unitId)}
          columns={[
            { key: 'unit', head: t('preview.unit'), rowHeader: true, cell: ({ unitId }) => name(unitId) },
            { key: 'people', head: t('preview.people'), numeric: true, cell: ({ people }) => formats.number(people) },
            { key: 'added', head: t('preview.added'), numeric: true, cell: ({ added }) => formats.number(added) },
          ]}
        />
      </Disclosure>
    </Card>
  );
}

export function SampleCard({ preview: { sample, courses, on }, rule }: Shown & { rule: string }) {
  const t = useText(assignmentMessages);
  if (sample.length === 0) return <Card title={t('preview.sample', { n: 0 })} id="sample"><p className="muted">{t('preview.sample-none')}</p></Card>;
  return (
    <Card title={t('preview.sample', { n: sample.length })} id="sample">
      <Table
        caption={t('preview.sample', { n: sample.length })}
        hideCaption
        rows={sample}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', head: t('preview.name'), rowHeader: true, cell: ({ fullName }) => fullName },
          { key: 'position', head: t('preview.position'), cell: ({ position }) => position },
          { key: 'unit', head: t('preview.unit'), cell: ({ unitName }) => unitName ?? t('preview.elsewhere') },
        ]}
      />
      <AllOfGroup rule={rule} on={on} group="added" count={courses.reduce((sum, { counts }) => sum + counts.ADDED, 0)} />
    </Card>
  );
}

import type { Actor } from '../../people/actor.ts';
import { momentOf, recordExport, type Ports } from '../../people/index.server.ts';
import { canSeeUnits } from '../../people/policy.ts';
import { AppError } from '../../platform/errors.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { platformMessages } from '../../platform/messages.ts';
import { rowsInBatches, type Cell, type Sheet, type SheetColumn, type SheetFormat } from '../../platform/sheets/sheet.ts';
import { unitMessages } from '../messages/units.ts';
import { chosenUnit } from '../queries/unit-choice.server.ts';
import { chosenCourse, listAssignedCourses, type UnitQuestion } from '../queries/unit-page.server.ts';
import { idsOfLearners, learnersById, readUnitScope } from '../queries/unit-progress.server.ts';

const batch = 500;

/**
 * The people of a unit in a course, as the leader's page shows them with the same filter, as a table for a file; who took it is recorded before its first row.
 * @throws AppError not-found for a unit outside the actor's scope or a course that nobody was given
 */
export async function exportLearners(ports: Ports, actor: Actor, question: Omit<UnitQuestion, 'page'>, { locale, format }: { locale: Locale; format: SheetFormat }): Promise<Sheet> {
  if (!canSeeUnits(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { db, timeZone } = ports;
  const { today } = momentOf(ports);
  const { unit } = await chosenUnit(db, actor, question.unit, today);
  const course = chosenCourse(await listAssignedCourses(db), question.course);
  if (!course) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const scope = await readUnitScope(db, { unitId: unit.id, courseId: course.courseId, today });
  const ids = await idsOfLearners(db, scope, question.state);
  await recordExport(ports, actor, 'learners', { rows: ids.length, format, unitId: unit.id, slug: course.slug, state: question.state });
  const t = unitMessages.in(locale);
  const cells = (row: Awaited<ReturnType<typeof learnersById>>[number]): Cell[] => [row.staffNo, row.fullName, row.positionTitle, row.unitName, course.title, t(`state.${row.state}`), row.dueOn, row.startedAt, row.completedAt, row.lessonsCompleted, row.score, row.lastActiveAt];
  return { name: t('file.name'), columns: columnsIn(locale), batches: rowsInBatches(ids, batch, (part) => learnersById(db, scope, part), cells), timeZone, locale };
}

function columnsIn(locale: Locale): SheetColumn[] {
  const t = unitMessages.in(locale);
  return [
    { head: t('file.staff-no'), kind: 'text', width: 14 },
    { head: t('table.name'), kind: 'text', width: 30 },
    { head: t('file.position'), kind: 'text', width: 30 },
    { head: t('table.unit'), kind: 'text', width: 44 },
    { head: t('course'), kind: 'text', width: 40 },
    { head: t('state'), kind: 'text', width: 16 },
    { head: t('file.due'), kind: 'day' },
    { head: t('file.started'), kind: 'moment' },
    { head: t('table.completed'), kind: 'moment' },
    { head: t('table.lessons'), kind: 'number' },
    { head: t('table.score'), kind: 'decimal' },
    { head: t('table.last'), kind: 'moment' },
  ];
}

import { momentOf, recordExport, type Ports } from '../../people/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { canSeeReminders } from '../../people/policy.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { platformMessages } from '../../platform/messages.ts';
import { batchesOf, type Sheet, type SheetColumn, type SheetFormat } from '../../platform/sheets/sheet.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { assignmentPeople as messages } from '../messages/assignment-people.ts';
import { canAssign } from '../policy.ts';
import type { PreviewGroup } from '../forms/assignments.ts';
import { ruleNames } from '../queries/assignment-choices.server.ts';
import { heldPairs } from '../queries/assignment-pages.server.ts';
import { previewDay } from '../queries/assignment-preview.server.ts';
import { getOwnRule, getRule } from '../queries/assignment-rules.server.ts';
import { previewPairs, previewPeople, type PreviewPerson } from '../queries/preview-people.server.ts';

const batch = 500;
interface As {
  locale: Locale;
  format: SheetFormat;
}

/** Everybody whom a draft would add or let go of on a day, as a table; who took it is recorded before its first row. @throws AppError forbidden; not-found for rules of others; conflict without a draft */
export async function exportPreview(ports: Ports, actor: Actor, ruleId: string, { group, on }: { group: PreviewGroup; on: Day | null }, { locale, format }: As): Promise<Sheet> {
  if (!canAssign(actor)) throw forbidden();
  const { today } = momentOf(ports);
  const rule = await getOwnRule(ports.db, actor, ruleId, today);
  const pairs = await previewPairs(ports.db, rule, group, previewDay(rule, today, on));
  await recordExport(ports, actor, 'rule-preview', { rows: pairs.length, format, ruleId, group });
  const t = messages.in(locale);
  const names = await ruleNames(ports.db, [], rule.draft?.what?.courses.concat(pairs.map(({ courseId }) => courseId)) ?? []);
  const columns = [...personColumns(locale), ...(group === 'removed' ? [{ head: t('file.release'), kind: 'text' as const, width: 44 }] : [])];
  const cells = (person: PreviewPerson) => [...personCells(person, names.courses), ...(person.release ? [t(`release.${person.release}`)] : [])];
  return { name: t(`group.${group}`), columns, batches: batchesOf(pairs, batch, async (part) => (await previewPeople(ports.db, part)).map(cells)), timeZone: ports.timeZone, locale };
}

/** The people under a rule whom the reader may see, found by name, as a table; recorded likewise. @throws AppError forbidden, not-found */
export async function exportRulePeople(ports: Ports, actor: Actor, ruleId: string, q: string, { locale, format }: As): Promise<Sheet> {
  if (!canSeeReminders(actor)) throw forbidden();
  const { today } = momentOf(ports);
  await getRule(ports.db, actor, ruleId, today);
  const pairs = await heldPairs(ports.db, actor, ruleId, { q, today });
  await recordExport(ports, actor, 'rule-people', { rows: pairs.length, format, ruleId });
  const t = messages.in(locale);
  const a = assignmentMessages.in(locale);
  const names = await ruleNames(ports.db, [], pairs.map(({ courseId }) => courseId));
  const columns: SheetColumn[] = [...personColumns(locale), { head: a('person.since'), kind: 'day' }, { head: a('person.due'), kind: 'day' }, { head: a('person.by'), kind: 'text', width: 20 }, { head: t('file.exempt'), kind: 'text' }];
  const held = ({ fittedOn, dueOn, made, exempt }: (typeof pairs)[number]) => [fittedOn, dueOn, a(made ? 'person.made' : 'person.found'), exempt ? a('person.exempt') : ''];
  const batches = batchesOf(pairs, batch, async (part) => {
    const people = await previewPeople(ports.db, part.map(({ userId, courseId }) => ({ userId, courseId, release: null })));
    return part.map((pair, at) => [...(people[at] ? personCells(people[at], names.courses) : []), ...held(pair)]);
  });
  return { name: t('file.held'), columns, batches, timeZone: ports.timeZone, locale };
}

function personColumns(locale: Locale): SheetColumn[] {
  const t = messages.in(locale);
  const a = assignmentMessages.in(locale);
  return [{ head: t('file.staff-no'), kind: 'text', width: 14 }, { head: a('person.name'), kind: 'text', width: 30 }, { head: a('preview.position'), kind: 'text', width: 30 }, { head: a('person.unit'), kind: 'text', width: 44 }, { head: a('person.course'), kind: 'text', width: 40 }];
}

const personCells = ({ staffNo, fullName, position, unitName, courseId }: PreviewPerson, courses: Readonly<Record<string, string>>) => [staffNo, fullName, position, unitName, courses[courseId] ?? ''];

const forbidden = () => new AppError('forbidden', platformMessages.both('error.forbidden'));

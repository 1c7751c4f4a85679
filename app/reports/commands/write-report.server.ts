import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { monthlyFaults as messages } from '../messages/monthly-faults.ts';
import { findPreviousReport } from '../queries/monthly-report.server.ts';
import { readReport } from '../queries/report-content.server.ts';
import type { LineStatus } from '../rules/models.ts';
import type { Header, ReportLine } from '../rules/report-content.ts';
import type { Part, TextPart } from '../rules/report-state.ts';
import { changeReport } from './change-report.server.ts';

/** Somebody else was faster: what is stored is not what the form began with. */
export const changedMeanwhile = messages.both('fault.changed-meanwhile');

/** So long a sitting goes on between two saves, in milliseconds: a form that saves itself leaves one row in the log for each sitting, not one for each pause. */
const sitting = 15 * 60_000;

/** Whether somebody goes on with her own words of a moment ago. */
function goesOn(stored: { changed_by: string | null; changed_at: string } | undefined, actor: Actor, at: string): boolean {
  return stored?.changed_by === actor.id && Date.parse(at) - Date.parse(stored.changed_at) < sitting;
}

type Saved = Outcome<{ revision: number }>;

/** Saves one text of a report. What is stored already is no change; where somebody else was faster, nothing is overwritten unseen. @returns the revision that is stored now */
export async function savePart(ports: Ports, actor: Actor, id: string, what: { part: TextPart; revision: number; text: string } | { part: 'HEADER'; revision: number; header: Header }): Promise<Saved> {
  const body = what.part === 'HEADER' ? JSON.stringify(what.header) : what.text;
  let revision = what.revision;
  const outcome = await changeReport(ports, actor, id, async (tx, _report, { at }) => {
    const stored = await tx.selectFrom('monthly_report_part').select(['body', 'revision', 'changed_by', 'changed_at']).where('report_id', '=', id).where('part', '=', what.part).executeTakeFirst();
    if (stored?.body === body) {
      revision = stored.revision;
      return null;
    }
    if ((stored?.revision ?? 0) !== what.revision) return refuse('form', changedMeanwhile);
    revision = what.revision + 1;
    await writePart(tx, { id, part: what.part, body, revision, by: actor.id, at });
    return { action: 'monthly-report.write', details: { part: what.part }, goesOn: goesOn(stored, actor, at) };
  });
  return outcome.ok ? { ok: true, revision } : outcome;
}

async function writePart(tx: Tx, { id, part, body, revision, by, at }: { id: string; part: Part; body: string; revision: number; by: string; at: string }): Promise<void> {
  const row = { body, revision, changed_by: by, changed_at: at };
  await tx.insertInto('monthly_report_part').values({ report_id: id, part, ...row }).onConflict((conflict) => conflict.columns(['report_id', 'part']).doUpdateSet(row)).execute();
}

/** What somebody writes of a model. */
export type LineFields = Omit<ReportLine, 'model' | 'name' | 'role'>;

/** Saves what a unit says of one of its models. @returns the revision that is stored now */
export async function saveLine(ports: Ports, actor: Actor, id: string, what: { model: number; revision: number; fields: LineFields }): Promise<Saved> {
  let saved = what.revision;
  const outcome = await changeReport(ports, actor, id, async (tx, report, { at, today }) => {
    const { content, revisions } = await readReport(tx, report, today);
    const line = content.lines.find(({ model }) => model === what.model);
    if (!line) throw new AppError('not-found', platformMessages.both('error.not-found'));
    const revision = revisions.lines[what.model] ?? 0;
    saved = revision;
    if (revision > 0 && sameFields(line, what.fields)) return null;
    if (revision !== what.revision) return refuse('form', changedMeanwhile);
    const stored = await tx.selectFrom('monthly_report_line').select(['changed_by', 'changed_at']).where('report_id', '=', id).where('model_number', '=', what.model).executeTakeFirst();
    saved = revision + 1;
    await writeLine(tx, { id, model: what.model, fields: what.fields, revision: saved, by: actor.id, at });
    return { action: 'monthly-report.write', details: { model: what.model }, goesOn: goesOn(stored, actor, at) };
  });
  return outcome.ok ? { ok: true, revision: saved } : outcome;
}

const fieldNames = ['status', 'quantity', 'target', 'measure', 'evidence', 'link', 'comment', 'difficulties', 'tasks'] as const;
const sameFields = (a: LineFields, b: LineFields) => fieldNames.every((name) => a[name] === b[name]);

async function writeLine(tx: Tx, { id, model, fields, revision, by, at }: { id: string; model: number; fields: LineFields; revision: number; by: string; at: string }): Promise<void> {
  const row = { ...fields, revision, changed_by: by, changed_at: at };
  await tx.insertInto('monthly_report_line').values({ report_id: id, model_number: model, ...row }).onConflict((conflict) => conflict.columns(['report_id', 'model_number']).doUpdateSet(row)).execute();
}

/** Fills what is still empty with what the unit's last report said. Nothing that was written is touched, so doing it twice does nothing more. */
export function carryOver(ports: Ports, actor: Actor, id: string): Promise<Outcome> {
  return changeReport(ports, actor, id, async (tx, report, { at, today }) => {
    const previous = await findPreviousReport(tx, report);
    if (!previous) return refuse('form', messages.both('fault.no-previous'));
    const { revisions, content } = await readReport(tx, report, today);
    const parts = await tx.selectFrom('monthly_report_part').select(['part', 'body']).where('report_id', '=', previous.id).where('body', '<>', '').execute();
    const lines = await tx.selectFrom('monthly_report_line').selectAll().where('report_id', '=', previous.id).execute();
    const emptyParts = parts.filter(({ part }) => part === 'HEADER' ? revisions.parts.HEADER === undefined : content.texts[part as TextPart] === '');
    const emptyLines = lines.filter(({ model_number: model }) => revisions.lines[model] === undefined && content.lines.some((line) => line.model === model));
    for (const { part, body } of emptyParts) await writePart(tx, { id, part: part as Part, body: part === 'HEADER' ? JSON.stringify({ ...(JSON.parse(body) as Header), sign: '' }) : body, revision: (revisions.parts[part as Part] ?? 0) + 1, by: actor.id, at });
    for (const { status, quantity, target, measure, evidence, link, comment, difficulties, tasks, model_number: model } of emptyLines) await writeLine(tx, { id, model, fields: { status: status as LineStatus | null, quantity, target, measure, evidence, link, comment, difficulties, tasks }, revision: 1, by: actor.id, at });
    return emptyParts.length + emptyLines.length === 0 ? null : { action: 'monthly-report.carry-over', details: { month: previous.month, parts: emptyParts.length, lines: emptyLines.length } };
  });
}

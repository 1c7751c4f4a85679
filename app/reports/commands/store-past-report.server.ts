import { createHash } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Period } from '../rules/period.ts';
import { canonicalContent, type ReportContent } from '../rules/report-content.ts';
import { needsReason, textParts, type ReportStep } from '../rules/report-state.ts';

export interface PastReport {
  unitId: string;
  period: Period;
  content: ReportContent;
  startedAt: Instant;
  writtenBy: string;
  steps: readonly { step: ReportStep; by: string; at: Instant; reason?: string }[];
}

/** Stores a report that was written and went its way before: for seeds and for taking over what was kept elsewhere. The database asks of it what it asks of any other. @returns its id */
export async function storePastReport(tx: Tx, past: PastReport): Promise<string> {
  const id = newId();
  const { content, period } = past;
  await tx.insertInto('monthly_report').values({ id, unit_id: past.unitId, month: period.month, period_start: period.start, period_end: period.end, due_at: period.dueAt, revision: 1, started_by: past.writtenBy, started_at: past.startedAt, changed_at: past.startedAt }).execute();
  await tx.insertInto('monthly_report_author').values({ report_id: id, user_id: past.writtenBy }).execute();
  const own = { report_id: id, revision: 1, changed_by: past.writtenBy, changed_at: past.startedAt };
  const parts = [{ part: 'HEADER', body: JSON.stringify(content.header) }, ...textParts.filter((part) => content.texts[part] !== '').map((part) => ({ part, body: content.texts[part] }))];
  await tx.insertInto('monthly_report_part').values(parts.map((part) => ({ ...own, ...part }))).execute();
  const lines = content.lines.filter(({ status }) => status !== null);
  if (lines.length > 0) await tx.insertInto('monthly_report_line').values(lines.map(({ model, name: _name, role: _role, ...said }) => ({ ...own, model_number: model, ...said }))).execute();
  if (content.figures.length > 0) await tx.insertInto('monthly_report_figure').values(content.figures.map(({ model, key, value, total, countedAt }) => ({ report_id: id, model_number: model, key, value, total, counted_at: countedAt }))).execute();
  await storeSteps(tx, id, past);
  return id;
}

async function storeSteps(tx: Tx, id: string, { steps, content, writtenBy }: PastReport): Promise<void> {
  const text = canonicalContent(content);
  const sha256 = createHash('sha256').update(text).digest('hex');
  let version = 0;
  for (const [at, { step, by, at: taken_at, reason }] of steps.entries()) {
    if (step === 'SUBMIT') {
      version += 1;
      await tx.insertInto('monthly_report_version').values({ report_id: id, version, content: text, sha256, handed_in_by: writtenBy, submitted_by: by, submitted_at: taken_at }).execute();
    }
    await tx.insertInto('monthly_report_step').values({ id: newId(), report_id: id, seq: at + 1, step, reason: needsReason(step) ? (reason ?? '') : null, taken_by: by, taken_at, version: step === 'SUBMIT' ? version : null }).execute();
  }
}

import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { FigureKey } from '../rules/figures.ts';
import type { LineStatus, ModelRole } from '../rules/models.ts';
import { defaultHeader, readHeader, type CountedFigure, type ReportContent, type ReportFile, type ReportLine } from '../rules/report-content.ts';
import { isEditable, textParts, type Part, type TextPart } from '../rules/report-state.ts';
import { listCarriers, listModels } from './models.server.ts';
import type { ReportHead } from './monthly-report.server.ts';
import { referenceDay } from '../rules/period.ts';

/** A report as it stands now, with the revision of each thing that is saved by itself. */
export interface StoredReport {
  content: ReportContent;
  revisions: { parts: Partial<Record<Part, number>>; lines: Record<number, number> };
}

/** Everything that stands in a report. While it is written, it has a line for each model that the unit carries now; afterwards those that were handed in. */
export async function readReport(db: Db, report: ReportHead, today: Day): Promise<StoredReport> {
  const parts = await db.selectFrom('monthly_report_part').select(['part', 'body', 'revision']).where('report_id', '=', report.id).execute();
  const bodyOf = (part: Part) => parts.find((row) => row.part === part)?.body;
  const header = bodyOf('HEADER');
  const { lines, revisions } = await linesOf(db, report, today);
  const content: ReportContent = {
    unitName: report.unitName, superior: await superiorOf(db, report), month: report.month, start: report.start, lastDay: report.lastDay,
    header: header === undefined ? defaultHeader({ kind: report.unitKind, name: report.unitName }) : readHeader(header),
    texts: Object.fromEntries(textParts.map((part) => [part, bodyOf(part) ?? ''])) as Record<TextPart, string>,
    lines, figures: await listFigures(db, report.id), files: await listFiles(db, report.id),
  };
  return { content, revisions: { parts: Object.fromEntries(parts.map(({ part, revision }) => [part, revision])) as Partial<Record<Part, number>>, lines: revisions } };
}

async function linesOf(db: Db, report: ReportHead, today: Day): Promise<{ lines: ReportLine[]; revisions: Record<number, number> }> {
  const stored = new Map((await db.selectFrom('monthly_report_line').selectAll().where('report_id', '=', report.id).execute()).map((row) => [row.model_number, row]));
  const roles = new Map((await listCarriers(db, referenceDay(report, today), { unitId: report.unitId })).map(({ model, role }) => [model, role]));
  const names = new Map((await listModels(db, report.lastDay)).map(({ number, name }) => [number, name]));
  const numbers = [...new Set([...stored.keys(), ...(isEditable(report.state) ? roles.keys() : [])])].toSorted((a, b) => a - b);
  const lines = numbers.map((model): ReportLine => {
    const row = stored.get(model);
    return {
      model, name: names.get(model) ?? '', role: (roles.get(model) ?? null) as ModelRole | null, status: (row?.status ?? null) as LineStatus | null, quantity: row?.quantity ?? null, target: row?.target ?? null,
      measure: row?.measure ?? '', evidence: row?.evidence ?? '', link: row?.link ?? null, comment: row?.comment ?? '', difficulties: row?.difficulties ?? '', tasks: row?.tasks ?? '',
    };
  });
  return { lines, revisions: Object.fromEntries([...stored.values()].map(({ model_number, revision }) => [model_number, revision])) };
}

async function superiorOf(db: Db, report: ReportHead): Promise<string | null> {
  if (report.unitKind === 'COMMUNE_PC' || report.unitKind === 'PROVINCE_PC') return null;
  const { rows } = await sql<{ name: string }>`select p.name from org_unit_version v join org_unit_version p on p.unit_id = v.parent_id and p.valid_from <= ${report.lastDay} and (p.valid_to is null or p.valid_to > ${report.lastDay})
    where v.unit_id = ${report.unitId} and v.valid_from <= ${report.lastDay} and (v.valid_to is null or v.valid_to > ${report.lastDay})`.execute(db);
  return rows[0]?.name ?? null;
}

/** What the program has counted for a report, by model. */
export async function listFigures(db: Db, reportId: string): Promise<CountedFigure[]> {
  const rows = await db.selectFrom('monthly_report_figure').select(['model_number as model', 'key', 'value', 'total', 'counted_at as countedAt']).where('report_id', '=', reportId).orderBy('model_number').orderBy('key').execute();
  return rows.map((row) => ({ ...row, key: row.key as FigureKey }));
}

/** The files that stand in a report now. */
export function listFiles(db: Db, reportId: string): Promise<ReportFile[]> {
  return db.selectFrom('monthly_report_file').select(['id', 'model_number as model', 'name', 'kind', 'bytes', 'sha256']).where('report_id', '=', reportId).where('removed_at', 'is', null).where('scan', '<>', 'QUARANTINED').orderBy('model_number').orderBy('uploaded_at').orderBy('id').execute();
}

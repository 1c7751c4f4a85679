import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { covers, type UnitScope } from '../../people/index.server.ts';
import type { FigureKey } from '../rules/figures.ts';
import type { LineStatus } from '../rules/models.ts';
import type { Month } from '../rules/period.ts';

/** What a unit has sent of one model: of its latest approved version, whatever is written meanwhile. */
export interface SentLine {
  unitId: string;
  unitName: string;
  reportId: string;
  month: Month;
  model: number;
  status: LineStatus;
  quantity: number | null;
  target: number | null;
  measure: string;
  evidence: string;
  comment: string;
  difficulties: string;
  tasks: string;
}
export interface SentFigure {
  unitId: string;
  model: number;
  key: FigureKey;
  value: number;
  total: number | null;
}

/** The lines that units of a scope have sent for months from one to another, both included. */
export async function listSentLines(db: Db, scope: UnitScope, { from, to }: { from: Month; to: Month }): Promise<SentLine[]> {
  const { rows } = await sql<SentLine>`
    select r.unit_id as "unitId", v.content ->> '$.unitName' as "unitName", r.id as "reportId", r.month, l.value ->> '$.model' as model, l.value ->> '$.status' as status,
      l.value ->> '$.quantity' as quantity, l.value ->> '$.target' as target, l.value ->> '$.measure' as measure, l.value ->> '$.evidence' as evidence, l.value ->> '$.comment' as comment,
      coalesce(l.value ->> '$.difficulties', '') as difficulties, coalesce(l.value ->> '$.tasks', '') as tasks
    from monthly_report r
    join monthly_report_version v on v.report_id = r.id and v.version = (select max(version) from monthly_report_version where report_id = r.id), json_each(v.content, '$.lines') l
    where r.month between ${from} and ${to} and l.value ->> '$.status' is not null
    order by r.month, model, "unitName"`.execute(db);
  return rows.filter(({ unitId }) => covers(scope, unitId));
}

/** What the program had counted for the reports that units of a scope have sent for a month; small groups say nothing. */
export async function listSentFigures(db: Db, scope: UnitScope, month: Month): Promise<SentFigure[]> {
  const { rows } = await sql<SentFigure>`
    select r.unit_id as "unitId", f.value ->> '$.model' as model, f.value ->> '$.key' as key, f.value ->> '$.value' as value, f.value ->> '$.total' as total
    from monthly_report r
    join monthly_report_version v on v.report_id = r.id and v.version = (select max(version) from monthly_report_version where report_id = r.id), json_each(v.content, '$.figures') f
    where r.month = ${month} and f.value ->> '$.value' is not null`.execute(db);
  return rows.filter(({ unitId }) => covers(scope, unitId));
}

/** Difficulties, next tasks and proposals of the reports that units of a scope have sent for a month, by unit. */
export async function listSentTexts(db: Db, scope: UnitScope, month: Month): Promise<{ unitId: string; unitName: string; difficulties: string; next: string; proposals: string }[]> {
  const { rows } = await sql<{ unitId: string; unitName: string; difficulties: string; next: string; proposals: string }>`
    select r.unit_id as "unitId", v.content ->> '$.unitName' as "unitName", v.content ->> '$.texts.DIFFICULTIES' as difficulties, v.content ->> '$.texts.NEXT' as next, v.content ->> '$.texts.PROPOSALS' as proposals
    from monthly_report r
    join monthly_report_version v on v.report_id = r.id and v.version = (select max(version) from monthly_report_version where report_id = r.id)
    where r.month = ${month} order by "unitName"`.execute(db);
  return rows.filter(({ unitId }) => covers(scope, unitId));
}

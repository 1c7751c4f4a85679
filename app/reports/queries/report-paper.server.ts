import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { findUnit, grantsOf } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { fold } from '../../platform/text/fold.ts';
import { summaryPaper, unitPaper, type SummaryFacts } from '../rules/monthly-paper.ts';
import type { Paper } from '../rules/paper.ts';
import type { Month } from '../rules/period.ts';
import { getReport } from './monthly-report.server.ts';
import { readReport } from './report-content.server.ts';
import { findVersion } from './report-history.server.ts';
import { readSummary } from './summary.server.ts';

interface Asked {
  at: Instant;
  today: Day;
  timeZone: string;
}
export interface NamedPaper {
  paper: Paper;
  /** Without an ending. */
  fileName: string;
}

const named = (name: string, month: Month): string => `bao-cao-thang-${month}-${fold(name).replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 80)}`;

/** A report as a document: what was approved, else what is written, as a draft. @throws AppError not-found */
export async function reportPaper(db: Db, actor: Actor, id: string, { today, timeZone }: Asked): Promise<NamedPaper> {
  const { report } = await getReport(db, actor, id, today);
  const version = report.state === 'SUBMITTED' || report.state === 'RECEIVED' || report.state === 'ACCEPTED' ? await findVersion(db, id) : undefined;
  const paper = version
    ? unitPaper(version.content, { day: dayIn(timeZone, new Date(version.submittedAt)), isDraft: false })
    : unitPaper((await readReport(db, report, today)).content, { day: today, isDraft: true });
  return { paper, fileName: named(report.unitName, report.month) };
}

/** The consolidation as a draft of a document. @throws AppError not-found */
export async function consolidatedPaper(db: Db, actor: Actor, asked: { month?: Month | undefined; unit?: string | undefined }, moment: Asked): Promise<NamedPaper> {
  const { period, unit, tops, rows, models, texts, lines } = await readSummary(db, actor, asked, moment);
  const top = await topUnit(db, moment.today);
  return { paper: summaryPaper({ month: period.month, start: period.start, lastDay: period.lastDay, province: top, rows, models, texts, lines, day: moment.today, scope: scopeOf(actor, unit, tops) }), fileName: named(unit ? `tong-hop-${unit.name}` : 'tong-hop', period.month) };
}

/** The standing agency and whoever looks over the whole province speak as the agency; everybody else for her own branch. */
function scopeOf(actor: Actor, unit: { name: string } | null, tops: readonly { name: string }[]): SummaryFacts['scope'] {
  const speaksForAll = grantsOf(actor, 'STANDING_AGENCY', 'AUDITOR', 'SYSTEM_ADMIN').some(({ scope }) => scope === 'ALL');
  if (speaksForAll) return unit ? { kind: 'PART', unitName: unit.name } : { kind: 'PROVINCE' };
  const [only, ...more] = unit ? [unit] : tops;
  // Two bodies issue no document together: whoever looks after several branches writes in the name of her own.
  if (only && more.length > 0) return { kind: 'SEVERAL', unitName: actor.unitName ?? only.name, of: [only, ...more].map(({ name }) => name) };
  return { kind: 'OWN', unitName: only?.name ?? actor.unitName ?? '' };
}

/** The body at the top of the organisation. */
async function topUnit(db: Db, today: Day): Promise<string> {
  const row = await db.selectFrom('org_unit as o').innerJoin('org_unit_version as v', 'v.unit_id', 'o.id').select('o.id').where('o.kind', '=', 'PROVINCE_PC').where('v.valid_from', '<=', today).where((where) => where.or([where('v.valid_to', 'is', null), where('v.valid_to', '>', today)])).executeTakeFirst();
  return (row && (await findUnit(db, row.id, today)))?.name ?? 'UBND tỉnh';
}

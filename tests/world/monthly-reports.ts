import { startReport } from '../../app/reports/commands/start-report.server.ts';
import { takeStep } from '../../app/reports/commands/take-step.server.ts';
import { saveLine, savePart, type LineFields } from '../../app/reports/commands/write-report.server.ts';
import { getReport } from '../../app/reports/queries/monthly-report.server.ts';
import { readReport } from '../../app/reports/queries/report-content.server.ts';
import type { ReportStep } from '../../app/reports/rules/report-state.ts';
import type { Actor } from '../../app/people/actor.ts';
import { monthlyWorld, type MonthlyWorld } from './monthly.ts';

export const aLine: LineFields = { status: 'IN_PROGRESS', quantity: 120, target: 200, measure: 'người', evidence: 'Danh sách học viên', link: null, comment: '', difficulties: '', tasks: '' };

export interface ReportWorld extends MonthlyWorld {
  /** The ward's report for December 2026, which covers 15/11 to 14/12. */
  id: string;
  row(): Promise<{ state: string; revision: number; first_submitted_at: string | null }>;
  /** Writes everything that a report needs to be handed in. */
  fill(id?: string): Promise<void>;
  step(step: ReportStep, as: Actor, what?: { reason?: string; revision?: number; id?: string }): Promise<{ ok: boolean }>;
  /** Takes steps by whoever has the right to them. */
  walk(...steps: ReportStep[]): Promise<void>;
}

/** A ward that carries the models 27, 28 and 41, with a begun report. */
export async function reportWorld(start?: string, month = '2026-12'): Promise<ReportWorld> {
  const world = await monthlyWorld(start);
  const { db, ports, focal, units } = world;
  for (const model of [27, 28, 41]) await world.assign(units.ward, model);
  const started = await startReport(ports, focal, { unit: units.ward, month });
  if (!started.ok) throw new Error(`refused: ${JSON.stringify(started.faults)}`);
  const of = (id: string) => db.selectFrom('monthly_report').select(['state', 'revision', 'first_submitted_at']).where('id', '=', id).executeTakeFirstOrThrow();
  const step: ReportWorld['step'] = async (one, as, { reason = 'Cần bổ sung số liệu', revision, id = started.id } = {}) => takeStep(ports, as, { id, step: one, reason, revision: revision ?? (await of(id)).revision });
  const hands: Record<ReportStep, Actor> = { HAND_IN: focal, TAKE_BACK: focal, SEND_BACK: world.leader, SUBMIT: world.leader, RECEIVE: world.standing, RETURN: world.standing, ACCEPT: world.standing, REOPEN: world.standing };
  return Object.assign(world, {
    id: started.id,
    row: () => of(started.id),
    step,
    fill: (id = started.id) => fillReport(world, id),
    async walk(...steps: ReportStep[]) {
      for (const one of steps) {
        const outcome = await step(one, hands[one]);
        if (!outcome.ok) throw new Error(`${one} was refused: ${JSON.stringify(outcome)}`);
      }
    },
  });
}

/** Writes every part and every line of a report as its focal point would. */
export async function fillReport({ db, ports, focal, clock }: Pick<MonthlyWorld, 'db' | 'ports' | 'focal' | 'clock'>, id: string, words = 'Ban hành kế hoạch, giao ban hằng tuần.'): Promise<void> {
  const today = clock.now().toISOString().slice(0, 10);
  const { report } = await getReport(db, focal, id, today);
  const { content, revisions } = await readReport(db, report, today);
  for (const part of ['DIRECTION', 'DIFFICULTIES', 'NEXT', 'PROPOSALS'] as const) await savePart(ports, focal, id, { part, revision: revisions.parts[part] ?? 0, text: words });
  await savePart(ports, focal, id, { part: 'HEADER', revision: revisions.parts.HEADER ?? 0, header: { sign: '12/BC-UBND', place: 'Hoa Lư', onBehalf: 'TM. ỦY BAN NHÂN DÂN', signerTitle: 'CHỦ TỊCH', signerName: '' } });
  for (const { model } of content.lines) await saveLine(ports, focal, id, { model, revision: revisions.lines[model] ?? 0, fields: aLine });
}

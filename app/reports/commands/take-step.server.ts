import { createHash } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { monthlyFaults as messages } from '../messages/monthly-faults.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { canStepMonthly } from '../policy.ts';
import { getReport, type ReportHead, type ReportRights } from '../queries/monthly-report.server.ts';
import { readReport } from '../queries/report-content.server.ts';
import { listSteps } from '../queries/report-history.server.ts';
import { canonicalContent } from '../rules/report-content.ts';
import { handOf, lacksOf, needsReason, stepsFrom, type ReportStep } from '../rules/report-state.ts';
import { markAuthor, type Moment } from './change-report.server.ts';
import { countFigures } from './count-figures.server.ts';
import { tellOfStep } from './tell-of-step.server.ts';

export interface StepTaken {
  id: string;
  step: ReportStep;
  /** Of the report that was on the screen. */
  revision: number;
  reason: string;
}

const codes: Readonly<Record<ReportStep, string>> = {
  HAND_IN: 'hand-in', TAKE_BACK: 'take-back', SEND_BACK: 'send-back', SUBMIT: 'submit', RECEIVE: 'receive', RETURN: 'return', ACCEPT: 'accept', REOPEN: 'reopen',
};

/**
 * Takes a report one step on its way. The same form twice is one step; of two people at once one is told who was faster. That nobody approves what she
 * has written, and that steps follow each other, is held by the database as well. @throws AppError not-found, forbidden
 */
export async function takeStep(ports: Ports, actor: Actor, what: StepTaken): Promise<Outcome> {
  if (!canStepMonthly(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const moment = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const { report, rights } = await getReport(tx, actor, what.id, moment.today);
    if (!mayTake(rights, what.step)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
    const history = await listSteps(tx, what.id);
    const [last] = history;
    if (last?.step === what.step && last.byId === actor.id && report.revision === what.revision + 1) return { ok: true };
    if (!stepsFrom[report.state].includes(what.step) || report.revision !== what.revision) return refuse('form', await tooLate(tx, report, ports.timeZone));
    const refusal = await refuseStep(tx, report, rights, what, moment);
    if (refusal) return refusal;
    if (what.step === 'HAND_IN') await seal(tx, report, actor, { ...moment, timeZone: ports.timeZone });
    const handedInBy = history.find(({ step }) => step === 'HAND_IN')?.byId ?? null;
    const version = what.step === 'SUBMIT' ? await keepVersion(tx, report, { by: actor.id, handedInBy }, moment) : null;
    await tx.insertInto('monthly_report_step').values({ id: newId(), report_id: report.id, seq: history.length + 1, step: what.step, reason: needsReason(what.step) ? what.reason : null, taken_by: actor.id, taken_at: moment.at, version }).execute();
    await recordAudit(tx, { at: moment.at, actor, action: `monthly-report.${codes[what.step]}`, objectType: 'monthly_report', objectId: report.id, details: { unitId: report.unitId, month: report.month, ...(needsReason(what.step) ? { reason: what.reason } : {}), ...(version === null ? {} : { version }) } });
    await tellOfStep(tx, report, { step: what.step, seq: history.length + 1, by: actor.id }, moment);
    return { ok: true };
  });
}

function mayTake(rights: ReportRights, step: ReportStep): boolean {
  return { WRITER: rights.write, APPROVER: rights.approve, RECEIVER: rights.receive }[handOf[step]];
}

/** What somebody reads whose page shows what no longer is. */
async function tooLate(tx: Tx, report: ReportHead, timeZone: string) {
  const [last] = await listSteps(tx, report.id);
  if (!last || last.at < report.changedAt) return messages.both('fault.changed-meanwhile');
  const at = new Date(last.at);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  const when = `${time} ${dayIn(timeZone, at).split('-').reverse().join('/')}`;
  const said = (locale: 'vi' | 'en') => messages.in(locale)('fault.faster', { person: last.by, step: monthlyMessages.in(locale)(`history.${last.step}`), at: when });
  return { vi: said('vi'), en: said('en') };
}

async function refuseStep(tx: Tx, report: ReportHead, rights: ReportRights, what: StepTaken, { today }: Moment): Promise<Refusal | null> {
  if (handOf[what.step] === 'APPROVER' && rights.isAuthor) return refuse('form', messages.both('fault.own-report'));
  if (needsReason(what.step) && what.reason.trim().length < 10) return refuse('reason', messages.both('fault.reason'));
  if (what.step !== 'HAND_IN') return null;
  const { content } = await readReport(tx, report, today);
  return lacksOf(content).length > 0 ? refuse('form', messages.both('fault.lacking')) : null;
}

/** Counts the figures a last time and writes an empty line for nothing: what is handed in is what stands there. */
async function seal(tx: Tx, report: ReportHead, actor: Actor, moment: Moment & { timeZone: string }): Promise<void> {
  const { content } = await readReport(tx, report, moment.today);
  await countFigures(tx, report, content.lines.map(({ model }) => model), moment);
  await markAuthor(tx, report.id, actor.id);
}

async function keepVersion(tx: Tx, report: ReportHead, { by, handedInBy }: { by: string; handedInBy: string | null }, { at, today }: Moment): Promise<number> {
  const { content } = await readReport(tx, report, today);
  const text = canonicalContent(content);
  const { count } = await tx.selectFrom('monthly_report_version').select((row) => row.fn.countAll<number>().as('count')).where('report_id', '=', report.id).executeTakeFirstOrThrow();
  const version = Number(count) + 1;
  await tx.insertInto('monthly_report_version').values({ report_id: report.id, version, content: text, sha256: createHash('sha256').update(text).digest('hex'), handed_in_by: handedInBy, submitted_by: by, submitted_at: at }).execute();
  return version;
}

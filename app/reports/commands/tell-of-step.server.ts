import type { Tx } from '../../../db/client.ts';
import { writeMessage } from '../../messaging/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Locale, Localised } from '../../platform/i18n/messages.ts';
import { monthlyNotices as messages, type NoticeKey } from '../messages/monthly-notices.ts';
import type { ReportHead } from '../queries/monthly-report.server.ts';
import { holdersByUnit } from '../queries/report-people.server.ts';
import { monthWords, type Month } from '../rules/period.ts';
import type { ReportStep } from '../rules/report-state.ts';
import type { Moment } from './change-report.server.ts';

/** After which steps whom something is asked of. */
const told: Partial<Record<ReportStep, { role: 'FOCAL_POINT' | 'UNIT_LEADER'; notice: NoticeKey }>> = {
  HAND_IN: { role: 'UNIT_LEADER', notice: 'waits' },
  SEND_BACK: { role: 'FOCAL_POINT', notice: 'sent-back' },
  RETURN: { role: 'FOCAL_POINT', notice: 'returned' },
  REOPEN: { role: 'FOCAL_POINT', notice: 'returned' },
};

/** Writes to the leader when a report waits for her, and to the focal point when it came back. The reason stands on the page, not in the mail. */
export async function tellOfStep(tx: Tx, report: ReportHead, what: { step: ReportStep; seq: number; by: string }, { at, today }: Moment): Promise<void> {
  const whom = told[what.step];
  if (!whom) return;
  // Whoever has written in it cannot approve it: then it waits for the next leader above.
  const authors = whom.role === 'UNIT_LEADER' ? await tx.selectFrom('monthly_report_author').select('user_id').where('report_id', '=', report.id).execute() : [];
  const holders = (await holdersByUnit(tx, whom.role, today))(report.unitId, new Set(authors.map((row) => row.user_id))).filter((id) => id !== what.by);
  await writeReportNotice(tx, { id: `monthly-report:${report.id}:${what.seq}`, notice: whom.notice, month: report.month, units: new Map(holders.map((id) => [id, report.unitName])), link: `/reports/monthly/${report.id}`, at, by: what.by });
}

/** A notice about monthly reports, by mail and in the inbox; no preference stops it. `units` says to each reader which units it is about. @returns whether anybody was there */
export async function writeReportNotice(tx: Tx, { id, notice, month, units, due, link, at, by = null, days = 14 }: { id: string; notice: NoticeKey; month: Month; units: ReadonlyMap<string, string>; due?: Localised; link: string; at: Instant; by?: string | null; days?: number }): Promise<boolean> {
  // Names never become a link or a heading of the mail: they travel beside the words.
  const params = (locale: Locale) => ({ unit: '{{don_vi_bao_cao}}', month: monthWords(month), due: due?.[locale] ?? '' });
  const words = (locale: Locale) => ({ subject: messages.in(locale)(`${notice}.subject`, params(locale)), body: messages.in(locale)(`${notice}.body`, params(locale)) });
  const written = await writeMessage(tx, {
    source: { type: 'NOTICE', id },
    topic: 'PROJECT_06',
    isDuty: true,
    urgency: 'NORMAL',
    reason: messages.both(`${notice}.reason`),
    content: { vi: words('vi'), en: words('en'), link },
    channels: [{ channel: 'IN_APP', whenClosed: 'WAIT' }, { channel: 'EMAIL', whenClosed: 'WAIT' }],
    recipients: [...units.keys()],
    variables: new Map([...units].map(([person, unit]) => [person, { don_vi_bao_cao: unit }])),
    sendAt: at,
    notAfter: new Date(Date.parse(at) + days * 86_400_000).toISOString(),
    createdBy: by,
    now: at,
  });
  return written.ok;
}

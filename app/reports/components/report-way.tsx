import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Notice } from '../../ui/index.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import type { ReportHead, ReportRights } from '../queries/monthly-report.server.ts';
import type { TakenStep } from '../queries/report-history.server.ts';
import { handOf, stepsFrom, type ReportStep } from '../rules/report-state.ts';

const names: Partial<Record<ReportStep, string>> = { TAKE_BACK: 'take-back', SEND_BACK: 'send-back', RECEIVE: 'receive', RETURN: 'return', ACCEPT: 'accept', REOPEN: 'reopen' };

/** What the reader may do next with a report that was handed in. */
export function ReportSteps({ report, rights }: { report: ReportHead; rights: ReportRights }) {
  const t = useText(messages);
  const may = { WRITER: rights.write, APPROVER: rights.approve && !rights.isAuthor, RECEIVER: rights.receive };
  const steps = stepsFrom[report.state].filter((step) => may[handOf[step]]);
  const buttons = steps.flatMap((step, at) => {
    const variant = at === 0 && step !== 'REOPEN' && step !== 'TAKE_BACK' ? 'primary' : 'ghost';
    if (step === 'SUBMIT') return [<LinkButton key={step} icon="check" href={`/reports/monthly/${report.id}/approval`}>{t('read-approve')}</LinkButton>];
    const name = names[step];
    return step === 'HAND_IN' || !name ? [] : [<LinkButton key={step} variant={variant} href={`/reports/monthly/${report.id}/steps/${name}`}>{t(`step.${step as 'RETURN'}`)}</LinkButton>];
  });
  const isOwn = report.state === 'PENDING_APPROVAL' && rights.approve && rights.isAuthor;
  return (
    <>
      {isOwn ? <Notice tone="info" live={false}>{t('approve-own')}</Notice> : null}
      {buttons.length > 0 ? <div className="row no-print">{buttons}</div> : null}
    </>
  );
}

/** Why a report came back, above everything else. */
export function CameBack({ report, steps }: { report: ReportHead; steps: readonly TakenStep[] }) {
  const t = useText(messages);
  const formats = useFormats();
  const last = steps.find(({ reason }) => reason !== null);
  const isOpen = (report.state === 'DRAFT' || report.state === 'RETURNED') && steps[0]?.step !== 'TAKE_BACK';
  return last && isOpen ? <Notice tone="warn" live={false} title={t('came-back', { person: last.by, at: formats.moment(last.at) })}><span className="pre-line">{last.reason}</span></Notice> : null;
}

/** Every step that a report has taken, the latest first, with its approved versions. */
export function ReportHistory({ id, steps }: { id: string; steps: readonly TakenStep[] }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Card title={t('history')} id="history">
      {steps.length === 0 ? <p className="muted">{t('history-none')}</p> : (
        <ul className="plain-list">
          {steps.map((step) => (
            <li key={step.seq}>
              <span>{t('history-line', { person: step.by, step: t(`history.${step.step}`) })}{step.version === null ? null : <> · <a href={`/reports/monthly/${id}/versions/${step.version}`}>{t('version', { version: step.version })}</a></>}{step.reason ? <><br /><span className="muted small pre-line">{step.reason}</span></> : null}</span>
              <span className="muted small">{formats.moment(step.at)}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

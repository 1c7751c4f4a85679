import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Select, TextArea, TextInput } from '../../ui/index.ts';
import { typedNumber } from '../forms/monthly.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import type { SuggestedTarget } from '../queries/suggested-target.server.ts';
import { lineStatuses } from '../rules/models.ts';
import { monthWords } from '../rules/period.ts';
import type { ReportLine } from '../rules/report-content.ts';
import { StoredNow } from './stored-now.tsx';

/** What a unit says of one of its models. */
export function LineFieldset({ line, suggested = null }: { line: ReportLine; suggested?: SuggestedTarget['from'] | null }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const stored = { status: line.status ?? '', quantity: typedNumber(line.quantity), target: typedNumber(line.target), measure: line.measure, evidence: line.evidence, link: line.link ?? '', comment: line.comment, difficulties: line.difficulties, tasks: line.tasks };
  const own = (name: keyof typeof stored) => ({ name, error: say(name), defaultValue: value(name, stored[name]) });
  const labels = { status: t('line.status'), quantity: t('line.quantity'), target: t('line.target'), measure: t('line.measure'), evidence: t('line.evidence'), link: t('line.link'), comment: t('line.comment'), difficulties: t('line.difficulties'), tasks: t('line.tasks') };
  return (
    <>
      <StoredNow fields={(Object.keys(labels) as (keyof typeof labels)[]).map((name) => ({ name, label: labels[name], stored: stored[name], ...(name === 'status' && line.status ? { shown: t(`status.${line.status}`) } : {}) }))} />
      <Select {...own('status')} label={labels.status} emptyLabel={t('line.status-empty')} options={lineStatuses.map((status) => ({ value: status, label: t(`status.${status}`) }))} required />
      <div className="inline-fields">
        <TextInput {...own('quantity')} label={labels.quantity} inputMode="decimal" width="short" maxLength={30} />
        <TextInput {...own('target')} label={labels.target} inputMode="decimal" width="short" maxLength={30} />
      </div>
      {suggested ? <p className="muted small">{suggested === 'PLAN' ? t('line.target-plan') : t('line.target-month', { month: monthWords(suggested.month) })}</p> : null}
      <TextInput {...own('measure')} label={labels.measure} hint={t('line.measure-hint')} width="middle" maxLength={60} />
      <TextArea {...own('evidence')} label={labels.evidence} hint={t('line.evidence-hint')} rows={4} maxLength={3_000} />
      <TextInput {...own('link')} label={labels.link} type="url" maxLength={500} />
      <TextArea {...own('comment')} label={labels.comment} rows={3} maxLength={3_000} />
      <TextArea {...own('difficulties')} label={labels.difficulties} hint={t('line.difficulties-hint')} rows={3} maxLength={3_000} />
      <TextArea {...own('tasks')} label={labels.tasks} hint={t('line.tasks-hint')} rows={3} maxLength={3_000} />
    </>
  );
}

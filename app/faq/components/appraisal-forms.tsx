import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, Checkbox, Notice, TextArea } from '../../ui/index.ts';
import { deskMessages } from '../messages/desk.ts';

/** The two answers of an appraiser: agreed, or handed back with what must change. */
export function AppraisalForms({ id, hash, planned }: { id: string; hash: string; planned: { at: string; isPast: boolean } | null }) {
  const t = useText(deskMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  return (
    <div className="stack">
      {planned ? <Notice live={false}>{planned.isPast ? t('appraise.planned-now') : t('appraise.planned', { at: formats.second(planned.at) })}</Notice> : null}
      <Card>
        <form method="post" className="stack" noValidate>
          <input type="hidden" name="hash" value={hash} />
          <TextArea name="note" label={t('appraise.note')} hint={t('appraise.note-hint')} error={say('note')} defaultValue={value('note')} rows={3} maxLength={1_000} />
          {planned ? null : <Checkbox name="onward" label={t('appraise.then-next')} value="next" defaultChecked />}
          <div className="row"><Button icon="check">{t('appraise.approve')}</Button></div>
        </form>
      </Card>
      <Card>
        <form method="post" action={`/answers/${id}/return`} className="stack">
          <TextArea name="reason" label={t('appraise.reason')} rows={3} maxLength={500} required />
          <div className="row"><Button variant="ghost">{t('appraise.return')}</Button></div>
        </form>
      </Card>
    </div>
  );
}

import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, EmptyState, LinkButton, RadioGroup, Select, TextArea, TextInput } from '../../ui/index.ts';
import { deskMessages } from '../messages/desk.ts';
import type { DeskEntry } from '../queries/desk-entry.server.ts';

/** When which appraised version is shown, to the second. */
export function PublishForm({ entry, localNow }: { entry: DeskEntry; localNow: string }) {
  const t = useText(deskMessages);
  const { say, value } = useFaults();
  const ready = entry.versions.filter(({ approval }) => approval !== null);
  const [newest] = ready;
  if (!newest || entry.shown === 'RETIRED') return <EmptyState icon="calendar" title={t('publish.none')} level={2} />;
  return (
    <Card>
      <form method="post" className="stack" noValidate>
        <Select name="version" label={t('publish.version')} error={say('version')} defaultValue={value('version', newest.id)} options={ready.map((version) => ({ value: version.id, label: `${t('version', { number: version.number })} – ${version.question}` }))} required />
        <RadioGroup name="when" legend={t('publish.when')} error={say('when')} value={value('when', 'now')} options={[{ value: 'now', label: t('publish.now') }, { value: 'at', label: t('publish.at') }]} columns />
        <div data-with="at"><Moment name="publishAt" label={t('publish.publish-at')} localNow={localNow} /></div>
        <Moment name="withdrawAt" label={t('publish.withdraw-at')} hint={t('publish.withdraw-hint')} localNow={localNow} />
        <div className="row"><Button>{t('publish.button')}</Button><LinkButton variant="ghost" href={`/answers/${entry.id}`}>{t('back')}</LinkButton></div>
      </form>
    </Card>
  );
}

/** When what is shown ends, and why. */
export function WithdrawForm({ id, localNow }: { id: string; localNow: string }) {
  const t = useText(deskMessages);
  const { say, value } = useFaults();
  return (
    <Card>
      <form method="post" className="stack" noValidate>
        <RadioGroup name="when" legend={t('publish.when')} error={say('when')} value={value('when', 'now')} options={[{ value: 'now', label: t('withdraw.now') }, { value: 'at', label: t('withdraw.at') }]} columns />
        <div data-with="at"><Moment name="withdrawAt" label={t('withdraw.moment')} localNow={localNow} /></div>
        <TextArea name="reason" label={t('withdraw.reason')} error={say('reason')} defaultValue={value('reason')} rows={3} maxLength={500} required />
        <div className="row"><Button variant="danger">{t('withdraw.button')}</Button><LinkButton variant="ghost" href={`/answers/${id}`}>{t('back')}</LinkButton></div>
      </form>
    </Card>
  );
}

function Moment({ name, label, hint, localNow }: { name: string; label: string; hint?: string; localNow: string }) {
  const { say, value } = useFaults();
  return <TextInput name={name} type="datetime-local" step={1} min={localNow} label={label} hint={hint} error={say(name)} defaultValue={value(name)} width="middle" />;
}

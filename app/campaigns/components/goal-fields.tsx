import { useText } from '../../platform/i18n/react.tsx';
import { useFaults } from '../../people/index.ts';
import { topics, urgencies } from '../../messaging/index.ts';
import { Checkbox, RadioGroup, Select, TextArea, TextInput } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';

export interface StoredGoal {
  name: string;
  model: number;
  content_source: string;
  goal: string;
  measure: string;
  baseline_percent: number | null;
  target_percent: number;
  measured_after_days: number;
  topic: string;
  is_duty: number;
  is_drill: number;
  urgency: string;
  urgent_reason: string | null;
}

/** What a campaign wants to reach and how that is measured. */
export function GoalFields({ stored }: { stored?: StoredGoal }) {
  const t = useText(composerMessages);
  const c = useText(campaignMessages);
  const { say, value } = useFaults();
  const text = (name: string, label: string, was?: string | number | null, more: object = {}) => <TextInput name={name} label={label} error={say(name)} defaultValue={value(name, was === null || was === undefined ? '' : String(was))} required {...more} />;
  return (
    <>
      {text('name', t('goal.name'), stored?.name, { maxLength: 160 })}
      <Select name="model" label={t('goal.model')} error={say('model')} defaultValue={value('model', String(stored?.model ?? 26))} options={[{ value: '26', label: c('model.26') }, { value: '27', label: c('model.27') }]} required />
      {text('contentSource', t('goal.source'), stored?.content_source, { hint: t('goal.source-hint'), maxLength: 200 })}
      <TextArea name="goal" label={t('goal.goal')} error={say('goal')} defaultValue={value('goal', stored?.goal)} rows={3} required />
      <TextArea name="measure" label={t('goal.measure')} hint={t('goal.measure-hint')} error={say('measure')} defaultValue={value('measure', stored?.measure)} rows={2} required />
      <div className="row">
        {text('baseline', t('goal.baseline'), stored?.baseline_percent, { required: false, width: 'short', inputMode: 'decimal' })}
        {text('target', t('goal.target'), stored?.target_percent, { width: 'short', inputMode: 'decimal' })}
        {text('after', t('goal.after'), stored?.measured_after_days ?? 14, { width: 'short', inputMode: 'numeric' })}
      </div>
      <Select name="topic" label={t('goal.topic')} error={say('topic')} defaultValue={value('topic', stored?.topic ?? 'PROJECT_06')} options={topics.map((topic) => ({ value: topic, label: t(`topic.${topic}`) }))} required />
      <RadioGroup name="urgency" legend={t('goal.urgency')} error={say('urgency')} value={value('urgency', stored?.urgency ?? 'NORMAL')} options={urgencies.map((urgency) => ({ value: urgency, label: t(`urgency.${urgency}`) }))} />
      {text('urgentReason', t('goal.urgent-reason'), stored?.urgent_reason, { required: false, hint: t('goal.urgent-hint'), maxLength: 500 })}
      <Checkbox name="isDuty" label={t('goal.duty')} defaultChecked={value('isDuty', stored?.is_duty ? 'on' : '') === 'on'} />
      <Checkbox name="isDrill" label={t('goal.drill')} defaultChecked={value('isDrill', stored?.is_drill ? 'on' : '') === 'on'} />
    </>
  );
}

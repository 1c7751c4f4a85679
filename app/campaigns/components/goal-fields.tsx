import type { ReactNode } from 'react';
import { useText } from '../../platform/i18n/react.tsx';
import { useFaults } from '../../people/index.ts';
import { topics, urgencies } from '../../messaging/index.ts';
import { Card, Checkbox, RadioGroup, Select, TextArea, TextInput } from '../../ui/index.ts';
import type { Pulse } from '../forms/campaign.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { measuringMessages } from '../messages/measuring.ts';
import { planMessages } from '../messages/plan.ts';
import type { LineChoice } from '../queries/plan.server.ts';
import { measuredByAll } from '../rules/measuring.ts';
import { romanQuarter } from '../rules/plan-progress.ts';

export interface StoredGoal {
  name: string;
  model: number;
  content_source: string;
  goal: string;
  measure: string;
  baseline_percent: number | null;
  target_percent: number;
  measured_after_days: number;
  measured_by: string;
  topic: string;
  is_duty: number;
  is_drill: number;
  urgency: string;
  urgent_reason: string | null;
  plan_line_id: string | null;
  pulse: string | null;
}

interface Props {
  stored?: StoredGoal;
  lines: readonly LineChoice[];
  /** The line of the plan from which a new campaign starts. */
  line?: LineChoice | undefined;
  /** What stands first in the first part. */
  children?: ReactNode;
}

/** What a campaign wants to reach and how that is measured: three parts of one form. */
export function GoalFields({ stored, lines, line, children }: Props) {
  const t = useText(composerMessages);
  return (
    <>
      <Card title={t('goal.part-what')} id="part-what">{children}<Naming stored={stored} lines={lines} line={line} /></Card>
      <Card title={t('goal.part-measure')} id="part-measure"><Measure stored={stored} /></Card>
      <Card title={t('goal.part-urgency')} id="part-urgency"><Urgency stored={stored} /></Card>
    </>
  );
}

function useTextField() {
  const { say, value } = useFaults();
  return (name: string, label: string, was?: string | number | null, more: object = {}) => <TextInput name={name} label={label} error={say(name)} defaultValue={value(name, was === null || was === undefined ? '' : String(was))} required {...more} />;
}

function Naming({ stored, lines, line }: Pick<Props, 'lines' | 'line'> & { stored: StoredGoal | undefined }) {
  const t = useText(composerMessages);
  const c = useText(campaignMessages);
  const p = useText(planMessages);
  const { say, value } = useFaults();
  const text = useTextField();
  return (
    <>
      {lines.length > 0 ? <Select name="line" label={p('in-plan')} error={say('line')} defaultValue={value('line', stored ? stored.plan_line_id : line?.id)} emptyLabel={p('not-in-plan')} options={lines.map((one) => ({ value: one.id, label: p('line-option', { roman: romanQuarter[one.quarter], year: String(one.year), title: one.title }) }))} /> : null}
      {text('name', t('goal.name'), stored?.name ?? line?.title, { maxLength: 160 })}
      <Select name="model" label={t('goal.model')} error={say('model')} defaultValue={value('model', String(stored?.model ?? line?.model ?? 26))} options={[{ value: '26', label: c('model.26') }, { value: '27', label: c('model.27') }]} required />
      <Select name="topic" label={t('goal.topic')} error={say('topic')} defaultValue={value('topic', stored?.topic ?? line?.topic ?? 'PROJECT_06')} options={topics.map((topic) => ({ value: topic, label: t(`topic.${topic}`) }))} required />
      {text('contentSource', t('goal.source'), stored?.content_source, { hint: t('goal.source-hint'), maxLength: 200 })}
    </>
  );
}

function Measure({ stored }: { stored: StoredGoal | undefined }) {
  const t = useText(composerMessages);
  const m = useText(measuringMessages);
  const pulse = stored?.pulse ? (JSON.parse(stored.pulse) as Pulse) : undefined;
  const { say, value } = useFaults();
  const text = useTextField();
  return (
    <>
      <TextArea name="goal" label={t('goal.goal')} error={say('goal')} defaultValue={value('goal', stored?.goal)} rows={3} required />
      <TextArea name="measure" label={t('goal.measure')} hint={t('goal.measure-hint')} error={say('measure')} defaultValue={value('measure', stored?.measure)} rows={2} required />
      <Select name="measuredBy" label={m('by')} hint={m('by-hint')} error={say('measuredBy')} defaultValue={value('measuredBy', stored?.measured_by ?? 'QUESTION')} options={measuredByAll.map((by) => ({ value: by, label: m(`by.${by}`) }))} required />
      <div className="inline-fields">
        {text('baseline', t('goal.baseline'), percentTyped(stored?.baseline_percent), { required: false, width: 'short', inputMode: 'decimal' })}
        {text('target', t('goal.target'), percentTyped(stored?.target_percent), { width: 'short', inputMode: 'decimal' })}
        {text('after', t('goal.after'), stored?.measured_after_days ?? 14, { width: 'short', inputMode: 'numeric' })}
      </div>
      {text('pulse', t('goal.pulse'), pulse?.text, { required: false, hint: t('goal.pulse-hint'), maxLength: 300 })}
      <TextArea name="pulseOptions" label={t('content.options')} error={say('pulseOptions')} defaultValue={value('pulseOptions', pulse?.options.join('\n'))} rows={3} />
    </>
  );
}

/** Percentages are typed with a comma here. */
export const percentTyped = (value: number | null | undefined) => (value === null || value === undefined ? '' : String(value).replace('.', ','));

function Urgency({ stored }: { stored: StoredGoal | undefined }) {
  const t = useText(composerMessages);
  const { say, value } = useFaults();
  const text = useTextField();
  return (
    <>
      <RadioGroup name="urgency" legend={t('goal.urgency')} error={say('urgency')} value={value('urgency', stored?.urgency ?? 'NORMAL')} options={urgencies.map((urgency) => ({ value: urgency, label: t(`urgency.${urgency}`), hint: t(`urgency-hint.${urgency}`) }))} required />
      {text('urgentReason', t('goal.urgent-reason'), stored?.urgent_reason, { required: false, hint: t('goal.urgent-hint'), maxLength: 500 })}
      <Checkbox name="isDuty" label={t('goal.duty')} defaultChecked={value('isDuty', stored?.is_duty ? 'on' : '') === 'on'} />
      <Checkbox name="isDrill" label={t('goal.drill')} defaultChecked={value('isDrill', stored?.is_drill ? 'on' : '') === 'on'} />
    </>
  );
}

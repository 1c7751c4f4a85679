import { topics } from '../../messaging/index.ts';
import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { RadioGroup, Select, TextInput } from '../../ui/index.ts';
import { composerMessages } from '../messages/composer.ts';
import { planMessages } from '../messages/plan.ts';
import { quarters, romanQuarter, type Quarter } from '../rules/plan-progress.ts';
import { StoredNow } from './stored-now.tsx';

export interface StoredLine {
  title: string;
  quarter: number;
  topic: string;
  model: number;
}

/** One thing that a year wants to do. */
export function PlanLineFields({ stored }: { stored?: StoredLine }) {
  const t = useText(planMessages);
  const c = useText(composerMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextInput name="title" label={t('line-title')} hint={t('line-hint')} error={say('title')} defaultValue={value('title', stored?.title)} maxLength={200} required />
      <Select name="quarter" label={t('quarter')} error={say('quarter')} defaultValue={value('quarter', String(stored?.quarter ?? 1))} options={quarters.map((quarter) => ({ value: String(quarter), label: t('quarter-name', { roman: romanQuarter[quarter] }) }))} required />
      <Select name="topic" label={t('topic')} error={say('topic')} defaultValue={value('topic', stored?.topic ?? 'PROJECT_06')} options={topics.map((topic) => ({ value: topic, label: c(`topic.${topic}`) }))} required />
      <RadioGroup name="model" legend={t('model')} error={say('model')} value={value('model', String(stored?.model ?? 26))} options={(['26', '27'] as const).map((model) => ({ value: model, label: t(`model.${model}`) }))} columns required />
    </>
  );
}

/** The same as it is stored now, where it was changed while somebody was typing. */
export function StoredPlanLine({ stored: { title, quarter, topic, model } }: { stored: StoredLine }) {
  const t = useText(planMessages);
  const c = useText(composerMessages);
  return (
    <StoredNow
      fields={[
        { name: 'title', label: t('line-title'), stored: title },
        { name: 'quarter', label: t('quarter'), stored: String(quarter), shown: t('quarter-name', { roman: romanQuarter[quarter as Quarter] }) },
        { name: 'topic', label: t('topic'), stored: topic, shown: c(`topic.${topic as 'SECURITY'}`) },
        { name: 'model', label: t('model'), stored: String(model), shown: t(`model.${model as 26}`) },
      ]}
    />
  );
}

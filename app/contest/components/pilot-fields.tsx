import { useFaults } from '../../people/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { RadioGroup, Select, TextInput } from '../../ui/index.ts';
import { pilotTyped } from '../forms/adoption-use.ts';
import { adoptionUseMessages as messages } from '../messages/adoption-use.ts';
import type { EvidenceFile } from '../queries/adoption-evidence.server.ts';
import type { Pilot } from '../rules/pilot.ts';

/** Fields of a pilot, as they stand or as they were typed. */
export function PilotFields({ pilot, files }: { pilot: Pilot | null; files: readonly EvidenceFile[] }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const stored: Record<string, string> = pilot ? pilotTyped(pilot) : {};
  const field = (name: string) => ({ name, error: say(name), defaultValue: value(name, stored[name]) });
  return (
    <>
      <TextInput {...field('place')} label={t('pilot.place')} required />
      <div className="row">
        <TextInput {...field('startsOn')} type="date" label={t('pilot.starts')} width="short" required />
        <TextInput {...field('endsOn')} type="date" label={t('pilot.ends')} width="short" required />
      </div>
      <TextInput {...field('measure')} label={t('pilot.measure')} hint={t('pilot.measure-hint')} required />
      <TextInput {...field('unit')} label={t('pilot.unit')} hint={t('pilot.unit-hint')} width="middle" required />
      <RadioGroup name="better" legend={t('pilot.better')} error={say('better')} value={value('better', stored['better'] ?? 'LESS')} options={(['LESS', 'MORE'] as const).map((way) => ({ value: way, label: t(`pilot.better.${way}`) }))} required />
      <TextInput {...field('baseline')} inputMode="decimal" label={t('pilot.baseline')} width="short" required />
      <TextInput {...field('baselineOn')} type="date" label={t('pilot.baseline-on')} hint={t('pilot.baseline-hint')} width="short" required />
      <fieldset className="stack">
        <legend className="field-label">{t('pilot.result-part')}</legend>
        <TextInput {...field('result')} inputMode="decimal" label={t('pilot.result')} width="short" />
        <TextInput {...field('resultOn')} type="date" label={t('pilot.result-on')} width="short" />
        <Select {...field('fileId')} label={t('pilot.file')} hint={t('pilot.file-hint')} emptyLabel={t('pilot.file-none')} options={files.filter(({ stoppedAt }) => stoppedAt === null).map(({ id, name }) => ({ value: id, label: name }))} />
        <TextInput {...field('evidence')} type="url" label={t('pilot.link')} />
      </fieldset>
    </>
  );
}

import { useFaults } from '../../people/index.ts';
import { localSecondOf } from '../../platform/local-time.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Checkbox, RadioGroup, TextInput } from '../../ui/index.ts';
import type { DesignFields as DesignForm } from '../forms/calls.ts';
import { callDeskMessages as messages } from '../messages/calls-desk.ts';
import type { Call } from '../queries/call.server.ts';
import { shownClose } from '../rules/deadline.ts';
import { frozenDesign } from '../rules/design.ts';
import { momentKinds } from '../rules/phase.ts';
import { pairReasonReaders, publicVotes } from '../rules/terms.ts';
import { fixedMoments } from '../rules/timetable.ts';
import { contestZone } from '../rules/zone.ts';
import { useSecond } from './call-parts.tsx';

/** The moments of a call as wall-clock times of Vietnam, to the second. What was announced can be read but not moved. */
export function TimetableFields({ call }: { call: Call }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const second = useSecond();
  return momentKinds.map((kind) => {
    const at = call.moments[kind];
    const isFixed = call.publishedAt !== null && fixedMoments.includes(kind) && at !== undefined;
    return <TextInput key={kind} name={kind} type="datetime-local" step={1} label={t(`moment.${kind}`)} hint={isFixed ? <>{kind === 'ENTRIES_CLOSE' && call.extensions.length > 0 ? <><strong>{t('moment.extended', { at: second(shownClose({ announced: at, extensions: call.extensions })) })}</strong>{' '}</> : null}{t('moment.fixed')}</> : t('moment.hint')} error={say(kind)} defaultValue={value(kind, at && localSecondOf(at, contestZone))} readOnly={isFixed} width="middle" required />;
  });
}

/** How entries are judged; what stands still says so and is sent along unchanged. */
export function DesignFields({ call }: { call: Call }) {
  const t = useText(messages);
  const { say, value } = useFaults();
  const frozen = frozenDesign(call);
  const hint = (key: (typeof frozen)[number], words: string, open = '') => `${words} ${frozen.includes(key) ? `${t('locked')}.` : open}`.trim();
  return (
    <>
      {frozen.includes('isBlind') ? <><input type="hidden" name="blind" value={call.isBlind ? 'on' : ''} disabled={!call.isBlind} /><p>{t('field.blind')}: {t('locked')}</p></> : <Checkbox name="blind" label={t('field.blind')} error={say('blind')} defaultChecked={call.isBlind} />}
      <TextInput name="reviewsPerEntry" label={t('field.reviews')} error={say('reviewsPerEntry')} defaultValue={value('reviewsPerEntry', String(call.reviewsPerEntry))} readOnly={frozen.includes('reviewsPerEntry')} inputMode="numeric" width="short" required />
      <Chosen name="scoringMethod" legend={t('field.method')} value={call.scoringMethod} isFrozen={frozen.includes('scoringMethod')} options={(['ADDITIVE', 'RAW_MEAN'] as const).map((method) => ({ value: method, label: t(`method.${method}`), hint: t(`method.${method}-hint`) }))} />
      <TextInput name="finalists" label={t('field.finalists')} hint={hint('finalists', t('field.finalists-hint'))} error={say('finalists')} defaultValue={value('finalists', String(call.finalists))} readOnly={frozen.includes('finalists')} inputMode="numeric" width="short" />
      <Chosen name="pairReasons" legend={t('field.pair-reasons')} value={call.pairReasons} isFrozen={frozen.includes('pairReasons')} options={pairReasonReaders.map((readers) => ({ value: readers, label: t(`pair-reasons.${readers}`) }))} />
      <TextInput name="graceSeconds" label={t('field.grace')} hint={hint('graceSeconds', t('field.grace-hint'), t('locks'))} error={say('graceSeconds')} defaultValue={value('graceSeconds', String(call.graceSeconds))} readOnly={frozen.includes('graceSeconds')} inputMode="numeric" width="short" required />
      <TextInput name="lateUploadMinutes" label={t('field.late-upload')} hint={hint('lateUploadMinutes', t('field.late-upload-hint'), t('locks'))} error={say('lateUploadMinutes')} defaultValue={value('lateUploadMinutes', String(call.lateUploadMinutes))} readOnly={frozen.includes('lateUploadMinutes')} inputMode="numeric" width="short" required />
      <Chosen name="publicVote" legend={t('field.vote')} value={call.publicVote} isFrozen={frozen.includes('publicVote')} options={publicVotes.map((vote) => ({ value: vote, label: t(`vote.${vote}`) }))} />
    </>
  );
}

interface ChosenProps {
  name: 'scoringMethod' | 'publicVote' | 'pairReasons';
  legend: string;
  value: string;
  isFrozen: boolean;
  options: { value: string; label: string; hint?: string }[];
}

/** One of a few; what stands still is said in words and sent along. */
function Chosen({ name, legend, value: now, isFrozen, options }: ChosenProps) {
  const t = useText(messages);
  const { say, value } = useFaults();
  if (isFrozen) return <><input type="hidden" name={name} value={now} /><p>{legend}: {options.find((option) => option.value === now)?.label} ({t('locked')})</p></>;
  return <RadioGroup name={name} legend={legend} error={say(name)} value={value(name, now)} options={options} required />;
}

/** The parsed design as text again. */
export function designTyped(form: DesignForm): Record<string, string> {
  return { blind: form.blind ? 'on' : '', reviewsPerEntry: String(form.reviewsPerEntry), scoringMethod: form.scoringMethod, finalists: String(form.finalists), graceSeconds: String(form.graceSeconds), lateUploadMinutes: String(form.lateUploadMinutes), publicVote: form.publicVote, pairReasons: form.pairReasons };
}

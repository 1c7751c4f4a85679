import { useFaults } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Autosave, AutosaveState, Button, Card, Disclosure, Meta, Notice, RadioGroup, TextArea, TextInput } from '../../ui/index.ts';
import { judgingMessages } from '../messages/judging.ts';
import type { OpenReview } from '../queries/read-review.server.ts';
import type { Criterion } from '../rules/score-sheet.ts';
import { useAutosaveWords } from './autosave-words.ts';

type Desk = OpenReview['desk'];

const typedScore = (value: number | undefined): string => (value === undefined ? '' : String(value).replace('.', ','));

/** The rubric with its fields. With a script it saves by itself; without one it is a form like any other. */
export function ScoreForm({ desk, total }: { desk: Desk; total: number | null }) {
  const t = useText(judgingMessages);
  const formats = useFormats();
  const { sheet } = desk;
  const words = useAutosaveWords();
  return (
    <Card title={t('review.rubric')} id="rubric">
      {total === null ? null : <p>{t('review.total', { total: formats.score(total) })}</p>}
      <Autosave keep={`sheet.${desk.id}`} words={words}>
        <form method="post" noValidate className="stack">
          <input type="hidden" name="revision" value={String(sheet.revision)} />
          {desk.criteria.map((criterion) => <CriterionFields key={criterion.id} criterion={criterion} desk={desk} />)}
          <WordFields desk={desk} />
          <AutosaveState>{sheet.savedAt ? t('review.saved', { at: formats.second(sheet.savedAt) }) : ''}</AutosaveState>
          <p className="field-hint">{t('review.lock-hint')}</p>
          <div className="row"><Button name="deed" value="save" variant="ghost">{t('review.save')}</Button><Button name="deed" value="lock" icon="lock">{t('review.lock')}</Button></div>
          <Disclosure summary={t('review.abstain')} boxed>
            <p>{t('review.abstain-lead')}</p>
            <AbstainField />
            <div className="row"><Button name="deed" value="abstain" variant="ghost">{t('review.abstain')}</Button></div>
          </Disclosure>
        </form>
      </Autosave>
    </Card>
  );
}

function AbstainField() {
  const t = useText(judgingMessages);
  const { say, value } = useFaults();
  return <TextArea name="abstainReason" label={t('review.abstain-reason')} error={say('abstainReason')} defaultValue={value('abstainReason')} rows={2} />;
}

function CriterionFields({ criterion, desk }: { criterion: Criterion; desk: Desk }) {
  const t = useText(judgingMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const stored = desk.sheet.scores.find(({ criterionId }) => criterionId === criterion.id);
  const [score, reason] = [`score-${criterion.id}`, `reason-${criterion.id}`];
  return (
    <fieldset className="stack">
      <legend className="field-label">{criterion.title} <span className="muted small">({t('review.weight', { weight: formats.percent(criterion.weight) })})</span></legend>
      {criterion.anchors.length > 0 ? <ul className="small muted" aria-label={t('review.anchors')}>{criterion.anchors.map((anchor) => <li key={anchor}>{anchor}</li>)}</ul> : null}
      <TextInput name={score} label={t('review.score', { max: criterion.maxScore })} error={say(score)} defaultValue={value(score, typedScore(stored?.value))} width="short" inputMode="decimal" maxLength={6} />
      <TextArea name={reason} label={t('review.reason')} hint={t('review.reason-hint')} error={say(reason)} defaultValue={value(reason, stored?.reason)} rows={2} maxLength={2000} />
    </fieldset>
  );
}

function WordFields({ desk: { sheet } }: { desk: Desk }) {
  const t = useText(judgingMessages);
  const { say, value } = useFaults();
  return (
    <>
      <TextArea name="comment" label={t('review.comment')} hint={t('review.comment-hint')} error={say('comment')} defaultValue={value('comment', sheet.comment)} rows={4} maxLength={5000} />
      <TextArea name="note" label={t('review.note')} hint={t('review.note-hint')} error={say('note')} defaultValue={value('note', sheet.note)} rows={2} maxLength={5000} />
      <RadioGroup name="confidence" legend={t('review.confidence')} error={say('confidence')} value={value('confidence', sheet.confidence === null ? '' : String(sheet.confidence))} options={(['1', '2', '3', '4', '5'] as const).map((step) => ({ value: step, label: t(`confidence.${step}`) }))} scale />
    </>
  );
}

/** A locked sheet as it stands. */
export function LockedSheet({ desk, total }: { desk: Desk; total: number | null }) {
  const t = useText(judgingMessages);
  const formats = useFormats();
  const { sheet } = desk;
  const scored = desk.criteria.flatMap((criterion) => sheet.scores.filter(({ criterionId }) => criterionId === criterion.id).map((score) => ({ term: criterion.title, detail: `${formats.score(score.value)} / ${criterion.maxScore} – ${score.reason}` })));
  const words = [{ term: t('review.comment'), detail: sheet.comment }, { term: t('review.note'), detail: sheet.note }, { term: t('review.abstain-reason'), detail: sheet.abstainedReason ?? '' }].filter(({ detail }) => detail !== '');
  return (
    <Card title={t('review.rubric')} id="rubric">
      <Notice live={false}>{sheet.lockedAt ? t('review.is-locked', { at: formats.second(sheet.lockedAt) }) : t('review.is-over')}</Notice>
      {total === null ? null : <p>{t('review.total', { total: formats.score(total) })}</p>}
      <Meta layout="stacked" items={[...scored, ...words]} />
    </Card>
  );
}

import type { ReactNode } from 'react';
import { useFaults } from '../../people/index.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { WordDiff } from '../../platform/i18n/word-diff.tsx';
import { spokenSeconds, syllables } from '../../platform/text/spoken.ts';
import { wordDiff } from '../../platform/text/word-diff.ts';
import { Card, Disclosure, Select, TextArea, TextInput } from '../../ui/index.ts';
import type { TypedAnswer } from '../forms/answer-form.ts';
import { most } from '../forms/answer-file.ts';
import { writeMessages } from '../messages/desk.ts';
import type { DeskChoices } from '../queries/desk-entry.server.ts';
import { audiences, confidences } from '../rules/answer.ts';
import type { Overlap } from '../rules/merge-drafts.ts';
import { useInForce } from './answer-shown.tsx';
import { topicTitle } from './desk-list.tsx';

interface Drawing {
  stored: TypedAnswer | undefined;
  overlaps: readonly Overlap[];
  choices: DeskChoices;
}
type Field = keyof TypedAnswer;

/** All fields of an answer. Where somebody else saved meanwhile, her change stands under the field. */
export function AnswerFields(drawing: Drawing) {
  return (
    <>
      <Words {...drawing} />
      <Facts {...drawing} />
      <Basis {...drawing} />
      <Place {...drawing} />
    </>
  );
}

function useField({ stored, overlaps }: Drawing) {
  const t = useText(writeMessages);
  const { say, value } = useFaults();
  return {
    t,
    of: (field: Field) => ({ name: field, label: t(`field.${field}`), error: say(field), defaultValue: value(field, stored?.[field]) }),
    beside: (field: Field): ReactNode => <OverlapNote overlap={overlaps.find((one) => one.field === field)} />,
  };
}

/** What somebody else made of a field, beside the words that are in it now. */
function OverlapNote({ overlap }: { overlap: Overlap | undefined }) {
  const t = useText(writeMessages);
  if (!overlap) return null;
  return (
    <div className="overlap">
      <p className="field-label">{t('overlap')}</p>
      <p className="muted small">{t(overlap.isContested ? 'overlap.yours' : 'overlap.taken')}</p>
      <WordDiff pieces={wordDiff(overlap.before, overlap.after)} />
    </div>
  );
}

function Words(drawing: Drawing) {
  const { t, of, beside } = useField(drawing);
  const formats = useFormats();
  const short = of('short');
  const spoken = t('spoken', { seconds: formats.number(spokenSeconds(short.defaultValue)), syllables: formats.number(syllables(short.defaultValue)) });
  return (
    <Card title={t('legend.words')} id="words">
      <TextInput {...of('question')} maxLength={most.question} required />
      {beside('question')}
      <TextArea {...short} hint={<>{t('hint.short')} <span data-spoken={t('spoken', { seconds: '{seconds}', syllables: '{syllables}' })} aria-live="polite">{spoken}</span></>} rows={3} required />
      {beside('short')}
      <TextArea {...of('body')} hint={t('hint.body')} rows={8} required />
      {beside('body')}
      <TextArea {...of('variants')} hint={t('hint.variants')} rows={3} />
      {beside('variants')}
    </Card>
  );
}

function Facts(drawing: Drawing) {
  const { t, of, beside } = useField(drawing);
  return (
    <Card title={t('legend.facts')} id="facts">
      <TextArea {...of('papers')} hint={t('hint.papers')} rows={3} />
      {beside('papers')}
      <TextInput {...of('fee')} maxLength={most.line} />
      {beside('fee')}
      <TextInput {...of('place')} maxLength={most.line} />
      {beside('place')}
      <TextInput {...of('timeLimit')} maxLength={most.line} />
      {beside('timeLimit')}
    </Card>
  );
}

const volatilities = ['HIGH', 'MEDIUM', 'LOW'] as const;

function Basis(drawing: Drawing) {
  const { t, of, beside } = useField(drawing);
  const inForce = useInForce();
  const { say, value } = useFaults();
  return (
    <Card title={t('legend.basis')} id="basis">
      <TextArea {...of('legalBasis')} hint={t('hint.legalBasis')} rows={3} />
      {beside('legalBasis')}
      <Disclosure summary={t('documents')}>
        <ul className="bullets small">{drawing.choices.documents.map((document) => <li key={document.name}>{inForce(document.name, document)}</li>)}</ul>
      </Disclosure>
      <TextArea {...of('sources')} hint={t('hint.sources')} rows={3} required />
      {beside('sources')}
      <Select {...of('confidence')} options={confidences.map((one) => ({ value: one, label: t(`confidence.${one}`) }))} required />
      {beside('confidence')}
      {drawing.stored?.confidence === 'C' ? <TextInput name="confirmedBy" label={t('field.confirmedBy')} error={say('confirmedBy')} defaultValue={value('confirmedBy')} maxLength={most.line} /> : null}
      <TextInput {...of('asOf')} type="date" width="middle" required />
      {beside('asOf')}
      <Select {...of('volatility')} options={volatilities.map((one) => ({ value: one, label: t(`volatility.${one}`) }))} required />
      {beside('volatility')}
      <TextInput {...of('reviewDue')} type="date" hint={t('hint.reviewDue')} width="middle" />
      {beside('reviewDue')}
    </Card>
  );
}

function Place(drawing: Drawing) {
  const { t, of, beside } = useField(drawing);
  const locale = useLocale();
  const { topics, bodies } = drawing.choices;
  return (
    <Card title={t('legend.links')} id="links">
      <Select {...of('topic')} options={topics.map(({ key }) => ({ value: key, label: topicTitle(topics, key, locale) }))} required />
      {beside('topic')}
      <Select {...of('audience')} options={audiences.map((one) => ({ value: one, label: t(`audience.${one}`) }))} required />
      {beside('audience')}
      <Select {...of('transferTo')} emptyLabel={t('transfer.none')} options={bodies.map(({ key, name }) => ({ value: key, label: name }))} />
      {beside('transferTo')}
      <TextArea {...of('related')} hint={t('hint.related')} rows={2} />
      {beside('related')}
    </Card>
  );
}

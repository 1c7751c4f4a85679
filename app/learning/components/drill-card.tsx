import { renderToStaticMarkup } from 'react-dom/server';
import type { ReactElement } from 'react';
import { defineFormats } from '../../platform/i18n/formats.ts';
import type { Locale } from '../../platform/i18n/messages.ts';
import { Button, DrillCard } from '../../ui/index.ts';
import { handInName } from '../rules/drill.ts';
import { drillMessages } from '../messages/drills.ts';
import { readAnswer, type DrillState } from '../rules/drill-answer.ts';
import type { DrillBody, DrillType, LessonDrill } from '../rules/drill.ts';
import { markDrill, type DrillMarks, type Mark } from '../rules/mark-drill.ts';
import { CleaningParts } from './drill-cleaning.tsx';
import { InboxClock, InboxParts } from './drill-inbox.tsx';
import type { DrillParts, DrillSay } from './drill-parts.tsx';
import { SignParts } from './drill-signs.tsx';
import { OrderParts, WorkedParts } from './drill-steps.tsx';

export interface DrillPlace {
  /** The form that the fields belong to, and the address that marks them. */
  form: string;
  action: string;
  locale: Locale;
}

/** A drill for one reader as markup: a plain form without a script. */
export function drillMarkup(drill: LessonDrill, answer: string | undefined, { form, action, locale }: DrillPlace): string {
  const t = drillMessages.in(locale);
  const { key, title, body } = drill;
  const state = readAnswer(body, answer);
  const marked = state?.isDone ? markDrill(body, state.given) : null;
  const parts = { name: key, form, given: state?.given ?? {}, marks: marked?.marks ?? null, t };
  const { type } = body;
  return renderToStaticMarkup(
    <DrillCard
      id={`check-${key}`}
      name={key}
      eyebrow={t(`${type}.eyebrow`)}
      title={title}
      hint={t(`${type}.hint`)}
      result={marked ? resultOf(body, marked, t, locale) : undefined}
      note={state && !state.isDone ? noteOf(body, state, t) : undefined}
      clock={body.type === 'inbox' && !marked ? <InboxClock messages={body.messages.length} t={t} /> : undefined}
      footer={<Button name={handInName} value={key} form={form} formAction={action} variant={marked ? 'ghost' : 'primary'} data-failed={t('failed')}>{t(marked ? 'again' : 'submit')}</Button>}
    >
      <input type="hidden" name={key} value="" form={form} />
      {partsOf(body, parts)}
    </DrillCard>,
  );
}

function partsOf(body: DrillBody, parts: Omit<DrillParts<DrillType>, 'body'>): ReactElement {
  switch (body.type) {
    case 'signs':
      return <SignParts body={body} {...parts} />;
    case 'inbox':
      return <InboxParts body={body} {...parts} />;
    case 'cleaning':
      return <CleaningParts body={body} {...parts} />;
    case 'ordering':
      return <OrderParts body={body} {...parts} />;
    case 'worked':
      return <WorkedParts body={body} {...parts} />;
  }
}

function resultOf(body: DrillBody, { points, of, marks }: DrillMarks, t: DrillSay, locale: Locale): string {
  const { number } = defineFormats(locale, 'Asia/Ho_Chi_Minh');
  const count = (mark: Mark) => marks.filter((one) => one === mark).length;
  return t(`${body.type}.result`, { points: number(points), of, found: count('right'), extra: count('extra') });
}

function noteOf(body: DrillBody, { missing }: DrillState, t: DrillSay): string {
  if (missing === 0) return t('draft.ready');
  return body.type === 'signs' ? t('draft.signs') : t('draft', { n: missing });
}

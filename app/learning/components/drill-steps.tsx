import type { ReactElement } from 'react';
import { DrillTick, Icon, Select } from '../../ui/index.ts';
import { placeField, type DrillOf, type WorkedTurn } from '../rules/drill.ts';
import { Html, Why, type DrillParts, type DrillSay } from './drill-parts.tsx';

/** Steps in a mixed order, each of which takes a place. */
export function OrderParts({ body, name, form, given, marks, t }: DrillParts<'ordering'>) {
  const places = body.items.map((_item, at) => ({ value: `${at + 1}`, label: t('ordering.place', { n: at + 1 }) }));
  return (
    <ul className="drill-items">
      {body.shown.map((key, at) => {
        const right = body.items.findIndex((item) => item.key === key);
        const mark = marks?.[right];
        const field = placeField(at);
        return (
          <li key={key} className="drill-item">
            <Select id={`${name}-${field}`} name={`${name}.${field}`} form={form} label={<Html html={body.items[right]?.html ?? ''} />} emptyLabel={t('choose')} options={places} defaultValue={given[field] ?? ''} />
            {mark ? <Why mark={mark} t={t} solution={t('ordering.solution', { n: right + 1 })}>{body.items[right]?.why ?? ''}</Why> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** Steps that are shown one after the other, and below them those that the learner does. */
export function WorkedParts({ body, name, form, given, marks, t }: DrillParts<'worked'>) {
  return (
    <>
      {stepsFrom(body.steps, 0, t)}
      {body.turns.map((turn, at) => (
        <fieldset key={at} className="drill-item">
          <legend><span className="eyebrow">{t('worked.turn')}</span> {turn.question}</legend>
          <div className="drill-choices column">
            {turn.options.map(({ key, html }) => <DrillTick key={key} type="radio" id={`${name}-${at + 1}-${key}`} name={`${name}.${at + 1}`} value={key} form={form} isChosen={given[`${at + 1}`] === key}><Html html={html} /></DrillTick>)}
          </div>
          {marks ? turnWhys(turn, given[`${at + 1}`], t) : null}
        </fieldset>
      ))}
    </>
  );
}

/** Each step stands inside the one before it, so that it can only be opened after that one, also without a script. */
function stepsFrom(steps: DrillOf<'worked'>['steps'], at: number, t: DrillSay): ReactElement | null {
  const step = steps[at];
  if (!step) return null;
  return (
    <details className="worked-step">
      <summary><Icon name="chevron-right" /><span>{t('worked.step', { n: at + 1, title: step.title })}</span></summary>
      <div>
        <div dangerouslySetInnerHTML={{ __html: step.html }} />
        {stepsFrom(steps, at + 1, t)}
      </div>
    </details>
  );
}

/** Why the chosen option is right or not; after a mistake also why the right one is. */
function turnWhys({ options }: WorkedTurn, chosen: string | undefined, t: DrillSay) {
  return options
    .filter(({ key, correct }) => correct || key === chosen)
    .map(({ key, correct, why }) => <Why key={key} mark={correct ? 'right' : 'wrong'} t={t}>{why}</Why>);
}

import { DrillTick, ExampleScreen } from '../../ui/index.ts';
import { Html, Why, type DrillParts } from './drill-parts.tsx';

/** A screen whose parts can be marked. Nothing in it is a link, a button or a field. */
export function SignParts({ body, name, form, given, marks, t }: DrillParts<'signs'>) {
  return (
    <ExampleScreen kind={body.screen} banner={t('signs.example')} from={t(`screen.${body.screen}`, { from: body.from })} label={t('signs.parts')}>
      {body.parts.map((part, at) => {
        const mark = marks?.[at];
        return (
          <li key={at} className={`screen-part part-${part.as}`}>
            <DrillTick type="checkbox" id={`${name}-${at + 1}`} name={`${name}.${at + 1}`} value="1" form={form} isChosen={given[`${at + 1}`] === '1'}>
              {part.as === 'text' ? null : <span className="part-name">{t(`part.${part.as}`)}</span>}
              <Html html={part.html} />
            </DrillTick>
            {mark ? <Why mark={mark} t={t}>{part.why}</Why> : null}
          </li>
        );
      })}
    </ExampleScreen>
  );
}

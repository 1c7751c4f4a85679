import { Button, DrillTick } from '../../ui/index.ts';
import { fates } from '../rules/drill.ts';
import { Why, type DrillParts, type DrillSay } from './drill-parts.tsx';

/** Messages of which each is kept, reported or deleted. */
export function InboxParts({ body, name, form, given, marks, t }: DrillParts<'inbox'>) {
  return (
    <ul className="drill-items">
      {body.messages.map((message, at) => {
        const mark = marks?.[at];
        const field = `${at + 1}`;
        return (
          <li key={at}>
            <fieldset className="drill-item">
              <legend>{t('inbox.message', { n: at + 1, subject: message.subject })}</legend>
              <p className="drill-from">{t(`channel.${message.channel}`)} · {message.from}</p>
              <div dangerouslySetInnerHTML={{ __html: message.html }} />
              <div className="drill-choices">
                {fates.map((fate) => <DrillTick key={fate} type="radio" id={`${name}-${field}-${fate}`} name={`${name}.${field}`} value={fate} form={form} isChosen={given[field] === fate}>{t(`fate.${fate}`)}</DrillTick>)}
              </div>
              {mark ? <Why mark={mark} t={t} solution={t('inbox.solution', { fate: t(`fate.${message.answer}`) })}>{message.why}</Why> : null}
            </fieldset>
          </li>
        );
      })}
    </ul>
  );
}

const minutesEach = 0.4;

/** How long it usually takes. The time that runs is shown by a script only, from the first choice on, and can be put away. */
export function InboxClock({ messages, t }: { messages: number; t: DrillSay }) {
  return (
    <div className="drill-clock">
      <p>{t('inbox.time', { n: Math.ceil(messages * minutesEach) })} <span data-elapsed data-words={t('inbox.elapsed', { m: '{m}', s: '{s}' })} /></p>
      <Button type="button" variant="quiet" hidden data-clock-switch data-show={t('inbox.clock-show')}>{t('inbox.clock-hide')}</Button>
    </div>
  );
}

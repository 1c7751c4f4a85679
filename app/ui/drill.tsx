import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';

export type DrillTone = 'right' | 'wrong' | 'half' | 'plain';
export interface DrillCardProps { id: string; name: string; eyebrow: ReactNode; title: ReactNode; hint: ReactNode; result?: ReactNode; note?: ReactNode; clock?: ReactNode; children: ReactNode; footer: ReactNode }
export interface DrillWhyProps { tone: DrillTone; mark: ReactNode; children: ReactNode }
export interface ExampleScreenProps { kind: string; banner: ReactNode; from: ReactNode; label: string; children: ReactNode }
export interface TickProps { type: 'radio' | 'checkbox'; id: string; name: string; value: string; form: string; isChosen: boolean; children: ReactNode }

const toneIcons: Record<DrillTone, IconName> = { right: 'circle-check', wrong: 'circle-x', half: 'circle-dot', plain: 'circle' };

/** Something to be done inside a text, with what came of it above it. */
export function DrillCard({ id, name, eyebrow, title, hint, result, note, clock, children, footer }: DrillCardProps) {
  return (
    <section className="drill" id={id} aria-labelledby={`${id}-title`} data-drill={name}>
      <p className="eyebrow">{eyebrow}</p>
      <h3 id={`${id}-title`}>{title}</h3>
      <p className="drill-hint">{hint}</p>
      {clock}
      {result && <output className="drill-result" tabIndex={-1} data-drill-result><Icon name="list-checks" /><span>{result}</span></output>}
      {children}
      <output className="drill-note" tabIndex={-1} data-drill-note>{note}</output>
      <div className="row">{footer}</div>
    </section>
  );
}

/** Why something was right or not. */
export function DrillWhy({ tone, mark, children }: DrillWhyProps) {
  return <p className={cx('drill-why', tone)}><Icon name={toneIcons[tone]} /><span><b>{mark}</b> {children}</span></p>;
}

/** A screen of somebody else, framed so that nobody takes it for a page of this product. */
export function ExampleScreen({ kind, banner, from, label, children }: ExampleScreenProps) {
  return (
    <div className={cx('example-screen', `example-${kind}`)}>
      <p className="screen-banner"><Icon name="eye" />{banner}</p>
      <p className="screen-from">{from}</p>
      <ul className="screen-parts" aria-label={label}>{children}</ul>
    </div>
  );
}

/** One choice of a drill, as large as a finger. */
export function DrillTick({ type, id, name, value, form, isChosen, children }: TickProps) {
  return (
    <label className="drill-tick" htmlFor={id}>
      <input className="tick" type={type} id={id} name={name} value={value} form={form} defaultChecked={isChosen} />
      <span>{children}</span>
    </label>
  );
}

import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';

export interface Step { label: ReactNode; href?: string; state: 'done' | 'current' | 'todo' }
export interface StepListProps { label: string; steps: Step[]; stateLabels: Record<'done' | 'current' | 'todo', string> }

/** Where one stands in a form of several screens. */
export function StepList({ label, steps, stateLabels }: StepListProps) {
  return (
    <nav aria-label={label} className="steps-box">
      <ol className="steps-nav">
        {steps.map((step, at) => {
          const text = <span className="step-text">{step.label}<span className="sr-only"> ({stateLabels[step.state]})</span></span>;
          const sign = <span className="step-sign" aria-hidden="true">{step.state === 'done' ? <Icon name="check" /> : at + 1}</span>;
          return (
            <li key={at} className={cx('step', `step-${step.state}`)} aria-current={step.state === 'current' ? 'step' : undefined}>
              {step.href ? <a href={step.href}>{sign}{text}</a> : <span>{sign}{text}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

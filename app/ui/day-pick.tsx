import { createContext, type InputHTMLAttributes, type ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';

/** What the button beside a day is called, by the label of its field. */
export type PickDayWords = (label: string) => string;

const Words = createContext<PickDayWords | null>(null);

/** Gives every day of a page its button; without it days are typed only. */
export const PickDayProvider = Words.Provider;

export interface DayPickProps extends Pick<InputHTMLAttributes<HTMLInputElement>, 'min' | 'max' | 'readOnly' | 'disabled'> { id: string; label: ReactNode; size: string; children: ReactNode }

/** A line for a day, with a button that opens the browser's calendar. The button stays hidden until a script takes the box over (`islands/day-pick.ts`). */
export function DayPick({ id, label, size, min, max, readOnly, disabled, children }: DayPickProps) {
  return (
    <Words.Consumer>
      {(words) => (words && typeof label === 'string' && !readOnly && !disabled ? (
        <div className={cx('day', size)} data-island="day-pick" data-min={dayOf(min)} data-max={dayOf(max)}>
          {children}
          <button type="button" className="day-pick" aria-controls={id} hidden><Icon name="calendar" /><span className="sr-only">{words(label)}</span></button>
        </div>
      ) : children)}
    </Words.Consumer>
  );
}

/** A limit may be a moment; a calendar has days. */
const dayOf = (limit: string | number | undefined): string | undefined => (limit === undefined ? undefined : String(limit).slice(0, 10));

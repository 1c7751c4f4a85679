import type { ReactNode } from 'react';

export interface AutosaveProps {
  /** Under which name the browser keeps what has not arrived yet; one for each form. */
  keep: string;
  /** What is said while it happens. */
  words: Record<'saving' | 'saved' | 'failed' | 'session' | 'conflict' | 'restored', string>;
  /** The form, with an `AutosaveState` in it; its page answers scripts with JSON (`ok`, `revision`, or `conflict`, or `faults`). */
  children: ReactNode;
}

/** Around one form: with a script it saves itself, without one it is a form like any other. */
export function Autosave({ keep, words, children }: AutosaveProps) {
  const said = Object.fromEntries(Object.entries(words).map(([key, text]) => [`data-say-${key}`, text]));
  return <div data-island="autosave" data-keep={keep} {...said}>{children}</div>;
}

/** Where the form says whether it has been saved. */
export function AutosaveState({ children }: { children?: ReactNode }) {
  return <output className="muted block" data-state>{children}</output>;
}

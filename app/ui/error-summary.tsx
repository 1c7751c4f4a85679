import type { ReactNode } from 'react';

export interface ErrorSummaryProps { title: ReactNode; errors: { href: string; message: ReactNode }[]; id?: string }

/** What is wrong with a form, above it, each line a link to its field; the page opens with the focus on it. Renders nothing when nothing is wrong. */
export function ErrorSummary({ title, errors, id = 'error-summary' }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- a refused form is a new page: without this a keyboard begins at its top again
    <div className="error-summary" id={id} role="alert" aria-labelledby={`${id}-title`} tabIndex={-1} autoFocus>
      <h2 id={`${id}-title`}>{title}</h2>
      <ul>
        {errors.map((error) => <li key={error.href}><a href={error.href}>{error.message}</a></li>)}
      </ul>
    </div>
  );
}

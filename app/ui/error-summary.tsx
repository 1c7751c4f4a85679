import type { ReactNode } from 'react';

export interface ErrorSummaryProps { title: ReactNode; errors: { href: string; message: ReactNode }[]; id?: string }

/** What is wrong with a form, above it, each line a link to its field. Renders nothing when nothing is wrong. */
export function ErrorSummary({ title, errors, id = 'error-summary' }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" id={id} role="alert" aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`}>{title}</h2>
      <ul>
        {errors.map((error) => <li key={error.href}><a href={error.href}>{error.message}</a></li>)}
      </ul>
    </div>
  );
}

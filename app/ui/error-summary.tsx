import type { ReactNode } from 'react';
import { fieldFor, WithFields, type NamedField } from './named-fields.tsx';

export interface ErrorSummaryProps { title: ReactNode; errors: { href: string; message: ReactNode }[]; id?: string }

/** What is wrong with a form, above it, in the order of its fields; each line names its field and leads to it. The page opens with the focus on it. Renders nothing when nothing is wrong. */
export function ErrorSummary({ title, errors, id = 'error-summary' }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-autofocus -- a refused form is a new page: without this a keyboard begins at its top again
    <div className="error-summary" id={id} role="alert" aria-labelledby={`${id}-title`} tabIndex={-1} autoFocus>
      <h2 id={`${id}-title`}>{title}</h2>
      <WithFields>
        {(fields) => <ul>{inOrder(errors, fields).map(({ href, message, field }) => <li key={href}><a href={field ? `#${field.id}` : href}>{named(message, field)}</a></li>)}</ul>}
      </WithFields>
    </div>
  );
}

/** The faults with their fields, first those of the form as a whole. */
function inOrder(errors: ErrorSummaryProps['errors'], fields: readonly NamedField[]) {
  const found = errors.map((error) => ({ ...error, field: fieldFor(error.href.slice(1), fields) }));
  const placeOf = ({ field }: { field: NamedField | undefined }) => (field ? fields.indexOf(field) : -1);
  return found.sort((a, b) => placeOf(a) - placeOf(b));
}

/** A fault with the name of its field before it. A sentence that says the name itself needs none, nor does one that its field does not show: it stands at a whole group. */
function named(message: ReactNode, field: NamedField | undefined): ReactNode {
  if (!field?.isRefused || !field.label) return message;
  if (typeof message !== 'string' || typeof field.label !== 'string') return <>{field.label}: {message}</>;
  const isSaid = saysName(message, field.label);
  if (isSaid && !field.group) return message;
  const name = field.group ? [field.group, ...(isSaid ? [] : [continued(`${field.label} `).trim()])].join(', ') : field.label;
  return /[.?!:]$/.test(name) ? `${name} ${message}` : `${name}: ${continued(message)}`;
}

/** Whether a sentence has a name in it, whole and in any case. A very short one, as "Từ", is a word like others. */
const saysName = (message: string, label: string): boolean => label.length > 3 && wordsOf(message).includes(wordsOf(label));
const wordsOf = (text: string): string => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;

/** A sentence as it goes on after a colon; a name of several words and an abbreviation keep their capitals. */
const continued = (message: string): string => message.replace(/^\p{Lu}(?=\p{Ll}*\s+([\p{Ll}\d(]|$))/u, (letter) => letter.toLowerCase());

import { createContext, type ReactNode } from 'react';

export interface NamedField { id: string; name?: string | undefined; label?: ReactNode; group?: string | undefined; isRefused: boolean; needsScript?: boolean | undefined }
export interface FieldBook { drawn: NamedField[]; known: readonly NamedField[] }
export interface WithFieldsProps { children: (fields: readonly NamedField[]) => ReactNode }

const Book = createContext<FieldBook | null>(null);
const Group = createContext<string | undefined>(undefined);

/** Keeps which fields a page has drawn. A summary stands above its fields, so a page that has one is drawn a second time, with what the first has `drawn` as `known`. */
export const FieldBookProvider = Book.Provider;

/** The field that a fault speaks of: the one that shows it, where several forms of a page have one of this name. */
export function fieldFor(fault: string, fields: readonly NamedField[]): NamedField | undefined {
  const own = fields.filter(({ id, name }) => id === fault || name === fault || name === `${fault}[]`);
  return own.find(({ isRefused }) => isRefused) ?? own[0];
}

/** Notes a field in its place of the page and draws it. */
export function Noted({ children, ...field }: NamedField & { children: ReactNode }) {
  return (
    <Book.Consumer>
      {(book) => (
        <Group.Consumer>
          {(group) => {
            book?.drawn.push({ ...field, group });
            return children;
          }}
        </Group.Consumer>
      )}
    </Book.Consumer>
  );
}

/** Names what its fields belong to, where a form has several of one label, for the summary above it. */
export function FieldGroup({ name, children }: { name: string; children: ReactNode }) {
  return <Group.Provider value={name}>{children}</Group.Provider>;
}

/** Hands over the fields of the page, which are known when it is drawn for the second time. */
export function WithFields({ children }: WithFieldsProps) {
  return <Book.Consumer>{(book) => children(book?.known ?? [])}</Book.Consumer>;
}

/** Draws its children when one of the fields above it comes to life by a script: the last thing of a page. */
export function IfScriptIsNeeded({ children }: { children: ReactNode }) {
  return <Book.Consumer>{(book) => (book?.drawn.some(({ needsScript }) => needsScript) ? children : null)}</Book.Consumer>;
}

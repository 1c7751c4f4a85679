import { createContext, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

export interface Crumb { label: ReactNode; href?: string }
export interface BreadcrumbProps { label: string; items: Crumb[] }
export interface PageHeadProps { title: ReactNode; lead?: ReactNode; eyebrow?: ReactNode; tags?: ReactNode; actions?: ReactNode; breadcrumb?: ReactNode }

const Trail = createContext<string[] | null>(null);

/** Keeps the names of the trail that a page has drawn, for the title of its document. */
export const TrailProvider = Trail.Provider;

/** The way from the top to here; the last item is this page. */
export function Breadcrumb({ label, items }: BreadcrumbProps) {
  return (
    <nav className="crumbs" aria-label={label}>
      <Trail.Consumer>{(trail) => void trail?.splice(0, trail.length, ...items.flatMap((item) => (typeof item.label === 'string' ? [item.label] : [])))}</Trail.Consumer>
      <ol>
        {items.map((item, at) => (
          <li key={at}>
            {at > 0 && <Icon name="chevron-right" />}
            {item.href ? <a href={item.href}>{item.label}</a> : <span aria-current="page">{item.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The head of a page with its one h1. */
export function PageHead({ title, lead, eyebrow, tags, actions, breadcrumb }: PageHeadProps) {
  return (
    <div className="page-head">
      {breadcrumb}
      <div className="page-head-row">
        <div className="page-head-text">
          {eyebrow && <p className="eyebrow">{eyebrow}</p>}
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
          {tags && <div className="tags">{tags}</div>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
    </div>
  );
}

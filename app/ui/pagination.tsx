import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export interface PaginationProps {
  label: string; page: number; pages: number; href: (page: number) => string; previous: string; next: string;
  pageLabel: (page: number) => string; summary?: ReactNode;
}

/** Which page numbers to show: the ends, and one on either side of here; 0 stands for a gap. */
export const pagesAround = (page: number, pages: number): number[] => {
  const wanted = [...new Set([1, page - 1, page, page + 1, pages])].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b);
  return wanted.flatMap((n, at) => {
    const before = wanted[at - 1] ?? 0;
    return n - before === 2 ? [n - 1, n] : n - before > 2 ? [0, n] : [n];
  });
};

/** Links to the pages of a long list. */
export function Pagination({ label, page, pages, href, previous, next, pageLabel, summary }: PaginationProps) {
  if (pages <= 1) return summary ? <p className="pagination-summary">{summary}</p> : null;
  return (
    <nav className="pagination" aria-label={label}>
      {summary && <p className="pagination-summary">{summary}</p>}
      <ul>
        {page > 1 && <li><a className="page" rel="prev" href={href(page - 1)}><Icon name="chevron-left" /><span>{previous}</span></a></li>}
        {pagesAround(page, pages).map((n, at) => (
          <li key={n || `gap-${at}`} className="page-number">
            {n === 0 ? <span className="page-gap" aria-hidden="true">…</span>
              : <a className="page" href={href(n)} aria-label={pageLabel(n)} aria-current={n === page ? 'page' : undefined}>{n}</a>}
          </li>
        ))}
        {page < pages && <li><a className="page" rel="next" href={href(page + 1)}><span>{next}</span><Icon name="chevron-right" /></a></li>}
      </ul>
    </nav>
  );
}

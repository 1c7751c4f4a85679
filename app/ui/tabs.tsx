import type { ReactNode } from 'react';

export interface TabItem { href: string; label: ReactNode; current?: boolean; count?: number | string }
export interface TabsProps { label: string; items: TabItem[] }

/** Sibling views of one thing, each with its own address. */
export function Tabs({ label, items }: TabsProps) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count !== undefined && <span className="count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

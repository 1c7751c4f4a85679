import { Icon } from './icon.tsx';
import type { IconName } from './icon-names.ts';

export interface RailItem { href: string; label: string; icon: IconName; current?: boolean; count?: number; countLabel?: string; shortLabel?: string }
export interface RailProps { label: string; items: RailItem[]; more?: string }

/** A phone's bottom bar has room for five. */
const room = 5;

function RailLink({ item }: { item: RailItem }) {
  return (
    <a className="rail-link" href={item.href} aria-current={item.current ? 'page' : undefined}>
      <Icon name={item.icon} />
      <span className="rail-word">{item.label}</span>
      {item.shortLabel && <span className="rail-short">{item.shortLabel}</span>}
      {item.count ? <span className="count">{item.count}{item.countLabel && <span className="sr-only"> {item.countLabel}</span>}</span> : null}
    </a>
  );
}

function More({ items, label }: { items: RailItem[]; label: string }) {
  const here = items.some((item) => item.current);
  return (
    <li className="rail-more">
      <details data-menu>
        <summary className="rail-link" data-current={here || undefined}><Icon name="menu" /><span>{label}</span></summary>
        <ul className="rail-sheet">{items.map((item) => <li key={item.href}><RailLink item={item} /></li>)}</ul>
      </details>
    </li>
  );
}

/** The areas of the product: a rail at the left, a bar at the bottom of phones; beyond five the rest goes behind `more`. */
export function Rail({ label, items, more }: RailProps) {
  const shown = more && items.length > room ? room - 1 : room;
  return (
    <nav className="rail" aria-label={label}>
      <ul>
        {items.map((item, at) => <li key={item.href} className={at >= shown ? 'rail-rest' : undefined}><RailLink item={item} /></li>)}
        {more && items.length > room && <More items={items.slice(shown)} label={more} />}
      </ul>
    </nav>
  );
}

import type { ReactNode } from 'react';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import { SearchBox } from './search-box.tsx';

export interface TopBarProps {
  product: string; mark: string; href?: string; unit?: string;
  search?: { action: string; label: string; button: string; placeholder?: string; value?: string };
  bell?: { href: string; label: string; count?: number };
  account?: { name: string; detail?: string; label: string; menu: ReactNode };
  children?: ReactNode;
}

/** A number that fits in a small badge. */
const short = (count: number) => (count > 99 ? '99+' : String(count));

function Bell({ href, label, count = 0 }: NonNullable<TopBarProps['bell']>) {
  return (
    <a className="top-button" href={href} aria-label={label}>
      <Icon name="bell" />
      {count > 0 && <span className="badge" aria-hidden="true">{short(count)}</span>}
    </a>
  );
}

function Account({ name, detail, label, menu }: NonNullable<TopBarProps['account']>) {
  const trigger = (
    <>
      <span className="account-text"><b>{name}</b>{detail && <span>{detail}</span>}</span>
      <Avatar name={name} />
    </>
  );
  return <Menu label={label} trigger={trigger}>{menu}</Menu>;
}

/** Product, search, bell and account. `bell.label` says the count in words; `children` stand before the bell. */
export function TopBar({ product, mark, href = '/', unit, search, bell, account, children }: TopBarProps) {
  return (
    <header className="top">
      <div className="top-in">
        <a className="product" href={href}>
          <span className="product-mark" aria-hidden="true">{mark}</span>
          <span className="product-text"><b>{product}</b>{unit && <span>{unit}</span>}</span>
        </a>
        {search && <div className="top-search"><SearchBox {...search} id="top-search" /></div>}
        <div className="top-tools">
          {children}
          {search && <a className="top-button top-find" href={search.action} aria-label={search.label}><Icon name="search" /></a>}
          {bell && <Bell {...bell} />}
          {account && <Account {...account} />}
        </div>
      </div>
    </header>
  );
}

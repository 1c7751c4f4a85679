import type { ReactNode } from 'react';
import type { PageHandle } from '../platform/http/context.ts';
import { Banner, Frame, MenuButton, MenuLink, Rail, TopBar, type RailItem } from '../ui/index.ts';
import type { AreaKey } from './areas.ts';
import type { ChromeData } from './chrome-data.server.ts';
import { chromeMessages } from './messages.ts';

const areaLooks: Record<AreaKey, { href: string; icon: RailItem['icon'] }> = {
  home: { href: '/', icon: 'home' },
  courses: { href: '/courses', icon: 'book-open' },
  certificates: { href: '/certificates', icon: 'award' },
  help: { href: '/help', icon: 'message-circle-question' },
  contests: { href: '/contests', icon: 'trophy' },
  entries: { href: '/contests/entries', icon: 'file-text' },
  profile: { href: '/contests/profile', icon: 'user' },
  'contest-desk': { href: '/contest-desk', icon: 'list-checks' },
  adoptions: { href: '/contest-desk/adoptions', icon: 'flag' },
  campaigns: { href: '/campaigns', icon: 'megaphone' },
  answers: { href: '/answers', icon: 'notebook-pen' },
  tickets: { href: '/tickets', icon: 'scale' },
  desk: { href: '/desk', icon: 'phone' },
  units: { href: '/units', icon: 'building-2' },
  reports: { href: '/reports', icon: 'chart-column' },
  admin: { href: '/admin', icon: 'settings' },
};

const searchPage = '/search';
/** Pages that have a search as their own first thing; the top bar does not repeat it there. */
const searchPages = new Set([searchPage, '/courses', '/help']);
const isSearchPage = (path: string) => searchPages.has(path.split('?')[0] ?? '');

/** The frame around every page. */
export function Chrome({ data, handle, children }: { data: ChromeData | undefined; handle: PageHandle; children: ReactNode }) {
  const t = chromeMessages.in(data?.locale ?? 'vi');
  if (!data) return <Frame skip={t('skip')}>{children}</Frame>;
  return (
    <Frame
      skip={t('skip')}
      layout={handle.layout ?? 'page'}
      banner={<Banner label={t('banner.label')}>{t('banner', { host: data.host })}{data.isDemo ? ` ${t('banner.demo')}` : ''}</Banner>}
      top={<Top data={data} />}
      rail={handle.rail === false || data.areas.length === 0 ? undefined : <AreaRail data={data} />}
      footer={<Footer data={data} />}
    >
      {children}
    </Frame>
  );
}

function Top({ data }: { data: ChromeData }) {
  const t = chromeMessages.in(data.locale);
  const { person } = data;
  return (
    <TopBar
      product={t('product')}
      mark="06"
      unit={person?.unitName ?? undefined}
      search={data.areas.includes('home') && !isSearchPage(data.path) ? { action: searchPage, label: t('search'), button: t('search.button'), placeholder: t('search') } : undefined}
      bell={data.unread === null ? undefined : { href: '/inbox', label: data.unread > 0 ? t('bell', { count: data.unread }) : t('bell.none'), count: data.unread }}
      account={person ? { name: person.fullName, label: t('account.menu', { name: person.fullName }), menu: <AccountMenu data={data} /> } : undefined}
    >
      {person ? null : <LanguageForm data={data} />}
    </TopBar>
  );
}

function AccountMenu({ data }: { data: ChromeData }) {
  const t = chromeMessages.in(data.locale);
  const themes = (['light', 'dark', 'system'] as const).filter((theme) => theme !== data.theme);
  return (
    <>
      <MenuLink href={data.areas.length > 0 && !data.areas.includes('home') ? '/contests/profile' : '/account'} icon="user">{t('account.profile')}</MenuLink>
      {data.areas.includes('courses') ? <MenuLink href="/notes" icon="notebook-pen">{t('account.notes')}</MenuLink> : null}
      <form method="post" action="/preferences">
        <input type="hidden" name="back" value={data.path} />
        {themes.map((theme) => (
          <MenuButton key={theme} name="theme" value={theme} icon={theme === 'dark' ? 'moon' : 'sun'}>{t(`theme.${theme}`)}</MenuButton>
        ))}
        <MenuButton name="locale" value={data.locale === 'vi' ? 'en' : 'vi'} icon="languages" lang={data.locale === 'vi' ? 'en' : 'vi'}>{t('language.other')}</MenuButton>
      </form>
      <hr />
      <form method="post" action="/sign-out">
        <MenuButton icon="log-out">{t('account.sign-out')}</MenuButton>
      </form>
    </>
  );
}

function LanguageForm({ data }: { data: ChromeData }) {
  const other = data.locale === 'vi' ? 'en' : 'vi';
  return (
    <form method="post" action="/preferences">
      <input type="hidden" name="back" value={data.path} />
      <button type="submit" className="btn btn-quiet" name="locale" value={other} lang={other}>{chromeMessages.in(data.locale)('language.other')}</button>
    </form>
  );
}

function AreaRail({ data }: { data: ChromeData }) {
  const t = chromeMessages.in(data.locale);
  const items = data.areas.map((key): RailItem => {
    const { href, icon } = areaLooks[key];
    return { href, icon, label: t(`area.${key}`), current: key === data.area };
  });
  return <Rail label={t('nav')} items={items} more={t('more')} />;
}

function Footer({ data }: { data: ChromeData }) {
  const t = chromeMessages.in(data.locale);
  return (
    <p>
      {data.person ? t('footer.state-secret') : null} <a href="/verify">{t('footer.verify')}</a> · <a href="/help">{t('area.help')}</a>
      {data.person || data.path.startsWith('/sign-in') ? null : <> · <a href="/sign-in">{t('footer.sign-in')}</a></>}
    </p>
  );
}

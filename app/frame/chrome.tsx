import { useMatches } from '@remix-run/react';
import type { ReactNode } from 'react';
import { defineMessages } from '../platform/i18n/messages.ts';
import type { PageHandle } from '../root.tsx';
import { Banner, Frame, MenuButton, MenuLink, Rail, TopBar, type RailItem } from '../ui/index.ts';
import type { AreaKey } from './areas.ts';
import type { ChromeData } from './chrome-data.server.ts';

export const chromeMessages = defineMessages({
  'product': ['Học 06', 'Học 06'],
  'skip': ['Đến nội dung chính', 'Skip to main content'],
  'banner': ['Trang chính thức tại địa chỉ {host}. Trang này không bao giờ hỏi mã OTP, mật khẩu ngân hàng hay mã VNeID.', 'The official site is at {host}. It never asks for OTP codes, bank passwords or VNeID passcodes.'],
  'banner.label': ['Nhận biết trang chính thức', 'How to recognise the official site'],
  'banner.demo': ['Tỉnh mẫu: mọi người, đơn vị công tác và kết quả học ở đây là dữ liệu minh hoạ.', 'Demo province: all people and results here are sample data.'],
  'nav': ['Chính', 'Main'],
  'more': ['Thêm', 'More'],
  'area.home': ['Việc của tôi', 'My tasks'],
  'area.courses': ['Khoá học', 'Courses'],
  'area.certificates': ['Chứng nhận', 'Certificates'],
  'area.units': ['Đơn vị', 'Units'],
  'area.admin': ['Quản trị', 'Administration'],
  'search': ['Tìm khoá học, bài học', 'Search courses and lessons'],
  'search.button': ['Tìm kiếm', 'Search'],
  'account.menu': ['Tài khoản của {name}', 'Account of {name}'],
  'account.profile': ['Tài khoản', 'Account'],
  'account.sign-out': ['Đăng xuất', 'Sign out'],
  'account.sign-in': ['Đăng nhập', 'Sign in'],
  'theme.light': ['Nền sáng', 'Light'],
  'theme.dark': ['Nền tối', 'Dark'],
  'theme.system': ['Theo thiết bị', 'Follow the device'],
  'language.other': ['English', 'Tiếng Việt'],
  'footer.state-secret': ['Không nhập thông tin bí mật nhà nước vào hệ thống này.', 'Do not enter state secrets into this system.'],
  'footer.verify': ['Tra cứu chứng nhận', 'Verify a certificate'],
  'error.title': ['Chưa thực hiện được', 'This could not be done'],
  'error.not-found-title': ['Không tìm thấy', 'Not found'],
  'error.forbidden-title': ['Không có quyền', 'No access'],
  'error.home': ['Về trang chủ', 'Go to the home page'],
});

const areaLooks: Record<AreaKey, { href: string; icon: RailItem['icon'] }> = {
  home: { href: '/', icon: 'home' },
  courses: { href: '/courses', icon: 'book-open' },
  certificates: { href: '/certificates', icon: 'award' },
  units: { href: '/units', icon: 'building-2' },
  admin: { href: '/admin', icon: 'settings' },
};

/** The frame around every page. */
export function Chrome({ data, children }: { data: ChromeData | undefined; children: ReactNode }) {
  const handles = useMatches().map((match) => match.handle as PageHandle | undefined);
  const handle = Object.assign({}, ...handles) as PageHandle;
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
      search={data.areas.length > 0 ? { action: '/courses', label: t('search'), button: t('search.button'), placeholder: t('search') } : undefined}
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
      <MenuLink href="/account" icon="user">{t('account.profile')}</MenuLink>
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
    return { href, icon, label: t(`area.${key}`), current: href === '/' ? data.path === '/' : data.path.startsWith(href) };
  });
  return <Rail label={t('nav')} items={items} more={t('more')} />;
}

function Footer({ data }: { data: ChromeData }) {
  const t = chromeMessages.in(data.locale);
  return (
    <p>
      {data.person ? t('footer.state-secret') : null} <a href="/verify">{t('footer.verify')}</a>
    </p>
  );
}

import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Banner, Frame, SkipLink } from './frame.tsx';
import { Menu, MenuButton, MenuLink } from './menu.tsx';
import { Breadcrumb, PageHead } from './page-head.tsx';
import { Rail } from './rail.tsx';
import type { RailItem } from './rail.tsx';
import { TopBar } from './top-bar.tsx';

const areas = (count: number): RailItem[] =>
  Array.from({ length: count }, (_, at) => ({ href: `/a${at}`, label: `Khu ${at}`, icon: 'home', current: at === count - 1 }));

describe('Frame', () => {
  const page = html(<Frame skip="Đến nội dung" banner={<i>b</i>} top={<i>t</i>} rail={<i>r</i>} footer="Chân trang">Nội dung</Frame>);

  it('starts with the skip link, which leads to main', () => {
    expect(page).toMatch(/^<a class="skip" href="#main">Đến nội dung<\/a>/);
    expect(page).toContain('<main id="main" tabindex="-1">Nội dung</main>');
  });

  it('keeps the order in which a keyboard should go', () => {
    const order = ['<i>b</i>', '<i>t</i>', '<i>r</i>', '<main', '<footer'].map((part) => page.indexOf(part));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('leaves room for a rail only when there is one', () => {
    expect(page).toContain('frame-railed');
    expect(html(<Frame skip="s">x</Frame>)).not.toContain('frame-railed');
    expect(html(<Frame skip="s">x</Frame>)).not.toContain('<footer');
  });

  it.each(['page', 'narrow', 'wide', 'bare'] as const)('knows the layout %s', (layout) => {
    expect(html(<Frame skip="s" layout={layout}>x</Frame>)).toContain(`frame-${layout}`);
  });
});

describe('SkipLink and Banner', () => {
  it('skips to another place when told', () => {
    expect(html(<SkipLink href="#form">Đến biểu mẫu</SkipLink>)).toContain('href="#form"');
  });

  it('is a landmark with a name', () => {
    expect(html(<Banner label="Trang chính thức">Địa chỉ đúng</Banner>)).toMatch(/^<aside class="banner" aria-label="Trang chính thức">/);
  });
});

describe('TopBar', () => {
  const full = html(
    <TopBar
      product="Học 06" mark="06" unit="Phường Hoa Lư"
      search={{ action: '/search', label: 'Tìm kiếm', button: 'Tìm' }}
      bell={{ href: '/notices', label: 'Thông báo, 3 tin chưa đọc', count: 3 }}
      account={{ name: 'Nguyễn Thị Thuỳ Dương', detail: 'Phường', label: 'Tài khoản', menu: <MenuLink href="/me">Hồ sơ</MenuLink> }}
    />,
  );

  it('is the page header and leads home', () => {
    expect(full).toMatch(/^<header class="top">/);
    expect(full).toContain('<a class="product" href="/">');
  });

  it('says the unread count in words and shows it as a number', () => {
    expect(full).toContain('aria-label="Thông báo, 3 tin chưa đọc"');
    expect(full).toContain('<span class="badge" aria-hidden="true">3</span>');
  });

  it('shortens a huge count and hides zero', () => {
    const bell = (count: number) => html(<TopBar product="p" mark="m" bell={{ href: '/', label: 'l', count }} />);
    expect(bell(120)).toContain('99+');
    expect(bell(0)).not.toContain('badge');
  });

  it('gives phones a link to the search page', () => {
    expect(full).toContain('<a class="top-button top-find" href="/search" aria-label="Tìm kiếm">');
    expect(full).toContain('role="search"');
  });

  it('stands alone for people who are not signed in', () => {
    const bare = html(<TopBar product="Học 06" mark="06" />);
    expect(bare).not.toContain('<details');
    expect(bare).not.toContain('role="search"');
  });
});

describe('Menu', () => {
  it('opens without a script and has a name', () => {
    const menu = html(<Menu label="Tài khoản" trigger="TD">…</Menu>);
    expect(menu).toMatch(/^<details class="menu" data-menu="true"><summary aria-label="Tài khoản">TD/);
  });

  it('holds links and deeds', () => {
    expect(html(<MenuLink href="/me" icon="user" current>Hồ sơ</MenuLink>)).toContain('aria-current="page"');
    const deed = html(<MenuButton icon="log-out" name="verb" value="out">Đăng xuất</MenuButton>);
    expect(deed).toContain('type="submit"');
    expect(deed).toContain('class="menu-item"');
    expect(deed).toContain('#log-out');
  });
});

describe('Rail', () => {
  it('is a named navigation that marks the current area', () => {
    const rail = html(<Rail label="Chính" items={areas(3)} />);
    expect(rail).toMatch(/^<nav class="rail" aria-label="Chính">/);
    expect(rail.match(/aria-current="page"/g)).toHaveLength(1);
    expect(rail).toContain('Khu 2');
  });

  it('keeps five on a phone and puts nothing away', () => {
    const rail = html(<Rail label="Chính" more="Thêm" items={areas(5)} />);
    expect(rail).not.toContain('rail-rest');
    expect(rail).not.toContain('rail-more');
  });

  it('puts the sixth and what follows behind “more”, which is marked when it holds the current area', () => {
    const rail = html(<Rail label="Chính" more="Thêm" items={areas(8)} />);
    expect(rail.match(/class="rail-rest"/g)).toHaveLength(4);
    expect(rail).toContain('<summary class="rail-link" data-current="true">');
    expect(rail.match(/href="\/a7"/g)).toHaveLength(2);
  });

  it('says what a count counts and shows no zero', () => {
    const items: RailItem[] = [{ href: '/', label: 'Hỏi đáp', icon: 'bell', count: 4, countLabel: 'câu hỏi mới', shortLabel: 'Hỏi' }, { href: '/b', label: 'B', icon: 'x', count: 0 }];
    const rail = html(<Rail label="Chính" items={items} />);
    expect(rail).toContain('4<span class="sr-only"> câu hỏi mới</span>');
    expect(rail.match(/class="count"/g)).toHaveLength(1);
    expect(rail).toContain('<span class="rail-short">Hỏi</span>');
  });
});

describe('PageHead and Breadcrumb', () => {
  it('has exactly one h1', () => {
    const head = html(<PageHead title="Việc của tôi" lead="Hôm nay" eyebrow="Chào" tags={<i>t</i>} actions={<i>a</i>} />);
    expect(head.match(/<h1>/g)).toHaveLength(1);
    expect(head).toContain('<p class="lead">Hôm nay</p>');
    expect(head).toContain('<div class="page-actions"><i>a</i></div>');
  });

  it('leaves out what is not given', () => {
    expect(html(<PageHead title="T" />)).toBe('<div class="page-head"><div class="page-head-row"><div class="page-head-text"><h1>T</h1></div></div></div>');
  });

  it('marks the last crumb as this page', () => {
    const crumbs = html(<Breadcrumb label="Đường dẫn" items={[{ label: 'Khoá học', href: '/courses' }, { label: 'Bài 4' }]} />);
    expect(crumbs).toContain('<nav class="crumbs" aria-label="Đường dẫn">');
    expect(crumbs).toContain('<a href="/courses">Khoá học</a>');
    expect(crumbs).toContain('<span aria-current="page">Bài 4</span>');
  });
});

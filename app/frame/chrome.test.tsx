import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { PageHandle } from '../platform/http/context.ts';
import { FieldBookProvider, TextInput } from '../ui/index.ts';
import { Chrome } from './chrome.tsx';
import type { ChromeData } from './chrome-data.server.ts';
import { Document } from './document.tsx';

const stranger: ChromeData = { locale: 'vi', theme: 'system', timeZone: 'Asia/Ho_Chi_Minh', scriptUrl: '/assets/entry.js', isDemo: false, host: 'hoc06.example', path: '/sign-in', person: null, areas: [], area: null, unread: null };
const learner: ChromeData = { ...stranger, path: '/courses/an-toan', person: { fullName: 'Trần Văn Bình', unitName: 'UBND phường Hoa Lư' }, areas: ['home', 'courses', 'certificates'], area: 'courses' };
const draw = (data: ChromeData | undefined, handle: PageHandle = {}) => renderToStaticMarkup(<Chrome data={data} handle={handle}>Nội dung</Chrome>);
const currentOf = (data: ChromeData) => [...draw(data).matchAll(/<a[^>]*aria-current="page"[^>]*>/g)].map(([link]) => /href="([^"]+)"/.exec(link)?.[1]);

describe('Chrome without a person', () => {
  const page = draw(stranger);

  it('shows the banner, the language and nothing that needs an account', () => {
    expect(page).toContain('Trang chính thức tại địa chỉ hoc06.example');
    expect(page).toMatch(/<button[^>]*name="locale" value="en" lang="en">English/);
    expect(page).not.toMatch(/\/sign-out|role="search"|class="rail|<details/);
    expect(page).not.toContain('bí mật nhà nước');
  });

  it('still lets anybody verify a certificate', () => {
    expect(page).toContain('<a href="/verify">Tra cứu chứng nhận</a>');
  });

  it('shows officials the way in wherever they are, but not where they are there', () => {
    expect(draw({ ...stranger, path: '/help' })).toContain('<a href="/sign-in">Cán bộ đăng nhập</a>');
    expect(page).not.toContain('Cán bộ đăng nhập');
    expect(draw(learner)).not.toContain('Cán bộ đăng nhập');
  });

  it('leads back to where the language was changed', () => {
    expect(draw({ ...stranger, path: '/verify?code="x"' })).toContain('<input type="hidden" name="back" value="/verify?code=&quot;x&quot;"/>');
  });
});

describe('Chrome', () => {
  it('shows who is signed in and where she works', () => {
    const page = draw(learner);
    expect(page).toContain('Tài khoản của Trần Văn Bình');
    expect(page).toContain('UBND phường Hoa Lư');
    expect(page).toContain('<form method="post" action="/sign-out">');
    expect(page).toContain('href="/notes"');
    expect(page).toContain('Không nhập thông tin bí mật nhà nước');
  });

  it('leads people from outside to their profile and offers them no search of the house', () => {
    const page = draw({ ...learner, path: '/contests', person: { fullName: 'Lương Thế Vinh', unitName: null }, areas: ['contests', 'entries', 'profile'], area: 'contests', unread: 0 });
    expect(page).toContain('href="/contests/profile"');
    expect(page).not.toMatch(/href="\/account"|role="search"|href="\/courses"|href="\/notes"/);
    expect(page).toContain('href="/inbox"');
    expect(currentOf({ ...learner, path: '/contests/x', areas: ['contests', 'entries', 'profile'], area: 'entries' })).toEqual(['/contests/entries']);
  });

  it('marks the area of the page, and only that', () => {
    expect(currentOf(learner)).toEqual(['/courses']);
    expect(currentOf({ ...learner, path: '/', area: 'home' })).toEqual(['/']);
    expect(currentOf({ ...learner, path: '/account', area: null })).toEqual([]);
  });

  it('offers the two themes that are not chosen', () => {
    const themes = (theme: ChromeData['theme']) => [...draw({ ...learner, theme }).matchAll(/name="theme" value="(\w+)"/g)].map(([, value]) => value);
    expect(themes('system')).toEqual(['light', 'dark']);
    expect(themes('dark')).toEqual(['light', 'system']);
  });

  it('hides the rail where the page wants quiet, and from somebody who must change her password first', () => {
    expect(draw(learner)).toContain('class="rail');
    expect(draw(learner, { rail: false })).not.toContain('class="rail');
    expect(draw({ ...learner, areas: [] })).not.toContain('class="rail');
    expect(draw({ ...learner, areas: [] })).toContain('/sign-out');
  });

  it('says that a demo is one', () => {
    expect(draw({ ...learner, isDemo: true })).toContain('dữ liệu minh hoạ');
    expect(draw(learner)).not.toContain('dữ liệu minh hoạ');
  });

  it('speaks English and offers Vietnamese', () => {
    const page = draw({ ...learner, locale: 'en' });
    expect(page).toContain('Sign out');
    expect(page).toMatch(/name="locale" value="vi"/);
  });

  it('stands even when nothing is known', () => {
    expect(draw(undefined)).toContain('<main id="main" tabindex="-1">Nội dung</main>');
  });
});

describe('Document', () => {
  const page = (data: ChromeData | undefined, handle: PageHandle = {}) => renderToStaticMarkup(<Document data={data} handle={handle} head={<title>T</title>}>x</Document>);

  it('carries language and theme, and leaves the theme of the device alone', () => {
    expect(page({ ...stranger, theme: 'dark', locale: 'en' })).toContain('<html lang="en" data-theme="dark">');
    expect(page(stranger)).toContain('<html lang="vi">');
  });

  it('loads the script only for pages that asked for it', () => {
    expect(page(stranger, { script: true })).toContain('<script type="module" src="/assets/entry.js"></script>');
    expect(page(stranger)).not.toContain('<script');
    expect(page(undefined, { script: true })).not.toContain('<script');
  });

  it('loads it for a day by itself, once and at the end, and names the day’s button in the reader’s language', () => {
    const withDay = (data: ChromeData, handle: PageHandle, field: ReactElement) => renderToStaticMarkup(<FieldBookProvider value={{ drawn: [], known: [] }}><Document data={data} handle={handle} head={null}>{field}</Document></FieldBookProvider>);
    const day = <TextInput type="date" name="on" label="Từ ngày" />;
    expect(withDay(stranger, {}, day)).toMatch(/Chọn ngày cho Từ ngày<.*<script type="module" src="\/assets\/entry\.js"><\/script><\/body>/);
    expect(withDay({ ...stranger, locale: 'en' }, {}, day)).toContain('Choose a day for Từ ngày<');
    expect(withDay(stranger, { script: true }, day).split('<script')).toHaveLength(2);
    expect(withDay(stranger, {}, <TextInput name="name" label="Họ và tên" />)).not.toContain('<script');
    expect(withDay({ ...stranger, scriptUrl: '' }, {}, day)).not.toContain('<script');
  });
});

import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Avatar, initialsOf } from './avatar.tsx';
import { Button, LinkButton } from './button.tsx';
import { Card } from './card.tsx';
import { cx } from './classes.ts';
import { Disclosure } from './disclosure.tsx';
import { EmptyState } from './empty-state.tsx';
import { Notice } from './notice.tsx';
import { SearchBox } from './search-box.tsx';
import { Tabs } from './tabs.tsx';
import { Tag } from './tag.tsx';

describe('cx', () => {
  it('joins what is there', () => {
    expect(cx('a', false, undefined, null, '', 'b')).toBe('a b');
  });
});

describe('Button and LinkButton', () => {
  it.each(['primary', 'ghost', 'danger', 'quiet'] as const)('has the look %s', (variant) => {
    expect(html(<Button variant={variant}>Lưu</Button>)).toBe(`<button type="submit" class="btn btn-${variant}">Lưu</button>`);
    expect(html(<LinkButton variant={variant} href="/x">Xem</LinkButton>)).toBe(`<a href="/x" class="btn btn-${variant}">Xem</a>`);
  });

  it('passes attributes on', () => {
    const button = html(<Button type="button" name="verb" value="save" disabled aria-describedby="why" wide className="own">Lưu</Button>);
    expect(button).toContain('type="button"');
    expect(button).toContain('name="verb" value="save"');
    expect(button).toContain('disabled=""');
    expect(button).toContain('aria-describedby="why"');
    expect(button).toContain('class="btn btn-primary btn-wide own"');
  });

  it('puts icons before and after the words', () => {
    expect(html(<Button icon="save" iconAfter="arrow-right">Lưu</Button>)).toMatch(/#save.*Lưu.*#arrow-right/);
    expect(html(<LinkButton href="/" icon="chevron-left" iconAfter="x">Lưu</LinkButton>)).toMatch(/#chevron-left.*Lưu.*#x/);
  });
});

describe('Card', () => {
  it('is a section named by its heading when it has an id', () => {
    const card = html(<Card id="due" title="Cần làm" action={<a href="/all">Tất cả</a>}>x</Card>);
    expect(card).toMatch(/^<section class="card" aria-labelledby="due">/);
    expect(card).toContain('<h2 id="due">Cần làm</h2>');
    expect(card).toContain('<div class="card-action">');
  });

  it('is a plain box without a name', () => {
    expect(html(<Card>x</Card>)).toBe('<div class="card"><div class="card-body">x</div></div>');
    expect(html(<Card title="T" level={3}>x</Card>)).toContain('<h3>T</h3>');
  });

  it('shows its parts and looks', () => {
    const card = html(<Card tight raised eyebrow="e" lead="l" footer="f" art={<svg />} className="own" />);
    expect(card).toContain('class="card card-tight card-raised card-art own"');
    for (const part of ['eyebrow', 'card-lead', 'card-foot', 'card-picture']) expect(card).toContain(`class="${part}"`);
  });
});

describe('Tag', () => {
  it.each([['ok', 'check'], ['warn', 'clock'], ['danger', 'circle-alert'], ['gold', 'award']] as const)('%s has the icon %s beside its word', (tone, icon) => {
    const tag = html(<Tag tone={tone}>Từ</Tag>);
    expect(tag).toContain(`class="tag tag-${tone}"`);
    expect(tag).toContain(`#${icon}`);
    expect(tag).toContain('Từ');
  });

  it('has none when neutral, another or none when told', () => {
    expect(html(<Tag>Nháp</Tag>)).toBe('<span class="tag tag-neutral">Nháp</span>');
    expect(html(<Tag tone="warn" icon="calendar">Hạn</Tag>)).toContain('#calendar');
    expect(html(<Tag tone="ok" icon="none">Xong</Tag>)).not.toContain('<svg');
  });
});

describe('Notice', () => {
  it.each([['info', 'status'], ['ok', 'status'], ['warn', 'status'], ['danger', 'alert']] as const)('%s speaks as %s', (tone, role) => {
    expect(html(<Notice tone={tone}>x</Notice>)).toContain(`class="notice notice-${tone}" role="${role}"`);
  });

  it('says nothing by itself when it is a part of the page', () => {
    expect(html(<Notice live={false} title="T" action={<a href="/">Đi</a>}>x</Notice>)).not.toContain('role=');
  });

  it('has a title, a text and one way on', () => {
    const notice = html(<Notice title="Không gửi được" action={<a href="/">Thử lại</a>}>Máy chủ bận.</Notice>);
    expect(notice).toContain('<p class="notice-title">Không gửi được</p>');
    expect(notice).toContain('<div class="notice-action"><a href="/">Thử lại</a></div>');
  });
});

describe('EmptyState', () => {
  it('has a heading of the wanted level, a text and one action', () => {
    const empty = html(<EmptyState level={1} icon="lock" title="Không có quyền" action={<a href="/">Về</a>}>Vì sao</EmptyState>);
    expect(empty).toContain('<h1 class="empty-title">Không có quyền</h1>');
    expect(empty).toContain('<div class="empty-text">Vì sao</div>');
    expect(empty).toContain('<div class="empty-action"><a href="/">Về</a></div>');
    expect(html(<EmptyState title="Trống" />)).toContain('<h2');
  });
});

describe('Disclosure', () => {
  it('is closed until asked', () => {
    expect(html(<Disclosure summary="Xem bảng">x</Disclosure>)).toMatch(/^<details class="disclosure"><summary>/);
    expect(html(<Disclosure summary="s" open boxed id="d">x</Disclosure>)).toContain('<details class="disclosure disclosure-boxed" id="d" open="">');
  });
});

describe('Tabs', () => {
  it('are links in a named navigation with the current one marked', () => {
    const tabs = html(<Tabs label="Khoá học" items={[{ href: '/a', label: 'Nội dung', current: true }, { href: '/b', label: 'Hỏi đáp', count: 0 }]} />);
    expect(tabs).toContain('<nav class="tabs" aria-label="Khoá học">');
    expect(tabs).toContain('<a href="/a" aria-current="page">Nội dung</a>');
    expect(tabs).toContain('<span class="count">0</span>');
    expect(tabs).not.toContain('role="tab"');
  });
});

describe('SearchBox', () => {
  it('takes no more letters than fit into an address, whatever they are', () => {
    const most = Number(/maxLength="(\d+)"/i.exec(html(<SearchBox action="/search" label="Tìm kiếm" button="Tìm" />))?.[1]);
    expect(most).toBeGreaterThan(100);
    // Of the 16 kB that a server reads before a body, half is left to cookies and the rest.
    expect(encodeURIComponent('ỡ'.normalize('NFD').repeat(most)).length).toBeLessThan(8_000);
  });

  it('is a search form that works without a script', () => {
    const box = html(<SearchBox action="/search" label="Tìm kiếm" button="Tìm" value="thẻ căn cước" placeholder="Từ khoá"><input type="hidden" name="unit" value="1" /></SearchBox>);
    expect(box).toContain('role="search" action="/search" method="get" aria-label="Tìm kiếm"');
    expect(box).toContain('<label class="sr-only" for="search">Tìm kiếm</label>');
    expect(box).toContain('name="q"');
    expect(box).toContain('value="thẻ căn cước"');
    expect(box).toContain('aria-label="Tìm"');
    expect(box).toContain('name="unit"');
  });

  it('shows the word on its button when large', () => {
    expect(html(<SearchBox large action="/" label="l" button="Tìm kiếm" id="own" name="tu" />)).toContain('<button type="submit" class="btn btn-primary">Tìm kiếm</button>');
  });
});

describe('Avatar', () => {
  it.each([
    ['Nguyễn Thị Thuỳ Dương', 'TD'], ['  Đặng   Hồng Thắm ', 'HT'], ['ế ộ', 'ẾỘ'], ['Dương', 'D'], ['', ''],
    ['Phạm Quốc Ứng'.normalize('NFD'), 'QỨ'],
  ])('shortens %j to %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('is decoration beside the name', () => {
    expect(html(<Avatar name="Phạm Quốc Hưng" size="small" />)).toBe('<span class="avatar avatar-small" aria-hidden="true">QH</span>');
  });
});

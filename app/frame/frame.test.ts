import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../tests/support/render-route.tsx';
import type { Actor, Role } from '../people/actor.ts';
import { canOpenAdmin } from '../people/policy.ts';
import { areasOf, isInArea, type AreaKey } from './areas.ts';
import type { ChromeData } from './chrome-data.server.ts';
import { chromeMessages } from './messages.ts';

const plain: Actor = { id: 'a', fullName: 'An', accountKind: 'OPERATOR', unitId: null, unitName: null, grants: [], mustChangePassword: false, sessionId: 's', locale: 'vi', theme: 'system' };
const having = (...roles: Role[]): Actor => ({ ...plain, grants: roles.map((role) => ({ role, scope: 'ALL', unitId: null })) });
const page = { default: () => null };
const hostile = `"><img src=x onerror=alert(1)> Ủ 😀`;
const escaped = '&quot;&gt;&lt;img src=x onerror=alert(1)&gt; Ủ 😀';
const draw = (chrome: Partial<ChromeData>, path = '/here', route: object = page) => renderRoute(route, { chrome, path, locale: chrome.locale ?? 'vi' });
const areas: AreaKey[] = ['home', 'courses', 'certificates', 'help', 'contests', 'units', 'reports', 'admin'];

describe('areas', () => {
  it.each([
    [[], ['home', 'courses', 'certificates', 'help', 'contests']],
    [['LEARNER'], ['home', 'courses', 'certificates', 'help', 'contests']],
    [['UNIT_LEADER'], ['home', 'courses', 'certificates', 'help', 'contests', 'units', 'reports']],
    [['CONTENT_EDITOR'], ['home', 'courses', 'certificates', 'help', 'contests', 'answers', 'admin']],
    [['AUDITOR'], ['home', 'courses', 'certificates', 'help', 'contests', 'contest-desk', 'campaigns', 'answers', 'units', 'reports', 'admin']],
    [['TRAINING_ADMIN'], areas],
    [['SYSTEM_ADMIN'], ['home', 'courses', 'certificates', 'help', 'contests', 'contest-desk', 'campaigns', 'answers', 'units', 'reports', 'admin']],
    [['UNIT_LEADER', 'CONTENT_EDITOR'], ['home', 'courses', 'certificates', 'help', 'contests', 'answers', 'units', 'reports', 'admin']],
  ] as [Role[], AreaKey[]][])('of %j are %j', (roles, open) => {
    expect(areasOf(having(...roles))).toEqual(open);
  });

  it('show administration to exactly those whom its first page admits', () => {
    const some = fc.subarray<Role>(['LEARNER', 'UNIT_LEADER', 'TRAINING_ADMIN', 'CONTENT_EDITOR', 'AUDITOR', 'SYSTEM_ADMIN']);
    fc.assert(fc.property(some, (roles) => areasOf(having(...roles)).includes('admin') === canOpenAdmin(having(...roles))));
  });

  it.each([
    ['home', '/', true], ['home', '/courses', false], ['courses', '/courses', true], ['courses', '/courses/an-toan', true], ['courses', '/coursework', false],
    ['admin', '/admin/people', true], ['admin', '/administration', false], ['units', '/', false], ['certificates', '/certificates/1', true],
  ] as const)('%s and %s: %s', (key, path, inside) => {
    expect(isInArea(key, path)).toBe(inside);
  });

  it('never overlap', () => {
    fc.assert(fc.property(fc.webPath(), (path) => areas.filter((key) => isInArea(key, path)).length <= 1));
  });
});

describe.each(['vi', 'en'] as const)('the frame in %s', (locale) => {
  const t = chromeMessages.in(locale);

  it('has a way past the navigation and says where the official site is', () => {
    const html = draw({ locale });
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).toContain(`<a class="skip" href="#main">${t('skip')}</a>`);
    expect(html).toContain('<main id="main"');
    expect(html).toContain('hoc06.vi-du.invalid');
  });

  it('says on a demo that nobody in it is real, and only there', () => {
    expect(draw({ locale, isDemo: true })).toContain(t('banner.demo'));
    expect(draw({ locale })).not.toContain(t('banner.demo'));
  });

  it('shows strangers the other language and no menu', () => {
    const html = draw({ locale });
    const other = locale === 'vi' ? 'en' : 'vi';
    expect(html).toContain(`name="locale" value="${other}" lang="${other}">${t('language.other')}`);
    expect(html).not.toContain('/sign-out');
    expect(html).not.toContain(t('footer.state-secret'));
  });

  it('shows a person her name and unit, escaped, and every way out', () => {
    const html = draw({ locale, person: { fullName: hostile, unitName: hostile }, areas }, '/courses?q="><b>');
    expect(html).toContain(escaped);
    expect(html).not.toContain('<img');
    expect(html).not.toContain('<b>"');
    expect(html).toContain('action="/sign-out"');
    expect(html).toContain('href="/account"');
    expect(html).toContain(t('footer.state-secret'));
  });

  it('marks the one area that one is in', () => {
    for (const area of areas) {
      const html = draw({ locale, person: { fullName: 'An', unitName: null }, areas, area });
      const [current, ...more] = html.match(/<a[^>]*aria-current="page"[^>]*>/g) ?? [];
      expect(new Set([current, ...more]).size).toBe(1);
      expect(current).toContain(`href="${area === 'home' ? '/' : `/${area}`}"`);
    }
    expect(draw({ locale, person: { fullName: 'An', unitName: null }, areas })).not.toContain('aria-current');
  });

  it('leaves the navigation and the search out for somebody without areas, and on pages that want none', () => {
    const person = { fullName: 'An', unitName: null };
    expect(draw({ locale, person, areas })).toContain(`action="/search"`);
    expect(draw({ locale, person })).not.toContain(`action="/search"`);
    expect(draw({ locale, person, areas }, '/here', { ...page, handle: { rail: false } })).not.toContain(`aria-label="${t('nav')}"`);
    expect(draw({ locale, person, areas })).toContain(`aria-label="${t('nav')}"`);
  });

  it.each(['light', 'dark', 'system'] as const)('offers the two other themes beside %s', (theme) => {
    const html = draw({ locale, theme, person: { fullName: 'An', unitName: null } });
    const offered = [...html.matchAll(/name="theme" value="(\w+)"/g)].map((match) => match[1]);
    expect(offered.toSorted()).toEqual(['dark', 'light', 'system'].filter((one) => one !== theme));
    expect(html.includes('data-theme=')).toBe(theme !== 'system');
  });

  it('comes back to the page after a change of language', () => {
    expect(draw({ locale, path: '/courses?q=a&page=2' }, '/courses?q=a&page=2')).toContain('name="back" value="/courses?q=a&amp;page=2"');
  });
});

describe('the document', () => {
  it('loads the script only for pages that profit from it, and only when there is one', () => {
    const scripted = { ...page, handle: { script: true } };
    expect(draw({ scriptUrl: '/assets/x.js' }, '/here', scripted)).toContain('<script type="module" src="/assets/x.js">');
    expect(draw({ scriptUrl: '/assets/x.js' })).not.toContain('<script');
    expect(draw({}, '/here', scripted)).not.toContain('<script');
  });

  it('has no fault of its own around a page with a heading', () => {
    expect(pageFaults(draw({ person: { fullName: 'An', unitName: 'Sở' }, areas, area: 'home' })).filter((fault) => fault !== '0 h1')).toEqual([]);
  });
});

it('has both languages for every text of the frame, with the same gaps to fill', () => {
  for (const [key, [vi, en]] of Object.entries(chromeMessages.catalogue)) {
    const gaps = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted();
    expect(gaps(en), key).toEqual(gaps(vi));
    expect([vi, en].every((text) => text.trim() !== '' && !text.includes('!')), key).toBe(true);
  }
});

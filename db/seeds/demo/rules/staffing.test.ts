import { describe, expect, it } from 'vitest';
import { loadOrganisation, unitsOn } from '../../organisation/load.ts';
import { loadPositionTitles, titlesFor } from '../../organisation/load-people.ts';
import { drawBirthAndEntry, drawGender } from './lives.ts';
import { randomFor } from './random.ts';
import { ordinaryPost, postsOf } from './staffing.ts';

const today = '2026-11-23';
const groups = loadPositionTitles();
const units = unitsOn(today, loadOrganisation().units);
const ofKey = (key: string) => {
  const unit = units.find((one) => one.key === key);
  if (!unit) throw new Error(key);
  return titlesFor(unit, today, groups);
};
const commune = ofKey('phuong-14329-hoa-lu-2025');
const office = ofKey('phuong-14329-hoa-lu-2025--van-phong-hdnd-ubnd');

describe('the posts of a unit', () => {
  it('begin with the head, then a deputy', () => {
    const random = randomFor('posts');
    expect(postsOf(office, 1, random).map((post) => post.title)).toEqual(['Chánh Văn phòng']);
    expect(postsOf(commune, 5, random).slice(0, 2).map((post) => post.title)).toEqual(['Chủ tịch UBND', 'Phó Chủ tịch UBND']);
    expect(postsOf(office, 0, random)).toEqual([]);
  });

  it('never hold more of one title than there may be', () => {
    for (const [name, titles] of [['commune', commune], ['office', office], ['sở', ofKey('so-y-te')], ['police', ofKey('cong-an-tinh--pc06')]] as const) {
      const posts = postsOf(titles, 30, randomFor(name));
      for (const title of titles) expect(posts.filter((post) => post === title).length, title.title).toBeLessThanOrEqual(title.max ?? 30);
      expect(posts).toHaveLength(30);
    }
  });

  it('refuses a unit that has not so many posts', () => {
    expect(() => postsOf(ofKey('tinh-ninh-binh'), 20, randomFor('x'))).toThrow(/posts for 5 people only/);
  });
});

describe('an ordinary post', () => {
  it('is never a leading one and keeps the category where it can', () => {
    const random = randomFor('ordinary');
    for (let at = 0; at < 100; at += 1) {
      const post = ordinaryPost(commune, 'CONTRACT_WORKER', random);
      expect(post).toMatchObject({ leader: false, category: 'CONTRACT_WORKER' });
      expect(ordinaryPost(office, 'CADRE', random)?.leader).toBe(false);
    }
  });

  it('is missing where all posts lead', () => {
    expect(ordinaryPost(commune.filter((title) => title.leader), 'CADRE', randomFor('x'))).toBeUndefined();
  });
});

describe('lives', () => {
  const ordinary = commune.find((title) => title.title === 'Chuyên viên');
  const leading = commune.find((title) => title.leader);
  if (!ordinary || !leading) throw new Error('no titles');

  it('begin work as adults, heads long ago, a few within the year', () => {
    const random = randomFor('lives');
    const drawn = Array.from({ length: 2_000 }, () => drawBirthAndEntry(ordinary, null, random));
    expect(drawn.every(({ birthYear, joinedOn }) => Number(joinedOn.slice(0, 4)) - birthYear >= 21)).toBe(true);
    const thisYear = drawn.filter(({ joinedOn }) => joinedOn >= '2025-12-01');
    expect(thisYear.length / drawn.length).toBeGreaterThan(0.015);
    expect(thisYear.length / drawn.length).toBeLessThan(0.05);
    expect(drawn.every(({ joinedOn }) => joinedOn < today)).toBe(true);
    const heads = Array.from({ length: 500 }, () => drawBirthAndEntry(leading, null, random));
    expect(heads.every(({ joinedOn }) => joinedOn < '2025-01-01')).toBe(true);
  });

  it('of those who leave began before the year', () => {
    const random = randomFor('leavers');
    expect(Array.from({ length: 500 }, () => drawBirthAndEntry(ordinary, '2026-03-02', random)).every(({ joinedOn }) => joinedOn < '2025-06-01')).toBe(true);
  });

  it('are of women more often in offices than in the police or at the top', () => {
    const random = randomFor('gender');
    const women = (kind: string, title: typeof ordinary): number => Array.from({ length: 1_000 }, () => drawGender(kind, title, random)).filter((gender) => gender === 'female').length;
    expect(women('DIVISION', ordinary)).toBeGreaterThan(women('DIVISION', leading));
    expect(women('DIVISION', leading)).toBeGreaterThan(women('POLICE', ordinary));
  });
});

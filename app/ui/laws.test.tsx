import fc from 'fast-check';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Avatar, Breadcrumb, Callout, Card, Checkbox, Disclosure, DrillCard, DrillTick, DrillWhy, EmptyState, ErrorSummary, ExampleScreen, FactBox, Figure, initialsOf, LegalNote, Meta, Notice, PageHead, Pagination, percentOf, PhoneMessage, ProgressBar, RadioGroup, Select, Stat, StepList, Table, Tabs, Tag, TextArea, TextInput } from './index.ts';
import { pagesAround } from './pagination.tsx';

const draw = (element: ReactElement) => renderToStaticMarkup(element);

describe('page numbers', () => {
  const places = fc.integer({ min: 1, max: 200 }).chain((pages) => fc.tuple(fc.integer({ min: 1, max: pages }), fc.constant(pages)));

  it.each<[page: number, pages: number, shown: number[]]>([
    [1, 1, [1]],
    [1, 2, [1, 2]],
    [1, 9, [1, 2, 0, 9]],
    [3, 9, [1, 2, 3, 4, 0, 9]],
    [4, 9, [1, 2, 3, 4, 5, 0, 9]],
    [5, 9, [1, 0, 4, 5, 6, 0, 9]],
    [9, 9, [1, 0, 8, 9]],
    [2, 4, [1, 2, 3, 4]],
  ])('on %i of %i', (page, pages, shown) => {
    expect(pagesAround(page, pages)).toEqual(shown);
  });

  it('always show both ends, here and its neighbours, in order, each once, and never hide a single page behind a gap', () => {
    fc.assert(fc.property(places, ([page, pages]) => {
      const shown = pagesAround(page, pages);
      const numbers = shown.filter((n) => n > 0);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      for (const wanted of [1, page - 1, page, page + 1, pages]) if (wanted >= 1 && wanted <= pages) expect(numbers).toContain(wanted);
      expect(numbers.at(0)).toBe(1);
      expect(numbers.at(-1)).toBe(pages);
      shown.forEach((n, at) => {
        if (n === 0) expect((shown[at + 1] ?? 0) - (shown[at - 1] ?? 0)).toBeGreaterThan(2);
        else if (at > 0 && shown[at - 1] !== 0) expect(n - (shown[at - 1] ?? 0)).toBe(1);
      });
      expect(shown.length).toBeLessThanOrEqual(7);
    }));
  });

  it('lead nowhere beyond the ends', () => {
    fc.assert(fc.property(places, ([page, pages]) => {
      const html = draw(<Pagination label="l" page={page} pages={pages} href={(n) => `/x?page=${n}`} previous="p" next="n" pageLabel={String} />);
      const targets = [...html.matchAll(/page=(-?\d+)/g)].map(([, n]) => Number(n));
      expect(targets.every((n) => n >= 1 && n <= pages)).toBe(true);
      expect(html.match(/aria-current="page"/g)?.length ?? 0).toBe(pages > 1 ? 1 : 0);
    }));
  });
});

describe('shares', () => {
  it('stay between nothing and everything, whatever is counted', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.double({ noNaN: true, min: -10, max: 1e9 }), (value, max) => {
      const percent = percentOf(value, max);
      expect(percent).toBeGreaterThanOrEqual(0);
      expect(percent).toBeLessThanOrEqual(100);
    }));
  });

  it('never fall when more is done', () => {
    fc.assert(fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 1000 }), (a, b, max) => {
      expect(percentOf(Math.max(a, b), max)).toBeGreaterThanOrEqual(percentOf(Math.min(a, b), max));
    }));
  });
});

describe('initials', () => {
  it('are at most two letters in upper case, for any name', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('Nguyễn', 'thị', 'Ánh', 'đỗ', 'ở', ' ', 'A.'), { maxLength: 5 }).map((parts) => parts.join(' ')), (name) => {
      const initials = initialsOf(name);
      expect([...initials.normalize('NFC')].length).toBeLessThanOrEqual(2);
      expect(initials).toBe(initials.toLocaleUpperCase('vi'));
    }));
  });

  it.each(['', ' ', '\t'])('of %j are nothing, and it is still drawn', (name) => {
    expect(initialsOf(name)).toBe('');
    expect(draw(<Avatar name={name} />)).toContain('avatar');
  });
});

describe('words that come from people', () => {
  const evil = `"><script>alert(1)</script><img src=x onerror='x'>&`;
  const column = { key: 'a', head: evil, cell: () => evil };
  const faces: [string, ReactElement][] = [
    ['Tag', <Tag key="a">{evil}</Tag>],
    ['Card', <Card key="a" title={evil} id="x">{evil}</Card>],
    ['Notice', <Notice key="a" tone="info" title={evil}>{evil}</Notice>],
    ['PageHead', <PageHead key="a" title={evil} lead={evil} eyebrow={evil} />],
    ['Breadcrumb', <Breadcrumb key="a" label={evil} items={[{ label: evil, href: `/x?${evil}` }, { label: evil }]} />],
    ['Disclosure', <Disclosure key="a" summary={evil}>{evil}</Disclosure>],
    ['EmptyState', <EmptyState key="a" title={evil}>{evil}</EmptyState>],
    ['ErrorSummary', <ErrorSummary key="a" title={evil} errors={[{ href: `#${evil}`, message: evil }]} />],
    ['Meta', <Meta key="a" items={[{ term: evil, detail: evil }]} />],
    ['Stat', <Stat key="a" label={evil} value={evil} of={evil} note={evil} href={evil} />],
    ['ProgressBar', <ProgressBar key="a" label={evil} value={1} text={evil} />],
    ['Tabs', <Tabs key="a" label={evil} items={[{ href: `/${evil}`, label: evil, count: evil }]} />],
    ['StepList', <StepList key="a" label={evil} steps={[{ label: evil, state: 'done' }]} stateLabels={{ done: evil, current: evil, todo: evil }} />],
    ['Table', <Table key="a" caption={evil} scroll label={evil} columns={[column]} rows={[1]} rowKey={String} />],
    ['TextInput', <TextInput key="a" name="x" label={evil} hint={evil} error={evil} defaultValue={evil} />],
    ['TextArea', <TextArea key="a" name="x" label={evil} defaultValue={evil} />],
    ['Select', <Select key="a" name="x" label={evil} options={[{ value: evil, label: evil }]} />],
    ['Checkbox', <Checkbox key="a" name="x" label={evil} value={evil} hint={evil} />],
    ['RadioGroup', <RadioGroup key="a" name="x" legend={evil} options={[{ value: evil, label: evil, hint: evil }]} />],
    ['Callout', <Callout key="a" kind="law" title={evil}>{evil}</Callout>],
    ['LegalNote', <LegalNote key="a" doc={evil} valid={evil}>{evil}</LegalNote>],
    ['FactBox', <FactBox key="a" foot={evil}>{evil}</FactBox>],
    ['PhoneMessage', <PhoneMessage key="a" from={evil} channel="sms" note={evil} label={evil}>{evil}</PhoneMessage>],
    ['DrillCard', <DrillCard key="a" id="x" name={evil} eyebrow={evil} title={evil} hint={evil} result={evil} note={evil} clock={evil} footer={evil}>{evil}</DrillCard>],
    ['DrillWhy', <DrillWhy key="a" tone="half" mark={evil}>{evil}</DrillWhy>],
    ['DrillTick', <DrillTick key="a" type="checkbox" id="x" name={evil} value={evil} form={evil} isChosen>{evil}</DrillTick>],
    ['ExampleScreen', <ExampleScreen key="a" kind={evil} banner={evil} from={evil} label={evil}>{evil}</ExampleScreen>],
    ['Figure', <Figure key="a" src={`/x${evil}`} alt={evil} caption={evil} />],
    ['Avatar', <Avatar key="a" name={evil} />],
  ];

  it.each(faces)('stay words in %s', (_name, element) => {
    const html = draw(element);
    expect(html).not.toMatch(/<script|<img src="?x"? onerror/);
    expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/);
    const open = [...html.matchAll(/<([a-z0-9]+)[^>]*>/g)].filter(([tag, name]) => !tag.endsWith('/>') && !/^(input|img|br|hr)$/.test(name ?? ''));
    expect(open.length).toBe([...html.matchAll(/<\/[a-z0-9]+>/g)].length);
  });
});

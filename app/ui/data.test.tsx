import { renderToStaticMarkup as html } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Meta } from './meta.tsx';
import { Pagination, pagesAround } from './pagination.tsx';
import { BarList, BarRow, ProgressBar, percentOf } from './progress.tsx';
import { Stat, StatList } from './stat.tsx';
import { StepList } from './step-list.tsx';
import { Table } from './table.tsx';
import type { Column } from './table.tsx';
import { StatusDot, TaskList } from './task-list.tsx';
import type { TaskItem } from './task-list.tsx';

describe('percentOf', () => {
  it.each([[1, 3, 33.3], [0, 5, 0], [5, 5, 100], [7, 5, 100], [-1, 5, 0], [1, 0, 0]])('%d of %d is %d', (value, max, percent) => {
    expect(percentOf(value, max)).toBe(percent);
  });
});

describe('ProgressBar', () => {
  it('speaks its label, range, value and text', () => {
    const bar = html(<ProgressBar label="Tiến độ bài" value={3} max={5} text="3 trên 5 bài" />);
    expect(bar).toContain('role="progressbar" aria-label="Tiến độ bài" aria-valuemin="0" aria-valuemax="5" aria-valuenow="3" aria-valuetext="3 trên 5 bài"');
    expect(bar).toContain('<span class="progress-text" aria-hidden="true">3 trên 5 bài</span>');
  });

  it('draws with SVG attributes, because the policy forbids styles', () => {
    const bar = html(<ProgressBar label="l" value={58} />);
    expect(bar).toContain('class="bar-fill" width="58%"');
    expect(bar).not.toContain('style=');
    expect(html(<ProgressBar label="l" value={0} />)).not.toContain('bar-fill');
  });

  it('has tones and sizes; the hairline shows no text', () => {
    const hair = html(<ProgressBar label="l" value={1} max={2} text="một nửa" size="hair" tone="ok" className="own" />);
    expect(hair).toContain('class="progress tone-ok progress-hair own"');
    expect(hair).toContain('height="3"');
    expect(hair).not.toContain('progress-text');
  });
});

describe('BarRow', () => {
  it('shows name, bar and count in a named list', () => {
    const list = html(<BarList label="Theo bộ phận"><BarRow label="Công an phường" value={19} max={31} text="19 / 31" tone="warn" href="/u/1" /><BarRow label="Văn phòng" value={0} max={4} text="0 / 4" /></BarList>);
    expect(list).toContain('<ul class="bar-list" aria-label="Theo bộ phận">');
    expect(list).toContain('<a href="/u/1">Công an phường</a>');
    expect(list).toContain('width="61.3%"');
    expect(list).toContain('<span class="bar-text">0 / 4</span>');
    expect(list.match(/bar-fill/g)).toHaveLength(1);
  });
});

describe('Stat', () => {
  it('shows a number, what it is of and what it means', () => {
    const stat = html(<StatList><Stat label="Hoàn thành" value="112" of="141" note="79%" href="/done" /></StatList>);
    expect(stat).toMatch(/^<div class="stats"><div class="stat card card-tight">/);
    expect(stat).toContain('<a href="/done">Hoàn thành</a>');
    expect(stat).toContain('112<span class="stat-of"> / 141</span>');
    expect(html(<Stat bare label="l" value="1" />)).toContain('class="stat"');
  });
});

interface Person { id: string; name: string; score: string }
const columns: Column<Person>[] = [
  { key: 'name', head: 'Cán bộ', rowHeader: true, cell: (person) => person.name, sort: 'ascending', sortHref: '?sort=-name' },
  { key: 'score', head: 'Điểm', numeric: true, cell: (person) => person.score, sort: 'none', sortHref: '?sort=score' },
  { key: 'do', head: 'Thao tác', hideHead: true, cell: () => 'Xem' },
];
const people: Person[] = [{ id: '1', name: 'Nguyễn Văn An', score: '8,5' }, { id: '2', name: 'Phạm Quốc Hưng', score: '9,0' }];

describe('Table', () => {
  const table = html(<Table caption="Cán bộ" columns={columns} rows={people} rowKey={(person) => person.id} />);

  it('keeps its roles when phones show it as cards', () => {
    for (const role of ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell']) expect(table).toContain(`role="${role}"`);
    expect(table).toContain('<caption>Cán bộ</caption>');
  });

  it('says of a compact table where its facts stand on the cards, and keeps their heads for the ear', () => {
    const [first, second, ...rest] = columns;
    if (!first || !second) throw new Error('two columns are needed');
    const compact = html(<Table caption="Cán bộ" compact columns={[{ ...first, onCard: 'beside' }, { ...second, onCard: 'named' }, ...rest]} rows={people} rowKey={(person) => person.id} />);
    expect(compact).toContain('class="data-table compact"');
    expect([compact.match(/card-beside/g)?.length, compact.match(/card-named/g)?.length, table.includes('card-')]).toEqual([people.length, people.length, false]);
    for (const { head } of [first, second]) expect(compact).toContain(head);
  });

  it('repeats the head in each cell for the cards', () => {
    expect(table.match(/data-label="Điểm"/g)).toHaveLength(2);
    expect(table).not.toContain('data-label="Thao tác"');
  });

  it('names rows and columns by scope', () => {
    expect(table.match(/scope="row"/g)).toHaveLength(2);
    expect(table.match(/scope="col"/g)).toHaveLength(3);
    expect(table).toContain('<th scope="row" role="rowheader" data-label="Cán bộ">Nguyễn Văn An</th>');
  });

  it('sorts by links and says how it is sorted', () => {
    expect(table).toContain('aria-sort="ascending"><a class="sort" href="?sort=-name">Cán bộ<svg');
    expect(table).toContain('aria-sort="none"><a class="sort" href="?sort=score">Điểm</a>');
    expect(table).not.toContain('<tr role="row" data-label');
    expect(html(<Table caption="c" sortLabel="Sắp xếp theo" columns={columns} rows={people} rowKey={(person) => person.id} />)).toContain('<thead role="rowgroup"><tr role="row" data-label="Sắp xếp theo">');
    const down = html(<Table caption="c" columns={[{ ...columns[0]!, sort: 'descending' }]} rows={people} rowKey={(person) => person.id} />);
    expect(down).toContain('#arrow-down');
  });

  it('aligns numbers and hides a head that needs no showing', () => {
    expect(table).toContain('class="num" data-label="Điểm"');
    expect(table).toContain('<span class="sr-only">Thao tác</span>');
  });

  it('says so when there is nothing', () => {
    const none = html(<Table caption="c" hideCaption columns={columns} rows={[]} rowKey={() => ''} empty="Chưa có ai" />);
    expect(none).toContain('colSpan="3">Chưa có ai</td>');
    expect(none).toContain('<caption class="sr-only">');
  });

  it('can be scrolled with the keyboard when it is wide', () => {
    const wide = html(<Table scroll label="Bảng rộng" caption="c" columns={columns} rows={people} rowKey={(person) => person.id} />);
    expect(wide).toContain('class="table-box table-scroll" role="region" tabindex="0" aria-label="Bảng rộng"');
  });
});

describe('pagesAround', () => {
  it.each([
    [1, 1, [1]], [1, 3, [1, 2, 3]], [4, 12, [1, 2, 3, 4, 5, 0, 12]], [6, 12, [1, 0, 5, 6, 7, 0, 12]], [12, 12, [1, 0, 11, 12]],
  ])('page %d of %d shows %j', (page, pages, shown) => {
    expect(pagesAround(page, pages)).toEqual(shown);
  });
});

describe('Pagination', () => {
  const at = (page: number, pages = 12) =>
    html(<Pagination label="Trang" page={page} pages={pages} href={(n) => `?page=${n}`} previous="Trước" next="Sau" pageLabel={(n) => `Trang ${n}`} summary="31–40 trên 117" />);

  it('links to the neighbours and marks this page', () => {
    expect(at(4)).toContain('rel="prev" href="?page=3"');
    expect(at(4)).toContain('rel="next" href="?page=5"');
    expect(at(4)).toContain('aria-label="Trang 4" aria-current="page">4</a>');
    expect(at(4)).toContain('31–40 trên 117');
  });

  it('goes no further than the ends', () => {
    expect(at(1)).not.toContain('rel="prev"');
    expect(at(12)).not.toContain('rel="next"');
  });

  it('shows only the count when all fits on one page', () => {
    expect(at(1, 1)).toBe('<p class="pagination-summary">31–40 trên 117</p>');
    expect(html(<Pagination label="l" page={1} pages={0} href={String} previous="p" next="n" pageLabel={String} />)).toBe('');
  });
});

describe('TaskList', () => {
  const words = { todo: 'Chưa học', doing: 'Đang học', done: 'Hoàn thành', locked: 'Chưa mở' };
  const items: TaskItem[] = [
    { id: '1', title: 'Bài 1', href: '/1', status: 'done', detail: '6 phút' },
    { id: '2', title: 'Bài 2', href: '/2', status: 'doing' },
    { id: '3', title: 'Bài 3', href: '/3', status: 'todo', aside: 'Hạn 30/11' },
    { id: '4', title: 'Kiểm tra', href: '/4', status: 'locked', reason: 'Mở khi học xong bài 3.' },
  ];
  const list = html(<TaskList items={items} statusLabels={words} label="Bài học" />);

  it('says each status in words and by icon', () => {
    for (const word of Object.values(words)) expect(list).toContain(word);
    for (const icon of ['check', 'circle-dot', 'circle', 'lock']) expect(list).toContain(`#${icon}"`);
    expect(list).toMatch(/^<ol class="tasks" aria-label="Bài học">/);
  });

  it('lets a step say its status in a word of its own', () => {
    const own = html(<TaskList items={[{ id: '1', title: 'Nộp bài', status: 'todo', statusLabel: 'Chưa nộp' }]} statusLabels={words} />);
    expect(own).toContain('<span class="task-status task-status-todo">Chưa nộp</span>');
    expect(own).not.toContain(words.todo);
  });

  it('does not link to what is locked but says why', () => {
    expect(list).not.toContain('href="/4"');
    expect(list).toContain('Mở khi học xong bài 3.');
    expect(list.match(/class="stretched"/g)).toHaveLength(3);
  });

  it('can be unordered and leave a status out', () => {
    const plain = html(<TaskList ordered={false} items={items.slice(1, 2)} statusLabels={{ ...words, doing: '' }} />);
    expect(plain).toMatch(/^<ul/);
    expect(plain).not.toContain('task-status');
  });

  it('draws the sign alone', () => {
    expect(html(<StatusDot status="done" />)).toContain('class="dot dot-done"');
  });
});

describe('StepList', () => {
  it('marks the current step, links to earlier ones and says each state', () => {
    const steps = html(<StepList label="Các bước" stateLabels={{ done: 'xong', current: 'đang làm', todo: 'chưa làm' }} steps={[{ label: 'Mục tiêu', href: '/1', state: 'done' }, { label: 'Nội dung', state: 'current' }, { label: 'Lịch', state: 'todo' }]} />);
    expect(steps).toContain('<nav aria-label="Các bước" class="steps-box">');
    expect(steps.match(/aria-current="step"/g)).toHaveLength(1);
    expect(steps).toContain('<a href="/1">');
    expect(steps).toContain('Nội dung<span class="sr-only"> (đang làm)</span>');
    expect(steps).toContain('<span class="step-sign" aria-hidden="true">3</span>');
  });
});

describe('Meta', () => {
  it.each(['rows', 'inline', 'stacked'] as const)('lists facts as %s', (layout) => {
    const meta = html(<Meta layout={layout} items={[{ term: 'Hạn', detail: '30/11/2026', icon: 'calendar' }, { term: 'Số', detail: 7 }]} />);
    expect(meta).toContain(`<dl class="meta meta-${layout}">`);
    expect(meta).toContain('Hạn</dt><dd>30/11/2026</dd>');
    expect(meta).toContain('<dt>Số</dt><dd>7</dd>');
  });
});

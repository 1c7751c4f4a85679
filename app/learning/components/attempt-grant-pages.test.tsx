import { expect, it } from 'vitest';
import { drawPart, rowsOf, wordsOf } from '../../../tests/support/page.tsx';
import type { StuckPage } from '../queries/attempt-grants.server.ts';
import { StuckPageView } from './attempt-grant-pages.tsx';

const row = { userId: 'u1', assessmentId: 'a1', fullName: 'Lò Thị <Mỹ>', unitName: null, assessment: 'Bài thi cuối khoá', course: 'An toàn', used: 3, granted: 0, best: 6.5, lastAt: '2026-11-25T05:00:00.000Z', isOwn: true } as unknown as StuckPage['rows'][number];
const draw = (q: string, rows: StuckPage['rows'], locale: 'vi' | 'en' = 'vi') => drawPart(<StuckPageView shown={{ rows, total: rows.length, page: 1, pages: 1 } as StuckPage} query={{ q, page: 1 } as never} />, { locale });

it('a search that finds nobody says so without the head of a table, and leads back to all', () => {
  const empty = draw('zzz', []);
  expect(wordsOf(empty)).toContain('Không tìm thấy ai');
  expect(empty).toContain('<a href="/admin/attempts" class="btn btn-ghost">Bỏ lọc</a>');
  expect(empty).not.toContain('<table');
  expect(wordsOf(draw('zzz', [], 'en'))).toContain('Clear the filter');
});

it('one that finds somebody leads to a further attempt, and where nobody is stuck there is nothing to search', () => {
  const found = draw('lò', [row]);
  expect(rowsOf(found)).toHaveLength(1);
  expect(found).toContain('Lò Thị &lt;Mỹ&gt;');
  expect(found).toContain('href="/admin/attempts/u1/a1"');
  expect(draw('', [])).not.toContain('name="q"');
});

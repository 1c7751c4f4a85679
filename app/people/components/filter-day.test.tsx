import { describe, expect, it } from 'vitest';
import { drawPart } from '../../../tests/support/page.tsx';
import { FilterDay } from './filter-day.tsx';

describe('a day to filter by', () => {
  const draw = (search: string, shown?: string) => drawPart(<FilterDay name="from" label="Từ ngày" shown={shown} />, { search });

  it('is the day that counts, as it is written here', () => {
    for (const search of ['?from=2026-11-30', '?from=30%2F11%2F2026', '', '?from=']) {
      const markup = draw(search, '2026-11-30');
      expect([markup.includes('value="30/11/2026"'), markup.includes('field-error')], search).toEqual([true, false]);
    }
    expect(draw('?to=x')).toContain('value=""');
  });

  it('keeps what is no day, and says that it was left out', () => {
    const markup = draw('?from=31%2F02%2F2026%22%3E%3Cb%3E', '2026-11-01');
    expect(markup).toContain('value="31/02/2026&quot;&gt;&lt;b&gt;"');
    expect(markup).toContain('Ngày này không có trong lịch nên chưa được dùng để lọc.');
    expect(markup).toContain('aria-invalid="true"');
  });
});

import { expect, it } from 'vitest';
import { gapsNamed } from './gaps-named.ts';

it('names the gaps that somebody else fills, in either spelling, and leaves everything else as it is', () => {
  expect(gapsNamed('Gửi {{ten}} ở {{ don_vi }}: {{khac}} {ten} ten', 'vi')).toBe('Gửi [họ và tên] ở [đơn vị]: {{khac}} {ten} ten');
  expect(gapsNamed('{{ten}}{{ten}}', 'en')).toBe('[full name][full name]');
});

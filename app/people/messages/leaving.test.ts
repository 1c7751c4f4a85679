import { expect, it } from 'vitest';
import { projectRoot } from '../../../tests/architecture/tree.ts';
import { listTexts } from '../../../tests/architecture/catalogues.ts';

// docs/glossary.md: what leaves a form without changing anything is not called as what ends something that is stored.
it('leaving a form has one word on all pages', () => {
  const leaving = listTexts(projectRoot).texts.filter(({ vi, en }) => /^(Huỷ|Huỷ bỏ|Hủy|Hủy bỏ)$/.test(vi) || (vi === 'Quay lại') !== (en === 'Back'));
  expect(leaving).toEqual([]);
});

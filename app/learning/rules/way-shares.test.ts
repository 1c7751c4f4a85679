import { describe, expect, it } from 'vitest';
import { sampleScenario } from '../../../tests/world/courses.ts';
import { shareWays } from './way-shares.ts';

const scenario = sampleScenario('s1');
const sharesOf = (ways: Record<string, number>) => shareWays(scenario, Object.entries(ways).map(([answer, people]) => ({ answer, people })));

describe('what people chose in a situation', () => {
  it('is counted choice by choice, in reading order, with the ends they led to', () => {
    expect(sharesOf({ 'doc-ma': 4, 'goi-lai/bo-qua': 2, 'goi-lai/bao': 10 })).toEqual({
      key: 's1',
      title: 'Tình huống s1',
      people: 16,
      choices: [
        { path: ['Đọc mã'], outcome: 'bad', share: 0.25 },
        { path: ['Gọi lại'], outcome: null, share: 0.75 },
        { path: ['Gọi lại', 'Bỏ qua'], outcome: 'mixed', share: 0.125 },
        { path: ['Gọi lại', 'Báo đầu mối'], outcome: 'good', share: 0.625 },
      ],
    });
  });

  it('counts who stopped half way as far as she came', () => {
    expect(sharesOf({ 'goi-lai': 5, 'goi-lai/bao': 5 }).choices?.map(({ share }) => share)).toEqual([0, 1, 0, 0.5]);
  });

  it('passes over scenes that the situation has no more', () => {
    expect(sharesOf({ 'da-bo': 50, 'goi-lai/da-bo': 10 })).toMatchObject({ people: 10, choices: [{ share: 0 }, { share: 1 }, { share: 0 }, { share: 0 }] });
  });

  it('tells no share of fewer than ten people', () => {
    expect(sharesOf({ 'doc-ma': 9 })).toMatchObject({ people: 9, choices: null });
    expect(sharesOf({})).toMatchObject({ people: 0, choices: null });
    expect(sharesOf({ 'doc-ma': 10 }).choices).toHaveLength(4);
  });
});

import { describe, expect, it } from 'vitest';
import { drillTypes, sampleDrill } from '../../../../tests/world/drills.ts';
import { readAnswer } from '../../../../app/learning/rules/drill-answer.ts';
import { markDrill } from '../../../../app/learning/rules/mark-drill.ts';
import { demoDrill } from './drills.ts';

describe.each(drillTypes)('%s in the demo', (type) => {
  const drill = sampleDrill(type, 'd1');
  const { key, options, correctKey, worth = {} } = demoDrill(drill);

  it('has a right answer and another one that is done too, but with a slip', () => {
    expect([key, options.length, options[0]]).toEqual(['d1', 2, correctKey]);
    for (const option of options) expect(readAnswer(drill.body, option)).toMatchObject({ isDone: true, missing: 0 });
    expect(worth[correctKey]).toMatchObject({ points: worth[correctKey]?.of });
    expect(worth[options[1] ?? '']?.points).toBeLessThan(worth[correctKey]?.of ?? 0);
  });

  it('is worth what the product itself would say', () => {
    for (const option of options) {
      const { points, of } = markDrill(drill.body, readAnswer(drill.body, option)?.given ?? {});
      expect(worth[option]).toEqual({ points, of });
    }
  });
});

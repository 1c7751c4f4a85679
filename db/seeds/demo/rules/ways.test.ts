import { describe, expect, it } from 'vitest';
import { sampleScenario } from '../../../../tests/world/courses.ts';
import { readWay } from '../../../../app/learning/rules/scenario.ts';
import { randomFor } from './random.ts';
import { goThrough } from './ways.ts';

const tale = sampleScenario('s1');
const many = (skill: number) => Array.from({ length: 400 }, (_, at) => goThrough(tale, skill, randomFor(`ways-${skill}-${at}`)));
const lastAnswers = (skill: number) => many(skill).flatMap((ways) => ways.at(-1)?.answer ?? []);

describe('the ways that people of the demo go', () => {
  it('are passed over by some, by nobody half way', () => {
    const ways = many(0.9);
    expect(ways.filter((own) => own.length === 0).length).toBeGreaterThan(50);
    expect(ways.filter((own) => own.length > 0).every((own) => own.at(-1)?.isDraft === false)).toBe(true);
  });

  it('are what the product reads again, choice by choice', () => {
    for (const own of many(0.8)) {
      for (const { answer, correct, isDraft } of own) {
        const scenes = readWay(tale, answer);
        expect(scenes.map(({ id }) => id).join('/')).toBe(answer);
        expect([scenes.at(-1)?.outcome === 'good', scenes.at(-1)?.outcome === undefined]).toEqual([correct, isDraft]);
      }
      expect(new Set(own.map(({ answer }) => answer)).size).toBe(own.length);
    }
  });

  it('come to every end, to the good one more often with more skill', () => {
    expect(new Set(lastAnswers(0.75))).toEqual(new Set(['doc-ma', 'goi-lai/bo-qua', 'goi-lai/bao']));
    const good = (skill: number): number => lastAnswers(skill).filter((answer) => answer === 'goi-lai/bao').length / lastAnswers(skill).length;
    expect(good(0.99)).toBeGreaterThan(good(0.72) + 0.1);
  });

  it('take the shortest of two that end as well', () => {
    const at = tale.start.choices.findIndex(({ scene }) => scene.id === 'goi-lai');
    const twoGood = { ...tale, start: { ...tale.start, choices: [...tale.start.choices.slice(0, at + 1), { label: 'Báo ngay', scene: { id: 'bao-ngay', html: '', outcome: 'good' as const, choices: [] } }] } };
    expect(goThrough(twoGood, 1.2, randomFor('ways-0.9-1')).map(({ answer }) => answer)).toEqual(['bao-ngay']);
  });

  it('turn back only for a better end, from the last place where there was one', () => {
    const turned = many(0.75).filter((own) => own.filter(({ isDraft }) => !isDraft).length > 1);
    expect(turned.length).toBeGreaterThan(20);
    for (const own of turned) expect(own.at(-1)).toMatchObject({ answer: 'goi-lai/bao', correct: true });
  });

  it('are the same in every province', () => {
    expect(goThrough(tale, 0.8, randomFor('one'))).toEqual(goThrough(tale, 0.8, randomFor('one')));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleScenario } from '../../../tests/world/courses.ts';
import { everyWay, keepWay, readWay, sceneAnchor, scenarioLines, wayTo, type LessonScenario, type ScenarioScene } from './scenario.ts';

const tale = sampleScenario('s1');
const go = (to: string, standing?: string) => keepWay(tale, { s1: to }, standing);
const ids = (scenes: readonly ScenarioScene[]) => scenes.map(({ id }) => id);
const scenesIn = (scene: ScenarioScene): ScenarioScene[] => [scene, ...scene.choices.flatMap((choice) => scenesIn(choice.scene))];

/** Any tree of scenes, each called by its place in it. */
const aTree = (id: string, depth: number): fc.Arbitrary<ScenarioScene> =>
  fc.integer({ min: depth === 0 ? 0 : 2, max: depth === 0 ? 0 : 3 }).chain((count) =>
    fc.tuple(fc.constantFrom('good', 'bad', 'mixed' as const), ...Array.from({ length: count }, (_none, at) => fc.integer({ min: 0, max: depth - 1 }).chain((rest) => aTree(`${id}-${at}`, rest)))).map(([outcome, ...scenes]) => ({
      id, html: `<p>${id}</p>`, ...(count === 0 ? { outcome: outcome as 'good' } : {}), choices: scenes.map((scene) => ({ label: `Tới ${scene.id}`, scene })),
    })),
  );
const aTale = aTree('a', 3).map((start): LessonScenario => ({ kind: 'scenario', key: 's1', title: 'T', start }));

describe('a way through a situation', () => {
  it('is kept as the scenes it led through, is a try at its end only, and right when the end is good', () => {
    expect(go('goi-lai')).toEqual({ answer: 'goi-lai', correct: false, isDraft: true });
    expect(go('bao', 'goi-lai')).toEqual({ answer: 'goi-lai/bao', correct: true, isDraft: false });
    expect(go('bo-qua', 'goi-lai/bao')).toEqual({ answer: 'goi-lai/bo-qua', correct: false, isDraft: false });
    expect(go('doc-ma', 'goi-lai/bao')).toEqual({ answer: 'doc-ma', correct: false, isDraft: false });
  });

  it.each(['', 'dau', everyWay, 'khong-co', 'goi-lai/bao', 'GOI-LAI', '__proto__', '\uD800'])('passes over %j, to which no choice leads', (to) => {
    expect(go(to)).toBeNull();
    expect(keepWay(tale, { s2: 'bao' }, undefined)).toBeNull();
    expect(keepWay({ ...tale, key: 'toString' }, {}, undefined)).toBeNull();
  });

  it('is read as far as the lesson still has its scenes', () => {
    const shorter = sampleScenario('s1');
    shorter.start.choices[1]?.scene.choices.pop();
    expect(ids(readWay(tale, 'goi-lai/bao'))).toEqual(['goi-lai', 'bao']);
    expect(ids(readWay(shorter, 'goi-lai/bao'))).toEqual(['goi-lai']);
    for (const text of [undefined, '', 'bao', everyWay, '{"done":true}', 'a', '/']) expect(readWay(tale, text)).toEqual([]);
    expect(keepWay(shorter, { s1: 'bo-qua' }, 'goi-lai/bao')?.answer).toBe('goi-lai/bo-qua');
  });

  it('leads to every scene but the first, and back from what is kept to the same scene', () => {
    fc.assert(fc.property(aTale, (one) => {
      expect(wayTo(one.start, one.start.id)).toBeNull();
      for (const scene of scenesIn(one.start).slice(1)) {
        const kept = keepWay(one, { s1: scene.id }, undefined);
        expect(readWay(one, kept?.answer).at(-1)).toBe(scene);
        expect([kept?.isDraft, kept?.correct]).toEqual([scene.choices.length > 0, scene.outcome === 'good']);
        expect(keepWay(one, { s1: scene.id }, kept?.answer)).toBeNull();
      }
    }));
  });

  it('reports that come late, twice or in another order never take her back from where the last choice of a branch led', () => {
    const walk = aTale.chain((one) => fc.constantFrom(...scenesIn(one.start).slice(1)).chain((end) => {
      const steps = ids(wayTo(one.start, end.id) ?? []);
      return fc.tuple(fc.constant(one), fc.constant(end), fc.array(fc.constantFrom(...steps)), fc.array(fc.constantFrom(...steps)));
    }));
    fc.assert(fc.property(walk, ([one, end, before, after]) => {
      let standing: string | undefined;
      for (const to of [...before, end.id, ...after]) standing = keepWay(one, { s1: to }, standing)?.answer ?? standing;
      expect(readWay(one, standing).at(-1)).toBe(end);
    }));
  });
});

it('is compared as lines that name each choice and mark each outcome', () => {
  expect(scenarioLines(tale, (html) => html.replace(/<[^>]+>/g, ''))).toEqual(['Tình huống s1', 'Cảnh dau.', '→ Đọc mã', '– Cảnh doc-ma.', '→ Gọi lại', 'Cảnh goi-lai.', '→ Bỏ qua', '± Cảnh bo-qua.', '→ Báo đầu mối', '✓ Cảnh bao.']);
});

it('has places on the page that differ between situations', () => {
  expect(sceneAnchor('s1', 'bao')).toBe('s1-bao');
  expect(sceneAnchor('s2', 'bao')).not.toBe(sceneAnchor('s1', 'bao'));
});

import { expect, test } from 'vitest';
import { stateOf } from './exam-pages.ts';
import { clockText, createTimer } from './exam-timer.ts';

function bench(secondsLeft: number) {
  let milliseconds = 0;
  const spoken: number[] = [];
  const shown: number[] = [];
  const ends: string[] = [];
  const timer = createTimer(secondsLeft, {
    now: () => milliseconds,
    show: (left) => void shown.push(left),
    announce: (minutes) => void spoken.push(minutes),
    onNearEnd: () => void ends.push('near'),
    onEnd: () => void ends.push('end'),
  });
  const pass = (seconds: number) => {
    for (let at = 0; at < seconds; at += 1) {
      milliseconds += 1000;
      timer.tick();
    }
  };
  return { timer, pass, jump: (seconds: number) => void (milliseconds += seconds * 1000), spoken, shown, ends };
}

test('speaks at ten, five and one minutes, once each', () => {
  const { pass, spoken } = bench(720);
  pass(720);
  expect(spoken).toEqual([10, 5, 1]);
});

test('does not speak of minutes that had passed before the page was opened', () => {
  const { pass, spoken } = bench(240);
  pass(240);
  expect(spoken).toEqual([1]);
});

test('sends what waits shortly before the end, and ends once', () => {
  const { pass, ends, shown } = bench(5);
  pass(10);
  expect(ends).toEqual(['near', 'end']);
  expect(shown).toEqual([4, 3, 2, 1, 0, 0, 0, 0, 0, 0]);
});

test('a device that slept through the end finds the time up', () => {
  const { timer, jump, ends, shown } = bench(600);
  jump(4_000);
  timer.tick();
  expect(shown).toEqual([0]);
  expect(ends).toEqual(['near', 'end']);
});

test('the server’s word replaces our own', () => {
  const { timer, pass, shown } = bench(600);
  pass(10);
  timer.adjust(300);
  pass(1);
  expect(shown.at(-1)).toBe(299);
});

test('shows minutes first and seconds in the last five', () => {
  const texts = { up: 'hết giờ' };
  expect([86_400, 1200, 301, 300, 61, 9, 0, -4].map((left) => clockText(left, texts, 'vi'))).toEqual(['24 giờ', '20 phút', '6 phút', '5:00', '1:01', '0:09', 'hết giờ', 'hết giờ']);
});

test('rows must all be filled; of options one is enough', () => {
  const row = (isFilled: boolean) => ({ kind: 'row' as const, isFilled });
  const tick = (isFilled: boolean) => ({ kind: 'tick' as const, isFilled });
  expect(stateOf([])).toBe('empty');
  expect(stateOf([tick(false), tick(false)])).toBe('empty');
  expect(stateOf([tick(true), tick(false)])).toBe('answered');
  expect(stateOf([row(true), row(false)])).toBe('partial');
  expect(stateOf([row(true), row(true)])).toBe('answered');
  expect(stateOf([{ kind: 'text', isFilled: true }])).toBe('answered');
});

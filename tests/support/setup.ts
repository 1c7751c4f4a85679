import { afterEach, beforeEach, expect } from 'vitest';

const realError = console.error;
let shouted: unknown[][] = [];

/** A console.error in a test is a fault that nobody looked at. */
beforeEach(() => {
  shouted = [];
  console.error = (...parts: unknown[]) => void shouted.push(parts);
});

afterEach(() => {
  console.error = realError;
  expect(shouted, 'console.error was called').toEqual([]);
});

import type { ExamTexts } from './exam-texts.ts';

export type FormState = 'empty' | 'partial' | 'answered';
export interface HeldAnswer { state: FormState; isFlagged: boolean }

const looks = { empty: ['todo', 'circle'], partial: ['doing', 'circle-dot'], answered: ['done', 'check'] } as const;

/** Brings the check leaf (components/check-leaf.tsx) in line with what the forms hold, question by question. */
export function drawCheck(leaf: HTMLElement, held: readonly HeldAnswer[], texts: ExamTexts): void {
  const open = held.map(({ state }) => state !== 'answered');
  list(leaf, 'open', open, texts.open);
  list(leaf, 'flagged', held.map(({ isFlagged }) => isFlagged), texts.marked);
  const complete = leaf.querySelector<HTMLElement>('[data-check=complete]');
  if (complete) complete.hidden = open.includes(true);
  for (const [at, row] of leaf.querySelectorAll<HTMLElement>('.tasks > li').entries()) {
    const answer = held[at];
    if (answer) drawRow(row, answer, texts);
  }
}

/** A notice that names the questions to which it applies, and is shown when there are any. */
function list(leaf: HTMLElement, name: string, applies: readonly boolean[], title = ''): void {
  const box = leaf.querySelector<HTMLElement>(`[data-check=${name}]`);
  if (!box) return;
  box.hidden = !applies.includes(true);
  const count = box.querySelector('[data-count]');
  if (count) count.textContent = title.replace('{n}', String(applies.filter(Boolean).length));
  for (const [at, item] of box.querySelectorAll('li').entries()) item.hidden = !applies[at];
}

function drawRow(row: HTMLElement, { state, isFlagged }: HeldAnswer, texts: ExamTexts): void {
  const [status, icon] = looks[state];
  row.className = `task task-${status}`;
  const dot = row.querySelector('.dot');
  if (dot) dot.className = `dot dot-${status}`;
  dot?.querySelector('use')?.setAttribute('href', `/icons.svg#${icon}`);
  const word = row.querySelector('.task-status');
  if (word) {
    word.className = `task-status task-status-${status}`;
    word.textContent = texts[state];
  }
  const flag = row.querySelector<HTMLElement>('[data-flagged]');
  if (flag) flag.hidden = !isFlagged;
}

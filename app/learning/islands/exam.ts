import { fieldsOf, fillForm, findPages, isCheck, questionOf, swapPlaces, type ExamPages } from './exam-pages.ts';
import { createQueue, type AnswerQueue, type Fields, type QueueState, type SendOutcome } from './exam-queue.ts';
import type { ExamTexts } from './exam-texts.ts';
import { clockText, createTimer, type ExamTimer } from './exam-timer.ts';

/** What the parts of the island share. */
interface Exam {
  root: HTMLElement;
  address: string;
  texts: ExamTexts;
  pages: ExamPages;
  queue: AnswerQueue;
  timer: ExamTimer;
  /** When the newest answer that this page knows of was saved. */
  knownAt: string;
  /** Another page has written something that this one does not show. */
  isBehind: boolean;
  /** Answers of an earlier page of this browser are on their way; what that page still managed to send is no news. */
  isTakingUp: boolean;
}

/** Brings an attempt to life: saves each change, keeps unsent ones, counts down, and turns leaves without asking the server. */
export function mount(root: HTMLElement): void {
  const { attempt = '', texts = '{}', secondsLeft = '0', savedAt = '' } = root.dataset;
  const exam = { root, address: `/attempts/${attempt}`, texts: JSON.parse(texts) as ExamTexts, knownAt: savedAt, isBehind: false, isTakingUp: false } as Exam;
  const writer = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('');
  exam.pages = findPages(root, exam.texts);
  exam.queue = createQueue({
    send: (question, fields, sequence) => send(exam, writer, question, fields, sequence),
    storage: localStorage,
    prefix: `hoc06.exam.${attempt}`,
    later(work, milliseconds) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    onState: (state, outcome) => react(exam, state, outcome),
  });
  exam.timer = countDown(exam, Number(secondsLeft));
  void takeUpUnsent(exam);
  // After unsent places have come back, and before the forms' own listeners.
  swapPlaces(root);
  listenToForms(exam);
  listenToWindow(exam, writer);
}

async function send({ address }: Exam, writer: string, question: number, fields: Fields, sequence: number, keepalive = false): Promise<SendOutcome> {
  const body = new URLSearchParams([...fields.filter(([name]) => name !== 'q'), ['q', String(question)], ['writer', writer], ['seq', String(sequence)]]);
  try {
    const response = await fetch(`${address}/answers`, { method: 'POST', headers: { Accept: 'application/json' }, body, keepalive });
    if (response.status === 401) return { kind: 'signed-out' };
    if (response.status === 409) return { kind: 'over' };
    if (response.status === 422 || response.status === 413) return { kind: 'refused' };
    if (!response.ok) return { kind: 'unreachable' };
    return { kind: 'saved', ...((await response.json()) as { savedAt: string; secondsLeft: number; elsewhereAt: string | null }) };
  } catch {
    return { kind: 'unreachable' };
  }
}

function react(exam: Exam, state: QueueState, outcome?: SendOutcome): void {
  const { texts } = exam;
  if (outcome?.kind === 'saved') {
    if ((outcome.elsewhereAt ?? '') > exam.knownAt && !exam.isTakingUp) exam.isBehind = true;
    if (exam.queue.waiting().length === 0) exam.isTakingUp = false;
    if (outcome.savedAt > exam.knownAt) exam.knownAt = outcome.savedAt;
    exam.timer.adjust(outcome.secondsLeft);
    return say(exam, exam.isBehind ? texts.elsewhere : texts.saved);
  }
  if (state === 'over') return void leave(exam);
  // Only the first saving is worth a word; later ones would chatter, and hide a warning that still holds.
  if (state === 'saving') return hasWords(exam) ? undefined : say(exam, texts.saving);
  if (state === 'refused') return say(exam, texts.refused);
  if (state === 'unreachable') return say(exam, texts.waiting);
  say(exam, texts.signedOut);
  const link = Object.assign(document.createElement('a'), { href: `/sign-in?next=${encodeURIComponent(exam.address)}`, target: '_blank', textContent: texts.signIn });
  for (const place of exam.root.querySelectorAll('[data-save-state]')) place.append(' ', link.cloneNode(true));
}

function hasWords({ root }: Exam): boolean {
  return root.querySelector('[data-save-state]')?.textContent !== '';
}

/** The status line of each leaf; what the learner should know of stands out. */
function say({ root, texts }: Exam, text: string): void {
  for (const place of root.querySelectorAll('[data-save-state]')) {
    if (place.textContent === text) continue;
    place.textContent = text;
    place.className = text === texts.saved || text === texts.saving ? 'muted small' : 'notice notice-warn';
  }
}

function countDown(exam: Exam, secondsLeft: number): ExamTimer {
  const { root, texts } = exam;
  const each = (selector: string) => root.querySelectorAll<HTMLElement>(selector);
  const timer = createTimer(secondsLeft, {
    now: () => performance.now(),
    show(left) {
      const shown = clockText(left, texts, document.documentElement.lang === 'en' ? 'en' : 'vi');
      for (const text of each('.timer-text')) if (text.textContent !== shown) text.textContent = shown;
      for (const place of each('.timer')) place.classList.toggle('timer-low', left <= 120);
    },
    announce(minutes) {
      for (const spoken of each('.timer [aria-live]')) spoken.textContent = texts.announce.replace('{n}', String(minutes));
    },
    onNearEnd: () => void exam.queue.flush(),
    onEnd: () => void leave(exam),
  });
  setInterval(() => timer.tick(), 1000);
  return timer;
}

/** The time is up, or the attempt was handed in elsewhere: sends what is left, then shows the result as soon as the server answers. */
async function leave(exam: Exam): Promise<void> {
  say(exam, exam.texts.over);
  await Promise.race([exam.queue.flush(), pause(2_000)]);
  while (!(await readState(exam))) await pause(3_000);
  location.assign(`${exam.address}/result`);
}

interface ServerState {
  savedAt: string | null;
  secondsLeft: number;
  isOver: boolean;
}

async function readState({ address }: Exam): Promise<ServerState | null> {
  const response = await fetch(`${address}/answers`, { headers: { Accept: 'application/json' } }).catch(() => null);
  return response?.ok ? ((await response.json()) as ServerState) : null;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function listenToForms(exam: Exam): void {
  const { root, pages, queue } = exam;
  for (const [question, form] of pages.forms) {
    const keep = () => {
      queue.put(question, fieldsOf(form));
      pages.mark(question);
    };
    form.addEventListener('input', keep);
    // Again on change: choosing a place may have moved another one meanwhile.
    form.addEventListener('change', keep);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const { value } = (event.submitter ?? {}) as HTMLButtonElement;
      const next = question + (value === 'next' ? 1 : value === 'previous' ? -1 : 0);
      if (value === 'stay') keep();
      if (next > pages.forms.size) return void goToCheck(exam);
      void queue.flush();
      if (next !== question) pages.show(next);
    });
  }
  root.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a.nav-item, a[data-flush], [data-leaf=check] a');
    if (!link || pages.forms.size === 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.hasAttribute('data-flush')) return void goToCheck(exam);
    void queue.flush();
    pages.show(questionOf(link.href));
  });
  root.querySelector<HTMLFormElement>('form[data-submission]')?.addEventListener('submit', (event) => {
    if (queue.waiting().length === 0) return;
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    void queue.flush().then((isDone) => isDone && form.submit());
  });
}

/** Turns to the check leaf while the last answers are on their way. It shows what this page holds; when another page has written, the server's is truer. */
async function goToCheck(exam: Exam, how: 'push' | 'replace' = 'push'): Promise<void> {
  if (!exam.isBehind) exam.pages.showCheck(how);
  await exam.queue.flush();
  if (exam.isBehind) location.assign(`${exam.address}/check`);
}

function listenToWindow(exam: Exam, writer: string): void {
  const { pages, queue } = exam;
  addEventListener('popstate', () => {
    if (isCheck(location.href)) return void goToCheck(exam, 'replace');
    // The check page alone, after a reload, holds no questions to go back to.
    if (pages.forms.size === 0) return location.reload();
    pages.show(questionOf(location.href), 'replace');
  });
  addEventListener('online', () => void queue.flush());
  addEventListener('focus', () => void catchUp(exam));
  addEventListener('pageshow', (event) => event.persisted && void catchUp(exam));
  addEventListener('pagehide', () => {
    for (const [question, fields, sequence] of queue.waiting()) void send(exam, writer, question, fields, sequence, true);
  });
}

/** Back on this page: sends what waits, and loads the newest state when another page or device has written meanwhile. */
async function catchUp(exam: Exam): Promise<void> {
  if (exam.queue.waiting().length > 0 && !(await exam.queue.flush())) return;
  const state = exam.isBehind ? null : await readState(exam);
  if (state?.isOver) return location.assign(`${exam.address}/result`);
  if (exam.isBehind || (state?.savedAt ?? '') > exam.knownAt) return location.reload();
  if (state) exam.timer.adjust(state.secondsLeft);
}

/** Answers that an earlier page could not send (crash, lost connection, expired session) come back into the forms and are sent. */
async function takeUpUnsent(exam: Exam): Promise<void> {
  const { pages, queue } = exam;
  const kept = queue.restore();
  exam.isTakingUp = kept.size > 0;
  for (const [question, fields] of kept) {
    const form = pages.forms.get(question);
    if (form) fillForm(form, fields);
    pages.mark(question);
  }
  // The check page lists what the server has; after sending it is out of date.
  if (kept.size > 0 && (await queue.flush()) && pages.forms.size === 0) location.reload();
}

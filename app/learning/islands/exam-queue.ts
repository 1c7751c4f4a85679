/** The fields of one question's form, as they will be sent. */
export type Fields = [name: string, value: string][];

export type SendOutcome =
  | { kind: 'saved'; savedAt: string; secondsLeft: number; elsewhereAt: string | null }
  | { kind: 'over' }
  | { kind: 'refused' }
  | { kind: 'signed-out' }
  | { kind: 'unreachable' };

export type QueueState = 'idle' | 'saving' | 'saved' | 'refused' | 'signed-out' | 'unreachable' | 'over';

/** What the queue needs of the browser; a test hands in its own. */
export interface QueuePorts {
  send(question: number, fields: Fields, sequence: number): Promise<SendOutcome>;
  /** Outlives the page, so that a crash or an expired session loses nothing. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
  prefix: string;
  later(work: () => void, milliseconds: number): () => void;
  onState(state: QueueState, outcome?: SendOutcome): void;
}

/** Changes of one question within this time travel together. */
export const restMilliseconds = 2_500;
const longestWait = 30_000;

export interface AnswerQueue {
  /** Takes the newest state of a question; it is sent soon. */
  put(question: number, fields: Fields): void;
  /** Sends everything now. @returns true when nothing is left waiting */
  flush(): Promise<boolean>;
  /** What an earlier page could not send; it is waiting in this queue now. */
  restore(): Map<number, Fields>;
  waiting(): [question: number, fields: Fields, sequence: number][];
}

interface Queue {
  ports: QueuePorts;
  waiting: Map<number, { fields: Fields; sequence: number }>;
  sequence: number;
  failures: number;
  running: Promise<boolean> | null;
  cancel(): void;
}

/** Keeps unsent answers in the browser's storage and sends them one after the other, again and again until they have arrived. */
export function createQueue(ports: QueuePorts): AnswerQueue {
  const queue: Queue = { ports, waiting: new Map(), sequence: 0, failures: 0, running: null, cancel: () => {} };
  return {
    put(question, fields) {
      take(queue, question, fields);
      quietly(() => ports.storage.setItem(nameOf(ports, question), JSON.stringify(fields)));
      wake(queue, restMilliseconds);
    },
    flush: () => flush(queue),
    restore() {
      const kept = readKept(ports);
      for (const [question, fields] of kept) take(queue, question, fields);
      return kept;
    },
    waiting: () => [...queue.waiting].map(([question, entry]) => [question, entry.fields, entry.sequence]),
  };
}

function take(queue: Queue, question: number, fields: Fields): void {
  queue.sequence += 1;
  queue.waiting.set(question, { fields, sequence: queue.sequence });
}

function wake(queue: Queue, milliseconds: number): void {
  queue.cancel();
  queue.cancel = queue.ports.later(() => void flush(queue), milliseconds);
}

function flush(queue: Queue): Promise<boolean> {
  queue.cancel();
  queue.running ??= drain(queue).finally(() => (queue.running = null));
  return queue.running;
}

async function drain(queue: Queue): Promise<boolean> {
  const { ports, waiting } = queue;
  for (let next = first(waiting); next; next = first(waiting)) {
    const [question, { fields, sequence }] = next;
    ports.onState('saving');
    const outcome = await ports.send(question, fields, sequence);
    if (outcome.kind === 'unreachable' || outcome.kind === 'signed-out') {
      queue.failures += 1;
      wake(queue, Math.min(longestWait, 1_000 * 2 ** queue.failures));
      ports.onState(outcome.kind);
      return false;
    }
    queue.failures = 0;
    settle(queue, question, sequence);
    ports.onState(outcome.kind, outcome);
    if (outcome.kind === 'over') return true;
  }
  return true;
}

/** Forgets an answer that has arrived, unless it was changed meanwhile. */
function settle({ ports, waiting }: Queue, question: number, sent: number): void {
  if (waiting.get(question)?.sequence !== sent) return;
  waiting.delete(question);
  quietly(() => ports.storage.removeItem(nameOf(ports, question)));
}

function nameOf({ prefix }: QueuePorts, question: number): string {
  return `${prefix}.${question}`;
}

function first<K, V>(map: Map<K, V>): [K, V] | undefined {
  return map.entries().next().value;
}

function readKept({ storage, prefix }: QueuePorts): Map<number, Fields> {
  const kept = new Map<number, Fields>();
  quietly(() => {
    for (let at = 0; at < storage.length; at += 1) {
      const name = storage.key(at);
      const question = name?.startsWith(`${prefix}.`) ? Number(name.slice(prefix.length + 1)) : 0;
      const fields = question > 0 ? parseFields(storage.getItem(name as string)) : null;
      if (fields) kept.set(question, fields);
    }
  });
  return kept;
}

function parseFields(text: string | null): Fields | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    const isFields = Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string'));
    return isFields ? (value as Fields) : null;
  } catch {
    return null;
  }
}

/** Storage may be full or forbidden; then answers are still sent, only not kept twice. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing to be done, and nothing that the learner should have to think about.
  }
}

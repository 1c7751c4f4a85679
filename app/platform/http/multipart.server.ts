import { AppError } from '../errors.ts';
import { platformMessages as messages } from '../messages.ts';
import { arriving, bytesAtHand } from './adapter.server.ts';

/** What a multipart body brings, in its order: the head of a part, then its bytes piece by piece, then its end. */
export type MultipartEvent = { kind: 'part'; name: string; fileName: string | null } | { kind: 'bytes'; bytes: Uint8Array } | { kind: 'end' };

const mostHeadBytes = 16_384;
const broken = (cause?: unknown) => new AppError('invalid', messages.both('form.invalid'), { cause });

/** The boundary that a Content-Type names; null when the body is no multipart form. */
export function boundaryOf(contentType: string | null): string | null {
  const found = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70})(?![^\s;]))/i.exec(contentType ?? '');
  return found?.[1] ?? found?.[2] ?? null;
}

/**
 * The pieces of a request's body as they arrive; what was read already comes as one.
 * @throws AppError too-large once more than `most` bytes were announced or have come
 */
export async function* bodyPieces(request: Request, most = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
  const tooLarge = () => new AppError('too-large', messages.both('error.too-large', { max: `${Math.round(most / 1_000_000)} MB` }));
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge();
  const atHand = bytesAtHand(request);
  if (atHand) return void (yield atHand);
  let total = 0;
  for await (const piece of arriving(request)) {
    total += piece.byteLength;
    if (total > most) throw tooLarge();
    yield piece;
  }
}

/**
 * Takes a multipart form apart while it arrives, so that a file is never whole in memory.
 * @throws AppError invalid when it is no such form, or ends before it is whole; too-large as `bodyPieces`
 */
export async function* readMultipart(request: Request, most?: number): AsyncGenerator<MultipartEvent> {
  const boundary = boundaryOf(request.headers.get('content-type'));
  if (!boundary) throw broken();
  const parser = new Parser(boundary);
  for await (const piece of bodyPieces(request, most)) yield* parser.push(piece);
  if (!parser.isOver) throw broken();
}

class Parser {
  readonly #mark: Buffer;
  /** What cannot be judged before more has come. A line end in front lets the first boundary look like all others. */
  #rest: Buffer = Buffer.from('\r\n');
  #state: 'before' | 'boundary' | 'head' | 'body' | 'over' = 'before';

  constructor(boundary: string) {
    this.#mark = Buffer.from(`\r\n--${boundary}`, 'latin1');
  }

  get isOver(): boolean {
    return this.#state === 'over';
  }

  *push(piece: Uint8Array): Generator<MultipartEvent> {
    this.#rest = Buffer.concat([this.#rest, piece]);
    for (let goesOn = true; goesOn; ) {
      const step = this.#step();
      if (step.event) yield step.event;
      goesOn = step.goesOn;
    }
  }

  #step(): { event?: MultipartEvent; goesOn: boolean } {
    switch (this.#state) {
      case 'before':
      case 'body':
        return this.#untilMark();
      case 'boundary':
        return this.#afterMark();
      case 'head':
        return this.#head();
      case 'over':
        this.#rest = Buffer.alloc(0);
        return { goesOn: false };
    }
  }

  #untilMark(): { event?: MultipartEvent; goesOn: boolean } {
    const wasBody = this.#state === 'body';
    const at = this.#rest.indexOf(this.#mark);
    // The last bytes may be the beginning of a boundary.
    const safe = at >= 0 ? at : Math.max(0, this.#rest.length - this.#mark.length + 1);
    const bytes = this.#rest.subarray(0, safe);
    if (safe > 0) {
      this.#rest = this.#rest.subarray(safe);
      return wasBody ? { event: { kind: 'bytes', bytes }, goesOn: at >= 0 } : { goesOn: at >= 0 };
    }
    if (at < 0) return { goesOn: false };
    this.#rest = this.#rest.subarray(this.#mark.length);
    this.#state = 'boundary';
    return { ...(wasBody ? { event: { kind: 'end' } } : {}), goesOn: true };
  }

  #afterMark(): { goesOn: boolean } {
    if (this.#rest.length < 2) return { goesOn: false };
    const sign = this.#rest.toString('latin1', 0, 2);
    if (sign !== '--' && sign !== '\r\n') throw broken();
    this.#rest = this.#rest.subarray(2);
    this.#state = sign === '--' ? 'over' : 'head';
    return { goesOn: true };
  }

  #head(): { event?: MultipartEvent; goesOn: boolean } {
    const end = this.#rest.indexOf('\r\n\r\n');
    if (end > mostHeadBytes || (end < 0 && this.#rest.length > mostHeadBytes)) throw broken();
    if (end < 0) return { goesOn: false };
    const head = this.#rest.toString('utf8', 0, end);
    this.#rest = this.#rest.subarray(end + 4);
    this.#state = 'body';
    return { event: partOf(head), goesOn: true };
  }
}

function partOf(head: string): MultipartEvent {
  const line = head.split('\r\n').find((one) => /^content-disposition:/i.test(one)) ?? '';
  const value = (name: string) => new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(line)?.[1];
  const name = value('name');
  if (name === undefined) throw broken();
  return { kind: 'part', name: decoded(name), fileName: value('filename') === undefined ? null : decoded(value('filename') ?? '') };
}

/** Browsers write these three so that they cannot end the header early. */
function decoded(text: string): string {
  return text.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');
}

import type { Actor } from '../../app/people/actor.ts';
import { fold } from '../../app/platform/text/fold.ts';
import { textOfFile } from '../support/file-text.ts';
import type { Answer } from './calls.ts';

/** Something that a reader must not learn, by a name for the test's report. */
export type Secrets = Readonly<Record<string, string>>;

/** Which secrets stand in a text, however marks, capitals and separators are written. */
export function leaksIn(text: string, secrets: Secrets): string[] {
  const [plain, folded] = [text.toLowerCase(), ` ${fold(text)} `];
  return needlesOf(secrets).filter(({ written, spoken }) => plain.includes(written) || folded.includes(spoken)).map(({ name }) => name);
}

type Needle = Record<'name' | 'written' | 'spoken', string>;
const needles = new WeakMap<Secrets, readonly Needle[]>();

/** What to look for, worked out once for all texts. */
function needlesOf(secrets: Secrets): readonly Needle[] {
  const made = needles.get(secrets) ?? Object.entries(secrets).map(([name, secret]) => ({ name, written: secret.toLowerCase(), spoken: ` ${fold(secret)} ` }));
  needles.set(secrets, made);
  return made;
}

export interface Door {
  name: string;
  route: { loader?: unknown; action?: unknown };
  params?: Record<string, string>;
  /** Filters, sorts, pages and junk, each asked on its own; without a query always comes first. */
  queries?: readonly string[];
  forms?: readonly Record<string, string>[];
  /** Sent with each form: a script asks for another kind of answer. */
  headers?: Record<string, string>;
}
export interface Reader {
  name: string;
  person: Actor;
  secrets: Secrets;
}
type Ask = (route: unknown, as: Actor, params?: Record<string, string>, form?: Record<string, string>, path?: string, headers?: Record<string, string>) => Promise<Answer>;

/**
 * Asks every door as every reader, with every query and every form, whatever the answer is: page, redirect, refusal, error.
 * @returns what leaked, as `reader → door?query: secret`
 */
export async function findLeaks(ask: Ask, readers: readonly Reader[], doors: readonly Door[]): Promise<{ leaks: string[]; asked: number; statuses: Set<number> }> {
  const leaks: string[] = [];
  const statuses = new Set<number>();
  let asked = 0;
  const hear = async (reader: Reader, where: string, answer: Promise<Answer>) => {
    const { status, location, cookie, body, text, bytes } = await answer;
    asked += 1;
    statuses.add(status);
    // A document is read as somebody would read it: its bytes say nothing of what is packed in them.
    const inside = bytes && bytes.length > 0 ? await textOfFile(bytes) : '';
    // What the reader typed comes back to her and to nobody else.
    leaks.push(...leaksIn(JSON.stringify([location, cookie, body, text, inside]), reader.secrets).map((secret) => `${reader.name} → ${where}: ${secret}`));
  };
  for (const reader of readers) {
    for (const { name, route, params = {}, queries = [], forms = [{}], headers } of doors) {
      if (route.loader) for (const query of ['', ...queries]) await hear(reader, `${name}${query && `?${query}`}`, ask(route.loader, reader.person, params, undefined, `/judging${query && `?${query}`}`));
      if (route.action) for (const form of forms) await hear(reader, `${name} (form)`, ask(route.action, reader.person, params, form, undefined, headers));
    }
  }
  return { leaks, asked, statuses };
}

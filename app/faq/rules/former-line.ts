import { dayWords } from '../../platform/days.ts';
import type { FormerName } from '../../people/index.ts';

/** What communes of old that stand in a question belong to today, one sentence each; empty when there are none. @param text the sentence, with `{name}`, `{now}` and `{day}` in it */
export function formerLine(former: readonly FormerName[], text: string): string {
  return former.map(({ name, now, since }) => {
    const said: Readonly<Record<string, string>> = { name: name.slice(0, 1).toUpperCase() + name.slice(1), now: now.join(', '), day: dayWords(since) };
    return text.replace(/\{(name|now|day)\}/g, (sign, key: string) => said[key] ?? sign);
  }).join(' ');
}

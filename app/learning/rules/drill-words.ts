import type { DrillBody, LessonDrill } from './drill.ts';

/** What a drill says, a line for each thing, for comparing two versions of a lesson. `plain` takes the markup away. */
export function drillLines({ title, body }: Pick<LessonDrill, 'title' | 'body'>, plain: (html: string) => string): string[] {
  return [title, ...linesOf(body, plain)];
}

const tick = (isRight: boolean) => (isRight ? '✓' : '–');

function linesOf(body: DrillBody, plain: (html: string) => string): string[] {
  switch (body.type) {
    case 'signs':
      return [body.from, ...body.parts.map(({ html, isSign, why }) => `${tick(isSign)} ${plain(html)} (${why})`)];
    case 'inbox':
      return body.messages.map(({ from, subject, html, answer, why }) => `${from}: ${subject}. ${plain(html)} → ${answer} (${why})`);
    case 'cleaning':
      return [body.heads.join(' | '), ...body.records.map(({ cells, fault }) => cells.join(' | ') + (fault ? ` → ${body.heads[fault.cell - 1]}, ${fault.kind} (${fault.why})` : ''))];
    case 'ordering':
      return body.items.map(({ html, why }, at) => `${at + 1}. ${plain(html)} (${why})`);
    case 'worked':
      return [
        ...body.steps.map(({ title, html }) => `${title}: ${plain(html)}`),
        ...body.turns.flatMap(({ question, options }) => [question, ...options.map(({ html, correct, why }) => `${tick(correct)} ${plain(html)} (${why})`)]),
      ];
  }
}

import { writeAnswer } from './drill-answer.ts';
import { cellField, faultField, placeField, type DrillBody, type DrillGiven } from './drill.ts';
import type { LessonBody } from './lesson-body.ts';
import { drillsOf } from './open-checks.ts';

/** The answer that earns all points: what an editor is shown, and what tests and the demo compare with. */
export function solveDrill(body: DrillBody): DrillGiven {
  return Object.fromEntries(solution(body));
}

function solution(body: DrillBody): [string, string][] {
  switch (body.type) {
    case 'signs':
      return body.parts.flatMap(({ isSign }, at): [string, string][] => (isSign ? [[`${at + 1}`, '1']] : []));
    case 'inbox':
      return body.messages.map(({ answer }, at) => [`${at + 1}`, answer]);
    case 'cleaning':
      return body.records.flatMap(({ fault }, at): [string, string][] => (fault ? [[cellField(at), `${fault.cell}`], [faultField(at), fault.kind]] : [[cellField(at), '0']]));
    case 'ordering':
      return body.shown.map((key, at) => [placeField(at), `${body.items.findIndex((item) => item.key === key) + 1}`]);
    case 'worked':
      return body.turns.map(({ options }, at) => [`${at + 1}`, options.find(({ correct }) => correct)?.key ?? '']);
  }
}

/** All practice of a lesson as somebody leaves it who knows the matter: an editor sees every explanation at once. */
export function solvedDrills(lesson: { body: Pick<LessonBody, 'blocks'> }): Map<string, string> {
  return new Map(drillsOf(lesson).map(({ key, body }) => [key, writeAnswer(body, { given: solveDrill(body), isDone: true })]));
}

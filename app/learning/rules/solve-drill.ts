import { writeAnswer } from './drill-answer.ts';
import { cellField, faultField, placeField, type DrillBody, type DrillGiven } from './drill.ts';
import type { LessonBody } from './lesson-body.ts';
import { drillsOf, scenariosOf } from './open-checks.ts';
import { everyWay } from './scenario.ts';

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

/** A lesson as an editor is shown it: all practice done by somebody who knows the matter, every scene of a situation open. */
export function workedOut(lesson: { body: Pick<LessonBody, 'blocks'> }): Map<string, string> {
  const drills = drillsOf(lesson).map(({ key, body }): [string, string] => [key, writeAnswer(body, { given: solveDrill(body), isDone: true })]);
  return new Map([...drills, ...scenariosOf(lesson).map(({ key }): [string, string] => [key, everyWay])]);
}

import { drillFields, markDrill, solveDrill, writeAnswer, type DrillBody, type DrillGiven, type LessonDrill } from '../../../../app/learning/index.server.ts';

/** A question or practice in a lesson as the demo's learners meet it. Practice has points for each of its answers. */
export interface DemoCheck {
  key: string;
  options: string[];
  correctKey: string;
  worth?: Record<string, { points: number; of: number }>;
}

/** Practice with two answers to choose from: the right one and one with a slip in it. */
export function demoDrill({ key, body }: LessonDrill): DemoCheck {
  const right = solveDrill(body);
  const answers = [right, slipped(body, right)].map((given) => {
    const { points, of } = markDrill(body, given);
    return [writeAnswer(body, { given, isDone: true }), { points, of }] as const;
  });
  return { key, options: answers.map(([text]) => text), correctKey: answers[0]?.[0] ?? '', worth: Object.fromEntries(answers) };
}

/** The right answer with one slip: a sign overlooked, two steps swapped, a record taken for clean, another choice. */
function slipped(body: DrillBody, right: DrillGiven): DrillGiven {
  const [first = '', second = ''] = Object.keys(right);
  if (body.type === 'signs') return Object.fromEntries(Object.entries(right).filter(([name]) => name !== first));
  if (body.type === 'ordering') return { ...right, [first]: right[second] ?? '', [second]: right[first] ?? '' };
  if (body.type === 'cleaning') {
    const at = body.records.findIndex(({ fault }) => fault) + 1;
    return Object.fromEntries(Object.entries(right).flatMap(([name, value]) => (name === `${at}-fault` ? [] : [[name, name === `${at}-cell` ? '0' : value]])));
  }
  const other = drillFields(body).find(({ name }) => name === first)?.values.find((value) => value !== right[first]);
  return { ...right, [first]: other ?? '' };
}

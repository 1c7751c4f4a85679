import type { Db } from '../../../db/client.ts';
import { listAssignedCourses } from '../../learning/index.server.ts';
import type { Actor } from '../../people/actor.ts';
import { grantsOf, listUnitsInScope } from '../../people/index.server.ts';
import type { ListQuestion } from '../forms/list-question.ts';
import { pageOfList } from './list-run.server.ts';
import { askedBy, listRoles, type Reading } from './list-scope.server.ts';

/** Deeper units are reached from the leader's page; a list of all of them would weigh more than what is shown. */
const unitDepth = 1;

/** The builder: what may be chosen, and the first look at what is asked for. */
export async function listPage(db: Db, actor: Actor, question: ListQuestion, page: number, reading: Reading) {
  const asked = await askedBy(db, actor, question, reading);
  const found = await pageOfList(db, asked, page);
  return { ...found, question, ...(await listChoices(db, actor, question, reading)) };
}
export type ListPage = Awaited<ReturnType<typeof listPage>>;

/** The units and courses that lists can be narrowed to. */
export async function listChoices(db: Db, actor: Actor, question: ListQuestion, { today }: Reading) {
  const units = await listUnitsInScope(db, grantsOf(actor, ...listRoles), today);
  const courses = await listAssignedCourses(db);
  return {
    units: units.filter(({ id, depth }) => depth <= unitDepth || id === question.unit).map(({ id, name, depth }) => ({ id, name, depth })),
    courses: courses.map(({ slug, title }) => ({ slug, title })),
  };
}

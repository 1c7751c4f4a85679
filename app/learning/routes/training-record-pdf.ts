import { page } from '../../people/index.server.ts';
import { recordQuery } from '../forms/classes.ts';
import { trainingPaper } from '../training-paper.server.ts';

/** The own record for printing. */
export const loader = page({ guard: 'signed-in', query: recordQuery }, ({ actor, query, context }) => trainingPaper(context, actor, actor.id, query.year));

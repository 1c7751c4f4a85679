import { page } from '../../people/index.server.ts';
import { personParams, recordQuery } from '../forms/classes.ts';
import { canSeeTraining } from '../policy.ts';
import { trainingPaper } from '../training-paper.server.ts';

/** Somebody's record for printing. */
export const loader = page({ guard: canSeeTraining, params: personParams, query: recordQuery }, ({ actor, params, query, context }) => trainingPaper(context, actor, params.person, query.year));

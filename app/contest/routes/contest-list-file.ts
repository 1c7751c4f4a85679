import { listFile, page } from '../../people/index.server.ts';
import { exportContestList } from '../commands/export-contest-list.server.ts';
import { contestListParams, contestListQuery } from '../forms/contest-list.ts';
import { canAwardPrizes } from '../policy.ts';

/** Entries, jury, ranking or adoptions of a contest as a file. */
export const loader = page({ guard: canAwardPrizes, isRecorded: true, params: contestListParams, query: contestListQuery }, ({ actor, params, query: { format }, context }) =>
  listFile(context, format, `cuoc-thi-${params.list}`, (ports, wish) => exportContestList(ports, actor, params, wish)));

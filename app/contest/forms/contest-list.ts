import { z } from 'zod';
import { sheetFormats } from '../../platform/sheets/sheet.ts';

export const contestLists = ['entries', 'similar', 'jury', 'ranking', 'adoptions'] as const;
export type ContestList = (typeof contestLists)[number];
export const contestListParams = z.object({ contest: z.string().min(1).max(60), list: z.enum(contestLists) });
export const contestListQuery = z.object({ format: z.enum(sheetFormats).catch('xlsx') });

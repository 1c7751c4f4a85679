import { useLoaderData } from '@remix-run/react';
import { page, portsOf } from '../../people/index.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { TrainingRecordPage, type TrainingRecordView } from '../components/training-record-page.tsx';
import { personParams, recordQuery } from '../forms/classes.ts';
import { trainingMessages } from '../messages/training.ts';
import { canSeeTraining } from '../policy.ts';
import { shownRecord } from '../queries/shown-record.server.ts';

export const loader = page({ guard: canSeeTraining, params: personParams, query: recordQuery }, async ({ actor, params, query, context }): Promise<TrainingRecordView> => {
  const shown = await shownRecord(portsOf(context), actor, params.person, query.year);
  return { ...shown, base: `/units/training/people/${params.person}`, isOwn: false };
});

export const meta = titled((locale) => trainingMessages.in(locale)('title'));

export default function PersonTraining() {
  return <TrainingRecordPage view={useLoaderData() as unknown as TrainingRecordView} />;
}

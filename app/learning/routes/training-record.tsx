import { useLoaderData } from '@remix-run/react';
import { page, portsOf } from '../../people/index.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { TrainingRecordPage, type TrainingRecordView } from '../components/training-record-page.tsx';
import { recordQuery } from '../forms/classes.ts';
import { trainingMessages } from '../messages/training.ts';
import { shownRecord } from '../queries/shown-record.server.ts';

export const loader = page({ guard: 'signed-in', query: recordQuery }, async ({ actor, query, context }): Promise<TrainingRecordView> => {
  const shown = await shownRecord(portsOf(context), actor, actor.id, query.year);
  return { ...shown, base: '/training-record', isOwn: true };
});

export const meta = titled((locale) => trainingMessages.in(locale)('title'));

export default function TrainingRecordRoute() {
  return <TrainingRecordPage view={useLoaderData() as unknown as TrainingRecordView} />;
}

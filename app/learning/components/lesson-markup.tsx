import { renderToStaticMarkup } from 'react-dom/server';
import type { Locale } from '../../platform/i18n/messages.ts';
import { ReaderProvider } from '../../platform/i18n/react.tsx';
import { cutMarkup, type CutMarkup } from '../../platform/http/slots.ts';
import { remember } from '../../platform/remember.ts';
import type { LessonView } from '../rules/lesson-view.ts';
import { LessonPage } from './lesson-page.tsx';

const pages = remember<CutMarkup>(500);
const placeStep = 20;

/**
 * The reader's markup for a view. Many people stand at the same place of the same lesson and see the same page around the prose, so it is
 * kept by what it shows: the place to two per cent, the day of completion, the note's own words.
 */
export function lessonMarkup(view: LessonView, reader: { locale: Locale; timeZone: string }): CutMarkup {
  const shown: LessonView = { ...view, position: Math.round(view.position / placeStep) * placeStep, completedAt: view.completedAt && `${view.completedAt.slice(0, 13)}:00:00.000Z` };
  return pages(`${reader.locale} ${reader.timeZone} ${JSON.stringify(shown)}`, () =>
    cutMarkup(
      renderToStaticMarkup(
        <ReaderProvider {...reader}>
          <LessonPage view={shown} />
        </ReaderProvider>,
      ),
    ),
  );
}

import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { saveNote } from './save-note.server.ts';

const now = '2026-11-23T01:00:00.000Z';

async function world() {
  const db = await freshDb();
  const [person, course] = [await makePerson(db), await makeCourse(db)];
  const save = (body: string, revision: number, userId = person.id) => saveNote(db, { userId, lessonId: course.lessons[0]!.id, body, revision, now });
  const stored = () => db.selectFrom('lesson_note').select(['body', 'revision']).execute();
  return { db, save, stored };
}

describe('saveNote', () => {
  it('counts revisions from one', async () => {
    const { save, stored } = await world();
    expect(await save('một', 0)).toEqual({ ok: true, revision: 1 });
    expect(await save('hai', 1)).toEqual({ ok: true, revision: 2 });
    expect(await stored()).toEqual([{ body: 'hai', revision: 2 }]);
  });

  it('gives back the text of the faster tab and overwrites nothing', async () => {
    const { save, stored } = await world();
    await save('chung', 0);
    await save('tab nhanh', 1);
    expect(await save('tab chậm', 1)).toEqual({ ok: false, current: { body: 'tab nhanh', revision: 2 } });
    expect(await stored()).toEqual([{ body: 'tab nhanh', revision: 2 }]);
    expect(await save('tab nhanh và tab chậm', 2)).toEqual({ ok: true, revision: 3 });
  });

  it('lets exactly one of two tabs win that save a first note at once', async () => {
    const { save, stored } = await world();
    const answers = await Promise.all([save('tab một', 0), save('tab hai', 0)]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const [kept] = await stored();
    expect(answers.find((answer) => !answer.ok)).toEqual({ ok: false, current: kept });
  });

  it('takes the same text again from any tab, without a new revision', async () => {
    const { save, stored } = await world();
    await save('giống', 0);
    expect(await save('giống', 0)).toEqual({ ok: true, revision: 1 });
    expect(await save('giống', 7)).toEqual({ ok: true, revision: 1 });
    expect(await stored()).toEqual([{ body: 'giống', revision: 1 }]);
  });

  it('can be emptied, and an emptied note stands in nobody’s way', async () => {
    const { save, stored } = await world();
    await save('bỏ đi', 0);
    expect(await save('', 1)).toEqual({ ok: true, revision: 2 });
    expect(await save('viết lại', 1)).toEqual({ ok: true, revision: 3 });
    expect(await stored()).toEqual([{ body: 'viết lại', revision: 3 }]);
  });

  it('does not lose a text to a tab that empties an older revision', async () => {
    const { save } = await world();
    await save('một', 0);
    await save('hai', 1);
    expect(await save('', 1)).toMatchObject({ ok: false, current: { body: 'hai' } });
  });

  it('belongs to one person', async () => {
    const { db, save, stored } = await world();
    const other = await makePerson(db);
    await save('của tôi', 0);
    expect(await save('của chị', 0, other.id)).toEqual({ ok: true, revision: 1 });
    expect(await stored()).toHaveLength(2);
  });
});

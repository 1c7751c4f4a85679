import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeCourse } from '../../../tests/world/courses.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { DEMO_ACCOUNTS } from './cast.ts';
import { seedNotes } from './notes.ts';
import { populate } from './population.ts';
import { noteWords } from './rules/note-words.ts';
import { DEMO_NOW } from './rules/working-time.ts';
import { storePeople } from './store-people.ts';

it('names lessons that there are and members of the cast, once each', () => {
  const lessons = (course: string) => readdirSync(`content/courses/${course}`, { recursive: true }).map(String).filter((file) => file.endsWith('.mdx')).map((file) => file.replace(/^.*[\\/]\d+-/, '').replace('.mdx', ''));
  for (const { course, lesson, email } of noteWords) {
    expect(lessons(course)).toContain(lesson);
    expect(DEMO_ACCOUNTS.map((account) => account.email)).toContain(email);
  }
  expect(new Set(noteWords.map(({ email, course, lesson }) => `${email} ${course} ${lesson}`)).size).toBe(noteWords.length);
});

it('writes what the courses have a lesson for, before the demo’s present, the same every time', async () => {
  await using db = await freshDb();
  await storeOrganisation(db);
  const people = populate(loadOrganisation(), 200);
  await storePeople(db, people);
  expect(await seedNotes(db, people, Date.parse(DEMO_NOW))).toBe(0);
  const slugs = (course: string) => [...new Set(noteWords.filter((words) => words.course === course).map(({ lesson }) => lesson))].map((slug) => ({ slug }));
  for (const slug of ['an-toan-thong-tin', 'de-an-06']) await makeCourse(db, { slug, lessons: slugs(slug) });
  expect(await seedNotes(db, people, Date.parse(DEMO_NOW))).toBe(noteWords.length);
  const stored = () => db.selectFrom('lesson_note as n').innerJoin('user_account as u', 'u.id', 'n.user_id').select(['u.email', 'n.body', 'n.updated_at']).orderBy('n.body').execute();
  const rows = await stored();
  expect(rows.every(({ updated_at: at }) => at < DEMO_NOW)).toBe(true);
  expect(rows.filter(({ email }) => email === 'hoc-vien@vi-du.invalid').length).toBeGreaterThan(4);
  await db.deleteFrom('lesson_note').execute();
  await seedNotes(db, people, Date.parse(DEMO_NOW));
  expect(await stored()).toEqual(rows);
});

import { newId } from '../../../app/platform/ids.ts';
import { enrolled, facts, happened, makeCourse } from '../../world/courses.ts';
import { expect, test } from '../fixtures.ts';

test('a course that comes after another one says so, waits, and opens by itself', async ({ page, db, newLearner, enterAs, expectAccessible }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const course = await makeCourse(db, { slug: `nang-cao-${newId()}`, title: 'Khoá nâng cao dành cho cán bộ đầu mối Đề án 06', prerequisites: ['de-an-06'] });
  try {
    const learner = await newLearner();
    await enterAs(learner.id);
    await page.goto('/courses');
    await expect(page.getByRole('main')).toContainText('Cần hoàn thành trước: Đề án 06');
    await page.getByRole('link', { name: course.title }).click();
    await expect(page.getByRole('main')).toContainText('Khoá học này chưa mở');
    await expect(page.getByRole('button', { name: 'Ghi danh' })).toHaveCount(0);
    await expectAccessible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

    // Somebody assigns it all the same: it waits at home, with the way on.
    await enrolled(db, learner.id, course);
    await page.goto('/');
    await expect(page.getByRole('main')).toContainText(`Khoá “${course.title}” mở sau khi hoàn thành khoá này.`);
    await expectAccessible();
    await page.goto(`/learn/${course.slug}/mat-khau-manh`);
    await expect(page).toHaveURL(`/courses/${course.slug}`);
    await expect(page.getByRole('main')).toContainText('Khoá vẫn thuộc về Anh/Chị');
    await page.getByRole('link', { name: /^Đề án 06/ }).first().click();
    await expect(page).toHaveURL('/courses/de-an-06');

    const { id } = await db.selectFrom('course').select('id').where('slug', '=', 'de-an-06').executeTakeFirstOrThrow();
    const first = { ...course, courseId: id };
    await happened(db, learner.id, first, new Date().toISOString(), facts.courseDone(first));
    await page.goto(`/learn/${course.slug}/mat-khau-manh`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mật khẩu mạnh');
  } finally {
    // Other tests of this worker count the courses that are offered.
    await db.updateTable('course').set({ retired_at: new Date().toISOString() }).where('id', '=', course.courseId).execute();
  }
});

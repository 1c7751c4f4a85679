import { expect, test } from '../fixtures.ts';
import { answerBook, takeDrill } from './walk.ts';

const lessons = ['an-toan-thong-tin/duong-dan-va-tep-apk', 'an-toan-thong-tin/doc-thu-truoc-khi-tin', 'de-an-06/bao-cao-thang-ba-dong', 'de-an-06/tim-mo-hinh-cua-don-vi'];

test.use({ viewport: { width: 320, height: 640 } });

test('practice is a plain form: half is kept, all is marked at its place in the page, and the clock is not there', async ({ page, server, newLearner, enterAs, expectAccessible }) => {
  const book = answerBook(server.dataDir);
  const learner = await newLearner('an-toan-thong-tin', 'de-an-06');
  await enterAs(learner.id);
  for (const path of lessons) {
    const [course = '', lesson = ''] = path.split('/');
    await page.goto(`/learn/${path}`);
    const { key, fields } = book.lesson(course, lesson).find(({ isDrill }) => isDrill) ?? { key: '', fields: [] };
    const card = page.locator(`#check-${key}`);
    await card.locator('button[name="drill.hand-in"]').click();
    await expect(page).toHaveURL(new RegExp(`/learn/${path}#check-${key}$`));
    await expect(card.locator('[data-drill-note]')).not.toBeEmpty();
    await expect(card.locator('[data-clock-switch]')).toBeHidden();
    await takeDrill(page, key, fields);
    await expect(page).toHaveURL(new RegExp(`/learn/${path}#check-${key}$`));
    await expect(card.locator('.drill-why').first()).toBeVisible();
    await expect(card.locator('.drill-why.wrong')).toHaveCount(0);
    await expectAccessible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
});

import { boot } from '../../bootstrap.server.ts';
import { readEnv } from '../../platform/env.ts';
import { publishAll, releaseCourseVersion } from '../index.server.ts';
import { problemLine } from '../../platform/content/problems.ts';

/** `npm run content:publish [-- --release]`: stores the courses of `content/`; with `--release` learners see them at once. */
async function main(release: boolean): Promise<number> {
  const env = readEnv(process.env);
  const { db, clock, close } = await boot(env, { name: 'publish', exclusive: false });
  try {
    const outcomes = await publishAll(db, 'content', { clock, timeZone: env.TZ_DISPLAY });
    for (const outcome of outcomes) {
      for (const problem of outcome.problems) console.log(problemLine(problem));
      const released = release && outcome.state !== 'refused' && (await releaseCourseVersion(db, null, outcome.versionId, clock.now().toISOString()));
      console.log(`${outcome.slug}: ${words[outcome.state]}${released ? ', đã phát hành cho người học (released)' : ''}`);
    }
    return outcomes.some((outcome) => outcome.state === 'refused') ? 1 : 0;
  } finally {
    await close();
  }
}

const words = {
  published: 'đã lưu phiên bản mới (new version stored)',
  unchanged: 'không có gì thay đổi (nothing has changed)',
  refused: 'có lỗi, chưa lưu (has errors, not stored)',
} as const;

process.exitCode = await main(process.argv.includes('--release'));

import { boot, type Program } from '../app/bootstrap.server.ts';
import { loadAnswers } from '../app/faq/index.server.ts';
import { publishAll, releaseCourseVersion, storePaths } from '../app/learning/index.server.ts';
import { storeModels } from '../app/reports/index.server.ts';
import { hasErrors, problemLine } from '../app/platform/content/problems.ts';
import { readEnv } from '../app/platform/env.ts';
import { dayIn } from '../app/platform/i18n/formats.ts';

/** `npm run content:publish [-- --release]`: stores the courses of `content/`, the learning paths, the register of models, and the answers as drafts; with `--release` learners see the courses at once. */
async function main(release: boolean): Promise<number> {
  const program = await boot(readEnv(process.env), { name: 'publish', exclusive: false });
  try {
    const courses = await publishCourses(program, release);
    const paths = await publishPaths(program);
    const models = await publishModels(program);
    const answers = await publishAnswers(program);
    return courses && paths && models && answers ? 0 : 1;
  } finally {
    await program.close();
  }
}

async function publishCourses({ db, clock, env }: Program, release: boolean): Promise<boolean> {
  const outcomes = await publishAll(db, 'content', { clock, timeZone: env.TZ_DISPLAY });
  for (const outcome of outcomes) {
    for (const problem of outcome.problems) console.log(problemLine(problem));
    const released = release && outcome.state !== 'refused' && (await releaseCourseVersion(db, null, outcome.versionId, clock.now().toISOString()));
    console.log(`${outcome.slug}: ${words[outcome.state]}${released ? ', đã phát hành cho người học (released)' : ''}`);
  }
  return outcomes.every((outcome) => outcome.state !== 'refused');
}

/** Paths only point at what is released, so they wait for nobody. */
async function publishPaths({ db }: Program): Promise<boolean> {
  const { state, problems } = await storePaths(db, 'content');
  for (const problem of problems) console.log(problemLine(problem));
  console.log(`paths: ${pathWords[state]}`);
  return state !== 'refused';
}

/** The register of the models; who carries them is said on the web. */
async function publishModels({ db, clock, env }: Program): Promise<boolean> {
  const { state, problems } = await storeModels(db, 'content', dayIn(env.TZ_DISPLAY, clock.now()));
  for (const problem of problems) console.log(problemLine(problem));
  console.log(`models: ${pathWords[state]}`);
  return state !== 'refused';
}

/** Answers wait as drafts for an officer's appraisal, whatever their files say. */
async function publishAnswers({ db, clock, env }: Program): Promise<boolean> {
  const { added, changed, kept, same, problems } = await loadAnswers({ db, clock, timeZone: env.TZ_DISPLAY }, 'content');
  for (const problem of problems) console.log(problemLine(problem));
  console.log(`faq: ${added.length} bản nháp mới (new drafts), ${changed.length} thay đổi (changed), ${same} như cũ (unchanged), ${kept.length} giữ bản trên web (kept as edited here)`);
  return !hasErrors(problems);
}

const words = {
  published: 'đã lưu phiên bản mới (new version stored)',
  unchanged: 'không có gì thay đổi (nothing has changed)',
  refused: 'có lỗi, chưa lưu (has errors, not stored)',
} as const;
const pathWords = { stored: 'đã lưu (stored)', unchanged: words.unchanged, refused: words.refused, missing: 'không có tệp (no file)' } as const;

process.exitCode = await main(process.argv.includes('--release'));

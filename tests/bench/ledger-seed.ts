import { migrate } from '../../db/migrations/index.ts';
import { databaseFile, openDatabase, runExclusive } from '../../db/client.ts';
import { newId, newToken } from '../../app/platform/ids.ts';
import { sha256 } from '../../app/platform/signing.server.ts';
import { campaignId, messageId, people, personId } from './ledger-ids.ts';

/*
 * A province of 100,000 people with a million deliveries behind it, written by SQL in a process of its own, so that nothing of it is in the memory that
 * is measured. Argument: data folder. Says the session tokens of readers and of the campaigns' maker as JSON.
 */
const campaigns = 5;
const readers = 500;
const day = 86_400_000;
const maker = personId(0);

const [folder = ''] = process.argv.slice(2);
const db = openDatabase(databaseFile(folder), { synchronous: 'NORMAL' });
await migrate(db);
const at = (days: number) => new Date(Date.now() + days * day).toISOString();
const content = JSON.stringify({
  vi: {
    subject: 'Cảnh báo ứng dụng VNeID giả mạo',
    body: 'Kính gửi **{{ten}}**, {{don_vi}}.\n\nChỉ cài VNeID từ kho ứng dụng chính thức. Công an không nâng mức định danh qua điện thoại.\n\n- Không bấm đường dẫn lạ.\n- Không đọc mã OTP cho bất kỳ ai.\n\nXem [bài học](/courses).',
  },
});

await runExclusive(db, (raw) => {
  raw.exec(`
    begin;
    create temp table n as with recursive c (i) as (select 0 union all select i + 1 from c where i < ${people - 1}) select i, printf('01900000-0000-7000-8000-%012x', i) as id from c;
    insert into org_unit (id, kind, level, valid_from) values ('u', 'COMMUNE_PC', 'COMMUNE', '2020-01-01');
    insert into org_unit_version (id, unit_id, name, short_name, name_fold, valid_from) values ('uv', 'u', 'UBND phường Hoa Lư', 'UBND Hoa Lư', 'ubnd phuong hoa lu', '2020-01-01');
    insert into user_account (id, account_kind, staff_no, email, full_name, name_fold, sort_key, staff_category, created_at)
      select id, 'OPERATOR', id, id || '@vi-du.invalid', 'Nguyễn Thị Thuỳ Dương', 'nguyen thi thuy duong', 'a', 'CIVIL_SERVANT', '2026-01-01T00:00:00.000Z' from n;
    insert into membership (id, user_id, unit_id, position_title, is_primary, valid_from) select id, id, 'u', 'Chuyên viên', 1, '2020-01-01' from n;
    insert into communication_plan (id, year, goal, legal_basis, created_at) values ('plan', ${new Date().getFullYear()}, 'Cán bộ nhận ra ứng dụng giả mạo', 'KH 107', '2026-01-01T00:00:00.000Z');
  `);
  for (let nth = 0; nth < campaigns; nth += 1) {
    const sent = at(-7 * (campaigns - nth));
    const [campaign, message] = [campaignId(nth), messageId(nth)];
    raw.exec(`
      insert into campaign (id, plan_id, code, name, model, content_source, goal, measure, target_percent, measured_after_days, topic, is_duty, urgency, is_drill, audience, send_at, not_after, created_by, created_at, changed_at, submitted_at, submitted_by, submitted_hash, launched_at, launched_by)
        values ('${campaign}', 'plan', 'TT-${nth}', 'Cảnh báo ứng dụng VNeID giả mạo', 27, 'Công an tỉnh', 'Nhận ra ứng dụng giả mạo', 'Tỷ lệ trả lời đúng', 80, 14, 'SECURITY', 1, 'NORMAL', 0, '{"unitId":null,"level":null,"categories":[],"leadersOnly":false,"course":null}', '${sent}', '${at(30)}', '${maker}', '${sent}', '${sent}', '${sent}', '${maker}', 'h', '${sent}', '${maker}');
      insert into campaign_medium (campaign_id, medium, content) values ('${campaign}', 'MESSAGE', '${content}'), ('${campaign}', 'EMAIL', '{}');
      insert into campaign_recipient (campaign_id, user_id, wave) select '${campaign}', id, 1 from n;
      insert into message (id, source_type, source_id, topic, is_duty, urgency, reason, content, content_hash, send_at, not_after, created_at, fanned_out_at)
        values ('${message}', 'CAMPAIGN', '${campaign}', 'SECURITY', 1, 'NORMAL', '{"vi":"Anh/chị là cán bộ của tỉnh","en":"You are an official of the province"}', '${content}', 'h${nth}', '${sent}', '${at(30)}', '${sent}', '${sent}');
      insert into message_channel (message_id, channel, when_closed) values ('${message}', 'IN_APP', 'WAIT'), ('${message}', 'EMAIL', 'WAIT');
      insert into message_recipient (message_id, user_id) select '${message}', id from n;
      insert into delivery (id, message_id, recipient_id, channel, state, next_at, not_after, created_at, settled_at) select printf('0191000${nth}-0000-7000-8000-%012x', i), '${message}', id, 'IN_APP', 'DELIVERED', '${sent}', '${at(30)}', '${sent}', '${sent}' from n;
      insert into delivery (id, message_id, recipient_id, channel, address, state, next_at, not_after, attempts, provider_id, created_at, accepted_at) select printf('0191000${nth}-0000-7000-9000-%012x', i), '${message}', id, 'EMAIL', id || '@vi-du.invalid', 'ACCEPTED', '${sent}', '${at(30)}', 1, '250 OK: message queued', '${sent}', '${sent}' from n;
      insert into inbox_state (message_id, user_id, read_at) select '${message}', id, '${sent}' from n where (i + ${nth}) % 3 > 0;
    `);
  }
  raw.exec('commit');
});

async function signedIn(userId: string): Promise<string> {
  const token = newToken();
  const now = at(0);
  await db.insertInto('session').values({ id: newId(), token_hash: sha256(token), user_id: userId, created_at: now, last_seen_at: now, expires_at: at(1), idle_minutes: 480, user_agent: 'bench', address: '127.0.0.1' }).execute();
  return token;
}

await db.transaction().execute(async (tx) => {
  for (const role of ['CAMPAIGN_MAKER', 'SYSTEM_ADMIN']) await tx.insertInto('role_assignment').values({ id: newId(), user_id: maker, role, scope: 'ALL', granted_at: at(-1) }).execute();
});
const tokens: string[] = [];
for (let nth = 1; nth <= readers; nth += 1) tokens.push(await signedIn(personId(nth * 7)));
const { n } = await db.selectFrom('delivery').select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
console.log(JSON.stringify({ maker: await signedIn(maker), readers: tokens, deliveries: Number(n) }));
await db.destroy();

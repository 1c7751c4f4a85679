import { lockDataFolder } from '../../app/platform/data-lock.server.ts';

/* Holds the lock of the data folder given as argument until the process is killed. */
lockDataFolder(process.argv[2] ?? '');
console.log('held');
setInterval(() => undefined, 60_000);

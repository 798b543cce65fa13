import { startServer } from '../../src/http/server.js';

const [database = ''] = process.argv.slice(2);
const started = await startServer({ database, withoutSignIn: true });
if (started.ok) {
  await started.value.stopped;
  process.stdout.write('all done\n');
}
